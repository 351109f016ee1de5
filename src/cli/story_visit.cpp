// Activities that change, and visits, in a story's words.
#include <algorithm>

#include <fmt/format.h>

#include "cli/story_player.h"
#include "kernel/visit_table.h"

namespace palitan::cli {
namespace {
using statement::Kind;
using statement::PartyCode;

constexpr int kDigits = 6;

template <class Enum>
Enum word_of(Words& words, std::string_view what) {
  Enum out{};
  const auto word = words.next(what);
  if (!words.fault() && !from_name(word, out)) words.fail("'" + word + "' is not " + std::string(what));
  return out;
}
std::uint32_t number_of(Words& words) { return static_cast<std::uint32_t>(words.number("a number")); }
std::uint64_t count_of(Words& words) { return static_cast<std::uint64_t>(words.number("a count")); }

statement::Craft craft_of(Words& words) {
  statement::Craft out;
  out.craft = word_of<statement::CraftKind>(words, "ship, aircraft or vehicle");
  out.type = words.next("its type");
  out.identifier = words.next("its identifier");
  return out;
}

/// "2 ammunition "5.56 ball" 900 [grams 10000] [stored "Magazine 4"]"
statement::ArmsLine arms_of(Words& words) {
  statement::ArmsLine out;
  out.number = number_of(words);
  out.arms = word_of<statement::ArmsKind>(words, "weapon, ammunition or explosive");
  out.type = words.next("its type");
  out.count = count_of(words);
  if (words.take("grams")) out.explosive_grams = count_of(words);
  if (words.take("stored")) out.storage = words.next("the place of storage");
  return out;
}

/// "1203 400 LTR"
statement::GoodsOf goods_moved(Words& words) {
  statement::GoodsOf out;
  out.un_number = words.next("a UN number");
  out.quantity = words.decimal("a quantity", kDigits);
  out.unit = words.next("a unit");
  return out;
}

/// "4 "class B""
statement::Licensed drivers_of(Words& words) {
  statement::Licensed out;
  out.count = static_cast<std::uint32_t>(count_of(words));
  out.licence = words.next("a class of licence");
  return out;
}

/// "PHTAC "Tacloban"", or a name alone.
statement::Place place_of(Words& words) {
  statement::Place out;
  if (!words.quoted()) out.locode = words.next("a UN/LOCODE");
  if (words.quoted()) out.name = words.next("a name");
  return out;
}

template <class Line>
void put_line(std::vector<Line>& lines, Line line) {
  auto at = std::find_if(lines.begin(), lines.end(), [&](const Line& x) { return x.number >= line.number; });
  if (at != lines.end() && at->number == line.number)
    *at = std::move(line);
  else
    lines.insert(at, std::move(line));
}

/// One indented line of a plan; it adds to the plan, or takes the place of what stands there.
void plan_detail(Words& words, statement::VisitPlan& plan) {
  if (words.take("purpose")) {
    plan.purpose = words.next("the purpose");
  } else if (words.take("window")) {
    plan.from = words.date("its first day");
    words.need("..");
    plan.until = words.date("its last day");
  } else if (words.take("unit")) {
    plan.units.push_back(words.next("a unit"));
  } else if (words.take("place")) {
    plan.places.push_back(place_of(words));
  } else if (words.take("people")) {
    const auto count = static_cast<std::uint32_t>(count_of(words));
    const auto people = word_of<statement::PeopleKind>(words, "officer, enlisted or civilian");
    std::erase_if(plan.people, [&](const auto& x) { return x.people == people; });
    plan.people.push_back({people, count});
    std::sort(plan.people.begin(), plan.people.end(),
              [](const auto& a, const auto& b) { return a.people < b.people; });
  } else if (words.take("craft")) {
    plan.craft.push_back(craft_of(words));
  } else if (words.take("arms")) {
    put_line(plan.arms, arms_of(words));
  } else if (words.take("goods")) {
    statement::DangerousGoods goods;
    goods.un_number = words.next("a UN number");
    goods.quantity = words.decimal("a quantity", kDigits);
    goods.unit = words.next("a unit");
    plan.goods.push_back(std::move(goods));
  } else if (words.take("drivers")) {
    plan.drivers.push_back(drivers_of(words));
  } else if (words.take("import")) {
    statement::ImportLine line;
    line.number = number_of(words);
    line.regime = word_of<statement::ImportKind>(words, "temporary or consumption");
    line.description = words.next("what it is");
    line.quantity = words.decimal("a quantity", kDigits);
    line.unit = words.next("a unit");
    put_line(plan.manifest, std::move(line));
  } else if (words.take("drop arms")) {
    const auto number = number_of(words);
    std::erase_if(plan.arms, [&](const auto& x) { return x.number == number; });
  } else {
    words.fail("'" + words.peek() +
               "' is no part of a plan: purpose, window, unit, place, people, craft, arms, goods, drivers, "
               "import, drop arms");
  }
}

/// One indented line of what crossed the border or was used up.
void crossing_detail(Words& words, statement::Crossing& what, statement::Enter* enter) {
  if (words.take("people")) {
    const auto count = static_cast<std::uint32_t>(count_of(words));
    what.people.push_back({word_of<statement::PeopleKind>(words, "officer, enlisted or civilian"), count});
  } else if (words.take("craft")) {
    what.craft.push_back(words.next("an identifier"));
  } else if (words.take("arms")) {
    const auto number = number_of(words);
    what.arms.push_back({number, count_of(words)});
  } else if (words.take("import")) {
    const auto number = number_of(words);
    what.manifest.push_back({number, words.decimal("a quantity", kDigits)});
  } else if (words.take("goods")) {
    what.goods.push_back(goods_moved(words));
  } else if (words.take("drivers")) {
    what.drivers.push_back(drivers_of(words));
  } else if (enter != nullptr && words.take("undeclared craft")) {
    enter->undeclared_craft.push_back(craft_of(words));
  } else if (enter != nullptr && words.take("undeclared arms")) {
    enter->undeclared_arms.push_back(arms_of(words));
  } else {
    words.fail("'" + words.peek() + "' does not cross a border: people, craft, arms, import, goods, drivers");
  }
}

const std::map<std::string, statement::ClaimOutcome> kOutcomes = {
    {"pays", statement::ClaimOutcome::paid},
    {"rejects", statement::ClaimOutcome::rejected},
    {"drops", statement::ClaimOutcome::given_up}};
}  // namespace

std::optional<kernel::VisitFact> Player::visit_of(const PartyCode& party, const Named& target) {
  const auto file = world_->book(party).get<kernel::CaseFact>(kernel::case_key(target.case_id), true);
  return file && file->visit ? std::optional(*file->visit) : std::nullopt;
}

/// Signed by the office that the visit's table asks for.
template <class Body>
void Player::visit_act(const PartyCode& party, const Named& target, const Body& body, const ActOptions& opts,
                       int line) {
  const auto visit = visit_of(party, target);
  const bool host = visit && visit->host == party;
  const auto one = host ? kernel::VisitSide::host : kernel::VisitSide::visitor;
  const auto other = host ? kernel::VisitSide::visitor : kernel::VisitSide::host;
  auto role = kernel::visit_role_for(statement::kKindOf<Body>, one);
  if (!role) role = kernel::visit_role_for(statement::kKindOf<Body>, other);
  perform(party, std::string(name(role.value_or(statement::Role::approver))), target.case_id, body, opts,
          line);
}

bool Player::plan_of(const Sentence& sentence, statement::VisitPlan& plan) {
  for (const auto& detail : sentence.details) {
    Words line(detail);
    plan_detail(line, plan);
    line.end();
    if (broken(line)) return false;
  }
  return true;
}

bool Player::crossing(const Sentence& sentence, statement::Crossing& what, statement::Enter* enter) {
  for (const auto& detail : sentence.details) {
    Words line(detail);
    crossing_detail(line, what, enter);
    line.end();
    if (broken(line)) return false;
  }
  return true;
}

/// jpn visits phl under raa for ex25 as visit1, and the plan below it.
void Player::notify(const PartyCode& party, Words& words, const Sentence& sentence, const ActOptions& opts) {
  statement::NotifyVisit body;
  body.visitor = party;
  body.host = words.next("the host");
  words.need("under");
  if (const auto* law = named(words, "an instrument")) body.instrument = law->id;
  words.need("for");
  if (const auto* activity = named(words, "an activity")) body.activity = activity->id;
  if (broken(words) || !plan_of(sentence, body.plan)) return;
  perform(party, "requester", std::nullopt, body, opts, words.line());
}

/// jpn declares visit1 anew "why" as plan2: the plan as it stands, changed by the lines below.
void Player::declare_anew(const PartyCode& party, Words& words, const Sentence& sentence,
                          const ActOptions& opts) {
  const auto* target = named(words, "a visit");
  words.need("anew");
  statement::AmendVisit body;
  body.reason = words.next("the reason");
  if (target == nullptr || broken(words)) return;
  if (const auto visit = visit_of(party, *target)) {
    if (visit->plan) body.plan = *visit->plan;
    if (visit->proposed) body.plan = visit->proposed->plan;
  }
  if (plan_of(sentence, body.plan)) visit_act(party, *target, body, opts, words.line());
}

/// phl consents to visit1 | plan2, with conditions below. A visit's name stands for the plan that waits.
void Player::consent(const PartyCode& party, Words& words, const Sentence& sentence, const ActOptions& opts) {
  words.need("to");
  const auto* target = named(words, "a visit or its amendment");
  if (target == nullptr) return;
  statement::ConsentVisit body;
  body.of = target->id;
  for (const auto& detail : sentence.details) {
    Words line(detail);
    line.need("condition");
    statement::Condition condition;
    condition.number = number_of(line);
    condition.text = line.next("what it asks");
    if (line.take("by")) condition.by = line.date("a day");
    body.conditions.push_back(std::move(condition));
    line.end();
    if (broken(line)) return;
  }
  visit_act(party, *target, body, opts, words.line());
}

/// jpn enters visit1 | departs visit1 [for good] | expends in visit1
void Player::cross(const PartyCode& party, Words& words, const Sentence& sentence, const ActOptions& opts,
                   Kind kind) {
  if (kind == Kind::declare_change) words.need("in");
  const auto* target = named(words, "a visit");
  if (target == nullptr) return;
  statement::Enter enter;
  enter.paper = opts.paper;
  statement::Depart depart;
  depart.paper = opts.paper;
  depart.last = kind == Kind::depart && words.take("for good");
  statement::Crossing what;
  if (broken(words) || !crossing(sentence, what, kind == Kind::enter ? &enter : nullptr)) return;
  if (kind == Kind::enter) {
    enter.actual = what;
    visit_act(party, *target, enter, opts, words.line());
  } else if (kind == Kind::depart) {
    depart.actual = what;
    visit_act(party, *target, depart, opts, words.line());
  } else {
    visit_act(party, *target, statement::DeclareChange{what.arms, what.manifest, {}, what.goods}, opts,
              words.line());
  }
}

/// What follows from a visit: incidents, claims, the joint committee.
bool Player::visit_affair(const PartyCode& party, Words& words, const ActOptions& opts) {
  const auto say = [&](const Named* target, const auto& body) {
    if (target != nullptr && !broken(words)) visit_act(party, *target, body, opts, words.line());
    return true;
  };
  if (words.take("meets condition")) {
    statement::MeetCondition body{number_of(words), {}};
    words.need("of");
    return say(named(words, "a visit"), body);
  }
  if (words.take("reports")) {
    statement::ReportIncident body;
    body.incident = word_of<statement::IncidentKind>(words, "a kind of incident");
    body.what = words.next("what happened");
    words.need("in");
    body.on = base::Effective{world_->now(), offset_}.legal_date();
    return say(named(words, "a visit"), body);
  }
  if (words.take("claims")) {
    statement::Claim body;
    body.amount = amount(words);
    words.need("for");
    if (const auto* known = find(words.peek()); known != nullptr && !words.quoted()) {
      words.next("an incident");
      body.incident = known->id;
    }
    body.grounds = words.next("the grounds");
    words.need("in");
    return say(named(words, "a visit"), body);
  }
  if (words.take("brings")) {
    statement::RaiseItem body;
    body.subject = words.next("the subject");
    if (words.take("about"))
      if (const auto* about = named(words, "an act of the visit")) body.about = about->id;
    words.need("before the committee of");
    return say(named(words, "a visit"), body);
  }
  if (words.take("decides")) {
    const auto* item = named(words, "an item");
    statement::ResolveItem body{item != nullptr ? item->id : base::Id{}, words.next("the decision")};
    return say(item, body);
  }
  const auto outcome = kOutcomes.find(words.peek());
  const auto* claim = find(words.peek(1));
  if (outcome == kOutcomes.end() || claim == nullptr || claim->kind != Kind::claim) return false;
  words.next("what becomes of the claim");
  words.next("a claim");
  statement::SettleClaim body{claim->id, outcome->second, 0, {}};
  if (body.outcome == statement::ClaimOutcome::paid || words.take("with")) body.amount = amount(words).minor;
  return say(claim, body);
}

/// jpn changes ex25 to relief "why" from 2025-10-08 [until 2025-10-20] as change1; phl records dry_approach
/// "what" in ex25
bool Player::activity_verb(const PartyCode& party, Words& words, const ActOptions& opts) {
  const auto* known = find(words.peek(1));
  if (words.peek() == "changes" && known != nullptr && known->kind == Kind::open_activity) {
    words.next("changes");
    words.next("an activity");
    const auto file = world_->book(party).get<kernel::CaseFact>(kernel::case_key(known->case_id), true);
    statement::ChangeActivity body;
    words.need("to");
    body.type = words.next("the new purpose");
    body.reason = words.next("the reason");
    words.need("from");
    body.since = words.date("its first day");
    if (file && file->activity) {
      const auto now = file->activity->on(body.since);
      body.from = now.from;
      body.until = now.until;
      body.place = now.place;
    }
    if (words.take("until")) body.until = words.date("its last day");
    if (!broken(words)) perform(party, "custodian", known->case_id, body, opts, words.line());
    return true;
  }
  statement::RecordEvent event;
  if (words.peek() != "records" || !from_name(words.peek(1), event.event)) return false;
  words.take("records");
  words.next("an event");
  event.note = words.next("what happened");
  words.need("in");
  if (const auto* target = named(words, "an activity"); target != nullptr && !broken(words))
    perform(party, "custodian", target->case_id, event, opts, words.line());
  return true;
}

bool Player::visit_verb(const PartyCode& party, Words& words, const Sentence& sentence,
                        const ActOptions& opts) {
  if (!world_->running(party)) return false;
  if (words.take("visits")) {
    notify(party, words, sentence, opts);
  } else if (words.take("declares")) {
    declare_anew(party, words, sentence, opts);
  } else if (words.take("consents")) {
    consent(party, words, sentence, opts);
  } else if (words.take("refuses")) {
    const auto* target = named(words, "a visit or its amendment");
    statement::RefuseVisit body{target != nullptr ? target->id : base::Id{}, words.next("the reason")};
    if (target != nullptr && !broken(words)) visit_act(party, *target, body, opts, words.line());
  } else if (words.take("enters")) {
    cross(party, words, sentence, opts, Kind::enter);
  } else if (words.take("departs")) {
    cross(party, words, sentence, opts, Kind::depart);
  } else if (words.take("expends")) {
    cross(party, words, sentence, opts, Kind::declare_change);
  } else if (words.take("ends")) {
    if (const auto* target = named(words, "a visit"); target != nullptr)
      visit_act(party, *target, statement::CloseVisit{}, opts, words.line());
  } else {
    return visit_affair(party, words, opts) || activity_verb(party, words, opts);
  }
  return true;
}

/// "visit1 has inside "30 enlisted, aircraft 75-1075"", "visit1 has open "a claim of phl is open"",
/// "ex25 has on 2025-10-08 relief"
void Player::visit_has(const Named& target, const std::string& what, Words& words) {
  for (const auto& party : world_->parties()) {
    if (!world_->running(party)) continue;
    const auto file = world_->book(party).get<kernel::CaseFact>(kernel::case_key(target.case_id), true);
    auto reading = words;
    std::string seen = "nothing of that";
    if (reading.take("on")) {
      const auto day = reading.date("a day");
      if (file && file->activity) seen = file->activity->on(day).type;
    } else if (reading.take("open")) {
      if (file && file->visit) seen = kernel::open_of(*file->visit);
    } else {
      reading.need("inside");
      if (file && file->visit) seen = kernel::inside_of(*file->visit);
    }
    const auto expected = reading.next("what it has");
    if (!reading.fault() && seen != expected)
      reading.fail(fmt::format("expected {} to have '{}' at {}, seen '{}'", what, expected, party, seen));
    reading.end();
    if (broken(reading)) return;
  }
  while (!words.done()) words.next("what it has");
}

}  // namespace palitan::cli
