// The further sections of an instrument's file: dates, waits, ceilings, procedure, goods and money.
#include <algorithm>
#include <tuple>

#include "base/money.h"
#include "papers/instrument_toml_reader.h"

namespace palitan::papers {
namespace {
using statement::Means;
using toml_tree::Node;
using Kind = toml_tree::Node::Kind;

const std::string kWhole = "the instrument";

bool holds(const std::vector<std::string>& list, const std::string& word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

/// `party` is one of the instrument's.
void need_party(Reader& r, const terms::Instrument& x, const std::string& party, const std::string& where,
                std::uint32_t line) {
  if (!party.empty() && !holds(x.parties, party))
    r.fail(line, where + ": '" + party + "' is not a party; parties are: " + joined(x.parties));
}

void dates(Reader& r, const Node& root, terms::Instrument& x) {
  x.signed_on = r.date(root, "signed", kWhole);
  const auto shown = [](base::Date day) { return base::to_text(day); };
  if (x.signed_on && x.ends && *x.ends <= *x.signed_on)
    r.fail(root.get("ends")->line,
           "it ends on " + shown(*x.ends) + ", yet was signed on " + shown(*x.signed_on), x.in_force_clause);
  r.one(root, "approved", [&](const Node& table) {
    for (const auto& entry : table.table) {
      const auto where = "approval by '" + entry.key + "'";
      need_party(r, x, entry.key, where, entry.line);
      const auto on = r.date(table, entry.key, "approved");
      if (!on) continue;
      if (x.signed_on && *on < *x.signed_on)
        r.fail(entry.line,
               where + " is of " + shown(*on) + ", before the signature of " + shown(*x.signed_on),
               x.in_force_clause);
      if (x.ends && *x.ends <= *on)
        r.fail(root.get("ends")->line,
               "it ends on " + shown(*x.ends) + ", yet " + where + " is of " + shown(*on), x.in_force_clause);
      x.approvals.push_back({entry.key, *on});
    }
  });
}

void frame(Reader& r, const Node& root, terms::Instrument& x) {
  r.each(root, "authority", false, kWhole, [&](const std::string& party, const Node& table) {
    const auto where = "authority of '" + party + "'";
    r.only(table, {"text", "clause"}, where);
    r.stands_at(where, table.line);
    need_party(r, x, party, where, table.line);
    x.authorities.push_back({party, r.text(table, "text", where), r.cited(table, "clause", where)});
  });
  r.one(root, "duration", [&](const Node& table) {
    r.only(table, {"renewal_months", "notice_months", "clause"}, "duration");
    r.stands_at("renewal_months", table.line);
    r.stands_at("notice_months", table.line);
    x.duration = terms::Duration{r.number(table, "renewal_months", "duration", "months"),
                                 r.number(table, "notice_months", "duration", "months"),
                                 r.cited(table, "clause", "duration")};
  });
}

std::optional<terms::DayLimit> day_limit(Reader& r, const Node& root, const char* section) {
  std::optional<terms::DayLimit> out;
  r.one(root, section, [&](const Node& table) {
    r.only(table, {"days", "clause"}, section);
    r.stands_at(std::string(section) + ": days", table.line);
    out = terms::DayLimit{r.number(table, "days", section, "days"), r.cited(table, "clause", section)};
  });
  return out;
}

void waits(Reader& r, const Node& root, terms::Instrument& x) {
  r.one(root, "conversion", [&](const Node& table) {
    r.only(table, {"days", "months", "clause"}, "conversion");
    r.stands_at("conversion", table.line);
    x.conversion = terms::Conversion{r.number(table, "days", "conversion", "days"),
                                     r.number(table, "months", "conversion", "months"),
                                     r.cited(table, "clause", "conversion")};
  });
  r.one(root, "offset", [&](const Node& table) {
    r.only(table, {"months", "clause"}, "offset");
    r.stands_at("offset", table.line);
    x.offset =
        terms::Offset{r.number(table, "months", "offset", "months"), r.cited(table, "clause", "offset")};
  });
  x.invoice = day_limit(r, root, "invoice");
  x.payment = day_limit(r, root, "payment");
  x.write_off_clause = r.cited(root, "write_off", kWhole, false);
}

template <class Rules, class NameOf>
void need_listed(Reader& r, const std::vector<std::string>& words, const Rules& rules, NameOf name_of,
                 const Node& at, const std::string& what) {
  for (const auto& word : words)
    if (std::none_of(rules.begin(), rules.end(), [&](const auto& rule) { return name_of(rule) == word; }))
      r.fail(at.line, what + " '" + word + "', which the instrument does not list");
}

void ceilings(Reader& r, const Node& root, terms::Instrument& x) {
  r.each(root, "ceiling", false, kWhole, [&](const std::string& name, const Node& table) {
    const auto where = "ceiling '" + name + "'";
    r.only(table,
           {"party", "side", "currency", "amount", "supplies_amount", "first_month", "exempt_categories",
            "exempt_activities", "clause"},
           where);
    r.stands_at(where, table.line);
    terms::Ceiling c;
    c.name = name;
    c.party = r.text(table, "party", where);
    need_party(r, x, c.party, where, table.line);
    c.side = r.one_of<terms::LedgerSide>(table, "side", where, "side");
    c.currency = r.text(table, "currency", where);
    if (!c.currency.empty() && !base::currency(c.currency))
      r.fail(table.get("currency")->line, "currency '" + c.currency + "' of " + where + " is not known");
    c.amount = r.money(table, "amount", c.currency, where, true).value_or(0);
    c.supplies_amount = r.money(table, "supplies_amount", c.currency, where, false);
    c.first_month = r.number(table, "first_month", where, "months").value_or(c.first_month);
    c.exempt_categories = r.sorted(table, "exempt_categories", where);
    c.exempt_activities = r.sorted(table, "exempt_activities", where);
    c.clause = r.cited(table, "clause", where);
    need_listed(
        r, c.exempt_categories, x.categories, [](const auto& rule) { return rule.name; }, table,
        where + " exempts category");
    need_listed(
        r, c.exempt_activities, x.activities, [](const auto& rule) { return rule.type; }, table,
        where + " exempts activity");
    x.ceilings.push_back(std::move(c));
  });
}

void apart(Reader& r, const Node& root, terms::Instrument& x) {
  r.entries(root, "apart", [&](const Node& table) {
    r.only(table, {"roles", "clause"}, "apart");
    const auto words = r.words(table, "roles", "apart");
    terms::Apart pair;
    pair.clause = r.cited(table, "clause", "apart");
    if (words.size() != 2) return r.fail(table.line, "'roles' of apart are not two roles", pair.clause);
    statement::Role roles[2] = {};
    for (std::size_t i = 0; i < 2; ++i)
      if (!from_name(words[i], roles[i]))
        r.fail(table.get("roles")->line,
               "role '" + words[i] + "' is not known; known are: " + names_of<statement::Role>(),
               pair.clause);
    std::tie(pair.first, pair.second) = std::minmax(roles[0], roles[1]);
    r.stands_at("'" + std::string(name(pair.first)) + "' apart from '" + std::string(name(pair.second)) + "'",
                table.line);
    if (std::any_of(x.apart.begin(), x.apart.end(), [&](const terms::Apart& other) {
          return other.first == pair.first && other.second == pair.second;
        }))
      r.fail(table.line, "'" + words[0] + "' and '" + words[1] + "' are kept apart twice", pair.clause);
    x.apart.push_back(std::move(pair));
  });
  std::sort(x.apart.begin(), x.apart.end(), [](const terms::Apart& a, const terms::Apart& b) {
    return std::tie(a.first, a.second) < std::tie(b.first, b.second);
  });
}

/// A list of element numbers, as DOMAIN 2.3 and the paper form have them.
std::vector<terms::Element> elements(Reader& r, const Node& table, const char* key) {
  std::vector<terms::Element> out;
  const auto* node = table.get(key);
  if (node == nullptr) return out;
  const auto what = "'" + std::string(key) + "' of gates";
  if (node->kind != Kind::list) r.fail(node->line, what + " is not a list of element numbers");
  for (const auto& element : node->list) {
    if (element.kind != Kind::integer || element.integer < 1 || element.integer > 25) {
      r.fail(element.line, what + " holds something that is not an element number, 1 to 25");
      continue;
    }
    const auto one = static_cast<terms::Element>(element.integer);
    if (std::find(out.begin(), out.end(), one) != out.end())
      r.fail(element.line, "element " + std::to_string(element.integer) + " stands twice in " + what);
    out.push_back(one);
  }
  std::sort(out.begin(), out.end());
  return out;
}

void procedure(Reader& r, const Node& root, terms::Instrument& x) {
  apart(r, root, x);
  r.one(root, "gates", [&](const Node& table) {
    r.only(table, {"order", "receipt", "clause"}, "gates");
    for (const char* phrase : {"gates", "gate", "order_elements"}) r.stands_at(phrase, table.line);
    x.gates = terms::Gates{elements(r, table, "order"), elements(r, table, "receipt"),
                           r.cited(table, "clause", "gates")};
  });
  r.one(root, "warrants", [&](const Node& table) {
    r.only(table, {"training_needed", "training_months", "clause"}, "warrants");
    r.stands_at("warrants", table.line);
    x.warrants = terms::WarrantRule{r.flag(table, "training_needed", "warrants"),
                                    r.number(table, "training_months", "warrants", "months"),
                                    r.cited(table, "clause", "warrants")};
  });
  x.visit_clause = r.cited(root, "visit", kWhole, false);
}

void goods(Reader& r, const Node& root, terms::Instrument& x) {
  r.each(root, "tolerance", false, kWhole, [&](const std::string& category, const Node& table) {
    const auto where = "tolerance of '" + category + "'";
    r.only(table, {"millionths", "clause"}, where);
    r.stands_at(where, table.line);
    const auto millionths = r.number(table, "millionths", where, "millionths");
    if (!millionths) r.fail(table.line, where + " has no 'millionths'");
    x.tolerances.push_back({category, millionths.value_or(0), r.cited(table, "clause", where)});
    need_listed(
        r, {category}, x.categories, [](const auto& rule) { return rule.name; }, table, "tolerance of");
  });
  r.each(root, "substitution", false, kWhole, [&](const std::string& item, const Node& table) {
    const auto where = "substitution for '" + item + "'";
    r.only(table, {"same_kind", "clause"}, where);
    r.stands_at(where, table.line);
    auto kinds = r.words(table, "same_kind", where);
    std::sort(kinds.begin(), kinds.end());
    x.substitutions.push_back({item, std::move(kinds), r.cited(table, "clause", where)});
  });
}

void money(Reader& r, const Node& root, terms::Instrument& x) {
  r.one(root, "currencies", [&](const Node& table) {
    r.only(table, {"allowed", "clause"}, "currencies");
    r.stands_at("currencies", table.line);
    x.currencies =
        terms::Currencies{r.sorted(table, "allowed", "currencies"), r.cited(table, "clause", "currencies")};
    for (const auto& currency : x.currencies->allowed)
      if (!base::currency(currency))
        r.fail(table.get("allowed")->line, "currency '" + currency + "' is not known", x.currencies->clause);
  });
  r.one(root, "retransfer", [&](const Node& table) {
    r.only(table, {"consent_needed", "clause"}, "retransfer");
    x.retransfer = terms::Retransfer{r.flag(table, "consent_needed", "retransfer"),
                                     r.cited(table, "clause", "retransfer")};
  });
  x.tax_relief_clause = r.cited(root, "tax_relief", kWhole, false);
  x.price_rules = r.price_rules(root);
}

bool is_means_used(const terms::Instrument& x, std::initializer_list<Means> any) {
  return std::any_of(x.categories.begin(), x.categories.end(), [&](const terms::CategoryRule& rule) {
    return std::any_of(rule.means.begin(), rule.means.end(),
                       [&](Means means) { return std::find(any.begin(), any.end(), means) != any.end(); });
  });
}

}  // namespace

void read_further_rules(Reader& r, const Node& root, terms::Instrument& x) {
  dates(r, root, x);
  frame(r, root, x);
  waits(r, root, x);
  ceilings(r, root, x);
  procedure(r, root, x);
  goods(r, root, x);
  money(r, root, x);
  read_visit_rules(r, root, x);
  read_exchange_rules(r, root, x);
  read_grant_rules(r, root, x);
}

void warn_of_idle_rules(Reader& r, const terms::Instrument& x) {
  for (const auto& clock : x.clocks)
    if (!is_means_used(x, {clock.means}))
      r.warn(r.line_of("clock of '" + std::string(name(clock.means)) + "'"),
             "the clock of " + std::string(name(clock.means)) + " never runs: no category is settled so");
  if (x.conversion &&
      !is_means_used(x, {Means::replacement_in_kind, Means::return_of_the_same, Means::equal_value_exchange}))
    r.warn(r.line_of("conversion"), "nothing is ever converted: no category is settled in kind");
  for (std::size_t i = 0; i < x.ceilings.size(); ++i) {
    const auto& c = x.ceilings[i];
    const auto line = r.line_of("ceiling '" + c.name + "'");
    if (x.currencies && !x.currencies->allowed.empty() && !holds(x.currencies->allowed, c.currency))
      r.warn(line, "ceiling '" + c.name + "' never binds: no order is in " + c.currency);
    for (std::size_t k = 0; k < i; ++k) {
      const auto& other = x.ceilings[k];
      if (other.party == c.party && other.side == c.side && other.currency == c.currency)
        r.warn(line, "ceilings '" + other.name + "' and '" + c.name + "' overlap: both bind the " +
                         std::string(name(c.side)) + " of '" + c.party + "' in " + c.currency);
    }
  }
  for (const auto& rule : x.categories)
    if (!rule.components.empty() && !x.price_rules)
      r.warn(
          r.line_of("category '" + rule.name + "'"),
          "category '" + rule.name + "' has price components, but no [price_rules] say how prices are made");
}

}  // namespace palitan::papers
