// Refusals as problem details (RFC 9457).
#pragma once
#include "api/json_view.h"
#include "base/refusal.h"
#include "net/http.h"

namespace palitan::api {

/// "urn:palitan:refusal:<name>".
std::string problem_type(base::Code code);
/// The HTTP status that fits a code: 4xx for what the caller can mend, 503 for what the node cannot do now.
int status_of(base::Code code);
/// type, title, status, detail (the sentence a person reads), code (number), advice, clause, seen.
net::Response problem(const base::Refusal& refusal);
net::Response problem(base::Code code, std::string seen = {});
/// local_stopped as it is while the node is asked to stop: no disk failed.
net::Response stopping_problem();

net::Response json_response(const Json& body, int status = 200);
net::Response text_response(std::string body, std::string type = "text/plain; charset=utf-8");

}  // namespace palitan::api
