// Whether the parts of an overlay fit together.
#include "terms/overlay.h"
#include "terms/validate_parts.h"

namespace palitan::terms {
using parts::cites;
using parts::in_range;
using parts::is_line_of_text;
using parts::is_word;
using parts::ordered;
using parts::shown;
using parts::wrong;

namespace {

std::string self(const std::string& word) { return word; }

base::Result<void> words(const std::string& what, const std::vector<std::string>& list, std::size_t most,
                         const std::string& clause) {
  for (const auto& word : list)
    if (!is_word(word, '_'))
      return wrong(what + ": " + shown(word) + " is not lower-case letters, digits and '_'", clause);
  if (auto order = ordered(what, list, 0, most, self); !order) return wrong(order.error().detail, clause);
  return {};
}

base::Result<void> parties(const std::string& what, const std::vector<std::string>& list,
                           const std::string& clause) {
  for (const auto& party : list)
    if (!statement::is_party_code(party))
      return wrong(what + ": party " + shown(party) + " is not three letters a-z", clause);
  if (auto order = ordered(what, list, 0, kOverlayPartiesMax, self); !order)
    return wrong(order.error().detail, clause);
  return {};
}

base::Result<void> ground(const Overlay& x, const Ground& g) {
  const auto what = "ground " + shown(g.name);
  if (!is_word(g.name, '-')) return wrong(what + " is not lower-case letters, digits and '-'");
  if (auto cited = cites(x.clauses, what, g.clause); !cited) return cited;
  if (!g.giving && !g.getting) return wrong(what + " is for neither giving nor getting", g.clause);
  if (auto fine = parties(what, g.partners, g.clause); !fine) return fine;
  if (auto fine = words(what + ": activities", g.activities, kActivitiesMax, g.clause); !fine) return fine;
  return words(what + ": categories", g.categories, kCategoriesMax, g.clause);
}

base::Result<void> ceiling(const Overlay& x, const OwnCeiling& c) {
  const auto what = "ceiling " + shown(c.name);
  if (!is_word(c.name, '-')) return wrong(what + " is not lower-case letters, digits and '-'");
  if (auto cited = cites(x.clauses, what, c.clause); !cited) return cited;
  if (auto fine = parts::ceiling_figures(what, c); !fine) return fine;
  if (c.all_but && c.partners.empty()) return wrong(what + " binds all but nobody", c.clause);
  if (auto fine = parties(what, c.partners, c.clause); !fine) return fine;
  if (auto fine = words(what + ": exempt categories", c.exempt_categories, kCategoriesMax, c.clause); !fine)
    return fine;
  return words(what + ": exempt activities", c.exempt_activities, kActivitiesMax, c.clause);
}

base::Result<void> heading(const Overlay& x) {
  if (!is_word(x.name, '-'))
    return wrong("name " + shown(x.name) + " is not lower-case letters, digits and '-'");
  if (!is_line_of_text(x.title))
    return wrong("title is empty, longer than " + std::to_string(kTextMax) + " bytes, or not plain text");
  if (!statement::is_party_code(x.party))
    return wrong("party " + shown(x.party) + " is not three letters a-z");
  return parts::clause_list(x.clauses);
}

base::Result<void> cited(const Overlay& x) {
  const std::pair<const char*, const std::string*> all[] = {{"giving", &x.giving_clause},
                                                            {"getting", &x.getting_clause},
                                                            {"non_hindrance", &x.non_hindrance_clause},
                                                            {"authority", &x.authority_clause},
                                                            {"retransfer", &x.retransfer_clause}};
  for (const auto& [what, clause] : all)
    if (!clause->empty())
      if (auto fine = cites(x.clauses, what, *clause); !fine) return fine;
  if (!x.agreements.empty() && x.retransfer_clause.empty())
    return wrong("agreements are listed, but no retransfer clause asks for them");
  return parties("agreements", x.agreements, x.retransfer_clause);
}

base::Result<void> grounds(const Overlay& x) {
  for (const auto& g : x.grounds)
    if (auto fine = ground(x, g); !fine) return fine;
  if (auto order = ordered("grounds", x.grounds, 0, kGroundsMax, [](const Ground& g) { return g.name; });
      !order)
    return order;
  // A party whose law asks for a ground and names none could never sign.
  const std::tuple<const char*, const std::string*, bool Ground::*> sides[] = {
      {"giving", &x.giving_clause, &Ground::giving}, {"getting", &x.getting_clause, &Ground::getting}};
  for (const auto& [what, clause, member] : sides)
    if (!clause->empty() &&
        std::none_of(x.grounds.begin(), x.grounds.end(), [m = member](const Ground& g) { return g.*m; }))
      return wrong(std::string(what) + " needs a ground, but none is listed for it", *clause);
  return {};
}

base::Result<void> exclusions(const Overlay& x) {
  for (const auto& e : x.exclusions) {
    const auto what = "exclusion of " + shown(e.category);
    if (!is_word(e.category, '_')) return wrong(what + ": not lower-case letters, digits and '_'");
    if (auto fine = cites(x.clauses, what, e.clause); !fine) return fine;
    if (!e.giving && !e.getting) return wrong(what + " is for neither giving nor getting", e.clause);
  }
  return ordered("exclusions", x.exclusions, 0, kCategoriesMax,
                 [](const OwnExclusion& e) { return e.category; });
}

base::Result<void> ceilings(const Overlay& x) {
  for (const auto& c : x.ceilings)
    if (auto fine = ceiling(x, c); !fine) return fine;
  return ordered("ceilings", x.ceilings, 0, kCeilingsMax, [](const OwnCeiling& c) { return c.name; });
}

base::Result<void> settlement(const Overlay& x) {
  if (auto fine = parts::clock_list(x.clauses, x.clocks); !fine) return fine;
  for (const auto& clock : x.clocks)
    if (!clock.days && !clock.months)
      return wrong("clock of '" + std::string(name(clock.means)) + "' has neither days nor months",
                   clock.clause);
  if (x.offset) {
    if (auto fine = cites(x.clauses, "offset", x.offset->clause); !fine) return fine;
    if (!x.offset->months) return wrong("offset has no months", x.offset->clause);
    if (auto fine = in_range("offset: months", x.offset->months, kMonthsMax, x.offset->clause); !fine)
      return fine;
  }
  if (!x.price_rules) return {};
  if (auto fine = cites(x.clauses, "price rules", x.price_rules->clause); !fine) return fine;
  return x.price_rules->waiver_clause.empty() ? base::Result<void>{}
                                              : cites(x.clauses, "waiver", x.price_rules->waiver_clause);
}

}  // namespace

base::Result<void> validate(const Overlay& overlay) {
  for (const auto& part : {heading, cited, grounds, exclusions, ceilings, settlement})
    if (auto fine = part(overlay); !fine) return fine;
  return {};
}

}  // namespace palitan::terms
