// Dangerous goods and drivers of a visit: declared by the plan, counted as they come, are used and go.
#include <algorithm>
#include <tuple>

#include <fmt/format.h>

#include "base/units.h"
#include "kernel/visit_figures.h"

namespace palitan::kernel {
namespace {
using base::Code;

std::string said(const statement::GoodsOf& x) {
  return fmt::format("UN {}: {} {}", x.un_number, base::format_decimal(x.quantity, 6), x.unit);
}

/// The line of those goods, of that licence: made where there is none, in its place.
GoodsHere& goods_of(VisitFact& visit, const std::string& un_number, const std::string& unit) {
  const auto at = std::lower_bound(
      visit.goods.begin(), visit.goods.end(), std::tie(un_number, unit),
      [](const GoodsHere& here, const auto& key) { return std::tie(here.un_number, here.unit) < key; });
  if (at != visit.goods.end() && at->un_number == un_number && at->unit == unit) return *at;
  return *visit.goods.insert(at, {un_number, unit});
}

DriversHere& drivers_of(VisitFact& visit, const std::string& licence) {
  const auto at =
      std::lower_bound(visit.drivers.begin(), visit.drivers.end(), licence,
                       [](const DriversHere& here, const std::string& key) { return here.licence < key; });
  if (at != visit.drivers.end() && at->licence == licence) return *at;
  return *visit.drivers.insert(at, {licence});
}

GoodsHere* find_goods(VisitFact& visit, const statement::GoodsOf& x) {
  for (auto& here : visit.goods)
    if (here.un_number == x.un_number && here.unit == x.unit) return &here;
  return nullptr;
}
DriversHere* find_drivers(VisitFact& visit, const std::string& licence) {
  for (auto& here : visit.drivers)
    if (here.licence == licence) return &here;
  return nullptr;
}
}  // namespace

bool is_un_number(const std::string& text) {
  return text.size() == 4 &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

base::Result<void> check_goods_moved(const std::vector<statement::GoodsOf>& goods) {
  if (!ascend(goods, [](const auto& x) { return std::tie(x.un_number, x.unit); }))
    return wrong_count("dangerous goods ascend by UN number, then unit, and each stands once");
  for (const auto& one : goods)
    if (!is_un_number(one.un_number) || !base::unit(one.unit) || one.quantity <= 0)
      return wrong_count("dangerous goods '" + one.un_number.substr(0, 8) +
                         "': a UN number of four digits, a quantity above zero, a known unit");
  return {};
}

base::Result<void> check_drivers_moved(const std::vector<statement::Licensed>& drivers) {
  if (!ascend(drivers, [](const auto& x) { return std::tie(x.licence); }))
    return wrong_count("licences of drivers ascend, and each stands once");
  for (const auto& one : drivers)
    if (one.licence.empty() || one.licence.size() > kShortText || one.count == 0 || one.count > kCountMax)
      return wrong_count("drivers: a short licence and a count above zero");
  return {};
}

base::Result<void> bring_goods(VisitFact& visit, const statement::Crossing& x) {
  for (const auto& one : x.goods) {
    auto& here = goods_of(visit, one.un_number, one.unit);
    if (auto ok = add_figure(here.in, one.quantity); !ok) return ok;
    if (auto ok = add_figure(here.inside, one.quantity); !ok) return ok;
  }
  for (const auto& one : x.drivers) {
    auto& here = drivers_of(visit, one.licence);
    if (auto ok = add_figure(here.in, std::uint64_t{one.count}); !ok) return ok;
    if (auto ok = add_figure(here.inside, std::uint64_t{one.count}); !ok) return ok;
  }
  if (visit.goods.size() > kHereMax || visit.drivers.size() > kHereMax)
    return base::refuse(Code::refused_overflow, "dangerous goods or drivers of one visit", kCountClause);
  return {};
}

base::Result<void> take_goods(VisitFact& visit, const statement::Crossing& x) {
  for (const auto& one : x.goods) {
    auto* here = find_goods(visit, one);
    if (here == nullptr) return wrong_count(said(one) + " is more than is inside");
    if (auto ok = take_out(here->inside, here->out, one.quantity, said(one)); !ok) return ok;
  }
  for (const auto& one : x.drivers) {
    auto* here = find_drivers(visit, one.licence);
    const auto what = fmt::format("{} drivers ({})", one.count, one.licence);
    if (here == nullptr) return wrong_count(what + " is more than is inside");
    if (auto ok = take_out(here->inside, here->out, std::uint64_t{one.count}, what); !ok) return ok;
  }
  return {};
}

base::Result<void> use_goods(VisitFact& visit, const std::vector<statement::GoodsOf>& goods) {
  for (const auto& one : goods) {
    auto* here = find_goods(visit, one);
    if (here == nullptr) return wrong_count(said(one) + " is more than is inside");
    if (auto ok = take_out(here->inside, here->used, one.quantity, said(one)); !ok) return ok;
  }
  return {};
}

base::Result<void> check_goods_declared(const VisitAct& x, const statement::Crossing& crossing) {
  for (const auto& one : crossing.goods) {
    const auto* here = find_goods(x.visit, one);
    const auto declared = here != nullptr ? here->declared : 0;
    const auto by_then =
        (here != nullptr ? base::Int128{here->inside} + here->used : base::Int128{0}) + one.quantity;
    if (by_then > declared)
      return base::refuse(
          Code::refused_undeclared,
          fmt::format("{}, {} {} declared", said(one), base::format_decimal(declared, 6), one.unit),
          x.rules.arms_clause);
  }
  for (const auto& one : crossing.drivers) {
    const auto* here = find_drivers(x.visit, one.licence);
    const auto declared = here != nullptr ? here->declared : 0;
    const auto inside = (here != nullptr ? here->inside : 0) + one.count;
    if (inside > declared)
      return base::refuse(Code::refused_undeclared,
                          fmt::format("{} drivers ({}) inside, {} declared", inside, one.licence, declared),
                          x.rules.entry_clause);
  }
  return {};
}

base::Result<void> declare_goods(VisitFact& visit, const statement::VisitPlan& plan) {
  for (auto& here : visit.goods) here.declared = 0;
  for (const auto& line : plan.goods) {
    auto& here = goods_of(visit, line.un_number, line.unit);
    const auto sum = base::add(here.declared, line.quantity);
    if (!sum) return base::refuse(Code::refused_overflow, "dangerous goods " + line.un_number, "visit-plan");
    here.declared = *sum;
  }
  std::erase_if(visit.goods, [](const GoodsHere& here) { return here.declared == 0 && here.in == 0; });
  return {};
}

base::Result<void> declare_drivers(VisitFact& visit, const statement::VisitPlan& plan) {
  for (auto& here : visit.drivers) here.declared = 0;
  for (const auto& line : plan.drivers) drivers_of(visit, line.licence).declared = line.count;
  std::erase_if(visit.drivers, [](const DriversHere& here) { return here.declared == 0 && here.in == 0; });
  return {};
}

}  // namespace palitan::kernel
