// The sums of fiscal years, kept as orders change: each order's share in a year is taken out before the order
// changes and put back when the year is next asked for.
#pragma once
#include <map>
#include <unordered_set>
#include <vector>

#include "base/number.h"
#include "reports/names.h"
#include "terms/queries.h"

namespace palitan::reports {

class Index;

/// Of one group of an index (giver, taker, category, commodity, currency) in one year.
struct GroupYear {
  base::Int128 quantity = 0;
  base::Int128 value = 0;   ///< to be paid in money
  base::Int128 worth = 0;   ///< settled in kind
  std::int64_t orders = 0;  ///< whose first goods came in in that year
  std::int64_t late = 0;    ///< returned or paid past their date in that year
  std::int64_t lines = 0;   ///< that have a part in it; 0: there is no such row
  std::int64_t unfit = 0;   ///< whose value does not fit
};
struct YearSums {
  std::vector<GroupYear> groups;  ///< by the index's groups; those that came later have no part in it
  std::map<std::pair<Symbol, Symbol>, std::int64_t> orders;  ///< of each giver and taker, each counted once
};

class Years {
 public:
  /// To be called before a row of the index is replaced, or something is moved for it.
  void changing(const Index& index, std::uint32_t order);
  /// Of all agreed orders of the index. REQUIRES: every change of it was told of.
  const YearSums& of(const Index& index, const terms::FiscalYear& year);

 private:
  struct Kept {
    terms::FiscalYear year;
    YearSums sums;
    std::uint32_t known = 0;                         ///< the rows below were met; the others came later
    std::unordered_set<std::uint32_t> changed = {};  ///< of those, taken out
    std::uint64_t asked = 0;                         ///< when, in questions
  };
  std::vector<Kept> kept_;
  std::uint64_t questions_ = 0;
};

}  // namespace palitan::reports
