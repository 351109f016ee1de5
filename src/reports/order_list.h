// The list of orders as people work through it: chosen by what they name, in the order they want, the most
// pressing first unless they say otherwise.
#pragma once
#include <set>

#include "reports/debts.h"
#include "reports/sheet.h"

namespace palitan::reports {

/// What an order must have to be listed; what is left empty asks nothing.
struct OrderFilter {
  std::set<kernel::OrderState> states = {};
  std::set<Level> levels = {};
  std::string q = {};  ///< somewhere in reference, items or descriptions, as folded() reads both
  std::optional<statement::PartyCode> supplier = {};
  std::optional<statement::PartyCode> recipient = {};
  std::string category = {};  ///< of one of its lines
  std::optional<statement::Means> means = {};
  std::optional<Step> step = {};  ///< that comes next
  std::string sort = {};          ///< a column; empty: by the next step's day
  bool descending = false;
};

/// The most pressing of what is owed and awaited on an order.
struct NextStep {
  Step step = Step::close;
  bool from_supplier = false;
  std::optional<base::Date> due;
  Level level = Level::not_due;  ///< not_due where there is no day
};
/// Nothing where nobody has to do anything.
std::optional<NextStep> next_step(const OrderRow& order, base::Date on);

/// May a list be sorted by that column?
bool is_order_column(std::string_view name);
/// Columns, the rows of the page, and how many there are. What has no value in the column comes last, either
/// way round.
Sheet order_list(const Index& index, const Scope& scope, const OrderFilter& filter, std::size_t from,
                 std::optional<std::size_t> count);

}  // namespace palitan::reports
