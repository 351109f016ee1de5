// Any bytes as deterministic CBOR. A second reader, written from the pseudocode of RFC 8949 appendix C and
// knowing nothing of canonical form, must find well-formed whatever ours accepts, and so must libcbor, which
// writes its own tree of the item to the same bytes; a third writes the item again from its parts.
#include <cbor.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "base/check.h"
#include "codec/decoder.h"
#include "kit/cbor_mutator.h"

namespace {
using namespace palitan;

/// Bytes of the well-formed item at the front; 0 where there is none. Definite lengths only.
std::size_t well_formed(base::ByteView in) {
  if (in.empty()) return 0;
  const unsigned major = in[0] >> 5, info = in[0] & 31;
  const std::size_t width = info < 24 ? 0 : info < 28 ? std::size_t{1} << (info - 24) : 99;
  if (in.size() < 1 + width) return 0;
  std::uint64_t n = info;
  if (width > 0) n = 0;
  for (std::size_t i = 1; i <= width; ++i) n = n << 8 | in[i];
  std::size_t used = 1 + width;
  if (major == 2 || major == 3) return n > in.size() - used ? 0 : used + static_cast<std::size_t>(n);
  if (major == 6) return 0;
  if (major != 4 && major != 5) return used;
  if (n > in.size()) return 0;
  for (std::uint64_t i = 0; i < (major == 5 ? 2 * n : n); ++i) {
    const auto next = well_formed(in.subspan(used));
    if (next == 0) return 0;
    used += next;
  }
  return used;
}

/// Reads one item by its type and writes it.
void copy(codec::Decoder& in, base::ByteView at, codec::Encoder& out) {
  const auto here = [&] { return at.subspan(in.position()); };
  switch (here()[0] >> 5) {
    case 0:
      return out.unsigned_integer(in.unsigned_integer());
    case 1:
    case 2:
    case 3: {
      // A negative number may lie below what integer() gives; all three are taken as they are, through their
      // heads.
      const auto item = in.raw();
      if (item[0] >> 5 == 2) return out.byte_string(codec::Decoder(item).byte_string());
      if (item[0] >> 5 == 3) return out.text(codec::Decoder(item).text());
      return out.raw(item);
    }
    case 4: {
      auto n = in.array();
      out.array(n);
      for (; n > 0; --n) copy(in, at, out);
      return;
    }
    default: {
      auto n = in.map();
      out.map(n);
      for (; n > 0; --n) {
        copy(in, at, out);
        copy(in, at, out);
      }
    }
  }
}

/// libcbor keeps heads as wide as it found them, so equal bytes mean the same structure in the shortest form.
void check_libcbor(base::ByteView bytes) {
  cbor_load_result result;
  auto* item = cbor_load(bytes.data(), bytes.size(), &result);
  PALITAN_CHECK(item != nullptr && result.error.code == CBOR_ERR_NONE && result.read == bytes.size());
  base::Bytes written(bytes.size());
  PALITAN_CHECK(cbor_serialize(item, written.data(), written.size()) == bytes.size());
  PALITAN_CHECK(std::ranges::equal(written, bytes));
  cbor_decref(&item);
}
}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const base::ByteView bytes(data, size);
  const bool any_keys = codec::check_canonical(bytes, false).has_value();
  const bool integer_keys = codec::check_canonical(bytes, true).has_value();
  PALITAN_CHECK(any_keys || !integer_keys);
  if (any_keys) PALITAN_CHECK(well_formed(bytes) == size);
  if (any_keys) check_libcbor(bytes);
  codec::Decoder raw(bytes);
  raw.raw();
  PALITAN_CHECK(raw.finish().has_value() == integer_keys);
  if (integer_keys && size <= codec::kListMax) {
    codec::Decoder in(bytes);
    codec::Encoder out;
    copy(in, bytes, out);
    PALITAN_CHECK(in.finish().has_value());
    PALITAN_CHECK(out.bytes() == base::Bytes(bytes.begin(), bytes.end()));
  }
  return 0;
}
