#include "kernel/judge.h"

#include <algorithm>

#include "kernel/act.h"
#include "kernel/case_rules.h"
#include "kernel/case_words.h"

namespace palitan::kernel {
namespace {
using base::Code;
using statement::Kind;

/// Is this act the seat's next? Every earlier one is known; its own predecessor must be the seat's, one
/// below.
base::Result<void> check_sequence(const Act& act) {
  const auto& c = act.content();
  const auto* previous = act.facts.get<StatementFact>(statement_key(*c.previous));
  const bool first = c.sequence == 1 && *c.previous == act.seat.appointment;
  const bool next = previous != nullptr && previous->seat == c.seat && previous->sequence + 1 == c.sequence;
  // A root's first act after the founding: the founding is its appointment and, for the founding's signer,
  // act 1.
  const bool founder = act.seat.root && next && *c.previous == act.seat.appointment;
  if (first || next || founder) return {};
  return base::refuse(Code::refused_sequence, {}, "sequence");
}

base::Result<void> check_signer(const Act& act) {
  const auto sequence = act.content().sequence;
  if (act.seat.fork_from && sequence >= *act.seat.fork_from)
    return base::refuse(Code::refused_forked, "forked at act " + std::to_string(*act.seat.fork_from), "fork");
  if (act.seat.revoked_after && sequence > *act.seat.revoked_after)
    return base::refuse(Code::refused_revoked,
                        "stood by up to act " + std::to_string(*act.seat.revoked_after), "revocation");
  return check_sequence(act);
}

/// Acts of the partnership itself carry its id as their case; cases are opened by acts that carry none.
base::Result<void> check_case(const Act& act) {
  const auto& case_id = act.content().case_id;
  const auto kind = act.kind;
  const bool of_partnership = static_cast<unsigned>(kind) < static_cast<unsigned>(Kind::propose_instrument);
  if (opens_case(kind) != !case_id || (of_partnership && *case_id != act.partnership.id))
    return base::refuse(Code::refused_cited, "the case named does not fit the kind", "case");
  return {};
}

/// The kinds of one sort of case stand together.
base::Result<Change> dispatch_by_number(const Act& act) {
  const auto number = static_cast<unsigned>(act.kind);
  if (number >= 60 && number < 80) return judge_visit_act(act);
  if (number >= 80 && number < 100) return judge_grant_act(act);
  if (number >= 110 && number < 120) return judge_account_act(act);
  if (number >= 120 && number < 130) return judge_credit_act(act);
  if (number >= 132 && number <= 136) return judge_round_act(act);
  return judge_order_act(act);
}

base::Result<Change> dispatch(const Act& act) {
  if (auto ok = check_case(act); !ok) return tl::unexpected(ok.error());
  switch (act.kind) {
    case Kind::found:
      return base::refuse(Code::refused_already, "founded already", "founding");
    case Kind::change_accord_key:
      return judge_change_accord_key(act);
    case Kind::appoint:
      return judge_appoint(act);
    case Kind::revoke:
      return judge_revoke(act);
    case Kind::raise_rules:
      return judge_raise_rules(act);
    case Kind::name_standing:
      return judge_name_standing(act);
    case Kind::propose_instrument:
      return judge_propose_instrument(act);
    case Kind::ratify_instrument:
      return judge_ratify_instrument(act);
    case Kind::publish_rates:
      return judge_publish_rates(act);
    case Kind::open_activity:
      return judge_open_activity(act);
    case Kind::concur_activity:
      return judge_concur_activity(act);
    case Kind::change_activity:
      return judge_change_activity(act);
    case Kind::record_event:
      return judge_record_event(act);
    case Kind::request:
      return judge_request(act);
    case Kind::disclose:
      return judge_disclose(act);
    case Kind::erase:
      return judge_erase(act);
    default:
      return dispatch_by_number(act);
  }
}

Judgement refused(const base::Refusal& why, Change change = {}) {
  return {
      {why.code, why.clause, change.state, why.detail}, std::move(change.postings), std::move(change.facts)};
}

/// Kinds whose bodies bring keys into the record, whatever the verdict.
bool names_keys(Kind kind) { return kind == Kind::appoint || kind == Kind::change_accord_key; }

Judgement judged(base::Result<Change> change) {
  if (!change) return refused(change.error());
  if (change->irregular) {
    const base::Refusal why{Code::accepted_irregular, change->irregular->clause,
                            base::sentence(*change->irregular)};
    return refused(why, std::move(*change));
  }
  return {{Code::accepted, {}, change->state, {}}, std::move(change->postings), std::move(change->facts)};
}
}  // namespace

Judgement judge(const statement::SignedStatement& signed_act, const Facts& facts, const Context& context) {
  const auto& statement = *signed_act;
  if (statement.kind() == Kind::found) {
    if (facts.get<PartnershipFact>(partnership_key()) == nullptr) return judged(judge_found(statement));
    return refused({Code::refused_already, "founding", {}});
  }
  const auto* partnership = facts.get<PartnershipFact>(partnership_key());
  const auto* seat = facts.get<SeatFact>(seat_key(statement.content().seat));
  PALITAN_CHECK(partnership != nullptr);
  // Its appointment may come later in the order than the act itself, which then names another as its
  // previous.
  if (seat == nullptr) return refused({Code::refused_sequence, "sequence", "the seat is not appointed yet"});
  const Act act{statement,
                facts,
                context,
                *partnership,
                *seat,
                statement.kind().value_or(Kind::close),  // read only once the kind is known to be known
                statement.content().effective().legal_date()};
  const bool known_kind = statement.kind().has_value();
  if (auto ok = check_signer(act); !ok) {
    if (known_kind && names_keys(act.kind)) return refused(ok.error(), roleless_seats(act));
    const bool forked = ok.error().code == Code::refused_forked && known_kind;
    return refused(ok.error(), forked ? disown(act, ok.error()) : Change{});
  }
  if (!known_kind)
    return refused({Code::refused_unreadable, {}, "kind " + std::to_string(statement.content().kind)});
  auto change = dispatch(act);
  if (!change && names_keys(act.kind)) return refused(change.error(), roleless_seats(act));
  return judged(std::move(change));
}

namespace {
/// A pair that has a balance in a commodity for the first time remembers it: an account between the two knows
/// from there which balances to cut.
void remember_pairs(const std::vector<ledger::Posting>& postings, const Facts& facts, Effects& out) {
  std::map<FactKey, PairFact> changed;
  for (const auto& posting : postings) {
    if (facts.get<BalanceFact>(balance_key(posting.account, posting.commodity)) != nullptr) continue;
    const auto key = pair_key(posting.account.holder, posting.account.other);
    const auto* known = facts.get<PairFact>(key);
    auto& pair = changed.try_emplace(key, known != nullptr ? *known : PairFact{}).first->second;
    const auto at = std::lower_bound(pair.commodities.begin(), pair.commodities.end(), posting.commodity);
    if (at == pair.commodities.end() || *at != posting.commodity)
      pair.commodities.insert(at, posting.commodity);
  }
  for (auto& [key, pair] : changed) {
    const auto* known = facts.get<PairFact>(key);
    if (known == nullptr || known->commodities != pair.commodities)
      out.facts.emplace_back(key, std::make_shared<const Fact>(std::move(pair)));
  }
}
}  // namespace

Effects apply(Judgement judgement, const statement::SignedStatement& signed_act, const Facts& facts) {
  const auto& act = *signed_act;
  Effects out;
  std::vector<std::pair<FactKey, FactPtr>> balances;
  for (const auto& posting : judgement.postings) {
    const auto key = balance_key(posting.account, posting.commodity);
    const auto* before = facts.get<BalanceFact>(key);
    const auto after = base::add(before != nullptr ? before->amount : 0, posting.amount);
    if (!after) {
      judgement = refused({Code::refused_overflow, "ledger", to_text(posting.account)});
      balances.clear();
      break;
    }
    balances.emplace_back(key, std::make_shared<const Fact>(BalanceFact{*after}));
  }
  out.verdict = std::move(judgement.verdict);
  out.postings = std::move(judgement.postings);
  out.facts = std::move(judgement.facts);
  std::move(balances.begin(), balances.end(), std::back_inserter(out.facts));
  remember_pairs(out.postings, facts, out);

  const auto& c = act.content();
  const auto own = seat_key(c.seat);
  // The founding makes its own seat; any other act finds it, perhaps changed by the rule just applied.
  const auto in_change =
      std::find_if(out.facts.begin(), out.facts.end(), [&](const auto& f) { return f.first == own; });
  const auto* before =
      in_change != out.facts.end() ? fact_as<SeatFact>(in_change->second.get()) : facts.get<SeatFact>(own);
  // An act out of sequence does not move the head: the one that belongs there may still come.
  const bool in_sequence = out.verdict.code != Code::refused_sequence;
  if (before != nullptr && in_sequence && c.sequence > before->head_sequence) {
    auto seat = *before;
    seat.head_sequence = c.sequence;
    seat.head = act.id();
    if (in_change != out.facts.end())
      in_change->second = std::make_shared<const Fact>(std::move(seat));
    else
      out.facts.emplace_back(own, std::make_shared<const Fact>(std::move(seat)));
  }
  StatementFact said{c.kind, static_cast<std::uint16_t>(out.verdict.code), c.seat, c.sequence, act.case_of()};
  for (const auto& attached : c.attachments) said.attachments.push_back(attached.hash);
  out.facts.emplace_back(statement_key(act.id()), std::make_shared<const Fact>(std::move(said)));
  return out;
}

Effects step(const statement::SignedStatement& act, Facts& facts, const Context& context, const Read& read) {
  load(*act, facts, read);
  for (const auto& id : statement::causes(*act))
    PALITAN_CHECK(facts.get<StatementFact>(statement_key(id)) != nullptr);
  auto judgement = judge(act, facts, context);
  for (const auto& key : balance_needs(judgement, facts)) facts.put(key, read(key));
  auto effects = apply(std::move(judgement), act, facts);
  check(effects, act, facts);
  for (const auto& [key, fact] : effects.facts) facts.put(key, fact);
  return effects;
}

}  // namespace palitan::kernel
