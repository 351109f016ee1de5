#include "cli/instrument_explain.h"

#include <algorithm>

#include "base/money.h"
#include "cli/instrument_standing.h"
#include "terms/queries.h"

namespace palitan::cli {
using statement::Means;
using terms::Instrument;

namespace {

/// What an instrument says on one case, gathered question by question.
class Explainer {
 public:
  Explainer(const Instrument& x, const CaseWords& at) : x_(x), at_(at) {}

  std::vector<Speaks> all() {
    if (at_.has("in_force") || at_.has("date")) in_force();
    if (at_.has("activity")) activity();
    if (at_.has("category")) category();
    if (at_.has("currency"))
      found("currency " + at_.text("currency"), terms::allows_currency(x_, at_.text("currency")),
            x_.currencies ? x_.currencies->clause : "");
    if (at_.has("means")) dates();
    if (at_.has("item") && at_.has("returned"))
      found(at_.text("returned") + " given back for " + at_.text("item"),
            terms::same_kind(x_, at_.text("item"), at_.text("returned")), substitution_clause());
    if (at_.has("issued") && at_.has("received")) tolerance();
    if (at_.has("roles")) roles();
    if (at_.has("trained_on") && at_.has("date")) training();
    ceilings();
    standing();
    for (auto& row : explain_standing(x_, at_)) rows_.push_back(std::move(row));
    return std::move(rows_);
  }

 private:
  void say(std::string question, std::string verdict, std::string clause, std::string detail = {}) {
    rows_.push_back({std::move(question), std::move(verdict), std::move(detail), std::move(clause)});
  }
  void found(std::string question, const base::Result<void>& finding, const std::string& clause) {
    if (finding) return say(std::move(question), "allowed", clause);
    rows_.push_back({std::move(question), std::string(base::name(finding.error().code)),
                     finding.error().detail, finding.error().clause, true});
  }

  void in_force() {
    const auto from = at_.date("in_force");
    const auto day = at_.date("date");
    if (from) found("ratified for " + to_text(*from), terms::may_begin_on(x_, *from), x_.in_force_clause);
    if (!day) return;
    if (from)
      return found("in force on " + to_text(*day), terms::holds_on(x_, *from, *day), x_.in_force_clause);
    // Without the ratified date only the end can be judged.
    if (x_.ends && *day >= *x_.ends)
      return found("in force on " + to_text(*day), terms::holds_on(x_, base::kDateMin, *day),
                   x_.in_force_clause);
    say("in force on " + to_text(*day), "from the day that the parties ratify", x_.in_force_clause,
        "that day stands in the record; add in_force=DATE to judge by one");
  }

  void activity() {
    const auto type = at_.text("activity");
    std::string clause;
    for (const auto& rule : x_.activities)
      if (rule.type == type) clause = rule.clause;
    found("activity " + type, terms::allows_activity(x_, type), clause);
  }

  void category() {
    const auto name = at_.text("category");
    const auto* rule = terms::category_of(x_, name);
    const auto clause = rule == nullptr ? std::string() : rule->clause;
    // Without means or supplier every one is asked: the answer differs by them.
    const auto means = at_.means("means");
    const auto asked = means             ? std::vector<Means>{*means}
                       : rule != nullptr ? terms::preference_of(x_, name)
                                         : std::vector<Means>{Means::reimbursement};
    const auto suppliers = at_.has("supplier") ? std::vector<std::string>{at_.text("supplier")} : x_.parties;
    for (const auto& supplier : suppliers) {
      if (!is_party(supplier)) {
        rows_.push_back({"given by '" + supplier + "'", "refused_party", "not a party to " + x_.name,
                         x_.in_force_clause, true});
        continue;
      }
      for (const auto one : asked)
        found(
            "category " + name + ", given by '" + supplier + "', settled by " + std::string(terms_name(one)),
            terms::allows_line(x_, supplier, name, one), clause);
    }
    if (rule == nullptr) return;
    if (at_.has("unit"))
      found("unit " + at_.text("unit") + " for " + name, terms::allows_unit(x_, name, at_.text("unit")),
            clause);
    if (rule->metered) say("use of " + name, "must name what measures it", clause);
    if (!rule->components.empty()) {
      std::string parts;
      for (const auto& part : rule->components) parts += (parts.empty() ? "" : ", ") + part;
      say("price of " + name, "must name each of: " + parts, clause);
    }
  }

  static std::string_view terms_name(Means means) { return name(means); }
  bool is_party(const std::string& party) const {
    return std::find(x_.parties.begin(), x_.parties.end(), party) != x_.parties.end();
  }
  std::string substitution_clause() const {
    for (const auto& rule : x_.substitutions)
      if (rule.item == at_.text("item")) return rule.clause;
    return {};
  }

  void day(const std::string& question, const std::optional<base::Date>& day, const std::string& clause,
           const std::string& setting) {
    say(question, day ? to_text(*day) : "left open", clause,
        day ? "" : "the parties fill " + setting + " when they ratify");
  }

  void dates() {
    const auto means = *at_.means("means");
    const auto delivered = at_.has("delivered") ? at_.date("delivered") : at_.date("date");
    const auto word = std::string(terms_name(means));
    if (!delivered) return;
    const auto from = " what is delivered on " + to_text(*delivered);
    auto due = at_.date("due");
    if (const auto* clock = terms::clock_of(x_, means)) {
      if (!due) due = terms::due_on(x_, means, *delivered);
      day("last day to settle" + from + " by " + word, terms::due_on(x_, means, *delivered), clock->clause,
          "clock." + word + ".days");
    }
    if (means != Means::reimbursement && x_.conversion) {
      if (due)
        day("first day to turn it into money", terms::conversion_on(x_, *due), x_.conversion->clause,
            "conversion.days");
      else
        say("first day to turn it into money", "left open", x_.conversion->clause, "no due date is known");
    }
    if (means == Means::reimbursement && x_.invoice)
      day("last day to bill" + from, terms::invoice_by(x_, *delivered), x_.invoice->clause, "invoice_days");
    if (at_.has("invoiced") && x_.payment)
      day("last day to pay a bill of " + at_.text("invoiced"), terms::pay_by(x_, *at_.date("invoiced")),
          x_.payment->clause, "payment_days");
    if (x_.offset)
      day("first day to offset" + from, terms::offset_from(x_, *delivered), x_.offset->clause,
          "offset.months");
  }

  void tolerance() {
    const auto category = at_.text("category");
    const auto* rule = terms::tolerance_of(x_, category);
    const bool fine =
        terms::within_tolerance(x_, category, *at_.figure("issued", 6), *at_.figure("received", 6));
    say(at_.text("received") + " received of " + at_.text("issued") + " issued",
        fine ? "needs no dispute" : "needs its reason", rule == nullptr ? "" : rule->clause,
        rule == nullptr ? "no tolerance is stated for this category"
                        : std::to_string(rule->millionths) + " millionths of what was issued are tolerated");
  }

  void roles() {
    const auto words = at_.list("roles");
    statement::Role a{};
    statement::Role b{};
    if (words.size() != 2 || !from_name(words[0], a) || !from_name(words[1], b))
      return say("roles " + at_.text("roles"), "not two known roles, as requester+approver", "");
    const auto* clause = terms::kept_apart(x_, a, b);
    say("one person as " + words[0] + " and " + words[1], clause == nullptr ? "allowed" : "kept apart",
        clause == nullptr ? "" : *clause);
  }

  void training() {
    found("trained on " + at_.text("trained_on"),
          terms::is_trained(x_, at_.date("trained_on"), *at_.date("date")),
          x_.warrants ? x_.warrants->clause : "");
  }

  void ceilings() {
    const auto currency = at_.text("currency");
    const auto info = base::currency(currency);
    if (!info) return;
    const std::pair<std::string, terms::LedgerSide> sides[] = {
        {at_.text("recipient"), terms::LedgerSide::debts},
        {at_.text("supplier"), terms::LedgerSide::credits}};
    for (const auto& [party, side] : sides)
      for (const auto* ceiling : terms::ceilings_for(x_, party, side, currency)) {
        const bool counted = terms::counts(*ceiling, at_.text("category"), at_.text("activity"));
        std::string year;
        if (const auto date = at_.date("date")) {
          const auto fiscal = terms::fiscal_year_of(*ceiling, *date);
          year = "fiscal year " + to_text(fiscal.from) + " to " + to_text(fiscal.until);
        }
        say("ceiling '" + ceiling->name + "' on the " + std::string(name(side)) + " of '" + party + "'",
            counted ? "at most " + base::format_fixed(ceiling->amount, info->minor_digits) + " " + currency
                    : "does not count: exempt",
            ceiling->clause, year);
      }
  }

  /// What holds for every order under it.
  void standing() {
    if (x_.price_rules)
      say("prices", x_.price_rules->reciprocal ? "as for the own forces" : "as agreed",
          x_.price_rules->clause,
          x_.price_rules->rate_cards_required ? "each price stands on a rate card" : "");
    if (!x_.tax_relief_clause.empty()) say("tax", "none is charged", x_.tax_relief_clause);
    if (x_.retransfer)
      say("passing on", x_.retransfer->consent_needed ? "needs the giver's consent" : "free",
          x_.retransfer->clause);
    if (x_.gates)
      say("complete papers",
          fmt::format("{} elements on the order, {} on the receipt", x_.gates->order_elements.size(),
                      x_.gates->receipt_elements.size()),
          x_.gates->clause);
    if (!x_.visit_clause.empty()) say("visit", "an order must name a live one", x_.visit_clause);
  }

  const Instrument& x_;
  const CaseWords& at_;
  std::vector<Speaks> rows_;
};

}  // namespace

std::vector<std::string> instrument_keys() {
  return {"activity", "category", "currency",  "date",       "delivered", "due",      "in_force",
          "invoiced", "issued",   "issued_on", "item",       "means",     "received", "recipient",
          "returned", "roles",    "supplier",  "trained_on", "unit"};
}

std::vector<Speaks> explain(const Instrument& instrument, const CaseWords& at) {
  return Explainer(instrument, at).all();
}

}  // namespace palitan::cli
