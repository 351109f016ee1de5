#include "api/clause_view.h"

#include <algorithm>
#include <fstream>

#include "papers/clause_words.h"
#include "papers/instrument_texts.h"

namespace palitan::api {
namespace {
namespace fs = std::filesystem;

std::optional<SpeakingClause> agreed_clause(App& app, const Record& record, const std::string& clause,
                                            const node::Draft& draft) {
  SpeakingClause out;
  const auto asked = app.service.writer().ask(record.id, [&](node::Book& book) {
    std::optional<kernel::CaseFact> file;
    if (draft.case_id) file = book.get<kernel::CaseFact>(kernel::case_key(*draft.case_id), true);
    out.id = papers::instrument_under(draft.kind, draft.body, draft.case_id, file ? &*file : nullptr);
    if (!out.id) return;
    const auto law = book.get<kernel::CaseFact>(kernel::case_key(*out.id), true);
    if (law && law->instrument) out.instrument = law->instrument->rules.name;
  });
  if (!asked || out.instrument.empty()) return std::nullopt;
  const auto texts = clause_texts(app, record, *out.id);
  const auto* text = papers::text_of_clause(texts, clause);
  if (text == nullptr) return std::nullopt;
  out.text = *text;
  return out;
}

/// The party's own law lies as files in the node's folder.
std::optional<SpeakingClause> own_clause(App& app, const std::string& clause) {
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(app.service.folder().dir() / "law", error)) {
    if (entry.path().extension() != ".toml") continue;
    std::ifstream in(entry.path(), std::ios::binary);
    const std::string toml((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    const auto law = papers::compile_overlay(toml, entry.path().filename().string());
    if (!law) continue;
    if (const auto* text = papers::text_of_clause(law->texts, clause))
      return SpeakingClause{law->overlay.name, std::nullopt, *text};
  }
  return std::nullopt;
}

}  // namespace

std::vector<papers::ClauseText> clause_texts(App& app, const Record& record, const base::Id& instrument) {
  const auto row = record.store.statement(instrument);
  if (!row) return {};
  const auto act = statement::decode_statement(row->bytes);
  if (!act) return {};
  for (const auto& attached : act->content().attachments) {
    const auto bytes = app.service.attachments().get(attached.hash);
    if (!bytes) continue;
    if (auto texts = papers::read_clause_texts(base::text_of(*bytes))) return std::move(*texts);
  }
  return {};
}

std::optional<SpeakingClause> speaking_clause(App& app, const Record& record, const base::Refusal& refusal,
                                              const node::Draft& draft) {
  if (refusal.clause.empty()) return std::nullopt;
  return base::family(refusal.code) == base::Family::local
             ? own_clause(app, refusal.clause)
             : agreed_clause(app, record, refusal.clause, draft);
}

net::Response problem_of_draft(App& app, const Record& record, const base::Refusal& refusal,
                               const node::Draft& draft) {
  auto out = problem(refusal);
  const auto speaking = speaking_clause(app, record, refusal, draft);
  if (!speaking) return out;
  auto json = Json::parse(out.body);
  json["detail"] = base::sentence(refusal, speaking->text.en);
  json["instrument"] = speaking->instrument;
  if (speaking->id) json["instrument_id"] = base::to_hex(speaking->id->view());
  Json texts = Json::object();
  const auto add = [&](const char* language, const std::string& text) {
    if (!text.empty()) texts[language] = text;
  };
  add("en", speaking->text.en);
  add("ja", speaking->text.ja);
  add("fil", speaking->text.fil);
  json["clause_text"] = std::move(texts);
  out.body = json.dump(-1, ' ', false, Json::error_handler_t::replace);
  return out;
}

}  // namespace palitan::api
