#include "api/access.h"

#include <algorithm>

#include "api/calendar_views.h"
#include "crypto/hash.h"

namespace palitan::api {
namespace {

using base::Code;

std::string lower(std::string_view text) {
  std::string out(text);
  for (auto& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

/// "localhost" of "localhost:8080", "::1" of "[::1]:8080".
std::string host_name(std::string_view authority) {
  if (authority.starts_with('[')) return lower(authority.substr(1, authority.find(']') - 1));
  return lower(authority.substr(0, authority.find(':')));
}

/// "*.example" stands for one label in front (RFC 9525 section 6.3).
bool covers(std::string_view name, std::string_view host) {
  const auto dot = host.find('.');
  return name.starts_with("*.") && dot != 0 && dot != host.npos && host.substr(dot) == name.substr(1);
}

tl::unexpected<base::Refusal> refuse(std::string why) {
  return base::refuse(Code::local_not_authorised, std::move(why));
}

/// What a page of elsewhere cannot make a browser send.
base::Result<void> from_our_pages(const App& app, const net::Request& request) {
  const auto site = request.header("sec-fetch-site");
  if (site && *site != "same-origin" && *site != "none") return refuse("it comes from a page of elsewhere");
  const auto host = request.header("host").value_or("");
  const auto origin = request.header("origin");
  const std::string scheme = app.pages.tls ? "https://" : "http://";
  if (origin && lower(*origin) != scheme + lower(host)) return refuse("it comes from a page of elsewhere");
  const auto ours = request.header("x-palitan");
  if (!ours || *ours != "1") return refuse("under a session it carries the header \"x-palitan: 1\"");
  return {};
}

}  // namespace

bool is_loopback(std::string_view host) {
  const bool address = host.starts_with("127.") && host.find_first_not_of("0123456789.") == host.npos;
  return address || host == "localhost" || host == "::1";
}

bool shows_token(const App& app, const net::Request& request) {
  constexpr std::string_view kScheme = "Bearer ";
  const auto header = request.header("authorization");
  return header && header->starts_with(kScheme) &&
         same_secret(header->substr(kScheme.size()), app.service.token());
}

std::string cookie_name(const App& app) { return "palitan_session_" + app.service.folder().file().party; }

std::optional<std::string> cookie_of(const App& app, const net::Request& request) {
  return cookie_of(request, cookie_name(app));
}

std::optional<std::string> cookie_of(const net::Request& request, std::string_view name) {
  const auto wanted = std::string(name) + "=";
  std::string_view rest = request.header("cookie").value_or("");
  while (!rest.empty()) {
    auto one = rest.substr(0, rest.find(';'));
    rest.remove_prefix(std::min(rest.size(), one.size() + 1));
    while (one.starts_with(' ')) one.remove_prefix(1);
    if (one.starts_with(wanted)) return std::string(one.substr(wanted.size()));
  }
  return std::nullopt;
}

bool known_host(const App& app, const net::Request& request) {
  const auto host = host_name(request.header("host").value_or(""));
  const auto& names = app.pages.names;
  return is_loopback(host) || std::any_of(names.begin(), names.end(), [&](const std::string& name) {
           return lower(name) == host || covers(lower(name), host);
         });
}

bool by_loopback_name(const net::Request& request) {
  return is_loopback(host_name(request.header("host").value_or("")));
}

base::Result<void> may_call(App& app, Access access, Call& call) {
  const auto& request = call.request;
  const bool token = shows_token(app, request);
  if (call.at_watch && !by_loopback_name(request))
    return refuse("the listener of those who watch is addressed by a loopback name");
  if (call.at_watch && access != Access::watcher) return refuse("here only what watches is answered");
  const bool safe = request.method == "GET" || request.method == "HEAD";
  if (call.at_pages && !token && !safe)
    if (const auto ours = from_our_pages(app, request); !ours) return ours;
  switch (access) {
    case Access::token_or_key:
      if (const auto key = request.query("key")) {
        if (same_secret(*key, calendar_key(app))) return {};
        return refuse("the calendar's key is another: copy the calendar's address anew");
      }
      [[fallthrough]];
    case Access::token: {
      if (token) return {};
      if (!call.at_pages) break;
      const auto cookie = cookie_of(app, request);
      if (cookie) call.session = app.sessions.find(*cookie, call.counts_as_use);
      if (!call.session) return refuse("nobody is signed in, or not any more: sign in");
      return {};
    }
    case Access::anybody:
      if (token || call.at_pages) return {};
      break;
    case Access::token_only:
      if (token) return {};
      break;
    case Access::watcher:
      if (token || call.at_watch) return {};
      break;
    case Access::token_or_partner:
      if (token || !call.at_pages) return {};
      break;
    case Access::partner:
      if (!call.at_pages && request.peer_key) return {};
      break;
  }
  return base::refuse(Code::local_not_authorised);
}

bool in_time(App& app, const Call& call) {
  const auto& request = call.request;
  if (shows_token(app, request) || call.at_watch) return true;
  const auto& limits = app.rates.limits();
  if (!call.at_pages) {
    if (!request.peer_key) return app.rates.take("nobody", limits.nobody);
    return app.rates.take("partner " + base::to_hex(request.peer_key->view()), limits.partner);
  }
  const auto cookie = cookie_of(app, request);
  const bool known = cookie && (call.session || app.sessions.find(*cookie, false));
  if (!known) return app.rates.take("nobody", limits.nobody);
  // By its hash: the secret itself is kept nowhere.
  return app.rates.take("session " + base::to_hex(crypto::sha256(base::view_of(*cookie)).view()),
                        limits.session);
}

base::Result<void> may_sign(const Call& call, const base::Id& partnership, const base::KeyId& seat) {
  if (!call.session || call.session->may_sign(partnership, seat)) return {};
  return refuse("you are signed in as " + call.session->office +
                ", and that seat is not of this office: sign in as the office whose seat it is");
}

}  // namespace palitan::api
