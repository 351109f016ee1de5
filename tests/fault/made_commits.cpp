#include "made_commits.h"

#include <algorithm>

namespace palitan::fault {
namespace {

using store::Commit;
using store::Store;

constexpr std::uint64_t kSeats = 5;

}  // namespace

base::Bytes CommitMaker::bytes(std::size_t least, std::size_t most) {
  base::Bytes out(least + dice_.below(most - least + 1));
  const auto word = dice_.next();
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = static_cast<std::uint8_t>(word >> (i % 8 * 8));
  return out;
}

store::ArrivedStatement CommitMaker::arrival() {
  store::ArrivedStatement out;
  out.id = fixed<base::Id>();
  out.bytes = dice_.chance(50) ? bytes(2000, 9000) : bytes(60, 400);
  const auto seat = dice_.below(kSeats);
  out.seat.raw.fill(static_cast<std::uint8_t>(seat + 1));
  out.sequence = 1 + dice_.below(40);  // forks among them
  out.case_id = !named_.empty() && dice_.chance(700) ? dice_.pick(named_).case_id : out.id;
  out.held = dice_.chance(150);
  return out;
}

void CommitMaker::add_facts(const Store& after, std::uint64_t count, Commit& into) {
  std::vector<kernel::FactKey> known;
  const auto kind = static_cast<kernel::FactKind>(1 + dice_.below(8));
  if (dice_.chance(500))
    after.each_fact(kind, [&](const auto& key, auto) { return known.push_back(key), known.size() < 20; });
  for (std::uint64_t i = 0; i < count; ++i) {
    const auto key =
        known.empty() || dice_.chance(400) ? kernel::FactKey{kind, fixed<base::Id>().raw} : dice_.pick(known);
    into.facts.emplace_back(key, dice_.chance(50) ? base::Bytes{} : bytes(1, 300));
  }
}

void CommitMaker::agree(const Store& after, std::uint64_t most, Commit& into) {
  auto position = after.log_size();
  std::uint64_t taken = 0;
  const auto last = after.last_accord();
  const auto height = last ? last->height + 1 : 0;
  for (const auto& [id, row] : after.pending()) {
    if (taken == most) break;
    if (!dice_.chance(800)) continue;
    ++taken;
    into.appended.push_back({position, id, height, static_cast<std::uint16_t>(dice_.below(500)),
                             dice_.chance(300) ? "art-4-1" : "", static_cast<std::uint16_t>(dice_.below(9))});
    const std::int64_t amount = 1 + dice_.below(1'000'000);
    if (dice_.chance(600))
      for (const auto sign : {1, -1})
        into.postings.push_back(
            {position,
             id,
             {static_cast<std::int32_t>(dice_.below(400))},
             {{sign > 0 ? ledger::AccountKind::issued : ledger::AccountKind::transit, "jpn", "phl"},
              "F-76/LTR",
              sign * amount}});
    ++position;
  }
  if (taken > 0) add_facts(after, 1 + taken * 2, into);
  into.accords.push_back({height, position, static_cast<std::int64_t>(height) * 1000, bytes(200, 600)});
}

Commit CommitMaker::next(const Store& after, bool large) {
  Commit out;
  named_by_last_ = 0;
  const auto arrivals = large ? 100 + dice_.below(200) : dice_.below(5);
  for (std::uint64_t i = 0; i < arrivals; ++i) {
    if (!named_.empty() && dice_.chance(80)) {  // once more: from another partner, or no longer held
      out.arrived.push_back(dice_.pick(named_));
      out.arrived.back().held = dice_.chance(300);
      continue;
    }
    out.arrived.push_back(arrival());
    named_.push_back(out.arrived.back());
    ++named_by_last_;
  }
  if (dice_.chance(200))
    for (const auto& [id, row] : after.pending())
      if (row.held && dice_.chance(500)) out.unheld.push_back(id);
  if (dice_.chance(large ? 700 : 350)) agree(after, large ? 200 : 1 + dice_.below(12), out);
  if (dice_.chance(200)) add_facts(after, 1 + dice_.below(4), out);
  if (dice_.chance(400))
    out.notes.emplace_back("vote/" + std::to_string(dice_.below(6)),
                           dice_.chance(250) ? base::Bytes{} : bytes(1, 500));
  return out;
}

std::vector<Commit> CommitMaker::rebuild_of(const Store& store, std::uint64_t entries_each) {
  std::vector<Commit> out(1);
  for (const auto& kind : kernel::rows_of(kernel::FactKind{}))
    store.each_fact(static_cast<kernel::FactKind>(kind.number), [&](const auto& key, base::ByteView value) {
      out.back().facts.emplace_back(key, base::Bytes(value.begin(), value.end()));
      return true;
    });
  const auto log = store.log(0, UINT64_MAX);
  for (const auto& entry : log) {
    if (out.back().appended.size() >= entries_each) out.emplace_back();
    out.back().appended.push_back(entry);
  }
  store.each_posting(std::nullopt, [&](const store::PostingRow& row) {
    out[std::min(out.size() - 1, static_cast<std::size_t>(row.position / entries_each))].postings.push_back(
        row);
    return true;
  });
  return out;
}

namespace {

bool same(const std::optional<store::LogEntry>& a, const std::optional<store::LogEntry>& b) {
  if (a.has_value() != b.has_value()) return false;
  return !a || (a->position == b->position && a->id == b->id && a->height == b->height &&
                a->code == b->code && a->clause == b->clause && a->state == b->state);
}
bool same(const store::StatementRow& a, const store::StatementRow& b) {
  return a.bytes == b.bytes && a.arrival == b.arrival && a.held == b.held && same(a.entry, b.entry);
}
bool same(const std::optional<store::AccordRow>& a, const std::optional<store::AccordRow>& b) {
  if (a.has_value() != b.has_value()) return false;
  return !a ||
         (a->height == b->height && a->size == b->size && a->time_ms == b->time_ms && a->bytes == b->bytes);
}
std::string hex(const base::Id& id) { return base::to_hex(id.view()).substr(0, 8); }

std::optional<std::string> log_difference(const Store& seen, const Store& truth) {
  const auto a = seen.log(0, UINT64_MAX);
  const auto b = truth.log(0, UINT64_MAX);
  if (seen.log_size() != a.size()) return "log_size() is not the log's length";
  if (a.size() != b.size())
    return "log of " + std::to_string(a.size()) + " instead of " + std::to_string(b.size());
  for (std::uint64_t i = 0; i < a.size(); ++i) {
    if (a[i].position != i) return "no entry at position " + std::to_string(i);
    if (!same(a[i], b[i])) return "log entry " + std::to_string(i);
    if (seen.logged_bytes(i) != truth.logged_bytes(i)) return "bytes of log entry " + std::to_string(i);
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> difference(const Store& seen, const Store& truth,
                                      const std::vector<store::ArrivedStatement>& named) {
  if (auto found = log_difference(seen, truth)) return found;
  if (!same(seen.last_accord(), truth.last_accord())) return "last accord";
  const auto last = truth.last_accord();
  for (std::uint64_t height = 0; last && height <= last->height + 1; ++height)
    if (!same(seen.accord(height), truth.accord(height))) return "accord " + std::to_string(height);
  if (seen.notes("") != truth.notes("")) return "notes";
  const auto a = seen.pending();
  const auto b = truth.pending();
  if (a.size() != b.size())
    return std::to_string(a.size()) + " pending instead of " + std::to_string(b.size());
  for (std::size_t i = 0; i < a.size(); ++i)
    if (a[i].first != b[i].first || !same(a[i].second, b[i].second)) return "pending " + hex(b[i].first);
  for (const auto& one : named) {
    const auto x = seen.statement(one.id);
    const auto y = truth.statement(one.id);
    if (x.has_value() != y.has_value())
      return "statement " + hex(one.id) + (y ? " is missing" : " came to be");
    if (x && !same(*x, *y)) return "statement " + hex(one.id);
    if (seen.of_seat(one.seat, one.sequence) != truth.of_seat(one.seat, one.sequence))
      return "seat of " + hex(one.id);
    if (one.case_id == one.id && seen.of_case(one.id) != truth.of_case(one.id)) return "case " + hex(one.id);
  }
  if (store::derived_hash(seen) != store::derived_hash(truth)) return "derived hash";
  return std::nullopt;
}

}  // namespace palitan::fault
