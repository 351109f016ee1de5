// Any bytes as a proof for a real log of up to 255 leaves: nothing but the true proof may be accepted for the
// true root. Input: size, index, earlier size, then 32-byte hashes. A hash whose first byte is 0 stands for
// the next hash of the true proof, so that short inputs reach deep.
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#include "base/check.h"
#include "merkle/proof.h"

namespace {
using namespace palitan;

base::Hash leaf_of(std::uint8_t index) { return merkle::leaf_hash(std::array<std::uint8_t, 1>{index}); }

const merkle::Levels& log_of_255() {
  static const auto out = [] {
    merkle::Levels levels;
    for (unsigned i = 0; i < 255; ++i) levels.append(leaf_of(static_cast<std::uint8_t>(i)));
    return levels;
  }();
  return out;
}

std::vector<base::Hash> read_proof(base::ByteView bytes, const std::vector<base::Hash>& real) {
  std::vector<base::Hash> out;
  while (!bytes.empty()) {
    base::Hash hash;
    const auto take = bytes[0] == 0 ? 1 : std::min<std::size_t>(bytes.size(), 32);
    std::copy_n(bytes.begin(), take, hash.raw.begin());
    if (bytes[0] == 0 && out.size() < real.size()) hash = real[out.size()];
    out.push_back(hash);
    bytes = bytes.subspan(take);
  }
  return out;
}
}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t length) {
  if (length < 3) return 0;
  const auto size = data[0];
  const auto index = data[1];
  const auto earlier = data[2];
  const base::ByteView rest(data + 3, length - 3);
  const auto node = log_of_255().reader();
  const auto root = merkle::root_at(size, node);

  const auto included = index < size ? merkle::inclusion_proof(index, size, node) : std::vector<base::Hash>{};
  auto proof = read_proof(rest, included);
  PALITAN_CHECK(merkle::verify_inclusion(leaf_of(index), index, size, proof, root).has_value() ==
                (index < size && proof == included));

  const auto consistent =
      earlier <= size ? merkle::consistency_proof(earlier, size, node) : std::vector<base::Hash>{};
  proof = read_proof(rest, consistent);
  PALITAN_CHECK(
      merkle::verify_consistency(earlier, merkle::root_at(earlier, node), size, root, proof).has_value() ==
      (earlier <= size && (earlier > 0 || size == 0) && proof == consistent));
  return 0;
}
