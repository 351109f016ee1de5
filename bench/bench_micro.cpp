// The single steps and their peers, by palitan-micro in a process of its own.
#include <fmt/format.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "child.h"
#include "rows.h"

namespace palitan::bench {

Ran micro(double seconds, Samples& samples) {
  const TempFolder dir;
  const auto file = dir.path() / "micro.json";
  const auto ran =
      output_of({beside("palitan-micro").string(), fmt::format("--benchmark_min_time={}", seconds),
                 "--benchmark_out=" + file.string(), "--benchmark_out_format=json"},
                true);
  if (!ran) return failed(ran.error());
  std::ifstream in(file);
  const auto said = nlohmann::json::parse(in, nullptr, false);
  if (said.is_discarded() || !said.contains("benchmarks")) return failed("palitan-micro told nothing");
  for (const auto& one : said["benchmarks"]) {
    if (one.value("error_occurred", false)) return failed(one.value("error_message", "palitan-micro failed"));
    const auto name = one.value("run_name", "");
    samples.add(name.substr(0, name.find('/')), one.value("items_per_second", 0.0));
  }
  return {};
}

}  // namespace palitan::bench
