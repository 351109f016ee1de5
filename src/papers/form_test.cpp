#include <unistd.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <thread>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/check.h"
#include "papers/form_kit.h"
#include "papers/form_parts.h"

namespace palitan::papers {
namespace {
constexpr std::array kLanguages = {Language::japanese, Language::filipino};

std::size_t count(const std::string& text, std::string_view part) {
  std::size_t out = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size())) ++out;
  return out;
}

/// A printed paper on disk, for the programs that people open it with.
class Printed {
 public:
  explicit Printed(const base::Outcome<base::Bytes>& pdf)
      : path_(std::filesystem::temp_directory_path() /
              fmt::format("palitan-form-{}-{}", ::getpid(), ++made_)) {
    EXPECT_TRUE(pdf.has_value()) << (pdf ? "" : pdf.error().what);
    if (!pdf) return;
    std::ofstream out(path_, std::ios::binary);
    out.write(reinterpret_cast<const char*>(pdf->data()), static_cast<std::streamsize>(pdf->size()));
  }
  Printed(const Printed&) = delete;
  Printed& operator=(const Printed&) = delete;
  ~Printed() {
    std::error_code ignored;
    for (const char* ending : {"", ".png"}) std::filesystem::remove(path_.string() + ending, ignored);
  }

  std::string text() const { return said(fmt::format("pdftotext -layout {} -", path_.string())); }
  std::string fonts() const { return said(fmt::format("pdffonts {}", path_.string())); }
  std::string info() const { return said(fmt::format("pdfinfo {}", path_.string())); }
  /// What a camera reads on the first page.
  std::string code() const {
    said(fmt::format("pdftoppm -r 150 -png -singlefile {0} {0}", path_.string()));
    return said(fmt::format("zbarimg -q --raw {}.png 2>/dev/null", path_.string()));
  }

 private:
  static std::string said(const std::string& command) {
    std::string out;
    FILE* pipe = ::popen(command.c_str(), "r");
    if (pipe == nullptr) return out;
    std::array<char, 4096> some{};
    while (const auto size = std::fread(some.data(), 1, some.size(), pipe)) out.append(some.data(), size);
    EXPECT_EQ(::pclose(pipe), 0) << command;
    return out;
  }
  static inline int made_ = 0;
  std::filesystem::path path_;
};

/// Where ink of a text stands.
Area ink(const Type& type, const TextMark& mark) {
  const auto extent = type.measure(mark.words, mark.area.width);
  Area out{mark.area.x, mark.area.y, extent.width, extent.height};
  if (mark.align == Align::right) out.x += mark.area.width - extent.width;
  if (mark.align == Align::center) out.x += (mark.area.width - extent.width) / 2;
  return out;
}
bool overlap(const Area& a, const Area& b) {
  constexpr double kTouch = 0.6;  // line spacing of neighbours may touch
  return a.x + kTouch < b.x + b.width && b.x + kTouch < a.x + a.width && a.y + kTouch < b.y + b.height &&
         b.y + kTouch < a.y + a.height;
}
std::string words_of(const TextMark& mark) {
  std::string out;
  for (const auto& run : mark.words) out += run.text;
  return out;
}

void expect_tidy(const Type& type, const std::vector<Sheet>& sheets) {
  for (const auto& sheet : sheets) {
    std::vector<std::pair<Area, std::string>> all;
    for (const auto& mark : sheet) {
      if (const auto* dots = std::get_if<DotsMark>(&mark)) all.emplace_back(dots->area, "the code");
      const auto* text = std::get_if<TextMark>(&mark);
      if (text != nullptr) all.emplace_back(ink(type, *text), words_of(*text));
    }
    for (std::size_t i = 0; i < all.size(); ++i) {
      const auto& [area, words] = all[i];
      EXPECT_GE(area.x, kMargin - 0.5) << words;
      EXPECT_LE(area.x + area.width, kPageWidth - kMargin + 0.5) << words;
      EXPECT_GE(area.y, 20) << words;
      EXPECT_LE(area.y + area.height, kPageHeight - 20) << words;
      for (std::size_t j = 0; j < i; ++j)
        EXPECT_FALSE(overlap(area, all[j].first)) << words << "\n stands on\n" << all[j].second;
    }
  }
}

OrderForm with_lines(std::size_t lines) {
  auto out = kit::order();
  const auto some = out.lines;
  out.lines.clear();
  for (std::size_t i = 0; i < lines; ++i) {
    out.lines.push_back(some[i % some.size()]);
    out.lines.back().number = static_cast<std::uint32_t>(i + 1);
    out.lines.back().item = fmt::format("ITEM-{:03}", i + 1);
  }
  return out;
}

const Type& type() {
  static const auto kType = Type::open();
  PALITAN_CHECK(kType.has_value());
  return *kType;
}

TEST(Form, AUsualOrderIsOnePageInBothPairs) {
  for (const auto language : kLanguages) {
    EXPECT_EQ(lay_out(kit::order(), type(), language, kit::made()).size(), 1u);
    EXPECT_EQ(lay_out(kit::fresh_order(), type(), language, kit::made()).size(), 1u);
  }
}

TEST(Form, NothingOverlapsAndNothingIsCut) {
  for (const auto language : kLanguages) {
    const auto tidy = [&](const auto& form) {
      expect_tidy(type(), lay_out(form, type(), language, kit::made()));
    };
    tidy(kit::order());
    tidy(kit::fresh_order());
    tidy(with_lines(200));
    tidy(kit::invoice());
    tidy(kit::receipt());
    tidy(kit::reminder());
    tidy(kit::account());
  }
}

TEST(Form, LongWordsBreakInsideTheirBoxes) {
  auto form = kit::order();
  form.document = std::string(120, 'X');
  form.agreement = "Kasunduang " + std::string(300, 'm');
  form.issuing = "海上自衛隊補給本部艦船用燃料調達課国際協力班海上自衛隊補給本部艦船用燃料調達課国際協力班";
  form.ordering.holder =
      "Commander Maria Corazón Immaculada Dela Peña-Villanueva y Macaraeg, Philippine Navy";
  form.lines[0].description =
      "A description that goes on and on, as they do when a clerk is careful, and then some";
  form.lines[0].item = "1234-56-789-0123-ABCDEFGH";
  form.lines[1].quantity = 9'000'000'000'000'000'001;
  form.lines[1].amount = 9'000'000'000'000'000'001;
  for (const auto language : kLanguages) expect_tidy(type(), lay_out(form, type(), language, kit::made()));
}

TEST(Form, TwoHundredLinesGoOnToPagesWithTheirHead) {
  const auto form = with_lines(200);
  const auto sheets = lay_out(form, type(), Language::japanese, kit::made());
  EXPECT_GT(sheets.size(), 3u);
  const auto text = Printed(render(form, Language::japanese, kit::made())).text();
  for (std::size_t i = 1; i <= 200; ++i)
    EXPECT_EQ(count(text, fmt::format("ITEM-{:03}", i)), 1u) << "line " << i;
  EXPECT_EQ(count(text, "PN-2026-0117"), sheets.size());
  EXPECT_GE(count(text, "(5) Ordered"), sheets.size() - 1) << "the table's head stands on every page of it";
  for (std::size_t page = 1; page <= sheets.size(); ++page)
    EXPECT_EQ(count(text, fmt::format("Page {} of {}", page, sheets.size())), 1u);
}

TEST(Form, WordsCanBeTakenOutInBothLanguages) {
  const auto ja = Printed(render(kit::order(), Language::japanese, kit::made())).text();
  for (const auto* words :
       {"Document number", "文書番号", "(16)", "海上自衛隊 護衛艦いずも", "Corazón Dela Peña", "215,153.88",
        "spoiled · 品質劣化", "835.200 kg/m³", "agreed in the record · 合意済"})
    EXPECT_NE(ja.find(words), std::string::npos) << words;
  const auto fil = Printed(render(kit::order(), Language::filipino, kit::made())).text();
  for (const auto* words : {"Document number", "Bilang ng dokumento", "Kahilingan at pagsang-ayon",
                            "佐藤 美咲", "spoiled · napanis", "Page 1 of 1 · Pahina 1 ng 1"})
    EXPECT_NE(fil.find(words), std::string::npos) << words;
}

TEST(Form, All25ElementsHaveTheirNumber) {
  const auto text = Printed(render(kit::order(), Language::filipino, kit::made())).text();
  for (int element = 1; element <= 25; ++element)
    EXPECT_NE(text.find(fmt::format("({}) ", element)), std::string::npos) << element;
}

TEST(Form, EveryFontIsEmbeddedAsASubset) {
  for (const auto language : kLanguages) {
    const auto fonts = Printed(render(kit::order(), language, kit::made())).fonts();
    std::size_t rows = 0;
    for (std::size_t at = 0, end = 0; (end = fonts.find('\n', at)) != std::string::npos; at = end + 1) {
      const auto row = fonts.substr(at, end - at);
      if (row.starts_with("name") || row.starts_with("---")) continue;
      ++rows;
      EXPECT_NE(row.find("yes yes yes"), std::string::npos) << row;
      EXPECT_TRUE(row.find("OpenSans") != std::string::npos || row.find("BIZUDPGothic") != std::string::npos)
          << row;
    }
    EXPECT_GT(rows, 2u);
  }
}

TEST(Form, EveryLetterOfOurWordsHasAFace) {
#define WORD(name, en, ja, fil) \
  for (const std::string_view words : {en, ja, fil}) EXPECT_EQ(printable(words), words);
#include "papers/form_words.def"
#undef WORD
}

TEST(Form, WhatCannotBePrintedIsNamed) {
  EXPECT_EQ(printable("a\x07"
                      "b"),
            "a[U+0007]b");
  EXPECT_EQ(printable("100\u202E001"), "100[U+202E]001") << "no mark may turn the figures round";
  EXPECT_EQ(printable("\U0001F6A2 Izumo"), "[U+1F6A2] Izumo");
  EXPECT_EQ(printable("Peña\n髙野"), "Peña\n髙野");
}

TEST(Form, SameFormSameBytes) {
  for (const auto language : kLanguages) {
    const auto once = render(kit::order(), language, kit::made());
    const auto again = render(kit::order(), language, kit::made());
    ASSERT_TRUE(once && again);
    EXPECT_EQ(*once, *again);
    EXPECT_LT(once->size(), 130'000u);
    const auto later = render(kit::order(), language, base::Instant{kit::made().ms + 60'000});
    EXPECT_NE(*once, *later);
  }
  EXPECT_NE(Printed(render(kit::order(), Language::japanese, kit::made())).info().find("Dec 18"),
            std::string::npos);
}

TEST(Form, SeveralThreadsPrintAtOnce) {
  std::vector<base::Bytes> printed(4);
  std::vector<std::thread> threads;
  for (auto& out : printed)
    threads.emplace_back(
        [&out] { out = render(kit::invoice(), Language::japanese, kit::made()).value_or(base::Bytes{}); });
  for (auto& thread : threads) thread.join();
  EXPECT_FALSE(printed[0].empty());
  for (const auto& out : printed) EXPECT_EQ(out, printed[0]);
}

TEST(Form, TheCodeReadsAsItWasMeant) {
  for (const bool agreed : {true, false}) {
    auto form = kit::order();
    form.origin = kit::origin("bill", agreed);
    const Printed paper(render(form, Language::japanese, kit::made()));
    const auto read = paper.code();
    EXPECT_EQ(read, to_text(form.origin.code) + "\n");
    const auto code = parse_paper_code(read);
    ASSERT_TRUE(code.has_value()) << code.error();
    EXPECT_EQ(*code, form.origin.code);
    EXPECT_NE(paper.text().find(to_text(form.origin.code)), std::string::npos) << "also to be typed";
  }
}

TEST(Form, WhatIsMissingOrPendingSaysSo) {
  const auto fresh = Printed(render(kit::fresh_order(), Language::filipino, kit::made())).text();
  // ground, two prices, two amounts, total, liability, funds, schedule, bill-to, payee, remit-to
  EXPECT_EQ(count(fresh, "missing · kulang"), 12u);
  EXPECT_EQ(count(fresh, "not signed · walang lagda"), 2u);
  EXPECT_EQ(count(fresh, "provisional · pansamantala"), 1u);
  EXPECT_EQ(count(fresh, "PANSAMANTALA"), 1u);
  const auto whole = Printed(render(kit::order(), Language::filipino, kit::made())).text();
  EXPECT_EQ(count(whole, "missing"), 0u);
  EXPECT_EQ(count(whole, "PROVISIONAL"), 0u);
}

TEST(Form, FiguresStandInGroupsWithTheirDecimals) {
  EXPECT_EQ(figure(1'234'567'500'000), "1,234,567.5");
  EXPECT_EQ(figure(-1'000 * kit::kOne), "-1,000");
  EXPECT_EQ(figure(-100 * kit::kOne), "-100");
  EXPECT_EQ(money_figure(123'456, "PHP"), "1,234.56");
  EXPECT_EQ(money_figure(123'456, "JPY"), "123,456");
  EXPECT_EQ(price_figure({95'500, 10}, "PHP"), "955.00 / 10");
  EXPECT_EQ(commodity_figure(2'500'000, "F-76/LTR"), "2.5");
}

TEST(PaperCode, IsTheExampleOfTheSpecification) {
  std::ifstream in(PALITAN_SOURCE_DIR "/spec/paper.md");
  const std::string spec((std::istreambuf_iterator<char>(in)), {});
  EXPECT_NE(spec.find("\n" + to_text(kit::origin("bill").code) + "\n"), std::string::npos);
}

TEST(PaperCode, IsReadOnlyAsItWasWritten) {
  const auto code = kit::origin("bill").code;
  const auto text = to_text(code);
  EXPECT_EQ(*parse_paper_code("  " + text + "\r\n"), code);
  for (const auto& wrong :
       {std::string(), std::string("palitan:2:") + text.substr(10), text + ":",
        text.substr(0, text.size() - 1), "palitan:1:" + std::string(43, '+') + text.substr(53),
        std::string("palitan:1:a:b:1:c")}) {
    const auto read = parse_paper_code(wrong);
    ASSERT_FALSE(read.has_value()) << wrong;
    EXPECT_GT(read.error().size(), 20u);
  }
  auto leading_zero = text;
  leading_zero.insert(text.find(":12:") + 1, "0");
  EXPECT_FALSE(parse_paper_code(leading_zero).has_value());
  EXPECT_FALSE(parse_paper_code(text.substr(0, text.find(":12:")) + ":-:" + text.substr(text.rfind(':') + 1))
                   .has_value());
}

}  // namespace
}  // namespace palitan::papers
