// Where a hostile partner is let loose: a founded partnership with offices, an agreement in force, an
// exercise and an order on its way; one party of it is the culprit. Its node is a real one; what it cannot be
// talked into is crafted with its true keys. The honest nodes run the real code and know nothing of it.
#pragma once
#include <set>
#include <stdexcept>

#include "kernel/record_kit.h"
#include "node/misdeeds.h"
#include "node/world.h"
#include "sim/dice.h"
#include "store/memory.h"
#include "sync/parcel.h"

namespace palitan::hostile {

using base::Code;
using sim::Dice;
using statement::Kind;
using statement::PartyCode;

/// What was to hold did not.
struct Untrue : std::runtime_error {
  using std::runtime_error::runtime_error;
};
/// Throws Untrue.
void must(bool holds, const std::string& what);

/// "desk" holds every role, "clerk" may ask for supplies up to 1,000 yen, "spare" is a second desk.
class Ground {
 public:
  /// Two or three parties, founded anew or taken from a prepared house; who is the culprit falls to the dice.
  explicit Ground(Dice& dice);

  node::World& world() { return *world_; }
  Dice& dice() { return dice_; }
  const base::Id& partnership() const { return world_->partnership(); }
  /// Of the world's keys: another world with it has the same ones.
  const std::string& seed() const { return seed_; }
  const PartyCode& culprit() const { return culprit_; }
  const std::vector<PartyCode>& honest() const { return honest_; }
  const PartyCode& victim() const { return honest_.front(); }
  node::Book& book(const PartyCode& party) { return world_->book(party); }
  const base::Id& instrument() const { return instrument_; }
  const base::Id& activity() const { return activity_; }
  /// Asked by phl, accepted; jpn supplies.
  const base::Id& order() const { return order_; }
  /// The date on which the world stands.
  base::Date today() const { return base::Effective{world_->now(), 0}.legal_date(); }

  // ---- honest work ----
  /// An honest office signs an act of will that everybody accepts: an activity with a name of its own.
  base::Id honest_act(const PartyCode& party);
  /// The honest go about their work: some acts, pending or agreed as the dice fall.
  void some_work();
  /// Everything pending becomes agreed. Untrue where it does not.
  void settle();
  /// Whose turn it is at the height being agreed.
  PartyCode proposer(std::uint64_t attempt = 0);
  /// Makes accords until it is that party's turn.
  void until_turn_of(const PartyCode& party);

  // ---- the culprit's hands ----
  /// An act of the culprit's office, signed past its node. Everything may be changed by `tweak`.
  template <class Body>
  statement::SignedStatement craft(const std::string& office, const Body& body,
                                   std::optional<base::Id> in = {},
                                   const std::function<void(statement::Content&)>& tweak = {}) {
    constexpr auto kind = statement::kKindOf<Body>;
    const bool of_partnership = static_cast<int>(kind) < 10;
    return world_->craft(culprit_, office, kind, in || !of_partnership ? in : std::optional(partnership()),
                         codec::encode(body), tweak);
  }
  /// An activity that nobody has thought of before.
  statement::OpenActivity any_activity();
  const crypto::KeyPair& accord_key() { return world_->key(culprit_, "accord"); }
  /// A message in the culprit's name, to be filled; says nothing of what it holds.
  sync::Exchange message();
  /// What the culprit's node would say now.
  sync::Exchange true_message(const PartyCode& to);
  /// Gives it to a node as it would come over the link, and lets the node do what is due.
  base::Result<node::Book::Taken> tell(const PartyCode& to, const sync::Exchange& said);
  base::Result<node::Book::Taken> tell_bytes(const PartyCode& to, base::ByteView parcel);
  void tell_all(const sync::Exchange& said);
  /// The checkpoint that the culprit's node would propose or find, changed by `tweak`, as a note with its
  /// cosignature.
  std::string cosigned(const kernel::AccordPoint& point);
  std::string declined(std::uint64_t height, std::uint64_t attempt, Code reason);
  /// The proposal of the culprit's node at its turn, caught before anybody hears it; its node forgets it.
  /// REQUIRES: something is pending and it is the culprit's turn.
  sync::AccordPaper caught_proposal();
  kernel::AccordPoint point_of(const sync::AccordPaper& paper);

  // ---- what must hold ----
  /// The verdict of an act in every honest log, once it is agreed; Untrue where they differ or it is not
  /// there.
  Code agreed_verdict(const base::Id& act);
  bool known(const PartyCode& at, const base::Id& act);
  /// The honest nodes are where they were: same height, same log, nothing pending that was not.
  struct Standing {
    std::map<PartyCode, std::pair<kernel::AccordPoint, std::vector<base::Id>>> at;
    bool operator==(const Standing&) const = default;
  };
  Standing standing();
  /// An honest node has a proof file that names the culprit and stands by itself.
  base::Bytes proof_at(const PartyCode& honest);
  bool proven_at(const PartyCode& honest);
  /// The culprit's node behaves from now on, as if nothing had been. Proven where that shows what it signed
  /// before; else life must go on.
  bool proven_in_the_end();
  /// Links up, all behave: what is signed becomes final on every node.
  void life_goes_on();
  /// Looks at the honest nodes: they agree, nothing of theirs is lost, every commodity sums to zero, nobody
  /// honest is accused, the record stands an audit. Ends the culprit's node.
  void check_truth();

 private:
  void make_house();
  void check_audit(const PartyCode& party);
  void check_sums(const PartyCode& party);

  Dice& dice_;
  std::unique_ptr<node::World> world_;
  std::string seed_;
  PartyCode culprit_;
  std::vector<PartyCode> honest_;
  base::Id instrument_, activity_, order_;
  std::vector<base::Id> first_log_;             ///< agreed before anything hostile was done
  std::map<base::Id, PartyCode> acknowledged_;  ///< honest acts
  unsigned named_ = 0;
};

}  // namespace palitan::hostile
