// Internal: the routes of proven misdeeds.
#pragma once
#include "api/app.h"

namespace palitan::api {

base::Result<net::Response> get_misdeeds(App& app, const Call& call);
base::Result<net::Response> get_misdeed(App& app, const Call& call);

}  // namespace palitan::api
