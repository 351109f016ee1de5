// The writer: one thread that owns every Book, and commits in groups.
//
// What waits in the queue is applied together, written with one commit a book, and answered after that
// commit. With one client nothing waits; with many the commit before gathers the next group. A full disk
// refuses the group with local_disk_full; a failed write halts the node: everything is answered
// local_stopped from then on.
#pragma once
#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include "node/book.h"
#include "node/clock.h"
#include "node/histogram.h"
#include "node/keyring.h"
#include "node/own_law.h"

namespace palitan::node {

struct WriterOptions {
  std::size_t queue_max = 4'096;  ///< waiting jobs; more are refused local_busy
  std::size_t group_max = 1'024;  ///< jobs of one commit
  std::int64_t tick_ms = 50;      ///< accords are looked after at least so often
};

class Writer {
 public:
  using SignedDone = std::function<void(base::Result<Signed>)>;
  using ReceivedDone = std::function<void(base::Result<bool>)>;
  using ExchangeDone = std::function<void(base::Result<Book::Parcel>)>;
  /// Runs on the writer's thread after a commit: the Book is not dirty. Must not block.
  using Look = std::function<void(base::Result<Book*>)>;

  /// Keys are asked of `keys` when an act is signed.
  Writer(std::shared_ptr<Keyring> keys, Clock clock, WriterOptions options = {});
  ~Writer();  ///< stops
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  /// REQUIRES: before start(). The writer owns both; `store` outlives the book.
  void add(std::unique_ptr<store::Store> store, std::unique_ptr<Book> book);
  /// The party's own law, asked before its acts are signed. REQUIRES: before start().
  void judge_first(OwnLaw law) { own_law_ = std::move(law); }
  void start();
  /// Answers what waits with local_stopped and ends the thread.
  void stop();

  // ---- any thread; callbacks run on the writer's thread, once, after the commit, and must not block ----
  void submit(const base::Id& partnership, Draft draft, SignedDone done);
  /// All of them or none: see Book::sign_jointly(). A key that is not here refuses its draft.
  using JointDone = std::function<void(base::Result<JointlySigned>)>;
  void submit_jointly(const base::Id& partnership, std::vector<Draft> drafts, bool keep, JointDone done);
  void receive(const base::Id& partnership, base::Bytes bytes, ReceivedDone done);
  /// Takes a peer's parcel in and answers what there is to tell that party. Refusals: of
  /// Book::incoming_parcel(), local_busy, local_stopped.
  void exchange(const base::Id& partnership, statement::PartyCode from, base::Bytes parcel,
                std::size_t answer_max, ExchangeDone done);
  /// Takes a parcel in: a peer's answer, or what came on a stick. Refusals: as of exchange().
  using TakenDone = std::function<void(base::Result<Book::Taken>)>;
  void incoming(const base::Id& partnership, base::Bytes parcel, TakenDone done);
  void look(const base::Id& partnership, Look look);
  /// look(), and waits. REQUIRES: not on the writer's thread. Refusals: local_not_found, local_busy,
  /// local_stopped.
  base::Result<void> ask(const base::Id& partnership, const std::function<void(Book&)>& look);

  /// Partnerships, ascending. Fixed from start().
  std::vector<base::Id> partnerships() const;
  /// For reads, any thread. Null where there is none.
  const store::Store* store(const base::Id& partnership) const;

  /// Grows when the book may have something new to tell; 0 for an unknown partnership.
  std::uint64_t news(const base::Id& partnership) const;
  /// Returns when news(partnership) != seen, halted or stopped, after the time, or when `over` is so: that is
  /// looked at first, and after each wake(), under this object's lock. It must not call the writer.
  void wait_news(const base::Id& partnership, std::uint64_t seen, std::chrono::milliseconds at_most,
                 const std::function<bool()>& over = {}) const;
  void wake() const;

  /// Answers everything with local_stopped from now on: the record cannot be written any more. Any thread.
  void halt(const std::string& what);
  /// Before the next group each store is asked whether it may still write, and takes that up again where it
  /// can. Any thread.
  void renew() { renew_.store(true); }
  /// The disk failed, or as halt(): what was said. Empty while all is well.
  std::optional<std::string> halted() const;
  base::Instant now() const { return clock_(); }

  /// What watches over the node want to know of its writer.
  struct Figures {
    std::size_t queue = 0;               ///< jobs that wait
    std::size_t queue_max = 0;           ///< with so many, more are refused
    HistogramSeen<6> group;              ///< jobs that were carried out together
    HistogramSeen<8> commit;             ///< nanoseconds that making one book's group durable took
    std::uint64_t refused_commits = 0;   ///< because the disk was full
    bool disk_full = false;              ///< the last commit was refused so, and none succeeded since
    std::chrono::nanoseconds at_work{};  ///< how long the thread has been at what it does now; 0: it waits
  };
  /// Any thread; does not wait for the writer's. Counts are since start().
  Figures figures() const;

 private:
  struct Job {
    base::Id partnership;
    std::function<void(Book&, base::Instant now)> apply;  ///< before the commit; empty: nothing to commit
    Look finish;                                          ///< after it, or with the refusal
  };
  struct Desk {
    std::unique_ptr<store::Store> store;
    std::unique_ptr<Book> book;
    std::atomic<std::uint64_t> news{1};
    std::optional<base::Refusal> failed;  ///< the commit of the group under way
  };

  void put(Job job);
  void run();
  bool take_group(std::vector<Job>& group);
  void carry_out(std::vector<Job>& group);
  void commit(Desk& desk, base::Instant now);
  void measured(std::chrono::steady_clock::time_point began, bool done);
  void publish(Desk& desk);
  Desk* desk(const base::Id& partnership);
  const Desk* desk(const base::Id& partnership) const;

  std::shared_ptr<Keyring> keys_;
  OwnLaw own_law_{{}};
  Clock clock_;
  WriterOptions options_;
  std::map<base::Id, std::unique_ptr<Desk>> desks_;

  mutable std::mutex mutex_;
  mutable std::condition_variable work_;
  mutable std::condition_variable told_;
  std::deque<Job> queue_;
  bool running_ = false;
  bool stopping_ = false;
  std::optional<std::string> halted_;
  std::thread thread_;

  Histogram<6> group_{{1, 4, 16, 64, 256, 1'024}};
  Histogram<8> commit_{
      {500'000, 1'000'000, 2'500'000, 5'000'000, 10'000'000, 50'000'000, 250'000'000, 1'000'000'000}};
  std::atomic<std::uint64_t> refused_commits_ = 0;
  std::atomic<bool> disk_full_ = false;
  std::atomic<bool> renew_ = false;
  std::atomic<std::int64_t> busy_since_ = 0;  ///< nanoseconds of the steady clock; 0: it waits
};

}  // namespace palitan::node
