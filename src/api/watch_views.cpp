// For those who watch over the node: does it live, can it work, and in which figures.
#include "api/exposition.h"
#include "api/figures.h"
#include "api/readiness.h"
#include "api/routes.h"
#include "node/version.h"

namespace palitan::api {
namespace {

/// On threads of their own: who watches is to be answered when everybody else waits.
void on_their_thread(App& app, Call call, net::Response (*answer)(App&)) {
  const auto shared = std::make_shared<Call>(std::move(call));
  const bool taken = app.watchers.run([at = &app, shared, answer] { shared->respond(answer(*at)); });
  if (!taken) shared->respond(problem(base::Code::local_busy));
}

net::Response readyz(App& app) { return readiness_response(readiness(app)); }

net::Response metrics(App& app) { return text_response(figures_text(app), std::string(kExpositionType)); }

}  // namespace

net::Response readiness_response(const std::vector<node::Finding>& findings, const Json& more) {
  const bool ready = is_ready(findings);
  Json checks = Json::array();
  for (const auto& one : findings) {
    Json json = {{"check", one.check}, {"standing", std::string(name(one.standing))}, {"says", one.says}};
    if (!one.to_do.empty()) json["do"] = one.to_do;
    checks.push_back(std::move(json));
  }
  Json body = {{"ready", ready}, {"checks", std::move(checks)}};
  if (more.is_object()) body.update(more);
  return json_response(body, ready ? 200 : 503);
}

net::Response lives() { return json_response({{"lives", true}, {"version", std::string(node::kVersion)}}); }

void get_livez(App&, Call call) { call.respond(lives()); }
void get_readyz(App& app, Call call) { on_their_thread(app, std::move(call), readyz); }
void get_metrics(App& app, Call call) { on_their_thread(app, std::move(call), metrics); }

}  // namespace palitan::api
