#include "merkle/tree.h"

#include <array>
#include <bit>

#include "crypto/hash.h"

namespace palitan::merkle {

base::Hash leaf_hash(base::ByteView data) {
  static constexpr std::array<std::uint8_t, 1> kPrefix = {0};
  return crypto::Sha256().update(kPrefix).update(data).finish();
}

base::Hash node_hash(const base::Hash& left, const base::Hash& right) {
  std::array<std::uint8_t, 65> data;
  data[0] = 1;
  std::copy(left.raw.begin(), left.raw.end(), data.begin() + 1);
  std::copy(right.raw.begin(), right.raw.end(), data.begin() + 33);
  return crypto::sha256(data);
}

base::Hash empty_root() { return crypto::sha256({}); }

std::optional<Frontier> Frontier::from(std::uint64_t size, std::vector<base::Hash> peaks) {
  if (peaks.size() != static_cast<std::size_t>(std::popcount(size))) return std::nullopt;
  Frontier out;
  out.size_ = size;
  out.peaks_ = std::move(peaks);
  return out;
}

void Frontier::append(const base::Hash& leaf) {
  // Every 1 at the low end of the size is a peak as large as what we carry, exactly as in adding one to a
  // binary number.
  base::Hash carried = leaf;
  for (auto left = size_; left & 1; left >>= 1) {
    carried = node_hash(peaks_.back(), carried);
    peaks_.pop_back();
  }
  peaks_.push_back(carried);
  ++size_;
}

void Frontier::append(const base::Hash& leaf, std::vector<Node>& completed) {
  Node carried{0, size_, leaf};
  completed.push_back(carried);
  for (auto left = size_; left & 1; left >>= 1) {
    carried = {carried.level + 1, carried.index >> 1, node_hash(peaks_.back(), carried.hash)};
    peaks_.pop_back();
    completed.push_back(carried);
  }
  peaks_.push_back(carried.hash);
  ++size_;
}

base::Hash Frontier::root() const {
  if (peaks_.empty()) return empty_root();
  auto out = peaks_.back();
  for (auto peak = peaks_.rbegin() + 1; peak != peaks_.rend(); ++peak) out = node_hash(*peak, out);
  return out;
}

}  // namespace palitan::merkle
