// What a server refuses and how long it waits.
#include <openssl/ssl.h>
#include <poll.h>

#include <thread>

#include "net/test_kit.h"

namespace palitan::net {
namespace {

using namespace testing;

TEST(Limits, RefusesTls12) {
  Server server(over_tls(), echo);
  ASSERT_TRUE(server.start().has_value());
  for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
    const RawSocket socket(server.port());
    SSL_CTX* context = SSL_CTX_new(TLS_client_method());
    SSL_CTX_set_max_proto_version(context, version);
    SSL* connection = SSL_new(context);
    SSL_set_fd(connection, socket.fd());
    EXPECT_EQ(SSL_connect(connection) == 1, version == TLS1_3_VERSION);
    SSL_free(connection);
    SSL_CTX_free(context);
  }
}

TEST(Limits, AnswersALargeBodyWith413) {
  Server::Options options = over_tls();
  options.max_body = 1000;
  Server server(options, echo);
  ASSERT_TRUE(server.start().has_value());
  Client client(target_of(server));
  EXPECT_EQ(client.send(post(std::string(1000, 'x')))->status, 200);
  for (const std::size_t size : {1001UL, 2'000'000UL}) {
    const auto response = client.send(post(std::string(size, 'x')));
    ASSERT_TRUE(response.has_value()) << response.error().what;
    EXPECT_EQ(response->status, 413);
  }
  EXPECT_EQ(client.send(post("small again"))->status, 200);
}

TEST(Limits, AnswersMalformedAndOverlongRequests) {
  Server server(plain(), echo);
  ASSERT_TRUE(server.start().has_value());
  const auto status_of = [&](const std::string& text) {
    const RawSocket socket(server.port());
    socket.say(text);
    ::shutdown(socket.fd(), SHUT_WR);
    return socket.hear().substr(0, 12);
  };
  EXPECT_EQ(status_of("this is not HTTP\r\n\r\n"), "HTTP/1.1 400");
  EXPECT_EQ(status_of("GET / HTTP/1.1\r\nContent-Length: x\r\n\r\n"), "HTTP/1.1 400");
  EXPECT_EQ(status_of("POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab"), "HTTP/1.1 400");
  EXPECT_EQ(status_of("GET / HTTP/1.1\r\nX: " + std::string(20'000, 'x') + "\r\n\r\n"), "HTTP/1.1 431");
}

TEST(Limits, ManyShortFieldsAreALongHeader) {
  Server server(plain(), echo);
  ASSERT_TRUE(server.start().has_value());
  const auto field = [](int i) { return "X" + std::to_string(i) + ": y\r\n"; };
  std::string at_once = "GET / HTTP/1.1\r\n";
  for (int i = 0; i < 2'000; ++i) at_once += field(i);
  {
    const RawSocket socket(server.port());
    socket.say(at_once + "\r\n");
    ::shutdown(socket.fd(), SHUT_WR);
    EXPECT_EQ(socket.hear().substr(0, 12), "HTTP/1.1 431");
  }
  const RawSocket one_by_one(server.port());
  one_by_one.say("GET / HTTP/1.1\r\n");
  int sent = 0;
  while (sent < 20'000 && ::send(one_by_one.fd(), field(sent).data(), field(sent).size(), MSG_NOSIGNAL) > 0) {
    ++sent;
    if (sent % 50 == 0) std::this_thread::sleep_for(1ms);
    pollfd answered{one_by_one.fd(), POLLIN, 0};
    if (::poll(&answered, 1, 0) > 0) break;
  }
  EXPECT_LT(sent, 5'000) << "fields without an end are taken";
  EXPECT_EQ(one_by_one.hear().substr(0, 12), "HTTP/1.1 431");
  std::string trailers = "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n";
  for (int i = 0; i < 2'000; ++i) trailers += field(i);
  const RawSocket behind(server.port());
  behind.say(trailers + "\r\n");
  ::shutdown(behind.fd(), SHUT_WR);
  EXPECT_NE(behind.hear().substr(0, 12), "HTTP/1.1 200");
}

TEST(Limits, TakesChunksPipeliningAndExpectations) {
  Server server(plain(), echo);
  ASSERT_TRUE(server.start().has_value());
  const RawSocket socket(server.port());
  socket.say(
      "POST /a HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"
      "HEAD /b HTTP/1.1\r\n\r\n"
      "POST /c HTTP/1.1\r\nExpect: 100-continue\r\nConnection: close\r\nContent-Length: 3\r\n\r\n");
  std::this_thread::sleep_for(50ms);
  socket.say("end");
  EXPECT_EQ(socket.hear(),
            "HTTP/1.1 200 OK\r\nx-path: /a\r\nContent-Length: 5\r\n\r\nabcde"
            "HTTP/1.1 200 OK\r\nx-path: /b\r\nContent-Length: 0\r\n\r\n"
            "HTTP/1.1 100 Continue\r\n\r\n"
            "HTTP/1.1 200 OK\r\nx-path: /c\r\nConnection: close\r\nContent-Length: 3\r\n\r\nend");
}

TEST(Limits, AHeaderValueCannotAddAHeader) {
  Server server(plain(), [](Request, Respond respond) {
    respond({200, {{"x-a", "1\r\nx-evil: 2"}, {"bad name", "3"}, {"Content-Length", "999"}}, "body"});
  });
  ASSERT_TRUE(server.start().has_value());
  Client client(target_of(server, false));
  const auto response = client.send(post(""));
  ASSERT_TRUE(response.has_value()) << response.error().what;
  EXPECT_EQ(response->header("x-a"), "1  x-evil: 2");
  EXPECT_EQ(response->header("x-evil"), std::nullopt);
  EXPECT_EQ(response->body, "body");
  Request split = post("");
  split.target = "/ HTTP/1.1\r\nx: y";
  EXPECT_EQ(client.send(split).error().kind, Failure::Kind::stop);
}

TEST(Limits, HalfARequestTimesOut) {
  Server::Options options = plain();
  options.read_timeout = 100ms;
  Server server(options, echo);
  ASSERT_TRUE(server.start().has_value());
  const auto begun = std::chrono::steady_clock::now();
  for (const char* half : {"GET / HT", "POST / HTTP/1.1\r\nContent-Length: 10\r\n\r\nabc"}) {
    const RawSocket socket(server.port());
    socket.say(half);
    EXPECT_EQ(socket.hear(), "");
  }
  {
    const RawSocket dripping(server.port());  // each byte on its own earns no more time
    dripping.say("GET / HTTP/1.1\r\n");
    for (int i = 0; i < 20; ++i) {
      std::this_thread::sleep_for(20ms);
      if (::send(dripping.fd(), "x", 1, MSG_NOSIGNAL) < 0) break;
      EXPECT_LT(i, 19) << "still served";
    }
  }
  EXPECT_LT(std::chrono::steady_clock::now() - begun, 3s);
}

TEST(Limits, ABodySlowerThanTheLeastRateIsCutOffAndAFasterOneIsNot) {
  Server::Options options = plain();
  options.read_timeout = 150ms;
  options.min_rate = 20'000;
  Server server(options, echo);
  ASSERT_TRUE(server.start().has_value());
  // Each piece on its own earns no time beyond what the rate allows for it.
  const auto sends = [&](const std::string& piece, int pieces) {
    const RawSocket socket(server.port());
    socket.say("POST / HTTP/1.1\r\nConnection: close\r\nContent-Length: " +
               std::to_string(piece.size() * static_cast<std::size_t>(pieces)) + "\r\n\r\n");
    for (int i = 0; i < pieces; ++i) {
      std::this_thread::sleep_for(10ms);
      if (::send(socket.fd(), piece.data(), piece.size(), MSG_NOSIGNAL) < 0) break;
    }
    return socket.hear().substr(0, 12);
  };
  const auto begun = std::chrono::steady_clock::now();
  EXPECT_EQ(sends("x", 200), "") << "100 bytes a second";
  EXPECT_LT(std::chrono::steady_clock::now() - begun, 5s);
  EXPECT_EQ(sends(std::string(2'000, 'x'), 100), "HTTP/1.1 200") << "a second and more, but steadily";
}

TEST(Limits, AnIdleConnectionAndASilentHandshakeTimeOut) {
  Server::Options options = over_tls();
  options.idle_timeout = 100ms;
  options.read_timeout = 100ms;
  Server server(options, echo);
  ASSERT_TRUE(server.start().has_value());
  Client client(target_of(server));
  EXPECT_EQ(client.send(post("a"))->body, "a");
  EXPECT_EQ(RawSocket(server.port()).hear(), "");
  std::this_thread::sleep_for(300ms);  // the kept connection is gone; the client makes another
  const auto response = client.send(post("b"));
  ASSERT_TRUE(response.has_value()) << response.error().what;
  EXPECT_EQ(response->body, "b");
}

TEST(Limits, AnAnswerMayTakeLongerThanARequest) {
  Server::Options options = plain();
  options.read_timeout = 50ms;
  options.idle_timeout = 50ms;
  std::vector<std::thread> later;
  Server server(options, [&](Request, Respond respond) {
    later.emplace_back([respond = std::move(respond)] {
      std::this_thread::sleep_for(400ms);
      respond({200, {}, "late"});
    });
  });
  ASSERT_TRUE(server.start().has_value());
  Client client(target_of(server, false));
  const auto response = client.send(post(""));
  ASSERT_TRUE(response.has_value()) << response.error().what;
  EXPECT_EQ(response->body, "late");
  for (auto& thread : later) thread.join();
}

TEST(Limits, SaysWhyItCannotListen) {
  Server first(over_tls(), echo);
  ASSERT_TRUE(first.start().has_value());
  Server::Options options = over_tls();
  options.port = first.port();
  EXPECT_EQ(Server(options, echo).start().error().kind, Failure::Kind::retry);
  options = plain();
  options.address = "0.0.0.0";
  EXPECT_EQ(Server(options, echo).start().error().kind, Failure::Kind::stop);
  options.address = "a ship";
  EXPECT_EQ(Server(options, echo).start().error().kind, Failure::Kind::stop);
  options = over_tls();
  options.identity = {};
  EXPECT_EQ(Server(options, echo).start().error().kind, Failure::Kind::stop);
}

}  // namespace
}  // namespace palitan::net
