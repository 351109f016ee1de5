// A port for a node that a test starts.
#pragma once
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdint>

namespace palitan_test {

/// Free a moment ago, and below those that the system gives to outgoing connections: a client that calls a
/// dead node over and over on one of those is in the end given the node's own port, is connected to itself,
/// and leaves the port unusable for a minute. 0: none is free.
inline std::uint16_t free_port() {
  static int next = 20'000 + ::getpid() % 5'000;
  while (next < 30'000) {
    const auto port = static_cast<std::uint16_t>(next++);
    const int probe = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    const bool free = ::bind(probe, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
    ::close(probe);
    if (free) return port;
  }
  return 0;
}

}  // namespace palitan_test
