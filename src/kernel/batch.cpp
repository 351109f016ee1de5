#include "kernel/batch.h"

#include <algorithm>
#include <queue>
#include <set>
#include <tuple>

#include "crypto/hash.h"
#include "crypto/sign.h"

namespace palitan::kernel {
namespace {
using base::Code;
using statement::SignedStatement;

template <class T>
const T* read_as(const FactKey& key, Facts& facts, const Read& read) {
  if (facts.look(key) == nullptr) facts.put(key, read(key));
  return facts.get<T>(key);
}

/// Party of each seat, also of seats that the batch itself appoints.
class Parties {
 public:
  Parties(const std::vector<SignedStatement>& batch, Facts& facts, const Read& read)
      : facts_(facts), read_(read) {
    for (const auto& act : batch)
      if (act->kind() == statement::Kind::appoint)
        if (const auto body = statement::read_body<statement::Appoint>(act->content()))
          appointed_by_.emplace(crypto::key_id(body->key), act->content().seat);
  }
  /// Empty where nobody appointed it. The chain of appointments is at most as long as the batch.
  std::string of(base::KeyId seat) const {
    for (std::size_t i = 0; i <= appointed_by_.size(); ++i) {
      if (const auto* known = read_as<SeatFact>(seat_key(seat), facts_, read_)) return known->party;
      const auto by = appointed_by_.find(seat);
      if (by == appointed_by_.end()) break;
      seat = by->second;
    }
    return {};
  }

 private:
  Facts& facts_;
  const Read& read_;
  std::map<base::KeyId, base::KeyId> appointed_by_;
};

struct Rank {
  std::size_t party = 0;
  base::KeyId seat;
  std::uint64_t sequence = 0;
  base::Id id;
  std::size_t index = 0;
  bool operator>(const Rank& other) const {
    return std::tie(party, seat, sequence, id) > std::tie(other.party, other.seat, other.sequence, other.id);
  }
};

std::vector<Rank> ranks_of(const std::vector<SignedStatement>& batch, std::size_t proposer, Facts& facts,
                           const Read& read) {
  const auto* partnership = read_as<PartnershipFact>(partnership_key(), facts, read);
  const std::size_t n = partnership != nullptr ? partnership->parties.size() : 1;
  const Parties parties(batch, facts, read);
  std::vector<Rank> ranks;
  ranks.reserve(batch.size());
  for (std::size_t i = 0; i < batch.size(); ++i) {
    const auto& c = batch[i]->content();
    const auto party = parties.of(c.seat);
    const bool known = partnership != nullptr && partnership->party(party) != nullptr;
    const std::size_t rank = known ? (partnership->index_of(party) + n - proposer % n) % n : n;
    ranks.push_back({rank, c.seat, c.sequence, batch[i]->id(), i});
  }
  return ranks;
}
}  // namespace

base::Result<std::vector<SignedStatement>> canonical_order(std::vector<SignedStatement> batch,
                                                           std::size_t proposer, Facts& facts,
                                                           const Read& read) {
  // Two appointments of one key: which party's seat it is must not depend on who gave the batch.
  std::sort(batch.begin(), batch.end(), [](const auto& a, const auto& b) { return a->id() < b->id(); });
  const auto ranks = ranks_of(batch, proposer, facts, read);
  std::map<base::Id, std::size_t> index;
  for (std::size_t i = 0; i < batch.size(); ++i) index.emplace(batch[i]->id(), i);
  std::vector<std::vector<std::size_t>> followers(batch.size());
  std::vector<std::size_t> waits(batch.size(), 0);
  for (std::size_t i = 0; i < batch.size(); ++i) {
    for (const auto& cause : statement::causes(*batch[i])) {
      const auto inside = index.find(cause);
      if (inside != index.end()) {
        followers[inside->second].push_back(i);
        ++waits[i];
      } else if (read_as<StatementFact>(statement_key(cause), facts, read) == nullptr) {
        return base::refuse(Code::bad_accord, "the batch lacks " + base::to_hex(cause.view()));
      }
    }
  }
  std::priority_queue<Rank, std::vector<Rank>, std::greater<>> ready;
  for (std::size_t i = 0; i < batch.size(); ++i)
    if (waits[i] == 0) ready.push(ranks[i]);
  std::vector<SignedStatement> ordered;
  ordered.reserve(batch.size());
  while (!ready.empty()) {
    const auto at = ready.top().index;
    ready.pop();
    ordered.push_back(batch[at]);
    for (const auto follower : followers[at])
      if (--waits[follower] == 0) ready.push(ranks[follower]);
  }
  // A circle of hashes would need a broken hash; a statement given twice is the caller's fault.
  if (ordered.size() != index.size())
    return base::refuse(Code::bad_accord, "a statement stands twice in the batch");
  return ordered;
}

std::map<base::KeyId, std::uint64_t> forks_in(const std::vector<SignedStatement>& acts, Facts& facts,
                                              const Read& read) {
  std::vector<std::pair<base::KeyId, std::uint64_t>> places;
  places.reserve(acts.size());
  for (const auto& act : acts) places.emplace_back(act->content().seat, act->content().sequence);
  std::sort(places.begin(), places.end());
  std::map<base::KeyId, std::uint64_t> forks;
  for (auto at = places.begin(); at != places.end();) {
    const auto seat = at->first;
    const auto end = std::find_if(at, places.end(), [&](const auto& place) { return place.first != seat; });
    const auto twice = std::adjacent_find(at, end);
    const auto* known = read_as<SeatFact>(seat_key(seat), facts, read);
    if (known != nullptr && at->second <= known->head_sequence)
      forks.emplace(seat, at->second);
    else if (twice != end)
      forks.emplace(seat, twice->second);
    at = end;
  }
  return forks;
}

FactPtr mark_fork(const base::KeyId& seat_id, std::uint64_t from, Facts& facts, const Read& read) {
  const auto key = seat_key(seat_id);
  const auto* known = read_as<SeatFact>(key, facts, read);
  if (known == nullptr) return nullptr;
  auto seat = *known;
  seat.fork_from = std::min(seat.fork_from.value_or(from), from);
  auto marked = std::make_shared<const Fact>(std::move(seat));
  facts.put(key, marked);
  return marked;
}

base::Bytes result_item(const base::Id& id, const Verdict& verdict,
                        const std::vector<ledger::Posting>& postings) {
  codec::Encoder encoder;
  encoder.array(5);
  encoder.item(id);
  encoder.item(static_cast<std::uint64_t>(verdict.code));
  encoder.text(verdict.clause);
  encoder.item(verdict.state);
  encoder.array(postings.size());
  for (const auto& posting : postings) {
    encoder.array(3);
    encoder.text(to_text(posting.account));
    encoder.text(posting.commodity);
    encoder.integer(posting.amount);
  }
  return encoder.take();
}

base::Bytes result_marks(const Fold& fold) {
  base::Bytes out;
  out.reserve(fold.entries.size() * kResultMark);
  for (const auto& entry : fold.entries) base::append(out, entry.item.view().first(kResultMark));
  return out;
}

std::optional<base::Id> first_difference(const Fold& fold, base::ByteView marks) {
  const auto mine = result_marks(fold);
  if (mine.size() != marks.size()) return std::nullopt;
  for (std::size_t i = 0; i < fold.entries.size(); ++i)
    if (!std::equal(&mine[i * kResultMark], &mine[i * kResultMark] + kResultMark, &marks[i * kResultMark]))
      return fold.entries[i].act->id();
  return std::nullopt;
}

Fold fold(const std::vector<SignedStatement>& ordered, Facts& facts, const Context& context,
          const base::Hash& previous_results, const Read& read) {
  Fold out;
  Facts::Layer changed;
  changed.reserve(ordered.size() * 2);
  out.entries.reserve(ordered.size());
  auto forks = forks_in(ordered, facts, read);
  crypto::Sha256 results;
  results.update(previous_results.view());
  for (const auto& act : ordered) {
    const auto fork = forks.find(act->content().seat);
    if (fork != forks.end()) {
      if (auto marked = mark_fork(fork->first, fork->second, facts, read)) {
        changed[seat_key(fork->first)] = std::move(marked);
        forks.erase(fork);
      }
    }
    auto effects = step(act, facts, context, read);
    for (auto& [key, fact] : effects.facts) changed[key] = std::move(fact);
    const auto item = crypto::sha256(result_item(act->id(), effects.verdict, effects.postings));
    results.update(item.view());
    out.entries.push_back({act, std::move(effects.verdict), std::move(effects.postings), item});
  }
  out.changed.reserve(changed.size());
  for (auto& [key, fact] : changed) out.changed.emplace_back(key, std::move(fact));
  std::sort(out.changed.begin(), out.changed.end(),
            [](const auto& a, const auto& b) { return a.first < b.first; });
  out.results = results.finish();
  return out;
}

}  // namespace palitan::kernel
