#include "store/postgres/schema.h"

#include <algorithm>
#include <random>

namespace palitan::store::postgres {
namespace {

using base::Code;

constexpr std::size_t kNameMax = 63;  ///< NAMEDATALEN - 1
constexpr int kOldestServer = 150000;
constexpr std::string_view kApplication = "palitan record";

// Texts are bytea: they are compared and ordered by their bytes, and may hold what PostgreSQL's text cannot
// (a zero). Statements are never updated but for the bytes of a held one; what changes lies in small tables
// of its own, because an update writes a whole new row. `head` is the one row that every commit locks.
// `serving` says where the writer of that epoch answers (store/turn.h); of another epoch it says nothing.
constexpr const char* kTables = R"sql(
CREATE TABLE head(one boolean PRIMARY KEY CHECK (one), epoch bigint NOT NULL, commits bigint NOT NULL,
  token bytea NOT NULL, arrivals bigint NOT NULL, log_size bigint NOT NULL) WITH (fillfactor = 20);
INSERT INTO head VALUES(true, 0, 0, '', 0, 0);
CREATE TABLE statements(arrival bigint PRIMARY KEY, sequence bigint NOT NULL, seat bytea NOT NULL,
  id bytea NOT NULL UNIQUE, case_id bytea NOT NULL, bytes bytea NOT NULL);
ALTER TABLE statements ALTER bytes SET STORAGE EXTERNAL;
CREATE INDEX statements_case ON statements(case_id);
CREATE INDEX statements_seat ON statements(seat, sequence);
CREATE TABLE pending(arrival bigint PRIMARY KEY, held boolean NOT NULL);
CREATE TABLE log(position bigint PRIMARY KEY, arrival bigint NOT NULL UNIQUE, height bigint NOT NULL,
  code integer NOT NULL, state integer NOT NULL, clause bytea NOT NULL);
CREATE TABLE accords(height bigint PRIMARY KEY, size bigint NOT NULL, time_ms bigint NOT NULL,
  bytes bytea NOT NULL);
ALTER TABLE accords ALTER bytes SET STORAGE EXTERNAL;
CREATE TABLE facts(kind smallint NOT NULL, id bytea NOT NULL, value bytea NOT NULL, PRIMARY KEY(kind, id))
  WITH (fillfactor = 80);
CREATE TABLE postings(position bigint NOT NULL, number integer NOT NULL, date integer NOT NULL,
  account smallint NOT NULL, amount bigint NOT NULL, case_id bytea NOT NULL, holder bytea NOT NULL,
  other bytea NOT NULL, commodity bytea NOT NULL, PRIMARY KEY(position, number));
CREATE TABLE notes(name bytea PRIMARY KEY, value bytea NOT NULL) WITH (fillfactor = 80);
CREATE TABLE serving(one boolean PRIMARY KEY CHECK (one), epoch bigint NOT NULL,
  since timestamptz NOT NULL DEFAULT now(), node_address bytea NOT NULL, node_port integer NOT NULL,
  pages_address bytea NOT NULL, pages_port integer NOT NULL);
)sql";

constexpr Migration kMigrations[] = {{1, kTables}};

// Every statement of ours is meant to walk an index, whatever the statistics of a young table say. A session
// that nobody hears of any more gives the writer's lock back within half a minute.
constexpr const char* kSettings = R"sql(
SELECT set_config('search_path', quote_ident(convert_from($1::bytea, 'UTF8')), false),
  set_config('default_transaction_isolation', 'read committed', false),
  set_config('synchronous_commit', CASE WHEN current_setting('synchronous_commit') = 'remote_apply'
    THEN 'remote_apply' ELSE 'on' END, false),
  set_config('jit', 'off', false), set_config('enable_seqscan', 'off', false),
  set_config('enable_hashjoin', 'off', false), set_config('enable_mergejoin', 'off', false),
  set_config('plan_cache_mode', 'force_generic_plan', false),
  set_config('tcp_keepalives_idle', '10', false), set_config('tcp_keepalives_interval', '5', false),
  set_config('tcp_keepalives_count', '3', false),
  set_config('idle_in_transaction_session_timeout', '0', false), set_config('statement_timeout', '0', false)
)sql";

bool is_schema_name(std::string_view name) {
  if (name.empty() || name.size() > kNameMax || (name[0] >= '0' && name[0] <= '9')) return false;
  return std::ranges::all_of(
      name, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
}

PostgresRecord state_of(std::string_view name) {
  for (const auto state :
       {PostgresRecord::arriving, PostgresRecord::verified, PostgresRecord::ready, PostgresRecord::left})
    if (name_of(state) == name) return state;
  return PostgresRecord::absent;
}

}  // namespace

std::string_view name_of(PostgresRecord state) {
  switch (state) {
    case PostgresRecord::absent:
      return "absent";
    case PostgresRecord::arriving:
      return "arriving";
    case PostgresRecord::verified:
      return "verified";
    case PostgresRecord::ready:
      return "ready";
    case PostgresRecord::left:
      return "left";
  }
  return {};
}

std::span<const Migration> migrations() { return kMigrations; }

std::string quoted(const std::string& schema) { return "\"" + schema + "\""; }

base::Result<Place> place_of(const std::string& connection, const std::string& schema,
                             const std::string& name) {
  if (!is_schema_name(schema))
    return base::refuse(Code::local_draft,
                        "'" + schema + "' is no name of a schema: at most 63 of a-z, 0-9 and _");
  auto words = read_words(connection, name);
  if (!words) return tl::unexpected(words.error());
  return Place{std::move(*words), schema};
}

std::string session_name() {
  std::random_device device;
  base::Bytes number;
  put_number(number, device(), 4);
  return "palitan " + base::to_hex(number);
}

Connection connect(const Place& place) {
  Connection db(place.words);
  db.run(kSettings, Values().add(base::view_of(place.schema)));
  return db;
}

base::Result<void> check_server(Connection& db, bool read_only) {
  if (const int version = PQserverVersion(db.raw()); version < kOldestServer)
    return base::refuse(Code::local_not_found, "The database server is of version " +
                                                   std::to_string(version / 10000) +
                                                   "; a record needs PostgreSQL 15 or later.");
  const char* encoding = PQparameterStatus(db.raw(), "server_encoding");
  if (encoding == nullptr || std::string_view(encoding) != "UTF8")
    return base::refuse(
        Code::local_not_found,
        "The database's encoding is " + std::string(encoding != nullptr ? encoding : "unknown") +
            ", a record needs UTF8. Make another: createdb --encoding=UTF8 --template=template0 NAME.");
  const auto said = db.run(
      "SELECT convert_to(current_setting('fsync'), 'UTF8'), "
      "convert_to(current_setting('transaction_read_only'), 'UTF8'), pg_is_in_recovery()",
      Values());
  if (said.text(0, 0) != "on")
    return base::refuse(
        Code::local_not_found,
        "The database server runs with fsync = off, so that a power cut would take acts that were "
        "acknowledged. Set it on and reload the server.");
  if (!read_only && (said.text(0, 1) == "on" || said.integer(0, 2) != 0))
    return base::refuse(
        Code::local_not_found,
        "The database that answers can only be read: it is a standby, or default_transaction_read_only "
        "is on. Name the primary, or set that off.");
  return {};
}

base::Result<Meta> read_meta(Connection& db, const std::string& schema, int last) {
  const auto there = db.run(
      "SELECT n.oid IS NOT NULL, count(c.oid), coalesce(bool_or(c.relname = 'meta'), false) "
      "FROM (SELECT convert_from($1::bytea, 'UTF8')::name AS name) w LEFT JOIN pg_namespace n ON n.nspname = "
      "w.name "
      "LEFT JOIN pg_class c ON c.relnamespace = n.oid GROUP BY n.oid",
      Values().add(base::view_of(schema)));
  if (there.integer(0, 1) == 0) return Meta{};
  const auto foreign =
      base::refuse(Code::local_damaged,
                   "The schema " + schema + " holds tables that are not Palitan's. Name another schema.");
  if (there.integer(0, 2) == 0) return foreign;
  std::optional<Rows> said;
  try {
    said = db.run("SELECT convert_to(application, 'UTF8'), version, convert_to(state, 'UTF8') FROM " +
                      quoted(schema) + ".meta",
                  Values());
  } catch (const Fault& fault) {
    if (fault.state != "42703" && fault.state != "42883") throw;  // other columns than ours
    return foreign;
  }
  if (said->count() != 1 || said->text(0, 0) != kApplication) return foreign;
  const Meta out{state_of(said->text(0, 2)), static_cast<int>(said->integer(0, 1))};
  if (out.version > last)
    return base::refuse(Code::local_newer_database,
                        "The tables in schema " + schema + " are of version " + std::to_string(out.version) +
                            ", this program knows up to " + std::to_string(last) + ".");
  if (out.state == PostgresRecord::absent) return foreign;
  return out;
}

base::Result<void> check_state(const Meta& meta, const std::string& schema, const PostgresOptions& options) {
  using enum PostgresRecord;
  const auto is = [&](std::initializer_list<PostgresRecord> any) {
    return std::ranges::find(any, meta.state) != any.end();
  };
  if (options.as == arriving) {
    if (is({absent, arriving, verified})) return {};
    return base::refuse(Code::local_draft,
                        "The schema " + schema +
                            " holds a record already. Name another, or drop it yourself if it is "
                            "of no more use.");
  }
  if (is({ready, verified}) || (options.as == left && meta.state == left)) return {};
  if (meta.state == absent) {
    if (options.create && !options.read_only) return {};
    return base::refuse(Code::local_not_found,
                        "There is no record in schema " + schema + " of that database.");
  }
  if (meta.state == arriving)
    return base::refuse(Code::local_not_found,
                        "A move into schema " + schema +
                            " did not come to its end. The record is where it was: run the move "
                            "again.");
  return base::refuse(Code::local_not_found,
                      "The record in schema " + schema +
                          " was moved elsewhere, and goes on there. If that move was cut off, run it again.");
}

void make_schema(Connection& db, const std::string& schema, PostgresRecord as) {
  const auto name = quoted(schema);
  // Who may not make schemas may own one that was made for him.
  const auto there = db.run("SELECT 1 FROM pg_namespace WHERE nspname = convert_from($1::bytea, 'UTF8')",
                            Values().add(base::view_of(schema)));
  db.run("BEGIN; " + (there.count() == 0 ? "CREATE SCHEMA " + name + "; " : std::string()) + "CREATE TABLE " +
         name +
         ".meta(one boolean PRIMARY KEY CHECK (one), application text NOT NULL, version integer NOT NULL, "
         "state text NOT NULL); INSERT INTO " +
         name + ".meta VALUES(true, '" + std::string(kApplication) + "', 0, '" + std::string(name_of(as)) +
         "'); COMMIT");
}

void clear_schema(Connection& db, const std::string& schema) {
  db.run(
      "DO $do$ DECLARE t name; BEGIN FOR t IN SELECT relname FROM pg_class WHERE relkind = 'r' AND "
      "relnamespace = '" +
      quoted(schema) + "'::regnamespace LOOP EXECUTE format('DROP TABLE " + quoted(schema) +
      ".%I', t); END LOOP; END $do$");
}

void migrate(Connection& db, int version, std::span<const Migration> list) {
  for (const auto& step : list) {
    if (step.version <= version) continue;
    try {
      db.run("BEGIN; " + std::string(step.sql) +
             "; UPDATE meta SET version = " + std::to_string(step.version) + "; COMMIT");
    } catch (const Fault&) {
      db.roll_back();
      throw;
    }
  }
}

}  // namespace palitan::store::postgres
