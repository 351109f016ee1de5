#include "papers/clause_words.h"

#include <algorithm>

namespace palitan::papers {
namespace {

std::optional<base::Id> named_in(statement::Kind kind, base::ByteView body) {
  return statement::with_body(kind, [&](auto fresh) -> std::optional<base::Id> {
    if constexpr (requires { base::Id{fresh.instrument}; }) {
      const auto read = codec::decode<decltype(fresh)>(body);
      if (read && read->instrument != base::Id{}) return read->instrument;
    }
    return std::nullopt;
  });
}

}  // namespace

std::optional<base::Id> instrument_under(statement::Kind kind, base::ByteView body,
                                         const std::optional<base::Id>& case_id,
                                         const kernel::CaseFact* file) {
  if (auto named = named_in(kind, body)) return named;
  if (file == nullptr) return std::nullopt;
  if (file->instrument) return case_id;
  if (file->order) return file->order->instrument;
  if (file->visit) return file->visit->instrument;
  if (file->grant) return file->grant->note.instrument;
  if (file->round) return file->round->round.instrument;
  return std::nullopt;
}

const ClauseText* text_of_clause(const std::vector<ClauseText>& texts, std::string_view clause) {
  const auto at =
      std::find_if(texts.begin(), texts.end(), [&](const ClauseText& text) { return text.clause == clause; });
  return clause.empty() || at == texts.end() ? nullptr : &*at;
}

}  // namespace palitan::papers
