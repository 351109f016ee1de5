#include <fmt/format.h>

#include "api/act_view.h"
#include "api/clause_view.h"
#include "api/draft_json.h"
#include "api/routes.h"

namespace palitan::api {
namespace {

using base::Code;

bool is_json(const Call& call) {
  const auto type = call.request.header("content-type");
  return !type || type->starts_with("application/json");
}

/// With the words of its clause, which a reader's thread looks up: the writer's must not wait.
void explain(App& app, const Record& record, const base::Refusal& refusal,
             const std::shared_ptr<const node::Draft>& draft, const net::Respond& respond) {
  const bool taken = !refusal.clause.empty() && app.pool.run([&app, record, refusal, draft, respond] {
    respond(problem_of_draft(app, record, refusal, *draft));
  });
  if (!taken) respond(problem(refusal));
}

}  // namespace

/// Read here, on the server's thread; the writer's thread only signs, judges and commits.
void post_act(App& app, Call call) {
  const auto record = record_of(app, call);
  if (!record) return call.respond(problem(record.error()));
  if (!is_json(call))
    return call.respond(
        problem(Code::local_draft, "a draft is application/json; signed bytes go to /statements"));
  auto draft = read_draft(call.request.body);
  if (!draft) return call.respond(problem(draft.error()));
  if (const auto may = may_sign(call, record->id, draft->seat); !may)
    return call.respond(problem(may.error()));
  if (const auto fit = check_attachments(draft->attachments, app.service.attachments()); !fit)
    return call.respond(problem(fit.error()));
  // Acts about the partnership itself belong to its founding.
  if (static_cast<int>(draft->kind) < 10 && !draft->case_id) draft->case_id = record->id;
  const auto kept = std::make_shared<const node::Draft>(*draft);
  app.service.writer().submit(
      record->id, std::move(*draft),
      [&app, at = *record, kept, respond = std::move(call.respond)](base::Result<node::Signed> done) {
        if (!done) return explain(app, at, done.error(), kept, respond);
        Json json = {{"id", base::to_hex(done->id.view())}, {"standing", "pending"}};
        json["verdict"] = verdict_json(done->verdict, kept->kind);
        respond(json_response(json, 201));
      });
}

namespace {
/// A node whose key is new speaks before the record knows the key: it may bring the roots' word for it.
/// Whether roots signed that is judged as for any statement.
bool names_own_key(const std::string& body, const base::PublicKey& key) {
  const auto act = statement::decode_statement(base::Bytes(body.begin(), body.end()));
  if (!act || act->kind() != statement::Kind::change_accord_key) return false;
  const auto change = statement::read_body<statement::ChangeAccordKey>(act->content());
  return change && change->node_key == key;
}
}  // namespace

void post_statement(App& app, Call call) {
  const auto record = record_of(app, call);
  const auto& key = call.request.peer_key;
  const bool token = shows_token(app, call.request);
  // One answer for a book that is not here and for one that is not the asker's.
  if (!token &&
      !(record && key && (node_of(app, record->store, *key) || names_own_key(call.request.body, *key))))
    return call.respond(problem(Code::local_not_authorised, "neither the token nor a partner's certificate"));
  if (!record) return call.respond(problem(record.error()));
  const auto type = call.request.header("content-type");
  if (!type || !type->starts_with("application/cose"))
    return call.respond(problem(Code::bad_envelope, "a statement is application/cose"));
  const auto& body = call.request.body;
  if (body.size() > statement::kStatementMax) return call.respond(problem(Code::bad_too_large));
  base::Bytes bytes(body.begin(), body.end());
  app.service.writer().receive(record->id, std::move(bytes),
                               [respond = std::move(call.respond)](base::Result<bool> done) {
                                 if (!done) return respond(problem(done.error()));
                                 respond(json_response({{"new", *done}}, *done ? 201 : 200));
                               });
}

}  // namespace palitan::api
