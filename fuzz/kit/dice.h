// What the mutators share: dice from libFuzzer's seed, and the plain change of bytes to fall back on.
#pragma once
#include <algorithm>
#include <cstdint>
#include <cstring>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t max_size);

namespace palitan::fuzz {

class Dice {
 public:
  explicit Dice(unsigned seed) : engine_(seed) {}
  /// From 0 to n - 1. REQUIRES: n > 0.
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(engine_() % n); }
  bool one_in(std::size_t n) { return below(n) == 0; }
  std::uint64_t word() { return engine_(); }
  template <class T>
  const T& of(const std::vector<T>& items) {
    return items[below(items.size())];
  }

 private:
  std::mt19937_64 engine_;
};

/// The bytes as libFuzzer alone would change them; they may grow by half and 64.
inline base::Bytes changed_bytes(base::ByteView bytes) {
  base::Bytes out(bytes.begin(), bytes.end());
  out.resize(bytes.size() + bytes.size() / 2 + 64);
  out.resize(LLVMFuzzerMutate(out.data(), bytes.size(), out.size()));
  return out;
}

/// What a custom mutator gives back. A result that does not fit becomes libFuzzer's own change.
inline std::size_t give_back(base::ByteView made, std::uint8_t* data, std::size_t size,
                             std::size_t max_size) {
  if (made.empty() || made.size() > max_size) return LLVMFuzzerMutate(data, size, max_size);
  std::memcpy(data, made.data(), made.size());
  return made.size();
}
inline std::size_t give_back(std::string_view made, std::uint8_t* data, std::size_t size,
                             std::size_t max_size) {
  return give_back(base::view_of(made), data, size, max_size);
}

/// One of: an item dropped, doubled, moved, or replaced by another one. Items may be anything.
template <class T>
void shuffle_one(std::vector<T>& items, Dice& dice) {
  if (items.empty()) return;
  const auto at = items.begin() + static_cast<std::ptrdiff_t>(dice.below(items.size()));
  const auto other = dice.of(items);
  switch (dice.below(4)) {
    case 0:
      items.erase(at);
      return;
    case 1:
      items.insert(at, other);
      return;
    case 2:
      std::swap(*at, items[dice.below(items.size())]);
      return;
    default:
      *at = other;
  }
}

}  // namespace palitan::fuzz
