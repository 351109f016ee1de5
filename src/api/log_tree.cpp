#include "api/log_tree.h"

#include "base/check.h"

namespace palitan::api {
namespace {
constexpr std::uint64_t kRead = 4'096;    // log entries at a time
constexpr std::uint64_t kPiece = 65'536;  // of them, ahead of a question
}  // namespace

void LogTree::catch_up(const store::Store& store, std::uint64_t size) {
  std::vector<merkle::Node> completed;
  while (frontier_.size() < size) {
    const auto entries = store.log(frontier_.size(), std::min(kRead, size - frontier_.size()));
    PALITAN_CHECK(!entries.empty());
    for (const auto& entry : entries) {
      completed.clear();
      frontier_.append(merkle::leaf_hash(entry.id.view()), completed);
      for (const auto& node : completed) {
        if (node.level < kKeptFrom) continue;
        const std::size_t level = node.level - kKeptFrom;
        if (kept_.size() <= level) kept_.resize(level + 1);
        PALITAN_CHECK(kept_[level].size() == node.index);
        kept_[level].push_back(node.hash);
      }
    }
  }
}

void LogTrees::read_ahead(const base::Id& partnership, const store::Store& store,
                          const std::stop_token& stop) {
  const auto all = store.log_size();
  for (std::uint64_t size = 0; size < all && !stop.stop_requested();) {
    size = std::min(size + kPiece, all);
    with(partnership, store, size, [](const merkle::HashAt&) {});
  }
}

merkle::HashAt LogTree::reader(const store::Store& store) const {
  return [this, &store](unsigned level, std::uint64_t index) {
    if (level >= kKeptFrom) return kept_.at(level - kKeptFrom).at(static_cast<std::size_t>(index));
    merkle::Frontier subtree;
    for (const auto& entry : store.log(index << level, std::uint64_t{1} << level))
      subtree.append(merkle::leaf_hash(entry.id.view()));
    PALITAN_CHECK(subtree.size() == std::uint64_t{1} << level);
    return subtree.root();
  };
}

}  // namespace palitan::api
