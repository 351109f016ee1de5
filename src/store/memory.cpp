#include "store/memory.h"

#include <algorithm>
#include <mutex>

#include "base/check.h"

namespace palitan::store {

using Reading = std::shared_lock<std::shared_mutex>;
using Writing = std::unique_lock<std::shared_mutex>;

std::unique_ptr<MemoryStore> MemoryStore::clone() const {
  auto copy = std::make_unique<MemoryStore>();
  const Reading lock(mutex_);
  copy->state_ = state_;
  return copy;
}

void MemoryStore::arrive(const ArrivedStatement& statement) {
  const std::uint64_t arrival = state_.rows.size() + 1;
  const auto [known, is_new] = state_.arrivals.try_emplace(statement.id, arrival);
  if (!is_new) {
    // A held one comes unchecked: once its signature fits, the bytes that fit are the ones to keep.
    Row& row = state_.rows[known->second - 1];
    if (!statement.held && row.held) {
      row.held = false;
      row.bytes = std::make_shared<const base::Bytes>(statement.bytes);
    }
    return;
  }
  state_.rows.push_back(
      {statement.id, std::make_shared<const base::Bytes>(statement.bytes), statement.held, std::nullopt});
  state_.pending.insert(arrival);
  state_.cases[statement.case_id].push_back(arrival);
  state_.seats[{statement.seat, statement.sequence}].push_back(arrival);
}

void MemoryStore::append(const LogEntry& entry) {
  const auto known = state_.arrivals.find(entry.id);
  PALITAN_CHECK(known != state_.arrivals.end());
  if (entry.position < state_.log.size()) {  // a rebuild writes the verdict again
    auto& old = state_.log[entry.position];
    PALITAN_CHECK(old.id == entry.id);
    old = entry;
    return;
  }
  PALITAN_CHECK(entry.position == state_.log.size());
  Row& logged = state_.rows[known->second - 1];
  PALITAN_CHECK(!logged.position);
  logged.position = entry.position;
  logged.held = false;
  state_.pending.erase(known->second);
  state_.log.push_back(entry);
}

void MemoryStore::post(const std::vector<PostingRow>& postings) {
  for (std::size_t from = 0; from < postings.size();) {
    const std::uint64_t position = postings[from].position;
    std::size_t to = from;
    while (to < postings.size() && postings[to].position == position) ++to;
    auto rows =
        std::make_shared<const std::vector<PostingRow>>(postings.begin() + static_cast<std::ptrdiff_t>(from),
                                                        postings.begin() + static_cast<std::ptrdiff_t>(to));
    PALITAN_CHECK(state_.postings.try_emplace(position, std::move(rows)).second);
    from = to;
  }
}

base::Outcome<void> MemoryStore::commit(const Commit& commit) {
  const Writing lock(mutex_);
  for (const auto& statement : commit.arrived) arrive(statement);
  for (const auto& id : commit.unheld) {
    const auto known = state_.arrivals.find(id);
    if (known != state_.arrivals.end()) state_.rows[known->second - 1].held = false;
  }
  for (const auto& entry : commit.appended) append(entry);
  post(commit.postings);
  for (const auto& accord : commit.accords) state_.accords[accord.height] = accord;
  for (const auto& [key, value] : commit.facts) {
    if (value.empty()) {
      state_.facts.erase(key);
    } else {
      state_.facts[key] = std::make_shared<const base::Bytes>(value);
    }
  }
  for (const auto& [name, value] : commit.notes) {
    if (value.empty()) {
      state_.notes.erase(name);
    } else {
      state_.notes[name] = value;
    }
  }
  return {};
}

base::Outcome<void> MemoryStore::drop_derived() {
  const Writing lock(mutex_);
  state_.facts.clear();
  state_.postings.clear();
  for (auto& entry : state_.log) {
    entry.code = 0;
    entry.clause.clear();
    entry.state = 0;
  }
  return {};
}

std::optional<base::Bytes> MemoryStore::fact(const kernel::FactKey& key) const {
  const Reading lock(mutex_);
  const auto found = state_.facts.find(key);
  if (found == state_.facts.end()) return std::nullopt;
  return *found->second;
}

StatementRow MemoryStore::row_of(std::uint64_t arrival) const {
  const Row& from = row(arrival);
  StatementRow out{*from.bytes, arrival, from.held, std::nullopt};
  if (from.position) out.entry = state_.log[*from.position];
  return out;
}

std::optional<StatementRow> MemoryStore::statement(const base::Id& id) const {
  const Reading lock(mutex_);
  const auto known = state_.arrivals.find(id);
  if (known == state_.arrivals.end()) return std::nullopt;
  return row_of(known->second);
}

std::optional<base::Bytes> MemoryStore::note(std::string_view name) const {
  const Reading lock(mutex_);
  const auto found = state_.notes.find(name);
  if (found == state_.notes.end()) return std::nullopt;
  return found->second;
}

std::vector<std::pair<std::string, base::Bytes>> MemoryStore::notes(std::string_view prefix) const {
  const Reading lock(mutex_);
  std::vector<std::pair<std::string, base::Bytes>> out;
  for (auto at = state_.notes.lower_bound(prefix); at != state_.notes.end() && at->first.starts_with(prefix);
       ++at)
    out.emplace_back(*at);
  return out;
}

std::vector<std::pair<base::Id, StatementRow>> MemoryStore::pending() const {
  const Reading lock(mutex_);
  std::vector<std::pair<base::Id, StatementRow>> out;
  out.reserve(state_.pending.size());
  for (const auto arrival : state_.pending) out.emplace_back(row(arrival).id, row_of(arrival));
  return out;
}

std::uint64_t MemoryStore::log_size() const {
  const Reading lock(mutex_);
  return state_.log.size();
}

std::vector<LogEntry> MemoryStore::log(std::uint64_t from, std::uint64_t count) const {
  const Reading lock(mutex_);
  const std::uint64_t size = state_.log.size();
  if (from >= size) return {};
  const auto begin = state_.log.begin() + static_cast<std::ptrdiff_t>(from);
  return {begin, begin + static_cast<std::ptrdiff_t>(std::min(count, size - from))};
}

std::optional<base::Bytes> MemoryStore::logged_bytes(std::uint64_t position) const {
  const Reading lock(mutex_);
  if (position >= state_.log.size()) return std::nullopt;
  return *row(state_.arrivals.at(state_.log[position].id)).bytes;
}

std::optional<AccordRow> MemoryStore::accord(std::uint64_t height) const {
  const Reading lock(mutex_);
  const auto found = state_.accords.find(height);
  if (found == state_.accords.end()) return std::nullopt;
  return found->second;
}

std::optional<AccordRow> MemoryStore::last_accord() const {
  const Reading lock(mutex_);
  if (state_.accords.empty()) return std::nullopt;
  return state_.accords.rbegin()->second;
}

std::vector<base::Id> MemoryStore::ids_of(const std::vector<std::uint64_t>& arrivals) const {
  std::vector<base::Id> out;
  out.reserve(arrivals.size());
  for (const auto arrival : arrivals) out.push_back(row(arrival).id);
  return out;
}

std::vector<base::Id> MemoryStore::of_case(const base::Id& case_id) const {
  const Reading lock(mutex_);
  const auto found = state_.cases.find(case_id);
  if (found == state_.cases.end()) return {};
  auto arrivals = found->second;
  std::stable_sort(arrivals.begin(), arrivals.end(), [this](std::uint64_t a, std::uint64_t b) {
    const auto last = state_.log.size();  // what is not in the log comes after all that is
    return row(a).position.value_or(last) < row(b).position.value_or(last);
  });
  return ids_of(arrivals);
}

std::vector<base::Id> MemoryStore::of_seat(const base::KeyId& seat, std::uint64_t sequence) const {
  const Reading lock(mutex_);
  const auto found = state_.seats.find({seat, sequence});
  return found == state_.seats.end() ? std::vector<base::Id>{} : ids_of(found->second);
}

void MemoryStore::each_fact(kernel::FactKind kind,
                            const std::function<bool(const kernel::FactKey&, base::ByteView)>& each) const {
  std::vector<std::pair<kernel::FactKey, SharedBytes>> copy;
  {
    const Reading lock(mutex_);
    const auto from = state_.facts.lower_bound({kind, {}});
    for (auto at = from; at != state_.facts.end() && at->first.kind == kind; ++at) copy.emplace_back(*at);
  }
  for (const auto& [key, value] : copy)
    if (!each(key, *value)) return;
}

void MemoryStore::each_posting(std::optional<base::Date> until,
                               const std::function<bool(const PostingRow&)>& each) const {
  std::vector<std::shared_ptr<const std::vector<PostingRow>>> copy;
  {
    const Reading lock(mutex_);
    for (const auto& [position, rows] : state_.postings) copy.push_back(rows);
  }
  for (const auto& rows : copy)
    for (const auto& row : *rows)
      if ((!until || row.date <= *until) && !each(row)) return;
}

}  // namespace palitan::store
