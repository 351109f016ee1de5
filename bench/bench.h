// The whole-node and whole-file benchmarks. Each prints a line for people and returns an exit status.
#pragma once
#include <cstdint>
#include <string>

namespace palitan::bench {

struct ApiBench {
  int clients = 64;
  std::uint64_t acts = 100'000;
  int threads = 1;
};
int run(const ApiBench& options);

struct AuditBench {
  std::uint64_t statements = 1'000'000;
  std::string verify;  ///< path of palitan-verify; empty: beside this program
};
int run(const AuditBench& options);

}  // namespace palitan::bench
