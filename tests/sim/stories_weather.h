// The weather of a story from a seed: between its sentences, while its acts spread and before it waits for
// agreement, links, disks, machines and clocks go wrong and are put right again. Whatever the story expects
// must still hold.
#pragma once
#include <array>
#include <deque>
#include <functional>
#include <set>

#include "cli/story_weather.h"
#include "coverage_tally.h"
#include "dice.h"
#include "machines.h"

namespace palitan::sim {

/// What can happen. Names are those of Coverage::faults.
enum class Accident : std::uint8_t {
  message_lost,
  message_doubled,
  message_delayed,  ///< until others have overtaken it
  link_cut,
  parcel_cut_short,
  parcel_damaged,
  machine_restarted,
  machine_off,
  crash_before_write,
  disk_full,
  disk_failed,
  clock_wrong,
  old_parcel_again,
  crash_while_signing,
  answer_lost,
  proposal_late,
  power_cut,
  power_cut_in_commit,
};
inline constexpr std::size_t kAccidents = static_cast<std::size_t>(Accident::power_cut_in_commit) + 1;
std::string_view name(Accident accident);
std::vector<std::string> all_accidents();
/// With those of the generated worlds (weather.h).
std::vector<std::string> all_kinds_of_fault();

using Accidents = std::set<Accident>;

/// What a story's own words leave no room for, since it tells of just that.
struct Sparing {
  std::string_view words;  ///< somewhere in the story
  Accidents accidents;
  std::string_view why;
};
const std::vector<Sparing>& sparings();
/// By the text of a story and of what it begins with.
Accidents spared_by(std::string_view text);

/// Pure in seed and story: the same two give the same weather.
class StoriesWeather final : public cli::StoryWeather {
 public:
  /// `trace`: hears every accident; may be empty.
  StoriesWeather(std::uint64_t seed, Accidents spared, std::function<void(const std::string&)> trace = {});

  std::unique_ptr<store::Store> disk(const std::string& book, const Party& party,
                                     const cli::DiskState& state) override;
  void founded(node::World& world, const std::string& book, const Disks& disks) override;
  void between(node::World& world) override;
  void spreading(node::World& world) override;
  void settling(node::World& world) override;
  base::Result<node::Signed> sign(node::World& world, const Party& party, const std::string& office,
                                  const node::Draft& draft) override;
  void acknowledged(node::World& world, const Party& party, const base::Id& id) override;
  void disk_lost(node::World& world, const Party& party) override;
  void copy_disk(node::World& world, const Party& party) override;
  std::unique_ptr<store::Store> disk_from_copy(node::World& world, const Party& party) override;
  void met(const base::Refusal& verdict) override;
  std::optional<std::string> over(const std::vector<node::World*>& worlds) override;

  const Coverage& coverage() const { return coverage_; }
  std::uint64_t statements() const { return statements_; }
  std::uint64_t accords() const { return accords_; }
  bool on_sqlite() const { return sqlite_; }  ///< the real store, on disks that lose what was not synced

 private:
  using Way = node::Network::Way;
  struct Sky {  // over one world
    const Disks* disks = nullptr;
    Machines* machines = nullptr;
    bool skewed = false;
    std::map<Way, std::deque<base::Bytes>> old;  // parcels that arrived
    std::deque<std::pair<Way, base::Bytes>> late;
    std::map<base::Id, Party> acknowledged;
    std::set<std::pair<Party, Party>> cut;  // by this weather
    std::set<Party> off;
    std::map<Party, Machines::Image> copies;  // of disks
  };

  bool happens(Accident accident, std::uint32_t thousandths = 1000);
  void count(Accident accident, const std::string& where);
  void wrong(const std::string& what);
  Sky& sky(node::World& world) { return skies_.at(&world); }
  Disk& disk_of(node::World& world, const Party& party) { return sky(world).machines->disk(party); }
  bool disk_is_fine(node::World& world, const Party& party);
  void open_again(node::World& world, const Party& party);
  void go_down(node::World& world, const Party& party, bool power);
  void break_disk(node::World& world, const Party& party, Accident how);
  void mend_disk(node::World& world, const Party& party);
  void write(node::World& world, const Party& party);
  void arrive(node::World& world, const Party& party, base::ByteView bytes);
  void deliver(node::World& world, const Way& way);
  void deliver_some(node::World& world);
  void hurt(const Party& to, base::Bytes& bytes);
  void hear_again(node::World& world, const Way& way);
  void advance(node::World& world, const Party& party);
  void cut_or_join(node::World& world);
  void stop_or_start(node::World& world);
  void set_clocks(node::World& world);
  void heal(node::World& world);
  base::Result<node::Signed> crash_while_signing(node::World&, const Party&, const std::string& office,
                                                 const node::Draft&);
  base::Result<node::Signed> ask_twice(node::World&, const Party&, const std::string& office, node::Draft);
  base::Result<node::Signed> sign_on_bad_disk(node::World&, const Party&, const std::string& office,
                                              node::Draft, Accident how);
  std::optional<std::string> untruth(node::World& world);
  std::optional<std::string> settled_untruth(node::World& world);
  void count_log(node::World& world);

  Dice dice_;
  const std::uint64_t seed_;
  bool sqlite_ = false;
  bool still_ = false;  ///< nothing happens while the story waits for agreement
  std::function<void(const std::string&)> trace_;
  std::array<std::uint32_t, kAccidents> thousandths_{};
  std::map<std::string, std::unique_ptr<Machines>> machines_;  ///< by book
  std::map<node::World*, Sky> skies_;
  Coverage coverage_;
  std::optional<std::string> problem_;
  std::uint64_t drafts_ = 0;
  std::uint64_t statements_ = 0;
  std::uint64_t accords_ = 0;
};

}  // namespace palitan::sim
