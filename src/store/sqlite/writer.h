// The one connection that writes and checkpoints.
#pragma once
#include <array>
#include <functional>
#include <unordered_map>

#include "store/sqlite/schema.h"

namespace palitan::store::sqlite {

enum class Write : std::size_t {
  begin,
  commit,
  rollback,
  find_arrival,
  is_arrival,
  find_case,
  last_arrival,
  log_size,
  add_statement,
  add_id,
  put_mark,
  add_case_number,
  add_case,
  add_seat,
  add_pending,
  replace_held,
  unhold,
  settle_pending,
  add_log,
  add_place,
  again_log,
  add_posting,
  put_accord,
  put_fact,
  forget_fact,
  put_note,
  forget_note,
  drop_facts,
  drop_postings,
  drop_verdicts,
  count,
};

/// Used by the writer's thread only, destruction included.
class Writer {
 public:
  /// What readers need to hear of.
  struct Hooks {
    std::function<void()> changing;           ///< a commit is about to be seen
    std::function<void()> changed;            ///< it is done, or came to nothing
    std::function<void()> before_checkpoint;  ///< let go of what was seen
  };
  /// `fresh` is filled already and outlives this. Throws Fault.
  Writer(Connection db, const SqliteOptions& options, FreshIds& fresh, Hooks hooks);
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  /// One database transaction; durable on return. A failure leaves everything as it was; after one that is
  /// not Failure::retry every later call fails the same way.
  base::Outcome<void> commit(const Commit& commit);
  base::Outcome<void> drop_derived();
  /// A read met a broken disk: nothing more is written.
  void stop(const std::string& why);

 private:
  static constexpr FreshIds::Entry kBeforeAll{INT64_MIN, 0};

  const Statement& statement(Write which) const { return statements_[static_cast<std::size_t>(which)]; }
  void run(Write which);
  base::Outcome<void> in_transaction(const std::function<void()>& work);
  base::Failure roll_back(base::Failure failure);
  void halt(base::Failure failure);
  void checkpoint_when_long();

  void write(const Commit& commit);
  /// Moves ids on into their table: a few more than this commit brought.
  void sweep();
  void arrive(const ArrivedStatement& arrived);
  void append(const LogEntry& entry);
  void post(const std::vector<PostingRow>& postings);
  void put_facts(const Commit& commit);
  /// 0: not here.
  std::uint64_t find(const base::Id& id);
  /// The case's number; `arrival` where no statement named it before.
  std::uint64_t case_number(const base::Id& case_id, std::uint64_t arrival);

  Connection db_;
  std::array<Statement, static_cast<std::size_t>(Write::count)> statements_;
  FreshIds& fresh_;
  Hooks hooks_;
  int checkpoint_pages_;
  int wal_pages_ = 0;  ///< length of the WAL after the last commit
  int tried_at_ = 0;   ///< length at which the last checkpoint could not finish
  std::unordered_map<base::Id, std::uint64_t, base::FixedHasher> case_numbers_;  ///< of cases lately named
  std::vector<FreshIds::Entry> added_;                                           ///< by this commit to fresh_
  std::vector<FreshIds::Entry> moved_;  ///< by this commit into the table
  FreshIds::Entry swept_to_ = kBeforeAll;
  std::uint64_t sweep_began_ = 0;  ///< last arrival when the sweep began
  std::uint64_t arrivals_ = 0;
  std::uint64_t log_size_ = 0;
  std::optional<base::Failure> stopped_;
};

}  // namespace palitan::store::sqlite
