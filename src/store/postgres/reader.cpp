#include "store/postgres/reader.h"

#include <algorithm>

#include "store/postgres/session.h"

namespace palitan::store::postgres {
namespace {

const std::vector<std::pair<const char*, const char*>> kReads = {
    {"fact", "SELECT value FROM facts WHERE kind = $1::int8 AND id = $2::bytea"},
    {"statement",
     "SELECT s.bytes, s.arrival, coalesce(p.held, false), l.position, l.height, l.code, l.clause, l.state "
     "FROM statements s LEFT JOIN pending p ON p.arrival = s.arrival "
     "LEFT JOIN log l ON l.arrival = s.arrival WHERE s.id = $1::bytea"},
    {"note", "SELECT value FROM notes WHERE name = $1::bytea"},
    {"notes", "SELECT name, value FROM notes WHERE name >= $1::bytea ORDER BY name"},
    {"notes_below",
     "SELECT name, value FROM notes WHERE name >= $1::bytea AND name < $2::bytea ORDER BY name"},
    {"pending",
     "SELECT s.id, s.bytes, p.arrival, p.held FROM pending p JOIN statements s ON s.arrival = p.arrival "
     "ORDER BY p.arrival"},
    {"log_size", "SELECT log_size FROM head"},
    {"log",
     "SELECT l.position, s.id, l.height, l.code, l.clause, l.state FROM log l "
     "JOIN statements s ON s.arrival = l.arrival WHERE l.position >= $1::int8 ORDER BY l.position LIMIT "
     "$2::int8"},
    {"logged_bytes",
     "SELECT s.bytes FROM log l JOIN statements s ON s.arrival = l.arrival WHERE l.position = $1::int8"},
    {"accord", "SELECT height, size, time_ms, bytes FROM accords WHERE height = $1::int8"},
    {"last_accord", "SELECT height, size, time_ms, bytes FROM accords ORDER BY height DESC LIMIT 1"},
    {"of_case",
     "SELECT s.id FROM statements s LEFT JOIN log l ON l.arrival = s.arrival WHERE s.case_id = $1::bytea "
     "ORDER BY l.position NULLS LAST, s.arrival"},
    {"of_seat", "SELECT id FROM statements WHERE seat = $1::bytea AND sequence = $2::int8 ORDER BY arrival"},
};

/// What this thread has been lent, by whom.
thread_local std::vector<std::pair<const ReaderPool*, Connection*>> lent_to_me;

}  // namespace

ReaderPool::Lease::Lease(ReaderPool& pool, const Patience& patience) : pool_(pool) {
  for (const auto& [from, connection] : lent_to_me)
    if (from == &pool) at_ = connection;
  if (at_ != nullptr) return;
  own_ = pool.take(patience);
  at_ = own_.get();
  lent_to_me.emplace_back(&pool, at_);
}

ReaderPool::Lease::~Lease() {
  if (!own_) return;
  std::erase_if(lent_to_me, [this](const auto& one) { return one.second == at_; });
  pool_.give_back(std::move(own_));
}

void ReaderPool::expect(std::uint64_t commits) {
  auto known = commits_.load();
  while (known < commits && !commits_.compare_exchange_weak(known, commits)) {
  }
}

void ReaderPool::forget() {
  const std::lock_guard lock(mutex_);
  resting_.clear();
}

std::unique_ptr<Connection> ReaderPool::open() {
  auto out = std::make_unique<Connection>(connect(place_));
  const auto known = commits_.load();
  const auto head = head_of(out->run(kReadHead, Values()));
  if (head.commits < known)
    throw Fault{Fault::Kind::broken,
                {},
                "the database that answers is at commit " + std::to_string(head.commits) + ", and " +
                    std::to_string(known) +
                    " was acknowledged: it lost commits. Bring back the server that has them"};
  expect(head.commits);
  out->prepare(kReads);
  if (options_.one_state) {
    out->run("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    out->run(kReadHead);  // the state is that of the first statement
  }
  return out;
}

std::unique_ptr<Connection> ReaderPool::take(const Patience& patience) {
  {
    std::unique_lock lock(mutex_);
    const auto may = [this] { return !resting_.empty() || lent_ < std::max(options_.readers, 1); };
    if (!back_.wait_until(lock, patience.until(), may))
      throw Fault{Fault::Kind::crowded, {}, "all connections for reading are in use"};
    ++lent_;
    if (!resting_.empty()) {
      auto out = std::move(resting_.back());
      resting_.pop_back();
      return out;
    }
  }
  try {
    return open();
  } catch (...) {
    give_back(nullptr);
    throw;
  }
}

void ReaderPool::give_back(std::unique_ptr<Connection> reader) {
  const bool well =
      reader != nullptr &&
      (options_.one_state ? PQtransactionStatus(reader->raw()) == PQTRANS_INTRANS : reader->is_idle());
  if (!well) reader.reset();
  {
    const std::lock_guard lock(mutex_);
    --lent_;
    if (reader) resting_.push_back(std::move(reader));
  }
  back_.notify_one();
}

void walk(Connection& db, bool in_transaction, const char* sql, const Values& values,
          const std::function<bool(const Rows&, int row)>& each) {
  thread_local int walks = 0;
  const std::string name = "walk" + std::to_string(++walks);
  if (!in_transaction) db.run("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
  db.run("DECLARE " + name + " BINARY NO SCROLL CURSOR FOR " + sql, values);
  for (bool more = true; more;) {
    const auto rows = db.run("FETCH 1000 FROM " + name, Values());
    more = rows.count() > 0;
    for (int row = 0; more && row < rows.count(); ++row) more = each(rows, row);
  }
  db.run(in_transaction ? "CLOSE " + name : std::string("COMMIT"));
}

}  // namespace palitan::store::postgres
