// What may disturb the worlds of a story while it plays: accidents of links, disks and machines, after which
// every expectation of the story must still hold. The seeded one is tests/sim/stories_weather.h; stories
// played by people have none. Inside the story language and the simulator only.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "cli/story_disk.h"
#include "node/world.h"

namespace palitan::cli {

/// Called by the player, on its thread. Whatever a call disturbs it puts right before it returns: the links
/// that were up are up, the nodes that ran run, disks and clocks are as the story has them.
class StoryWeather {
 public:
  using Party = statement::PartyCode;
  using Disks = std::map<Party, DiskState>;
  virtual ~StoryWeather() = default;

  /// A new, empty disk for a party's node in that book; what `state` says of it is the story's, heeded at
  /// each commit. It goes before the weather does.
  virtual std::unique_ptr<store::Store> disk(const std::string& book, const Party& party,
                                             const DiskState& state) {
    static_cast<void>(book), static_cast<void>(party);
    return std::make_unique<StoryDisk>(state);
  }
  /// The world of that book was founded. It lives until over(); `disks` are the story's.
  virtual void founded(node::World& world, const std::string& book, const Disks& disks) = 0;
  /// Between two sentences. Nothing is agreed here and no time passes.
  virtual void between(node::World& world) = 0;
  /// Before an act's news reach the others. Nothing is agreed here and no time passes.
  virtual void spreading(node::World& world) = 0;
  /// Before the story waits for agreement. Accords may be made, and seconds pass.
  virtual void settling(node::World& world) = 0;
  /// Signs as World::sign does, with the accidents that an office-holder gets over by doing it again.
  virtual base::Result<node::Signed> sign(node::World& world, const Party& party, const std::string& office,
                                          const node::Draft& draft) = 0;
  /// The act was answered for by its node: from here on nothing may lose it but that party's disk.
  virtual void acknowledged(node::World& world, const Party& party, const base::Id& id) = 0;
  /// The story takes the disk of a party away.
  virtual void disk_lost(node::World& world, const Party& party) = 0;
  /// The story copies the disk of a party.
  virtual void copy_disk(node::World& world, const Party& party) = 0;
  /// A disk that holds what the copy held, for a node that was stopped. REQUIRES: it was copied.
  virtual std::unique_ptr<store::Store> disk_from_copy(node::World& world, const Party& party) = 0;
  /// What a node said of an act, expected or not.
  virtual void met(const base::Refusal& verdict) = 0;
  /// The story is at its end. What is not true of its worlds, if anything is not.
  virtual std::optional<std::string> over(const std::vector<node::World*>& worlds) = 0;
};

}  // namespace palitan::cli
