#include <algorithm>

#include "base/check.h"
#include "papers/form_parts.h"

namespace palitan::papers {
namespace {
constexpr double kPad = 3;
constexpr double kSize = 7.6;
constexpr double kSmall = 6.0;

/// Where the decimals begin: figures stand with this place in one line.
std::size_t point_of(const std::string& text) { return std::min(text.find_first_of(". "), text.size()); }
}  // namespace

void Table::add(Cells cells) {
  PALITAN_CHECK(cells.size() == columns_.size());
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (columns_[i].align != Align::right) continue;
    const auto decimals = cells[i].text.substr(point_of(cells[i].text));
    if (!decimals.empty())
      fraction_[i] =
          std::max(fraction_[i], setter_.type().measure({{decimals, kSize * setter_.scale()}}, kWide).width);
  }
  cells_.push_back(std::move(cells));
}

Block Table::head() const {
  Block out;
  out.marks.emplace_back(AreaMark{{0, 0, kWide, 0}, 0, Tone::wash});  // below all else; its height comes last
  double x = 0;
  const double size = 5.6 * setter_.scale();
  for (const auto& column : columns_) {
    Words words;
    if (column.element != 0)
      words.push_back({"(" + std::to_string(column.element) + ") ", size, Weight::bold});
    words.push_back({std::string(english(column.head)), size, Weight::semibold, Tone::soft});
    words.push_back(
        {"\n" + std::string(second(column.head, setter_.language())), size, Weight::regular, Tone::soft});
    auto mark = setter_.type().text(x + kPad, 2, column.width - 2 * kPad, std::move(words), column.align);
    out.height = std::max(out.height, mark.area.height + 4);
    out.marks.emplace_back(std::move(mark));
    x += column.width;
  }
  x = 0;
  for (const auto& column : columns_) {
    if (x > 0) out.marks.emplace_back(RuleMark{x, 0, x, out.height, 0.4, Tone::faint});
    x += column.width;
  }
  out.marks.emplace_back(AreaMark{{0, 0, kWide, out.height}, 0.4, Tone::soft});
  std::get<AreaMark>(out.marks.front()).area.height = out.height;
  return out;
}

Block Table::row(const Cells& cells) const {
  Block out;
  const auto& type = setter_.type();
  const double size = kSize * setter_.scale();
  const double small = kSmall * setter_.scale();
  out.height = type.measure({{"Ag 漢", size}}, kWide).height + 4;
  double x = 0;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const auto& column = columns_[i];
    const auto& cell = cells[i];
    const double room = column.width - 2 * kPad;
    double y = 2;
    if (cell.text.empty() && cell.gap == Gap::missing) {
      auto mark = type.text(x + kPad, y + 1, room,
                            {{both(Word::missing, setter_.language()), small, Weight::regular, Tone::faint}});
      y += mark.area.height + 1;
      out.marks.emplace_back(std::move(mark));
    } else if (const auto text = cell.gap == Gap::not_needed && cell.text.empty() ? "–" : cell.text;
               !text.empty()) {
      double to_the_right = 0;
      if (column.align == Align::right) {
        const auto decimals = text.substr(point_of(text));
        to_the_right = fraction_[i] - (decimals.empty() ? 0 : type.measure({{decimals, size}}, kWide).width);
        if (type.measure({{text, size}}, kWide).width + to_the_right > room) to_the_right = 0;
      }
      auto mark = type.text(x + kPad, y, room - to_the_right, {{text, size}}, column.align);
      y += mark.area.height;
      out.marks.emplace_back(std::move(mark));
    }
    if (!cell.small.empty()) {
      auto mark =
          type.text(x + kPad, y, room, {{cell.small, small, Weight::regular, Tone::soft}}, column.align);
      y += mark.area.height;
      out.marks.emplace_back(std::move(mark));
    }
    out.height = std::max(out.height, y + 2);
    x += column.width;
  }
  x = 0;
  for (const auto& column : columns_) {
    if (x > 0) out.marks.emplace_back(RuleMark{x, 0, x, out.height, 0.4, Tone::faint});
    x += column.width;
  }
  out.marks.emplace_back(AreaMark{{0, 0, kWide, out.height}, 0.4, Tone::soft});
  return out;
}

std::vector<Block> Table::rows() const {
  std::vector<Block> out;
  for (const auto& cells : cells_) out.push_back(row(cells));
  return out;
}

}  // namespace palitan::papers
