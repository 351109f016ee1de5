#include "node/turn_watch.h"

#include <random>

#include "node/record_place.h"

namespace palitan::node {

base::Result<std::unique_ptr<store::Lookout>> lookout_of(const Folder& folder) {
  for (const auto& partnership : folder.records()) {
    const auto place = read_place(folder, partnership);
    if (!place) return tl::unexpected(place.error());
    if (*place) return store::Lookout::at((*place)->connection, (*place)->schema);
  }
  return nullptr;
}

TurnWatch::TurnWatch(std::unique_ptr<store::Lookout> lookout, std::chrono::milliseconds every, Tell tell)
    : lookout_(std::move(lookout)), tell_(std::move(tell)), thread_([this, every] { run(every); }) {}

TurnWatch::~TurnWatch() {
  {
    const std::lock_guard lock(mutex_);
    over_ = true;
  }
  told_.notify_all();
  thread_.join();
}

void TurnWatch::run(std::chrono::milliseconds every) {
  std::minstd_rand dice(std::random_device{}());
  std::uniform_int_distribution<std::int64_t> around(every.count() * 3 / 4, every.count() * 5 / 4);
  for (;;) {
    tell_(*lookout_, lookout_->look());
    std::unique_lock lock(mutex_);
    if (told_.wait_for(lock, std::chrono::milliseconds(around(dice)), [this] { return over_; })) return;
  }
}

}  // namespace palitan::node
