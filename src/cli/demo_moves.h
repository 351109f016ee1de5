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

/// A request with everything that papers ask for.
OrderWords full_words(std::vector<std::string> lines, const char* supplier, const std::string& reference,
                      const char* unit, const char* bill_to);
/// An offer of the same kind.
OrderWords issuing(const char* unit, const char* payee);
/// One order from request to receipt, under the agreement of the open book.
Done<base::Id> deliver(Stage& stage, const char* giver, const char* taker, OrderWords asked,
                       OrderWords offered, const char* says);

/// An agreement that the members of the open book put into their record.
struct Adoption {
  std::string file;  ///< in instruments/
  base::Date in_force;
  std::vector<statement::Setting> settings;
};
using AdjustRules = std::function<void(terms::Instrument&)>;
/// The first member proposes, all ratify. `adjust`: what the demonstration assumes beside the file.
Done<base::Id> adopt(Stage& stage, const Adoption& plan, const AdjustRules& adjust = {});
/// Days and months for instruments that leave them open.
std::vector<statement::Setting> assumed_clocks();

bool same_balances(Stage& stage, bool provisional);

}  // namespace palitan::cli
