// For tests: a desk of each party under an agreement that knows every way to settle, with short sentences for
// the acts of an order.
#pragma once
#include "kernel/record_kit.h"

namespace palitan::kernel::kit {

inline constexpr std::int64_t kM = base::kMicro;
inline constexpr std::int64_t kCeiling = 2'000'000;  ///< yen, of the Philippines' debts in a fiscal year

/// The plain agreement, with conversion on the day after the due date, offset, writing off, a ceiling from
/// April to March, F-44 for F-76, and things that are lent or exchanged.
inline terms::Instrument whole_instrument(std::vector<std::string> parties) {
  auto x = plain_instrument(std::move(parties));
  x.name = "whole-acsa";
  x.clauses.push_back({"debts", "made up", terms::Certainty::assumed});
  std::sort(x.clauses.begin(), x.clauses.end(), [](auto& a, auto& b) { return a.key < b.key; });
  x.categories = {{"facilities", "art-2", {Means::reimbursement, Means::equal_value_exchange}},
                  {"fuel", "annex-fuel", {Means::reimbursement, Means::replacement_in_kind}},
                  {"spare_parts",
                   "art-2",
                   {Means::reimbursement, Means::replacement_in_kind, Means::return_of_the_same}}};
  x.exclusions = {};
  x.clocks.clear();
  for (const auto means : {Means::reimbursement, Means::replacement_in_kind, Means::equal_value_exchange,
                           Means::return_of_the_same})
    x.clocks.push_back({means, 60, "art-4"});
  x.conversion = terms::Conversion{1, {}, "debts"};
  x.offset = terms::Offset{18, "debts"};
  x.write_off_clause = "debts";
  terms::Ceiling ceiling;
  ceiling.name = "phl-debts";
  ceiling.party = "phl";
  ceiling.currency = "JPY";
  ceiling.amount = kCeiling;
  ceiling.first_month = 4;
  ceiling.clause = "debts";
  x.ceilings = {ceiling};
  x.substitutions = {{"F-76", {"F-44"}, "annex-fuel"}};
  return x;
}

/// Everybody signs at the desk that holds every role.
struct WholeDesk : Record {
  explicit WholeDesk(const std::function<void(terms::Instrument&)>& change = {})
      : Record({.open_house = true}) {
    auto rules = whole_instrument({"jpn", "phl"});
    if (change) change(rules);
    law = act(jpn, statement::ProposeInstrument{terms::write(rules)}).id;
    for (auto* who : {&jpn, &phl})
      PALITAN_CHECK(act(*who, statement::RatifyInstrument{day(-30), {}}, {.in = law}).code() ==
                    Code::accepted);
    accord();
  }
  Office& jpn = office("jpn");
  Office& phl = office("phl");
  Id law;

  template <class Body>
  Done does(Office& who, const Id& in, const Body& body, std::optional<base::Date> on = {}) {
    return act(who, body, {.in = in, .on = on});
  }
  template <class Body>
  Code say(Office& who, const Id& in, const Body& body) {
    return does(who, in, body).code();
  }
  statement::Request asked(std::vector<statement::OrderLine> lines, bool from_japan = true) const {
    statement::Request out;
    out.instrument = law;
    out.activity = activity();
    out.supplier = from_japan ? "jpn" : "phl";
    out.recipient = from_japan ? "phl" : "jpn";
    out.currency = "JPY";
    out.lines = std::move(lines);
    return out;
  }
  /// Asked, offered and accepted; the total follows from the lines. `from_japan`: Japan supplies.
  Id agreed_order(const std::vector<statement::OrderLine>& lines, bool from_japan = true,
                  std::optional<Id> card = {}) {
    auto& giver = from_japan ? jpn : phl;
    auto& taker = from_japan ? phl : jpn;
    std::int64_t total = 0;
    for (const auto& l : lines)
      if (l.means == Means::reimbursement) total += *value_of(l, l.quantity, base::Rounding::half_even);
    const auto id = act(taker, asked(lines, from_japan)).id;
    statement::Offer offer;
    offer.lines = lines;
    offer.total = total;
    offer.rates = card;
    const auto offered = does(giver, id, offer).id;
    last_code = say(taker, id, statement::Accept{offered, total});
    return id;
  }
  Code last_code = Code::accepted;  ///< of the last acceptance

  Done give(const Id& order_id, std::int64_t units, std::optional<Id> corrects = {}) {
    statement::Issue body{{{1, units * kM, {}}}, {}, corrects, {}};
    return does(giver_of(order_id), order_id, body);
  }
  Done take(const Id& order_id, const Id& issue_id, std::int64_t units, std::optional<Id> corrects = {}) {
    statement::Receive body{
        issue_id, {{1, units * kM, 0, statement::Reason::measurement, {}}}, {}, corrects, {}};
    return does(taker_of(order_id), order_id, body);
  }
  Id delivered(const std::vector<statement::OrderLine>& lines, bool from_japan = true) {
    const auto id = agreed_order(lines, from_japan);
    const auto units = lines.front().quantity / kM;
    take(id, give(id, units).id, units);
    return id;
  }
  Done bill(const Id& order_id, std::int64_t units, bool claimed = false) {
    const auto amount = amount_to_bill(order(order_id).lines[0], units * kM, base::Rounding::half_even);
    return does(giver_of(order_id), order_id,
                statement::Invoice{{{1, units * kM, amount.value_or(0), claimed}},
                                   amount.value_or(0),
                                   base::add_days(today(), 60),
                                   "1"});
  }
  Done give_back(const Id& order_id, std::int64_t units, const std::string& item = "F-76") {
    return does(taker_of(order_id), order_id,
                statement::ReturnInKind{{{1, item, "LTR", units * kM, {}, {}}}, {}});
  }
  Code answer(const Id& order_id, const Id& given, std::int64_t units) {
    return say(giver_of(order_id), order_id,
               statement::AcceptReturn{given, {{1, units * kM, {}}}, statement::Reason::spoiled});
  }
  Code convert(const Id& order_id, std::int64_t units) {
    return say(giver_of(order_id), order_id, statement::Convert{{{1, units * kM, {}}}});
  }
  Code write_off(const Id& order_id, std::int64_t units) {
    return say(giver_of(order_id), order_id,
               statement::WriteOff{{}, 0, {{1, units * kM, {}}}, "Minister, letter 7", "relief"});
  }
  Code write_off_money(const Id& order_id, const Id& invoice, std::int64_t yen) {
    return say(giver_of(order_id), order_id,
               statement::WriteOff{invoice, yen, {}, "Minister, letter 7", "relief"});
  }
  Code set_off(const Id& order_id, const Id& mine, const Id& theirs, std::int64_t yen) {
    return say(giver_of(order_id), order_id,
               statement::Offset{mine, theirs, {yen, "JPY"}, "State, letter 8"});
  }
  Code regularise(Office& who, const Id& order_id, const Id& irregular,
                  statement::RegularWay way = statement::RegularWay::regularised) {
    return say(who, order_id, statement::Regularise{irregular, way, {}});
  }
  Office& giver_of(const Id& order_id) { return order(order_id).supplier == "jpn" ? jpn : phl; }
  Office& taker_of(const Id& order_id) { return order(order_id).supplier == "jpn" ? phl : jpn; }
};

}  // namespace palitan::kernel::kit
