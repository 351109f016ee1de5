// What an instrument says of every order under it: authorities, duration, dates, claims, debts given up,
// netting.
#include "cli/instrument_standing.h"

#include "terms/queries.h"

namespace palitan::cli {
namespace {

constexpr std::string_view kBackDating = "back-dating";  // as the files of agreements call it

std::string months(std::uint32_t count) {
  return count % 12 == 0 ? fmt::format("{} years", count / 12) : fmt::format("{} months", count);
}

std::string open_setting(std::string_view setting) {
  return fmt::format("the parties fill {} when they ratify", setting);
}

Speaks duration(const terms::Duration& rule, const std::optional<base::Date>& ends) {
  Speaks out{"how long it runs", ends ? "until " + to_text(*ends) : "no end is stated", {}, rule.clause};
  std::string detail;
  if (rule.renewal_months) detail += "renewed by " + months(*rule.renewal_months);
  if (rule.notice_months)
    detail += fmt::format("{}notice of {}", detail.empty() ? "" : "; ", months(*rule.notice_months));
  out.detail = std::move(detail);
  return out;
}

Speaks claim(const terms::Instrument& x, const std::optional<base::Date>& issued) {
  Speaks out{"billing what nobody took in", "left open", open_setting("claim_days"), x.claim_clause};
  if (!x.claim_days) return out;
  out.verdict = fmt::format("may be claimed {} days after its issue", *x.claim_days);
  out.detail = issued ? "from " + to_text(base::add_days(*issued, static_cast<std::int32_t>(*x.claim_days)))
                      : std::string();
  return out;
}

Speaks netting(const terms::NettingRules& rule) {
  Speaks out{"netting among several", "left open: nothing is netted", open_setting("netting.lock_days"),
             rule.clause};
  if (!rule.lock_days) return out;
  out.verdict = "a debt may be held for a round";
  out.detail = fmt::format("for at most {} days", *rule.lock_days);
  return out;
}

}  // namespace

std::vector<Speaks> explain_standing(const terms::Instrument& x, const CaseWords& at) {
  std::vector<Speaks> out;
  for (const auto& authority : x.authorities)
    out.push_back({"who acts for '" + authority.party + "'", authority.text, {}, authority.clause});
  if (x.duration) out.push_back(duration(*x.duration, x.ends));
  out.push_back({"dating an act back", fmt::format("at most {} days", x.back_dating_days),
                 "further back once the other side concurs with the date first",
                 terms::clause_of(x, kBackDating) != nullptr ? std::string(kBackDating) : std::string()});
  if (!x.claim_clause.empty()) out.push_back(claim(x, at.date("issued_on")));
  if (x.write_off_clause.empty())
    out.push_back({"giving up what is owed", "not provided for", {}, {}});
  else
    out.push_back(
        {"giving up what is owed", "by a named authority and with its reason", {}, x.write_off_clause});
  if (x.netting) out.push_back(netting(*x.netting));
  return out;
}

}  // namespace palitan::cli
