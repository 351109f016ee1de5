// The whole-node and whole-file benchmarks: what each may be told, and where their figures go.
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "base/refusal.h"
#include "link/bad_link.h"

namespace palitan::bench {

/// What was measured, by name, one value for each round. Units are those of the table (table.cpp).
class Samples {
 public:
  void add(const std::string& name, double value) { values_[name].push_back(value); }
  /// Empty where nothing was measured under that name.
  std::vector<double> of(const std::string& name) const {
    const auto found = values_.find(name);
    return found == values_.end() ? std::vector<double>{} : found->second;
  }
  const std::map<std::string, std::vector<double>>& all() const { return values_; }

 private:
  std::map<std::string, std::vector<double>> values_;
};

/// Nothing, or what went wrong: a figure from a run that went wrong is none.
using Ran = tl::expected<void, std::string>;
inline tl::unexpected<std::string> failed(std::string why) {
  return tl::unexpected<std::string>(std::move(why));
}
inline tl::unexpected<std::string> failed(const base::Refusal& why) { return failed(base::sentence(why)); }

struct ApiBench {
  int clients = 64;
  std::uint64_t acts = 100'000;
  int threads = 1;
};
/// Prints its line and adds api_rate (per second), api_p50 and api_p99 (milliseconds).
Ran run(const ApiBench& options, Samples& samples);

struct AuditBench {
  std::uint64_t statements = 1'000'000;
  std::string verify;  ///< path of palitan-verify; empty: beside this program
  std::uint64_t seed = 1;
};
/// Makes a record, prints its line and adds audit_seconds.
Ran run(const AuditBench& options, Samples& samples);

struct SyncBench {
  std::uint64_t statements = 1'000'000;
  std::uint64_t seed = 1;
  std::size_t desks = 1'500;    ///< seats of each party
  std::size_t on_duty = 25;     ///< of which so many take new orders at a time
  std::size_t under_way = 200;  ///< orders at once
  std::size_t batch = 4'000;    ///< acts of one accord
  std::size_t beyond = 2'000;   ///< acts beyond the last accord, among which are
  std::size_t holes = 100;      ///< so many that one end lacks
  int rounds = 20;
  bool musts = true;  ///< fail where a must of DESIGN section 11 is missed
};
/// Two books, one of which gets everything from the other in parcels. Prints its lines and adds sync_idle,
/// sync_one, sync_hundred, sync_holes (bytes) and sync_bulk (bytes a statement).
Ran run(const SyncBench& options, Samples& samples);

struct LinkBench {
  LinkWeather weather;
  std::size_t acts = 1'000;  ///< that each node made while there was no link
  std::size_t desks = 20;    ///< seats of each party
  std::uint64_t seed = 1;    ///< of the made record
  int contacts = 3;          ///< fail where it is not done in so many
  bool musts = true;
};
/// Two processes that serve, beside this program, with a bad link between them. Prints its lines and adds
/// link_contacts, link_seconds, link_bytes and link_payload (percent): when both hold all, and, with _agreed
/// behind the name, when all is agreed.
Ran run(const LinkBench& options, Samples& samples);

/// A made record of about so many statements.
struct RecordBench {
  std::uint64_t statements = 50'000;
  std::uint64_t seed = 1;
};

struct AllBench {
  int rounds = 3;
  bool small = false;
  std::string json;  ///< file to write to; empty: none
  std::uint64_t seed = 1;
  std::string record;   ///< file to write the ratios to the peers to; empty: none
  std::string against;  ///< such a file: fail where a ratio is below half of it; empty: none
};
/// Every row and its peers, interleaved, as one table.
Ran run(const AllBench& options);

}  // namespace palitan::bench
