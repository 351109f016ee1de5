// A bad link in user space: what a satellite does to two nodes, between their TCP connections. This kernel
// has no netem.
#pragma once
#include <chrono>
#include <cstdint>
#include <memory>

namespace palitan::bench {

struct LinkWeather {
  double bits_per_second = 64'000;  ///< of each direction, IP and TCP headers (40 bytes a packet) included
  std::chrono::milliseconds delay{700};                   ///< one way
  double loss = 0.05;                                     ///< of the packets
  std::chrono::milliseconds up{60'000}, period{300'000};  ///< up at the start of each period; equal: always
  std::chrono::milliseconds cut_every{0};  ///< so often all connections are reset while it is up; 0: never
  std::uint64_t seed = 1;
};

/// What went through, both directions together. Bytes are those of TCP's payload: TLS and all within it.
struct LinkCount {
  std::uint64_t bytes = 0, packets = 0;
  std::uint64_t lost_packets = 0, resent_bytes = 0;  ///< not in `bytes`
  std::uint64_t connections = 0;
  std::uint64_t contacts = 0;  ///< periods in which anything went through
};

/// Two doors on loopback; what connects to one comes out at the node that it aims at.
///
/// Each connection is cut into packets of at most 1,448 bytes. A packet leaves when the direction is free and
/// the connection's window allows, takes its time at the rate, and arrives after the delay, in order. A lost
/// one arrives a retransmission timeout of two round trips later, everything behind it waits, it takes the
/// rate twice, and the window is halved; else the window grows as TCP's does, from ten packets. While the
/// link is down nothing leaves, what was on its way arrives a timeout after it is up again, and who connects
/// waits. Real time; threads: its own, calls from any.
class BadLink {
 public:
  explicit BadLink(const LinkWeather& weather);
  ~BadLink();  ///< ends all connections
  BadLink(const BadLink&) = delete;
  BadLink& operator=(const BadLink&) = delete;

  /// Where node `end` (0 or 1) finds the other.
  std::uint16_t door(int end) const;
  /// The first period begins now. `port`: of the node 0 and 1.
  void start(std::uint16_t port_0, std::uint16_t port_1);
  LinkCount count() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace palitan::bench
