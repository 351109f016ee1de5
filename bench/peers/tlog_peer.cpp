#include "peers/tlog_peer.h"

#include <fmt/format.h>

#include "child.h"
#include "crypto/hash.h"
#include "merkle/tree.h"

namespace palitan::bench {
namespace {
constexpr std::uint64_t kChecked = 1'000;
constexpr const char* kPackages = "/usr/share/gocode";

/// The root over the records that the program appends first (peers/tlog/main.go).
std::string root_here() {
  merkle::Frontier frontier;
  for (std::uint64_t number = 0; number < kChecked; ++number) {
    base::Bytes bytes;
    for (int i = 0; i < 8; ++i) bytes.push_back(static_cast<std::uint8_t>(number >> (8 * i)));
    frontier.append(merkle::leaf_hash(crypto::sha256(bytes).view()));
  }
  return base::to_hex(frontier.root().view());
}
}  // namespace

tl::expected<std::unique_ptr<TlogPeer>, std::string> TlogPeer::build() {
  if (!is_installed("go") || !fs::exists(fs::path(kPackages) / "src/golang.org/x/mod/sumdb/tlog")) {
    fmt::print("Go or its package golang-golang-x-mod-dev is not installed: no row of its log\n");
    return nullptr;
  }
  auto out = std::make_unique<TlogPeer>();
  const auto& dir = out->dir_.path();
  const auto built =
      output_of({"env", "GO111MODULE=off", "GOPROXY=off", "GOFLAGS=", fmt::format("GOPATH={}", kPackages),
                 "GOCACHE=" + (dir / "cache").string(), "go", "build", "-o", (dir / "tlog").string(),
                 PALITAN_BENCH_TLOG});
  if (!built) return failed(built.error());
  return out;
}

Ran TlogPeer::append(std::uint64_t records, Samples& samples) {
  const auto said = output_of({(dir_.path() / "tlog").string(), std::to_string(records)});
  if (!said) return failed(said.error());
  const auto blank = said->find(' ');
  if (blank == said->npos || said->substr(blank + 1) != root_here() + "\n")
    return failed("Go's log has another root than ours: " + *said);
  samples.add("peer_tlog_append", std::strtod(said->c_str(), nullptr));
  return {};
}

}  // namespace palitan::bench
