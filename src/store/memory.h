// The store in memory: for the simulator and for tests. Keeps the same contract as SQLite except surviving
// the process.
#pragma once
#include <map>
#include <memory>
#include <set>
#include <shared_mutex>
#include <unordered_map>

#include "store/contract.h"

namespace palitan::store {

class MemoryStore : public Store {
 public:
  MemoryStore() = default;

  /// The state as it is now, as an image of a disk: later commits on either do not reach the other. Values
  /// that never change are shared, so it costs little more than copying the keys.
  std::unique_ptr<MemoryStore> clone() const;

  base::Outcome<void> commit(const Commit& commit) override;
  base::Outcome<void> drop_derived() override;
  std::optional<base::Bytes> fact(const kernel::FactKey& key) const override;
  std::optional<StatementRow> statement(const base::Id& id) const override;
  std::optional<base::Bytes> note(std::string_view name) const override;
  std::vector<std::pair<std::string, base::Bytes>> notes(std::string_view prefix) const override;
  std::vector<std::pair<base::Id, StatementRow>> pending() const override;
  std::uint64_t log_size() const override;
  std::vector<LogEntry> log(std::uint64_t from, std::uint64_t count) const override;
  std::optional<base::Bytes> logged_bytes(std::uint64_t position) const override;
  std::optional<AccordRow> accord(std::uint64_t height) const override;
  std::optional<AccordRow> last_accord() const override;
  std::vector<base::Id> of_case(const base::Id& case_id) const override;
  std::vector<base::Id> of_seat(const base::KeyId& seat, std::uint64_t sequence) const override;
  /// Walks a copy, so that `each` may read from the store.
  void each_fact(kernel::FactKind kind,
                 const std::function<bool(const kernel::FactKey&, base::ByteView)>& each) const override;
  /// Walks a copy, so that `each` may read from the store.
  void each_posting(std::optional<base::Date> until,
                    const std::function<bool(const PostingRow&)>& each) const override;

 private:
  using SharedBytes = std::shared_ptr<const base::Bytes>;
  struct Row {
    base::Id id;
    SharedBytes bytes;
    bool held = false;
    std::optional<std::uint64_t> position;
  };
  struct State {
    std::vector<Row> rows;  ///< by arrival - 1
    std::unordered_map<base::Id, std::uint64_t, base::FixedHasher> arrivals;
    std::set<std::uint64_t> pending;  ///< arrivals
    std::vector<LogEntry> log;
    std::map<std::uint64_t, std::shared_ptr<const std::vector<PostingRow>>> postings;  ///< by position
    std::map<std::uint64_t, AccordRow> accords;
    std::map<kernel::FactKey, SharedBytes> facts;
    std::map<std::string, base::Bytes, std::less<>> notes;
    std::unordered_map<base::Id, std::vector<std::uint64_t>, base::FixedHasher> cases;  ///< arrivals
    std::map<std::pair<base::KeyId, std::uint64_t>, std::vector<std::uint64_t>> seats;  ///< arrivals
  };

  void arrive(const ArrivedStatement& statement);
  void append(const LogEntry& entry);
  void post(const std::vector<PostingRow>& postings);
  const Row& row(std::uint64_t arrival) const { return state_.rows[arrival - 1]; }
  StatementRow row_of(std::uint64_t arrival) const;
  std::vector<base::Id> ids_of(const std::vector<std::uint64_t>& arrivals) const;

  mutable std::shared_mutex mutex_;
  State state_;
};

}  // namespace palitan::store
