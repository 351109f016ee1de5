// A node that nobody asks anything: how soon it serves, and what it takes of a small machine with its links
// up.
#include <fmt/format.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <algorithm>
#include <fstream>
#include <thread>

#include "api/api.h"
#include "child.h"
#include "node/service.h"
#include "people/caller.h"
#include "people/people.h"
#include "prepared.h"
#include "served/process.h"

namespace palitan::bench {
namespace {
namespace kit = kernel::kit;
using namespace std::chrono_literals;

/// "aaa", "aab", ...: codes of made nations, none of them phl's.
std::string code_of(std::size_t n) {
  std::string out = "aaa";
  for (std::size_t i = 3; i-- > 0; n /= 26) out[i] = static_cast<char>('a' + n % 26);
  return out;
}

/// `palitan node serve` on a folder; told to end, and waited for, when it goes.
class NodeProcess {
 public:
  NodeProcess(const fs::path& dir, const fs::path& passphrase)
      : process_(start_serve(dir, passphrase, {"--pages", "0"})) {}
  ~NodeProcess() {
    if (process_ <= 0) return;
    ::kill(process_, SIGTERM);
    ::waitpid(process_, nullptr, 0);
  }
  NodeProcess(const NodeProcess&) = delete;
  NodeProcess& operator=(const NodeProcess&) = delete;
  pid_t pid() const { return process_; }

 private:
  pid_t process_ = -1;
};

std::uint16_t free_port() {
  net::Server::Options options;
  options.tls = false;
  net::Server probe(options, [](net::Request, net::Respond respond) { respond({}); });
  const auto port = probe.start();
  return port ? *port : 0;
}

/// So many descriptors are open in that process.
std::ptrdiff_t open_files(pid_t process) {
  std::error_code none;
  return std::distance(fs::directory_iterator(fmt::format("/proc/{}/fd", process), none),
                       fs::directory_iterator());
}

/// The partners of the last node here take some thousand descriptors.
void raise_file_limit() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  static_cast<void>(::setrlimit(RLIMIT_NOFILE, &limit));
}

/// One nation's node with a book for each of its partners, whose nodes run in this process.
class Links {
 public:
  Links(const PeopleBench& options, std::size_t count, Samples& samples)
      : options_(options), count_(count), samples_(samples), port_(free_port()) {}
  ~Links() {
    for (auto& partner : partners_) partner->stop();
  }
  Links(const Links&) = delete;
  Links& operator=(const Links&) = delete;

  Ran run() {
    return prepare()
        .and_then([&] { return start(); })
        .and_then([&] { return wait_for_links(); })
        .and_then([&] { return watch(); });
  }

 private:
  fs::path home() const { return dir_.path() / "phl"; }

  Ran prepare() {
    for (std::size_t i = 0; i < count_; ++i)
      if (auto ok = add_partner(code_of(i)); !ok) return ok;
    auto folder = node::Folder::open(home());
    if (!folder) return failed(folder.error());
    auto file = folder->file();
    file.port = port_;
    for (std::size_t i = 0; i < count_; ++i)
      file.peers.push_back({code_of(i), "127.0.0.1", partners_[i]->port()});
    if (auto ok = folder->save(file); !ok) return failed(ok.error());
    std::ofstream(passphrase()) << kPassphrase << "\n";
    fs::permissions(passphrase(), fs::perms::owner_read);
    return {};
  }
  fs::path passphrase() const { return dir_.path() / "passphrase"; }

  Ran add_partner(const std::string& party) {
    kit::Record record(kit::Record::Options{.parties = {party, "phl"}});
    const auto founding = founding_of(record);
    auto other = make_folder(dir_.path() / party, founding, party);
    if (!other) return failed(other.error());
    auto file = other->file();
    file.peers = {{"phl", "127.0.0.1", port_}};
    if (auto ok = other->save(file); !ok) return failed(ok.error());
    if (partners_.empty()) {
      if (auto mine = make_real(founding); !mine) return mine;
    } else if (auto mine = node::Folder::open(home()); !mine) {
      return failed(mine.error());
    } else if (auto id = mine->found_record(founding.act, founding.note); !id) {
      return failed(id.error());
    }
    node::ServiceOptions options;
    options.threads = 1;
    auto service = node::Service::open(dir_.path() / party, kPassphrase, options);
    if (!service) return failed(service.error());
    if (auto port = (*service)->start(api::handler(**service)); !port) return failed(port.error());
    partners_.push_back(std::move(*service));
    return {};
  }
  /// The measured node's folder: its keys are wrapped as a person's are, which takes its time at each start.
  Ran make_real(const Founding& founding) {
    auto folder = node::Folder::create(home(), {.party = "phl", .name = "phl headquarters", .peers = {}});
    if (!folder) return failed(folder.error());
    for (const auto& [name, key] : {std::pair(std::string(node::kAccordKey), "phl accord"),
                                    std::pair(std::string(node::kNodeKey), "phl node")})
      if (auto ok = folder->write_key(name, kit::key_named(key), kPassphrase); !ok) return failed(ok.error());
    if (auto id = folder->found_record(founding.act, founding.note); !id) return failed(id.error());
    return {};
  }

  Ran start() {
    const Watch watch;
    process_ = std::make_unique<NodeProcess>(home(), passphrase());
    const auto folder = node::Folder::open(home());
    const auto token = folder ? folder->token() : base::refuse(base::Code::local_not_found);
    if (!token) return failed(token.error());
    net::Target target;
    target.port = port_;
    target.server_key = kit::key_named("phl node").public_key;
    caller_.emplace(std::move(target), *token);
    while (watch.seconds() < 60) {
      if (caller_->read("/v1/status")) {
        samples_.add(fmt::format("rest_start_{}", count_), watch.seconds());
        return {};
      }
      std::this_thread::sleep_for(2ms);
    }
    return failed("the node does not start");
  }
  Ran wait_for_links() {
    const Watch watch;
    while (watch.seconds() < 120) {
      const auto status = caller_->read("/v1/status");
      if (!status) return failed(status.error());
      const auto& links = status->at("links");
      const auto up =
          std::ranges::count_if(links, [](const auto& one) { return one.value("reachable", false); });
      if (static_cast<std::size_t>(up) == count_) return {};
      std::this_thread::sleep_for(200ms);
    }
    return failed("not every link comes up");
  }
  Ran watch() {
    // Links that have nothing to say call less often after some rounds; that is the state which lasts.
    std::this_thread::sleep_for(std::chrono::duration<double>(std::min(20.0, options_.idle)));
    const auto before = cpu_seconds(process_->pid());
    const Watch watch;
    std::this_thread::sleep_for(std::chrono::duration<double>(options_.idle));
    const auto after = cpu_seconds(process_->pid());
    const auto mb = resident_mb(process_->pid());
    if (!before || !after || !mb) return failed("the node ended");
    samples_.add(fmt::format("rest_cpu_{}", count_), (*after - *before) / watch.seconds() * 100);
    samples_.add(fmt::format("rest_memory_{}", count_), *mb);
    samples_.add(fmt::format("rest_files_{}", count_), static_cast<double>(open_files(process_->pid())));
    return {};
  }

  const PeopleBench& options_;
  std::size_t count_;
  Samples& samples_;
  TempFolder dir_;
  std::uint16_t port_;
  std::vector<std::unique_ptr<node::Service>> partners_;
  std::unique_ptr<NodeProcess> process_;
  std::optional<Caller> caller_;
};
}  // namespace

Ran at_rest(const PeopleBench& options, Samples& samples) {
  raise_file_limit();
  for (const auto count : options.links)
    if (auto ok = Links(options, count, samples).run(); !ok)
      return failed(fmt::format("a node with {} links: {}", count, ok.error()));
  return {};
}

}  // namespace palitan::bench
