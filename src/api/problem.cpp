#include "api/problem.h"

namespace palitan::api {

using base::Code;
using base::Family;

std::string problem_type(Code code) { return "urn:palitan:refusal:" + std::string(base::name(code)); }

int status_of(Code code) {
  switch (code) {
    case Code::bad_too_large:
      return 413;
    case Code::local_not_authorised:
      return 401;
    case Code::local_not_found:
      return 404;
    case Code::local_seat_locked:
    case Code::local_no_seat:
    case Code::local_marking:
    case Code::local_passphrase:
      return 403;
    case Code::local_draft_reused:
    case Code::local_folder_in_use:
    case Code::local_handover_awaited:
    case Code::local_rolled_back:
    case Code::local_accords_stopped:
      return 409;
    case Code::local_busy:
    case Code::local_disk_full:
    case Code::local_stopped:
    case Code::local_upgrade:
    case Code::local_newer_database:
      return 503;
    case Code::local_damaged:
      return 500;
    default:
      break;
  }
  switch (base::family(code)) {
    case Family::later:
      return 409;
    case Family::refused:
      return 422;
    default:
      return 400;
  }
}

net::Response problem(const base::Refusal& refusal) {
  const int status = status_of(refusal.code);
  Json json = {{"type", problem_type(refusal.code)},
               {"title", std::string(base::name(refusal.code))},
               {"status", status},
               {"detail", base::sentence(refusal)},
               {"code", static_cast<std::uint16_t>(refusal.code)},
               {"advice", std::string(base::advice(refusal.code))}};
  if (!refusal.clause.empty()) json["clause"] = refusal.clause;
  if (!refusal.detail.empty()) json["seen"] = refusal.detail;
  net::Response out{
      status, {{"content-type", "application/problem+json"}, {"cache-control", "no-store"}}, {}};
  // What was seen may come from a stranger's bytes: replaced where it is not UTF-8.
  out.body = json.dump(-1, ' ', false, Json::error_handler_t::replace);
  if (status == 401) out.headers.emplace_back("www-authenticate", "Bearer");
  if (status == 503) out.headers.emplace_back("retry-after", "1");
  return out;
}

net::Response problem(Code code, std::string seen) { return problem({code, {}, std::move(seen)}); }

net::Response stopping_problem() {
  auto out = problem(Code::local_stopped);
  auto json = Json::parse(out.body);
  const std::string advice = "The node is being stopped; ask again when it serves. What it took is answered.";
  json["advice"] = advice;
  json["detail"] = std::string(base::name(Code::local_stopped)) + ": " + advice;
  out.body = json.dump();
  return out;
}

net::Response json_response(const Json& body, int status) {
  return {status,
          {{"content-type", "application/json"}, {"cache-control", "no-store"}},
          body.dump(-1, ' ', false, Json::error_handler_t::replace)};
}

net::Response text_response(std::string body, std::string type) {
  return {200, {{"content-type", std::move(type)}, {"cache-control", "no-store"}}, std::move(body)};
}

}  // namespace palitan::api
