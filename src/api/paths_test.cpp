// Names that try to lead out of their place, and requests that try to wear a node out: at both listeners.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <fstream>

#include "api/policy_kit.h"

namespace palitan::api {
namespace {

using namespace kit;

constexpr std::string_view kPlanted = "planted beside the files of the node";

/// What stands where a hash, an id or a name should: each leads to the planted file, or to the node's own, on
/// some system that decodes once too often.
std::vector<std::string> ways_out() {
  std::vector<std::string> out;
  for (const std::string file : {"planted.txt", "api.token", "node.json"}) {
    for (const std::string up : {"..%2f", "..%5c", "%2e%2e%2f", "%252e%252e%252f", "..%c0%af", "..%ef%bc%8f",
                                 "%e2%80%a5%2f", "%uff0e%uff0e%2f", "....%2f%2f", "..;%2f", ".%2f..%2f"}) {
      out.push_back(up + file);
      out.push_back(up + up + file);
      out.push_back("ab%2f" + up + up + file);
    }
    out.push_back("%2f" + file);
    out.push_back("%2fproc%2fself%2fcwd%2f" + file);
    out.push_back("file:%2f%2f%2f" + file);
    out.push_back(file + "%00");
    out.push_back(std::string(64, 'a') + "%00" + file);
    out.push_back("%00..%2f" + file);
    out.push_back("..%2f" + file + "%00" + std::string(30, 'a'));
    out.push_back("C:%5c" + file);
    out.push_back("..\\" + file);
    out.push_back(file + "%0d%0aset-cookie:%20x=y");
  }
  for (const char* odd : {"..", ".", "%2e%2e", "%", "%zz", "~", "*", "%ff", "%f0%9f%9a%a2", "%d9%a3"})
    out.emplace_back(odd);
  out.push_back(std::string(4'000, 'a'));
  out.push_back(std::string(64, 'A'));             // hex, but not lower-case
  out.push_back(std::string(64, '\x31') + "%20");  // a hash with a blank
  return out;
}

class Doors : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    here_ = new Neighbours;
    const auto dir = here_->jpn->folder().dir();
    for (const auto& place : {dir, dir.parent_path(), dir / "attachments"})
      std::ofstream(place / "planted.txt") << kPlanted;
  }
  static void TearDownTestSuite() { delete std::exchange(here_, nullptr); }

  /// A connection without a client's manners. Plain: the listener of the pages.
  static std::string hear(const std::string& said) {
    const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(here_->jpn->pages_port());
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    EXPECT_EQ(::connect(socket, reinterpret_cast<const sockaddr*>(&to), sizeof to), 0);
    const timeval patience{5, 0};
    ::setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    for (std::size_t at = 0; at < said.size();) {
      const auto n = ::send(socket, said.data() + at, said.size() - at, MSG_NOSIGNAL);
      if (n <= 0) break;
      at += static_cast<std::size_t>(n);
    }
    ::shutdown(socket, SHUT_WR);
    std::string out;
    char part[4096];
    for (ssize_t n = 0; (n = ::recv(socket, part, sizeof part, 0)) > 0;)
      out.append(part, static_cast<std::size_t>(n));
    ::close(socket);
    return out;
  }
  static std::string status_of(const std::string& said) { return hear(said).substr(9, 3); }

  static inline Neighbours* here_ = nullptr;
};

TEST_F(Doors, NoNameLeadsOutOfItsPlace) {
  const Caller token{.name = "the token", .token = true};
  const auto token_text = here_->jpn->token();
  std::size_t tried = 0;
  for (const auto& route : routes()) {
    if (route.operation == "postExchange" || route.operation == "postNodes" ||
        route.operation == "getPeerAttachment")
      continue;  // below
    for (auto open = route.path.find('{'); open != route.path.npos; open = route.path.find('{', open + 1)) {
      const auto close = route.path.find('}', open);
      for (const auto& way : ways_out()) {
        std::string target(route.path.substr(0, open));
        target += way;
        target += route.path.substr(close + 1);
        for (auto rest = target.find("{id}"); rest != target.npos; rest = target.find("{id}"))
          target.replace(rest, 4, hex(here_->book));
        for (auto rest = target.find('{'); rest != target.npos; rest = target.find('{'))
          target.replace(rest, target.find('}') - rest + 1, here_->order);
        if (target.find(' ') != target.npos) continue;
        const auto answer = here_->send(token, {std::string(route.method), target, {}, "x", {}});
        ++tried;
        EXPECT_GE(answer.status, 400) << target;
        EXPECT_LT(answer.status, 500) << target;
        EXPECT_EQ(answer.body.find(kPlanted), std::string::npos) << target;
        EXPECT_EQ(answer.body.find(token_text), std::string::npos) << target;
        EXPECT_EQ(answer.header("set-cookie"), std::nullopt) << target;
      }
    }
  }
  const Caller partner{.name = "phl", .own = here_->phl->keys().identity().value(), .party = "phl"};
  for (const auto& way : ways_out()) {
    EXPECT_EQ(here_->send(partner, {"GET", "/v1/peer/attachments/" + way, {}, {}, {}}).status, 404) << way;
    const auto page =
        here_->send({.name = "nobody", .at_pages = true}, {"GET", "/assets/" + way, {}, {}, {}});
    EXPECT_EQ(page.status, 404) << way;
  }
  std::printf("paths: %zu targets below %zu routes\n", tried, routes().size());
  EXPECT_GT(tried, 1'000u);
  // Nothing was put beside the attachments either.
  for (const auto& entry : std::filesystem::recursive_directory_iterator(here_->jpn->folder().dir())) {
    const auto name = entry.path().filename().string();
    EXPECT_EQ(name.find('%'), name.npos) << name;
  }
}

TEST_F(Doors, ASignedNameNeverBecomesAPath) {
  const std::string bytes = "named badly";
  const auto hash = hex(crypto::sha256(base::view_of(bytes)));
  Clerk clerk(*here_->jpn);
  ASSERT_EQ(clerk.send({"PUT", "/v1/attachments/" + hash, {}, bytes, {}}).status, 201);
  for (const std::string name : {"../../api.token", "/etc/passwd", "..\\..\\node.json",
                                 "a\r\nset-cookie: x=y", "\u202egpj.exe", "\"; filename=\"evil.exe"}) {
    const Json draft = {{"seat", hex(seat("jpn", "desk"))},
                        {"kind", "open_activity"},
                        {"body", Neighbours::an_activity("n")},
                        {"attachments", {{{"hash", hash}, {"size", bytes.size()}, {"name", name}}}}};
    clerk.post(here_->path(here_->book) + "/acts", draft.dump());
  }
  const auto answer =
      here_->send({.name = "the token", .token = true}, {"GET", "/v1/attachments/" + hash, {}, {}, {}});
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.header("content-disposition"), "attachment; filename=\"" + hash + "\"");
  EXPECT_EQ(answer.header("set-cookie"), std::nullopt);
}

TEST_F(Doors, WhatIsTooLongIsRefusedBeforeItIsRead) {
  const auto large = std::string(20'000, 'x');
  EXPECT_EQ(status_of("GET /v1/session HTTP/1.1\r\nHost: localhost\r\nX: " + large + "\r\n\r\n"), "431");
  EXPECT_EQ(status_of("GET /" + large + " HTTP/1.1\r\nHost: localhost\r\n\r\n").front(), '4');
  std::string many = "GET /v1/session HTTP/1.1\r\nHost: localhost\r\n";
  for (int i = 0; i < 2'000; ++i) many += "X" + std::to_string(i) + ": y\r\n";
  EXPECT_EQ(status_of(many + "\r\n"), "431");
  // A length that is only claimed: answered at once, not after so many bytes.
  const std::string post = "POST /v1/session HTTP/1.1\r\nHost: localhost\r\n";
  EXPECT_EQ(status_of(post + "Content-Length: 99999999999\r\n\r\nx"), "413");
  EXPECT_EQ(status_of(post + "Content-Length: -1\r\n\r\nx"), "400");
  EXPECT_EQ(status_of(post + "Content-Length: 99999999999999999999999\r\n\r\nx"), "400");
  // Two lengths, or a length and chunks, are two readings of one request: smuggling.
  EXPECT_EQ(status_of(post + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nab"), "400");
  EXPECT_EQ(status_of(post + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"), "400");
  EXPECT_EQ(status_of(post + "Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\nx"), "400");
  EXPECT_EQ(status_of(std::string("GET /\0 HTTP/1.1\r\nHost: localhost\r\n\r\n", 41)), "400");
  // JSON that is deep, not long.
  EXPECT_EQ(status_of(post + "Origin: http://localhost\r\nX-Palitan: 1\r\nContent-Length: 2000\r\n\r\n" +
                      std::string(2'000, '[')),
            "400");
  const auto still = here_->send({.name = "nobody", .at_pages = true}, {"GET", "/v1/session", {}, {}, {}});
  EXPECT_EQ(still.status, 200);
}

TEST_F(Doors, OneWhoAsksTooFastIsSlowedAndNobodyElse) {
  const auto wild = here_->signed_in("issuer");
  const auto calm = here_->signed_in("biller");
  const auto get = [](const Caller& by) { return here_->send(by, {"GET", "/v1/case-table", {}, {}, {}}); };
  int busy = 0;
  net::Response last;
  for (int i = 0; i < 4'000 && busy < 5; ++i) {
    auto answer = get(wild);
    if (answer.status == 200) continue;
    ASSERT_EQ(answer.status, 503) << answer.body;
    ++busy;
    last = std::move(answer);
  }
  EXPECT_EQ(busy, 5) << "4,000 requests without a pause";
  EXPECT_EQ(Json::parse(last.body)["title"], "local_busy");
  EXPECT_EQ(last.header("retry-after"), "1");
  EXPECT_EQ(get(calm).status, 200);
  EXPECT_EQ(get({.name = "the token", .token = true}).status, 200);
}

// ---- rates without a node ---------------------------------------------------------------------------------

TEST(Rates, GiveABurstThenSoManyASecond) {
  Rates::Limits limits;
  Rates::Steady::time_point now{std::chrono::hours(1)};
  limits.now = [&] { return now; };
  Rates rates(limits);
  const Rates::Limit limit{10, 2};
  const auto taken = [&](const std::string& who) {
    int out = 0;
    while (rates.take(who, limit)) ++out;
    return out;
  };
  EXPECT_EQ(taken("a"), 10);
  EXPECT_EQ(taken("b"), 10) << "each has its own";
  EXPECT_EQ(taken("a"), 0);
  now += std::chrono::seconds(3);
  EXPECT_EQ(taken("a"), 6);
  now += std::chrono::hours(1);
  EXPECT_EQ(taken("a"), 10) << "never more than the burst";
}

TEST(Rates, RememberABoundedNumberOfCallers) {
  Rates::Limits limits;
  limits.most = 3;
  Rates::Steady::time_point now{std::chrono::hours(1)};
  limits.now = [&] { return now; };
  Rates rates(limits);
  const Rates::Limit limit{2, 1};
  for (const char* who : {"a", "b", "c"}) EXPECT_TRUE(rates.take(who, limit));
  // Strangers beyond that share one bucket, however many names they think of.
  EXPECT_TRUE(rates.take("d", limit));
  EXPECT_TRUE(rates.take("e", limit));
  EXPECT_FALSE(rates.take("f", limit));
  EXPECT_TRUE(rates.take("a", limit)) << "who was known goes on";
  EXPECT_LE(rates.callers(), 4u);
  now += std::chrono::minutes(1);
  EXPECT_TRUE(rates.take("g", limit));
  EXPECT_LE(rates.callers(), 4u);
}

}  // namespace
}  // namespace palitan::api
