// How the figures of a visit move. Inside the kernel only.
#pragma once
#include "base/money.h"
#include "kernel/visit_rules.h"

namespace palitan::kernel {

inline constexpr auto kCountClause = "visit-count";

inline base::Result<void> wrong_count(std::string what) {
  return base::refuse(base::Code::refused_count, std::move(what), kCountClause);
}

/// Ascending and without doubles.
template <class List, class KeyOf>
bool ascend(const List& list, KeyOf key_of) {
  for (std::size_t i = 1; i < list.size(); ++i)
    if (!(key_of(list[i - 1]) < key_of(list[i]))) return false;
  return true;
}

// Counts of one visit stay far below 2^63: each step is at most kCountMax, but a visit may have many steps.
inline base::Result<void> add_figure(std::uint64_t& at, std::uint64_t amount) {
  constexpr std::uint64_t kMost = std::uint64_t{1} << 62;
  if (at > kMost - amount) return base::refuse(base::Code::refused_overflow, {}, kCountClause);
  at += amount;
  return {};
}
inline base::Result<void> add_figure(std::int64_t& at, std::int64_t amount) {
  const auto sum = base::add(at, amount);
  if (!sum) return base::refuse(base::Code::refused_overflow, {}, kCountClause);
  at = *sum;
  return {};
}

/// From what is inside to what left or was used.
template <class Number>
base::Result<void> take_out(Number& inside, Number& to, Number amount, const std::string& what) {
  if (amount > inside) return wrong_count(what + " is more than is inside");
  inside -= amount;
  return add_figure(to, amount);
}

// ---- dangerous goods and drivers (visit_goods.cpp) ----

/// Form: kinds ascend, each once, above zero. Refusal: refused_count.
base::Result<void> check_goods_moved(const std::vector<statement::GoodsOf>& goods);
base::Result<void> check_drivers_moved(const std::vector<statement::Licensed>& drivers);

/// They come in; what no plan names becomes a line of its own. Refusal: refused_overflow.
base::Result<void> bring_goods(VisitFact& visit, const statement::Crossing& x);
/// They go out. Refusal: refused_count where fewer are inside.
base::Result<void> take_goods(VisitFact& visit, const statement::Crossing& x);
/// Dangerous goods are used up inside. Refusal: refused_count.
base::Result<void> use_goods(VisitFact& visit, const std::vector<statement::GoodsOf>& goods);
/// Would more be inside or used by then than is declared? Refusal: refused_undeclared.
base::Result<void> check_goods_declared(const VisitAct& x, const statement::Crossing& crossing);

/// A plan that was consented to becomes what is declared. Refusal: refused_overflow.
base::Result<void> declare_goods(VisitFact& visit, const statement::VisitPlan& plan);
base::Result<void> declare_drivers(VisitFact& visit, const statement::VisitPlan& plan);

}  // namespace palitan::kernel
