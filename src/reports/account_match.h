// A partner's own list of invoices beside ours, for a partner that runs no node: what is the same, what
// differs and in what, what only one side has.
#pragma once
#include <string>
#include <vector>

#include "base/instant.h"
#include "statement/values.h"

namespace palitan::reports {

struct ListedInvoice {
  std::string document;  ///< its number
  base::Date date;
  statement::Money amount;
  std::string place;  ///< where the line stands: a row of the partner's file, an order of ours
};

/// What still counts as the same, said with each match that needed it.
struct MatchTolerance {
  std::int32_t days = 3;
  std::int64_t minor = 0;  ///< in the currency's minor units
};

struct MatchedInvoice {
  ListedInvoice ours;
  ListedInvoice theirs;
  std::string because;  ///< "document number", or "amount and date"
  std::string differs;  ///< empty: the same within the tolerance
};
struct AccountMatch {
  std::vector<MatchedInvoice> matched;  ///< by our document number
  std::vector<ListedInvoice> only_ours;
  std::vector<ListedInvoice> only_theirs;
};
/// First by document number, each once; what is left by amount and a date within the tolerance, the nearest
/// date first. The order of the rows does not matter.
AccountMatch match_account(std::vector<ListedInvoice> ours, std::vector<ListedInvoice> theirs,
                           const MatchTolerance& tolerance);

}  // namespace palitan::reports
