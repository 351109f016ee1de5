// One keep-alive connection to one pinned server.
#pragma once
#include <chrono>
#include <cstdint>
#include <memory>
#include <stop_token>
#include <string>

#include "base/bytes.h"
#include "base/refusal.h"
#include "net/http.h"
#include "net/identity.h"

namespace palitan::net {

/// Where a client connects and whom it expects there.
struct Target {
  std::string host = "127.0.0.1";  ///< an address, or a name (looking it up may outlast connect_timeout)
  std::uint16_t port = 0;
  bool tls = true;
  base::PublicKey server_key;  ///< the server's certificate must hold exactly this key; ignored without tls
  TlsIdentity own;             ///< shown to the server; may be empty
  std::chrono::milliseconds connect_timeout{5'000};  ///< up to the end of the TLS handshake
  std::chrono::milliseconds request_timeout{30'000};
  std::size_t max_body = 64 * 1024 * 1024;  ///< of a response
  /// Once it is asked to stop, what is under way ends at once as a connection that broke, and so does every
  /// later call.
  std::stop_token stop{};
};

/// Not thread safe: one per thread. Calls block, never longer than the two timeouts together, nor when `stop`
/// is asked for (looking up names apart).
class Client {
 public:
  explicit Client(Target target);
  ~Client();
  Client(Client&&) noexcept;
  Client& operator=(Client&&) noexcept;

  /// Connects, where there is no connection that can be used. Fails as send() does.
  base::Outcome<void> open();

  /// Connects where there is no connection, or the kept one has ended. Any status is a response.
  /// Kind::retry: nobody there, timed out, or the connection broke; the server may or may not have acted on
  /// the request. GET, HEAD, PUT and DELETE are sent a second time where a kept connection broke. Kind::stop:
  /// another key than the pinned one, no TLS 1.3, or a request or identity that cannot be sent.
  base::Outcome<Response> send(const Request& request);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace palitan::net
