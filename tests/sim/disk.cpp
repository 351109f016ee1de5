#include "disk.h"

#include <fmt/format.h>

#include "crypto/hash.h"

namespace palitan::sim {

std::optional<std::string> Watch::heed_entry(const store::LogEntry& entry) {
  if (entry.position < log_size_) return std::nullopt;  // a rebuild writes a verdict again
  if (entry.position != log_size_++) return fmt::format("log entry {} leaves a gap", entry.position);
  const auto known = numbers_.find(entry.id);
  if (known == numbers_.end()) return fmt::format("log entry {} never arrived", entry.position);
  const std::pair at{known->second.seat, known->second.sequence};
  const auto code = static_cast<base::Code>(entry.code);
  if (base::family(code) == base::Family::accepted) {
    // Whoever was appointed later than that number, or forked, is refused: what is accepted follows.
    if (at.second > 1 && !logged_.contains({at.first, at.second - 1}))
      return fmt::format("log entry {} is accepted before its seat's number {}", entry.position,
                         at.second - 1);
    if (!accepted_.insert(at).second)
      return fmt::format("log entry {} is the second accepted under its seat's number {}", entry.position,
                         at.second);
  }
  logged_.insert(at);
  return std::nullopt;
}

std::optional<std::string> Watch::heed_accord(const store::AccordRow& accord, Finals& finals) {
  if (time_ms_) {
    if (accord.height != height_ + 1) return fmt::format("accord {} follows {}", accord.height, height_);
    if (accord.time_ms <= *time_ms_)
      return fmt::format("accord {} is not later than the last", accord.height);
  }
  if (accord.size != log_size_)
    return fmt::format("accord {} is over {} acts of {}", accord.height, accord.size, log_size_);
  height_ = accord.height;
  time_ms_ = accord.time_ms;
  const auto hash = crypto::sha256(accord.bytes);
  if (finals.try_emplace(accord.height, hash).first->second != hash)
    return fmt::format("two final accords of height {}", accord.height);
  return std::nullopt;
}

std::optional<std::string> Watch::heed(const store::Commit& commit, Finals& finals) {
  std::optional<std::string> wrong;
  const auto note = [&](std::optional<std::string> found) {
    if (found && !wrong) wrong = std::move(found);
  };
  for (const auto& act : commit.arrived) numbers_.try_emplace(act.id, Number{act.seat, act.sequence});
  // One commit may bring several accords, each with its entries before the next one's.
  auto entry = commit.appended.begin();
  for (const auto& accord : commit.accords) {
    for (; entry != commit.appended.end() && entry->position < accord.size; ++entry) note(heed_entry(*entry));
    note(heed_accord(accord, finals));
  }
  if (entry != commit.appended.end()) note("entries of the log without their accord");
  for (const auto& row : commit.postings) sums_[row.posting.commodity] += row.posting.amount;
  if (!commit.postings.empty())
    for (const auto& [commodity, sum] : sums_)
      if (sum != 0) note(commodity + " does not sum to zero");
  return wrong;
}

base::Outcome<void> Disk::write(const store::Commit& commit) {
  auto done = inner_->commit(commit);
  if (!done && done.error().kind == base::Failure::Kind::stop) {
    broken_ = Break::power;
    unanswered_ = commit;
  }
  if (!done) return done;
  if (auto found = watch_.heed(commit, finals_); found && !wrong_) wrong_ = std::move(found);
  return done;
}

std::optional<std::string> Disk::settle_unanswered() {
  if (!unanswered_) return std::nullopt;
  const auto commit = std::move(*unanswered_);
  unanswered_.reset();
  std::size_t there = 0, all = 0;
  const auto look = [&](bool found) {
    ++all;
    there += found;
  };
  for (const auto& act : commit.arrived)
    if (!watch_.has(act.id)) look(inner_->statement(act.id).has_value());
  for (const auto& accord : commit.accords) look(inner_->accord(accord.height).has_value());
  if (!commit.appended.empty()) look(inner_->log_size() > commit.appended.back().position);
  std::map<std::string, base::Bytes> notes;  // a promise may be made and its height forgotten in one commit
  for (const auto& [name, value] : commit.notes) notes[name] = value;
  for (const auto& [name, value] : notes)
    if (!value.empty() && name.starts_with("vote/")) look(inner_->note(name) == value);
  if (there != 0 && there != all) return fmt::format("{} of {} parts of a commit are there", there, all);
  return there == 0 ? std::nullopt : watch_.heed(commit, finals_);
}

base::Outcome<void> Disk::commit(const store::Commit& commit) {
  using base::Failure;
  if (commit.empty()) return {};
  if (broken_) return tl::unexpected(Failure{Failure::Kind::stop, "the disk is broken"});
  if (full) return tl::unexpected(Failure{Failure::Kind::retry, "the disk is full"});
  if (!next_) return write(commit);
  const auto plan = *next_;
  next_.reset();
  broken_ = plan.how;
  if (plan.written)
    if (auto done = write(commit); !done) return done;
  return tl::unexpected(
      Failure{Failure::Kind::stop, plan.how == Break::power ? "the power is out" : "fsync failed"});
}

}  // namespace palitan::sim
