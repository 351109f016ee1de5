#include "statement/envelope.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "crypto/hash.h"

namespace palitan::statement {
namespace {
using base::Bytes;
using base::ByteView;
using base::Code;

// Protected header {1: -19, 4: key id}, always these bytes and then the 8 of the key id.
constexpr std::array<std::uint8_t, 5> kProtectedHead = {0xa2, 0x01, 0x32, 0x04, 0x48};
constexpr std::size_t kProtectedSize = kProtectedHead.size() + base::KeyId::kSize;

constexpr std::size_t kSigHeaderAt = 13;
constexpr std::size_t kSigPrefixMax = kSigHeaderAt + kProtectedSize + 4;
constexpr std::array<std::uint8_t, kSigPrefixMax> kSigHead = {
    0x84, 0x6a, 'S', 'i', 'g', 'n', 'a', 't', 'u', 'r', 'e', '1', 0x40 | kProtectedSize};

/// The COSE Sig_structure ["Signature1", protected, h'', payload] up to the payload's bytes: its length is
/// fixed but for the payload's head, so that the hash needs no copy of the payload.
class SigPrefix {
 public:
  SigPrefix(ByteView protected_header, std::size_t payload_size) : bytes_(kSigHead) {
    std::memcpy(&bytes_[kSigHeaderAt], protected_header.data(), kProtectedSize);
    bytes_[size_++] = 0x40;  // external_aad
    const auto low = static_cast<std::uint8_t>(payload_size);
    if (payload_size < 24) {
      bytes_[size_++] = static_cast<std::uint8_t>(0x40 | low);
      return;
    }
    bytes_[size_++] = payload_size <= 0xff ? 0x58 : 0x59;
    if (payload_size > 0xff) bytes_[size_++] = static_cast<std::uint8_t>(payload_size >> 8);
    bytes_[size_++] = low;
  }
  ByteView view() const { return {bytes_.data(), size_}; }

 private:
  std::array<std::uint8_t, kSigPrefixMax> bytes_;
  std::size_t size_ = kSigHeaderAt + kProtectedSize;
};

/// REQUIRES: the header has kProtectedSize bytes, the payload at most kStatementMax.
Bytes sig_structure(ByteView protected_header, ByteView payload) {
  const SigPrefix prefix(protected_header, payload.size());
  Bytes out;
  out.reserve(prefix.view().size() + payload.size());
  base::append(out, prefix.view());
  base::append(out, payload);
  return out;
}
base::Id id_of(ByteView protected_header, ByteView payload) {
  const SigPrefix prefix(protected_header, payload.size());
  return {crypto::Sha256().update(prefix.view()).update(payload).finish().raw};
}

base::Result<void> check_ranges(const Content& c) {
  if (c.version != kVersion) return base::refuse(Code::bad_version, "version " + std::to_string(c.version));
  if (c.sequence == 0) return base::refuse(Code::bad_value, "field 'sequence' is 0");
  if (c.after.size() > kAfterMax)
    return base::refuse(Code::bad_too_large, "field 'after' names more than 16 acts");
  if (std::adjacent_find(c.after.begin(), c.after.end(), std::greater_equal<>{}) != c.after.end())
    return base::refuse(Code::bad_not_canonical, "field 'after' is not ascending");
  if (c.offset_minutes < -840 || c.offset_minutes > 840)
    return base::refuse(Code::bad_value, "field 'offset_minutes' is beyond 14 hours");
  constexpr std::int64_t kYear9999 = 253'402'300'800'000;
  if (c.made_at.ms < 0 || c.made_at.ms >= kYear9999 || c.effective_at.ms < 0 ||
      c.effective_at.ms >= kYear9999)
    return base::refuse(Code::bad_value, "an instant is before 1970 or after 9999");
  if (c.attachments.size() > 64)
    return base::refuse(Code::bad_too_large, "field 'attachments' names more than 64");
  const bool founding = c.kind == static_cast<std::uint16_t>(Kind::found);
  if (founding != !c.partnership || founding != !c.previous || (founding && (c.case_id || c.sequence != 1)))
    return base::refuse(Code::bad_field_missing,
                        "partnership and previous stand in every act but the founding");
  if (c.body.bytes.empty() || c.body.bytes[0] >> 5 != 5)
    return base::refuse(Code::bad_type, "field 'body' is not a map");
  return {};
}
}  // namespace

Bytes envelope_of(const base::KeyId& seat, ByteView payload, const base::Signature& signature) {
  Bytes header(kProtectedHead.begin(), kProtectedHead.end());
  base::append(header, seat.view());
  codec::Encoder encoder;
  encoder.array(4);
  encoder.byte_string(header);
  encoder.map(0);
  encoder.byte_string(payload);
  encoder.item(signature);
  return encoder.take();
}

base::Result<Statement> decode_statement(Bytes bytes) {
  if (bytes.size() > kStatementMax)
    return base::refuse(Code::bad_too_large, std::to_string(bytes.size()) + " bytes");
  Statement out;
  out.bytes_ = std::move(bytes);
  codec::Decoder outer(out.bytes_);
  if (outer.array() != 4) return base::refuse(Code::bad_envelope);
  const ByteView header = outer.byte_string();
  if (outer.map() != 0) return base::refuse(Code::bad_envelope, "the unprotected header is not empty");
  const ByteView payload = outer.byte_string();
  outer.item(out.signature_);
  if (auto end = outer.finish(); !end) {
    const auto code = end.error().code;
    return base::refuse(code == Code::bad_type || code == Code::bad_value ? Code::bad_envelope : code,
                        end.error().detail);
  }
  if (header.size() != kProtectedSize ||
      !std::equal(kProtectedHead.begin(), kProtectedHead.end(), header.begin()))
    return base::refuse(Code::bad_algorithm);
  codec::Decoder inner(payload);
  inner.item(out.content_);
  if (auto end = inner.finish(); !end) return tl::unexpected(end.error());
  if (auto ranges = check_ranges(out.content_); !ranges) return tl::unexpected(ranges.error());
  if (!std::equal(out.content_.seat.raw.begin(), out.content_.seat.raw.end(),
                  header.begin() + kProtectedHead.size()))
    return base::refuse(Code::bad_seat);
  out.id_ = id_of(header, payload);
  return out;
}

namespace {
bool is_signed_with(const Statement& statement, const base::PublicKey& key) {
  codec::Decoder outer(statement.bytes());
  outer.array();
  const ByteView header = outer.byte_string();
  outer.map();
  const ByteView payload = outer.byte_string();
  return crypto::verify(key, sig_structure(header, payload), statement.signature());
}
}  // namespace

void check_ahead(Statement& statement, const base::PublicKey& key) {
  if (is_signed_with(statement, key)) statement.fits_ = key;
  statement.causes_ = causes(statement);
}

SignedStatement::SignedStatement(Statement statement) {
  if (!statement.causes_) statement.causes_ = causes(statement);
  statement_ = std::make_shared<const Statement>(std::move(statement));
}

base::Result<SignedStatement> open(Statement statement, const base::PublicKey& key) {
  if (crypto::key_id(key) != statement.content().seat) return base::refuse(Code::bad_seat);
  if (statement.fits_ != key && !is_signed_with(statement, key)) return base::refuse(Code::bad_signature);
  return SignedStatement(std::move(statement));
}

SignedStatement reopen(Statement statement) { return SignedStatement(std::move(statement)); }

SignedStatement sign(Content content, const crypto::KeyPair& key) {
  content.seat = crypto::key_id(key.public_key);
  Bytes header(kProtectedHead.begin(), kProtectedHead.end());
  base::append(header, content.seat.view());
  const Bytes payload = codec::encode(content);
  PALITAN_CHECK(payload.size() <= kStatementMax);
  const auto signature = crypto::sign(key, sig_structure(header, payload));
  auto statement = decode_statement(envelope_of(content.seat, payload, signature));
  PALITAN_CHECK(statement.has_value());
  return reopen(std::move(*statement));
}

namespace {
/// An archive for describe() that keeps every cited id.
struct Citations {
  std::vector<base::Id>& out;

  template <class T>
  void field(unsigned, std::string_view, T& value) {
    item(value);
  }
  void item(base::Id& id) { out.push_back(id); }
  template <class T>
  void item(std::optional<T>& value) {
    if (value) item(*value);
  }
  template <class T>
  void item(std::vector<T>& values) {
    for (auto& value : values) item(value);
  }
  template <class T>
  void item(T& value) {
    if constexpr (requires { describe(*this, value); }) describe(*this, value);
  }
};
}  // namespace

std::vector<base::Id> cited(Kind kind, ByteView bytes) {
  std::vector<base::Id> out;
  with_body(kind, [&](auto fresh) {
    if (auto body = codec::decode<decltype(fresh)>(bytes)) {
      Citations citations{out};
      describe(citations, *body);
    }
  });
  return out;
}

std::vector<base::Id> causes(const Statement& statement) {
  if (statement.causes_) return *statement.causes_;
  const auto& c = statement.content();
  std::vector<base::Id> out = c.after;
  if (c.previous) out.push_back(*c.previous);
  if (c.case_id) out.push_back(*c.case_id);
  if (const auto kind = statement.kind()) {
    const auto named = cited(*kind, c.body.bytes);
    out.insert(out.end(), named.begin(), named.end());
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

Bytes root_act_message_of(const Content& content, ByteView bare_body) {
  codec::Encoder encoder;
  encoder.array(5);
  encoder.item(content.partnership ? content.partnership->view() : ByteView{});
  encoder.item(content.kind);
  encoder.item(content.seat);
  encoder.item(content.sequence);
  encoder.raw(bare_body);
  Bytes out;
  base::append(out, base::view_of("palitan/root-act/1\n"));
  base::append(out, crypto::sha256(encoder.bytes()).view());
  return out;
}

}  // namespace palitan::statement
