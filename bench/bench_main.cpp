// palitan-bench: whole nodes and whole files. docs/benchmarks.md has the figures and how to get them.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>

#include "bench_commands.h"
#include "rows.h"
#include "served/served_node.h"
#include "train_dictionary.h"

namespace {
using namespace palitan::bench;

/// What was measured, where a command has no sentence of its own.
void print(const Samples& samples) {
  for (const auto& [name, values] : samples.all()) fmt::print("{} {:.6g}\n", name, values.back());
}

void print_medians(const Samples& samples) {
  for (const auto& [name, each] : samples.all()) {
    auto values = each;
    std::ranges::sort(values);
    fmt::print("{:<34} {:>9.3f} ms ({:.3f}..{:.3f})\n", name, values[values.size() / 2], values.front(),
               values.back());
  }
}

int status(const Ran& ran) {
  if (!ran) fmt::print(stderr, "{}\n", ran.error());
  return ran ? 0 : 1;
}

/// A command about one made record; `measure` gets it with or without a node that holds all of it.
template <class Measure>
void record_command(CLI::App& app, RecordBench& options, std::function<Ran()>& chosen, const char* name,
                    const char* about, bool with_node, Measure measure) {
  auto* command = app.add_subcommand(name, about);
  command->add_option("--statements", options.statements, "about so many")->capture_default_str();
  command->add_option("--seed", options.seed, "of the made record")->capture_default_str();
  command->callback([&options, &chosen, with_node, measure] {
    chosen = [&options, with_node, measure]() -> Ran {
      std::unique_ptr<palitan::kernel::kit::Record> record;
      const auto ground = prepare({.statements = options.statements, .seed = options.seed}, &record);
      if (!ground) return failed("the bundle cannot be written");
      Samples samples, aside;
      if (with_node)
        if (auto ok = ingest(*ground, ground->node(), "ingest", aside); !ok) return ok;
      if (auto ok = measure(*record, *ground, samples); !ok) return ok;
      fmt::print("{} statements\n", ground->founding.last.size);
      print(samples);
      return {};
    };
  });
}
}  // namespace

int main(int argc, char** argv) {
  using palitan::kernel::kit::Record;
  CLI::App app{"Measures whole nodes and whole files"};
  app.require_subcommand(0, 1);
  std::function<Ran()> chosen;
  Samples samples;

  ApiBench api_options;
  auto* api = app.add_subcommand("api", "durable acts a second through one node's API");
  api->add_option("--clients", api_options.clients, "connections at once")->capture_default_str();
  api->add_option("--acts", api_options.acts, "acts in all")->capture_default_str();
  api->add_option("--threads", api_options.threads, "threads of the server")->capture_default_str();
  api->callback([&] { chosen = [&] { return run(api_options, samples); }; });

  AuditBench audit_options;
  auto* audit = app.add_subcommand("audit", "cold audit of a bundle by palitan-verify");
  audit->add_option("--statements", audit_options.statements, "about so many")->capture_default_str();
  audit->add_option("--seed", audit_options.seed, "of the made record")->capture_default_str();
  audit->add_option("--verify", audit_options.verify,
                    "palitan-verify to run; default: the one beside this program");
  audit->callback([&] { chosen = [&] { return run(audit_options, samples); }; });

  SyncBench sync_options;
  auto* sync = app.add_subcommand("sync", "the bytes by which two nodes tell each other what they have");
  sync->add_option("--statements", sync_options.statements, "about so many")->capture_default_str();
  sync->add_option("--seed", sync_options.seed, "of the made record")->capture_default_str();
  sync->add_option("--desks", sync_options.desks, "seats of each party")->capture_default_str();
  sync->add_option("--on-duty", sync_options.on_duty, "of which so many take orders at a time")
      ->capture_default_str();
  sync->add_option("--under-way", sync_options.under_way, "orders at once")->capture_default_str();
  sync->add_option("--batch", sync_options.batch, "acts of one accord")->capture_default_str();
  sync->add_option("--beyond", sync_options.beyond, "acts beyond the last accord")->capture_default_str();
  sync->add_option("--holes", sync_options.holes, "of which one end lacks so many")->capture_default_str();
  sync->add_flag("!--no-musts", sync_options.musts, "do not fail where more bytes are needed");
  sync->callback([&] { chosen = [&] { return run(sync_options, samples); }; });

  LinkBench link_options;
  auto& weather = link_options.weather;
  auto* link = app.add_subcommand("link", "two serving processes with a bad link between them");
  const auto milliseconds = [&](const char* name, std::chrono::milliseconds& value, const char* about) {
    link->add_option_function<std::int64_t>(
        name, [&value](std::int64_t given) { value = std::chrono::milliseconds(given); }, about);
  };
  link->add_option("--acts", link_options.acts, "each way")->capture_default_str();
  link->add_option("--rate", weather.bits_per_second, "bits a second, each way")->capture_default_str();
  link->add_option("--loss", weather.loss, "share of the packets")->capture_default_str();
  link->add_option("--seed", weather.seed, "of the losses")->capture_default_str();
  link->add_option("--contacts", link_options.contacts, "give up after so many")->capture_default_str();
  link->add_flag("!--no-musts", link_options.musts, "do not fail where a must is missed");
  milliseconds("--delay", weather.delay, "one way, ms");
  milliseconds("--up", weather.up, "of each period, ms");
  milliseconds("--period", weather.period, "ms");
  milliseconds("--cut-every", weather.cut_every, "all connections are reset so often, ms");
  link->callback([&] { chosen = [&] { return run(link_options, samples); }; });

  auto* dictionary = app.add_subcommand("dictionary", "trains dictionary 1 of parcels anew; base64");
  dictionary->callback([&] {
    chosen = []() -> Ran {
      fmt::print("{}\n", palitan::base::to_base64(train_dictionary()));
      return {};
    };
  });

  constexpr std::uint64_t kQueries = 10'000;
  RecordBench options;
  const auto add = [&](const char* name, const char* about, bool with_node, auto measure) {
    record_command(app, options, chosen, name, about, with_node, measure);
  };
  add("ingest", "a bundle into a node: decode, verify, judge, store", false,
      [](const Record&, const Prepared& ground, Samples& out) {
        return ingest(ground, ground.node(), "ingest", out);
      });
  add("accord", "two nodes over TLS until both hold all under an accord", false,
      [](const Record& record, const Prepared& ground, Samples& out) {
        return accord_rate(record, ground, out);
      });
  add("replay", "everything derived again without signatures, and compared", true,
      [](const Record&, const Prepared& ground, Samples& out) { return replay(ground, "replay", out); });
  add("journal", "hledger and ledger on the journal of the same record", true,
      [](const Record&, const Prepared& ground, Samples& out) { return journal(ground, out, true); });
  add("position", "one balance from the store, all of them through the API", true,
      [](const Record&, const Prepared& ground, Samples& out) {
        return position_in_store(ground, kQueries, out).and_then([&] {
          return served(ground, kQueries, out);
        });
      });
  add("memory", "resident memory of a process that only serves", true,
      [](const Record&, const Prepared& ground, Samples& out) { return served(ground, kQueries, out); });

  int netting_rounds = 5;
  std::uint64_t netting_seed = 1;
  auto* net = app.add_subcommand("netting", "debts in circles cancelled and proved, beside LEMON");
  net->add_option("--rounds", netting_rounds, "so many values for each figure")
      ->capture_default_str()
      ->check(CLI::Range(1, 100));
  net->add_option("--seed", netting_seed, "of the made debts")->capture_default_str();
  net->callback([&] {
    chosen = [&]() -> Ran {
      for (int i = 0; i < netting_rounds; ++i)
        if (auto ok = netting(netting_seed, false, samples); !ok) return ok;
      print_medians(samples);
      return {};
    };
  });

  AllBench all_options;
  auto* all = app.add_subcommand("all", "every row and its peers, interleaved, as one table");
  all->add_option("--rounds", all_options.rounds, "medians of so many")
      ->capture_default_str()
      ->check(CLI::Range(1, 100));
  all->add_option("--seed", all_options.seed, "of the made records")->capture_default_str();
  all->add_flag("--small", all_options.small, "seconds instead of minutes; shows that it works");
  all->add_option("--json", all_options.json, "also write the table to this file");
  all->add_option("--record", all_options.record, "also write each row's ratio to its peer to this file");
  all->add_option("--against", all_options.against, "fail where a ratio is below half of what that file has");
  all->callback([&] { chosen = [&] { return run(all_options); }; });

  add_commands(app, chosen);
  ServeWish wish;
  auto* serving = app.add_subcommand("serve", "only serves a folder; for the rows about serving")->group("");
  serving->add_option("dir", wish.dir)->required();
  serving->add_option("--now", wish.now);
  serving->add_flag("--pages", wish.pages);

  CLI11_PARSE(app, argc, argv);
  if (serving->parsed()) return serve(wish);
  if (!chosen) return fmt::print("{}", app.help()), 2;
  return status(chosen());
}
