// A batch: what one accord adds to the log, in canonical order, judged, with the hash of every result
// (PROTOCOL section 5).
#pragma once
#include "kernel/judge.h"

namespace palitan::kernel {

inline constexpr std::size_t kBatchMax = 4'096;  ///< statements
inline constexpr std::size_t kBatchBytesMax = 4 * 1024 * 1024;

/// The one order of these statements that every node finds: causes first, then party in rotation from
/// `proposer` (its index), then seat, then sequence, then id. Refusal: bad_accord where a cause is neither in
/// the batch nor in `facts`.
base::Result<std::vector<statement::SignedStatement>> canonical_order(
    std::vector<statement::SignedStatement> batch, std::size_t proposer, Facts& facts, const Read& read);

struct Judged {
  statement::SignedStatement act;
  Verdict verdict;
  std::vector<ledger::Posting> postings;
  base::Hash item;  ///< SHA-256 of its result item
};

struct Fold {
  std::vector<Judged> entries;
  base::Hash results;
  std::vector<std::pair<FactKey, FactPtr>> changed;  ///< every fact that the batch changed, last value; keys
                                                     ///< ascending
};

/// Marks the forks that the batch reveals, then judges in the order given. `facts` gets every change.
Fold fold(const std::vector<statement::SignedStatement>& ordered, Facts& facts, const Context& context,
          const base::Hash& previous_results, const Read& read);

/// Writes into `facts` that the seat's acts from `from` on are disowned; nothing where the seat is not known
/// (yet). Returns the seat's new fact.
FactPtr mark_fork(const base::KeyId& seat, std::uint64_t from, Facts& facts, const Read& read);

/// One statement's result item; the results hash is over the hashes of such items.
base::Bytes result_item(const base::Id& id, const Verdict& verdict,
                        const std::vector<ledger::Posting>& postings);

/// The first kResultMark bytes of SHA-256 of each item, one after the other: short enough to travel with a
/// proposal, long enough to find by eye which act two nodes judge differently. Proves nothing.
inline constexpr std::size_t kResultMark = 4;
base::Bytes result_marks(const Fold& fold);
/// The first act whose mark is another; nothing where all are equal or `marks` are of another batch.
std::optional<base::Id> first_difference(const Fold& fold, base::ByteView marks);

/// For each seat of `acts`, the lowest sequence that stands twice: in `acts`, or there and at or below the
/// seat's head.
std::map<base::KeyId, std::uint64_t> forks_in(const std::vector<statement::SignedStatement>& acts,
                                              Facts& facts, const Read& read);

}  // namespace palitan::kernel
