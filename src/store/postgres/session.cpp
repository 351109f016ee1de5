#include "store/postgres/session.h"

#include <random>

#include "base/check.h"
#include "crypto/hash.h"

namespace palitan::store::postgres {
namespace {

using base::Code;
using base::Failure;

constexpr std::pair<const char*, const char*> kOwn[] = {
    {"begin", "BEGIN"},
    {"commit", "COMMIT"},
    {"head", "SELECT epoch, commits, token, arrivals, log_size FROM head FOR UPDATE"},
    {"advance",
     "UPDATE head SET commits = $1::int8, token = $2::bytea, arrivals = $3::int8, log_size = $4::int8 "
     "WHERE epoch = $5::int8 AND commits = $1::int8 - 1"},
};

base::Bytes random_token() {
  std::random_device device;
  Token out{};
  for (auto& byte : out) byte = static_cast<std::uint8_t>(device());
  return {out.begin(), out.end()};
}

}  // namespace

std::int64_t lock_key(const std::string& schema) {
  const auto hash = crypto::sha256(base::view_of("palitan writer of " + schema));
  std::uint64_t out = 0;
  for (std::size_t i = 0; i < 8; ++i) out = out << 8 | hash.raw[i];
  return static_cast<std::int64_t>(out);
}

Head head_of(const Rows& rows) {
  if (rows.count() != 1) throw Fault{Fault::Kind::broken, {}, "the table head does not have one row"};
  return {rows.number(0, 0), rows.number(0, 1), rows.copy(0, 2), rows.number(0, 3), rows.number(0, 4)};
}

Session::Session(Place place, const PostgresOptions& options,
                 std::vector<std::pair<const char*, const char*>> prepared)
    : place_(std::move(place)),
      options_(options),
      prepared_(std::move(prepared)),
      lock_key_(lock_key(place_.schema)) {
  prepared_.insert(prepared_.end(), std::begin(kOwn), std::end(kOwn));
}

base::Result<std::unique_ptr<Session>> Session::take(
    Place place, const PostgresOptions& options, std::vector<std::pair<const char*, const char*>> prepared) {
  std::unique_ptr<Session> out(new Session(std::move(place), options, std::move(prepared)));
  if (auto opened = out->open(); !opened) return tl::unexpected(opened.error());
  return out;
}

// Looked at before the lock, so that a refusal leaves no trace, and once more under it.
base::Result<void> Session::open() {
  const int last = migrations().back().version;
  Connection db = connect(place_);
  if (auto fit = check_server(db, false); !fit) return fit;
  auto meta = read_meta(db, place_.schema, last);
  if (!meta) return tl::unexpected(meta.error());
  if (auto fit = check_state(*meta, place_.schema, options_); !fit) return fit;
  if (auto locked = take_lock(db); !locked) return locked;
  meta = read_meta(db, place_.schema, last);
  if (!meta) return tl::unexpected(meta.error());
  if (auto fit = check_state(*meta, place_.schema, options_); !fit) return fit;

  const bool arriving = options_.as == PostgresRecord::arriving;
  if (arriving && meta->state != PostgresRecord::absent) {
    clear_schema(db, place_.schema);
    meta->state = PostgresRecord::absent;
  }
  if (meta->state == PostgresRecord::absent) {
    make_schema(db, place_.schema, options_.as);
    meta->version = 0;
  }
  migrate(db, meta->version, migrations());
  db.run("BEGIN; UPDATE head SET epoch = epoch + 1; " +
         std::string(arriving ? "" : "UPDATE meta SET state = 'ready' WHERE state = 'verified'; ") +
         "COMMIT");
  head_ = head_of(db.run(kReadHead, Values()));
  turn_ = head_.epoch;
  adopt(std::move(db));
  return {};
}

void Session::adopt(Connection db) {
  db.prepare(prepared_);
  process_ = PQbackendPID(db.raw());
  db_.emplace(std::move(db));
}

bool Session::try_lock(Connection& db) const {
  return db.run("SELECT pg_try_advisory_lock($1::int8)", Values().add(lock_key_)).integer(0, 0) != 0;
}

std::string Session::holder(Connection& db) const {
  const auto said = db.run(
      "SELECT convert_to('process ' || l.pid || coalesce(' of ' || a.usename, '') || "
      "coalesce(' from ' || host(a.client_addr), ' on the server''s machine') || "
      "coalesce(', since ' || date_trunc('second', a.backend_start), ''), 'UTF8') "
      "FROM pg_locks l LEFT JOIN pg_stat_activity a ON a.pid = l.pid WHERE " +
          std::string(kHoldsLock),
      Values().add(lock_key_));
  return said.count() == 1 ? said.text(0, 0) : "another session";
}

// A writer that was just killed holds the lock until its server process has noticed.
base::Result<void> Session::take_lock(Connection& db) {
  Patience patience(options_.lock_ms);
  while (!try_lock(db)) {
    if (patience.over())
      return base::refuse(Code::local_folder_in_use,
                          "The record in schema " + place_.schema + " is written to by " + holder(db) + ".");
    patience.rest();
  }
  return {};
}

/// Its connection may be gone for us and still be alive there, with a commit under way: only when it has
/// ended is the outcome known. The server may be another one by now, where that number is somebody else's.
void Session::end_old_session(Connection& db) const {
  std::string name;
  for (const auto& [key, value] : place_.words.all)
    if (key == "application_name") name = value;
  db.run(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
      "WHERE pid = $1::int8 AND application_name = convert_from($2::bytea, 'UTF8')",
      Values().add(process_).add(base::view_of(name)));
}

Session::Stands Session::reconnect(const std::optional<Head>& under_way) {
  Connection db = connect(place_);
  if (auto fit = check_server(db, false); !fit) throw Fault{Fault::Kind::read_only, {}, fit.error().detail};
  const auto turn_is_ours = [&](const Head& now) {
    if (now.epoch != head_.epoch)
      throw Over{"another writer took over the record in schema " + place_.schema + " (turn " +
                 std::to_string(now.epoch) + "; this one had " + std::to_string(head_.epoch) + ")"};
  };
  if (!try_lock(db)) {
    turn_is_ours(head_of(db.run(kReadHead, Values())));
    end_old_session(db);
    throw Fault{Fault::Kind::again, {}, "the writer's lock is held by " + holder(db)};
  }
  const Head now = head_of(db.run(kReadHead, Values()));
  turn_is_ours(now);
  auto stands = Stands::no;
  if (under_way && now.commits == under_way->commits && now.token == under_way->token) {
    // It may be on this server alone, its standby not told. This one waits for the standby, and all before it
    // with it.
    db.take_warnings();
    db.run("UPDATE head SET token = token");
    if (const auto warnings = db.take_warnings(); !warnings.empty())
      throw Over{"the server warned at a commit: " + warnings};
    stands = Stands::yes;
    head_ = now;
  } else if (now.commits != head_.commits || now.token != head_.token) {
    throw Over{
        "the database that answers is at commit " + std::to_string(now.commits) + ", and " +
        std::to_string(head_.commits) +
        " was acknowledged: it lost commits, or another wrote to it. Bring back the server that has them"};
  }
  adopt(std::move(db));
  return stands;
}

void Session::once(const Look& look, const Write& write, std::optional<Head>& under_way) {
  Pipeline first(*db_);
  first.put("begin");
  first.put("head");
  look(first);
  auto answers = first.finish();
  Head next = head_of(answers[1]);
  if (next.epoch != head_.epoch || next.commits != head_.commits || next.token != head_.token)
    throw Over{"another writer took over the record in schema " + place_.schema};
  answers.erase(answers.begin(), answers.begin() + 2);

  Pipeline last(*db_);
  write(answers, next, last);
  ++next.commits;
  next.token = random_token();
  const auto advance = last.size();
  last.put("advance", Values()
                          .add(next.commits)
                          .add(base::ByteView(next.token))
                          .add(next.arrivals)
                          .add(next.log_size)
                          .add(next.epoch));
  db_->take_warnings();
  under_way = next;  // from here on it may be done without our hearing of it
  last.put("commit");
  const auto done = last.finish();
  PALITAN_CHECK(done[advance].touched() == 1);  // the row is locked
  // "canceling wait for synchronous replication": done here, and no standby may know of it.
  if (const auto warnings = db_->take_warnings(); !warnings.empty())
    throw Over{"the server warned at a commit: " + warnings};
  head_ = next;
}

base::Outcome<void> Session::fail(Failure::Kind kind, std::string what) {
  const Failure out{kind, std::move(what)};
  if (kind == Failure::Kind::stop) stopped_ = out;
  return tl::unexpected(out);
}

base::Outcome<void> Session::renew() {
  if (stopped_) return tl::unexpected(*stopped_);
  for (int i = 0; i < 2; ++i) {
    try {
      if (!db_)
        reconnect(std::nullopt);
      else
        db_->run("SELECT 1");
      break;
    } catch (const Over& over) {
      db_.reset();
      return fail(Failure::Kind::stop, over.why);
    } catch (const Fault&) {
      db_.reset();
    }
  }
  return {};
}

base::Outcome<void> Session::commit(const Look& look, const Write& write) {
  using Kind = Fault::Kind;
  if (stopped_) return tl::unexpected(*stopped_);
  Patience patience(options_.patience_ms);
  std::optional<Head> under_way;
  for (;;) {
    try {
      if (!db_ && reconnect(under_way) == Stands::yes) return {};
      under_way.reset();
      once(look, write, under_way);
      return {};
    } catch (const Over& over) {
      db_.reset();
      return fail(Failure::Kind::stop, over.why);
    } catch (const Fault& fault) {
      // An error that the server told is the end of that transaction; silence is not.
      const bool told = !fault.state.empty() && fault.kind != Kind::lost;
      if (told && db_) under_way.reset();
      if (fault.kind == Kind::lost || fault.kind == Kind::read_only || (db_ && !db_->roll_back()))
        db_.reset();
      if (fault.kind == Kind::full)
        return fail(Failure::Kind::retry, "the database's disk is full: " + fault.what);
      if (!may_pass(fault) && !(under_way && !db_))
        return fail(Failure::Kind::stop, "the database answered " + fault.state + ": " + fault.what);
      if (patience.over())
        return under_way
                   ? fail(Failure::Kind::stop, "whether the last commit stands is not known: " + fault.what)
                   : fail(Failure::Kind::retry, std::string(kNotTaken) + ": " + fault.what);
    }
    patience.rest();
  }
}

}  // namespace palitan::store::postgres
