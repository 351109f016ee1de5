// Readers: connections that only read, lent out one thread at a time, a bounded number of them.
#pragma once
#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>

#include "store/postgres/schema.h"

namespace palitan::store::postgres {

/// Any thread. A thread that is lent one while it has one gets the same: what it reads inside a walk is of
/// the walk's state, and no bound can lock it out.
class ReaderPool {
 public:
  /// REQUIRES: the schema holds the tables. Throws Fault on nothing yet.
  ReaderPool(Place place, const PostgresOptions& options) : place_(std::move(place)), options_(options) {}

  /// A connection until destroyed.
  class Lease {
   public:
    /// Throws Fault: no connection within `patience`, or none could be made.
    Lease(ReaderPool& pool, const Patience& patience);
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    ~Lease();
    Connection& operator*() const { return *at_; }
    /// Already in use by this thread: what fails in it cannot be begun anew here.
    bool is_inner() const { return !own_; }

   private:
    ReaderPool& pool_;
    std::unique_ptr<Connection> own_;
    Connection* at_ = nullptr;
  };

  /// So many commits are known to be durable: a server that has fewer is not the one to read from.
  void expect(std::uint64_t commits);
  /// Those at rest are as gone as the one that just failed.
  void forget();

 private:
  std::unique_ptr<Connection> open();
  std::unique_ptr<Connection> take(const Patience& patience);
  void give_back(std::unique_ptr<Connection> reader);

  Place place_;
  PostgresOptions options_;
  std::atomic<std::uint64_t> commits_{0};
  std::mutex mutex_;
  std::condition_variable back_;
  std::vector<std::unique_ptr<Connection>> resting_;
  int lent_ = 0;
};

/// Gives a query's rows one by one until `each` says false; a thousand are fetched at a time, all of one
/// state. `in_transaction`: one is open already, and is left open. Throws Fault.
void walk(Connection& db, bool in_transaction, const char* sql, const Values& values,
          const std::function<bool(const Rows&, int row)>& each);

}  // namespace palitan::store::postgres
