// Worlds as they are before their weather begins: founded, staffed, most of them with an instrument in force
// and an activity concurred in. Made once for each of some dozens of setups and thread, and copied for each
// seed.
#pragma once
#include "acts.h"
#include "machines.h"
#include "node/world.h"

namespace palitan::sim {

struct Founding {
  std::vector<statement::PartyCode> parties;
  std::uint32_t roots = 1;
  std::uint32_t threshold = 1;
  bool house = true;       ///< it has its instrument and activity
  std::uint32_t wild = 8;  ///< thousandths of what is said in it that break a rule
  std::string seed;        ///< of its keys
  std::uint64_t dice = 0;
};

inline constexpr std::uint32_t kSetups = 64;
/// REQUIRES: setup < kSetups.
Founding founding_of(std::uint32_t setup);
/// Any founding at all, by the dice.
Founding any_founding(Dice& dice, const std::string& seed);

/// What belongs together; the world goes first.
struct Settled {
  std::unique_ptr<Machines> machines;
  std::unique_ptr<node::World> world;
  Known known;
};

/// Founds it and settles it in fine weather.
Settled settle_anew(const Founding& founding, std::unique_ptr<Machines> machines,
                    const node::BookOptions& book);
/// A copy of that setup, which this thread keeps. A pure function of its arguments.
Settled copy_of_setup(std::uint32_t setup, const node::BookOptions& book);

/// The offices of each party: a registrar, a chief who may do all, a clerk who may do some things.
const std::vector<std::string>& offices();
/// Appoints an office with a warrant by the dice. Refusals: those of signing.
base::Result<node::Signed> appoint_office(node::World& world, Dice& dice, const statement::PartyCode& party,
                                          const std::string& office);

}  // namespace palitan::sim
