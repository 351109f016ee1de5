// Reports: what is owed, awaited and due.
#include "api/not_held.h"
#include "api/report_json.h"
#include "api/routes.h"

namespace palitan::api {
namespace {
using base::Code;

base::Result<ReportForm> form_of(const Call& call) {
  ReportForm out = ReportForm::json;
  const auto text = call.request.query("format");
  if (text && !from_name(*text, out))
    return base::refuse(Code::local_draft, "\"format\" is json, csv or xlsx");
  return out;
}
}  // namespace

base::Result<net::Response> get_report(App& app, const Call& call) {
  const auto record = record_of(app, call);
  if (!record) return tl::unexpected(record.error());
  reports::Report report{};
  if (!from_name(call.parts.at(1), report))
    return base::refuse(Code::local_not_found, "no report " + call.parts[1]);
  const auto form = form_of(call);
  if (!form) return tl::unexpected(form.error());
  const auto today = base::Effective{app.service.writer().now(), 0}.legal_date();
  const auto question =
      reports::read_question(report, [&](std::string_view name) { return call.request.query(name); }, today);
  if (!question) return tl::unexpected(question.error());

  node::NotYetAgreed pending;
  if (question->scope.provisional) {
    const auto asked =
        app.service.writer().ask(record->id, [&](node::Book& book) { pending = node::not_yet_agreed(book); });
    if (!asked) return tl::unexpected(asked.error());
  }
  const reports::ActAt act_at = [&](std::uint64_t position) -> std::optional<base::Id> {
    const auto entries = record->store.log(position, 1);
    return entries.empty() ? std::nullopt : std::optional(entries[0].id);
  };
  std::map<base::Id, std::size_t> missing;
  auto* named = app.service.attachment_names(record->id);
  const bool evidence = report == reports::Report::evidence && named != nullptr;
  if (evidence) missing = not_held(*named, app.service.attachments(), record->store);
  const reports::NotHeld missing_of = [&](const base::Id& id) {
    const auto at = missing.find(id);
    return at == missing.end() ? 0 : at->second;
  };
  const auto accord = record->store.last_accord();
  base::Result<std::string> bytes;
  const auto asked = app.service.reporter(record->id)->ask([&](reports::Index& index) {
    if (question->scope.provisional) index.set_pending(std::move(pending.acts), pending.files);
    bytes = report_bytes(index, *question, *form, act_at, accord ? accord->height : 0,
                         evidence ? missing_of : reports::NotHeld{});
  });
  if (!asked) return tl::unexpected(asked.error());
  if (!bytes) return tl::unexpected(bytes.error());
  auto out = text_response(std::move(*bytes), std::string(media_type(*form)));
  if (*form != ReportForm::json)
    out.headers.emplace_back("content-disposition", "attachment; filename=\"" + call.parts[1] + "-" +
                                                        to_text(question->scope.on) + "." +
                                                        std::string(name(*form)) + "\"");
  return out;
}

}  // namespace palitan::api
