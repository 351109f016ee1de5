// Multilateral netting of one commodity: obligations that run in circles cancel. Knows nothing of statements.
// spec/netting.md says the same in words.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "base/number.h"

namespace palitan::ledger {

/// `from` owes `to` an amount of the one commodity that a problem is about.
struct Obligation {
  std::uint32_t from = 0;   ///< party, counted from 0
  std::uint32_t to = 0;     ///< another party
  std::uint32_t age = 0;    ///< days or a rank, older is more; at most kAgeMax
  std::uint64_t id = 0;     ///< tells obligations of one pair and age apart; the caller's own count
  std::int64_t amount = 0;  ///< above 0
  bool operator==(const Obligation&) const = default;
};

inline constexpr std::uint32_t kNettingPartiesMax = 4'096;
inline constexpr std::uint32_t kNettingObligationsMax = 1U << 20;
inline constexpr std::uint32_t kAgeMax = 4'095;
/// All amounts of a problem together, so that no sum over it overflows.
inline constexpr std::int64_t kNettingTotalMax = std::int64_t{1} << 62;

struct NettingProblem {
  std::uint32_t parties = 0;
  std::vector<Obligation> obligations;  ///< ascending by from, to, age, id, no two alike: see in_order()
};
/// Brings obligations into the one order in which a problem lists them.
void put_in_order(std::vector<Obligation>& obligations);

/// What is cancelled of one obligation. Those of which nothing is cancelled have none.
struct Cleared {
  std::uint32_t obligation = 0;  ///< place in NettingProblem::obligations
  std::int64_t amount = 0;       ///< above 0, at most what is owed
  bool operator==(const Cleared&) const = default;
};

/// A proposal with its proof. Of all ways to cancel that leave every party's net position as it is, it
/// cancels the greatest total, and of those with that total the one with the greatest sum of age * amount.
struct Netting {
  std::vector<Cleared> cleared;          ///< ascending by obligation
  std::vector<std::int64_t> potentials;  ///< one a party: the proof, see check_netting()
  bool operator==(const Netting&) const = default;
};

enum class NettingFlaw : std::uint8_t {
  parties,          ///< the problem has too many parties
  obligations,      ///< or too many obligations
  party,            ///< an obligation names a party that does not exist, or one party twice
  amount,           ///< an obligation over nothing, or less
  age,              ///< an age above kAgeMax
  order,            ///< an obligation that does not come after the one before it
  overflow,         ///< all amounts together exceed kNettingTotalMax
  unknown,          ///< clears an obligation that is not in the problem
  repeated,         ///< clears an obligation that does not come after the one before it
  bounds,           ///< clears nothing, less than nothing, or more than is owed
  conservation,     ///< a party's net position moves
  certificate,      ///< not one potential for each party
  kept_profitable,  ///< clears too little of an obligation for the potentials to prove the best
  cleared_at_loss,  ///< clears too much of one
  too_long,         ///< the solver gave up; a proposal cannot have this flaw
};
struct NettingFault {
  NettingFlaw flaw;
  /// Place of the obligation, or of the entry in Netting::cleared (unknown, repeated, bounds), or the party
  /// (conservation). 0 where the flaw is of the whole.
  std::size_t where = 0;
  bool operator==(const NettingFault&) const = default;
};
/// "obligation 12: ..." for people.
std::string to_text(const NettingFault& fault);
template <class T>
using NettingResult = tl::expected<T, NettingFault>;

/// What an obligation of that age counts for in the one objective that holds both wishes: W + age with
/// W = parties * kAgeMax + 1.
///
/// Why the sum of weight * cleared puts the total first: two circulations differ by circles of the residual
/// graph, and such a circle passes each party at most once, so it has at most `parties` obligations. If
/// another circulation cleared more in total, one of those circles would clear at least 1 unit more for each
/// unit that goes round, worth W or more, and lose at most parties * kAgeMax < W by ages: a gain, against the
/// first having been the best. Weights stay below 2^25.
constexpr std::int64_t netting_weight(std::uint32_t parties, std::uint32_t age) {
  return std::int64_t{parties} * kAgeMax + 1 + age;
}

/// The best netting, by the same steps on every machine: one problem has one answer. Several obligations of
/// one pair and age are cleared in the order of their ids. Refusals: every flaw of a problem, or too_long.
/// Nothing to cancel is an answer with nothing in it.
NettingResult<Netting> solve_netting(const NettingProblem& problem);

struct NettingSums {
  std::int64_t cleared = 0;  ///< of all obligations together
  base::Int128 aged = 0;     ///< sum of age * cleared
  bool operator==(const NettingSums&) const = default;
};
/// Whether a netting is one of this problem and the best, by other code than the solver's, in time linear in
/// parties and obligations. Each obligation's profit is weight + potential[from] - potential[to]; one with a
/// profit above zero must be cleared whole, one below zero not at all. Since a circulation adds every
/// potential as often as it subtracts it, no circulation is then worth more. Refusals: the first flaw found.
NettingResult<NettingSums> check_netting(const NettingProblem& problem, const Netting& netting);

/// The flaws of a problem alone.
NettingResult<void> check_problem(const NettingProblem& problem);

}  // namespace palitan::ledger
