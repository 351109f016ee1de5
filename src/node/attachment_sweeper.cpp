#include "node/attachment_sweeper.h"

#include <pthread.h>
#include <spdlog/spdlog.h>

#include "store/read_fault.h"

namespace palitan::node {

AttachmentSweeper::AttachmentSweeper(AttachmentFetch& fetch, std::vector<base::Id> partnerships,
                                     std::chrono::milliseconds every)
    : fetch_(fetch), partnerships_(std::move(partnerships)), every_(every), thread_([this] { run(); }) {}

AttachmentSweeper::~AttachmentSweeper() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  ended_.notify_all();
  thread_.join();
}

void AttachmentSweeper::run() {
  ::pthread_setname_np(::pthread_self(), "sweeper");
  std::unique_lock lock(mutex_);
  while (!ending_) {
    lock.unlock();
    try {
      for (const auto& id : partnerships_) fetch_.sweep(id);
    } catch (const store::ReadFault& fault) {
      spdlog::error("what was erased is not removed: {}", fault.what());
    }
    lock.lock();
    ended_.wait_for(lock, every_, [this] { return ending_; });
  }
}

}  // namespace palitan::node
