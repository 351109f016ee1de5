// What the orders of each activity came to, made when first asked for, or before, where there are pages, and
// followed as the log grows.
#pragma once
#include <map>
#include <mutex>
#include <set>
#include <stop_token>

#include "kernel/facts.h"
#include "reports/activity_costs.h"
#include "store/contract.h"

namespace palitan::api {

/// One desk for each partnership. Any thread; one question at a time for each of them.
class CostDesks {
 public:
  /// `look` sees the sums of all that is agreed, with the orders of `pending` in the place of what they were.
  /// Take `pending` before: what becomes agreed in between is then counted once. Refusals: local_damaged,
  /// refused_overflow; local_stopped where `stop` ended the making of it.
  base::Result<void> ask(const base::Id& partnership, const store::Store& store,
                         const std::map<base::Id, kernel::CaseFact>& pending,
                         const std::function<void(const reports::CostBook&)>& look,
                         const std::stop_token& stop = {});

 private:
  struct Desk {
    std::mutex mutex;
    reports::CostBook costs;
    std::uint64_t read = 0;       ///< of the log; 0: nothing yet
    std::set<base::Id> overlaid;  ///< orders that stand there as they are pending
  };
  static base::Result<void> catch_up(Desk& desk, const store::Store& store, const std::stop_token& stop);

  std::mutex mutex_;
  std::map<base::Id, Desk> desks_;
};

}  // namespace palitan::api
