// The lossy disk as SQLite sees it: https://www.sqlite.org/c3ref/io_methods.html and /vfs.html.
#include <sqlite3.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <new>

#include "base/check.h"
#include "kit/lossy_file.h"

namespace palitan_test {

struct LossyVfs {
  using File = LossyDisk::File;

  struct Handle {
    sqlite3_file base;  // first: SQLite's pointer to it is ours
    LossyDisk* disk;
    std::shared_ptr<File> file;
    std::shared_ptr<File::Shm> shm;
    std::uint64_t generation;
    int lock;
    bool syncs_folder;                        // its next sync also makes names durable
    std::uint32_t shm_shared, shm_exclusive;  // locks held, by bit
  };

  static Handle& of(sqlite3_file* file) { return *reinterpret_cast<Handle*>(file); }
  static LossyDisk& of(sqlite3_vfs* vfs) { return *static_cast<LossyDisk*>(vfs->pAppData); }
  static bool dead(const Handle& handle) {
    return handle.disk->dark_ || handle.generation != handle.disk->generation_;
  }
  /// As LossyDisk::enter, for a call on an open file.
  static int enter(Handle& handle, DiskCall call) {
    if (handle.generation != handle.disk->generation_) return SQLITE_IOERR;
    return handle.disk->enter(call);
  }

  // ---- files ----

  static int close(sqlite3_file* file) {
    auto& handle = of(file);
    shm_unmap(file, 0);
    unlock(file, SQLITE_LOCK_NONE);
    --handle.disk->open_handles_;
    std::destroy_at(&handle.file);
    std::destroy_at(&handle.shm);
    return SQLITE_OK;
  }

  static int read(sqlite3_file* file, void* to, int count, sqlite3_int64 at) {
    auto& handle = of(file);
    const auto wanted = static_cast<std::size_t>(count);
    if (const int code = enter(handle, DiskCall::read); code != SQLITE_OK) {
      std::memset(to, 0x5a, wanted);
      return code;
    }
    const auto& bytes = handle.file->now;
    const auto from = std::min(static_cast<std::size_t>(at), bytes.size());
    const auto there = std::min(wanted, bytes.size() - from);
    if (there > 0) std::memcpy(to, bytes.data() + from, there);
    std::memset(static_cast<char*>(to) + there, 0, wanted - there);
    return there == wanted ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
  }

  static int write(sqlite3_file* file, const void* from, int count, sqlite3_int64 at) {
    auto& handle = of(file);
    auto& disk = *handle.disk;
    const bool alive = !dead(handle);
    const int code = enter(handle, DiskCall::write);
    const auto* bytes = static_cast<const std::uint8_t*>(from);
    auto length = static_cast<std::size_t>(count);
    if (!alive) return code;
    const auto place = static_cast<std::uint64_t>(at);
    const bool full = code == SQLITE_OK && disk.weather.capacity > 0 &&
                      place + length > handle.file->now.size() &&
                      disk.bytes() + (place + length - handle.file->now.size()) > disk.weather.capacity;
    // A write that fails has written any part of it; one that the power cuts was issued.
    if (full || (code != SQLITE_OK && !disk.dark_)) length = disk.dice_.below(length + 1);
    if (full)
      length = std::min(length, place < handle.file->now.size() ? handle.file->now.size() - place : 0);
    if (length > 0) handle.file->write(++disk.changes_, place, bytes, length);
    disk.counts_.written_bytes += length;
    if (!full) return code;
    ++disk.counts_.failed[static_cast<std::size_t>(DiskCall::write)];
    disk.system_error_ = ENOSPC;
    return SQLITE_FULL;
  }

  static int truncate(sqlite3_file* file, sqlite3_int64 length) {
    auto& handle = of(file);
    const bool alive = !dead(handle);
    const int code = enter(handle, DiskCall::truncate);
    if (alive && (code == SQLITE_OK || handle.disk->dark_))
      handle.file->truncate(++handle.disk->changes_, static_cast<std::uint64_t>(length));
    return code;
  }

  static int sync(sqlite3_file* file, int) {
    auto& handle = of(file);
    auto& disk = *handle.disk;
    const bool alive = !dead(handle);
    const int code = enter(handle, DiskCall::sync);
    if (code == SQLITE_OK) {
      disk.counts_.slow_us += disk.weather.sync_us;
      handle.file->sync();
      if (handle.syncs_folder) disk.sync_names();
      handle.syncs_folder = false;
    } else if (alive && !disk.dark_ && disk.failed_sync_forgets.value_or(disk.dice_.chance(500))) {
      ++disk.counts_.syncs_forgotten;
      handle.file->forget();
    }
    return code;
  }

  static int size(sqlite3_file* file, sqlite3_int64* out) {
    auto& handle = of(file);
    *out = static_cast<sqlite3_int64>(handle.file->now.size());
    return enter(handle, DiskCall::size);
  }

  // ---- locks on the file: https://www.sqlite.org/lockingv3.html ----

  static int lock(sqlite3_file* file, int level) {
    auto& handle = of(file);
    if (handle.lock >= level) return SQLITE_OK;
    if (const int code = enter(handle, DiskCall::lock); code != SQLITE_OK) return code;
    auto& at = *handle.file;
    const bool mine = at.reserved == &handle;
    if (level == SQLITE_LOCK_SHARED) {
      if (at.pending && !mine) return SQLITE_BUSY;
      ++at.shared;
    } else {
      if (at.reserved != nullptr && !mine) return SQLITE_BUSY;
      at.reserved = &handle;
      if (level == SQLITE_LOCK_EXCLUSIVE) {
        at.pending = true;
        handle.lock = SQLITE_LOCK_PENDING;
        if (at.shared > 1) return SQLITE_BUSY;
      }
    }
    handle.lock = level;
    return SQLITE_OK;
  }

  static int unlock(sqlite3_file* file, int level) {
    auto& handle = of(file);
    if (handle.lock <= level) return SQLITE_OK;
    if (handle.generation == handle.disk->generation_) {
      auto& at = *handle.file;
      if (at.reserved == &handle) {
        at.reserved = nullptr;
        at.pending = false;
      }
      if (level == SQLITE_LOCK_NONE) --at.shared;
    }
    handle.lock = level;
    return SQLITE_OK;
  }

  static int check_reserved(sqlite3_file* file, int* out) {
    auto& handle = of(file);
    *out = handle.file->reserved != nullptr ? 1 : 0;
    return enter(handle, DiskCall::lock);
  }

  static int control(sqlite3_file*, int, void*) { return SQLITE_NOTFOUND; }
  static int sector_size(sqlite3_file* file) { return static_cast<int>(of(file).disk->sector_); }
  // As SQLite's own for unix: a write changes nothing outside its range.
  static int characteristics(sqlite3_file*) { return SQLITE_IOCAP_POWERSAFE_OVERWRITE; }

  // ---- the WAL index ----

  static int shm_map(sqlite3_file* file, int region, int bytes, int extend, void volatile** out) {
    auto& handle = of(file);
    *out = nullptr;
    if (const int code = enter(handle, DiskCall::shm); code != SQLITE_OK) return code;
    if (!handle.shm) {
      if (!handle.file->shm) handle.file->shm = std::make_shared<File::Shm>();
      handle.shm = handle.file->shm;
      ++handle.shm->users;
    }
    auto& regions = handle.shm->regions;
    const auto wanted = static_cast<std::size_t>(region);
    if (wanted >= regions.size() && extend == 0) return SQLITE_OK;
    while (regions.size() <= wanted)
      regions.push_back(std::make_unique<std::uint8_t[]>(static_cast<std::size_t>(bytes)));
    *out = regions[wanted].get();
    return SQLITE_OK;
  }

  static int shm_lock(sqlite3_file* file, int offset, int count, int flags) {
    auto& handle = of(file);
    auto& shm = *handle.shm;
    const bool shared = (flags & SQLITE_SHM_SHARED) != 0;
    const auto each = [&](const auto& act) {
      for (int i = offset; i < offset + count; ++i) act(static_cast<std::size_t>(i), 1u << i);
    };
    if ((flags & SQLITE_SHM_UNLOCK) != 0) {
      each([&](std::size_t i, std::uint32_t bit) {
        if (shared && (handle.shm_shared & bit) != 0) --shm.sharing[i];
        if (!shared && (handle.shm_exclusive & bit) != 0) shm.excluding[i] = nullptr;
        (shared ? handle.shm_shared : handle.shm_exclusive) &= ~bit;
      });
      return SQLITE_OK;
    }
    if (const int code = enter(handle, DiskCall::shm); code != SQLITE_OK)
      return code == SQLITE_IOERR_SHMMAP ? SQLITE_IOERR_SHMLOCK : code;
    bool busy = false;
    each([&](std::size_t i, std::uint32_t bit) {
      const bool others_share = shm.sharing[i] > ((handle.shm_shared & bit) != 0 ? 1 : 0);
      const bool other_excludes = shm.excluding[i] != nullptr && shm.excluding[i] != &handle;
      busy = busy || other_excludes || (!shared && others_share);
    });
    if (busy) return SQLITE_BUSY;
    each([&](std::size_t i, std::uint32_t bit) {
      if (shared && (handle.shm_shared & bit) == 0) ++shm.sharing[i];
      if (!shared) shm.excluding[i] = &handle;
      (shared ? handle.shm_shared : handle.shm_exclusive) |= bit;
    });
    return SQLITE_OK;
  }

  static void shm_barrier(sqlite3_file*) {}  // one thread

  static int shm_unmap(sqlite3_file* file, int) {
    auto& handle = of(file);
    if (!handle.shm) return SQLITE_OK;
    for (std::size_t i = 0; i < kShmLocks; ++i) {
      if ((handle.shm_shared >> i & 1) != 0) --handle.shm->sharing[i];
      if ((handle.shm_exclusive >> i & 1) != 0) handle.shm->excluding[i] = nullptr;
    }
    handle.shm_shared = handle.shm_exclusive = 0;
    // The last one leaves: the next to come finds it empty, as a new process does.
    if (--handle.shm->users == 0 && handle.file->shm == handle.shm) handle.file->shm.reset();
    handle.shm.reset();
    return SQLITE_OK;
  }

  static const sqlite3_io_methods* methods() {
    static const sqlite3_io_methods table = {
        2,         close,          read,    write,       truncate,        sync,    size,     lock,
        unlock,    check_reserved, control, sector_size, characteristics, shm_map, shm_lock, shm_barrier,
        shm_unmap, nullptr,        nullptr};
    return &table;
  }

  // ---- the disk ----

  static int open(sqlite3_vfs* vfs, const char* path, sqlite3_file* file, int flags, int* flags_out) {
    auto& disk = of(vfs);
    file->pMethods = nullptr;
    if (const int code = disk.enter(DiskCall::open); code != SQLITE_OK) return code;
    std::shared_ptr<File> found;
    if (path == nullptr) {
      found = std::make_shared<File>();  // a temporary file: nobody else ever finds it
    } else if (disk.has(path)) {
      found = disk.names_.at(path).now();
    } else if ((flags & SQLITE_OPEN_CREATE) != 0) {
      found = std::make_shared<File>();
      disk.names_[path].since.push_back(found);
    } else {
      disk.system_error_ = ENOENT;
      return SQLITE_CANTOPEN;
    }
    constexpr int kLogs = SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_SUPER_JOURNAL | SQLITE_OPEN_WAL;
    auto* handle = new (file) Handle{};
    handle->disk = &disk;
    handle->file = std::move(found);
    handle->generation = disk.generation_;
    handle->syncs_folder = (flags & kLogs) != 0 && (flags & SQLITE_OPEN_CREATE) != 0;
    handle->base.pMethods = methods();
    ++disk.open_handles_;
    if (flags_out != nullptr) *flags_out = flags;
    return SQLITE_OK;
  }

  static int remove(sqlite3_vfs* vfs, const char* path, int sync_folder) {
    auto& disk = of(vfs);
    const bool was_dark = disk.dark_;
    const int code = disk.enter(DiskCall::remove);
    if (was_dark || (code != SQLITE_OK && !disk.dark_)) return code;
    if (!disk.has(path)) return SQLITE_IOERR_DELETE_NOENT;
    disk.names_.at(path).since.push_back(nullptr);
    if (code == SQLITE_OK && sync_folder != 0) disk.sync_names();
    return code;
  }

  // As on unix: an empty file does not exist for SQLITE_ACCESS_EXISTS.
  static int look(sqlite3_vfs* vfs, const char* path, int flags, int* out) {
    auto& disk = of(vfs);
    *out = disk.has(path) && (flags != SQLITE_ACCESS_EXISTS || !disk.names_.at(path).now()->now.empty());
    return disk.enter(DiskCall::look);
  }

  static int full_path(sqlite3_vfs*, const char* path, int size, char* out) {
    PALITAN_CHECK(path[0] == '/');
    sqlite3_snprintf(size, out, "%s", path);
    return SQLITE_OK;
  }
  static int randomness(sqlite3_vfs* vfs, int count, char* out) {
    for (int i = 0; i < count; ++i) out[i] = static_cast<char>(of(vfs).dice_.next());
    return count;
  }
  static int sleep(sqlite3_vfs* vfs, int us) {
    of(vfs).counts_.slow_us += static_cast<std::uint64_t>(us);
    return us;
  }
  static int current_time(sqlite3_vfs*, double* out) {
    *out = 2'461'000.5;
    return SQLITE_OK;
  }
  static int last_error(sqlite3_vfs* vfs, int, char*) { return of(vfs).system_error_; }
};

void LossyDisk::register_vfs() {
  static std::atomic<std::uint64_t> next{0};
  name_ = "lossy-" + std::to_string(++next);
  handle_ = std::make_unique<sqlite3_vfs>();
  auto& vfs = *handle_;
  vfs = {};
  vfs.iVersion = 1;
  vfs.szOsFile = static_cast<int>(sizeof(LossyVfs::Handle));
  vfs.mxPathname = 512;
  vfs.zName = name_.c_str();
  vfs.pAppData = this;
  vfs.xOpen = LossyVfs::open;
  vfs.xDelete = LossyVfs::remove;
  vfs.xAccess = LossyVfs::look;
  vfs.xFullPathname = LossyVfs::full_path;
  vfs.xRandomness = LossyVfs::randomness;
  vfs.xSleep = LossyVfs::sleep;
  vfs.xCurrentTime = LossyVfs::current_time;
  vfs.xGetLastError = LossyVfs::last_error;
  PALITAN_CHECK(sqlite3_vfs_register(&vfs, 0) == SQLITE_OK);
}

}  // namespace palitan_test
