#include "cli/portfolio_command.h"

#include <map>
#include <set>

#include "cli/files.h"
#include "cli/table.h"
#include "papers/grant_budget.h"

namespace palitan::cli {
namespace {

/// Grants and the instruments they stand under, of every book; ids of different books never meet.
struct AllGrants {
  std::vector<CaseView> views;

  std::vector<reports::GrantCase> cases() const {
    std::map<base::Id, const terms::Instrument*> laws;
    for (const auto& view : views)
      if (view.file.instrument) laws[view.id] = &view.file.instrument->rules;
    std::vector<reports::GrantCase> out;
    for (const auto& view : views)
      if (view.file.grant)
        if (const auto law = laws.find(view.file.grant->note.instrument); law != laws.end())
          out.push_back({view.id, &*view.file.grant, law->second});
    return out;
  }
};

Done<AllGrants> read_all(const Context& context) {
  const auto folder = folder_of(context);
  if (!folder) return tl::unexpected(folder.error());
  AllGrants out;
  for (const auto& book : folder->records()) {
    auto one = context;
    one.partnership = base::to_hex(book.view());
    const auto record = open_record(one);
    if (!record) return tl::unexpected(record.error());
    const auto rows = (*record)->cases();
    if (!rows) return tl::unexpected(rows.error());
    for (const auto& row : *rows) {
      if (row.kind != "grant" && row.kind != "instrument") continue;
      auto view = (*record)->case_file(row.id);
      if (!view) return tl::unexpected(view.error());
      out.views.push_back(std::move(*view));
    }
  }
  return out;
}

Done<std::vector<papers::DonorBudget>> budgets_in(const std::string& path) {
  const auto bytes = read_file(path);
  if (!bytes) return tl::unexpected(bytes.error());
  auto out = papers::read_grant_budgets(*bytes);
  if (out) return std::move(*out);
  return trouble(kRefused, fmt::format("{} The columns are: {}.",
                                       papers::to_text(out.error(), papers::SheetLanguage::english),
                                       papers::kBudgetColumns));
}

std::string money(std::int64_t minor, const std::string& currency) {
  return grouped(ledger::amount_text(currency, minor)) + " " + currency;
}

void print(const statement::PartyCode& donor, const reports::Portfolio& all) {
  Table lines({"fiscal year from", "partner", "grants", "agreed", "disbursed", "owed", "offered"},
              {2, 3, 4, 5, 6});
  for (const auto& line : all.lines)
    lines.add({to_text(line.fiscal_year), line.partner, std::to_string(line.grants),
               money(line.agreed, line.currency), money(line.disbursed, line.currency),
               money(line.owed, line.currency), money(line.offered, line.currency)});
  Table years({"fiscal year from", "grants", "agreed", "budget", "left"}, {1, 2, 3, 4});
  for (const auto& year : all.years)
    years.add({to_text(year.fiscal_year), std::to_string(year.grants), money(year.agreed, year.currency),
               year.budget ? money(*year.budget, year.currency) : "not given",
               year.left ? money(*year.left, year.currency) + (*year.left < 0 ? ", PASSED" : "") : ""});
  fmt::print("Portfolio of {}, over all books of this node\n{}\n", donor,
             lines.empty() ? "  none\n" : lines.text(2));
  fmt::print("Against its budget\n{}\n", years.empty() ? "  none\n" : years.text(2));
}
}  // namespace

Done<void> show_budget(const Context& context, const std::string& file, const std::string& donor) {
  const auto budgets = budgets_in(file);
  if (!budgets) return tl::unexpected(budgets.error());
  const auto all = read_all(context);
  if (!all) return tl::unexpected(all.error());
  const auto cases = all->cases();
  std::set<statement::PartyCode> donors;
  for (const auto& one : cases) donors.insert(one.grant->note.donor);
  for (const auto& one : *budgets) donors.insert(one.donor);
  for (const auto& one : donors) {
    if (!donor.empty() && one != donor) continue;
    std::vector<reports::GrantBudget> own;
    for (const auto& budget : *budgets)
      if (budget.donor == one) own.push_back(budget.budget);
    const auto found = reports::portfolio(cases, one, own);
    if (!found) return trouble(found.error());
    print(one, *found);
  }
  return {};
}

}  // namespace palitan::cli
