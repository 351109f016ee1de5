// Two processes `palitan node serve` with a bad link between them: in how many contacts, and for how many
// bytes, what both made meanwhile comes to the other, and is agreed.
#include <arpa/inet.h>
#include <fmt/format.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <thread>

#include "child.h"
#include "net/client.h"
#include "rows.h"
#include "served/process.h"

namespace palitan::bench {
namespace {
using Json = nlohmann::json;
using namespace std::chrono_literals;

/// A node of its own process; told to end, and waited for, when it goes.
class Served {
 public:
  ~Served() {
    if (process_ <= 0) return;
    ::kill(process_, SIGTERM);
    ::waitpid(process_, nullptr, 0);
  }
  Served(const fs::path& dir, const fs::path& passphrase)
      : dir_(dir), process_(start_serve(dir, passphrase)) {}
  Served(const Served&) = delete;
  Served& operator=(const Served&) = delete;

  /// Asked directly, not over the link. Nothing: it does not answer (any more).
  std::optional<Json> status(const std::string& party, std::uint16_t port) {
    if (!client_) {
      const auto folder = node::Folder::open(dir_);
      const auto token = folder ? folder->token() : base::refuse(base::Code::local_not_found);
      if (!token) return std::nullopt;
      token_ = *token;
      net::Target target;
      target.port = port;
      target.server_key = kernel::kit::key_named(party + " node").public_key;
      client_.emplace(std::move(target));
    }
    net::Request request;
    request.target = "/v1/status";
    request.headers = {{"Authorization", "Bearer " + token_}};
    const auto answer = client_->send(request);
    if (!answer || answer->status != 200) return std::nullopt;
    auto json = Json::parse(answer->body, nullptr, false);
    return json.is_object() ? std::optional(std::move(json)) : std::nullopt;
  }

 private:
  fs::path dir_;
  pid_t process_ = -1;
  std::optional<net::Client> client_;
  std::string token_;
};

std::uint16_t free_port() {
  const int at = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  PALITAN_CHECK(::bind(at, reinterpret_cast<sockaddr*>(&address), size) == 0);
  PALITAN_CHECK(::getsockname(at, reinterpret_cast<sockaddr*>(&address), &size) == 0);
  ::close(at);
  return ntohs(address.sin_port);
}

struct Seen {
  std::uint64_t known = 0;  ///< agreed and pending acts
  std::uint64_t size = 0, pending = 0, height = 0;
  std::uint64_t parcels = 0;  ///< bytes of them that this node sent and got answered
};
Seen seen_in(const Json& status) {
  Seen out;
  const auto& book = status.at("partnerships").at(0);
  out.size = book.at("size");
  out.pending = book.at("pending");
  out.height = book.at("height");
  out.known = out.size + out.pending;
  for (const auto& link : status.at("links"))
    out.parcels += link.at("sent").get<std::uint64_t>() + link.at("received").get<std::uint64_t>();
  return out;
}

class LinkRun {
 public:
  LinkRun(const LinkBench& options, Samples& samples)
      : options_(options), samples_(samples), link_(options.weather) {}

  Ran run() {
    return prepare_ends().and_then([&] { return carry(); });
  }

 private:
  static constexpr std::array<const char*, 2> kParties = {"jpn", "phl"};

  /// Orders under way, agreed; then each nation's next acts in them, none of which waits for the other's.
  Ran prepare_ends() {
    const auto orders = options_.acts * 5 / 2;
    MadeRecord made({.statements = orders * 3,
                     .seed = options_.seed,
                     .under_way = orders,
                     .days_pass = false,
                     .desks = options_.desks,
                     .on_duty = options_.desks});
    ground_.founding = founding_of(made.record());
    if (!write_bundle(made.record(), ground_.bundle())) return failed("the bundle cannot be written");
    std::map<std::string, std::vector<base::Bytes>> acts;
    const auto fact = made.record().agreed().get<kernel::PartnershipFact>(kernel::partnership_key());
    if (fact == nullptr) return failed("no partnership");
    for (std::size_t i = 0;
         i < orders && (acts["jpn"].size() < options_.acts || acts["phl"].size() < options_.acts); ++i) {
      auto bytes = made.next();
      const auto seat = statement::decode_statement(bytes)->content().seat;
      const auto* who = made.record().get<kernel::SeatFact>(kernel::seat_key(seat));
      auto& mine = acts[who->party];
      if (mine.size() < options_.acts) mine.push_back(std::move(bytes));
    }
    for (std::size_t i = 0; i < 2; ++i) {
      if (acts[kParties[i]].size() < options_.acts) return failed("too few acts were made");
      if (auto ok = prepare_end(i, acts[kParties[i]]); !ok) return ok;
    }
    return {};
  }
  Ran prepare_end(std::size_t i, const std::vector<base::Bytes>& acts) {
    const std::string party = kParties[i], other = kParties[1 - i];
    const auto dir = ground_.dir.path() / party;
    auto folder = make_folder(dir, ground_.founding, party);
    if (!folder) return failed(folder.error());
    auto file = folder->file();
    file.port = ports_[i] = free_port();
    file.peers = {{other, "127.0.0.1", link_.door(static_cast<int>(i))}};
    if (auto ok = folder->save(file); !ok) return failed(ok.error());
    const auto passphrase = dir / "passphrase";
    std::ofstream(passphrase) << kPassphrase << "\n";
    fs::permissions(passphrase, fs::perms::owner_read);
    auto store = open_record(ground_, dir);
    if (!store) return failed(store.error());
    auto book = node::Book::open(**store, {.party = party}, ground_.founding.now);
    if (!book) return failed(book.error());
    if (auto fed = feed(ground_.bundle(), **book, ground_.founding.now); !fed) return failed(fed.error());
    for (const auto& act : acts)
      if (auto taken = (*book)->receive(act, ground_.founding.now); !taken) return failed(taken.error());
    if (auto done = (*book)->flush(ground_.founding.now); !done) return failed(done.error().what);
    return {};
  }

  Ran carry() {
    for (std::size_t i = 0; i < 2; ++i) {
      const auto dir = ground_.dir.path() / kParties[i];
      nodes_[i] = std::make_unique<Served>(dir, dir / "passphrase");
    }
    for (std::size_t i = 0; i < 2; ++i)
      for (int tries = 0; !nodes_[i]->status(kParties[i], ports_[i]); ++tries) {
        if (tries == 100) return failed("a node does not start");
        std::this_thread::sleep_for(100ms);
      }
    link_.start(ports_[0], ports_[1]);
    began_ = Watch();
    const auto& w = options_.weather;
    const auto end = std::chrono::duration<double>(w.period * (options_.contacts - 1) + w.up).count();
    bool there = false;
    while (began_.seconds() < end) {
      std::this_thread::sleep_for(200ms);
      std::array<Seen, 2> seen;
      for (std::size_t i = 0; i < 2; ++i) {
        const auto status = nodes_[i]->status(kParties[i], ports_[i]);
        if (!status) return failed("a node does not answer");
        seen[i] = seen_in(*status);
      }
      const auto all = ground_.founding.last.size + 2 * options_.acts;
      if (!there && seen[0].known >= all && seen[1].known >= all) {
        there = true;
        tell("both hold all", "", seen);
      }
      if (seen[0].size == all && seen[1].size == all) {
        tell("both agree on all", "_agreed", seen);
        return options_.musts ? judge() : Ran{};
      }
      last_ = seen;
    }
    tell("at the end", "_end", last_);
    return failed(there ? "not agreed in so many contacts" : "not carried in so many contacts");
  }

  void tell(const char* what, const std::string& suffix, const std::array<Seen, 2>& seen) {
    const auto count = link_.count();
    const auto payload = seen[0].parcels + seen[1].parcels;
    const auto share =
        100.0 * static_cast<double>(payload) / static_cast<double>(std::max<std::uint64_t>(1, count.bytes));
    fmt::print(
        "{}: {} contacts, {:.0f} s; {} bytes on the wire in {} packets and {} connections, {} packets lost "
        "({} bytes "
        "more); parcels {} bytes, {:.1f} %; acts known {} and {}, agreed {} and {}\n",
        what, count.contacts, began_.seconds(), count.bytes, count.packets, count.connections,
        count.lost_packets, count.resent_bytes, payload, share, seen[0].known, seen[1].known, seen[0].size,
        seen[1].size);
    std::fflush(stdout);
    samples_.add("link_contacts" + suffix, static_cast<double>(count.contacts));
    samples_.add("link_seconds" + suffix, began_.seconds());
    samples_.add("link_bytes" + suffix, static_cast<double>(count.bytes));
    samples_.add("link_payload" + suffix, share);
  }
  Ran judge() const {
    if (samples_.of("link_contacts").back() > 3) return failed("it takes more contacts than it must");
    if (samples_.of("link_payload").back() < 70) return failed("less than 70 % of the bytes are parcels");
    return {};
  }

  LinkBench options_;
  Samples& samples_;
  BadLink link_;
  Prepared ground_;
  std::array<std::uint16_t, 2> ports_{};
  std::array<std::unique_ptr<Served>, 2> nodes_;
  std::array<Seen, 2> last_;
  Watch began_;
};
}  // namespace

Ran run(const LinkBench& options, Samples& samples) {
  const auto& w = options.weather;
  fmt::print(
      "{} acts each way at {:.0f} bit/s, {} ms one way, {} % of packets lost, up {} s of every {} s, seed "
      "{}\n",
      options.acts, w.bits_per_second, w.delay.count(), w.loss * 100,
      static_cast<double>(w.up.count()) / 1000, static_cast<double>(w.period.count()) / 1000, w.seed);
  return LinkRun(options, samples).run();
}

}  // namespace palitan::bench
