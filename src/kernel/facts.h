// Facts: everything the kernel may know when it judges, keyed. Derived from the log alone; the store keeps
// them as bytes and can drop and rebuild them to the same hash.
#pragma once
#include <boost/unordered/unordered_flat_map.hpp>
#include <map>
#include <memory>
#include <variant>

#include "base/box.h"
#include "kernel/account_fact.h"
#include "kernel/credit_fact.h"
#include "kernel/evidence_fact.h"
#include "kernel/grant_fact.h"
#include "kernel/order_fact.h"
#include "kernel/round_fact.h"
#include "kernel/visit_fact.h"
#include "ledger/ledger.h"
#include "statement/envelope.h"
#include "terms/instrument.h"

namespace palitan::kernel {

#define PALITAN_FACT_KINDS(X) \
  X(1, partnership)           \
  X(2, seat)                  \
  X(3, statement)             \
  X(4, case_file)             \
  X(5, balance)               \
  X(6, ceiling)               \
  X(7, mark)                  \
  X(8, pair)
PALITAN_ENUM(FactKind, PALITAN_FACT_KINDS)

/// Fixed size, so that it hashes and stores without allocation.
struct FactKey {
  FactKind kind = FactKind::partnership;
  std::array<std::uint8_t, 32> id{};
  auto operator<=>(const FactKey&) const = default;

  /// 33 bytes: kind, id. The store's key.
  base::Bytes bytes() const;
  static std::optional<FactKey> from(base::ByteView bytes);
};
struct FactKeyHasher {
  std::size_t operator()(const FactKey& key) const {
    std::size_t out = 0;
    std::memcpy(&out, key.id.data(), sizeof out);
    // Balance keys differ mostly in their last bytes.
    std::size_t tail = 0;
    std::memcpy(&tail, key.id.data() + 24, sizeof tail);
    return (out ^ (tail * 0x9e3779b97f4a7c15u)) + static_cast<std::size_t>(key.kind);
  }
};
FactKey partnership_key();
FactKey seat_key(const base::KeyId& seat);
FactKey statement_key(const base::Id& id);
FactKey case_key(const base::Id& id);
/// REQUIRES: party codes of three letters, a commodity of at most kCommodityMax bytes.
FactKey balance_key(const ledger::Account& account, std::string_view commodity);
/// The account and commodity of a balance key. REQUIRES: key.kind is balance.
std::pair<ledger::Account, ledger::Commodity> balance_of(const FactKey& key);
/// One ceiling of an instrument in one fiscal year.
FactKey ceiling_key(const base::Id& instrument, std::string_view name, std::int32_t begins);
/// Something that may be there once in a partnership: `what` names the kind of thing ("serial"), `name` the
/// thing.
FactKey mark_key(std::string_view what, std::string_view name);
/// Of two parties, in any order. REQUIRES: party codes of three letters.
FactKey pair_key(std::string_view one, std::string_view other);

struct PartyFact {
  statement::PartyCode code;
  std::string name;
  std::uint32_t threshold = 1;
  std::vector<base::PublicKey> roots;
  base::PublicKey accord_key;
  base::PublicKey node_key;
  std::uint64_t accord_key_changes = 0;
  std::optional<statement::RaiseRules> rules_wish;
};
template <class A>
void describe(A& a, PartyFact& x) {
  a.field(1, "code", x.code);
  a.field(2, "name", x.name);
  a.field(3, "threshold", x.threshold);
  a.field(4, "roots", x.roots);
  a.field(5, "accord_key", x.accord_key);
  a.field(6, "node_key", x.node_key);
  a.field(7, "accord_key_changes", x.accord_key_changes);
  a.field(8, "rules_wish", x.rules_wish);
}

struct PartnershipFact {
  base::Id id;
  std::vector<PartyFact> parties;  ///< codes ascending
  std::string arrangement;
  std::uint64_t rules_version = 1;
  std::optional<std::uint64_t> next_rules_version;
  std::optional<std::uint64_t> next_rules_height;
  std::vector<base::Id> instruments = {};  ///< ratified by all their parties, in that order

  const PartyFact* party(std::string_view code) const;
  PartyFact* party(std::string_view code);
  /// REQUIRES: a party of this partnership.
  std::size_t index_of(std::string_view code) const;
  /// The rules that judge accord `height`.
  std::uint64_t rules_at(std::uint64_t height) const;
};
template <class A>
void describe(A& a, PartnershipFact& x) {
  a.field(1, "id", x.id);
  a.field(2, "parties", x.parties);
  a.field(3, "arrangement", x.arrangement);
  a.field(4, "rules_version", x.rules_version);
  a.field(5, "next_rules_version", x.next_rules_version);
  a.field(6, "next_rules_height", x.next_rules_height);
  a.field(7, "instruments", x.instruments);
}

/// A seat: its warrant and how far it has come. A root key is a seat too: its appointment is the founding.
struct SeatFact {
  base::PublicKey key;
  statement::PartyCode party;
  bool root = false;
  base::Id appointment;
  std::string office;
  std::string holder;
  std::string unit;
  std::vector<statement::Role> roles;
  std::vector<statement::Money> limits;
  base::Date valid_from;
  base::Date valid_until;
  std::uint64_t head_sequence = 0;  ///< highest sequence seen here
  base::Id head;                    ///< the act that carries it; the appointment before the first
  std::optional<std::uint64_t>
      fork_from;  ///< acts from this sequence on, not agreed before the fork, are refused
  std::optional<std::uint64_t> revoked_after;  ///< the last sequence its party stands by
  std::optional<base::Date> trained_on;
  bool combines = false;  ///< may combine roles that an instrument keeps apart

  bool has(statement::Role role) const;
};
template <class A>
void describe(A& a, SeatFact& x) {
  a.field(1, "key", x.key);
  a.field(2, "party", x.party);
  a.field(3, "root", x.root);
  a.field(4, "appointment", x.appointment);
  a.field(5, "office", x.office);
  a.field(6, "holder", x.holder);
  a.field(7, "unit", x.unit);
  a.field(8, "roles", x.roles);
  a.field(9, "limits", x.limits);
  a.field(10, "valid_from", x.valid_from);
  a.field(11, "valid_until", x.valid_until);
  a.field(12, "head_sequence", x.head_sequence);
  a.field(13, "head", x.head);
  a.field(14, "fork_from", x.fork_from);
  a.field(15, "revoked_after", x.revoked_after);
  a.field(16, "trained_on", x.trained_on);
  a.field(17, "combines", x.combines);
}

/// What later acts need to know of an earlier one.
struct StatementFact {
  std::uint16_t kind = 0;
  std::uint16_t code = 0;  ///< base::Code of its verdict
  base::KeyId seat;
  std::uint64_t sequence = 0;
  base::Id case_id;
  std::vector<base::Hash> attachments = {};  ///< as signed: 64 at most
};
template <class A>
void describe(A& a, StatementFact& x) {
  a.field(1, "kind", x.kind);
  a.field(2, "code", x.code);
  a.field(3, "seat", x.seat);
  a.field(4, "sequence", x.sequence);
  a.field(5, "case", x.case_id);
  a.field(6, "attachments", x.attachments);
}

struct Ratification {
  statement::PartyCode party;
  base::Date in_force;
  std::vector<statement::Setting> settings;
};
template <class A>
void describe(A& a, Ratification& x) {
  a.field(1, "party", x.party);
  a.field(2, "in_force", x.in_force);
  a.field(3, "settings", x.settings);
}

/// A supplier's published rates.
struct RateCard {
  base::Id id;
  statement::PartyCode supplier;
  statement::PublishRates rates;
};
template <class A>
void describe(A& a, RateCard& x) {
  a.field(1, "id", x.id);
  a.field(2, "supplier", x.supplier);
  a.field(3, "rates", x.rates);
}

struct InstrumentFact {
  terms::Instrument rules;  ///< once all have ratified: with the settings filled in
  std::vector<Ratification> ratifications;
  std::optional<base::Date> in_force;  ///< set when every party has ratified the same
  std::vector<RateCard> cards;
};
template <class A>
void describe(A& a, InstrumentFact& x) {
  a.field(1, "rules", x.rules);
  a.field(2, "ratifications", x.ratifications);
  a.field(3, "in_force", x.in_force);
  a.field(4, "cards", x.cards);
}

/// What an activity is from a day on.
struct ActivityVersion {
  base::Id change;
  base::Date since;
  std::string type;
  base::Date from;
  base::Date until;
  std::string place;
  std::string reason;
  std::vector<std::string> units;
  std::vector<statement::Place> places;
};
template <class A>
void describe(A& a, ActivityVersion& x) {
  a.field(1, "change", x.change);
  a.field(2, "since", x.since);
  a.field(3, "type", x.type);
  a.field(4, "from", x.from);
  a.field(5, "until", x.until);
  a.field(6, "place", x.place);
  a.field(7, "reason", x.reason);
  a.field(8, "units", x.units);
  a.field(9, "places", x.places);
}

/// A change that waits for the other parties; one of each party at most.
struct ActivityProposal {
  ActivityVersion version;
  std::vector<statement::PartyCode> concurred;  ///< who proposed it first
};
template <class A>
void describe(A& a, ActivityProposal& x) {
  a.field(1, "version", x.version);
  a.field(2, "concurred", x.concurred);
}

struct EventCount {
  statement::EventKind event = statement::EventKind::other;
  std::uint32_t count = 0;
};
template <class A>
void describe(A& a, EventCount& x) {
  a.field(1, "event", x.event);
  a.field(2, "count", x.count);
}

struct ActivityFact {
  statement::OpenActivity activity;             ///< as it was opened
  std::vector<statement::PartyCode> concurred;  ///< the opener first
  std::vector<ActivityVersion> versions = {};   ///< that every party concurred in, oldest agreement first
  std::vector<ActivityProposal> proposed = {};
  std::vector<EventCount> events = {};  ///< what was recorded without a transfer, kinds ascending

  /// What it was on `day`: the version agreed last of those that had begun, else the opening.
  ActivityVersion on(base::Date day) const;
};
template <class A>
void describe(A& a, ActivityFact& x) {
  a.field(1, "activity", x.activity);
  a.field(2, "concurred", x.concurred);
  a.field(3, "versions", x.versions);
  a.field(4, "proposed", x.proposed);
  a.field(5, "events", x.events);
}

/// Exactly one is set. Boxed: every fact, also the smallest, takes the room of the largest kind.
struct CaseFact {
  base::Box<InstrumentFact> instrument;
  base::Box<ActivityFact> activity;
  base::Box<OrderFact> order;
  base::Box<VisitFact> visit = {};
  base::Box<GrantFact> grant = {};
  base::Box<EvidenceFact> evidence = {};
  base::Box<AccountFact> account = {};
  base::Box<CreditFact> credit = {};
  base::Box<RoundFact> round = {};
};
template <class A>
void describe(A& a, CaseFact& x) {
  a.field(1, "instrument", x.instrument);
  a.field(2, "activity", x.activity);
  a.field(3, "order", x.order);
  a.field(4, "visit", x.visit);
  a.field(5, "grant", x.grant);
  a.field(6, "evidence", x.evidence);
  a.field(7, "account", x.account);
  a.field(8, "credit", x.credit);
  a.field(9, "round", x.round);
}

struct BalanceFact {
  std::int64_t amount = 0;
};
template <class A>
void describe(A& a, BalanceFact& x) {
  a.field(1, "amount", x.amount);
}

/// What all orders together have taken of a ceiling in its year.
struct CeilingFact {
  std::int64_t amount = 0;
  std::int64_t supplies = 0;
};
template <class A>
void describe(A& a, CeilingFact& x) {
  a.field(1, "amount", x.amount);
  a.field(2, "supplies", x.supplies);
}

/// Who put a mark, and a figure that goes with it.
struct MarkFact {
  base::Id by;
  std::int64_t value = 0;
};
template <class A>
void describe(A& a, MarkFact& x) {
  a.field(1, "by", x.by);
  a.field(2, "value", x.value);
}

/// Every commodity in which two parties ever had a balance with each other: which balances to read when their
/// account is cut.
struct PairFact {
  std::vector<ledger::Commodity> commodities;  ///< ascending
};
template <class A>
void describe(A& a, PairFact& x) {
  a.field(1, "commodities", x.commodities);
}

/// monostate: known to be absent. Boxed: a statement's fact, of which there are millions, must not take the
/// room of a seat's. A box is never empty.
using Fact = std::variant<std::monostate, base::Box<PartnershipFact>, base::Box<SeatFact>, StatementFact,
                          CaseFact, BalanceFact, CeilingFact, MarkFact, PairFact>;
using FactPtr = std::shared_ptr<const Fact>;

/// The fact as one of its kinds; null where it is of another.
template <class T>
const T* fact_as(const Fact* fact) {
  if constexpr (std::is_same_v<T, PartnershipFact> || std::is_same_v<T, SeatFact>) {
    const auto* box = std::get_if<base::Box<T>>(fact);
    return box != nullptr ? &**box : nullptr;
  } else {
    return std::get_if<T>(fact);
  }
}

base::Bytes encode_fact(const Fact& fact);
/// Refusal: local_damaged.
base::Result<FactPtr> decode_fact(FactKind kind, base::ByteView bytes);

/// What has been read so far, and what was changed on top: layers over layers. Not thread safe.
class Facts {
 public:
  /// Flat: a fact is looked for several times an act, and nodes of their own cost a cache miss each.
  using Layer = boost::unordered_flat_map<FactKey, FactPtr, FactKeyHasher>;

  /// `below` is kept by reference and must outlive this.
  explicit Facts(const Facts* below = nullptr) : below_(below) {}

  /// Null: not read yet. A monostate fact: read, and absent.
  FactPtr find(const FactKey& key) const;
  /// The same, not owned: good until that key is put or its layer cleared.
  const Fact* look(const FactKey& key) const;
  void put(const FactKey& key, FactPtr fact) { layer_[key] = std::move(fact); }
  const Layer& layer() const { return layer_; }
  std::size_t size() const { return layer_.size(); }
  void clear() { layer_.clear(); }

  /// The typed fact, or null where it is absent. REQUIRES: the key was read (needs() named it).
  template <class T>
  const T* get(const FactKey& key) const {
    const auto* fact = look(key);
    PALITAN_CHECK(fact != nullptr);
    return fact_as<T>(fact);
  }

 private:
  const FactPtr* at(const FactKey& key) const;

  const Facts* below_;
  Layer layer_;
};

}  // namespace palitan::kernel
