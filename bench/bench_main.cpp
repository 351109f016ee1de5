// palitan-bench api|audit: whole nodes and whole files. docs/benchmarks.md has the figures and how to get
// them.
#include <CLI/CLI.hpp>

#include "bench.h"

int main(int argc, char** argv) {
  CLI::App app{"Measures whole nodes and whole files"};
  app.require_subcommand(1);

  palitan::bench::ApiBench api_options;
  auto* api = app.add_subcommand("api", "durable acts a second through one node's API");
  api->add_option("--clients", api_options.clients, "connections at once")->capture_default_str();
  api->add_option("--acts", api_options.acts, "acts in all")->capture_default_str();
  api->add_option("--threads", api_options.threads, "threads of the server")->capture_default_str();

  palitan::bench::AuditBench audit_options;
  auto* audit =
      app.add_subcommand("audit", "cold audit of a bundle by palitan-verify, and its journal by others");
  audit->add_option("--statements", audit_options.statements, "about so many")->capture_default_str();
  audit->add_option("--verify", audit_options.verify,
                    "palitan-verify to run; default: the one beside this program");

  CLI11_PARSE(app, argc, argv);
  return api->parsed() ? palitan::bench::run(api_options) : palitan::bench::run(audit_options);
}
