// The node's HTTP interface: resources, problems, who may do what. Routes are in api/routes.h and
// spec/openapi.yaml.
#pragma once
#include "net/server.h"
#include "node/service.h"

namespace palitan::api {

/// The handler for Service::start(). Local clients show the bearer token of the node's folder; partners are
/// known by the key of their certificate. Every refusal is application/problem+json.
/// REQUIRES: `service` outlives the handler's last call (Service::stop() ends them).
net::Handler handler(node::Service& service);

}  // namespace palitan::api
