// For tests and benchmarks: a small real record, every act signed, every accord cosigned. Keys come from
// names, time from a counter, so that one script always gives one record.
#pragma once
#include <algorithm>

#include <deque>

#include "base/money.h"
#include "crypto/hash.h"
#include "kernel/accord.h"
#include "kernel/batch.h"
#include "merkle/tree.h"

namespace palitan::kernel::kit {

using base::Code;
using base::Id;
using statement::Means;
using statement::Role;

inline crypto::KeyPair key_named(std::string_view name) {
  return crypto::key_pair_from_seed(crypto::sha256(base::view_of(name)).raw);
}

/// One seat: its key and where its chain stands.
struct Office {
  std::string party;
  crypto::KeyPair key;
  Id head;  ///< its appointment before the first act
  std::uint64_t sequence = 0;
  base::KeyId seat() const { return crypto::key_id(key.public_key); }
};

/// How an act differs from the plain one.
struct As {
  std::optional<Id> in{};  ///< its case
  std::optional<base::Date> on{};
  std::vector<Id> after{};  ///< beside the last act of the case, which is named as a node would
  bool blind = false;       ///< has not seen the last act of the case
  std::optional<std::uint64_t> sequence{};
  std::optional<Id> previous{};
  std::vector<statement::Attachment> attached{};
};

/// An act and what the kernel said of it.
struct Done {
  Id id;
  Verdict verdict;
  std::vector<ledger::Posting> postings;
  base::Bytes bytes;
  Code code() const { return verdict.code; }
};

/// "refused_side (account): the other side answers": all that a refusal says.
inline std::string told(const Verdict& verdict) {
  return std::string(base::name(verdict.code)) + " (" + verdict.clause + "): " + verdict.detail;
}
inline std::string told(const Done& done) { return told(done.verdict); }

struct Accord {
  std::vector<statement::SignedStatement> acts;  ///< in log order
  AccordPoint point;
  std::string note;
};

/// A clause is named by its key and never said in words, whatever the rule: it enters the results hash
/// (spec/refusals.md).
inline bool leans_on_a_key(const Verdict& verdict) {
  return std::all_of(verdict.clause.begin(), verdict.clause.end(),
                     [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
}

inline base::Date day(int days) { return {20'780 + days}; }  ///< day(0) is 2026-11-23

inline terms::Instrument plain_instrument(std::vector<std::string> parties) {
  using terms::Certainty;
  const std::vector<Means> both = {Means::reimbursement, Means::replacement_in_kind};
  terms::Instrument x;
  x.name = "plain-acsa";
  x.title = "Plain agreement";
  x.parties = std::move(parties);
  for (const auto* key : {"annex-ammunition", "annex-fuel", "art-1", "art-2", "art-4", "art-5", "claims"})
    x.clauses.push_back({key, "made up", Certainty::assumed});
  x.activities = {{"exercise", "art-1"}, {"relief", "art-1"}};
  x.categories = {{"ammunition", "annex-ammunition", both},
                  {"food", "art-2", {Means::reimbursement}},
                  {"fuel", "annex-fuel", both}};
  x.exclusions = {{"jpn", "ammunition", "annex-ammunition"}};
  x.clocks = {{Means::reimbursement, 60, "art-4"}};
  x.in_force_clause = "art-5";
  x.claim_days = 10;
  x.claim_clause = "claims";
  return x;
}

inline statement::OrderLine line(std::uint32_t number, std::string category, std::string item,
                                 std::int64_t units, std::string unit, Means means,
                                 std::optional<statement::Price> price = {}) {
  return {number, std::move(category), std::move(item), {}, units * base::kMicro, std::move(unit), means,
          price};
}
/// 100 litres of fuel at 150 yen, to be paid.
inline statement::OrderLine paid_fuel(std::int64_t litres = 100, std::int64_t yen = 150,
                                      std::int64_t per = 1) {
  return line(1, "fuel", "F-76", litres, "LTR", Means::reimbursement, statement::Price{yen, per});
}
/// 100 litres of fuel, to be replaced.
inline statement::OrderLine lent_fuel(std::int64_t litres = 100) {
  return line(1, "fuel", "F-76", litres, "LTR", Means::replacement_in_kind);
}

class Record {
 public:
  struct Options {
    std::vector<std::string> parties = {"jpn", "phl"};
    std::size_t roots = 1;
    std::uint32_t threshold = 1;
    bool open_house = false;  ///< see open_house()
  };
  explicit Record(Options options) : options_(std::move(options)) {
    found();
    if (options_.open_house) open_house();
  }
  Record(const Record&) = delete;  // its facts point at one another
  Record& operator=(const Record&) = delete;
  Record() : Record(Options{}) {}

  // ---- who and what stands ----
  const Id& partnership() const { return partnership_; }
  const std::vector<Accord>& accords() const { return accords_; }
  const Facts& facts() const { return provisional_; }
  const Facts& agreed() const { return agreed_; }
  base::Instant now() const { return now_; }
  void pass_days(int days) { now_.ms += days * base::kDayMs; }
  base::Date today() const { return {static_cast<std::int32_t>(now_.ms / base::kDayMs)}; }
  template <class T>
  const T* get(const FactKey& key) {
    if (provisional_.find(key) == nullptr) provisional_.put(key, absent());
    return provisional_.get<T>(key);
  }
  const OrderFact& order(const Id& id) { return *get<CaseFact>(case_key(id))->order; }
  std::int64_t balance(ledger::AccountKind kind, std::string holder, std::string other,
                       std::string_view commodity) {
    const auto* fact = get<BalanceFact>(balance_key({kind, std::move(holder), std::move(other)}, commodity));
    return fact != nullptr ? fact->amount : 0;
  }
  Office& root(std::string_view party, std::size_t i = 0) {
    return offices_.at(std::string(party) + " root " + std::to_string(i));
  }
  /// "registrar" and "desk" after open_house().
  Office& office(std::string_view party, std::string_view name = "desk") {
    return offices_.at(std::string(party) + " " + std::string(name));
  }
  const crypto::KeyPair& accord_key(const std::string& party) const { return accord_keys_.at(party); }
  void set_accord_key(const std::string& party, crypto::KeyPair key) {
    accord_keys_.insert_or_assign(party, std::move(key));
  }
  const Id& instrument() const { return instrument_; }
  const Id& activity() const { return activity_; }

  // ---- acts ----
  /// Signs, judges provisionally and keeps it for the next accord.
  template <class Body>
  Done act(Office& who, const Body& body, const As& as = {}) {
    return raw_act(who, static_cast<std::uint16_t>(statement::kKindOf<Body>), codec::encode(body), as);
  }
  Done raw_act(Office& who, std::uint16_t kind, const base::Bytes& body, const As& as = {}) {
    auto act = sign(who, kind, body, as);
    who.sequence = act->content().sequence;
    who.head = act->id();
    return take(std::move(act));
  }
  /// Signs and keeps nothing: for branches of a fork.
  statement::SignedStatement sign(const Office& who, std::uint16_t kind, const base::Bytes& body,
                                  const As& as) {
    statement::Content c;
    c.partnership = partnership_;
    const bool of_partnership = kind < 10;
    c.case_id = as.in || !of_partnership ? as.in : std::optional(partnership_);
    c.kind = kind;
    c.sequence = as.sequence.value_or(who.sequence + 1);
    c.previous = as.previous.value_or(who.head);
    c.after = as.after;
    if (const auto last = as.in ? last_of_.find(*as.in) : last_of_.end(); last != last_of_.end() && !as.blind)
      c.after.push_back(last->second);
    std::sort(c.after.begin(), c.after.end());
    c.made_at = now_;
    c.effective_at = as.on ? base::start_of(*as.on) : now_;
    c.attachments = as.attached;
    c.body = {body};
    return statement::sign(std::move(c), who.key);
  }
  template <class Body>
  statement::SignedStatement sign(const Office& who, const Body& body, const As& as = {}) {
    return sign(who, static_cast<std::uint16_t>(statement::kKindOf<Body>), codec::encode(body), as);
  }
  /// Judges on top of what is known and keeps it for the next accord.
  Done take(statement::SignedStatement act) {
    auto effects = step(act, provisional_, {now_, accords_.size(), kRulesVersion}, none());
    PALITAN_CHECK(leans_on_a_key(effects.verdict));
    pending_.push_back(act);
    last_of_[act->case_of()] = act->id();
    return {act->id(), std::move(effects.verdict), std::move(effects.postings), act->bytes()};
  }
  /// Everything pending becomes agreed. Gives the fold, so that tests see the final verdicts.
  Fold accord(std::uint64_t attempt = 0) {
    now_.ms += 1'000;
    AccordPoint point;
    point.height = accords_.size();
    point.attempt = attempt;
    point.time = now_;
    point.size = accords_.back().point.size + pending_.size();
    point.previous = checkpoint_hash(checkpoint_body(partnership_, accords_.back().point));
    const auto proposer = proposer_of(point.height, attempt, options_.parties.size());
    auto ordered = canonical_order(std::move(pending_), proposer, agreed_, none());
    PALITAN_CHECK(ordered.has_value());
    return finish(std::move(*ordered), point);
  }

  Office& appoint(Office& by, std::string_view name, std::vector<Role> roles,
                  std::vector<statement::Money> limits = {{1'000'000'000'000, "JPY"}}) {
    const auto full = by.party + " " + std::string(name);
    statement::Appoint body{
        key_named(full).public_key, std::string(name), "someone", "a unit", std::move(roles),
        std::move(limits),          day(-300),         day(3000), {},       {}};
    body.endorsements = endorse(by, body);
    const auto done = act(by, body);
    return offices_.emplace(full, Office{by.party, key_named(full), done.id, 0}).first->second;
  }
  /// What the further roots of the party sign for the next act of `by`; nothing where one is enough.
  template <class Body>
  std::vector<statement::Endorsement> endorse(const Office& by, const Body& body,
                                              std::optional<std::size_t> roots = {}) {
    std::vector<statement::Endorsement> out;
    statement::Content c;
    c.partnership = partnership_;
    c.kind = static_cast<std::uint16_t>(statement::kKindOf<Body>);
    c.seat = by.seat();
    c.sequence = by.sequence + 1;
    for (std::size_t i = 1; i < roots.value_or(options_.threshold); ++i) {
      const auto& root_key = root(by.party, i).key;
      out.push_back({root_key.public_key, crypto::sign(root_key, statement::root_act_message(c, body))});
    }
    return out;
  }
  /// Registrars, one desk with every role for each party, an instrument in force, an exercise; all agreed.
  void open_house() {
    for (const auto& party : options_.parties)
      appoint(appoint(root(party), "registrar", {Role::registrar}), "desk",
              {Role::custodian, Role::requester, Role::approver, Role::issuer, Role::receiver, Role::biller,
               Role::payer});
    auto& first = office(options_.parties[0]);
    instrument_ =
        act(first, statement::ProposeInstrument{terms::write(plain_instrument(options_.parties))}).id;
    activity_ = act(first, statement::OpenActivity{"exercise", "Balikatan", options_.parties, day(-20),
                                                   day(400), "Subic"})
                    .id;
    for (const auto& party : options_.parties) {
      act(office(party), statement::RatifyInstrument{day(-30), {}}, {.in = instrument_});
      if (&office(party) != &first) act(office(party), statement::ConcurActivity{}, {.in = activity_});
    }
    accord();
  }
  statement::Request request_of(std::vector<statement::OrderLine> lines) const {
    return {instrument_, activity_, "jpn", "phl", "JPY", std::move(lines), "Subic", {}, {}, {}};
  }
  /// phl asks, jpn offers, phl accepts. The order's id.
  Id accepted_order(const std::vector<statement::OrderLine>& lines, std::int64_t total) {
    const auto order_id = act(office("phl"), request_of(lines)).id;
    const auto offer = act(office("jpn"), statement::Offer{lines, total, {}}, {.in = order_id}).id;
    act(office("phl"), statement::Accept{offer, total}, {.in = order_id});
    return order_id;
  }
  Id issue(const Id& order_id, std::int64_t units, std::uint32_t number = 1) {
    return act(office("jpn"), statement::Issue{{{number, units * base::kMicro, {}}}, {}, {}},
               {.in = order_id})
        .id;
  }
  Done receive(const Id& order_id, const Id& issue_id, std::int64_t units, std::uint32_t number = 1) {
    return act(office("phl"),
               statement::Receive{issue_id, {{number, units * base::kMicro, 0, {}, {}}}, {}, {}},
               {.in = order_id});
  }
  /// Asked, issued, received, billed, paid, confirmed, closed: 9 acts.
  Id whole_order() {
    const auto id = accepted_order({paid_fuel()}, 15'000);
    receive(id, issue(id, 100), 100);
    const auto bill =
        act(office("jpn"),
            statement::Invoice{
                {{1, 100 * base::kMicro, 15'000, false}}, 15'000, base::add_days(today(), 60), "1"},
            {.in = id})
            .id;
    const auto pay = act(office("phl"), statement::Pay{bill, {15'000, "JPY"}, "wire"}, {.in = id}).id;
    act(office("jpn"), statement::Confirm{pay}, {.in = id});
    act(office("phl"), statement::Close{}, {.in = id});
    return id;
  }

  static const FactPtr& absent() {
    static const FactPtr kAbsent = std::make_shared<const Fact>();
    return kAbsent;
  }
  static const Read& none() {
    static const Read kNone = [](const FactKey&) { return absent(); };
    return kNone;
  }

 private:
  void found() {
    statement::Found body;
    for (const auto& code : options_.parties) {
      statement::Party party{code, code + " forces", options_.threshold, {}, {}, {}};
      for (std::size_t i = 0; i < options_.roots; ++i) {
        const auto name = code + " root " + std::to_string(i);
        offices_.emplace(name, Office{code, key_named(name), {}, 0});
        party.roots.push_back(root(code, i).key.public_key);
      }
      party.accord_key = accord_keys_.emplace(code, key_named(code + " accord")).first->second.public_key;
      party.node_key = key_named(code + " node").public_key;
      body.parties.push_back(std::move(party));
    }
    statement::Content c;
    c.kind = static_cast<std::uint16_t>(statement::Kind::found);
    c.made_at = c.effective_at = now_;
    const auto encoded = codec::encode(body);
    c.body = {encoded};
    auto& founder = root(options_.parties[0]);
    const auto founding = statement::sign(std::move(c), founder.key);
    partnership_ = founding->id();
    for (auto& [name, who] : offices_) who.head = partnership_;
    founder.sequence = 1;
    AccordPoint point;
    point.time = now_;
    point.size = 1;
    finish({founding}, point);
  }
  Fold finish(std::vector<statement::SignedStatement> ordered, AccordPoint point) {
    for (const auto& act : ordered) frontier_.append(merkle::leaf_hash(act->id().view()));
    point.root = frontier_.root();
    auto out = fold(ordered, agreed_, {point.time, point.height, point.rules}, results_, none());
    results_ = point.results = out.results;
    const auto body = checkpoint_body(partnership_, point);
    merkle::Note note{body, {}};
    for (const auto& party : options_.parties) {
      if (point.height > 0)
        note.signatures.push_back(cosign_accord(accord_keys_.at(party), party, point, body));
      for (std::size_t i = 0; point.height == 0 && i < options_.roots; ++i)
        note.signatures.push_back(merkle::cosign(root(party, i).key, root_key_name(party, i),
                                                 static_cast<std::uint64_t>(point.time.ms / 1000), body));
    }
    PALITAN_CHECK(check_final(note, point, *agreed_.get<PartnershipFact>(partnership_key())).has_value());
    accords_.push_back({std::move(ordered), point, merkle::format(note)});
    pending_.clear();
    provisional_.clear();
    return out;
  }

  Options options_;
  std::map<std::string, Office, std::less<>> offices_;
  std::map<std::string, crypto::KeyPair> accord_keys_;
  base::Instant now_ = base::start_of(day(0));
  Id partnership_;
  Id instrument_;
  Id activity_;
  Facts agreed_;
  Facts provisional_{&agreed_};
  std::vector<statement::SignedStatement> pending_;
  std::vector<Accord> accords_;
  std::map<Id, Id> last_of_;  ///< case -> its last act
  merkle::Frontier frontier_;
  base::Hash results_;
};

}  // namespace palitan::kernel::kit
