// For tests: a desk of each party under an instrument on grants, with short sentences for the acts of a
// grant. Japan gives, the Philippines receive.
#pragma once
#include "kernel/grant_table.h"
#include "kernel/record_kit.h"

namespace palitan::kernel::kit {

inline terms::Instrument grant_instrument() {
  auto x = plain_instrument({"jpn", "phl"});
  x.name = "plain-osa";
  x.title = "Plain instrument on grants";
  x.activities = {};
  x.categories = {};
  x.exclusions = {};
  x.clocks = {};
  x.claim_days = {};
  x.claim_clause = {};
  x.clauses.clear();
  for (const auto* key : {"art-5", "consent", "evaluation", "fields", "humanitarian", "loss", "monitoring",
                          "note", "publication", "rule-of-law"})
    x.clauses.push_back({key, "made up", terms::Certainty::assumed});
  terms::GrantRules rules;
  rules.clause = "note";
  rules.donor = "jpn";
  rules.currency = "JPY";
  rules.fields = {{"humanitarian", "humanitarian", {}},
                  {"rule_of_law", "rule-of-law", {"air_surveillance", "maritime_surveillance"}}};
  rules.fields_clause = "fields";
  rules.consent_clause = "consent";
  rules.monitoring_clause = "monitoring";
  rules.report_months = 6;
  rules.inspection_months = 12;
  rules.evaluation_clause = "evaluation";
  rules.evaluation_months = 24;
  rules.loss_clause = "loss";
  rules.loss_days = 30;
  rules.publication_clause = "publication";
  x.grants = std::move(rules);
  return x;
}

struct GrantDesk : Record {
  GrantDesk() : Record({.open_house = true}) {
    const auto rules = terms::write(grant_instrument());
    osa = act(jpn, statement::ProposeInstrument{rules}).id;
    for (auto* who : {&jpn, &phl})
      PALITAN_CHECK(act(*who, statement::RatifyInstrument{day(-30), {}}, {.in = osa}).code() ==
                    Code::accepted);
    accord();
  }
  Office& jpn = office("jpn");
  Office& phl = office("phl");
  Id osa;

  /// 1,000 yen of boats in the fiscal year from 1 April 2026.
  statement::OfferGrant note() const {
    statement::OfferGrant out;
    out.instrument = osa;
    out.donor = "jpn";
    out.recipient = "phl";
    out.title = "Rigid-hulled inflatable boats";
    out.obligation = {1'000, "JPY"};
    out.field = "rule_of_law";
    out.purpose = "maritime_surveillance";
    out.note = "J-1";
    out.fiscal_year = *base::parse_date("2026-04-01");
    return out;
  }
  /// Lot `number` of two milestones of half its amount.
  static statement::AwardLot lot(std::uint32_t number, std::int64_t amount) {
    return {number,
            "Boats",
            "A yard",
            amount,
            {{1, "Hulls", day(30), amount / 2}, {2, "Trials", day(60), amount - amount / 2}}};
  }
  static statement::HandOver boats(std::vector<std::string> serials, std::uint32_t of = 1) {
    statement::HandOver out;
    out.lot = of;
    for (auto& serial : serials) out.items.push_back({std::move(serial), "Boat", {}});
    out.place = {"PHSFS", {}, {}, {}};
    return out;
  }
  static statement::ItemState state_of(std::string serial, std::string berth = {}) {
    return {std::move(serial), statement::Readiness::ready, "Squadron 3", {}, std::move(berth), {}};
  }
  template <class Body>
  Done does(Office& who, const Id& in, const Body& body, std::optional<base::Date> on = {}) {
    return act(who, body, {.in = in, .on = on});
  }
  template <class Body>
  Code say(Office& who, const Id& in, const Body& body, std::optional<base::Date> on = {}) {
    return does(who, in, body, on).code();
  }
  template <class Body>
  Id done(Office& who, const Id& in, const Body& body) {
    const auto out = does(who, in, body);
    PALITAN_CHECK(out.code() == Code::accepted);
    return out.id;
  }
  Id agreed(const statement::OfferGrant& what) {
    const auto id = act(jpn, what).id;
    done(phl, id, statement::AcceptGrant{"P-1"});
    return id;
  }
  /// Agreed, one lot of 1,000 yen.
  Id awarded() {
    const auto id = agreed(note());
    done(jpn, id, lot(1, 1'000));
    return id;
  }
  void reached(const Id& in, std::uint32_t milestone, std::uint32_t of = 1) {
    done(phl, in, statement::ConfirmGrant{done(jpn, in, statement::ReachMilestone{of, milestone, {}}), {}});
  }
  void handed_over(const Id& in, std::vector<std::string> serials) {
    done(phl, in, statement::ConfirmGrant{done(jpn, in, boats(std::move(serials))), {}});
  }
  /// Boats "RHIB-1" and "RHIB-2" with the recipient.
  Id delivered() {
    const auto id = awarded();
    handed_over(id, {"RHIB-1", "RHIB-2"});
    return id;
  }
  const GrantFact& grant(const Id& id) { return *get<CaseFact>(case_key(id))->grant; }
  std::int64_t owed(std::string_view kind) {
    ledger::AccountKind out{};
    PALITAN_CHECK(from_name(kind, out));
    return out == ledger::AccountKind::granted ? balance(out, "phl", "jpn", "JPY")
                                               : balance(out, "jpn", "phl", "JPY");
  }
};

}  // namespace palitan::kernel::kit
