#include "api/exposition.h"

#include <fmt/format.h>

#include <cmath>

namespace palitan::api {
namespace {

/// Backslash, quotation mark and line feed, as the format wants.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\' || c == '"') out += '\\';
    out += c == '\n' ? std::string("\\n") : std::string(1, c);
  }
  return out;
}

}  // namespace

std::string Exposition::number(double value) {
  constexpr double kExact = 9'007'199'254'740'992.0;  // up to there whole numbers are exact
  if (std::trunc(value) == value && std::abs(value) < kExact) return fmt::format("{:.0f}", value);
  return fmt::format("{}", value);
}

void Exposition::metric(std::string_view name, std::string_view type, std::string_view help) {
  name_ = name;
  text_ += fmt::format("# HELP {} {}\n# TYPE {} {}\n", name, help, name, type);
}

void Exposition::sample(Labels labels, double value) { line({}, labels, {}, number(value)); }

void Exposition::bucket(Labels labels, const std::string& bound, std::uint64_t count) {
  line("_bucket", labels, bound, std::to_string(count));
}

void Exposition::line(std::string_view suffix, Labels labels, std::string_view bound,
                      const std::string& value) {
  text_ += name_ + std::string(suffix);
  std::string inside;
  const auto add = [&](std::string_view label, std::string_view said) {
    inside += fmt::format("{}{}=\"{}\"", inside.empty() ? "" : ",", label, escaped(said));
  };
  for (const auto& [label, said] : labels) add(label, said);
  if (!bound.empty()) add("le", bound);
  if (!inside.empty()) text_ += "{" + inside + "}";
  text_ += " " + value + "\n";
}

}  // namespace palitan::api
