#include "book_life.h"

#include <sqlite3.h>

#include <set>

#include "base/check.h"
#include "node/world.h"
#include "sim/acts.h"

namespace palitan::fault {
namespace {

using palitan_test::LossyDisk;
using Party = statement::PartyCode;

constexpr const char* kPath = "/record.db";

class BookLife {
 public:
  BookLife(std::uint64_t seed, bool trace) : trace_(trace), dice_(seed) {
    options_.page_size = dice_.chance(500) ? 4096 : 1024;
    options_.cache_kib = dice_.chance(500) ? 64 : 2048;
    options_.reader_cache_kib = 64;
    options_.checkpoint_pages = dice_.chance(500) ? 16 : 4096;
    node::WorldOptions world;
    world.parties = {"jpn", "phl"};
    if (dice_.chance(300)) world.parties.push_back("usa");
    world.seed = "cuts-" + std::to_string(seed % 8);  // few keys, so that their signatures are remembered
    world.book.propose_every_ms = 20;
    world.book.decline_after_ms = dice_.chance(300) ? 150 : 3'000;
    for (const auto& party : world.parties) disks_[party] = std::make_unique<LossyDisk>(dice_.next());
    world.make_store = [this](const Party& party) { return open(party).value(); };
    auto founded = node::World::found(std::move(world));
    PALITAN_CHECK(founded.has_value());
    world_ = std::move(*founded);
    maker_ = std::make_unique<sim::ActMaker>(*world_, dice_, known_, 8);
    staff();
  }

  BookReport play(std::uint64_t cuts) {
    while (all_cuts() < cuts && !report_.problem) {
      for (const auto& [party, disk] : disks_) {
        if (!armed_.contains(party)) {
          if (dice_.chance(250)) arm(party);
        } else if (!disk->struck() && dice_.chance(30)) {  // some calls never come
          disk->be_well();
          armed_.erase(party);
        }
      }
      step();
      for (const auto& [party, disk] : disks_) recover_if_down(party);
      world_->pass(dice_.below(300));
    }
    settle();
    for (const auto& [party, disk] : disks_) report_.disks += disk->counts();
    if (!report_.problem) report_.accords = world_->store("jpn").last_accord()->height;
    return report_;
  }

 private:
  base::Result<std::unique_ptr<store::Store>> open(const Party& party) {
    auto options = options_;
    options.vfs = disks_.at(party)->vfs();
    return store::open_sqlite(kPath, options);
  }

  void staff() {
    for (const auto& party : world_->parties()) {
      node::Warrant warrant;
      warrant.valid_from = base::Date{0};
      for (const char* office : {"registrar", "chief", "clerk"}) {
        warrant.office = office;
        warrant.roles.clear();
        for (const auto& row : rows_of(statement::Role{}))
          if ((static_cast<statement::Role>(row.number) == statement::Role::registrar) ==
              (warrant.office == "registrar"))
            warrant.roles.push_back(static_cast<statement::Role>(row.number));
        if (warrant.office != "registrar") warrant.limits = {{100'000'000, "JPY"}};
        const auto made =
            world_->appoint(party, warrant, warrant.office == "registrar" ? "root" : "registrar");
        PALITAN_CHECK(made.has_value());
        acknowledged_.emplace(made->id, party);
      }
    }
    PALITAN_CHECK(world_->settle());
    for (int round = 0; round < 4; ++round) {
      for (const auto& party : world_->parties())
        if (const auto plan = maker_->house_act(party)) sign(party, *plan);
      world_->settle();
    }
  }

  std::uint64_t all_cuts() const {
    std::uint64_t out = 0;
    for (const auto& [party, disk] : disks_) out += disk->counts().cuts + (disk->dark() ? 1 : 0);
    return out;
  }

  void arm(const Party& party) {
    armed_.insert(party);
    auto& disk = *disks_.at(party);
    const auto reach = dice_.chance(700) ? 40 : 300;
    if (dice_.chance(850)) return disk.cut_power_in(1 + dice_.below(reach));
    std::optional<palitan_test::DiskCall> kind;
    if (dice_.chance(600)) kind = static_cast<palitan_test::DiskCall>(dice_.below(palitan_test::kDiskCalls));
    disk.fail_in(1 + dice_.below(kind ? 8 : reach), kind, dice_.chance(300));
  }

  void sign(const Party& party, const sim::Plan& plan) {
    auto draft = world_->draft(party, plan.office, plan.kind, plan.case_id, plan.body, plan.effective);
    const auto made = world_->sign(party, plan.office, draft);
    step_taken(
        party + " signs " + std::string(name(plan.kind)) +
        (made ? ": " + base::to_hex(made->id.view()).substr(0, 8) : ": " + base::sentence(made.error())));
    if (!made) return;
    ++report_.acts;
    known_.add(plan, made->id);
    acknowledged_.emplace(made->id, party);
  }

  void step() {
    const auto party = dice_.pick(world_->parties());
    if (!world_->running(party)) return;
    try {
      switch (dice_.below(10)) {
        case 0:
        case 1:
        case 2:
        case 3:
          doing_ = "sign";
          if (const auto plan = maker_->next(party)) sign(party, *plan);
          return;
        case 4:
          doing_ = "advance";
          return world_->advance(party);
        case 5:
          doing_ = "tell";
          return world_->post(party, dice_.chance(300));
        case 6:
        case 7:
          doing_ = "hear";
          for (const auto& way : world_->network().busy()) world_->deliver(way);
          return;
        default:
          doing_ = "round";
          world_->round();
      }
    } catch (const store::ReadFault& fault) {
      step_taken(doing_ + ": " + fault.what());
      for (const auto& [who, disk] : disks_)
        if (disk->dark() || disk->struck()) down_.insert(who);
      if (down_.empty()) problem(std::string("a read fails: ") + fault.what());
    }
  }

  void recover_if_down(const Party& party) {
    auto& disk = *disks_.at(party);
    if (!disk.dark() && !down_.contains(party) && world_->running(party)) {
      if (disk.struck()) {  // a fault that a commit was refused for, and that has passed
        disk.be_well();
        armed_.erase(party);
      }
      return;
    }
    ++report_.returns;
    down_.erase(party);
    if (world_->running(party)) world_->stop(party);
    if (!disk.dark() && dice_.chance(500)) disk.kill_process();
    while (!report_.problem && !come_back(party)) {
    }
    if (!report_.problem) look(party);
  }

  bool come_back(const Party& party) {
    auto& disk = *disks_.at(party);
    if (world_->running(party)) world_->stop(party);
    world_->replace_store(party, nullptr);
    if (disk.dark()) {
      ++report_.cuts[doing_];
      step_taken("power cut in " + doing_ + " of " + party);
      disk.power_on();
    }
    disk.be_well();
    armed_.erase(party);
    doing_ = "open";
    if (dice_.chance(100)) arm(party);
    try {
      auto store = open(party);
      if (store) {
        world_->replace_store(party, std::move(*store));
        auto opened = world_->restart(party);
        if (opened) return true;
        if (!disk.dark() && !disk.struck())
          problem(party + " does not open: " + base::sentence(opened.error()));
      } else if (!disk.dark() && !disk.struck()) {
        problem(party + "'s store does not open: " + base::sentence(store.error()));
      }
    } catch (const store::ReadFault& fault) {
      if (!disk.dark() && !disk.struck()) problem(std::string("a read fails: ") + fault.what());
    }
    return false;
  }

  /// What must be so whenever a node has come back.
  void look(const Party& party) {
    try {
      auto& store = world_->store(party);
      for (const auto& [id, by] : acknowledged_)
        if (by == party && !store.statement(id))
          return problem(party + " lost " + base::to_hex(id.view()).substr(0, 8) +
                         ", which it had acknowledged");
      for (const auto& other : world_->parties()) {
        if (other == party || !world_->running(other) || disks_.at(other)->dark() || down_.contains(other))
          continue;
        look_at(party, store, other);
      }
      if (!world_->book(party).forks().empty()) problem(party + " has a fork");
      if (world_->book(party).misconduct()) problem(*world_->book(party).misconduct());
    } catch (const store::ReadFault&) {  // another cut, or fault, has come meanwhile
      for (const auto& [who, disk] : disks_)
        if (disk->dark() || disk->struck()) down_.insert(who);
      if (down_.empty()) problem("a read fails");
    }
  }

  /// Nothing leaves a node before it is durable there: what the other has of it, it has itself.
  void look_at(const Party& party, const store::Store& store, const Party& other) {
    std::vector<base::Id> there;
    const auto& others = world_->store(other);
    for (const auto& [id, row] : others.pending()) there.push_back(id);
    for (const auto& entry : others.log(0, UINT64_MAX)) there.push_back(entry.id);
    for (const auto& id : there) {
      const auto row = others.statement(id);
      const auto read = statement::decode_statement(row->bytes);
      if (!read) continue;
      bool own = false;
      for (const char* office : {"root", "registrar", "chief", "clerk"})
        own = own || read->content().seat == world_->seat(party, office);
      if (own && !store.statement(id))
        return problem(other + " holds " + base::to_hex(id.view()).substr(0, 8) + " of " + party +
                       ", which does not know it");
    }
  }

  void settle() {
    doing_ = "end";
    for (const auto& [party, disk] : disks_) {
      if (report_.problem) return;
      disk->be_well();
      if (disk->dark() || down_.contains(party) || !world_->running(party)) recover_if_down(party);
      disk->be_well();
      if (disk->dark()) recover_if_down(party);
    }
    for (const auto& [party, disk] : disks_) {
      disk->be_well();
      if (disk->dark() || down_.contains(party)) recover_if_down(party);
    }
    if (report_.problem) return;
    world_->pass(10'000);
    if (!world_->settle()) return problem("no agreement");
    if (const auto why = world_->difference()) return problem(*why);
    for (const auto& [id, by] : acknowledged_)
      for (const auto& party : world_->parties()) {
        const auto row = world_->store(party).statement(id);
        if (!row || !row->entry) return problem("an acknowledged act is not in the log of " + party);
      }
    for (const auto& party : world_->parties())
      if (!world_->book(party).forks().empty()) return problem(party + " has a fork");
  }

  void problem(const std::string& what) {
    if (!report_.problem) report_.problem = doing_ + ": " + what;
  }
  void step_taken(const std::string& what) {
    if (trace_) std::printf("%s\n", what.c_str());
  }

  bool trace_;
  sim::Dice dice_;
  store::SqliteOptions options_;
  std::map<Party, std::unique_ptr<LossyDisk>> disks_;  // outlive the world
  std::unique_ptr<node::World> world_;
  sim::Known known_;
  std::unique_ptr<sim::ActMaker> maker_;
  std::map<base::Id, Party> acknowledged_;
  std::set<Party> armed_;
  std::set<Party> down_;  ///< a read of theirs failed
  std::string doing_ = "found";
  BookReport report_;
};

}  // namespace

BookReport& BookReport::operator+=(const BookReport& other) {
  acts += other.acts;
  accords += other.accords;
  returns += other.returns;
  for (const auto& [what, count] : other.cuts) cuts[what] += count;
  disks += other.disks;
  if (!problem) problem = other.problem;
  return *this;
}

BookReport live_as_nodes(std::uint64_t seed, std::uint64_t cuts, bool trace) {
  sqlite3_test_control(SQLITE_TESTCTRL_PRNG_SEED, static_cast<int>(seed % 0x7fffffff) + 1, nullptr);
  return BookLife(seed, trace).play(cuts);
}

}  // namespace palitan::fault
