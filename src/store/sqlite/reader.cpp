#include "store/sqlite/reader.h"

#include <utility>

namespace palitan::store::sqlite {
namespace {

constexpr std::size_t kResting = 8;  ///< readers kept open for the next asker

constexpr std::pair<Read, const char*> kReads[] = {
    {Read::fact, "SELECT value FROM facts WHERE kind = ?1 AND id = ?2"},
    {Read::facts, "SELECT id, value FROM facts WHERE kind = ?1 ORDER BY id"},
    {Read::statement,
     "SELECT s.bytes, s.arrival, p.held, l.position, l.height, l.code, l.clause, l.state "
     "FROM ids i JOIN statements s ON s.arrival = i.arrival LEFT JOIN pending p ON p.arrival = s.arrival "
     "LEFT JOIN places c ON c.arrival = s.arrival LEFT JOIN log l ON l.position = c.position "
     "WHERE i.prefix = ?1 AND s.id = ?2"},
    {Read::statement_at,
     "SELECT s.bytes, s.arrival, p.held, l.position, l.height, l.code, l.clause, l.state "
     "FROM statements s LEFT JOIN pending p ON p.arrival = s.arrival "
     "LEFT JOIN places c ON c.arrival = s.arrival LEFT JOIN log l ON l.position = c.position "
     "WHERE s.arrival = ?1 AND s.id = ?2"},
    {Read::note, "SELECT value FROM notes WHERE name = ?1"},
    {Read::notes, "SELECT name, value FROM notes WHERE name >= ?1 ORDER BY name"},
    {Read::pending,
     "SELECT s.id, s.bytes, p.arrival, p.held FROM pending p JOIN statements s ON s.arrival = p.arrival "
     "ORDER BY p.arrival"},
    {Read::log_size, "SELECT max(position) + 1 FROM log"},
    {Read::log,
     "SELECT l.position, s.id, l.height, l.code, l.clause, l.state FROM log l JOIN statements s ON s.arrival "
     "= l.arrival "
     "WHERE l.position >= ?1 ORDER BY l.position LIMIT ?2"},
    {Read::logged_bytes,
     "SELECT s.bytes FROM log l JOIN statements s ON s.arrival = l.arrival WHERE l.position = ?1"},
    {Read::accord, "SELECT height, size, time_ms, bytes FROM accords WHERE height = ?1"},
    {Read::last_accord, "SELECT height, size, time_ms, bytes FROM accords ORDER BY height DESC LIMIT 1"},
    {Read::of_case,
     "SELECT s.id FROM case_numbers n JOIN statements f ON f.arrival = n.number JOIN cases k ON k.number = "
     "n.number "
     "JOIN statements s ON s.arrival = k.arrival LEFT JOIN places c ON c.arrival = s.arrival "
     "WHERE n.prefix = ?1 AND f.case_id = ?2 ORDER BY c.position IS NULL, c.position, s.arrival"},
    {Read::of_seat,
     "SELECT s.id FROM seats t JOIN statements s ON s.arrival = t.arrival WHERE t.seat = ?1 AND t.sequence = "
     "?2 "
     "ORDER BY t.arrival"},
    {Read::postings,
     "SELECT position, case_id, date, account, holder, other, commodity, amount FROM postings WHERE date <= "
     "?1 "
     "ORDER BY position, number"},
};
static_assert(std::size(kReads) == static_cast<std::size_t>(Read::count));

}  // namespace

Reader::Reader(Connection db) : db_(std::move(db)) {
  for (const auto& [which, sql] : kReads)
    statements_[static_cast<std::size_t>(which)] = Statement(db_.raw(), sql);
}

// The version is read before the state is, so that the state is never older than the version says.
void Reader::refresh(std::uint64_t version) {
  if (seen_ == version && version % 2 == 0) return;
  let_go();
  db_.run("BEGIN");
  seen_ = version;
}

void Reader::let_go() {
  if (seen_) db_.run("COMMIT");
  seen_.reset();
}

ReaderPool::ReaderPool(Open open) : open_(std::move(open)) {
  resting_.push_back(std::make_unique<Reader>(open_()));
}

ReaderPool::Lease ReaderPool::lend() {
  std::unique_ptr<Reader> reader;
  {
    const std::lock_guard lock(mutex_);
    if (!resting_.empty()) {
      reader = std::move(resting_.back());
      resting_.pop_back();
    }
  }
  if (!reader) reader = std::make_unique<Reader>(open_());
  reader->refresh(version_.load());
  return {*this, std::move(reader)};
}

void ReaderPool::let_go() {
  const std::lock_guard lock(mutex_);
  std::erase_if(resting_, [](const auto& reader) {
    try {
      reader->let_go();
      return false;
    } catch (const Fault&) {
      return true;  // a new one is opened when it is needed, and meets the fault itself
    }
  });
}

void ReaderPool::give_back(std::unique_ptr<Reader> reader) {
  const std::lock_guard lock(mutex_);
  if (resting_.size() < kResting) resting_.push_back(std::move(reader));
}

}  // namespace palitan::store::sqlite
