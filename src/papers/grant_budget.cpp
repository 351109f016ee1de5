#include "papers/grant_budget.h"

#include "base/money.h"
#include "papers/import_columns.h"
#include "papers/import_number.h"

namespace palitan::papers {
namespace {
enum Place : std::size_t { donor, fiscal_year, amount, currency };
constexpr std::array<std::string_view, 4> kNames = {"donor", "fiscal_year", "amount", "currency"};
using Columns = std::array<std::optional<std::size_t>, kNames.size()>;

tl::expected<DonorBudget, ImportFault> budget_in(const ImportRow& row, const Columns& columns) {
  const auto fault = [&](ImportFault what, Place place) {
    return tl::unexpected(placed(std::move(what), row, columns[place]));
  };
  DonorBudget out;
  out.donor = cell_at(row, columns[donor]).text;
  if (!statement::is_party_code(out.donor))
    return fault({ImportCode::unknown_code, 0, 0, {}, out.donor, "jpn"}, donor);
  out.budget.amount.currency = cell_at(row, columns[currency]).text;
  const auto info = base::currency(out.budget.amount.currency);
  if (!info)
    return fault({ImportCode::unknown_code, 0, 0, {}, out.budget.amount.currency, "JPY, PHP, USD"}, currency);
  const auto day = day_of(cell_at(row, columns[fiscal_year]));
  if (!day) return fault(day.error(), fiscal_year);
  const auto minor = figure_of(cell_at(row, columns[amount]), info->minor_digits);
  if (!minor) return fault(minor.error(), amount);
  out.budget.fiscal_year = *day;
  out.budget.amount.minor = *minor;
  return out;
}
}  // namespace

tl::expected<std::vector<DonorBudget>, ImportFault> read_grant_budgets(std::string_view bytes) {
  const auto table = read_import(bytes, SheetKind::orders);
  if (!table) return tl::unexpected(table.error());
  if (!table->faults.empty()) return tl::unexpected(table->faults.front());
  if (table->rows.empty()) return tl::unexpected(ImportFault{ImportCode::empty_file, 0, 0, {}, {}, {}});
  const auto columns = columns_in(table->rows.front(), kNames, kNames.size());
  if (!columns) return tl::unexpected(columns.error());
  std::vector<DonorBudget> out;
  for (std::size_t r = 1; r < table->rows.size(); ++r) {
    if (table->rows[r].blank()) continue;
    auto one = budget_in(table->rows[r], *columns);
    if (!one) return tl::unexpected(one.error());
    out.push_back(std::move(*one));
  }
  return out;
}

}  // namespace palitan::papers
