#include "sync/bundle.h"

#include <algorithm>

#include <zstd.h>

#include "crypto/hash.h"

namespace palitan::sync {
namespace {
using base::Bytes;
using base::ByteView;
using base::Code;

// 16 bytes before the body: a name that no text file begins with, the version, and whether zstd packs the
// body.
constexpr std::array<std::uint8_t, 14> kMagic = {0x89, 'p', 'a', 'l', 'i', 't', 'a',
                                                 'n',  ' ', 'b', 'o', 'o', 'k', '\n'};
constexpr std::size_t kHeadSize = kMagic.size() + 2;
constexpr std::uint8_t kPlain = 0;
constexpr std::uint8_t kZstd = 1;
constexpr int kLevel = 3;
constexpr int kWindowLog = 23;  // 8 MiB: more would be the packer's fault, and would cost every reader memory
constexpr std::size_t kChunk = 256 * 1024;

base::Result<void> damaged(std::string what) { return base::refuse(Code::bad_bundle, std::move(what)); }
}  // namespace

// ---- writing ----

struct BundleWriter::Body {
  BundleSink sink;
  crypto::Sha256 hash;
  std::unique_ptr<ZSTD_CCtx, decltype(&ZSTD_freeCCtx)> zstd{nullptr, &ZSTD_freeCCtx};
  Bytes chunk;
  std::uint64_t expected = 0;  // accords
  std::uint64_t added = 0;
  bool ok = true;

  void put(ByteView bytes) {
    hash.update(bytes);
    ok = ok && (bytes.empty() || sink(bytes));
  }
  void pack(ByteView bytes, ZSTD_EndDirective end) {
    if (!zstd) return put(bytes);
    ZSTD_inBuffer in{bytes.data(), bytes.size(), 0};
    for (;;) {
      ZSTD_outBuffer out{chunk.data(), chunk.size(), 0};
      const auto left = ZSTD_compressStream2(zstd.get(), &out, &in, end);
      PALITAN_CHECK(!ZSTD_isError(left));
      put({chunk.data(), out.pos});
      if (end == ZSTD_e_continue ? in.pos == in.size : left == 0) return;
    }
  }
};

BundleWriter::BundleWriter(const BundleHeader& header, bool compress, BundleSink sink)
    : body_(std::make_unique<Body>()) {
  body_->sink = std::move(sink);
  body_->expected = header.height + 1;
  Bytes head(kMagic.begin(), kMagic.end());
  head.push_back(static_cast<std::uint8_t>(header.version));
  head.push_back(compress ? kZstd : kPlain);
  body_->put(head);
  if (compress) {
    body_->zstd.reset(ZSTD_createCCtx());
    PALITAN_CHECK(body_->zstd != nullptr);
    ZSTD_CCtx_setParameter(body_->zstd.get(), ZSTD_c_compressionLevel, kLevel);
    ZSTD_CCtx_setParameter(body_->zstd.get(), ZSTD_c_windowLog, kWindowLog);
    body_->chunk.resize(kChunk);
  }
  body_->pack(codec::encode(header), ZSTD_e_continue);
}
BundleWriter::~BundleWriter() = default;
BundleWriter::BundleWriter(BundleWriter&&) noexcept = default;

void BundleWriter::add(const BundleAccord& accord) {
  PALITAN_CHECK(accord.height == body_->added && accord.statements.size() <= kBundleBatchMax);
  ++body_->added;
  body_->pack(codec::encode(accord), ZSTD_e_continue);
}

bool BundleWriter::finish() {
  PALITAN_CHECK(body_->added == body_->expected);
  body_->pack({}, ZSTD_e_end);
  auto copy = body_->hash;
  const auto hash = copy.finish();
  return body_->ok && body_->sink(hash.view());
}

// ---- reading ----

struct BundleReader::Body {
  ByteView rest;  // of the body, still packed where it is packed
  std::unique_ptr<ZSTD_DCtx, decltype(&ZSTD_freeDCtx)> zstd{nullptr, &ZSTD_freeDCtx};
  bool frame_ended = false;
  Bytes window;  // unpacked and not yet read, from `at` on
  std::size_t at = 0;
  std::uint64_t unpacked = 0;
  std::uint64_t unpacked_max = kBundleBodyMax;
  BundleHeader header;
  std::uint64_t height = 0;  // of the next accord
  std::uint64_t size = 0;
  bool compressed = false;

  ByteView ready() const { return ByteView(window).subspan(at); }

  /// More unpacked bytes behind `ready()`. False: there are no more, or the packing is damaged.
  bool more() {
    window.erase(window.begin(), window.begin() + static_cast<std::ptrdiff_t>(at));
    at = 0;
    if (!zstd) {
      const auto n = std::min(kChunk, rest.size());
      base::append(window, rest.first(n));
      rest = rest.subspan(n);
      return n > 0;
    }
    if (frame_ended || unpacked > unpacked_max) return false;
    const auto before = window.size();
    window.resize(before + kChunk);
    ZSTD_outBuffer out{window.data(), window.size(), before};
    ZSTD_inBuffer in{rest.data(), rest.size(), 0};
    const auto hint = ZSTD_decompressStream(zstd.get(), &out, &in);
    window.resize(out.pos);
    if (ZSTD_isError(hint)) return false;
    frame_ended = hint == 0;
    rest = rest.subspan(in.pos);
    unpacked += out.pos - before;
    return out.pos > before || in.pos > 0;
  }

  bool at_end() {
    while (ready().empty() && more()) {
    }
    return ready().empty() && rest.empty() && (!zstd || frame_ended);
  }

  /// The next item of the sequence. Its length is known only by reading it: try with what is there, and with
  /// more.
  template <class T>
  base::Result<T> item() {
    for (std::size_t wanted = 1;;) {
      while (ready().size() < wanted && more()) {
      }
      T value{};
      codec::Decoder decoder(ready());
      decoder.item(value);
      if (decoder.ok()) {
        if (decoder.position() > kBundleItemMax) break;
        at += decoder.position();
        return value;
      }
      // It may have been cut off: only if no more bytes come, or it grows beyond every bound, is it a fault.
      if (ready().size() > kBundleItemMax || ready().size() < wanted) {
        const auto why = decoder.refusal();
        return base::refuse(why.code == Code::bad_version ? why.code : Code::bad_bundle, why.detail);
      }
      wanted = std::min(ready().size() * 2, kBundleItemMax + 1);
    }
    return base::refuse(Code::bad_bundle, "an accord is larger than any may be");
  }
};

BundleReader::BundleReader(std::unique_ptr<Body> body) : body_(std::move(body)) {}
BundleReader::~BundleReader() = default;
BundleReader::BundleReader(BundleReader&&) noexcept = default;
const BundleHeader& BundleReader::header() const { return body_->header; }
bool BundleReader::compressed() const { return body_->compressed; }

base::Result<BundleReader> BundleReader::open(ByteView bytes, std::uint64_t unpacked_max) {
  const auto refuse = [](std::string what) { return tl::unexpected(damaged(std::move(what)).error()); };
  if (bytes.size() < kHeadSize + base::Hash::kSize ||
      !std::equal(kMagic.begin(), kMagic.end(), bytes.begin()))
    return refuse("not a bundle");
  if (bytes[kMagic.size()] != kBundleVersion) return base::refuse(Code::bad_version, "of the bundle");
  const auto content = bytes.first(bytes.size() - base::Hash::kSize);
  if (!std::ranges::equal(crypto::sha256(content).view(), bytes.last(base::Hash::kSize)))
    return refuse("its hash does not fit: the copy is damaged");
  auto body = std::make_unique<Body>();
  const auto packing = bytes[kHeadSize - 1];
  if (packing != kPlain && packing != kZstd) return refuse("packed in an unknown way");
  body->unpacked_max = unpacked_max;
  body->compressed = packing == kZstd;
  body->rest = content.subspan(kHeadSize);
  if (body->compressed) {
    body->zstd.reset(ZSTD_createDCtx());
    PALITAN_CHECK(body->zstd != nullptr);
    ZSTD_DCtx_setParameter(body->zstd.get(), ZSTD_d_windowLogMax, kWindowLog);
  }
  auto header = body->item<BundleHeader>();
  if (!header) return tl::unexpected(header.error());
  if (header->version != kBundleVersion) return base::refuse(Code::bad_version, "of the bundle");
  body->header = *header;
  return BundleReader(std::move(body));
}

base::Result<std::optional<BundleAccord>> BundleReader::next() {
  auto& b = *body_;
  if (b.height > b.header.height) {
    if (b.size != b.header.size || !b.at_end())
      return base::refuse(Code::bad_bundle, "more or less than its header says");
    return std::nullopt;
  }
  auto accord = b.item<BundleAccord>();
  if (!accord) return tl::unexpected(accord.error());
  if (accord->height != b.height)
    return base::refuse(Code::bad_bundle, "an accord is missing or out of place");
  if (accord->statements.size() > kBundleBatchMax)
    return base::refuse(Code::bad_bundle, "too many statements in one accord");
  ++b.height;
  b.size += accord->statements.size();
  return std::optional(std::move(*accord));
}

// ---- whole ----

Bytes write_bundle(const Bundle& bundle, bool compress) {
  Bytes out;
  BundleWriter writer(bundle.header, compress,
                      [&out](ByteView piece) { return base::append(out, piece), true; });
  for (const auto& accord : bundle.accords) writer.add(accord);
  PALITAN_CHECK(writer.finish());
  return out;
}

base::Result<Bundle> read_bundle(ByteView bytes, std::uint64_t unpacked_max) {
  auto reader = BundleReader::open(bytes, unpacked_max);
  if (!reader) return tl::unexpected(reader.error());
  Bundle out{reader->header(), {}};
  for (;;) {
    auto accord = reader->next();
    if (!accord) return tl::unexpected(accord.error());
    if (!*accord) return out;
    out.accords.push_back(std::move(**accord));
  }
}

void repair_bundle_hash(Bytes& bundle) {
  PALITAN_CHECK(bundle.size() >= kHeadSize + base::Hash::kSize);
  const auto content = bundle.size() - base::Hash::kSize;
  const auto hash = crypto::sha256(ByteView(bundle).first(content));
  std::copy(hash.raw.begin(), hash.raw.end(), bundle.begin() + static_cast<std::ptrdiff_t>(content));
}

}  // namespace palitan::sync
