// What may happen to a statement's bytes on a stick, each change by name.
#include <array>

#include "cli/story_player.h"
#include "codec/decoder.h"
#include "codec/encoder.h"

namespace palitan::cli {
namespace {
using base::Bytes;
using base::ByteView;

/// The four parts of the envelope, as they are.
struct Parts {
  Bytes header;
  Bytes payload;
  base::Signature signature;
};

Parts parts_of(const Bytes& statement) {
  codec::Decoder decoder(statement);
  Parts out;
  decoder.array();
  const auto header = decoder.byte_string();
  decoder.map();
  const auto payload = decoder.byte_string();
  decoder.item(out.signature);
  out.header.assign(header.begin(), header.end());
  out.payload.assign(payload.begin(), payload.end());
  return out;
}

Bytes whole(const Parts& parts) {
  codec::Encoder encoder;
  encoder.array(4);
  encoder.byte_string(parts.header);
  encoder.map(0);
  encoder.byte_string(parts.payload);
  encoder.item(parts.signature);
  return encoder.take();
}

/// Another content under the same signature: what a forger without the key can make.
template <class F>
Bytes with_content(const Bytes& statement, F change) {
  auto parts = parts_of(statement);
  const Bytes payload = parts.payload;
  codec::Decoder decoder(payload);
  statement::Content content;
  decoder.item(content);
  Bytes body(content.body.bytes.begin(), content.body.bytes.end());
  change(content, body);
  content.body = {body};
  parts.payload = codec::encode(content);
  return whole(parts);
}

/// The fields of the content by hand: `change` writes the map that follows.
template <class F>
Bytes with_payload(const Bytes& statement, F change) {
  auto parts = parts_of(statement);
  change(parts.payload);
  return whole(parts);
}

Bytes cut_short(const Bytes& b) { return {b.begin(), b.end() - 1}; }
Bytes longer_number(const Bytes& b) {  // the version in two bytes instead of one
  return with_payload(b, [](Bytes& payload) { payload.insert(payload.begin() + 2, 0x18); });
}
Bytes padded(const Bytes& b) {
  auto out = b;
  out.resize(statement::kStatementMax + 1, 0);
  return out;
}
Bytes version_as_text(const Bytes& b) {  // the map's first pair is 1: version
  return with_payload(b, [](Bytes& payload) { payload[2] = 0x60; });
}
Bytes without_version(const Bytes& b) {
  return with_payload(b, [](Bytes& payload) {
    payload[0] = static_cast<std::uint8_t>(payload[0] - 1);
    payload.erase(payload.begin() + 1, payload.begin() + 3);
  });
}
Bytes with_field_15(const Bytes& b) {
  return with_payload(b, [](Bytes& payload) {
    payload[0] = static_cast<std::uint8_t>(payload[0] + 1);
    payload.push_back(15);
    payload.push_back(0);
  });
}
Bytes number_zero(const Bytes& b) {
  return with_content(b, [](statement::Content& content, Bytes&) { content.sequence = 0; });
}
Bytes broken_text(const Bytes& b) {
  return with_content(b, [](statement::Content&, Bytes& body) { body = {0xa1, 0x01, 0x62, 0xc3, 0x28}; });
}
Bytes deep_body(const Bytes& b) {
  return with_content(b, [](statement::Content&, Bytes& body) {
    body = Bytes(42, 0x81);
    body[0] = 0xa1;
    body[1] = 0x01;
    body.push_back(0x00);
  });
}
Bytes byte_behind(const Bytes& b) {
  auto out = b;
  out.push_back(0);
  return out;
}
Bytes three_parts(const Bytes& b) {
  const auto parts = parts_of(b);
  codec::Encoder encoder;
  encoder.array(3);
  encoder.byte_string(parts.header);
  encoder.map(0);
  encoder.byte_string(parts.payload);
  return encoder.take();
}
Bytes other_algorithm(const Bytes& b) {  // -8 (EdDSA of old) for -19
  auto parts = parts_of(b);
  parts.header[2] = 0x27;
  return whole(parts);
}
Bytes signature_bit(const Bytes& b) {
  auto parts = parts_of(b);
  parts.signature.raw[0] ^= 1;
  return whole(parts);
}
Bytes other_date(const Bytes& b) {
  return with_content(b, [](statement::Content& content, Bytes&) { content.effective_at.ms += 1; });
}
Bytes other_seat(const Bytes& b) {
  return with_content(b, [](statement::Content& content, Bytes&) { content.seat.raw[0] ^= 1; });
}
Bytes version_two(const Bytes& b) {
  return with_content(b, [](statement::Content& content, Bytes&) { content.version = 2; });
}
Bytes other_partnership(const Bytes& b) {
  return with_content(b, [](statement::Content& content, Bytes&) {
    if (content.partnership) content.partnership->raw[0] ^= 1;
  });
}

struct Change {
  std::string_view name;
  Bytes (*make)(const Bytes&);
};
constexpr std::array kChanges = {
    Change{"its last byte missing", cut_short},
    Change{"a number written too long", longer_number},
    Change{"padding to 65,536 bytes", padded},
    Change{"its version as a text", version_as_text},
    Change{"its version left out", without_version},
    Change{"a field of its own", with_field_15},
    Change{"its number set to 0", number_zero},
    Change{"a text that is not UTF-8", broken_text},
    Change{"a body forty levels deep", deep_body},
    Change{"a byte behind its end", byte_behind},
    Change{"its signature taken away", three_parts},
    Change{"another algorithm named", other_algorithm},
    Change{"one bit of its signature turned", signature_bit},
    Change{"another date", other_date},
    Change{"another seat inside", other_seat},
    Change{"version 2", version_two},
    Change{"another partnership inside", other_partnership},
};
}  // namespace

std::optional<Bytes> altered(const Bytes& statement, std::string_view change) {
  for (const auto& known : kChanges)
    if (known.name == change) return known.make(statement);
  return std::nullopt;
}

std::vector<std::string_view> known_changes() {
  std::vector<std::string_view> out;
  for (const auto& known : kChanges) out.push_back(known.name);
  return out;
}

}  // namespace palitan::cli
