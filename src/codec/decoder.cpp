#include "codec/decoder.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "codec/utf8.h"

namespace palitan::codec {
namespace {
using base::Code;

template <class T>
T big_endian(T value) {
  if constexpr (std::endian::native == std::endian::big) return value;
  return sizeof(T) == 4 ? static_cast<T>(__builtin_bswap32(static_cast<std::uint32_t>(value)))
                        : static_cast<T>(__builtin_bswap64(value));
}

/// The argument of 1, 2, 4 or 8 bytes behind a head. `least`: the smallest value that needs them.
struct Argument {
  std::uint64_t value;
  std::uint64_t least;
};
Argument read_argument(const std::uint8_t* at, unsigned info) {
  switch (info) {
    case 24:
      return {at[0], 24};
    case 25:
      return {static_cast<std::uint64_t>(at[0] << 8 | at[1]), 0x100};
    case 26: {
      std::uint32_t n = 0;
      std::memcpy(&n, at, sizeof n);
      return {big_endian(n), 0x10000};
    }
    default: {
      std::uint64_t n = 0;
      std::memcpy(&n, at, sizeof n);
      return {big_endian(n), 0x100000000};
    }
  }
}

/// Walks one item of any shape. Separate from Decoder: it accepts every key type and knows no fields.
class Walker {
 public:
  Walker(const std::uint8_t* at, const std::uint8_t* end, bool integer_keys)
      : at_(at), end_(end), integer_keys_(integer_keys) {}

  Code item(unsigned depth) {
    if (depth > kDepthMax) return Code::bad_depth;
    if (at_ == end_) return Code::bad_cbor;
    const unsigned major = *at_ >> 5;
    if (major > 5) return Code::bad_cbor;
    std::uint64_t n = 0;
    if (const Code code = read(n); code != Code::accepted) return code;
    if (major < 2) return Code::accepted;
    if (n > static_cast<std::uint64_t>(end_ - at_))
      return Code::bad_cbor;  // every element takes a byte or more
    if (major < 4) return string(major, n);
    return major == 4 ? array(n, depth) : map(n, depth);
  }
  const std::uint8_t* at() const { return at_; }

 private:
  Code read(std::uint64_t& n) {
    const unsigned info = *at_++ & 31;
    n = info;
    if (info < 24) return Code::accepted;
    if (info > 27) return Code::bad_cbor;
    const std::ptrdiff_t width = std::ptrdiff_t{1} << (info - 24);
    if (end_ - at_ < width) return Code::bad_cbor;
    const auto argument = read_argument(at_, info);
    at_ += width;
    n = argument.value;
    return n < argument.least ? Code::bad_not_canonical : Code::accepted;
  }
  Code string(unsigned major, std::uint64_t n) {
    const auto* start = at_;
    at_ += n;
    if (major == 3 && !is_utf8({start, static_cast<std::size_t>(n)})) return Code::bad_text;
    return Code::accepted;
  }
  Code array(std::uint64_t n, unsigned depth) {
    for (; n > 0; --n)
      if (const Code code = item(depth + 1); code != Code::accepted) return code;
    return Code::accepted;
  }
  Code map(std::uint64_t n, unsigned depth) {
    base::ByteView previous;
    for (; n > 0; --n) {
      const auto* key = at_;
      if (integer_keys_ && at_ != end_ && *at_ >> 5 > 1) return Code::bad_type;
      if (const Code code = item(depth + 1); code != Code::accepted) return code;
      const base::ByteView now{key, static_cast<std::size_t>(at_ - key)};
      if (!previous.empty() &&
          !std::lexicographical_compare(previous.begin(), previous.end(), now.begin(), now.end()))
        return Code::bad_not_canonical;
      previous = now;
      if (const Code code = item(depth + 1); code != Code::accepted) return code;
    }
    return Code::accepted;
  }

  static bool before(base::ByteView a, base::ByteView b) {
    if (a.size() == 1 && b.size() == 1) return a[0] < b[0];  // nearly every key of the record
    return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end());
  }

  const std::uint8_t* at_;
  const std::uint8_t* end_;
  bool integer_keys_;
};
}  // namespace

base::Result<void> check_canonical(base::ByteView bytes, bool integer_keys) {
  const auto* end = bytes.data() + bytes.size();
  Walker walker(bytes.data(), end, integer_keys);
  if (const Code code = walker.item(1); code != Code::accepted) return base::refuse(code);
  if (walker.at() != end) return base::refuse(Code::bad_trailing);
  return {};
}

base::Refusal Decoder::refusal() const {
  std::string detail = "at byte " + std::to_string(fault_at_);
  if (!where_.empty()) detail = "field '" + std::string(where_) + "', " + detail;
  return {code_, {}, detail};
}

base::Result<void> Decoder::finish() {
  if (ok() && at_ != end_) fail(Code::bad_trailing);
  if (!ok()) return tl::unexpected(refusal());
  return {};
}

std::uint64_t Decoder::long_argument(unsigned info) {
  if (info > 27) return fail(Code::bad_cbor), 0;
  const std::ptrdiff_t width = std::ptrdiff_t{1} << (info - 24);
  if (end_ - at_ < width) return fail(Code::bad_cbor), 0;
  const auto argument = read_argument(at_, info);
  at_ += width;
  if (argument.value < argument.least) return fail(Code::bad_not_canonical), 0;
  return argument.value;
}

std::int64_t Decoder::integer() {
  if (!ok()) return 0;
  if (at_ == end_) return fail(Code::bad_cbor), 0;
  const bool negative = *at_ >> 5 == 1;
  const auto n = head(negative ? 1 : 0);
  if (n > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
    return fail(Code::bad_value), 0;
  return negative ? ~static_cast<std::int64_t>(n) : static_cast<std::int64_t>(n);
}

std::string_view Decoder::text() {
  const auto bytes = span(3);
  if (ok() && !is_utf8(bytes)) fail(Code::bad_text);
  return ok() ? base::text_of(bytes) : std::string_view{};
}

std::uint64_t Decoder::count(unsigned major, std::uint64_t items_each) {
  const auto n = head(major);
  if (ok() && n > kListMax) fail(Code::bad_too_large);
  // Each element takes at least one byte: a count that cannot be met is refused before memory is set aside.
  if (ok() && n * items_each > static_cast<std::uint64_t>(end_ - at_)) fail(Code::bad_cbor);
  return ok() ? n : 0;
}

base::ByteView Decoder::raw() {
  if (!ok()) return {};
  Walker walker(at_, end_, true);
  if (const Code code = walker.item(depth_ + 1); code != Code::accepted) return fail(code), base::ByteView{};
  const base::ByteView out{at_, static_cast<std::size_t>(walker.at() - at_)};
  at_ = walker.at();
  return out;
}

/// A required field does not stand here. What does may tell more than that it is missing.
Code Decoder::absent(unsigned key) const {
  if (pairs_left_ == 0) return Code::bad_field_missing;
  Decoder peek({at_, static_cast<std::size_t>(end_ - at_)});
  const auto found = peek.integer();
  if (!peek.ok()) return peek.code_;
  if (found >= 0 && found <= last_key_) return Code::bad_not_canonical;
  return found < static_cast<std::int64_t>(key) ? Code::bad_field_unknown : Code::bad_field_missing;
}

void Decoder::end_map() {
  if (pairs_left_ == 0) return;
  // What is left is either a field nobody here knows, or one that stands out of order or twice.
  const auto key = integer();
  if (ok()) fail(key >= 0 && key <= last_key_ ? Code::bad_not_canonical : Code::bad_field_unknown);
}

}  // namespace palitan::codec
