#include <fmt/format.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "child.h"
#include "machine.h"
#include "people/people.h"
#include "prepared.h"

namespace palitan::bench {
namespace {
double megabytes(const fs::path& file) { return static_cast<double>(fs::file_size(file)) / 1e6; }

/// The files of the libraries that the program loads, the C library's own apart.
std::set<fs::path> libraries_of(const fs::path& program) {
  static const std::set<std::string> kSystem = {"libc.so.6", "libm.so.6", "ld-linux-x86-64.so.2",
                                                "libgcc_s.so.1", "libstdc++.so.6"};
  std::set<fs::path> out;
  std::istringstream lines(output_of({"ldd", program.string()}).value_or(""));
  for (std::string line; std::getline(lines, line);) {
    const auto arrow = line.find("=> /");
    if (arrow == line.npos) continue;
    const fs::path path = line.substr(arrow + 3, line.rfind(" (") - arrow - 3);
    if (!kSystem.contains(path.filename().string())) out.insert(fs::canonical(path));
  }
  return out;
}

std::string costs_text(const std::vector<EndpointCost>& costs) {
  auto out = fmt::format("\n{:<52} | {:>7} | {:>9} | {:>9} | {:>11} | {:>10}\n", "asked", "times", "p50 ms",
                         "p99 ms", "bytes plain", "compressed");
  for (const auto& one : costs)
    out += fmt::format("{:<52} | {:>7} | {:>9.2f} | {:>9.2f} | {:>11} | {:>10}\n", one.name, one.asked,
                       one.p50, one.p99, one.plain, one.on_wire);
  return out;
}

std::string json_text(const PeopleBench& options, const std::vector<EndpointCost>& costs,
                      const Samples& samples, const std::string& load_before) {
  nlohmann::ordered_json out;
  for (const auto& [name, value] : machine(load_before)) out["machine"][name] = value;
  out["people"] = options.people;
  out["statements"] = options.statements;
  out["endpoints"] = nlohmann::json::array();
  for (const auto& one : costs)
    out["endpoints"].push_back({{"name", one.name},
                                {"asked", one.asked},
                                {"p50_ms", one.p50},
                                {"p99_ms", one.p99},
                                {"bytes_plain", one.plain},
                                {"bytes_compressed", one.on_wire}});
  for (const auto& [name, values] : samples.all()) out["figures"][name] = values.back();
  return out.dump(2) + "\n";
}
}  // namespace

Ran sizes(Samples& samples) {
  if (!is_installed("strip")) return failed("strip is not installed");
  const TempFolder dir;
  std::set<fs::path> libraries;
  double installed = 0;
  for (const auto& [program, name] :
       {std::pair("palitan", "size_palitan"), std::pair("palitan-verify", "size_verify")}) {
    const auto stripped = dir.path() / program;
    if (auto ran = output_of({"strip", "-o", stripped.string(), beside(program).string()}); !ran)
      return failed(ran.error());
    samples.add(name, megabytes(stripped));
    installed += megabytes(stripped);
    libraries.merge(libraries_of(beside(program)));
  }
  double loaded = 0;
  for (const auto& library : libraries) loaded += megabytes(library);
  samples.add("size_libraries", loaded);
  const fs::path agreements = PALITAN_BENCH_AGREEMENTS;
  for (const auto& entry : fs::recursive_directory_iterator(agreements))
    if (entry.is_regular_file()) installed += megabytes(entry.path());
  samples.add("size_installed", installed);
  return {};
}

Ran run(const PeopleBench& options) {
  const auto load_before = load();
  for (const auto& [name, value] : machine(load_before)) fmt::print("{:<12} {}\n", name, value);
  Samples samples;
  fmt::print("{} people, {} statements, {} s, {} s at each page\n", options.people, options.statements,
             options.seconds, options.think);
  std::fflush(stdout);
  const auto costs = people_asking(options, samples);
  if (!costs) return tl::unexpected(costs.error());
  fmt::print("{}\n", costs_text(*costs));
  std::fflush(stdout);
  auto rest = sizes(samples).and_then([&] { return at_rest(options, samples); });
  for (const auto& [name, values] : samples.all()) fmt::print("{:<20} {:.4g}\n", name, values.back());
  if (!rest) return rest;
  if (options.json.empty()) return {};
  return (std::ofstream(options.json) << json_text(options, *costs, samples, load_before)).flush().good()
             ? Ran{}
             : failed(options.json + " cannot be written");
}

}  // namespace palitan::bench
