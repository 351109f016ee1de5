// Internal: one connection of the server, and the I/O thread's share of them.
#pragma once
#include <array>
#include <atomic>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>

#include "net/reader.h"
#include "net/server.h"
#include "net/wire.h"

namespace palitan::net {

using Clock = std::chrono::steady_clock;

/// What every connection of one server shares.
struct Shared {
  Server::Options options;
  Handler handler;
  std::optional<asio::ssl::context> tls;
  std::atomic<std::size_t> connections = 0;
  std::atomic<std::size_t> unanswered =
      0;  ///< requests that the handler got, until they are answered and written
};

class Session;

/// One I/O thread's event loop with the connections on it, which no other thread touches. Members die in
/// reverse order: connections before the loop, what they share last.
struct Worker : std::enable_shared_from_this<Worker> {
  explicit Worker(std::shared_ptr<Shared> with) : shared(std::move(with)) {}

  std::shared_ptr<Shared> shared;
  asio::io_context io{1};
  asio::executor_work_guard<asio::io_context::executor_type> guard{io.get_executor()};
  asio::steady_timer sweeper{io};
  std::unordered_map<Session*, std::shared_ptr<Session>> sessions;
  std::optional<Response> refusal;  ///< to every new request; empty: they go to the handler

  void adopt(tcp::socket socket);  ///< REQUIRES: on this worker's thread
  /// Closes overdue connections again and again: one timer for all, as re-arming one for each request costs
  /// more.
  void sweep();
};

/// Reads a request, hands it over, awaits the answer, writes it, and again.
class Session : public std::enable_shared_from_this<Session> {
 public:
  Session(Worker& worker, tcp::socket socket);

  void start();
  /// REQUIRES: on the worker's thread; one answer for each request handed over.
  void answer(Response response);
  bool overdue(Clock::time_point now) const { return now > deadline_; }
  void close();

 private:
  void await_request();
  void read();
  void on_read(error_code fault, std::size_t size);
  void take_in();  ///< what has been read
  void hand_over();
  void settle();  ///< the request that the handler got is done with
  void refuse(int status);
  void write(std::string bytes, void (Session::*then)());
  void on_answered();
  void linger();
  void drain();
  /// From now (writing) or from the first byte (reading), by how much of the body has moved.
  void allow(Clock::time_point from, std::size_t body_size);

  Worker& worker_;
  Wire wire_;
  RequestReader reader_;
  std::optional<base::PublicKey> peer_key_;
  std::array<char, kHeaderLimit> in_;
  std::size_t filled_ = 0;
  std::string out_;
  Clock::time_point began_;  ///< when the first byte of the present request came
  Clock::time_point deadline_ = Clock::time_point::max();
  bool receiving_ = false;
  bool handed_ = false;  ///< the handler got a request, which is not answered and written yet
  bool continued_ = false;
  bool keep_alive_ = false;
  bool head_ = false;
  bool closed_ = false;
};

}  // namespace palitan::net
