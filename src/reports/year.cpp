// The yearly report, from the sums that the index keeps of it.
#include <algorithm>
#include <tuple>

#include "reports/books.h"

namespace palitan::reports {
namespace {
/// False where it does not fit.
bool put(base::Int128 sum, std::int64_t& out) {
  out = static_cast<std::int64_t>(sum);
  return out == sum;
}

/// Nothing where a sum does not fit.
std::optional<YearRow> row_of(const Group& group, const GroupYear& sum) {
  YearRow out{group.giver,
              group.taker,
              group.category,
              group.commodity,
              group.currency,
              static_cast<std::size_t>(sum.orders),
              0,
              0,
              0,
              static_cast<std::size_t>(sum.late)};
  const bool fits = put(sum.quantity, out.quantity) && put(sum.value, out.value) && put(sum.worth, out.worth);
  return fits && sum.unfit == 0 ? std::optional(out) : std::nullopt;
}
}  // namespace

base::Result<YearReport> year_report(const Index& index, const terms::FiscalYear& year,
                                     const std::optional<statement::PartyCode>& partner) {
  const auto text = [&](Symbol symbol) -> const std::string& { return index.names().text(symbol); };
  const auto concerned = [&](Symbol giver, Symbol taker) {
    return !partner || text(giver) == *partner || text(taker) == *partner;
  };
  const auto& sums = index.year(year);
  YearReport out{year, {}, {}};
  for (std::size_t i = 0; i < sums.groups.size(); ++i) {
    const auto& group = index.groups()[i];
    if (sums.groups[i].lines == 0 || !concerned(group.giver, group.taker)) continue;
    const auto row = row_of(group, sums.groups[i]);
    if (!row) return base::refuse(base::Code::refused_overflow, "a sum of the year does not fit");
    out.rows.push_back(*row);
  }
  const auto key = [&](const YearRow& r) {
    return std::forward_as_tuple(text(r.giver), text(r.taker), text(r.category), text(r.commodity),
                                 text(r.currency));
  };
  std::ranges::sort(out.rows, [&](const YearRow& a, const YearRow& b) { return key(a) < key(b); });
  for (const auto& [pair, count] : sums.orders)
    if (count != 0 && concerned(pair.first, pair.second))
      out.orders[{text(pair.first), text(pair.second)}] = static_cast<std::size_t>(count);
  return out;
}

}  // namespace palitan::reports
