// The further parts of an instrument: their form, and every fault that they can have.
#include <functional>

#include "terms/limits.h"
#include "terms/test_kit.h"

namespace palitan::terms {
namespace {
using base::Code;
using kit::day;
using kit::expect_refused;
using kit::full_agreement;
using statement::Means;
using statement::Role;

TEST(FullInstrument, IsTheSameAfterWritingAndReading) {
  const auto bytes = write(full_agreement());
  const auto again = read(bytes);
  ASSERT_TRUE(again) << again.error().detail;
  EXPECT_EQ(write(*again), bytes);
  EXPECT_EQ(again->ceilings[1].supplies_amount, 800);
  EXPECT_EQ(again->gates->order_elements, (std::vector{Element::order_date, Element::bill_to}));
  EXPECT_EQ(again->clocks[1].months, 12u);
  for (std::size_t size = 0; size < bytes.size(); ++size)
    EXPECT_FALSE(read(base::ByteView(bytes).first(size))) << size;
}

TEST(FullInstrument, WhatIsLeftOutTakesNoByte) {
  // The bytes of instruments that were proposed before these parts existed must not change.
  Instrument x;
  x.name = "a";
  // A map of three: the name, and the two figures that always stand, back_dating_days and rounding.
  EXPECT_EQ(write(x), (base::Bytes{0xa3, 0x01, 0x61, 'a', 0x0d, 0x18, 30, 0x0e, 0x00}));
}

TEST(OpenSettings, AreListedAndFilled) {
  auto x = full_agreement();
  EXPECT_TRUE(open_settings(x).empty());
  x.claim_clause = "times";
  x.clocks[1].months.reset();
  x.conversion->days.reset();
  x.offset->months.reset();
  x.invoice->days.reset();
  x.payment->days.reset();
  ASSERT_TRUE(validate(x)) << validate(x).error().detail;
  EXPECT_EQ(open_settings(x),
            (std::vector<std::string>{"claim_days", "clock.replacement_in_kind.days", "conversion.days",
                                      "invoice_days", "offset.months", "payment_days"}));
  const auto filled =
      fill(x, {{"conversion.days", 5}, {"invoice_days", 10}, {"offset.months", 18}, {"payment_days", 20}});
  ASSERT_TRUE(filled) << filled.error().detail;
  EXPECT_EQ(filled->conversion->days, 5u);
  EXPECT_EQ(filled->offset->months, 18u);
  EXPECT_EQ(filled->invoice->days, 10u);
  EXPECT_EQ(filled->payment->days, 20u);
  EXPECT_EQ(open_settings(*filled),
            (std::vector<std::string>{"claim_days", "clock.replacement_in_kind.days"}));
  EXPECT_TRUE(validate(*filled));
  expect_refused(fill(x, {{"offset.months", 121}}), Code::refused_settings, "frame",
                 "allowed are 1 to 120 months");
  expect_refused(fill(*filled, {{"offset.months", 3}}), Code::refused_settings, "frame",
                 "'offset.months' is not left open");
  x.conversion->months = 1;
  expect_refused(fill(x, {{"conversion.days", 3}}), Code::refused_settings, "frame",
                 "'conversion.days' is not left open");
}

TEST(Ratifying, ComesAfterSignatureAndApprovalAndBeforeTheEnd) {
  const auto x = full_agreement();
  expect_refused(may_begin_on(x, day("2026-01-14")), Code::refused_settings, "frame",
                 "it was signed on 2026-01-15");
  expect_refused(may_begin_on(x, day("2026-06-18")), Code::refused_settings, "frame",
                 "'jpn' approved it on 2026-06-19");
  EXPECT_TRUE(may_begin_on(x, day("2026-06-19")));
  EXPECT_TRUE(may_begin_on(x, day("2036-07-31")));
  expect_refused(may_begin_on(x, day("2036-08-01")), Code::refused_settings, "frame",
                 "it ended on 2036-08-01");
}

struct Fault {
  const char* what;
  std::function<void(Instrument&)> make;
  const char* clause;
  const char* detail;
};

void expect_all(std::initializer_list<Fault> faults) {
  ASSERT_TRUE(validate(full_agreement())) << validate(full_agreement()).error().detail;
  for (const auto& fault : faults) {
    SCOPED_TRACE(fault.what);
    auto x = full_agreement();
    fault.make(x);
    expect_refused(validate(x), Code::refused_terms, fault.clause, fault.detail);
    EXPECT_FALSE(read(write(x))) << "what is not valid must not be read either";
  }
}

TEST(FullInstrument, NamesFaultsOfCategoriesAndClocks) {
  expect_all({
      {"unit", [](auto& x) { x.categories[1].units = {"DRUM"}; }, "annex-fuel",
       "unit 'DRUM' of category 'fuel'"},
      {"units order", [](auto& x) { x.categories[1].units = {"LTR", "K6"}; }, "annex-fuel",
       "units of category 'fuel': element 2"},
      {"component", [](auto& x) { x.categories[2].components = {"Fuel"}; }, "categories", "component 'Fuel'"},
      {"component twice", [](auto& x) { x.categories[2].components = {"fuel", "fuel"}; }, "categories",
       "components of"},
      {"preference", [](auto& x) { x.categories[1].preference = {Means::return_of_the_same}; }, "annex-fuel",
       "not allowed"},
      {"preference twice",
       [](auto& x) { x.categories[1].preference = {Means::reimbursement, Means::reimbursement}; },
       "annex-fuel", "'reimbursement' twice"},
      {"clock of both", [](auto& x) { x.clocks[0].months = 2; }, "times", "has days and months"},
      {"clock of no month", [](auto& x) { x.clocks[1].months = 0; }, "times",
       "months is 0; allowed are 1 to 120"},
  });
}

TEST(FullInstrument, NamesFaultsOfDatesAndFrame) {
  expect_all({
      {"ends before signature", [](auto& x) { x.ends = day("2026-01-15"); }, "frame",
       "it ends on 2026-01-15, yet was signed on 2026-01-15"},
      {"approved before signature", [](auto& x) { x.approvals[0].on = day("2026-01-14"); }, "frame",
       "before the signature of 2026-01-15"},
      {"approved after the end", [](auto& x) { x.approvals[0].on = day("2036-08-01"); }, "frame",
       "yet approval by 'jpn' is of 2036-08-01"},
      {"approved by a stranger", [](auto& x) { x.approvals[0].party = "usa"; }, "", "approval by 'usa'"},
      {"approved twice", [](auto& x) { x.approvals.push_back(x.approvals[0]); }, "", "approvals: element 2"},
      {"authority of a stranger", [](auto& x) { x.authorities[0].party = "usa"; }, "", "authority of 'usa'"},
      {"authority of two lines", [](auto& x) { x.authorities[0].text = "a\nb"; }, "frame",
       "authority of 'jpn'"},
      {"authority clause", [](auto& x) { x.authorities[0].clause = "art-9"; }, "art-9", "authority of 'jpn'"},
      {"authority twice", [](auto& x) { x.authorities.push_back(x.authorities[0]); }, "",
       "authorities: element 2"},
      {"duration clause", [](auto& x) { x.duration->clause = "art-9"; }, "art-9", "duration"},
      {"renewal", [](auto& x) { x.duration->renewal_months = 1201; }, "frame", "renewal_months is 1201"},
      {"no notice", [](auto& x) { x.duration->notice_months = 0; }, "frame", "notice_months is 0"},
      {"notice longer than the term", [](auto& x) { x.duration->notice_months = 120; }, "frame",
       "not less than the 120 months"},
  });
}

TEST(FullInstrument, NamesFaultsOfWaitsAndCeilings) {
  expect_all({
      {"conversion of both", [](auto& x) { x.conversion->months = 1; }, "conversion", "days and months"},
      {"conversion days", [](auto& x) { x.conversion->days = 3661; }, "conversion",
       "conversion: days is 3661"},
      {"conversion clause", [](auto& x) { x.conversion->clause = ""; }, "", "conversion cites clause ''"},
      {"offset months", [](auto& x) { x.offset->months = 0; }, "offset", "offset: months is 0"},
      {"offset clause", [](auto& x) { x.offset->clause = "art-9"; }, "art-9", "offset cites"},
      {"invoice days", [](auto& x) { x.invoice->days = 0; }, "times", "invoice: days is 0"},
      {"payment clause", [](auto& x) { x.payment->clause = "art-9"; }, "art-9", "payment cites"},
      {"write-off clause", [](auto& x) { x.write_off_clause = "art-9"; }, "art-9", "write_off cites"},
      {"ceiling name", [](auto& x) { x.ceilings[0].name = "JPN"; }, "", "ceiling 'JPN'"},
      {"ceiling of a stranger", [](auto& x) { x.ceilings[0].party = "usa"; }, "ceilings",
       "'usa' is not a party"},
      {"ceiling side", [](auto& x) { x.ceilings[0].side = static_cast<LedgerSide>(3); }, "ceilings",
       "neither of debts"},
      {"ceiling currency", [](auto& x) { x.ceilings[0].currency = "YEN"; }, "ceilings",
       "currency 'YEN' is not known"},
      {"ceiling of nothing", [](auto& x) { x.ceilings[0].amount = 0; }, "ceilings",
       "amount is not above zero"},
      {"ceiling of supplies", [](auto& x) { x.ceilings[1].supplies_amount = 1001; }, "ceilings",
       "supplies_amount"},
      {"ceiling month", [](auto& x) { x.ceilings[0].first_month = 13; }, "ceilings", "first_month is 13"},
      {"ceiling exempt category", [](auto& x) { x.ceilings[1].exempt_categories = {"gold"}; }, "ceilings",
       "category 'gold', which is not listed"},
      {"ceiling exempt activity", [](auto& x) { x.ceilings[1].exempt_activities = {"war"}; }, "ceilings",
       "activity 'war', which is not listed"},
      {"ceiling exempt twice", [](auto& x) { x.ceilings[1].exempt_categories = {"fuel", "fuel"}; }, "",
       "exempt categories: element 2"},
      {"ceiling clause", [](auto& x) { x.ceilings[1].clause = "art-9"; }, "art-9", "ceiling 'phl-debts'"},
      {"ceiling twice", [](auto& x) { x.ceilings[1].name = "jpn-debts"; }, "", "ceilings: element 2"},
  });
}

TEST(FullInstrument, NamesFaultsOfProcedureGoodsAndMoney) {
  expect_all({
      {"one role", [](auto& x) { x.apart[0].second = Role::requester; }, "apart", "not two roles"},
      {"roles turned round", [](auto& x) { std::swap(x.apart[0].first, x.apart[0].second); }, "apart",
       "the lower first"},
      {"role unknown", [](auto& x) { x.apart[0].first = static_cast<Role>(99); }, "", "unknown role"},
      {"role off orders", [](auto& x) { x.apart[0].first = Role::registrar; }, "apart",
       "'registrar' does not act on orders"},
      {"pair twice", [](auto& x) { x.apart[1] = x.apart[0]; }, "", "apart: element 2"},
      {"gates ask nothing", [](auto& x) { x.gates = Gates{{}, {}, "gates"}; }, "gates", "ask nothing"},
      {"element unknown", [](auto& x) { x.gates->order_elements[0] = static_cast<Element>(26); }, "gates",
       "unknown element"},
      {"elements out of order",
       [](auto& x) { std::swap(x.gates->order_elements[0], x.gates->order_elements[1]); }, "gates",
       "element 2"},
      {"element of delivery", [](auto& x) { x.gates->order_elements = {Element::quantity_furnished}; },
       "gates", "'quantity_furnished' is known only at delivery"},
      {"gates clause", [](auto& x) { x.gates->clause = "art-9"; }, "art-9", "gates cites"},
      {"training for ever, yet not needed", [](auto& x) { x.warrants->training_needed = false; }, "training",
       "without training_needed"},
      {"training months", [](auto& x) { x.warrants->training_months = 0; }, "training",
       "training_months is 0"},
      {"visit clause", [](auto& x) { x.visit_clause = "art-9"; }, "art-9", "visit cites"},
      {"tolerance of nothing", [](auto& x) { x.tolerances[0].millionths = 0; }, "tolerance",
       "millionths is 0"},
      {"tolerance above the whole", [](auto& x) { x.tolerances[0].millionths = 1'000'001; }, "tolerance",
       "millionths is 1000001"},
      {"tolerance of what is not listed", [](auto& x) { x.tolerances[0].category = "gold"; }, "tolerance",
       "tolerance of 'gold'"},
      {"substitution item", [](auto& x) { x.substitutions[0].item = "f 76"; }, "kind", "an item is 1 to 16"},
      {"substitution by itself", [](auto& x) { x.substitutions[0].same_kind = {"F-76"}; }, "kind",
       "the item itself"},
      {"substitution by nothing", [](auto& x) { x.substitutions[0].same_kind = {}; }, "kind", "there are 0"},
      {"substitution by what is no item", [](auto& x) { x.substitutions[0].same_kind = {"jet"}; }, "kind",
       "'jet'"},
      {"substitution twice", [](auto& x) { x.substitutions.push_back(x.substitutions[0]); }, "",
       "substitutions: element 2"},
      {"currency", [](auto& x) { x.currencies->allowed = {"YEN"}; }, "currencies",
       "currency 'YEN' is not known"},
      {"currencies out of order", [](auto& x) { x.currencies->allowed = {"PHP", "JPY"}; }, "currencies",
       "element 2"},
      {"retransfer clause", [](auto& x) { x.retransfer->clause = "art-9"; }, "art-9", "retransfer cites"},
      {"tax clause", [](auto& x) { x.tax_relief_clause = "art-9"; }, "art-9", "tax_relief cites"},
      {"price clause", [](auto& x) { x.price_rules->clause = "art-9"; }, "art-9", "price rules cites"},
      {"waiver clause", [](auto& x) { x.price_rules->waiver_clause = "art-9"; }, "art-9", "waiver cites"},
  });
}

}  // namespace
}  // namespace palitan::terms
