// Internal: the calendar of the node's party, and the key that opens it alone.
#pragma once
#include "api/app.h"

namespace palitan::api {

/// Hex HMAC-SHA-256 of "calendar" under the API token: whoever knows it may read the calendar and nothing
/// else. It changes with the token.
std::string calendar_key(const App& app);

}  // namespace palitan::api
