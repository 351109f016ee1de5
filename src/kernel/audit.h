// The audit: a whole record rebuilt from its bytes alone, trusting nobody who wrote it. In parts, so that a
// program may spread the signatures over threads while the fold goes on: decode_accord, verify_all,
// Audit::take.
#pragma once
#include "kernel/accord.h"
#include "kernel/batch.h"
#include "merkle/tree.h"

namespace palitan::kernel {

/// The first thing found wrong, and where.
struct Fault {
  base::Refusal why;
  std::uint64_t height = 0;               ///< of the accord
  std::optional<std::uint64_t> position;  ///< in the log, from 0; absent where it is the accord's own fault
  std::optional<base::Id> statement;      ///< where its bytes could be read
};
template <class T>
using Audited = tl::expected<T, Fault>;

/// "accord 3, place 17, statement ab12...: bad_signature: ..."
std::string sentence(const Fault& fault);

/// One act on its way: decoded, then with its signature checked.
struct AuditAct {
  std::optional<statement::Statement> decoded;  ///< until it is checked
  std::optional<statement::SignedStatement> checked;
  base::PublicKey key;  ///< that its signature fits
};

struct AuditAccord {
  std::uint64_t height = 0;
  std::uint64_t position = 0;  ///< of its first act
  merkle::Note note;
  std::vector<AuditAct> acts;  ///< log order
};

/// Form only. `height` and `position` say where it stands. Refusals: bad_.
Audited<AuditAccord> decode_accord(std::uint64_t height, std::uint64_t position,
                                   std::vector<base::Bytes> statements, std::string_view note);

/// The keys that the record names, by seat. Grows accord by accord; reading is safe from any thread while
/// nobody learns.
class AuditKeys {
 public:
  /// Takes in every key that the accord's acts name, refused or not: roots, accord and node keys,
  /// appointments. What an accord or node key signs as if it were a seat stands in the log, refused.
  void learn(const AuditAccord& accord);
  /// The keys under a key id: one, unless somebody made a second key with the same eight bytes of hash.
  std::span<const base::PublicKey> of(const base::KeyId& seat) const;

 private:
  std::unordered_map<base::KeyId, std::vector<base::PublicKey>, base::FixedHasher> keys_;
};

/// Checks the signatures of a slice of `accord.acts` and turns them from decoded to checked. Threads: slices
/// that do not overlap, at once. REQUIRES: `keys` learnt this accord and those before. Refusals:
/// bad_signature, later_key.
Audited<void> verify_all(const AuditAccord& accord, std::span<AuditAct> acts, const AuditKeys& keys);

struct AuditReport {
  base::Id partnership;
  AccordPoint head;       ///< of the last accord
  base::Hash checkpoint;  ///< its hash
  std::uint64_t accords = 0;
  std::uint64_t cosignatures = 0;
  std::vector<std::pair<statement::PartyCode, std::uint64_t>> by_party;  ///< accords that each party cosigned
  std::map<base::Code, std::uint64_t> verdicts;
  std::uint64_t seats = 0;  ///< that may or might sign; roots included
  std::uint64_t instruments = 0;
  std::uint64_t activities = 0;
  std::map<OrderState, std::uint64_t> orders;
  ledger::Position balances;
  std::map<VisitState, std::uint64_t> visits = {};
  std::map<GrantState, std::uint64_t> grants = {};
  std::map<AccountState, std::uint64_t> accounts = {};
  std::map<CreditState, std::uint64_t> credits = {};
  std::map<RoundState, std::uint64_t> rounds = {};
  std::uint64_t evidence = 0;  ///< foreign acts that were disclosed, each with its proof
  statement::Marking marking = statement::Marking::unclassified;  ///< the highest of all acts
};
/// Is that what the head of a bundle says? Refusal: bad_bundle.
Audited<void> check_marked(const AuditReport& report, statement::Marking said);

/// Folds a record accord by accord. About 110 bytes a statement and the order facts stay in memory.
class Audit {
 public:
  /// `expected`: the partnership that the caller trusts; nothing: whatever the founding says.
  explicit Audit(std::optional<base::Id> expected = {});
  ~Audit();

  /// Judges the next accord. REQUIRES: verify_all() passed over all its acts, and nothing was refused before.
  /// Refusals: bad_genesis, bad_partnership, bad_note, bad_accord, bad_results, bad_cosignature,
  /// bad_signature, later_key, local_upgrade.
  Audited<void> take(const AuditAccord& accord);
  /// What it all comes to. Recomputes every balance from the orders' figures by other code and refuses where
  /// they differ (spec/log.md, I6): bad_results. REQUIRES: one accord at least.
  Audited<AuditReport> report() const;
  std::uint64_t size() const { return frontier_.size(); }

 private:
  base::Result<void> check_point(const AuditAccord& accord, const AccordPoint& point) const;
  Audited<void> check_order(const AuditAccord& accord, const AccordPoint& point);
  base::Result<AccordPoint> read_point(const AuditAccord& accord);
  Audited<void> check_keys(const AuditAccord& accord);
  void keep(const Fold& fold);

  struct Kept;  // statement facts, small
  std::optional<base::Id> expected_;
  std::unique_ptr<Kept> kept_;
  Read read_;
  Facts long_;           // everything else
  Facts layer_{&long_};  // of the accord being folded
  merkle::Frontier frontier_;
  AccordPoint head_;
  base::Hash head_hash_;
  base::Id partnership_;
  AuditReport counts_;
};

}  // namespace palitan::kernel
