// An instrument as a readable page: its clauses in three languages, and the acts that leaned on them.
#include "api/act_view.h"
#include "api/case_files.h"
#include "api/clause_view.h"
#include "api/routes.h"
#include "papers/clause_words.h"

namespace palitan::api {
namespace {
using base::Code;

constexpr std::uint64_t kCount = 20;
constexpr std::uint64_t kCountMax = 200;
constexpr std::size_t kLookMax = 1'000;  ///< acts of one clause that are looked at, the newest

Json texts_json(const papers::ClauseText* text) {
  Json out = Json::object();
  if (text == nullptr) return out;
  for (const auto& [language, words] :
       {std::pair("en", &text->en), std::pair("ja", &text->ja), std::pair("fil", &text->fil)})
    if (!words->empty()) out[language] = *words;
  return out;
}

Json clauses_json(const terms::Instrument& rules, const std::vector<papers::ClauseText>& texts) {
  Json out = Json::array();
  for (const auto& clause : rules.clauses)
    out.push_back({{"clause", clause.key},
                   {"texts", texts_json(papers::text_of_clause(texts, clause.key))},
                   {"source", clause.source},
                   {"certainty", json_of(clause.certainty)}});
  return out;
}

/// Acts that cite a clause of one instrument, pending ones first, then the newest of the log.
class Leaning {
 public:
  Leaning(App& app, const Record& record, const base::Id& instrument)
      : app_(app), record_(record), instrument_(instrument) {}

  /// What is pending with a clause in its verdict. Refusals: local_busy, local_stopped.
  base::Result<void> read_pending() {
    return app_.service.writer().ask(record_.id, [&](node::Book& book) {
      for (const auto& id : book.pending_order())
        if (const auto& clause = book.pending(id)->verdict.clause; !clause.empty())
          pending_[clause].push_back(id);
      for (auto& [id, file] : node::not_yet_agreed(book).files) files_.emplace(id, std::move(file));
    });
  }

  base::Result<Json> rows(const std::string& clause, std::uint64_t count) {
    std::vector<base::Id> shown;
    std::size_t total = 0;
    const auto take = [&](const base::Id& id, base::Bytes bytes) {
      const auto act = statement::decode_statement(std::move(bytes));
      if (!act || !is_under(*act)) return;
      if (shown.size() < count) shown.push_back(id);
      ++total;
    };
    for (auto at = pending_[clause].rbegin(); at != pending_[clause].rend(); ++at)
      if (auto row = record_.store.statement(*at)) take(*at, std::move(row->bytes));
    auto places = app_.leanings.of(record_.id, record_.store, clause);
    for (std::size_t i = 0; !places.empty() && i < kLookMax; ++i, places.pop_back()) {
      const auto entries = record_.store.log(places.back(), 1);
      auto bytes = record_.store.logged_bytes(places.back());
      if (!entries.empty() && bytes) take(entries[0].id, std::move(*bytes));
    }
    if (total == 0) return Json();
    auto acts = acts_json(shown);
    if (!acts) return tl::unexpected(acts.error());
    return Json{{"clause", clause}, {"total", total}, {"acts", std::move(*acts)}};
  }

 private:
  bool is_under(const statement::Statement& act) {
    const auto kind = act.kind();
    if (!kind) return false;
    const auto& case_id = act.case_of();
    if (!files_.contains(case_id))
      if (auto file = agreed<kernel::CaseFact>(record_.store, kernel::case_key(case_id)))
        files_.emplace(case_id, std::move(*file));
    const auto file = files_.find(case_id);
    return papers::instrument_under(*kind, act.content().body.bytes, case_id,
                                    file == files_.end() ? nullptr : &file->second) == instrument_;
  }

  base::Result<Json> acts_json(const std::vector<base::Id>& ids) {
    const auto found = standings(app_, record_, ids);
    if (!found) return tl::unexpected(found.error());
    Json out = Json::array();
    for (const auto& id : ids) {
      const auto at = found->find(id);
      if (at == found->end()) continue;
      const auto act = act_json(id, at->second, false);
      const auto signed_act = statement::decode_statement(at->second.row.bytes);
      if (!signed_act || !act.contains("verdict")) continue;
      out.push_back({{"id", act["id"]},
                     {"case", act["case"]},
                     {"kind", act["kind"]},
                     {"party", at->second.party},
                     {"on", to_text(signed_act->content().effective().legal_date())},
                     {"standing", act["standing"]},
                     {"verdict", act["verdict"]}});
    }
    return out;
  }

  App& app_;
  const Record& record_;
  base::Id instrument_;
  std::map<std::string, std::vector<base::Id>> pending_;
  std::map<base::Id, kernel::CaseFact> files_;
};
}  // namespace

base::Result<net::Response> get_instrument_texts(App& app, const Call& call) {
  const auto record = record_of(app, call);
  if (!record) return tl::unexpected(record.error());
  const auto id = id_of(call.parts.at(1));
  if (!id) return tl::unexpected(id.error());
  const auto count = number_of(call, "count", kCount, kCountMax);
  if (!count) return tl::unexpected(count.error());
  const auto file = case_file(app, *record, *id);
  if (!file) return tl::unexpected(file.error());
  if (!file->instrument) return base::refuse(Code::local_not_found, "no instrument " + call.parts[1]);
  const auto& rules = file->instrument->rules;
  const auto texts = clause_texts(app, *record, *id);
  Leaning leaning(app, *record, *id);
  if (auto ok = leaning.read_pending(); !ok) return tl::unexpected(ok.error());
  Json leaned = Json::array();
  for (const auto& clause : rules.clauses) {
    auto row = leaning.rows(clause.key, *count);
    if (!row) return tl::unexpected(row.error());
    if (!row->is_null()) leaned.push_back(std::move(*row));
  }
  return json_response({{"instrument", base::to_hex(id->view())},
                        {"name", rules.name},
                        {"title", rules.title},
                        {"texts_held", !texts.empty()},
                        {"clauses", clauses_json(rules, texts)},
                        {"leaned_on", std::move(leaned)}});
}

}  // namespace palitan::api
