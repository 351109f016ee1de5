// Ships of a party, sticks between nodes, and disks that go back to an earlier day.
#include <fmt/format.h>

#include "cli/story_player.h"

namespace palitan::cli {
using statement::PartyCode;

/// "ship phl/gabriela": a field node of phl with its own offices, everybody in reach.
void Player::ship(Words& words) {
  const auto name = words.next("a ship's name, as phl/gabriela");
  const auto party = sync::party_of(name);
  if (!words.fault() && (!sync::is_field_name(sync::field_of(name)) || !world_->has(party)))
    words.fail("'" + name + "' is not a party and a name, as phl/gabriela");
  if (!words.fault() && world_->has(name)) words.fail("'" + name + "' is there already");
  if (broken(words)) return;
  auto done = world_->add_field_node(name);
  if (done) done = world_->appoint_field_offices(name, usual_limits());
  if (!done) return fail(words.line(), base::sentence(done.error()));
  note(words.line(), name + " has its node and its offices");
  settle(words.line(), true);
}

/// "jpn/kaga gives a stick to phl/gabriela": what it lacks, as far as the giver knows.
void Player::hand_stick(const PartyCode& from, Words& words, const Sentence&, const ActOptions&) {
  words.need("a stick to");
  const auto to = words.next("a node");
  if (!words.fault() && (!world_->has(to) || to == from)) words.fail("'" + to + "' is not another node");
  if (broken(words)) return;
  const auto taken = world_->hand_stick(from, to);
  came_of(words.line(), taken ? base::Result<void>() : tl::unexpected(taken.error()),
          fmt::format("a stick from {} to {}", from, to));
}

/// "the disk of jpn is copied" has been read, or "goes back to its copy": the node then starts from that.
void Player::disk_copy(const PartyCode& party, bool back, int line) {
  const auto name = book_ + " " + party;
  if (!back) {
    disk_copies_[name] = nullptr;
    if (weather_ != nullptr)
      weather_->copy_disk(*world_, party);
    else
      disk_copies_[name] = dynamic_cast<const store::MemoryStore&>(world_->store(party)).clone();
    return note(line, "the disk of " + party + " is copied");
  }
  const auto copy = disk_copies_.find(name);
  if (copy == disk_copies_.end()) return fail(line, "the disk of " + party + " was not copied");
  world_->stop(party);
  world_->replace_store(
      party, weather_ != nullptr ? weather_->disk_from_copy(*world_, party) : copy->second->clone());
  if (weather_ != nullptr) weather_->disk_lost(*world_, party);
  if (auto ok = world_->restart(party); !ok) return fail(line, base::sentence(ok.error()));
  world_->exchange();
  note(line, "the disk of " + party + " goes back to its copy");
}

}  // namespace palitan::cli
