#include "terms/queries.h"

#include <algorithm>
#include <limits>

#include "terms/later.h"

namespace palitan::terms {
using base::Code;
using base::refuse;
using statement::Means;

namespace {

template <class List>
std::string listed(const List& list) {
  std::string out;
  for (const auto& element : list) out += (out.empty() ? "" : ", ") + std::string(element);
  return out;
}

template <class List, class Value>
bool holds(const List& list, const Value& value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

/// The first element for which `is`; null where there is none.
template <class List, class Is>
auto first_of(const List& list, Is is) -> const typename List::value_type* {
  const auto at = std::find_if(list.begin(), list.end(), is);
  return at == list.end() ? nullptr : &*at;
}

template <class T>
const T& nothing() {
  static const T empty;
  return empty;
}

}  // namespace

const CategoryRule* category_of(const Instrument& instrument, std::string_view category) {
  return first_of(instrument.categories, [&](const CategoryRule& rule) { return rule.name == category; });
}

const Clause* clause_of(const Instrument& instrument, std::string_view key) {
  return first_of(instrument.clauses, [&](const Clause& clause) { return clause.key == key; });
}

const Clock* clock_of(const Instrument& instrument, Means means) {
  return first_of(instrument.clocks, [&](const Clock& clock) { return clock.means == means; });
}

// ---- dates ----

std::optional<base::Date> later(base::Date from, std::optional<std::uint32_t> days,
                                std::optional<std::uint32_t> months) {
  constexpr auto kLast = std::numeric_limits<std::int32_t>::max();
  if (months) {
    if (from > base::kDateMax) return base::Date{kLast};
    return base::add_months(from, static_cast<int>(std::min<std::uint32_t>(*months, 120'000)));
  }
  if (!days) return std::nullopt;
  return base::Date{
      static_cast<std::int32_t>(std::min<std::int64_t>(std::int64_t{from.days} + *days, kLast))};
}

std::optional<base::Date> conversion_on(const Instrument& instrument, base::Date due) {
  if (!instrument.conversion) return std::nullopt;
  return later(due, instrument.conversion->days, instrument.conversion->months);
}

std::optional<base::Date> offset_from(const Instrument& instrument, base::Date delivered) {
  if (!instrument.offset) return std::nullopt;
  const auto passed = later(delivered, std::nullopt, instrument.offset->months);
  return passed ? later(*passed, 1, std::nullopt) : std::nullopt;
}

std::optional<base::Date> invoice_by(const Instrument& instrument, base::Date delivered) {
  return instrument.invoice ? later(delivered, instrument.invoice->days, std::nullopt) : std::nullopt;
}

std::optional<base::Date> pay_by(const Instrument& instrument, base::Date invoiced) {
  return instrument.payment ? later(invoiced, instrument.payment->days, std::nullopt) : std::nullopt;
}

// ---- ceilings ----

FiscalYear fiscal_year_of(std::uint32_t first_month, base::Date day) {
  using namespace std::chrono;
  const year_month_day ymd{sys_days{days{day.days}}};
  const month first{first_month};
  const auto begins = ymd.month() >= first ? ymd.year() : ymd.year() - years{1};
  const auto day_of = [](year_month_day d) {
    return base::Date{static_cast<std::int32_t>(sys_days{d}.time_since_epoch().count())};
  };
  const auto from = day_of(begins / first / 1);
  return {from, base::add_days(day_of((begins + years{1}) / first / 1), -1), static_cast<int>(begins)};
}

FiscalYear fiscal_year_of(const Ceiling& ceiling, base::Date day) {
  return fiscal_year_of(ceiling.first_month, day);
}

std::vector<const Ceiling*> ceilings_for(const Instrument& instrument, std::string_view party,
                                         LedgerSide side, std::string_view currency) {
  std::vector<const Ceiling*> out;
  for (const auto& ceiling : instrument.ceilings)
    if (ceiling.party == party && ceiling.side == side && ceiling.currency == currency)
      out.push_back(&ceiling);
  return out;
}

bool counts(const Ceiling& ceiling, std::string_view category, std::string_view activity_type) {
  return !holds(ceiling.exempt_categories, category) && !holds(ceiling.exempt_activities, activity_type);
}

// ---- settlement and price ----

std::vector<Means> preference_of(const Instrument& instrument, std::string_view category) {
  const auto* rule = category_of(instrument, category);
  if (rule == nullptr) return {};
  auto out = rule->preference;
  for (const auto means : rule->means)
    if (!holds(out, means)) out.push_back(means);
  return out;
}

const std::vector<std::string>& components_of(const Instrument& instrument, std::string_view category) {
  const auto* rule = category_of(instrument, category);
  return rule == nullptr ? nothing<std::vector<std::string>>() : rule->components;
}

bool is_metered(const Instrument& instrument, std::string_view category) {
  const auto* rule = category_of(instrument, category);
  return rule != nullptr && rule->metered;
}

bool is_service(const Instrument& instrument, std::string_view category) {
  const auto* rule = category_of(instrument, category);
  return rule != nullptr && rule->service;
}

base::Result<void> same_kind(const Instrument& instrument, std::string_view owed, std::string_view returned) {
  if (owed == returned) return {};
  const auto* rule =
      first_of(instrument.substitutions, [&](const Substitution& s) { return s.item == owed; });
  if (rule != nullptr && holds(rule->same_kind, returned)) return {};
  const auto what = "'" + std::string(returned) + "' is not of the same kind as '" + std::string(owed) + "'";
  if (rule == nullptr) return refuse(Code::refused_replacement, what + "; nothing else counts as its kind");
  return refuse(Code::refused_replacement, what + "; what counts as its kind: " + listed(rule->same_kind),
                rule->clause);
}

const Tolerance* tolerance_of(const Instrument& instrument, std::string_view category) {
  return first_of(instrument.tolerances, [&](const Tolerance& t) { return t.category == category; });
}

bool within_tolerance(const Instrument& instrument, std::string_view category, std::int64_t issued,
                      std::int64_t received) {
  const auto* tolerance = tolerance_of(instrument, category);
  const base::Int128 difference =
      issued > received ? base::Int128{issued} - received : base::Int128{received} - issued;
  const std::uint32_t allowed = tolerance == nullptr ? 0 : tolerance->millionths;
  return difference * base::Int128{1'000'000} <= base::Int128{issued} * base::Int128{allowed};
}

base::Result<void> allows_currency(const Instrument& instrument, std::string_view currency) {
  if (!instrument.currencies || instrument.currencies->allowed.empty() ||
      holds(instrument.currencies->allowed, currency))
    return {};
  return refuse(Code::refused_currency,
                "'" + std::string(currency) + "' is not a currency of " + instrument.name +
                    "; allowed are: " + listed(instrument.currencies->allowed),
                instrument.currencies->clause);
}

base::Result<void> allows_unit(const Instrument& instrument, std::string_view category,
                               std::string_view unit) {
  const auto* rule = category_of(instrument, category);
  if (rule == nullptr || rule->units.empty() || holds(rule->units, unit)) return {};
  return refuse(Code::refused_unit,
                "'" + std::string(unit) + "' does not measure '" + rule->name +
                    "'; allowed are: " + listed(rule->units),
                rule->clause);
}

// ---- who, and with what papers ----

const std::string* kept_apart(const Instrument& instrument, statement::Role a, statement::Role b) {
  const auto* rule =
      first_of(instrument.apart, [first = std::min(a, b), second = std::max(a, b)](const Apart& pair) {
        return pair.first == first && pair.second == second;
      });
  return rule == nullptr ? nullptr : &rule->clause;
}

base::Result<void> is_trained(const Instrument& instrument, std::optional<base::Date> trained_on,
                              base::Date day) {
  if (!instrument.warrants || !instrument.warrants->training_needed) return {};
  const auto& rule = *instrument.warrants;
  if (!trained_on || *trained_on > day)
    return refuse(Code::refused_warrant_date, "no training is recorded on " + base::to_text(day),
                  rule.clause);
  const auto until = later(*trained_on, std::nullopt, rule.training_months);
  if (until && day > *until)
    return refuse(Code::refused_warrant_date,
                  "the training of " + base::to_text(*trained_on) + " counted until " + base::to_text(*until),
                  rule.clause);
  return {};
}

const std::vector<Element>& order_elements(const Instrument& instrument) {
  return instrument.gates ? instrument.gates->order_elements : nothing<std::vector<Element>>();
}

const std::vector<Element>& receipt_elements(const Instrument& instrument) {
  return instrument.gates ? instrument.gates->receipt_elements : nothing<std::vector<Element>>();
}

}  // namespace palitan::terms
