// Instruments and the opening of activities: under what law and for what purpose.
#include <algorithm>
#include <tuple>

#include <fmt/format.h>

#include "base/money.h"
#include "kernel/activity_rules.h"
#include "terms/queries.h"

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
  if (auto ok = terms::may_begin_on(instrument.rules, body->in_force); !ok) return tl::unexpected(ok.error());
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
    auto partnership = act.partnership;
    partnership.instruments.push_back(act.statement.case_of());
    change.put(partnership_key(), std::move(partnership));
  }
  change.put(case_key(act.statement.case_of()), std::move(file));
  return change;
}

namespace {
constexpr std::size_t kRatesMax = 500;

auto key_of(const statement::Rate& r) { return std::tie(r.category, r.item, r.unit, r.component); }

/// Form of a rate card: dates in order, known units, ascending rates without doubles.
base::Result<void> check_card(const statement::PublishRates& card) {
  if (!base::currency(card.currency))
    return base::refuse(Code::refused_currency, "'" + card.currency + "'", "rate-card");
  if (card.valid_until < card.valid_from || card.rates.empty() || card.rates.size() > kRatesMax)
    return base::refuse(
        Code::refused_rate,
        fmt::format("a card holds 1 to {} rates and does not end before it begins", kRatesMax), "rate-card");
  const statement::Rate* last = nullptr;
  for (const auto& rate : card.rates) {
    if (!base::unit(rate.unit)) return base::refuse(Code::refused_unit, "'" + rate.unit + "'", "rate-card");
    if (rate.minor < 0 || rate.per <= 0 || rate.per > 1'000'000)
      return base::refuse(Code::refused_amount, "rate of " + rate.category, "rate-card");
    if (last != nullptr && !(key_of(*last) < key_of(rate)))
      return base::refuse(Code::refused_rate, "rates ascend, and none stands twice: " + rate.category,
                          "rate-card");
    last = &rate;
  }
  return {};
}
}  // namespace

base::Result<Change> judge_publish_rates(const Act& act) {
  auto body = act.body<statement::PublishRates>();
  if (!body) return tl::unexpected(body.error());
  const auto* found = act.facts.get<CaseFact>(case_key(act.statement.case_of()));
  if (found == nullptr || !found->instrument)
    return base::refuse(Code::refused_cited, "not an instrument", "rate-card");
  if (auto ok = check_role(act, Role::biller); !ok) return tl::unexpected(ok.error());
  if (auto ok = check_time(act, kBackDatingDays); !ok) return tl::unexpected(ok.error());
  auto file = *found;
  auto& instrument = *file.instrument;
  if (!names(instrument.rules.parties, act.seat.party))
    return base::refuse(Code::refused_party, {}, "rate-card");
  if (auto ok = terms::allows_currency(instrument.rules, body->currency); !ok)
    return tl::unexpected(ok.error());
  if (auto ok = check_card(*body); !ok) return tl::unexpected(ok.error());
  for (const auto& card : instrument.cards)
    if (card.supplier == act.seat.party && card.rates.currency == body->currency &&
        card.rates.valid_from <= body->valid_until && body->valid_from <= card.rates.valid_until)
      return base::refuse(Code::refused_rate,
                          fmt::format("it overlaps the card of {} to {}", to_text(card.rates.valid_from),
                                      to_text(card.rates.valid_until)),
                          "rate-card");
  instrument.cards.push_back({act.statement.id(), act.seat.party, std::move(*body)});
  Change change;
  change.state = instrument.in_force ? 2 : 1;
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
  if (auto ok = check_units_and_places(body->units, body->places); !ok) return tl::unexpected(ok.error());
  CaseFact file;
  file.activity.emplace(ActivityFact{std::move(*body), {act.seat.party}});
  Change change;
  change.state = 1;
  change.put(case_key(act.statement.id()), std::move(file));
  return change;
}

}  // namespace palitan::kernel
