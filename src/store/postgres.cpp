#include "store/postgres.h"

#include <algorithm>
#include <atomic>
#include <thread>

#include "store/postgres/reader.h"
#include "store/postgres/writer.h"
#include "store/turn.h"

namespace palitan::store {
namespace {

using postgres::Connection;
using postgres::Fault;
using postgres::Patience;
using postgres::Rows;
using postgres::Values;
using Lease = postgres::ReaderPool::Lease;

/// Numbers above the signed range count as "as far as there is".
std::uint64_t at_most(std::uint64_t value) { return std::min<std::uint64_t>(value, INT64_MAX); }

LogEntry entry_of(const Rows& rows, int row, int column, base::Id id) {
  return {rows.number(row, column),     id,
          rows.number(row, column + 1), static_cast<std::uint16_t>(rows.integer(row, column + 2)),
          rows.text(row, column + 3),   static_cast<std::uint16_t>(rows.integer(row, column + 4))};
}

/// The first name behind all that begin with `prefix`; empty: there is none.
base::Bytes end_of(std::string_view prefix) {
  base::Bytes out(prefix.begin(), prefix.end());
  while (!out.empty() && out.back() == 0xff) out.pop_back();
  if (!out.empty()) ++out.back();
  return out;
}

std::optional<AccordRow> accord_of(const Rows& rows) {
  if (rows.count() == 0) return std::nullopt;
  return AccordRow{rows.number(0, 0), rows.number(0, 1), rows.integer(0, 2), rows.copy(0, 3)};
}

PostingRow posting_of(const Rows& rows, int row) {
  PostingRow out;
  out.position = rows.number(row, 0);
  out.case_id = rows.fixed<base::Id>(row, 1);
  out.date = {static_cast<std::int32_t>(rows.integer(row, 2))};
  out.posting.account = {static_cast<ledger::AccountKind>(rows.integer(row, 3)), rows.text(row, 4),
                         rows.text(row, 5)};
  out.posting.commodity = rows.text(row, 6);
  out.posting.amount = rows.integer(row, 7);
  return out;
}

class PostgresStore : public Store, public HoldsTurn {
 private:
  /// Lost connections are made anew, within the patience; a walk that was cut off is not begun again.
  template <class F>
  auto reading(const F& work) const {
    Patience patience(options_.patience_ms);
    for (;;) {
      bool inner = false;
      try {
        const Lease lease(readers_, patience);
        inner = lease.is_inner();
        return work(*lease);
      } catch (const Fault& fault) {
        if (fault.kind == Fault::Kind::lost) readers_.forget();
        if (!postgres::may_pass(fault)) throw ReadFault("the database could not be read: " + fault.what);
        const bool over =
            patience.over() && !(options_.writer_waits && writer_thread_ == std::this_thread::get_id());
        if (inner || options_.one_state || over)
          throw ReadAway("the database does not answer: " + fault.what);
      }
      patience.rest();
    }
  }

  std::optional<base::Bytes> one_value(const char* prepared, const Values& values) const {
    return reading([&](Connection& db) -> std::optional<base::Bytes> {
      const auto rows = db.ask(prepared, values);
      if (rows.count() == 0) return std::nullopt;
      return rows.copy(0, 0);
    });
  }

  std::vector<base::Id> ids(const char* prepared, const Values& values) const {
    return reading([&](Connection& db) {
      std::vector<base::Id> out;
      const auto rows = db.ask(prepared, values);
      for (int row = 0; row < rows.count(); ++row) out.push_back(rows.fixed<base::Id>(row, 0));
      return out;
    });
  }

  /// What was given to `each` cannot be taken back: from then on a lost connection ends the walk.
  void walk(const char* sql, const Values& values, const std::function<bool(const Rows&, int)>& each) const {
    bool given = false;
    reading([&](Connection& db) {
      try {
        const bool inside = PQtransactionStatus(db.raw()) != PQTRANS_IDLE;
        postgres::walk(db, inside, sql, values, [&](const Rows& rows, int row) {
          given = true;
          return each(rows, row);
        });
      } catch (const Fault& fault) {
        if (given && postgres::may_pass(fault))
          throw ReadAway("the database did not answer to the end: " + fault.what);
        throw;
      }
    });
  }

  PostgresOptions options_;
  mutable postgres::ReaderPool readers_;
  std::unique_ptr<postgres::Writer> writer_;
  std::atomic<std::thread::id> writer_thread_{};

  template <class F>
  base::Outcome<void> writing(const F& work) {
    if (!writer_)
      return tl::unexpected(base::Failure{base::Failure::Kind::stop, "the store was opened to read only"});
    auto done = work();
    if (done) readers_.expect(writer_->commits());
    return done;
  }

 public:
  PostgresStore(const postgres::Place& place, const PostgresOptions& options,
                std::unique_ptr<postgres::Writer> writer)
      : options_(options), readers_(place, options), writer_(std::move(writer)) {
    if (writer_) readers_.expect(writer_->commits());
    Lease(readers_, Patience(0));  // so that a fault shows early, and one state is that of now
  }

  std::uint64_t turn() const override { return writer_ ? writer_->turn() : 0; }

  base::Outcome<void> commit(const Commit& commit) override {
    writer_thread_ = std::this_thread::get_id();
    if (commit.empty()) return writer_ ? writer_->renew() : base::Outcome<void>();
    return writing([&] { return writer_->commit(commit); });
  }
  base::Outcome<void> drop_derived() override {
    return writing([&] { return writer_->drop_derived(); });
  }

  std::optional<base::Bytes> fact(const kernel::FactKey& key) const override {
    return one_value("fact", Values().add(static_cast<int>(key.kind)).add(base::ByteView(key.id)));
  }

  std::optional<StatementRow> statement(const base::Id& id) const override {
    return reading([&](Connection& db) -> std::optional<StatementRow> {
      const auto rows = db.ask("statement", Values().add(id.view()));
      if (rows.count() == 0) return std::nullopt;
      StatementRow out{rows.copy(0, 0), rows.number(0, 1), rows.integer(0, 2) != 0, std::nullopt};
      if (!rows.is_null(0, 3)) out.entry = entry_of(rows, 0, 3, id);
      return out;
    });
  }

  std::optional<base::Bytes> note(std::string_view name) const override {
    return one_value("note", Values().add(base::view_of(name)));
  }

  std::vector<std::pair<std::string, base::Bytes>> notes(std::string_view prefix) const override {
    return reading([&](Connection& db) {
      std::vector<std::pair<std::string, base::Bytes>> out;
      const auto above = end_of(prefix);
      Values from;
      from.add(base::view_of(prefix));
      const auto rows =
          above.empty() ? db.ask("notes", from) : db.ask("notes_below", from.add(base::ByteView(above)));
      for (int row = 0; row < rows.count(); ++row) out.emplace_back(rows.text(row, 0), rows.copy(row, 1));
      return out;
    });
  }

  std::vector<std::pair<base::Id, StatementRow>> pending() const override {
    return reading([&](Connection& db) {
      std::vector<std::pair<base::Id, StatementRow>> out;
      const auto rows = db.ask("pending");
      for (int row = 0; row < rows.count(); ++row)
        out.emplace_back(rows.fixed<base::Id>(row, 0), StatementRow{rows.copy(row, 1), rows.number(row, 2),
                                                                    rows.integer(row, 3) != 0, std::nullopt});
      return out;
    });
  }

  std::uint64_t log_size() const override {
    return reading([&](Connection& db) { return db.ask("log_size").number(0, 0); });
  }

  std::vector<LogEntry> log(std::uint64_t from, std::uint64_t count) const override {
    return reading([&](Connection& db) {
      std::vector<LogEntry> out;
      const auto rows = db.ask("log", Values().add(at_most(from)).add(at_most(count)));
      for (int row = 0; row < rows.count(); ++row)
        out.push_back({rows.number(row, 0), rows.fixed<base::Id>(row, 1), rows.number(row, 2),
                       static_cast<std::uint16_t>(rows.integer(row, 3)), rows.text(row, 4),
                       static_cast<std::uint16_t>(rows.integer(row, 5))});
      return out;
    });
  }

  std::optional<base::Bytes> logged_bytes(std::uint64_t position) const override {
    return one_value("logged_bytes", Values().add(at_most(position)));
  }

  std::optional<AccordRow> accord(std::uint64_t height) const override {
    return reading(
        [&](Connection& db) { return accord_of(db.ask("accord", Values().add(at_most(height)))); });
  }

  std::optional<AccordRow> last_accord() const override {
    return reading([&](Connection& db) { return accord_of(db.ask("last_accord")); });
  }

  std::vector<base::Id> of_case(const base::Id& case_id) const override {
    return ids("of_case", Values().add(case_id.view()));
  }

  std::vector<base::Id> of_seat(const base::KeyId& seat, std::uint64_t sequence) const override {
    return ids("of_seat", Values().add(seat.view()).add(sequence));
  }

  void each_fact(kernel::FactKind kind,
                 const std::function<bool(const kernel::FactKey&, base::ByteView)>& each) const override {
    walk("SELECT id, value FROM facts WHERE kind = $1::int8 ORDER BY id",
         Values().add(static_cast<int>(kind)), [&](const Rows& rows, int row) {
           return each({kind, rows.fixed<base::Id>(row, 0).raw}, rows.bytes(row, 1));
         });
  }

  void each_posting(std::optional<base::Date> until,
                    const std::function<bool(const PostingRow&)>& each) const override {
    walk(
        "SELECT position, case_id, date, account, holder, other, commodity, amount FROM postings "
        "WHERE date <= $1::int8 ORDER BY position, number",
        Values().add(until ? std::int64_t{until->days} : INT64_MAX),
        [&](const Rows& rows, int row) { return each(posting_of(rows, row)); });
  }
};

base::Result<void> check_readable(const postgres::Place& place, const PostgresOptions& options) {
  auto db = postgres::connect(place);
  if (auto fit = postgres::check_server(db, true); !fit) return fit;
  const int last = postgres::migrations().back().version;
  const auto meta = postgres::read_meta(db, place.schema, last);
  if (!meta) return tl::unexpected(meta.error());
  if (auto fit = postgres::check_state(*meta, place.schema, options); !fit) return fit;
  if (meta->version < last)
    return base::refuse(base::Code::local_upgrade, "The tables in schema " + place.schema +
                                                       " are of version " + std::to_string(meta->version) +
                                                       ". Start the node once: it brings them to version " +
                                                       std::to_string(last) + ".");
  return {};
}

template <class F>
auto guarded(const F& work) -> decltype(work()) {
  try {
    return work();
  } catch (const Fault& fault) {
    return tl::unexpected(postgres::refusal_of(fault));
  }
}

}  // namespace

base::Result<std::unique_ptr<Store>> open_postgres(const std::string& connection, const std::string& schema,
                                                   const PostgresOptions& options) {
  const auto place = postgres::place_of(connection, schema, postgres::session_name());
  if (!place) return tl::unexpected(place.error());
  return guarded([&]() -> base::Result<std::unique_ptr<Store>> {
    std::unique_ptr<postgres::Writer> writer;
    if (options.read_only) {
      if (auto fit = check_readable(*place, options); !fit) return tl::unexpected(fit.error());
    } else {
      auto opened = postgres::Writer::open(*place, options);
      if (!opened) return tl::unexpected(opened.error());
      writer = std::move(*opened);
    }
    return std::make_unique<PostgresStore>(*place, options, std::move(writer));
  });
}

base::Result<PostgresRecord> look_at_postgres(const std::string& connection, const std::string& schema) {
  const auto place = postgres::place_of(connection, schema, postgres::session_name());
  if (!place) return tl::unexpected(place.error());
  return guarded([&]() -> base::Result<PostgresRecord> {
    auto db = postgres::connect(*place);
    const auto meta = postgres::read_meta(db, schema, postgres::migrations().back().version);
    if (!meta) return tl::unexpected(meta.error());
    return meta->state;
  });
}

base::Result<void> mark_postgres(const std::string& connection, const std::string& schema,
                                 PostgresRecord from, PostgresRecord to) {
  const auto place = postgres::place_of(connection, schema, postgres::session_name());
  if (!place) return tl::unexpected(place.error());
  return guarded([&]() -> base::Result<void> {
    auto db = postgres::connect(*place);
    const auto changed = db.run("UPDATE meta SET state = '" + std::string(postgres::name_of(to)) +
                                "' WHERE state = '" + std::string(postgres::name_of(from)) + "'");
    if (changed.touched() == 1) return {};
    return base::refuse(base::Code::local_draft,
                        "The record in schema " + schema + " is not " + std::string(postgres::name_of(from)) +
                            ", so it is not made " + std::string(postgres::name_of(to)) + ".");
  });
}

}  // namespace palitan::store
