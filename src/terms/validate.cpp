// Whether the parts of an instrument fit together: read() and the compiler of instrument files both ask here.
#include <algorithm>

#include "codec/utf8.h"
#include "terms/instrument.h"
#include "terms/limits.h"

namespace palitan::terms {
using base::Code;
using base::refuse;

namespace {

base::Result<void> wrong(std::string detail, std::string clause = {}) {
  return refuse(Code::refused_terms, std::move(detail), std::move(clause));
}

/// a-z first, then a-z, 0-9 and `joint`; at most kWordMax.
bool is_word(std::string_view text, char joint) {
  if (text.empty() || text.size() > kWordMax || text[0] < 'a' || text[0] > 'z') return false;
  return std::all_of(text.begin(), text.end(), [joint](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == joint;
  });
}

bool is_line_of_text(std::string_view text) {
  return !text.empty() && text.size() <= kTextMax && codec::is_utf8(base::view_of(text)) &&
         std::none_of(text.begin(), text.end(), [](char c) { return (c >= 0 && c < ' ') || c == 0x7f; });
}

/// Names of the wrong form are shown shortened and without what a terminal would act on.
std::string shown(std::string_view text) {
  std::string out;
  for (const char c : text.substr(0, kWordMax)) out += c > ' ' && c < 0x7f ? c : '?';
  return "'" + out + "'";
}

bool has_clause(const Instrument& x, std::string_view key) {
  const auto at = std::lower_bound(x.clauses.begin(), x.clauses.end(), key,
                                   [](const Clause& clause, std::string_view k) { return clause.key < k; });
  return at != x.clauses.end() && at->key == key;
}

base::Result<void> cites(const Instrument& x, const std::string& what, const std::string& key) {
  if (has_clause(x, key)) return {};
  return wrong(what + " cites clause " + shown(key) + ", which is not among the clauses",
               is_word(key, '-') ? key : "");
}

/// Count within bounds, and keys strictly ascending.
template <class List, class KeyOf>
base::Result<void> ordered(std::string_view what, const List& list, std::size_t least, std::size_t most,
                           KeyOf key_of) {
  if (list.size() < least || list.size() > most)
    return wrong(std::string(what) + ": there are " + std::to_string(list.size()) + "; allowed are " +
                 std::to_string(least) + " to " + std::to_string(most));
  for (std::size_t i = 1; i < list.size(); ++i)
    if (!(key_of(list[i - 1]) < key_of(list[i])))
      return wrong(std::string(what) + ": element " + std::to_string(i + 1) +
                   " is out of order or named twice; they must ascend");
  return {};
}

base::Result<void> heading(const Instrument& x) {
  if (!is_word(x.name, '-'))
    return wrong("name " + shown(x.name) + " is not lower-case letters, digits and '-'");
  if (!is_line_of_text(x.title))
    return wrong("title is empty, longer than " + std::to_string(kTextMax) + " bytes, or not plain text");
  for (const auto& party : x.parties)
    if (!statement::is_party_code(party)) return wrong("party " + shown(party) + " is not three letters a-z");
  return ordered("parties", x.parties, 2, kPartiesMax, [](const auto& party) { return party; });
}

base::Result<void> clauses(const Instrument& x) {
  for (const auto& clause : x.clauses) {
    if (!is_word(clause.key, '-'))
      return wrong("clause key " + shown(clause.key) + " is not lower-case letters, digits and '-'");
    if (!is_line_of_text(clause.source))
      return wrong("source is empty, longer than " + std::to_string(kTextMax) + " bytes, or not plain text",
                   clause.key);
    if (!is_valid(clause.certainty)) return wrong("certainty is not one of the four", clause.key);
  }
  return ordered("clauses", x.clauses, 1, kClausesMax, [](const Clause& clause) { return clause.key; });
}

base::Result<void> activities(const Instrument& x) {
  for (const auto& rule : x.activities) {
    if (!is_word(rule.type, '_'))
      return wrong("activity " + shown(rule.type) + " is not lower-case letters, digits and '_'");
    if (auto cited = cites(x, "activity '" + rule.type + "'", rule.clause); !cited) return cited;
  }
  return ordered("activities", x.activities, 1, kActivitiesMax,
                 [](const ActivityRule& rule) { return rule.type; });
}

base::Result<void> categories(const Instrument& x) {
  for (const auto& rule : x.categories) {
    if (!is_word(rule.name, '_'))
      return wrong("category " + shown(rule.name) + " is not lower-case letters, digits and '_'");
    if (auto cited = cites(x, "category '" + rule.name + "'", rule.clause); !cited) return cited;
    for (const auto means : rule.means)
      if (!is_valid(means)) return wrong("category '" + rule.name + "' names unknown means", rule.clause);
    if (auto order = ordered("means of category '" + rule.name + "'", rule.means, 1, kClocksMax,
                             [](statement::Means means) { return means; });
        !order)
      return wrong(order.error().detail, rule.clause);
  }
  return ordered("categories", x.categories, 1, kCategoriesMax,
                 [](const CategoryRule& rule) { return rule.name; });
}

base::Result<void> exclusions(const Instrument& x) {
  for (const auto& exclusion : x.exclusions) {
    const auto what = "exclusion of " + shown(exclusion.category);
    if (!is_word(exclusion.category, '_')) return wrong(what + ": not lower-case letters, digits and '_'");
    if (!std::binary_search(x.parties.begin(), x.parties.end(), exclusion.supplier))
      return wrong(what + ": supplier " + shown(exclusion.supplier) + " is not a party");
    if (auto cited = cites(x, what, exclusion.clause); !cited) return cited;
  }
  if (auto order = ordered("exclusions", x.exclusions, 0, kExclusionsMax,
                           [](const Exclusion& e) { return std::pair(e.supplier, e.category); });
      !order)
    return order;
  // What nobody may supply must not be listed as if somebody could.
  for (const auto& rule : x.categories) {
    const auto barred = std::count_if(x.exclusions.begin(), x.exclusions.end(),
                                      [&](const Exclusion& e) { return e.category == rule.name; });
    if (static_cast<std::size_t>(barred) == x.parties.size())
      return wrong("category '" + rule.name + "' is listed, yet excluded for every party", rule.clause);
  }
  return {};
}

base::Result<void> days_in_range(const std::string& what, std::optional<std::uint32_t> days,
                                 const std::string& clause) {
  if (!days || (*days >= 1 && *days <= kDaysMax)) return {};
  return wrong(what + " is " + std::to_string(*days) + "; allowed are 1 to " + std::to_string(kDaysMax),
               clause);
}

base::Result<void> clocks(const Instrument& x) {
  for (const auto& clock : x.clocks) {
    if (!is_valid(clock.means)) return wrong("a clock names unknown means");
    const auto what = "clock of '" + std::string(name(clock.means)) + "'";
    if (auto cited = cites(x, what, clock.clause); !cited) return cited;
    if (auto days = days_in_range(what + ": days", clock.days, clock.clause); !days) return days;
  }
  return ordered("clocks", x.clocks, 0, kClocksMax, [](const Clock& clock) { return clock.means; });
}

base::Result<void> figures(const Instrument& x) {
  if (auto cited = cites(x, "in_force", x.in_force_clause); !cited) return cited;
  if (x.claim_days && x.claim_clause.empty())
    return wrong("claim_days is set, but no claim_clause allows claims");
  if (!x.claim_clause.empty())
    if (auto cited = cites(x, "claim", x.claim_clause); !cited) return cited;
  if (auto days = days_in_range("claim_days", x.claim_days, x.claim_clause); !days) return days;
  if (x.back_dating_days > kDaysMax)
    return wrong("back_dating_days is " + std::to_string(x.back_dating_days) + "; allowed are 0 to " +
                 std::to_string(kDaysMax));
  if (x.rounding > static_cast<std::uint16_t>(base::Rounding::down))
    return wrong("rounding is " + std::to_string(x.rounding) +
                 "; allowed are 0 half_even, 1 half_up, 2 down");
  return {};
}

}  // namespace

base::Result<void> validate(const Instrument& instrument) {
  // The order matters: what is cited must be known to be sorted before anything that cites it is looked at.
  for (const auto& part : {heading, clauses, activities, categories, exclusions, clocks, figures})
    if (auto fine = part(instrument); !fine) return fine;
  if (const auto size = write(instrument).size(); size > kRulesMax)
    return wrong("the rules are of " + std::to_string(size) + " bytes; at most " + std::to_string(kRulesMax) +
                 " are allowed");
  return {};
}

}  // namespace palitan::terms
