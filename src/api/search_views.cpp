// Search over the words of every act.
#include "api/act_view.h"
#include "api/routes.h"
#include "kernel/case_words.h"
#include "reports/case_title.h"
#include "reports/fold.h"

namespace palitan::api {
namespace {
using base::Code;

constexpr std::uint64_t kCount = 30;
constexpr std::uint64_t kCountMax = 200;
constexpr std::size_t kPlacesMax = 1'000;
constexpr std::size_t kQueryMax = 200;  ///< characters
constexpr std::size_t kShown = 400;     ///< characters of a text

std::string shortened(const std::string& text) {
  auto points = reports::code_points(text);
  if (points.size() <= kShown) return text;
  points.resize(kShown);
  return reports::to_utf8(points) + "…";
}

/// The cases of the acts found, with everything pending.
base::Result<std::map<base::Id, kernel::CaseFact>> files_of(App& app, const Record& record,
                                                            const std::set<base::Id>& cases) {
  std::map<base::Id, kernel::CaseFact> out;
  const auto asked = app.service.writer().ask(record.id, [&](node::Book& book) {
    for (const auto& id : cases)
      if (auto file = book.get<kernel::CaseFact>(kernel::case_key(id), true))
        out.emplace(id, std::move(*file));
  });
  if (!asked) return tl::unexpected(asked.error());
  return out;
}

Json row_json(const Finder::Hit& hit, const Standing& standing, const statement::Statement& act,
              const kernel::CaseFact* file) {
  const auto kind = act.kind();
  Json out = {{"case", base::to_hex(act.case_of().view())}};
  if (file != nullptr) {  // else an act of the partnership itself
    out["type"] = std::string(kernel::kind_of(*file));
    out["title"] = reports::case_title(*file);
    out["state"] = std::string(kernel::state_of(*file));
  }
  out["act"] = base::to_hex(hit.act.view());
  if (kind) out["kind"] = std::string(name(*kind));
  out["standing"] = standing.row.entry ? "agreed" : standing.row.held ? "held" : "pending";
  out["field"] = hit.field;
  out["text"] = shortened(hit.text);
  out["at"] = base::to_text(act.content().effective().legal_date());
  return out;
}

base::Result<Json> rows_json(App& app, const Record& record, const std::vector<Finder::Hit>& hits) {
  std::vector<base::Id> ids;
  for (const auto& hit : hits) ids.push_back(hit.act);
  const auto found = standings(app, record, ids);
  if (!found) return tl::unexpected(found.error());
  std::map<base::Id, statement::Statement> acts;
  std::set<base::Id> cases;
  for (const auto& [id, standing] : *found)
    if (auto act = statement::decode_statement(standing.row.bytes)) {
      cases.insert(act->case_of());
      acts.emplace(id, std::move(*act));
    }
  const auto files = files_of(app, record, cases);
  if (!files) return tl::unexpected(files.error());
  Json out = Json::array();
  for (const auto& hit : hits) {
    const auto act = acts.find(hit.act);
    if (act == acts.end()) continue;  // it was pending, and will never be agreed
    const auto file = files->find(act->second.case_of());
    out.push_back(
        row_json(hit, found->at(hit.act), act->second, file == files->end() ? nullptr : &file->second));
  }
  return out;
}
}  // namespace

base::Result<net::Response> get_search(App& app, const Call& call) {
  const auto record = record_of(app, call);
  if (!record) return tl::unexpected(record.error());
  const auto query = call.request.query("q").value_or("");
  const auto wanted = reports::folded(query);
  if (wanted.empty() || wanted.size() > kQueryMax)
    return base::refuse(Code::local_draft, "\"q\" is one to 200 characters to look for");
  const auto count = number_of(call, "count", kCount, kCountMax);
  if (!count) return tl::unexpected(count.error());
  auto hits = app.finders.find(record->id, record->store, query, kPlacesMax);
  const auto total = hits.size();
  if (hits.size() > *count) hits.resize(*count);
  auto rows = rows_json(app, *record, hits);
  if (!rows) return tl::unexpected(rows.error());
  return json_response({{"q", reports::to_utf8(wanted)}, {"total", total}, {"rows", std::move(*rows)}});
}

}  // namespace palitan::api
