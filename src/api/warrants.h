// Internal: which seats lie here and stand, as their warrants are now; asked at every request of a session.
#pragma once
#include <memory>
#include <mutex>
#include <vector>

#include "api/sessions.h"
#include "node/service.h"

namespace palitan::api {

/// Any thread. Remembers what it saw until something changes in a book.
class Warrants {
 public:
  using Seats = std::shared_ptr<const std::vector<SeatHere>>;
  /// REQUIRES: `service` outlives this.
  explicit Warrants(node::Service& service) : service_(service) {}
  Warrants(const Warrants&) = delete;
  Warrants& operator=(const Warrants&) = delete;

  /// Every seat of this party with a key on this node that some book knows and nobody revoked, with
  /// everything pending. Roots have no key among the seats. May wait for the writer. Refusals: those of
  /// Writer::ask().
  base::Result<Seats> look();
  /// The same without waiting; null where a book changed since somebody looked.
  Seats known() const;

 private:
  node::Service& service_;
  mutable std::mutex mutex_;
  std::uint64_t seen_ = 0;         ///< Changes::count() before the look
  std::vector<base::KeyId> keys_;  ///< that lay here then
  Seats seats_;                    ///< null: nobody looked yet
};

}  // namespace palitan::api
