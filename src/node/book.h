// One partnership's record on one node: what arrives, what this node signs, and the accords, above a store.
//
// Deterministic: time and keys arrive as arguments, randomness is not used, nothing is sent or written but
// through the arguments and the store. One thread at a time (the writer's). Everything it wants durable is
// gathered in one commit; outgoing() speaks only of what is committed, so nothing signed leaves before its
// commit.
#pragma once
#include <memory>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "kernel/accord.h"
#include "kernel/batch.h"
#include "merkle/tree.h"
#include "store/contract.h"
#include "sync/node_name.h"
#include "sync/parcel.h"

namespace palitan::node {

/// What an office-holder wants signed.
struct Draft {
  base::KeyId seat;
  statement::Kind kind = statement::Kind::close;
  std::optional<base::Id> case_id;           ///< absent where the act opens one
  base::Bytes body;                          ///< canonical map of the kind's body
  std::optional<base::Effective> effective;  ///< default: now, at `offset_minutes` 0
  statement::Marking marking = statement::Marking::unclassified;
  std::vector<statement::Attachment> attachments;
  std::string key;  ///< idempotency key; empty: none
  bool insist =
      false;  ///< sign although it would be refused (stories and the simulator show what then happens)
};

struct Signed {
  base::Id id;
  kernel::Verdict verdict;  ///< provisional
};

/// One of several drafts that stand or fall together, and its seat's key (not null, outlives the call).
struct JointDraft {
  Draft draft;
  const crypto::KeyPair* key = nullptr;
};
/// What became of them, each at its draft's place.
struct JointlySigned {
  bool kept = false;  ///< all of them are in the record; else none is
  std::vector<base::Result<Signed>> each;
};

/// A statement not yet in the log.
struct Pending {
  statement::SignedStatement act;
  kernel::Verdict verdict;  ///< provisional
  base::Instant arrived;    ///< here; since a restart: when the node was opened
};

struct BookOptions {
  statement::PartyCode party;
  std::string node = {};  ///< a field node's name, which has no accord key; empty: headquarters
  const crypto::KeyPair* accord_key = nullptr;  ///< null: this node only syncs. Outlives the book.
  statement::Marking ceiling = statement::Marking::official;
  std::int64_t propose_every_ms = 200;  ///< least time between two proposals of this node
  /// How long a proposal may be awaited while something is pending; doubles with each attempt, up to 64
  /// times.
  std::int64_t decline_after_ms = 10'000;
  std::size_t batch_max = kernel::kBatchMax;
  std::size_t held_max =
      100'000;           ///< acts that wait for others; beyond it a peer is told to wait (local_busy)
  unsigned helpers = 0;  ///< threads that check a large message's signatures beside the one that takes it in
  /// Told of each commit after it is durable, on the thread that flushes. Must not wait. May be empty.
  std::function<void(const store::Commit&)> committed = {};
  /// Whether a seat's key is kept on this node. By it the node notices that others have acts of its own seats
  /// which it does not remember. Empty: no seat is.
  std::function<bool(const base::KeyId&)> keeps_seat = {};
};

/// Why nothing is being agreed, for people.
struct Stall {
  bool waiting = false;
  base::Instant since;  ///< arrival of the oldest pending act
  std::string
      waiting_for;  ///< "proposal by jpn (attempt 0)", "cosignature by phl (attempt 1)", "handover by phl"
  std::vector<base::Id> withheld;  ///< cited by what is held, and not here
  /// Why this node itself signs no accord: local_upgrade, local_accords_stopped, local_handover_awaited,
  /// local_rolled_back.
  std::optional<base::Code> code = {};
};

class Book {
 public:
  ~Book();
  Book(const Book&) = delete;
  Book& operator=(const Book&) = delete;

  /// Opens what the store holds and judges what is pending again. The store outlives the book.
  /// Refusals: local_not_found (nothing founded here), local_damaged, local_upgrade.
  static base::Result<std::unique_ptr<Book>> open(store::Store& store, BookOptions options,
                                                  base::Instant now);

  /// Writes accord 0 into an empty store: `founding` with every root's cosignature over its checkpoint.
  /// Refusals: bad_genesis and what opening a statement refuses. Failures of the store come as local_stopped.
  static base::Result<void> found(store::Store& store, const base::Bytes& founding, const std::string& note);
  /// The checkpoint body that every root signs for that founding at that time. Refusal: bad_genesis.
  static base::Result<std::string> founding_checkpoint(const base::Bytes& founding, base::Instant time);

  // ---- what comes in ----
  /// What is asked before a new draft is signed here: the party's own law. Its refusals are sign()'s.
  using OwnLawCheck = std::function<base::Result<void>(const Draft&, base::Instant)>;
  void ask_first(OwnLawCheck check) { own_law_ = std::move(check); }
  /// Numbers, signs, judges and takes in one act. REQUIRES: `key` is the draft's seat's key.
  /// Refusals: local_no_seat (not appointed), local_marking, local_draft_reused, local_rolled_back (the seat
  /// has signed what this node does not remember), local_handover_awaited (a root, before it is known what it
  /// signed before the loss), later_ (the draft cites what is not here), refused_ (unless it insists).
  /// Nothing changes on refusal.
  base::Result<Signed> sign(const Draft& draft, const crypto::KeyPair& key, base::Instant now);
  /// Signs all or none: kept only where every one is accepted without reserve (an irregular fact is reserve
  /// enough) and `keep` asks for it. Each is judged with those before it in place; one that is refused is
  /// passed over, so that all refusals are seen at once. REQUIRES and refusals: of sign().
  JointlySigned sign_jointly(std::span<const JointDraft> drafts, bool keep, base::Instant now);
  /// Takes in one statement from a peer or an import. False: it was here already.
  /// Refusals: bad_, local_marking, local_busy. A later_ one is held and returns true.
  base::Result<bool> receive(base::Bytes bytes, base::Instant now);
  /// Takes in a peer's message; faults in parts of it are dropped and counted, never repaired.
  void incoming(const sync::Exchange& message, base::Instant now);
  /// The same from the bytes of a parcel, as far as they can be read. What did not come whole, or names what
  /// is not here yet, is told again once this node has said where it stands. Refusals: bad_bundle,
  /// bad_version, bad_partnership where nothing of it could be read.
  struct Taken {
    sync::NodeName from;
    std::uint64_t height = 0;    ///< of its last accord
    std::size_t statements = 0;  ///< that could be read, new here or not
    std::size_t accords = 0;
    std::optional<base::Refusal> fault{};  ///< why that is not all that was sent
  };
  base::Result<Taken> incoming_parcel(base::ByteView bytes, base::Instant now);
  /// Proposes, cosigns, declines, finishes: whatever is due. Call after anything came in, and now and then.
  void advance(base::Instant now);

  // ---- durability ----
  /// Commits everything gathered. On a failure that may be retried the book goes back to what the store
  /// holds.
  base::Outcome<void> flush(base::Instant now);
  bool dirty() const { return !commit_.empty(); }

  // ---- what goes out ----
  /// What this node would tell that one now. REQUIRES: !dirty(). `statements_max_bytes` bounds the bulk.
  sync::Exchange outgoing(const sync::NodeName& to, std::size_t statements_max_bytes = 1 << 20);
  /// The same as a parcel, and whether it moves statements or accords. REQUIRES: !dirty().
  struct Parcel {
    base::Bytes bytes;
    bool moves = false;
  };
  Parcel outgoing_parcel(const sync::NodeName& to, std::size_t statements_max_bytes = 1 << 20);
  /// How many acts of this node's record another one lacks, as far as it has said; nothing where it has not
  /// been heard. REQUIRES: !dirty().
  std::optional<std::size_t> behind(const sync::NodeName& other);
  /// The nodes that have been heard since this one started, and field nodes heard before; ascending.
  std::vector<sync::NodeName> heard() const;
  /// Grows whenever there may be something new to tell.
  std::uint64_t news() const { return news_; }
  /// This node lost its memory: signs no accord until every other party has handed over; a field node has
  /// nothing to wait for. Seats that others have heard of, and whose keys are here, sign no more. Durable.
  void mark_restored();
  bool awaits_handover() const { return !handover_awaited_.empty(); }
  /// What showed that this node does not remember all that its own keys have signed; for people.
  const std::optional<std::string>& rolled_back() const { return rolled_back_; }
  /// The accord key has signed what this node does not remember: only another one may sign here.
  bool accord_key_spent() const;

  // ---- what is known ----
  const statement::PartyCode& party() const { return options_.party; }
  sync::NodeName node_name() const { return sync::node_name(options_.party, options_.node); }
  statement::Marking ceiling() const { return options_.ceiling; }
  const base::Id& partnership() const { return partnership_; }
  std::uint64_t height() const { return head_.height; }
  const kernel::AccordPoint& head() const { return head_; }  ///< last final accord
  std::uint64_t log_size() const { return frontier_.size(); }
  const std::vector<base::Id>& pending_order() const { return order_; }
  const Pending* pending(const base::Id& id) const;
  std::size_t held_count() const { return held_.size(); }
  /// A fact as agreed, or with everything pending on top (`provisional`). Null where absent.
  kernel::FactPtr fact(const kernel::FactKey& key, bool provisional);
  template <class T>
  std::optional<T> get(const kernel::FactKey& key, bool provisional) {
    const auto found = fact(key, provisional);
    const auto* value = found ? kernel::fact_as<T>(found.get()) : nullptr;
    return value != nullptr ? std::optional<T>(*value) : std::nullopt;
  }
  /// Every case with everything pending on top, in no order that means anything.
  void each_case(const std::function<void(const kernel::CaseFact&)>& each);
  /// Balances, agreed or provisional, by account and commodity.
  ledger::Position balances(bool provisional);
  Stall stall(base::Instant now) const;
  /// Set when a party signed two contradicting papers; accords stand still.
  const std::optional<std::string>& misconduct() const { return misconduct_; }
  /// Seats forked as far as is known here, agreed or not, with the first act of the fork.
  std::map<base::KeyId, std::uint64_t> forks() const;
  /// The rules in force above the last accord are not known to this program: nothing is judged or signed
  /// here.
  bool must_upgrade() const;

 private:
  struct Candidate;  // one checkpoint of the height being agreed
  struct PeerView {
    bool heard = false;
    std::uint64_t height = 0;
    std::optional<sync::Holdings> holdings{};  ///< the last that could be read
    bool holds_others = false;  ///< what it told by number is another act here: it is told by id from now on
    std::vector<base::Id> wants{};
    bool asks_handover = false;
    bool doubted = false;  ///< it said that both hold the same, which is not so: it is told what is here
    bool operator==(const PeerView&) const = default;
  };
  /// How far an accord larger than a message has been told to a partner.
  struct Told {
    std::uint64_t height = 0;
    std::uint64_t position = 0;  ///< of the next statement
  };

  Book(store::Store& store, BookOptions options);
  base::Result<void> load(base::Instant now);
  kernel::Read reader();
  std::int64_t index_of_party() const;
  const kernel::PartnershipFact& partnership_fact();

  // arrivals
  /// Where a statement stands when it comes: new here, or already in the store as pending or held.
  enum class From { outside, store, held };
  void receive_all(const std::vector<base::Bytes>& statements, base::Instant now);
  base::Result<bool> take(statement::Statement statement, base::Instant now, From from);
  base::Result<bool> take_one(statement::Statement statement, base::Instant now, From from);
  void hold(statement::Statement statement, const base::Refusal& why, From from);
  void add_pending(const statement::SignedStatement& act, base::Instant now, From from);
  /// Whether it is here, pending or agreed, judged yet or not.
  bool is_here(const base::Id& id);
  void keep_case_heads(const statement::Statement& act);
  /// Judges what is pending and was not judged yet. Every call from outside ends with it, so that nobody else
  /// sees what is not; in between, what comes together with the accord over it is judged once, there.
  void judge_pending(base::Instant now);
  void judge_one(const base::Id& id, base::Instant now);
  void judge_all(base::Instant now);
  /// Whose seat it is, and which key signs for a party, is asked before the rest is judged.
  void judge_keys(base::Instant now);
  void forget_judged();
  void wake(base::ByteView awaited);
  void wake_for(const statement::Statement& act);
  bool forks_deeper(const statement::Statement& act);
  base::Result<statement::Content> content_of(const Draft& draft, base::Instant now);
  std::vector<base::Id> seen_before(const Draft& draft) const;
  base::Result<std::optional<Signed>> signed_before(const Draft& draft, const base::Hash& content);
  kernel::Context provisional_context(base::Instant now) const;

  // candidates (book_candidate.cpp)
  std::vector<sync::Loose> loose() const;
  base::Result<std::vector<statement::SignedStatement>> closure(const std::vector<sync::SeatTip>& tips);
  Candidate* candidate(const sync::AccordPaper& paper);
  /// Keeps the signatures of a note that fit the candidate.
  void add_signatures(Candidate& candidate, const merkle::Note& note);
  /// Orders, judges and hashes the candidate's batch; its `found` is the point that follows. Refusals:
  /// bad_accord; later_cited, local_marking, local_upgrade: it cannot be judged here, or not yet.
  base::Result<void> compute(Candidate& candidate);
  base::Result<kernel::Fold> judge_batch(Candidate& candidate);
  sync::AccordPaper paper_of(const Candidate& c) const;

  // accords (book_accord.cpp)
  std::uint64_t current_attempt() const;
  void propose(base::Instant now);
  std::vector<sync::Loose> next_batch() const;
  std::unordered_set<base::Id, base::FixedHasher> not_taken() const;
  std::unique_ptr<Candidate> proposal(std::uint64_t attempt, base::Instant now);
  void consider(base::Instant now);
  void consider_one(Candidate& candidate, base::Instant now);
  std::optional<kernel::Decline> objection(const Candidate& candidate, base::Instant now) const;
  void give_up_waiting(base::Instant now);
  bool try_finish(Candidate& candidate, base::Instant now);
  void finish(Candidate& candidate, const std::string& note, base::Instant now);
  void commit_fold(const Candidate& candidate, const std::string& note);
  void take_final(const sync::AccordPaper& paper, base::Instant now);
  void forget_height();

  // votes (book_votes.cpp)
  bool may_sign_accords() const;
  /// Some root act that is known here names the key that this node would sign accords with. A promise under
  /// another could be checked by nobody.
  bool accord_key_named() const;
  std::set<std::uint64_t> ended_attempts() const;
  void cosign(Candidate& candidate);
  void decline(std::uint64_t attempt, base::Code reason, std::optional<base::Id> difference = {});
  void keep_vote(std::uint64_t attempt, std::string_view kind, base::Bytes paper);
  base::Result<void> load_votes();
  /// The party's accord keys that count for its papers now: the agreed one and those that pending acts bring.
  std::vector<base::PublicKey> accord_keys_of(const std::string& party);
  void keep_keys_of(const statement::Statement& act);
  void take_cosignatures(std::string_view note_text);
  void take_decline(std::string_view note_text);
  void record_cosigned(const std::string& party, const base::PublicKey& key, const kernel::AccordPoint& point,
                       const base::Hash& hash, const std::string& note);
  void record_declined(const std::string& party, const base::PublicKey& key, std::uint64_t attempt,
                       const std::string& note);
  void heed_marking(const std::string& party, const kernel::Decline& said);
  void accuse(const std::string& party, std::uint64_t attempt, std::string_view first,
              std::string_view second);
  /// Who cosigned past an attempt of its own that nobody is known to have declined.
  std::optional<std::string> skipped_decline() const;
  void heed_standing();

  // what this node does not remember (book_memory.cpp)
  base::Result<void> load_memory();
  base::Result<void> load_heard();
  /// Its own accord key signed that, and no vote of it is kept here.
  void notice_vote(const std::string& party, const base::PublicKey& key, std::uint64_t attempt,
                   std::string_view kind);
  void notice_act(const statement::Statement& act);
  void notice(std::string what, const std::optional<base::KeyId>& seat, bool accord_key);
  void pardon_accord_key();
  void keep_memory();
  base::Result<void> may_sign(const base::KeyId& seat);

  // messages (book_sync.cpp, book_ground.cpp)
  PeerView view_of(const sync::NodeName& name) const;
  void keep_view(const sync::NodeName& name, PeerView view);
  bool takes_from(const statement::PartyCode& party, const std::string& node) const;
  /// True: all that is final here has been told.
  bool add_finals(sync::Exchange& out, const sync::NodeName& to, const PeerView& peer, std::size_t max_bytes);
  bool has_batch(const sync::NodeName& to, const PeerView& peer, std::uint64_t from,
                 std::uint64_t until) const;
  std::vector<base::Id> wants_of(const std::string& partner, const PeerView& peer);
  void note_brought(const std::string& partner, const sync::Exchange& message);
  std::vector<sync::Loose> not_brought(const std::string& partner, const PeerView& peer,
                                       std::vector<sync::Loose> loose) const;
  void take_alike(const sync::Exchange& message, PeerView& view) const;
  void add_statements(sync::Exchange& out, const PeerView& peer, const std::vector<sync::Loose>& loose,
                      std::size_t max_bytes);
  void add_wanted(sync::Exchange& out, const PeerView& peer, std::size_t max_bytes);
  std::vector<sync::Loose> loose_and_held() const;
  sync::CommonGround ground(std::uint64_t base);
  const std::vector<std::pair<base::KeyId, std::uint64_t>>& agreed_seats();
  std::string awaited_paper() const;

  void write_handover();
  /// Forgets everything but the peers, so that load() starts from the store again.
  void reset();

  store::Store& store_;
  BookOptions options_;
  OwnLawCheck own_law_;
  store::Commit commit_;
  std::uint64_t news_ = 1;

  // agreed
  base::Id partnership_;
  kernel::AccordPoint head_;  // the last final accord
  base::Hash head_hash_;
  merkle::Frontier frontier_;
  kernel::Facts agreed_;  // a cache of the store's facts

  // pending and held
  kernel::Facts provisional_{&agreed_};
  std::unordered_map<base::Id, Pending, base::FixedHasher> pending_;
  std::vector<base::Id> order_;  // of arrival; causes first
  std::size_t judged_ = 0;       // of `order_`, from its front: the rest is not in `provisional_` yet
  std::unordered_map<base::Id, statement::Statement, base::FixedHasher> held_;
  std::map<base::Bytes, std::vector<base::Id>> waiting_;  // seat or statement awaited -> held
  std::vector<base::Id> awake_;                           // held ones whose wait is over
  std::map<std::string, std::vector<base::PublicKey>>
      pending_keys_;                  // accord keys that pending acts name, by party
  std::set<base::Id> above_ceiling_;  // refused for their marking: no batch with them can be cosigned here
  std::map<std::string, statement::Marking> turned_away_;  // the least marking that a party declined
  std::unordered_map<base::Id, std::vector<base::Id>, base::FixedHasher>
      case_heads_;  // pending acts nobody follows yet
  base::Instant oldest_pending_;

  // the height being agreed
  std::map<base::Hash, std::unique_ptr<Candidate>> candidates_;            // by checkpoint hash
  std::map<std::string, kernel::Votes> votes_;                             // by party; its own are durable
  std::map<std::pair<std::uint64_t, std::string>, std::string> declines_;  // (attempt, party) -> note
  std::map<std::pair<std::uint64_t, std::string>, std::string> cosigned_notes_;  // (attempt, party) -> note
  std::set<std::string> vote_notes_;  // names of the durable notes of this height
  std::set<base::Id> wanted_;         // statements that a paper names and that are not here
  base::Instant last_proposal_{-1'000'000};
  std::uint64_t attempt_seen_ = 0;
  base::Instant attempt_since_;
  std::optional<std::string> misconduct_;
  std::set<std::pair<std::uint64_t, std::string>>
      pardoned_;  // (attempt, party) that the roots have dealt with
  std::set<std::string> handover_awaited_;
  std::optional<std::string> rolled_back_;
  std::set<base::KeyId> spent_seats_;  // they signed what is not remembered here
  std::optional<base::PublicKey> spent_accord_key_;
  std::map<sync::NodeName, PeerView> peers_;
  std::map<sync::NodeName, std::uint64_t> heard_at_;  // heights of field nodes; durable
  std::map<sync::NodeName, Told> told_;
  /// What was wanted when a partner at our height was last told what is held here, and it brought nothing
  /// since.
  std::map<std::string, std::set<base::Id>> asked_;
  /// What a partner at a greater height brought: it need not be told that back.
  std::map<std::string, std::unordered_set<base::Id, base::FixedHasher>> brought_;
  /// The agreed seats and the numbers of their last agreed acts, by key id; of the height beside it.
  std::vector<std::pair<base::KeyId, std::uint64_t>> seats_;
  std::optional<std::uint64_t> seats_at_;
};

}  // namespace palitan::node
