// The books by agreement: positions on a day and the acts behind them, ceilings, the yearly report.
#pragma once
#include "reports/debts.h"
#include "terms/queries.h"

namespace palitan::reports {

/// The fiscal year that begins in that calendar year. REQUIRES: first_month is 1 to 12, year 1 to 9998.
terms::FiscalYear year_beginning(std::uint32_t first_month, std::int32_t year);

/// The means of settlement that an account belongs to; nothing for accounts that tell what moved.
std::optional<statement::Means> means_of(ledger::AccountKind kind);

struct PositionRow {
  std::uint32_t law = 0;
  ledger::Account account;
  ledger::Commodity commodity;
  std::int64_t amount = 0;  ///< not zero
};
/// Balances by instrument, ordered by instrument, account and commodity; summed over the instruments they are
/// the ledger's. `as_of`: agreed acts up to that legal date alone. `partner` is either side of the account.
/// REQUIRES: not provisional and as_of at once. Refusal: refused_overflow.
base::Result<std::vector<PositionRow>> position(const Index& index, const Scope& scope,
                                                std::optional<base::Date> as_of);

/// One agreed act's part in a position.
struct Part {
  std::uint64_t position = 0;  ///< of the act in the log
  base::Id order;
  base::Date date;
  std::int64_t amount = 0;
};
/// The acts behind a figure: those of the orders whose part in it is not zero, in log order. They sum to the
/// figure. `instrument`: of one only.
std::vector<Part> parts_of(const Index& index, const ledger::Account& account, std::string_view commodity,
                           const std::optional<base::Id>& instrument, std::optional<base::Date> as_of);

struct CeilingRow {
  std::uint32_t law = 0;
  const terms::Ceiling* ceiling = nullptr;
  terms::FiscalYear year;
  std::int64_t used = 0;           ///< before netting, pending acts counted where the scope says so
  std::int64_t supplies_used = 0;  ///< of it, supplies
  std::size_t orders = 0;
};
/// Every ceiling in the fiscal year of the scope's day and in each year in which orders took of it; the
/// partner is whose ceiling it is. Refusal: refused_overflow.
base::Result<std::vector<CeilingRow>> ceilings_used(const Index& index, const Scope& scope);

/// What one party gave another in a fiscal year, by category and commodity.
struct YearRow {
  Symbol giver = 0;
  Symbol taker = 0;
  Symbol category = 0;
  Symbol commodity = 0;
  Symbol currency = 0;
  std::size_t orders = 0;     ///< whose first goods came in in that year, so that years add up
  std::int64_t quantity = 0;  ///< received in good order, corrections counted on their own day
  std::int64_t value = 0;     ///< of it, what is to be paid in money
  std::int64_t worth = 0;     ///< of it, what is settled in kind, at the order's price where one stands
  std::size_t late = 0;       ///< orders returned or paid past their date in that year
};
struct YearReport {
  terms::FiscalYear year;
  std::vector<YearRow> rows;  ///< by giver, taker, category, commodity, currency
  /// Orders of each giver and taker, each counted once.
  std::map<std::pair<std::string, std::string>, std::size_t> orders;
};
/// Agreed acts alone. Where two lines of one order name one commodity, what came in on a day fills the first
/// line first. Refusal: refused_overflow.
base::Result<YearReport> year_report(const Index& index, const terms::FiscalYear& year,
                                     const std::optional<statement::PartyCode>& partner);

}  // namespace palitan::reports
