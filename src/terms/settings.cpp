// What the parties fill in when they ratify.
#include "terms/instrument.h"
#include "terms/limits.h"

namespace palitan::terms {
using base::Code;
using base::refuse;

namespace {

/// A figure that a setting may fill.
struct Figure {
  std::string key;
  std::optional<std::uint32_t>* value;
  std::uint32_t most;
  std::string_view unit;
};

/// Every figure left open, keys in the order in which spec/terms.md lists them.
std::vector<Figure> open_figures(Instrument& x) {
  std::vector<Figure> out;
  const auto add = [&out](std::string key, std::optional<std::uint32_t>& value, std::uint32_t most,
                          std::string_view unit) {
    if (!value) out.push_back({std::move(key), &value, most, unit});
  };
  if (!x.claim_clause.empty()) add("claim_days", x.claim_days, kDaysMax, "days");
  for (auto& clock : x.clocks)
    if (!clock.months) add("clock." + std::string(name(clock.means)) + ".days", clock.days, kDaysMax, "days");
  if (x.conversion && !x.conversion->months) add("conversion.days", x.conversion->days, kDaysMax, "days");
  if (x.grants) {
    add("grants.evaluation_months", x.grants->evaluation_months, kMonthsMax, "months");
    add("grants.inspection_months", x.grants->inspection_months, kMonthsMax, "months");
    add("grants.loss_days", x.grants->loss_days, kDaysMax, "days");
    add("grants.report_months", x.grants->report_months, kMonthsMax, "months");
  }
  if (x.invoice) add("invoice_days", x.invoice->days, kDaysMax, "days");
  if (x.netting) add("netting.lock_days", x.netting->lock_days, kDaysMax, "days");
  if (x.offset) add("offset.months", x.offset->months, kMonthsMax, "months");
  if (x.payment) add("payment_days", x.payment->days, kDaysMax, "days");
  if (x.visits) add("visits.consent_days", x.visits->consent_days, kDaysMax, "days");
  return out;
}

}  // namespace

std::vector<std::string> open_settings(const Instrument& instrument) {
  auto copy = instrument;
  std::vector<std::string> keys;
  for (auto& figure : open_figures(copy)) keys.push_back(std::move(figure.key));
  return keys;
}

base::Result<Instrument> fill(Instrument instrument, const std::vector<statement::Setting>& settings) {
  auto figures = open_figures(instrument);
  std::string open;
  for (const auto& figure : figures) open += (open.empty() ? "" : ", ") + figure.key;
  for (const auto& setting : settings) {
    const Figure* found = nullptr;
    for (const auto& figure : figures)
      if (figure.key == setting.key && !*figure.value) found = &figure;
    if (found == nullptr)
      return refuse(Code::refused_settings,
                    "'" + setting.key +
                        "' is not left open, or is given twice; open are: " + (open.empty() ? "none" : open),
                    instrument.in_force_clause);
    if (setting.value < 1 || setting.value > found->most)
      return refuse(Code::refused_settings,
                    "'" + setting.key + "' is " + std::to_string(setting.value) + "; allowed are 1 to " +
                        std::to_string(found->most) + " " + std::string(found->unit),
                    instrument.in_force_clause);
    *found->value = static_cast<std::uint32_t>(setting.value);
  }
  return instrument;
}

base::Result<void> may_begin_on(const Instrument& instrument, base::Date in_force) {
  const auto wrong = [&](const std::string& what, base::Date date) {
    return refuse(
        Code::refused_settings,
        "it cannot come into force on " + base::to_text(in_force) + ": " + what + " " + base::to_text(date),
        instrument.in_force_clause);
  };
  if (instrument.signed_on && in_force < *instrument.signed_on)
    return wrong("it was signed on", *instrument.signed_on);
  for (const auto& approval : instrument.approvals)
    if (in_force < approval.on) return wrong("'" + approval.party + "' approved it on", approval.on);
  if (instrument.ends && in_force >= *instrument.ends) return wrong("it ended on", *instrument.ends);
  return {};
}

}  // namespace palitan::terms
