#include "reports/index.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "reports/books.h"

namespace palitan::reports {
namespace {
using base::Code;

constexpr std::uint64_t kPositionMax = std::numeric_limits<std::uint32_t>::max();

tl::unexpected<base::Refusal> damaged(std::string what, const base::Id& id) {
  return base::refuse(Code::local_damaged, what + " " + base::to_hex(id.view()).substr(0, 12));
}

/// Adds what the order takes of its ceilings, or with -1 takes it out again.
void add_uses(const OrderRow& order, int sign, std::map<CeilingYear, CeilingSum>& sums) {
  for (const auto& use : order.ceilings) {
    const auto at = sums.try_emplace({order.law, use.name, use.begins}).first;
    auto& sum = at->second;
    sum.used += sign * base::Int128{use.amount};
    sum.supplies_used += sign * base::Int128{use.supplies};
    if (use.amount != 0) sum.orders += sign;
    sum.uses += sign;
    if (sum.uses == 0) sums.erase(at);
  }
}
}  // namespace

std::optional<std::uint32_t> Index::law_of(const base::Id& id) const {
  for (std::uint32_t i = 0; i < laws_.size(); ++i)
    if (laws_[i].id == id) return i;
  return std::nullopt;
}

bool Index::put_instrument(const base::Id& id, const terms::Instrument& rules) {
  const auto known = law_of(id);
  if (!known) {
    laws_.push_back({id, rules});
    return true;
  }
  auto& law = laws_[*known];
  if (terms::write(law.rules) == terms::write(rules)) return true;
  law.rules = rules;
  return std::none_of(orders_.begin(), orders_.end(), [&](const auto& row) { return row.law == *known; });
}

base::Result<void> Index::put_order(const base::Id& id, const kernel::OrderFact& order) {
  const auto law = law_of(order.instrument);
  if (!law) return damaged("no instrument for order", id);
  auto row = row_of(names_, id, order, laws_[*law].rules, *law);
  set_groups(row);
  const auto [at, fresh] = rows_.try_emplace(id, static_cast<std::uint32_t>(orders_.size()));
  const auto number = at->second;
  if (is_under_way(row))
    under_way_.insert(number);
  else
    under_way_.erase(number);
  if (fresh) {
    orders_.emplace_back();
    latest_.push_back(kNone);
  } else {
    years_.changing(*this, number);
    add_uses(orders_[number], -1, ceilings_);
  }
  orders_[number] = std::move(row);
  add_uses(orders_[number], 1, ceilings_);
  return {};
}

std::uint32_t Index::cell_of(const Cell& cell) {
  const auto [at, fresh] = cell_numbers_.try_emplace(cell, static_cast<std::uint32_t>(cells_.size()));
  if (fresh) {
    cells_.push_back(cell);
    held_.push_back(0);
    parts_.emplace_back();
  }
  return at->second;
}

void Index::set_groups(OrderRow& row) {
  for (auto& line : row.lines) {
    const Group group{row.supplier, row.recipient, line.category, line.commodity, row.currency};
    const auto [at, fresh] = group_numbers_.try_emplace(group, static_cast<std::uint32_t>(groups_.size()));
    if (fresh) groups_.push_back(group);
    line.group = at->second;
  }
}

base::Result<void> Index::post(std::uint64_t position, const base::Id& case_id, base::Date date,
                               const ledger::Posting& posting) {
  if (position < posted_ || ledger::is_beside_orders(posting.account.kind)) return {};
  PALITAN_CHECK(position <= kPositionMax && movements_.size() < kPositionMax);
  const auto row = rows_.find(case_id);
  if (row == rows_.end()) return damaged("no order for the postings of case", case_id);
  const Cell cell{orders_[row->second].law, posting.account.kind, names_.of(posting.account.holder),
                  names_.of(posting.account.other), names_.of(posting.commodity)};
  const auto order = row->second;
  years_.changing(*this, order);
  const auto at = cell_of(cell);
  held_[at] += posting.amount;
  if (keeps_parts(cell.kind)) {
    auto& part = parts_[at][order];
    part += posting.amount;
    if (part == 0) parts_[at].erase(order);
  }
  earlier_.push_back(std::exchange(latest_[order], static_cast<std::uint32_t>(movements_.size())));
  movements_.push_back({order, at, static_cast<std::uint32_t>(position), date, posting.amount});
  return {};
}

bool Index::keeps_parts(ledger::AccountKind kind) { return means_of(kind).has_value(); }

std::vector<base::Int128> Index::held(bool provisional) const {
  auto out = held_;
  if (provisional)
    for (const auto& [order, pending] : overlaid_)
      each_movement(order, [&](const Movement& movement) { out[movement.cell] -= movement.amount; });
  return out;
}

std::map<CeilingYear, CeilingSum> Index::ceilings(bool provisional) const {
  auto out = ceilings_;
  if (!provisional) return out;
  for (const auto& [order, pending] : overlaid_) add_uses(orders_[order], -1, out);
  for (const auto& row : pending_orders_) add_uses(row, 1, out);
  return out;
}

std::vector<base::Id> Index::cases_of(std::initializer_list<std::string_view> kinds) const {
  std::vector<base::Id> out;
  for (const auto& [id, kind] : cases_)
    if (std::find(kinds.begin(), kinds.end(), kind) != kinds.end()) out.push_back(id);
  return out;
}

const OrderRow* Index::order(const base::Id& id) const {
  const auto found = rows_.find(id);
  return found == rows_.end() ? nullptr : &orders_[found->second];
}

const OrderRow* Index::pending_order(const base::Id& id) const {
  const auto found = std::find_if(pending_orders_.begin(), pending_orders_.end(),
                                  [&](const auto& row) { return row.id == id; });
  return found == pending_orders_.end() ? nullptr : &*found;
}

void Index::set_pending(std::vector<PendingAct> acts,
                        const std::vector<std::pair<base::Id, kernel::CaseFact>>& files) {
  pending_acts_ = std::move(acts);
  pending_laws_.clear();
  pending_orders_.clear();
  pending_books_.clear();
  overlaid_.clear();
  // An instrument that is itself pending counts for the orders pending under it.
  std::unordered_map<base::Id, std::uint32_t, base::FixedHasher> changed;
  for (const auto& [id, file] : files) {
    if (!file.instrument) continue;
    changed[id] = static_cast<std::uint32_t>(laws_.size() + pending_laws_.size());
    pending_laws_.push_back({id, file.instrument->rules});
  }
  for (const auto& [id, file] : files) {
    if (!file.order) continue;
    const auto found = changed.find(file.order->instrument);
    const auto law = found != changed.end() ? std::optional(found->second) : law_of(file.order->instrument);
    auto books = kernel::position_of(*file.order);
    if (!law || !books) continue;
    if (const auto agreed = rows_.find(id); agreed != rows_.end())
      overlaid_[agreed->second] = static_cast<std::uint32_t>(pending_orders_.size());
    pending_orders_.push_back(row_of(names_, id, *file.order, this->law(*law).rules, *law));
    pending_books_.emplace_back(*law, std::move(*books));
  }
}

}  // namespace palitan::reports
