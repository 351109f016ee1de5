// Canonical encoding (RFC 8949 section 4.2): shortest form, definite lengths, ascending integer keys.
//
// A type is described once and serves encoding, decoding and every other view of it:
//
//   template <class A> void describe(A& a, Line& line) {
//     a.field(1, "number", line.number);
//     a.field(2, "unit", line.unit);
//   }
//
// REQUIRES: keys ascending. What is empty or absent (optional, text, bytes, list, false) is left out;
// integers, enums, identifiers and nested types are always written. `name` is for views that people read; it
// is not encoded.
#pragma once
#include <concepts>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "base/box.h"
#include "base/bytes.h"
#include "base/check.h"
#include "base/instant.h"

namespace palitan::codec {

/// One item already encoded, carried as it is.
struct Raw {
  base::ByteView bytes;
};

namespace detail {
template <class T>
inline constexpr bool is_fixed = false;
template <std::size_t N, class Tag>
inline constexpr bool is_fixed<base::Fixed<N, Tag>> = true;
template <class T>
inline constexpr bool is_vector = false;
template <class T>
inline constexpr bool is_vector<std::vector<T>> = !std::is_same_v<T, std::uint8_t>;
template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;
template <class T>
inline constexpr bool is_optional<base::Box<T>> = true;
template <class T>
inline constexpr bool is_bytes = std::is_same_v<T, base::Bytes> || std::is_same_v<T, base::ByteView>;
template <class T>
inline constexpr bool is_text = std::is_same_v<T, std::string> || std::is_same_v<T, std::string_view>;

/// False where the field is left out of its map.
template <class T>
bool present(const T& value) {
  if constexpr (is_optional<T>)
    return value.has_value();
  else if constexpr (std::is_same_v<T, bool>)
    return value;
  else if constexpr (is_vector<T> || is_bytes<T> || is_text<T>)
    return !value.empty();
  else
    return true;
}
}  // namespace detail

class Encoder {
 public:
  const base::Bytes& bytes() const { return out_; }
  base::Bytes take() { return std::move(out_); }

  void head(unsigned major, std::uint64_t value) {
    const auto first = static_cast<std::uint8_t>(major << 5);
    if (value < 24) {
      out_.push_back(static_cast<std::uint8_t>(first | value));
      return;
    }
    const unsigned size_log = value <= 0xff ? 0 : value <= 0xffff ? 1 : value <= 0xffffffff ? 2 : 3;
    out_.push_back(static_cast<std::uint8_t>(first | (24 + size_log)));
    for (unsigned shift = 8u << size_log; shift > 0;) {
      shift -= 8;
      out_.push_back(static_cast<std::uint8_t>(value >> shift));
    }
  }
  void unsigned_integer(std::uint64_t value) { head(0, value); }
  void integer(std::int64_t value) {
    if (value >= 0)
      head(0, static_cast<std::uint64_t>(value));
    else
      head(1, ~static_cast<std::uint64_t>(value));
  }
  void byte_string(base::ByteView value) {
    head(2, value.size());
    base::append(out_, value);
  }
  void text(std::string_view value) {
    head(3, value.size());
    base::append(out_, base::view_of(value));
  }
  void array(std::uint64_t count) { head(4, count); }
  void map(std::uint64_t count) { head(5, count); }
  void raw(base::ByteView item) { base::append(out_, item); }

  template <class T>
  void item(const T& value) {
    if constexpr (std::is_same_v<T, bool>)
      unsigned_integer(value ? 1 : 0);
    else if constexpr (std::is_enum_v<T>)
      unsigned_integer(static_cast<std::uint64_t>(value));
    else if constexpr (std::unsigned_integral<T>)
      unsigned_integer(value);
    else if constexpr (std::signed_integral<T>)
      integer(value);
    else if constexpr (detail::is_fixed<T>)
      byte_string(value.view());
    else if constexpr (detail::is_bytes<T>)
      byte_string(value);
    else if constexpr (detail::is_text<T>)
      text(value);
    else if constexpr (std::is_same_v<T, Raw>)
      raw(value.bytes);
    else if constexpr (std::is_same_v<T, base::Date>)
      integer(value.days);
    else if constexpr (std::is_same_v<T, base::Instant>)
      integer(value.ms);
    else if constexpr (detail::is_optional<T>)
      item(*value);
    else if constexpr (detail::is_vector<T>) {
      array(value.size());
      for (const auto& element : value) item(element);
    } else
      structure(value);
  }

  /// Inside describe() only.
  template <class T>
  void field(unsigned key, std::string_view, const T& value) {
    if (!detail::present(value)) return;
    unsigned_integer(key);
    item(value);
  }

 private:
  struct Counter {
    std::uint64_t count = 0;
    template <class T>
    void field(unsigned, std::string_view, const T& value) {
      count += detail::present(value) ? 1 : 0;
    }
  };

  template <class T>
  void structure(const T& value) {
    T& seen =
        const_cast<T&>(value);  // describe() serves decoding too; neither Counter nor Encoder writes to it
    Counter counter;
    describe(counter, seen);
    map(counter.count);
    describe(*this, seen);
  }

  base::Bytes out_;
};

template <class T>
base::Bytes encode(const T& value) {
  Encoder encoder;
  encoder.item(value);
  return encoder.take();
}

}  // namespace palitan::codec
