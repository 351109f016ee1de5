// What donors may grant in each fiscal year, as their own budgets say: a list that a clerk keeps in a
// spreadsheet. Nothing of it enters the record.
#pragma once
#include <vector>

#include "papers/import_table.h"
#include "reports/grant_views.h"

namespace palitan::papers {

inline constexpr std::string_view kBudgetColumns = "donor, fiscal_year, amount, currency";

struct DonorBudget {
  statement::PartyCode donor;
  reports::GrantBudget budget;
};
/// A workbook or a CSV, whole or not at all; the fiscal year by its first day. Fault: the first thing that
/// cannot be read exactly.
tl::expected<std::vector<DonorBudget>, ImportFault> read_grant_budgets(std::string_view bytes);

}  // namespace palitan::papers
