#include "papers/import_fault.h"

#include <algorithm>
#include <numeric>

#include <fmt/format.h>

namespace palitan::papers {
namespace {
struct Words {
  std::string_view name, en, ja, fil;
  std::string_view in(SheetLanguage language) const {
    if (language == SheetLanguage::japanese) return ja;
    return language == SheetLanguage::filipino ? fil : en;
  }
};
constexpr Words kFaults[] = {
#define FAULT(name, en, ja, fil) {#name, en, ja, fil},
#include "papers/import_words.def"
};
constexpr Words kTexts[] = {
#define TEXT(name, en, ja, fil) {#name, en, ja, fil},
#include "papers/import_words.def"
};
struct ColumnWords {
  Words words;
  std::string_view example;
};
constexpr ColumnWords kColumns[] = {
#define COLUMN(key, en, ja, fil, example) {{#key, en, ja, fil}, example},
#include "papers/import_words.def"
};
const ColumnWords* column_named(std::string_view key) {
  const auto* at = std::find_if(std::begin(kColumns), std::end(kColumns),
                                [&](const auto& c) { return c.words.name == key; });
  return at == std::end(kColumns) ? nullptr : at;
}

char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; }

std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    auto diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const auto above = row[j];
      row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (upper(a[i - 1]) == upper(b[j - 1]) ? 0 : 1)});
      diagonal = above;
    }
  }
  return row[b.size()];
}
constexpr std::size_t kSeenMax = 60;
/// Cut at a letter's boundary.
std::string shortened(const std::string& text) {
  if (text.size() <= kSeenMax) return text;
  auto end = kSeenMax;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end) + "...";
}
}  // namespace

std::optional<SheetLanguage> sheet_language(std::string_view code) {
  if (code == "en") return SheetLanguage::english;
  if (code == "ja") return SheetLanguage::japanese;
  if (code == "fil") return SheetLanguage::filipino;
  return std::nullopt;
}

std::string_view name(ImportCode code) { return kFaults[static_cast<std::size_t>(code)].name; }
std::string_view text(ImportText what, SheetLanguage language) {
  return kTexts[static_cast<std::size_t>(what)].in(language);
}

std::string says(const ImportFault& fault, SheetLanguage language) {
  return fmt::format(fmt::runtime(kFaults[static_cast<std::size_t>(fault.code)].in(language)),
                     fault.code == ImportCode::by_node || fault.code == ImportCode::by_agreement
                         ? fault.seen
                         : shortened(fault.seen),
                     fault.wanted);
}

std::string to_text(const ImportFault& fault, SheetLanguage language) {
  auto out = address(fault.row, fault.column);
  if (!fault.key.empty())
    out += fmt::format("{}({})", out.empty() ? "" : " ", column_word(fault.key, language));
  return out + (out.empty() ? "" : ": ") + says(fault, language);
}

std::string address(std::size_t row, std::size_t column) {
  std::string letters;
  for (auto rest = column; rest > 0; rest = (rest - 1) / 26)
    letters.insert(letters.begin(), static_cast<char>('A' + (rest - 1) % 26));
  return row == 0 ? letters : letters + std::to_string(row);
}

std::vector<ImportFault> ImportFaults::sorted() const {
  auto out = all_;
  std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) {
    return std::pair(a.row, a.column) < std::pair(b.row, b.column);
  });
  return out;
}

std::string_view name(SheetKind kind) { return kind == SheetKind::orders ? "orders" : "receipts"; }
std::optional<SheetKind> sheet_kind(std::string_view called) {
  if (called == "orders") return SheetKind::orders;
  if (called == "receipts") return SheetKind::receipts;
  return std::nullopt;
}

const std::vector<SheetColumn>& columns_of(SheetKind kind) {
  static const std::vector<SheetColumn> kOrders = {{"document", true},
                                                   {"line", true},
                                                   {"category", true},
                                                   {"item", true},
                                                   {"description"},
                                                   {"quantity", true},
                                                   {"unit", true},
                                                   {"means", true},
                                                   {"price"},
                                                   {"price_per"},
                                                   {"currency", true, true},
                                                   {"instrument", false, true},
                                                   {"activity", false, true},
                                                   {"visit", false, true},
                                                   {"supplier", false, true},
                                                   {"place", false, true},
                                                   {"needed_on", false, true, true},
                                                   {"needs", false, true},
                                                   {"receiving_unit", false, true},
                                                   {"bill_to", false, true},
                                                   {"funds", false, true},
                                                   {"liability", false, true},
                                                   {"ground", false, true},
                                                   {"decided_by", false, true},
                                                   {"condition"},
                                                   {"stock_number"},
                                                   {"due_on", false, false, true},
                                                   {"due_place"}};
  static const std::vector<SheetColumn> kReceipts = {
      {"order", true}, {"issue"},     {"line", true},  {"received", true}, {"damaged"},
      {"reason"},      {"read_unit"}, {"temperature"}, {"density"},        {"place", false, true}};
  return kind == SheetKind::orders ? kOrders : kReceipts;
}

std::string_view column_word(std::string_view key, SheetLanguage language) {
  const auto* at = column_named(key);
  return at == nullptr ? key : at->words.in(language);
}
std::string_view column_example(std::string_view key) {
  const auto* at = column_named(key);
  return at == nullptr ? std::string_view() : at->example;
}

std::string nearest(std::string_view written, const std::vector<std::string>& candidates) {
  constexpr std::size_t kNear = 2;
  constexpr std::size_t kFew = 12;
  constexpr std::size_t kLooked = 40;  // what is longer is near nothing
  constexpr std::size_t kShown = 3;
  std::vector<std::pair<std::size_t, std::string>> near;
  if (written.size() <= kLooked)
    for (const auto& one : candidates)
      if (one.size() <= 2 * kLooked)
        if (const auto far = distance(written, one); far <= kNear && far < one.size())
          near.emplace_back(far, one);
  std::sort(near.begin(), near.end());
  if (near.size() > kShown) near.resize(kShown);
  std::vector<std::string> out;
  for (auto& [far, one] : near) out.push_back(std::move(one));
  if (out.empty() && candidates.size() <= kFew) out = candidates;
  return out.empty() ? "-" : fmt::format("{}", fmt::join(out, ", "));
}

}  // namespace palitan::papers
