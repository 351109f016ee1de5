// Whose turn it is to write a record that lies in PostgreSQL, and where the process answers that has it.
//
// Both stand in the database beside the record, so that they cannot disagree with who may commit: a turn is
// `head`'s, and what its writer announced counts for that turn alone.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "base/instant.h"
#include "base/refusal.h"

namespace palitan::store {

/// A listener, as others reach it.
struct Reach {
  std::string address;     ///< numeric
  std::uint16_t port = 0;  ///< 0: there is no such listener
  bool operator==(const Reach&) const = default;
};

/// The listeners of a process that serves records.
struct Doors {
  Reach node;
  Reach pages;
  bool operator==(const Doors&) const = default;
};

struct TurnSeen {
  std::uint64_t number = 0;
  bool held = false;           ///< somebody holds the writer's lock; else the next who asks has the next turn
  std::optional<Doors> doors;  ///< empty: this turn's writer announced none so far
  base::Instant since;         ///< by the database's clock, when it announced them
};

/// What open_postgres() gives for writing is this too.
class HoldsTurn {
 public:
  /// The same from opening to the end; it may be over all the same, and then no commit succeeds.
  virtual std::uint64_t turn() const = 0;

 protected:
  ~HoldsTurn() = default;
};

/// Looks from outside: takes no lock and is in nobody's way. One thread at a time. A lost connection is made
/// anew at the next call; no call lasts much longer than the two seconds that a server has for its answer.
class Lookout {
 public:
  /// Asks nobody yet. Refusal: local_draft, as of open_postgres().
  static base::Result<std::unique_ptr<Lookout>> at(const std::string& connection, const std::string& schema);
  ~Lookout();
  Lookout(const Lookout&) = delete;
  Lookout& operator=(const Lookout&) = delete;

  /// Refusals: those of open_postgres() that are about the database; local_not_found where there is no
  /// record.
  base::Result<TurnSeen> look();
  /// Says where the writer of that turn answers, unless a later one has said so already. Refusals as look().
  base::Result<void> announce(std::uint64_t turn, const Doors& doors);

 private:
  struct State;
  explicit Lookout(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace palitan::store
