#include "bad_link.h"

#include <array>
#include <boost/asio.hpp>
#include <deque>
#include <mutex>
#include <random>
#include <set>
#include <thread>
#include <vector>

namespace palitan::bench {
namespace {
namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;
using Clock = std::chrono::steady_clock;
using Time = Clock::time_point;
using Span = Clock::duration;

constexpr std::size_t kPacket = 1'448, kHeaders = 40;
constexpr std::size_t kBuffer = 64 * 1024;  ///< a sender's socket holds so much
constexpr double kFirstWindow = 10;

/// What both directions share.
struct Sky {
  explicit Sky(const LinkWeather& w) : weather(w), dice(w.seed) {}
  LinkWeather weather;
  std::mt19937_64 dice;
  Time began;
  mutable std::mutex mutex;
  LinkCount count;
  std::set<std::int64_t> contacts;

  bool lost() { return std::uniform_real_distribution<double>(0, 1)(dice) < weather.loss; }
  std::int64_t period_of(Time at) const { return (at - began) / weather.period; }
  /// That time, or when the link is next up.
  Time up_from(Time at) const {
    const auto start = began + period_of(at) * weather.period;
    return at - start < weather.up ? at : start + weather.period;
  }
  Span timeout() const { return weather.delay * 4; }
  Span time_of(std::size_t bytes) const {
    return std::chrono::duration_cast<Span>(
        std::chrono::duration<double>(static_cast<double>((bytes + kHeaders) * 8) / weather.bits_per_second));
  }
};

/// One direction of the link.
struct Way {
  Time free_at;
};

/// One direction of one connection.
struct Flow {
  struct Packet {
    Time arrives;
    std::vector<char> bytes;
  };
  std::deque<Packet> packets;
  std::deque<Time> acknowledged;  ///< when each that is on its way will be
  double window = kFirstWindow, threshold = 1e9;
  std::size_t waiting = 0;
  Time last;

  Time plan(Sky& sky, Way& way, std::size_t size, Time now) {
    auto leaves = std::max(now, way.free_at);
    while (!acknowledged.empty() && acknowledged.front() <= leaves) acknowledged.pop_front();
    while (static_cast<double>(acknowledged.size()) >= window) {
      leaves = std::max(leaves, acknowledged.front());
      acknowledged.pop_front();
    }
    if (const auto up = sky.up_from(leaves); up != leaves) leaves = up + sky.timeout();
    const bool lost = sky.lost();
    const auto takes = sky.time_of(size) * (lost ? 2 : 1);
    // Another connection may use the time in which this one waits for its window.
    way.free_at = std::max(way.free_at, now) + takes;
    auto arrives = std::max(way.free_at, leaves + takes) + sky.weather.delay;
    if (lost) {
      arrives += sky.timeout();
      threshold = window = std::max(1.0, window / 2);
    } else {
      window += window < threshold ? 1 : 1 / window;
    }
    if (const auto up = sky.up_from(arrives); up != arrives) arrives = up + sky.timeout();
    last = arrives = std::max(arrives, last);
    acknowledged.push_back(arrives + sky.weather.delay);
    const std::lock_guard lock(sky.mutex);
    sky.count.bytes += size;
    ++sky.count.packets;
    if (lost) ++sky.count.lost_packets, sky.count.resent_bytes += size;
    sky.contacts.insert(sky.period_of(leaves));
    return arrives;
  }
};

/// A connection through the link: two sockets, two flows.
class Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(asio::io_context& io, Sky& sky, tcp::socket from, std::array<Way*, 2> ways)
      : sky_(sky),
        ways_(ways),
        sockets_{std::move(from), tcp::socket(io)},
        timers_{asio::steady_timer(io), asio::steady_timer(io)} {}

  /// The first packets of TCP itself: a round trip, once the link is up.
  void begin(std::uint16_t port) {
    const auto now = Clock::now();
    const auto up = sky_.up_from(now);
    timers_[0].expires_at(up + (up == now ? Span{} : sky_.timeout()) + sky_.weather.delay * 2);
    timers_[0].async_wait([self = shared_from_this(), port](error_code fault) {
      if (fault || self->closed_) return;
      self->sockets_[1].async_connect({asio::ip::address_v4::loopback(), port}, [self](error_code refused) {
        if (refused) return self->close();
        for (auto& socket : self->sockets_) socket.set_option(tcp::no_delay(true));
        self->read(0);
        self->read(1);
      });
    });
  }
  void close() {
    closed_ = true;
    error_code ignored;
    for (auto& socket : sockets_) socket.close(ignored);
    for (auto& timer : timers_) timer.cancel();
  }
  /// Both ends learn of it at once.
  void reset() {
    error_code ignored;
    for (auto& socket : sockets_) socket.set_option(asio::socket_base::linger(true, 0), ignored);
    close();
  }
  bool closed() const { return closed_; }

 private:
  void read(std::size_t i) {
    if (flows_[i].waiting >= kBuffer) return;  // deliver() goes on
    reading_[i] = true;
    sockets_[i].async_read_some(
        asio::buffer(in_[i]), [self = shared_from_this(), i](error_code fault, std::size_t size) {
          self->reading_[i] = false;
          if (self->closed_) return;
          auto& flow = self->flows_[i];
          const auto now = Clock::now();
          // What ends comes behind all that was said.
          const auto arrives =
              fault ? std::max(flow.last, now) : flow.plan(self->sky_, *self->ways_[i], size, now);
          flow.packets.push_back({arrives, {self->in_[i].data(), self->in_[i].data() + (fault ? 0 : size)}});
          flow.waiting += size;
          if (flow.packets.size() == 1) self->deliver(i);
          if (!fault) self->read(i);
        });
  }
  void deliver(std::size_t i) {
    auto& flow = flows_[i];
    if (flow.packets.empty()) return;
    timers_[i].expires_at(flow.packets.front().arrives);
    timers_[i].async_wait([self = shared_from_this(), i](error_code cancelled) {
      if (cancelled || self->closed_) return;
      auto& packet = self->flows_[i].packets.front();
      if (packet.bytes.empty()) return self->close();
      asio::async_write(self->sockets_[1 - i], asio::buffer(packet.bytes),
                        [self, i](error_code fault, std::size_t size) {
                          if (fault || self->closed_) return self->close();
                          self->flows_[i].packets.pop_front();
                          self->flows_[i].waiting -= size;
                          if (!self->reading_[i]) self->read(i);
                          self->deliver(i);
                        });
    });
  }

  Sky& sky_;
  std::array<Way*, 2> ways_;
  std::array<tcp::socket, 2> sockets_;
  std::array<asio::steady_timer, 2> timers_;
  std::array<Flow, 2> flows_;
  std::array<std::array<char, kPacket>, 2> in_{};
  std::array<bool, 2> reading_{};
  bool closed_ = false;
};
}  // namespace

struct BadLink::State {
  asio::io_context io{1};
  Sky sky;
  std::array<Way, 2> ways;
  std::array<tcp::acceptor, 2> doors;
  std::array<std::uint16_t, 2> ports{};
  asio::steady_timer cutter{io};
  std::vector<std::weak_ptr<Connection>> connections;
  std::thread thread;

  static tcp::acceptor any_port(asio::io_context& io) { return {io, {asio::ip::address_v4::loopback(), 0}}; }
  explicit State(const LinkWeather& weather) : sky(weather), doors{any_port(io), any_port(io)} {}

  /// Behind door i is the other node; what it is told goes over way i.
  void accept(std::size_t i) {
    doors[i].async_accept([this, i](error_code fault, tcp::socket socket) {
      if (fault) return;
      {
        const std::lock_guard lock(sky.mutex);
        ++sky.count.connections;
      }
      auto made =
          std::make_shared<Connection>(io, sky, std::move(socket), std::array{&ways[i], &ways[1 - i]});
      std::erase_if(connections, [](const auto& one) { return one.expired(); });
      connections.push_back(made);
      made->begin(ports[1 - i]);
      accept(i);
    });
  }
  void cut_later() {
    if (sky.weather.cut_every.count() == 0) return;
    cutter.expires_after(sky.weather.cut_every);
    cutter.async_wait([this](error_code cancelled) {
      if (cancelled) return;
      for (const auto& one : connections)
        if (const auto at = one.lock()) at->reset();
      cut_later();
    });
  }
};

BadLink::BadLink(const LinkWeather& weather) : state_(std::make_unique<State>(weather)) {}
BadLink::~BadLink() {
  state_->io.stop();
  if (state_->thread.joinable()) state_->thread.join();
}
std::uint16_t BadLink::door(int end) const {
  return state_->doors[static_cast<std::size_t>(end)].local_endpoint().port();
}
void BadLink::start(std::uint16_t port_0, std::uint16_t port_1) {
  auto& s = *state_;
  s.ports = {port_0, port_1};
  s.sky.began = Clock::now();
  s.accept(0);
  s.accept(1);
  s.cut_later();
  s.thread = std::thread([&s] { s.io.run(); });
}
LinkCount BadLink::count() const {
  const std::lock_guard lock(state_->sky.mutex);
  auto out = state_->sky.count;
  out.contacts = state_->sky.contacts.size();
  return out;
}

}  // namespace palitan::bench
