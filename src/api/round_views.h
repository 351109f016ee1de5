// Internal: a round of netting, solved.
#pragma once
#include "api/app.h"

namespace palitan::api {

/// The best clearing of the debts that entered, as a draft with what it does to each party (solveRound);
/// nothing is signed. Refusals: local_not_found, refused_state, refused_clearing.
base::Result<net::Response> solve_round(App& app, const Call& call);

}  // namespace palitan::api
