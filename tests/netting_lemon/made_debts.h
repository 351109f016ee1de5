// Made netting problems: from a seed, the same on every machine.
#pragma once
#include <cstdint>
#include <utility>

#include "ledger/netting.h"

namespace palitan::netting_peer {

/// Numbers from a seed (splitmix64).
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next() {
    auto z = state_ += 0x9e3779b97f4a7c15U;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31);
  }
  /// 0 to `count` - 1.
  std::uint32_t below(std::uint64_t count) { return static_cast<std::uint32_t>(next() % count); }

 private:
  std::uint64_t state_;
};

struct DebtsShape {
  std::uint32_t parties = 2;
  std::uint32_t obligations = 0;
  std::uint32_t ages = 1;      ///< ages below this
  unsigned amount_bits = 10;   ///< amounts below 2^bits, every length of number as likely as another
  bool few_hold_many = false;  ///< low numbered parties have most of the debts
  std::uint32_t one_way = 0;   ///< so many in a hundred run from a lower to a higher number: no circles
};
inline ledger::NettingProblem made_debts(const DebtsShape& shape, std::uint64_t seed) {
  Dice dice(seed);
  const auto party = [&] {
    const auto any = dice.below(shape.parties);
    return shape.few_hold_many ? dice.below(any + std::uint64_t{1}) : any;
  };
  ledger::NettingProblem out{shape.parties, {}};
  for (std::uint32_t i = 0; i < shape.obligations; ++i) {
    auto from = party(), to = party();
    if (from == to) to = (to + 1) % shape.parties;
    if (dice.below(100) < shape.one_way && from > to) std::swap(from, to);
    const auto bits = 1 + dice.below(shape.amount_bits);
    const auto amount = 1 + static_cast<std::int64_t>(dice.next() & ((std::uint64_t{1} << bits) - 1));
    out.obligations.push_back({from, to, dice.below(shape.ages), i, amount});
  }
  ledger::put_in_order(out.obligations);
  return out;
}

}  // namespace palitan::netting_peer
