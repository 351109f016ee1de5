// The machines of a simulated world: their disks, in memory or as SQLite on a disk that loses what was not
// synced.
#pragma once
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "dice.h"
#include "disk.h"
#include "statement/values.h"

namespace palitan_test {
class LossyDisk;
}

namespace palitan::sim {

/// Outlives the world whose disks it makes. One thread.
class Machines {
 public:
  using Party = statement::PartyCode;
  struct Image {
    std::unique_ptr<store::Store> store;
    Watch watch;
  };

  /// `sqlite_seed`: the real store on a lossy disk; nothing: stores in memory, in which a commit is there as
  /// a whole or not at all.
  explicit Machines(std::optional<std::uint64_t> sqlite_seed = {});
  ~Machines();

  /// A new, empty disk for that party's node.
  std::unique_ptr<store::Store> fresh(const Party& party);
  /// A disk that holds what that one holds. REQUIRES: both in memory.
  std::unique_ptr<store::Store> with(const Party& party, const Disk& image);
  std::unique_ptr<store::Store> with(const Party& party, Image image);
  Image image_of(const Disk& disk) const;
  bool in_memory() const { return !sqlite_seed_; }

  /// The disk that was made last for that party. REQUIRES: it is in the world.
  Disk& disk(const Party& party) { return *disks_.at(party); }
  const Disk& disk(const Party& party) const { return *disks_.at(party); }

  /// The next commit meets a power cut, or a failing fsync, as the dice fall.
  void plan_break(const Party& party, Disk::Break how, Dice& dice);
  /// Its power went, also where the commit had been answered.
  bool is_dark(const Party& party) const;
  /// Nothing is planned any more.
  void be_well(const Party& party);
  /// After the node stopped: `power`: what was not synced meets its fate; else the process alone ended. The
  /// store is opened again. What is wrong with it then. REQUIRES: nothing reads from the disk meanwhile.
  std::optional<std::string> come_back(const Party& party, bool power);

  Watch::Finals finals;

 private:
  std::unique_ptr<store::Store> keep(const Party& party, std::unique_ptr<Disk> disk);

  std::optional<std::uint64_t> sqlite_seed_;
  std::map<Party, Disk*> disks_;
  std::map<Party, palitan_test::LossyDisk*> lossy_of_;
  std::vector<std::unique_ptr<palitan_test::LossyDisk>> lossy_;
};

}  // namespace palitan::sim
