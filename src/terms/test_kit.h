// Agreements for the tests of this room. For tests only.
#pragma once
#include <gtest/gtest.h>

#include "terms/instrument.h"

namespace palitan::terms::kit {
using statement::Means;
using statement::Role;

inline base::Date day(std::string_view text) { return *base::parse_date(text); }

/// The agreement of `terms_test.cpp` with a figure for everything that can be stated.
inline Instrument full_agreement() {
  Instrument x;
  x.name = "jpn-phl-full";
  x.title = "A full agreement";
  x.parties = {"jpn", "phl"};
  for (const char* key :
       {"activities", "annex-fuel", "apart", "categories", "ceilings", "conversion", "currencies", "exercise",
        "frame",      "gates",      "kind",  "offset",     "prices",   "retransfer", "tax",        "times",
        "tolerance",  "training",   "visit", "waivers",    "weapons",  "write-off"})
    x.clauses.push_back({key, "made up", Certainty::assumed});
  x.activities = {{"exercise", "exercise"}, {"relief", "exercise"}};
  x.categories = {{"food", "categories", {Means::reimbursement}},
                  {"fuel",
                   "annex-fuel",
                   {Means::reimbursement, Means::replacement_in_kind},
                   {"K6", "LTR"},
                   {},
                   false,
                   {Means::replacement_in_kind}},
                  {"transport",
                   "categories",
                   {Means::reimbursement, Means::equal_value_exchange},
                   {},
                   {"flight_hours", "fuel"},
                   true,
                   {},
                   true}};
  x.exclusions = {{"jpn", "weapons", "weapons"}};
  x.clocks = {{Means::reimbursement, 60, "times"}, {Means::replacement_in_kind, std::nullopt, "times", 12}};
  x.in_force_clause = "frame";
  x.ends = day("2036-08-01");
  x.authorities = {{"jpn", "Ministry of Defense", "frame"}};
  x.signed_on = day("2026-01-15");
  x.approvals = {{"jpn", day("2026-06-19")}};
  x.duration = Duration{120, 6, "frame"};
  x.conversion = Conversion{1, std::nullopt, "conversion"};
  x.offset = Offset{18, "offset"};
  x.invoice = DayLimit{30, "times"};
  x.payment = DayLimit{45, "times"};
  x.write_off_clause = "write-off";
  x.ceilings = {
      {"jpn-debts", "jpn", LedgerSide::debts, "PHP", 100, std::nullopt, 4, {}, {}, "ceilings"},
      {"phl-debts", "phl", LedgerSide::debts, "JPY", 1000, 800, 1, {"fuel"}, {"relief"}, "ceilings"}};
  x.apart = {{Role::requester, Role::approver, "apart"}, {Role::receiver, Role::biller, "apart"}};
  x.gates = Gates{{Element::order_date, Element::bill_to}, {Element::receipt_acknowledged}, "gates"};
  x.tolerances = {{"fuel", 5'000, "tolerance"}};
  x.substitutions = {{"F-76", {"F-44"}, "kind"}};
  x.currencies = Currencies{{"JPY", "PHP"}, "currencies"};
  x.retransfer = Retransfer{true, "retransfer"};
  x.tax_relief_clause = "tax";
  x.price_rules = PriceRules{true, true, "prices", "waivers"};
  x.visit_clause = "visit";
  x.warrants = WarrantRule{true, 24, "training"};
  return x;
}

template <class T>
void expect_refused(const base::Result<T>& result, base::Code code, std::string_view clause,
                    std::string_view part_of_detail) {
  ASSERT_FALSE(result) << "expected " << base::name(code) << ", " << part_of_detail;
  EXPECT_EQ(base::name(result.error().code), base::name(code));
  EXPECT_EQ(result.error().clause, clause) << result.error().detail;
  EXPECT_NE(result.error().detail.find(part_of_detail), std::string::npos) << result.error().detail;
}

}  // namespace palitan::terms::kit
