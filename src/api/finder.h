// Words of every act that is here, found by pairs of characters. Made when first asked for, or before, where
// there are pages, and kept in memory; it follows the log and what is pending each time it is asked. Acts
// never change, so nothing is ever taken out.
#pragma once
#include <map>
#include <mutex>
#include <set>
#include <stop_token>

#include "reports/bigrams.h"
#include "reports/names.h"
#include "store/contract.h"

namespace palitan::api {

class Finder {
 public:
  struct Hit {
    base::Id act;
    std::string field;
    std::string text;
  };
  /// Takes in what has come since. Not thread safe; see Finders.
  void catch_up(const store::Store& store);
  /// Some of that, of the log alone. False: there is no more.
  bool read_piece(const store::Store& store);
  /// The best place of each act, best act first; at most `max` places are looked at.
  std::vector<Hit> find(std::string_view query, std::size_t max) const;

 private:
  struct Place {
    std::uint32_t act = 0;
    reports::Symbol field = 0;
  };
  void take(const base::Id& id, base::Bytes bytes);

  reports::Bigrams texts_;
  std::vector<Place> places_;  ///< of each text
  std::vector<base::Id> acts_;
  reports::Names fields_;
  std::uint64_t read_ = 0;    ///< of the log
  std::set<base::Id> early_;  ///< taken in while pending, and not yet met in the log
};

/// One for each partnership. Any thread; one question at a time for each of them.
class Finders {
 public:
  std::vector<Finder::Hit> find(const base::Id& partnership, const store::Store& store,
                                std::string_view query, std::size_t max);
  /// Takes in what is in the log so far, piece by piece, so that whoever asks meanwhile need not wait for all
  /// of it twice.
  void read_ahead(const base::Id& partnership, const store::Store& store, const std::stop_token& stop);

 private:
  struct Desk {
    std::mutex mutex;
    Finder finder;
  };
  Desk& desk_of(const base::Id& partnership);
  std::mutex mutex_;
  std::map<base::Id, Desk> desks_;
};

}  // namespace palitan::api
