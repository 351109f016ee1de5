// A partner's own list of invoices beside ours, for a partner that runs no node: what is the same, what
// differs and in what, what only one side has.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/instant.h"
#include "kernel/order_fact.h"
#include "statement/values.h"

namespace palitan::reports {

/// How much an invoice is for, where it is for one unit only.
struct ListedQuantity {
  std::int64_t micro = 0;  ///< millionths of the unit
  std::string unit;        ///< empty: the list names none
};

struct ListedInvoice {
  std::string document;  ///< its number
  base::Date date;
  statement::Money amount;
  std::optional<ListedQuantity> quantity = {};
  std::string place = {};  ///< where the line stands: a row of the partner's file, an order of ours
};
/// Every invoice of the order that was not withdrawn. `place`: of the order.
std::vector<ListedInvoice> listed_invoices(const kernel::OrderFact& order, const std::string& place);

/// What still counts as the same.
struct MatchTolerance {
  std::int32_t days = 3;
  std::int64_t minor = 0;  ///< in the currency's minor units
  std::int64_t micro = 0;  ///< in millionths of the unit
};

struct MatchedInvoice {
  ListedInvoice ours;
  ListedInvoice theirs;
  std::string because;  ///< "document number", "quantity, date and amount", "amount and date", ...
  std::string differs;  ///< beyond the tolerance; empty: the same
  std::string allowed;  ///< by what it differs and is still the same; empty: it does not
};
struct AccountMatch {
  std::vector<MatchedInvoice> matched;  ///< by our document number
  std::vector<ListedInvoice> only_ours;
  std::vector<ListedInvoice> only_theirs;
};
/// First by document number, each once; what is left by quantity, date and amount, then by amount and date,
/// then by quantity and date, all within the tolerance, the nearest date first. The order of the rows does
/// not matter.
AccountMatch match_account(std::vector<ListedInvoice> ours, std::vector<ListedInvoice> theirs,
                           const MatchTolerance& tolerance);

}  // namespace palitan::reports
