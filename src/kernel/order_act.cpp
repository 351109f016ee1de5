// One path for every act of an order: side, role, time, table, rule; then the postings follow from the
// figures.
#include <algorithm>

#include <fmt/format.h>

#include "kernel/ceilings.h"
#include "kernel/order_across.h"
#include "kernel/visit_gate.h"

namespace palitan::kernel {
namespace {
using base::Code;

std::optional<Side> side_of(const OrderFact& order, std::string_view party) {
  if (party == order.supplier) return Side::supplier;
  if (party == order.recipient) return Side::recipient;
  return std::nullopt;
}

/// The window of section 5, unless the other side concurred in this date for this kind of act.
base::Result<void> check_order_time(const OrderAct& x) {
  const auto& order = x.order;
  for (std::size_t i = 0; i < order.dates.size(); ++i)
    if (order.dates[i].kind == x.act.kind && order.dates[i].date == x.act.date &&
        order.dates_for[i] == x.party())
      return {};
  return check_time(x.act, x.rules.back_dating_days);
}

base::Result<const OrderRule*> check_table(const OrderAct& x) {
  const auto* found = find_rule(x.order.state, x.act.kind, x.side);
  if (found == nullptr)
    return base::refuse(Code::refused_state, fmt::format("the order is {}", name(x.order.state)),
                        "case-table");
  return found;
}

base::Result<std::vector<ledger::Posting>> moved_between(const OrderFact& before, const OrderFact& after) {
  const auto old_position = position_of(before);
  const auto new_position = position_of(after);
  PALITAN_CHECK(old_position.has_value());
  auto postings = new_position ? ledger::difference(*old_position, *new_position) : std::nullopt;
  if (!postings) return base::refuse(Code::refused_overflow, {}, "order");
  return *std::move(postings);
}

void put_order(Change& change, const base::Id& case_id, OrderFact&& order) {
  CaseFact file;
  file.order = std::move(order);
  change.put(case_key(case_id), std::move(file));
}

/// The change from the order before to the order after: case file and postings.
base::Result<Change> changed(const Act& act, const OrderFact& before, OrderFact&& after) {
  auto postings = moved_between(before, after);
  if (!postings) return tl::unexpected(postings.error());
  Change change;
  change.postings = std::move(*postings);
  change.state = static_cast<std::uint16_t>(after.state);
  put_order(change, act.statement.case_of(), std::move(after));
  return change;
}

/// `irregular` acts leave the order's figures alone and post what moved to the irregular accounts.
template <class Body>
base::Result<Change> irregular(const OrderAct& x, const OrderFact& before, const Body& body,
                               base::Refusal why) {
  auto after = before;
  for (auto& moved_line : moved(x, body)) {
    moved_line.clause = why.clause;
    after.irregular.push_back(std::move(moved_line));
  }
  auto change = changed(x.act, before, std::move(after));
  if (change) change->irregular = std::move(why);
  return change;
}

/// New bindings and new supplies need law in force on their date; what follows from them (receipts,
/// replacements, payments) does not lapse with the activity or the instrument.
bool needs_law(statement::Kind kind) {
  using statement::Kind;
  return kind == Kind::offer || kind == Kind::accept || kind == Kind::amend || kind == Kind::issue;
}

template <class Body>
base::Result<Change> judge_fact(const OrderAct& x, const OrderFact& before, const Body& body) {
  if (auto ok = form(x, body); !ok) return tl::unexpected(ok.error());
  const auto cover = [&]() -> base::Result<const OrderRule*> {
    if (needs_law(x.act.kind)) {
      const auto law =
          check_cover(x.act, x.order.instrument, x.order.activity, x.order.supplier, x.order.recipient);
      if (!law) return tl::unexpected(name_other_basis(x.act, x.order, law.error()));
      if (auto ok = pass_visit_gate(x.act, x.rules, x.order); !ok) return tl::unexpected(ok.error());
    }
    if (auto ok = check_order_time(x); !ok) return tl::unexpected(ok.error());
    auto found = check_table(x);
    if (!found) return found;
    if (auto ok = covered(x, body); !ok) return tl::unexpected(ok.error());
    if (auto ok = take_role(x, x.role); !ok) return tl::unexpected(ok.error());
    return found;
  }();
  if (!cover) return irregular(x, before, body, cover.error());
  if (auto ok = record(x, body); !ok) return tl::unexpected(ok.error());
  x.order.state = (*cover)->next;
  return changed(x.act, before, std::move(x.order));
}

/// A binding order takes its share of the ceilings; a cancelled one gives it back.
bool moves_ceilings(statement::Kind kind) {
  return kind == statement::Kind::accept || kind == statement::Kind::cancel;
}

/// What is named as goods of a first giver uses up its consent; an order that comes to nothing gives it back.
bool moves_consents(statement::Kind kind) {
  using statement::Kind;
  return kind == Kind::name_origin || kind == Kind::cancel || kind == Kind::decline;
}

template <class Body>
base::Result<Change> judge_will(const OrderAct& x, const OrderFact& before, const Body& body) {
  if (auto ok = check_order_time(x); !ok) return tl::unexpected(ok.error());
  const auto found = check_table(x);
  if (!found) return tl::unexpected(found.error());
  if (auto ok = take_role(x, x.role); !ok) return tl::unexpected(ok.error());
  if (auto ok = rule(x, body); !ok) return tl::unexpected(ok.error());
  // Where the table stays in one state, the rule itself may have moved the order on.
  if ((*found)->next != (*found)->state) x.order.state = (*found)->next;
  std::vector<std::pair<FactKey, CeilingFact>> ceilings;
  if (moves_ceilings(x.act.kind)) {
    auto taken = take_ceilings(x.act, x.order, x.rules);
    if (!taken) return tl::unexpected(taken.error());
    ceilings = std::move(*taken);
  }
  std::vector<std::pair<FactKey, MarkFact>> consents;
  if (moves_consents(x.act.kind)) consents = consents_used(x.act, before, x.order);
  auto change = changed(x.act, before, std::move(x.order));
  if (!change) return change;
  for (auto& [key, total] : ceilings) change->put(key, total);
  for (auto& [key, used] : consents) change->put(key, used);
  return change;
}

/// Goods handed on to a third party: no book of these two moves, but it is kept, with its cover or without.
base::Result<Change> judge_pass_on(const OrderAct& x, const OrderFact& before,
                                   const statement::PassOn& body) {
  const auto allowed = [&]() -> base::Result<void> {
    if (auto ok = check_order_time(x); !ok) return ok;
    const auto found = check_table(x);
    if (!found) return tl::unexpected(found.error());
    return take_role(x, x.role);
  }();
  auto why = pass_on(x, body, allowed);
  if (!why) return tl::unexpected(why.error());
  auto change = changed(x.act, before, std::move(x.order));
  if (change) change->irregular = std::move(*why);
  return change;
}

/// Two orders, or two invoices of one, settle each other: both case files and all postings in one change.
base::Result<Change> judge_offset(const OrderAct& x, const OrderFact& before, const statement::Offset& body) {
  if (auto ok = check_order_time(x); !ok) return tl::unexpected(ok.error());
  const auto found = check_table(x);
  if (!found) return tl::unexpected(found.error());
  if (auto ok = take_role(x, x.role); !ok) return tl::unexpected(ok.error());
  const auto* cited = x.act.facts.get<StatementFact>(statement_key(body.against));
  PALITAN_CHECK(cited != nullptr);
  const auto own_case = x.act.statement.case_of();
  if (cited->case_id == own_case) {
    if (auto ok = offset(x, body, x.order); !ok) return tl::unexpected(ok.error());
    return changed(x.act, before, std::move(x.order));
  }
  const auto* file = x.act.facts.get<CaseFact>(case_key(cited->case_id));
  if (file == nullptr || !file->order)
    return base::refuse(Code::refused_cited, "it is no invoice of an order", "debt");
  auto other = *file->order;
  if (auto ok = offset(x, body, other); !ok) return tl::unexpected(ok.error());
  const auto there = moved_between(*file->order, other);
  if (!there) return tl::unexpected(there.error());
  auto change = changed(x.act, before, std::move(x.order));
  if (!change) return change;
  ledger::Position sum;
  for (const std::vector<ledger::Posting>* postings : {&std::as_const(change->postings), &*there})
    for (const auto& p : *postings)
      if (!sum.add(p.account, p.commodity, p.amount)) return base::refuse(Code::refused_overflow, {}, "debt");
  change->postings = *ledger::difference({}, sum);
  put_order(*change, cited->case_id, std::move(other));
  return change;
}

template <class Body>
base::Result<Change> judge_body(const Act& act, const OrderFact& before, Side side, statement::Role role) {
  const auto body = act.body<Body>();
  if (!body) return tl::unexpected(body.error());
  const auto* law = act.facts.get<CaseFact>(case_key(before.instrument));
  PALITAN_CHECK(law != nullptr && law->instrument);
  auto order = before;
  const OrderAct x{act, order, *law->instrument, side, role};
  if constexpr (std::is_same_v<Body, statement::Offset>) {
    return judge_offset(x, before, *body);
  } else if constexpr (std::is_same_v<Body, statement::PassOn>) {
    return judge_pass_on(x, before, *body);
  } else if constexpr (requires { form(x, *body); }) {
    return judge_fact(x, before, *body);
  } else if constexpr (requires { rule(x, *body); }) {
    if (needs_law(act.kind)) {
      const auto cover = check_cover(act, order.instrument, order.activity, order.supplier, order.recipient);
      if (!cover) return tl::unexpected(name_other_basis(act, order, cover.error()));
      if (auto ok = pass_visit_gate(act, x.rules, order); !ok) return tl::unexpected(ok.error());
    }
    return judge_will(x, before, *body);
  } else {
    return base::refuse(Code::refused_cited, "not an act of an order", "order");
  }
}

std::optional<statement::Role> acting_role(const Act& act, const OrderFact& order, Side side) {
  if (act.kind == statement::Kind::withdraw && side == Side::recipient)
    if (const auto body = act.body<statement::Withdraw>()) return role_to_withdraw(order, body->of);
  return role_for(act.kind, side);
}

const OrderFact* order_of(const Act& act) {
  const auto* file = act.facts.get<CaseFact>(case_key(act.statement.case_of()));
  return file != nullptr && file->order ? &*file->order : nullptr;
}
}  // namespace

base::Result<Change> judge_order_act(const Act& act) {
  const auto* order = order_of(act);
  if (order == nullptr) return base::refuse(Code::refused_cited, "the case is not an order", "order");
  const auto side = side_of(*order, act.seat.party);
  if (!side)
    return base::refuse(Code::refused_party, "'" + act.seat.party + "' is no side of this order", "order");
  const auto role = acting_role(act, *order, *side);
  if (!role)
    return base::refuse(Code::refused_side, fmt::format("{} is not for the {}", name(act.kind), name(*side)),
                        "case-table");
  if (auto ok = check_role(act, *role); !ok) return tl::unexpected(ok.error());
  return statement::with_body(
      act.kind, [&](auto fresh) { return judge_body<decltype(fresh)>(act, *order, *side, *role); });
}

Change disown(const Act& act, const base::Refusal& why) {
  const auto* before = order_of(act);
  if (before == nullptr) return disown_visit(act, why);
  const auto side = side_of(*before, act.seat.party);
  const auto* law = act.facts.get<CaseFact>(case_key(before->instrument));
  if (!side || law == nullptr) return {};
  auto after = *before;
  after.disowned = true;
  if (statement::nature(act.kind) == statement::Nature::fact) {
    auto copy = *before;
    const OrderAct x{act, copy, *law->instrument, *side, statement::Role::approver};
    statement::with_body(act.kind, [&](auto fresh) {
      using Body = decltype(fresh);
      if constexpr (requires(const Body& b) { moved(x, b); }) {
        const auto body = act.body<Body>();
        if (!body || !form(x, *body)) return;
        for (auto& line : moved(x, *body)) {
          line.clause = why.clause;
          after.irregular.push_back(std::move(line));
        }
      }
    });
  }
  if (auto change = changed(act, *before, std::move(after))) return std::move(*change);
  return {};  // what cannot be computed leaves no trace but its verdict
}

}  // namespace palitan::kernel
