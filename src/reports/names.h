// Texts that come again and again (parties, categories, commodities), kept once and named by number, so that
// rows stay small and compare fast.
#pragma once
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>

namespace palitan::reports {

using Symbol = std::uint32_t;

/// Symbols are dense from 0, in the order in which texts were first seen. Not thread safe.
class Names {
 public:
  Names() = default;
  Names(Names&&) noexcept = default;
  Names& operator=(Names&&) noexcept = default;

  Symbol of(std::string_view text) {
    if (const auto known = symbols_.find(text); known != symbols_.end()) return known->second;
    const auto symbol = static_cast<Symbol>(texts_.size());
    symbols_.emplace(texts_.emplace_back(text), symbol);
    return symbol;
  }
  /// REQUIRES: of() gave the symbol. Valid while this is.
  const std::string& text(Symbol symbol) const { return texts_.at(symbol); }

 private:
  std::deque<std::string> texts_;  // its elements never move, so that the views below stay good
  std::unordered_map<std::string_view, Symbol> symbols_;
};

}  // namespace palitan::reports
