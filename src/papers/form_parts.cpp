#include "papers/form_parts.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/money.h"

namespace palitan::papers {
namespace {
constexpr double kPad = 3.5;
constexpr double kLabelSize = 5.6;
constexpr double kValueSize = 7.8;

std::string grouped(std::string text) {
  const auto from = text.starts_with('-') ? std::size_t{1} : std::size_t{0};
  auto at = std::min(text.find('.'), text.size());
  while (at > from + 3) text.insert(at -= 3, 1, ',');
  return text;
}

void shift(Mark& mark, double dx, double dy) {
  if (auto* rule = std::get_if<RuleMark>(&mark)) {
    rule->x1 += dx, rule->x2 += dx, rule->y1 += dy, rule->y2 += dy;
    return;
  }
  const auto move = [&](auto& other) {
    if constexpr (!std::is_same_v<std::decay_t<decltype(other)>, RuleMark>)
      other.area.x += dx, other.area.y += dy;
  };
  std::visit(move, mark);
}

/// An entry's words, or the mark of its gap.
Words entry_words(const Entry& entry, double size, Weight weight, Language language, double scale) {
  if (!entry.text.empty()) return {{entry.text, size, weight, Tone::black}};
  if (entry.gap == Gap::missing)
    return {{both(Word::missing, language), 6.2 * scale, Weight::regular, Tone::faint}};
  if (entry.gap == Gap::not_needed) return {{"–", size, Weight::regular, Tone::soft}};
  return {};
}

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
  std::string out;
  for (const auto& part : parts)
    if (!part.empty()) out += (out.empty() ? "" : std::string(between)) + part;
  return out;
}

/// A word and its number, never on two lines.
std::string unbroken(const std::string& words, const std::string& number) {
  std::string out;
  for (const char c : words + " " + number) out += c == ' ' ? std::string("\u00A0") : std::string(1, c);
  return out;
}
}  // namespace

std::string figure(std::int64_t micro) { return grouped(base::format_decimal(micro, 6)); }
std::string money_figure(std::int64_t minor, std::string_view currency) {
  const auto info = base::currency(currency);
  if (!info) return grouped(std::to_string(minor)) + " minor units";
  return grouped(base::format_fixed(minor, info->minor_digits));
}
std::string price_figure(const FormPrice& price, std::string_view currency) {
  const auto amount = money_figure(price.minor, currency);
  return price.per == 1 ? amount : fmt::format("{} / {}", amount, grouped(std::to_string(price.per)));
}
std::string commodity_figure(std::int64_t amount, std::string_view commodity) {
  return commodity.find('/') == std::string_view::npos ? money_figure(amount, commodity) : figure(amount);
}
std::string short_id(const base::Id& id) { return base::to_hex(id.view()).substr(0, 12); }

void Block::add(Block inner, double x, double y) {
  for (auto& mark : inner.marks) {
    shift(mark, x, y);
    marks.emplace_back(std::move(mark));
  }
}
void Block::stack(Block below) {
  const double more = below.height;
  add(std::move(below), 0, height);
  height += more;
}

Words Setter::label(int element, Word word) const {
  Words out;
  if (element != 0)
    out.push_back({fmt::format("({}) ", element), kLabelSize * scale_, Weight::bold, Tone::black});
  out.push_back({std::string(english(word)), kLabelSize * scale_, Weight::semibold, Tone::soft});
  out.push_back(
      {fmt::format("  {}", second(word, language_)), kLabelSize * scale_, Weight::regular, Tone::soft});
  return out;
}

Block Setter::field(double width, int element, Word word, const Entry& entry, bool strong) const {
  Block out;
  auto head = type_.text(kPad, 2.2, width - 2 * kPad, label(element, word));
  const double below = head.area.y + head.area.height + 0.6;
  const double size = (strong ? 9.4 : kValueSize) * scale_;
  auto words = entry_words(entry, size, strong ? Weight::bold : Weight::regular, language_, scale_);
  if (const auto end = entry.text.find('\n'); strong && end != std::string::npos) {
    words.front().text.resize(end);
    words.push_back({entry.text.substr(end), 7.0 * scale_, Weight::regular, Tone::soft});
  }
  const double line = type_.measure({{"Ag 漢", size}}, width).height;
  out.height = below + line + 2.2;
  if (!words.empty()) {
    auto value = type_.text(kPad, below, width - 2 * kPad, std::move(words));
    out.height = std::max(out.height, below + value.area.height + 2.2);
    out.marks.emplace_back(std::move(value));
  }
  out.marks.emplace_back(std::move(head));
  return out;
}

Block Setter::tag(std::string_view text, Tone tone, double* width) const {
  Block out;
  Words words{{std::string(text), 5.6 * scale_, Weight::semibold, tone}};
  const auto extent = type_.measure(words, kWide);
  *width = extent.width + 6;
  out.height = extent.height + 1.6;
  out.marks.emplace_back(AreaMark{{0, 0, *width, out.height}, 0.5, tone});
  out.marks.emplace_back(type_.text(3, 0.8, extent.width + 1, std::move(words)));
  return out;
}

Block Setter::signature(double width, int element, Word word, const Signature& s) const {
  Block out;
  const double room = width - 2 * kPad;
  double y = 2.6;
  const auto line = [&](Words words) {
    auto mark = type_.text(kPad, y, room, std::move(words));
    y += mark.area.height;
    out.marks.emplace_back(std::move(mark));
  };
  const bool shows = s.is_signed() || s.gap == Gap::missing;
  const auto state = !s.is_signed() ? Word::signature_missing : s.agreed ? Word::agreed : Word::provisional;
  double taken = 0;
  auto sign = tag(both(state, language_), s.is_signed() ? Tone::black : Tone::faint, &taken);
  const auto head = label(element, word);
  const bool beside = type_.measure(head, kWide).width + taken + 4 <= room;
  if (shows && beside) out.add(sign, width - taken - kPad, 2.4);
  line(head);
  y += 0.8;
  if (s.is_signed()) {
    if (beside) y = std::max(y, 2.4 + sign.height + 0.6);
    line({{s.holder.empty() ? s.office : s.holder, kValueSize * scale_, Weight::semibold},
          {"   " + joined({s.holder.empty() ? "" : s.office, s.unit}, ", "), 6.8 * scale_}});
    const auto act = unbroken(both(Word::act, language_), short_id(*s.statement));
    const auto warrant =
        s.warrant.empty() ? std::string() : unbroken(both(Word::warrant, language_), s.warrant);
    const auto day = s.date ? base::to_text(*s.date) : std::string();
    const auto small = [&](const std::vector<std::string>& parts) {
      return Words{{joined(parts, "   "), 6.0 * scale_, Weight::regular, Tone::soft}};
    };
    const auto one = small({s.party, day, warrant, act});
    const bool fits = type_.measure(one, kWide).width <= room;
    line(fits ? one : small({s.party, day, act}));
    if (!fits && !warrant.empty()) line(small({warrant}));
  } else if (s.gap == Gap::not_needed) {
    line({{"–", kValueSize * scale_, Weight::regular, Tone::soft}});
  } else {  // room for a hand
    y += 20;
    out.marks.emplace_back(RuleMark{kPad + 4, y - 3, width - kPad - 4, y - 3, 0.4, Tone::faint});
  }
  if (shows && !beside) {
    const double tag_height = sign.height;
    out.add(std::move(sign), kPad, y + 1.2);
    y += tag_height + 1.2;
  }
  out.height = y + 2.4;
  return out;
}

Block Setter::row(const std::vector<double>& widths, const std::vector<Block>& blocks) const {
  Block out;
  for (const auto& block : blocks) out.height = std::max(out.height, block.height);
  double x = 0;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    if (i > 0) out.marks.emplace_back(RuleMark{x, 0, x, out.height, 0.4, Tone::faint});
    out.add(blocks[i], x, 0);
    x += widths[i];
  }
  out.marks.emplace_back(AreaMark{{0, 0, kWide, out.height}, 0.4, Tone::soft});
  return out;
}

Block Setter::two_signatures(int first, Word first_word, const Signature& a, int other, Word other_word,
                             const Signature& b) const {
  const double half = kWide / 2;
  return row({half, half}, {signature(half, first, first_word, a), signature(half, other, other_word, b)});
}

Block Setter::heading(std::string_view letter, Word word) const {
  Block out;
  double x = 0;
  if (!letter.empty()) {
    out.marks.emplace_back(AreaMark{{0, 1.5, 13, 13}, 0, Tone::black});
    out.marks.emplace_back(
        type_.text(0, 1.6, 13, {{std::string(letter), 9, Weight::bold, Tone::white}}, Align::center));
    x = 18;
  }
  auto words = type_.text(x, 1.2, kWide - x,
                          {{std::string(english(word)), 9.6, Weight::bold},
                           {"   " + std::string(second(word, language_)), 8.6, Weight::regular, Tone::soft}});
  out.height = std::max(17.0, words.area.height + 3.5);
  out.marks.emplace_back(std::move(words));
  return out;
}

Block Setter::caption(Words words) const {
  Block out;
  auto text = type_.text(kPad, 2, kWide - 2 * kPad, std::move(words));
  out.height = text.area.height + 4;
  out.marks.emplace_back(AreaMark{{0, 0, kWide, out.height}, 0.4, Tone::soft});
  out.marks.emplace_back(std::move(text));
  return out;
}

Block Setter::sentence(Word word) const {
  Block out;
  for (const auto text : {english(word), second(word, language_)}) {
    auto mark = type_.text(0, out.height, kWide, {{std::string(text), kValueSize * scale_}});
    out.height += mark.area.height + 1;
    out.marks.emplace_back(std::move(mark));
  }
  return out;
}

Block Setter::sum(int element, Word word, const Entry& entry, bool strong) const {
  Block out;
  const double size = (strong ? 9.0 : kValueSize) * scale_;
  auto value = type_.text(
      kWide - 150, 2, 150 - kPad,
      entry_words(entry, size, strong ? Weight::bold : Weight::regular, language_, scale_), Align::right);
  auto head = type_.text(kPad, 0, kWide - 150 - 3 * kPad, label(element, word), Align::right);
  out.height = std::max(value.area.height, head.area.height) + 4;
  head.area.y = (out.height - head.area.height) / 2;
  out.marks.emplace_back(AreaMark{{0, 0, kWide, out.height}, 0.4, Tone::soft});
  out.marks.emplace_back(std::move(value));
  out.marks.emplace_back(std::move(head));
  return out;
}

}  // namespace palitan::papers
