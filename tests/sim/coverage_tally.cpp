#include "coverage_tally.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/refusal.h"
#include "statement/statement.h"

namespace palitan::sim {

void add(Tally& to, const Tally& from) {
  for (const auto& [name, times] : from) to[name] += times;
}

Coverage& Coverage::operator+=(const Coverage& more) {
  add(acts, more.acts);
  add(codes, more.codes);
  add(faults, more.faults);
  return *this;
}

std::vector<std::string> all_acts() {
  std::vector<std::string> out;
  for (const auto& row : rows_of(statement::Kind{})) out.emplace_back(row.name);
  return out;
}

std::vector<std::string> all_codes() {
  std::vector<std::string> out;
  for (const auto code : base::all_codes()) out.emplace_back(base::name(code));
  return out;
}

std::vector<std::string> missing(const std::vector<std::string>& all, const Tally& tally) {
  std::vector<std::string> out;
  std::copy_if(all.begin(), all.end(), std::back_inserter(out),
               [&](const std::string& name) { return !tally.contains(name); });
  return out;
}

std::string summary(const Coverage& coverage, const std::vector<std::string>& faults) {
  const auto acts = all_acts(), codes = all_codes();
  const auto no_acts = missing(acts, coverage.acts), no_codes = missing(codes, coverage.codes),
             no_faults = missing(faults, coverage.faults);
  auto out = fmt::format("acts {} of {}, refusals {} of {}, faults {} of {}\n", acts.size() - no_acts.size(),
                         acts.size(), codes.size() - no_codes.size(), codes.size(),
                         faults.size() - no_faults.size(), faults.size());
  for (const auto& name : no_acts) out += fmt::format("  act not reached: {}\n", name);
  for (const auto& name : no_codes) out += fmt::format("  refusal not reached: {}\n", name);
  for (const auto& name : no_faults) out += fmt::format("  fault not reached: {}\n", name);
  return out;
}

}  // namespace palitan::sim
