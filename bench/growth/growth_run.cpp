#include <fmt/format.h>

#include <fstream>

#include "growth/growing_record.h"
#include "growth/growth.h"
#include "machine.h"

namespace palitan::bench {
namespace {
std::vector<std::uint64_t> sizes_of(const GrowthBench& options) {
  std::vector<std::uint64_t> out;
  for (auto size = options.from; size < options.upto; size *= 10) out.push_back(size);
  out.push_back(options.upto);
  return out;
}

Ran write(const std::string& path, const std::string& text) {
  return (std::ofstream(path) << text).flush().good() ? Ran{} : failed(path + " cannot be written");
}

Ran tell(const GrowthBench& options, const Growth& growth, const std::string& load_before) {
  fmt::print("\n{}", growth_text(growth));
  for (const auto& sentence : growing(growth)) fmt::print("FINDING: {}\n", sentence);
  std::fflush(stdout);
  // After each size, so that a long run that is ended early has left what it saw.
  if (!options.json.empty())
    if (auto ok = write(options.json, growth_json(growth, load_before)); !ok) return ok;
  return options.pictures.empty() ? Ran{} : write_pictures(growth, options.pictures);
}
}  // namespace

Ran run(const GrowthBench& options) {
  if (options.from < 5'000 || options.upto < options.from)
    return failed("a record grows from at least 5,000 statements on");
  const auto load_before = load();
  for (const auto& [name, value] : machine(load_before)) fmt::print("{:<12} {}\n", name, value);
  GrowingRecord record({.seed = options.seed});
  const TempFolder dir;
  auto node = FedNode::create(dir.path() / "phl", record.founding());
  if (!node) return failed(node.error());
  Growth growth;
  for (const auto size : sizes_of(options)) {
    fmt::print("growing to {} statements\n", size);
    std::fflush(stdout);
    if (auto ok = node->feed(record, size); !ok) return ok;
    growth.begin_size(record.size());
    if (auto ok = measure_size(options, record, *node, growth); !ok) return ok;
    if (auto ok = tell(options, growth, load_before); !ok) return ok;
  }
  return {};
}

}  // namespace palitan::bench
