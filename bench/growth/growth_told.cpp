// What was measured while the record grew: as a table, as JSON, as pictures.
#include <fmt/format.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "base/check.h"
#include "growth/growth.h"
#include "machine.h"
#include "picture/curves.h"

namespace palitan::bench {
namespace {
struct Family {
  std::string name, file, title, axis;
};
const std::vector<Family>& families() {
  static const std::vector<Family> kFamilies = {
      {"ingest", "growth-ingest", "Ingest while the record grows", "statements a second"},
      {"answers", "growth-answers", "Answers through the interface, p99", "milliseconds"},
      {"first answers", "growth-first-answers", "The first answer of its kind after a start", "milliseconds"},
      {"bytes a statement", "growth-bytes", "Bytes on disk and on the wire", "bytes a statement"},
      {"memory", "growth-memory", "Memory of a serving process", "megabytes"},
      {"times", "growth-times", "What takes longer with a longer record", "seconds"},
  };
  return kFamilies;
}

std::string number(double value) {
  if (value >= 1000) return fmt::format("{:.0f}", value);
  return value >= 100 ? fmt::format("{:.1f}", value) : fmt::format("{:.3g}", value);
}
}  // namespace

void Growth::add(const GrowthRow& row, double value) {
  auto at = std::ranges::find(rows_, row.name, &GrowthRow::name);
  if (at == rows_.end()) at = rows_.insert(rows_.end(), row);
  at->values.push_back(value);
  PALITAN_CHECK(at->values.size() == sizes_.size());
  fmt::print(stderr, "{}: {}: {:.4g} {}\n", sizes_.back(), row.what, value, row.unit);
}

std::vector<std::string> growing(const Growth& growth) {
  constexpr double kTimes = 2;
  std::vector<std::string> out;
  for (const auto& row : growth.rows()) {
    if (!row.opened || row.values.size() < 2) continue;
    const auto trifle = row.unit == "ms" ? 0.25 : row.unit == "B" ? 1'000 : row.unit == "s" ? 0.1 : 0;
    const auto first = row.values.front(), last = row.values.back();
    if (last <= first * kTimes || last - first <= trifle) continue;
    const auto power = std::log(last / first) / std::log(static_cast<double>(growth.sizes().back()) /
                                                         static_cast<double>(growth.sizes().front()));
    out.push_back(fmt::format("{} grows with the record: {} {} at {}, {} {} at {} (as its {:.2f}th power)",
                              row.what, number(first), row.unit, growth.sizes().front(), number(last),
                              row.unit, growth.sizes().back(), power));
  }
  return out;
}

std::string growth_text(const Growth& growth) {
  std::string out = fmt::format("{:<56} {:>5}", "statements", "");
  for (const auto size : growth.sizes()) out += fmt::format(" | {:>10}", size);
  out += "\n";
  for (const auto& row : growth.rows()) {
    out += fmt::format("{:<56} {:>5}", row.what, row.unit);
    for (const auto value : row.values) out += fmt::format(" | {:>10}", number(value));
    out += "\n";
  }
  return out;
}

std::string growth_json(const Growth& growth, const std::string& load_before) {
  nlohmann::ordered_json out;
  for (const auto& [name, value] : machine(load_before)) out["machine"][name] = value;
  out["statements"] = growth.sizes();
  out["growth"] = nlohmann::json::array();
  for (const auto& row : growth.rows()) {
    nlohmann::ordered_json one = {{"name", row.name}, {"what", row.what}, {"unit", row.unit}};
    one["opened"] = row.opened;
    one["values"] = row.values;
    out["growth"].push_back(std::move(one));
  }
  out["findings"] = growing(growth);
  return out.dump(2) + "\n";
}

Ran write_pictures(const Growth& growth, const std::string& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) return failed(folder + " cannot be made");
  for (const auto& family : families()) {
    Picture picture{family.title, "statements in the record", family.axis, {}};
    for (const auto& row : growth.rows()) {
      if (row.family != family.name) continue;
      Curve curve{row.curve, {}};
      for (std::size_t i = 0; i < row.values.size(); ++i)
        curve.points.emplace_back(static_cast<double>(growth.sizes()[i]), row.values[i]);
      picture.curves.push_back(std::move(curve));
    }
    const auto path = std::filesystem::path(folder) / (family.file + ".svg");
    if (!(std::ofstream(path) << svg_of(picture)).flush().good())
      return failed(path.string() + " cannot be written");
  }
  return {};
}

}  // namespace palitan::bench
