// An HTTP/1.1 server over TLS 1.3, or plain on loopback.
#pragma once
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "base/refusal.h"
#include "net/http.h"
#include "net/identity.h"

namespace palitan::net {

/// Answers one request, once, from any thread, at any later time, without blocking; a second call does
/// nothing. If every copy is dropped unused, the client is answered 500. After Server::stop() it does
/// nothing.
using Respond = std::function<void(Response)>;

/// Called on an I/O thread, for one request of a connection at a time; calls for different connections come
/// from several threads at once. It must not block: hand the work to another thread and respond from there.
/// An exception from it drops the Respond.
using Handler = std::function<void(Request, Respond)>;

class Server {
 public:
  struct Options {
    std::string address = "127.0.0.1";  ///< numeric, v4 or v6
    std::uint16_t port = 0;             ///< 0: the system picks
    bool tls = true;                    ///< false only with a loopback address
    TlsIdentity identity;               ///< needed with tls
    bool ask_client = true;             ///< for a certificate; browsers would ask their user for one
    int threads = 2;
    std::size_t max_body = 8 * 1024 * 1024;  ///< larger: 413
    std::size_t max_connections = 1024;      ///< more are closed at once
    std::chrono::milliseconds idle_timeout{60'000};
    /// For handshake and header, and for each body beside what `min_rate` allows it.
    std::chrono::milliseconds read_timeout{10'000};
    std::uint32_t min_rate = 4096;  ///< bytes per second a peer must send or take of a body; at least 1
  };

  /// REQUIRES: threads >= 1, a handler.
  Server(Options options, Handler handler);
  ~Server();  ///< stops
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  /// Listens and serves until stop(); returns the port. Fails with Kind::retry where the address is in use,
  /// Kind::stop where options or identity cannot be used. REQUIRES: called once.
  base::Outcome<std::uint16_t> start();
  std::uint16_t port() const;  ///< 0 before start()

  /// From its return on, each new request is answered with a copy of `answer` and its connection ended; the
  /// handler gets none. What the handler has goes on. REQUIRES: between start() and stop(), not called from
  /// a handler.
  void refuse_new(const Response& answer);
  /// Waits until all that the handler got is answered and written, or given up by its client; false: not
  /// until then. REQUIRES: refuse_new() was called.
  bool wait_answered(std::chrono::steady_clock::time_point until);

  /// Ends every connection at once, answered or not, and returns when no handler runs any more; the handler
  /// is let go of. REQUIRES: not called from a handler.
  void stop();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace palitan::net
