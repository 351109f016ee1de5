// Waiting for what changes, with the patience cut short.
#include "api/events.h"

#include <gtest/gtest.h>

#include <future>

#include "node/test_kit.h"

namespace palitan::api {
namespace {

using namespace node::kit;

class EventsTest : public testing::Test {
 protected:
  EventsTest() {
    std::vector<node::Folder> folders = {make_party(temp_.path(), "jpn"), make_party(temp_.path(), "phl")};
    found(folders);
    node_ = node::Service::open(temp_.path() / "jpn", kPassphrase).value();
  }
  std::unique_ptr<Events> events(Events::Limits limits) {
    return std::make_unique<Events>(
        *node_, pool_,
        [this]() -> base::Result<std::string> {
          ++looks_;
          return std::string("{}");
        },
        limits);
  }
  static std::future<net::Response> ask(Events& events, const std::string& seen) {
    const auto promise = std::make_shared<std::promise<net::Response>>();
    events.answer(seen, [promise](net::Response response) { promise->set_value(std::move(response)); });
    return promise->get_future();
  }
  static std::string id_of(const net::Response& event) {
    const auto at = event.body.find("id: ");
    return event.body.substr(at + 4, event.body.find('\n', at) - at - 4);
  }

  TempFolder temp_;
  std::unique_ptr<node::Service> node_;
  Pool pool_{1, 16};
  std::atomic<int> looks_ = 0;
};

TEST_F(EventsTest, PatienceEndsWithAComment) {
  const auto waiting = events({100ms, 8});
  const auto first = ask(*waiting, "").get();
  const auto begun = std::chrono::steady_clock::now();
  const auto tired = ask(*waiting, id_of(first)).get();
  EXPECT_GE(std::chrono::steady_clock::now() - begun, 90ms);
  EXPECT_EQ(tired.body, "retry: 300\n: nothing new\n\n");
  EXPECT_EQ(looks_.load(), 1) << "nobody looks while nothing changes";
}

TEST_F(EventsTest, OneLookServesAllWhoWait) {
  const auto waiting = events({20s, 8});
  const auto id = id_of(ask(*waiting, "").get());
  std::vector<std::future<net::Response>> all;
  for (int i = 0; i < 5; ++i) all.push_back(ask(*waiting, id));
  node_->changes().tell();
  for (auto& one : all) EXPECT_NE(id_of(one.get()), id);
  EXPECT_EQ(looks_.load(), 2);
  EXPECT_NE(id_of(ask(*waiting, id).get()), id) << "who comes later is told at once";
  EXPECT_NE(id_of(ask(*waiting, "1-7").get()), id) << "as is who waited for another run of the node";
}

TEST_F(EventsTest, NoMoreWaitThanMay) {
  auto waiting = events({20s, 2});
  const auto id = id_of(ask(*waiting, "").get());
  auto one = ask(*waiting, id);
  auto two = ask(*waiting, id);
  EXPECT_EQ(ask(*waiting, id).get().status, 503);
  waiting.reset();
  EXPECT_THROW(one.get(), std::future_error) << "let go";
  EXPECT_THROW(two.get(), std::future_error);
}

}  // namespace
}  // namespace palitan::api
