#include "crypto/remembered.h"

#include <gtest/gtest.h>

namespace palitan::crypto {
namespace {

KeyPair key_of(std::uint8_t seed) {
  std::array<std::uint8_t, 32> bytes{};
  bytes.fill(seed);
  return key_pair_from_seed(bytes);
}

TEST(Remembered, AnswersAreTheSameWithAndWithoutMemory) {
  const auto key = key_of(1), other = key_of(2);
  for (std::uint8_t n = 0; n < 20; ++n) {
    const base::Bytes message(n, n);
    const auto plain = sign(key, message);
    auto spoilt = plain;
    spoilt.raw[n] ^= 1;
    RememberedSignatures memory;
    for (int again = 0; again < 2; ++again) {
      EXPECT_EQ(sign(key, message), plain);
      EXPECT_TRUE(verify(key.public_key, message, plain));
      EXPECT_FALSE(verify(key.public_key, message, spoilt));
      EXPECT_FALSE(verify(other.public_key, message, plain));
      EXPECT_FALSE(verify(key.public_key, base::Bytes(n + 1u, n), plain));
    }
    EXPECT_EQ(memory.asked(), 10u);
    EXPECT_EQ(memory.answered(), 6u);  // all of the second round, and what the first had signed itself
  }
}

// A pair whose halves do not fit signs what nobody can verify: the memory must not vouch for it.
TEST(Remembered, APairThatDoesNotFitItselfIsNotVouchedFor) {
  auto key = key_of(1);
  key.public_key = key_of(2).public_key;
  const base::Bytes message(10, 7);
  RememberedSignatures memory;
  EXPECT_FALSE(verify(key.public_key, message, sign(key, message)));
}

TEST(Remembered, BeginsAnewWhenFullAndEndsWithItsScope) {
  const auto key = key_of(1);
  EXPECT_EQ(RememberedSignatures::of_this_thread(), nullptr);
  {
    RememberedSignatures memory(2);
    EXPECT_EQ(RememberedSignatures::of_this_thread(), &memory);
    for (std::uint8_t n = 0; n < 9; ++n) {
      const base::Bytes message(n, n);
      const auto signature = sign(key, message);
      EXPECT_TRUE(verify(key.public_key, message, signature));
    }
    RememberedSignatures inner;
    EXPECT_EQ(RememberedSignatures::of_this_thread(), &inner);
  }
  EXPECT_EQ(RememberedSignatures::of_this_thread(), nullptr);
}

}  // namespace
}  // namespace palitan::crypto
