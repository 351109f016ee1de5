// A round of netting in the book of its participants: debts held in their bilateral books enter, one proves
// which clearing is the best, and all of them agree to it or nothing happens (spec/netting.md).
#include "kernel/round.h"

#include <algorithm>

#include <fmt/format.h>

#include "kernel/activity_rules.h"
#include "kernel/case_rules.h"
#include "kernel/evidence.h"

namespace palitan::kernel {
namespace {
using base::Code;
using base::refuse;
using statement::Kind;
using statement::PartyCode;
using statement::Role;

constexpr const char* kClause = "netting";
constexpr std::size_t kRoundNameMax = 64;

FactKey name_key(const std::string& round) { return mark_key("round", round); }
bool takes_part(const RoundFact& round, const PartyCode& party) {
  return std::binary_search(round.round.parties.begin(), round.round.parties.end(), party);
}
std::uint32_t place_of(const RoundFact& round, const PartyCode& party) {
  const auto& parties = round.round.parties;
  return static_cast<std::uint32_t>(std::lower_bound(parties.begin(), parties.end(), party) -
                                    parties.begin());
}

base::Result<void> check_finance(const Act& act) {
  return check_role(act, act.seat.has(Role::biller) ? Role::biller : Role::payer);
}

/// Both the act's own day and that of the accord which holds it: a date set back revives no round.
base::Result<void> check_day(const Act& act, const RoundFact& round) {
  const base::Date accord{static_cast<std::int32_t>(act.context.now.ms / base::kDayMs)};
  if (act.date <= round.round.until && accord <= round.round.until) return {};
  return refuse(Code::refused_round, "it could clear until " + to_text(round.round.until), kClause);
}

base::Result<Change> judge_open(const Act& act) {
  auto body = act.body<statement::OpenRound>();
  if (!body) return tl::unexpected(body.error());
  if (auto ok = check_role(act, Role::approver); !ok) return tl::unexpected(ok.error());
  const auto* file = act.facts.get<CaseFact>(case_key(body->instrument));
  if (file == nullptr || !file->instrument)
    return refuse(Code::refused_cited, "no instrument under that id", kClause);
  const auto& law = *file->instrument;
  if (!law.in_force)
    return refuse(Code::refused_not_in_force, law.rules.name + " is not ratified by every party",
                  law.rules.in_force_clause);
  if (auto ok = terms::holds_on(law.rules, *law.in_force, act.date); !ok) return tl::unexpected(ok.error());
  if (auto ok = check_time(act, law.rules.back_dating_days); !ok) return tl::unexpected(ok.error());
  if (auto ok = terms::allows_netting(law.rules, act.date, body->until); !ok)
    return tl::unexpected(ok.error());
  const auto& clause = law.rules.netting->clause;
  const auto wrong = [&](const char* what) { return refuse(Code::refused_round, what, clause); };
  if (body->round.empty() || body->round.size() > kRoundNameMax) return wrong("name: empty or too long");
  if (body->commodity.empty() || body->commodity.size() > ledger::kCommodityMax) return wrong("commodity");
  if (body->parties.size() < 2 || !std::is_sorted(body->parties.begin(), body->parties.end()) ||
      std::adjacent_find(body->parties.begin(), body->parties.end()) != body->parties.end())
    return wrong("parties: at least two, ascending, none twice");
  for (const auto& party : body->parties)
    if (act.partnership.party(party) == nullptr ||
        !std::binary_search(law.rules.parties.begin(), law.rules.parties.end(), party))
      return refuse(Code::refused_party, fmt::format("'{}' is no party to {}", party, law.rules.name),
                    clause);
  if (act.facts.get<MarkFact>(name_key(body->round)) != nullptr)
    return refuse(Code::refused_already, "a round of that name was opened before", clause);
  CaseFact out;
  auto& round = out.round.emplace();
  round.round = std::move(*body);
  round.opened_on = act.date;
  if (!takes_part(round, act.seat.party))
    return refuse(Code::refused_party, "who opens it takes part", clause);
  Change change;
  change.state = static_cast<std::uint16_t>(round.state);
  change.put(name_key(round.round.round), MarkFact{act.statement.id(), 1});
  change.put(case_key(act.statement.id()), std::move(out));
  return change;
}

base::Result<void> rule(const Act& act, RoundFact& round, const statement::EnterDebt& body) {
  if (auto ok = check_finance(act); !ok) return ok;
  if (auto ok = check_day(act, round); !ok) return ok;
  const auto proven = proven_body<statement::AgreeLock>(act, body.evidence);
  if (!proven) return tl::unexpected(proven.error());
  const auto& [evidence, lock] = *proven;
  const auto wrong = [](std::string what) { return refuse(Code::refused_round, std::move(what), kClause); };
  if (lock.partnership.raw != act.partnership.id.raw || lock.round != round.round.round)
    return wrong("it is held for another round");
  if (lock.commodity != round.round.commodity) return wrong("the round is of " + round.round.commodity);
  if (lock.debtor == lock.creditor || !takes_part(round, lock.debtor) || !takes_part(round, lock.creditor))
    return wrong("debtor and creditor take part in the round");
  if (lock.until < round.round.until) return wrong("it is held until " + to_text(lock.until) + " only");
  const base::Hash id{lock.lock.raw};
  for (const auto& debt : round.debts)
    if (debt.lock == id && debt.partnership == evidence->partnership)
      return wrong("that debt entered already");
  if (round.debts.size() >= kRoundDebtsMax) return refuse(Code::refused_overflow, "debts", kClause);
  round.debts.push_back(
      {act.statement.id(), evidence->partnership, id, lock.debtor, lock.creditor, lock.amount, lock.since});
  // What was proposed no longer is the best of all there is.
  round.clearing.reset();
  round.state = RoundState::open;
  return {};
}

/// The proposal as the checker takes it: entries by their place among the obligations.
base::Result<ledger::Netting> netting_of(const RoundFact& round, const RoundProblem& problem,
                                         const statement::ProposeClearing& body) {
  ledger::Netting out;
  out.potentials = body.potentials;
  std::map<base::Hash, std::uint32_t> places;
  for (std::size_t i = 0; i < problem.debts.size(); ++i)
    places.emplace(round.debts[problem.debts[i]].lock, static_cast<std::uint32_t>(i));
  for (const auto& one : body.cleared) {
    const auto at = places.find(one.lock);
    if (at == places.end())
      return refuse(Code::refused_clearing, "it clears what is not in the round", kClause);
    out.cleared.push_back({at->second, one.amount});
  }
  return out;
}

base::Result<void> rule(const Act& act, RoundFact& round, const statement::ProposeClearing& body) {
  if (auto ok = check_role(act, Role::approver); !ok) return ok;
  if (auto ok = check_day(act, round); !ok) return ok;
  if (body.cleared.empty()) return refuse(Code::refused_clearing, "nothing is cleared", kClause);
  const auto problem = problem_of(round);
  const auto netting = netting_of(round, problem, body);
  if (!netting) return tl::unexpected(netting.error());
  if (const auto fine = ledger::check_netting(problem.problem, *netting); !fine)
    return refuse(Code::refused_clearing, to_text(fine.error()), kClause);
  round.clearing = ClearingFact{act.statement.id(), act.seat.party, body.cleared, {act.seat.party}};
  round.state = RoundState::proposed;
  return {};
}

base::Result<void> rule(const Act& act, RoundFact& round, const statement::AgreeClearing& body) {
  if (auto ok = check_role(act, Role::approver); !ok) return ok;
  if (auto ok = check_day(act, round); !ok) return ok;
  if (!round.clearing || round.clearing->id != body.proposal)
    return refuse(Code::refused_clearing, "it is not what stands proposed", kClause);
  auto& clearing = *round.clearing;
  if (body.round != round.round.round || body.cleared != clearing.cleared)
    return refuse(Code::refused_clearing, "it repeats the round's name and what is cleared", kClause);
  if (std::find(clearing.agreed.begin(), clearing.agreed.end(), act.seat.party) != clearing.agreed.end())
    return refuse(Code::refused_already, "agreed already", kClause);
  clearing.agreed.push_back(act.seat.party);
  if (clearing.agreed.size() == round.round.parties.size()) round.state = RoundState::cleared;
  return {};
}

/// Nothing has effect before all agree, so each may leave before; afterwards nobody can.
base::Result<void> rule(const Act& act, RoundFact& round, const statement::LapseRound& body) {
  if (auto ok = check_role(act, Role::approver); !ok) return ok;
  if (body.round != round.round.round) return refuse(Code::refused_round, "it names another round", kClause);
  if (body.reason.empty() || body.reason.size() > kLongText)
    return refuse(Code::refused_reason, "reason", kClause);
  round.lapsed = body.reason;
  round.state = RoundState::lapsed;
  return {};
}

template <class Body>
base::Result<Change> judge_step(const Act& act) {
  const auto body = act.body<Body>();
  if (!body) return tl::unexpected(body.error());
  const auto* file = act.facts.get<CaseFact>(case_key(act.statement.case_of()));
  if (file == nullptr || !file->round)
    return refuse(Code::refused_cited, "the case is no round of netting", kClause);
  auto after = *file;
  auto& round = *after.round;
  if (!takes_part(round, act.seat.party))
    return refuse(Code::refused_party, "'" + act.seat.party + "' takes no part in the round", kClause);
  if (round.state == RoundState::cleared || round.state == RoundState::lapsed)
    return refuse(Code::refused_state, fmt::format("the round is {}", name(round.state)), kClause);
  if (auto ok = check_time(act, kBackDatingDays); !ok) return tl::unexpected(ok.error());
  if (auto ok = rule(act, round, *body); !ok) return tl::unexpected(ok.error());
  Change change;
  change.state = static_cast<std::uint16_t>(round.state);
  change.put(case_key(act.statement.case_of()), std::move(after));
  return change;
}
}  // namespace

RoundProblem problem_of(const RoundFact& round) {
  RoundProblem out;
  out.problem.parties = static_cast<std::uint32_t>(round.round.parties.size());
  for (std::size_t i = 0; i < round.debts.size(); ++i) {
    const auto& debt = round.debts[i];
    const auto days =
        std::clamp<std::int64_t>(round.opened_on.days - std::int64_t{debt.since.days}, 0, ledger::kAgeMax);
    out.problem.obligations.push_back({place_of(round, debt.debtor), place_of(round, debt.creditor),
                                       static_cast<std::uint32_t>(days), i, debt.amount});
  }
  ledger::put_in_order(out.problem.obligations);
  for (const auto& obligation : out.problem.obligations) out.debts.push_back(obligation.id);
  return out;
}

std::vector<statement::ClearedDebt> cleared_by(const RoundFact& round, const RoundProblem& problem,
                                               const ledger::Netting& netting) {
  std::vector<statement::ClearedDebt> out;
  for (const auto& one : netting.cleared)
    out.push_back({round.debts[problem.debts[one.obligation]].lock, one.amount});
  return out;
}

base::Result<Change> judge_round_act(const Act& act) {
  switch (act.kind) {
    case Kind::open_round:
      return judge_open(act);
    case Kind::enter_debt:
      return judge_step<statement::EnterDebt>(act);
    case Kind::propose_clearing:
      return judge_step<statement::ProposeClearing>(act);
    case Kind::agree_clearing:
      return judge_step<statement::AgreeClearing>(act);
    default:
      return judge_step<statement::LapseRound>(act);
  }
}

void round_wants(const statement::Statement& act, const Facts&, Wants& wants) {
  if (act.kind() == Kind::open_round) {
    if (const auto body = statement::read_body<statement::OpenRound>(act.content())) {
      wants.push_back(case_key(body->instrument));
      wants.push_back(name_key(body->round));
    }
  } else if (act.kind() == Kind::enter_debt) {
    if (const auto body = statement::read_body<statement::EnterDebt>(act.content()))
      wants.push_back(case_key(body->evidence));
  }
}

}  // namespace palitan::kernel
