// Contracts, milestones and money: each disbursed for a milestone that both sides have seen, and never more
// than the note.
#include <algorithm>

#include <fmt/format.h>

#include "base/money.h"
#include "kernel/grant_rules.h"

namespace palitan::kernel {
namespace {
using base::Code;

base::Result<void> past(std::string what, const std::string& clause) {
  return base::refuse(Code::refused_obligation, std::move(what), clause);
}

/// Numbers ascend, every milestone pays something, and together they are the lot.
base::Result<void> check_lot(const GrantAct& x, const statement::AwardLot& body) {
  const auto& clause = x.rules.clause;
  const auto bad = [&](std::string what) {
    return base::refuse(Code::refused_grant, std::move(what), clause);
  };
  if (auto ok = check_text(body.title, "title of the lot", kShortText, true, clause); !ok) return ok;
  if (auto ok = check_text(body.contractor, "contractor", kShortText, true, clause); !ok) return ok;
  if (body.milestones.empty() || body.milestones.size() > kMilestonesMax)
    return bad(fmt::format("a lot has 1 to {} milestones", kMilestonesMax));
  std::uint32_t last = 0;
  std::int64_t sum = 0;
  for (const auto& milestone : body.milestones) {
    if (milestone.number <= last) return bad("the numbers of milestones ascend from 1");
    last = milestone.number;
    if (auto ok = check_text(milestone.title, "title of a milestone", kShortText, true, clause); !ok)
      return ok;
    if (milestone.amount <= 0) return bad(fmt::format("milestone {}: not above zero", milestone.number));
    const auto total = base::add(sum, milestone.amount);
    if (!total) return base::refuse(Code::refused_overflow, "milestones", clause);
    sum = *total;
  }
  if (sum != body.amount)
    return bad(fmt::format("the milestones are {} together, the lot is {}", sum, body.amount));
  return {};
}

GrantMilestone* find_milestone(GrantFact& grant, std::uint32_t lot, std::uint32_t number) {
  auto* found = grant.lot(lot);
  if (found == nullptr) return nullptr;
  const auto at = std::find_if(found->milestones.begin(), found->milestones.end(),
                               [&](const auto& one) { return one.milestone.number == number; });
  return at == found->milestones.end() ? nullptr : &*at;
}

base::Result<void> no_milestone(const GrantAct& x, std::uint32_t lot, std::uint32_t number, const char* why) {
  return base::refuse(Code::refused_milestone, fmt::format("lot {}, milestone {}: {}", lot, number, why),
                      x.rules.clause);
}

base::Result<void> check_other(const GrantAct& x, const statement::PartyCode& said_by) {
  if (said_by != x.party()) return {};
  return base::refuse(Code::refused_side, "the other side confirms", "grant-table");
}
base::Result<void> already(const GrantAct& x) {
  return base::refuse(Code::refused_already, {}, x.rules.clause);
}

base::Result<void> confirm_payment(const GrantAct& x, GrantPayment& pay) {
  if (auto ok = check_other(x, x.grant.note.donor); !ok) return ok;
  if (pay.confirmed_on) return already(x);
  pay.confirmed_on = x.act.date;
  auto* at = find_milestone(x.grant, pay.lot, pay.milestone);
  PALITAN_CHECK(at != nullptr);
  at->confirmed += pay.amount;  // within what was disbursed
  return {};
}

base::Result<void> confirm_handover(const GrantAct& x, GrantHandover& handover) {
  if (auto ok = check_other(x, x.grant.note.donor); !ok) return ok;
  if (handover.confirmed_on) return already(x);
  handover.confirmed_on = x.act.date;
  for (auto& thing : x.grant.things) {
    if (thing.handover != handover.id) continue;
    thing.custody = Custody::recipient;
    thing.since = x.act.date;
  }
  if (x.grant.state != GrantState::closed) x.grant.state = GrantState::delivered;
  return {};
}
}  // namespace

base::Result<void> rule(const GrantAct& x, const statement::AwardLot& body) {
  if (auto ok = check_lot(x, body); !ok) return ok;
  if (body.number == 0 || (!x.grant.lots.empty() && body.number <= x.grant.lots.back().number))
    return base::refuse(Code::refused_grant, "the numbers of lots ascend from 1", x.rules.clause);
  if (x.grant.lots.size() >= kLotsMax)
    return base::refuse(Code::refused_overflow, "lots of one grant", x.rules.clause);
  base::Int128 sum = body.amount;
  for (const auto& lot : x.grant.lots) sum += lot.amount;
  const auto whole = x.grant.note.obligation.minor;
  if (sum > whole)
    return past(fmt::format("lot {} of {}: the note holds {} more", body.number, body.amount,
                            static_cast<std::int64_t>(whole - (sum - body.amount))),
                x.rules.clause);
  GrantLot lot{body.number, body.title, body.contractor, body.amount, x.act.date, {}};
  for (const auto& milestone : body.milestones) lot.milestones.push_back({milestone, {}, {}, {}, {}, 0, 0});
  x.grant.lots.push_back(std::move(lot));
  return {};
}

base::Result<void> rule(const GrantAct& x, const statement::ReachMilestone& body) {
  if (auto ok = check_text(body.note, "note", kLongText, false, x.rules.clause); !ok) return ok;
  auto* at = find_milestone(x.grant, body.lot, body.milestone);
  if (at == nullptr) return no_milestone(x, body.lot, body.milestone, "there is none");
  if (at->reached) return already(x);
  at->reached = x.act.statement.id();
  at->reached_by = x.party();
  at->reached_on = x.act.date;
  return {};
}

base::Result<void> rule(const GrantAct& x, const statement::Disburse& body) {
  if (auto ok = check_text(body.reference, "reference", kShortText, true, x.rules.clause); !ok) return ok;
  if (body.amount <= 0) return base::refuse(Code::refused_grant, "amount: not above zero", x.rules.clause);
  auto* at = find_milestone(x.grant, body.lot, body.milestone);
  if (at == nullptr) return no_milestone(x, body.lot, body.milestone, "there is none");
  base::Int128 of_lot = body.amount;
  for (const auto& one : x.grant.lot(body.lot)->milestones) of_lot += one.disbursed;
  const auto all = base::Int128{disbursed_of(x.grant)} + body.amount;
  const auto amount = base::format_decimal(body.amount, 0);
  if (all > x.grant.note.obligation.minor) return past(amount + " goes past the note", x.rules.clause);
  if (of_lot > x.grant.lot(body.lot)->amount) return past(amount + " goes past the lot", x.rules.clause);
  if (base::Int128{at->disbursed} + body.amount > at->milestone.amount)
    return past(amount + " goes past the milestone", x.rules.clause);
  if (!at->reached) return no_milestone(x, body.lot, body.milestone, "it was not reached");
  if (!at->confirmed_on) return no_milestone(x, body.lot, body.milestone, "the other side has not confirmed");
  if (x.grant.payments.size() >= kPaymentsMax)
    return base::refuse(Code::refused_overflow, "disbursements of one grant", x.rules.clause);
  if (auto ok = check_limit(x.act, x.grant.note.obligation.currency, body.amount); !ok) return ok;
  at->disbursed += body.amount;
  x.grant.payments.push_back({x.act.statement.id(), body.lot, body.milestone, body.amount, x.act.date, {}});
  return {};
}

base::Result<void> rule(const GrantAct& x, const statement::ConfirmGrant& body) {
  if (auto ok = check_text(body.note, "note", kLongText, false, x.rules.clause); !ok) return ok;
  for (auto& pay : x.grant.payments)
    if (pay.id == body.of) return confirm_payment(x, pay);
  for (auto& handover : x.grant.handovers)
    if (handover.id == body.of) return confirm_handover(x, handover);
  for (auto& lot : x.grant.lots)
    for (auto& at : lot.milestones) {
      if (at.reached != body.of) continue;
      if (auto ok = check_other(x, at.reached_by); !ok) return ok;
      if (at.confirmed_on) return already(x);
      at.confirmed_on = x.act.date;
      return {};
    }
  return base::refuse(Code::refused_cited, "no milestone, disbursement or handover of this grant", "grant");
}

}  // namespace palitan::kernel
