#include "api/stand_by.h"

#include "api/access.h"
#include "api/exposition.h"
#include "api/problem.h"
#include "api/readiness.h"
#include "node/version.h"

namespace palitan::api {
namespace {

using base::Code;
using node::Standing;

std::string words(const store::Reach& reach) {
  const bool six = reach.address.find(':') != std::string::npos;
  return (six ? "[" + reach.address + "]" : reach.address) + ":" + std::to_string(reach.port);
}

/// Whose turn it is.
node::Finding writer_of(const node::StandBy::Seen& seen) {
  if (seen.writer)
    return {"writer",
            Standing::ok,
            "stands by; " + words(seen.writer->node) + " writes since " + base::to_text(seen.since),
            {}};
  if (seen.away) return {"writer", Standing::wrong, "stands by, and nobody is known who writes", {}};
  if (seen.free)
    return {"writer", Standing::wrong, "stands by, and nobody writes",
            "This process is about to; wait a moment."};
  return {"writer", Standing::wrong, "stands by, and who writes has not said where it is reached",
          "Wait until it serves. Where it listens on every address: start it with --reached-at."};
}

/// Whether the database can be asked.
node::Finding database_of(const node::StandBy::Seen& seen) {
  if (!seen.away) return {"database", Standing::ok, "answers", {}};
  return {"database", Standing::look, "the last time it was asked: " + base::sentence(*seen.away),
          "Connections go where they went before. See docs/operating/postgres.md."};
}

net::Response readyz(const node::StandBy::Seen& seen) {
  Json more = Json::object();
  if (seen.writer) {
    more["writer"] = words(seen.writer->node);
    more["since"] = base::to_text(seen.since);
  }
  return readiness_response({writer_of(seen), database_of(seen)}, {{"stands_by", std::move(more)}});
}

net::Response metrics(const node::StandBy& stands_by) {
  const auto figures = stands_by.figures();
  Exposition out;
  out.metric("palitan_ready", "gauge", "1: as /readyz.");
  out.sample(stands_by.seen().writer ? 1 : 0);
  out.metric("palitan_stands_by", "gauge", "1: another process writes, and connections are passed on to it.");
  out.sample(1);
  out.metric("palitan_passing_connections", "gauge",
             "Connections now, those that wait for somebody who writes too.");
  out.sample(static_cast<double>(figures.open));
  out.metric("palitan_passed_connections_total", "counter", "Connections that were passed on.");
  out.sample(static_cast<double>(figures.passed_on));
  out.metric("palitan_turned_away_connections_total", "counter",
             "Connections that were too many, or waited in vain.");
  out.sample(static_cast<double>(figures.turned_away));
  return text_response(out.take(), std::string(kExpositionType));
}

net::Response answer(const node::StandBy& stands_by, const net::Request& request) {
  if (!by_loopback_name(request))
    return problem(Code::local_not_authorised,
                   "the listener of those who watch is addressed by a loopback name");
  if (request.method == "GET") {
    if (request.path() == "/livez") return lives();
    if (request.path() == "/readyz") return readyz(stands_by.seen());
    if (request.path() == "/metrics") return metrics(stands_by);
  }
  return problem(Code::local_not_found, request.method + " " + std::string(request.path()));
}

}  // namespace

net::Handler stand_by_handler(const node::StandBy& stands_by) {
  return [at = &stands_by](net::Request request, net::Respond respond) { respond(answer(*at, request)); };
}

net::Response nobody_writes() { return problem(Code::local_busy, "nobody writes this record at the moment"); }

}  // namespace palitan::api
