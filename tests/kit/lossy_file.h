// A file on a lossy disk. Inside tests/kit only.
#pragma once
#include "kit/lossy_disk.h"

namespace palitan_test {

inline constexpr std::size_t kShmLocks = 8;  ///< of SQLite's WAL index

struct LossyDisk::File {
  /// What no sync has confirmed: bytes at a place, or a new length.
  struct Change {
    std::uint64_t number = 0;
    std::uint64_t at = 0;  ///< place, or the new length
    std::vector<std::uint8_t> bytes{};
    bool truncates = false;
  };
  /// The WAL index: memory that all connections of the process share. Connections from before a cut keep
  /// theirs.
  struct Shm {
    std::vector<std::unique_ptr<std::uint8_t[]>> regions;
    std::array<int, kShmLocks> sharing{};
    std::array<const void*, kShmLocks> excluding{};
    int users = 0;
  };

  std::vector<std::uint8_t> durable;
  std::vector<std::uint8_t> now;  ///< what the program reads
  std::vector<Change> unsynced;
  std::shared_ptr<Shm> shm;
  int shared = 0;                  ///< holders of at least a shared lock
  const void* reserved = nullptr;  ///< holder of reserved, pending or exclusive
  bool pending = false;            ///< no new shared locks

  void write(std::uint64_t number, std::uint64_t at, const std::uint8_t* bytes, std::size_t count);
  void truncate(std::uint64_t number, std::uint64_t length);
  void sync();
  /// What a sync that failed and forgot leaves: readable, and never written.
  void forget() { unsynced.clear(); }
};

/// How one power cut treats what was not synced.
struct LossyDisk::Fate {
  std::uint32_t kept_thousandths = 500;  ///< of the changes that the order does not decide
  std::uint64_t keep_until = 0;          ///< changes numbered up to here are kept: a disk that works in order
  std::uint64_t keep_from = UINT64_MAX;  ///< changes numbered from here are kept: one that works backwards
  std::uint32_t torn_thousandths = 100;  ///< of the kept ones
};

}  // namespace palitan_test
