// What a partnership lives on beside the order of goods: who may come with what, a purpose that changes, and
// the right agreement for each pair.
#include "cli/demo_acts.h"

namespace palitan::cli {
namespace {
using statement::Role;

/// Two parties hold an activity.
Done<base::Id> hold(Stage& stage, statement::OpenActivity body, const char* opens, const char* says) {
  const auto parties = body.parties;
  const auto opened = act(stage, opens, Role::custodian, body, {}, says);
  if (!opened) return opened;
  for (const auto& party : parties)
    if (party != opens)
      if (const auto other =
              act(stage, party.c_str(), Role::custodian, statement::ConcurActivity{}, *opened, "concurs");
          !other)
        return other;
  return opened;
}

statement::VisitPlan plan_of(Stage& stage) {
  using statement::ImportKind;
  statement::VisitPlan plan;
  plan.purpose = "Relief flights, practised together";
  plan.from = base::add_days(stage.today(), -1);
  plan.until = base::add_days(stage.today(), 7);
  plan.units = {"1st Tactical Airlift Wing"};
  plan.places = {{"PHMOP", "Mactan", {}, {}}};
  plan.people = {{statement::PeopleKind::officer, 6}, {statement::PeopleKind::enlisted, 24}};
  plan.craft = {{statement::CraftKind::aircraft, "C-130H", "75-1075"}};
  plan.manifest = {{1, ImportKind::temporary, "ground power unit", 1'000'000, "EA"},
                   {2, ImportKind::consumption, "drinking water, boxes", 800'000'000, "EA"}};
  plan.contact = "Air Support Command, liaison desk";
  return plan;
}

Done<base::Id> declare(Stage& stage, const base::Id& law, const base::Id& exercise) {
  const statement::NotifyVisit notice{law, exercise, "phl", "jpn", plan_of(stage), "ASC-2026-31"};
  const auto visit = act(stage, "jpn", Role::requester, notice, {},
                         "declares a visit: 30 people, one C-130H, 800 boxes of water, no arms");
  if (!visit) return visit;
  statement::ConsentVisit consent;
  consent.of = *visit;
  consent.conditions = {{1, "plant quarantine looks at the cargo hold before it is opened", std::nullopt}};
  const auto agreed = act(stage, "phl", Role::approver, consent, *visit, "consents, on one condition");
  if (!agreed) return agreed;
  return visit;
}

statement::Crossing all_of(bool with_water) {
  statement::Crossing out;
  out.people = {{statement::PeopleKind::officer, 6}, {statement::PeopleKind::enlisted, 24}};
  out.craft = {"75-1075"};
  out.manifest = {{1, 1'000'000}};
  if (with_water) out.manifest.push_back({2, 800'000'000});
  return out;
}

/// The exercise becomes relief: from today on, by both sides' word.
Done<void> change_purpose(Stage& stage, const base::Id& exercise) {
  statement::ChangeActivity change;
  change.type = "relief";
  change.since = stage.today();
  change.from = base::add_days(stage.today(), -1);
  change.until = base::add_days(stage.today(), 14);
  change.place = "Lapu-Lapu";
  change.reason = "an earthquake struck while the exercise ran";
  const auto changed = act(stage, "phl", Role::custodian, change, exercise,
                           "turns the exercise into relief after an earthquake");
  if (!changed) return tl::unexpected(changed.error());
  const auto concurred = act(stage, "jpn", Role::custodian, statement::ConcurActivity{*changed}, exercise,
                             "concurs: from today on it is relief");
  if (!concurred) return tl::unexpected(concurred.error());
  return {};
}

/// What the visitor needs while it helps: an order of the relief, for the visit.
Done<void> serve_the_visit(Stage& stage, const base::Id& exercise, const base::Id& visit) {
  using statement::Kind;
  auto asked = full_words(
      {"1 port_airport_services RAMP 2 DAY reimbursement 40000 Parking and ground handling of a C-130H"},
      "phl", "J-2026-061", "1st Tactical Airlift Wing", "Air Support Command, finance office");
  asked.place = "Lapu-Lapu";
  asked.instrument = "jpn-phl-acsa-2026";
  asked.activity = base::to_hex(exercise.view());
  asked.visit = base::to_hex(visit.view());
  const auto order = stage.request(stage.nation("jpn"), std::move(asked),
                                   "asks for ground handling, for the relief and the visit");
  if (!order) return tl::unexpected(order.error());
  auto bill = noted(&OrderWords::number, "PN-2026-0161");
  bill.due = to_text(base::add_days(stage.today(), 30));
  if (auto ok = play(
          stage, {{"phl", &*order, Kind::offer, issuing("Mactan Air Base", "Philippine Air Force, Finance"),
                   "offers it at 40 000 yen a day"},
                  {"jpn", &*order, Kind::accept, {}, "accepts"},
                  {"phl", &*order, Kind::issue, {}, "handles the aircraft for two days"},
                  {"jpn", &*order, Kind::receive, {}, "has received it"},
                  {"phl", &*order, Kind::invoice, bill, "bills it"},
                  {"jpn", &*order, Kind::pay, noted(&OrderWords::reference, "BOJ-4790"), "pays"},
                  {"phl", &*order, Kind::confirm, {}, "confirms that the money arrived"},
                  {"jpn", &*order, Kind::close, {}, "closes the order"}});
      !ok)
    return ok;
  const auto view = stage.nation("phl").desk->case_file(*order);
  stage.check(
      "an order of the relief names the visit that it serves",
      view && view->file.order && view->file.order->visit == visit && view->file.order->activity == exercise);
  return {};
}

Done<void> leave(Stage& stage, const base::Id& visit) {
  statement::Depart early{all_of(false), {"PHMOP", "Mactan", {}, {}}, true, {}};
  early.actual.manifest.clear();
  const auto refused = refusal(stage, "jpn", Role::issuer, early, visit);
  if (!refused) return tl::unexpected(refused.error());
  fmt::print("  jpn  wants to leave for good, and is told:\n       {}\n", *refused);
  stage.check("a last departure with a temporary import still inside is refused",
              refused->find("refused_inside") != std::string::npos);
  for (const auto& step : {act(stage, "jpn", Role::issuer,
                               statement::Depart{all_of(false), {"PHMOP", "Mactan", {}, {}}, true, {}}, visit,
                               "leaves with everybody, the aircraft and the ground power unit"),
                           act(stage, "phl", Role::approver, statement::CloseVisit{"nothing is left inside"},
                               visit, "closes the visit")})
    if (!step) return tl::unexpected(step.error());
  return {};
}
}  // namespace

Done<void> play_the_visit(Stage& stage) {
  stage.open_book(kJapanPhilippines);
  chapter("11. A visit under the access agreement, and an exercise that becomes relief");
  const auto law = adopt(
      stage,
      {"instruments/jpn-phl-raa-2024.toml", *base::parse_date("2025-09-11"), {{"visits.consent_days", 10}}});
  if (!law) return tl::unexpected(law.error());
  const auto exercise = hold(stage,
                             {"exercise",
                              "Airlift exercise at Mactan",
                              {"jpn", "phl"},
                              base::add_days(stage.today(), -1),
                              base::add_days(stage.today(), 14),
                              "Mactan"},
                             "phl", "opens an airlift exercise");
  if (!exercise) return tl::unexpected(exercise.error());
  const auto visit = declare(stage, *law, *exercise);
  if (!visit) return tl::unexpected(visit.error());
  if (const auto entered = act(stage, "jpn", Role::issuer,
                               statement::Enter{all_of(true), {"PHMOP", "Mactan", {}, {}}, {}, {}, {}},
                               *visit, "enters: 30 people and the C-130H are in the country");
      !entered)
    return tl::unexpected(entered.error());
  if (auto ok = change_purpose(stage, *exercise); !ok) return ok;
  for (const auto& step : {act(stage, "jpn", Role::issuer,
                               statement::DeclareChange{{}, {{2, 800'000'000}}, "handed out at Lapu-Lapu"},
                               *visit, "declares the 800 boxes of water consumed: handed out as relief"),
                           act(stage, "phl", Role::approver, statement::MeetCondition{1, "hold inspected"},
                               *visit, "says that its condition was met")})
    if (!step) return tl::unexpected(step.error());
  if (auto ok = serve_the_visit(stage, *exercise, *visit); !ok) return ok;
  if (auto ok = leave(stage, *visit); !ok) return ok;
  if (auto ok = stage.settle(); !ok) return ok;
  for (auto& one : stage.nations()) {
    const auto view = one.desk->case_file(*visit);
    stage.check(fmt::format("the visit is closed on {}", one.code),
                view && !view->acts.empty() && view->acts.back().kind == "close_visit");
  }
  return {};
}

OrderWords full_words(std::vector<std::string> lines, const char* supplier, const std::string& reference,
                      const char* unit, const char* bill_to) {
  auto words = with_lines(std::move(lines));
  words.supplier = supplier;
  words.reference = reference;
  words.place = "at sea west of Luzon";
  words.needs = "none";
  words.unit = unit;
  words.bill_to = bill_to;
  words.funds = "as certified by the office named";
  words.liability = "as the agreement says";
  return words;
}
OrderWords issuing(const char* unit, const char* payee) {
  OrderWords words;
  words.unit = unit;
  words.payee = payee;
  words.remit_to = payee;
  return words;
}

Done<base::Id> deliver(Stage& stage, const char* giver, const char* taker, OrderWords asked,
                       OrderWords offered, const char* says) {
  const auto order = stage.request(stage.nation(taker), std::move(asked), says);
  if (!order) return order;
  using statement::Kind;
  if (auto ok = play(stage, {{giver, &*order, Kind::offer, std::move(offered), "offers"},
                             {taker, &*order, Kind::accept, {}, "accepts"},
                             {giver, &*order, Kind::issue, {}, "issues it"},
                             {taker, &*order, Kind::receive, {}, "receives it in full"}});
      !ok)
    return tl::unexpected(ok.error());
  if (auto ok = stage.settle(); !ok) return tl::unexpected(ok.error());
  return order;
}

namespace {
Done<void> open_drill(Stage& stage, const char* opens, const char* name) {
  auto parties = stage.book().parties;
  const auto opened = hold(stage,
                           {"exercise", name, std::move(parties), base::add_days(stage.today(), -1),
                            base::add_days(stage.today(), 14), "west of Luzon"},
                           opens, "opens the replenishment drill");
  if (!opened) return tl::unexpected(opened.error());
  return {};
}
}  // namespace

Done<void> play_the_other_pairs(Stage& stage) {
  chapter("12. The right agreement for each pair: no trilateral one exists");
  const auto in_force = base::add_days(stage.today(), -kDaysBack);
  stage.open_book(kJapanStates);
  if (const auto law = adopt(stage, {"instruments/jpn-usa-acsa-2017.toml", in_force, assumed_clocks()}); !law)
    return tl::unexpected(law.error());
  if (auto ok = open_drill(stage, "jpn", "Replenishment drill, Japan and the United States"); !ok) return ok;
  if (const auto fuel =
          deliver(stage, "jpn", "usa",
                  full_words({"1 fuel F-76 50000 LTR replacement_in_kind 95 Naval distillate fuel | due " +
                              to_text(base::add_months(stage.today(), 6)) + " Yokosuka"},
                             "jpn", "U-2026-003", "USS Shoup (DDG-86)", "Fleet Logistics Center, Yokosuka"),
                  issuing("JS Izumo (DDH-183)", "JMSDF Yokosuka District Finance Division"),
                  "the United States asks Japan for 50 000 litres of F-76");
      !fuel)
    return tl::unexpected(fuel.error());
  stage.open_book(kPhilippinesStates);
  if (const auto law = adopt(stage, {"instruments/phl-usa-mlsa.toml", in_force, assumed_clocks()}); !law)
    return tl::unexpected(law.error());
  if (auto ok = open_drill(stage, "phl", "Replenishment drill, the Philippines and the United States"); !ok)
    return ok;
  auto berth = full_words({"1 facilities BERTH 2 DAY reimbursement 1200.00 Berthing at Alava Wharf"}, "phl",
                          "U-2026-004", "USS Shoup (DDG-86)", "Fleet Logistics Center, Yokosuka");
  berth.currency = "USD";
  berth.place = "Alava Wharf, Subic Bay";
  if (const auto given = deliver(stage, "phl", "usa", std::move(berth),
                                 issuing("Naval Operating Base Subic", "Philippine Navy, Finance Center"),
                                 "the United States asks the Philippines for two days of berthing");
      !given)
    return tl::unexpected(given.error());
  fmt::print("  Each pair has its own basis and its own book.\n");
  return {};
}

}  // namespace palitan::cli
