#include "api/finder.h"

#include "reports/act_texts.h"

namespace palitan::api {
namespace {
constexpr std::uint64_t kPiece = 1'000;  ///< entries of the log read at once
}  // namespace

void Finder::take(const base::Id& id, base::Bytes bytes) {
  const auto act = statement::decode_statement(std::move(bytes));
  if (!act) return;  // was read when it came; a damaged file says so elsewhere
  const auto number = static_cast<std::uint32_t>(acts_.size());
  const auto texts = reports::texts_of(*act);
  if (texts.empty()) return;
  acts_.push_back(id);
  for (const auto& one : texts) {
    texts_.add(one.text);
    places_.push_back({number, fields_.of(one.field)});
  }
}

void Finder::catch_up(const store::Store& store) {
  while (read_piece(store)) {
  }
  for (auto& [id, row] : store.pending())
    if (!early_.contains(id)) {
      early_.insert(id);
      take(id, std::move(row.bytes));
    }
  // What was agreed between the two looks was in neither.
  while (read_piece(store)) {
  }
}

bool Finder::read_piece(const store::Store& store) {
  const auto entries = store.log(read_, kPiece);
  for (const auto& entry : entries) {
    read_ = entry.position + 1;
    if (early_.erase(entry.id) > 0) continue;
    if (auto bytes = store.logged_bytes(entry.position)) take(entry.id, std::move(*bytes));
  }
  return !entries.empty();
}

std::vector<Finder::Hit> Finder::find(std::string_view query, std::size_t max) const {
  std::vector<Hit> out;
  std::set<std::uint32_t> seen;
  for (const auto& match : texts_.find(query, max)) {
    const auto& place = places_[match.text];
    if (!seen.insert(place.act).second) continue;
    out.push_back({acts_[place.act], fields_.text(place.field), std::string(texts_.text(match.text))});
  }
  return out;
}

Finders::Desk& Finders::desk_of(const base::Id& partnership) {
  const std::lock_guard lock(mutex_);
  return desks_[partnership];  // desks are never taken away, so that one stays where it is
}

void Finders::read_ahead(const base::Id& partnership, const store::Store& store,
                         const std::stop_token& stop) {
  auto& desk = desk_of(partnership);
  for (bool more = true; more && !stop.stop_requested();) {
    const std::lock_guard lock(desk.mutex);
    more = desk.finder.read_piece(store);
  }
}

std::vector<Finder::Hit> Finders::find(const base::Id& partnership, const store::Store& store,
                                       std::string_view query, std::size_t max) {
  auto& desk = desk_of(partnership);
  const std::lock_guard lock(desk.mutex);
  desk.finder.catch_up(store);
  return desk.finder.find(query, max);
}

}  // namespace palitan::api
