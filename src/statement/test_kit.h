// For tests: keys, ids and one request, the same in every test of the room.
#pragma once
#include "crypto/sign.h"
#include "statement/envelope.h"

namespace palitan::statement {

inline crypto::KeyPair key_of(std::uint8_t seed) {
  std::array<std::uint8_t, 32> out{};
  out.fill(seed);
  return crypto::key_pair_from_seed(out);
}
inline base::Id id_of(std::uint8_t byte) {
  base::Id out;
  out.raw.fill(byte);
  return out;
}

inline base::Bytes fuel_request() {
  Request request;
  request.instrument = id_of(0x11);
  request.activity = id_of(0x12);
  request.supplier = "jpn";
  request.recipient = "phl";
  request.currency = "JPY";
  request.lines.push_back(
      {1, "fuel", "F-76", "Naval distillate", 60'000'000'000, "LTR", Means::replacement_in_kind, {}});
  request.place = "Subic";
  return codec::encode(request);
}

/// An order's opening act. `body` must outlive what is made of it.
inline Content request_content(const base::Bytes& body) {
  Content c;
  c.partnership = id_of(0x01);
  c.kind = static_cast<std::uint16_t>(Kind::request);
  c.sequence = 7;
  c.previous = id_of(0x02);
  c.after = {id_of(0x03), id_of(0x04)};
  c.made_at.ms = 1'795'442'512'000;
  c.effective_at.ms = 1'795'442'400'000;
  c.offset_minutes = 480;
  c.body.bytes = body;
  return c;
}

}  // namespace palitan::statement
