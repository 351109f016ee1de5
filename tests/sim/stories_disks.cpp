// The machines under a story's nodes: disks that fill, fail and lose power.
#include "stories_weather.h"

namespace palitan::sim {
using statement::PartyCode;

std::unique_ptr<store::Store> StoriesWeather::disk(const std::string& book, const PartyCode& party,
                                                   const cli::DiskState& state) {
  auto& machines = machines_[book];
  if (!machines) machines = std::make_unique<Machines>(sqlite_ ? std::optional(seed_) : std::nullopt);
  if (sqlite_) return machines->fresh(party);
  return machines->with(party, Machines::Image{std::make_unique<cli::StoryDisk>(state), {}});
}

void StoriesWeather::copy_disk(node::World& world, const PartyCode& party) {
  sky(world).copies[party] = sky(world).machines->image_of(disk_of(world, party));
}

std::unique_ptr<store::Store> StoriesWeather::disk_from_copy(node::World& world, const PartyCode& party) {
  const auto& copy = sky(world).copies.at(party);
  return sky(world).machines->with(
      party, Machines::Image{dynamic_cast<const store::MemoryStore&>(*copy.store).clone(), copy.watch});
}

bool StoriesWeather::disk_is_fine(node::World& world, const PartyCode& party) {
  const auto at = sky(world).disks->find(party);
  return at == sky(world).disks->end() || at->second == cli::DiskState::fine;
}

void StoriesWeather::open_again(node::World& world, const PartyCode& party) {
  if (auto ok = world.restart(party); !ok)
    return wrong(party + " does not open: " + base::sentence(ok.error()));
  const auto& watch = disk_of(world, party).watch();
  const auto& book = world.book(party);
  if (book.height() != watch.height() || book.log_size() != watch.log_size())
    wrong(party + " opens behind what it had committed");
}

/// The process ends where it stands; `power`: what the disk had not synced meets its fate too.
void StoriesWeather::go_down(node::World& world, const PartyCode& party, bool power) {
  world.stop(party);
  if (auto found = sky(world).machines->come_back(party, power)) wrong(party + ": " + *found);
  open_again(world, party);
}

void StoriesWeather::break_disk(node::World& world, const PartyCode& party, Accident how) {
  if (how == Accident::disk_full)
    disk_of(world, party).full = true;
  else
    sky(world).machines->plan_break(
        party, how == Accident::disk_failed ? Disk::Break::fsync : Disk::Break::power, dice_);
}

void StoriesWeather::mend_disk(node::World& world, const PartyCode& party) {
  disk_of(world, party).full = false;
  sky(world).machines->be_well(party);
}

/// Commits what the node has gathered, on a disk that may be full or failing just then.
void StoriesWeather::write(node::World& world, const PartyCode& party) {
  auto& book = world.book(party);
  if (!book.dirty()) return;
  std::optional<Accident> planned;
  if (disk_is_fine(world, party))
    for (const auto how : {Accident::disk_full, Accident::disk_failed, Accident::power_cut_in_commit})
      if (!planned && happens(how, 200)) planned = how;
  if (planned) break_disk(world, party, *planned);
  const auto done = book.flush(world.clock_of(party));
  mend_disk(world, party);
  if (done) return;
  if (planned) count(*planned, party);
  if (done.error().kind == base::Failure::Kind::retry) return;
  if (!planned && disk_is_fine(world, party)) wrong(party + " stopped: " + done.error().what);
  go_down(world, party, planned == Accident::power_cut_in_commit);
}

}  // namespace palitan::sim
