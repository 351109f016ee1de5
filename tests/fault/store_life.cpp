#include "store_life.h"

#include <sqlite3.h>

#include "base/check.h"

namespace palitan::fault {
namespace {

using palitan_test::DiskCall;
using palitan_test::LossyDisk;
using store::Commit;
using store::MemoryStore;

constexpr const char* kPath = "/record.db";

class Life {
 public:
  Life(std::uint64_t seed, bool trace)
      : trace_(trace), dice_(seed), disk_(dice_.next(), dice_.chance(500) ? 512 : 4096) {
    options_.vfs = disk_.vfs();
    options_.page_size = dice_.chance(500) ? 4096 : 1024;
    options_.cache_kib = dice_.chance(500) ? 16 : 2048;
    options_.reader_cache_kib = 64;
    constexpr std::array<int, 4> kCheckpoints{4, 16, 64, 4096};
    options_.checkpoint_pages = kCheckpoints[dice_.below(kCheckpoints.size())];
  }

  LifeReport play(std::uint64_t cuts) {
    open();
    while (report_.disk.cuts < cuts && !report_.problem) {
      arm();
      act();
      report_.disk.cuts = disk_.counts().cuts;
    }
    store_.reset();
    report_.disk = disk_.counts();
    return report_;
  }

 private:
  /// Trouble in the calls to come, more often near than far; now and then none.
  void arm() {
    if (armed_ || !dice_.chance(900)) return;
    armed_ = true;
    const auto reach = dice_.chance(850) ? 40 : 400;
    if (dice_.chance(850)) return disk_.cut_power_in(1 + dice_.below(reach));
    std::optional<DiskCall> kind;
    if (dice_.chance(700)) kind = static_cast<DiskCall>(dice_.below(palitan_test::kDiskCalls));
    const bool sync = kind == DiskCall::sync;
    disk_.fail_in(1 + dice_.below(sync ? 4 : kind ? 12 : reach), kind, dice_.chance(300));
  }

  void act() {
    const auto dice = dice_.below(100);
    if (dice < 84) {
      const auto commit = maker_.next(*truth_, dice_.chance(6));
      change("commit", [&](store::Store& to) { return to.commit(commit); }, maker_.named_by_last());
    } else if (dice < 89) {
      rebuild();
    } else if (dice < 94) {
      doing_ = "close";
      step("close");
      store_.reset();
      reopen();
    } else if (dice < 96) {
      doing_ = "nothing";
      disk_.kill_process();
      store_.reset();
      reopen();
    } else {
      look();  // readers stay on what they saw
    }
  }

  void rebuild() {
    const auto parts = CommitMaker::rebuild_of(*truth_, 1 + dice_.below(50));
    if (!change("drop", [](store::Store& to) { return to.drop_derived(); })) return;
    for (const auto& part : parts)
      if (!change("rebuild", [&](store::Store& to) { return to.commit(part); })) return start_anew();
  }

  /// A node that was cut off in a rebuild begins it again: here that is a new life for what was dropped.
  void start_anew() {
    if (report_.problem) return;
    PALITAN_CHECK(truth_->drop_derived());
    disk_.be_well();
    armed_ = false;
    if (store_ && !store_->drop_derived()) problem("a rebuild cannot be begun again");
  }

  /// True: acknowledged. `named`: statements that go where the change goes.
  template <class F>
  bool change(const char* what, const F& work, std::size_t named = 0) {
    doing_ = what;
    const auto done = work(*store_);
    step(doing_ + (done ? ": done" : ": " + done.error().what) + (disk_.dark() ? ", dark" : ""));
    if (done) {
      PALITAN_CHECK(work(*truth_).has_value());
      ++report_.commits;
      return true;
    }
    const bool dark = disk_.dark();
    if (!dark)
      ++report_
            .faults[std::string(what) + (done.error().kind == base::Failure::Kind::retry ? ", retry" : "")];
    if (!dark && done.error().kind == base::Failure::Kind::retry) {
      if (!disk_.struck()) problem("retry where nothing fails: " + done.error().what);
      maker_.forget_last(named);
      look();  // nothing changed, and the store works on
      return false;
    }
    auto after = truth_->clone();
    PALITAN_CHECK(work(*after).has_value());
    end_process();
    reopen(after.get());
    if (report_.problem) return false;
    if (!kept_) maker_.forget_last(named);
    return false;
  }

  /// The power is off or the store has halted: the process ends, by closing or without.
  void end_process() {
    if (!disk_.dark() && dice_.chance(500)) disk_.kill_process();
    store_.reset();
  }

  /// Opens until it is open, through further cuts; then compares. `after`: what may be there instead.
  void reopen(MemoryStore* after = nullptr) {
    kept_ = false;
    for (int tries = 0; !report_.problem; ++tries) {
      if (disk_.dark()) {
        ++report_.cuts[doing_];
        step("cut in " + doing_);
        disk_.power_on();
        armed_ = false;
      } else if (disk_.struck()) {
        disk_.be_well();
        armed_ = false;
      }
      if (tries < 3 && dice_.chance(150)) arm();
      doing_ = "open";
      if (!open()) continue;
      try {
        ++report_.checks;
        settle_doubt(after);
        return;
      } catch (const store::ReadFault& fault) {
        if (!disk_.dark() && !disk_.struck()) problem(std::string("a read fails: ") + fault.what());
        end_process();
      }
    }
  }

  void settle_doubt(MemoryStore* after) {
    auto why = difference(*store_, *truth_, maker_.named());
    if (!why) {
      if (after != nullptr) ++report_.lost_unacknowledged;
      return;
    }
    if (after != nullptr) {
      const auto other = difference(*store_, *after, maker_.named());
      if (!other) {
        ++report_.kept_unacknowledged;
        kept_ = true;
        step("kept");
        truth_ = after->clone();
        return;
      }
      *why += "; and with what was in doubt: " + *other;
    }
    problem(*why);
  }

  void look() {
    doing_ = "look";
    try {
      if (auto why = difference(*store_, *truth_, maker_.named())) problem(*why);
    } catch (const store::ReadFault& fault) {
      if (!disk_.dark() && !disk_.struck()) return problem(std::string("a read fails: ") + fault.what());
      if (!disk_.dark()) ++report_.faults["look"];
      end_process();
      reopen();
    }
  }

  bool open() {
    auto opened = store::open_sqlite(kPath, options_);
    step(opened ? "opened" : "not opened: " + base::sentence(opened.error()));
    if (opened) {
      store_ = std::move(*opened);
      return true;
    }
    if (disk_.dark()) return false;
    if (!disk_.struck()) {
      problem("does not open: " + base::sentence(opened.error()));
    } else {
      ++report_.faults["open"];
      if (dice_.chance(500)) disk_.kill_process();
    }
    return false;
  }

  void problem(const std::string& what) {
    if (!report_.problem) report_.problem = doing_ + ": " + what;
  }

  void step(const std::string& what) {
    if (trace_) std::printf("%8llu %s\n", static_cast<unsigned long long>(disk_.calls()), what.c_str());
  }

  bool trace_;
  sim::Dice dice_;
  LossyDisk disk_;
  store::SqliteOptions options_;
  CommitMaker maker_{dice_};
  std::unique_ptr<MemoryStore> truth_ = std::make_unique<MemoryStore>();
  std::unique_ptr<store::Store> store_;
  bool armed_ = false;
  bool kept_ = false;
  std::string doing_ = "open";
  LifeReport report_;
};

}  // namespace

LifeReport& LifeReport::operator+=(const LifeReport& other) {
  commits += other.commits;
  checks += other.checks;
  kept_unacknowledged += other.kept_unacknowledged;
  lost_unacknowledged += other.lost_unacknowledged;
  for (const auto& [what, count] : other.cuts) cuts[what] += count;
  for (const auto& [what, count] : other.faults) faults[what] += count;
  disk += other.disk;
  if (!problem) problem = other.problem;
  return *this;
}

std::uint64_t LifeReport::all_cuts() const { return disk.cuts; }

LifeReport live(std::uint64_t seed, std::uint64_t cuts, bool trace) {
  // SQLite's own dice (they salt the WAL), so that the same seed gives the same life.
  sqlite3_test_control(SQLITE_TESTCTRL_PRNG_SEED, static_cast<int>(seed % 0x7fffffff) + 1, nullptr);
  return Life(seed, trace).play(cuts);
}

}  // namespace palitan::fault
