// The mutator of a target whose input is JSON. Included once, by the target itself.
#pragma once
#include <nlohmann/json.hpp>

#include "kit/dice.h"

namespace palitan::fuzz {

using FuzzJson = nlohmann::ordered_json;

inline void gather(FuzzJson& node, std::vector<FuzzJson*>& out) {
  out.push_back(&node);
  if (node.is_structured())
    for (auto& kid : node) gather(kid, out);
}

inline FuzzJson odd_value(Dice& dice) {
  static const std::vector<std::string> kOdd = {"null",
                                                "true",
                                                "[]",
                                                "{}",
                                                "0",
                                                "-1",
                                                "1.5",
                                                "1e400",
                                                "18446744073709551615",
                                                "18446744073709551616",
                                                "9007199254740993",
                                                "\"9223372036854775808\"",
                                                "\"-1\"",
                                                "\"\"",
                                                "\"\\u0000\"",
                                                "\"2026-02-30\"",
                                                "\"2026-11-23T14:01+08:00\"",
                                                "\"9999-12-31T23:59:59.999Z\"",
                                                "\"AA==\"",
                                                "\"jpn\"",
                                                "\"JPY\""};
  return FuzzJson::parse(dice.of(kOdd), nullptr, false);
}

inline void change_json(FuzzJson& root, Dice& dice) {
  std::vector<FuzzJson*> all;
  gather(root, all);
  const FuzzJson other = *dice.of(all);
  auto& node = *dice.of(all);
  if (node.is_object() && !node.empty() && !dice.one_in(4)) {
    auto at = std::next(node.begin(), static_cast<std::ptrdiff_t>(dice.below(node.size())));
    if (dice.one_in(2)) {
      node.erase(at);
    } else {
      const auto key = at.key() + (dice.one_in(2) ? "" : "x");
      node[key] = other;
    }
  } else if (node.is_array() && !dice.one_in(4)) {
    std::vector<FuzzJson> items(node.begin(), node.end());
    if (items.empty()) items.push_back(other);
    shuffle_one(items, dice);
    node = FuzzJson::array();
    for (auto& item : items) node.push_back(std::move(item));
  } else if (node.is_string() && !dice.one_in(3)) {
    const auto changed = changed_bytes(base::view_of(node.get_ref<const std::string&>()));
    node = std::string(changed.begin(), changed.end());
  } else if (node.is_number_integer() && !dice.one_in(3)) {
    const auto by = dice.below(600) - 300;  // without a sign, so that nothing overflows
    node = static_cast<std::int64_t>(node.get<std::uint64_t>() + by);
  } else {
    node = dice.one_in(2) ? other : odd_value(dice);
  }
}

}  // namespace palitan::fuzz

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t max_size,
                                               unsigned seed) {
  using namespace palitan::fuzz;
  Dice dice(seed);
  auto root = FuzzJson::parse(data, data + size, nullptr, false);
  if (root.is_discarded() || dice.one_in(10)) return LLVMFuzzerMutate(data, size, max_size);
  for (auto left = 1 + dice.below(3); left > 0; --left) change_json(root, dice);
  const auto made = root.dump(-1, ' ', false, FuzzJson::error_handler_t::replace);
  return give_back(made, data, size, max_size);
}
