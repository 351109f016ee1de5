// A session that nobody uses, as a browser finds it afterwards.
#include "api/test_kit.h"

namespace palitan::api {
namespace {

using namespace kit;

TEST(Pages, EndASessionThatNobodyUses) {
  Pair pair;
  auto node = node::Service::open(pair.dir("jpn"), kPassphrase, pair.options).value();
  Pages pages;
  pages.idle = 1s;
  auto made = handlers(*node, pages);
  node->start(std::move(made.node)).value();
  net::Server::Options options;
  options.tls = false;
  node->start_pages(options, std::move(made.pages)).value();
  appoint_offices(*node, pair.partnership);
  for (const auto& state : node->keys().seats()) node->keys().lock_seat(state.seat);
  const auto open = [&] { return node->keys().seat(seat("jpn", "desk")).has_value(); };

  net::Target to;
  to.port = node->pages_port();
  to.tls = false;
  net::Client client(to);
  std::string cookie;
  const auto send = [&](const char* method, const std::string& path, std::string body,
                        bool background = false) {
    net::Request request{method, path, {{"host", "localhost"}}, std::move(body), {}};
    request.headers.emplace_back("x-palitan", background ? "background" : "1");
    if (!cookie.empty()) request.headers.emplace_back("cookie", cookie);
    return client.send(request).value();
  };
  const Json words = {{"office", "desk"}, {"passphrase", std::string(kPassphrase)}};
  const auto in = send("POST", "/v1/session", words.dump());
  ASSERT_EQ(in.status, 201) << in.body;
  cookie = std::string(in.header("set-cookie").value_or(""));
  cookie = cookie.substr(0, cookie.find(';'));

  // Used now and then it lasts.
  for (int i = 0; i < 4; ++i) {
    std::this_thread::sleep_for(400ms);
    ASSERT_EQ(send("GET", "/v1/status", "").status, 200) << i;
  }
  EXPECT_TRUE(open());
  // What a page fetches by itself is no use, nor is waiting for what changes.
  const auto until = std::chrono::steady_clock::now() + 1'500ms;
  while (std::chrono::steady_clock::now() < until) {
    send("GET", "/v1/status", "", true);
    send("GET", "/v1/events", "");
    std::this_thread::sleep_for(100ms);
  }
  const auto over = send("GET", "/v1/status", "");
  EXPECT_EQ(over.status, 401);
  EXPECT_FALSE(open()) << "its seat is locked";
  EXPECT_EQ(Json::parse(send("GET", "/v1/session", "").body)["signed_in"], false);
  cookie.clear();
  EXPECT_EQ(kit::but_request(send("GET", "/v1/status", "").body), kit::but_request(over.body))
      << "as if nobody had ever been there";
}

}  // namespace
}  // namespace palitan::api
