#include "weather.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/check.h"

namespace palitan::sim {
namespace {
struct FaultRow {
  std::string_view name;
  std::uint32_t weight;
};
constexpr FaultRow kRows[] = {
#define PALITAN_SIM_FAULT(name, words, weight) {words, weight},
    PALITAN_SIM_FAULTS(PALITAN_SIM_FAULT)
#undef PALITAN_SIM_FAULT
};
constexpr std::int64_t kMinuteMs = 60'000;
}  // namespace

std::string_view name(Fault fault) { return kRows[static_cast<std::size_t>(fault)].name; }

std::vector<std::string> all_faults() {
  std::vector<std::string> out;
  for (const auto& row : kRows) out.emplace_back(row.name);
  return out;
}

Mix Mix::of(Dice& dice) {
  Mix mix;
  if (dice.chance(50)) return mix;
  const auto share = 200 + dice.below(700);
  for (auto& on : mix.on) on = dice.chance(share);
  return mix;
}

Weather::Weather(node::World& world, Machines& machines, Dice& dice, const Mix& mix, Owner owner)
    : world_(world), machines_(machines), dice_(dice), mix_(mix), owner_(std::move(owner)) {}

void Weather::begin() {
  auto& links = world_.network().weather;
  links.dice = [this](std::uint32_t below) { return dice_.below(below); };
  if (has(Fault::lost)) links.loss = 1 + dice_.below(300);
  if (has(Fault::doubled)) links.duplicate = 1 + dice_.below(200);
  if (has(Fault::reordered)) links.reorder = 1 + dice_.below(300);
  if (has(Fault::delayed)) links.delay = 1 + dice_.below(200);
  links.delay_max_ms = dice_.chance(500) ? 600 : 30'000;
  if (has(Fault::cut_short)) links.cut_short = 1 + dice_.below(100);
  if (has(Fault::flipped)) links.flip = 1 + dice_.below(100);
  for (const auto& party : world_.parties())
    if (has(Fault::skew) && dice_.chance(300)) {
      count(Fault::skew, party);
      world_.set_clock_ahead(party, std::int64_t{dice_.below(1'500'000)} - 750'000);
    }
}

// ---- telling

void Weather::tell(std::string_view what, const std::string& detail) {
  if (owner_.trace) owner_.trace(what, detail);
}

void Weather::count(Fault fault, const std::string& detail, std::uint64_t times) {
  counts_[static_cast<std::size_t>(fault)] += times;
  tell(name(fault), detail);
}

void Weather::wrong(const std::string& what) {
  if (!problem_) problem_ = what;
  tell("WRONG", what);
}

std::map<std::string, std::uint64_t> Weather::counts() const {
  std::map<std::string, std::uint64_t> out;
  for (std::size_t i = 0; i < kFaults; ++i)
    if (counts_[i] > 0) out.emplace(kRows[i].name, counts_[i]);
  const auto& links = world_.network().counts();
  const std::pair<Fault, std::uint64_t> met[] = {
      {Fault::lost, links.lost},           {Fault::doubled, links.doubled},
      {Fault::reordered, links.reordered}, {Fault::delayed, links.delayed},
      {Fault::cut_short, links.cut_short}, {Fault::flipped, links.flipped}};
  for (const auto& [fault, times] : met)
    if (times > 0) out.emplace(name(fault), times);
  return out;
}

// ---- disks

bool Weather::is_slow(const Party& party) const {
  const auto until = slow_until_ms_.find(party);
  return until != slow_until_ms_.end() && world_.now().ms < until->second;
}

bool Weather::flush(const Party& party) {
  auto& book = world_.book(party);
  if (!book.dirty()) return true;
  if (is_slow(party)) return false;
  // A full disk answers before it can break; what the node then reads must be readable.
  const bool may_break = !machines_.disk(party).full;
  const bool fsync = may_break && has(Fault::fsync_error) && dice_.chance(4);
  if (fsync || (may_break && has(Fault::power_cut) && dice_.chance(8)))
    machines_.plan_break(party, fsync ? Disk::Break::fsync : Disk::Break::power, dice_);
  const auto done = book.flush(world_.clock_of(party));
  machines_.be_well(party);
  const auto& disk = machines_.disk(party);
  if (disk.wrong()) wrong(party + ": " + *disk.wrong());
  if (done) {
    call(owner_.durable, party);
    if (!machines_.is_dark(party)) return true;
    count(Fault::power_cut_in_commit, party);  // just behind it: it was answered
    power_comes_back(party, true);
    return true;
  }
  call(owner_.forgotten, party);
  if (done.error().kind == base::Failure::Kind::retry) return false;
  if (!disk.broken()) wrong(party + " stopped: " + done.error().what);
  count(fsync ? Fault::fsync_error : Fault::power_cut_in_commit, party);
  // After fsync said no the node halts and may be opened again on the same machine; a power cut takes both.
  power_comes_back(party, !fsync || dice_.chance(300));
  return false;
}

void Weather::power_comes_back(const Party& party, bool power) {
  world_.stop(party);
  if (auto found = machines_.come_back(party, power)) wrong(party + ": " + *found);
  restart(party);
}

void Weather::advance(const Party& party) {
  world_.book(party).advance(world_.clock_of(party));
  flush(party);
}

// ---- links

void Weather::deliver(const node::Network::Way& way) {
  bool whole = true;
  const auto bytes = world_.network().take(way, &whole);
  if (!bytes || !world_.running(way.to)) return;
  const auto taken = world_.book(way.to).incoming_parcel(*bytes, world_.clock_of(way.to));
  if (owner_.heard && !taken) owner_.heard(taken.error());
  if (owner_.heard && taken && taken->fault) owner_.heard(*taken->fault);
  if (whole && !taken) return wrong("a message cannot be read: " + base::sentence(taken.error()));
  if (has(Fault::crash) && dice_.chance(8)) {
    world_.book(way.to).advance(world_.clock_of(way.to));
    return crash(way.to);
  }
  if (!dice_.chance(300)) flush(way.to);
}

void Weather::deliver_some(std::uint32_t most) {
  for (auto n = 1 + dice_.below(most); n > 0; --n) {
    const auto busy = world_.network().busy();
    if (busy.empty()) return;
    deliver(dice_.pick(busy));
  }
}

void Weather::exchange(std::uint32_t rounds) {
  for (; rounds > 0; --rounds) {
    for (const auto& party : world_.parties()) {
      if (!world_.running(party)) continue;
      advance(party);
      if (world_.running(party) && !world_.book(party).dirty()) world_.post(party, dice_.chance(100));
    }
    while (!world_.network().busy().empty() && !problem_) deliver_some(6);
    world_.pass(30);
  }
}

void Weather::cut_link() {
  const auto& parties = world_.parties();
  const auto a = dice_.pick(parties), b = dice_.pick(parties);
  if (a == b) return;
  const bool up = world_.network().is_up(a, b);
  if (up) count(Fault::link_cut, a + "-" + b);
  if (!up) tell("link up", a + "-" + b);
  world_.set_link(a, b, !up);
}

/// Any part of the parties on one side, the others on the other; or all together again.
void Weather::part() {
  const auto& parties = world_.parties();
  const auto side = dice_.below(std::uint64_t{1} << parties.size());
  const bool whole = side == 0 || side + 1 == (std::uint64_t{1} << parties.size());
  if (!whole) count(Fault::partition, fmt::format("{:b}", side));
  for (std::size_t i = 0; i < parties.size(); ++i)
    for (std::size_t j = i + 1; j < parties.size(); ++j) {
      const bool apart = ((side >> i ^ side >> j) & 1) != 0;
      if (world_.network().is_up(parties[i], parties[j]) == apart)
        world_.set_link(parties[i], parties[j], !apart);
    }
}

// ---- machines and clocks

void Weather::jump() {
  const auto party = dice_.pick(world_.parties());
  if (dice_.chance(150)) {
    count(Fault::clock_jump, "a day");
    return world_.pass(base::kDayMs);
  }
  const auto ahead = std::int64_t{dice_.below(24)} * kMinuteMs - 12 * kMinuteMs;
  count(Fault::clock_jump, fmt::format("{} to {} min", party, ahead / kMinuteMs));
  world_.set_clock_ahead(party, ahead);
}

void Weather::restart(const Party& party) {
  if (world_.running(party)) call(owner_.forgotten, party);
  if (auto ok = world_.restart(party); !ok)
    return wrong(party + " does not open: " + base::sentence(ok.error()));
  const auto& book = world_.book(party);
  const auto& watch = machines_.disk(party).watch();
  if (book.height() != watch.height() || book.log_size() != watch.log_size())
    wrong(fmt::format("{} opens at height {} with {} acts, had committed height {} with {}", party,
                      book.height(), book.log_size(), watch.height(), watch.log_size()));
  call(owner_.opened, party);
}

void Weather::stop(const Party& party) {
  if (!world_.running(party)) return restart(party);
  count(Fault::stopped, party);
  call(owner_.forgotten, party);
  world_.stop(party);
}

void Weather::crash(const Party& party) {
  count(Fault::crash, party);
  call(owner_.forgotten, party);
  power_comes_back(party, false);
}

void Weather::cut_power(const Party& party) {
  count(Fault::power_cut, party);
  if (world_.running(party)) call(owner_.forgotten, party);
  world_.stop(party);
  if (auto found = machines_.come_back(party, true)) wrong(party + ": " + *found);
  if (dice_.chance(700)) restart(party);
}

// ---- losses

std::optional<Weather::Party> Weather::anybody() {
  std::vector<Party> running;
  for (const auto& party : world_.parties())
    if (world_.running(party)) running.push_back(party);
  if (running.empty()) return std::nullopt;
  return dice_.pick(running);
}

void Weather::lose_key(const Party& party) {
  // The ceremony writes: it begins on a machine that can.
  if (!world_.running(party) || restoring_.contains(party) || may_have_forgotten(party) ||
      machines_.disk(party).full || !flush(party))
    return;
  count(Fault::key_lost, party);
  if (auto ok = world_.lose_accord_key(party); !ok) tell("key change refused", base::sentence(ok.error()));
  call(owner_.forgotten, party);
}

/// Somebody must be left who remembers.
bool Weather::may_forget(const Party& party) const {
  auto forgetful = restoring_;
  forgetful.insert(put_back_.begin(), put_back_.end());
  forgetful.insert(party);
  return !restoring_.contains(party) && forgetful.size() < world_.parties().size();
}

/// What nobody else has is gone with the disk, accords too: that is what a disk is.
void Weather::forget_finals() {
  std::uint64_t kept = 0;
  for (const auto& other : world_.parties()) kept = std::max(kept, machines_.disk(other).watch().height());
  machines_.finals.erase(machines_.finals.upper_bound(kept), machines_.finals.end());
}

void Weather::lose_disk(const Party& party, bool backup) {
  if (!may_forget(party)) return;
  const auto image = images_.find(party);
  if (backup && image == images_.end()) return;
  count(backup ? Fault::old_backup : Fault::disk_lost, party);
  if (world_.running(party)) call(owner_.forgotten, party);
  auto ok = backup ? world_.restore(party, machines_.with(party, std::move(image->second)))
                   : world_.lose_disk(party);
  if (!ok) return wrong("disk lost: " + base::sentence(ok.error()));
  images_.erase(party);
  restoring_.insert(party);
  forget_finals();
  call(owner_.disk_lost, party);
}

/// It has its keys and an older record, and goes on as if nothing had been.
void Weather::put_back(const Party& party) {
  auto image = images_.extract(party);
  if (image.empty() || !may_forget(party)) return;
  count(Fault::put_back, party);
  if (world_.running(party)) call(owner_.forgotten, party);
  world_.stop(party);
  world_.replace_store(party, machines_.with(party, std::move(image.mapped())));
  put_back_.insert(party);
  forget_finals();
  call(owner_.disk_lost, party);
  restart(party);
}

bool Weather::notice(const Party& party) {
  const bool fresh = restoring_.insert(party).second;
  if (fresh) tell("noticed that it forgot", party);
  if (world_.book(party).rolled_back()) says_so_.insert(party);
  return fresh;
}

bool Weather::notice_spent_keys() {
  bool any = false;
  for (const auto& party : world_.parties())
    if (world_.running(party) && world_.book(party).accord_key_spent()) any |= notice(party);
  return any;
}

bool Weather::notice_unnamed_keys() {
  bool any = false;
  for (const auto& party : world_.parties()) {
    const auto fact = world_.book(party).get<kernel::PartnershipFact>(kernel::partnership_key(), true);
    if (fact->party(party)->accord_key != world_.key(party, "accord").public_key) any |= notice(party);
  }
  return any;
}

void Weather::finish_restore(const Party& party) {
  // A power cut may take the notice with it: then its people see nothing to deal with, until it notices
  // again.
  if (says_so_.contains(party) && !world_.book(party).rolled_back()) {
    tell("forgot that it forgot", party);
    says_so_.erase(party);
    restoring_.erase(party);
    return;
  }
  if (world_.book(party).awaits_handover() || machines_.disk(party).full || !flush(party)) return;
  tell("restored", party);
  if (auto ok = world_.lose_accord_key(party, statement::KeyReason::restored); !ok)
    return wrong("restored: " + base::sentence(ok.error()));
  restoring_.erase(party);
  put_back_.erase(party);
  says_so_.erase(party);
  call(owner_.restored, party);
}

// ---- blows

void Weather::blow(Fault fault) {
  const auto party = dice_.pick(world_.parties());
  switch (fault) {
    case Fault::link_cut:
      return cut_link();
    case Fault::partition:
      return part();
    case Fault::clock_jump:
      return jump();
    case Fault::restart:
      count(fault, party);
      return restart(party);
    case Fault::stopped:
      return stop(party);
    case Fault::crash:
      if (world_.running(party)) crash(party);
      return;
    case Fault::power_cut:
      if (dice_.chance(200))  // the whole coast is dark
        for (const auto& each : world_.parties()) cut_power(each);
      else
        cut_power(party);
      return;
    case Fault::disk_full: {
      auto& disk = machines_.disk(party);
      disk.full = !disk.full;
      if (disk.full) count(fault, party);
      return;
    }
    case Fault::slow_disk:
      count(fault, party);
      slow_until_ms_[party] = world_.now().ms + 200 + dice_.below(5'000);
      return;
    case Fault::disk_lost:
      if (dice_.chance(300)) lose_disk(party, false);
      return;
    case Fault::old_backup:
      if (images_.contains(party) ? dice_.chance(300) : machines_.in_memory()) {
        if (images_.contains(party)) return lose_disk(party, true);
        images_.emplace(party, machines_.image_of(machines_.disk(party)));
      }
      return;
    case Fault::put_back:
      if (images_.contains(party) && dice_.chance(300)) return put_back(party);
      if (!images_.contains(party) && machines_.in_memory())
        images_.emplace(party, machines_.image_of(machines_.disk(party)));
      return;
    case Fault::key_lost:
      if (dice_.chance(300)) lose_key(party);
      return;
    case Fault::fork:
      if (owner_.second_holder) owner_.second_holder();
      return;
    case Fault::nonsense:
      if (owner_.talker) owner_.talker();
      return;
    default:
      return;
  }
}

void Weather::strike() {
  std::uint32_t all = 0;
  for (std::size_t i = 0; i < kFaults; ++i) all += mix_.on[i] ? kRows[i].weight : 0;
  if (all == 0) return;
  auto at = dice_.below(all);
  for (std::size_t i = 0; i < kFaults; ++i) {
    const auto weight = mix_.on[i] ? kRows[i].weight : 0;
    if (at < weight) return blow(static_cast<Fault>(i));
    at -= weight;
  }
}

void Weather::mend_some() {
  notice_spent_keys();
  for (const auto& party : world_.parties()) {
    if (!world_.running(party) && dice_.chance(100)) restart(party);
    if (machines_.disk(party).full && dice_.chance(60)) machines_.disk(party).full = false;
  }
  for (const auto& party : std::set<Party>(restoring_))
    if (world_.running(party) && dice_.chance(300)) finish_restore(party);
}

void Weather::calm() {
  mix_ = {};
  slow_until_ms_.clear();
  world_.network().weather = {};
  for (const auto& a : world_.parties()) {
    world_.set_clock_ahead(a, 0);
    machines_.disk(a).full = false;
    for (const auto& b : world_.parties())
      if (a < b && !world_.network().is_up(a, b)) world_.set_link(a, b, true);
  }
  for (const auto& party : world_.parties())
    if (!world_.running(party)) restart(party);
}

}  // namespace palitan::sim
