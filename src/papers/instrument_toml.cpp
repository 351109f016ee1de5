#include "papers/instrument_toml.h"

#include <algorithm>
#include <tuple>

#include <nlohmann/json.hpp>

#include "base/money.h"
#include "papers/instrument_toml_reader.h"
#include "terms/limits.h"

namespace palitan::papers {
namespace {
using statement::Means;
using toml_tree::Node;

const std::string kWhole = "the instrument";

/// The sections that every instrument has.
class Compiler {
 public:
  Compiler(std::string_view file, const Node& root) : reader_(file), root_(root) {}

  base::Result<CompiledInstrument> compile() {
    heading();
    reader_.clauses(root_, kWhole, x().clauses, out_.texts);
    activities();
    categories();
    exclusions();
    x().clocks = reader_.clocks(root_);
    figures();
    read_further_rules(reader_, root_, x());
    if (!reader_.fault()) check();
    if (reader_.fault()) return tl::unexpected(*reader_.fault());
    notes();
    for (const auto clause : {terms::kActivityListClause, terms::kCategoryListClause})
      reader_.closes_a_list(clause);
    reader_.warn_of_clauses(out_.texts);
    warn_of_idle_rules(reader_, x());
    out_.warnings = reader_.take_warnings();
    return std::move(out_);
  }

 private:
  terms::Instrument& x() { return out_.instrument; }

  void heading() {
    reader_.only(root_, {"name",       "title",      "parties",      "in_force",
                         "ends",       "claim",      "claim_days",   "back_dating_days",
                         "rounding",   "signed",     "approved",     "authority",
                         "duration",   "conversion", "offset",       "invoice",
                         "payment",    "write_off",  "ceiling",      "apart",
                         "gates",      "tolerance",  "substitution", "currencies",
                         "retransfer", "tax_relief", "price_rules",  "visit",
                         "warrants",   "clause",     "activity",     "category",
                         "exclusion",  "clock",      "visits",       "visit_flagged",
                         "grants",     "credits",    "netting"},
                 kWhole);
    x().name = reader_.text(root_, "name", kWhole);
    x().title = reader_.text(root_, "title", kWhole);
    x().parties = reader_.words(root_, "parties", kWhole);
    std::sort(x().parties.begin(), x().parties.end());
    for (const char* key : {"name", "title", "parties"})
      if (const auto* node = root_.get(key)) reader_.stands_at(key, node->line);
    if (const auto* node = root_.get("parties")) reader_.stands_at("party '", node->line);
  }

  void activities() {
    const bool needed = root_.get("grants") == nullptr;  // a grant serves no activity of both forces
    reader_.each(root_, "activity", needed, kWhole, [this](const std::string& type, const Node& table) {
      const auto where = "activity '" + type + "'";
      reader_.only(table, {"clause"}, where);
      reader_.stands_at(where, table.line);
      x().activities.push_back({type, reader_.cited(table, "clause", where)});
    });
  }

  std::vector<Means> means(const Node& table, const char* key, const std::string& where,
                           const std::string& clause, bool needed) {
    std::vector<Means> out;
    for (const auto& word : reader_.words(table, key, where, needed))
      if (!from_name(word, out.emplace_back()))
        reader_.fail(table.get(key)->line,
                     "means '" + word + "' of " + where + " are not known; known are: " + names_of<Means>(),
                     clause);
    return out;
  }

  void examples(const Node& category, const std::string& name) {
    reader_.one(category, "examples", [&](const Node& table) {
      const auto where = "examples of category '" + name + "'";
      reader_.only(table, {"en", "ja", "fil"}, where);
      out_.examples.push_back({name, reader_.text(table, "en", where),
                               reader_.text(table, "ja", where, false),
                               reader_.text(table, "fil", where, false)});
    });
  }

  void categories() {
    // An agreement on visits or grants gives nothing itself.
    const bool needed =
        root_.get("visits") == nullptr && root_.get("grants") == nullptr && root_.get("credits") == nullptr;
    reader_.each(root_, "category", needed, kWhole, [this](const std::string& name, const Node& table) {
      const auto where = "category '" + name + "'";
      reader_.only(table,
                   {"clause", "means", "preference", "units", "components", "metered", "service", "examples"},
                   where);
      reader_.stands_at(where, table.line);
      terms::CategoryRule rule{name, reader_.cited(table, "clause", where), {}};
      rule.means = means(table, "means", where, rule.clause, true);
      std::sort(rule.means.begin(), rule.means.end());
      rule.preference = means(table, "preference", where, rule.clause, false);
      rule.units = reader_.sorted(table, "units", where);
      for (const auto& unit : rule.units)
        if (!base::unit(unit))
          reader_.fail(table.get("units")->line,
                       "unit '" + unit + "' of " + where + " is not a known code of Recommendation 20",
                       rule.clause);
      rule.components = reader_.sorted(table, "components", where);
      rule.metered = reader_.flag(table, "metered", where);
      rule.service = reader_.flag(table, "service", where);
      examples(table, name);
      x().categories.push_back(std::move(rule));
    });
  }

  void exclusions() {
    auto& list = x().exclusions;
    reader_.entries(root_, "exclusion", [&](const Node& table) {
      const auto category = reader_.text(table, "category", "an exclusion");
      const auto where = "exclusion of '" + category + "'";
      reader_.only(table, {"category", "suppliers", "clause"}, where);
      reader_.stands_at(where, table.line);
      const auto clause = reader_.cited(table, "clause", where);
      for (const auto& supplier : reader_.words(table, "suppliers", where)) {
        if (std::find(x().parties.begin(), x().parties.end(), supplier) == x().parties.end())
          reader_.fail(table.get("suppliers")->line, where + ": supplier '" + supplier + "' is not a party",
                       clause);
        if (std::any_of(list.begin(), list.end(), [&](const terms::Exclusion& other) {
              return other.supplier == supplier && other.category == category;
            }))
          reader_.fail(table.line, where + " stands twice for '" + supplier + "'", clause);
        list.push_back({supplier, category, clause});
      }
    });
    std::sort(list.begin(), list.end(), [](const terms::Exclusion& a, const terms::Exclusion& b) {
      return std::tie(a.supplier, a.category) < std::tie(b.supplier, b.category);
    });
  }

  void figures() {
    x().in_force_clause = reader_.cited(root_, "in_force", kWhole);
    x().claim_clause = reader_.cited(root_, "claim", kWhole, false);
    x().claim_days = reader_.number(root_, "claim_days", kWhole, "days");
    x().back_dating_days =
        reader_.number(root_, "back_dating_days", kWhole, "days").value_or(x().back_dating_days);
    x().ends = reader_.date(root_, "ends", kWhole);
    for (const char* key : {"claim_days", "back_dating_days", "in_force", "claim"})
      if (const auto* node = root_.get(key)) reader_.stands_at(key, node->line);
    const auto rounding = reader_.text(root_, "rounding", kWhole, false);
    static constexpr std::string_view kRoundings[] = {"half_even", "half_up", "down"};
    const auto* const at = std::find(std::begin(kRoundings), std::end(kRoundings), rounding);
    if (at != std::end(kRoundings))
      x().rounding = static_cast<std::uint16_t>(at - std::begin(kRoundings));
    else if (!rounding.empty())
      reader_.fail(root_.get("rounding")->line,
                   "rounding '" + rounding + "' is not known; known are: half_even, half_up, down");
  }

  /// What the record itself demands.
  void check() {
    if (const auto valid = terms::validate(x()); !valid) reader_.fail_by_rules(valid.error(), root_.line);
  }

  void notes() {
    for (const auto& key : terms::open_settings(x())) {
      auto note = key + " is left for the parties to fill when ratifying";
      if (key == "claim_days") note += "; without it nothing is claimed";
      out_.notes.push_back(std::move(note));
    }
    note_certainty(x().clauses, out_.notes);
  }

  Reader reader_;
  const Node& root_;
  CompiledInstrument out_;
};

}  // namespace

base::Result<CompiledInstrument> compile_instrument(std::string_view toml_text, std::string_view file_name) {
  const auto root = toml_tree::parse(toml_text, file_name);
  if (!root) return tl::unexpected(root.error());
  return Compiler(file_name, *root).compile();
}

std::string text_attachment(const CompiledInstrument& compiled) {
  using Json = nlohmann::ordered_json;
  const auto languages = [](Json row, const auto& said) {
    row["en"] = said.en;
    if (!said.ja.empty()) row["ja"] = said.ja;
    if (!said.fil.empty()) row["fil"] = said.fil;
    return row;
  };
  Json out{{"instrument", compiled.instrument.name}, {"clauses", Json::array()}, {"examples", Json::array()}};
  for (const auto& said : compiled.texts)
    out["clauses"].push_back(languages({{"clause", said.clause}}, said));
  for (const auto& said : compiled.examples)
    out["examples"].push_back(languages({{"category", said.category}}, said));
  return out.dump(1) + "\n";
}

}  // namespace palitan::papers
