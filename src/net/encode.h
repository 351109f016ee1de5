// Internal: messages as the bytes of HTTP/1.1.
#pragma once
#include <string>
#include <string_view>

#include "net/http.h"

namespace palitan::net {

/// True where the two are equal but for ASCII case.
bool same_name(std::string_view a, std::string_view b);

/// REQUIRES: `sendable(request)`.
std::string encode(const Request& request, std::string_view host);
/// `head` leaves the body out, as the answer to HEAD must; Content-Length still tells its size.
std::string encode(const Response& response, bool keep_alive, bool head);

/// Method is a token and target holds neither space nor control character.
bool sendable(const Request& request);

}  // namespace palitan::net
