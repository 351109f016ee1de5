// Parameters of prepared statements in PostgreSQL's binary form: big-endian integers, bytes as they are,
// arrays of one dimension (src/backend/utils/adt/arrayfuncs.c, array_recv). Stays inside this room.
#pragma once
#include <cstdint>
#include <vector>

#include "base/bytes.h"

namespace palitan::store::postgres {

inline void put_number(base::Bytes& to, std::uint64_t value, std::size_t width) {
  for (std::size_t shift = width * 8; shift > 0; shift -= 8)
    to.push_back(static_cast<std::uint8_t>(value >> (shift - 8)));
}

/// Elements of one type, for a parameter that a statement unnests.
class Array {
 public:
  enum class Of : std::uint32_t { truth = 16, bytes = 17, number = 20 };  ///< object ids of pg_type
  explicit Array(Of type) : type_(type) {}

  Array& add(std::uint64_t value) {
    put_number(items_, 8, 4);
    put_number(items_, value, 8);
    ++count_;
    return *this;
  }
  Array& add(std::int64_t value) { return add(static_cast<std::uint64_t>(value)); }
  Array& add(int value) { return add(static_cast<std::uint64_t>(std::int64_t{value})); }
  Array& add(base::ByteView value) {
    put_number(items_, value.size(), 4);
    base::append(items_, value);
    ++count_;
    return *this;
  }
  Array& add_truth(bool value) {
    put_number(items_, 1, 4);
    items_.push_back(value ? 1 : 0);
    ++count_;
    return *this;
  }
  bool empty() const { return count_ == 0; }
  std::size_t size() const { return count_; }

  base::Bytes encoded() const {
    base::Bytes out;
    out.reserve(20 + items_.size());
    put_number(out, count_ > 0 ? 1 : 0, 4);  // dimensions
    put_number(out, 0, 4);                   // no element is NULL
    put_number(out, static_cast<std::uint32_t>(type_), 4);
    if (count_ == 0) return out;
    put_number(out, count_, 4);
    put_number(out, 1, 4);  // index of the first
    base::append(out, items_);
    return out;
  }

 private:
  Of type_;
  std::size_t count_ = 0;
  base::Bytes items_;
};

/// The parameters of one run, in order.
class Values {
 public:
  Values& add(std::uint64_t value) {
    put_number(values_.emplace_back(), value, 8);
    return *this;
  }
  Values& add(std::int64_t value) { return add(static_cast<std::uint64_t>(value)); }
  Values& add(int value) { return add(std::int64_t{value}); }
  Values& add(base::ByteView value) {
    values_.emplace_back(value.begin(), value.end());
    return *this;
  }
  Values& add(const Array& array) {
    values_.push_back(array.encoded());
    return *this;
  }
  const std::vector<base::Bytes>& all() const { return values_; }

 private:
  std::vector<base::Bytes> values_;
};

}  // namespace palitan::store::postgres
