#include "api/routes.h"

#include <array>

#include "api/api.h"
#include "store/sqlite.h"

namespace palitan::api {
namespace {

using base::Code;

constexpr std::array kRoutes = {
    // clang-format off
    Route{"GET", "/v1/status", "getStatus", Access::token, get_status, nullptr},
    Route{"GET", "/v1/refusals", "getRefusals", Access::token, get_refusals, nullptr},
    Route{"GET", "/v1/case-table", "getCaseTable", Access::token, get_case_table, nullptr},
    Route{"POST", "/v1/seats/{seat}/unlock", "unlockSeat", Access::token, post_unlock, nullptr},
    Route{"PUT", "/v1/attachments/{hash}", "putAttachment", Access::token, put_attachment, nullptr},
    Route{"GET", "/v1/attachments/{hash}", "getAttachment", Access::token, get_attachment, nullptr},
    Route{"GET", "/v1/peer/attachments/{hash}", "getPeerAttachment", Access::partner, get_peer_attachment, nullptr},
    Route{"GET", "/v1/partnerships", "getPartnerships", Access::token, get_partnerships, nullptr},
    Route{"GET", "/v1/partnerships/{id}", "getPartnership", Access::token, get_partnership, nullptr},
    Route{"POST", "/v1/partnerships/{id}/acts", "postAct", Access::token, nullptr, post_act},
    Route{"POST", "/v1/partnerships/{id}/statements", "postStatement", Access::token_or_partner, nullptr,
          post_statement},
    Route{"POST", "/v1/partnerships/{id}/sheets/{sheet}", "postSheet", Access::token, post_sheet, nullptr},
    Route{"POST", "/v1/partnerships/{id}/exchange", "postExchange", Access::partner, nullptr, post_exchange},
    Route{"GET", "/v1/partnerships/{id}/acts/{act}", "getAct", Access::token, get_act, nullptr},
    Route{"GET", "/v1/partnerships/{id}/acts/{act}/evidence", "getEvidence", Access::token, get_evidence,
          nullptr},
    Route{"GET", "/v1/partnerships/{id}/cases", "getCases", Access::token, get_cases, nullptr},
    Route{"GET", "/v1/partnerships/{id}/cases/{case}", "getCase", Access::token, get_case, nullptr},
    Route{"GET", "/v1/partnerships/{id}/instruments", "getInstruments", Access::token, get_instruments, nullptr},
    Route{"GET", "/v1/partnerships/{id}/seats", "getSeats", Access::token, get_seats, nullptr},
    Route{"GET", "/v1/partnerships/{id}/balances", "getBalances", Access::token, get_balances, nullptr},
    Route{"GET", "/v1/partnerships/{id}/reports/{report}", "getReport", Access::token, get_report, nullptr},
    Route{"GET", "/v1/partnerships/{id}/attachments", "getAttachments", Access::token, get_attachments, nullptr},
    Route{"GET", "/v1/partnerships/{id}/log", "getLog", Access::token, get_log, nullptr},
    Route{"GET", "/v1/partnerships/{id}/proofs/inclusion/{act}", "getInclusionProof", Access::token, get_inclusion,
          nullptr},
    Route{"GET", "/v1/partnerships/{id}/proofs/consistency", "getConsistencyProof", Access::token, get_consistency,
          nullptr},
    Route{"GET", "/v1/partnerships/{id}/checkpoint", "getCheckpoint", Access::token, get_checkpoint, nullptr},
    Route{"GET", "/v1/partnerships/{id}/bundle", "getBundle", Access::token, get_bundle, nullptr},
    Route{"GET", "/v1/partnerships/{id}/journal", "getJournal", Access::token, get_journal, nullptr},
    // clang-format on
};

std::string_view take_part(std::string_view& path) {
  const auto end = std::min(path.find('/', 1), path.size());
  const auto part = path.substr(1, end - 1);
  path.remove_prefix(end);
  return part;
}

bool matches(std::string_view pattern, std::string_view path, std::vector<std::string>& parts) {
  parts.clear();
  while (!pattern.empty() && path.size() > 1 && path[0] == '/') {
    const auto wanted = take_part(pattern);
    const auto part = take_part(path);
    if (wanted[0] == '{')
      parts.emplace_back(part);
    else if (wanted != part)
      return false;
  }
  return pattern.empty() && path.empty();
}

/// Takes as long for a wrong token as for the right one.
bool same_secret(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  unsigned difference = 0;
  for (std::size_t i = 0; i < a.size(); ++i)
    difference |= static_cast<unsigned>(static_cast<unsigned char>(a[i]) ^ static_cast<unsigned char>(b[i]));
  return difference == 0;
}

bool may_call(App& app, const Route& route, const Call& call) {
  switch (route.access) {
    case Access::token:
      return shows_token(app, call.request);
    case Access::token_or_partner:
      return true;  // the act itself looks: only it knows whose partners count
    case Access::partner:
      return call.request.peer_key.has_value();
  }
  return false;
}

net::Response answer(App& app, const Route& route, const Call& call) {
  try {
    auto done = route.read(app, call);
    return done ? std::move(*done) : problem(done.error());
  } catch (const store::ReadFault& fault) {
    return problem(Code::local_damaged, fault.what());
  }
}

void serve(const std::shared_ptr<App>& app, net::Request request, net::Respond respond) {
  Call call{std::move(request), {}, std::move(respond)};
  const std::string path(call.request.path());
  for (const auto& route : kRoutes) {
    if (route.method != call.request.method || !matches(route.path, path, call.parts)) continue;
    if (!may_call(*app, route, call)) return call.respond(problem(Code::local_not_authorised));
    if (route.act != nullptr) return route.act(*app, std::move(call));
    const auto shared = std::make_shared<Call>(std::move(call));
    // The pool belongs to the app and ends with it, so a plain pointer is enough there.
    const bool taken =
        app->pool.run([at = app.get(), &route, shared] { shared->respond(answer(*at, route, *shared)); });
    if (!taken) shared->respond(problem(Code::local_busy));
    return;
  }
  call.respond(problem(Code::local_not_found, call.request.method + " " + path));
}

}  // namespace

std::span<const Route> routes() { return kRoutes; }

bool shows_token(const App& app, const net::Request& request) {
  constexpr std::string_view kScheme = "Bearer ";
  const auto header = request.header("authorization");
  return header && header->starts_with(kScheme) &&
         same_secret(header->substr(kScheme.size()), app.service.token());
}

net::Handler handler(node::Service& service) {
  return [app = std::make_shared<App>(service)](net::Request request, net::Respond respond) {
    serve(app, std::move(request), std::move(respond));
  };
}

}  // namespace palitan::api
