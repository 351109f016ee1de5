#include <algorithm>

#include <fmt/format.h>

#include "papers/form_parts.h"

namespace palitan::papers {
namespace {
constexpr double kTop = 26;
constexpr double kCode = 58;  // of the QR code; the white around it is its quiet zone

double height_of(const std::vector<Block>& blocks) {
  double out = 0;
  for (const auto& block : blocks) out += block.height;
  return out;
}
}  // namespace

Flow::Flow(Block first_head, Block next_head, std::function<Block(std::size_t, std::size_t)> foot)
    : next_head_(std::move(next_head)), foot_(std::move(foot)) {
  top_ = y_ = kTop + first_head.height;
  bottom_ = kPageHeight - kTop - foot_(1, 1).height;
  Block page;
  page.add(std::move(first_head), kMargin, kTop);
  sheets_.push_back(std::move(page.marks));
}

void Flow::turn() {
  top_ = y_ = kTop + next_head_.height;
  Block page;
  page.add(next_head_, kMargin, kTop);
  sheets_.push_back(std::move(page.marks));
}

void Flow::place(Block block) { place_together({std::move(block)}); }

void Flow::place_together(std::vector<Block> blocks) {
  // What is higher than a page can only begin at the top of one.
  if (!fits(height_of(blocks)) && y_ > top_) turn();
  for (auto& block : blocks) {
    Block page;
    const double height = block.height;
    page.add(std::move(block), kMargin, y_);
    auto& sheet = sheets_.back();
    sheet.insert(sheet.end(), std::make_move_iterator(page.marks.begin()),
                 std::make_move_iterator(page.marks.end()));
    y_ += height;
  }
}

void Flow::place_table(std::vector<Block> before, const Table& table, std::vector<Block> after) {
  auto rows = table.rows();
  auto begin = std::move(before);
  begin.push_back(table.head());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const bool last = i + 1 == rows.size();
    std::vector<Block> together = i == 0 ? std::move(begin) : std::vector<Block>{};
    together.push_back(std::move(rows[i]));
    if (last) together.insert(together.end(), after.begin(), after.end());
    if (i > 0 && !fits(height_of(together))) {
      turn();
      together.insert(together.begin(), table.head());
    }
    place_together(std::move(together));
  }
  if (rows.empty()) {
    begin.insert(begin.end(), after.begin(), after.end());
    place_together(std::move(begin));
  }
}

void Flow::gap(double height) {
  if (y_ > top_) y_ += height;
}

std::vector<Sheet> Flow::finish() {
  for (std::size_t i = 0; i < sheets_.size(); ++i) {
    Block page;
    page.add(foot_(i + 1, sheets_.size()), kMargin, bottom_);
    auto& sheet = sheets_[i];
    sheet.insert(sheet.end(), page.marks.begin(), page.marks.end());
  }
  return std::move(sheets_);
}

Block PaperFrame::head(bool first) const {
  Block out;
  const auto& type = setter.type();
  const double room = kWide - kCode - 18;
  double y = 0;
  const auto line = [&](Words words) {
    auto mark = type.text(0, y, room, std::move(words));
    y += mark.area.height;
    out.marks.emplace_back(std::move(mark));
  };
  line({{std::string(english(title)), first ? 17.0 : 12.0, Weight::bold}});
  line({{std::string(second(title, setter.language())), first ? 11.0 : 9.0, Weight::regular, Tone::soft}});
  auto one_line = document;
  std::replace(one_line.begin(), one_line.end(), '\n', ' ');
  line({{both("marking", name(origin.marking), setter.language()), 6.6, Weight::bold}});
  if (!first) line({{one_line, 9.0, Weight::semibold}});
  y += 2;
  if (first && !state.empty()) line({{state, 8.2, Weight::semibold}});
  if (provisional) line({{both(Word::provisional_paper, setter.language()), 6.6, Weight::semibold}});
  out.marks.emplace_back(DotsMark{{kWide - kCode, 0, kCode, kCode}, qr_dots(to_text(origin.code))});
  out.height = std::max(y, kCode) + 6;
  return out;
}

Block PaperFrame::foot(std::size_t page, std::size_t pages) const {
  Block out;
  const auto& type = setter.type();
  const auto language = setter.language();
  const double right = 140;
  const auto column = [&](double x, double width, std::vector<Words> lines, Align align) {
    double y = 9;
    for (auto& words : lines) {
      auto mark = type.text(x, y, width, std::move(words), align);
      y += mark.area.height;
      out.marks.emplace_back(std::move(mark));
    }
    return y;
  };
  const auto small = [](std::string text) {
    return Words{{std::move(text), 5.6, Weight::regular, Tone::soft}};
  };
  const auto now = base::to_text(made);
  const auto end_left =
      column(0, kWide - right - 8,
             {small(std::string(english(Word::foot))), small(std::string(second(Word::foot, language)))},
             Align::left);
  const auto end_right =
      column(kWide - right, right,
             {{{page_text(page, pages, language), 6.6, Weight::semibold}},
              small(fmt::format("{}  {} {}Z", origin.party, now.substr(0, 10), now.substr(11, 5)))},
             Align::right);
  auto code = type.text(0, std::max(end_left, end_right), kWide,
                        {{to_text(origin.code), 5.0, Weight::regular, Tone::soft}});
  out.height = code.area.y + code.area.height + 1;
  out.marks.emplace_back(std::move(code));
  out.marks.emplace_back(RuleMark{0, 6, kWide, 6, 0.4, Tone::soft});
  return out;
}

Flow PaperFrame::flow() const {
  return Flow(head(true), head(false),
              [this](std::size_t page, std::size_t pages) { return foot(page, pages); });
}

}  // namespace palitan::papers
