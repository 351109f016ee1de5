#include "store/sqlite/writer.h"

#include <algorithm>
#include <utility>

#include "base/check.h"

namespace palitan::store::sqlite {
namespace {

constexpr std::size_t kCasesRemembered = 4096;
constexpr std::size_t kFresh = 32'768;  ///< ids kept waiting: about 2 MB

constexpr std::pair<Write, const char*> kWrites[] = {
    {Write::begin, "BEGIN IMMEDIATE"},
    {Write::commit, "COMMIT"},
    {Write::rollback, "ROLLBACK"},
    {Write::find_arrival,
     "SELECT s.arrival FROM ids i JOIN statements s ON s.arrival = i.arrival WHERE i.prefix = ?1 AND s.id = "
     "?2"},
    {Write::is_arrival, "SELECT 1 FROM statements WHERE arrival = ?1 AND id = ?2"},
    {Write::find_case,
     "SELECT n.number FROM case_numbers n JOIN statements f ON f.arrival = n.number "
     "WHERE n.prefix = ?1 AND f.case_id = ?2"},
    {Write::last_arrival, "SELECT max(arrival) FROM statements"},
    {Write::log_size, "SELECT max(position) + 1 FROM log"},
    {Write::add_statement, "INSERT INTO statements(arrival, id, case_id, bytes) VALUES(?1, ?2, ?3, ?4)"},
    {Write::add_id, "INSERT OR IGNORE INTO ids(prefix, arrival) VALUES(?1, ?2)"},
    {Write::put_mark, "INSERT OR REPLACE INTO marks(name, value) VALUES(?1, ?2)"},
    {Write::add_case_number, "INSERT INTO case_numbers(prefix, number) VALUES(?1, ?2)"},
    {Write::add_case, "INSERT INTO cases(number, arrival) VALUES(?1, ?2)"},
    {Write::add_seat, "INSERT INTO seats(seat, sequence, arrival) VALUES(?1, ?2, ?3)"},
    {Write::add_pending, "INSERT INTO pending(arrival, held) VALUES(?1, ?2)"},
    {Write::replace_held,
     "UPDATE statements SET bytes = ?2 WHERE arrival = ?1 AND EXISTS(SELECT 1 FROM pending WHERE arrival = "
     "?1 "
     "AND held = 1)"},
    {Write::unhold, "UPDATE pending SET held = 0 WHERE arrival = ?1 AND held = 1"},
    {Write::settle_pending, "DELETE FROM pending WHERE arrival = ?1"},
    {Write::add_log,
     "INSERT INTO log(position, arrival, height, code, clause, state) VALUES(?1, ?2, ?3, ?4, ?5, ?6)"},
    {Write::add_place, "INSERT INTO places(arrival, position) VALUES(?1, ?2)"},
    {Write::again_log,
     "UPDATE log SET height = ?3, code = ?4, clause = ?5, state = ?6 WHERE position = ?1 AND arrival = ?2"},
    {Write::add_posting,
     "INSERT INTO postings(position, number, case_id, date, account, holder, other, commodity, amount) "
     "VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"},
    {Write::put_accord,
     "INSERT OR REPLACE INTO accords(height, size, time_ms, bytes) VALUES(?1, ?2, ?3, ?4)"},
    {Write::put_fact, "INSERT OR REPLACE INTO facts(kind, id, value) VALUES(?1, ?2, ?3)"},
    {Write::forget_fact, "DELETE FROM facts WHERE kind = ?1 AND id = ?2"},
    {Write::put_note, "INSERT OR REPLACE INTO notes(name, value) VALUES(?1, ?2)"},
    {Write::forget_note, "DELETE FROM notes WHERE name = ?1"},
    {Write::drop_facts, "DELETE FROM facts"},
    {Write::drop_postings, "DELETE FROM postings"},
    {Write::drop_verdicts, "UPDATE log SET code = 0, clause = '', state = 0"},
};
static_assert(std::size(kWrites) == static_cast<std::size_t>(Write::count));

}  // namespace

Writer::Writer(Connection db, const SqliteOptions& options, FreshIds& fresh, Hooks hooks)
    : db_(std::move(db)),
      fresh_(fresh),
      hooks_(std::move(hooks)),
      checkpoint_pages_(options.checkpoint_pages) {
  for (const auto& [which, sql] : kWrites)
    statements_[static_cast<std::size_t>(which)] = Statement(db_.raw(), sql);
  sqlite3_wal_hook(
      db_.raw(),
      [](void* self, sqlite3*, const char*, int pages) {
        static_cast<Writer*>(self)->wal_pages_ = pages;
        return SQLITE_OK;
      },
      this);
  Query arrivals(statement(Write::last_arrival));
  if (arrivals.step()) arrivals_ = sweep_began_ = arrivals.number(0);
  Query size(statement(Write::log_size));
  if (size.step()) log_size_ = size.number(0);
}

void Writer::run(Write which) { Query(statement(which)).run(); }

void Writer::stop(const std::string& why) { halt({base::Failure::Kind::stop, why}); }

// The WAL stays as it is. Taken in and removed, it could come back after a power cut with all that was in it,
// also with the commit that failed and that a program opened since has not seen.
void Writer::halt(base::Failure failure) {
  if (stopped_) return;
  stopped_ = std::move(failure);
  db_.never_checkpoint_on_close();
}

base::Outcome<void> Writer::in_transaction(const std::function<void()>& work) {
  if (stopped_) return tl::unexpected(*stopped_);
  const auto arrivals = arrivals_;
  const auto log_size = log_size_;
  const auto swept_to = swept_to_;
  const auto sweep_began = sweep_began_;
  added_.clear();
  moved_.clear();
  bool changing = false;
  try {
    run(Write::begin);
    work();
    hooks_.changing();
    changing = true;
    run(Write::commit);
  } catch (const Fault& fault) {
    if (changing) hooks_.changed();
    arrivals_ = arrivals;
    log_size_ = log_size;
    swept_to_ = swept_to;
    sweep_began_ = sweep_began;
    case_numbers_.clear();
    fresh_.remove(added_);
    return tl::unexpected(roll_back(failure_of(fault)));
  }
  hooks_.changed();
  fresh_.remove(moved_);  // a reader that no longer finds them there sees this commit
  checkpoint_when_long();
  if (stopped_) return tl::unexpected(*stopped_);
  return {};
}

base::Failure Writer::roll_back(base::Failure failure) {
  try {
    if (db_.in_transaction()) run(Write::rollback);  // SQLite may have rolled back by itself
  } catch (const Fault& second) {
    failure.kind = base::Failure::Kind::stop;
    failure.what += "; " + second.what;
  }
  if (failure.kind == base::Failure::Kind::stop) halt(failure);
  return failure;
}

// What was committed is durable in the WAL, so that a full disk here only makes the WAL longer; a failed
// write or fsync stops the writer like any other.
void Writer::checkpoint_when_long() {
  if (wal_pages_ < tried_at_) tried_at_ = 0;  // it began anew
  if (wal_pages_ < tried_at_ + checkpoint_pages_) return;
  hooks_.before_checkpoint();
  int length = 0;
  int moved = 0;
  const int code = sqlite3_wal_checkpoint_v2(db_.raw(), nullptr, SQLITE_CHECKPOINT_PASSIVE, &length, &moved);
  tried_at_ = code == SQLITE_OK && length == moved ? 0 : wal_pages_;
  if (code == SQLITE_OK) {
    wal_pages_ = length == moved ? 0 : wal_pages_;
    return;
  }
  const auto failure = failure_of(
      {sqlite3_extended_errcode(db_.raw()), sqlite3_system_errno(db_.raw()), sqlite3_errmsg(db_.raw())});
  if (failure.kind == base::Failure::Kind::stop) halt(failure);
}

base::Outcome<void> Writer::commit(const Commit& commit) {
  if (commit.empty() && !stopped_) return {};
  return in_transaction([&] { write(commit); });
}

base::Outcome<void> Writer::drop_derived() {
  return in_transaction([this] {
    run(Write::drop_facts);
    run(Write::drop_postings);
    run(Write::drop_verdicts);
  });
}

void Writer::write(const Commit& commit) {
  for (const auto& arrived : commit.arrived) arrive(arrived);
  sweep();
  for (const auto& id : commit.unheld)
    if (const auto arrival = find(id)) Query(statement(Write::unhold)).bind(arrival).run();
  for (const auto& entry : commit.appended) append(entry);
  post(commit.postings);
  for (const auto& accord : commit.accords)
    Query(statement(Write::put_accord))
        .bind(accord.height)
        .bind(accord.size)
        .bind(accord.time_ms)
        .bind(base::ByteView(accord.bytes))
        .run();
  put_facts(commit);
  for (const auto& [name, value] : commit.notes) {
    if (value.empty()) {
      Query(statement(Write::forget_note)).bind(std::string_view(name)).run();
    } else {
      Query(statement(Write::put_note)).bind(std::string_view(name)).bind(base::ByteView(value)).run();
    }
  }
}

std::uint64_t Writer::find(const base::Id& id) {
  const auto prefix = prefix_of(id.view());
  for (const auto arrival : fresh_.find(prefix)) {
    Query query(statement(Write::is_arrival));
    query.bind(arrival).bind(id.view());
    if (query.step()) return arrival;
  }
  Query query(statement(Write::find_arrival));
  query.bind(prefix).bind(id.view());
  return query.step() ? query.number(0) : 0;
}

void Writer::sweep() {
  if (fresh_.size() < kFresh || added_.empty()) return;
  const std::size_t count = added_.size() + added_.size() / 4 + 1;
  moved_ = fresh_.following(swept_to_, count);
  for (const auto& entry : moved_)
    Query(statement(Write::add_id)).bind(entry.prefix).bind(entry.arrival).run();
  if (moved_.size() == count) {
    swept_to_ = moved_.back();
    return;
  }
  Query(statement(Write::put_mark)).bind(std::string_view("ids")).bind(sweep_began_).run();
  swept_to_ = kBeforeAll;
  sweep_began_ = arrivals_;
}

std::uint64_t Writer::case_number(const base::Id& case_id, std::uint64_t arrival) {
  const auto known = case_numbers_.find(case_id);
  if (known != case_numbers_.end()) return known->second;
  if (case_numbers_.size() >= kCasesRemembered) case_numbers_.clear();
  const auto prefix = prefix_of(case_id.view());
  std::uint64_t number = 0;
  {
    Query query(statement(Write::find_case));
    query.bind(prefix).bind(case_id.view());
    if (query.step()) number = query.number(0);
  }
  if (number == 0) {
    number = arrival;
    Query(statement(Write::add_case_number)).bind(prefix).bind(number).run();
  }
  return case_numbers_[case_id] = number;
}

void Writer::arrive(const ArrivedStatement& arrived) {
  if (const auto known = find(arrived.id)) {
    if (arrived.held) return;
    // A held one comes unchecked: once its signature fits, the bytes that fit are the ones to keep.
    Query(statement(Write::replace_held)).bind(known).bind(base::ByteView(arrived.bytes)).run();
    Query(statement(Write::unhold)).bind(known).run();
    return;
  }
  const auto arrival = ++arrivals_;
  Query(statement(Write::add_statement))
      .bind(arrival)
      .bind(arrived.id.view())
      .bind(arrived.case_id.view())
      .bind(base::ByteView(arrived.bytes))
      .run();
  fresh_.add(added_.emplace_back(FreshIds::Entry{prefix_of(arrived.id.view()), arrival}));
  Query(statement(Write::add_case)).bind(case_number(arrived.case_id, arrival)).bind(arrival).run();
  Query(statement(Write::add_seat))
      .bind(prefix_of(arrived.seat.view()))
      .bind(arrived.sequence)
      .bind(arrival)
      .run();
  Query(statement(Write::add_pending)).bind(arrival).bind(arrived.held ? 1 : 0).run();
}

void Writer::append(const LogEntry& entry) {
  const auto arrival = find(entry.id);
  PALITAN_CHECK(arrival != 0);
  PALITAN_CHECK(entry.position <= log_size_);
  const bool again = entry.position < log_size_;  // a rebuild writes the verdict again
  Query(statement(again ? Write::again_log : Write::add_log))
      .bind(entry.position)
      .bind(arrival)
      .bind(entry.height)
      .bind(int{entry.code})
      .bind(std::string_view(entry.clause))
      .bind(int{entry.state})
      .run();
  if (again) {
    PALITAN_CHECK(sqlite3_changes(db_.raw()) == 1);  // the same statement as before
    return;
  }
  Query(statement(Write::add_place)).bind(arrival).bind(entry.position).run();
  Query(statement(Write::settle_pending)).bind(arrival).run();
  ++log_size_;
}

void Writer::post(const std::vector<PostingRow>& postings) {
  std::int64_t number = 0;
  for (std::size_t i = 0; i < postings.size(); ++i) {
    const auto& row = postings[i];
    number = i > 0 && postings[i - 1].position == row.position ? number + 1 : 0;
    Query(statement(Write::add_posting))
        .bind(row.position)
        .bind(number)
        .bind(row.case_id.view())
        .bind(row.date.days)
        .bind(static_cast<int>(row.posting.account.kind))
        .bind(std::string_view(row.posting.account.holder))
        .bind(std::string_view(row.posting.account.other))
        .bind(std::string_view(row.posting.commodity))
        .bind(row.posting.amount)
        .run();
  }
}

// In key order, so that a page is loaded, changed and let go once. Of two values for one key the later one
// stays.
void Writer::put_facts(const Commit& commit) {
  std::vector<const std::pair<kernel::FactKey, base::Bytes>*> order;
  order.reserve(commit.facts.size());
  for (const auto& fact : commit.facts) order.push_back(&fact);
  std::stable_sort(order.begin(), order.end(),
                   [](const auto* a, const auto* b) { return a->first < b->first; });
  for (std::size_t i = 0; i < order.size(); ++i) {
    const auto& [key, value] = *order[i];
    if (i + 1 < order.size() && order[i + 1]->first == key) continue;
    Query query(statement(value.empty() ? Write::forget_fact : Write::put_fact));
    query.bind(static_cast<int>(key.kind)).bind(base::ByteView(key.id));
    if (!value.empty()) query.bind(base::ByteView(value));
    query.run();
  }
}

}  // namespace palitan::store::sqlite
