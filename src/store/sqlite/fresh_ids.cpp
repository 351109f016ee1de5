#include "store/sqlite/fresh_ids.h"

namespace palitan::store::sqlite {

std::int64_t prefix_of(base::ByteView id) {
  std::uint64_t out = 0;
  for (std::size_t i = 0; i < 8; ++i) out = out << 8 | id[i];
  return static_cast<std::int64_t>(out);
}

void FreshIds::add(const Entry& entry) {
  const std::unique_lock lock(mutex_);
  entries_.insert(entry);
}

void FreshIds::remove(const std::vector<Entry>& entries) {
  const std::unique_lock lock(mutex_);
  for (const auto& entry : entries) entries_.erase(entry);
}

std::vector<std::uint64_t> FreshIds::find(std::int64_t prefix) const {
  const std::shared_lock lock(mutex_);
  std::vector<std::uint64_t> out;
  for (auto at = entries_.lower_bound({prefix, 0}); at != entries_.end() && at->prefix == prefix; ++at)
    out.push_back(at->arrival);
  return out;
}

std::size_t FreshIds::size() const {
  const std::shared_lock lock(mutex_);
  return entries_.size();
}

std::vector<FreshIds::Entry> FreshIds::following(const Entry& after, std::size_t count) const {
  const std::shared_lock lock(mutex_);
  std::vector<Entry> out;
  for (auto at = entries_.upper_bound(after); at != entries_.end() && out.size() < count; ++at)
    out.push_back(*at);
  return out;
}

}  // namespace palitan::store::sqlite
