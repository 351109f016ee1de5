#include "reports/books.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "base/number.h"

namespace palitan::reports {
namespace {
using base::Code;
using ledger::AccountKind;
using statement::Means;

tl::unexpected<base::Refusal> overflow(const char* what) {
  return base::refuse(Code::refused_overflow, std::string("a sum of ") + what + " does not fit");
}

bool is_in(const Index& index, const Cell& cell, const Scope& scope) {
  return !scope.partner || index.names().text(cell.holder) == *scope.partner ||
         index.names().text(cell.other) == *scope.partner;
}

bool counts_on(const Movement& movement, const std::optional<base::Date>& as_of) {
  return !as_of || movement.date <= *as_of;
}
}  // namespace

terms::FiscalYear year_beginning(std::uint32_t first_month, std::int32_t year) {
  const std::chrono::year_month_day first{std::chrono::year{year}, std::chrono::month{first_month},
                                          std::chrono::day{1}};
  const auto days = std::chrono::sys_days{first}.time_since_epoch().count();
  return terms::fiscal_year_of(first_month, base::Date{static_cast<std::int32_t>(days)});
}

std::optional<Means> means_of(AccountKind kind) {
  switch (kind) {
    case AccountKind::unbilled:
    case AccountKind::accrued:
    case AccountKind::receivable:
    case AccountKind::payable:
    case AccountKind::paying:
    case AccountKind::claimed:
    case AccountKind::claimed_against:
      return Means::reimbursement;
    case AccountKind::due_in_kind:
    case AccountKind::owed_in_kind:
      return Means::replacement_in_kind;
    case AccountKind::exchange_due:
    case AccountKind::exchange_owed:
      return Means::equal_value_exchange;
    case AccountKind::lent:
    case AccountKind::borrowed:
      return Means::return_of_the_same;
    case AccountKind::issued:
    case AccountKind::transit:
    case AccountKind::received:
    case AccountKind::damaged:
    case AccountKind::irregular:
    case AccountKind::written_off:
    case AccountKind::forgiven:
    case AccountKind::granted:
    case AccountKind::grant_owed:
    case AccountKind::disbursing:
    case AccountKind::credit:
      break;
  }
  return std::nullopt;
}

base::Result<std::vector<PositionRow>> position(const Index& index, const Scope& scope,
                                                std::optional<base::Date> as_of) {
  PALITAN_CHECK(!(scope.provisional && as_of));
  std::vector<std::int64_t> sums(index.cells().size());
  bool fits = true;
  for (const auto& movement : index.movements()) {
    if (!counts_on(movement, as_of) || (scope.provisional && index.is_overlaid(movement.order))) continue;
    fits = !__builtin_add_overflow(sums[movement.cell], movement.amount, &sums[movement.cell]) && fits;
  }
  using Key = std::tuple<std::uint32_t, ledger::Account, ledger::Commodity>;
  std::map<Key, std::int64_t> rows;
  const auto add = [&](std::uint32_t law, ledger::Account account, const ledger::Commodity& commodity,
                       std::int64_t amount) {
    auto& at = rows[{law, std::move(account), commodity}];
    fits = !__builtin_add_overflow(at, amount, &at) && fits;
  };
  for (std::size_t i = 0; i < sums.size(); ++i) {
    const auto& cell = index.cells()[i];
    if (sums[i] != 0 && is_in(index, cell, scope))
      add(cell.law, {cell.kind, index.text(cell.holder), index.text(cell.other)}, index.text(cell.commodity),
          sums[i]);
  }
  if (scope.provisional)
    for (const auto& [law, books] : index.pending_books())
      for (const auto& [key, amount] : books.amounts())
        if (!scope.partner || key.first.holder == *scope.partner || key.first.other == *scope.partner)
          add(law, key.first, key.second, amount);
  if (!fits) return overflow("movements");
  std::vector<PositionRow> out;
  for (const auto& [key, amount] : rows)
    if (amount != 0) out.push_back({std::get<0>(key), std::get<1>(key), std::get<2>(key), amount});
  std::stable_sort(out.begin(), out.end(), [&](const PositionRow& a, const PositionRow& b) {
    return index.law(a.law).rules.name < index.law(b.law).rules.name;
  });
  return out;
}

std::vector<Part> parts_of(const Index& index, const ledger::Account& account, std::string_view commodity,
                           const std::optional<base::Id>& instrument, std::optional<base::Date> as_of) {
  std::vector<bool> wanted(index.cells().size());
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    const auto& cell = index.cells()[i];
    wanted[i] = cell.kind == account.kind && index.names().text(cell.holder) == account.holder &&
                index.names().text(cell.other) == account.other &&
                index.names().text(cell.commodity) == commodity &&
                (!instrument || index.law(cell.law).id == *instrument);
  }
  std::unordered_map<std::uint32_t, std::int64_t> open;  // order -> its part of the figure
  for (const auto& movement : index.movements())
    if (wanted[movement.cell] && counts_on(movement, as_of)) open[movement.order] += movement.amount;
  std::vector<Part> out;
  for (const auto& movement : index.movements())
    if (wanted[movement.cell] && counts_on(movement, as_of) && open[movement.order] != 0)
      out.push_back({movement.position, index.orders()[movement.order].id, movement.date, movement.amount});
  return out;
}

base::Result<std::vector<CeilingRow>> ceilings_used(const Index& index, const Scope& scope) {
  using Key = std::tuple<std::uint32_t, std::string, std::int32_t>;
  std::map<Key, CeilingRow> rows;
  bool fits = true;
  const auto add_law = [&](std::uint32_t law) {
    for (const auto& ceiling : index.law(law).rules.ceilings)
      rows.try_emplace({law, ceiling.name, terms::fiscal_year_of(ceiling, scope.on).begins});
  };
  for (std::uint32_t law = 0; law < index.law_count(); ++law) add_law(law);
  index.each(scope.provisional, [&](const OrderRow& order, bool) {
    for (const auto& use : order.ceilings) {
      auto& row = rows[{order.law, use.name, use.begins}];
      fits = !__builtin_add_overflow(row.used, use.amount, &row.used) &&
             !__builtin_add_overflow(row.supplies_used, use.supplies, &row.supplies_used) && fits;
      if (use.amount != 0) ++row.orders;
    }
  });
  if (!fits) return overflow("ceilings");
  std::vector<CeilingRow> out;
  for (auto& [key, row] : rows) {
    row.law = std::get<0>(key);
    for (const auto& ceiling : index.law(row.law).rules.ceilings)
      if (ceiling.name == std::get<1>(key)) row.ceiling = &ceiling;
    if (row.ceiling == nullptr || (scope.partner && row.ceiling->party != *scope.partner)) continue;
    row.year = year_beginning(row.ceiling->first_month, std::get<2>(key));
    out.push_back(row);
  }
  return out;
}

}  // namespace palitan::reports
