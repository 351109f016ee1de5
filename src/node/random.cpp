#include "node/random.h"

#include <sys/random.h>

#include <cerrno>
#include <cstring>

#include "base/check.h"

namespace palitan::node {

void fill_random(std::span<std::uint8_t> out) {
  while (!out.empty()) {
    const ssize_t n = ::getrandom(out.data(), out.size(), 0);
    if (n < 0 && errno == EINTR) continue;
    PALITAN_CHECK(n > 0);
    out = out.subspan(static_cast<std::size_t>(n));
  }
}

crypto::KeyPair random_key_pair() {
  auto seed = random_bytes<32>();
  auto pair = crypto::key_pair_from_seed(seed);
  ::explicit_bzero(seed.data(), seed.size());
  return pair;
}

}  // namespace palitan::node
