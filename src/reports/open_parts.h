// Internal: open items being collected. Items of one case, line, commodity and cause become one.
#pragma once
#include <map>
#include <tuple>

#include "base/number.h"
#include "statement/statement.h"

namespace palitan::reports {

class OpenItems {
 public:
  /// What is added from here on is of that case.
  void in(const base::Id& id) { in_ = id; }
  /// Adds up; what would not fit stays at what it was. Nothing is not kept.
  void add(std::uint32_t line, const std::string& commodity, std::int64_t amount,
           statement::OpenCause cause) {
    if (amount == 0) return;
    auto& at = found_[{in_, line, commodity, cause}];
    at = base::add(at, amount).value_or(at);
  }
  std::vector<statement::OpenItem> take() const {
    std::vector<statement::OpenItem> out;
    for (const auto& [key, amount] : found_)
      out.push_back({std::get<0>(key), std::get<1>(key), std::get<2>(key), amount, std::get<3>(key)});
    return out;
  }

 private:
  using Key = std::tuple<base::Id, std::uint32_t, std::string, statement::OpenCause>;
  base::Id in_;
  std::map<Key, std::int64_t> found_;
};

}  // namespace palitan::reports
