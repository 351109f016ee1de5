// The store's contract: one writer, many readers. It keeps bytes and knows no rule.
//
// Durability: commit() returns only when everything in it would survive a power cut. A commit is all or
// nothing. Threads: commit() from one thread only (the writer's); every read from any thread, seeing whole
// commits only. Failures: Failure::stop after a failed write or fsync: the writer halts and never retries
// (DESIGN section 9); a full disk is Failure::retry with nothing changed. A damaged or newer file is refused
// on opening.
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/refusal.h"
#include "kernel/facts.h"

namespace palitan::store {

/// A statement as it arrived. `held`: it cites what has not arrived; not yet pending.
struct ArrivedStatement {
  base::Id id;
  base::Bytes bytes;
  base::KeyId seat;
  std::uint64_t sequence = 0;
  base::Id case_id;
  bool held = false;
};

/// One place in the log.
struct LogEntry {
  std::uint64_t position = 0;  ///< dense from 0
  base::Id id;
  std::uint64_t height = 0;  ///< of its accord
  std::uint16_t code = 0;    ///< verdict
  std::string clause;
  std::uint16_t state = 0;  ///< state of the case reached
};

struct PostingRow {
  std::uint64_t position = 0;  ///< of the statement in the log
  base::Id case_id;
  base::Date date;  ///< legal date of the act
  ledger::Posting posting;
};

struct AccordRow {
  std::uint64_t height = 0;  ///< dense from 0
  std::uint64_t size = 0;    ///< of the log after it
  std::int64_t time_ms = 0;
  base::Bytes bytes;  ///< the final accord as sync carries it (checkpoint with all cosignatures)
};

/// What one commit changes. Applied as one database transaction.
struct Commit {
  std::vector<ArrivedStatement> arrived{};  ///< an id already there is left as it is, but a held one may
                                            ///< become pending, with these bytes
  std::vector<base::Id> unheld{};           ///< held statements that are pending from now on
  std::vector<LogEntry> appended{};         ///< their statements stop being pending
  std::vector<PostingRow> postings{};
  std::vector<AccordRow> accords{};
  std::vector<std::pair<kernel::FactKey, base::Bytes>> facts{};  ///< agreed facts, new values
  std::vector<std::pair<std::string, base::Bytes>>
      notes{};  ///< the node's own durable state by name; empty: forget
  bool empty() const {
    return arrived.empty() && unheld.empty() && appended.empty() && postings.empty() && accords.empty() &&
           facts.empty() && notes.empty();
  }
};

struct StatementRow {
  base::Bytes bytes;
  std::uint64_t arrival = 0;  ///< dense order of arrival on this node, from 1
  bool held = false;
  std::optional<LogEntry> entry;  ///< absent while pending or held
};

class Store {
 public:
  virtual ~Store() = default;

  // ---- writer ----
  virtual base::Outcome<void> commit(const Commit& commit) = 0;
  /// Drops facts, postings, and log verdicts' derived parts so that a rebuild can write them again.
  virtual base::Outcome<void> drop_derived() = 0;

  // ---- readers ----
  virtual std::optional<base::Bytes> fact(const kernel::FactKey& key) const = 0;
  virtual std::optional<StatementRow> statement(const base::Id& id) const = 0;
  virtual std::optional<base::Bytes> note(std::string_view name) const = 0;
  /// Notes whose name starts with `prefix`, ascending by name.
  virtual std::vector<std::pair<std::string, base::Bytes>> notes(std::string_view prefix) const = 0;
  /// Statements not yet in the log, by arrival, held ones included.
  virtual std::vector<std::pair<base::Id, StatementRow>> pending() const = 0;
  virtual std::uint64_t log_size() const = 0;
  /// Log entries [from, from + count), fewer at the end.
  virtual std::vector<LogEntry> log(std::uint64_t from, std::uint64_t count) const = 0;
  /// Bytes of the statement at a place in the log.
  virtual std::optional<base::Bytes> logged_bytes(std::uint64_t position) const = 0;
  virtual std::optional<AccordRow> accord(std::uint64_t height) const = 0;
  virtual std::optional<AccordRow> last_accord() const = 0;
  /// Statement ids of one case: logged ones by position, then the others by arrival.
  virtual std::vector<base::Id> of_case(const base::Id& case_id) const = 0;
  /// The ids stored under one seat and number (more than one: a fork), by arrival.
  virtual std::vector<base::Id> of_seat(const base::KeyId& seat, std::uint64_t sequence) const = 0;
  /// Every fact of a kind, ascending by key. `each` returns false to stop.
  virtual void each_fact(kernel::FactKind kind,
                         const std::function<bool(const kernel::FactKey&, base::ByteView)>& each) const = 0;
  /// Postings by position, those with date <= `until` where given.
  virtual void each_posting(std::optional<base::Date> until,
                            const std::function<bool(const PostingRow&)>& each) const = 0;
};

/// SHA-256 over facts, log entries and postings in key order: equal for equal derived tables, whatever the
/// store.
base::Hash derived_hash(const Store& store);

}  // namespace palitan::store
