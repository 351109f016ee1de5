// Internal: who may call a route. The route table says it as data; here it is looked at.
#pragma once
#include "api/app.h"

namespace palitan::api {

/// Whom a route answers. The token is that of the node's folder; a session is that of a cookie, at the
/// listener of the pages only; partners are answered at the node's own listener only.
enum class Access {
  anybody,           ///< who reaches the listener of the pages; elsewhere with the token
  token,             ///< with the token or a session
  token_only,        ///< with the token
  token_or_key,      ///< with the token, a session, or the calendar's key in the query
  token_or_partner,  ///< with the token, or any partner: only the act itself knows whose partners count
  partner,           ///< with a partner's certificate
  watcher,           ///< who reaches the listener of those who watch; elsewhere with the token
};

/// Does the request carry the token of the node's folder?
bool shows_token(const App& app, const net::Request& request);
/// The name of this node's cookie: browsers hand cookies to every port of a host.
std::string cookie_name(const App& app);
/// What the request's cookie of that name holds.
std::optional<std::string> cookie_of(const net::Request& request, std::string_view name);
/// What the request's cookie of this node holds.
std::optional<std::string> cookie_of(const App& app, const net::Request& request);

/// Notes the session in the call, where one counts. Refusal: local_not_authorised with what is missing.
base::Result<void> may_call(App& app, Access access, Call& call);
/// Does the caller keep to its rate? The node's own machine, by its token, has none. REQUIRES: may_call().
bool in_time(App& app, const Call& call);
/// A session signs with its own seats only; who shows the token, with any. Refusal: local_not_authorised.
base::Result<void> may_sign(const Call& call, const base::Id& partnership, const base::KeyId& seat);
/// Is the listener of the pages addressed by a loopback name, or by one that it was given? Else a page of
/// elsewhere may have got at it by a name of its own (DNS rebinding).
bool known_host(const App& app, const net::Request& request);
/// Is it addressed by a loopback name, as the listener of those who watch must be for the same reason?
bool by_loopback_name(const net::Request& request);

}  // namespace palitan::api
