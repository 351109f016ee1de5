#include "sync/squeeze.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include <zstd.h>

#include "codec/encoder.h"
#include "sync/dictionary.h"
#include "sync/parcel.h"

namespace palitan::sync {
namespace {
using base::Bytes;
using base::ByteView;
using base::Code;

constexpr std::array<std::uint8_t, 14> kMagic = {0x89, 'p', 'a', 'l', 'i', 't', 'a',
                                                 'n',  ' ', 's', 'y', 'n', 'c', '\n'};
constexpr std::size_t kHeadSize = kMagic.size() + 2;
constexpr std::uint8_t kPlain = 0;
constexpr std::uint8_t kDictionary1 = 1;
constexpr int kLevel = 9;
constexpr int kWindowLog = 20;       // 1 MiB
constexpr int kWindowLogSmall = 15;  // of a parcel that ends before its first flush
constexpr std::size_t kFlushEvery = 16 * 1024;
constexpr std::size_t kChunk = 64 * 1024;
constexpr std::size_t kItemMax = 5 * 1024 * 1024;

template <class T, class... Args>
base::Result<T> broken(std::string what) {
  return base::refuse(Code::bad_bundle, std::move(what));
}

const ZSTD_CDict* packing_dictionary() {
  static const std::unique_ptr<ZSTD_CDict, decltype(&ZSTD_freeCDict)> dictionary(
      ZSTD_createCDict(dictionary_1().data(), dictionary_1().size(), kLevel), &ZSTD_freeCDict);
  PALITAN_CHECK(dictionary != nullptr);
  return dictionary.get();
}
const ZSTD_DDict* unpacking_dictionary() {
  static const std::unique_ptr<ZSTD_DDict, decltype(&ZSTD_freeDDict)> dictionary(
      ZSTD_createDDict(dictionary_1().data(), dictionary_1().size()), &ZSTD_freeDDict);
  PALITAN_CHECK(dictionary != nullptr);
  return dictionary.get();
}
}  // namespace

namespace {
/// Making a context takes longer than packing a small parcel: each thread keeps a few that nobody uses, but
/// none with the memory of a large one.
template <class Context, auto kMake, auto kFree, auto kSize>
class Kept {
 public:
  using Owner = std::unique_ptr<Context, decltype(kFree)>;
  static Owner take() {
    auto& spare = spares();
    if (spare.empty()) return Owner(kMake(), kFree);
    auto out = std::move(spare.back());
    spare.pop_back();
    return out;
  }
  static void give_back(Owner context) {
    constexpr std::size_t kSpares = 2;
    constexpr std::size_t kMemory = 2u << 20;
    if (context && spares().size() < kSpares && kSize(context.get()) <= kMemory)
      spares().push_back(std::move(context));
  }

 private:
  static std::vector<Owner>& spares() {
    thread_local std::vector<Owner> kept;
    return kept;
  }
};
using PackContext = Kept<ZSTD_CCtx, &ZSTD_createCCtx, &ZSTD_freeCCtx, &ZSTD_sizeof_CCtx>;
using UnpackContext = Kept<ZSTD_DCtx, &ZSTD_createDCtx, &ZSTD_freeDCtx, &ZSTD_sizeof_DCtx>;

thread_local bool plain_here = false;
}  // namespace

PlainParcels::PlainParcels() { plain_here = true; }
PlainParcels::~PlainParcels() { plain_here = false; }

struct Squeeze::Body {
  PackContext::Owner zstd = PackContext::take();
  Bytes out;
  Bytes first;  ///< items until it is known whether the parcel is a small one
  bool started = false;
  std::size_t since_flush = 0;

  ~Body() { PackContext::give_back(std::move(zstd)); }

  /// A window and tables no larger than needed: clearing those of a large parcel takes longer than packing a
  /// small one.
  void start(int window_log, std::size_t size) {
    started = true;
    auto* const context = zstd.get();
    ZSTD_CCtx_reset(context, ZSTD_reset_session_and_parameters);
    ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, kLevel);
    ZSTD_CCtx_setParameter(context, ZSTD_c_windowLog, window_log);
    ZSTD_CCtx_setParameter(context, ZSTD_c_contentSizeFlag, 0);
    ZSTD_CCtx_setParameter(context, ZSTD_c_dictIDFlag, 0);
    PALITAN_CHECK(!ZSTD_isError(ZSTD_CCtx_refCDict(context, packing_dictionary())));
    if (size > 0) ZSTD_CCtx_setPledgedSrcSize(context, size);
  }

  void pack(ByteView bytes, ZSTD_EndDirective end) {
    ZSTD_inBuffer in{bytes.data(), bytes.size(), 0};
    for (;;) {
      const auto before = out.size();
      out.resize(before + std::max<std::size_t>(512, bytes.size() / 2));
      ZSTD_outBuffer to{out.data(), out.size(), before};
      const auto left = ZSTD_compressStream2(zstd.get(), &to, &in, end);
      PALITAN_CHECK(!ZSTD_isError(left));
      out.resize(to.pos);
      if (end == ZSTD_e_continue ? in.pos == in.size : left == 0) return;
    }
  }
};

Squeeze::Squeeze() : body_(std::make_unique<Body>()) {
  auto& b = *body_;
  PALITAN_CHECK(b.zstd != nullptr);
  b.out.assign(kMagic.begin(), kMagic.end());
  b.out.push_back(static_cast<std::uint8_t>(kProtocolVersion));
  b.out.push_back(plain_here ? kPlain : kDictionary1);
}
Squeeze::~Squeeze() = default;

void Squeeze::add(ByteView item) {
  auto& b = *body_;
  if (b.out[kHeadSize - 1] == kPlain) return base::append(b.out, item);
  b.since_flush += item.size();
  const bool flush = b.since_flush >= kFlushEvery;
  if (!b.started) {
    base::append(b.first, item);
    if (!flush) return;
    b.start(kWindowLog, 0);
    b.pack(std::exchange(b.first, {}), ZSTD_e_flush);
  } else {
    b.pack(item, flush ? ZSTD_e_flush : ZSTD_e_continue);
  }
  if (flush) b.since_flush = 0;
}
Bytes Squeeze::finish() {
  auto& b = *body_;
  if (b.out[kHeadSize - 1] == kPlain) return std::move(b.out);
  if (!b.started) b.start(kWindowLogSmall, b.first.size());
  b.pack(b.first, ZSTD_e_end);
  return std::move(b.out);
}

struct Unsqueeze::Body {
  ByteView rest;
  UnpackContext::Owner zstd{nullptr, &ZSTD_freeDCtx};
  bool frame_ended = false;
  bool damaged = false;
  Bytes window;
  std::size_t at = 0;
  std::size_t unpacked = 0;
  std::size_t items = 0;

  ~Body() { UnpackContext::give_back(std::move(zstd)); }

  ByteView ready() const { return ByteView(window).subspan(at); }

  /// More bytes behind ready(). False: there are none.
  bool more() {
    window.erase(window.begin(), window.begin() + static_cast<std::ptrdiff_t>(at));
    at = 0;
    if (damaged || unpacked > kParcelMax) return false;
    const auto before = window.size();
    if (!zstd) {
      const auto n = std::min(kChunk, rest.size());
      base::append(window, rest.first(n));
      rest = rest.subspan(n);
    } else {
      if (frame_ended || rest.empty()) return false;
      window.resize(before + std::clamp<std::size_t>(rest.size() * 4, 1024, kChunk));
      ZSTD_outBuffer out{window.data(), window.size(), before};
      ZSTD_inBuffer in{rest.data(), rest.size(), 0};
      const auto hint = ZSTD_decompressStream(zstd.get(), &out, &in);
      damaged = ZSTD_isError(hint);
      window.resize(damaged ? before : out.pos);
      if (damaged) return false;
      frame_ended = hint == 0;
      rest = rest.subspan(in.pos);
      // With all input taken and room left, what is not out yet was cut off.
      if (in.pos == 0 && out.pos == before) return false;
    }
    unpacked += window.size() - before;
    return window.size() > before || !rest.empty();
  }
};

Unsqueeze::Unsqueeze(std::unique_ptr<Body> body) : body_(std::move(body)) {}
Unsqueeze::~Unsqueeze() = default;
Unsqueeze::Unsqueeze(Unsqueeze&&) noexcept = default;

base::Result<Unsqueeze> Unsqueeze::open(ByteView bytes) {
  if (bytes.size() < kHeadSize || !std::equal(kMagic.begin(), kMagic.end(), bytes.begin()))
    return broken<Unsqueeze>("it is no parcel");
  if (bytes[kMagic.size()] != kProtocolVersion) return base::refuse(Code::bad_version, "of the parcel");
  const auto packing = bytes[kHeadSize - 1];
  if (packing != kPlain && packing != kDictionary1)
    return base::refuse(Code::bad_version, "packed in a way that this program does not know");
  auto body = std::make_unique<Body>();
  body->rest = bytes.subspan(kHeadSize);
  if (packing == kDictionary1) {
    body->zstd = UnpackContext::take();
    PALITAN_CHECK(body->zstd != nullptr);
    ZSTD_DCtx_reset(body->zstd.get(), ZSTD_reset_session_and_parameters);
    ZSTD_DCtx_setParameter(body->zstd.get(), ZSTD_d_windowLogMax, kWindowLog);
    PALITAN_CHECK(!ZSTD_isError(ZSTD_DCtx_refDDict(body->zstd.get(), unpacking_dictionary())));
  }
  return Unsqueeze(std::move(body));
}

base::Result<std::optional<ByteView>> Unsqueeze::next() {
  auto& b = *body_;
  using Out = std::optional<ByteView>;
  const auto have = [&](std::size_t size) {
    while (b.ready().size() < size)
      if (!b.more()) return b.ready().size() >= size;
    return true;
  };
  if (!have(1)) {
    if (b.damaged) return broken<Out>("it is damaged from here on");
    if (b.unpacked > kParcelMax) return broken<Out>("it is larger than a parcel may be");
    if (b.zstd ? !b.frame_ended : !b.rest.empty()) return broken<Out>("it was cut off");
    if (!b.rest.empty()) return broken<Out>("something stands behind its end");
    return Out{};
  }
  if (++b.items > kParcelItemsMax) return broken<Out>("it holds more items than any may");
  std::size_t head = 1;
  std::uint64_t size = b.ready()[0] & 31;
  if (b.ready()[0] >> 5 != 2 || size > 26) return broken<Out>("an item is not a byte string");
  if (size >= 24) {
    const std::size_t width = std::size_t{1} << (size - 24);
    head += width;
    if (!have(head)) return broken<Out>("it was cut off");
    size = 0;
    for (std::size_t i = 1; i <= width; ++i) size = size << 8 | b.ready()[i];
  }
  if (size == 0 || size > kItemMax) return broken<Out>("an item is empty or larger than any may be");
  if (!have(head + static_cast<std::size_t>(size)))
    return broken<Out>(b.damaged ? "it is damaged from here on" : "it was cut off");
  const auto content = b.ready().subspan(head, static_cast<std::size_t>(size));
  b.at += head + static_cast<std::size_t>(size);
  return Out{content};
}

Bytes unsqueezed(ByteView parcel) {
  Bytes out;
  auto from = Unsqueeze::open(parcel);
  while (from) {
    const auto item = from->next();
    if (!item || !*item) break;
    base::append(out, **item);
  }
  return out;
}

}  // namespace palitan::sync
