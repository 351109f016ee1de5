#include "made_law.h"

namespace palitan::year {
namespace {
using statement::Means;
const std::vector<Means> kAll = {Means::reimbursement, Means::replacement_in_kind,
                                 Means::equal_value_exchange, Means::return_of_the_same};

terms::Instrument frame(std::string name, std::vector<std::string> parties) {
  terms::Instrument x;
  x.name = std::move(name);
  x.title = "Made for a year";
  x.parties = std::move(parties);
  x.clauses = {{"art-1", "made up", terms::Certainty::assumed}};
  x.activities = {{"exercise", "art-1"}, {"relief", "art-1"}};
  for (const auto* category : {"food", "fuel", "spare_parts", "transport"}) {
    terms::CategoryRule rule{category, "art-1", kAll};
    rule.service = std::string_view(category) == "transport";
    x.categories.push_back(rule);
  }
  x.in_force_clause = "art-1";
  x.claim_days = 10;
  x.claim_clause = "art-1";
  x.write_off_clause = "art-1";
  return x;
}
}  // namespace

terms::Instrument sea_rules() {
  auto x = frame("sea-acsa", {"jpn", "phl", "usa"});
  x.clocks = {{Means::reimbursement, 60, "art-1"},
              {Means::replacement_in_kind, 90, "art-1"},
              {Means::equal_value_exchange, {}, "art-1", 4},
              {Means::return_of_the_same, 45, "art-1"}};
  x.conversion = terms::Conversion{30, {}, "art-1"};
  x.offset = terms::Offset{6, "art-1"};
  x.invoice = terms::DayLimit{30, "art-1"};
  x.payment = terms::DayLimit{30, "art-1"};
  terms::Ceiling credits{"credits", "jpn",  terms::LedgerSide::credits, "JPY", 900'000'000'000'000, {}, 4, {},
                         {},        "art-1"};
  credits.exempt_categories = {"fuel"};
  terms::Ceiling debts{
      "debts",    "phl",  terms::LedgerSide::debts, "USD", 900'000'000'000'000, 800'000'000'000'000, 10, {},
      {"relief"}, "art-1"};
  x.ceilings = {credits, debts};
  return x;
}

terms::Instrument air_rules() {
  auto x = frame("air-acsa", {"jpn", "phl"});
  x.rounding = static_cast<std::uint16_t>(base::Rounding::half_up);
  x.clocks = {{Means::reimbursement, 30, "art-1"}};
  return x;
}

}  // namespace palitan::year
