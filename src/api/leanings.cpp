#include "api/leanings.h"

namespace palitan::api {

std::vector<std::uint64_t> Leanings::of(const base::Id& partnership, const store::Store& store,
                                        const std::string& clause) {
  constexpr std::uint64_t kPiece = 1'000;
  const std::lock_guard lock(mutex_);
  auto& desk = desks_[partnership];
  for (;;) {
    const auto entries = store.log(desk.read, kPiece);
    if (entries.empty()) break;
    for (const auto& entry : entries)
      if (!entry.clause.empty()) desk.places[entry.clause].push_back(entry.position);
    desk.read = entries.back().position + 1;
  }
  const auto found = desk.places.find(clause);
  return found == desk.places.end() ? std::vector<std::uint64_t>{} : found->second;
}

}  // namespace palitan::api
