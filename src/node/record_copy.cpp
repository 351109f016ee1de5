#include "node/record_copy.h"

#include <algorithm>

#include "node/commit_refusal.h"
#include "statement/envelope.h"

namespace palitan::node {
namespace {

using base::Code;

constexpr std::uint64_t kChunk = 1024;  ///< rows of one commit
constexpr std::uint64_t kPending = UINT64_MAX;

base::Result<void> kept(store::Store& into, store::Commit& commit) {
  const auto done = into.commit(commit);
  commit = {};
  if (!done) return tl::unexpected(commit_refusal(done.error()));
  return {};
}

base::Result<store::ArrivedStatement> arrived(const base::Id& id, base::Bytes bytes, bool held) {
  const auto act = statement::decode_statement(bytes);
  if (!act)
    return base::refuse(Code::local_damaged, "statement " + base::to_hex(id.view()) +
                                                 " cannot be read: " + base::sentence(act.error()));
  const auto& content = act->content();
  return store::ArrivedStatement{id, std::move(bytes), content.seat, content.sequence, act->case_of(), held};
}

/// Every statement by its arrival: where it lies in the log, or that it is pending.
struct Place {
  std::uint64_t arrival = 0;
  std::uint64_t position = kPending;
};
base::Result<std::vector<Place>> by_arrival(const store::Store& from) {
  std::vector<Place> out;
  for (std::uint64_t at = 0;; at += kChunk) {
    const auto entries = from.log(at, kChunk);
    for (const auto& entry : entries) {
      const auto row = from.statement(entry.id);
      if (!row) return base::refuse(Code::local_damaged, "the log names a statement that is not there");
      out.push_back({row->arrival, entry.position});
    }
    if (entries.size() < kChunk) break;
  }
  for (const auto& [id, row] : from.pending()) out.push_back({row.arrival, kPending});
  std::ranges::sort(out, {}, &Place::arrival);
  return out;
}

base::Result<void> copy_statements(const store::Store& from, store::Store& into) {
  const auto places = by_arrival(from);
  if (!places) return tl::unexpected(places.error());
  const auto pending = from.pending();
  auto next = pending.begin();
  store::Commit commit;
  for (const auto& place : *places) {
    base::Result<store::ArrivedStatement> one = base::refuse(Code::local_damaged);
    if (place.position == kPending) {
      one = arrived(next->first, next->second.bytes, next->second.held);
      ++next;
    } else {
      const auto entry = from.log(place.position, 1);
      auto bytes = from.logged_bytes(place.position);
      if (entry.size() == 1 && bytes) one = arrived(entry[0].id, std::move(*bytes), false);
    }
    if (!one) return tl::unexpected(one.error());
    commit.arrived.push_back(std::move(*one));
    if (commit.arrived.size() == kChunk)
      if (auto done = kept(into, commit); !done) return done;
  }
  return kept(into, commit);
}

base::Result<void> copy_log(const store::Store& from, store::Store& into) {
  store::Commit commit;
  for (std::uint64_t at = 0;; at += kChunk) {
    commit.appended = from.log(at, kChunk);
    const bool last = commit.appended.size() < kChunk;
    if (auto done = kept(into, commit); !done || last) return done;
  }
}

base::Result<void> copy_accords(const store::Store& from, store::Store& into) {
  store::Commit commit;
  const auto last = from.last_accord();
  for (std::uint64_t height = 0; last && height <= last->height; ++height) {
    if (auto row = from.accord(height)) commit.accords.push_back(std::move(*row));
    if (commit.accords.size() == kChunk)
      if (auto done = kept(into, commit); !done) return done;
  }
  return kept(into, commit);
}

/// A store numbers the postings of one position within a commit, so none is divided.
base::Result<void> copy_postings(const store::Store& from, store::Store& into) {
  store::Commit commit;
  base::Result<void> done;
  from.each_posting(std::nullopt, [&](const store::PostingRow& row) {
    if (commit.postings.size() >= kChunk && commit.postings.back().position != row.position)
      done = kept(into, commit);
    commit.postings.push_back(row);
    return done.has_value();
  });
  return done ? kept(into, commit) : done;
}

base::Result<void> copy_facts(const store::Store& from, store::Store& into) {
  store::Commit commit;
  base::Result<void> done;
  for (const auto& kind : kernel::rows_of(kernel::FactKind{})) {
    if (!done) break;
    from.each_fact(static_cast<kernel::FactKind>(kind.number),
                   [&](const kernel::FactKey& key, base::ByteView value) {
                     commit.facts.emplace_back(key, base::Bytes(value.begin(), value.end()));
                     if (commit.facts.size() == kChunk) done = kept(into, commit);
                     return done.has_value();
                   });
  }
  return done ? kept(into, commit) : done;
}

// ---- comparing --------------------------------------------------------------------------------------------

tl::unexpected<base::Refusal> differs(const std::string& what) {
  return base::refuse(Code::local_damaged, "The copy differs from its original in " + what + ".");
}

bool alike(const store::LogEntry& a, const store::LogEntry& b) {
  return a.position == b.position && a.id == b.id && a.height == b.height && a.code == b.code &&
         a.clause == b.clause && a.state == b.state;
}
bool alike(const std::optional<store::StatementRow>& a, const std::optional<store::StatementRow>& b) {
  if (!a || !b) return false;
  return a->bytes == b->bytes && a->arrival == b->arrival && a->held == b->held &&
         a->entry.has_value() == b->entry.has_value() && (!a->entry || alike(*a->entry, *b->entry));
}
bool alike(const std::optional<store::AccordRow>& a, const std::optional<store::AccordRow>& b) {
  if (!a || !b) return a.has_value() == b.has_value();
  return a->height == b->height && a->size == b->size && a->time_ms == b->time_ms && a->bytes == b->bytes;
}

/// A statement, and where it is found by its seat and case.
base::Result<void> compare_one(const store::Store& a, const store::Store& b, const base::Id& id) {
  const auto name = "statement " + base::to_hex(id.view());
  const auto row = a.statement(id);
  if (!alike(row, b.statement(id))) return differs(name);
  const auto act = statement::decode_statement(row->bytes);
  if (!act) return base::refuse(Code::local_damaged, name + " cannot be read");
  const auto& content = act->content();
  if (a.of_seat(content.seat, content.sequence) != b.of_seat(content.seat, content.sequence))
    return differs("what the seat of " + name + " signed");
  if (act->case_of() == id && a.of_case(id) != b.of_case(id)) return differs("the case of " + name);
  return {};
}

base::Result<void> compare_statements(const store::Store& a, const store::Store& b) {
  if (a.log_size() != b.log_size()) return differs("the length of the log");
  for (std::uint64_t at = 0;; at += kChunk) {
    const auto entries = a.log(at, kChunk);
    const auto others = b.log(at, kChunk);
    if (!std::ranges::equal(entries, others, [](const auto& x, const auto& y) { return alike(x, y); }))
      return differs("the log from position " + std::to_string(at));
    for (const auto& entry : entries) {
      if (auto same = compare_one(a, b, entry.id); !same) return same;
      if (a.logged_bytes(entry.position) != b.logged_bytes(entry.position))
        return differs("the bytes at position " + std::to_string(entry.position));
    }
    if (entries.size() < kChunk) break;
  }
  const auto pending = a.pending();
  const auto others = b.pending();
  if (!std::ranges::equal(pending, others, [](const auto& x, const auto& y) {
        return x.first == y.first && alike(x.second, y.second);
      }))
    return differs("what is pending");
  for (const auto& [id, row] : pending)
    if (auto same = compare_one(a, b, id); !same) return same;
  return {};
}

}  // namespace

base::Result<void> copy_record(const store::Store& from, store::Store& into) {
  for (const auto copy : {copy_statements, copy_log, copy_accords, copy_postings, copy_facts})
    if (auto done = copy(from, into); !done) return done;
  store::Commit notes;
  notes.notes = from.notes("");
  return kept(into, notes);
}

base::Result<void> compare_records(const store::Store& a, const store::Store& b) {
  if (auto same = compare_statements(a, b); !same) return same;
  const auto last = a.last_accord();
  if (!alike(last, b.last_accord())) return differs("the last accord");
  for (std::uint64_t height = 0; last && height <= last->height; ++height)
    if (!alike(a.accord(height), b.accord(height))) return differs("accord " + std::to_string(height));
  if (a.notes("") != b.notes("")) return differs("the node's notes");
  if (store::derived_hash(a) != store::derived_hash(b)) return differs("facts and postings");
  return {};
}

}  // namespace palitan::node
