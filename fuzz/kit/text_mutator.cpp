#include "kit/text_mutator.h"

namespace palitan::fuzz {
namespace {

std::string changed_text(std::string_view text) {
  const auto bytes = changed_bytes(base::view_of(text));
  return {bytes.begin(), bytes.end()};
}

/// Takes one run of digits in the part and puts another number there.
bool change_number(std::string& part, Dice& dice) {
  const auto first = part.find_first_of("0123456789", part.empty() ? 0 : dice.below(part.size()));
  if (first == part.npos) return false;
  auto last = part.find_first_not_of("0123456789", first);
  if (last == part.npos) last = part.size();
  static const std::vector<std::string> kNumbers = {
      "0",        "1",   "-1",   "00", "9999999999", "9223372036854775807", "9223372036854775808",
      "0.000001", "1e9", "2026", "13", "32"};
  part.replace(first, last - first, dice.of(kNumbers));
  return true;
}

void change_one(std::vector<std::string>& parts, std::string_view end,
                const std::vector<std::string>& telling, Dice& dice) {
  if (parts.empty()) return;
  const auto at = dice.below(parts.size());
  switch (dice.below(8)) {
    case 0:
    case 1:
    case 2:
      return shuffle_one(parts, dice);
    case 3:
      if (telling.empty()) return shuffle_one(parts, dice);
      parts.insert(parts.begin() + static_cast<std::ptrdiff_t>(at), dice.of(telling) + std::string(end));
      return;
    case 4:
    case 5:
      if (change_number(parts[at], dice)) return;
      [[fallthrough]];
    default:
      parts[at] = changed_text(parts[at]);
  }
}
}  // namespace

std::vector<std::string> parts_of(std::string_view text, std::string_view end) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const auto found = text.find(end);
    const auto size = found == text.npos ? text.size() : found + end.size();
    out.emplace_back(text.substr(0, size));
    text.remove_prefix(size);
  }
  return out;
}

std::string joined(const std::vector<std::string>& parts) {
  std::string out;
  for (const auto& part : parts) out += part;
  return out;
}

std::string changed_parts(std::string_view text, std::string_view end,
                          const std::vector<std::string>& telling, Dice& dice) {
  auto parts = parts_of(text, end);
  for (auto left = 1 + dice.below(3); left > 0; --left) change_one(parts, end, telling, dice);
  return joined(parts);
}

std::string changed_cells(std::string_view text, char separator, const std::vector<std::string>& telling,
                          Dice& dice) {
  auto lines = parts_of(text, "\n");
  if (lines.empty() || dice.one_in(3)) return changed_parts(text, "\n", {}, dice);
  auto& line = lines[dice.below(lines.size())];
  const std::string end = line.ends_with('\n') ? "\n" : "";
  line.resize(line.size() - end.size());
  auto cells = parts_of(line, std::string(1, separator));
  if (!cells.empty() && !telling.empty() && dice.one_in(3)) {
    auto& cell = cells[dice.below(cells.size())];
    cell = dice.of(telling) + (cell.ends_with(separator) ? std::string(1, separator) : "");
  } else {
    change_one(cells, std::string(1, separator), telling, dice);
  }
  line = joined(cells) + end;
  return joined(lines);
}

std::string changed_xml(std::string_view text, const std::vector<std::string>& telling, Dice& dice) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    auto size = text[0] == '<' ? text.find('>') : text.find('<');
    size = size == text.npos ? text.size() : size + (text[0] == '<' ? 1 : 0);
    parts.emplace_back(text.substr(0, size));
    text.remove_prefix(size);
  }
  for (auto left = 1 + dice.below(3); left > 0; --left) change_one(parts, "", telling, dice);
  return joined(parts);
}

std::size_t change_lines(std::uint8_t* data, std::size_t size, std::size_t max_size, unsigned seed,
                         std::size_t prefix, std::string_view end, const std::vector<std::string>& telling) {
  Dice dice(seed);
  if (size <= prefix || dice.one_in(8)) return LLVMFuzzerMutate(data, size, max_size);
  const auto* text = reinterpret_cast<const char*>(data);
  const auto made =
      std::string(text, prefix) + changed_parts({text + prefix, size - prefix}, end, telling, dice);
  return give_back(made, data, size, max_size);
}

}  // namespace palitan::fuzz
