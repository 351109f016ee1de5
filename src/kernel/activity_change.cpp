// What becomes of an activity once it is open: concurrence, changes of its purpose, and events without a
// transfer. Each version holds from its day on; acts are judged by the version of their date.
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "kernel/activity_rules.h"
#include "kernel/case_rules.h"

namespace palitan::kernel {
namespace {
using base::Code;
using statement::Role;

constexpr std::string_view kClause = "activity";

bool names(const std::vector<statement::PartyCode>& parties, std::string_view code) {
  return std::find(parties.begin(), parties.end(), code) != parties.end();
}

/// Opened by one, concurred in by all, or with a change that waits: what the results hash sees.
std::uint16_t state_of(const ActivityFact& x) {
  if (x.concurred.size() < x.activity.parties.size()) return 1;
  return x.proposed.empty() ? 2 : 3;
}

Change changed(const Act& act, ActivityFact after) {
  Change change;
  change.state = state_of(after);
  CaseFact file;
  file.activity.emplace(std::move(after));
  change.put(case_key(act.statement.case_of()), std::move(file));
  return change;
}

/// The activity of the act's case. The signer is one of its parties and a custodian.
base::Result<ActivityFact> activity_of(const Act& act) {
  const auto* found = act.facts.get<CaseFact>(case_key(act.statement.case_of()));
  if (found == nullptr || !found->activity)
    return base::refuse(Code::refused_cited, "not an activity", std::string(kClause));
  if (auto ok = check_role(act, Role::custodian); !ok) return tl::unexpected(ok.error());
  if (!names(found->activity->activity.parties, act.seat.party))
    return base::refuse(Code::refused_party, {}, std::string(kClause));
  return *found->activity;
}

base::Result<void> wrong(std::string what) {
  return base::refuse(Code::refused_unreadable, std::move(what), std::string(kClause));
}

base::Result<void> check_form(const statement::ChangeActivity& x, base::Date today) {
  if (x.type.empty() || x.type.size() > kShortText || x.place.size() > kShortText)
    return wrong("a change names the purpose; purpose and place are short");
  if (x.reason.empty() || x.reason.size() > kLongText) return wrong("a change says its reason");
  if (x.until < x.from || x.until < x.since)
    return wrong("the window ends after it begins, and not before the day of the change");
  if (std::int64_t{x.since.days} + kBackDatingDays < today.days)
    return base::refuse(Code::refused_back_dated,
                        fmt::format("it would hold from {}, more than {} days before {}", to_text(x.since),
                                    kBackDatingDays, to_text(today)),
                        std::string(kClause));
  return check_units_and_places(x.units, x.places);
}

/// Another party's word for a change; the last word makes it hold.
base::Result<void> concur_in(ActivityFact& x, const base::Id& change, const statement::PartyCode& party) {
  const auto at = std::find_if(x.proposed.begin(), x.proposed.end(),
                               [&](const auto& p) { return p.version.change == change; });
  if (at == x.proposed.end())
    return base::refuse(Code::refused_cited, "no change that waits for concurrence", std::string(kClause));
  if (names(at->concurred, party)) return base::refuse(Code::refused_already, {}, std::string(kClause));
  at->concurred.push_back(party);
  if (at->concurred.size() < x.activity.parties.size()) return {};
  if (x.versions.size() >= kVersionsMax)
    return base::refuse(Code::refused_overflow, "the activity was changed too often; open a new one",
                        std::string(kClause));
  x.versions.push_back(std::move(at->version));
  x.proposed.erase(at);
  return {};
}
}  // namespace

ActivityVersion ActivityFact::on(base::Date day) const {
  for (auto version = versions.rbegin(); version != versions.rend(); ++version)
    if (version->since <= day) return *version;
  return {{}, activity.from,  activity.type,  activity.from, activity.until, activity.place,
          {}, activity.units, activity.places};
}

base::Result<void> check_place(const statement::Place& place, const std::string& what) {
  const auto bad = [&](const char* why) {
    return base::refuse(Code::refused_place, what + ": " + why, "place");
  };
  const auto letter = [](char c) { return c >= 'A' && c <= 'Z'; };
  const auto& code = place.locode;
  if (!code.empty() && (code.size() != 5 || !letter(code[0]) || !letter(code[1]) ||
                        !std::all_of(code.begin() + 2, code.end(),
                                     [&](char c) { return letter(c) || (c >= '2' && c <= '9'); })))
    return bad("the code is not two letters and three of A-Z and 2-9");
  if (place.name.size() > kShortText) return bad("the name is too long");
  if (place.latitude.has_value() != place.longitude.has_value())
    return bad("a position has both latitude and longitude");
  constexpr std::int32_t kQuarter = 90'000'000, kHalf = 180'000'000;  // millionths of a degree
  if (place.latitude && (*place.latitude < -kQuarter || *place.latitude > kQuarter ||
                         *place.longitude < -kHalf || *place.longitude > kHalf))
    return bad("the position is not on the globe");
  return {};
}

base::Result<void> check_units_and_places(const std::vector<std::string>& units,
                                          const std::vector<statement::Place>& places) {
  if (units.size() > kUnitsMax || places.size() > kUnitsMax)
    return wrong(fmt::format("at most {} units and {} places", kUnitsMax, kUnitsMax));
  std::set<std::string_view> seen;
  for (const auto& unit : units)
    if (unit.empty() || unit.size() > kShortText || !seen.insert(unit).second)
      return wrong("a unit has a short name and is named once");
  for (std::size_t i = 0; i < places.size(); ++i) {
    const auto what = fmt::format("place {}", i + 1);
    if (places[i].locode.empty() && places[i].name.empty() && !places[i].latitude)
      return base::refuse(Code::refused_place, what + ": it has no name, code or position", "place");
    if (auto ok = check_place(places[i], what); !ok) return ok;
  }
  return {};
}

base::Result<Change> judge_concur_activity(const Act& act) {
  const auto body = act.body<statement::ConcurActivity>();
  if (!body) return tl::unexpected(body.error());
  auto activity = activity_of(act);
  if (!activity) return tl::unexpected(activity.error());
  if (auto ok = check_time(act, kBackDatingDays); !ok) return tl::unexpected(ok.error());
  if (body->change) {
    if (auto ok = concur_in(*activity, *body->change, act.seat.party); !ok) return tl::unexpected(ok.error());
    return changed(act, std::move(*activity));
  }
  if (names(activity->concurred, act.seat.party))
    return base::refuse(Code::refused_already, {}, std::string(kClause));
  activity->concurred.push_back(act.seat.party);
  return changed(act, std::move(*activity));
}

base::Result<Change> judge_change_activity(const Act& act) {
  const auto body = act.body<statement::ChangeActivity>();
  if (!body) return tl::unexpected(body.error());
  auto activity = activity_of(act);
  if (!activity) return tl::unexpected(activity.error());
  if (auto ok = check_time(act, kBackDatingDays); !ok) return tl::unexpected(ok.error());
  if (activity->concurred.size() < activity->activity.parties.size())
    return base::refuse(Code::refused_not_concurred, "the opening itself still waits for a party",
                        std::string(kClause));
  if (auto ok = check_form(*body, act.date); !ok) return tl::unexpected(ok.error());
  // Whoever proposes again takes the earlier proposal back.
  std::erase_if(activity->proposed, [&](const auto& p) { return p.concurred.front() == act.seat.party; });
  ActivityProposal proposal{{act.statement.id(), body->since, body->type, body->from, body->until,
                             body->place, body->reason, body->units, body->places},
                            {}};
  const auto& id = activity->proposed.emplace_back(std::move(proposal)).version.change;
  if (auto ok = concur_in(*activity, base::Id(id), act.seat.party); !ok) return tl::unexpected(ok.error());
  return changed(act, std::move(*activity));
}

namespace {
base::Result<void> event_covered(const Act& act, const ActivityFact& activity) {
  if (auto ok = check_time(act, kBackDatingDays); !ok) return ok;
  const auto then = activity.on(act.date);
  if (act.date < then.from || act.date > then.until)
    return base::refuse(Code::refused_window,
                        fmt::format("'{}' runs {} to {}, the event is of {}", activity.activity.name,
                                    to_text(then.from), to_text(then.until), to_text(act.date)),
                        std::string(kClause));
  if (activity.concurred.size() < activity.activity.parties.size())
    return base::refuse(Code::refused_not_concurred, {}, std::string(kClause));
  return {};
}
}  // namespace

// Nothing moves: no posting follows, whatever the event was.
base::Result<Change> judge_record_event(const Act& act) {
  const auto body = act.body<statement::RecordEvent>();
  if (!body) return tl::unexpected(body.error());
  auto activity = activity_of(act);
  if (!activity) return tl::unexpected(activity.error());
  if (!is_valid(body->event) || body->note.size() > kLongText)
    return base::refuse(Code::refused_unreadable, "the kind of event, or its note", std::string(kClause));
  if (auto ok = check_units_and_places(body->units, {}); !ok) return tl::unexpected(ok.error());
  if (auto ok = check_place(body->place, "place"); !ok) return tl::unexpected(ok.error());
  auto covered = event_covered(act, *activity);
  auto at = std::lower_bound(activity->events.begin(), activity->events.end(), body->event,
                             [](const EventCount& e, statement::EventKind kind) { return e.event < kind; });
  if (at == activity->events.end() || at->event != body->event)
    at = activity->events.insert(at, {body->event, 0});
  if (at->count == UINT32_MAX) return base::refuse(Code::refused_overflow, "events", std::string(kClause));
  ++at->count;
  auto change = changed(act, std::move(*activity));
  if (!covered) change.irregular = std::move(covered.error());
  return change;
}

}  // namespace palitan::kernel
