// Connections that are passed on: what reaches the other end, what waits for one, and what is cut off.
#include "net/splice.h"

#include <thread>

#include "net/test_kit.h"

namespace palitan::net {
namespace {

using namespace testing;

template <class Condition>
bool soon(const Condition& condition) {
  const auto until = std::chrono::steady_clock::now() + 5s;
  while (!condition()) {
    if (std::chrono::steady_clock::now() > until) return false;
    std::this_thread::sleep_for(1ms);
  }
  return true;
}

/// Where connections are passed on to: takes them one by one, and does with each what the test says.
class Beyond {
 public:
  Beyond() : listener_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in at{};
    at.sin_family = AF_INET;
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof at;
    EXPECT_EQ(::bind(listener_, reinterpret_cast<sockaddr*>(&at), size), 0);
    EXPECT_EQ(::listen(listener_, 8), 0);
    EXPECT_EQ(::getsockname(listener_, reinterpret_cast<sockaddr*>(&at), &size), 0);
    port_ = ntohs(at.sin_port);
    const timeval patience{5, 0};
    ::setsockopt(listener_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  }
  ~Beyond() {
    leave();
    ::close(listener_);
  }
  Beyond(const Beyond&) = delete;
  Beyond& operator=(const Beyond&) = delete;

  Splice::Endpoint endpoint() const { return {"127.0.0.1", port_}; }
  bool take() {
    one_ = ::accept(listener_, nullptr, nullptr);
    const timeval patience{5, 0};
    ::setsockopt(one_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    return one_ >= 0;
  }
  /// At most so many bytes; fewer: the other end has said all.
  std::string hear(std::size_t count) const {
    std::string out(count, '\0');
    std::size_t at = 0;
    for (ssize_t n = 0; at < count && (n = ::recv(one_, out.data() + at, count - at, 0)) > 0;)
      at += static_cast<std::size_t>(n);
    out.resize(at);
    return out;
  }
  void say(std::string_view text) const {
    EXPECT_EQ(::send(one_, text.data(), text.size(), MSG_NOSIGNAL), static_cast<ssize_t>(text.size()));
  }
  void leave() {
    if (one_ >= 0) ::close(std::exchange(one_, -1));
  }

 private:
  int listener_;
  int one_ = -1;
  std::uint16_t port_ = 0;
};

Splice::Options hasty() {
  Splice::Options out;
  out.hold_for = 200ms;
  out.connect_timeout = 100ms;
  return out;
}

TEST(Splices, TheTwoEndsOfATlsConnectionMeetAsIfNobodyStoodBetween) {
  std::optional<base::PublicKey> seen;
  Server server(over_tls(), [&](Request request, Respond respond) {
    seen = request.peer_key;
    echo(std::move(request), std::move(respond));
  });
  Splice splice({});
  splice.start().value();
  splice.pass_to(Splice::Endpoint{"127.0.0.1", server.start().value()});
  auto target = target_of(server);
  target.port = splice.port();
  target.own = kClient;
  Client client(target);
  const std::string large(1'000'000, 'x');
  for (const auto& body : {std::string("hello"), large, std::string("once more")}) {
    const auto answer = client.send(post(body));
    ASSERT_TRUE(answer) << answer.error().what;
    EXPECT_EQ(answer->body, body);
  }
  EXPECT_EQ(seen, key_of(kClient)) << "the client's certificate is the client's";
  target.server_key = key_of(kClient);
  EXPECT_FALSE(Client(target).send(post("x"))) << "and the key that is pinned is the server's";
  EXPECT_EQ(splice.figures().passed_on, 2u);
}

TEST(Splices, OneEndMayHaveSaidAllWhileTheOtherGoesOn) {
  Beyond beyond;
  Splice splice({});
  splice.start().value();
  splice.pass_to(beyond.endpoint());
  const RawSocket client(splice.port());
  client.say("a question");
  ::shutdown(client.fd(), SHUT_WR);
  ASSERT_TRUE(beyond.take());
  EXPECT_EQ(beyond.hear(100), "a question") << "and the end of it came through";
  beyond.say("an answer");
  beyond.leave();
  EXPECT_EQ(client.hear(), "an answer");
  EXPECT_TRUE(soon([&] { return splice.figures().open == 0; }));
}

TEST(Splices, WhoComesBeforeThereIsSomewhereToGoWaitsAMoment) {
  Beyond beyond;
  Splice splice({});
  splice.start().value();
  const RawSocket client(splice.port());
  client.say("early");
  EXPECT_TRUE(soon([&] { return splice.figures().open == 1; }));
  splice.pass_to(beyond.endpoint());
  ASSERT_TRUE(beyond.take());
  EXPECT_EQ(beyond.hear(5), "early");
}

TEST(Splices, WhoWaitedInVainIsToldWhereThatCanBe) {
  auto options = hasty();
  options.last_words = Response{503, {}, "nobody is there"};
  Splice speaks(options);
  Splice closes(hasty());
  for (auto* splice : {&speaks, &closes}) {
    splice->start().value();
    splice->pass_to(Splice::Endpoint{"127.0.0.1", 1});  // nobody listens there
    const RawSocket client(splice->port());
    client.say("is anybody there?");
    const auto heard = client.hear();
    EXPECT_EQ(heard.substr(0, 12), splice == &speaks ? "HTTP/1.1 503" : "");
    EXPECT_EQ(heard.ends_with("nobody is there"), splice == &speaks) << heard;
    EXPECT_EQ(splice->figures().turned_away, 1u);
    EXPECT_EQ(splice->figures().passed_on, 0u);
  }
}

TEST(Splices, WhenTheEndBeyondIsGoneSoIsTheConnection) {
  Beyond beyond;
  Splice splice({});
  splice.start().value();
  splice.pass_to(beyond.endpoint());
  const RawSocket client(splice.port());
  client.say("hello");
  ASSERT_TRUE(beyond.take());
  EXPECT_EQ(beyond.hear(5), "hello");
  beyond.say("half an ans");
  beyond.leave();
  EXPECT_EQ(client.hear(), "half an ans");
}

TEST(Splices, WhoIsConnectedToAnotherPlaceThanTheOneNamedIsCutOff) {
  Beyond first;
  Beyond second;
  Splice splice({});
  splice.start().value();
  splice.pass_to(first.endpoint());
  const RawSocket client(splice.port());
  ASSERT_TRUE(first.take());
  splice.pass_to(std::nullopt);
  client.say("still here");
  EXPECT_EQ(first.hear(10), "still here") << "with none named he stays";
  splice.pass_to(second.endpoint());
  EXPECT_EQ(client.hear(), "");
  const RawSocket again(splice.port());
  again.say("back");
  ASSERT_TRUE(second.take());
  EXPECT_EQ(second.hear(4), "back");
}

TEST(Splices, MoreThanAreAllowedAreClosedAtOnce) {
  Beyond beyond;
  Splice::Options options;
  options.max_connections = 2;
  Splice splice(options);
  splice.start().value();
  const RawSocket first(splice.port());
  const RawSocket second(splice.port());
  EXPECT_TRUE(soon([&] { return splice.figures().open == 2; }));
  EXPECT_EQ(RawSocket(splice.port()).hear(), "");
  EXPECT_EQ(splice.figures().turned_away, 1u);
  splice.pass_to(beyond.endpoint());
  first.say("x");
  ASSERT_TRUE(beyond.take());
  EXPECT_EQ(splice.figures().open, 2u);
}

TEST(Splices, WhoDoesNotReadHoldsUpWhoSendsToHim) {
  Beyond beyond;
  Splice splice({});
  splice.start().value();
  splice.pass_to(beyond.endpoint());
  const RawSocket client(splice.port());
  ASSERT_TRUE(beyond.take());
  constexpr std::size_t kMost = 256u << 20;
  const timeval patience{0, 300'000};
  ::setsockopt(client.fd(), SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
  std::string part(1 << 16, 'x');
  std::size_t sent = 0;
  for (ssize_t n = 0; sent < kMost && (n = ::send(client.fd(), part.data(), part.size(), MSG_NOSIGNAL)) > 0;)
    sent += static_cast<std::size_t>(n);
  EXPECT_LT(sent, kMost) << "what the system's own buffers take, and no more";
  std::thread reads([&] { EXPECT_EQ(beyond.hear(sent).size(), sent); });
  reads.join();
}

TEST(Splices, WhereNothingMovesTheConnectionEnds) {
  Beyond beyond;
  auto options = hasty();
  options.idle_timeout = 150ms;
  Splice splice(options);
  splice.start().value();
  splice.pass_to(beyond.endpoint());
  const RawSocket client(splice.port());
  ASSERT_TRUE(beyond.take());
  EXPECT_EQ(client.hear(), "");
  EXPECT_TRUE(soon([&] { return splice.figures().open == 0; }));
}

TEST(Splices, ThePortIsFreeForAnotherWhileConnectionsGoOn) {
  Beyond beyond;
  Splice splice({});
  const auto port = splice.start().value();
  auto options = plain();
  options.port = port;
  Server server(options, echo);
  splice.pass_to(beyond.endpoint());
  const RawSocket carried(port);
  ASSERT_TRUE(beyond.take());
  splice.stop_listening();
  ASSERT_EQ(server.start().value(), port);
  carried.say("goes on");
  EXPECT_EQ(beyond.hear(7), "goes on");
  EXPECT_TRUE(Client(target_of(server, false)).send(post("to the server")));
}

TEST(Splices, AnAddressThatCannotBeListenedOnIsSaid) {
  Splice first({});
  Splice::Options options;
  options.port = first.start().value();
  const auto busy = Splice(options).start();
  ASSERT_FALSE(busy);
  EXPECT_EQ(busy.error().kind, Failure::Kind::retry);
  options.address = "a name";
  const auto name = Splice(options).start();
  ASSERT_FALSE(name);
  EXPECT_EQ(name.error().kind, Failure::Kind::stop);
}

}  // namespace
}  // namespace palitan::net
