// What judge() will read, found in rounds: what the act names, then what those facts name.
#include "crypto/sign.h"
#include "kernel/case_rules.h"
#include "kernel/ceilings.h"
#include "kernel/judge.h"

namespace palitan::kernel {
namespace {
using statement::Kind;

/// Keys that a body names beside the ids it cites.
void add_named(const statement::Statement& act, std::vector<FactKey>& keys) {
  const auto kind = act.kind();
  if (kind == Kind::appoint) {
    if (const auto body = statement::read_body<statement::Appoint>(act.content()))
      keys.push_back(seat_key(crypto::key_id(body->key)));
  } else if (kind == Kind::change_accord_key) {
    if (const auto body = statement::read_body<statement::ChangeAccordKey>(act.content())) {
      keys.push_back(seat_key(crypto::key_id(body->accord_key)));
      keys.push_back(seat_key(crypto::key_id(body->node_key)));
    }
  } else if (kind == Kind::revoke) {
    if (const auto body = statement::read_body<statement::Revoke>(act.content()))
      keys.push_back(seat_key(body->seat));
  } else if (kind == Kind::request) {
    if (const auto body = statement::read_body<statement::Request>(act.content())) {
      keys.push_back(case_key(body->instrument));
      keys.push_back(case_key(body->activity));
    }
  }
}

/// What the act itself names.
std::vector<FactKey> named_by(const statement::Statement& act) {
  std::vector<FactKey> keys = {partnership_key(), seat_key(act.content().seat), case_key(act.case_of())};
  for (const auto& id : statement::causes(act)) keys.push_back(statement_key(id));
  add_named(act, keys);
  return keys;
}
/// What the act's case names, once it is read: an order's instrument and activity.
std::vector<FactKey> named_by_case(const statement::Statement& act, const Facts& facts) {
  const auto* known = peek<CaseFact>(facts, case_key(act.case_of()));
  if (known == nullptr || !known->order) return {};
  std::vector<FactKey> keys = {case_key(known->order->instrument), case_key(known->order->activity)};
  if (act.kind() == Kind::offset)  // the case of the invoice that it is set against
    if (const auto body = statement::read_body<statement::Offset>(act.content()))
      if (const auto* said = peek<StatementFact>(facts, statement_key(body->against)))
        keys.push_back(case_key(said->case_id));
  return keys;
}
/// What the law of the case names, once both are read: the totals of its ceilings.
std::vector<FactKey> named_by_law(const statement::Statement& act, const Facts& facts) {
  if (act.kind() != Kind::accept && act.kind() != Kind::cancel) return {};
  const auto* known = peek<CaseFact>(facts, case_key(act.case_of()));
  if (known == nullptr || !known->order) return {};
  const auto* rules = peek<CaseFact>(facts, case_key(known->order->instrument));
  if (rules == nullptr || !rules->instrument) return {};
  return ceiling_needs(*known->order, rules->instrument->rules, act.content().effective().legal_date());
}

/// The instrument that the act needs in force on its day; nothing where it needs none.
std::optional<base::Id> law_needed(const statement::Statement& act, const Facts& facts) {
  switch (act.kind().value_or(Kind::close)) {
    case Kind::request:
      if (const auto body = statement::read_body<statement::Request>(act.content())) return body->instrument;
      return std::nullopt;
    case Kind::offer:
    case Kind::accept:
    case Kind::amend:
    case Kind::issue: {
      const auto* known = peek<CaseFact>(facts, case_key(act.case_of()));
      return known != nullptr && known->order ? std::optional(known->order->instrument) : std::nullopt;
    }
    default:
      return std::nullopt;
  }
}

/// Where that instrument does not hold on the day, the others: one of them may carry what is refused.
std::vector<FactKey> named_by_date(const statement::Statement& act, const Facts& facts) {
  const auto id = law_needed(act, facts);
  const auto* file = id ? peek<CaseFact>(facts, case_key(*id)) : nullptr;
  const auto* known = peek<PartnershipFact>(facts, partnership_key());
  if (file == nullptr || !file->instrument || known == nullptr) return {};
  const auto& in_force = file->instrument->in_force;
  const auto day = act.content().effective().legal_date();
  if (in_force && terms::holds_on(file->instrument->rules, *in_force, day)) return {};
  std::vector<FactKey> keys;
  for (const auto& other : known->instruments)
    if (other != *id) keys.push_back(case_key(other));
  return keys;
}

/// What the rules of the other cases read beside.
std::vector<FactKey> named_by_rules(const statement::Statement& act, const Facts& facts) {
  std::vector<FactKey> keys;
  for (const auto wants : {visit_wants, grant_wants, across_wants, account_wants, credit_wants, round_wants})
    wants(act, facts, keys);
  return keys;
}
/// Enough for an act that names a case that names a case.
constexpr int kRuleRounds = 3;
}  // namespace

std::vector<FactKey> needs(const statement::Statement& act, const Facts& facts) {
  auto keys = named_by(act);
  for (const auto& key : named_by_case(act, facts)) keys.push_back(key);
  for (const auto& key : named_by_law(act, facts)) keys.push_back(key);
  for (const auto& key : named_by_date(act, facts)) keys.push_back(key);
  for (const auto& key : named_by_rules(act, facts)) keys.push_back(key);
  std::erase_if(keys, [&](const FactKey& key) { return facts.look(key) != nullptr; });
  return keys;
}

std::optional<base::Refusal> missing_cause(const statement::Statement& act, const Facts& facts) {
  const bool seat = facts.get<SeatFact>(seat_key(act.content().seat)) != nullptr;
  return missing_cause(
      act, seat, [&](const base::Id& id) { return facts.get<StatementFact>(statement_key(id)) != nullptr; });
}

std::optional<base::Refusal> missing_cause(const statement::Statement& act, bool seat,
                                           const std::function<bool(const base::Id&)>& there) {
  using base::Code;
  const auto& c = act.content();
  if (!c.partnership) return std::nullopt;
  const auto lacks = [&](const base::Id& id) { return !there(id); };
  const auto later = [](Code code, const base::Id& id) {
    return base::Refusal{code, {}, base::to_hex(id.view())};
  };
  if (!seat) return base::Refusal{Code::later_key, {}, base::to_hex(c.seat.view())};
  if (c.previous && lacks(*c.previous)) return later(Code::later_previous, *c.previous);
  if (c.case_id && lacks(*c.case_id)) return later(Code::later_case, *c.case_id);
  for (const auto& id : c.after)
    if (lacks(id)) return later(Code::later_after, id);
  for (const auto& id : statement::causes(act))
    if (lacks(id)) return later(Code::later_cited, id);
  return std::nullopt;
}

std::vector<FactKey> balance_needs(const Judgement& judgement, const Facts& facts) {
  std::vector<FactKey> keys;
  for (const auto& posting : judgement.postings) {
    const auto key = balance_key(posting.account, posting.commodity);
    if (facts.look(key) == nullptr) keys.push_back(key);
    const auto pair = pair_key(posting.account.holder, posting.account.other);
    if (facts.look(pair) == nullptr) keys.push_back(pair);
  }
  return keys;
}

// The rounds of needs(), without finding the causes again for each.
void load(const statement::Statement& act, Facts& facts, const Read& read) {
  const auto put_missing = [&](const std::vector<FactKey>& keys) {
    bool any = false;
    for (const auto& key : keys) {
      if (facts.look(key) != nullptr) continue;
      facts.put(key, read(key));
      any = true;
    }
    return any;
  };
  put_missing(named_by(act));
  put_missing(named_by_case(act, facts));
  put_missing(named_by_law(act, facts));
  put_missing(named_by_date(act, facts));
  // Where nothing new was read, nothing new is named.
  for (int round = 0; round < kRuleRounds && put_missing(named_by_rules(act, facts)); ++round) continue;
}

}  // namespace palitan::kernel
