// What may be asked of the index: a report by name with its parameters, and the sheet that answers it.
#pragma once
#include <functional>
#include <span>

#include "reports/books.h"
#include "reports/order_list.h"

namespace palitan::reports {

#define PALITAN_REPORTS(X) \
  X(1, overdue)            \
  X(2, ageing)             \
  X(3, unbilled)           \
  X(4, pending)            \
  X(5, position)           \
  X(6, ceilings)           \
  X(7, year)               \
  X(8, evidence)           \
  X(9, orders)             \
  X(10, service_months)
PALITAN_ENUM(Report, PALITAN_REPORTS)
/// One line that says what the report shows.
std::string_view says(Report report);

struct Question {
  Report report = Report::overdue;
  Scope scope;
  bool all = false;                                 ///< overdue, evidence: the whole list
  BoardFilter board;                                ///< overdue
  std::optional<base::Date> as_of;                  ///< position: agreed acts up to that day
  std::vector<std::int32_t> buckets = kAgeBuckets;  ///< ageing
  std::uint32_t first_month = 4;                    ///< year: of the fiscal year
  terms::FiscalYear year;                           ///< year
  std::optional<ledger::Account> account;           ///< position: the acts behind this account ...
  std::string commodity;                            ///< ... in this commodity
  std::optional<base::Id> instrument;               ///< ... of this instrument
  OrderFilter orders;                               ///< orders
  std::size_t from = 0;
  std::optional<std::size_t> count;  ///< rows at most; nothing: all
};

/// The value of a parameter; nothing where it was not given.
using Parameter = std::function<std::optional<std::string>(std::string_view)>;
/// Names of the parameters that read_question() knows, ascending.
std::span<const std::string_view> parameters();

/// on=2026-11-23 (else `today`) · partner=jpn · provisional=true · all=true · buckets=30,90,365 · for
/// overdue: by=jpn,usa · awaits=payment,receipt · due_from=2026-11-01 · due_until=2026-11-30 ·
/// fiscal=apr|oct|jan · year=2026 (in which the fiscal year begins; else that of the day) ·
/// account=jpn:receivable:phl with commodity=JPY, and instrument=ID · from=0 · count=100. Without `on`,
/// positions are the latest. For orders: state=accepted,delivering · level=overdue_1_30 · q=words ·
/// supplier=jpn · recipient=phl · category=fuel · means=reimbursement · step=bill · sort=-ordered. Refusal:
/// local_draft naming the parameter.
base::Result<Question> read_question(Report report, const Parameter& parameter, base::Date today);

/// The statement at a place in the log.
using ActAt = std::function<std::optional<base::Id>(std::uint64_t)>;
/// How many attachments that the acts of a case name are not on this node; erased ones do not count.
using NotHeld = std::function<std::size_t(const base::Id& case_id)>;
/// Without `not_held` the evidence report says nothing of attachments. Refusals: refused_overflow.
base::Result<Sheet> answer(const Index& index, const Question& question, const ActAt& act_at,
                           const NotHeld& not_held = {});

}  // namespace palitan::reports
