// Spreadsheets of orders and receipts: read whole, judged whole, signed whole or not at all.
#include <future>

#include "api/clause_view.h"
#include "api/routes.h"
#include "api/sheet_ground.h"
#include "crypto/hash.h"
#include "papers/refusal_words.h"

namespace palitan::api {
namespace {

using base::Code;
using papers::ImportCode;
using papers::ImportFault;
using papers::SheetKind;
using papers::SheetLanguage;

/// What the caller wants, out of path and query.
struct Wish {
  SheetKind kind = SheetKind::orders;
  SheetLanguage language = SheetLanguage::english;
  bool dry_run = false;
  std::string by;
  std::optional<base::Effective> at;
};

base::Result<Wish> wish_of(const Call& call) {
  Wish out;
  const auto kind = papers::sheet_kind(call.parts.at(1));
  if (!kind) return base::refuse(Code::local_not_found, "no sheet " + call.parts[1]);
  out.kind = *kind;
  const auto language = papers::sheet_language(call.request.query("language").value_or("en"));
  if (!language) return base::refuse(Code::local_draft, "\"language\" is en, ja or fil");
  out.language = *language;
  out.dry_run = flag_of(call, "dry_run");
  out.by = call.request.query("by").value_or("");
  if (const auto at = call.request.query("at")) {
    out.at = base::parse_effective(*at);
    if (!out.at) return base::refuse(Code::local_draft, "\"at\" is not a time like 2026-11-23T14:00+08:00");
  }
  return out;
}

Json fault_json(const ImportFault& fault, SheetLanguage language) {
  Json out = {{"code", std::string(papers::name(fault.code))},
              {"row", fault.row},
              {"column", fault.column},
              {"cell", papers::address(fault.row, fault.column)},
              {"detail", papers::says(fault, language)}};
  if (!fault.key.empty()) out["name"] = std::string(papers::column_word(fault.key, language));
  if (!fault.key.empty()) out["key"] = fault.key;
  if (!fault.seen.empty()) out["seen"] = fault.seen;
  if (!fault.wanted.empty()) out["wanted"] = fault.wanted;
  out["text"] = papers::to_text(fault, language);
  return out;
}

net::Response refusal(const std::vector<ImportFault>& faults, std::size_t more, SheetLanguage language) {
  auto out = problem(Code::local_draft,
                     std::to_string(faults.size() + more) + " faults in the file; nothing was imported");
  auto json = Json::parse(out.body);
  auto& errors = json["errors"] = Json::array();
  for (const auto& fault : faults) errors.push_back(fault_json(fault, language));
  if (more > 0) json["more_errors"] = more;
  out.body = json.dump(-1, ' ', false, Json::error_handler_t::replace);
  return out;
}
net::Response refusal(const papers::ImportFaults& faults, SheetLanguage language) {
  return refusal(faults.sorted(), faults.more(), language);
}

/// What is to be signed, and where it stands in the file.
struct Planned {
  std::vector<node::Draft> drafts;
  std::vector<std::string> names;
  std::vector<std::size_t> rows;
  std::vector<std::string> already;
};

template <class Body>
Planned planned(const papers::ImportedSheet<Body>& sheet, const SheetSource& source, const Wish& wish,
                const base::KeyId& seat) {
  Planned out;
  out.already = sheet.already;
  for (const auto& document : sheet.documents) {
    node::Draft draft;
    draft.seat = seat;
    draft.kind = statement::kKindOf<Body>;
    draft.case_id = document.order;
    draft.body = codec::encode(document.body);
    draft.effective = wish.at;
    draft.key = sheet_key(source, wish.kind, document.name);
    out.drafts.push_back(std::move(draft));
    out.names.push_back(document.name);
    out.rows.push_back(document.row);
  }
  return out;
}

base::Result<node::JointlySigned> sign_all(App& app, const base::Id& partnership,
                                           std::vector<node::Draft> drafts, bool keep) {
  std::promise<base::Result<node::JointlySigned>> promise;
  app.service.writer().submit_jointly(
      partnership, std::move(drafts), keep,
      [&](base::Result<node::JointlySigned> done) { promise.set_value(std::move(done)); });
  return promise.get_future().get();
}

Json done_json(const Planned& plan, const node::JointlySigned& done, bool kept) {
  Json documents = Json::array();
  for (std::size_t i = 0; i < plan.names.size(); ++i) {
    Json one = {{"document", plan.names[i]}, {"row", plan.rows[i]}};
    if (kept) one["id"] = base::to_hex(done.each[i]->id.view());  // a dry run's ids are of nothing
    documents.push_back(std::move(one));
  }
  Json already = Json::array();
  for (const auto& name : plan.already) already.push_back(name);
  return {{"signed", kept}, {"documents", std::move(documents)}, {"already", std::move(already)}};
}

/// In the reader's language, with what the clause says.
std::string said_of(App& app, const Record& record, const base::Refusal& refusal, const node::Draft& draft,
                    SheetLanguage language) {
  const auto speaking = speaking_clause(app, record, refusal, draft);
  return papers::refusal_says(refusal, speaking ? &speaking->text : nullptr, language);
}

base::Result<net::Response> carry_out(App& app, const Record& record, const Wish& wish, const Planned& plan) {
  if (plan.drafts.empty()) return json_response(done_json(plan, {}, false));
  const auto done = sign_all(app, record.id, plan.drafts, !wish.dry_run);
  if (!done) return tl::unexpected(done.error());
  papers::ImportFaults faults;
  for (std::size_t i = 0; i < done->each.size(); ++i) {
    const auto& one = done->each[i];
    if (one && one->verdict.code == Code::accepted) continue;
    faults.add(
        {ImportCode::by_node,
         plan.rows[i],
         0,
         {},
         said_of(app, record, one ? one->verdict.refusal() : one.error(), plan.drafts[i], wish.language),
         plan.names[i]});
  }
  if (!faults.empty()) return refusal(faults, wish.language);
  return json_response(done_json(plan, *done, done->kept), done->kept ? 201 : 200);
}

}  // namespace

base::Result<net::Response> post_sheet(App& app, const Call& call) {
  const auto record = record_of(app, call);
  if (!record) return tl::unexpected(record.error());
  const auto wish = wish_of(call);
  if (!wish) return tl::unexpected(wish.error());
  const SheetSource source{call.request.body, crypto::sha256(base::view_of(call.request.body))};
  const auto table = papers::read_import(source.bytes, wish->kind);
  if (!table) return refusal({table.error()}, 0, wish->language);
  auto ground = sheet_ground(app, *record, *table, wish->kind, source);
  if (!ground) return tl::unexpected(ground.error());
  ground->language = wish->language;
  ground->shelf = std::make_shared<const papers::ReferenceShelf>(
      papers::ReferenceShelf::read(app.service.folder().dir() / "tables"));
  const bool orders = wish->kind == SheetKind::orders;
  papers::ImportFaults faults;
  papers::ImportedSheet<statement::Request> requests;
  papers::ImportedSheet<statement::Receive> receipts;
  if (orders)
    requests = papers::read_orders(*table, *ground, faults);
  else
    receipts = papers::read_receipts(*table, *ground, faults);
  if (!faults.empty()) return refusal(faults, wish->language);
  const auto seat = sheet_seat(app, *record, wish->by,
                               orders ? statement::Role::requester : statement::Role::receiver, call.session);
  if (!seat) return tl::unexpected(seat.error());
  if (const auto may = may_sign(call, record->id, *seat); !may) return tl::unexpected(may.error());
  return carry_out(
      app, *record, *wish,
      orders ? planned(requests, source, *wish, *seat) : planned(receipts, source, *wish, *seat));
}

}  // namespace palitan::api
