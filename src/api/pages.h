// Internal: the listener of the pages: the web application, and the interface behind it.
#pragma once
#include "api/routes.h"

namespace palitan::api {

/// REQUIRES: `call` came to the listener of the pages.
void serve_pages(const std::shared_ptr<App>& app, Call call);

}  // namespace palitan::api
