// The tests that every part of an instrument is put to. Inside the room only.
#pragma once
#include <algorithm>
#include <string>

#include "base/money.h"
#include "codec/utf8.h"
#include "terms/instrument.h"
#include "terms/limits.h"

namespace palitan::terms::parts {

inline base::Result<void> wrong(std::string detail, std::string clause = {}) {
  return base::refuse(base::Code::refused_terms, std::move(detail), std::move(clause));
}

/// a-z first, then a-z, 0-9 and `joint`; at most kWordMax.
inline bool is_word(std::string_view text, char joint) {
  if (text.empty() || text.size() > kWordMax || text[0] < 'a' || text[0] > 'z') return false;
  return std::all_of(text.begin(), text.end(), [joint](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == joint;
  });
}

inline bool is_line_of_text(std::string_view text) {
  return !text.empty() && text.size() <= kTextMax && codec::is_utf8(base::view_of(text)) &&
         std::none_of(text.begin(), text.end(), [](char c) { return (c >= 0 && c < ' ') || c == 0x7f; });
}

/// Names of the wrong form are shown shortened and without what a terminal would act on.
inline std::string shown(std::string_view text) {
  std::string out;
  for (const char c : text.substr(0, kWordMax)) out += c > ' ' && c < 0x7f ? c : '?';
  return "'" + out + "'";
}

inline bool has_clause(const std::vector<Clause>& clauses, std::string_view key) {
  const auto at = std::lower_bound(clauses.begin(), clauses.end(), key,
                                   [](const Clause& clause, std::string_view k) { return clause.key < k; });
  return at != clauses.end() && at->key == key;
}

inline base::Result<void> cites(const std::vector<Clause>& clauses, const std::string& what,
                                const std::string& key) {
  if (has_clause(clauses, key)) return {};
  return wrong(what + " cites clause " + shown(key) + ", which is not among the clauses",
               is_word(key, '-') ? key : "");
}
inline base::Result<void> cites(const Instrument& x, const std::string& what, const std::string& key) {
  return cites(x.clauses, what, key);
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

/// `value` within 1 to `most`, where there is one.
inline base::Result<void> in_range(const std::string& what, std::optional<std::uint32_t> value,
                                   std::uint32_t most, const std::string& clause) {
  if (!value || (*value >= 1 && *value <= most)) return {};
  return wrong(what + " is " + std::to_string(*value) + "; allowed are 1 to " + std::to_string(most), clause);
}

/// Currency, amounts and fiscal year of a ceiling, an instrument's or an overlay's.
template <class Any>
base::Result<void> ceiling_figures(const std::string& what, const Any& c) {
  if (!is_valid(c.side)) return wrong(what + " is neither of debts nor of credits", c.clause);
  if (!base::currency(c.currency))
    return wrong(what + ": currency " + shown(c.currency) + " is not known", c.clause);
  if (c.amount < 1) return wrong(what + ": amount is not above zero", c.clause);
  if (c.supplies_amount && (*c.supplies_amount < 1 || *c.supplies_amount > c.amount))
    return wrong(what + ": supplies_amount is not between 1 and the whole amount", c.clause);
  if (c.first_month >= 1 && c.first_month <= 12) return {};
  return wrong(what + ": first_month is " + std::to_string(c.first_month) + "; allowed are 1 to 12",
               c.clause);
}

inline bool is_party(const Instrument& x, std::string_view party) {
  return std::binary_search(x.parties.begin(), x.parties.end(), party);
}
inline bool is_category(const Instrument& x, std::string_view category) {
  return std::any_of(x.categories.begin(), x.categories.end(),
                     [&](const CategoryRule& rule) { return rule.name == category; });
}
inline bool is_activity(const Instrument& x, std::string_view type) {
  return std::any_of(x.activities.begin(), x.activities.end(),
                     [&](const ActivityRule& rule) { return rule.type == type; });
}

base::Result<void> clause_list(const std::vector<Clause>& clauses);
/// REQUIRES: the clauses are good.
base::Result<void> clock_list(const std::vector<Clause>& clauses, const std::vector<Clock>& clocks);

// REQUIRES of each: the parts before it in validate() are good.
base::Result<void> frame(const Instrument& x);  ///< authorities, dates, duration
base::Result<void> waits(const Instrument& x);  ///< conversion, offset, invoice, payment, write-off
base::Result<void> ceilings(const Instrument& x);
base::Result<void> procedure(const Instrument& x);  ///< roles apart, gates, warrants, visit
base::Result<void> goods(const Instrument& x);      ///< tolerances, substitutions
base::Result<void> money(const Instrument& x);      ///< currencies, retransfer, tax, price rules
base::Result<void> visits(const Instrument& x);
base::Result<void> grants(const Instrument& x);
base::Result<void> exchange(const Instrument& x);  ///< credits, netting

}  // namespace palitan::terms::parts
