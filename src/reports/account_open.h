// What is open between two parties when they state an account, each with its cause (spec/account.md). Pure;
// from the cases as they stood at the cut, so that both sides find the same list in the same record.
#pragma once
#include <map>

#include "kernel/facts.h"

namespace palitan::reports {

struct OpenCase {
  base::Id id;
  const kernel::CaseFact* file = nullptr;
};
/// What was open in the record at one place of its log, with what case files do not keep. What is pointed at
/// outlives it.
struct OpenRecord {
  std::vector<OpenCase> cases;
  std::map<base::Id, statement::Reason> queries;                        ///< by the act that asks
  std::map<base::Id, std::vector<statement::Clarification>> responses;  ///< the last to each invoice
};
/// In the order in which a statement of an account lists them: what waits for the other side's word, what one
/// side contests, what has no cover. Debts that nobody questions stand in the balances alone. Cases of other
/// parties are passed over.
std::vector<statement::OpenItem> open_items(const OpenRecord& record, std::string_view first,
                                            std::string_view second);

}  // namespace palitan::reports
