// The links between the nodes of a world: queues of encoded messages, with the weather the caller asks for.
#pragma once
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "base/bytes.h"
#include "statement/values.h"

namespace palitan::node {

/// What bad links do, in thousandths of the messages. The dice are the caller's, so that a seed replays
/// everything.
struct Weather {
  std::function<std::uint32_t(std::uint32_t below)> dice;  ///< 0 <= result < below; absent: nothing happens
  std::uint32_t loss = 0;
  std::uint32_t duplicate = 0;
  std::uint32_t reorder = 0;
};

/// Not thread safe. Messages are bytes; it reads nothing in them.
class Network {
 public:
  using Code = statement::PartyCode;
  Weather weather;
  /// Hears every message as it arrives, for tests of who learns what. May be empty.
  std::function<void(const Code& from, const Code& to, base::ByteView message)> heard;

  /// Both directions. What is on its way when a link is cut is lost.
  void set_link(const Code& a, const Code& b, bool up) {
    for (const auto& way : {std::pair{a, b}, std::pair{b, a}}) {
      if (up) {
        cut_.erase(way);
        continue;
      }
      cut_.insert(way);
      queues_.erase(way);
    }
  }
  bool is_up(const Code& a, const Code& b) const { return !cut_.contains({a, b}); }
  bool all_up() const { return cut_.empty(); }

  /// Puts a message on its way; a cut link swallows it.
  void send(const Code& from, const Code& to, base::Bytes message) {
    if (!is_up(from, to) || happens(weather.loss)) return;
    auto& queue = queues_[{from, to}];
    if (happens(weather.duplicate)) queue.push_back(message);
    if (!queue.empty() && happens(weather.reorder))
      queue.insert(queue.begin() + weather.dice(static_cast<std::uint32_t>(queue.size())),
                   std::move(message));
    else
      queue.push_back(std::move(message));
  }

  struct Way {
    Code from;
    Code to;
    auto operator<=>(const Way&) const = default;
  };
  /// The links on which something waits, ascending.
  std::vector<Way> busy() const {
    std::vector<Way> out;
    for (const auto& [way, queue] : queues_)
      if (!queue.empty()) out.push_back({way.first, way.second});
    return out;
  }
  /// The next message of a link, taken out.
  std::optional<base::Bytes> take(const Way& way) {
    const auto at = queues_.find({way.from, way.to});
    if (at == queues_.end() || at->second.empty()) return std::nullopt;
    auto message = std::move(at->second.front());
    at->second.pop_front();
    if (heard) heard(way.from, way.to, message);
    return message;
  }
  /// Forgets what is on its way to or from a node that stopped.
  void drop(const Code& party) {
    std::erase_if(queues_, [&](const auto& entry) {
      return entry.first.first == party || entry.first.second == party;
    });
  }

 private:
  bool happens(std::uint32_t thousandths) {
    return thousandths > 0 && weather.dice && weather.dice(1000) < thousandths;
  }
  std::set<std::pair<Code, Code>> cut_;
  std::map<std::pair<Code, Code>, std::deque<base::Bytes>> queues_;
};

}  // namespace palitan::node
