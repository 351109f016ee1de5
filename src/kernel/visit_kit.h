// For tests: a desk of each party under an agreement on visits and one on supplies, with short sentences for
// the acts of a visit. The Philippines are the host, Japan comes.
#pragma once
#include "kernel/record_kit.h"
#include "kernel/visit_table.h"

namespace palitan::kernel::kit {

inline terms::Instrument visit_instrument() {
  auto x = plain_instrument({"jpn", "phl"});
  x.name = "plain-raa";
  x.title = "Plain agreement on visits";
  x.categories = {};
  x.exclusions = {};
  x.clocks = {};
  x.claim_days = {};
  x.claim_clause = {};
  x.activities = {{"exercise", "art-1"}, {"relief", "art-1"}};
  x.clauses.clear();
  for (const auto* key : {"arms", "art-1", "art-5", "claims", "committee", "consent", "entry", "imports",
                          "incidents", "visits"})
    x.clauses.push_back({key, "made up", terms::Certainty::assumed});
  x.visits = terms::VisitRules{"visits",  14,          "consent", "entry",     "arms",
                               "imports", "incidents", "claims",  "committee", {}};
  return x;
}

struct VisitDesk : Record {
  VisitDesk() : Record({.open_house = true}) {
    raa = in_force(visit_instrument());
    auto supplies = plain_instrument({"jpn", "phl"});
    supplies.clauses.push_back({"visits", "made up", terms::Certainty::assumed});
    supplies.visit_clause = "visits";
    acsa = in_force(supplies);
    supplies.name = "flagging-acsa";
    supplies.visit_flagged = true;
    flagging = in_force(supplies);
    accord();
  }
  Office& jpn = office("jpn");
  Office& phl = office("phl");
  Id raa, acsa, flagging;

  Id in_force(const terms::Instrument& rules) {
    const auto id = act(jpn, statement::ProposeInstrument{terms::write(rules)}).id;
    for (auto* who : {&jpn, &phl})
      PALITAN_CHECK(act(*who, statement::RatifyInstrument{day(-30), {}}, {.in = id}).code() ==
                    Code::accepted);
    return id;
  }
  /// 20 officers, 100 enlisted, one aircraft, 30 rifles, 900 rounds, a generator, 800 boxes of water.
  statement::VisitPlan plan() const {
    statement::VisitPlan out;
    out.purpose = "Air exercise";
    out.from = day(0);
    out.until = day(10);
    out.people = {{statement::PeopleKind::officer, 20}, {statement::PeopleKind::enlisted, 100}};
    out.craft = {{statement::CraftKind::aircraft, "C-130H", "75-1075"}};
    out.arms = {{1, statement::ArmsKind::weapon, "rifle", 30, 0, {}, {}},
                {2, statement::ArmsKind::ammunition, "5.56 ball", 900, 10'000, {}, {}}};
    out.manifest = {{1, statement::ImportKind::temporary, "generator", 2 * base::kMicro, "EA"},
                    {2, statement::ImportKind::consumption, "boxes of water", 800 * base::kMicro, "EA"}};
    return out;
  }
  statement::NotifyVisit notice(statement::VisitPlan what) const {
    return {raa, activity(), "phl", "jpn", std::move(what), "note 1"};
  }
  template <class Body>
  Done does(Office& who, const Id& in, const Body& body, std::optional<base::Date> on = {}) {
    return act(who, body, {.in = in, .on = on});
  }
  template <class Body>
  Code say(Office& who, const Id& in, const Body& body, std::optional<base::Date> on = {}) {
    return does(who, in, body, on).code();
  }
  Id notified() { return act(jpn, notice(plan())).id; }
  Id consented(std::vector<statement::Condition> conditions = {}) {
    const auto id = notified();
    PALITAN_CHECK(say(phl, id, statement::ConsentVisit{id, std::move(conditions), "clearance 1"}) ==
                  Code::accepted);
    return id;
  }
  static statement::Crossing whole() {
    return {{{statement::PeopleKind::officer, 20}, {statement::PeopleKind::enlisted, 100}},
            {"75-1075"},
            {{1, 30}, {2, 900}},
            {{1, 2 * base::kMicro}, {2, 800 * base::kMicro}}};
  }
  static statement::Enter coming(statement::Crossing what) { return {std::move(what), {}, {}, {}, {}}; }
  static statement::Depart going(statement::Crossing what, bool last = false) {
    return {std::move(what), {}, last, {}};
  }
  Id entered() {
    const auto id = consented();
    PALITAN_CHECK(say(jpn, id, coming(whole())) == Code::accepted);
    return id;
  }
  const VisitFact& visit(const Id& id) { return *get<CaseFact>(case_key(id))->visit; }
};

}  // namespace palitan::kernel::kit
