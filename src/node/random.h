// Randomness from the kernel of the system: keys, salts, tokens.
#pragma once
#include <array>
#include <cstdint>
#include <span>

#include "crypto/sign.h"

namespace palitan::node {

/// Fills `out` from getrandom(2). Stops the process where the system has none: nothing may be signed then.
void fill_random(std::span<std::uint8_t> out);

template <std::size_t N>
std::array<std::uint8_t, N> random_bytes() {
  std::array<std::uint8_t, N> out;
  fill_random(out);
  return out;
}

/// A fresh key pair; its seed is wiped.
crypto::KeyPair random_key_pair();

}  // namespace palitan::node
