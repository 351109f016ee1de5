// What the papers say in each language. Every label stands in English and in a second language.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace palitan::papers {

/// The language beside English.
enum class Language { japanese, filipino };
/// "ja", "fil".
std::optional<Language> language_of(std::string_view code);

enum class Word {
#define WORD(name, en, ja, fil) name,
#include "papers/form_words.def"
#undef WORD
};
std::string_view english(Word word);
std::string_view second(Word word, Language language);

/// The word called `family` + "_" + `name`, e.g. ("means", "reimbursement"): for the closed lists of the
/// vocabulary. Nothing where this version has none.
std::optional<Word> word_named(std::string_view family, std::string_view name);
/// Its English and its second word, "short delivery · 数量不足"; the plain name where there is no word.
std::string both(std::string_view family, std::string_view name, Language language);
std::string both(Word word, Language language);

/// "Page 1 of 2 · 1/2ページ".
std::string page_text(std::size_t page, std::size_t pages, Language language);

}  // namespace palitan::papers
