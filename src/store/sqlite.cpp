#include "store/sqlite.h"

#include <algorithm>
#include <atomic>

#include "store/sqlite/reader.h"
#include "store/sqlite/schema.h"
#include "store/sqlite/writer.h"

namespace palitan::store {
namespace {

using sqlite::Fault;
using sqlite::prefix_of;
using sqlite::Query;
using sqlite::Read;
using Lease = sqlite::ReaderPool::Lease;

LogEntry entry_of(const Query& row, int column, base::Id id) {
  return {row.number(column),     id,
          row.number(column + 1), static_cast<std::uint16_t>(row.integer(column + 2)),
          row.text(column + 3),   static_cast<std::uint16_t>(row.integer(column + 4))};
}
AccordRow accord_of(const Query& row) { return {row.number(0), row.number(1), row.integer(2), row.copy(3)}; }
PostingRow posting_of(const Query& row) {
  PostingRow out;
  out.position = row.number(0);
  out.case_id = row.fixed<base::Id>(1);
  out.date = {static_cast<std::int32_t>(row.integer(2))};
  out.posting.account = {static_cast<ledger::AccountKind>(row.integer(3)), row.text(4), row.text(5)};
  out.posting.commodity = row.text(6);
  out.posting.amount = row.integer(7);
  return out;
}

/// Numbers above the signed range count as "as far as there is".
std::int64_t at_most(std::uint64_t value) {
  return static_cast<std::int64_t>(std::min<std::uint64_t>(value, INT64_MAX));
}

class SqliteStore : public Store {
 private:
  template <class F>
  base::Outcome<void> writing(const F& work) {
    if (!writer_)
      return tl::unexpected(base::Failure{base::Failure::Kind::stop, "the store was opened to read only"});
    if (read_failed_.load()) writer_->stop("a read met a broken file");
    return work();
  }

  template <class F>
  auto reading(const F& work) const {
    try {
      return work(readers_.lend());
    } catch (const Fault& fault) {
      read_failed_.store(true);
      throw ReadFault(fault.what);
    }
  }

  sqlite::FreshIds fresh_;
  // Readers close first: the writer is then the last, and its closing takes the WAL in.
  std::unique_ptr<sqlite::Writer> writer_;
  mutable sqlite::ReaderPool readers_;
  mutable std::atomic<bool> read_failed_{false};

 public:
  SqliteStore(sqlite::ReaderPool::Open open, std::optional<sqlite::Connection> writing,
              const SqliteOptions& options)
      : readers_(open) {
    if (!writing) {
      auto once = open();
      sqlite::load_fresh_ids(once, fresh_);
      return;
    }
    sqlite::load_fresh_ids(*writing, fresh_);
    writer_ = std::make_unique<sqlite::Writer>(
        std::move(*writing), options, fresh_,
        sqlite::Writer::Hooks{[this] { readers_.changing(); }, [this] { readers_.changed(); },
                              [this] { readers_.let_go(); }});
  }

  base::Outcome<void> commit(const Commit& commit) override {
    return writing([&] { return writer_->commit(commit); });
  }
  base::Outcome<void> drop_derived() override {
    return writing([&] { return writer_->drop_derived(); });
  }

  std::optional<base::Bytes> fact(const kernel::FactKey& key) const override {
    return reading([&](const Lease& reader) -> std::optional<base::Bytes> {
      Query row(reader[Read::fact]);
      row.bind(static_cast<int>(key.kind)).bind(base::ByteView(key.id));
      if (!row.step()) return std::nullopt;
      return row.copy(0);
    });
  }

  std::optional<StatementRow> statement(const base::Id& id) const override {
    // Before a reader is lent: an id no longer here is in the table that the reader sees.
    const auto fresh = fresh_.find(prefix_of(id.view()));
    return reading([&](const Lease& reader) -> std::optional<StatementRow> {
      const auto look = [&](Read which, std::int64_t where) -> std::optional<StatementRow> {
        Query row(reader[which]);
        row.bind(where).bind(id.view());
        if (!row.step()) return std::nullopt;
        StatementRow out{row.copy(0), row.number(1), row.integer(2) != 0, std::nullopt};
        if (!row.is_null(3)) out.entry = entry_of(row, 3, id);
        return out;
      };
      for (const auto arrival : fresh)
        if (auto found = look(Read::statement_at, at_most(arrival))) return found;
      return look(Read::statement, prefix_of(id.view()));
    });
  }

  std::optional<base::Bytes> note(std::string_view name) const override {
    return reading([&](const Lease& reader) -> std::optional<base::Bytes> {
      Query row(reader[Read::note]);
      row.bind(name);
      if (!row.step()) return std::nullopt;
      return row.copy(0);
    });
  }

  std::vector<std::pair<std::string, base::Bytes>> notes(std::string_view prefix) const override {
    return reading([&](const Lease& reader) {
      std::vector<std::pair<std::string, base::Bytes>> out;
      Query row(reader[Read::notes]);
      row.bind(prefix);
      while (row.step()) {
        auto name = row.text(0);
        if (!name.starts_with(prefix)) break;
        out.emplace_back(std::move(name), row.copy(1));
      }
      return out;
    });
  }

  std::vector<std::pair<base::Id, StatementRow>> pending() const override {
    return reading([&](const Lease& reader) {
      std::vector<std::pair<base::Id, StatementRow>> out;
      Query row(reader[Read::pending]);
      while (row.step())
        out.emplace_back(row.fixed<base::Id>(0),
                         StatementRow{row.copy(1), row.number(2), row.integer(3) != 0, std::nullopt});
      return out;
    });
  }

  std::uint64_t log_size() const override {
    return reading([&](const Lease& reader) {
      Query row(reader[Read::log_size]);
      return row.step() ? row.number(0) : 0;  // no row in the log: NULL, which reads as 0
    });
  }

  std::vector<LogEntry> log(std::uint64_t from, std::uint64_t count) const override {
    return reading([&](const Lease& reader) {
      std::vector<LogEntry> out;
      Query row(reader[Read::log]);
      row.bind(at_most(from)).bind(at_most(count));
      while (row.step()) {
        auto& entry = out.emplace_back();
        entry.position = row.number(0);
        entry.id = row.fixed<base::Id>(1);
        entry.height = row.number(2);
        entry.code = static_cast<std::uint16_t>(row.integer(3));
        entry.clause = row.text(4);
        entry.state = static_cast<std::uint16_t>(row.integer(5));
      }
      return out;
    });
  }

  std::optional<base::Bytes> logged_bytes(std::uint64_t position) const override {
    return reading([&](const Lease& reader) -> std::optional<base::Bytes> {
      Query row(reader[Read::logged_bytes]);
      row.bind(at_most(position));
      if (!row.step()) return std::nullopt;
      return row.copy(0);
    });
  }

  std::optional<AccordRow> accord(std::uint64_t height) const override {
    return reading([&](const Lease& reader) -> std::optional<AccordRow> {
      Query row(reader[Read::accord]);
      row.bind(at_most(height));
      if (!row.step()) return std::nullopt;
      return accord_of(row);
    });
  }

  std::optional<AccordRow> last_accord() const override {
    return reading([&](const Lease& reader) -> std::optional<AccordRow> {
      Query row(reader[Read::last_accord]);
      if (!row.step()) return std::nullopt;
      return accord_of(row);
    });
  }

  std::vector<base::Id> of_case(const base::Id& case_id) const override {
    return reading([&](const Lease& reader) {
      std::vector<base::Id> out;
      Query row(reader[Read::of_case]);
      row.bind(prefix_of(case_id.view())).bind(case_id.view());
      while (row.step()) out.push_back(row.fixed<base::Id>(0));
      return out;
    });
  }

  std::vector<base::Id> of_seat(const base::KeyId& seat, std::uint64_t sequence) const override {
    return reading([&](const Lease& reader) {
      std::vector<base::Id> out;
      Query row(reader[Read::of_seat]);
      row.bind(prefix_of(seat.view())).bind(sequence);
      while (row.step()) out.push_back(row.fixed<base::Id>(0));
      return out;
    });
  }

  void each_fact(kernel::FactKind kind,
                 const std::function<bool(const kernel::FactKey&, base::ByteView)>& each) const override {
    reading([&](const Lease& reader) {
      Query row(reader[Read::facts]);
      row.bind(static_cast<int>(kind));
      while (row.step())
        if (!each({kind, row.fixed<base::Id>(0).raw}, row.bytes(1))) return;
    });
  }

  void each_posting(std::optional<base::Date> until,
                    const std::function<bool(const PostingRow&)>& each) const override {
    reading([&](const Lease& reader) {
      Query row(reader[Read::postings]);
      row.bind(until ? std::int64_t{until->days} : INT64_MAX);
      while (row.step())
        if (!each(posting_of(row))) return;
    });
  }
};

}  // namespace

base::Result<std::unique_ptr<Store>> open_sqlite(const std::filesystem::path& path,
                                                 const SqliteOptions& options) {
  try {
    std::optional<sqlite::Connection> writing;
    bool still = false;
    if (options.read_only) {
      if (auto known = sqlite::check_readable(path, options); !known) return tl::unexpected(known.error());
      still = sqlite::is_still(path, options);
    } else {
      auto opened = sqlite::open_writer(path, options);
      if (!opened) return tl::unexpected(opened.error());
      writing.emplace(std::move(*opened));
    }
    auto open = [path, options, still] { return sqlite::open_reader(path, options, still); };
    return std::make_unique<SqliteStore>(std::move(open), std::move(writing), options);
  } catch (const Fault& fault) {
    return tl::unexpected(sqlite::refusal_of(fault));
  }
}

}  // namespace palitan::store
