#include "papers/instrument_toml_reader.h"

#include <algorithm>

#include "base/money.h"
#include "base/number.h"

namespace palitan::papers {
using statement::Means;
using toml_tree::Node;
using Kind = toml_tree::Node::Kind;

namespace {
constexpr std::size_t kClauseTextMax = 2000;
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const auto& word : words) out += (out.empty() ? "" : ", ") + word;
  return out;
}

void Reader::fail(std::uint32_t line, const std::string& what, std::string clause) {
  if (!fault_) fault_ = toml_tree::fault_at(file_, line, what, std::move(clause));
}

void Reader::warn(std::uint32_t line, const std::string& what) {
  warnings_.push_back(file_ + ":" + std::to_string(line) + ": " + what);
}

// ---- parts of a table ----

void Reader::only(const Node& table, std::initializer_list<std::string_view> known,
                  const std::string& where) {
  for (const auto& entry : table.table)
    if (std::find(known.begin(), known.end(), entry.key) == known.end())
      fail(entry.line, "unknown key '" + entry.key + "' in " + where +
                           "; known are: " + joined({known.begin(), known.end()}));
}

const Node* Reader::part(const Node& table, std::string_view key, const std::string& where, bool needed) {
  const auto* node = table.get(key);
  if (node == nullptr && needed) fail(table.line, where + " has no '" + std::string(key) + "'");
  return node;
}

std::string Reader::text(const Node& table, std::string_view key, const std::string& where, bool needed) {
  const auto* node = part(table, key, where, needed);
  if (node == nullptr) return {};
  if (node->kind == Kind::text && !node->text.empty()) return node->text;
  fail(node->line, "'" + std::string(key) + "' of " + where + " is not a text, or is empty");
  return {};
}

std::optional<std::uint32_t> Reader::number(const Node& table, std::string_view key, const std::string& where,
                                            const char* of) {
  const auto* node = table.get(key);
  if (node == nullptr) return std::nullopt;
  if (node->kind == Kind::integer && node->integer >= 0 && node->integer <= 1'000'000)
    return static_cast<std::uint32_t>(node->integer);
  fail(node->line, "'" + std::string(key) + "' of " + where + " is not a whole number of " + of);
  return std::nullopt;
}

bool Reader::flag(const Node& table, std::string_view key, const std::string& where, bool otherwise) {
  const auto* node = table.get(key);
  if (node == nullptr) return otherwise;
  if (node->kind != Kind::flag)
    fail(node->line, "'" + std::string(key) + "' of " + where + " is not true or false");
  return node->flag;
}

std::optional<base::Date> Reader::date(const Node& table, std::string_view key, const std::string& where) {
  const auto* node = table.get(key);
  if (node == nullptr) return std::nullopt;
  // The year 0 can be written in TOML, but not in the record.
  if (node->kind == Kind::date && node->date >= base::kDateMin) return node->date;
  fail(node->line, "'" + std::string(key) + "' of " + where + " is not a date such as 2036-08-01");
  return std::nullopt;
}

std::vector<std::string> Reader::words(const Node& table, std::string_view key, const std::string& where,
                                       bool needed) {
  std::vector<std::string> out;
  const auto* node = part(table, key, where, needed);
  if (node == nullptr) return out;
  const auto what = "'" + std::string(key) + "' of " + where;
  if (node->kind != Kind::list || node->list.empty()) {
    fail(node->line, what + " is not a list of texts, or is empty");
    return out;
  }
  for (const auto& element : node->list) {
    if (element.kind != Kind::text)
      fail(element.line, what + " holds something that is not a text");
    else if (std::find(out.begin(), out.end(), element.text) != out.end())
      fail(element.line, "'" + element.text + "' stands twice in " + what);
    else
      out.push_back(element.text);
  }
  return out;
}

std::vector<std::string> Reader::sorted(const Node& table, std::string_view key, const std::string& where) {
  auto out = words(table, key, where, false);
  std::sort(out.begin(), out.end());
  return out;
}

std::string Reader::cited(const Node& table, std::string_view key, const std::string& where, bool needed) {
  auto clause = text(table, key, where, needed);
  if (clause.empty()) return clause;
  cited_.insert(clause);
  if (clause_lines_.contains(clause)) return clause;
  fail(table.get(key)->line, where + " cites clause '" + clause + "', which the file does not have", clause);
  return {};
}

std::optional<std::int64_t> Reader::money(const Node& table, std::string_view key,
                                          const std::string& currency, const std::string& where,
                                          bool needed) {
  const auto* node = part(table, key, where, needed);
  if (node == nullptr) return std::nullopt;
  const auto info = base::currency(currency);
  std::int64_t scale = 1;
  for (int digit = 0; info && digit < info->minor_digits; ++digit) scale *= 10;
  const auto minor = node->kind == Kind::integer && node->integer > 0
                         ? base::multiply_divide(node->integer, scale, 1, base::Rounding::down)
                         : std::nullopt;
  if (!minor)
    fail(node->line, "'" + std::string(key) + "' of " + where + " is not a whole amount above zero in " +
                         (currency.empty() ? "its currency" : currency));
  return minor;
}

// ---- sections of the file ----

void Reader::each(const Node& root, std::string_view section, bool needed, const std::string& whole,
                  const std::function<void(const std::string&, const Node&)>& f) {
  const auto* node = part(root, section, whole, needed);
  if (node == nullptr) return;
  if (node->kind != Kind::table)
    return fail(node->line, "'" + std::string(section) + "' is not a section of tables");
  for (const auto& entry : node->table) {
    if (entry.node.kind == Kind::table)
      f(entry.key, entry.node);
    else
      fail(entry.node.line, "'" + std::string(section) + "." + entry.key + "' is not a table");
  }
}

void Reader::one(const Node& root, std::string_view section, const std::function<void(const Node&)>& f) {
  const auto* node = root.get(section);
  if (node == nullptr) return;
  if (node->kind != Kind::table)
    return fail(node->line,
                "'" + std::string(section) + "' is not written as [" + std::string(section) + "]");
  f(*node);
}

void Reader::entries(const Node& root, std::string_view section, const std::function<void(const Node&)>& f) {
  const auto* node = root.get(section);
  if (node == nullptr) return;
  if (node->kind != Kind::list || !node->of_tables)
    return fail(node->line,
                "'" + std::string(section) + "' is not written as [[" + std::string(section) + "]]");
  for (const auto& element : node->list) f(element);
}

void Reader::clauses(const Node& root, const std::string& whole, std::vector<terms::Clause>& clauses,
                     std::vector<ClauseText>& texts) {
  each(root, "clause", true, whole, [&](const std::string& key, const Node& table) {
    const auto where = "clause '" + key + "'";
    only(table, {"source", "certainty", "en", "ja", "fil", "informs"}, where);
    terms::Clause clause{key, text(table, "source", where), terms::Certainty::assumed};
    const auto certainty = text(table, "certainty", where);
    if (!certainty.empty() && !from_name(certainty, clause.certainty))
      fail(table.get("certainty")->line,
           "certainty '" + certainty + "' is not known; known are: " + names_of<terms::Certainty>(), key);
    ClauseText said{key, text(table, "en", where), text(table, "ja", where, false),
                    text(table, "fil", where, false), flag(table, "informs", where)};
    for (const auto* words : {&said.en, &said.ja, &said.fil})
      if (words->size() > kClauseTextMax)
        fail(table.line, where + " has a text longer than " + std::to_string(kClauseTextMax) + " bytes", key);
    clause_lines_.emplace(key, table.line);
    clauses.push_back(std::move(clause));
    texts.push_back(std::move(said));
  });
}

std::vector<terms::Clock> Reader::clocks(const Node& root) {
  std::vector<terms::Clock> out;
  each(root, "clock", false, "the file", [&](const std::string& word, const Node& table) {
    const auto where = "clock of '" + word + "'";
    only(table, {"clause", "days", "months"}, where);
    stands_at(where, table.line);
    terms::Clock clock;
    if (!from_name(word, clock.means))
      fail(table.line, where + " is of unknown means; known are: " + names_of<Means>());
    clock.days = number(table, "days", where, "days");
    clock.months = number(table, "months", where, "months");
    clock.clause = cited(table, "clause", where);
    out.push_back(std::move(clock));
  });
  std::sort(out.begin(), out.end(),
            [](const terms::Clock& a, const terms::Clock& b) { return a.means < b.means; });
  return out;
}

std::optional<terms::PriceRules> Reader::price_rules(const Node& root) {
  std::optional<terms::PriceRules> out;
  one(root, "price_rules", [&](const Node& table) {
    only(table, {"reciprocal", "rate_cards_required", "waiver", "clause"}, "price_rules");
    stands_at("price rules", table.line);
    out = terms::PriceRules{
        flag(table, "reciprocal", "price_rules"), flag(table, "rate_cards_required", "price_rules"),
        cited(table, "clause", "price_rules"), cited(table, "waiver", "price_rules", false)};
  });
  return out;
}

// ---- what the rules find, and what is only worth a warning ----

void Reader::fail_by_rules(const base::Refusal& found, std::uint32_t otherwise) {
  std::string_view best;
  auto line = otherwise;
  if (const auto at = clause_lines_.find(found.clause); at != clause_lines_.end()) line = at->second;
  for (const auto& [phrase, at] : lines_)
    if (phrase.size() > best.size() && found.detail.find(phrase) != std::string::npos)
      best = phrase, line = at;
  fail(line, found.detail, found.clause);
}

void Reader::warn_of_clauses(const std::vector<ClauseText>& texts) {
  for (const auto& said : texts) {
    const auto line = clause_lines_.at(said.clause);
    const bool used = cited_.contains(said.clause);
    if (!used && !said.informs)
      warn(line,
           "clause '" + said.clause + "' is cited by no rule; if it is only to be read, say: informs = true");
    if (used && said.informs)
      warn(line, "clause '" + said.clause + "' is marked informs = true, yet a rule cites it");
    if (said.ja.empty()) warn(line, "clause '" + said.clause + "' has no Japanese text (ja)");
    if (said.fil.empty()) warn(line, "clause '" + said.clause + "' has no Filipino text (fil)");
  }
}

void note_certainty(const std::vector<terms::Clause>& clauses, std::vector<std::string>& notes) {
  for (const auto& clause : clauses)
    if (clause.certainty == terms::Certainty::inferred || clause.certainty == terms::Certainty::assumed)
      notes.push_back("clause " + clause.key + " is " + std::string(name(clause.certainty)) + ", from " +
                      clause.source);
}

}  // namespace palitan::papers
