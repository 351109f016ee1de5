// Strict decoding of deterministic CBOR: reject, never repair. The first fault sticks; everything after it is
// a no-op, so a decoder reads straight through and asks once at the end.
#pragma once
#include <limits>

#include "base/refusal.h"
#include "codec/encoder.h"

namespace palitan::codec {

inline constexpr unsigned kDepthMax = 16;
inline constexpr std::uint64_t kListMax =
    65'536;  ///< elements of one list; the item's own size bounds it further

/// Whether `bytes` are exactly one canonical item of the subset: no floats, tags, simple values, indefinite
/// lengths; map keys of one item ascending bytewise and unique. `integer_keys`: map keys are integers only,
/// as in statements. Refusals: bad_cbor, bad_not_canonical, bad_text, bad_depth, bad_trailing.
base::Result<void> check_canonical(base::ByteView bytes, bool integer_keys);

class Decoder {
 public:
  explicit Decoder(base::ByteView in) : at_(in.data()), end_(in.data() + in.size()), begin_(in.data()) {}

  bool ok() const { return code_ == base::Code::accepted; }
  bool at_end() const { return at_ == end_; }
  /// Bytes consumed so far.
  std::size_t position() const { return static_cast<std::size_t>(at_ - begin_); }
  /// REQUIRES: !ok().
  base::Refusal refusal() const;
  /// The item must have ended the input.
  base::Result<void> finish();
  void fail(base::Code code, std::string_view where = {}) {
    if (!ok()) return;
    code_ = code;
    if (!where.empty()) where_ = where;
    fault_at_ = position();
  }

  std::uint64_t unsigned_integer() { return head(0); }
  std::int64_t integer();
  base::ByteView byte_string() { return span(2); }
  std::string_view text();
  /// Element count of an array.
  std::uint64_t array() { return count(4, 1); }
  /// Pair count of a map.
  std::uint64_t map() { return count(5, 2); }
  /// Any one canonical item with integer keys; its bytes.
  base::ByteView raw();

  template <class T>
  void item(T& value) {
    if (!ok()) return;
    if constexpr (std::is_same_v<T, bool>) {
      value = unsigned_integer() == 1;
      if (ok() && !value) fail(base::Code::bad_value);
    } else if constexpr (std::is_enum_v<T>) {
      const auto number = unsigned_integer();
      value = static_cast<T>(number);
      if (ok() && (number > 0xffff || !is_valid(value))) fail(base::Code::bad_value);
    } else if constexpr (std::unsigned_integral<T>) {
      const auto number = unsigned_integer();
      if (number > std::numeric_limits<T>::max()) fail(base::Code::bad_value);
      value = static_cast<T>(number);
    } else if constexpr (std::signed_integral<T>) {
      const auto number = integer();
      if (number > std::numeric_limits<T>::max() || number < std::numeric_limits<T>::min())
        fail(base::Code::bad_value);
      value = static_cast<T>(number);
    } else if constexpr (detail::is_fixed<T>) {
      const auto bytes = byte_string();
      if (ok() && bytes.size() != T::kSize) return fail(base::Code::bad_value);
      if (ok()) std::memcpy(value.raw.data(), bytes.data(), T::kSize);
    } else if constexpr (std::is_same_v<T, base::ByteView>) {
      value = byte_string();
    } else if constexpr (std::is_same_v<T, base::Bytes>) {
      const auto bytes = byte_string();
      value.assign(bytes.begin(), bytes.end());
    } else if constexpr (detail::is_text<T>) {
      value = T{text()};
    } else if constexpr (std::is_same_v<T, Raw>) {
      value.bytes = raw();
    } else if constexpr (std::is_same_v<T, base::Date>) {
      item(value.days);
      if (value < base::kDateMin || value > base::kDateMax) fail(base::Code::bad_value);
    } else if constexpr (std::is_same_v<T, base::Instant>) {
      item(value.ms);
    } else if constexpr (detail::is_optional<T>) {
      item(value.emplace());
    } else if constexpr (detail::is_vector<T>) {
      const auto n = array();
      value.clear();
      if (ok()) value.reserve(static_cast<std::size_t>(n));
      for (std::uint64_t i = 0; ok() && i < n; ++i) item(value.emplace_back());
    } else
      structure(value);
  }

  /// Inside describe() only.
  template <class T>
  void field(unsigned key, std::string_view name, T& value) {
    if (!ok()) return;
    if (!take_key(key)) {
      if constexpr (detail::is_optional<T>)
        value.reset();
      else if constexpr (detail::is_vector<T> || detail::is_bytes<T> || detail::is_text<T> ||
                         std::is_same_v<T, bool>)
        value = T{};
      else
        fail(absent(key), name);
      return;
    }
    item(value);
    // An empty value has one form only: left out.
    if (ok() && !detail::present(value)) fail(base::Code::bad_not_canonical);
    if (!ok() && where_.empty()) where_ = name;
  }

 private:
  std::uint64_t head(unsigned major) {
    if (!ok()) return 0;
    if (at_ == end_) return fail(base::Code::bad_cbor), 0;
    const std::uint8_t first = *at_;
    if (first >> 5 != major) return fail(base::Code::bad_type), 0;
    ++at_;
    const unsigned info = first & 31;
    return info < 24 ? info : long_argument(info);
  }
  std::uint64_t long_argument(unsigned info);
  base::ByteView span(unsigned major) {
    const auto n = head(major);
    if (!ok()) return {};
    if (n > static_cast<std::uint64_t>(end_ - at_)) return fail(base::Code::bad_cbor), base::ByteView{};
    const base::ByteView out{at_, static_cast<std::size_t>(n)};
    at_ += n;
    return out;
  }
  std::uint64_t count(unsigned major, std::uint64_t items_each);
  /// The key is a literal in describe(): inlined, this is one comparison.
  bool take_key(unsigned key) {
    if (pairs_left_ == 0) return false;
    if (key < 24) {
      if (at_ == end_ || *at_ != key) return false;
      ++at_;
    } else {
      if (end_ - at_ < 2 || at_[0] != 0x18 || at_[1] != key) return false;
      at_ += 2;
    }
    last_key_ = static_cast<int>(key);
    --pairs_left_;
    return true;
  }
  base::Code absent(unsigned key) const;
  void end_map();

  template <class T>
  void structure(T& value) {
    if (++depth_ > kDepthMax) return fail(base::Code::bad_depth);
    const auto outer_pairs = pairs_left_;
    const auto outer_key = last_key_;
    pairs_left_ = map();
    last_key_ = -1;
    describe(*this, value);
    if (ok()) end_map();
    pairs_left_ = outer_pairs;
    last_key_ = outer_key;
    --depth_;
  }

  const std::uint8_t* at_;
  const std::uint8_t* end_;
  const std::uint8_t* begin_;
  std::uint64_t pairs_left_ = 0;
  int last_key_ = -1;
  unsigned depth_ = 0;
  base::Code code_ = base::Code::accepted;
  std::string_view where_;  // names are literals in describe(), so a view is enough
  std::size_t fault_at_ = 0;
};

/// Exactly one item of type T, nothing behind it.
template <class T>
base::Result<T> decode(base::ByteView bytes) {
  T value{};
  Decoder decoder(bytes);
  decoder.item(value);
  if (auto end = decoder.finish(); !end) return tl::unexpected(end.error());
  return value;
}

}  // namespace palitan::codec
