// The netting solver beside LEMON's, on made debts: which clear the same, or there is no figure.
#include <fmt/format.h>

#include <chrono>

#include "ledger/netting.h"
#include "lemon_peer.h"
#include "made_debts.h"
#include "rows.h"

namespace palitan::bench {
namespace {
using netting_peer::PeerMethod;

double milliseconds(std::chrono::steady_clock::time_point since) {
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - since).count();
}

/// One problem: its debts as they may come, in no order.
class One {
 public:
  One(std::uint32_t parties, std::uint32_t obligations, std::uint64_t seed, Samples& samples)
      : name_(fmt::format("netting_{}", parties)),
        problem_(netting_peer::made_debts(
            {.parties = parties, .obligations = obligations, .ages = 365, .amount_bits = 30}, seed)),
        samples_(samples) {
    netting_peer::Dice dice(seed);
    for (std::size_t i = problem_.obligations.size(); i > 1; --i)
      std::swap(problem_.obligations[i - 1], problem_.obligations[dice.below(i)]);
  }

  Ran run() {
    auto start = std::chrono::steady_clock::now();
    ledger::put_in_order(problem_.obligations);
    const auto netting = ledger::solve_netting(problem_);
    samples_.add(name_, milliseconds(start));
    if (!netting) return failed(ledger::to_text(netting.error()));
    start = std::chrono::steady_clock::now();
    const auto sums = ledger::check_netting(problem_, *netting);
    samples_.add(name_ + "_check", milliseconds(start));
    if (!sums) return failed(ledger::to_text(sums.error()));
    sums_ = *sums;
    return peer(PeerMethod::cost_scaling, false, "_lemon_scaling")
        .and_then([&] { return peer(PeerMethod::network_simplex, false, "_lemon_simplex"); })
        .and_then([&] { return peer(PeerMethod::network_simplex, true, "_lemon_simplex_kept"); });
  }

 private:
  /// Either what is cleared, at most, or, as our solver has it, what stays, at least.
  Ran peer(PeerMethod method, bool stays, const char* suffix) {
    std::vector<netting_peer::PeerArc> arcs;
    std::vector<std::int64_t> supply(problem_.parties, 0), flow(problem_.obligations.size());
    for (const auto& one : problem_.obligations) {
      const auto weight = ledger::netting_weight(problem_.parties, one.age);
      arcs.push_back({one.from, one.to, one.amount, stays ? weight : -weight});
      supply[one.from] += one.amount;
      supply[one.to] -= one.amount;
    }
    const auto start = std::chrono::steady_clock::now();
    if (!netting_peer::lemon_least_cost(method, problem_.parties, arcs.data(), arcs.size(),
                                        stays ? supply.data() : nullptr, flow.data()))
      return failed("LEMON found no answer");
    samples_.add(name_ + suffix, milliseconds(start));
    ledger::NettingSums sums;
    for (std::size_t i = 0; i < arcs.size(); ++i) {
      const auto cleared = stays ? arcs[i].capacity - flow[i] : flow[i];
      sums.cleared += cleared;
      sums.aged += base::Int128{cleared} * problem_.obligations[i].age;
    }
    return sums == sums_ ? Ran{} : failed("LEMON clears another amount");
  }

  std::string name_;
  ledger::NettingProblem problem_;
  Samples& samples_;
  ledger::NettingSums sums_;
};
}  // namespace

Ran netting(std::uint64_t seed, bool small, Samples& samples) {
  return One(30, 600, seed, samples)
      .run()
      .and_then([&] { return One(200, 20'000, seed, samples).run(); })
      .and_then([&]() -> Ran { return small ? Ran{} : One(1'000, 100'000, seed, samples).run(); });
}

}  // namespace palitan::bench
