// The world's links, and whether its nodes agree.
#include <algorithm>

#include <fmt/format.h>

#include "node/world.h"
#include "node/world_node.h"
#include "store/contract.h"

namespace palitan::node {
namespace {
using statement::PartyCode;

constexpr std::int64_t kRoundMs = 100;
// Rounds without a word after which only the passing of time can bring news.
constexpr int kQuietRounds = 5;
// How often settle() then lets the wait for a proposal run out, so that stuck attempts are declined.
constexpr int kPatience = 6;

bool equal(const store::LogEntry& a, const store::LogEntry& b) {
  return a.position == b.position && a.id == b.id && a.height == b.height && a.code == b.code &&
         a.clause == b.clause && a.state == b.state;
}

std::vector<store::PostingRow> postings_below(const store::Store& store, std::uint64_t position) {
  std::vector<store::PostingRow> out;
  store.each_posting(std::nullopt, [&](const store::PostingRow& row) {
    if (row.position < position) out.push_back(row);
    return true;
  });
  return out;
}

bool equal(const store::PostingRow& a, const store::PostingRow& b) {
  return a.position == b.position && a.case_id == b.case_id && a.date == b.date && a.posting == b.posting;
}

template <class Row>
bool equal(const std::vector<Row>& a, const std::vector<Row>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const Row& x, const Row& y) { return equal(x, y); });
}

/// The first thing in which two stores differ below `height`, both of which hold it.
std::optional<std::string> compare(const store::Store& a, const store::Store& b, std::uint64_t height) {
  for (std::uint64_t h = 0; h <= height; ++h) {
    const auto x = a.accord(h), y = b.accord(h);
    if (!x || !y) return fmt::format("accord {} is missing", h);
    if (x->bytes != y->bytes || x->size != y->size || x->time_ms != y->time_ms)
      return fmt::format("accord {} differs", h);
  }
  const auto size = a.accord(height)->size;
  const auto left = a.log(0, size), right = b.log(0, size);
  for (std::size_t i = 0; i < size; ++i)
    if (i >= left.size() || i >= right.size() || !equal(left[i], right[i]))
      return fmt::format("log entry {} differs", i);
  if (!equal(postings_below(a, size), postings_below(b, size))) return "postings differ";
  const bool same_height = a.last_accord()->height == b.last_accord()->height;
  if (same_height && store::derived_hash(a) != store::derived_hash(b)) return "derived facts differ";
  return std::nullopt;
}
}  // namespace

void World::set_link(const PartyCode& a, const PartyCode& b, bool up) {
  network_.set_link(a, b, up);
  node(a).told.erase(b);
  node(b).told.erase(a);
}

void World::advance(const PartyCode& party) {
  if (!running(party)) return;
  book(party).advance(clock_of(party));
  // A failure is kept in failure(); one that may be retried is met again at the next call.
  static_cast<void>(commit(party));
}

void World::post(const PartyCode& party, bool always) {
  if (!running(party)) return;
  auto& at = node(party);
  if (at.book->dirty() && !commit(party)) return;
  for (const auto& [other, to] : nodes_) {
    if (other == party || !network_.is_up(party, other)) continue;
    const auto news = at.book->news();
    const auto known = at.told.find(other);
    if (!always && known != at.told.end() && known->second == news) continue;
    at.told[other] = news;
    network_.send(party, other, at.book->outgoing_parcel(other).bytes);
  }
}

base::Result<void> World::hand_stick(const sync::NodeName& from, const sync::NodeName& to) {
  constexpr std::size_t kStick = std::size_t{16} << 20;
  if (auto ok = commit(from); !ok) return ok;
  const auto parcel = book(from).outgoing_parcel(to, kStick);
  const auto taken = book(to).incoming_parcel(parcel.bytes, clock_of(to));
  if (auto ok = commit(to); !ok) return ok;
  if (!taken) return tl::unexpected(taken.error());
  if (taken->fault) return tl::unexpected(*taken->fault);
  return {};
}

void World::deliver(const Network::Way& way) {
  auto bytes = network_.take(way);
  if (!bytes || !running(way.to)) return;
  static_cast<void>(book(way.to).incoming_parcel(*bytes, clock_of(way.to)));
  static_cast<void>(commit(way.to));
}

bool World::deliver_all() {
  bool said = false;
  for (auto ways = network_.busy(); !ways.empty(); ways = network_.busy()) {
    said = true;
    for (const auto& way : ways) deliver(way);
  }
  return said;
}

bool World::round() {
  for (const auto& party : nodes()) advance(party);
  for (const auto& party : nodes()) post(party);
  return deliver_all();
}

void World::exchange() {
  constexpr int kEnough = 100;  // news always runs out; a fault in a node must not hang its world
  for (int i = 0; i < kEnough; ++i) {
    for (const auto& party : nodes()) post(party);
    if (!deliver_all()) return;
  }
}

bool World::settled() const {
  std::optional<std::uint64_t> height;
  for (const auto& [party, at] : nodes_) {
    if (!at->book || !at->book->pending_order().empty()) return false;
    if (height.value_or(at->book->height()) != at->book->height()) return false;
    height = at->book->height();
  }
  return true;
}

bool World::settle(int rounds_max) {
  int quiet = 0;
  int patience = kPatience;
  for (int i = 0; i < rounds_max; ++i) {
    quiet = round() ? 0 : quiet + 1;
    pass(kRoundMs);
    if (quiet < kQuietRounds) continue;
    // A cut link stays cut however long one waits, and what is settled needs no waiting.
    if (settled() || !network_.all_up() || patience-- == 0) break;
    quiet = 0;
    pass(options_.book.decline_after_ms);
    for (const auto& party : nodes()) post(party, true);
  }
  return settled();
}

std::optional<std::string> World::difference() const {
  const PartyCode* first = nullptr;
  std::optional<std::uint64_t> common;
  for (const auto& [party, at] : nodes_) {
    if (!at->book) continue;
    if (first == nullptr) first = &party;
    common = std::min(common.value_or(at->book->height()), at->book->height());
  }
  if (first == nullptr) return std::nullopt;
  for (const auto& [party, at] : nodes_) {
    if (!at->book || party == *first) continue;
    if (auto found = compare(*node(*first).store, *at->store, *common))
      return fmt::format("{} and {}: {}", *first, party, *found);
    const auto& a = *node(*first).book;
    const auto& b = *at->book;
    if (a.height() == b.height() && (a.head() != b.head() || a.log_size() != b.log_size()))
      return fmt::format("{} and {}: head of the log differs", *first, party);
  }
  return std::nullopt;
}

}  // namespace palitan::node
