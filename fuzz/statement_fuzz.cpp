// Any bytes as a statement, and as the payload or the body of one: what is accepted is written back byte for
// byte. Input: one byte that chooses, then the bytes. 0: a whole statement; 1: a payload; otherwise a body of
// the kind of that number.
#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "base/check.h"
#define PALITAN_FUZZ_PREFIX 1
#include "kit/cbor_mutator.h"
#include "statement/envelope.h"

namespace {
using namespace palitan;
using namespace palitan::statement;

base::ByteView payload_of(const Statement& statement) {
  codec::Decoder outer(statement.bytes());
  outer.array();
  outer.byte_string();
  outer.map();
  return outer.byte_string();
}

void check_body(Kind kind, base::ByteView bytes) {
  with_body(kind, [&](auto fresh) {
    if (const auto body = codec::decode<decltype(fresh)>(bytes)) {
      PALITAN_CHECK(std::ranges::equal(codec::encode(*body), bytes));
      PALITAN_CHECK(codec::check_canonical(bytes, true).has_value());
    }
  });
}

void check_statement(base::Bytes bytes) {
  const auto before = bytes;
  const auto statement = decode_statement(std::move(bytes));
  if (!statement) {
    PALITAN_CHECK(base::family(statement.error().code) == base::Family::bad);
    return;
  }
  PALITAN_CHECK(statement->bytes() == before);
  PALITAN_CHECK(std::ranges::equal(codec::encode(statement->content()), payload_of(*statement)));
  const auto found = causes(*statement);
  PALITAN_CHECK(std::ranges::is_sorted(found));
  if (const auto kind = statement->kind()) check_body(*kind, statement->content().body.bytes);
}

/// The payload in an envelope whose header names the seat inside, so that short inputs reach deep.
base::Bytes wrap(base::ByteView payload) {
  base::Bytes header = {0xa2, 0x01, 0x32, 0x04, 0x48};
  const auto content = codec::decode<Content>(payload);
  base::append(header, content ? content->seat.view() : base::KeyId{}.view());
  codec::Encoder encoder;
  encoder.array(4);
  encoder.byte_string(header);
  encoder.map(0);
  encoder.byte_string(payload);
  encoder.item(base::Signature{});
  return encoder.take();
}
}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const base::ByteView rest(data + 1, size - 1);
  if (data[0] == 0) check_statement({rest.begin(), rest.end()});
  if (data[0] == 1) check_statement(wrap(rest));
  if (const auto kind = static_cast<Kind>(data[0]); is_valid(kind)) check_body(kind, rest);
  return 0;
}
