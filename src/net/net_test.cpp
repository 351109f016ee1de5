// Two ends talking: pins, keys, late answers, many connections, stops and restarts.
#include <atomic>
#include <future>
#include <mutex>
#include <thread>

#include "net/load.h"
#include "net/test_kit.h"

namespace palitan::net {
namespace {

using namespace testing;

TEST(Net, EchoesOverTlsAndKeepsTheConnection) {
  Server server(over_tls(), echo);
  ASSERT_TRUE(server.start().has_value());
  Target target = target_of(server);
  Client client(target);
  for (const std::size_t size : {0UL, 1UL, 1000UL, 16'384UL, 100'000UL, 3'000'000UL}) {
    const std::string body(size, 'b');
    const auto response = client.send(post(body));
    ASSERT_TRUE(response.has_value()) << response.error().what;
    EXPECT_EQ(response->status, 200);
    EXPECT_EQ(response->header("X-Path"), "/echo?x=1");
    EXPECT_EQ(response->body, body);
  }
}

TEST(Net, OneConnectionServesManyRequests) {
  Server::Options options = over_tls();
  options.max_connections = 1;  // a second connection would be closed
  Server server(options, echo);
  ASSERT_TRUE(server.start().has_value());
  Client client(target_of(server));
  for (int i = 0; i < 100; ++i) {
    const auto response = client.send(post(std::to_string(i)));
    ASSERT_TRUE(response.has_value()) << response.error().what;
    EXPECT_EQ(response->body, std::to_string(i));
  }
  Client second(target_of(server));
  EXPECT_FALSE(second.send(post("too many")).has_value());
}

TEST(Net, RefusesAServerWithAnotherKey) {
  std::atomic<int> handled = 0;
  Server server(over_tls(), [&](Request, Respond respond) {
    ++handled;
    respond({});
  });
  ASSERT_TRUE(server.start().has_value());
  Target target = target_of(server);
  target.server_key = key_of(kClient);
  const auto response = Client(target).send(post("secret"));
  ASSERT_FALSE(response.has_value());
  EXPECT_EQ(response.error().kind, Failure::Kind::stop);
  EXPECT_EQ(response.error().what, "the server's key is not the pinned one");
  EXPECT_EQ(handled, 0);
}

TEST(Net, ShowsTheClientsKeyToTheHandler) {
  std::mutex mutex;
  std::vector<std::optional<base::PublicKey>> seen;
  Server server(over_tls(), [&](Request request, Respond respond) {
    std::lock_guard lock(mutex);
    seen.push_back(request.peer_key);
    respond({});
  });
  ASSERT_TRUE(server.start().has_value());
  Target target = target_of(server);
  ASSERT_TRUE(Client(target).send(post("")).has_value());
  target.own = kClient;
  Client known(target);
  ASSERT_TRUE(known.send(post("")).has_value());
  ASSERT_TRUE(known.send(post("")).has_value());
  EXPECT_EQ(seen,
            (std::vector<std::optional<base::PublicKey>>{std::nullopt, key_of(kClient), key_of(kClient)}));
}

TEST(Net, AnotherThreadAnswersLaterWhileOthersAreServed) {
  std::promise<Respond> waiting;
  Server::Options options = over_tls();
  options.threads = 1;
  Server server(options, [&](Request request, Respond respond) {
    if (request.path() == "/wait") return waiting.set_value(std::move(respond));
    respond({200, {}, "at once"});
  });
  ASSERT_TRUE(server.start().has_value());
  std::thread writer([&] {
    const Respond respond = waiting.get_future().get();
    EXPECT_EQ(Client(target_of(server)).send(post(""))->body, "at once");  // the I/O thread is free meanwhile
    respond({201, {}, "late"});
    respond({500, {}, "a second answer is not sent"});
  });
  Request request = post("");
  request.target = "/wait";
  Client client(target_of(server));
  const auto response = client.send(request);
  writer.join();
  ASSERT_TRUE(response.has_value()) << response.error().what;
  EXPECT_EQ(response->status, 201);
  EXPECT_EQ(response->body, "late");
  EXPECT_EQ(client.send(post(""))->body, "at once");
}

TEST(Net, AForgottenAnswerIs500) {
  Server server(over_tls(), [](const Request& request, const Respond&) {
    if (request.body == "throw") throw std::runtime_error("a fault in the handler");
  });
  ASSERT_TRUE(server.start().has_value());
  Client client(target_of(server));
  EXPECT_EQ(client.send(post("forget"))->status, 500);
  EXPECT_EQ(client.send(post("throw"))->status, 500);
  EXPECT_EQ(client.send(post("forget"))->status, 500);
}

TEST(Net, SixtyFourConnectionsAtOnce) {
  // Another thread answers in batches, as a group commit does.
  std::mutex mutex;
  std::vector<std::pair<std::string, Respond>> pending;
  std::atomic<bool> over = false;
  Server server(over_tls(), [&](Request request, Respond respond) {
    std::lock_guard lock(mutex);
    pending.emplace_back(std::move(request.body), std::move(respond));
  });
  ASSERT_TRUE(server.start().has_value());
  std::thread writer([&] {
    while (!over) {
      std::this_thread::sleep_for(1ms);
      std::vector<std::pair<std::string, Respond>> batch;
      {
        std::lock_guard lock(mutex);
        batch.swap(pending);
      }
      for (auto& [body, respond] : batch) respond({200, {}, std::move(body)});
    }
  });
  std::vector<int> asked(64), answered(64);
  const auto report = LoadClient(target_of(server), 64, 2)
                          .run(
                              [&](int i) -> std::optional<Request> {
                                auto& count = asked[static_cast<std::size_t>(i)];
                                if (count == 50) return std::nullopt;
                                return post(std::to_string(i) + "/" + std::to_string(++count));
                              },
                              [&](int i, const Response& response, std::chrono::nanoseconds) {
                                auto& count = answered[static_cast<std::size_t>(i)];
                                EXPECT_EQ(response.body, std::to_string(i) + "/" + std::to_string(++count));
                              });
  over = true;
  writer.join();
  ASSERT_TRUE(report.has_value()) << report.error().what;
  EXPECT_EQ(report->responses, 64U * 50);
  EXPECT_EQ(report->failures, 0U) << report->first_failure;
  EXPECT_EQ(answered, std::vector<int>(64, 50));
  EXPECT_LE(report->p50, report->p99);
}

TEST(Net, StopsWhileRequestsArePending) {
  std::promise<Respond> waiting;
  Server server(over_tls(), [&](Request, Respond respond) { waiting.set_value(std::move(respond)); });
  ASSERT_TRUE(server.start().has_value());
  auto sent = std::async(std::launch::async, [&] { return Client(target_of(server)).send(post("")); });
  const Respond respond = waiting.get_future().get();
  server.stop();
  server.stop();
  const auto response = sent.get();
  ASSERT_FALSE(response.has_value());
  EXPECT_EQ(response.error().kind, Failure::Kind::retry);
  respond({200, {}, "to nobody"});
}

TEST(Net, RespondMayOutliveTheServer) {
  std::promise<Respond> waiting;
  std::future<base::Outcome<Response>> sent;
  Respond respond;
  {
    Server server(plain(), [&](Request, Respond kept) { waiting.set_value(std::move(kept)); });
    ASSERT_TRUE(server.start().has_value());
    const Target target = target_of(server, false);
    sent = std::async(std::launch::async, [target] { return Client(target).send(post("")); });
    respond = waiting.get_future().get();
  }
  EXPECT_FALSE(sent.get().has_value());
  respond({});
}

TEST(Net, WhatTheHandlerOwnsEndsWithStop) {
  // A thread that belongs to the handler must not be the one that ends the handler: it would wait for itself.
  struct Owner {
    std::thread thread;
    std::thread::id* told;
    ~Owner() {
      *told = std::this_thread::get_id();
      if (thread.joinable()) thread.join();
    }
  };
  for (int i = 0; i < 50; ++i) {
    std::thread::id ended_by;
    auto owner = std::make_shared<Owner>();
    owner->told = &ended_by;
    Server server(plain(), [owner](Request, Respond respond) {
      owner->thread = std::thread([respond = std::move(respond)] { respond({200, {}, "done"}); });
    });
    owner.reset();
    ASSERT_TRUE(server.start().has_value());
    Client client(target_of(server, false));
    ASSERT_TRUE(client.send(post("")).has_value());
    server.stop();
    EXPECT_EQ(ended_by, std::this_thread::get_id());
  }
}

TEST(Net, AClientThatLeavesBeforeTheAnswerDoesNoHarm) {
  std::promise<Respond> waiting;
  Server server(plain(), [&](Request request, Respond respond) {
    if (request.path() == "/wait") return waiting.set_value(std::move(respond));
    respond({});
  });
  ASSERT_TRUE(server.start().has_value());
  Target impatient = target_of(server, false);
  impatient.request_timeout = 50ms;
  Request request = post("");
  request.target = "/wait";
  const auto response = Client(impatient).send(request);
  ASSERT_FALSE(response.has_value());
  EXPECT_EQ(response.error().kind, Failure::Kind::retry);
  waiting.get_future().get()({200, {}, std::string(1'000'000, 'x')});
  EXPECT_EQ(Client(target_of(server, false)).send(post(""))->status, 200);
}

TEST(Net, AClientReconnectsToARestartedServer) {
  Server::Options options = over_tls();
  auto server = std::make_unique<Server>(options, echo);
  ASSERT_TRUE(server->start().has_value());
  const Target target = target_of(*server);
  Client client(target);
  EXPECT_EQ(client.send(post("a"))->body, "a");
  server.reset();
  EXPECT_EQ(client.send(post("b")).error().kind, Failure::Kind::retry);
  options.port = target.port;
  server = std::make_unique<Server>(options, echo);
  ASSERT_TRUE(server->start().has_value());
  EXPECT_EQ(client.send(post("c"))->body, "c");
}

}  // namespace
}  // namespace palitan::net
