// The bad weather of a simulated world: links, disks, machines and clocks go wrong by dice, each kind of
// fault only where the world's mix has it. What its owner must know of it, it is told.
#pragma once
#include <array>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "dice.h"
#include "machines.h"
#include "node/world.h"

namespace palitan::sim {

// X(name, the words of the print, how often among the blows; 0: it strikes elsewhere).
#define PALITAN_SIM_FAULTS(X)                        \
  X(lost, "message lost", 0)                         \
  X(doubled, "message doubled", 0)                   \
  X(reordered, "message reordered", 0)               \
  X(delayed, "message delayed", 0)                   \
  X(cut_short, "parcel cut short", 0)                \
  X(flipped, "parcel with flipped bits", 0)          \
  X(link_cut, "link cut", 12)                        \
  X(partition, "partition", 8)                       \
  X(skew, "clock wrong", 0)                          \
  X(clock_jump, "clock jumps", 8)                    \
  X(restart, "restart", 10)                          \
  X(stopped, "stopped for a while", 10)              \
  X(crash, "crash before flush", 4)                  \
  X(power_cut, "power cut", 8)                       \
  X(power_cut_in_commit, "power cut in a commit", 0) \
  X(fsync_error, "fsync error", 0)                   \
  X(disk_full, "disk full", 10)                      \
  X(slow_disk, "slow disk", 10)                      \
  X(disk_lost, "disk lost", 4)                       \
  X(old_backup, "disk lost, old backup put in", 6)   \
  X(put_back, "disk put back, nobody told", 6)       \
  X(key_lost, "accord key lost", 3)                  \
  X(fork, "fork by a second key holder", 5)          \
  X(nonsense, "nonsense", 10)

enum class Fault : std::uint8_t {
#define PALITAN_SIM_FAULT(name, words, weight) name,
  PALITAN_SIM_FAULTS(PALITAN_SIM_FAULT)
#undef PALITAN_SIM_FAULT
};
#define PALITAN_SIM_FAULT(name, words, weight) +1
inline constexpr std::size_t kFaults = PALITAN_SIM_FAULTS(PALITAN_SIM_FAULT);
#undef PALITAN_SIM_FAULT
std::string_view name(Fault fault);
std::vector<std::string> all_faults();

/// Which kinds of fault a world has.
struct Mix {
  std::array<bool, kFaults> on{};
  bool has(Fault fault) const { return on[static_cast<std::size_t>(fault)]; }
  /// A swarm's member: each kind on or off by its own dice; now and then none at all.
  static Mix of(Dice& dice);
};

class Weather {
 public:
  using Party = statement::PartyCode;
  /// Whoever acts in the world. Each may be empty.
  struct Owner {
    std::function<void(const Party&)> durable;        ///< all that its node had gathered is committed
    std::function<void(const Party&)> forgotten;      ///< all that its node had not committed is gone
    std::function<void(const Party&)> opened;         ///< its node runs again
    std::function<void(const Party&)> disk_lost;      ///< what only its node held is gone
    std::function<void(const Party&)> restored;       ///< it has a new accord key; its offices need new keys
    std::function<void()> second_holder;              ///< somebody signs past the node with one of its keys
    std::function<void()> talker;                     ///< somebody sends what makes no sense
    std::function<void(const base::Refusal&)> heard;  ///< why a node did not take all of a parcel
    std::function<void(std::string_view, const std::string&)> trace;
  };

  /// All outlive it. `machines` made the world's disks. Nothing happens before begin().
  Weather(node::World& world, Machines& machines, Dice& dice, const Mix& mix, Owner owner);
  void begin();

  /// One blow, by the mix and the dice.
  void strike();
  /// What was broken is mended now and then; restored nodes go on once all has been handed over to them.
  void mend_some();
  /// Every link up, every node running, every clock right, every disk well.
  void calm();

  /// Commits what the node has gathered, as its disk does today. True: all of it is durable.
  /// REQUIRES: world.running(party); also of those below.
  bool flush(const Party& party);
  void advance(const Party& party);
  /// Takes one message off its link and gives it to its node.
  void deliver(const node::Network::Way& way);
  void deliver_some(std::uint32_t most);
  /// Everybody advances and posts, and the links empty themselves.
  void exchange(std::uint32_t rounds);

  void restart(const Party& party);
  void finish_restore(const Party& party);
  const std::set<Party>& restoring() const { return restoring_; }
  /// It was shown what it does not remember: it gets new keys once all has been handed over. True: now first.
  bool notice(const Party& party);
  /// The same for every node whose accord key somebody else seems to have.
  bool notice_spent_keys();
  /// The same where its roots' naming its key is what was forgotten, by all. REQUIRES: all run, and have told
  /// each other all they know: the roots would sign one number twice.
  bool notice_unnamed_keys();
  /// Its disk was put back, and it may not know yet what it forgot: root keys stay in their safe.
  bool may_have_forgotten(const Party& party) const { return put_back_.contains(party); }
  bool is_slow(const Party& party) const;

  void count(Fault fault, const std::string& detail = {}, std::uint64_t times = 1);
  /// With what the links did.
  std::map<std::string, std::uint64_t> counts() const;
  /// What a node or disk did that it must not.
  const std::optional<std::string>& problem() const { return problem_; }
  void wrong(const std::string& what);
  void tell(std::string_view what, const std::string& detail = {});

 private:
  bool has(Fault fault) const { return mix_.has(fault); }
  std::optional<Party> anybody();
  void call(const std::function<void(const Party&)>& hook, const Party& party) {
    if (hook) hook(party);
  }
  void blow(Fault fault);
  void cut_link();
  void part();
  void jump();
  void stop(const Party& party);
  void crash(const Party& party);
  void cut_power(const Party& party);
  void power_comes_back(const Party& party, bool power);
  void lose_key(const Party& party);
  void lose_disk(const Party& party, bool backup);
  void put_back(const Party& party);
  bool may_forget(const Party& party) const;
  void forget_finals();

  node::World& world_;
  Machines& machines_;
  Dice& dice_;
  Mix mix_;
  Owner owner_;
  std::map<Party, std::int64_t> slow_until_ms_;
  std::map<Party, Machines::Image> images_;  // taken now and then, for old_backup and put_back
  std::set<Party> restoring_;
  std::set<Party> put_back_;
  std::set<Party> says_so_;  // of restoring_: their nodes said so themselves
  std::array<std::uint64_t, kFaults> counts_{};
  std::optional<std::string> problem_;
};

}  // namespace palitan::sim
