// A node that serves: what a position costs to ask for, and the memory it takes.
#include <fmt/format.h>

#include <algorithm>
#include <random>

#include "rows.h"
#include "served/served_node.h"

namespace palitan::bench {
namespace {
/// Adds the p50 and p99 of `times` (seconds) in a unit of `per_second` a second.
void add_quantiles(std::vector<double> times, const std::string& name, double per_second, Samples& samples) {
  std::ranges::sort(times);
  const auto at = [&](std::size_t percent) { return times[(times.size() - 1) * percent / 100] * per_second; };
  samples.add(name + "_p50", at(50));
  samples.add(name + "_p99", at(99));
}
}  // namespace

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
  const auto node = ServedNode::start({.dir = prepared.node().string()}, "phl");
  if (!node) return failed(node.error());
  const auto idle = (*node)->memory_mb();
  net::Client client((*node)->target());
  net::Request request;
  request.target = "/v1/partnerships/" + base::to_hex(prepared.founding.partnership.view()) + "/balances";
  request.headers = {{"Authorization", "Bearer " + (*node)->token()}};
  std::vector<double> times;
  for (std::uint64_t i = 0; i < queries; ++i) {
    const Watch watch;
    const auto answer = client.send(request);
    times.push_back(watch.seconds());
    if (!answer || answer->status != 200)
      return failed("balances: " + (answer ? answer->body : answer.error().what));
  }
  const auto busy = (*node)->memory_mb();
  if (!idle) return failed(idle.error());
  if (!busy) return failed(busy.error());
  samples.add("memory_idle", *idle);
  samples.add("memory", *busy);
  add_quantiles(std::move(times), "position_api", 1e3, samples);
  return {};
}

}  // namespace palitan::bench
