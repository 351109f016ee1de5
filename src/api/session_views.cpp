// Signing in as an office, and out; and being told what changed.
#include <string.h>

#include <algorithm>
#include <map>
#include <set>

#include "api/calendar_views.h"
#include "api/json_read.h"
#include "api/routes.h"

namespace palitan::api {
namespace {

using base::Code;

constexpr std::size_t kOfficeMax = 256;
constexpr std::size_t kPassphraseMax = 1'024;

/// Every seat of this party with a key on this node that some book knows and nobody revoked. Roots have no
/// key among the seats.
base::Result<std::vector<SeatHere>> seats_here(App& app) {
  const auto keys = app.service.keys().seats();
  auto& writer = app.service.writer();
  std::vector<SeatHere> out;
  for (const auto& id : writer.partnerships()) {
    const auto asked = writer.ask(id, [&](node::Book& book) {
      for (const auto& state : keys) {
        auto fact = book.get<kernel::SeatFact>(kernel::seat_key(state.seat), true);
        if (!fact || fact->root || fact->party != book.party() || fact->revoked_after) continue;
        out.push_back({id, state.seat, std::move(*fact)});
      }
    });
    if (!asked) return tl::unexpected(asked.error());
  }
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
    return base::refuse(Code::local_not_found, "no key of the office \"" + words.office + "\" lies here");
  const auto opened = app.sessions.open(words.office, seats, words.passphrase);
  if (!opened && opened.error().code == Code::local_busy) {
    auto out = problem(opened.error());
    const auto seconds = std::max<std::int64_t>(1, app.sessions.wait(words.office).count());
    for (auto& [name, value] : out.headers)
      if (name == "retry-after") value = std::to_string(seconds);
    return out;
  }
  if (!opened) return tl::unexpected(opened.error());
  // A browser is signed in once: what it was before ends.
  if (const auto before = cookie_of(app, call.request)) app.sessions.close(*before);
  auto out = json_response(session_json(app, *here, opened->session), 201);
  out.headers.emplace_back("set-cookie", cookie_header(app, opened->secret));
  return out;
}

}  // namespace

base::Result<net::Response> get_session(App& app, const Call& call) {
  const auto here = seats_here(app);
  if (!here) return tl::unexpected(here.error());
  const auto cookie = call.at_pages ? cookie_of(app, call.request) : std::nullopt;
  return json_response(
      session_json(app, *here, cookie ? app.sessions.find(*cookie, call.counts_as_use) : std::nullopt));
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
