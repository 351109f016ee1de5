// The tree against a slow truth: the recursive definitions of RFC 9162, 2.1, written down as they stand
// there.
#include <gtest/gtest.h>

#include "crypto/hash.h"
#include "merkle/proof.h"
#include "merkle/tree.h"

namespace palitan::merkle {
namespace {
using base::Bytes;
using base::Hash;
using Leaves = std::vector<Bytes>;  // data, not hashes
constexpr std::size_t kMost = 64;

Leaves some_leaves(std::size_t count) {
  Leaves out;
  for (std::size_t i = 0; i < count; ++i) out.push_back(Bytes(32, static_cast<std::uint8_t>(i)));
  return out;
}

std::size_t split_of(std::size_t n) {
  std::size_t k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}

Hash hash_with_prefix(std::uint8_t prefix, const Bytes& a, const Bytes& b = {}) {
  Bytes all = {prefix};
  base::append(all, a);
  base::append(all, b);
  return crypto::sha256(all);
}

Bytes bytes_of(const Hash& hash) { return {hash.raw.begin(), hash.raw.end()}; }
Leaves part(const Leaves& d, std::size_t from, std::size_t to) {
  return {d.begin() + static_cast<std::ptrdiff_t>(from), d.begin() + static_cast<std::ptrdiff_t>(to)};
}

Hash mth(const Leaves& d) {
  if (d.empty()) return crypto::sha256({});
  if (d.size() == 1) return hash_with_prefix(0, d[0]);
  const auto k = split_of(d.size());
  return hash_with_prefix(1, bytes_of(mth(part(d, 0, k))), bytes_of(mth(part(d, k, d.size()))));
}

std::vector<Hash> path(std::size_t m, const Leaves& d) {
  if (d.size() == 1) return {};
  const auto k = split_of(d.size());
  auto out = m < k ? path(m, part(d, 0, k)) : path(m - k, part(d, k, d.size()));
  out.push_back(mth(m < k ? part(d, k, d.size()) : part(d, 0, k)));
  return out;
}

std::vector<Hash> subproof(std::size_t m, const Leaves& d, bool b) {
  if (m == d.size()) return b ? std::vector<Hash>{} : std::vector<Hash>{mth(d)};
  const auto k = split_of(d.size());
  auto out = m <= k ? subproof(m, part(d, 0, k), b) : subproof(m - k, part(d, k, d.size()), false);
  out.push_back(mth(m <= k ? part(d, k, d.size()) : part(d, 0, k)));
  return out;
}

Levels levels_of(const Leaves& leaves) {
  Levels out;
  for (const auto& leaf : leaves) out.append(leaf_hash(leaf));
  return out;
}

TEST(Tree, TheFrontierHasTheRootOfTheDefinitionAtEverySize) {
  const auto leaves = some_leaves(kMost);
  Frontier frontier;
  for (std::size_t size = 0; size <= kMost; ++size) {
    EXPECT_EQ(frontier.root(), mth(part(leaves, 0, size))) << size;
    EXPECT_EQ(frontier.size(), size);
    if (size < kMost) frontier.append(leaf_hash(leaves[size]));
  }
}

TEST(Tree, AFrontierCanBePutAwayAndTakenUpAgain) {
  const auto leaves = some_leaves(kMost);
  Frontier whole;
  for (const auto& leaf : leaves) {
    auto resumed = Frontier::from(whole.size(), whole.peaks()).value();
    whole.append(leaf_hash(leaf));
    resumed.append(leaf_hash(leaf));
    EXPECT_EQ(resumed, whole);
  }
  EXPECT_FALSE(Frontier::from(3, {Hash{}}).has_value());
  EXPECT_FALSE(Frontier::from(0, {Hash{}}).has_value());
}

TEST(Tree, EverySubtreeIsReportedOnceWhenItIsComplete) {
  const auto leaves = some_leaves(kMost);
  Frontier quiet, telling;
  std::vector<Node> completed;
  for (const auto& leaf : leaves) {
    quiet.append(leaf_hash(leaf));
    telling.append(leaf_hash(leaf), completed);
    EXPECT_EQ(quiet, telling);
  }
  EXPECT_EQ(completed.size(), 2 * kMost - 1);
  for (const auto& node : completed) {
    const std::size_t from = node.index << node.level;
    EXPECT_EQ(node.hash, mth(part(leaves, from, from + (std::size_t{1} << node.level))));
  }
}

TEST(Tree, EveryInclusionProofUpToSixtyFourLeaves) {
  const auto leaves = some_leaves(kMost);
  const auto levels = levels_of(leaves);
  const auto node = levels.reader();
  for (std::size_t size = 1; size <= kMost; ++size) {
    const auto some = part(leaves, 0, size);
    const auto root = root_at(size, node);
    EXPECT_EQ(root, mth(some));
    for (std::size_t index = 0; index < size; ++index) {
      const auto leaf = leaf_hash(leaves[index]);
      auto proof = inclusion_proof(index, size, node);
      EXPECT_EQ(proof, path(index, some)) << index << " in " << size;
      EXPECT_TRUE(verify_inclusion(leaf, index, size, proof, root));
      EXPECT_FALSE(verify_inclusion(leaf, size, size, proof, root));
      for (std::size_t other = 0; other < size; ++other) {
        EXPECT_EQ(verify_inclusion(leaf, other, size, proof, root).has_value(), other == index);
      }
      for (auto& hash : proof) {
        hash.raw[7] ^= 0x10;
        EXPECT_EQ(verify_inclusion(leaf, index, size, proof, root).error().code, base::Code::bad_proof);
        hash.raw[7] ^= 0x10;
      }
      proof.push_back(root);
      EXPECT_FALSE(verify_inclusion(leaf, index, size, proof, root));
    }
  }
}

TEST(Tree, EveryConsistencyProofUpToSixtyFourLeaves) {
  const auto leaves = some_leaves(kMost);
  const auto levels = levels_of(leaves);
  const auto node = levels.reader();
  std::vector<Hash> roots;
  for (std::size_t size = 0; size <= kMost; ++size) roots.push_back(mth(part(leaves, 0, size)));
  for (std::size_t size2 = 0; size2 <= kMost; ++size2) {
    for (std::size_t size1 = 0; size1 <= size2; ++size1) {
      auto proof = consistency_proof(size1, size2, node);
      const auto expected = size1 == 0 ? std::vector<Hash>{} : subproof(size1, part(leaves, 0, size2), true);
      EXPECT_EQ(proof, expected) << size1 << " to " << size2;
      for (std::size_t other = 0; other <= kMost; ++other) {
        const bool holds = verify_consistency(size1, roots[other], size2, roots[size2], proof).has_value();
        // From the empty log nothing can be shown, except that it is itself.
        EXPECT_EQ(holds, other == size1 && (size1 > 0 || size2 == 0)) << size1 << " to " << size2;
      }
      for (auto& hash : proof) {
        hash.raw[31] ^= 1;
        EXPECT_FALSE(verify_consistency(size1, roots[size1], size2, roots[size2], proof));
        hash.raw[31] ^= 1;
      }
      proof.push_back(roots[size1]);
      EXPECT_FALSE(verify_consistency(size1, roots[size1], size2, roots[size2], proof));
      if (size1 < size2) {
        EXPECT_FALSE(verify_consistency(size2, roots[size2], size1, roots[size1], {}));
      }
    }
  }
}

}  // namespace
}  // namespace palitan::merkle
