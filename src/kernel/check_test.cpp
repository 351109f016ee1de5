// The invariants: an act whose effects break one stops the process, whatever the rules said of it.
#include <gtest/gtest.h>

#include <functional>

#include "kernel/order_kit.h"

namespace palitan::kernel::kit {
namespace {

/// 100 litres, billed, paid and confirmed; then Japan takes 10 of them back.
struct Invariants : WholeDesk, ::testing::Test {
  Id id = delivered({paid_fuel()});
  Id invoice = bill(id, 100).id;
  Id payment = does(phl, id, statement::Pay{invoice, {15'000, "JPY"}, "wire"}).id;
  bool confirmed = say(jpn, id, statement::Confirm{payment}) == Code::accepted;
  statement::SignedStatement last =
      sign(jpn, statement::CreditNote{invoice, {{1, 10 * kM, 1'500}}, 1'500, "C-1", "short"}, {.in = id});

  /// What the credit note does, before it is done.
  Effects effects() {
    before_ = std::make_unique<Facts>(&facts());
    load(*last, *before_, none());
    auto judgement = judge(last, *before_, {now(), accords().size(), kRulesVersion});
    for (const auto& key : balance_needs(judgement, *before_)) before_->put(key, absent());
    return apply(std::move(judgement), last, *before_);
  }
  void looked_at(const Effects& seen) { check(seen, last, *before_); }
  /// The same with the order changed behind the rules' back.
  Effects with(const std::function<void(OrderFact&)>& change) {
    auto out = effects();
    for (auto& [key, fact] : out.facts)
      if (const auto* file = std::get_if<CaseFact>(fact.get())) {
        auto other = *file;
        change(*other.order);
        fact = std::make_shared<const Fact>(std::move(other));
      }
    return out;
  }

 private:
  std::unique_ptr<Facts> before_;
};

TEST_F(Invariants, as_the_rules_leave_it_holds) {
  ASSERT_TRUE(confirmed);
  const auto seen = effects();
  ASSERT_EQ(told(seen.verdict), "accepted (): ");
  looked_at(seen);
  looked_at(with([](OrderFact&) {}));
}

TEST_F(Invariants, stops_where_postings_or_balances_do_not_follow) {
  auto seen = effects();
  ASSERT_FALSE(seen.postings.empty());
  ++seen.postings[0].amount;
  EXPECT_DEATH(looked_at(seen), "bug") << "an entry sums to zero";
  seen = effects();
  seen.postings.push_back({{ledger::AccountKind::receivable, "jpn", "phl"}, "PHP", 0});
  EXPECT_DEATH(looked_at(seen), "bug") << "nobody posts nothing";
  seen = effects();
  std::erase_if(seen.facts, [done = false](const auto& one) mutable {
    return one.first.kind == FactKind::balance && !std::exchange(done, true);
  });
  EXPECT_DEATH(looked_at(seen), "bug") << "every posting moves its balance";
  seen = effects();
  for (auto& [key, fact] : seen.facts)
    if (key.kind == FactKind::balance) fact = std::make_shared<const Fact>(BalanceFact{123});
  EXPECT_DEATH(looked_at(seen), "bug") << "by what was posted";
  seen = effects();
  seen.facts.push_back(seen.facts.front());
  EXPECT_DEATH(looked_at(seen), "bug") << "what happened can be traced to the statement";
  seen = effects();
  seen.facts.insert(seen.facts.begin(), seen.facts.front());
  EXPECT_DEATH(looked_at(seen), "bug") << "nothing is changed twice";
  seen = effects();
  seen.verdict.code = Code::refused_amount;
  EXPECT_DEATH(looked_at(seen), "bug") << "a refused act posts nothing";
}

TEST_F(Invariants, stops_where_an_order_owes_settles_or_binds_what_it_cannot) {
  const std::pair<const char*, std::function<void(OrderFact&)>> wrong[] = {
      {"less than nothing was received", [](auto& x) { x.lines[0].received = -1; }},
      {"more was answered than returned", [](auto& x) { x.lines[0].replaced = 1; }},
      {"more was billed than came", [](auto& x) { x.lines[0].billed = 200 * kM; }},
      {"less than nothing was given up", [](auto& x) { x.lines[0].written_off = -1; }},
      {"more was paid than billed", [](auto& x) { x.invoices[0].offset = 1; }},
      {"more was confirmed than paid", [](auto& x) { ++x.invoices[0].confirmed; }},
      {"less than nothing is held", [](auto& x) { x.invoices[0].locked = -1; }},
      {"what is to be paid back is held for a round", [](auto& x) { x.invoices[0].locked = 1; }},
      {"more was credited and given up than billed", [](auto& x) { x.invoices[0].credited = 15'001; }},
      {"more was paid back than came", [](auto& x) { x.invoices[0].refunded = 15'001; }},
      {"a payment is in no invoice", [](auto& x) { ++x.payments[0].amount; }},
      {"a withdrawn payment is in an invoice", [](auto& x) { x.payments[0].withdrawn = true; }},
      {"lines and invoices differ", [](auto& x) { ++x.lines[0].billed_amount; }},
      {"invoice and lines differ", [](auto& x) { x.invoices[0].withdrawn = true; }},
      {"no credit note says so", [](auto& x) { x.credit_notes.clear(); }},
      {"nobody paid that back",
       [](auto& x) {
         x.refunds.push_back({});
         x.refunds.back().amount = 5;
       }},
      {"nobody offered", [](auto& x) { x.offer.reset(); }},
      {"nobody accepted", [](auto& x) { x.accepted_by.reset(); }},
      {"the recipient offered", [](auto& x) { x.offer->by = "phl"; }}};
  for (const auto& [what, change] : wrong) {
    const auto seen = with(change);
    EXPECT_DEATH(looked_at(seen), "bug") << what;
  }
}

}  // namespace
}  // namespace palitan::kernel::kit
