// The disks of a story's nodes: they keep what is committed in memory and fail when the story says so. Inside
// the story language only.
#pragma once
#include "store/memory.h"

namespace palitan::cli {

enum class DiskState { fine, full, broken };

/// Fails as store/sqlite does: with `retry` where there is no room, with `stop` where a write is lost.
class StoryDisk final : public store::MemoryStore {
 public:
  /// `state` outlives the disk.
  explicit StoryDisk(const DiskState& state) : state_(state) {}

  base::Outcome<void> commit(const store::Commit& commit) override {
    using base::Failure;
    if (state_ == DiskState::full && !commit.empty())
      return tl::unexpected(Failure{Failure::Kind::retry, "no space is left on the disk"});
    if (state_ == DiskState::broken && !commit.empty())
      return tl::unexpected(Failure{Failure::Kind::stop, "the disk did not take what was written"});
    return MemoryStore::commit(commit);
  }

 private:
  const DiskState& state_;
};

}  // namespace palitan::cli
