// Cases: lists, and one whole.
#include <set>

#include "api/act_view.h"
#include "api/case_files.h"
#include "api/case_view.h"
#include "api/not_held.h"
#include "api/routes.h"

namespace palitan::api {
namespace {

using base::Code;

struct Listed {
  bool agreed = false;
  std::optional<kernel::CaseFact> file;  ///< with everything pending
};

/// The agreed cases above `after`, ascending, until `each` returns false. Cases of a kind that is no order
/// are few however old the record is: they are found by the index, and no other is looked at.
base::Result<void> each_agreed(App& app, const Record& record, const std::optional<base::Id>& after,
                               const std::optional<std::string_view>& kind,
                               const std::function<bool(const base::Id&, base::ByteView)>& each) {
  if (!kind || *kind == "order") {
    record.store.each_fact(kernel::FactKind::case_file,
                           [&](const kernel::FactKey& key, base::ByteView bytes) {
                             const base::Id id{key.id};
                             return (after && id <= *after) || each(id, bytes);
                           });
    return {};
  }
  std::vector<base::Id> ids;
  const auto asked =
      app.service.reporter(record.id)->ask([&](reports::Index& index) { ids = index.cases_of({*kind}); });
  if (!asked) return asked;
  for (const auto& id : ids) {
    if (after && id <= *after) continue;
    const auto bytes = record.store.fact(kernel::case_key(id));
    if (bytes && !each(id, *bytes)) return {};
  }
  return {};
}

/// Case ids above `after`, ascending, at most `count`: those agreed and those opened by a pending act, each
/// with its file. `keep` chooses by the file as it stands; `kind`: it keeps none of another kind.
base::Result<std::map<base::Id, Listed>> list_cases(
    App& app, const Record& record, const std::optional<base::Id>& after, std::size_t count,
    const std::optional<std::string_view>& kind, const std::function<bool(const kernel::CaseFact&)>& keep) {
  const auto opened = opened_by_pending(app, record);
  if (!opened) return tl::unexpected(opened.error());
  std::map<base::Id, Listed> out;
  const auto read = each_agreed(app, record, after, kind, [&](const base::Id& id, base::ByteView bytes) {
    const auto file = codec::decode<kernel::CaseFact>(bytes);
    if (file && keep(*file)) out[id].agreed = true;
    return out.size() < count;
  });
  if (!read) return tl::unexpected(read.error());
  const auto asked = app.service.writer().ask(record.id, [&](node::Book& book) {
    for (const auto& id : *opened) {
      if ((after && id <= *after) || out.contains(id)) continue;
      const auto file = book.get<kernel::CaseFact>(kernel::case_key(id), true);
      if (file && keep(*file)) out[id].file = file;
    }
    while (out.size() > count) out.erase(std::prev(out.end()));
    for (auto& [id, listed] : out)
      if (!listed.file) listed.file = book.get<kernel::CaseFact>(kernel::case_key(id), true);
  });
  if (!asked) return tl::unexpected(asked.error());
  return out;
}

}  // namespace

base::Result<net::Response> get_cases(App& app, const Call& call) {
  constexpr std::uint64_t kCount = 100;
  constexpr std::uint64_t kCountMax = 500;
  const auto record = record_of(app, call);
  if (!record) return tl::unexpected(record.error());
  const auto count = number_of(call, "count", kCount, kCountMax);
  if (!count) return tl::unexpected(count.error());
  std::optional<base::Id> after;
  if (const auto text = call.request.query("after")) {
    const auto id = id_of(*text);
    if (!id) return tl::unexpected(id.error());
    after = *id;
  }
  const auto type = call.request.query("type");
  const auto state = call.request.query("state");
  const auto listed = list_cases(
      app, *record, after, std::max<std::size_t>(*count, 1), type, [&](const kernel::CaseFact& file) {
        return (!type || *type == case_type(file)) && (!state || *state == case_state(file));
      });
  if (!listed) return tl::unexpected(listed.error());
  Json cases = Json::array();
  for (const auto& [id, one] : *listed) {
    if (!one.file) continue;
    Json json = case_summary(id, *one.file);
    json["standing"] = one.agreed ? "agreed" : "pending";
    cases.push_back(std::move(json));
  }
  Json out = {{"cases", std::move(cases)}};
  if (listed->size() == *count) out["next_after"] = base::to_hex(listed->rbegin()->first.view());
  return json_response(out);
}

base::Result<net::Response> get_instruments(App& app, const Call& call) {
  const auto record = record_of(app, call);
  if (!record) return tl::unexpected(record.error());
  const auto listed = list_cases(app, *record, std::nullopt, SIZE_MAX, "instrument",
                                 [](const kernel::CaseFact& file) { return file.instrument.has_value(); });
  if (!listed) return tl::unexpected(listed.error());
  Json instruments = Json::array();
  for (const auto& [id, one] : *listed) {
    if (!one.file || !one.file->instrument) continue;
    Json json = {{"id", base::to_hex(id.view())},
                 {"state", case_state(*one.file)},
                 {"standing", one.agreed ? "agreed" : "pending"}};
    json.update(json_of(*one.file->instrument));
    instruments.push_back(std::move(json));
  }
  return json_response({{"instruments", std::move(instruments)}});
}

base::Result<net::Response> get_case(App& app, const Call& call) {
  const auto record = record_of(app, call);
  if (!record) return tl::unexpected(record.error());
  const auto id = id_of(call.parts.at(1));
  if (!id) return tl::unexpected(id.error());
  std::optional<kernel::CaseFact> now;
  std::optional<kernel::CaseFact> before;
  std::optional<kernel::PartnershipFact> partnership;
  const auto asked = app.service.writer().ask(record->id, [&](node::Book& book) {
    now = book.get<kernel::CaseFact>(kernel::case_key(*id), true);
    before = book.get<kernel::CaseFact>(kernel::case_key(*id), false);
    partnership = book.get<kernel::PartnershipFact>(kernel::partnership_key(), true);
  });
  if (!asked) return tl::unexpected(asked.error());
  if (!now || !partnership) return base::refuse(Code::local_not_found, "no case " + call.parts[1]);
  Json out = case_json(*id, *now, *partnership);
  const auto ids = record->store.of_case(*id);
  const auto found = standings(app, *record, ids);
  if (!found) return tl::unexpected(found.error());
  bool pending = false;
  Json acts = Json::array();
  for (const auto& act : ids) {
    const auto standing = found->find(act);
    if (standing == found->end()) continue;
    pending = pending || !standing->second.row.entry;
    acts.push_back(act_json(act, standing->second, false, &app.service.attachments()));
  }
  if (auto* names = app.service.attachment_names(record->id))
    out["signed_not_held"] = not_held_of(*names, app.service.attachments(), ids);
  out["standing"] = pending ? "pending" : "agreed";
  if (before) out["agreed_state"] = case_state(*before);
  out["acts"] = std::move(acts);
  return json_response(out);
}

}  // namespace palitan::api
