#include "sync/messages.h"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

#include "crypto/hash.h"

namespace palitan::sync {

std::vector<SeatTip> tips_of(const std::vector<Loose>& loose) {
  std::unordered_set<base::Id, base::FixedHasher> followed;
  for (const auto& x : loose) followed.insert(x.previous);
  std::vector<SeatTip> tips;
  for (const auto& x : loose)
    if (!followed.contains(x.id)) tips.push_back({x.seat, x.sequence, x.id});
  std::sort(tips.begin(), tips.end());
  return tips;
}

namespace {
std::uint64_t first_eight(const base::Hash& hash) {
  std::uint64_t out = 0;
  for (std::size_t i = 0; i < 8; ++i) out = out << 8 | hash.raw[i];
  return out;
}
/// SHA-256 of the ids, ascending; the first eight bytes.
std::uint64_t digest_of(std::vector<base::Id> ids) {
  std::sort(ids.begin(), ids.end());
  crypto::Sha256 hash;
  for (const auto& id : ids) hash.update(id.view());
  return first_eight(hash.finish());
}
void update(crypto::Sha256& hash, std::uint64_t value) {
  std::array<std::uint8_t, 8> bytes;
  for (std::size_t i = 0; i < 8; ++i) bytes[i] = static_cast<std::uint8_t>(value >> (56 - 8 * i));
  hash.update(bytes);
}

using Numbered = std::map<std::pair<base::KeyId, std::uint64_t>, std::vector<base::Id>>;
Numbered by_number(const std::vector<Loose>& loose) {
  Numbered out;
  for (const auto& x : loose) out[{x.seat, x.sequence}].push_back(x.id);
  return out;
}

const SeatRuns* runs_of(const Holdings& all, const base::KeyId& seat) {
  const auto at = std::lower_bound(all.runs.begin(), all.runs.end(), seat,
                                   [](const SeatRuns& x, const base::KeyId& key) { return x.seat < key; });
  return at != all.runs.end() && at->seat == seat ? &*at : nullptr;
}
bool covers(const SeatRuns& seat, std::uint64_t sequence) {
  return std::ranges::any_of(
      seat.runs, [&](const auto& run) { return run.first <= sequence && sequence <= run.second; });
}
}  // namespace

Holdings holdings_of(const std::vector<Loose>& loose, const std::set<base::KeyId>& by_id) {
  auto named = by_id;
  const auto numbered = by_number(loose);
  for (const auto& [number, ids] : numbered)
    if (ids.size() > 1) named.insert(number.first);
  Holdings out;
  std::vector<base::Id> ends;
  for (const auto& [number, ids] : numbered) {
    const auto& [seat, sequence] = number;
    if (named.contains(seat)) continue;
    if (out.runs.empty() || out.runs.back().seat != seat) out.runs.push_back({seat, {}});
    auto& runs = out.runs.back().runs;
    if (!runs.empty() && runs.back().second + 1 == sequence) {
      runs.back().second = sequence;
      ends.back() = ids.front();
    } else {
      runs.emplace_back(sequence, sequence);
      ends.push_back(ids.front());
    }
  }
  out.digest = ends.empty() ? 0 : digest_of(std::move(ends));
  // An end of its seat: that another seat's act follows it, as every first act follows an appointment, or one
  // whose number is not the next, tells nothing of it to who reads chains seat by seat.
  std::set<std::tuple<base::KeyId, std::uint64_t, base::Id>> followed;
  for (const auto& x : loose) followed.emplace(x.seat, x.sequence, x.previous);
  for (const auto& x : loose)
    if (named.contains(x.seat) && !followed.contains({x.seat, x.sequence + 1, x.id}))
      out.tips.push_back({x.seat, x.sequence, x.id});
  std::sort(out.tips.begin(), out.tips.end());
  return out;
}

std::vector<std::size_t> lacking(const std::vector<Loose>& loose, const Holdings& theirs) {
  std::unordered_map<base::Id, std::size_t, base::FixedHasher> index;
  for (std::size_t i = 0; i < loose.size(); ++i) index.emplace(loose[i].id, i);
  std::vector<bool> held(loose.size(), false);
  // A chain ends with its seat: what stands before the first act is the appointment, by another seat, and who
  // holds the act may still wait for that. It ends too where a number is not the next: nobody has judged what
  // is held.
  for (const auto& tip : theirs.tips) {
    auto sequence = tip.sequence;
    for (auto at = index.find(tip.id); at != index.end(); at = index.find(loose[at->second].previous)) {
      const auto& x = loose[at->second];
      if (x.seat != tip.seat || x.sequence != sequence-- || held[at->second]) break;
      held[at->second] = true;
    }
  }
  std::map<base::KeyId, std::uint64_t> forked_at;  // the first number that two acts here have
  for (const auto& [number, ids] : by_number(loose))
    if (ids.size() > 1) forked_at.try_emplace(number.first, number.second);
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < loose.size(); ++i) {
    if (held[i]) continue;
    const auto& x = loose[i];
    const auto* seat = runs_of(theirs, x.seat);
    const auto fork = forked_at.find(x.seat);
    const bool one_of_two = fork != forked_at.end() && x.sequence >= fork->second;
    if (seat == nullptr || one_of_two || !covers(*seat, x.sequence)) out.push_back(i);
  }
  return out;
}

std::uint64_t whole_digest(const Holdings& holdings) {
  crypto::Sha256 hash;
  for (const auto& seat : holdings.runs)
    for (const auto& [first, last] : seat.runs) {
      hash.update(seat.seat.view());
      update(hash, first);
      update(hash, last);
    }
  update(hash, holdings.digest);
  return first_eight(hash.finish());
}

bool alike_after(const std::vector<Loose>& loose, const Holdings& theirs, std::size_t sent) {
  if (!theirs.tips.empty() || !same_branches(loose, theirs)) return false;
  std::uint64_t held = 0;
  for (const auto& seat : theirs.runs)
    for (const auto& [first, last] : seat.runs) held += last - first + 1;
  return held + sent == loose.size() && lacking(loose, theirs).size() == sent;
}

bool same_branches(const std::vector<Loose>& loose, const Holdings& theirs) {
  if (theirs.runs.empty()) return true;
  const auto numbered = by_number(loose);
  std::vector<base::Id> ends;
  for (const auto& seat : theirs.runs)
    for (const auto& run : seat.runs) {
      const auto here = numbered.find({seat.seat, run.second});
      if (here == numbered.end()) return true;
      if (here->second.size() > 1)
        return false;  // a fork that the other side tells by number knows one branch
      ends.push_back(here->second.front());
    }
  return digest_of(std::move(ends)) == theirs.digest;
}

}  // namespace palitan::sync
