// The words in which `instrument explain` answers.
#include <nlohmann/json.hpp>

#include "cli/instrument_explain.h"

namespace palitan::cli {
namespace {

struct Said {
  std::string text;
  bool translated = true;
};

Said said(const std::vector<papers::ClauseText>& texts, const std::string& clause,
          const std::string& language) {
  for (const auto& text : texts) {
    if (text.clause != clause) continue;
    const auto& wanted = language == "ja" ? text.ja : language == "fil" ? text.fil : text.en;
    return wanted.empty() ? Said{text.en, false} : Said{wanted, true};
  }
  return {};
}

const terms::Clause* find(const std::vector<terms::Clause>& clauses, const std::string& key) {
  for (const auto& clause : clauses)
    if (clause.key == key) return &clause;
  return nullptr;
}

}  // namespace

std::string explained_text(const std::vector<Speaks>& rows, const std::vector<terms::Clause>& clauses,
                           const std::vector<papers::ClauseText>& texts, const std::string& language) {
  std::string out;
  for (const auto& row : rows) {
    out += fmt::format("{}: {}\n", row.question, row.verdict);
    if (!row.detail.empty()) out += fmt::format("    {}\n", row.detail);
    const auto* clause = find(clauses, row.clause);
    if (clause == nullptr) continue;
    const auto words = said(texts, row.clause, language);
    out += fmt::format("    clause {}: {}{}\n", row.clause, words.text,
                       words.translated ? "" : " (no text in this language)");
    out += fmt::format("    {}, from {}\n", name(clause->certainty), clause->source);
  }
  return out;
}

std::string explained_json(const std::vector<Speaks>& rows, const std::vector<terms::Clause>& clauses,
                           const std::vector<papers::ClauseText>& texts, const std::string& language) {
  auto out = nlohmann::ordered_json::array();
  for (const auto& row : rows) {
    nlohmann::ordered_json one{
        {"question", row.question}, {"verdict", row.verdict}, {"refused", row.refused}};
    if (!row.detail.empty()) one["detail"] = row.detail;
    if (const auto* clause = find(clauses, row.clause)) {
      one["clause"] = row.clause;
      one["text"] = said(texts, row.clause, language).text;
      one["source"] = clause->source;
      one["certainty"] = name(clause->certainty);
    }
    out.push_back(std::move(one));
  }
  return out.dump(2) + "\n";
}

}  // namespace palitan::cli
