// A disk in memory that loses what was not synced: what SQLite meets when the power is cut, a sector is torn,
// a call fails or the disk is full. A test opens the real store on it by the name of its VFS.
//
// Model. Every file has what is durable and the changes that no sync has confirmed. A power cut gives each
// sector of each such change a fate by dice: kept, dropped, torn (a part of it) or, where nothing durable
// lay, left as zeros or noise; in any order, across files. Names are durable once their folder is synced
// (SQLite does that with the first sync of a new log or journal): until then a new name may vanish and a
// removed one may come back. A sync that fails may forget: the program goes on reading what it wrote, a later
// sync says yes, and the disk never gets it ("fsyncgate").
//
// Deterministic from its seed. One disk is one thread's; several disks may live side by side.
#pragma once
#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/dice.h"

struct sqlite3_vfs;

namespace palitan_test {

enum class DiskCall : std::size_t { open, read, write, truncate, sync, size, lock, remove, look, shm, count };
inline constexpr auto kDiskCalls = static_cast<std::size_t>(DiskCall::count);
std::string_view name_of(DiskCall call);

struct DiskCounts {
  std::array<std::uint64_t, kDiskCalls> calls{};
  std::array<std::uint64_t, kDiskCalls> failed{};
  std::uint64_t cuts = 0;
  std::uint64_t kept = 0, dropped = 0, torn = 0;  ///< sectors of un-synced changes, by their fate
  std::uint64_t names_undone = 0;                 ///< created or removed, and not so after a cut
  std::uint64_t syncs_forgotten = 0;
  std::uint64_t written_bytes = 0;
  std::uint64_t slow_us = 0;  ///< what the disk would have made its caller wait

  DiskCounts& operator+=(const DiskCounts& other);
};

/// What goes wrong by itself.
struct DiskWeather {
  std::array<std::uint32_t, kDiskCalls> failing{};  ///< calls that fail, in 100,000
  std::uint64_t capacity = 0;                       ///< bytes of all files; 0: no bound
  std::uint64_t sync_us = 0;                        ///< counted in DiskCounts::slow_us, not waited
};

class LossyDisk {
 public:
  /// `sector`: bytes that are kept or lost together. REQUIRES: a power of two, 512 to 4096.
  explicit LossyDisk(std::uint64_t seed, std::size_t sector = 4096);
  /// REQUIRES: every connection to it is closed.
  ~LossyDisk();
  LossyDisk(const LossyDisk&) = delete;
  LossyDisk& operator=(const LossyDisk&) = delete;

  /// The name under which SQLite knows it (SqliteOptions::vfs). Paths on it are absolute: "/record.db".
  const std::string& vfs() const { return name_; }

  // ---- power ----
  /// From now on every call fails, and closing changes nothing.
  void cut_power();
  /// The power is cut in the n-th call from now (1: the next): a write or truncation it cuts was issued, a
  /// sync was not done.
  void cut_power_in(std::uint64_t calls) { cut_in_ = calls; }
  bool dark() const { return dark_; }
  /// The fates fall (after a cut; without one nothing is lost) and files can be opened again. Connections
  /// from before stay dead and may be closed at any time.
  void power_on();
  /// The process dies, the machine lives on: connections are dead, and everything written stays readable.
  void kill_process();

  // ---- faults ----
  DiskWeather weather;
  /// The n-th call from now of that kind (nothing: of any kind) fails; `lasting`: and all after it. `code`: a
  /// SQLite result instead of the usual one. It replaces a plan made before.
  void fail_in(std::uint64_t nth, std::optional<DiskCall> call = {}, bool lasting = false, int code = 0);
  /// No plan, and no cut to come.
  void be_well();
  /// The planned fault, or the planned cut, has come.
  bool struck() const { return struck_; }
  /// Whether a sync that fails forgets what it should have written; nothing: by dice.
  std::optional<bool> failed_sync_forgets;

  const DiskCounts& counts() const { return counts_; }
  std::uint64_t calls() const;
  bool has(const std::string& path) const;
  std::uint64_t bytes() const;
  /// What a program would read now from that file; empty where there is none.
  std::vector<std::uint8_t> content(const std::string& path) const;

 private:
  friend struct LossyVfs;
  struct File;
  struct Name {
    std::shared_ptr<File> durable;               ///< null: not there
    std::vector<std::shared_ptr<File>> since{};  ///< later states of the name, oldest first
    const std::shared_ptr<File>& now() const { return since.empty() ? durable : since.back(); }
  };
  struct Fate;

  /// Every call passes here first. 0, or the SQLite error with which it fails.
  int enter(DiskCall call);
  int planned(DiskCall call);
  void sync_names();
  Fate draw_fate();
  void settle(File& file, const Fate& fate);
  void settle_names(const Fate& fate);
  void register_vfs();

  std::string name_;
  std::unique_ptr<sqlite3_vfs> handle_;
  palitan::sim::Dice dice_;
  std::size_t sector_;
  std::map<std::string, Name> names_;
  std::uint64_t generation_ = 0;  ///< of connections: those from before a cut are dead
  std::uint64_t changes_ = 0;     ///< numbers un-synced changes of all files in order of issue
  std::uint64_t open_handles_ = 0;
  std::uint64_t cut_in_ = 0;
  std::uint64_t fail_in_ = 0;
  std::optional<DiskCall> fail_call_;
  bool fail_lasting_ = false;
  int fail_code_ = 0;
  bool struck_ = false;
  bool dark_ = false;
  int system_error_ = 0;
  DiskCounts counts_;
};

}  // namespace palitan_test
