// A world under bad weather: its office-holders act, and links, disks, machines, keys and partners fail, as
// the dice fall. A pure function of its seed.
#pragma once
#include "setups.h"
#include "weather.h"

namespace palitan::sim {

class WeatherWorld {
 public:
  WeatherWorld(std::uint64_t seed, bool trace);
  WeatherWorld(const WeatherWorld&) = delete;
  WeatherWorld& operator=(const WeatherWorld&) = delete;

  std::uint32_t usual_steps() { return 30 + dice_.below(70); }
  void step();
  /// Every link up, every node running, every loss made good; then waits until all agree.
  void heal();

  std::optional<std::string> problem() const { return problem_ ? problem_ : weather_->problem(); }
  /// What was done, and every fault by its name.
  const std::map<std::string, std::uint64_t>& events() const { return events_; }
  std::map<std::string, std::uint64_t> faults() const { return weather_->counts(); }
  /// Refusals met at signing, on receipt, and by what was heard.
  const std::map<std::string, std::uint64_t>& codes() const { return codes_; }
  node::World& world() const { return *settled_.world; }
  Dice& dice() { return dice_; }
  bool in_memory() const { return settled_.machines->in_memory(); }
  /// Acts that were committed on their own node and must not be lost.
  const std::map<base::Id, statement::PartyCode>& acknowledged() const { return acknowledged_; }
  std::int64_t simulated_ms() const { return (world().now().ms - began_.ms); }

 private:
  using Party = statement::PartyCode;

  node::BookOptions book_options();
  Weather::Owner owner();
  void happened(std::string_view event, const std::string& detail = {});
  void met(const base::Refusal& refusal);
  void wrong(const std::string& what);
  std::optional<Party> anybody();
  bool is_restoring(const Party& party) const { return weather_->restoring().contains(party); }

  void act();
  void sign(const Party& party, const Plan& plan);
  void appoint(const Party& party, const std::string& office);
  void replace_office(const Party& party, const std::string& office);
  void root_act();
  /// After World committed by itself: what else its node had gathered went the same way.
  void committed(const Party& party, const base::Result<node::Signed>& made);

  // what the weather tells (weather_world_losses.cpp)
  void durable(const Party& party);
  void opened(const Party& party);
  void disk_lost(const Party& party);
  void restored(const Party& party);
  void fork();
  void talk_nonsense();
  base::Bytes nonsense(const Party& party);
  std::string why_no_agreement() const;
  bool name_what_stands();

  Dice dice_;
  bool trace_;
  bool wild_world_ = false;
  Settled settled_;
  base::Instant began_;
  std::unique_ptr<Weather> weather_;
  std::unique_ptr<ActMaker> maker_;
  std::map<base::Id, Party> acknowledged_;
  std::map<Party, std::vector<base::Id>> unflushed_;
  std::map<std::string, std::uint64_t> events_;
  std::map<std::string, std::uint64_t> codes_;
  std::optional<std::string> problem_;
};

}  // namespace palitan::sim
