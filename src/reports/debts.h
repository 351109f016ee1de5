// What is owed: the overdue board, ageing, deliveries not yet billed, how complete the papers are.
#pragma once
#include <set>

#include "reports/index.h"

namespace palitan::reports {

/// What every report may be asked to leave out, and on which day it is read.
struct Scope {
  base::Date on;
  std::optional<statement::PartyCode> partner;  ///< only what this party gives or gets
  bool provisional = false;                     ///< count what is pending too
};

/// A debt, or something awaited by a date, with how pressing it is. Pointers into the index.
struct BoardRow {
  const OrderRow* order = nullptr;
  const Debt* debt = nullptr;        ///< or
  const Awaited* awaited = nullptr;  ///< this
  std::optional<base::Date> by;      ///< the debt's due date, or the step's
  Level level = Level::not_due;      ///< not_due where there is no date
  bool pending = false;
};
struct Board {
  std::vector<BoardRow> rows;           ///< those of the page
  std::size_t total = 0;                ///< of the whole board
  std::map<Level, std::size_t> levels;  ///< how many debts stand at each, of the whole board
};
/// Whose step it is, which, and due when; what is empty leaves nothing out.
struct BoardFilter {
  std::set<statement::PartyCode> by;
  std::set<Step> awaits;
  std::optional<base::Date> due_from;  ///< with either of these, only what has a date
  std::optional<base::Date> due_until;
};
/// The most pressing first, `count` rows (nothing: all) from `from` on. Without `all`: what is overdue or due
/// within 30 days.
Board overdue_board(const Index& index, const Scope& scope, const BoardFilter& filter, bool all,
                    std::size_t from = 0, std::optional<std::size_t> count = {});

/// Upper ends of the ages in days from delivery, ascending; what is older comes in one more bucket. The
/// default ends with the twelve months of 10 U.S.C. 2345 and the eighteen after which it allows offsetting
/// (DOMAIN 2.1).
inline const std::vector<std::int32_t> kAgeBuckets = {30, 90, 180, 365, 548};

struct AgeingRow {
  Symbol creditor = 0;
  Symbol debtor = 0;
  Owed owed = Owed::unbilled;
  Symbol commodity = 0;
  std::vector<std::int64_t> buckets;  ///< one more than the ends
  std::int64_t total = 0;             ///< their sum: what the ledger's account holds
  base::Date oldest;                  ///< delivery of the oldest debt in it
  std::size_t debts = 0;
};
/// Ordered by creditor, debtor, owed, commodity. REQUIRES: `ends` ascends. Refusal: refused_overflow.
base::Result<std::vector<AgeingRow>> ageing(const Index& index, const Scope& scope,
                                            const std::vector<std::int32_t>& ends = kAgeBuckets);

struct UnbilledRow {
  const OrderRow* order = nullptr;
  const Debt* debt = nullptr;
  bool pending = false;
};
/// By the day to bill by, else by delivery.
std::vector<UnbilledRow> unbilled_queue(const Index& index, const Scope& scope);

struct EvidenceRow {
  const OrderRow* order = nullptr;
  bool pending = false;
};
/// Orders whose record lacks one of the 25 elements, those that the instrument asks for first. Without `all`:
/// binding ones only.
std::vector<EvidenceRow> evidence_meters(const Index& index, const Scope& scope, bool all);
/// "bill_to, funds": the names of the elements whose bits are set.
std::string element_names(std::uint32_t bits);

/// Does the order concern the partner that the scope names?
bool concerns(const Index& index, const OrderRow& row, const Scope& scope);

}  // namespace palitan::reports
