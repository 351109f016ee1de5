// Instruments and activities: under what law and for what purpose.
#include <algorithm>

#include <fmt/format.h>

#include "kernel/act.h"

namespace palitan::kernel {
namespace {
using base::Code;
using statement::Role;

bool names(const std::vector<statement::PartyCode>& parties, std::string_view code) {
  return std::find(parties.begin(), parties.end(), code) != parties.end();
}

base::Result<void> check_common(const Act& act) {
  if (auto ok = check_role(act, Role::custodian); !ok) return ok;
  return check_time(act, kBackDatingDays);
}
}  // namespace

base::Result<Change> judge_propose_instrument(const Act& act) {
  auto body = act.body<statement::ProposeInstrument>();
  if (!body) return tl::unexpected(body.error());
  if (auto ok = check_common(act); !ok) return tl::unexpected(ok.error());
  auto rules = terms::read(body->rules);
  if (!rules) return tl::unexpected(rules.error());
  for (const auto& code : rules->parties)
    if (act.partnership.party(code) == nullptr)
      return base::refuse(Code::refused_party, "'" + code + "' is not in this partnership",
                          rules->in_force_clause);
  if (!names(rules->parties, act.seat.party))
    return base::refuse(Code::refused_party, {}, rules->in_force_clause);
  CaseFact file;
  file.instrument.emplace().rules = std::move(*rules);
  Change change;
  change.state = 1;
  change.put(case_key(act.statement.id()), std::move(file));
  return change;
}

base::Result<Change> judge_ratify_instrument(const Act& act) {
  auto body = act.body<statement::RatifyInstrument>();
  if (!body) return tl::unexpected(body.error());
  const auto* found = act.facts.get<CaseFact>(case_key(act.statement.case_of()));
  if (found == nullptr || !found->instrument)
    return base::refuse(Code::refused_cited, "not an instrument", "ratification");
  auto file = *found;
  auto& instrument = *file.instrument;
  const auto& clause = instrument.rules.in_force_clause;
  if (auto ok = check_common(act); !ok) return tl::unexpected(ok.error());
  if (!names(instrument.rules.parties, act.seat.party)) return base::refuse(Code::refused_party, {}, clause);
  for (const auto& earlier : instrument.ratifications)
    if (earlier.party == act.seat.party) return base::refuse(Code::refused_already, {}, clause);
  auto filled = terms::fill(instrument.rules, body->settings);
  if (!filled) return tl::unexpected(filled.error());
  for (const auto& earlier : instrument.ratifications) {
    if (earlier.in_force != body->in_force || earlier.settings != body->settings)
      return base::refuse(Code::refused_settings,
                          fmt::format("{} ratified from {}, this says {}", earlier.party,
                                      to_text(earlier.in_force), to_text(body->in_force)),
                          clause);
  }
  instrument.ratifications.push_back({act.seat.party, body->in_force, body->settings});
  Change change;
  change.state = 1;
  if (instrument.ratifications.size() == instrument.rules.parties.size()) {
    instrument.in_force = body->in_force;
    instrument.rules = std::move(*filled);
    change.state = 2;
  }
  change.put(case_key(act.statement.case_of()), std::move(file));
  return change;
}

base::Result<Change> judge_open_activity(const Act& act) {
  auto body = act.body<statement::OpenActivity>();
  if (!body) return tl::unexpected(body.error());
  if (auto ok = check_common(act); !ok) return tl::unexpected(ok.error());
  if (!std::is_sorted(body->parties.begin(), body->parties.end(), std::less_equal<>{}) ||
      body->until < body->from || body->name.empty())
    return base::refuse(Code::refused_unreadable,
                        "parties ascending, a name, and a window that does not end first", "activity");
  for (const auto& code : body->parties)
    if (act.partnership.party(code) == nullptr)
      return base::refuse(Code::refused_party, "'" + code + "'", "activity");
  if (!names(body->parties, act.seat.party))
    return base::refuse(Code::refused_party, "the opener takes part", "activity");
  CaseFact file;
  file.activity.emplace(ActivityFact{std::move(*body), {act.seat.party}});
  Change change;
  change.state = 1;
  change.put(case_key(act.statement.id()), std::move(file));
  return change;
}

base::Result<Change> judge_concur_activity(const Act& act) {
  auto body = act.body<statement::ConcurActivity>();
  if (!body) return tl::unexpected(body.error());
  const auto* found = act.facts.get<CaseFact>(case_key(act.statement.case_of()));
  if (found == nullptr || !found->activity)
    return base::refuse(Code::refused_cited, "not an activity", "activity");
  if (auto ok = check_common(act); !ok) return tl::unexpected(ok.error());
  auto file = *found;
  auto& activity = *file.activity;
  if (!names(activity.activity.parties, act.seat.party))
    return base::refuse(Code::refused_party, {}, "activity");
  if (names(activity.concurred, act.seat.party)) return base::refuse(Code::refused_already, {}, "activity");
  activity.concurred.push_back(act.seat.party);
  Change change;
  change.state = activity.concurred.size() == activity.activity.parties.size() ? 2 : 1;
  change.put(case_key(act.statement.case_of()), std::move(file));
  return change;
}

}  // namespace palitan::kernel
