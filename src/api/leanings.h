// Which acts of a log leaned on which clause, read once and followed as the log grows.
#pragma once
#include <map>
#include <mutex>

#include "store/contract.h"

namespace palitan::api {

/// Any thread.
class Leanings {
 public:
  /// Places in the log whose verdict cites that clause, of whichever instrument, ascending.
  std::vector<std::uint64_t> of(const base::Id& partnership, const store::Store& store,
                                const std::string& clause);

 private:
  struct Desk {
    std::uint64_t read = 0;  ///< of the log
    std::map<std::string, std::vector<std::uint64_t>> places;
  };
  std::mutex mutex_;
  std::map<base::Id, Desk> desks_;
};

}  // namespace palitan::api
