// The mutator of a target whose input is CBOR behind `PALITAN_FUZZ_PREFIX` bytes that are changed rarely.
// Included once, by the target itself.
#pragma once
#include "kit/cbor_tree.h"

#ifndef PALITAN_FUZZ_PREFIX
#define PALITAN_FUZZ_PREFIX 0
#endif

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t max_size,
                                               unsigned seed) {
  using namespace palitan;
  constexpr std::size_t kPrefix = PALITAN_FUZZ_PREFIX;
  fuzz::Dice dice(seed);
  if (size <= kPrefix || dice.one_in(16)) return LLVMFuzzerMutate(data, size, max_size);
  auto made = fuzz::changed_cbor({data + kPrefix, size - kPrefix}, dice);
  made.insert(made.begin(), data, data + kPrefix);
  if constexpr (kPrefix > 0) {
    if (dice.one_in(32)) made[0] = static_cast<std::uint8_t>(dice.below(256));
  }
  return fuzz::give_back(made, data, size, max_size);
}
