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

/// What each cell held by the acts of legal dates up to that day: a look at all that ever moved.
std::vector<base::Int128> held_as_of(const Index& index, base::Date day) {
  std::vector<base::Int128> out(index.cells().size());
  for (const auto& movement : index.movements())
    if (movement.date <= day) out[movement.cell] += movement.amount;
  return out;
}

std::optional<std::int64_t> fit(base::Int128 sum) {
  const auto out = static_cast<std::int64_t>(sum);
  return out == sum ? std::optional(out) : std::nullopt;
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
  const auto held = as_of ? held_as_of(index, *as_of) : index.held(scope.provisional);
  using Key = std::tuple<std::uint32_t, ledger::Account, ledger::Commodity>;
  std::map<Key, base::Int128> rows;
  for (std::size_t i = 0; i < held.size(); ++i) {
    const auto& cell = index.cells()[i];
    if (held[i] == 0 || !is_in(index, cell, scope)) continue;
    const ledger::Account account{cell.kind, index.text(cell.holder), index.text(cell.other)};
    rows[{cell.law, account, index.text(cell.commodity)}] += held[i];
  }
  if (scope.provisional)
    for (const auto& [law, books] : index.pending_books())
      for (const auto& [key, amount] : books.amounts())
        if (!scope.partner || key.first.holder == *scope.partner || key.first.other == *scope.partner)
          rows[{law, key.first, key.second}] += amount;
  std::vector<PositionRow> out;
  for (const auto& [key, amount] : rows) {
    if (amount == 0) continue;
    const auto fitting = fit(amount);
    if (!fitting) return overflow("movements");
    out.push_back({std::get<0>(key), std::get<1>(key), std::get<2>(key), *fitting});
  }
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
  const auto counts = [&](const Movement& movement) {
    return wanted[movement.cell] && counts_on(movement, as_of);
  };
  std::vector<Part> out;
  const auto take = [&](const Movement& movement) {
    out.push_back({movement.position, index.orders()[movement.order].id, movement.date, movement.amount});
  };
  std::map<std::uint32_t, std::int64_t> open;  // order -> its part of the figure
  if (as_of || !Index::keeps_parts(account.kind)) {
    for (const auto& movement : index.movements())
      if (counts(movement)) open[movement.order] += movement.amount;
    for (const auto& movement : index.movements())
      if (counts(movement) && open[movement.order] != 0) take(movement);
    return out;
  }
  for (std::uint32_t cell = 0; cell < wanted.size(); ++cell)
    if (wanted[cell])
      for (const auto& [order, amount] : index.parts(cell)) open[order] += amount;
  for (const auto& [order, amount] : open)
    if (amount != 0)
      index.each_movement(order, [&](const Movement& movement) {
        if (counts(movement)) take(movement);
      });
  std::ranges::reverse(out);  // within one act, too, in log order
  std::ranges::stable_sort(out, {}, &Part::position);
  return out;
}

base::Result<std::vector<CeilingRow>> ceilings_used(const Index& index, const Scope& scope) {
  using Key = std::tuple<std::uint32_t, std::string, std::int32_t>;
  std::map<Key, CeilingRow> rows;
  const auto add_law = [&](std::uint32_t law) {
    for (const auto& ceiling : index.law(law).rules.ceilings)
      rows.try_emplace({law, ceiling.name, terms::fiscal_year_of(ceiling, scope.on).begins});
  };
  for (std::uint32_t law = 0; law < index.law_count(); ++law) add_law(law);
  for (const auto& [key, sum] : index.ceilings(scope.provisional)) {
    const auto used = fit(sum.used), supplies = fit(sum.supplies_used);
    if (!used || !supplies) return overflow("ceilings");
    auto& row = rows[{key.law, key.name, key.begins}];
    row.used = *used;
    row.supplies_used = *supplies;
    row.orders = static_cast<std::size_t>(sum.orders);
  }
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
