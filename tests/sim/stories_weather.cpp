#include "stories_weather.h"

#include <utility>

#include <fmt/format.h>

namespace palitan::sim {
namespace {
using base::Code;

// A mix has each kind of accident with this chance, so that some runs meet one kind alone.
constexpr std::uint32_t kKindInMix = 550;
constexpr std::uint32_t kSqlite = 40;
constexpr std::size_t kOldParcels = 8;
}  // namespace

StoriesWeather::StoriesWeather(std::uint64_t seed, Accidents spared,
                               std::function<void(const std::string&)> trace)
    : dice_(seed * 2 + 1), seed_(seed), trace_(std::move(trace)) {
  // A story that says how its disks are plays on those that do as they are told.
  sqlite_ = dice_.chance(kSqlite) && !spared.contains(Accident::disk_full);
  still_ = spared.contains(Accident::message_delayed);
  for (std::size_t i = 0; i < kAccidents; ++i) {
    const bool in_mix = dice_.chance(kKindInMix);
    const auto often = 20 + dice_.below(280);
    if (in_mix && !spared.contains(static_cast<Accident>(i))) thousandths_[i] = often;
  }
}

// ---- small things

/// `thousandths` of the mix's own chance.
bool StoriesWeather::happens(Accident accident, std::uint32_t thousandths) {
  return dice_.chance(thousandths_[static_cast<std::size_t>(accident)] * thousandths / 1000);
}

void StoriesWeather::count(Accident accident, const std::string& where) {
  ++coverage_.faults[std::string(name(accident))];
  if (trace_) trace_(fmt::format("{} {}", name(accident), where));
}

void StoriesWeather::wrong(const std::string& what) {
  if (!problem_) problem_ = what;
  if (trace_) trace_("WRONG: " + what);
}

void StoriesWeather::met(const base::Refusal& verdict) {
  ++coverage_.codes[std::string(base::name(verdict.code))];
}

void StoriesWeather::founded(node::World& world, const std::string& book, const Disks& disks) {
  auto& over = skies_[&world];
  over.disks = &disks;
  over.machines = machines_.at(book).get();
}

void StoriesWeather::acknowledged(node::World& world, const Party& party, const base::Id& id) {
  sky(world).acknowledged.emplace(id, party);
}

/// What nobody else has is gone with it: that is what a disk is.
void StoriesWeather::disk_lost(node::World& world, const Party&) {
  std::erase_if(sky(world).acknowledged, [&](const auto& entry) { return !world.bytes_of(entry.first); });
}

// ---- machines

void StoriesWeather::stop_or_start(node::World& world) {
  for (const auto& party : world.parties()) {
    auto& off = sky(world).off;
    if (off.contains(party)) {
      if (!dice_.chance(400)) continue;
      off.erase(party);
      open_again(world, party);
    } else if (world.running(party) && happens(Accident::machine_off, 300)) {
      count(Accident::machine_off, party);
      off.insert(party);
      world.stop(party);
    } else if (world.running(party) && happens(Accident::power_cut, 200)) {
      count(Accident::power_cut, party);
      go_down(world, party, true);
    } else if (world.running(party) && happens(Accident::machine_restarted, 300)) {
      count(Accident::machine_restarted, party);
      open_again(world, party);
    }
  }
}

/// Does what is due; a machine may go down with it before it is written.
void StoriesWeather::advance(node::World& world, const Party& party) {
  if (!world.running(party)) return;
  world.book(party).advance(world.clock_of(party));
  if (world.book(party).dirty() && happens(Accident::crash_before_write, 400)) {
    count(Accident::crash_before_write, party);
    return go_down(world, party, false);
  }
  write(world, party);
}

// ---- links

void StoriesWeather::cut_or_join(node::World& world) {
  const auto& parties = world.parties();
  auto& cut = sky(world).cut;
  for (std::size_t i = 0; i < parties.size(); ++i)
    for (std::size_t j = i + 1; j < parties.size(); ++j) {
      const std::pair link{parties[i], parties[j]};
      if (cut.contains(link)) {
        if (!dice_.chance(400)) continue;
        cut.erase(link);
        world.set_link(link.first, link.second, true);
      } else if (world.network().is_up(link.first, link.second) && happens(Accident::link_cut, 500)) {
        count(Accident::link_cut, link.first + "-" + link.second);
        cut.insert(link);
        world.set_link(link.first, link.second, false);
      }
    }
}

/// Takes in what came, whole or not. Nothing where its machine is off.
void StoriesWeather::arrive(node::World& world, const Party& party, base::ByteView bytes) {
  if (!world.running(party)) return;
  const auto taken = world.book(party).incoming_parcel(bytes, world.clock_of(party));
  if (!taken) met(taken.error());
  if (taken && taken->fault) met(*taken->fault);
  if (happens(Accident::crash_before_write, 300)) {
    count(Accident::crash_before_write, party);
    return go_down(world, party, false);
  }
  write(world, party);
}

/// One message of a link: lost, late, twice, cut short, damaged, with an older one behind it, or as it was
/// sent.
void StoriesWeather::deliver(node::World& world, const Way& way) {
  auto bytes = world.network().take(way);
  if (!bytes || !world.running(way.to)) return;
  if (happens(Accident::message_lost)) return count(Accident::message_lost, way.to);
  if (happens(Accident::message_delayed)) {
    count(Accident::message_delayed, way.to);
    sky(world).late.emplace_back(way, std::move(*bytes));
    return;
  }
  auto& old = sky(world).old[way];
  old.push_back(*bytes);
  if (old.size() > kOldParcels) old.pop_front();
  if (happens(Accident::message_doubled)) {
    count(Accident::message_doubled, way.to);
    arrive(world, way.to, *bytes);
  }
  hurt(way.to, *bytes);
  arrive(world, way.to, *bytes);
  if (happens(Accident::old_parcel_again)) hear_again(world, way);
}

void StoriesWeather::hurt(const Party& to, base::Bytes& bytes) {
  if (!bytes.empty() && happens(Accident::parcel_cut_short)) {
    count(Accident::parcel_cut_short, to);
    bytes.resize(dice_.below(bytes.size()));
  }
  if (!bytes.empty() && happens(Accident::parcel_damaged)) {
    count(Accident::parcel_damaged, to);
    for (auto n = 1 + dice_.below(3); n > 0; --n)
      bytes[dice_.below(bytes.size())] ^= static_cast<std::uint8_t>(1U << dice_.below(8));
  }
}

void StoriesWeather::hear_again(node::World& world, const Way& way) {
  const auto& old = sky(world).old[way];
  if (old.empty()) return;
  count(Accident::old_parcel_again, way.to);
  arrive(world, way.to, old[dice_.below(old.size())]);
}

void StoriesWeather::deliver_some(node::World& world) {
  for (auto n = 1 + dice_.below(6); n > 0; --n) {
    auto& late = sky(world).late;
    if (!late.empty() && dice_.chance(300)) {
      const auto [way, bytes] = std::move(late.front());
      late.pop_front();
      if (world.network().is_up(way.from, way.to)) arrive(world, way.to, bytes);
    }
    const auto busy = world.network().busy();
    if (busy.empty()) return;
    deliver(world, dice_.pick(busy));
  }
}

/// A clock is right within the ten minutes that nodes grant each other; half of it each way keeps every pair
/// so.
void StoriesWeather::set_clocks(node::World& world) {
  constexpr std::int64_t kMostMs = 150'000;
  for (const auto& party : world.parties()) {
    if (!happens(Accident::clock_wrong)) continue;
    count(Accident::clock_wrong, party);
    sky(world).skewed = true;
    world.set_clock_ahead(party, std::int64_t{dice_.below(2 * kMostMs)} - kMostMs);
  }
}

/// Everything as the story has it, and everybody told everything once more.
void StoriesWeather::heal(node::World& world) {
  auto& over = sky(world);
  for (const auto& [way, bytes] : std::exchange(over.late, {}))
    if (world.network().is_up(way.from, way.to)) arrive(world, way.to, bytes);
  for (const auto& party : std::exchange(over.off, {})) open_again(world, party);
  for (const auto& [a, b] : std::exchange(over.cut, {})) world.set_link(a, b, true);
  if (std::exchange(over.skewed, false))
    for (const auto& party : world.parties()) world.set_clock_ahead(party, 0);
  for (const auto& party : world.parties()) world.post(party, true);
}

// ---- when

void StoriesWeather::between(node::World& world) {
  for (const auto& party : world.parties()) {
    if (!world.running(party)) continue;
    if (happens(Accident::power_cut, 100)) {
      count(Accident::power_cut, party);
      go_down(world, party, true);
    }
    if (happens(Accident::machine_restarted, 200)) {
      count(Accident::machine_restarted, party);
      open_again(world, party);
    }
    for (const auto& other : world.parties())
      if (other != party && world.network().is_up(other, party) && happens(Accident::old_parcel_again, 200))
        hear_again(world, {other, party});
  }
}

void StoriesWeather::spreading(node::World& world) {
  for (auto rounds = dice_.below(3); rounds > 0; --rounds) {
    cut_or_join(world);
    stop_or_start(world);
    for (const auto& party : world.parties()) world.post(party, dice_.chance(300));
    deliver_some(world);
  }
  heal(world);
}

void StoriesWeather::settling(node::World& world) {
  // Even uneven delivery makes other accords than all at once.
  if (still_) return;
  set_clocks(world);
  for (auto rounds = 2 + dice_.below(10); rounds > 0; --rounds) {
    cut_or_join(world);
    stop_or_start(world);
    for (const auto& party : world.parties()) {
      advance(world, party);
      if (world.running(party) && !world.book(party).dirty()) world.post(party, dice_.chance(300));
    }
    deliver_some(world);
    world.pass(dice_.below(300));
    if (happens(Accident::proposal_late, 300)) {
      count(Accident::proposal_late, "");
      world.pass(10'001);
    }
  }
  heal(world);
}

}  // namespace palitan::sim
