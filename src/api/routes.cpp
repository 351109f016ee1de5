#include "api/routes.h"

#include <array>

#include "api/account_views.h"
#include "api/link_views.h"
#include "api/misdeed_views.h"
#include "api/pages.h"
#include "api/round_views.h"
#include "store/read_fault.h"

namespace palitan::api {
namespace {

using base::Code;

constexpr std::array kRoutes = {
    // clang-format off
    Route{"GET", "/livez", "getLivez", Access::watcher, nullptr, get_livez},
    Route{"GET", "/readyz", "getReadyz", Access::watcher, nullptr, get_readyz},
    Route{"GET", "/metrics", "getMetrics", Access::watcher, nullptr, get_metrics},
    Route{"GET", "/v1/status", "getStatus", Access::token, get_status, nullptr},
    Route{"GET", "/v1/session", "getSession", Access::anybody, get_session, nullptr},
    Route{"POST", "/v1/session", "openSession", Access::anybody, nullptr, open_session},
    Route{"DELETE", "/v1/session", "closeSession", Access::anybody, nullptr, close_session},
    Route{"GET", "/v1/events", "getEvents", Access::token, nullptr, get_events},
    Route{"GET", "/v1/refusals", "getRefusals", Access::token, get_refusals, nullptr},
    Route{"GET", "/v1/case-table", "getCaseTable", Access::token, get_case_table, nullptr},
    Route{"GET", "/v1/vocabulary", "getVocabulary", Access::token, get_vocabulary, nullptr},
    Route{"GET", "/v1/everywhere", "getEverywhere", Access::token, get_everywhere, nullptr},
    Route{"GET", "/v1/calendar.ics", "getCalendar", Access::token_or_key, get_calendar, nullptr},
    Route{"POST", "/v1/instruments/check", "checkInstrument", Access::token, check_instrument, nullptr},
    Route{"POST", "/v1/reference/{table}/check", "checkReference", Access::token, check_reference, nullptr},
    Route{"POST", "/v1/seats/{seat}/unlock", "unlockSeat", Access::token_only, post_unlock, nullptr},
    Route{"GET", "/v1/reads", "getReads", Access::token, get_reads, nullptr},
    Route{"POST", "/v1/links/{party}", "setLink", Access::token, post_link, nullptr},
    Route{"PUT", "/v1/attachments/{hash}", "putAttachment", Access::token, put_attachment, nullptr},
    Route{"GET", "/v1/attachments/{hash}", "getAttachment", Access::token, get_attachment, nullptr, "attachment"},
    Route{"GET", "/v1/peer/attachments/{hash}", "getPeerAttachment", Access::partner, get_peer_attachment, nullptr,
          "attachment"},
    Route{"GET", "/v1/partnerships", "getPartnerships", Access::token, get_partnerships, nullptr},
    Route{"GET", "/v1/partnerships/{id}", "getPartnership", Access::token, get_partnership, nullptr},
    Route{"POST", "/v1/partnerships/{id}/acts", "postAct", Access::token, nullptr, post_act},
    Route{"GET", "/v1/partnerships/{id}/acts", "getActs", Access::token, get_acts, nullptr},
    Route{"POST", "/v1/partnerships/{id}/statements", "postStatement", Access::token_or_partner, nullptr,
          post_statement},
    Route{"POST", "/v1/partnerships/{id}/sheets/{sheet}", "postSheet", Access::token, post_sheet, nullptr},
    Route{"POST", "/v1/partnerships/{id}/exchange", "postExchange", Access::partner, nullptr, post_exchange},
    Route{"POST", "/v1/backup", "postBackup", Access::token_only, post_backup, nullptr},
    Route{"POST", "/v1/partnerships/{id}/nodes", "postNodes", Access::partner, post_nodes, nullptr},
    Route{"GET", "/v1/partnerships/{id}/parcel", "getParcel", Access::token_only, get_parcel, nullptr, "parcel"},
    Route{"POST", "/v1/partnerships/{id}/parcel", "postParcel", Access::token_only, nullptr, post_parcel},
    Route{"GET", "/v1/partnerships/{id}/acts/{act}", "getAct", Access::token, get_act, nullptr},
    Route{"GET", "/v1/partnerships/{id}/acts/{act}/evidence", "getEvidence", Access::token, get_evidence,
          nullptr, "evidence"},
    Route{"GET", "/v1/partnerships/{id}/cases", "getCases", Access::token, get_cases, nullptr},
    Route{"GET", "/v1/partnerships/{id}/cases/{case}", "getCase", Access::token, get_case, nullptr},
    Route{"GET", "/v1/partnerships/{id}/accounts/{case}/open", "getAccountOpen", Access::token, get_account_open,
          nullptr},
    Route{"POST", "/v1/partnerships/{id}/accounts/{case}/match", "matchAccount", Access::token,
          post_account_match, nullptr},
    Route{"POST", "/v1/partnerships/{id}/rounds/{case}/solve", "solveRound", Access::token, solve_round, nullptr},
    Route{"GET", "/v1/partnerships/{id}/instruments", "getInstruments", Access::token, get_instruments, nullptr},
    Route{"GET", "/v1/partnerships/{id}/instruments/{case}/texts", "getInstrumentTexts", Access::token,
          get_instrument_texts, nullptr},
    Route{"GET", "/v1/partnerships/{id}/search", "getSearch", Access::token, get_search, nullptr},
    Route{"GET", "/v1/partnerships/{id}/visits", "getVisitsView", Access::token, get_visits_view, nullptr},
    Route{"GET", "/v1/partnerships/{id}/grants", "getGrantsView", Access::token, get_grants_view, nullptr},
    Route{"GET", "/v1/partnerships/{id}/grants/{case}/public", "getPublicSheet", Access::token, get_public_sheet,
          nullptr},
    Route{"GET", "/v1/partnerships/{id}/activities", "getActivitiesView", Access::token, get_activities_view,
          nullptr},
    Route{"GET", "/v1/partnerships/{id}/papers/{case}", "getPaper", Access::token, get_paper, nullptr, "paper"},
    Route{"GET", "/v1/partnerships/{id}/seats", "getSeats", Access::token, get_seats, nullptr},
    Route{"GET", "/v1/partnerships/{id}/balances", "getBalances", Access::token, get_balances, nullptr},
    Route{"GET", "/v1/partnerships/{id}/reports/{report}", "getReport", Access::token, get_report, nullptr, "report"},
    Route{"GET", "/v1/partnerships/{id}/attachments", "getAttachments", Access::token, get_attachments, nullptr},
    Route{"GET", "/v1/partnerships/{id}/log", "getLog", Access::token, get_log, nullptr},
    Route{"GET", "/v1/partnerships/{id}/proofs/inclusion/{act}", "getInclusionProof", Access::token, get_inclusion,
          nullptr},
    Route{"GET", "/v1/partnerships/{id}/proofs/consistency", "getConsistencyProof", Access::token, get_consistency,
          nullptr},
    Route{"GET", "/v1/partnerships/{id}/misdeeds", "getMisdeeds", Access::token, get_misdeeds, nullptr},
    Route{"GET", "/v1/partnerships/{id}/misdeeds/{misdeed}", "getMisdeed", Access::token, get_misdeed,
          nullptr, "misdeed"},
    Route{"GET", "/v1/partnerships/{id}/checkpoint", "getCheckpoint", Access::token, get_checkpoint, nullptr},
    Route{"GET", "/v1/partnerships/{id}/bundle", "getBundle", Access::token, get_bundle, nullptr, "bundle"},
    Route{"GET", "/v1/partnerships/{id}/journal", "getJournal", Access::token, get_journal, nullptr, "journal"},
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

net::Response answer(App& app, const Route& route, const Call& call) {
  try {
    auto done = route.read(app, call);
    if (!done) return problem(done.error());
    // Before it is given: a read that cannot be noted is none.
    if (!route.noted.empty())
      if (const auto noted = note_read(app, route.noted, call, *done); !noted) return problem(noted.error());
    return std::move(*done);
  } catch (const store::ReadAway& fault) {
    return problem(Code::local_busy, fault.what());
  } catch (const store::ReadFault& fault) {
    return problem(Code::local_damaged, fault.what());
  }
}

/// What a session may is what its warrants say now. Refusal: local_not_authorised where none is left.
base::Result<void> by_warrants(App& app, Call& call, const Warrants::Seats& seats) {
  if (leave_what_stands(*call.session, *seats, today_of(app))) return {};
  app.sessions.close(cookie_of(app, call.request).value_or(""));
  return base::refuse(Code::local_not_authorised,
                      "no warrant of " + call.session->office + " stands any more, so it is signed out");
}

/// On a thread of the pool, or on the server's where nothing of it waits.
void carry_out(App& app, const Route& route, Call& call, Warrants::Seats seats) {
  if (call.session && !seats) {
    auto looked = app.warrants.look();
    if (!looked) return call.respond(problem(looked.error()));
    seats = std::move(*looked);
  }
  if (call.session)
    if (const auto may = by_warrants(app, call, seats); !may) return call.respond(problem(may.error()));
  if (route.act != nullptr) return route.act(app, std::move(call));
  call.respond(answer(app, route, call));
}

}  // namespace

void follow(App& app, Call& call) {
  const auto door = call.at_watch ? Door::watch : call.at_pages ? Door::pages : Door::node;
  call.trail = app.tally->begin(door, call.request);
  call.respond = Tally::told(call.trail, std::move(call.respond));
}

std::span<const Route> routes() { return kRoutes; }

bool is_interface(std::string_view path) {
  return path.starts_with("/v1/") || path == "/livez" || path == "/readyz" || path == "/metrics";
}

void serve(const std::shared_ptr<App>& app, Call call) {
  const std::string path(call.request.path());
  for (const auto& route : kRoutes) {
    if (route.method != call.request.method || !matches(route.path, path, call.parts)) continue;
    if (call.trail) call.trail->route = static_cast<std::size_t>(&route - kRoutes.data());
    // What pages fetch by themselves must not keep alive a session that nobody uses.
    call.counts_as_use = route.act != get_events && call.request.header("x-palitan") != "background";
    if (const auto may = may_call(*app, route.access, call); !may) return call.respond(problem(may.error()));
    if (!in_time(*app, call))
      return call.respond(problem(Code::local_busy, "more was asked at once than one caller is answered"));
    auto seats = call.session ? app->warrants.known() : nullptr;
    if (route.act != nullptr && (!call.session || seats))
      return carry_out(*app, route, call, std::move(seats));
    const auto shared = std::make_shared<Call>(std::move(call));
    // The pool belongs to the app and ends with it, so a plain pointer is enough there.
    const bool taken = app->pool.run([at = app.get(), &route, shared, seats = std::move(seats)] {
      carry_out(*at, route, *shared, seats);
    });
    if (!taken) shared->respond(problem(Code::local_busy));
    return;
  }
  call.respond(problem(Code::local_not_found, call.request.method + " " + path));
}

net::Handler handler(node::Service& service) { return handlers(service, {}).node; }

Handlers handlers(node::Service& service, Pages pages, RequestLog log) {
  restore_links(service);
  service.refuse_with(stopping_problem());
  const auto app = std::make_shared<App>(service, std::move(pages), log);
  return {[app](net::Request request, net::Respond respond) {
            Call call{std::move(request), {}, std::move(respond)};
            follow(*app, call);
            serve(app, std::move(call));
          },
          [app](net::Request request, net::Respond respond) {
            serve_pages(app, {std::move(request), {}, std::move(respond), true});
          },
          [app](net::Request request, net::Respond respond) {
            Call call{std::move(request), {}, std::move(respond)};
            call.at_watch = true;
            follow(*app, call);
            serve(app, std::move(call));
          }};
}

}  // namespace palitan::api
