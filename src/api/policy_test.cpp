// Who may what, at which door: one policy in words, tried with every route and everybody who may knock.
#include <set>

#include "api/policy_kit.h"
#include "net/identity.h"
#include "sync/parcel.h"

namespace palitan::api {
namespace {

using namespace kit;
using statement::Role;

/// Words of the policy. The node's own machine is whoever holds the token of its folder.
enum class May {
  whoever_opens_the_pages,
  offices,         // every office of the node's party that is signed in, and the node's own machine
  calendars,       // the same, and the calendar's own key
  signers,         // offices with a seat in that book, and the node's own machine with any seat that is open
  auditors,        // offices with that role, and the node's own machine
  keepers,         // offices that keep the agreements of a book with that partner, and the node's own machine
  own_machine,     // it alone
  partners,        // the node of a party of that book, by its certificate, at the node's own listener
  partners_files,  // the same; who is none is told what it would be told where there is no such file
  machine_or_partners,
  watchers,  // whoever on this machine reaches the listener for that, and the node's own machine
};

struct Rule {
  const char* operation;
  May who;
  int status;             ///< of the call below where it is let in
  const char* body = "";  ///< "$" words are filled in, see the fixture
  const char* query = "";
};

/// One row a route. A route without a row fails the test, and so does a row without a route.
constexpr Rule kPolicy[] = {
    // clang-format off
    // The door itself.
    {"getSession",          May::whoever_opens_the_pages, 200},
    {"openSession",         May::whoever_opens_the_pages, 404, R"({"office":"of nobody","passphrase":"x"})"},
    {"closeSession",        May::whoever_opens_the_pages, 204},
    // Does it live, is it ready, in which figures.
    {"getLivez",            May::watchers, 200},
    {"getReadyz",           May::watchers, 200},
    {"getMetrics",          May::watchers, 200},
    // What every office of a party reads: all the books that its node holds.
    {"getStatus",           May::offices, 200},
    {"getEvents",           May::offices, 200},
    {"getRefusals",         May::offices, 200},
    {"getCaseTable",        May::offices, 200},
    {"getVocabulary",       May::offices, 200},
    {"getEverywhere",       May::offices, 200},
    {"getCalendar",         May::calendars, 200},
    {"getPartnerships",     May::offices, 200},
    {"getPartnership",      May::offices, 200},
    {"getActs",             May::offices, 200},
    {"getAct",              May::offices, 200},
    {"getCases",            May::offices, 200},
    {"getCase",             May::offices, 200},
    {"getAccountOpen",      May::offices, 404},
    {"getInstruments",      May::offices, 200},
    {"getInstrumentTexts",  May::offices, 404},
    {"getSearch",           May::offices, 200, "", "?q=fuel"},
    {"getVisitsView",       May::offices, 200},
    {"getGrantsView",       May::offices, 200},
    {"getPublicSheet",      May::offices, 404},
    {"getActivitiesView",   May::offices, 200},
    {"getSeats",            May::offices, 200},
    {"getBalances",         May::offices, 200},
    {"getAttachments",      May::offices, 200},
    {"getLog",              May::offices, 200},
    {"getInclusionProof",   May::offices, 200},
    {"getConsistencyProof", May::offices, 200},
    {"getCheckpoint",       May::offices, 200},
    {"getMisdeeds",         May::offices, 200},
    {"getMisdeed",          May::offices, 404},
    // What they carry away; each is noted (reads_test.cpp).
    {"getAttachment",       May::offices, 200},
    {"getEvidence",         May::offices, 200},
    {"getPaper",            May::offices, 200},
    {"getReport",           May::offices, 200, "", "?format=csv"},
    {"getBundle",           May::offices, 200},
    {"getJournal",          May::offices, 200},
    {"getReads",            May::auditors, 200},
    // What is reckoned for them and kept nowhere.
    {"checkInstrument",     May::offices, 200, "name = 7"},
    {"checkReference",      May::offices, 200, "a,b\n"},
    {"matchAccount",        May::offices, 404, "number,amount\n"},
    {"solveRound",          May::offices, 404},
    // What they do. A seat signs what its warrant allows: the kernel says the rest.
    {"postAct",             May::signers, 201, "$act"},
    {"postSheet",           May::offices, 400, "no sheet"},
    {"putAttachment",       May::offices, 200, "the plan"},
    {"setLink",             May::keepers, 200, R"({"linked":true})"},
    // What only the node's own machine does.
    {"unlockSeat",          May::own_machine, 200, "$passphrase"},
    {"getParcel",           May::own_machine, 200, "", "?party=phl"},
    {"postParcel",          May::own_machine, 400, "no parcel"},
    {"postBackup",          May::own_machine, 400, "no place"},
    // What nodes say to each other.
    {"postNodes",           May::partners, 200, "\xa0"},
    {"postExchange",        May::partners, 200, "$greeting"},
    {"postStatement",       May::machine_or_partners, 400, "no statement"},
    {"getPeerAttachment",   May::partners_files, 200},
    // clang-format on
};

const Rule* rule_of(std::string_view operation) {
  for (const auto& rule : kPolicy)
    if (rule.operation == operation) return &rule;
  return nullptr;
}

bool let_in(May who, const Caller& by, bool changes) {
  // There nothing else is answered, whatever is shown.
  if (by.at_watch) return who == May::watchers;
  // A page of elsewhere has the cookie that the browser adds, and nothing that says it is ours.
  if (by.at_pages && changes && !by.token && !by.from_our_pages) return false;
  const bool office = by.signed_in && by.at_pages;
  const bool partner = !by.at_pages && !by.party.empty() && by.in_book;
  switch (who) {
    case May::whoever_opens_the_pages:
      return by.at_pages || by.token;
    case May::offices:
    case May::calendars:
      return by.token || office;
    case May::signers:
      return by.token || (office && by.in_book);
    case May::auditors:
      return by.token || (office && by.has(Role::auditor));
    case May::keepers:
      return by.token || (office && by.has(Role::custodian));
    case May::own_machine:
      return by.token;
    case May::partners:
    case May::partners_files:
      return partner;
    case May::machine_or_partners:
      return by.token || partner;
    case May::watchers:
      return by.token;
  }
  return false;
}

/// What a call is about; what is left out is something that is there.
struct Place {
  std::optional<base::Id> book{};
  std::string item{};  ///< in place of the act, case, hash or seat
};

class Policy : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    here_ = new Neighbours;
    everybody_ = everybody();
  }
  static void TearDownTestSuite() {
    everybody_.clear();
    delete std::exchange(here_, nullptr);
  }

  /// All who may knock.
  static std::vector<Caller> everybody() {
    std::vector<Caller> out = {
        {.name = "nobody", .at_pages = true},
        {.name = "nobody, at the node's own listener"},
        {.name = "a stranger's certificate", .own = stranger(), .party = "phl"},
        {.name = "the partner's node", .own = node_of(*here_->phl), .party = "phl", .in_book = true},
        {.name = "the partner's node, at the pages", .at_pages = true, .own = node_of(*here_->phl)},
        {.name = "the node of another book's partner", .own = node_of(*here_->usa), .party = "usa"},
        {.name = "it, as the partner", .own = node_of(*here_->usa), .party = "phl"},
        {.name = "the token", .token = true},
        {.name = "the token, at the pages", .at_pages = true, .token = true},
        {.name = "nobody, at the listener of those who watch", .at_watch = true},
        {.name = "the token, at the listener of those who watch", .at_watch = true, .token = true},
    };
    auto gone = here_->signed_in("gone");
    here_->revoke("gone");
    gone.name = "an office whose warrant was revoked meanwhile";
    gone.signed_in = false;
    out.push_back(gone);
    for (const auto* office : {"desk", "registrar", "custodian", "requester", "approver", "issuer",
                               "receiver", "biller", "payer", "auditor", "elsewhere"})
      out.push_back(here_->signed_in(office));
    auto elsewhere = here_->signed_in("desk");
    elsewhere.name = "a page of elsewhere in the browser of desk";
    elsewhere.from_our_pages = false;
    out.push_back(elsewhere);
    auto left = here_->signed_in("desk");
    here_->send(left, {"DELETE", "/v1/session", {}, {}, {}});
    left.name = "desk, signed out";
    left.signed_in = false;
    out.push_back(left);
    auto at_node = here_->signed_in("desk");
    at_node.name = "the cookie of desk, at the node's own listener";
    at_node.at_pages = false;
    out.push_back(at_node);
    auto theirs = here_->signed_in("desk");
    theirs.name = "a cookie of the partner's node";
    theirs.cookie.replace(0, std::string("palitan_session_jpn").size(), "palitan_session_phl");
    theirs.signed_in = false;
    out.push_back(theirs);
    auto watching = here_->signed_in("desk");
    watching.name = "the cookie of desk, at the listener of those who watch";
    watching.at_pages = false;
    watching.at_watch = true;
    out.push_back(watching);
    out.push_back({.name = "a made-up cookie",
                   .at_pages = true,
                   .cookie = "palitan_session_jpn=" + std::string(64, 'a')});
    return out;
  }
  static net::TlsIdentity stranger() {
    return net::identity_from_seed(node::random_bytes<32>(), "phl", 0, 4'000'000'000).value();
  }
  static net::TlsIdentity node_of(node::Service& service) { return service.keys().identity().value(); }

  static base::KeyId seat_of(const Caller& by) { return seat("jpn", by.office.empty() ? "desk" : by.office); }

  static std::string target(const Route& route, const Place& place) {
    std::string out;
    std::string_view rest = route.path;
    while (!rest.empty()) {
      const auto open = rest.find('{');
      out += rest.substr(0, open);
      if (open == rest.npos) break;
      const auto close = rest.find('}');
      out += value_of(route, rest.substr(open + 1, close - open - 1), place);
      rest.remove_prefix(close + 1);
    }
    return out;
  }
  static std::string value_of(const Route& route, std::string_view name, const Place& place) {
    if (name == "id") return hex(place.book.value_or(here_->book));
    if (name == "party") return "phl";
    if (name == "table") return "units";
    if (name == "sheet") return "orders";
    if (name == "report") return "ageing";
    if (!place.item.empty()) return name == "seat" ? place.item.substr(0, 16) : place.item;
    if (name == "seat") return hex(seat("jpn", "desk"));
    if (name == "hash") return here_->file;
    if (name == "act" || name == "case" || name == "misdeed") return here_->order;
    ADD_FAILURE() << route.path << " has a part \"" << name << "\" that this test cannot fill";
    return "x";
  }
  static std::string body_of(const Rule& rule, const Caller& by, const Place& place) {
    const std::string body = rule.body;
    if (body == "$passphrase") return Json{{"passphrase", std::string(kPassphrase)}}.dump();
    if (body == "$act")
      return Json{
          {"seat", hex(seat_of(by))}, {"kind", "open_activity"}, {"body", Neighbours::an_activity("x")}}
          .dump();
    if (body == "$greeting") {
      sync::Exchange greeting;
      greeting.partnership = place.book.value_or(here_->book);
      greeting.from = by.party.empty() ? "phl" : by.party;
      return std::string(base::text_of(sync::write_parcel(greeting, {greeting.partnership})));
    }
    return body;
  }
  static net::Response call(const Route& route, const Rule& rule, const Caller& by, const Place& place = {}) {
    net::Request request;
    request.method = route.method;
    request.target = target(route, place) + rule.query;
    request.body = body_of(rule, by, place);
    if (rule.body == std::string("$greeting"))
      request.headers.emplace_back("content-type", sync::kParcelType);
    if (rule.operation == std::string("postStatement"))
      request.headers.emplace_back("content-type", "application/cose");
    return here_->send(by, std::move(request));
  }
  /// Where it is let in: what the kernel says of the role is not the door's affair.
  static int expected(const Rule& rule, const Caller& by) {
    if (rule.who == May::signers && !by.token && !by.has(Role::custodian)) return 422;
    return rule.status;
  }
  static std::string without(std::string text, const std::string& id) {
    for (auto at = text.find(id); !id.empty() && at != text.npos; at = text.find(id))
      text.erase(at, id.size());
    return text;
  }

  static inline Neighbours* here_ = nullptr;
  static inline std::vector<Caller> everybody_;
};

TEST_F(Policy, HasARowForEveryRouteAndNoOther) {
  std::set<std::string_view> routed;
  for (const auto& route : routes()) {
    EXPECT_NE(rule_of(route.operation), nullptr)
        << route.operation << " is a new route: say in the policy who may call it";
    EXPECT_TRUE(routed.insert(route.operation).second) << route.operation;
  }
  std::set<std::string_view> ruled;
  for (const auto& rule : kPolicy) {
    EXPECT_TRUE(routed.contains(rule.operation)) << rule.operation << " is no route";
    EXPECT_TRUE(ruled.insert(rule.operation).second) << rule.operation << " has two rows";
  }
}

TEST_F(Policy, IsKeptByEveryRouteForEverybody) {
  std::size_t let = 0;
  std::size_t kept_out = 0;
  for (const auto& route : routes()) {
    const auto* rule = rule_of(route.operation);
    if (rule == nullptr) continue;
    for (const auto& by : everybody_) {
      // Signing out is tried by one who is signed in for that alone.
      const bool leaves = rule->operation == std::string("closeSession") && by.signed_in;
      auto who = by;
      if (leaves && by.from_our_pages && by.at_pages) who.cookie = here_->sign_in(by.office);
      const auto answer = call(route, *rule, who);
      const auto where = std::string(route.operation) + " by " + by.name;
      EXPECT_EQ(answer.header("cache-control"), "no-store") << where;
      if (let_in(rule->who, by, route.method != "GET")) {
        ++let;
        EXPECT_EQ(answer.status, expected(*rule, by)) << where << ": " << answer.body.substr(0, 300);
        continue;
      }
      ++kept_out;
      const bool by_certificate = !by.at_pages && !by.party.empty();
      const int refused = rule->who == May::partners_files && by_certificate ? 404 : 401;
      ASSERT_EQ(answer.status, refused) << where << ": " << answer.body.substr(0, 300);
      EXPECT_EQ(answer.header("set-cookie"), std::nullopt) << where;
    }
  }
  std::printf("policy: %zu routes, %zu callers; %zu calls let in, %zu kept out\n", routes().size(),
              everybody_.size(), let, kept_out);
}

TEST_F(Policy, TellsNobodyWhetherWhatTheyMayNotSeeIsThere) {
  const std::string unknown(64, '7');
  for (const auto& by : everybody_) {
    // The party's own offices read every book of its node: what is there is no secret from them.
    if (let_in(May::offices, by, true)) continue;
    for (const auto& route : routes()) {
      const auto* rule = rule_of(route.operation);
      if (rule == nullptr || let_in(rule->who, by, route.method != "GET")) continue;
      if (route.path.find('{') == route.path.npos) continue;
      static_cast<void>(call(route, *rule, by));  // whose warrant fell hears that once, and is signed out
      const auto there = call(route, *rule, by);
      // The book of others, a book that is nowhere; and the same of what lies in it.
      for (const auto& place :
           {Place{.book = here_->foreign_book}, Place{.book = *base::fixed_from_hex<base::Id>(unknown)},
            Place{.item = unknown}}) {
        const auto other = call(route, *rule, by, place);
        EXPECT_EQ(other.status, there.status) << route.operation << " by " << by.name;
        EXPECT_EQ(but_request(other.body), but_request(there.body)) << route.operation << " by " << by.name;
      }
    }
  }
}

TEST_F(Policy, ASessionSignsWithSeatsOfItsOfficeInThatBookAlone) {
  const auto sign = [&](const Caller& by, const base::KeyId& with, const base::Id& book) {
    const Json draft = {
        {"seat", hex(with)}, {"kind", "open_activity"}, {"body", Neighbours::an_activity("y")}};
    const auto done = here_->send(by, {"POST", here_->path(book) + "/acts", {}, draft.dump(), {}});
    return std::pair(done.status, Json::parse(done.body).value("title", "signed"));
  };
  const auto desk = here_->signed_in("desk");
  const Caller machine{.name = "the token", .token = true};
  const auto refused = std::pair(401, std::string("local_not_authorised"));
  EXPECT_EQ(sign(desk, seat("jpn", "desk"), here_->book).first, 201);
  EXPECT_EQ(sign(desk, seat("jpn", "desk"), here_->other_book).first, 422)
      << "its own seat, parties of the other";
  EXPECT_EQ(sign(desk, seat("jpn", "custodian"), here_->book), refused) << "another office's";
  EXPECT_EQ(sign(desk, seat("phl", "desk"), here_->book), refused) << "another party's";
  EXPECT_EQ(sign(desk, seat("jpn", "root"), here_->book), refused);
  EXPECT_EQ(sign(desk, seat("jpn", "elsewhere"), here_->other_book), refused);
  EXPECT_EQ(sign(desk, seat("jpn", "desk"), here_->foreign_book).first, 404);
  // The node's own machine signs with what is open, whosever it is, and with nothing else.
  EXPECT_EQ(sign(machine, seat("jpn", "desk"), here_->book).first, 201);
  EXPECT_EQ(sign(machine, seat("jpn", "root"), here_->book),
            std::pair(403, std::string("local_seat_locked")));
  EXPECT_EQ(sign(machine, seat("phl", "desk"), here_->book), std::pair(403, std::string("local_no_seat")));
}

TEST_F(Policy, AnotherPartysSeatSignsInNowhereHere) {
  const auto session =
      Json::parse(here_->send({.name = "nobody", .at_pages = true}, {"GET", "/v1/session", {}, {}, {}}).body);
  for (const auto& office : session["offices"])
    EXPECT_NE(office["office"], "root") << "roots sign in nowhere";
  // A key of phl that lies in the folder of jpn, as after a mistaken copy, opens nothing.
  const auto folder = node::Folder::open(here_->jpn->folder().dir()).value();
  const auto stray = office("phl", "registrar");
  must(
      folder.write_key(node::seat_key_file(crypto::key_id(stray.public_key)), stray, "of phl alone", kQuick));
  const Json words = {{"office", "registrar"}, {"passphrase", "of phl alone"}};
  const auto done =
      here_->send({.name = "nobody", .at_pages = true}, {"POST", "/v1/session", {}, words.dump(), {}});
  EXPECT_EQ(done.status, 403) << done.body;
  EXPECT_EQ(Json::parse(done.body)["title"], "local_passphrase");
}

TEST_F(Policy, AKeeperPausesTheLinksOfItsOwnBooksAlone) {
  const auto set = [&](const Caller& by, const std::string& party) {
    return here_->send(by, {"POST", "/v1/links/" + party, {}, R"({"linked":true})", {}}).status;
  };
  const auto keeper = here_->signed_in("custodian");
  EXPECT_EQ(set(keeper, "phl"), 200);
  EXPECT_EQ(set(keeper, "usa"), 401) << "it keeps no agreement with usa";
  EXPECT_EQ(set(here_->signed_in("desk"), "usa"), 200) << "of both books";
}

TEST_F(Policy, TheCalendarsKeyOpensTheCalendarAndNothingElse) {
  const auto desk = here_->signed_in("desk");
  const auto key =
      Json::parse(here_->send(desk, {"GET", "/v1/session", {}, {}, {}}).body).value("calendar_key", "");
  ASSERT_EQ(key.size(), 64u);
  const Caller nobody{.name = "nobody", .at_pages = true};
  for (const auto& route : routes()) {
    if (route.method != "GET" || route.operation == "getSession") continue;
    const auto answer = here_->send(nobody, {"GET", target(route, {}) + "?key=" + key, {}, {}, {}});
    EXPECT_EQ(answer.status, route.operation == "getCalendar" ? 200 : 401) << route.operation;
  }
  EXPECT_EQ(here_->send(nobody, {"GET", "/v1/calendar.ics?key=" + std::string(64, '0'), {}, {}, {}}).status,
            401);
}

TEST_F(Policy, AWarrantThatIsRevokedEndsTheSessionAtItsNextRequest) {
  const auto office = here_->signed_in("payer");
  const auto get = [&](const std::string& path) { return here_->send(office, {"GET", path, {}, {}, {}}); };
  ASSERT_EQ(get("/v1/status").status, 200);
  ASSERT_EQ(get(here_->path(here_->book) + "/bundle").status, 200);
  here_->phl->peers().set_link("jpn", false);  // nothing is agreed while this goes on: our own word is enough
  here_->revoke("payer");
  const auto answer = get(here_->path(here_->book) + "/bundle");
  EXPECT_EQ(answer.status, 401);
  EXPECT_NE(answer.body.find("no warrant of payer stands any more"), std::string::npos) << answer.body;
  for (const auto& other : everybody_)  // in another browser
    if (other.office == "payer") {
      EXPECT_EQ(here_->send(other, {"GET", "/v1/status", {}, {}, {}}).status, 401);
    }
  EXPECT_FALSE(here_->jpn->keys().seat(seat("jpn", "payer")).has_value()) << "its key is locked";
  EXPECT_EQ(Json::parse(get("/v1/session").body)["signed_in"], false);
  const Json words = {{"office", "payer"}, {"passphrase", std::string(kPassphrase)}};
  EXPECT_EQ(
      here_->send({.name = "nobody", .at_pages = true}, {"POST", "/v1/session", {}, words.dump(), {}}).status,
      404);
  here_->phl->peers().set_link("jpn", true);
}

}  // namespace
}  // namespace palitan::api
