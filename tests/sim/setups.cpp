#include "setups.h"

#include <array>

#include <fmt/format.h>

#include "base/check.h"

namespace palitan::sim {
namespace {
using statement::PartyCode;
using statement::Role;

std::vector<PartyCode> parties_of(std::size_t count) {
  switch (count) {
    case 2:
      return {"jpn", "phl"};
    case 3:
      return {"aus", "jpn", "phl"};
    case 4:
      return {"aus", "jpn", "phl", "usa"};
    default:
      return {"aus", "gbr", "jpn", "phl", "usa"};
  }
}
}  // namespace

Founding founding_of(std::uint32_t setup) {
  // What a world costs grows with the square of its parties.
  constexpr std::array<std::size_t, 16> kSizes = {2, 3, 2, 2, 3, 2, 4, 2, 2, 3, 2, 2, 3, 2, 5, 2};
  Founding out;
  out.parties = parties_of(kSizes[setup % kSizes.size()]);
  out.roots = setup % 5 == 4 ? 3 : 1;
  out.threshold = out.roots == 3 ? 2 : 1;
  out.house = setup % 6 != 5;
  out.wild = setup / 8 % 2 == 0 ? 8 : 60;
  out.seed = "setup-" + std::to_string(setup);
  out.dice = setup;
  return out;
}

Founding any_founding(Dice& dice, const std::string& seed) {
  auto out = founding_of(dice.below(kSetups));
  out.seed = seed;
  out.dice = dice.next();
  return out;
}

const std::vector<std::string>& offices() {
  static const std::vector<std::string> names = {"registrar", "chief", "clerk"};
  return names;
}

base::Result<node::Signed> appoint_office(node::World& world, Dice& dice, const PartyCode& party,
                                          const std::string& office) {
  node::Warrant warrant;
  warrant.office = office;
  warrant.roles = {Role::registrar};
  warrant.valid_from = base::add_days(base::Effective{world.now(), 0}.legal_date(), -100);
  if (office != "registrar") {
    warrant.roles.clear();
    for (const auto& row : rows_of(Role{}))
      if (row.number > 2 ? office == "chief" || dice.chance(500) : row.number == 2 && office == "chief")
        warrant.roles.push_back(static_cast<Role>(row.number));
    if (warrant.roles.empty()) warrant.roles = {Role::auditor};
    if (office == "chief" || dice.chance(500))
      warrant.limits = {{dice.chance(900) ? 100'000'000 : 500, "JPY"}};
  }
  return world.appoint(party, warrant, office == "registrar" ? "root" : "registrar");
}

namespace {
void sign_house_acts(Settled& settled, ActMaker& maker) {
  auto& world = *settled.world;
  for (const auto& party : world.parties()) {
    auto plan = maker.house_act(party);
    if (!plan) continue;
    auto draft = world.draft(party, plan->office, plan->kind, plan->case_id, plan->body, plan->effective);
    const auto made = world.sign(party, plan->office, draft);
    if (made) settled.known.add(*plan, made->id);
  }
}
}  // namespace

Settled settle_anew(const Founding& founding, std::unique_ptr<Machines> machines,
                    const node::BookOptions& book) {
  Settled out;
  out.machines = std::move(machines);
  node::WorldOptions options;
  options.parties = founding.parties;
  options.seed = founding.seed;
  options.roots = founding.roots;
  options.threshold = founding.threshold;
  options.book = book;
  options.make_store = [disks = out.machines.get()](const PartyCode& party) { return disks->fresh(party); };
  auto made = node::World::found(std::move(options));
  PALITAN_CHECK(made.has_value());
  out.world = std::move(*made);
  Dice dice(founding.dice * 2 + 1);
  for (const auto& party : founding.parties)
    for (const auto& office : offices())
      if (const auto appointed = appoint_office(*out.world, dice, party, office))
        out.known.all.push_back(appointed->id);
  out.world->settle();
  ActMaker maker(*out.world, dice, out.known, founding.wild);
  constexpr int kRounds = 6;  // instrument, ratifications, activity, consents
  for (int round = 0; founding.house && round < kRounds; ++round) {
    sign_house_acts(out, maker);
    out.world->settle();
  }
  return out;
}

Settled copy_of_setup(std::uint32_t setup, const node::BookOptions& book) {
  thread_local std::array<std::unique_ptr<Settled>, kSetups> setups;
  auto& kept = setups.at(setup);
  if (!kept) {
    node::BookOptions usual;
    usual.propose_every_ms = 20;
    kept = std::make_unique<Settled>(settle_anew(founding_of(setup), std::make_unique<Machines>(), usual));
  }
  Settled out;
  out.machines = std::make_unique<Machines>();
  out.machines->finals = kept->machines->finals;
  auto* const disks = out.machines.get();
  auto world = kept->world->copy(
      book, [disks](const PartyCode& party) { return disks->fresh(party); },
      [&](const PartyCode& party) { return disks->with(party, kept->machines->disk(party)); });
  PALITAN_CHECK(world.has_value());
  out.world = std::move(*world);
  out.known = kept->known;
  return out;
}

}  // namespace palitan::sim
