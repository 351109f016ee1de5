// Files of overlays: one party's own law.
#include <algorithm>

#include "base/money.h"
#include "papers/instrument_toml_reader.h"

namespace palitan::papers {
namespace {
using toml_tree::Node;

const std::string kWhole = "the overlay";

class OverlayCompiler {
 public:
  OverlayCompiler(std::string_view file, const Node& root) : r_(file), root_(root) {}

  base::Result<CompiledOverlay> compile() {
    heading();
    grounds();
    exclusions();
    ceilings();
    settlement();
    if (!r_.fault())
      if (const auto valid = terms::validate(x()); !valid) r_.fail_by_rules(valid.error(), root_.line);
    if (r_.fault()) return tl::unexpected(*r_.fault());
    note_certainty(x().clauses, out_.notes);
    r_.warn_of_clauses(out_.texts);
    out_.warnings = r_.take_warnings();
    return std::move(out_);
  }

 private:
  terms::Overlay& x() { return out_.overlay; }

  void heading() {
    r_.only(root_,
            {"name", "title", "party", "giving", "getting", "non_hindrance", "authority", "retransfer",
             "agreements", "ground", "exclusion", "ceiling", "clock", "offset", "price_rules", "clause"},
            kWhole);
    x().name = r_.text(root_, "name", kWhole);
    x().title = r_.text(root_, "title", kWhole);
    x().party = r_.text(root_, "party", kWhole);
    r_.clauses(root_, kWhole, x().clauses, out_.texts);
    x().giving_clause = r_.cited(root_, "giving", kWhole, false);
    x().getting_clause = r_.cited(root_, "getting", kWhole, false);
    x().non_hindrance_clause = r_.cited(root_, "non_hindrance", kWhole, false);
    x().authority_clause = r_.cited(root_, "authority", kWhole, false);
    x().retransfer_clause = r_.cited(root_, "retransfer", kWhole, false);
    x().agreements = r_.sorted(root_, "agreements", kWhole);
    for (const char* key : {"name", "title", "party", "giving", "getting", "agreements"})
      if (const auto* node = root_.get(key)) r_.stands_at(key, node->line);
  }

  void grounds() {
    r_.each(root_, "ground", false, kWhole, [this](const std::string& name, const Node& table) {
      const auto where = "ground '" + name + "'";
      r_.only(table, {"giving", "getting", "partners", "activities", "categories", "clause"}, where);
      r_.stands_at(where, table.line);
      x().grounds.push_back({name, r_.cited(table, "clause", where), r_.flag(table, "giving", where, true),
                             r_.flag(table, "getting", where, true), r_.sorted(table, "partners", where),
                             r_.sorted(table, "activities", where), r_.sorted(table, "categories", where)});
    });
  }

  void exclusions() {
    r_.each(root_, "exclusion", false, kWhole, [this](const std::string& category, const Node& table) {
      const auto where = "exclusion of '" + category + "'";
      r_.only(table, {"giving", "getting", "clause"}, where);
      r_.stands_at(where, table.line);
      x().exclusions.push_back({category, r_.flag(table, "giving", where, true),
                                r_.flag(table, "getting", where), r_.cited(table, "clause", where)});
    });
  }

  void ceilings() {
    r_.each(root_, "ceiling", false, kWhole, [this](const std::string& name, const Node& table) {
      const auto where = "ceiling '" + name + "'";
      r_.only(table,
              {"side", "currency", "amount", "supplies_amount", "first_month", "partners", "all_but", "each",
               "exempt_categories", "exempt_activities", "clause"},
              where);
      r_.stands_at(where, table.line);
      terms::OwnCeiling c;
      c.name = name;
      c.side = r_.one_of<terms::LedgerSide>(table, "side", where, "side");
      c.currency = r_.text(table, "currency", where);
      if (!c.currency.empty() && !base::currency(c.currency))
        r_.fail(table.get("currency")->line, "currency '" + c.currency + "' of " + where + " is not known");
      c.amount = r_.money(table, "amount", c.currency, where, true).value_or(0);
      c.supplies_amount = r_.money(table, "supplies_amount", c.currency, where, false);
      c.first_month = r_.number(table, "first_month", where, "months").value_or(c.first_month);
      c.partners = r_.sorted(table, "partners", where);
      c.all_but = r_.flag(table, "all_but", where);
      c.each = r_.flag(table, "each", where);
      c.exempt_categories = r_.sorted(table, "exempt_categories", where);
      c.exempt_activities = r_.sorted(table, "exempt_activities", where);
      c.clause = r_.cited(table, "clause", where);
      x().ceilings.push_back(std::move(c));
    });
  }

  void settlement() {
    x().clocks = r_.clocks(root_);
    r_.one(root_, "offset", [this](const Node& table) {
      r_.only(table, {"months", "clause"}, "offset");
      r_.stands_at("offset", table.line);
      x().offset =
          terms::Offset{r_.number(table, "months", "offset", "months"), r_.cited(table, "clause", "offset")};
    });
    x().price_rules = r_.price_rules(root_);
  }

  Reader r_;
  const Node& root_;
  CompiledOverlay out_;
};

}  // namespace

bool is_overlay_file(std::string_view toml_text) {
  const auto root = toml_tree::parse(toml_text, "");
  return root && root->get("party") != nullptr && root->get("parties") == nullptr;
}

base::Result<CompiledOverlay> compile_overlay(std::string_view toml_text, std::string_view file_name) {
  const auto root = toml_tree::parse(toml_text, file_name);
  if (!root) return tl::unexpected(root.error());
  return OverlayCompiler(file_name, *root).compile();
}

}  // namespace palitan::papers
