// An HTTP request and its response as plain values.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/bytes.h"

namespace palitan::net {

/// Name and value in the order sent. Names compare without regard to case (RFC 9110 section 5.1).
/// Content-Length, Transfer-Encoding and Connection are written by this room; a caller's own are left out,
/// and control characters in a value become spaces, so that no value can add a header.
using Headers = std::vector<std::pair<std::string, std::string>>;

struct Request {
  std::string method = "GET";
  std::string target = "/";  ///< path and query as sent, percent-encoded
  Headers headers;
  std::string body;
  /// Key of the Ed25519 certificate that the TLS client proved to hold; empty for none, another kind of key,
  /// or plain HTTP. Whether that key may do anything is decided by the caller. Ignored when sending.
  std::optional<base::PublicKey> peer_key;

  /// The target up to '?', still percent-encoded.
  std::string_view path() const;
  /// First value of `name` in the query, percent-decoded with '+' as space; empty where absent or badly
  /// encoded.
  std::optional<std::string> query(std::string_view name) const;
  /// First value of that header; empty where absent. Valid while the request is unchanged.
  std::optional<std::string_view> header(std::string_view name) const;
};

struct Response {
  int status = 200;
  Headers headers;
  std::string body;

  std::optional<std::string_view> header(std::string_view name) const;
};

}  // namespace palitan::net
