// Merkle proofs over a store's log, in little memory: the upper levels are kept, the lower ones are hashed
// again from the log when a proof needs them.
#pragma once
#include <map>
#include <mutex>
#include <stop_token>

#include "merkle/proof.h"
#include "store/contract.h"

namespace palitan::api {

class LogTree {
 public:
  static constexpr unsigned kKeptFrom = 8;  ///< levels below hold at most 256 leaves

  /// Takes in the log up to `size`. REQUIRES: size <= store.log_size().
  void catch_up(const store::Store& store, std::uint64_t size);
  /// Borrows both. REQUIRES of its calls: the subtree lies inside what was taken in.
  merkle::HashAt reader(const store::Store& store) const;

 private:
  merkle::Frontier frontier_;
  std::vector<std::vector<base::Hash>> kept_;
};

/// One tree for each partnership, made when first asked for, or before, where there are pages. Any thread.
class LogTrees {
 public:
  /// Takes in what is in the log so far, piece by piece, so that whoever asks meanwhile waits for one of
  /// them.
  void read_ahead(const base::Id& partnership, const store::Store& store, const std::stop_token& stop);
  /// Calls `use` with a reader over the first `size` leaves.
  template <class F>
  auto with(const base::Id& partnership, const store::Store& store, std::uint64_t size, F&& use) {
    const std::lock_guard lock(mutex_);
    auto& tree = trees_[partnership];
    tree.catch_up(store, size);
    return use(tree.reader(store));
  }

 private:
  std::mutex mutex_;
  std::map<base::Id, LogTree> trees_;
};

}  // namespace palitan::api
