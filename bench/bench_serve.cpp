// A node that serves: what a position costs to ask for, and the memory it takes.
#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iostream>
#include <random>

#include "api/api.h"
#include "child.h"
#include "net/client.h"
#include "node/service.h"
#include "rows.h"

namespace palitan::bench {
namespace {
/// Adds the p50 and p99 of `times` (seconds) in a unit of `per_second` a second.
void add_quantiles(std::vector<double> times, const std::string& name, double per_second, Samples& samples) {
  std::ranges::sort(times);
  const auto at = [&](std::size_t percent) { return times[(times.size() - 1) * percent / 100] * per_second; };
  samples.add(name + "_p50", at(50));
  samples.add(name + "_p99", at(99));
}

/// Resident memory of this process in kB, from the kernel.
std::string resident() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);)
    if (line.starts_with("VmRSS:")) return std::to_string(std::strtol(line.c_str() + 6, nullptr, 10));
  return "0";
}

std::optional<double> ask_memory(Child& child) {
  const auto said = child.say("memory") ? child.hear() : std::nullopt;
  if (!said || std::strtol(said->c_str(), nullptr, 10) <= 0) return std::nullopt;
  return std::strtod(said->c_str(), nullptr) * 1024 / 1e6;
}
}  // namespace

int serve(const std::string& dir) {
  auto service = node::Service::open(dir, kPassphrase);
  if (!service) return std::cerr << base::sentence(service.error()) << "\n", 1;
  const auto port = (*service)->start(api::handler(**service));
  if (!port) return std::cerr << base::sentence(port.error()) << "\n", 1;
  std::cout << *port << "\n" << (*service)->token() << std::endl;
  for (std::string line; std::getline(std::cin, line);)
    if (line == "memory") std::cout << resident() << std::endl;
  (*service)->stop();
  return 0;
}

Ran position_in_store(const Prepared& prepared, std::uint64_t queries, Samples& samples) {
  const auto store = open_record(prepared, prepared.node());
  if (!store) return failed(store.error());
  std::vector<kernel::FactKey> keys;
  (*store)->each_fact(kernel::FactKind::balance, [&](const kernel::FactKey& key, base::ByteView) {
    keys.push_back(key);
    return true;
  });
  if (keys.empty()) return failed("the record has no balances");
  std::mt19937_64 dice(1);
  std::vector<double> times;
  for (std::uint64_t i = 0; i < queries; ++i) {
    const auto& key = keys[dice() % keys.size()];
    const Watch watch;
    const auto bytes = (*store)->fact(key);
    const auto fact = bytes ? kernel::decode_fact(key.kind, *bytes) : base::refuse(base::Code::local_damaged);
    times.push_back(watch.seconds());
    if (!fact) return failed(fact.error());
  }
  add_quantiles(std::move(times), "position_store", 1e6, samples);
  return {};
}

Ran served(const Prepared& prepared, std::uint64_t queries, Samples& samples) {
  Child child({fs::read_symlink("/proc/self/exe").string(), "serve", prepared.node().string()});
  const auto port = child.hear(), token = child.hear();
  if (!port || !token) return failed("the serving process ended");
  const auto idle = ask_memory(child);
  net::Target target;
  target.port = static_cast<std::uint16_t>(std::strtoul(port->c_str(), nullptr, 10));
  target.server_key = kernel::kit::key_named("phl node").public_key;
  net::Client client(std::move(target));
  net::Request request;
  request.target = "/v1/partnerships/" + base::to_hex(prepared.founding.partnership.view()) + "/balances";
  request.headers = {{"Authorization", "Bearer " + *token}};
  std::vector<double> times;
  for (std::uint64_t i = 0; i < queries; ++i) {
    const Watch watch;
    const auto answer = client.send(request);
    times.push_back(watch.seconds());
    if (!answer || answer->status != 200)
      return failed("balances: " + (answer ? answer->body : answer.error().what));
  }
  const auto busy = ask_memory(child);
  if (!idle || !busy) return failed("the serving process did not tell its memory");
  samples.add("memory_idle", *idle);
  samples.add("memory", *busy);
  add_quantiles(std::move(times), "position_api", 1e3, samples);
  return {};
}

}  // namespace palitan::bench
