#include "papers/form_words.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace palitan::papers {
namespace {
struct Row {
  std::string_view name, en, ja, fil;
};
constexpr Row kRows[] = {
#define WORD(name, en, ja, fil) {#name, en, ja, fil},
#include "papers/form_words.def"
#undef WORD
};
const Row& row(Word word) { return kRows[static_cast<std::size_t>(word)]; }
}  // namespace

std::optional<Language> language_of(std::string_view code) {
  if (code == "ja") return Language::japanese;
  if (code == "fil") return Language::filipino;
  return std::nullopt;
}

std::string_view english(Word word) { return row(word).en; }
std::string_view second(Word word, Language language) {
  return language == Language::japanese ? row(word).ja : row(word).fil;
}

std::optional<Word> word_named(std::string_view family, std::string_view name) {
  for (std::size_t i = 0; i < std::size(kRows); ++i) {
    const auto& known = kRows[i].name;
    if (known.size() == family.size() + 1 + name.size() && known.starts_with(family) &&
        known[family.size()] == '_' && known.ends_with(name))
      return static_cast<Word>(i);
  }
  return std::nullopt;
}

std::string both(std::string_view family, std::string_view name, Language language) {
  if (const auto word = word_named(family, name)) return both(*word, language);
  std::string plain(name);
  std::replace(plain.begin(), plain.end(), '_', ' ');
  return plain;
}
std::string both(Word word, Language language) {
  return fmt::format("{} · {}", english(word), second(word, language));
}

std::string page_text(std::size_t page, std::size_t pages, Language language) {
  return language == Language::japanese ? fmt::format("Page {0} of {1} · {0}/{1}ページ", page, pages)
                                        : fmt::format("Page {0} of {1} · Pahina {0} ng {1}", page, pages);
}

}  // namespace palitan::papers
