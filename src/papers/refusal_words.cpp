#include "papers/refusal_words.h"

#include <algorithm>
#include <array>

namespace palitan::papers {
namespace {
using base::Code;

struct Said {
  Code code;
  std::string_view ja, fil;
};
constexpr std::array kSaid = {
#define SAYS(name, ja, fil) Said{Code::name, ja, fil},
#include "papers/refusal_words.def"
};

/// Brackets as the language writes them.
struct Marks {
  std::string_view open, says, quoted, closed, then, seen, end;
};
constexpr Marks kLatin = {" (", ": ", "", ")", ": ", " [", "]"};
constexpr Marks kJapanese = {"（", "：「", "」", "）", "：", "［", "］"};

std::string_view advice_in(Code code, SheetLanguage language) {
  const auto at =
      std::find_if(kSaid.begin(), kSaid.end(), [&](const Said& said) { return said.code == code; });
  if (at == kSaid.end() || language == SheetLanguage::english) return base::advice(code);
  return language == SheetLanguage::japanese ? at->ja : at->fil;
}

std::string_view text_in(const ClauseText* clause, SheetLanguage language) {
  if (clause == nullptr) return {};
  const auto& own = language == SheetLanguage::japanese   ? clause->ja
                    : language == SheetLanguage::filipino ? clause->fil
                                                          : clause->en;
  return own.empty() ? clause->en : own;
}

}  // namespace

std::string refusal_says(const base::Refusal& refusal, const ClauseText* clause, SheetLanguage language) {
  const auto& marks = language == SheetLanguage::japanese ? kJapanese : kLatin;
  std::string out{base::name(refusal.code)};
  if (!refusal.clause.empty()) {
    out.append(marks.open).append(refusal.clause);
    if (const auto text = text_in(clause, language); !text.empty())
      out.append(marks.says).append(text).append(marks.quoted);
    out.append(marks.closed);
  }
  out.append(marks.then).append(advice_in(refusal.code, language));
  if (!refusal.detail.empty()) out.append(marks.seen).append(refusal.detail).append(marks.end);
  return out;
}

}  // namespace palitan::papers
