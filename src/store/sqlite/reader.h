// Readers: connections that only read, lent out one thread at a time.
#pragma once
#include <array>
#include <atomic>
#include <functional>
#include <memory>
#include <mutex>

#include "store/sqlite/schema.h"

namespace palitan::store::sqlite {

enum class Read : std::size_t {
  fact,
  facts,
  statement,
  statement_at,
  note,
  notes,
  pending,
  log_size,
  log,
  logged_bytes,
  accord,
  last_accord,
  of_case,
  of_seat,
  postings,
  count,
};

/// One reading connection. It keeps the state it saw until the store has a newer one: a lookup then takes no
/// lock.
class Reader {
 public:
  explicit Reader(Connection db);
  const Statement& statement(Read which) const { return statements_[static_cast<std::size_t>(which)]; }
  /// Sees at least the commits counted in `version`, which is odd while one is under way.
  void refresh(std::uint64_t version);
  void let_go();

 private:
  Connection db_;
  std::array<Statement, static_cast<std::size_t>(Read::count)> statements_;
  std::optional<std::uint64_t> seen_;
};

/// Any thread.
class ReaderPool {
 public:
  using Open = std::function<Connection()>;
  /// Opens one reader at once, so that a fault shows early. Throws Fault.
  explicit ReaderPool(Open open);

  /// A reader until destroyed.
  class Lease {
   public:
    Lease(ReaderPool& pool, std::unique_ptr<Reader> reader) : pool_(pool), reader_(std::move(reader)) {}
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    ~Lease() { pool_.give_back(std::move(reader_)); }
    const Statement& operator[](Read which) const { return reader_->statement(which); }

   private:
    ReaderPool& pool_;
    std::unique_ptr<Reader> reader_;
  };
  /// Throws Fault.
  Lease lend();

  /// A commit is about to be seen. Until changed(), every reader looks anew: of two that rested, one may have
  /// seen it already, and who reads twice must not go back.
  void changing() { ++version_; }
  /// That commit is done, or came to nothing: readers lent from now on see it and may rest on it.
  void changed() { ++version_; }
  /// Readers at rest let go of the state they saw, so that a checkpoint can take in all of the WAL.
  void let_go();

 private:
  void give_back(std::unique_ptr<Reader> reader);

  Open open_;
  std::atomic<std::uint64_t> version_{0};
  std::mutex mutex_;
  std::vector<std::unique_ptr<Reader>> resting_;
};

}  // namespace palitan::store::sqlite
