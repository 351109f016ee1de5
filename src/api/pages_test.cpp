// The listener of the pages as a browser meets it: files, signing in, acting, being told, and what is kept
// out.
#include "api/gzip.h"
#include "api/test_kit.h"

namespace palitan::api {
namespace {

using namespace kit;

const std::string kIndexText = "<!doctype html><title>Palitan</title>";
const std::string kScriptText = "export const palitan = 'palitan';\n" + std::string(4'000, ' ');

/// A browser at the pages of one node: keeps its cookie, says what a page of that origin would.
class Browser {
 public:
  explicit Browser(std::uint16_t port, std::optional<base::PublicKey> tls = std::nullopt)
      : scheme_(tls ? "https://" : "http://"),
        host_("localhost:" + std::to_string(port)),
        client_(target(port, tls)) {}

  net::Response send(net::Request request) {
    const auto add = [&](const char* name, const std::string& value) {
      if (!request.header(name) && !value.empty()) request.headers.emplace_back(name, value);
    };
    add("host", host_);
    add("cookie", cookie_);
    if (request.method != "GET" && request.method != "HEAD") {
      add("origin", scheme_ + host_);
      add("sec-fetch-site", "same-origin");
      add("x-palitan", "1");
    }
    const auto response = client_.send(request);
    if (!response) return {0, {}, response.error().what};
    if (const auto set = response->header("set-cookie")) cookie_ = set->substr(0, set->find(';'));
    return *response;
  }
  net::Response get(const std::string& path, net::Headers headers = {}) {
    return send({"GET", path, std::move(headers), {}, {}});
  }
  net::Response post(const std::string& path, const Json& body, net::Headers headers = {}) {
    headers.emplace_back("content-type", "application/json");
    return send({"POST", path, std::move(headers), body.dump(), {}});
  }
  net::Response sign_in(const std::string& office, std::string_view passphrase) {
    return post("/v1/session", {{"office", office}, {"passphrase", std::string(passphrase)}});
  }
  net::Response sign_out() { return send({"DELETE", "/v1/session", {}, {}, {}}); }
  const std::string& cookie() const { return cookie_; }

 private:
  static net::Target target(std::uint16_t port, const std::optional<base::PublicKey>& tls) {
    net::Target out;
    out.port = port;
    out.tls = tls.has_value();
    if (tls) out.server_key = *tls;
    out.request_timeout = 30s;
    return out;
  }
  std::string scheme_;
  std::string host_;
  net::Client client_;
  std::string cookie_;
};

Json json(const net::Response& response) { return Json::parse(response.body, nullptr, false); }

class PagesTest : public testing::Test {
 protected:
  PagesTest() {
    net::Server::Options options;
    options.tls = false;
    node_ = node::Service::open(pair_.dir("jpn"), kPassphrase, pair_.options).value();
    auto made = handlers(*node_, {assets_, {"node.example", "*.wild.example"}, false});
    node_->start(std::move(made.node)).value();
    node_->start_pages(options, std::move(made.pages)).value();
    appoint_offices(*node_, pair_.partnership);
    for (const auto& state : node_->keys().seats()) node_->keys().lock_seat(state.seat);
    browser_.emplace(node_->pages_port());
  }
  bool open(const std::string& office) { return node_->keys().seat(seat("jpn", office)).has_value(); }
  Json request_of(const std::string& office) const {
    return {{"seat", hex(seat("jpn", office))},
            {"kind", "open_activity"},
            {"body",
             {{"type", "exercise"},
              {"name", "Balikatan"},
              {"parties", {"jpn", "phl"}},
              {"from", "2026-01-01"},
              {"until", "2026-12-31"},
              {"place", "Subic"}}}};
  }
  std::string acts() const { return pair_.base_path() + "/acts"; }

  std::string index_ = gzip(kIndexText);
  std::string script_ = gzip(kScriptText);
  std::vector<Asset> assets_ = {{"/assets/app-1a2b.js", "text/javascript; charset=utf-8", script_, "\"s1\""},
                                {"/index.html", "text/html; charset=utf-8", index_, "\"i1\""}};
  Pair pair_;
  std::unique_ptr<node::Service> node_;
  std::optional<Browser> browser_;
};

// ---- files ------------------------------------------------------------------------------------------------

TEST_F(PagesTest, FilesComeCompressedAndAreKept) {
  const auto script = browser_->get("/assets/app-1a2b.js", {{"accept-encoding", "br, gzip;q=0.5"}});
  ASSERT_EQ(script.status, 200);
  EXPECT_EQ(script.header("content-encoding"), "gzip");
  EXPECT_EQ(script.header("content-type"), "text/javascript; charset=utf-8");
  EXPECT_EQ(script.header("cache-control"), "public, max-age=31536000, immutable");
  EXPECT_EQ(gunzip(script.body, 1 << 20), kScriptText);
  EXPECT_EQ(browser_->get("/assets/app-1a2b.js").body, kScriptText);
  EXPECT_EQ(browser_->get("/assets/app-1a2b.js", {{"accept-encoding", "gzip;q=0"}}).body, kScriptText);
  EXPECT_EQ(browser_->get("/assets/other.js").status, 404);
}

TEST_F(PagesTest, EveryOtherAddressIsTheApplicationsOwn) {
  for (const char* path : {"/", "/orders/17?tab=papers", "/index.html", "/../../etc/passwd", "/v1"}) {
    const auto page = browser_->get(path);
    EXPECT_EQ(page.status, 200) << path;
    EXPECT_EQ(page.body, kIndexText) << path;
    EXPECT_EQ(page.header("cache-control"), "no-cache") << path;
  }
  EXPECT_EQ(browser_->get("/", {{"if-none-match", "\"i1\""}}).status, 304);
  EXPECT_EQ(browser_->get("/", {{"if-none-match", "\"i0\""}}).status, 200);
  EXPECT_EQ(browser_->send({"HEAD", "/", {}, {}, {}}).status, 200);
  EXPECT_EQ(browser_->post("/", Json::object()).status, 405);
}

TEST_F(PagesTest, EveryAnswerIsGuarded) {
  for (const char* path :
       {"/", "/assets/app-1a2b.js", "/assets/none", "/v1/session", "/v1/status", "/v1/none"}) {
    const auto answer = browser_->get(path);
    for (const char* name : {"content-security-policy", "x-content-type-options", "referrer-policy",
                             "cross-origin-opener-policy", "cross-origin-resource-policy"})
      EXPECT_TRUE(answer.header(name).has_value()) << path << " " << name;
    const auto policy = answer.header("content-security-policy").value_or("");
    EXPECT_NE(policy.find("default-src 'none'; script-src 'self';"), policy.npos);
    const bool document = answer.header("content-type").value_or("").starts_with("text/html");
    EXPECT_EQ(answer.header("permissions-policy").has_value(), document) << path;
  }
}

TEST_F(PagesTest, LargeAnswersComeCompressedWhereThatIsWanted) {
  ASSERT_EQ(browser_->sign_in("desk", kPassphrase).status, 201);
  const auto plain = browser_->get("/v1/refusals");
  const auto packed = browser_->get("/v1/refusals", {{"accept-encoding", "gzip, deflate"}});
  ASSERT_EQ(plain.status, 200);
  EXPECT_FALSE(plain.header("content-encoding").has_value());
  EXPECT_EQ(packed.header("content-encoding"), "gzip");
  EXPECT_LT(packed.body.size() * 2, plain.body.size());
  EXPECT_EQ(gunzip(packed.body, 1 << 22), plain.body);
  EXPECT_EQ(gunzip(packed.body, 100), std::nullopt) << "larger than was asked for";
  EXPECT_EQ(gunzip("not gzip", 100), std::nullopt);
}

// ---- signing in -------------------------------------------------------------------------------------------

TEST_F(PagesTest, AnOfficeSignsInActsAndSignsOut) {
  auto session = json(browser_->get("/v1/session"));
  EXPECT_EQ(session["party"], "jpn");
  EXPECT_EQ(session["signed_in"], false);
  ASSERT_EQ(session["offices"].size(), 2u) << session.dump();
  EXPECT_EQ(session["offices"][0]["office"], "desk");
  EXPECT_EQ(session["offices"][0]["partnerships"], Json::array({hex(pair_.partnership)}));
  EXPECT_FALSE(session.contains("seats"));
  EXPECT_EQ(browser_->get("/v1/status").status, 401);

  const auto done = browser_->sign_in("desk", kPassphrase);
  ASSERT_EQ(done.status, 201) << done.body;
  const auto cookie = std::string(done.header("set-cookie").value_or(""));
  EXPECT_TRUE(cookie.starts_with("palitan_session_jpn=")) << cookie;
  EXPECT_TRUE(cookie.ends_with("; HttpOnly; SameSite=Strict; Path=/")) << cookie;
  EXPECT_EQ(browser_->cookie().size(), std::string("palitan_session_jpn=").size() + 64);
  session = json(done);
  EXPECT_EQ(session["signed_in"], true);
  EXPECT_EQ(session["office"], "desk");
  EXPECT_EQ(session["holder"], "A. Holder");
  EXPECT_EQ(session["calendar_key"].get<std::string>().size(), 64u);
  ASSERT_EQ(session["seats"].size(), 1u);
  EXPECT_EQ(session["seats"][0]["seat"], hex(seat("jpn", "desk")));
  EXPECT_EQ(session["seats"][0]["limits"][0]["currency"], "JPY");
  EXPECT_EQ(json(browser_->get("/v1/session"))["office"], "desk");
  EXPECT_TRUE(open("desk"));

  EXPECT_EQ(browser_->get("/v1/status").status, 200);
  const auto act = browser_->post(acts(), request_of("desk"));
  EXPECT_EQ(act.status, 201) << act.body;

  const auto out = browser_->sign_out();
  EXPECT_EQ(out.status, 204);
  EXPECT_NE(out.header("set-cookie").value_or("").find("Max-Age=0"), std::string::npos);
  EXPECT_FALSE(open("desk"));
  EXPECT_EQ(browser_->get("/v1/status").status, 401);
  EXPECT_EQ(browser_->sign_out().status, 204) << "out is out";
}

TEST_F(PagesTest, AWrongPassphraseOpensNothing) {
  EXPECT_EQ(json(browser_->sign_in("desk", "a guess"))["title"], "local_passphrase");
  EXPECT_EQ(json(browser_->sign_in("admiral", kPassphrase))["title"], "local_not_found");
  EXPECT_EQ(json(browser_->sign_in("desk", ""))["title"], "local_draft");
  EXPECT_EQ(json(browser_->sign_in("", "x"))["title"], "local_draft");
  EXPECT_EQ(json(browser_->sign_in("desk", std::string(5'000, 'x')))["status"], 413);
  for (int i = 0; i < 4; ++i)
    EXPECT_EQ(json(browser_->sign_in("desk", "a guess"))["title"], "local_passphrase");
  const auto wait = browser_->sign_in("desk", kPassphrase);
  EXPECT_EQ(wait.status, 503) << "not tried any more";
  EXPECT_EQ(json(wait)["title"], "local_busy");
  EXPECT_EQ(wait.header("retry-after"), "2");
  EXPECT_TRUE(browser_->cookie().empty());
  EXPECT_FALSE(open("desk"));
}

TEST_F(PagesTest, GuessersDoNotKeepTheOfficeOutOfItsOwnBrowser) {
  const auto in = browser_->sign_in("desk", kPassphrase);
  std::string known;
  for (const auto& [name, value] : in.headers)
    if (name == "set-cookie" && value.starts_with("palitan_known_jpn_")) known = value;
  EXPECT_NE(known.find("; HttpOnly; SameSite=Strict; Path=/v1/session;"), known.npos) << known;
  known = known.substr(0, known.find(';'));
  Browser stranger(node_->pages_port());
  for (int i = 0; i < 6; ++i) stranger.sign_in("desk", "a guess");
  EXPECT_EQ(stranger.sign_in("desk", kPassphrase).status, 503);
  const auto with = [&](const std::string& cookie, const std::string& office) {
    Browser fresh(node_->pages_port());
    const Json words = {{"office", office}, {"passphrase", std::string(kPassphrase)}};
    return fresh.post("/v1/session", words, {{"cookie", cookie}}).status;
  };
  EXPECT_EQ(with(known, "desk"), 201);
  auto forged = known;
  forged.back() = forged.back() == '0' ? '1' : '0';
  EXPECT_EQ(with(forged, "desk"), 503);
  for (int i = 0; i < 6; ++i) stranger.sign_in("registrar", "a guess");
  EXPECT_EQ(with(known, "registrar"), 503) << "it is known as desk alone";
  EXPECT_EQ(Browser(node_->pages_port()).get("/v1/status", {{"cookie", known}}).status, 401)
      << "it opens nothing";
}

TEST_F(PagesTest, ASessionSignsWithItsOwnSeatsOnly) {
  ASSERT_EQ(browser_->sign_in("desk", kPassphrase).status, 201);
  ASSERT_TRUE(node_->keys().unlock_seat(seat("jpn", "registrar"), kPassphrase));
  const auto act = browser_->post(acts(), request_of("registrar"));
  EXPECT_EQ(act.status, 401);
  EXPECT_NE(json(act)["detail"].get<std::string>().find("signed in as desk"), std::string::npos) << act.body;
  const auto sheet =
      browser_->send({"POST", pair_.base_path() + "/sheets/orders?by=registrar", {}, "nothing", {}});
  EXPECT_GE(sheet.status, 400);
  EXPECT_EQ(tip(*node_, pair_.partnership).pending, 2u) << "the two appointments";
}

TEST_F(PagesTest, SigningInAgainEndsWhatWasBefore) {
  ASSERT_EQ(browser_->sign_in("desk", kPassphrase).status, 201);
  const auto before = browser_->cookie();
  ASSERT_EQ(browser_->sign_in("registrar", kPassphrase).status, 201);
  EXPECT_NE(browser_->cookie(), before);
  EXPECT_FALSE(open("desk"));
  EXPECT_TRUE(open("registrar"));
  EXPECT_EQ(browser_->get("/v1/status", {{"cookie", before}}).status, 401);
}

// ---- what is kept out -------------------------------------------------------------------------------------

TEST_F(PagesTest, PagesOfElsewhereGetNothingDone) {
  ASSERT_EQ(browser_->sign_in("desk", kPassphrase).status, 201);
  const auto tried = [&](net::Headers headers) {
    return browser_->post(acts(), request_of("desk"), std::move(headers)).status;
  };
  EXPECT_EQ(tried({{"x-palitan", "0"}}), 401) << "no form can send that header";
  EXPECT_EQ(tried({{"origin", "http://evil.example"}}), 401);
  EXPECT_EQ(tried({{"origin", "null"}}), 401);
  EXPECT_EQ(tried({{"origin", "http://localhost:1"}}), 401) << "another port is another page";
  EXPECT_EQ(tried({{"sec-fetch-site", "same-site"}}), 401);
  EXPECT_EQ(tried({{"sec-fetch-site", "cross-site"}}), 401);
  EXPECT_EQ(browser_->send({"DELETE", "/v1/session", {{"origin", "http://evil.example"}}, {}, {}}).status,
            401);
  EXPECT_EQ(tried({}), 201);
}

TEST_F(PagesTest, OnlyNamesThatTheListenerWasGivenAreAnswered) {
  for (const char* host :
       {"localhost", "127.0.0.1:8080", "[::1]:8080", "node.example:443", "NODE.example", "a.wild.example"})
    EXPECT_EQ(browser_->get("/v1/session", {{"host", host}}).status, 200) << host;
  for (const char* host : {"evil.example", "localhost.evil.example", "127.0.0.1.evil.example",
                           "node.example.evil", "192.0.2.1", "a.b.wild.example", ".wild.example"}) {
    EXPECT_EQ(browser_->get("/v1/session", {{"host", host}}).status, 401) << host;
    EXPECT_EQ(browser_->get("/", {{"host", host}}).status, 401) << host;
  }
}

TEST_F(PagesTest, SessionsAndPartnersStayAtTheirOwnDoors) {
  ASSERT_EQ(browser_->sign_in("desk", kPassphrase).status, 201);
  // A cookie says nothing at the node's own listener, nor is anybody signed in there without the token.
  Clerk stranger(Clerk::target_of(*node_), "");
  net::Request request;
  request.target = "/v1/status";
  request.headers.emplace_back("cookie", browser_->cookie());
  EXPECT_EQ(stranger.send(request).status, 401);
  EXPECT_EQ(stranger.get("/v1/session").status, 401);
  EXPECT_EQ(Clerk(*node_).get("/v1/session").status, 200);
  // A session is not the token, and no partner is answered here.
  const auto unlock = "/v1/seats/" + hex(seat("jpn", "desk")) + "/unlock";
  EXPECT_EQ(browser_->post(unlock, {{"passphrase", std::string(kPassphrase)}}).status, 401);
  EXPECT_EQ(browser_->post(pair_.base_path() + "/statements", Json::object()).status, 401);
  EXPECT_EQ(browser_->post(pair_.base_path() + "/exchange", Json::object()).status, 401);
  EXPECT_EQ(browser_->get("/v1/status", {{"cookie", "palitan_session_phl=" + std::string(64, 'a')}}).status,
            401);
}

// ---- being told -------------------------------------------------------------------------------------------

std::string event_id(const net::Response& event) {
  const auto at = event.body.find("id: ");
  return at == std::string::npos ? "" : event.body.substr(at + 4, event.body.find('\n', at) - at - 4);
}
Json event_data(const net::Response& event) {
  const auto at = event.body.find("data: ");
  if (at == std::string::npos) return {};
  return Json::parse(event.body.substr(at + 6, event.body.find('\n', at) - at - 6), nullptr, false);
}

TEST_F(PagesTest, WhoWaitsIsToldWhenSomethingChanged) {
  EXPECT_EQ(browser_->get("/v1/events").status, 401);
  ASSERT_EQ(browser_->sign_in("desk", kPassphrase).status, 201);
  const auto first = browser_->get("/v1/events");
  ASSERT_EQ(first.status, 200) << first.body;
  EXPECT_EQ(first.header("content-type"), "text/event-stream");
  EXPECT_TRUE(first.body.starts_with("retry: 300\n")) << first.body;
  const auto heads = event_data(first);
  ASSERT_EQ(heads["partnerships"].size(), 1u) << first.body;
  EXPECT_EQ(heads["partnerships"][0]["id"], hex(pair_.partnership));
  EXPECT_EQ(heads["partnerships"][0]["pending"], 2);

  Browser other(node_->pages_port());
  const auto cookie = browser_->cookie();
  auto waiting = std::async(std::launch::async, [&] {
    return other.get("/v1/events", {{"cookie", cookie}, {"last-event-id", event_id(first)}});
  });
  EXPECT_EQ(waiting.wait_for(300ms), std::future_status::timeout) << "held back while nothing changes";
  const auto begun = std::chrono::steady_clock::now();
  ASSERT_EQ(browser_->post(acts(), request_of("desk")).status, 201);
  const auto told = waiting.get();
  EXPECT_LT(std::chrono::steady_clock::now() - begun, 5s);
  EXPECT_EQ(event_data(told)["partnerships"][0]["pending"], 3) << told.body;
  EXPECT_NE(event_id(told), event_id(first));

  waiting = std::async(std::launch::async, [&] {
    return other.get("/v1/events", {{"cookie", cookie}, {"last-event-id", event_id(told)}});
  });
  EXPECT_EQ(waiting.wait_for(100ms), std::future_status::timeout);
  node_->peers().set_link("phl", false);
  EXPECT_NE(event_id(waiting.get()), event_id(told)) << "a link that goes is told too";
}

TEST_F(PagesTest, AKeeperOfAgreementsPausesALinkAndNobodyElse) {
  node_->join({{"phl", "127.0.0.1", 1}});
  const auto link = [&] { return json(browser_->get("/v1/status"))["links"][0]; };
  ASSERT_EQ(browser_->sign_in("registrar", kPassphrase).status, 201);
  const auto refused = browser_->post("/v1/links/phl", {{"linked", false}});
  EXPECT_EQ(refused.status, 401) << refused.body;
  EXPECT_NE(refused.body.find("a keeper of agreements"), std::string::npos) << refused.body;
  EXPECT_EQ(link()["linked"], true);
  ASSERT_EQ(browser_->sign_in("desk", kPassphrase).status, 201);
  ASSERT_EQ(browser_->post("/v1/links/phl", {{"linked", false}}).status, 200);
  EXPECT_EQ(link()["linked"], false);
  EXPECT_EQ(link()["paused_by"], "desk");
  ASSERT_EQ(browser_->post("/v1/links/phl", {{"linked", true}}).status, 200);
  EXPECT_EQ(link()["linked"], true);
}

TEST(Pages, OverTlsTheCookieStaysThere) {
  Pair pair;
  auto node = node::Service::open(pair.dir("jpn"), kPassphrase, pair.options).value();
  auto made = handlers(*node, {{}, {}, true});
  node->start(std::move(made.node)).value();
  net::Server::Options options;
  options.identity = node->keys().identity().value();
  options.ask_client = false;
  node->start_pages(options, std::move(made.pages)).value();
  appoint_offices(*node, pair.partnership);
  Browser browser(node->pages_port(), node->keys().node_key());
  const auto done = browser.sign_in("desk", kPassphrase);
  ASSERT_EQ(done.status, 201) << done.body;
  EXPECT_TRUE(done.header("set-cookie").value_or("").ends_with("; Secure"));
  EXPECT_EQ(browser.get("/v1/status").status, 200);
  const auto plain = browser.send({"DELETE", "/v1/session", {{"origin", "http://localhost"}}, {}, {}});
  EXPECT_EQ(plain.status, 401) << "a page that came over plain HTTP is a page of elsewhere";
}

TEST(Pages, SayHowToBuildThem) {
  Pair pair;
  auto node = node::Service::open(pair.dir("jpn"), kPassphrase, pair.options).value();
  auto made = handlers(*node, {});
  node->start(std::move(made.node)).value();
  net::Server::Options options;
  options.tls = false;
  node->start_pages(options, std::move(made.pages)).value();
  Browser browser(node->pages_port());
  const auto page = browser.get("/");
  EXPECT_EQ(page.status, 200);
  EXPECT_NE(page.body.find("npm --prefix web run build"), std::string::npos);
  EXPECT_EQ(browser.get("/v1/session").status, 200);
}

}  // namespace
}  // namespace palitan::api
