// A partner of one book asks for another: on the wire it gets nothing of it, whatever it asks and says.
#include <algorithm>

#include "api/json_view.h"
#include "api/test_kit.h"
#include "crypto/hash.h"
#include "sync/squeeze.h"

namespace palitan::api {
namespace {

using namespace kit;

/// Three nations, two books: jpn with phl, jpn with usa. The node of jpn serves both.
class BooksOfOthers : public ::testing::Test {
 protected:
  BooksOfOthers() {
    for (const auto* party : {"jpn", "phl", "usa"}) folders_.push_back(make_party(temp_.path(), party));
    shared_ = found({folders_[0], folders_[1]});
    other_ = found({folders_[0], folders_[2]});
    options_.propose_every_ms = 20;
    jpn_ = open("jpn");
    phl_ = open("phl");
    usa_ = open("usa");
    jpn_->join({{"phl", "127.0.0.1", phl_->port()}, {"usa", "127.0.0.1", usa_->port()}});
    phl_->join({{"jpn", "127.0.0.1", jpn_->port()}});
    usa_->join({{"jpn", "127.0.0.1", jpn_->port()}});
    under_ = open_house(*jpn_, *phl_, shared_);
    fill();
  }
  std::unique_ptr<node::Service> open(const std::string& party) {
    auto service = node::Service::open(temp_.path() / party, kPassphrase, options_).value();
    service->start(handler(*service)).value();
    return service;
  }
  /// An order of jpn and phl with a file, agreed.
  void fill() {
    Clerk clerk(*phl_);
    const auto hash = crypto::sha256(base::view_of(kFile));
    net::Request put;
    put.method = "PUT";
    put.target = "/v1/attachments/" + hex(hash);
    put.headers.emplace_back("content-type", "application/octet-stream");
    put.body = std::string(kFile);
    ASSERT_EQ(clerk.send(std::move(put)).status, 201);
    auto body = fuel_request(under_);
    body.reference = kReference;
    const Json draft = {{"seat", hex(seat("phl", "desk"))},
                        {"kind", "request"},
                        {"body", json_of(body)},
                        {"attachments", {{{"hash", hex(hash)}, {"size", kFile.size()}, {"name", kName}}}}};
    const auto done = clerk.post(path_of(shared_) + "/acts", draft.dump());
    ASSERT_EQ(done.status, 201) << done.text;
    order_ = done.json.value("id", "");
    file_ = hex(hash);
    ASSERT_TRUE(within(20s, [&] { return agreed_on_both(*jpn_, *phl_, shared_); }));
    ASSERT_TRUE(within(20s, [&] { return jpn_->attachments().has(hash); }));
  }
  static std::string path_of(const base::Id& partnership) { return "/v1/partnerships/" + hex(partnership); }

  /// The node of `party` asks the node of jpn, with its key and nothing else.
  net::Response asked_by(node::Service& party, const std::string& method, const std::string& target,
                         std::string body = {}, const std::string& type = "application/cbor") {
    auto to = Clerk::target_of(*jpn_);
    to.own = party.keys().identity().value();
    net::Client client(std::move(to));
    net::Request request;
    request.method = method;
    request.target = target;
    request.headers = {{"content-type", type}, {"accept", "application/cbor"}};
    request.body = std::move(body);
    auto done = client.send(request);
    EXPECT_TRUE(done.has_value());
    return done ? *done : net::Response{0, {}, {}};
  }
  /// Everything that marks the book of jpn and phl: each id, signature and text of the order.
  std::vector<std::string> marks() const {
    std::vector<std::string> out = {std::string(kFile), std::string(kReference), std::string(kName)};
    const auto* store = jpn_->writer().store(shared_);
    for (const auto& entry : store->log(0, store->log_size())) {
      const auto bytes = store->logged_bytes(entry.position).value();
      const auto act = statement::decode_statement(bytes).value();
      out.push_back(hex(entry.id));
      out.emplace_back(base::text_of(entry.id.view()));
      out.emplace_back(base::text_of(act.signature().view()));
    }
    return out;
  }
  void expect_nothing(const net::Response& answer, const std::string& asked) const {
    const auto said = answer.body + unpacked(answer);
    for (const auto& mark : marks())
      EXPECT_EQ(said.find(mark), std::string::npos) << asked << " gave " << mark;
  }
  /// A parcel's items, one behind another; nothing where it is none.
  static std::string unpacked(const net::Response& answer) {
    return std::string(base::text_of(sync::unsqueezed(base::view_of(answer.body))));
  }
  sync::Exchange greeting(const base::Id& partnership, const char* from) const {
    sync::Exchange out;
    out.partnership = partnership;
    out.from = from;
    out.wants.push_back(*base::fixed_from_hex<base::Id>(order_));
    return out;
  }
  std::string bytes_of(const sync::Exchange& message) const {
    return std::string(base::text_of(sync::write_parcel(message, {message.partnership})));
  }

  static constexpr std::string_view kFile = "manifest of the second hold, unpublished";
  static constexpr const char* kReference = "P-2026-SECRET-031";
  static constexpr const char* kName = "second-hold.txt";
  TempFolder temp_;
  std::vector<node::Folder> folders_;
  node::ServiceOptions options_;
  base::Id shared_, other_;
  std::unique_ptr<node::Service> jpn_, phl_, usa_;
  Instruments under_;
  std::string order_, file_;
};

TEST_F(BooksOfOthers, AnExchangeIsRefusedWhoeverTheMessageClaimsToBe) {
  // The same question from a member is answered, so the question is a good one.
  const auto member =
      asked_by(*phl_, "POST", path_of(shared_) + "/exchange", bytes_of(greeting(shared_, "phl")));
  EXPECT_EQ(member.status, 200);
  ASSERT_TRUE(sync::read_head(base::view_of(member.body)).has_value());
  const auto told = unpacked(member);
  EXPECT_TRUE(std::ranges::any_of(marks(), [&](const auto& mark) { return told.find(mark) != told.npos; }))
      << "the search finds nothing where something is";
  for (const auto* from : {"usa", "phl", "jpn"}) {
    const auto refused =
        asked_by(*usa_, "POST", path_of(shared_) + "/exchange", bytes_of(greeting(shared_, from)));
    EXPECT_TRUE(refused.status == 401 || refused.status == 403) << from << " " << refused.status;
    EXPECT_NE(refused.body.find("local_not_authorised"), std::string::npos) << refused.body;
    expect_nothing(refused, std::string("an exchange as ") + from);
  }
  // Through its own book it may talk, and wants what it has no part in: it is told nothing of it.
  const auto own = asked_by(*usa_, "POST", path_of(other_) + "/exchange", bytes_of(greeting(other_, "usa")));
  EXPECT_EQ(own.status, 200) << own.body;
  expect_nothing(own, "an exchange of its own book");
  const auto mixed =
      asked_by(*usa_, "POST", path_of(other_) + "/exchange", bytes_of(greeting(shared_, "usa")));
  EXPECT_NE(mixed.status, 200);
  expect_nothing(mixed, "an exchange of its own book about another");
}

TEST_F(BooksOfOthers, FilesAreForThePartnersOfTheirBook) {
  const auto jpns = asked_by(*phl_, "GET", "/v1/peer/attachments/" + file_);
  EXPECT_EQ(jpns.status, 404) << "it named the file itself, and nobody else did";
  const auto refused = asked_by(*usa_, "GET", "/v1/peer/attachments/" + file_);
  EXPECT_EQ(refused.status, 404);
  expect_nothing(refused, "the file");
  const auto local = asked_by(*usa_, "GET", "/v1/attachments/" + file_);
  EXPECT_EQ(local.status, 401);
  expect_nothing(local, "the file, as a local client");
}

TEST_F(BooksOfOthers, NoViewOfARecordIsForAPartner) {
  for (const auto* view : {"", "/log", "/cases", "/bundle", "/journal", "/balances", "/attachments", "/seats",
                           "/instruments", "/checkpoint", "/reports/pending"}) {
    const auto answer = asked_by(*usa_, "GET", path_of(shared_) + view);
    EXPECT_EQ(answer.status, 401) << view;
    expect_nothing(answer, view);
  }
  for (const auto& act : {"/acts/" + order_, "/acts/" + order_ + "/evidence", "/cases/" + order_,
                          "/proofs/inclusion/" + order_}) {
    const auto answer = asked_by(*usa_, "GET", path_of(shared_) + act);
    EXPECT_EQ(answer.status, 401) << act;
    EXPECT_EQ(answer.body.find(kReference), std::string::npos) << act;
  }
  for (const auto* list : {"/v1/partnerships", "/v1/status"}) {
    const auto answer = asked_by(*usa_, "GET", list);
    EXPECT_EQ(answer.status, 401) << list;
    EXPECT_EQ(answer.body.find(hex(shared_)), std::string::npos) << list;
  }
}

TEST_F(BooksOfOthers, AStatementFromOutsideIsNotTakenIn) {
  const auto* store = jpn_->writer().store(shared_);
  const auto size = store->log_size();
  const auto known = store->logged_bytes(size - 1).value();
  const auto refused = asked_by(*usa_, "POST", path_of(shared_) + "/statements",
                                std::string(base::text_of(known)), "application/cose");
  EXPECT_TRUE(refused.status == 401 || refused.status == 403) << refused.status;
  expect_nothing(refused, "handing in a statement");
  EXPECT_TRUE(store->pending().empty());
}

}  // namespace
}  // namespace palitan::api
