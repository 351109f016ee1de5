#include "node/signatures_ahead.h"

namespace palitan::node {

SignaturesAhead::SignaturesAhead(std::vector<ToCheck> acts, unsigned helpers) {
  for (auto& act : acts) items_.emplace_back(std::move(act));
  if (items_.size() < kWorth) return;
  for (; helpers > 0; --helpers) helpers_.emplace_back([this] { help(); });
}

SignaturesAhead::~SignaturesAhead() {
  over_ = true;
  for (auto& helper : helpers_) helper.join();
}

void SignaturesAhead::help() {
  while (!over_ && help_once()) continue;
}

bool SignaturesAhead::help_once() {
  for (auto place = next_++; place < items_.size(); place = next_++) {
    auto& item = items_[place];
    auto stage = Stage::waits;
    if (!item.key || !item.stage.compare_exchange_strong(stage, Stage::taken)) continue;
    check_ahead(item.act, *item.key);
    item.stage = Stage::checked;
    item.stage.notify_one();
    return true;
  }
  return false;
}

statement::Statement SignaturesAhead::take(std::size_t place) {
  auto& item = items_[place];
  auto stage = Stage::waits;
  if (!item.stage.compare_exchange_strong(stage, Stage::taken))
    while (item.stage == Stage::taken)
      if (!help_once()) item.stage.wait(Stage::taken);
  return std::move(item.act);
}

}  // namespace palitan::node
