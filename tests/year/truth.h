// The slow truth beside the reports: what a made year comes to, worked out anew from the signed statements
// alone, act by act, with arithmetic of its own. It shares no code with kernel, ledger or reports but the
// words of statements.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "statement/envelope.h"
#include "terms/instrument.h"

namespace palitan::year {

__extension__ typedef __int128 Wide;

/// One open debt: who may ask, whom, how it stands ("billed"), in what, since when (delivery), how much.
struct OpenDebt {
  std::string creditor, debtor, owed, commodity;
  std::int32_t since = 0;
  std::int64_t amount = 0;
};

/// (giver, taker, category, commodity, currency) -> what came in.
using YearKey = std::tuple<std::string, std::string, std::string, std::string, std::string>;
struct YearSums {
  std::int64_t orders = 0, quantity = 0, value = 0, worth = 0, late = 0;
  auto operator<=>(const YearSums&) const = default;
};

class Truth {
 public:
  explicit Truth(std::map<base::Id, terms::Instrument> laws) : laws_(std::move(laws)) {}

  /// Takes the next accepted act in log order. Others than acts of orders are left out.
  void take(const statement::Statement& act);

  std::vector<OpenDebt> debts() const;
  /// By instrument, party, ceiling and fiscal year.
  std::map<std::pair<std::string, std::int32_t>, std::pair<std::int64_t, std::int64_t>> ceilings() const;
  /// Of days `from` to `until`, both in.
  std::map<YearKey, YearSums> year(std::int32_t from, std::int32_t until) const;
  /// What is delivered and not billed, by order and line.
  std::map<std::pair<base::Id, std::uint32_t>, std::int64_t> unbilled() const;
  /// What suppliers took back for debts in kind in those days, by their account and commodity.
  std::map<std::pair<std::string, std::string>, std::int64_t> taken_back(std::int32_t from,
                                                                         std::int32_t until) const;
  /// Paid back and not yet confirmed, by supplier, recipient and currency.
  std::map<std::tuple<std::string, std::string, std::string>, std::int64_t> refunds_under_way() const;
  std::size_t orders() const { return orders_.size(); }

 private:
  struct Line {
    statement::OrderLine asked;
    std::int64_t converted = 0, given_up = 0, returned = 0, accepted_back = 0;
    std::vector<std::int32_t> late_returns;
    std::vector<std::pair<std::int32_t, std::int64_t>>
        back;  ///< (day, millionths) taken back by the supplier
    std::optional<std::int32_t> first_received, first_issued;
    /// (day, millionths) of each receipt and each reversal, in log order.
    std::vector<std::pair<std::int32_t, std::int64_t>> came;
    std::int64_t received() const;
  };
  struct Bill {
    base::Id id;
    statement::Invoice said;
    std::int32_t due = 0;
    std::int64_t settled = 0;  ///< paid and not paid back, offset, given up
    std::map<std::uint32_t, std::pair<std::int64_t, std::int64_t>> credits;  ///< line: millionths, minor
    bool dead = false;
  };
  struct Paid {
    base::Id id, bill;
    std::int64_t amount = 0;
    std::int32_t day = 0;
    bool confirmed = false;
    bool back = false;  ///< a refund
    bool dead = false;
  };
  struct Order {
    statement::Request asked;
    std::map<std::uint32_t, Line> lines;
    std::map<base::Id, std::pair<std::vector<statement::OrderLine>, bool>> proposals;  // lines; binding once
    std::map<base::Id, statement::Issue> issues;                                       // what counts now
    std::map<base::Id, std::pair<statement::Issue, int>> irregular;                    // with words said
    std::map<base::Id, std::int32_t> irregular_days;
    std::map<base::Id, statement::Receive> receipts;
    std::map<base::Id, statement::ReturnInKind> returns;
    std::map<base::Id, std::int32_t> return_days;
    std::vector<Bill> bills;
    std::vector<Paid> paid;
    std::optional<std::int32_t> accepted_on;
    bool ended = false, cancelled = false;
  };

  void take_goods(Order& order, const statement::Statement& act, std::int32_t day);
  void take_money(Order& order, const statement::Statement& act, std::int32_t day);
  std::int64_t worth(const Order& order, const Line& line, std::int64_t quantity) const;
  std::int64_t rounded(const Order& order, Wide dividend, Wide divisor) const;
  std::optional<std::int32_t> due_of(const Order& order, const Line& line) const;
  void add_debts(const Order& order, std::vector<OpenDebt>& out) const;
  std::int64_t acknowledged(const Order& order, const Line& line) const;
  static std::int64_t billed(const Order& order, std::uint32_t number, bool amount);

  std::map<base::Id, terms::Instrument> laws_;
  std::map<base::Id, std::string> activity_types_;
  std::map<base::Id, Order> orders_;
  std::map<base::Id, base::Id> bill_orders_;
};

}  // namespace palitan::year
