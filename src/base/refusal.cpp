#include "base/refusal.h"

#include <array>

namespace palitan::base {
namespace {
struct Row {
  Code code;
  std::string_view name;
  std::string_view sentence;
};
constexpr std::array kRows = {
#define REFUSAL(number, name, sentence) Row{Code::name, #name, sentence},
#include "base/refusals.def"
#undef REFUSAL
};
constexpr auto kCodes = [] {
  std::array<Code, kRows.size()> out{};
  for (std::size_t i = 0; i < kRows.size(); ++i) out[i] = kRows[i].code;
  return out;
}();

const Row& row_of(Code code) {
  for (const auto& row : kRows)
    if (row.code == code) return row;
  return kRows[0];
}
}  // namespace

std::string_view name(Code code) { return row_of(code).name; }
std::string_view advice(Code code) { return row_of(code).sentence; }

std::optional<Code> code_from_number(std::uint64_t number) {
  for (const auto& row : kRows)
    if (static_cast<std::uint64_t>(row.code) == number) return row.code;
  return std::nullopt;
}

std::optional<Code> code_from_name(std::string_view name) {
  for (const auto& row : kRows)
    if (row.name == name) return row.code;
  return std::nullopt;
}

Family family(Code code) {
  const auto number = static_cast<unsigned>(code);
  if (number < 100) return Family::accepted;
  if (number < 200) return Family::bad;
  if (number < 300) return Family::local;
  return number < 400 ? Family::later : Family::refused;
}

std::span<const Code> all_codes() { return kCodes; }

std::string sentence(const Refusal& refusal, std::string_view clause_text) {
  std::string out{name(refusal.code)};
  if (!refusal.clause.empty()) {
    out += " (" + refusal.clause;
    if (!clause_text.empty()) out += ": " + std::string(clause_text);
    out += ")";
  }
  out += ": ";
  out += advice(refusal.code);
  if (!refusal.detail.empty()) out += " [" + refusal.detail + "]";
  return out;
}

}  // namespace palitan::base
