// The later parts of an instrument: dates, waits, ceilings, procedure, goods and money.
#include "terms/validate_parts.h"

namespace palitan::terms::parts {
using statement::Role;

namespace {

std::string self(const std::string& word) { return word; }

/// A clause that may be left out; where it is named, it stands among the clauses.
base::Result<void> may_cite(const Instrument& x, const std::string& what, const std::string& key) {
  return key.empty() ? base::Result<void>{} : cites(x, what, key);
}

bool is_item(std::string_view text) {
  return !text.empty() && text.size() <= kItemMax && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
  });
}

base::Result<void> dates(const Instrument& x) {
  if (x.signed_on && x.ends && *x.ends <= *x.signed_on)
    return wrong("it ends on " + to_text(*x.ends) + ", yet was signed on " + to_text(*x.signed_on),
                 x.in_force_clause);
  for (const auto& approval : x.approvals) {
    const auto what = "approval by " + shown(approval.party);
    if (!is_party(x, approval.party)) return wrong(what + ": that is not a party");
    if (x.signed_on && approval.on < *x.signed_on)
      return wrong(
          what + " is of " + to_text(approval.on) + ", before the signature of " + to_text(*x.signed_on),
          x.in_force_clause);
    if (x.ends && *x.ends <= approval.on)
      return wrong("it ends on " + to_text(*x.ends) + ", yet " + what + " is of " + to_text(approval.on),
                   x.in_force_clause);
  }
  return ordered("approvals", x.approvals, 0, kPartiesMax, [](const Approval& a) { return a.party; });
}

base::Result<void> duration(const Instrument& x) {
  if (!x.duration) return {};
  const auto& d = *x.duration;
  if (auto cited = cites(x, "duration", d.clause); !cited) return cited;
  if (auto fine = in_range("renewal_months", d.renewal_months, kRenewalMonthsMax, d.clause); !fine)
    return fine;
  if (auto fine = in_range("notice_months", d.notice_months, kRenewalMonthsMax, d.clause); !fine) return fine;
  if (d.renewal_months && d.notice_months && *d.notice_months >= *d.renewal_months)
    return wrong("notice_months is " + std::to_string(*d.notice_months) + ", not less than the " +
                     std::to_string(*d.renewal_months) + " months it renews for",
                 d.clause);
  return {};
}

base::Result<void> conversion(const Instrument& x) {
  if (!x.conversion) return {};
  const auto& c = *x.conversion;
  if (auto cited = cites(x, "conversion", c.clause); !cited) return cited;
  if (c.days && c.months) return wrong("conversion has days and months; give one", c.clause);
  if (auto fine = in_range("conversion: days", c.days, kDaysMax, c.clause); !fine) return fine;
  return in_range("conversion: months", c.months, kMonthsMax, c.clause);
}

base::Result<void> day_limit(const Instrument& x, const std::string& what,
                             const std::optional<DayLimit>& limit) {
  if (!limit) return {};
  if (auto cited = cites(x, what, limit->clause); !cited) return cited;
  return in_range(what + ": days", limit->days, kDaysMax, limit->clause);
}

base::Result<void> ceiling(const Instrument& x, const Ceiling& c) {
  const auto what = "ceiling " + shown(c.name);
  if (!is_word(c.name, '-')) return wrong(what + " is not lower-case letters, digits and '-'");
  if (auto cited = cites(x, what, c.clause); !cited) return cited;
  if (!is_party(x, c.party)) return wrong(what + ": " + shown(c.party) + " is not a party", c.clause);
  if (auto fine = ceiling_figures(what, c); !fine) return fine;
  for (const auto& category : c.exempt_categories)
    if (!is_category(x, category))
      return wrong(what + " exempts category " + shown(category) + ", which is not listed", c.clause);
  for (const auto& type : c.exempt_activities)
    if (!is_activity(x, type))
      return wrong(what + " exempts activity " + shown(type) + ", which is not listed", c.clause);
  if (auto order = ordered(what + ": exempt categories", c.exempt_categories, 0, kCategoriesMax, self);
      !order)
    return order;
  return ordered(what + ": exempt activities", c.exempt_activities, 0, kActivitiesMax, self);
}

base::Result<void> apart(const Instrument& x) {
  for (const auto& pair : x.apart) {
    if (!is_valid(pair.first) || !is_valid(pair.second)) return wrong("apart names an unknown role");
    const auto what =
        "'" + std::string(name(pair.first)) + "' apart from '" + std::string(name(pair.second)) + "'";
    if (auto cited = cites(x, what, pair.clause); !cited) return cited;
    if (!(pair.first < pair.second)) return wrong(what + ": not two roles, the lower first", pair.clause);
    for (const auto role : {pair.first, pair.second})
      if (role == Role::registrar || role == Role::custodian || role == Role::auditor)
        return wrong(what + ": '" + std::string(name(role)) + "' does not act on orders", pair.clause);
  }
  return ordered("apart", x.apart, 0, kApartMax,
                 [](const Apart& pair) { return std::pair(pair.first, pair.second); });
}

base::Result<void> gates(const Instrument& x) {
  if (!x.gates) return {};
  const auto& g = *x.gates;
  if (auto cited = cites(x, "gates", g.clause); !cited) return cited;
  if (g.order_elements.empty() && g.receipt_elements.empty()) return wrong("gates ask nothing", g.clause);
  const auto number = [](Element e) { return e; };
  for (const auto* list : {&g.order_elements, &g.receipt_elements}) {
    for (const auto element : *list)
      if (!is_valid(element)) return wrong("gates name an unknown element", g.clause);
    if (auto order = ordered("elements of a gate", *list, 0, kElementsMax, number); !order)
      return wrong(order.error().detail, g.clause);
  }
  // What comes into being only at delivery cannot be asked of an order: it would never be accepted.
  for (const auto element : g.order_elements)
    if (element == Element::quantity_furnished || element == Element::line_amount ||
        element == Element::receipt_acknowledged || element == Element::issuing_official)
      return wrong("order_elements: '" + std::string(name(element)) + "' is known only at delivery",
                   g.clause);
  return {};
}

base::Result<void> warrants(const Instrument& x) {
  if (!x.warrants) return {};
  const auto& w = *x.warrants;
  if (auto cited = cites(x, "warrants", w.clause); !cited) return cited;
  if (w.training_months && !w.training_needed)
    return wrong("warrants: training_months without training_needed", w.clause);
  return in_range("warrants: training_months", w.training_months, kMonthsMax, w.clause);
}

base::Result<void> tolerances(const Instrument& x) {
  for (const auto& t : x.tolerances) {
    const auto what = "tolerance of " + shown(t.category);
    if (auto cited = cites(x, what, t.clause); !cited) return cited;
    if (!is_category(x, t.category)) return wrong(what + ": the category is not listed", t.clause);
    if (auto fine = in_range(what + ": millionths", t.millionths, kMillion, t.clause); !fine) return fine;
  }
  return ordered("tolerances", x.tolerances, 0, kCategoriesMax,
                 [](const Tolerance& t) { return t.category; });
}

base::Result<void> substitution(const Instrument& x, const Substitution& s) {
  const auto what = "substitution for " + shown(s.item);
  if (auto cited = cites(x, what, s.clause); !cited) return cited;
  if (!is_item(s.item)) return wrong(what + ": an item is 1 to 16 of A-Z, 0-9 and '-'", s.clause);
  for (const auto& item : s.same_kind) {
    if (!is_item(item))
      return wrong(what + ": " + shown(item) + " is not 1 to 16 of A-Z, 0-9 and '-'", s.clause);
    if (item == s.item) return wrong(what + " names the item itself", s.clause);
  }
  if (auto order = ordered(what, s.same_kind, 1, kSameKindMax, self); !order)
    return wrong(order.error().detail, s.clause);
  return {};
}

base::Result<void> currencies(const Instrument& x) {
  if (!x.currencies) return {};
  const auto& c = *x.currencies;
  if (auto cited = cites(x, "currencies", c.clause); !cited) return cited;
  for (const auto& currency : c.allowed)
    if (!base::currency(currency)) return wrong("currency " + shown(currency) + " is not known", c.clause);
  if (auto order = ordered("currencies", c.allowed, 0, kCurrenciesMax, self); !order)
    return wrong(order.error().detail, c.clause);
  return {};
}

base::Result<void> price_rules(const Instrument& x) {
  if (!x.price_rules) return {};
  if (auto cited = cites(x, "price rules", x.price_rules->clause); !cited) return cited;
  return may_cite(x, "waiver", x.price_rules->waiver_clause);
}

}  // namespace

base::Result<void> frame(const Instrument& x) {
  for (const auto& authority : x.authorities) {
    const auto what = "authority of " + shown(authority.party);
    if (!is_party(x, authority.party)) return wrong(what + ": that is not a party");
    if (auto cited = cites(x, what, authority.clause); !cited) return cited;
    if (!is_line_of_text(authority.text))
      return wrong(what + " is empty, longer than " + std::to_string(kTextMax) + " bytes, or not plain text",
                   authority.clause);
  }
  if (auto order =
          ordered("authorities", x.authorities, 0, kPartiesMax, [](const Authority& a) { return a.party; });
      !order)
    return order;
  if (auto fine = dates(x); !fine) return fine;
  return duration(x);
}

base::Result<void> waits(const Instrument& x) {
  if (auto fine = conversion(x); !fine) return fine;
  if (x.offset) {
    if (auto cited = cites(x, "offset", x.offset->clause); !cited) return cited;
    if (auto fine = in_range("offset: months", x.offset->months, kMonthsMax, x.offset->clause); !fine)
      return fine;
  }
  if (auto fine = day_limit(x, "invoice", x.invoice); !fine) return fine;
  if (auto fine = day_limit(x, "payment", x.payment); !fine) return fine;
  return may_cite(x, "write_off", x.write_off_clause);
}

base::Result<void> ceilings(const Instrument& x) {
  for (const auto& c : x.ceilings)
    if (auto fine = ceiling(x, c); !fine) return fine;
  return ordered("ceilings", x.ceilings, 0, kCeilingsMax, [](const Ceiling& c) { return c.name; });
}

base::Result<void> procedure(const Instrument& x) {
  if (auto fine = apart(x); !fine) return fine;
  if (auto fine = gates(x); !fine) return fine;
  if (auto fine = warrants(x); !fine) return fine;
  return may_cite(x, "visit", x.visit_clause);
}

base::Result<void> goods(const Instrument& x) {
  if (auto fine = tolerances(x); !fine) return fine;
  for (const auto& s : x.substitutions)
    if (auto fine = substitution(x, s); !fine) return fine;
  return ordered("substitutions", x.substitutions, 0, kSubstitutionsMax,
                 [](const Substitution& s) { return s.item; });
}

base::Result<void> money(const Instrument& x) {
  if (auto fine = currencies(x); !fine) return fine;
  if (x.retransfer)
    if (auto cited = cites(x, "retransfer", x.retransfer->clause); !cited) return cited;
  if (auto cited = may_cite(x, "tax_relief", x.tax_relief_clause); !cited) return cited;
  return price_rules(x);
}

}  // namespace palitan::terms::parts
