// A cold audit: a bundle of whole orders on disk, and the time palitan-verify takes to prove all of it.
#include <fmt/format.h>

#include "audit_run.h"
#include "child.h"

namespace palitan::bench {

Ran audit_file(const fs::path& bundle, std::uint64_t statements, const std::string& verify,
               const std::string& name, Samples& samples) {
  const auto program = verify.empty() ? beside("palitan-verify") : fs::path(verify);
  const Watch watch;
  const auto said = output_of({program.string(), bundle.string()});
  const auto took = watch.seconds();
  if (!said) return failed(said.error());
  fmt::print("audit: {} statements, {:.1f} MB on disk, proven in {:.1f} s ({:.0f}/s)\n", statements,
             static_cast<double>(fs::file_size(bundle)) / 1e6, took, static_cast<double>(statements) / took);
  samples.add(name, took);
  return {};
}

Ran run(const AuditBench& options, Samples& samples) {
  const auto prepared = prepare({.statements = options.statements, .seed = options.seed});
  if (!prepared) return failed("the bundle cannot be written");
  return audit_file(prepared->bundle(), prepared->founding.last.size, options.verify, "audit_seconds",
                    samples);
}

}  // namespace palitan::bench
