// Internal: what `GET /metrics` tells of the node.
#pragma once
#include "api/app.h"

namespace palitan::api {

/// In the text format of Prometheus. How much it is depends on books, partners and routes, never on who asked
/// what. Waits for the writer, at most two seconds a book: not on the server's threads.
std::string figures_text(App& app);

}  // namespace palitan::api
