// Ending in good order: a server that answers what it took and refuses what is new, and a client that is told
// to give up.
#include <future>
#include <thread>

#include "net/test_kit.h"

namespace palitan::net {
namespace {

using namespace testing;

/// Keeps what it is asked until it is told to answer.
class Holding {
 public:
  Handler handler() {
    return [this](Request, Respond respond) {
      const std::lock_guard lock(mutex_);
      held_.push_back(std::move(respond));
    };
  }
  std::size_t count() const {
    const std::lock_guard lock(mutex_);
    return held_.size();
  }
  void answer_all() {
    const std::lock_guard lock(mutex_);
    for (const auto& respond : held_) respond({200, {}, "late, and answered"});
  }

 private:
  mutable std::mutex mutex_;
  std::vector<Respond> held_;
};

template <class Condition>
bool soon(const Condition& condition) {
  const auto until = std::chrono::steady_clock::now() + 5s;
  while (!condition()) {
    if (std::chrono::steady_clock::now() > until) return false;
    std::this_thread::sleep_for(1ms);
  }
  return true;
}

const Response kNotNow{503, {{"content-type", "text/plain"}}, "stopping"};

TEST(Stopping, WhatWasTakenIsAnsweredAndWhatIsNewIsRefused) {
  Holding holding;
  Server server(over_tls(), holding.handler());
  server.start().value();
  auto taken = std::async(std::launch::async, [&] { return Client(target_of(server)).send(post("taken")); });
  Client kept(target_of(server));
  ASSERT_TRUE(kept.open());
  ASSERT_TRUE(soon([&] { return holding.count() == 1; }));

  server.refuse_new(kNotNow);
  for (int i = 0; i < 2; ++i) {  // on a connection that was there, and on one that is made now
    const auto refused = i == 0 ? kept.send(post("new")) : Client(target_of(server)).send(post("new"));
    ASSERT_TRUE(refused) << refused.error().what;
    EXPECT_EQ(refused->status, 503);
    EXPECT_EQ(refused->body, "stopping");
    EXPECT_EQ(refused->header("connection"), "close");
  }
  EXPECT_EQ(holding.count(), 1u) << "the handler got none of it";
  EXPECT_FALSE(server.wait_answered(std::chrono::steady_clock::now() + 20ms));
  holding.answer_all();
  EXPECT_TRUE(server.wait_answered(std::chrono::steady_clock::now() + 5s));
  server.stop();
  const auto answer = taken.get();
  ASSERT_TRUE(answer) << answer.error().what;
  EXPECT_EQ(answer->body, "late, and answered");
}

TEST(Stopping, WhoDoesNotWaitForTheAnswerIsNotWaitedFor) {
  Holding holding;
  Server server(plain(), holding.handler());
  server.start().value();
  {
    const RawSocket gone(server.port());
    gone.say("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    ASSERT_TRUE(soon([&] { return holding.count() == 1; }));
  }
  server.refuse_new(kNotNow);
  // That the other end is closed shows when something is written to it, so answering is what ends it.
  holding.answer_all();
  EXPECT_TRUE(server.wait_answered(std::chrono::steady_clock::now() + 5s));
}

/// How long a call lasts whose stop is asked for after 50 ms.
template <class Call>
std::chrono::milliseconds given_up_after(Target target, const Call& call) {
  std::stop_source stop;
  target.stop = stop.get_token();
  target.connect_timeout = target.request_timeout = 20s;
  Client client(target);
  const auto began = std::chrono::steady_clock::now();
  std::jthread teller([&] {
    std::this_thread::sleep_for(50ms);
    stop.request_stop();
  });
  const auto done = call(client);
  EXPECT_FALSE(done);
  EXPECT_EQ(done.error().kind, Failure::Kind::retry);
  const auto took = std::chrono::steady_clock::now() - began;
  const auto again = client.open();
  EXPECT_FALSE(again) << "asked to stop, it stays so";
  return std::chrono::duration_cast<std::chrono::milliseconds>(took);
}

TEST(GivingUp, EndsAHandshakeWithSomebodySilent) {
  // The system takes the connection for it; nobody ever speaks.
  const int silent = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in at{};
  at.sin_family = AF_INET;
  at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof at;
  ASSERT_EQ(::bind(silent, reinterpret_cast<sockaddr*>(&at), size), 0);
  ASSERT_EQ(::listen(silent, 4), 0);
  ASSERT_EQ(::getsockname(silent, reinterpret_cast<sockaddr*>(&at), &size), 0);
  Target target;
  target.port = ntohs(at.sin_port);
  target.server_key = key_of(kServer);
  EXPECT_LT(given_up_after(target, [](Client& client) { return client.open(); }), 2s);
  ::close(silent);
}

TEST(GivingUp, EndsTheWaitForAnAnswer) {
  Holding holding;
  Server server(over_tls(), holding.handler());
  server.start().value();
  EXPECT_LT(given_up_after(target_of(server), [](Client& client) { return client.send(post("x")); }), 2s);
  EXPECT_EQ(holding.count(), 1u);
}

}  // namespace
}  // namespace palitan::net
