// Properties of the whole order under random acts: no money lost by rounding, nothing settled beyond what is
// owed, entries that sum to zero, ceilings that equal a recomputed sum, and one outcome for every admissible
// order of arrival. Every run prints its seed (RC_PARAMS="seed=..." plays it again); a failing one the
// shortest list of moves.
#include <gtest/gtest.h>
#include "kernel/order_game.h"

namespace palitan::kernel::kit {
namespace {
using ledger::AccountKind;

// ---- what must hold after every move ----

void check_line(const OrderFact& order, const LineFact& l, unsigned withdrawn) {
  const auto rounding = base::Rounding::half_even;
  RC_ASSERT(l.converted + l.written_off <= l.received);
  if (const auto debt = debt_in_kind(l, rounding)) {
    RC_ASSERT(debt->open >= 0);
    RC_ASSERT(l.returned - l.rejected <= debt->owed);
  }
  // A receipt may be corrected after the bill; then a credit note is due.
  const bool recounted = std::any_of(order.receipts.begin(), order.receipts.end(),
                                     [](const auto& receipt) { return receipt.corrected; });
  RC_ASSERT(l.billed >= 0 && l.billed_amount >= 0 && (recounted || l.billed <= payable_quantity(l)));
  // Billed is the value of what was billed, rounded once however it was split. A withdrawal takes out the
  // unit that its invoice was rounded by, until the quantity is billed again; so does a credit note.
  if (!l.line.price) return;
  const auto value = *value_of(l.line, l.billed, rounding);
  RC_ASSERT(std::abs(l.billed_amount - value) <= static_cast<std::int64_t>(withdrawn));
}

/// Credit notes mirror invoices: together they take back no more of a line than the invoice bills, and their
/// sum is what the invoice was lowered by.
void check_credits(const OrderFact& order, const InvoiceFact& invoice) {
  std::int64_t sum = 0;
  std::map<std::uint32_t, std::pair<std::int64_t, std::int64_t>> left;
  for (const auto& line : invoice.lines) left[line.number] = {line.quantity, line.amount};
  for (const auto& note : order.credit_notes) {
    if (note.invoice != invoice.id) continue;
    sum += note.total;
    for (const auto& line : note.lines) {
      left[line.number].first -= line.quantity;
      left[line.number].second -= line.amount;
    }
  }
  for (const auto& [number, rest] : left) RC_ASSERT(rest.first >= 0 && rest.second >= 0);
  RC_ASSERT(sum == invoice.credited);
  RC_ASSERT(sum == 0 || !invoice.withdrawn);
}

/// What is billed beyond the value of what came is only claimed.
std::int64_t claimed_of(const LineFact& l) {
  if (!l.line.price || l.billed <= payable_quantity(l)) return 0;
  const auto worth = *value_of(l.line, payable_quantity(l), base::Rounding::half_even);
  return std::max<std::int64_t>(0, l.billed_amount - worth);
}

/// Receivable and payable, summed from the invoices alone.
struct Claims {
  std::int64_t receivable = 0;
  std::int64_t payable = 0;
};
std::map<std::string, Claims> check_orders(Game& game) {
  std::map<std::string, Claims> out;
  for (const auto& id : game.orders()) {
    const auto& order = game.desk().order(id);
    std::int64_t invoiced = 0;
    for (const auto& i : order.invoices) {
      RC_ASSERT(i.paid + i.offset + i.written_off - i.refunded <= i.total);
      RC_ASSERT(i.confirmed <= i.paid && i.refunded <= i.confirmed + i.offset);
      RC_ASSERT(i.open() >= 0 || i.credited > 0);
      check_credits(order, i);
      if (i.withdrawn) continue;
      invoiced += i.total - i.credited;
      const auto left = i.total - i.credited - i.offset - i.written_off;
      out[order.supplier].receivable += left - i.confirmed + i.refunded;
      out[order.supplier].payable += left - i.paid;
    }
    for (const auto& refund : order.refunds)
      if (refund.confirmed) out[order.supplier].payable += refund.amount;
    for (const auto& l : order.lines) {
      out[order.supplier].receivable -= claimed_of(l);
      out[order.supplier].payable -= claimed_of(l);
    }
    std::int64_t billed = 0;
    for (const auto& l : order.lines) {
      check_line(order, l, game.withdrawals[id]);
      billed += l.billed_amount;
    }
    RC_ASSERT(billed == invoiced);
  }
  return out;
}

void check_books(Game& game) {
  auto claims = check_orders(game);
  auto& d = game.desk();
  for (const auto& [giver, taker] : {std::pair{"jpn", "phl"}, std::pair{"phl", "jpn"}}) {
    RC_ASSERT(d.balance(AccountKind::receivable, giver, taker, "JPY") == claims[giver].receivable);
    RC_ASSERT(d.balance(AccountKind::payable, taker, giver, "JPY") == -claims[giver].payable);
  }
}

/// Once everything is billed, the invoices together are the value of what was received, rounded once.
void check_billed_in_full(Game& game) {
  for (unsigned i = 0; i < game.orders().size(); ++i) {
    game.play({Do::bill, i, 0, 2});
    const auto& order = game.desk().order(game.orders()[i]);
    const auto& l = order.lines[0];
    const bool moving = order.state == OrderState::delivering || order.state == OrderState::closed;
    if (!moving || !l.line.price || l.billed != payable_quantity(l)) continue;
    const auto value = *value_of(l.line, payable_quantity(l), base::Rounding::half_even);
    RC_ASSERT(l.billed_amount >= value);
    RC_ASSERT(l.billed_amount - value <= static_cast<std::int64_t>(game.withdrawals[game.orders()[i]]));
  }
}

/// Every binding order of the year anew, from its lines.
void check_ceilings(Game& game) {
  std::map<std::int32_t, std::int64_t> taken;
  std::set<std::int32_t> years;
  for (const auto& id : game.orders()) {
    const auto& order = game.desk().order(id);
    if (order.recipient != "phl" || !order.papers.accepted_on) continue;
    const auto day = to_text(*order.papers.accepted_on);  // "2027-03-31"
    const std::int32_t year = std::stoi(day.substr(0, 4)) - (day.substr(5, 2) < "04" ? 1 : 0);
    years.insert(year);
    if (order.state == OrderState::cancelled) continue;
    for (const auto& l : order.lines)
      if (l.line.means == Means::reimbursement)
        taken[year] += *value_of(l.line, l.line.quantity, base::Rounding::half_even);
  }
  for (const auto year : years) {
    const auto* fact = game.desk().get<CeilingFact>(ceiling_key(game.desk().law, "phl-debts", year));
    RC_ASSERT((fact != nullptr ? fact->amount : 0) == taken[year]);
    RC_ASSERT(taken[year] <= kCeiling);
  }
}

std::vector<Move> any_moves(int at_most) {
  return *rc::gen::resize(at_most, rc::gen::container<std::vector<Move>>(any_move())).as("moves");
}

RC_GTEST_PROP(OrderProperties, nothing_is_lost_by_rounding_or_settled_beyond_what_is_owed, ()) {
  Game game;
  for (const auto& move : any_moves(150)) {
    game.play(move);
    check_books(game);
  }
  check_billed_in_full(game);
}

RC_GTEST_PROP(OrderProperties, ceilings_equal_the_recomputed_sum_of_the_accepted_orders, ()) {
  // A ceiling that a few orders reach: 3 * 60 * 1060 / 7.
  Game game([](terms::Instrument& x) { x.ceilings[0].amount = 30'000; });
  for (auto move : any_moves(60)) {
    if (static_cast<unsigned>(move.what) > static_cast<unsigned>(Do::give) && move.what != Do::wait)
      move.what = Do::order;
    game.play(move);
    check_ceilings(game);
  }
}

// ---- order of arrival ----

/// One of the orders in which the acts may arrive: each behind its causes, chosen by `dice`.
std::vector<statement::SignedStatement> another_order(const std::vector<statement::SignedStatement>& acts,
                                                      const std::vector<unsigned>& dice) {
  std::set<Id> waiting;
  for (const auto& act : acts) waiting.insert(act->id());
  auto rest = acts;
  std::vector<statement::SignedStatement> out;
  const auto ready = [&](const statement::SignedStatement& act) {
    const auto& c = act->content();
    auto causes = statement::causes(*act);
    causes.insert(causes.end(), c.after.begin(), c.after.end());
    if (c.previous) causes.push_back(*c.previous);
    return std::none_of(causes.begin(), causes.end(), [&](const Id& id) { return waiting.contains(id); });
  };
  for (std::size_t turn = 0; !rest.empty(); ++turn) {
    std::vector<std::size_t> free;
    for (std::size_t i = 0; i < rest.size(); ++i)
      if (ready(rest[i])) free.push_back(i);
    RC_ASSERT(!free.empty());
    const auto at = free[dice.empty() ? 0 : dice[turn % dice.size()] % free.size()];
    out.push_back(rest[at]);
    waiting.erase(rest[at]->id());
    rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(at));
  }
  return out;
}

std::map<FactKey, base::Bytes> all_facts(const Facts& facts) {
  std::map<FactKey, base::Bytes> out;
  for (const auto& [key, fact] : facts.layer()) {
    const auto bytes = encode_fact(*fact);
    if (!bytes.empty()) out[key] = bytes;
  }
  return out;
}

RC_GTEST_PROP(OrderProperties, the_order_of_arrival_does_not_matter_where_causes_allow, ()) {
  // Acts that touch two orders at once (offsets, a ceiling that is reached) do depend on what came first.
  Game game([](terms::Instrument& x) { x.ceilings[0].amount = 1'000'000'000; });
  for (auto move : any_moves(40))
    if (move.what != Do::wait && move.what != Do::set_off) game.play(move);
  const auto dice = *rc::gen::arbitrary<std::vector<unsigned>>();
  const auto expected = all_facts(game.desk().facts());
  Facts again(&game.desk().agreed());
  const Context context{game.desk().now(), game.desk().accords().size(), kRulesVersion};
  for (const auto& act : another_order(game.acts, dice)) step(act, again, context, Record::none());
  const auto seen = all_facts(again);
  RC_ASSERT(seen == expected);
  // The canonical order, too, comes out of any heap of the same acts.
  auto heap = game.acts;
  std::reverse(heap.begin(), heap.end());
  Facts agreed(&game.desk().agreed());
  const auto one = canonical_order(game.acts, 0, agreed, Record::none());
  const auto other = canonical_order(heap, 0, agreed, Record::none());
  RC_ASSERT(one.has_value() && other.has_value());
  for (std::size_t i = 0; i < one->size(); ++i) RC_ASSERT((*one)[i]->id() == (*other)[i]->id());
}

TEST(OrderProperties, random_play_reaches_every_way_to_settle) {
  Game game;
  std::map<Do, unsigned> worked;
  std::uint64_t dice = 7;  // a fixed script: what matters is that the moves above can succeed at all
  for (int i = 0; i < 4'000 && game.orders().size() < 60; ++i) {
    const auto roll = [&](std::uint64_t n) {
      dice = dice * 6'364'136'223'846'793'005ULL + 1'442'695'040'888'963'407ULL;
      return (dice >> 33) % n;
    };
    Move m{static_cast<Do>(roll(kWays)), static_cast<unsigned>(roll(60)), static_cast<unsigned>(roll(8)),
           static_cast<std::int64_t>(roll(59) + 1)};
    if (m.what == Do::order && i % 4 != 0) m.what = Do::give;
    if (m.what == Do::wait) m.much = m.much % 2;
    const auto before = game.acts.size();
    game.play(m);
    for (auto at = before; at < game.acts.size(); ++at) {
      const auto* said = game.desk().get<StatementFact>(statement_key(game.acts[at]->id()));
      if (said->code == static_cast<std::uint16_t>(Code::accepted)) ++worked[m.what];
    }
  }
  for (unsigned way = 0; way < kWays - 1; ++way)
    EXPECT_GT(worked[static_cast<Do>(way)], 0U) << name_of(static_cast<Do>(way));
}

}  // namespace
}  // namespace palitan::kernel::kit
