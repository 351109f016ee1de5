// Everybody who may knock at a node's doors, and one node with something behind each. Tests only.
#pragma once
#include <algorithm>

#include "api/routes.h"
#include "api/test_kit.h"
#include "crypto/hash.h"
#include "node/random.h"

namespace palitan::api::kit {

/// One who asks: what it shows, at which listener.
struct Caller {
  std::string name;
  bool at_pages = false;
  bool at_watch = false;
  bool token = false;
  std::string cookie{};        ///< as the browser sends it
  bool from_our_pages = true;  ///< with the header and origin that only our own pages can send
  net::TlsIdentity own{};      ///< of its node
  std::string party{};         ///< for which that node speaks
  // What the record says of it:
  bool signed_in = false;  ///< the cookie is of a session that counts
  std::string office{};    ///< of that session
  std::vector<statement::Role> roles{};
  bool in_book = false;  ///< has a seat in the book, or is a partner in it

  bool has(statement::Role role) const { return std::find(roles.begin(), roles.end(), role) != roles.end(); }
};

/// Three nations: jpn with phl in the book, jpn with usa in another, phl and usa in one of which jpn knows
/// nothing. The node of jpn is asked; it has an office for each role, and an order with a file.
class Neighbours {
 public:
  Neighbours() {
    for (const auto* party : {"jpn", "phl", "usa"}) folders_.push_back(make_party(temp_.path(), party));
    for (const auto& office : offices())
      must(folders_[0].write_key(node::seat_key_file(seat("jpn", office)), kit::office("jpn", office),
                                 kPassphrase, kQuick));
    book = found({folders_[0], folders_[1]});
    other_book = found({folders_[0], folders_[2]});
    foreign_book = found({folders_[1], folders_[2]});
    options_.propose_every_ms = 20;
    jpn = open("jpn");
    phl = open("phl");
    usa = open("usa");
    jpn->join({{"phl", "127.0.0.1", phl->port()}, {"usa", "127.0.0.1", usa->port()}});
    phl->join({{"jpn", "127.0.0.1", jpn->port()}});
    usa->join({{"jpn", "127.0.0.1", jpn->port()}});
    under = open_house(*jpn, *phl, book);
    appoint();
    fill();
    for (const auto& state : jpn->keys().seats()) jpn->keys().lock_seat(state.seat);
    must(jpn->keys().unlock_seat(seat("jpn", "desk"), kPassphrase));
  }

  /// Each has the role of its name; "elsewhere" has a seat in the other book only, "gone" one that is
  /// revoked.
  static std::vector<std::string> offices() {
    return {"custodian", "requester", "approver", "issuer",    "receiver",
            "biller",    "payer",     "auditor",  "elsewhere", "gone"};
  }
  std::string path(const base::Id& of) const { return "/v1/partnerships/" + hex(of); }

  net::Response send(const Caller& by, net::Request request) {
    auto& client = clients_[by.name];
    const auto port = by.at_watch ? jpn->watch_port() : by.at_pages ? jpn->pages_port() : jpn->port();
    if (!client) {
      net::Target to;
      to.port = port;
      to.tls = !by.at_pages && !by.at_watch;
      to.server_key = jpn->keys().node_key();
      to.own = by.own;
      client.emplace(std::move(to));
    }
    const auto host = "localhost:" + std::to_string(port);
    if (by.at_pages) request.headers.emplace_back("host", host);
    if (by.token) request.headers.emplace_back("authorization", "Bearer " + jpn->token());
    if (!by.cookie.empty()) request.headers.emplace_back("cookie", by.cookie);
    if (by.at_pages && by.from_our_pages && request.method != "GET") {
      request.headers.emplace_back("origin", "http://" + host);
      request.headers.emplace_back("x-palitan", "1");
    }
    const auto done = client->send(request);
    EXPECT_TRUE(done.has_value()) << by.name << ": " << (done ? "" : done.error().what);
    return done ? *done : net::Response{0, {}, {}};
  }
  /// Signs in and returns the cookie.
  std::string sign_in(const std::string& office) {
    const Caller visitor{.name = "visitor", .at_pages = true};
    const Json words = {{"office", office}, {"passphrase", std::string(kPassphrase)}};
    const auto done = send(visitor, {"POST", "/v1/session", {}, words.dump(), {}});
    EXPECT_EQ(done.status, 201) << office << ": " << done.body;
    const auto cookie = std::string(done.header("set-cookie").value_or(""));
    return cookie.substr(0, cookie.find(';'));
  }
  Caller signed_in(const std::string& office) {
    using statement::Role;
    Caller out{
        .name = office, .at_pages = true, .cookie = sign_in(office), .signed_in = true, .office = office};
    out.in_book = office != "elsewhere";
    if (office == "desk")
      out.roles = {Role::custodian, Role::requester, Role::approver, Role::issuer,
                   Role::receiver,  Role::biller,    Role::payer};
    else if (Role role{}; from_name(office, role))
      out.roles = {role};
    return out;
  }
  void revoke(const std::string& office) {
    must(jpn->keys().unlock_seat(seat("jpn", "registrar"), kPassphrase));
    act(*jpn, book, "registrar", statement::Revoke{seat("jpn", office), 0, "left"});
    jpn->keys().lock_seat(seat("jpn", "registrar"));
  }

 private:
  std::unique_ptr<node::Service> open(const std::string& party) {
    auto service = node::Service::open(temp_.path() / party, kPassphrase, options_).value();
    auto made = handlers(*service, {});
    service->start(std::move(made.node)).value();
    net::Server::Options pages;
    pages.tls = false;
    service->start_pages(pages, std::move(made.pages)).value();
    service->start_watch(0, std::move(made.watch)).value();
    return service;
  }
  void appoint() {
    using statement::Role;
    appoint_offices(*jpn, other_book);
    appoint_offices(*usa, other_book);
    for (const auto& office : offices()) {
      statement::Appoint warrant;
      warrant.key = kit::office("jpn", office).public_key;
      warrant.office = office;
      warrant.holder = "A. Holder";
      warrant.unit = "jpn fleet";
      Role role = Role::requester;
      from_name(office, role);
      warrant.roles = {role};
      warrant.valid_until = base::kDateMax;
      act(*jpn, office == "elsewhere" ? other_book : book, "registrar", warrant);
    }
  }
  /// An order of phl with a file; an activity of jpn with another.
  void fill() {
    const auto put = [](Clerk& clerk, const std::string& bytes) {
      const auto hash = hex(crypto::sha256(base::view_of(bytes)));
      EXPECT_EQ(clerk.send({"PUT", "/v1/attachments/" + hash, {}, bytes, {}}).status, 201);
      return hash;
    };
    const auto sign = [&](Clerk& clerk, const Json& draft) {
      const auto done = clerk.post(path(book) + "/acts", draft.dump());
      EXPECT_EQ(done.status, 201) << done.text;
      return done.json.value("id", "");
    };
    const auto attached = [](const std::string& hash, std::size_t size) {
      return Json::array({{{"hash", hash}, {"size", size}, {"name", "a file.txt"}}});
    };
    Clerk theirs(*phl);
    const std::string asked = "asked for";
    order = sign(theirs, {{"seat", hex(seat("phl", "desk"))},
                          {"kind", "request"},
                          {"body", json_of(fuel_request(under))},
                          {"attachments", attached(put(theirs, asked), asked.size())}});
    Clerk ours(*jpn);
    const std::string plan = "the plan";
    file = put(ours, plan);
    activity = sign(ours, {{"seat", hex(seat("jpn", "desk"))},
                           {"kind", "open_activity"},
                           {"body", an_activity("Planned")},
                           {"attachments", attached(file, plan.size())}});
    EXPECT_TRUE(within(30s, [&] { return agreed_on_both(*jpn, *phl, book); }));
    EXPECT_TRUE(within(30s, [&] { return agreed_on_both(*jpn, *usa, other_book); }));
  }

 public:
  static Json an_activity(const std::string& name) {
    return {{"type", "exercise"},   {"name", name},          {"parties", {"jpn", "phl"}},
            {"from", "2026-01-01"}, {"until", "2026-12-31"}, {"place", "Subic"}};
  }

 private:
  TempFolder temp_;
  std::vector<node::Folder> folders_;
  node::ServiceOptions options_;
  std::map<std::string, std::optional<net::Client>> clients_;

 public:
  base::Id book, other_book, foreign_book;
  std::unique_ptr<node::Service> jpn, phl, usa;
  Instruments under;
  std::string order, activity, file;
};

}  // namespace palitan::api::kit
