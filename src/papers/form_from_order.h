// Fills the papers from the record: from the kernel's facts and the statements behind them, read through
// functions, so that a folder, a serving node and a memory store all do.
#pragma once
#include <functional>

#include "kernel/facts.h"
#include "papers/form_data.h"

namespace palitan::papers {

/// A statement as the reader has it.
struct RecordAct {
  base::Bytes bytes;
  bool agreed = false;
  base::Code code = base::Code::accepted;  ///< its verdict, provisional while pending
};

/// Where papers read. Every fact counts what is pending too; the papers mark it.
struct RecordReader {
  base::Id partnership;
  std::string party;                                            ///< whose record it is
  std::optional<PaperCode::Point> point;                        ///< the last accord; nothing before the first
  std::function<kernel::FactPtr(const kernel::FactKey&)> fact;  ///< null or monostate: not there
  std::function<std::optional<RecordAct>(const base::Id&)> act;
  /// Of one case: agreed ones by their place, then pending ones by arrival.
  std::function<std::vector<base::Id>(const base::Id&)> acts_of;
};

/// The whole order as far as it has come. The code carries the last act of its case.
/// Refusals of all of these: local_not_found (no such order, act, instrument or seat), local_damaged.
base::Result<OrderForm> order_form(const RecordReader& record, const base::Id& order);
/// `invoice`, `receive`: the act. Also refused local_not_found where it is of another kind.
base::Result<InvoiceForm> invoice_form(const RecordReader& record, const base::Id& order,
                                       const base::Id& invoice);
base::Result<ReceiptForm> receipt_form(const RecordReader& record, const base::Id& order,
                                       const base::Id& receive);

/// Everything that `debtor` owes `creditor` in these orders and that was due before `as_of`; what is queried
/// or disputed is not pressed for. `rows` may be empty. The code carries the last act of the first order
/// found overdue, or the founding.
base::Result<ReminderForm> reminder_form(const RecordReader& record, const std::vector<base::Id>& orders,
                                         const std::string& creditor, const std::string& debtor,
                                         base::Date as_of, int level);

/// Balances between `a` and `b` as agreed, with the open disputes of these orders. The code carries the
/// founding. REQUIRES: record.point.
base::Result<AccountForm> account_form(const RecordReader& record, const ledger::Position& agreed,
                                       const std::vector<base::Id>& orders, const std::string& a,
                                       const std::string& b, std::uint64_t log_size, base::Instant agreed_at);

}  // namespace palitan::papers
