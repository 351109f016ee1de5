#include "cli/demo_moves.h"

namespace palitan::cli {

Done<void> play(Stage& stage, const std::vector<Move>& steps) {
  for (const auto& step : steps) {
    const auto act = stage.order_act(stage.nation(step.party), *step.order, step.kind, step.words, step.says);
    if (!act) return tl::unexpected(act.error());
  }
  return {};
}

OrderWords with_lines(std::vector<std::string> lines) {
  OrderWords words;
  words.lines = std::move(lines);
  words.currency = "JPY";
  return words;
}
OrderWords noted(std::string OrderWords::* where, std::string text) {
  OrderWords words;
  words.*where = std::move(text);
  return words;
}

bool same_balances(Stage& stage, bool provisional) {
  const auto a = stage.nations()[0].desk->balances(std::nullopt, provisional);
  const auto b = stage.nations()[1].desk->balances(std::nullopt, provisional);
  return a && b && balances_json(*a) == balances_json(*b);
}

}  // namespace palitan::cli
