#include "reports/cost_cover.h"

#include "base/number.h"

namespace palitan::reports {
namespace {

/// The price as it would be with every part at its full cost.
std::optional<statement::Price> full_price(const statement::OrderLine& line) {
  auto out = *line.price;
  if (line.components.empty()) return out;
  out.minor = 0;
  for (const auto& part : line.components) {
    const auto sum = base::add(out.minor, part.full.value_or(part.minor));
    if (!sum) return std::nullopt;
    out.minor = *sum;
  }
  return out;
}

}  // namespace

std::optional<std::int64_t> CostCover::per_mille() const {
  constexpr std::int64_t kWhole = 1'000;
  if (full <= 0) return std::nullopt;
  return base::multiply_divide(asked, kWhole, full, base::Rounding::down);
}

std::optional<CostCover> cost_cover(const kernel::OrderFact& order) {
  const auto rounding = static_cast<base::Rounding>(order.rounding);
  std::optional<CostCover> out;
  for (const auto& line : order.lines) {
    if (!line.line.price) continue;
    const auto asked = kernel::value_of(line.line, line.line.quantity, rounding);
    auto whole = line.line;
    whole.price = full_price(line.line);
    const auto full = whole.price ? kernel::value_of(whole, whole.quantity, rounding) : std::nullopt;
    if (!asked || !full) return std::nullopt;
    if (!out) out.emplace();
    const auto asked_sum = base::add(out->asked, *asked);
    const auto full_sum = base::add(out->full, *full);
    if (!asked_sum || !full_sum) return std::nullopt;
    *out = {*asked_sum, *full_sum};
  }
  return out;
}

std::string percent_text(std::int64_t per_mille) {
  return std::to_string(per_mille / 10) + "." + std::to_string(per_mille % 10) + " %";
}

}  // namespace palitan::reports
