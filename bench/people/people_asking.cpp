// Many people at once, each over a TLS connection of their own that stays open: sign in, open a page, look at
// it, open the next; now and then one signs a request.
#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <map>
#include <mutex>
#include <random>
#include <thread>

#include "people/pages_asked.h"
#include "people/people.h"
#include "rows.h"
#include "served/served_node.h"

namespace palitan::bench {
namespace {
const std::string kActs = "POST /acts";

/// What all of them saw.
class Seen {
 public:
  void add(const std::string& name, const Asked& answer) {
    const std::lock_guard lock(mutex_);
    auto& one = rows_[name];
    one.times.push_back(answer.milliseconds);
    one.plain = std::max(one.plain, answer.body.size());
    one.on_wire = std::max(one.on_wire, answer.on_wire);
  }
  void page(std::size_t bytes) {
    const std::lock_guard lock(mutex_);
    largest_page_ = std::max(largest_page_, bytes);
  }
  void fault(const std::string& what) {
    const std::lock_guard lock(mutex_);
    if (fault_.empty()) fault_ = what;
  }
  const std::string& fault() const { return fault_; }
  std::size_t largest_page() const { return largest_page_; }
  /// REQUIRES: nobody asks any more.
  std::vector<EndpointCost> costs() {
    std::vector<EndpointCost> out;
    for (auto& [name, one] : rows_) {
      std::ranges::sort(one.times);
      out.push_back({name, one.times.size(), one.times[(one.times.size() - 1) / 2],
                     one.times[(one.times.size() - 1) * 99 / 100], one.plain, one.on_wire});
    }
    return out;
  }
  std::vector<double> reads() const {
    std::vector<double> out;
    for (const auto& [name, one] : rows_)
      if (name != kActs) out.insert(out.end(), one.times.begin(), one.times.end());
    std::ranges::sort(out);
    return out;
  }

 private:
  struct Row {
    std::vector<double> times;
    std::size_t plain = 0, on_wire = 0;
  };
  std::mutex mutex_;
  std::map<std::string, Row> rows_;
  std::size_t largest_page_ = 0;
  std::string fault_;
};

/// What everybody has before them.
struct Office {
  const PeopleBench& options;
  PageGround ground;
  std::vector<Page> pages;
  int weights = 0;
  std::string seat;
  std::atomic<std::uint64_t> acts{0};
};

class Person {
 public:
  Person(const net::Target& target, Office& office, Seen& seen, std::uint64_t number)
      : caller_(target), office_(office), seen_(seen), dice_(office.options.seed * 1'000 + number) {}

  Ran sign_in() { return caller_.sign_in("desk", std::string(kPassphrase)); }
  /// Page after page for so many seconds.
  void work(double seconds) {
    const Watch watch;
    think(2);  // not all at once
    while (watch.seconds() < seconds && seen_.fault().empty()) {
      if (office_.options.seldom > 0 && dice_() % office_.options.seldom == 0)
        sign_request();
      else
        open(pick());
      think(1);
    }
  }

 private:
  const Page& pick() {
    auto left = static_cast<int>(dice_() % static_cast<std::uint64_t>(office_.weights));
    for (const auto& page : office_.pages)
      if ((left -= page.weight) < 0) return page;
    return office_.pages.back();
  }
  void open(const Page& page) {
    std::size_t bytes = 0;
    for (const auto& request : page.requests) {
      const auto answer = asked(caller_, request);
      if (!answer) return seen_.fault(answer.error());
      if (answer->status != 200)
        return seen_.fault(fmt::format("{}: {} {}", request.target, answer->status, answer->body));
      seen_.add(request.name, *answer);
      bytes += answer->on_wire;
    }
    seen_.page(bytes);
  }
  void sign_request() {
    const auto number = office_.acts.fetch_add(1);
    const auto& g = office_.ground;
    const auto draft = fmt::format(
        R"({{"seat":"{}","kind":"request","key":"p{}","body":{{"instrument":"{}","activity":"{}","supplier":"jpn",)"
        R"("recipient":"phl","currency":"JPY","lines":[{{"number":1,"category":"fuel","item":"F-76",)"
        R"("quantity":"1000","unit":"LTR","means":"replacement_in_kind"}}],"place":"Subic","reference":"P-{}"}}}})",
        office_.seat, number, g.instrument, g.activity, number);
    const auto answer = caller_.post("/v1/partnerships/" + g.book + "/acts", draft);
    if (!answer) return seen_.fault(answer.error());
    if (answer->status != 201) return seen_.fault(fmt::format("acts: {} {}", answer->status, answer->body));
    seen_.add(kActs, *answer);
  }
  void think(double times) {
    if (office_.options.think <= 0) return;
    std::uniform_real_distribution<double> around(0.5, 1.5);
    std::this_thread::sleep_for(std::chrono::duration<double>(times * office_.options.think * around(dice_)));
  }

  Caller caller_;
  Office& office_;
  Seen& seen_;
  std::mt19937_64 dice_;
};

/// Everybody at once. Returns the seconds from the first page to the last.
tl::expected<double, std::string> all_at_once(const net::Target& pages, Office& office, Seen& seen) {
  std::vector<std::unique_ptr<Person>> people;
  for (int i = 0; i < office.options.people; ++i) {
    people.push_back(std::make_unique<Person>(pages, office, seen, static_cast<std::uint64_t>(i)));
    if (auto ok = people.back()->sign_in(); !ok) return tl::unexpected(ok.error());
  }
  const Watch watch;
  {
    std::vector<std::jthread> threads;
    for (const auto& one : people)
      threads.emplace_back([&office, person = one.get()] { person->work(office.options.seconds); });
  }
  return watch.seconds();
}
}  // namespace

tl::expected<std::vector<EndpointCost>, std::string> people_asking(const PeopleBench& options,
                                                                   Samples& samples) {
  const auto prepared = prepare({.statements = options.statements, .seed = options.seed});
  if (!prepared) return failed("the bundle cannot be written");
  Samples aside;
  if (auto ok = ingest(*prepared, prepared->node(), "ingest", aside); !ok) return tl::unexpected(ok.error());
  const auto node = ServedNode::start({prepared->node().string(), prepared->founding.now.ms, true}, "phl");
  if (!node) return tl::unexpected(node.error());
  if (const auto rested = (*node)->settle(600); !rested) return tl::unexpected(rested.error());
  Caller local((*node)->target(), (*node)->token());
  auto ground = find_ground(local);
  if (!ground) return tl::unexpected(ground.error());
  Office office{options, std::move(*ground), {}, 0, base::to_hex(desk_of("phl").view())};
  office.pages = pages_asked(office.ground);
  for (const auto& page : office.pages) office.weights += page.weight;
  Seen seen;
  const auto took = all_at_once((*node)->pages(), office, seen);
  if (!took) return tl::unexpected(took.error());
  if (!seen.fault().empty()) return failed(seen.fault());
  const auto reads = seen.reads();
  if (reads.empty()) return failed("nobody asked anything");
  samples.add("people_rate", static_cast<double>(reads.size()) / *took);
  samples.add("people_p50", reads[(reads.size() - 1) / 2]);
  samples.add("people_p99", reads[(reads.size() - 1) * 99 / 100]);
  samples.add("people_page_kb", static_cast<double>(seen.largest_page()) / 1e3);
  if (const auto mb = (*node)->memory_mb()) samples.add("people_memory", *mb);
  return seen.costs();
}

}  // namespace palitan::bench
