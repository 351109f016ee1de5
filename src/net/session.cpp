#include "net/session.h"

#include <algorithm>
#include <boost/asio/dispatch.hpp>
#include <cstring>

#include "net/encode.h"

namespace palitan::net {
namespace {

/// How long a connection that we end may still say things that nobody reads: closing at once would reset it
/// and could destroy our last answer on its way.
constexpr std::chrono::seconds kLinger{2};

/// The way back from a handler to its connection, which may be gone by then.
class Answer {
 public:
  Answer(std::weak_ptr<Worker> worker, std::weak_ptr<Session> session)
      : worker_(std::move(worker)), session_(std::move(session)) {}
  Answer(const Answer&) = delete;
  Answer& operator=(const Answer&) = delete;
  ~Answer() { send(Response{500, {}, {}}); }

  void send(Response response) {
    if (used_.exchange(true)) return;
    const auto worker = worker_.lock();
    if (!worker) return;
    // The session is looked up on its own thread only: it must not die on another.
    asio::dispatch(worker->io, [session = session_, response = std::move(response)]() mutable {
      if (const auto alive = session.lock()) alive->answer(std::move(response));
    });
  }

 private:
  std::weak_ptr<Worker> worker_;
  std::weak_ptr<Session> session_;
  std::atomic<bool> used_ = false;
};

}  // namespace

Session::Session(Worker& worker, tcp::socket socket)
    : worker_(worker),
      wire_(std::move(socket), worker.shared->tls ? &*worker.shared->tls : nullptr),
      reader_(worker.shared->options.max_body) {}

void Session::start() {
  error_code ignored;
  wire_.socket().set_option(tcp::no_delay(true), ignored);
  if (!wire_.secure()) return await_request();
  allow(Clock::now(), 0);
  wire_.handshake(asio::ssl::stream_base::server, [self = shared_from_this()](error_code fault) {
    if (fault) return self->close();
    self->peer_key_ = self->wire_.peer();
    self->await_request();
  });
}

void Session::close() {
  if (closed_) return;
  closed_ = true;
  settle();
  const auto self = shared_from_this();  // the map may hold the last reference
  wire_.close();
  worker_.sessions.erase(this);
  --worker_.shared->connections;
}

void Session::allow(Clock::time_point from, std::size_t body_size) {
  const auto& options = worker_.shared->options;
  deadline_ = from + options.read_timeout + std::chrono::seconds(body_size / options.min_rate);
}

void Session::await_request() {
  receiving_ = filled_ > 0;
  continued_ = false;
  began_ = Clock::now();
  if (receiving_) return take_in();  // sent before our answer to the one before
  deadline_ = began_ + worker_.shared->options.idle_timeout;
  read();
}

void Session::read() {
  wire_.read_some(
      asio::buffer(in_.data() + filled_, in_.size() - filled_),
      [self = shared_from_this()](error_code fault, std::size_t size) { self->on_read(fault, size); });
}

void Session::on_read(error_code fault, std::size_t size) {
  if (fault || closed_) return close();
  filled_ += size;
  if (!receiving_) {
    receiving_ = true;
    began_ = Clock::now();
  }
  take_in();
}

void Session::take_in() {
  const std::size_t taken = reader_.feed({in_.data(), filled_});
  filled_ -= taken;
  if (filled_ > 0) std::memmove(in_.data(), in_.data() + taken, filled_);
  const Reading state = reader_.state();
  if (state == Reading::done) return hand_over();
  if (state == Reading::failed) return refuse(reader_.status());
  if (filled_ == in_.size()) return refuse(400);  // a chunk's header that never ends
  allow(began_, reader_.body_size());
  if (state == Reading::body && !continued_ && reader_.expects_continue()) {
    continued_ = true;
    return write("HTTP/1.1 100 Continue\r\n\r\n", &Session::read);
  }
  read();
}

void Session::hand_over() {
  deadline_ = Clock::time_point::max();  // how long an answer takes is the handler's affair
  keep_alive_ = reader_.keep_alive();
  Request request = reader_.take();
  request.peer_key = peer_key_;
  head_ = request.method == "HEAD";
  if (worker_.refusal) return answer(*worker_.refusal);
  handed_ = true;
  ++worker_.shared->unanswered;
  auto answer = std::make_shared<Answer>(worker_.weak_from_this(), weak_from_this());
  worker_.shared->handler(std::move(request), [answer = std::move(answer)](Response response) {
    answer->send(std::move(response));
  });
}

void Session::refuse(int status) {
  keep_alive_ = false;
  head_ = false;
  answer(Response{status, {}, {}});
}

void Session::answer(Response response) {
  if (closed_) return;
  if (worker_.refusal) keep_alive_ = false;
  allow(Clock::now(), response.body.size());
  write(encode(response, keep_alive_, head_), &Session::on_answered);
}

void Session::write(std::string bytes, void (Session::*then)()) {
  out_ = std::move(bytes);
  wire_.write(asio::buffer(out_), [self = shared_from_this(), then](error_code fault, std::size_t) {
    if (fault || self->closed_) return self->close();
    ((*self).*then)();
  });
}

void Session::on_answered() {
  settle();
  return keep_alive_ ? await_request() : linger();
}

void Session::settle() {
  if (std::exchange(handed_, false)) --worker_.shared->unanswered;
}

void Session::linger() {
  error_code ignored;
  wire_.socket().shutdown(tcp::socket::shutdown_send, ignored);
  deadline_ = Clock::now() + kLinger;
  drain();
}

void Session::drain() {
  wire_.socket().async_read_some(asio::buffer(in_),
                                 [self = shared_from_this()](error_code fault, std::size_t) {
                                   return fault || self->closed_ ? self->close() : self->drain();
                                 });
}

void Worker::adopt(tcp::socket socket) {
  auto session = std::make_shared<Session>(*this, std::move(socket));
  sessions.emplace(session.get(), session);
  session->start();
}

void Worker::sweep() {
  using std::chrono::milliseconds;
  const auto& options = shared->options;
  const auto pause = std::clamp(std::min(options.idle_timeout, options.read_timeout) / 4, milliseconds{5},
                                milliseconds{1000});
  sweeper.expires_after(pause);
  sweeper.async_wait([this](error_code fault) {
    if (fault) return;
    const auto now = Clock::now();
    for (auto it = sessions.begin(); it != sessions.end();) {
      const auto session = (it++)->second;  // closing erases it from the map
      if (session->overdue(now)) session->close();
    }
    sweep();
  });
}

}  // namespace palitan::net
