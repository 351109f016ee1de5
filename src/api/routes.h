// Internal: every route of the node, once. spec/openapi.yaml describes the same ones (tools/openapi_test.py
// compares).
#pragma once
#include <span>

#include "api/access.h"
#include "api/app.h"

namespace palitan::api {

struct Route {
  std::string_view method;
  std::string_view path;  ///< "{}" parts are any one part
  std::string_view operation;
  Access access;
  base::Result<net::Response> (*read)(App&, const Call&);  ///< on a thread of the pool; null where `act` is
  void (*act)(App&, Call);                                 ///< on the server's thread, must not block
  std::string_view noted = {};  ///< what of the record it carries out, as the log of reads calls it
};
std::span<const Route> routes();
/// Below /v1/, or one of those that watch ask for.
bool is_interface(std::string_view path);
/// The tally knows of the call from now on, and of its answer.
void follow(App& app, Call& call);
/// Looks for the route, asks whether it may be called, and has it answered.
void serve(const std::shared_ptr<App>& app, Call call);

// acts.cpp
void post_act(App& app, Call call);
void post_statement(App& app, Call call);
// exchange.cpp
void post_exchange(App& app, Call call);
/// The party whose node key this is, as agreed; empty for a stranger.
std::optional<statement::PartyCode> partner_of(const store::Store& store, const base::PublicKey& key);
/// The node whose key that is, by the record or by a delegation that holds; a field node of this party too.
std::optional<sync::NodeName> node_of(App& app, const store::Store& store, const base::PublicKey& key);
base::Result<net::Response> post_nodes(App&, const Call&);
// watch_views.cpp
void get_livez(App& app, Call call);
void get_readyz(App& app, Call call);
void get_metrics(App& app, Call call);
// backup_views.cpp
base::Result<net::Response> post_backup(App&, const Call&);
// node_views.cpp
base::Result<net::Response> get_status(App& app, const Call& call);
base::Result<net::Response> get_partnerships(App& app, const Call& call);
base::Result<net::Response> get_partnership(App& app, const Call& call);
base::Result<net::Response> post_unlock(App& app, const Call& call);
// link_views.cpp
base::Result<net::Response> post_link(App& app, const Call& call);
// case_views.cpp
base::Result<net::Response> get_cases(App& app, const Call& call);
base::Result<net::Response> get_case(App& app, const Call& call);
base::Result<net::Response> get_instruments(App& app, const Call& call);
// act_views.cpp
base::Result<net::Response> get_act(App& app, const Call& call);
base::Result<net::Response> get_log(App& app, const Call& call);
// attachment_views.cpp
base::Result<net::Response> put_attachment(App& app, const Call& call);
base::Result<net::Response> get_attachment(App& app, const Call& call);
base::Result<net::Response> get_peer_attachment(App& app, const Call& call);
base::Result<net::Response> get_attachments(App& app, const Call& call);
// ledger_views.cpp
base::Result<net::Response> get_balances(App& app, const Call& call);
base::Result<net::Response> get_seats(App& app, const Call& call);
// report_views.cpp
base::Result<net::Response> get_report(App& app, const Call& call);
// proof_views.cpp
base::Result<net::Response> get_inclusion(App& app, const Call& call);
base::Result<net::Response> get_consistency(App& app, const Call& call);
base::Result<net::Response> get_evidence(App& app, const Call& call);
base::Result<net::Response> get_checkpoint(App& app, const Call& call);
// paper_views.cpp
base::Result<net::Response> get_bundle(App& app, const Call& call);
base::Result<net::Response> get_journal(App& app, const Call& call);
// parcel_views.cpp
base::Result<net::Response> get_parcel(App& app, const Call& call);
void post_parcel(App& app, Call call);
// read_views.cpp
base::Result<net::Response> get_reads(App& app, const Call& call);
/// Writes a read of that kind into the log of reads; an answer that carries nothing out is none. Refusals:
/// those of ReadLog::note().
base::Result<void> note_read(App& app, std::string_view what, const Call& call, const net::Response& answer);
// sheet_views.cpp
base::Result<net::Response> post_sheet(App& app, const Call& call);
// session_views.cpp
base::Result<net::Response> get_session(App& app, const Call& call);
void open_session(App& app, Call call);
void close_session(App& app, Call call);
void get_events(App& app, Call call);
// mission_views.cpp
base::Result<net::Response> get_visits_view(App& app, const Call& call);
base::Result<net::Response> get_grants_view(App& app, const Call& call);
base::Result<net::Response> get_public_sheet(App& app, const Call& call);
base::Result<net::Response> get_activities_view(App& app, const Call& call);
base::Result<net::Response> get_everywhere(App& app, const Call& call);
// audit_views.cpp
base::Result<net::Response> get_acts(App& app, const Call& call);
// search_views.cpp
base::Result<net::Response> get_search(App& app, const Call& call);
// form_views.cpp
base::Result<net::Response> get_paper(App& app, const Call& call);
// law_views.cpp
base::Result<net::Response> get_instrument_texts(App& app, const Call& call);
// check_views.cpp
base::Result<net::Response> check_instrument(App& app, const Call& call);
base::Result<net::Response> check_reference(App& app, const Call& call);
// calendar_views.cpp
base::Result<net::Response> get_calendar(App& app, const Call& call);
// vocabulary_views.cpp
base::Result<net::Response> get_vocabulary(App& app, const Call& call);
base::Result<net::Response> get_refusals(App& app, const Call& call);
base::Result<net::Response> get_case_table(App& app, const Call& call);

}  // namespace palitan::api
