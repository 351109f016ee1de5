// One size of the record: what it takes on disk, on the wire and in memory, and what its answers take.
#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <thread>

#include "audit_run.h"
#include "growth/growing_record.h"
#include "growth/growth.h"
#include "node/backup.h"
#include "papers/bundle_export.h"
#include "people/pages_asked.h"
#include "served/served_node.h"

namespace palitan::bench {
namespace {
constexpr double kRestSeconds = 900;   ///< to come to rest in
constexpr double kSyncSeconds = 7200;  ///< for a new node to hold all
constexpr std::size_t kMostTimes = 500;
const std::string kReport = "/reports/orders?count=50&provisional=true";

double at_percent(const std::vector<double>& sorted, std::size_t percent) {
  return sorted[(sorted.size() - 1) * percent / 100];
}

double bytes_below(const fs::path& dir) {
  double out = 0;
  for (const auto& entry : fs::recursive_directory_iterator(dir))
    if (entry.is_regular_file()) out += static_cast<double>(entry.file_size());
  return out;
}

/// The curves of answers: of all that is asked, those that the picture shows.
std::string answers_family(const std::string& name) {
  for (const auto* one : {"/balances", "/cases/{order}", "/acts?count=50", "/search?q=", "/reports/orders",
                          "/reports/overdue (my steps)"})
    if (name == one) return "answers";
  return {};
}

class Size {
 public:
  Size(const GrowthBench& options, GrowingRecord& record, const FedNode& node, Growth& growth)
      : options_(options), record_(record), node_(node), growth_(growth), size_(record.size()) {}

  Ran run() {
    growth_.add(
        {"ingest", "ingest over the last part: verify, judge, store", "/s", "ingest", "ingest", false, {}},
        node_.rate());
    return at_once()
        .and_then([&] { return serve(); })
        .and_then([&] { return on_disk(); })
        .and_then([&] { return back_up(); })
        .and_then([&] { return audit(); })
        .and_then([&] { return first_sync(); });
  }

 private:
  double per_statement(double bytes) const { return bytes / static_cast<double>(size_); }
  ServeWish wish() const { return {node_.dir().string(), record_.now().ms, true}; }

  /// A report for whoever does not wait until everything is read ahead.
  Ran at_once() {
    const auto node = ServedNode::start(wish(), "phl");
    if (!node) return failed(node.error());
    Caller caller((*node)->target(), (*node)->token());
    const auto book = book_of(caller);
    if (!book) return failed(book.error());
    const auto answer = caller.get(*book + kReport);
    if (!answer) return failed(answer.error());
    growth_.add({"report at once",
                 "a report, asked for at once after a start",
                 "ms",
                 "first answers",
                 "report at once",
                 true,
                 {}},
                answer->milliseconds);
    return {};
  }
  static tl::expected<std::string, std::string> book_of(Caller& caller) {
    const auto status = caller.read("/v1/status");
    if (!status) return failed(status.error());
    return "/v1/partnerships/" + status->at("partnerships").at(0).at("id").get<std::string>();
  }

  Ran serve() {
    const auto node = ServedNode::start(wish(), "phl");
    if (!node) return failed(node.error());
    growth_.add({"start_up", "`serve` from its start to a first answer", "s", "times", "start", true, {}},
                (*node)->start_up());
    const auto rested = (*node)->settle(kRestSeconds);
    if (!rested) return failed(rested.error());
    growth_.add({"read_ahead", "  until it rests: it reads ahead", "s", "times", "reading ahead", false, {}},
                *rested);
    if (auto ok = memory(**node, "memory_rest", "memory of a serving process at rest", "at rest"); !ok)
      return ok;
    Caller caller((*node)->target(), (*node)->token());
    if (auto ok = first_answers(caller); !ok) return ok;
    const auto ground = find_ground(caller);
    if (!ground) return failed(ground.error());
    for (const auto& request : distinct_requests(pages_asked(*ground)))
      if (auto ok = ask(caller, request); !ok) return ok;
    return memory(**node, "memory_asked", "  after every question of the pages",
                  "after the pages' questions");
  }
  Ran memory(const ServedNode& node, const std::string& name, const std::string& what,
             const std::string& curve) {
    const auto mb = node.memory_mb();
    if (!mb) return failed(mb.error());
    growth_.add({name, what, "MB", "memory", curve, false, {}}, *mb);
    return {};
  }

  /// After a start and rest.
  Ran first_answers(Caller& caller) {
    const auto found = book_of(caller);
    if (!found) return failed(found.error());
    const auto& book = *found;
    const std::vector<std::pair<std::string, std::string>> firsts = {{"search", "/search?q=REQ&count=30"},
                                                                     {"report", kReport},
                                                                     {"list of activities", "/activities"},
                                                                     {"inclusion proof", ""}};
    for (const auto& [name, rest] : firsts) {
      auto target = book + rest;
      if (rest.empty()) {
        const auto acts = caller.read(book + "/acts?count=1");
        if (!acts) return failed(acts.error());
        target = book + "/proofs/inclusion/" + acts->at("acts").at(0).at("id").get<std::string>();
      }
      const auto answer = caller.get(target);
      if (!answer) return failed(answer.error());
      if (answer->status != 200) return failed(fmt::format("{}: {}", target, answer->body));
      growth_.add(
          {"first " + name, "the first " + name + " after a start", "ms", "first answers", name, true, {}},
          answer->milliseconds);
    }
    return {};
  }

  Ran ask(Caller& caller, const PageRequest& request) {
    std::vector<double> times;
    std::size_t on_wire = 0;
    const Watch watch;
    while (times.size() < kMostTimes && (times.size() < 5 || watch.seconds() < options_.seconds_each)) {
      const auto answer = asked(caller, request);
      if (!answer) return failed(answer.error());
      if (answer->status != 200)
        return failed(fmt::format("{}: {} {}", request.target, answer->status, answer->body));
      times.push_back(answer->milliseconds);
      on_wire = answer->on_wire;
    }
    std::ranges::sort(times);
    const auto family = answers_family(request.name);
    growth_.add({request.name + " p50", request.name + ", p50", "ms", "", "", true, {}},
                at_percent(times, 50));
    growth_.add({request.name + " p99", request.name + ", p99", "ms", family, request.name, false, {}},
                at_percent(times, 99));
    growth_.add({request.name + " bytes", request.name + ", plain", "B", "", "", true, {}},
                static_cast<double>(on_wire));
    return {};
  }

  Ran on_disk() {
    growth_.add({"disk", "disk, a statement", "B", "bytes a statement", "disk", false, {}},
                per_statement(bytes_below(node_.dir())));
    return {};
  }

  Ran back_up() {
    const auto folder = node::Folder::open(node_.dir());
    if (!folder) return failed(folder.error());
    const TempFolder dir;
    const Watch watch;
    const auto backup =
        node::write_backup(*folder, kernel::kit::key_named("phl node"), dir.path() / "backup", record_.now());
    if (!backup) return failed(backup.error());
    growth_.add({"backup", "backup", "s", "times", "backup", false, {}}, watch.seconds());
    return {};
  }

  Ran audit() {
    const auto founding = record_.founding();
    const auto folder = node::Folder::open(node_.dir());
    if (!folder) return failed(folder.error());
    const TempFolder dir;
    const auto path = dir.path() / "record.bundle";
    {
      const auto store = folder->open_record(founding.partnership, true);
      if (!store) return failed(store.error());
      std::ofstream file(path, std::ios::binary);
      const Watch watch;
      const auto header =
          papers::export_bundle(**store, statement::Marking::restricted, true, [&](base::ByteView piece) {
            file.write(reinterpret_cast<const char*>(piece.data()),
                       static_cast<std::streamsize>(piece.size()));
            return file.good();
          });
      if (!header) return failed(header.error());
      if (!file.flush().good()) return failed("the bundle cannot be written");
      growth_.add({"bundle", "bundle written", "s", "", "", false, {}}, watch.seconds());
    }
    growth_.add({"bundle bytes", "bundle, a statement", "B", "bytes a statement", "bundle", false, {}},
                per_statement(static_cast<double>(fs::file_size(path))));
    Samples samples;
    if (auto ok = audit_file(path, size_, "", "audit", samples); !ok) return ok;
    growth_.add({"audit", "cold audit by palitan-verify", "s", "times", "cold audit", false, {}},
                samples.of("audit").front());
    return {};
  }

  /// The partner's new node, with nothing but the founding, takes everything from this one over TLS.
  Ran first_sync() {
    const auto old = ServedNode::start({node_.dir().string(), record_.now().ms, false}, "phl");
    if (!old) return failed(old.error());
    const TempFolder dir;
    auto folder = make_folder(dir.path() / "jpn", record_.founding(), "jpn");
    if (!folder) return failed(folder.error());
    auto file = folder->file();
    file.peers = {{"phl", "127.0.0.1", (*old)->port()}};
    if (auto ok = folder->save(file); !ok) return failed(ok.error());
    const Watch watch;
    const auto fresh = ServedNode::start({(dir.path() / "jpn").string(), record_.now().ms, false}, "jpn");
    if (!fresh) return failed(fresh.error());
    Caller caller((*fresh)->target(), (*fresh)->token());
    while (watch.seconds() < kSyncSeconds) {
      const auto status = caller.read("/v1/status");
      if (!status) return failed(status.error());
      if (status->at("partnerships").at(0).at("size").get<std::uint64_t>() == size_) {
        const auto took = watch.seconds();
        double bytes = 0;
        for (const auto& link : status->at("links"))
          bytes += link.at("sent").get<double>() + link.at("received").get<double>();
        growth_.add(
            {"first_sync", "first sync of the partner's new node", "s", "times", "first sync", false, {}},
            took);
        growth_.add({"first_sync bytes",
                     "first sync, a statement",
                     "B",
                     "bytes a statement",
                     "first sync",
                     false,
                     {}},
                    per_statement(bytes));
        return {};
      }
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    return failed("the new node does not get everything");
  }

  const GrowthBench& options_;
  GrowingRecord& record_;
  const FedNode& node_;
  Growth& growth_;
  std::uint64_t size_;
};
}  // namespace

Ran measure_size(const GrowthBench& options, GrowingRecord& record, const FedNode& node, Growth& growth) {
  return Size(options, record, node, growth).run();
}

}  // namespace palitan::bench
