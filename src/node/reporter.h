// The index of one partnership's reports on this node: built from its store when first asked for, or before,
// where there are pages, and kept current by the book's commits from then on. A node without pages that
// nobody asks pays nothing.
//
//   book_options.committed = [&](const store::Commit& commit) { reporter.committed(commit); };
//   reporter.ask([&](reports::Index& index) { ... });
#pragma once
#include <mutex>
#include <stop_token>

#include "node/book.h"
#include "reports/index.h"

namespace palitan::node {

/// Everything agreed that the store holds. Refusals: local_damaged; local_stopped where `stop` said so.
base::Result<reports::Index> build_index(const store::Store& store, const std::stop_token& stop = {});

/// What is not yet agreed, as the book holds it.
struct NotYetAgreed {
  std::vector<reports::PendingAct> acts;                     ///< by arrival
  std::vector<std::pair<base::Id, kernel::CaseFact>> files;  ///< of the cases they touch
};
NotYetAgreed not_yet_agreed(Book& book);

class Reporter {
 public:
  /// The store outlives the reporter's last ask(), not the reporter.
  explicit Reporter(const store::Store& store) : store_(store) {}

  /// Keeps what changed for the next ask(); nothing before the first. Never waits for a report. Where nobody
  /// asks for so long that too much would be kept, it is dropped and the next ask() builds anew.
  void committed(const store::Commit& commit);
  /// Runs `look` on an index that is as new as the last commit before the call, with nothing pending. Any
  /// thread; one at a time. Refusals: local_damaged; local_stopped where `stop` ended the building of it.
  base::Result<void> ask(const std::function<void(reports::Index&)>& look, const std::stop_token& stop = {});

 private:
  /// The part of a commit that reports are made of.
  struct Change {
    std::vector<std::pair<base::Id, base::Bytes>> files;
    std::vector<store::PostingRow> postings;
    std::uint64_t size = 0;  ///< of the log after it; 0: it did not grow
  };

  /// Nothing where the reporter did not listen so far: what was committed is not known.
  std::optional<std::vector<Change>> take_news();
  base::Result<void> catch_up(const std::stop_token& stop);
  /// False: the index must be built anew.
  base::Result<bool> take(const Change& change);

  const store::Store& store_;
  std::mutex mutex_;  ///< of the index
  std::optional<reports::Index> index_;
  std::mutex news_mutex_;  ///< of the rest; held for moments
  bool listening_ = false;
  std::vector<Change> news_;
  std::size_t news_bytes_ = 0;
};

}  // namespace palitan::node
