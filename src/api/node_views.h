// Internal: the heads of all books and the links, as those are told who wait for a change.
#pragma once
#include "api/app.h"

namespace palitan::api {

/// One line of JSON. Refusal: local_stopped.
base::Result<std::string> heads_text(App& app);

}  // namespace palitan::api
