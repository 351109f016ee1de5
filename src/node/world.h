// The world in one process: every party's nodes above their own stores, the links between them and one clock
// that only its owner moves. Stories, the simulator and the demonstration play in it.
//
// A party's code names the node that signs its accords; "phl/ship" a field node, whose seats are its own
// (sync/node_name.h). What takes a party takes such a name too, unless it says otherwise.
//
// Deterministic: keys come from the seed, time from set_clock() and pass(), chance from the caller's dice.
// One thread.
#pragma once
#include <functional>
#include <memory>
#include <optional>

#include "node/book.h"
#include "node/network.h"
#include "terms/overlay.h"

namespace palitan::node {

struct WorldOptions {
  std::vector<statement::PartyCode> parties;  ///< ascending, 2 to 16
  std::string seed = "world";                 ///< every key is SHA-256(seed, label)
  std::uint32_t roots = 1;                    ///< of each party
  std::uint32_t threshold = 1;                ///< of them that must sign a root act
  base::Instant start{1'782'864'000'000};     ///< 2026-07-01; a whole second
  /// A fresh, empty store; absent: memory. Called once per party, and again where a node loses its disk.
  std::function<std::unique_ptr<store::Store>(const statement::PartyCode&)> make_store;
  BookOptions book;  ///< `party` and `accord_key` are filled in
};

/// A warrant to be made.
struct Warrant {
  std::string office;
  std::vector<statement::Role> roles;    ///< any order
  std::vector<statement::Money> limits;  ///< highest total of one order, by currency
  base::Date valid_from{0};              ///< 1970-01-01
  base::Date valid_until = base::kDateMax;
};

class World {
 public:
  /// Founds the partnership on every node. Offices so far: "root" (and "root-1" ...) of each party.
  /// Refusals: what Book::founding_checkpoint, Book::found and Book::open refuse.
  static base::Result<std::unique_ptr<World>> found(WorldOptions options);
  /// Another world that begins as this one stands: the same record, keys and clock, above other disks. What
  /// was not committed, was on its way or only heard stays behind, as after a restart of every node. `image`
  /// gives the disk that holds what this world's party holds; `book` and `make_store` are the new world's
  /// own. Refusals: those of Book::open.
  base::Result<std::unique_ptr<World>> copy(
      BookOptions book, std::function<std::unique_ptr<store::Store>(const statement::PartyCode&)> make_store,
      const std::function<std::unique_ptr<store::Store>(const statement::PartyCode&)>& image) const;
  ~World();

  const std::vector<statement::PartyCode>& parties() const { return options_.parties; }
  const base::Id& partnership() const { return partnership_; }
  /// Accord 0: the founding statement, and the note that every root cosigned.
  const base::Bytes& founding() const { return founding_; }
  const std::string& founding_note() const { return founding_note_; }
  bool has(const statement::PartyCode& party) const { return nodes_.contains(party); }
  /// Every node, ascending.
  std::vector<sync::NodeName> nodes() const;
  /// A field node, set up from the founding alone; its links are up. REQUIRES: a party's code and a field
  /// name, not there yet. Refusals: those of Book::found and Book::open.
  base::Result<void> add_field_node(const sync::NodeName& name);

  // ---- the clock ----
  base::Instant now() const { return now_; }
  /// REQUIRES: not earlier than now().
  void set_clock(base::Instant to);
  void pass(std::int64_t ms) { set_clock({now_.ms + ms}); }
  /// From now on the party's node reads a clock that runs ahead of now(). REQUIRES: has(party).
  void set_clock_ahead(const statement::PartyCode& party, std::int64_t ms);
  /// What that node's clock shows.
  base::Instant clock_of(const statement::PartyCode& party) const;

  // ---- the nodes ----
  /// REQUIRES of all that names a party: has(party); of book(): running(party).
  Book& book(const statement::PartyCode& party);
  store::Store& store(const statement::PartyCode& party);
  bool running(const statement::PartyCode& party) const;
  /// Why a node stopped by itself.
  const std::optional<base::Failure>& failure(const statement::PartyCode& party) const;
  /// The process ends; its store stays as it was last committed.
  void stop(const statement::PartyCode& party);
  /// Opens the node again from its store. Refusals: those of Book::open.
  base::Result<void> restart(const statement::PartyCode& party);
  /// The party's own law, asked before its node signs, as a serving node asks it; also after a restart.
  /// REQUIRES: the overlay is valid and the party's.
  void add_law(const statement::PartyCode& party, terms::Overlay law);
  /// The highest marking that the party's node may hold, from its next restart on. REQUIRES: has(party).
  void set_ceiling(const statement::PartyCode& party, statement::Marking ceiling);
  /// Puts another disk into the stopped node: a backup, or an image after a torn write.
  /// It remembers what it does of its own seats, and notices what others remember beyond that.
  void replace_store(const statement::PartyCode& party, std::unique_ptr<store::Store> store);

  // ---- offices ----
  /// The key pair of an office, made from the seed when first asked for. It stays valid with the world.
  const crypto::KeyPair& key(const statement::PartyCode& party, const std::string& office);
  base::KeyId seat(const statement::PartyCode& party, const std::string& office);
  /// Appoints an office by `signer`: "root" for a registrar, "registrar" for the rest. For a field node its
  /// headquarters' office signs.
  base::Result<Signed> appoint(const statement::PartyCode& party, const Warrant& warrant,
                               const std::string& signer);
  /// A registrar, and one office named after each further role, with `limits`. Refusals: those of signing.
  base::Result<void> appoint_usual_offices(const std::vector<statement::Money>& limits);
  /// The same aboard a field node, without a registrar. REQUIRES: its headquarters has one.
  base::Result<void> appoint_field_offices(const sync::NodeName& name,
                                           const std::vector<statement::Money>& limits);
  /// From now on the office's name stands for a new key (to be appointed): after a fork or a restore.
  void renew_key(const statement::PartyCode& party, const std::string& office);

  // ---- acts ----
  Draft draft(const statement::PartyCode& party, const std::string& office, statement::Kind kind,
              std::optional<base::Id> case_id, base::Bytes body,
              std::optional<base::Effective> effective = std::nullopt);
  /// Signs on the party's node with the office's key and commits. Refusals: those of Book::sign;
  /// local_disk_full or local_stopped where the commit fails.
  base::Result<Signed> sign(const statement::PartyCode& party, const std::string& office, const Draft& draft);
  /// A root act with the endorsements its party's threshold asks for.
  template <class Body>
  base::Result<Signed> sign_as_root(const statement::PartyCode& party, Body body);
  /// Signs past the node, as a second holder of the key would: nothing is stored. The seat's next number, its
  /// head as previous, all changed by `tweak`.
  statement::SignedStatement craft(const statement::PartyCode& party, const std::string& office,
                                   statement::Kind kind, std::optional<base::Id> case_id, base::Bytes body,
                                   const std::function<void(statement::Content&)>& tweak = {});
  /// Hands bytes to a node as a stick would, and commits. False: they were there.
  base::Result<bool> hand(const statement::PartyCode& to, base::Bytes bytes);
  /// What that node waits for before it can judge a statement; nothing where all is there.
  std::optional<base::Refusal> awaited(const statement::PartyCode& at, const base::Bytes& bytes);
  /// A statement's bytes as any running node has them.
  std::optional<base::Bytes> bytes_of(const base::Id& id) const;

  // ---- the links ----
  Network& network() { return network_; }
  void set_link(const statement::PartyCode& a, const statement::PartyCode& b, bool up);
  /// What a node writes for another onto a stick, and what became of it there. REQUIRES: both run. Refusals:
  /// those of Book::incoming_parcel.
  base::Result<void> hand_stick(const sync::NodeName& from, const sync::NodeName& to);
  /// Lets a node do what is due and commit.
  void advance(const statement::PartyCode& party);
  /// Puts on the links what a node has to tell; `always`: also where it has no news.
  void post(const statement::PartyCode& party, bool always = false);
  /// Takes one message off a link and gives it to its node. Undecodable bytes are dropped, as on the wire.
  void deliver(const Network::Way& way);
  /// Everybody posts and everything arrives until there is no news; no accord is made and no time passes.
  void exchange();
  /// Every node advances and posts; everything on the links arrives. True: something was said.
  bool round();
  /// Rounds, with the clock running, until nothing changes any more. True: every node runs, all are at one
  /// height, and nothing is pending.
  bool settle(int rounds_max = 2'000);
  /// What settle() returns, as it is now.
  bool settled() const;

  // ---- loss ----
  /// The accord key is gone: makes a new one, root-signed, and opens the node with it. REQUIRES: no field
  /// node.
  base::Result<void> lose_accord_key(const statement::PartyCode& party,
                                     statement::KeyReason reason = statement::KeyReason::lost);
  /// The disk is gone: a new one with accord 0 only, marked restored; it holds no accord key yet and syncs.
  /// Then, once the others have told it what they hold, lose_accord_key(party, restored) and new offices.
  base::Result<void> lose_disk(const statement::PartyCode& party);
  /// The same where the new disk is a backup of the lost one: what it holds is there.
  base::Result<void> restore(const statement::PartyCode& party, std::unique_ptr<store::Store> backup);

  // ---- truth ----
  /// Compares what all running nodes hold as agreed, up to the lowest height: accords byte for byte (root,
  /// results, cosignatures), every verdict, every posting, and at equal heights every fact. Nothing: equal.
  std::optional<std::string> difference() const;

 private:
  struct Node;
  explicit World(WorldOptions options);
  base::Result<void> found_all();
  base::Result<void> add_node(const sync::NodeName& name, std::string accord_office);
  base::Bytes founding_statement();
  std::unique_ptr<store::Store> fresh_store(const statement::PartyCode& party) const;
  Node& node(const statement::PartyCode& party) const;
  void ask_law(Node& at);
  bool deliver_all();
  bool keeps_seat(const sync::NodeName& name, const base::KeyId& seat) const;
  base::Result<void> commit(const statement::PartyCode& party);
  std::string label(const statement::PartyCode& party, const std::string& office) const;

  WorldOptions options_;
  base::Instant now_;
  base::Id partnership_;
  base::Bytes founding_;
  std::string founding_note_;
  std::map<statement::PartyCode, std::unique_ptr<Node>> nodes_;
  std::map<std::string, std::shared_ptr<const crypto::KeyPair>> keys_;  ///< by label; copies share them
  std::map<std::string, unsigned> generations_;                         ///< of an office's key
  std::set<base::KeyId> elsewhere_;  ///< seats that somebody else signs with too
  Network network_;
};

template <class Body>
base::Result<Signed> World::sign_as_root(const statement::PartyCode& party, Body body) {
  constexpr auto kind = statement::kKindOf<Body>;
  statement::Content content;
  content.partnership = partnership_;
  content.kind = static_cast<std::uint16_t>(kind);
  content.seat = seat(party, "root");
  const auto held = book(party).get<kernel::SeatFact>(kernel::seat_key(content.seat), true);
  content.sequence = held ? held->head_sequence + 1 : 1;
  const auto message = statement::root_act_message(content, body);
  for (std::uint32_t i = 1; i < options_.threshold; ++i) {
    const auto& root = key(party, "root-" + std::to_string(i));
    body.endorsements.push_back({root.public_key, crypto::sign(root, message)});
  }
  return sign(party, "root", draft(party, "root", kind, partnership_, codec::encode(body)));
}

}  // namespace palitan::node
