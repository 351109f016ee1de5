#include "store/sqlite/fresh_ids.h"

#include <algorithm>

namespace palitan::store::sqlite {

std::int64_t prefix_of(base::ByteView id) {
  std::uint64_t out = 0;
  for (std::size_t i = 0; i < 8; ++i) out = out << 8 | id[i];
  return static_cast<std::int64_t>(out);
}

// As entries are ordered: the sign first.
std::size_t FreshIds::shelf_of(std::int64_t prefix) {
  const auto ascending = static_cast<std::uint64_t>(prefix) ^ (std::uint64_t{1} << 63);
  return ascending >> (64 - kShelfBits);
}

void FreshIds::add(const Entry& entry) {
  const std::unique_lock lock(mutex_);
  auto& shelf = shelves_[shelf_of(entry.prefix)];
  const auto place = std::ranges::lower_bound(shelf, entry);
  if (place != shelf.end() && *place == entry) return;
  shelf.insert(place, entry);
  ++size_;
}

void FreshIds::remove(const std::vector<Entry>& entries) {
  const std::unique_lock lock(mutex_);
  for (const auto& entry : entries) {
    auto& shelf = shelves_[shelf_of(entry.prefix)];
    const auto place = std::ranges::lower_bound(shelf, entry);
    if (place == shelf.end() || *place != entry) continue;
    shelf.erase(place);
    --size_;
  }
}

std::vector<std::uint64_t> FreshIds::find(std::int64_t prefix) const {
  const std::shared_lock lock(mutex_);
  std::vector<std::uint64_t> out;
  const auto& shelf = shelves_[shelf_of(prefix)];
  for (auto at = std::ranges::lower_bound(shelf, Entry{prefix, 0}); at != shelf.end() && at->prefix == prefix;
       ++at)
    out.push_back(at->arrival);
  return out;
}

std::size_t FreshIds::size() const {
  const std::shared_lock lock(mutex_);
  return size_;
}

std::vector<FreshIds::Entry> FreshIds::following(const Entry& after, std::size_t count) const {
  const std::shared_lock lock(mutex_);
  std::vector<Entry> out;
  for (auto number = shelf_of(after.prefix); number < shelves_.size() && out.size() < count; ++number) {
    const auto& shelf = shelves_[number];
    for (auto at = std::ranges::upper_bound(shelf, after); at != shelf.end() && out.size() < count; ++at)
      out.push_back(*at);
  }
  return out;
}

}  // namespace palitan::store::sqlite
