// Invariants, by other code than the rules (spec/log.md section "Invariants"). A broken one stops the
// process.
#include <algorithm>

#include "kernel/account_check.h"
#include "kernel/credit_check.h"
#include "kernel/grant_check.h"
#include "kernel/judge.h"
#include "kernel/round_check.h"
#include "kernel/visit_check.h"

namespace palitan::kernel {
namespace {
using base::Int128;

/// One sum for each key, keys ascending.
template <class Key>
void add_up(std::vector<std::pair<Key, Int128>>& amounts) {
  std::ranges::sort(amounts, {}, &std::pair<Key, Int128>::first);
  std::size_t last = 0;
  for (std::size_t i = 1; i < amounts.size(); ++i) {
    if (amounts[i].first == amounts[last].first)
      amounts[last].second += amounts[i].second;
    else
      amounts[++last] = amounts[i];
  }
  if (!amounts.empty()) amounts.resize(last + 1);
}

// I1: every entry sums to zero per commodity. I6: a balance is the one before it plus the postings.
void check_postings(const Effects& effects, const Facts& facts) {
  std::vector<std::pair<std::string_view, Int128>> sums;
  std::vector<std::pair<FactKey, Int128>> moved;
  for (const auto& posting : effects.postings) {
    PALITAN_CHECK(posting.amount != 0);
    sums.emplace_back(posting.commodity, posting.amount);
    moved.emplace_back(balance_key(posting.account, posting.commodity), posting.amount);
  }
  add_up(sums);
  add_up(moved);
  for (const auto& [commodity, sum] : sums) PALITAN_CHECK(sum == 0);
  std::size_t balances = 0;
  for (const auto& [key, fact] : effects.facts) {
    if (key.kind != FactKind::balance) continue;
    ++balances;
    const auto* before = facts.get<BalanceFact>(key);
    const Int128 old = before != nullptr ? before->amount : 0;
    const auto by = std::ranges::lower_bound(moved, key, {}, &std::pair<FactKey, Int128>::first);
    PALITAN_CHECK(by != moved.end() && by->first == key);
    PALITAN_CHECK(old + by->second == std::get<BalanceFact>(*fact).amount);
  }
  PALITAN_CHECK(balances == moved.size());
}

// I2: settled <= owed (at the act that settles), and what was settled beyond a bill that was lowered since is
// paid back from what came, never twice. I3: billed <= received + claimed. I5: nothing binds without
// both sides.
void check_order(const OrderFact& order, const OrderFact* before) {
  Int128 billed = 0, invoiced = 0, paid = 0, paid_by_invoice = 0, credited = 0, noted = 0, refunded = 0,
         sent_back = 0;
  for (const auto& line : order.lines) {
    PALITAN_CHECK(line.issued >= 0 && line.received >= 0 && line.damaged >= 0 && line.billed >= 0);
    PALITAN_CHECK(Int128{line.replaced} + line.rejected <= line.returned);
    const Int128 claimed = line.billed > line.received ? Int128{line.billed} - line.received : 0;
    PALITAN_CHECK(line.billed <= line.received + claimed);
    // A claim stands on goods that were issued; a later correction may lower them, a bill may not exceed
    // them.
    const auto* old = before != nullptr ? before->line(line.line.number) : nullptr;
    if (line.billed > (old != nullptr ? old->billed : 0))
      PALITAN_CHECK(line.billed <= std::max({line.received, line.issued, line.converted}));
    PALITAN_CHECK(line.converted >= 0 && line.written_off >= 0 && line.locked >= 0 && line.cleared >= 0);
    billed += line.billed_amount;
  }
  for (const auto& invoice : order.invoices) {
    const Int128 settled = Int128{invoice.paid} + invoice.offset + invoice.written_off + invoice.cleared;
    const Int128 over = settled + invoice.credited - invoice.refunded - invoice.total;
    PALITAN_CHECK(invoice.locked >= 0 && invoice.cleared >= 0 && invoice.credited >= 0);
    PALITAN_CHECK(settled <= Int128{invoice.total} + invoice.refunded && invoice.offset >= 0 &&
                  invoice.written_off >= 0 && invoice.confirmed <= invoice.paid);
    PALITAN_CHECK(invoice.withdrawn || over <= 0 || (invoice.credited > 0 && invoice.locked == 0));
    PALITAN_CHECK(Int128{invoice.credited} + invoice.written_off <= invoice.total);
    PALITAN_CHECK(invoice.refunded >= 0 &&
                  invoice.refunded <= Int128{invoice.confirmed} + invoice.offset + invoice.cleared);
    if (!invoice.withdrawn) invoiced += invoice.total;
    paid_by_invoice += invoice.paid;
    credited += invoice.credited;
    refunded += invoice.refunded;
  }
  for (const auto& pay : order.payments) paid += pay.withdrawn ? 0 : pay.amount;
  for (const auto& refund : order.refunds) sent_back += refund.withdrawn ? 0 : refund.amount;
  for (const auto& note : order.credit_notes) noted += note.total;
  PALITAN_CHECK(billed == invoiced - credited && paid == paid_by_invoice);
  PALITAN_CHECK(credited == noted && refunded == sent_back);
  const bool binding = order.state == OrderState::accepted || order.state == OrderState::delivering ||
                       order.state == OrderState::closed;
  PALITAN_CHECK(!binding || (order.offer && order.offer->by == order.supplier && order.accepted_by));
}
}  // namespace

void check(const Effects& effects, const statement::SignedStatement& act, const Facts& facts) {
  check_postings(effects, facts);
  // I4: what happened can be traced to this statement.
  PALITAN_CHECK(effects.facts.back().first == statement_key(act->id()));
  std::vector<FactKey> keys;
  for (const auto& [key, fact] : effects.facts) {
    keys.push_back(key);
    const auto* file = fact_as<CaseFact>(fact.get());
    if (file == nullptr) continue;
    PALITAN_CHECK(file->instrument.has_value() + file->activity.has_value() + file->order.has_value() +
                      file->visit.has_value() + file->grant.has_value() + file->evidence.has_value() +
                      file->account.has_value() + file->credit.has_value() + file->round.has_value() ==
                  1);
    const auto* before = facts.get<CaseFact>(key);
    if (file->visit)
      check_visit(*file->visit, before != nullptr && before->visit ? &*before->visit : nullptr);
    if (file->grant)
      check_grant(*file->grant, before != nullptr && before->grant ? &*before->grant : nullptr);
    if (file->credit)
      check_credit(*file->credit, before != nullptr && before->credit ? &*before->credit : nullptr);
    if (file->account)
      check_account(*file->account, before != nullptr && before->account ? &*before->account : nullptr);
    if (file->round)
      check_round(*file->round, before != nullptr && before->round ? &*before->round : nullptr);
    if (!file->order) continue;
    check_order(*file->order, before != nullptr && before->order ? &*before->order : nullptr);
  }
  std::sort(keys.begin(), keys.end());
  PALITAN_CHECK(std::adjacent_find(keys.begin(), keys.end()) == keys.end());
  // A refused act changes nothing but what is known of it (and of the keys it names), unless a
  // fork's facts must be shown.
  const bool refused = base::family(effects.verdict.code) == base::Family::refused;
  if (refused && effects.verdict.code != base::Code::refused_forked)
    PALITAN_CHECK(effects.postings.empty() && effects.facts.size() <= 4);
}

}  // namespace palitan::kernel
