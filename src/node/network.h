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
  std::uint32_t delay = 0;  ///< it arrives up to `delay_max_ms` later
  std::uint32_t delay_max_ms = 60'000;
  std::uint32_t cut_short = 0;  ///< only its beginning arrives
  std::uint32_t flip = 0;       ///< some of its bits arrive wrong
};

/// How many messages met what.
struct WeatherCounts {
  std::uint64_t sent = 0;  ///< on links that were up
  std::uint64_t lost = 0;
  std::uint64_t doubled = 0;
  std::uint64_t reordered = 0;
  std::uint64_t delayed = 0;
  std::uint64_t cut_short = 0;
  std::uint64_t flipped = 0;
};

/// Not thread safe. Messages are bytes; it reads nothing in them.
class Network {
 public:
  using Code = statement::PartyCode;
  struct Way {
    Code from;
    Code to;
    auto operator<=>(const Way&) const = default;
  };
  Weather weather;
  /// Hears every message as it arrives, for tests of who learns what. May be empty.
  std::function<void(const Code& from, const Code& to, base::ByteView message)> heard;

  /// Both directions. What is on its way when a link is cut is lost.
  void set_link(const Code& a, const Code& b, bool up) {
    for (const auto& way : {Way{a, b}, Way{b, a}}) {
      if (up) {
        cut_.erase(way);
        continue;
      }
      cut_.insert(way);
      queues_.erase(way);
      std::erase_if(late_, [&](const auto& entry) { return entry.second.way == way; });
    }
  }
  bool is_up(const Code& a, const Code& b) const { return !cut_.contains(Way{a, b}); }
  bool all_up() const { return cut_.empty(); }

  /// Puts a message on its way; a cut link swallows it.
  void send(const Code& from, const Code& to, base::Bytes message) {
    if (!is_up(from, to)) return;
    ++counts_.sent;
    if (happens(weather.loss, counts_.lost)) return;
    if (happens(weather.duplicate, counts_.doubled)) put({from, to}, message);
    put({from, to}, std::move(message));
  }
  /// The links on which something waits, ascending.
  std::vector<Way> busy() const {
    std::vector<Way> out;
    for (const auto& [way, queue] : queues_)
      if (!queue.empty()) out.push_back(way);
    return out;
  }
  /// The next message of a link, taken out. `whole` becomes false where the weather has changed it.
  std::optional<base::Bytes> take(const Way& way, bool* whole = nullptr) {
    const auto at = queues_.find(way);
    if (at == queues_.end() || at->second.empty()) return std::nullopt;
    auto message = std::move(at->second.front());
    at->second.pop_front();
    if (heard) heard(way.from, way.to, message.bytes);
    if (whole != nullptr) *whole = message.whole;
    return std::move(message.bytes);
  }
  /// Forgets what is on its way to or from a node that stopped.
  void drop(const Code& party) {
    const auto touches = [&](const Way& way) { return way.from == party || way.to == party; };
    std::erase_if(queues_, [&](const auto& entry) { return touches(entry.first); });
    std::erase_if(late_, [&](const auto& entry) { return touches(entry.second.way); });
  }
  /// What was delayed until then arrives.
  void set_clock(std::int64_t now_ms) {
    now_ms_ = now_ms;
    while (!late_.empty() && late_.begin()->first <= now_ms) {
      auto& late = late_.begin()->second;
      queues_[late.way].push_back(std::move(late.message));
      late_.erase(late_.begin());
    }
  }
  /// Messages that are on their way and late.
  std::size_t late() const { return late_.size(); }
  const WeatherCounts& counts() const { return counts_; }

 private:
  struct Message {
    base::Bytes bytes;
    bool whole = true;
  };
  struct Late {
    Way way;
    Message message;
  };

  bool happens(std::uint32_t thousandths, std::uint64_t& count) {
    const bool yes = thousandths > 0 && weather.dice && weather.dice(1000) < thousandths;
    count += yes;
    return yes;
  }
  void put(const Way& way, base::Bytes bytes) {
    Message message{std::move(bytes)};
    spoil(message);
    if (happens(weather.delay, counts_.delayed)) {
      late_.emplace(now_ms_ + 1 + weather.dice(weather.delay_max_ms), Late{way, std::move(message)});
      return;
    }
    auto& queue = queues_[way];
    if (!queue.empty() && happens(weather.reorder, counts_.reordered))
      queue.insert(queue.begin() + weather.dice(static_cast<std::uint32_t>(queue.size())),
                   std::move(message));
    else
      queue.push_back(std::move(message));
  }
  void spoil(Message& message) {
    const auto size = static_cast<std::uint32_t>(message.bytes.size());
    if (size > 0 && happens(weather.cut_short, counts_.cut_short)) {
      message.bytes.resize(weather.dice(size));
      message.whole = false;
    } else if (size > 0 && happens(weather.flip, counts_.flipped)) {
      for (auto bits = 1 + weather.dice(4); bits > 0; --bits)
        message.bytes[weather.dice(size)] ^= static_cast<std::uint8_t>(1u << weather.dice(8));
      message.whole = false;
    }
  }

  std::set<Way> cut_;
  std::map<Way, std::deque<Message>> queues_;
  std::multimap<std::int64_t, Late> late_;  ///< by the time of arrival
  std::int64_t now_ms_ = 0;
  WeatherCounts counts_;
};

}  // namespace palitan::node
