// Internal: every route of the node, once. spec/openapi.yaml describes the same ones (tools/openapi_test.py
// compares).
#pragma once
#include <span>

#include "api/app.h"

namespace palitan::api {

/// Who may call: a local client with the token; that or any partner; a partner alone.
enum class Access { token, token_or_partner, partner };

struct Route {
  std::string_view method;
  std::string_view path;  ///< "{}" parts are any one part
  std::string_view operation;
  Access access;
  base::Result<net::Response> (*read)(App&, const Call&);  ///< on a thread of the pool; null where `act` is
  void (*act)(App&, Call);                                 ///< on the server's thread, must not block
};
std::span<const Route> routes();
/// Does the request carry the token of the node's folder?
bool shows_token(const App& app, const net::Request& request);

// acts.cpp
void post_act(App& app, Call call);
void post_statement(App& app, Call call);
// exchange.cpp
void post_exchange(App& app, Call call);
/// The party whose node key this is, as agreed; empty for a stranger.
std::optional<statement::PartyCode> partner_of(const store::Store& store, const base::PublicKey& key);
// node_views.cpp
base::Result<net::Response> get_status(App& app, const Call& call);
base::Result<net::Response> get_partnerships(App& app, const Call& call);
base::Result<net::Response> get_partnership(App& app, const Call& call);
base::Result<net::Response> post_unlock(App& app, const Call& call);
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
// sheet_views.cpp
base::Result<net::Response> post_sheet(App& app, const Call& call);
// vocabulary_views.cpp
base::Result<net::Response> get_refusals(App& app, const Call& call);
base::Result<net::Response> get_case_table(App& app, const Call& call);

}  // namespace palitan::api
