// Internal: what every part of the demonstration's story does over and over.
#pragma once
#include "cli/demo_stage.h"

namespace palitan::cli {

/// One step of an order, for playing several in a row.
struct Move {
  const char* party;
  const base::Id* order;
  statement::Kind kind;
  OrderWords words;
  const char* says;
};
Done<void> play(Stage& stage, const std::vector<Move>& steps);

OrderWords with_lines(std::vector<std::string> lines);
OrderWords noted(std::string OrderWords::* where, std::string text);

bool same_balances(Stage& stage, bool provisional);

}  // namespace palitan::cli
