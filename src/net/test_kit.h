// What the tests of this room share: two identities, an echoing server, and a socket without manners.
#pragma once
#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <chrono>

#include "net/client.h"
#include "net/server.h"

namespace palitan::net::testing {

using base::Failure;
using namespace std::chrono_literals;

inline TlsIdentity identity(std::uint8_t seed, std::string_view name = "a node") {
  std::array<std::uint8_t, 32> bytes{};
  bytes.fill(seed);
  return identity_from_seed(bytes, name, 1'700'000'000, 2'000'000'000).value();
}

inline base::PublicKey key_of(const TlsIdentity& who) { return public_key_of(who).value(); }

inline const TlsIdentity kServer = identity(1);
inline const TlsIdentity kClient = identity(2);

inline Server::Options over_tls() {
  Server::Options options;
  options.identity = kServer;
  return options;
}

inline Server::Options plain() {
  Server::Options options;
  options.tls = false;
  return options;
}

inline Target target_of(const Server& server, bool tls = true) {
  Target target;
  target.port = server.port();
  target.tls = tls;
  target.server_key = key_of(kServer);
  target.connect_timeout = 3s;
  target.request_timeout = 5s;
  return target;
}

inline Request post(std::string body) {
  Request request;
  request.method = "POST";
  request.target = "/echo?x=1";
  request.body = std::move(body);
  return request;
}

inline void echo(Request request, Respond respond) {
  respond({200, {{"x-path", request.target}}, request.body});
}

/// Says over TCP what no client would.
class RawSocket {
 public:
  explicit RawSocket(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const timeval patience{5, 0};
    setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    EXPECT_EQ(::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
  }
  ~RawSocket() { ::close(socket_); }
  RawSocket(const RawSocket&) = delete;
  RawSocket& operator=(const RawSocket&) = delete;

  int fd() const { return socket_; }
  void say(std::string_view text) const {
    EXPECT_EQ(::send(socket_, text.data(), text.size(), MSG_NOSIGNAL), static_cast<ssize_t>(text.size()));
  }
  /// Everything up to the end of the connection.
  std::string hear() const {
    std::string all;
    char part[4096];
    for (ssize_t n = 0; (n = ::recv(socket_, part, sizeof part, 0)) > 0;)
      all.append(part, static_cast<std::size_t>(n));
    return all;
  }

 private:
  int socket_;
};

}  // namespace palitan::net::testing
