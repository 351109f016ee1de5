// Internal: one TCP connection, with or without TLS, for both ends. Includes Boost.Asio.
#pragma once
#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/write.hpp>
#include <optional>
#include <utility>
#include <variant>

#include "net/tls.h"

namespace palitan::net {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

/// At most one read and one write at a time. Used from the thread of its io_context only.
class Wire {
 public:
  using Tls = asio::ssl::stream<tcp::socket>;

  /// `context` empty: plain. REQUIRES: it outlives the wire.
  Wire(tcp::socket socket, asio::ssl::context* context) : stream_(std::move(socket)) {
    if (context) {
      tcp::socket plain = std::move(std::get<tcp::socket>(stream_));
      stream_.emplace<Tls>(std::move(plain), *context);
    }
  }

  bool secure() const { return std::holds_alternative<Tls>(stream_); }
  tcp::socket& socket() {
    if (auto* tls = std::get_if<Tls>(&stream_)) return tls->next_layer();
    return std::get<tcp::socket>(stream_);
  }

  /// REQUIRES: secure().
  template <class Handler>
  void handshake(asio::ssl::stream_base::handshake_type type, Handler&& handler) {
    std::get<Tls>(stream_).async_handshake(type, std::forward<Handler>(handler));
  }
  std::optional<base::PublicKey> peer() {
    auto* tls = std::get_if<Tls>(&stream_);
    return tls ? peer_key(tls->native_handle()) : std::nullopt;
  }

  template <class Handler>
  void read_some(asio::mutable_buffer into, Handler&& handler) {
    if (auto* tls = std::get_if<Tls>(&stream_))
      tls->async_read_some(into, std::forward<Handler>(handler));
    else
      std::get<tcp::socket>(stream_).async_read_some(into, std::forward<Handler>(handler));
  }
  /// REQUIRES: the bytes stay until the handler is called.
  template <class Handler>
  void write(asio::const_buffer from, Handler&& handler) {
    if (auto* tls = std::get_if<Tls>(&stream_))
      asio::async_write(*tls, from, std::forward<Handler>(handler));
    else
      asio::async_write(std::get<tcp::socket>(stream_), from, std::forward<Handler>(handler));
  }

  /// Ends it at once; what is under way is handed an error.
  void close() {
    error_code ignored;
    socket().close(ignored);
  }

 private:
  std::variant<tcp::socket, Tls> stream_;
};

}  // namespace palitan::net
