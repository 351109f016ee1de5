#include "kit/lossy_disk.h"

#include <sqlite3.h>

#include <algorithm>
#include <cerrno>

#include "base/check.h"
#include "kit/lossy_file.h"

namespace palitan_test {
namespace {

struct CallRow {
  std::string_view name;
  int code;  // with which it fails
};
constexpr std::array<CallRow, kDiskCalls> kCalls{{{"open", SQLITE_CANTOPEN},
                                                  {"read", SQLITE_IOERR_READ},
                                                  {"write", SQLITE_IOERR_WRITE},
                                                  {"truncate", SQLITE_IOERR_TRUNCATE},
                                                  {"sync", SQLITE_IOERR_FSYNC},
                                                  {"size", SQLITE_IOERR_FSTAT},
                                                  {"lock", SQLITE_IOERR_LOCK},
                                                  {"remove", SQLITE_IOERR_DELETE},
                                                  {"look", SQLITE_IOERR_ACCESS},
                                                  {"shm", SQLITE_IOERR_SHMMAP}}};

}  // namespace

std::string_view name_of(DiskCall call) { return kCalls[static_cast<std::size_t>(call)].name; }

DiskCounts& DiskCounts::operator+=(const DiskCounts& other) {
  for (std::size_t i = 0; i < kDiskCalls; ++i) {
    calls[i] += other.calls[i];
    failed[i] += other.failed[i];
  }
  cuts += other.cuts;
  kept += other.kept;
  dropped += other.dropped;
  torn += other.torn;
  names_undone += other.names_undone;
  syncs_forgotten += other.syncs_forgotten;
  written_bytes += other.written_bytes;
  slow_us += other.slow_us;
  return *this;
}

// ---- files ----

void LossyDisk::File::write(std::uint64_t number, std::uint64_t at, const std::uint8_t* bytes,
                            std::size_t count) {
  if (now.size() < at + count) now.resize(at + count);
  std::copy(bytes, bytes + count, now.begin() + static_cast<std::ptrdiff_t>(at));
  unsynced.push_back({number, at, {bytes, bytes + count}});
}

void LossyDisk::File::truncate(std::uint64_t number, std::uint64_t length) {
  now.resize(length);
  unsynced.push_back({number, length, {}, true});
}

// Only what changed: what a failed sync forgot is in `now` and must not come this way.
void LossyDisk::File::sync() {
  for (const auto& change : unsynced) {
    if (change.truncates) {
      durable.resize(change.at);
      continue;
    }
    if (durable.size() < change.at + change.bytes.size()) durable.resize(change.at + change.bytes.size());
    std::copy(change.bytes.begin(), change.bytes.end(),
              durable.begin() + static_cast<std::ptrdiff_t>(change.at));
  }
  unsynced.clear();
}

// ---- the disk ----

LossyDisk::LossyDisk(std::uint64_t seed, std::size_t sector) : dice_(seed), sector_(sector) {
  PALITAN_CHECK(sector >= 512 && sector <= 4096 && (sector & (sector - 1)) == 0);
  register_vfs();
}

LossyDisk::~LossyDisk() {
  PALITAN_CHECK(open_handles_ == 0);
  sqlite3_vfs_unregister(handle_.get());
}

std::uint64_t LossyDisk::calls() const {
  std::uint64_t out = 0;
  for (const auto count : counts_.calls) out += count;
  return out;
}
bool LossyDisk::has(const std::string& path) const {
  const auto at = names_.find(path);
  return at != names_.end() && at->second.now();
}
std::uint64_t LossyDisk::bytes() const {
  std::uint64_t out = 0;
  for (const auto& [path, name] : names_)
    if (name.now()) out += name.now()->now.size();
  return out;
}
std::vector<std::uint8_t> LossyDisk::content(const std::string& path) const {
  return has(path) ? names_.at(path).now()->now : std::vector<std::uint8_t>{};
}

void LossyDisk::fail_in(std::uint64_t nth, std::optional<DiskCall> call, bool lasting, int code) {
  fail_in_ = nth;
  fail_call_ = call;
  fail_lasting_ = lasting;
  fail_code_ = code;
  struck_ = false;
}

void LossyDisk::be_well() {
  fail_in_ = cut_in_ = 0;
  struck_ = false;
}

int LossyDisk::planned(DiskCall call) {
  if (fail_in_ == 0 || (fail_call_ && *fail_call_ != call)) return SQLITE_OK;
  if (fail_in_ > 1) {
    --fail_in_;
    return SQLITE_OK;
  }
  struck_ = true;
  if (!fail_lasting_) fail_in_ = 0;
  return fail_code_ != 0 ? fail_code_ : kCalls[static_cast<std::size_t>(call)].code;
}

int LossyDisk::enter(DiskCall call) {
  const auto kind = static_cast<std::size_t>(call);
  ++counts_.calls[kind];
  system_error_ = EIO;
  if (dark_) return kCalls[kind].code;
  if (cut_in_ > 0 && --cut_in_ == 0) {
    struck_ = true;
    cut_power();
    return kCalls[kind].code;
  }
  int code = planned(call);
  if (code == SQLITE_OK && dice_.below(100'000) < weather.failing[kind]) code = kCalls[kind].code;
  if (code != SQLITE_OK) ++counts_.failed[kind];
  return code;
}

void LossyDisk::sync_names() {
  for (auto at = names_.begin(); at != names_.end();) {
    auto& name = at->second;
    name.durable = name.now();
    name.since.clear();
    at = name.durable ? std::next(at) : names_.erase(at);
  }
}

void LossyDisk::cut_power() {
  cut_in_ = 0;
  dark_ = true;
}

void LossyDisk::kill_process() {
  ++generation_;
  for (auto& [path, name] : names_)
    if (const auto& file = name.now()) {
      file->shared = 0;
      file->reserved = nullptr;
      file->pending = false;
      file->shm.reset();
    }
}

void LossyDisk::power_on() {
  if (dark_) {
    ++counts_.cuts;
    const Fate fate = draw_fate();
    settle_names(fate);
    for (auto& [path, name] : names_) settle(*name.durable, fate);
    dark_ = false;
  }
  be_well();
  kill_process();
}

}  // namespace palitan_test
