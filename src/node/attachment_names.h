// Which attachments the statements of one partnership name, and by whom. Read from the store alone, so it can
// never say other than the record: what is agreed is read once, what is pending anew each time.
#pragma once
#include <functional>
#include <mutex>
#include <unordered_map>

#include "node/attachments.h"
#include "statement/envelope.h"
#include "store/contract.h"

namespace palitan::node {

/// An attachment as one statement names it.
struct NamedAttachment {
  statement::Attachment what;
  base::Id act;
  base::KeyId seat;
  bool erased = false;                                            ///< by an agreed act
  statement::Marking marking = statement::Marking::unclassified;  ///< of the act, so of the attachment
};

class AttachmentNames {
 public:
  /// The store outlives this.
  explicit AttachmentNames(const store::Store& store) : store_(store) {}

  /// Each naming in log order, then those that are pending; held statements are not asked. `each` returns
  /// false to stop. Any thread; one at a time; `each` asks nothing of this object.
  void each(const std::function<bool(const NamedAttachment&)>& each);
  /// Those of one hash.
  std::vector<NamedAttachment> of(const base::Hash& hash);
  /// Every act that names it was followed by an agreed `erase`: its bytes are wanted nowhere in this
  /// partnership. False where no act names it.
  bool erased(const base::Hash& hash);
  /// What was erased since the last call, each once; all of it at the first.
  std::vector<base::Hash> newly_erased();
  /// The party of a seat, as agreed; empty where that is not known yet.
  statement::PartyCode party_of(const base::KeyId& seat) const;

 private:
  void catch_up();
  void note_erasure(std::uint64_t position, const statement::Statement& act);

  const store::Store& store_;
  std::mutex mutex_;
  std::uint64_t read_ = 0;  ///< log positions below are in agreed_
  std::vector<NamedAttachment> agreed_;
  std::unordered_multimap<base::Hash, std::size_t, base::FixedHasher> by_hash_;
  std::vector<base::Hash> news_;
};

}  // namespace palitan::node
