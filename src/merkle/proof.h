// Proofs over the log (RFC 9162, 2.1.3 and 2.1.4): that a leaf is in it, and that a later log continues an
// earlier one.
#pragma once
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "base/bytes.h"
#include "base/refusal.h"
#include "merkle/tree.h"

namespace palitan::merkle {

/// Hash of the complete subtree (level, index); see `Node`. Called only for subtrees that lie whole inside
/// the size asked for.
using HashAt = std::function<base::Hash(unsigned level, std::uint64_t index)>;

/// Every complete subtree of a log, in memory: 64 bytes a leaf. Serves `HashAt` for tests, audits and small
/// logs.
class Levels {
 public:
  void append(const base::Hash& leaf);
  std::uint64_t size() const { return frontier_.size(); }
  base::Hash root() const { return frontier_.root(); }
  const Frontier& frontier() const { return frontier_; }

  /// REQUIRES: the subtree lies whole inside `size()`.
  const base::Hash& at(unsigned level, std::uint64_t index) const;

  /// Borrows this object.
  HashAt reader() const;

 private:
  Frontier frontier_;
  std::vector<std::vector<base::Hash>> levels_;
  std::vector<Node> completed_;
};

/// Root of the first `size` leaves. At most 64 reads.
base::Hash root_at(std::uint64_t size, const HashAt& node);

/// Hashes from the leaf up, as RFC 9162 orders them. About log2(size) reads. REQUIRES: index < size.
std::vector<base::Hash> inclusion_proof(std::uint64_t index, std::uint64_t size, const HashAt& node);

/// Empty where size1 is 0 or equals size2. REQUIRES: size1 <= size2.
std::vector<base::Hash> consistency_proof(std::uint64_t size1, std::uint64_t size2, const HashAt& node);

/// Does the proof lead from the leaf at `index` to the root of `size` leaves? Refuses `bad_proof`; a proof
/// too long or too short is refused like a wrong one.
base::Result<void> verify_inclusion(const base::Hash& leaf, std::uint64_t index, std::uint64_t size,
                                    std::span<const base::Hash> proof, const base::Hash& root);

/// Are the first `size1` leaves under `root2` those under `root1`? Equal sizes need equal roots and no proof.
/// Refuses `bad_proof`; also where size1 is 0 and size2 is not, since every log continues the empty one and
/// nothing could be shown (RFC 9162 defines proofs from size 1 on): a caller without an earlier checkpoint
/// does not ask.
base::Result<void> verify_consistency(std::uint64_t size1, const base::Hash& root1, std::uint64_t size2,
                                      const base::Hash& root2, std::span<const base::Hash> proof);

}  // namespace palitan::merkle
