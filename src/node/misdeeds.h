// The misdeeds that a node can prove out of what it holds: forks from the statements of its record,
// contradicting papers of accords as they were kept when they came (spec/misdeed.md).
#pragma once
#include "kernel/misdeed.h"
#include "node/book.h"

namespace palitan::node {

/// Two papers of one key, as the node keeps them beside its votes. For ever: heights end, misdeeds do not.
struct KeptPapers {
  base::PublicKey key;
  std::vector<std::string> papers;
};
template <class A>
void describe(A& a, KeptPapers& x) {
  a.field(1, "key", x.key);
  a.field(2, "papers", x.papers);
}
/// The note's name and value: one for each party and height, the first that was noticed. Nothing: none of the
/// keys signed both, or they can stand together. Two keys are two signers.
std::optional<std::pair<std::string, base::Bytes>> kept_papers(const base::Id& partnership,
                                                               std::string_view party,
                                                               std::span<const base::PublicKey> keys,
                                                               std::string_view first,
                                                               std::string_view second);
/// The same of a paper of an earlier height against the final accord of that height, for each of its signers.
/// Reads the store before it checks any signature; what is kept already is not told again.
std::vector<std::pair<std::string, base::Bytes>> late_papers(const store::Store& store,
                                                             const kernel::PartnershipFact& partnership,
                                                             const merkle::Note& paper);

struct ProvenFile {
  base::Hash name;
  base::Bytes file;
  kernel::ProvenMisdeed says;
};
/// The most that are listed: a partner that forks a thousand seats is proven often enough.
inline constexpr std::size_t kMisdeedsListed = 100;
/// Every misdeed with its file: papers by height, then forks by seat. Left out is what cannot be proven to
/// others (nothing ties the seat to its party), and what is marked above `ceiling`. Thread: the book's.
std::vector<ProvenFile> misdeeds_of(Book& book, const store::Store& store, statement::Marking ceiling);

}  // namespace palitan::node
