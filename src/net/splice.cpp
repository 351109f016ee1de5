#include "net/splice.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <boost/asio/buffer.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>
#include <latch>
#include <thread>
#include <unordered_map>

#include "base/check.h"
#include "net/encode.h"

namespace palitan::net {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;
using Clock = std::chrono::steady_clock;
using base::Failure;

/// What one end may be ahead of the other within this process.
constexpr std::size_t kBuffer = 16 * 1024;
/// How long one that we end may still say things: closing at once could destroy our last words on their way.
constexpr std::chrono::seconds kLinger{2};

tl::unexpected<Failure> fail(Failure::Kind kind, std::string what) {
  return tl::unexpected(Failure{kind, std::move(what)});
}

class Line;

/// All of it belongs to the splice's thread but what is atomic.
struct Shared {
  explicit Shared(Splice::Options with)
      : options(std::move(with)),
        last_words(options.last_words ? encode(*options.last_words, false, false) : std::string()) {}

  Splice::Options options;
  std::string last_words;
  asio::io_context io{1};
  std::optional<tcp::endpoint> to;
  std::unordered_map<Line*, std::shared_ptr<Line>> lines;
  std::atomic<std::size_t> open = 0;
  std::atomic<std::uint64_t> passed_on = 0;
  std::atomic<std::uint64_t> turned_away = 0;
};

/// One connection: it waits, is connected, carries bytes both ways, or takes its leave.
class Line : public std::enable_shared_from_this<Line> {
 public:
  Line(Shared& shared, tcp::socket socket)
      : shared_(shared),
        near_(std::move(socket)),
        far_(shared.io),
        until_(Clock::now() + shared.options.hold_for) {
    error_code ignored;
    near_.set_option(tcp::no_delay(true), ignored);
  }

  /// Looks at what there is to do now: called at first, again and again, and when there is another place to
  /// go to.
  void look(Clock::time_point now);
  void close();

 private:
  enum class State { waiting, connecting, carrying, leaving, closed };
  struct Way {
    std::array<char, kBuffer> bytes;
    bool ended = false;
  };

  void connect();
  void on_connected(error_code fault);
  void carry();
  void read(tcp::socket& from, tcp::socket& to, Way& way);
  void write(tcp::socket& from, tcp::socket& to, Way& way, std::size_t done, std::size_t size);
  void leave();
  void drain();
  void moved() { until_ = Clock::now() + shared_.options.idle_timeout; }

  Shared& shared_;
  tcp::socket near_;
  tcp::socket far_;
  std::optional<tcp::endpoint> to_;
  State state_ = State::waiting;
  Clock::time_point until_;            ///< of the state; while connecting, of the waiting that it is part of
  Clock::time_point connected_until_;  ///< of one try
  std::unique_ptr<std::array<Way, 2>> ways_;
};

void Line::look(Clock::time_point now) {
  const bool another = shared_.to && to_ && *to_ != *shared_.to;
  switch (state_) {
    case State::waiting:
      if (now > until_) return leave();
      if (shared_.to) connect();
      return;
    case State::connecting:
      // Its handler is told, and it waits again.
      if (another || now > connected_until_) {
        error_code ignored;
        far_.close(ignored);
      }
      return;
    case State::carrying:
      if (another || now > until_) close();
      return;
    case State::leaving:
      if (now > until_) close();
      return;
    case State::closed:
      return;
  }
}

void Line::close() {
  if (std::exchange(state_, State::closed) == State::closed) return;
  const auto self = shared_from_this();  // the map may hold the last reference
  error_code ignored;
  near_.close(ignored);
  far_.close(ignored);
  shared_.lines.erase(this);
  --shared_.open;
}

void Line::connect() {
  state_ = State::connecting;
  to_ = shared_.to;
  connected_until_ = Clock::now() + shared_.options.connect_timeout;
  far_.async_connect(*to_, [self = shared_from_this()](error_code fault) { self->on_connected(fault); });
}

void Line::on_connected(error_code fault) {
  if (state_ != State::connecting) return;
  error_code ignored;
  if (!fault && far_.is_open()) {
    far_.set_option(tcp::no_delay(true), ignored);
    ++shared_.passed_on;
    return carry();
  }
  // Whoever answers there may have gone a moment ago, and another come a moment later: it waits on.
  far_.close(ignored);
  to_.reset();
  state_ = State::waiting;
}

void Line::carry() {
  state_ = State::carrying;
  moved();
  ways_ = std::make_unique<std::array<Way, 2>>();
  read(near_, far_, (*ways_)[0]);
  read(far_, near_, (*ways_)[1]);
}

void Line::read(tcp::socket& from, tcp::socket& to, Way& way) {
  from.async_read_some(asio::buffer(way.bytes),
                       [self = shared_from_this(), &from, &to, &way](error_code fault, std::size_t size) {
                         if (self->state_ != State::carrying) return;
                         if (!fault) {
                           self->moved();
                           return self->write(from, to, way, 0, size);
                         }
                         if (fault != asio::error::eof) return self->close();
                         // One end has said all it had to say; the other may still answer.
                         way.ended = true;
                         error_code ignored;
                         to.shutdown(tcp::socket::shutdown_send, ignored);
                         if ((*self->ways_)[0].ended && (*self->ways_)[1].ended) self->close();
                       });
}

// Part by part, so that a slow reader counts as one that moves.
void Line::write(tcp::socket& from, tcp::socket& to, Way& way, std::size_t done, std::size_t size) {
  to.async_write_some(
      asio::buffer(way.bytes.data() + done, size - done),
      [self = shared_from_this(), &from, &to, &way, done, size](error_code fault, std::size_t more) {
        if (self->state_ != State::carrying) return;
        if (fault) return self->close();
        self->moved();
        if (done + more < size) return self->write(from, to, way, done + more, size);
        self->read(from, to, way);
      });
}

void Line::leave() {
  ++shared_.turned_away;
  if (shared_.last_words.empty()) return close();
  state_ = State::leaving;
  until_ = Clock::now() + kLinger;
  asio::async_write(near_, asio::buffer(shared_.last_words),
                    [self = shared_from_this()](error_code fault, std::size_t) {
                      if (self->state_ != State::leaving) return;
                      if (fault) return self->close();
                      error_code ignored;
                      self->near_.shutdown(tcp::socket::shutdown_send, ignored);
                      self->ways_ = std::make_unique<std::array<Way, 2>>();
                      self->drain();
                    });
}

void Line::drain() {
  near_.async_read_some(asio::buffer((*ways_)[0].bytes),
                        [self = shared_from_this()](error_code fault, std::size_t) {
                          if (self->state_ != State::leaving) return;
                          fault ? self->close() : self->drain();
                        });
}

}  // namespace

struct Splice::State {
  explicit State(Options options) : shared(std::move(options)) {}

  Shared shared;
  asio::executor_work_guard<asio::io_context::executor_type> guard{shared.io.get_executor()};
  asio::steady_timer clock{shared.io};
  asio::steady_timer retry{shared.io};
  std::optional<tcp::acceptor> acceptor;
  std::thread thread;
  std::uint16_t port = 0;

  base::Outcome<std::uint16_t> listen(const tcp::endpoint& endpoint);
  void accept();
  void on_accept(tcp::socket socket);
  void look();
  void look_again();
  void run();
};

base::Outcome<std::uint16_t> Splice::State::listen(const tcp::endpoint& endpoint) {
  error_code fault;
  tcp::acceptor opened{shared.io};
  opened.open(endpoint.protocol(), fault);
  if (!fault) opened.set_option(tcp::acceptor::reuse_address(true), fault);
  if (!fault) opened.bind(endpoint, fault);
  if (!fault) opened.listen(asio::socket_base::max_listen_connections, fault);
  const auto bound = fault ? endpoint : opened.local_endpoint(fault);
  if (fault)
    return fail(fault == asio::error::address_in_use ? Failure::Kind::retry : Failure::Kind::stop,
                "cannot listen on " + endpoint.address().to_string() + " port " +
                    std::to_string(endpoint.port()) + ": " + fault.message());
  acceptor = std::move(opened);
  return bound.port();
}

void Splice::State::accept() {
  acceptor->async_accept(shared.io, [this](error_code fault, tcp::socket socket) {
    if (!acceptor) return;
    if (!fault) {
      on_accept(std::move(socket));
      return accept();
    }
    // Out of file descriptors, most likely: trying again at once would only spin.
    retry.expires_after(std::chrono::milliseconds{100});
    retry.async_wait([this](error_code stopped) {
      if (!stopped && acceptor) accept();
    });
  });
}

void Splice::State::on_accept(tcp::socket socket) {
  if (shared.lines.size() >= shared.options.max_connections) {
    ++shared.turned_away;
    return;
  }
  const auto line = std::make_shared<Line>(shared, std::move(socket));
  shared.lines.emplace(line.get(), line);
  ++shared.open;
  line->look(Clock::now());
}

void Splice::State::look() {
  const auto now = Clock::now();
  for (auto it = shared.lines.begin(); it != shared.lines.end();) {
    const auto line = (it++)->second;  // closing erases it from the map
    line->look(now);
  }
}

/// One clock for all: what waits tries again, what is over ends.
void Splice::State::look_again() {
  const auto& options = shared.options;
  const auto shortest = std::min({options.hold_for, options.connect_timeout, options.idle_timeout});
  clock.expires_after(std::clamp(shortest / 8, std::chrono::milliseconds{5}, std::chrono::milliseconds{200}));
  clock.async_wait([this](error_code stopped) {
    if (stopped) return;
    look();
    look_again();
  });
}

void Splice::State::run() {
  for (;;) {
    try {
      shared.io.run();
      return;
    } catch (const std::exception&) {
      // For want of memory: that connection ends when its time is over, the others go on.
    }
  }
}

Splice::Splice(Options options) : state_(std::make_unique<State>(std::move(options))) {}
Splice::~Splice() { stop(); }

base::Outcome<std::uint16_t> Splice::start() {
  PALITAN_CHECK(!state_->thread.joinable());
  const auto& options = state_->shared.options;
  error_code fault;
  const auto address = asio::ip::make_address(options.address, fault);
  if (fault) return fail(Failure::Kind::stop, "\"" + options.address + "\" is not a numeric address");
  const auto port = state_->listen({address, options.port});
  if (!port) return port;
  state_->port = *port;
  state_->accept();
  state_->look_again();
  state_->thread = std::thread([this] { state_->run(); });
  return port;
}

std::uint16_t Splice::port() const { return state_->port; }

void Splice::pass_to(const std::optional<Endpoint>& to) {
  std::optional<tcp::endpoint> read;
  if (to) {
    error_code fault;
    const auto address = asio::ip::make_address(to->address, fault);
    if (!fault && to->port != 0) read.emplace(address, to->port);
  }
  asio::post(state_->shared.io, [at = state_.get(), read] {
    if (at->shared.to == read) return;
    at->shared.to = read;
    at->look();
  });
}

void Splice::stop_listening() {
  PALITAN_CHECK(state_->thread.joinable());
  std::latch done(1);
  asio::post(state_->shared.io, [&] {
    state_->acceptor.reset();
    state_->retry.cancel();
    done.count_down();
  });
  done.wait();
}

Splice::Figures Splice::figures() const {
  const auto& shared = state_->shared;
  return {shared.open.load(), shared.passed_on.load(), shared.turned_away.load()};
}

void Splice::stop() {
  if (!state_->thread.joinable()) return;
  state_->shared.io.stop();
  state_->thread.join();
  state_->acceptor.reset();
  const auto lines = std::move(state_->shared.lines);
  state_->shared.lines.clear();
  for (const auto& [line, held] : lines) held->close();
}

}  // namespace palitan::net
