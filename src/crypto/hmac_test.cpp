// Against the vectors of RFC 4231.
#include "crypto/hmac.h"

#include <gtest/gtest.h>

namespace palitan::crypto {
namespace {
std::string made(const base::Bytes& key, std::string_view data) {
  return base::to_hex(hmac_sha256(key, base::view_of(data)).view());
}

TEST(Hmac, GivesWhatTheRfcGives) {
  EXPECT_EQ(made(base::Bytes(20, 0x0b), "Hi There"),
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
  EXPECT_EQ(made({'J', 'e', 'f', 'e'}, "what do ya want for nothing?"),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  EXPECT_EQ(made(base::Bytes(131, 0xaa), "Test Using Larger Than Block-Size Key - Hash Key First"),
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}
}  // namespace
}  // namespace palitan::crypto
