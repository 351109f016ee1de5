#include "reports/grant_views.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace palitan::reports {
namespace {
using kernel::Custody;
using kernel::GrantFact;
using kernel::GrantState;

/// Adds into a sum; false where it would not fit.
bool into(std::int64_t& sum, std::int64_t amount) { return !__builtin_add_overflow(sum, amount, &sum); }

bool count_line(PortfolioLine& line, const GrantFact& grant) {
  const auto whole = grant.note.obligation.minor;
  if (!grant.agreed_on) return into(line.offered, whole);
  const auto disbursed = kernel::disbursed_of(grant);
  ++line.grants;
  return into(line.agreed, whole) && into(line.disbursed, disbursed) &&
         into(line.owed, grant.closed_on ? 0 : whole - disbursed);
}
}  // namespace

base::Result<Portfolio> portfolio(std::span<const GrantCase> grants, const statement::PartyCode& donor,
                                  std::span<const GrantBudget> budgets) {
  std::map<std::tuple<base::Date, statement::PartyCode, std::string>, PortfolioLine> lines;
  std::map<std::pair<base::Date, std::string>, PortfolioYear> years;
  bool fits = true;
  const auto year_of = [&](base::Date year, const std::string& currency) -> PortfolioYear& {
    auto& out = years[{year, currency}];
    out.fiscal_year = year;
    out.currency = currency;
    return out;
  };
  for (const auto& [id, grant, rules] : grants) {
    const auto& note = grant->note;
    if (note.donor != donor || grant->state == GrantState::declined) continue;
    const auto& currency = note.obligation.currency;
    auto& line = lines[{note.fiscal_year, note.recipient, currency}];
    line.fiscal_year = note.fiscal_year;
    line.partner = note.recipient;
    line.currency = currency;
    fits = count_line(line, *grant) && fits;
    auto& year = year_of(note.fiscal_year, currency);
    if (!grant->agreed_on) continue;
    ++year.grants;
    fits = into(year.agreed, note.obligation.minor) && fits;
  }
  for (const auto& [begins, amount] : budgets) {
    auto& year = year_of(begins, amount.currency);
    fits = into(year.budget.emplace(year.budget.value_or(0)), amount.minor) && fits;
  }
  if (!fits) return base::refuse(base::Code::refused_overflow, "portfolio");
  Portfolio out;
  for (auto& [key, line] : lines) out.lines.push_back(std::move(line));
  for (auto& [key, year] : years) {
    if (year.budget) {
      year.left = base::subtract(*year.budget, year.agreed);
      if (!year.left) return base::refuse(base::Code::refused_overflow, "portfolio");
    }
    out.years.push_back(std::move(year));
  }
  return out;
}

// ---- what is due ----

namespace {
/// Collects what one grant waits for.
class Dues {
 public:
  Dues(const GrantCase& of, std::vector<GrantDue>& out)
      : grant_(*of.grant), rules_(*of.rules), id_(of.id), out_(out) {}

  void collect() {
    if (grant_.state == GrantState::declined) return;
    if (!grant_.agreed_on) {
      add(GrantStep::answer_note, recipient()).act = id_;
      return;
    }
    if (!grant_.closed_on) milestones();
    confirmations();
    things();
    answers();
    ending();
  }

 private:
  const statement::PartyCode& donor() const { return grant_.note.donor; }
  const statement::PartyCode& recipient() const { return grant_.note.recipient; }

  GrantDue& add(GrantStep step, const statement::PartyCode& by, std::optional<base::Date> due = {}) {
    auto& one = out_.emplace_back();
    one.grant = id_;
    one.step = step;
    one.by_party = by;
    one.due = due;
    return one;
  }

  void milestones() {
    for (const auto& lot : grant_.lots)
      for (const auto& at : lot.milestones) {
        GrantDue* one = nullptr;
        if (!at.reached) {
          one = &add(GrantStep::milestone, {}, at.milestone.due);
        } else if (!at.confirmed_on) {
          one = &add(GrantStep::confirm, at.reached_by == donor() ? recipient() : donor());
          one->act = at.reached;
        } else if (at.disbursed < at.milestone.amount) {
          one = &add(GrantStep::disburse, donor());
        } else {
          continue;
        }
        one->lot = lot.number;
        one->milestone = at.milestone.number;
      }
  }

  void confirmations() {
    for (const auto& pay : grant_.payments)
      if (!pay.confirmed_on) {
        auto& one = add(GrantStep::confirm, recipient());
        one.act = pay.id;
        one.lot = pay.lot;
        one.milestone = pay.milestone;
      }
    for (const auto& handover : grant_.handovers)
      if (!handover.confirmed_on) {
        auto& one = add(GrantStep::confirm, recipient());
        one.act = handover.id;
        one.lot = handover.lot;
      }
  }

  /// The clocks of reports and inspections run from the last one, else from the day the thing came.
  void things() {
    for (const auto& thing : grant_.things) {
      if (thing.custody != Custody::recipient && thing.custody != Custody::transferred) continue;
      const auto handed = std::find_if(grant_.handovers.begin(), grant_.handovers.end(),
                                       [&](const auto& x) { return x.id == thing.handover; });
      const auto came = handed->confirmed_on.value_or(thing.since);
      if (const auto due = terms::report_due(rules_, thing.reported ? thing.reported->on : came))
        add(GrantStep::report, recipient(), due).serial = thing.item.serial;
      if (const auto due = terms::inspection_due(rules_, thing.inspected ? thing.inspected->on : came))
        add(GrantStep::inspection, donor(), due).serial = thing.item.serial;
    }
  }

  void answers() {
    for (const auto& asked : grant_.consents)
      if (!asked.answered_on) add(GrantStep::answer_consent, donor()).act = asked.id;
    for (const auto& matter : grant_.matters)
      if (!matter.answered_on)
        add(GrantStep::answer_loss, matter.by == donor() ? recipient() : donor(), matter.due).act =
            matter.act;
  }

  void ending() {
    const auto delivered = kernel::delivered_on(grant_);
    if (grant_.state == GrantState::delivered && delivered)
      add(GrantStep::evaluation, donor(), terms::evaluation_due(rules_, *delivered));
    if (grant_.state == GrantState::evaluated && kernel::open_of(grant_).empty())
      add(GrantStep::close, recipient());
  }

  const GrantFact& grant_;
  const terms::Instrument& rules_;
  const base::Id& id_;
  std::vector<GrantDue>& out_;
};
}  // namespace

std::vector<GrantDue> grants_due(std::span<const GrantCase> grants, base::Date on) {
  std::vector<GrantDue> out;
  for (const auto& one : grants) Dues(one, out).collect();
  for (auto& one : out)
    if (one.due && *one.due < on) one.days_overdue = on.days - one.due->days;
  std::stable_sort(out.begin(), out.end(), [](const GrantDue& a, const GrantDue& b) {
    return a.due.value_or(base::kDateMax) < b.due.value_or(base::kDateMax);
  });
  return out;
}

// ---- register ----

namespace {
RegisterLine line_of(const GrantCase& of, const kernel::GrantThing& thing) {
  RegisterLine out;
  out.grant = of.id;
  out.lot = thing.lot;
  out.item = thing.item;
  out.custody = thing.custody;
  out.since = thing.since;
  out.holder = thing.holder;
  out.purpose = thing.purpose.empty() ? of.grant->note.purpose : thing.purpose;
  if (const auto& said = thing.reported) {
    out.readiness = said->readiness;
    out.custodian = said->custodian;
    out.place = said->place;
    out.berth = said->berth;
    out.berth_grant = said->berth_grant;
    out.reported_on = said->on;
  }
  if (thing.inspected) {
    out.inspected_on = thing.inspected->on;
    out.findings_differ = thing.reported && thing.reported->readiness != thing.inspected->readiness;
  }
  if (thing.custody == Custody::lost) out.readiness = statement::Readiness::lost;
  if (thing.custody == Custody::disposed) out.readiness = statement::Readiness::disposed;
  return out;
}
}  // namespace

std::vector<RegisterLine> item_register(std::span<const GrantCase> grants) {
  std::vector<RegisterLine> out;
  for (const auto& one : grants)
    for (const auto& thing : one.grant->things) out.push_back(line_of(one, thing));
  std::stable_sort(out.begin(), out.end(), [](const RegisterLine& a, const RegisterLine& b) {
    return a.item.serial < b.item.serial;
  });
  return out;
}

// ---- public sheet ----

std::optional<PublicSheet> public_sheet(const GrantCase& of) {
  const auto& grant = *of.grant;
  if (!grant.agreed_on || of.rules->grants->publication_clause.empty()) return std::nullopt;
  PublicSheet out;
  out.title = grant.note.title;
  out.donor = grant.note.donor;
  out.recipient = grant.note.recipient;
  out.fiscal_year = grant.note.fiscal_year;
  out.field = grant.note.field;
  out.purpose = grant.note.purpose;
  out.obligation = grant.note.obligation;
  for (const auto& one : grant.conversions)
    out.conversions.push_back(
        {one.said.amount, one.said.source, one.said.on, one.said.numerator, one.said.denominator});
  out.agreed_on = *grant.agreed_on;
  out.delivered_on = kernel::delivered_on(grant);
  if (grant.evaluation) {
    out.evaluated_on = grant.evaluation->on;
    out.result = grant.evaluation->result;
  }
  out.links = grant.note.links;
  out.links.insert(out.links.end(), grant.followers.begin(), grant.followers.end());
  return out;
}

}  // namespace palitan::reports
