// A world under bad weather: acts, losses, cuts, crashes, forks and lost keys, as the dice fall.
#pragma once
#include <set>

#include "acts.h"
#include "store/memory.h"

namespace palitan::sim {

/// A disk that is full when told to be.
class FlakyStore : public store::MemoryStore {
 public:
  bool full = false;
  base::Outcome<void> commit(const store::Commit& commit) override {
    if (full && !commit.empty())
      return tl::unexpected(base::Failure{base::Failure::Kind::retry, "the disk is full"});
    return MemoryStore::commit(commit);
  }
};

class WeatherWorld {
 public:
  WeatherWorld(std::uint64_t seed, bool trace);

  std::uint32_t usual_steps() { return 50 + dice_.below(90); }
  void step();
  /// Every link up, every node running, every loss made good; then waits until all agree.
  void heal();

  const std::optional<std::string>& problem() const { return problem_; }
  const std::map<std::string, std::uint64_t>& events() const { return events_; }
  node::World& world() const { return *world_; }
  Dice& dice() { return dice_; }
  /// Acts that were committed on their own node and must not be lost.
  const std::map<base::Id, statement::PartyCode>& acknowledged() const { return acknowledged_; }

 private:
  using Party = statement::PartyCode;
  struct Weights;

  void found(std::uint64_t seed);
  void settle_house();
  void happened(const std::string& event, const std::string& detail = {});
  void wrong(const std::string& what);
  base::Instant time_at(const Party& party) const;
  std::optional<Party> anybody();
  bool flush(const Party& party);
  void forget_unwritten(const Party& party, const base::Refusal& why);
  void advance(const Party& party);
  void deliver_some();
  void give(const node::Network::Way& way, bool crash);
  void exchange(std::uint32_t rounds);

  void act();
  void sign(const Party& party, const Plan& plan);
  void remember(const Plan& plan, const base::Id& id);
  void appoint(const Party& party, const std::string& office);
  void appoint_all(const Party& party);
  void replace_office(const Party& party, const std::string& office);
  void fork();
  void say_nonsense();
  void lose_key();
  void lose_disk();
  void finish_restore(const Party& party);
  void restart(const Party& party);
  void root_act();
  void disturb();
  void look();

  Dice dice_;
  bool trace_;
  std::map<Party, FlakyStore*> stores_;
  std::unique_ptr<node::World> world_;
  Known known_;
  std::unique_ptr<ActMaker> maker_;
  std::map<Party, std::int64_t> skew_;
  std::map<base::Id, Party> acknowledged_;
  std::map<Party, std::vector<std::pair<Plan, base::Id>>> unflushed_;
  std::set<Party> restoring_;
  std::map<std::uint64_t, std::pair<Party, kernel::AccordPoint>> heads_;  // by height: who was first
  std::map<std::string, std::uint64_t> events_;
  std::optional<std::string> problem_;
  bool wild_world_ = false;
};

}  // namespace palitan::sim
