// The pages of the demonstration's nodes, and who signs in there.
#include <algorithm>

#include "cli/demo_stage.h"
#include "cli/pages_listener.h"
#include "cli/table.h"

namespace palitan::cli {
namespace {

constexpr int kTries = 100;  // ports that others may hold

/// The first free port from `from` on.
Done<std::uint16_t> open_one(Nation& one, std::uint16_t from) {
  net::Server::Options options;
  options.tls = false;
  options.max_body = node::kAttachmentMax;
  for (int i = 0; i < kTries; ++i) {
    options.port = from == 0 ? std::uint16_t{0} : static_cast<std::uint16_t>(from + i);
    const auto port = one.service->start_pages(options, one.pages);
    if (port) return *port;
    if (port.error().code != base::Code::local_busy) return trouble(port.error());
  }
  return trouble(kFailed, fmt::format("No port from {} on is free; name another with --pages-port.", from));
}

/// Every office with a key on that node, in all its books.
Done<std::string> offices_of(Nation& one) {
  std::vector<std::string> offices;
  for (const auto& [name, desk] : one.desks) {
    const auto seats = desk->seats();
    if (!seats) return tl::unexpected(seats.error());
    for (const auto& row : *seats)
      if (row.here != "no" && std::find(offices.begin(), offices.end(), row.fact.office) == offices.end())
        offices.push_back(row.fact.office);
  }
  std::sort(offices.begin(), offices.end());
  std::string out;
  for (const auto& office : offices) out += (out.empty() ? "" : ", ") + office;
  return out;
}

}  // namespace

Done<void> Stage::open_pages() {
  Table table({"nation", "pages", "node"});
  std::map<std::string, std::string> called;  // offices -> nations that have them
  auto next = options_.pages_port;
  for (auto& one : nations_) {
    // The story is over: from here on a seat is open to whoever signs in to it, or unlocks it by hand.
    for (const auto& state : one.service->keys().seats()) one.service->keys().lock_seat(state.seat);
    const auto port = open_one(one, next);
    if (!port) return tl::unexpected(port.error());
    if (next != 0) next = static_cast<std::uint16_t>(*port + 1);
    table.add({one.name, fmt::format("http://127.0.0.1:{}/", *port), one.desks.begin()->second->where()});
    const auto offices = offices_of(one);
    if (!offices) return tl::unexpected(offices.error());
    auto& names = called[*offices];
    names += (names.empty() ? "" : ", ") + one.name;
  }
  fmt::print("\nThe nodes and their pages stay up until Ctrl-C:\n{}", table.text(2));
  if (options_.pages.empty()) fmt::print("  (this program was built without the pages; see web/)\n");
  fmt::print("\nSign in as one of these offices; the passphrase of all is the word in {}:\n",
             (options_.dir / "passphrase").string());
  for (const auto& [offices, names] : called) fmt::print("  {}: {}\n", names, offices);
  return {};
}

}  // namespace palitan::cli
