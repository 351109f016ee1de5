// What a process that stands by answers to those who watch over it: the same addresses as a node that serves.
#pragma once
#include "net/server.h"
#include "node/stand_by.h"

namespace palitan::api {

/// The handler for the listener of those who watch, at loopback alone: /livez, /readyz (200 where connections
/// can be passed on) and /metrics. What else is asked is asked of the node. REQUIRES: `stands_by` outlives
/// the handler's last call.
net::Handler stand_by_handler(const node::StandBy& stands_by);

/// What a listener without TLS says to a connection that waited in vain for somebody who writes.
net::Response nobody_writes();

}  // namespace palitan::api
