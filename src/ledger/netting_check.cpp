// Judges problems and nettings; shares no step with the solver.
#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "ledger/netting.h"

namespace palitan::ledger {
namespace {
tl::unexpected<NettingFault> fault(NettingFlaw flaw, std::size_t where = 0) {
  return tl::unexpected(NettingFault{flaw, where});
}

bool comes_after(const Obligation& one, const Obligation& before) {
  if (one.from != before.from) return one.from > before.from;
  if (one.to != before.to) return one.to > before.to;
  if (one.age != before.age) return one.age > before.age;
  return one.id > before.id;
}

std::optional<NettingFlaw> flaw_of(const Obligation& one, std::uint32_t parties) {
  if (one.from >= parties || one.to >= parties || one.from == one.to) return NettingFlaw::party;
  if (one.amount <= 0) return NettingFlaw::amount;
  if (one.age > kAgeMax) return NettingFlaw::age;
  return std::nullopt;
}

/// Entries name obligations of the problem, each once, and lie within them; net positions stay.
NettingResult<NettingSums> check_flow(const NettingProblem& problem, const std::vector<Cleared>& cleared) {
  NettingSums sums;
  std::vector<base::Int128> moved(problem.parties, 0);
  for (std::size_t i = 0; i < cleared.size(); ++i) {
    const auto& entry = cleared[i];
    if (entry.obligation >= problem.obligations.size()) return fault(NettingFlaw::unknown, i);
    if (i > 0 && entry.obligation <= cleared[i - 1].obligation) return fault(NettingFlaw::repeated, i);
    const auto& owed = problem.obligations[entry.obligation];
    if (entry.amount <= 0 || entry.amount > owed.amount) return fault(NettingFlaw::bounds, i);
    moved[owed.from] += entry.amount;
    moved[owed.to] -= entry.amount;
    sums.cleared += entry.amount;  // no more than the problem's total, which fits
    sums.aged += base::Int128{entry.amount} * owed.age;
  }
  const auto found = std::ranges::find_if(moved, [](base::Int128 by) { return by != 0; });
  if (found != moved.end())
    return fault(NettingFlaw::conservation, static_cast<std::size_t>(found - moved.begin()));
  return sums;
}

/// Complementary slackness: the potentials leave nothing to gain.
NettingResult<void> check_best(const NettingProblem& problem, const Netting& netting) {
  if (netting.potentials.size() != problem.parties) return fault(NettingFlaw::certificate);
  auto entry = netting.cleared.begin();
  for (std::size_t i = 0; i < problem.obligations.size(); ++i) {
    const auto& one = problem.obligations[i];
    std::int64_t amount = 0;
    if (entry != netting.cleared.end() && entry->obligation == i) amount = (entry++)->amount;
    const auto profit = base::Int128{netting_weight(problem.parties, one.age)} +
                        netting.potentials[one.from] - netting.potentials[one.to];
    if (profit > 0 && amount != one.amount) return fault(NettingFlaw::kept_profitable, i);
    if (profit < 0 && amount != 0) return fault(NettingFlaw::cleared_at_loss, i);
  }
  return {};
}
}  // namespace

NettingResult<void> check_problem(const NettingProblem& problem) {
  if (problem.parties > kNettingPartiesMax) return fault(NettingFlaw::parties);
  if (problem.obligations.size() > kNettingObligationsMax) return fault(NettingFlaw::obligations);
  base::Int128 total = 0;
  for (std::size_t i = 0; i < problem.obligations.size(); ++i) {
    const auto& one = problem.obligations[i];
    if (const auto flaw = flaw_of(one, problem.parties)) return fault(*flaw, i);
    if (i > 0 && !comes_after(one, problem.obligations[i - 1])) return fault(NettingFlaw::order, i);
    total += one.amount;
  }
  if (total > kNettingTotalMax) return fault(NettingFlaw::overflow);
  return {};
}

NettingResult<NettingSums> check_netting(const NettingProblem& problem, const Netting& netting) {
  if (auto sound = check_problem(problem); !sound) return tl::unexpected(sound.error());
  auto sums = check_flow(problem, netting.cleared);
  if (!sums) return sums;
  if (auto best = check_best(problem, netting); !best) return tl::unexpected(best.error());
  return sums;
}

std::string to_text(const NettingFault& fault) {
  const auto at = [&](const char* what, const char* says) {
    return fmt::format("{} {}: {}", what, fault.where, says);
  };
  switch (fault.flaw) {
    case NettingFlaw::parties:
      return fmt::format("more than {} parties", kNettingPartiesMax);
    case NettingFlaw::obligations:
      return fmt::format("more than {} obligations", kNettingObligationsMax);
    case NettingFlaw::party:
      return at("obligation", "must be between two of the parties");
    case NettingFlaw::amount:
      return at("obligation", "must be over more than nothing");
    case NettingFlaw::age:
      return at("obligation", "is older than the oldest age that counts");
    case NettingFlaw::order:
      return at("obligation", "must come after the one before it, and differ from it");
    case NettingFlaw::overflow:
      return "all amounts together are too large";
    case NettingFlaw::unknown:
      return at("entry", "clears an obligation that is not in the problem");
    case NettingFlaw::repeated:
      return at("entry", "clears an obligation again, or out of order");
    case NettingFlaw::bounds:
      return at("entry", "must clear more than nothing and at most what is owed");
    case NettingFlaw::conservation:
      return at("party", "its net position would move");
    case NettingFlaw::certificate:
      return "there must be one potential for each party";
    case NettingFlaw::kept_profitable:
      return at("obligation", "clearing more of it would be better");
    case NettingFlaw::cleared_at_loss:
      return at("obligation", "clearing less of it would be better");
    case NettingFlaw::too_long:
      return "no answer within the steps allowed";
  }
  return "unknown";
}

}  // namespace palitan::ledger
