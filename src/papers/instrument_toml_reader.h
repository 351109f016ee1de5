// Reads the tree of an instrument's or overlay's file: the first fault sticks, and is what the caller gets.
// Inside the room only.
#pragma once
#include <functional>
#include <initializer_list>
#include <map>
#include <set>

#include "papers/instrument_toml.h"
#include "papers/instrument_toml_tree.h"

namespace palitan::papers {

/// A list of keys or names, as it is shown in a fault.
std::string joined(const std::vector<std::string>& words);

template <class Enum>
std::string names_of() {
  std::vector<std::string> words;
  for (const auto& row : rows_of(Enum{})) words.emplace_back(row.name);
  return joined(words);
}

class Reader {
 public:
  using Node = toml_tree::Node;

  explicit Reader(std::string_view file) : file_(file) {}

  const std::optional<base::Refusal>& fault() const { return fault_; }
  void fail(std::uint32_t line, const std::string& what, std::string clause = {});
  /// "<file>:<line>: <what>", kept for whoever asked.
  void warn(std::uint32_t line, const std::string& what);
  std::vector<std::string> take_warnings() { return std::move(warnings_); }

  // ---- parts of a table; `where` names it in a fault ----

  void only(const Node& table, std::initializer_list<std::string_view> known, const std::string& where);
  std::string text(const Node& table, std::string_view key, const std::string& where, bool needed = true);
  /// A whole number from `least`; what is above `most` is left to the rules, which name the bound.
  std::optional<std::uint32_t> number(const Node& table, std::string_view key, const std::string& where,
                                      const char* of);
  bool flag(const Node& table, std::string_view key, const std::string& where, bool otherwise = false);
  std::optional<base::Date> date(const Node& table, std::string_view key, const std::string& where);
  /// No word twice; at least one where it is needed.
  std::vector<std::string> words(const Node& table, std::string_view key, const std::string& where,
                                 bool needed = true);
  /// The same, sorted.
  std::vector<std::string> sorted(const Node& table, std::string_view key, const std::string& where);
  /// The clause cited under `key`; it must be one of the file's own.
  std::string cited(const Node& table, std::string_view key, const std::string& where, bool needed = true);
  /// Whole major units of `currency`, as minor units.
  std::optional<std::int64_t> money(const Node& table, std::string_view key, const std::string& currency,
                                    const std::string& where, bool needed);
  template <class Enum>
  Enum one_of(const Node& table, std::string_view key, const std::string& where, const char* what) {
    Enum out{};
    const auto word = text(table, key, where);
    if (!word.empty() && !from_name(word, out))
      fail(table.get(key)->line, std::string(what) + " '" + word + "' of " + where +
                                     " is not known; known are: " + names_of<Enum>());
    return out;
  }

  // ---- sections of the file ----

  /// f(name, table) for each [<section>.<name>], names ascending.
  void each(const Node& root, std::string_view section, bool needed, const std::string& whole,
            const std::function<void(const std::string&, const Node&)>& f);
  /// f(table) for [<section>], if there is one.
  void one(const Node& root, std::string_view section, const std::function<void(const Node&)>& f);
  /// f(table) for each [[<section>]].
  void entries(const Node& root, std::string_view section, const std::function<void(const Node&)>& f);
  /// [clause.*] into both lists.
  void clauses(const Node& root, const std::string& whole, std::vector<terms::Clause>& clauses,
               std::vector<ClauseText>& texts);
  std::vector<terms::Clock> clocks(const Node& root);
  std::optional<terms::PriceRules> price_rules(const Node& root);

  /// Faults that the rules themselves find in what they call `phrase` are reported at `line`.
  void stands_at(const std::string& phrase, std::uint32_t line) { lines_[phrase] = line; }
  std::uint32_t line_of(const std::string& phrase) const {
    const auto at = lines_.find(phrase);
    return at == lines_.end() ? 1 : at->second;
  }
  /// Reports what terms::validate() found at the line that fits best.
  void fail_by_rules(const base::Refusal& found, std::uint32_t otherwise);
  /// The clause closes a list by its key alone (terms/limits.h): as good as cited.
  void closes_a_list(std::string_view clause) { cited_.emplace(clause); }
  /// Warns of clauses that no rule cites, of texts missing, and of marks that do not fit.
  void warn_of_clauses(const std::vector<ClauseText>& texts);

 private:
  const Node* part(const Node& table, std::string_view key, const std::string& where, bool needed);

  std::string file_;
  std::optional<base::Refusal> fault_;
  std::vector<std::string> warnings_;
  std::map<std::string, std::uint32_t, std::less<>> clause_lines_;
  std::map<std::string, std::uint32_t, std::less<>> lines_;
  std::set<std::string, std::less<>> cited_;
};

/// What is left open and what is not certain, as notes for whoever proposes the file.
void note_certainty(const std::vector<terms::Clause>& clauses, std::vector<std::string>& notes);

/// The sections beyond those that every instrument has: dates, waits, ceilings, procedure, goods, money.
void read_further_rules(Reader& reader, const toml_tree::Node& root, terms::Instrument& out);
/// [visits] and visit_flagged.
void read_visit_rules(Reader& reader, const toml_tree::Node& root, terms::Instrument& out);
/// [credits] and [netting].
void read_exchange_rules(Reader& reader, const toml_tree::Node& root, terms::Instrument& out);
/// [grants].
void read_grant_rules(Reader& reader, const toml_tree::Node& root, terms::Instrument& out);
/// Warnings that need the whole instrument: rules that can never speak, ceilings that overlap.
void warn_of_idle_rules(Reader& reader, const terms::Instrument& instrument);

}  // namespace palitan::papers
