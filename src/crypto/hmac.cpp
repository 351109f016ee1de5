#include "crypto/hmac.h"

#include <algorithm>

namespace palitan::crypto {

base::Hash hmac_sha256(base::ByteView key, base::ByteView data) {
  constexpr std::size_t kBlock = 64;
  std::array<std::uint8_t, kBlock> inner{};
  if (key.size() > kBlock) {
    const auto short_key = sha256(key);
    std::copy(short_key.raw.begin(), short_key.raw.end(), inner.begin());
  } else {
    std::copy(key.begin(), key.end(), inner.begin());
  }
  auto outer = inner;
  for (auto& byte : inner) byte ^= 0x36;
  for (auto& byte : outer) byte ^= 0x5c;
  const auto first = Sha256().update({inner.data(), kBlock}).update(data).finish();
  return Sha256().update({outer.data(), kBlock}).update(first.view()).finish();
}

}  // namespace palitan::crypto
