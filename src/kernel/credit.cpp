// Services counted in a unit of account that is not money, and credit handed from one party to another
// (spec/credit.md). Nothing is posted before every party that a case touches has agreed.
#include <algorithm>

#include <fmt/format.h>

#include "kernel/activity_rules.h"
#include "kernel/case_books.h"
#include "kernel/case_rules.h"

namespace palitan::kernel {
namespace {
using base::Code;
using base::refuse;
using statement::Kind;
using statement::PartyCode;
using statement::Role;

ledger::Commodity commodity_of(const terms::CreditRules& rules) { return rules.item + "/" + rules.unit; }

/// Credit promised to others by assignments that not all have agreed to yet.
FactKey reserve_key(const PartyCode& party, const ledger::Commodity& commodity) {
  return mark_key("credit", party + " " + commodity);
}

const InstrumentFact* law_of(const Act& act, const base::Id& id) {
  const auto* file = act.facts.get<CaseFact>(case_key(id));
  return file != nullptr && file->instrument ? &*file->instrument : nullptr;
}

/// An instrument on credits, in force on the act's day, to which all of them are parties.
base::Result<const InstrumentFact*> check_law(const Act& act, const base::Id& id,
                                              const std::vector<PartyCode>& touched) {
  const auto* law = law_of(act, id);
  if (law == nullptr) return refuse(Code::refused_cited, "no instrument under that id", "credit");
  const auto& rules = law->rules;
  if (!rules.credits)
    return refuse(Code::refused_authority, rules.name + " says nothing of credits", "credit");
  for (const auto& party : touched)
    if (!std::binary_search(rules.parties.begin(), rules.parties.end(), party))
      return refuse(Code::refused_party, fmt::format("'{}' is not a party to {}", party, rules.name),
                    rules.in_force_clause);
  if (!law->in_force)
    return refuse(Code::refused_not_in_force, rules.name + " is not ratified by every party",
                  rules.in_force_clause);
  if (auto ok = terms::holds_on(rules, *law->in_force, act.date); !ok) return tl::unexpected(ok.error());
  if (auto ok = check_time(act, rules.back_dating_days); !ok) return tl::unexpected(ok.error());
  return law;
}

/// Both sides concurred in it, it runs on that day, and the instrument lists its kind.
base::Result<void> check_served(const Act& act, const statement::RecordService& body,
                                const terms::Instrument& rules) {
  const auto* file = act.facts.get<CaseFact>(case_key(body.activity));
  if (file == nullptr || !file->activity)
    return refuse(Code::refused_cited, "no activity under that id", "credit");
  const auto& activity = *file->activity;
  for (const auto& party : {body.provider, body.user})
    if (std::find(activity.concurred.begin(), activity.concurred.end(), party) == activity.concurred.end())
      return refuse(Code::refused_not_concurred,
                    fmt::format("'{}' has not concurred in '{}'", party, activity.activity.name),
                    rules.credits->clause);
  const auto on = activity.on(act.date);
  if (act.date < on.from || on.until < act.date)
    return refuse(Code::refused_window,
                  fmt::format("it runs from {} to {}", to_text(on.from), to_text(on.until)),
                  rules.credits->clause);
  return terms::allows_activity(rules, on.type);
}

/// What a party has towards all others together; below zero what it owes. Nothing where it does not fit.
std::optional<std::int64_t> total_of(const Act& act, const PartyCode& party,
                                     const ledger::Commodity& commodity) {
  std::optional<std::int64_t> sum = 0;
  for (const auto& other : act.partnership.parties) {
    if (other.code == party || !sum) continue;
    const auto* balance =
        act.facts.get<BalanceFact>(balance_key({ledger::AccountKind::credit, party, other.code}, commodity));
    if (balance != nullptr) sum = base::add(*sum, balance->amount);
  }
  return sum;
}

/// The user may owe so much by the instrument's limit. Refusal: refused_credit.
base::Result<void> check_user(const Act& act, const CreditFact& credit, const terms::CreditRules& rules) {
  if (!rules.balance_limit || !credit.service) return {};
  const auto total = total_of(act, credit.service->user, credit.commodity);
  const auto after = total ? base::subtract(*total, credit.service->credit) : std::nullopt;
  if (after && *after >= -*rules.balance_limit) return {};
  return refuse(Code::refused_credit,
                fmt::format("'{}' may owe at most {} millionths of {}", credit.service->user,
                            *rules.balance_limit, credit.commodity),
                rules.clause);
}

/// `from` has that much, beside what it promised already. Refusal: refused_credit.
base::Result<void> check_owner(const Act& act, const CreditFact& credit, std::int64_t promised,
                               const std::string& clause) {
  const auto& body = *credit.assignment;
  const auto total = total_of(act, body.from, credit.commodity);
  const auto free = total ? base::subtract(*total, promised) : std::nullopt;
  if (free && *free >= body.credit) return {};
  return refuse(Code::refused_credit,
                fmt::format("'{}' has {} millionths of {} free, and would assign {}", body.from,
                            free ? *free : 0, credit.commodity, body.credit),
                clause);
}

/// Moves what `from` has promised by `by`.
void reserve(const Act& act, Change& change, const CreditFact& credit, std::int64_t by) {
  const auto key = reserve_key(credit.assignment->from, credit.commodity);
  const auto* before = act.facts.get<MarkFact>(key);
  const auto after = base::add(before != nullptr ? before->value : 0, by);
  PALITAN_CHECK(after.has_value() && *after >= 0);  // never above what the party has
  change.put(key, MarkFact{act.statement.id(), *after});
}

base::Result<Change> opened(const Act& act, CreditFact credit, Change change) {
  std::sort(credit.touched.begin(), credit.touched.end());
  credit.touched.erase(std::unique(credit.touched.begin(), credit.touched.end()), credit.touched.end());
  credit.date = act.date;
  credit.words = {{act.statement.id(), act.seat.party, true, {}}};
  change.state = static_cast<std::uint16_t>(credit.state);
  CaseFact file;
  file.credit = std::move(credit);
  change.put(case_key(act.statement.id()), std::move(file));
  return change;
}

/// Who speaks for a party: of a service the one that gives or takes in, of an assignment the approver.
Role role_of(const CreditFact& credit, const PartyCode& party) {
  if (!credit.service) return Role::approver;
  return party == credit.service->provider ? Role::issuer : Role::receiver;
}

base::Result<Change> judge_record(const Act& act) {
  auto body = act.body<statement::RecordService>();
  if (!body) return tl::unexpected(body.error());
  CreditFact credit;
  credit.touched = {body->provider, body->user};
  if (body->provider == body->user)
    return refuse(Code::refused_party, "provider and user are the same", "credit");
  if (act.seat.party != body->provider && act.seat.party != body->user)
    return refuse(Code::refused_not_touched, fmt::format("{} and {}", body->provider, body->user), "credit");
  credit.service = *body;
  if (auto ok = check_role(act, role_of(credit, act.seat.party)); !ok) return tl::unexpected(ok.error());
  const auto law = check_law(act, body->instrument, credit.touched);
  if (!law) return tl::unexpected(law.error());
  const auto& rules = (*law)->rules;
  if (body->place.size() > kShortText)
    return refuse(Code::refused_unreadable, "place: too long", rules.credits->clause);
  if (auto ok = check_served(act, *body, rules); !ok) return tl::unexpected(ok.error());
  const auto counts = terms::credit_for(rules, body->asset, body->measured, act.date);
  if (!counts) return tl::unexpected(counts.error());
  if (*counts != body->credit)
    return refuse(Code::refused_credit_table,
                  fmt::format("signed {}, the table gives {} millionths", body->credit, *counts),
                  rules.credits->clause);
  credit.commodity = commodity_of(*rules.credits);
  if (auto ok = check_user(act, credit, *rules.credits); !ok) return tl::unexpected(ok.error());
  return opened(act, std::move(credit), {});
}

base::Result<Change> judge_assign(const Act& act) {
  auto body = act.body<statement::AssignCredit>();
  if (!body) return tl::unexpected(body.error());
  if (act.seat.party != body->from)
    return refuse(Code::refused_side, "the party that has the credit opens its assignment", "credit");
  if (auto ok = check_role(act, Role::approver); !ok) return tl::unexpected(ok.error());
  CreditFact credit;
  credit.touched = {body->from, body->to, body->beneficiary};
  const auto law = check_law(act, body->instrument, credit.touched);
  if (!law) return tl::unexpected(law.error());
  const auto& rules = *(*law)->rules.credits;
  if (rules.assignment_clause.empty())
    return refuse(Code::refused_authority, (*law)->rules.name + " does not let credit be assigned",
                  rules.clause);
  const auto& clause = rules.assignment_clause;
  if (body->to == body->from || body->beneficiary == body->from)
    return refuse(Code::refused_party, "it is assigned to the party that has it", clause);
  if (body->credit <= 0) return refuse(Code::refused_quantity, "credit", clause);
  if (body->purpose.empty() || body->purpose.size() > kLongText)
    return refuse(Code::refused_reason, "purpose", clause);
  credit.assignment = *body;
  credit.commodity = commodity_of(rules);
  const auto* promised = act.facts.get<MarkFact>(reserve_key(body->from, credit.commodity));
  if (auto ok = check_owner(act, credit, promised != nullptr ? promised->value : 0, clause); !ok)
    return tl::unexpected(ok.error());
  Change change;
  reserve(act, change, credit, body->credit);
  return opened(act, std::move(credit), std::move(change));
}

/// The last word agrees: what was true when it was opened must still be.
base::Result<void> check_still(const Act& act, const CreditFact& credit, const terms::CreditRules& rules) {
  if (credit.service) return check_user(act, credit, rules);
  return check_owner(act, credit, 0, rules.assignment_clause);
}

base::Result<Change> judge_confirm(const Act& act) {
  const auto body = act.body<statement::ConfirmCredit>();
  if (!body) return tl::unexpected(body.error());
  const auto* file = act.facts.get<CaseFact>(case_key(act.statement.case_of()));
  if (file == nullptr || !file->credit)
    return refuse(Code::refused_cited, "the case is none of credit", "credit");
  auto credit = *file->credit;
  const auto& party = act.seat.party;
  const auto spoke = [&](const CreditWord& word) { return word.party == party; };
  if (!std::binary_search(credit.touched.begin(), credit.touched.end(), party) ||
      std::any_of(credit.words.begin(), credit.words.end(), spoke))
    return refuse(Code::refused_not_touched, fmt::format("{}", fmt::join(credit.touched, ", ")), "credit");
  if (credit.state != CreditState::recorded)
    return refuse(Code::refused_state, fmt::format("it is {}", name(credit.state)), "credit");
  if (auto ok = check_role(act, role_of(credit, party)); !ok) return tl::unexpected(ok.error());
  const auto* law = law_of(act, credit.service ? credit.service->instrument : credit.assignment->instrument);
  PALITAN_CHECK(law != nullptr && law->rules.credits);
  if (auto ok = check_time(act, law->rules.back_dating_days); !ok) return tl::unexpected(ok.error());
  const auto& rules = *law->rules.credits;
  if (body->reason.size() > kLongText || (!body->agreed && body->reason.empty()))
    return refuse(Code::refused_reason, "reason", rules.clause);
  credit.words.push_back({act.statement.id(), party, body->agreed, body->reason});
  Change change;
  const bool last = credit.words.size() == credit.touched.size();
  if (!body->agreed) credit.state = CreditState::refused;
  if (body->agreed && last) {
    if (auto ok = check_still(act, credit, rules); !ok) return tl::unexpected(ok.error());
    credit.state = CreditState::agreed;
  }
  if (credit.assignment && credit.state != CreditState::recorded)
    reserve(act, change, credit, -credit.assignment->credit);
  const auto position = position_of(credit);
  auto postings = position ? ledger::difference({}, *position) : std::nullopt;
  if (!postings) return refuse(Code::refused_overflow, {}, rules.clause);
  change.postings = std::move(*postings);
  change.state = static_cast<std::uint16_t>(credit.state);
  CaseFact out;
  out.credit = std::move(credit);
  change.put(case_key(act.statement.case_of()), std::move(out));
  return change;
}

// ---- what the rules read ----

void want_balances(const Facts& facts, const PartyCode& party, const ledger::Commodity& commodity,
                   Wants& wants) {
  const auto* partnership = peek<PartnershipFact>(facts, partnership_key());
  if (partnership == nullptr || partnership->party(party) == nullptr ||
      commodity.size() > ledger::kCommodityMax)
    return;
  for (const auto& other : partnership->parties)
    if (other.code != party)
      wants.push_back(balance_key({ledger::AccountKind::credit, party, other.code}, commodity));
}

/// The balances and the promises of a party, once the instrument that names the unit is read.
void want_party(const Facts& facts, const base::Id& instrument, const PartyCode& party, Wants& wants) {
  wants.push_back(case_key(instrument));
  const auto* file = peek<CaseFact>(facts, case_key(instrument));
  if (file == nullptr || !file->instrument || !file->instrument->rules.credits) return;
  const auto commodity = commodity_of(*file->instrument->rules.credits);
  want_balances(facts, party, commodity, wants);
  wants.push_back(reserve_key(party, commodity));
}
}  // namespace

base::Result<Change> judge_credit_act(const Act& act) {
  if (act.kind == Kind::record_service) return judge_record(act);
  return act.kind == Kind::assign_credit ? judge_assign(act) : judge_confirm(act);
}

void credit_wants(const statement::Statement& act, const Facts& facts, Wants& wants) {
  if (act.kind() == Kind::record_service) {
    const auto body = statement::read_body<statement::RecordService>(act.content());
    if (!body) return;
    wants.push_back(case_key(body->activity));
    want_party(facts, body->instrument, body->user, wants);
  } else if (act.kind() == Kind::assign_credit) {
    const auto body = statement::read_body<statement::AssignCredit>(act.content());
    if (body) want_party(facts, body->instrument, body->from, wants);
  } else if (act.kind() == Kind::confirm_credit) {
    const auto* file = peek<CaseFact>(facts, case_key(act.case_of()));
    if (file == nullptr || !file->credit) return;
    const auto& credit = *file->credit;
    if (credit.service) want_party(facts, credit.service->instrument, credit.service->user, wants);
    if (credit.assignment) want_party(facts, credit.assignment->instrument, credit.assignment->from, wants);
  }
}

}  // namespace palitan::kernel
