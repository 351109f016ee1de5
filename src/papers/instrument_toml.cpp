#include "papers/instrument_toml.h"

#include <algorithm>
#include <initializer_list>
#include <map>
#include <tuple>
#include <utility>

// The packaged library throws; compiled in here it returns its faults as values.
#undef TOML_HEADER_ONLY
#undef TOML_SHARED_LIB
#define TOML_HEADER_ONLY 1
#define TOML_EXCEPTIONS 0
#define TOML_ENABLE_FORMATTERS 0
#include <toml++/toml.h>

namespace palitan::papers {
namespace {
using base::Code;
using statement::Means;

constexpr std::size_t kFileMax = 256 * 1024;
constexpr std::size_t kClauseTextMax = 2000;

/// A list of keys or names, as it is shown in a fault.
std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const auto& word : words) out += (out.empty() ? "" : ", ") + word;
  return out;
}

template <class Enum>
std::string names_of() {
  std::vector<std::string> words;
  for (const auto& row : rows_of(Enum{})) words.emplace_back(row.name);
  return joined(words);
}

/// Reads straight through; the first fault sticks and is what the caller gets.
class Compiler {
 public:
  explicit Compiler(std::string_view file) : file_(file) {}

  base::Result<CompiledInstrument> compile(std::string_view text) {
    if (text.size() > kFileMax) {
      fail(1, "the file has " + std::to_string(text.size()) + " bytes; at most " + std::to_string(kFileMax));
      return tl::unexpected(*fault_);
    }
    const auto parsed = toml::parse(text, file_);
    if (!parsed) {
      fail(line_of(parsed.error().source()), std::string(parsed.error().description()));
      return tl::unexpected(*fault_);
    }
    const toml::table& root = parsed.table();
    heading(root);
    clauses(root);
    activities(root);
    categories(root);
    exclusions(root);
    clocks(root);
    figures(root);
    if (!fault_) check(root);
    if (fault_) return tl::unexpected(*fault_);
    notes();
    return std::move(out_);
  }

 private:
  static std::uint32_t line_of(const toml::source_region& source) { return std::max(source.begin.line, 1u); }
  static std::uint32_t line_of(const toml::node& node) { return line_of(node.source()); }

  void fail(std::uint32_t line, const std::string& what, std::string clause = {}) {
    if (fault_) return;
    fault_ = base::Refusal{Code::local_instrument, std::move(clause),
                           file_ + ":" + std::to_string(line) + ": " + what};
  }

  // ---- parts of a table ----

  void only(const toml::table& table, std::initializer_list<std::string_view> known,
            const std::string& where) {
    for (const auto& [key, node] : table) {
      if (std::find(known.begin(), known.end(), key.str()) != known.end()) continue;
      fail(line_of(key.source()), "unknown key '" + std::string(key.str()) + "' in " + where +
                                      "; known are: " + joined({known.begin(), known.end()}));
    }
  }

  /// The node under `key`; a fault at the table's own line where it is needed and missing.
  const toml::node* part(const toml::table& table, std::string_view key, const std::string& where,
                         bool needed) {
    const auto* node = table.get(key);
    if (node == nullptr && needed) fail(line_of(table), where + " has no '" + std::string(key) + "'");
    return node;
  }

  std::string text(const toml::table& table, std::string_view key, const std::string& where,
                   bool needed = true) {
    const auto* node = part(table, key, where, needed);
    if (node == nullptr) return {};
    if (const auto* value = node->as_string(); value != nullptr && !value->get().empty()) return value->get();
    fail(line_of(*node), "'" + std::string(key) + "' of " + where + " is not a text, or is empty");
    return {};
  }

  std::optional<std::uint32_t> days(const toml::table& table, std::string_view key,
                                    const std::string& where) {
    const auto* node = table.get(key);
    if (node == nullptr) return std::nullopt;
    const auto* value = node->as_integer();
    if (value == nullptr || value->get() < 0 || value->get() > 1'000'000) {
      fail(line_of(*node), "'" + std::string(key) + "' of " + where + " is not a whole number of days");
      return std::nullopt;
    }
    return static_cast<std::uint32_t>(value->get());
  }

  std::vector<std::string> words(const toml::table& table, std::string_view key, const std::string& where) {
    std::vector<std::string> out;
    const auto* node = part(table, key, where, true);
    if (node == nullptr) return out;
    const auto* array = node->as_array();
    if (array == nullptr || array->empty()) {
      fail(line_of(*node), "'" + std::string(key) + "' of " + where + " is not a list of texts, or is empty");
      return out;
    }
    for (const auto& element : *array) {
      const auto* word = element.as_string();
      if (word == nullptr)
        fail(line_of(element),
             "'" + std::string(key) + "' of " + where + " holds something that is not a text");
      else if (std::find(out.begin(), out.end(), word->get()) != out.end())
        fail(line_of(element),
             "'" + word->get() + "' stands twice in '" + std::string(key) + "' of " + where);
      else
        out.push_back(word->get());
    }
    return out;
  }

  /// The clause cited under `key`; it must be one of the file's own.
  std::string cited(const toml::table& table, std::string_view key, const std::string& where,
                    bool needed = true) {
    auto clause = text(table, key, where, needed);
    if (clause.empty() || clause_lines_.contains(clause)) return clause;
    fail(line_of(*table.get(key)), where + " cites clause '" + clause + "', which the file does not have",
         clause);
    return {};
  }

  /// Calls f(name, table) for each [<section>.<name>], names ascending.
  template <class F>
  void each(const toml::table& root, std::string_view section, bool needed, F f) {
    const auto* node = part(root, section, "the instrument", needed);
    if (node == nullptr) return;
    const auto* tables = node->as_table();
    if (tables == nullptr)
      return fail(line_of(*node), "'" + std::string(section) + "' is not a section of tables");
    for (const auto& [key, value] : *tables) {
      if (const auto* table = value.as_table())
        f(std::string(key.str()), *table);
      else
        fail(line_of(value), "'" + std::string(section) + "." + std::string(key.str()) + "' is not a table");
    }
  }

  // ---- the sections ----

  void heading(const toml::table& root) {
    only(root,
         {"name", "title", "parties", "in_force", "ends", "claim", "claim_days", "back_dating_days",
          "rounding", "clause", "activity", "category", "exclusion", "clock"},
         "the instrument");
    out_.instrument.name = text(root, "name", "the instrument");
    out_.instrument.title = text(root, "title", "the instrument");
    out_.instrument.parties = words(root, "parties", "the instrument");
    std::sort(out_.instrument.parties.begin(), out_.instrument.parties.end());
  }

  void clauses(const toml::table& root) {
    each(root, "clause", true, [this](const std::string& key, const toml::table& table) {
      const auto where = "clause '" + key + "'";
      only(table, {"source", "certainty", "en", "ja", "fil"}, where);
      terms::Clause clause{key, text(table, "source", where), terms::Certainty::assumed};
      const auto certainty = text(table, "certainty", where);
      if (!certainty.empty() && !from_name(certainty, clause.certainty))
        fail(line_of(*table.get("certainty")),
             "certainty '" + certainty + "' is not known; known are: " + names_of<terms::Certainty>(), key);
      ClauseText texts{key, text(table, "en", where), text(table, "ja", where, false),
                       text(table, "fil", where, false)};
      for (const auto* words : {&texts.en, &texts.ja, &texts.fil})
        if (words->size() > kClauseTextMax)
          fail(line_of(table), where + " has a text longer than " + std::to_string(kClauseTextMax) + " bytes",
               key);
      clause_lines_.emplace(key, line_of(table));
      out_.instrument.clauses.push_back(std::move(clause));
      out_.texts.push_back(std::move(texts));
    });
  }

  void activities(const toml::table& root) {
    each(root, "activity", true, [this](const std::string& type, const toml::table& table) {
      const auto where = "activity '" + type + "'";
      only(table, {"clause"}, where);
      out_.instrument.activities.push_back({type, cited(table, "clause", where)});
    });
  }

  void categories(const toml::table& root) {
    each(root, "category", true, [this](const std::string& name, const toml::table& table) {
      const auto where = "category '" + name + "'";
      only(table, {"clause", "means"}, where);
      terms::CategoryRule rule{name, cited(table, "clause", where), {}};
      for (const auto& word : words(table, "means", where)) {
        auto& means = rule.means.emplace_back();
        if (!from_name(word, means))
          fail(line_of(*table.get("means")),
               "means '" + word + "' of " + where + " are not known; known are: " + names_of<Means>(),
               rule.clause);
      }
      std::sort(rule.means.begin(), rule.means.end());
      out_.instrument.categories.push_back(std::move(rule));
    });
  }

  void exclusions(const toml::table& root) {
    const auto* node = root.get("exclusion");
    if (node == nullptr) return;
    if (!node->is_array_of_tables())
      return fail(line_of(*node), "'exclusion' is not written as [[exclusion]]");
    auto& list = out_.instrument.exclusions;
    for (const auto& element : *node->as_array()) {
      const auto& table = *element.as_table();
      const auto category = text(table, "category", "an exclusion");
      const auto where = "exclusion of '" + category + "'";
      only(table, {"category", "suppliers", "clause"}, where);
      const auto clause = cited(table, "clause", where);
      for (const auto& supplier : words(table, "suppliers", where)) {
        const auto& parties = out_.instrument.parties;
        if (std::find(parties.begin(), parties.end(), supplier) == parties.end())
          fail(line_of(*table.get("suppliers")), where + ": supplier '" + supplier + "' is not a party",
               clause);
        if (std::any_of(list.begin(), list.end(), [&](const terms::Exclusion& other) {
              return other.supplier == supplier && other.category == category;
            }))
          fail(line_of(table), where + " stands twice for '" + supplier + "'", clause);
        list.push_back({supplier, category, clause});
      }
    }
    std::sort(list.begin(), list.end(), [](const terms::Exclusion& a, const terms::Exclusion& b) {
      return std::tie(a.supplier, a.category) < std::tie(b.supplier, b.category);
    });
  }

  void clocks(const toml::table& root) {
    each(root, "clock", false, [this](const std::string& word, const toml::table& table) {
      const auto where = "clock '" + word + "'";
      only(table, {"clause", "days"}, where);
      terms::Clock clock;
      if (!from_name(word, clock.means))
        fail(line_of(table), where + " is of unknown means; known are: " + names_of<Means>());
      clock.days = days(table, "days", where);
      clock.clause = cited(table, "clause", where);
      out_.instrument.clocks.push_back(std::move(clock));
    });
    std::sort(out_.instrument.clocks.begin(), out_.instrument.clocks.end(),
              [](const terms::Clock& a, const terms::Clock& b) { return a.means < b.means; });
  }

  void figures(const toml::table& root) {
    auto& x = out_.instrument;
    x.in_force_clause = cited(root, "in_force", "the instrument");
    x.claim_clause = cited(root, "claim", "the instrument", false);
    x.claim_days = days(root, "claim_days", "the instrument");
    x.back_dating_days = days(root, "back_dating_days", "the instrument").value_or(x.back_dating_days);
    if (const auto* ends = root.get("ends")) {
      const auto* date = ends->as_date();
      const auto parsed = date == nullptr ? std::nullopt : base::parse_date(shown(date->get()));
      if (!parsed) fail(line_of(*ends), "'ends' is not a date such as 2036-08-01");
      x.ends = parsed;
    }
    const auto rounding = text(root, "rounding", "the instrument", false);
    static constexpr std::string_view kRoundings[] = {"half_even", "half_up", "down"};
    const auto at = std::find(std::begin(kRoundings), std::end(kRoundings), rounding);
    if (at != std::end(kRoundings))
      x.rounding = static_cast<std::uint16_t>(at - std::begin(kRoundings));
    else if (!rounding.empty())
      fail(line_of(*root.get("rounding")),
           "rounding '" + rounding + "' is not known; known are: half_even, half_up, down");
  }

  static std::string shown(const toml::date& date) {
    const auto digits = [](unsigned value, std::size_t width) {
      auto out = std::to_string(value);
      return std::string(width - std::min(width, out.size()), '0') + out;
    };
    return digits(date.year, 4) + "-" + digits(date.month, 2) + "-" + digits(date.day, 2);
  }

  /// What the record itself demands; a fault is reported at its clause, else at the top.
  void check(const toml::table& root) {
    const auto valid = terms::validate(out_.instrument);
    if (valid) return;
    const auto at = clause_lines_.find(valid.error().clause);
    fail(at == clause_lines_.end() ? line_of(root) : at->second, valid.error().detail, valid.error().clause);
  }

  void notes() {
    const auto& x = out_.instrument;
    for (const auto& clock : x.clocks) {
      const std::string means(name(clock.means));
      if (!clock.days)
        out_.notes.push_back("clock." + means + ".days is left for the parties to fill when ratifying");
      if (std::none_of(x.categories.begin(), x.categories.end(), [&](const terms::CategoryRule& rule) {
            return std::find(rule.means.begin(), rule.means.end(), clock.means) != rule.means.end();
          }))
        out_.notes.push_back("the clock of " + means + " never runs: no category is settled so");
    }
    if (!x.claim_clause.empty() && !x.claim_days)
      out_.notes.emplace_back(
          "claim_days is left for the parties to fill when ratifying; without it nothing is claimed");
    for (const auto& clause : x.clauses)
      if (clause.certainty == terms::Certainty::inferred || clause.certainty == terms::Certainty::assumed)
        out_.notes.push_back("clause " + clause.key + " is " + std::string(name(clause.certainty)) +
                             ", from " + clause.source);
  }

  std::string file_;
  std::optional<base::Refusal> fault_;
  std::map<std::string, std::uint32_t, std::less<>> clause_lines_;
  CompiledInstrument out_;
};

}  // namespace

base::Result<CompiledInstrument> compile_instrument(std::string_view toml_text, std::string_view file_name) {
  return Compiler(file_name).compile(toml_text);
}

}  // namespace palitan::papers
