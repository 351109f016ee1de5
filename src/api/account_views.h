// Internal: an agreed account as the pages read it.
#pragma once
#include "api/app.h"

namespace palitan::api {

/// What an account has to state (getAccountOpen). Refusals: local_not_found, local_damaged.
base::Result<net::Response> get_account_open(App& app, const Call& call);
/// A partner's own list of invoices beside the record (matchAccount); nothing is kept. Refusals:
/// local_not_found, local_draft.
base::Result<net::Response> post_account_match(App& app, const Call& call);

}  // namespace palitan::api
