// Every row and its peers, in turn, round after round, so that what disturbs the machine disturbs all alike.
#include <fmt/format.h>

#include <fstream>

#include "audit_run.h"
#include "compare/compare.h"
#include "machine.h"
#include "peers/postgres_peer.h"
#include "peers/tlog_peer.h"
#include "rows.h"
#include "table.h"

namespace palitan::bench {
namespace {
constexpr std::uint64_t kQueries = 10'000;

struct Plan {
  std::uint64_t record, large_record, api_acts;
  double micro_seconds;
  int transfers;  ///< of PostgreSQL, for each number of clients
  std::uint64_t tlog_records;
};
constexpr Plan kFull{50'000, 1'000'000, 30'000, 0.3, 20'000, 300'000};
constexpr Plan kSmall{5'000, 0, 2'000, 0.01, 640, 20'000};
/// So many rounds more where a ratio is below half of what is recorded: something may have hindered one.
constexpr int kRoundsMore = 3;

/// What is going on, at once: some steps take a minute.
void say(const std::string& what) {
  fmt::print("{}\n", what);
  std::fflush(stdout);
}

class All {
 public:
  explicit All(const AllBench& options) : options_(options), plan_(options.small ? kSmall : kFull) {}

  Ran run() {
    return make_ground()
        .and_then([&] { return make_peers(); })
        .and_then([&] { return once(); })
        .and_then([&]() -> Ran {
          for (int i = 0; i < options_.rounds; ++i) {
            say(fmt::format("round {} of {}", i + 1, options_.rounds));
            if (auto ok = round(i == 0); !ok) return ok;
          }
          return {};
        })
        .and_then([&] { return tell(); })
        .and_then([&] { return judge(); });
  }

 private:
  MadeOptions made(std::uint64_t statements) const {
    // Enough orders at once to keep both nodes busy, few enough that most of a small record's are finished.
    return {.statements = statements,
            .seed = options_.seed,
            .under_way = static_cast<std::size_t>(std::clamp<std::uint64_t>(statements / 20, 100, 1'000))};
  }
  Ran make_ground() {
    say(fmt::format("a made record, seed {}", options_.seed));
    ground_ = prepare(made(plan_.record), &record_);
    if (!ground_) return failed("the bundle cannot be written");
    if (plan_.large_record == 0) return {};
    large_ = prepare(made(plan_.large_record));
    return large_ ? Ran{} : failed("the bundle cannot be written");
  }
  Ran make_peers() {
    auto postgres = PostgresPeer::start();
    if (!postgres) return failed(postgres.error());
    postgres_ = std::move(*postgres);
    auto tlog = TlogPeer::build();
    if (!tlog) return failed(tlog.error());
    tlog_ = std::move(*tlog);
    return {};
  }
  const Prepared& served_ground() const { return large_ ? *large_ : *ground_; }

  /// What takes a minute each: the large record.
  Ran once() {
    if (!large_) return {};
    say("the large record, once: audit, ingest, replay");
    return audit_file(large_->bundle(), large_->founding.last.size, "", "audit_large", samples_)
        .and_then([&] { return ingest(*large_, large_->node(), "ingest_large", samples_); })
        .and_then([&] { return replay(*large_, "replay_large", samples_); });
  }
  Ran round(bool first) {
    const ApiBench api{.acts = plan_.api_acts};
    return micro(plan_.micro_seconds, samples_)
        .and_then([&] { return netting(options_.seed, options_.small, samples_); })
        .and_then([&] { return tlog_ ? tlog_->append(plan_.tlog_records, samples_) : Ran{}; })
        .and_then([&] { return bench::run(api, samples_); })
        .and_then([&] { return postgres_ ? postgres_->transfer(plan_.transfers, samples_) : Ran{}; })
        .and_then([&] { return ingest(*ground_, ground_->node(), "ingest", samples_); })
        .and_then([&] { return accord_rate(*record_, *ground_, samples_); })
        .and_then(
            [&] { return audit_file(ground_->bundle(), ground_->founding.last.size, "", "audit", samples_); })
        .and_then([&] { return journal(*ground_, samples_, first); })
        .and_then([&]() -> Ran { return large_ ? Ran{} : replay(*ground_, "replay_large", samples_); })
        .and_then([&] { return position_in_store(served_ground(), kQueries, samples_); })
        .and_then([&] { return served(served_ground(), kQueries, samples_); });
  }
  Sizes sizes() const {
    return {load_, static_cast<std::uint64_t>(options_.rounds), plan_.api_acts, ground_->founding.last.size,
            large_ ? large_->founding.last.size : 0};
  }
  Ran tell() {
    fmt::print("\n{}", table_text(samples_, sizes()));
    fmt::print(
        "\nThe load generator and both nodes of a pair share the cores. {}\n",
        large_ ? "What says \"once\" ran once." : "A small run: it shows that it works, not how fast.");
    if (auto ok = write(options_.json, [&] { return table_json(samples_, sizes()); }); !ok) return ok;
    return write(options_.record, [&] { return recorded_text(ratios(samples_, sizes()), load_); });
  }
  template <class Text>
  static Ran write(const std::string& path, Text text) {
    if (path.empty()) return {};
    return (std::ofstream(path) << text()).flush().good() ? Ran{} : failed(path + " cannot be written");
  }
  /// Beside what is recorded. A regression is there in every round, what disturbs the machine is not.
  Ran judge() {
    if (options_.against.empty()) return {};
    const auto recorded = read_recorded(options_.against);
    if (!recorded) return failed(recorded.error());
    auto below = below_half(*recorded, samples_, sizes());
    for (int i = 0; i < kRoundsMore && !below.empty(); ++i) {
      for (const auto& sentence : below) say("again, since " + sentence);
      if (auto ok = round(false); !ok) return ok;
      below = below_half(*recorded, samples_, sizes());
    }
    for (const auto& sentence : below) say("BELOW HALF: " + sentence);
    if (!below.empty())
      return failed(fmt::format("{} rows are below half of what is recorded", below.size()));
    say(fmt::format("no row is below half of what {} has", options_.against));
    return {};
  }

  AllBench options_;
  Plan plan_;
  std::string load_ = load();
  Samples samples_;
  std::unique_ptr<kernel::kit::Record> record_;
  std::unique_ptr<Prepared> ground_, large_;
  std::unique_ptr<PostgresPeer> postgres_;  ///< null: not installed
  std::unique_ptr<TlogPeer> tlog_;          ///< the same
};
}  // namespace

Ran run(const AllBench& options) { return All(options).run(); }

}  // namespace palitan::bench
