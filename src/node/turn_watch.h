// Looking, about every second, at whose turn it is to write a record.
#pragma once
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

#include "node/folder.h"
#include "store/turn.h"

namespace palitan::node {

/// At the first of a folder's records, ascending, that lies in a database: records are opened in that order,
/// so that whoever has its turn has that of the others. Empty: all are in files, and there are no turns.
/// Refusals: local_damaged, local_draft.
base::Result<std::unique_ptr<store::Lookout>> lookout_of(const Folder& folder);

class TurnWatch {
 public:
  /// Called on the watch's own thread, after each look.
  using Tell = std::function<void(store::Lookout&, const base::Result<store::TurnSeen>&)>;

  /// Looks at once, and then about `every`, not in step with others. REQUIRES: `tell` refers to what outlives
  /// this object.
  TurnWatch(std::unique_ptr<store::Lookout> lookout, std::chrono::milliseconds every, Tell tell);
  /// Waits for the look under way.
  ~TurnWatch();
  TurnWatch(const TurnWatch&) = delete;
  TurnWatch& operator=(const TurnWatch&) = delete;

 private:
  void run(std::chrono::milliseconds every);

  std::unique_ptr<store::Lookout> lookout_;
  Tell tell_;
  std::mutex mutex_;
  std::condition_variable told_;
  bool over_ = false;
  std::thread thread_;
};

}  // namespace palitan::node
