// What an activity cost each side: what one gave another, by means of settlement and commodity, over the
// orders that served it. Pure; from the orders' figures alone.
#pragma once
#include <map>
#include <tuple>
#include <unordered_map>

#include "kernel/order_fact.h"

namespace palitan::reports {

struct ActivityCost {
  statement::PartyCode giver;
  statement::PartyCode taker;
  statement::Means means = statement::Means::reimbursement;
  ledger::Commodity commodity;
  std::string currency;
  std::int64_t received = 0;   ///< in good order, millionths of the commodity's unit
  std::int64_t irregular = 0;  ///< issued without cover and not settled since
  std::int64_t money = 0;      ///< of what was received, what is to be paid; minor units of `currency`
  std::int64_t worth = 0;      ///< of what is settled in kind, at the order's price where one stands
  std::size_t lines = 0;
};
/// Sums up the orders of one activity, one by one.
class ActivityCosts {
 public:
  /// Refusal: refused_overflow.
  base::Result<void> add(const kernel::OrderFact& order);
  /// What rows() said of others, among them what one order alone came to. Refusal: refused_overflow.
  base::Result<void> add(const std::vector<ActivityCost>& rows, std::size_t orders);
  /// REQUIRES: these were added.
  void take_out(const std::vector<ActivityCost>& rows, std::size_t orders);
  std::size_t orders() const { return orders_; }
  /// By giver, taker, means, commodity, currency; lines of which nothing came or was issued without cover are
  /// left out.
  std::vector<ActivityCost> rows() const;

 private:
  using Key = std::tuple<statement::PartyCode, statement::PartyCode, statement::Means, ledger::Commodity,
                         std::string>;
  static Key key_of(const ActivityCost& row);
  std::map<Key, ActivityCost> rows_;
  std::size_t orders_ = 0;
};
/// The sums of every activity, in which an order can be put anew as it changes, so that nobody reads all
/// orders for each question. About 300 bytes an order.
class CostBook {
 public:
  /// The order as it now stands, in the place of what it was. Refusal: refused_overflow; it is left out then.
  base::Result<void> put(const base::Id& id, const kernel::OrderFact& order);
  void drop(const base::Id& id);
  const ActivityCosts& of(const base::Id& activity) const;

 private:
  struct Share {
    base::Id activity;
    std::vector<ActivityCost> rows;
  };
  std::map<base::Id, ActivityCosts> sums_;
  std::unordered_map<base::Id, Share, base::FixedHasher> shares_;
};

/// The same over orders that are all at hand. Refusal: refused_overflow.
base::Result<std::vector<ActivityCost>> activity_costs(const std::vector<const kernel::OrderFact*>& orders);

}  // namespace palitan::reports
