// A partner's own list of invoices, as its clerks keep it in a spreadsheet.
#pragma once
#include "papers/import_table.h"
#include "reports/account_match.h"

namespace palitan::papers {

/// The columns of such a list by their headers, in any order; others are passed over. "quantity" and "unit"
/// may be missing.
inline constexpr std::string_view kListColumns = "document, date, amount, currency, quantity, unit";

/// A workbook or a CSV, whole or not at all: every row that is not blank, with its place ("row 3"). Fault:
/// the first thing that cannot be read exactly.
tl::expected<std::vector<reports::ListedInvoice>, ImportFault> read_partner_list(std::string_view bytes);

}  // namespace palitan::papers
