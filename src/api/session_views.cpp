// Signing in as an office, and out; and being told what changed.
#include <string.h>

#include <algorithm>
#include <map>
#include <set>

#include "api/calendar_views.h"
#include "api/json_read.h"
#include "api/routes.h"
#include "crypto/hash.h"
#include "crypto/hmac.h"
#include "node/random.h"

namespace palitan::api {
namespace {

using base::Code;

constexpr std::size_t kOfficeMax = 256;
constexpr std::size_t kPassphraseMax = 1'024;

/// Those whose warrant stands today.
base::Result<std::vector<SeatHere>> seats_here(App& app) {
  const auto seen = app.warrants.look();
  if (!seen) return tl::unexpected(seen.error());
  const auto today = today_of(app);
  std::vector<SeatHere> out;
  for (const auto& one : **seen)
    if (stands(one.warrant, today)) out.push_back(one);
  return out;
}

Json offices_json(const std::vector<SeatHere>& seats) {
  std::map<std::string, std::set<base::Id>> offices;
  for (const auto& one : seats) offices[one.warrant.office].insert(one.partnership);
  Json out = Json::array();
  for (const auto& [office, books] : offices) {
    Json ids = Json::array();
    for (const auto& id : books) ids.push_back(base::to_hex(id.view()));
    out.push_back({{"office", office}, {"partnerships", std::move(ids)}});
  }
  return out;
}

Json seat_json(const SeatHere& one) {
  Json out = {{"partnership", base::to_hex(one.partnership.view())}, {"seat", base::to_hex(one.seat.view())}};
  const auto warrant = json_of(one.warrant);
  for (const char* name :
       {"party", "office", "holder", "unit", "roles", "limits", "valid_from", "valid_until"})
    out[name] = warrant.at(name);
  return out;
}

Json session_json(App& app, const std::vector<SeatHere>& here, const std::optional<Session>& session) {
  const auto& file = app.service.folder().file();
  Json out = {{"party", file.party},
              {"name", file.name},
              {"ceiling", std::string(statement::name(file.ceiling))},
              {"now", base::to_text(app.service.writer().now())},
              {"signed_in", session.has_value()},
              {"offices", offices_json(here)}};
  if (!session) return out;
  out["office"] = session->office;
  out["holder"] = session->seats.front().warrant.holder;
  out["since"] = base::to_text(session->since);
  out["expires_at"] = base::to_text(session->expires_at);
  out["calendar_key"] = calendar_key(app);
  auto& seats = out["seats"] = Json::array();
  // As the warrants stand now: one may have been revoked since.
  for (const auto& one : here)
    if (session->may_sign(one.partnership, one.seat)) seats.push_back(seat_json(one));
  return out;
}

std::string cookie_header(const App& app, std::string_view secret) {
  std::string out = cookie_name(app) + "=" + std::string(secret) + "; HttpOnly; SameSite=Strict; Path=/";
  if (secret.empty()) out += "; Max-Age=0";
  if (app.pages.tls) out += "; Secure";
  return out;
}

constexpr std::size_t kNonceHex = 32;

/// Of the cookie by which a browser is known that was signed in as that office.
std::string known_name(const App& app, const std::string& office) {
  const auto hash = crypto::sha256(base::view_of(office));
  return "palitan_known_" + app.service.folder().file().party + "_" + base::to_hex(hash.view()).substr(0, 16);
}
std::string known_proof(const App& app, const std::string& office, std::string_view nonce) {
  const auto words = "known browser\n" + office + "\n" + std::string(nonce);
  return base::to_hex(crypto::hmac_sha256(base::view_of(app.service.token()), base::view_of(words)).view());
}
/// The nonce of a cookie that this node gave; empty for any other.
std::string known_browser(const App& app, const net::Request& request, const std::string& office) {
  const auto cookie = cookie_of(request, known_name(app, office));
  if (!cookie || cookie->size() <= kNonceHex) return {};
  const auto nonce = cookie->substr(0, kNonceHex);
  return same_secret(cookie->substr(kNonceHex), known_proof(app, office, nonce)) ? nonce : std::string();
}
/// It opens nothing: only wrong passphrases count apart from everybody else's.
std::string known_header(const App& app, const std::string& office) {
  constexpr const char* kHalfAYear = "15552000";
  const auto nonce = base::to_hex(node::random_bytes<kNonceHex / 2>());
  return known_name(app, office) + "=" + nonce + known_proof(app, office, nonce) +
         "; HttpOnly; SameSite=Strict; Path=/v1/session; Max-Age=" + kHalfAYear +
         (app.pages.tls ? "; Secure" : "");
}

/// Who wants in, and by which words; wiped when it goes.
struct SignIn {
  std::string office;
  std::string passphrase;
  ~SignIn() { ::explicit_bzero(passphrase.data(), passphrase.size()); }
};

base::Result<void> read_sign_in(const std::string& body, SignIn& out) {
  const auto element = parse_json(body, 2 * (kOfficeMax + kPassphraseMax));
  if (!element) return tl::unexpected(element.error());
  JsonReader reader;
  const auto outer = reader.enter(*element);
  reader.field(0, "office", out.office);
  reader.field(0, "passphrase", out.passphrase);
  reader.leave(outer);
  if (const auto done = reader.finish(); !done) return done;
  if (out.office.empty() || out.office.size() > kOfficeMax)
    return base::refuse(Code::local_draft, "\"office\" is 1 to 256 bytes");
  if (out.passphrase.empty() || out.passphrase.size() > kPassphraseMax)
    return base::refuse(Code::local_draft, "\"passphrase\" is 1 to 1,024 bytes");
  return {};
}

base::Result<net::Response> sign_in(App& app, Call& call) {
  SignIn words;
  const auto read = read_sign_in(call.request.body, words);
  ::explicit_bzero(call.request.body.data(), call.request.body.size());
  if (!read) return tl::unexpected(read.error());
  const auto here = seats_here(app);
  if (!here) return tl::unexpected(here.error());
  std::vector<SeatHere> seats;
  for (const auto& one : *here)
    if (one.warrant.office == words.office) seats.push_back(one);
  if (seats.empty())
    return base::refuse(Code::local_not_found,
                        "no key of the office \"" + words.office + "\" lies here with a warrant that stands");
  const auto known = known_browser(app, call.request, words.office);
  const auto opened = app.sessions.open(words.office, seats, words.passphrase, known);
  if (!opened && opened.error().code == Code::local_busy) {
    auto out = problem(opened.error());
    const auto seconds = std::max<std::int64_t>(1, app.sessions.wait(words.office, known).count());
    for (auto& [name, value] : out.headers)
      if (name == "retry-after") value = std::to_string(seconds);
    return out;
  }
  if (!opened) return tl::unexpected(opened.error());
  // A browser is signed in once: what it was before ends.
  if (const auto before = cookie_of(app, call.request)) app.sessions.close(*before);
  auto out = json_response(session_json(app, *here, opened->session), 201);
  out.headers.emplace_back("set-cookie", cookie_header(app, opened->secret));
  if (known.empty()) out.headers.emplace_back("set-cookie", known_header(app, words.office));
  return out;
}

}  // namespace

base::Result<net::Response> get_session(App& app, const Call& call) {
  const auto here = seats_here(app);
  if (!here) return tl::unexpected(here.error());
  const auto cookie = call.at_pages ? cookie_of(app, call.request) : std::nullopt;
  auto session = cookie ? app.sessions.find(*cookie, call.counts_as_use) : std::nullopt;
  if (session && !leave_what_stands(*session, *here, today_of(app))) {
    app.sessions.close(*cookie);
    session.reset();
  }
  return json_response(session_json(app, *here, session));
}

/// Trying a passphrase takes time and memory: one after another, beside those who read.
void open_session(App& app, Call call) {
  const auto shared = std::make_shared<Call>(std::move(call));
  const bool taken = app.sign_ins.run([at = &app, shared] {
    auto done = sign_in(*at, *shared);
    shared->respond(done ? std::move(*done) : problem(done.error()));
  });
  if (!taken) shared->respond(problem(Code::local_busy));
}

void close_session(App& app, Call call) {
  if (const auto cookie = cookie_of(app, call.request); cookie && call.at_pages) app.sessions.close(*cookie);
  call.respond({204, {{"set-cookie", cookie_header(app, "")}, {"cache-control", "no-store"}}, {}});
}

void get_events(App& app, Call call) {
  app.events.answer(std::string(call.request.header("last-event-id").value_or("")), std::move(call.respond));
}

}  // namespace palitan::api
