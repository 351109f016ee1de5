// Removes what agreed acts erased, with or without a partner on the line: a thread of its own, since a disk
// may be slow and the writer must not wait for it.
#pragma once
#include <condition_variable>
#include <thread>

#include "node/attachment_fetch.h"

namespace palitan::node {

class AttachmentSweeper {
 public:
  /// Looks at once, then every so often. `fetch` outlives this; `partnerships` is fixed.
  AttachmentSweeper(AttachmentFetch& fetch, std::vector<base::Id> partnerships,
                    std::chrono::milliseconds every);
  ~AttachmentSweeper();  ///< ends the thread
  AttachmentSweeper(const AttachmentSweeper&) = delete;
  AttachmentSweeper& operator=(const AttachmentSweeper&) = delete;

 private:
  void run();

  AttachmentFetch& fetch_;
  std::vector<base::Id> partnerships_;
  std::chrono::milliseconds every_;
  std::mutex mutex_;
  std::condition_variable ended_;
  bool ending_ = false;
  std::thread thread_;  // last: it reads the rest
};

}  // namespace palitan::node
