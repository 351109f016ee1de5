// The disk under a simulated node: any store, with faults on demand, that watches what is committed to it.
#pragma once
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>

#include "base/number.h"
#include "statement/values.h"
#include "store/contract.h"

namespace palitan::sim {

/// What must hold of the commits of one node, whatever happens: looked at with each, from the commit alone.
/// A value: the memory of a disk, copied with its image.
class Watch {
 public:
  /// `finals`: hash of each final accord by height, shared by the nodes of a world.
  using Finals = std::map<std::uint64_t, base::Hash>;

  /// What is untrue about a commit that is durable now; nothing: all holds.
  std::optional<std::string> heed(const store::Commit& commit, Finals& finals);

  std::uint64_t height() const { return height_; }
  std::uint64_t log_size() const { return log_size_; }
  /// Every statement that was ever committed here.
  bool has(const base::Id& id) const { return numbers_.contains(id); }

 private:
  struct Number {
    base::KeyId seat;
    std::uint64_t sequence = 0;
  };
  std::optional<std::string> heed_entry(const store::LogEntry& entry);
  std::optional<std::string> heed_accord(const store::AccordRow& accord, Finals& finals);

  std::map<std::string, base::Int128> sums_;  // of all postings, by commodity
  std::unordered_map<base::Id, Number, base::FixedHasher> numbers_;
  std::set<std::pair<base::KeyId, std::uint64_t>> logged_;    // numbers of seats that stand in the log
  std::set<std::pair<base::KeyId, std::uint64_t>> accepted_;  // of them, those with an accepted act
  std::uint64_t height_ = 0;
  std::uint64_t log_size_ = 0;
  std::optional<std::int64_t> time_ms_;
};

/// One node's disk. REQUIRES: `finals` outlives it.
class Disk final : public store::Store {
 public:
  Disk(std::unique_ptr<store::Store> inner, Watch::Finals& finals, Watch watch = {})
      : inner_(std::move(inner)), finals_(finals), watch_(std::move(watch)) {}

  bool full = false;
  /// In what way the next commit ends: the power goes, or fsync reports a failure. Either way the writer
  /// never hears that it is durable.
  enum class Break { power, fsync };
  /// `written`: the disk holds that commit all the same.
  void break_next(Break how, bool written) { next_ = {how, written}; }
  void do_not_break() { next_.reset(); }
  /// How it broke; from then on it takes nothing until mended.
  const std::optional<Break>& broken() const { return broken_; }
  void mend() { broken_.reset(); }

  const Watch& watch() const { return watch_; }
  /// What was wrong with a commit so far.
  const std::optional<std::string>& wrong() const { return wrong_; }
  const store::Store& inner() const { return *inner_; }
  /// Takes the store out, for a power cut below it. REQUIRES: put back before anything reads.
  std::unique_ptr<store::Store> take_out() { return std::move(inner_); }
  void put_back(std::unique_ptr<store::Store> inner) { inner_ = std::move(inner); }
  /// After a put-back: is the commit that broke there, as a whole or not at all? What is untrue.
  std::optional<std::string> settle_unanswered();

  base::Outcome<void> commit(const store::Commit& commit) override;
  base::Outcome<void> drop_derived() override { return inner_->drop_derived(); }
  std::optional<base::Bytes> fact(const kernel::FactKey& key) const override { return inner_->fact(key); }
  std::optional<store::StatementRow> statement(const base::Id& id) const override {
    return inner_->statement(id);
  }
  std::optional<base::Bytes> note(std::string_view name) const override { return inner_->note(name); }
  std::vector<std::pair<std::string, base::Bytes>> notes(std::string_view prefix) const override {
    return inner_->notes(prefix);
  }
  std::vector<std::pair<base::Id, store::StatementRow>> pending() const override { return inner_->pending(); }
  std::uint64_t log_size() const override { return inner_->log_size(); }
  std::vector<store::LogEntry> log(std::uint64_t from, std::uint64_t count) const override {
    return inner_->log(from, count);
  }
  std::optional<base::Bytes> logged_bytes(std::uint64_t position) const override {
    return inner_->logged_bytes(position);
  }
  std::optional<store::AccordRow> accord(std::uint64_t height) const override {
    return inner_->accord(height);
  }
  std::optional<store::AccordRow> last_accord() const override { return inner_->last_accord(); }
  std::vector<base::Id> of_case(const base::Id& case_id) const override { return inner_->of_case(case_id); }
  std::vector<base::Id> of_seat(const base::KeyId& seat, std::uint64_t sequence) const override {
    return inner_->of_seat(seat, sequence);
  }
  void each_fact(kernel::FactKind kind,
                 const std::function<bool(const kernel::FactKey&, base::ByteView)>& each) const override {
    inner_->each_fact(kind, each);
  }
  void each_posting(std::optional<base::Date> until,
                    const std::function<bool(const store::PostingRow&)>& each) const override {
    inner_->each_posting(until, each);
  }

 private:
  struct Plan {
    Break how = Break::power;
    bool written = false;
  };
  base::Outcome<void> write(const store::Commit& commit);

  std::unique_ptr<store::Store> inner_;
  Watch::Finals& finals_;
  Watch watch_;
  std::optional<Plan> next_;
  std::optional<Break> broken_;
  std::optional<std::string> wrong_;
  std::optional<store::Commit> unanswered_;  // whose outcome the store below decides
};

}  // namespace palitan::sim
