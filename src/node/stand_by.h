// A process that does not write: it passes connections on to the one that does, and takes its place.
//
//   auto held = Service::hold(dir, passphrase);              // lock taken, keys open
//   StandBy waits(options); waits.start(*held);              // listens, looks who writes, passes on
//   while (!service) if (waits.may_try(200ms)) service = Service::open(held, ...);
//   waits.make_room(); service->start(...);                  // on the same ports
//   waits.let_in();                                          // who came meanwhile is served there
//
// Nothing is read here of what is passed on: TLS, sessions and the keys of partners stay between their two
// ends, and so both folders hold the same node key and the same certificate of the pages.
#pragma once
#include "net/client.h"
#include "net/splice.h"
#include "node/service.h"
#include "node/turn_watch.h"

namespace palitan::node {

/// Whether processes that serve that folder's records elsewhere can stand by for each other. Refusal:
/// local_draft where it has no record, or one that lies in a file; local_damaged.
base::Result<void> check_shared(const Folder& folder);

class StandBy {
 public:
  struct Options {
    net::Splice::Options node;
    std::optional<net::Splice::Options> pages;
    /// Where this process itself is reached, which is never passed on to; ports of 0 are those that the
    /// system picks.
    store::Doors own;
    std::chrono::milliseconds look_every{1'000};
    /// How long one that has lost its session and still answers may take to have its turn again: a database
    /// that was away for a moment is no reason for another to write.
    std::chrono::milliseconds yield_for{10'000};
  };
  /// What is known of who writes.
  struct Seen {
    std::optional<store::Doors> writer;  ///< empty: nobody is known
    base::Instant since;                 ///< by the database's clock; of `writer`
    bool free = false;  ///< nobody has the turn; `writer` is then one that may take it up again
    std::optional<base::Refusal> away;  ///< what the last look was refused with; `writer` is then of before
  };

  explicit StandBy(Options options);
  ~StandBy();
  StandBy(const StandBy&) = delete;
  StandBy& operator=(const StandBy&) = delete;

  /// Listens, and looks about every second. REQUIRES: called once. Refusals: local_draft (no record in a
  /// database), local_busy (an address is in use), local_stopped.
  base::Result<void> start(const Held& held);
  /// With the ports as they are. REQUIRES: started.
  const store::Doors& own() const { return options_.own; }
  Seen seen() const;
  net::Splice::Figures figures() const;  ///< of both listeners

  /// Waits at most so long for a look that found nobody writing, and nobody who is about to again; each is
  /// told once.
  bool may_try(std::chrono::milliseconds at_most);
  /// This process writes now: looks no more, frees the ports. Connections go on, and those that wait go on
  /// waiting. REQUIRES: started.
  void make_room();
  /// Lets those that wait in at this process's own listeners. REQUIRES: make_room() was called.
  void let_in();

 private:
  void look(const base::Result<store::TurnSeen>& turn);
  /// Who is there holds this node's key.
  bool answers(const store::Reach& at) const;

  Options options_;
  net::Target node_of_ours_;
  std::optional<std::chrono::steady_clock::time_point> free_since_;  // of the watch's thread
  net::Splice node_;
  std::optional<net::Splice> pages_;
  mutable std::mutex mutex_;
  std::condition_variable looked_;
  Seen seen_;
  bool may_try_ = false;
  std::unique_ptr<TurnWatch> watch_;  // ends before what it tells
};

}  // namespace palitan::node
