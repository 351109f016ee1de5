// Opening, durability, and what is known.
#include "node/book.h"

#include <algorithm>

#include <fmt/format.h>

#include "node/book_candidate.h"

namespace palitan::node {
using base::Code;
using kernel::FactPtr;

namespace {
struct FrontierNote {
  std::uint64_t size = 0;
  std::vector<base::Hash> peaks;
};
template <class A>
void describe(A& a, FrontierNote& x) {
  a.field(1, "size", x.size);
  a.field(2, "peaks", x.peaks);
}
constexpr std::string_view kFrontier = "frontier";

struct HandoverNote {
  std::vector<std::string> awaited;
};
template <class A>
void describe(A& a, HandoverNote& x) {
  a.field(1, "awaited", x.awaited);
}

base::Refusal damaged(std::string what) { return {Code::local_damaged, {}, std::move(what)}; }

/// What founding alone makes of an empty record, at the time of accord 0.
struct Founding {
  statement::SignedStatement act;
  kernel::Fold fold;
  merkle::Frontier frontier;
  kernel::AccordPoint point;
  std::string body;
  kernel::PartnershipFact partnership;
};

base::Result<Founding> fold_founding(const base::Bytes& bytes, base::Instant time) {
  auto statement = statement::decode_statement(bytes);
  if (!statement) return tl::unexpected(statement.error());
  if (statement->kind() != statement::Kind::found)
    return base::refuse(Code::bad_genesis, "not a founding statement");
  const auto body = statement::read_body<statement::Found>(statement->content());
  if (!body || body->parties.empty() || body->parties[0].roots.empty())
    return base::refuse(Code::bad_genesis, "the founding cannot be read");
  if (statement->content().made_at != time)
    return base::refuse(Code::bad_genesis, "accord 0 has the time of the founding itself");
  auto act = statement::open(std::move(*statement), body->parties[0].roots[0]);
  if (!act) return tl::unexpected(act.error());
  const kernel::Read nothing = [](const kernel::FactKey&) { return std::make_shared<const kernel::Fact>(); };
  kernel::Facts facts;
  Founding out{*act, {}, {}, {}, {}, {}};
  out.fold = kernel::fold({*act}, facts, {time, 0, kernel::kRulesVersion}, {}, nothing);
  const auto& verdict = out.fold.entries[0].verdict;
  if (verdict.code != Code::accepted)
    return base::refuse(Code::bad_genesis, base::sentence(verdict.refusal()));
  out.frontier.append(merkle::leaf_hash((*act)->id().view()));
  out.partnership = *facts.get<kernel::PartnershipFact>(kernel::partnership_key());
  out.point = {0, 0, time, body->rules_version, 1, out.frontier.root(), out.fold.results, {}};
  out.body = kernel::checkpoint_body((*act)->id(), out.point);
  return out;
}

void add_fold(store::Commit& commit, const kernel::Fold& fold, std::uint64_t first, std::uint64_t height) {
  for (std::size_t i = 0; i < fold.entries.size(); ++i) {
    const auto& entry = fold.entries[i];
    const std::uint64_t position = first + i;
    commit.appended.push_back({position, entry.act->id(), height,
                               static_cast<std::uint16_t>(entry.verdict.code), entry.verdict.clause,
                               entry.verdict.state});
    const auto date = entry.act->content().effective().legal_date();
    for (const auto& posting : entry.postings)
      commit.postings.push_back({position, entry.act->case_of(), date, posting});
  }
  for (const auto& [key, fact] : fold.changed) commit.facts.emplace_back(key, kernel::encode_fact(*fact));
}

void add_accord(store::Commit& commit, const kernel::AccordPoint& point, const merkle::Frontier& frontier,
                const sync::AccordPaper& paper) {
  commit.accords.push_back({point.height, point.size, point.time.ms, codec::encode(paper)});
  commit.notes.emplace_back(kFrontier, codec::encode(FrontierNote{frontier.size(), frontier.peaks()}));
}
}  // namespace

base::Result<std::string> Book::founding_checkpoint(const base::Bytes& founding, base::Instant time) {
  auto folded = fold_founding(founding, time);
  if (!folded) return tl::unexpected(folded.error());
  return folded->body;
}

base::Result<void> Book::found(store::Store& store, const base::Bytes& founding,
                               const std::string& note_text) {
  const auto note = merkle::parse_note(note_text);
  if (!note) return tl::unexpected(note.error());
  auto statement = statement::decode_statement(founding);
  if (!statement) return tl::unexpected(statement.error());
  const auto said = kernel::parse_checkpoint_body(statement->id(), note->text);
  if (!said) return tl::unexpected(said.error());
  const auto folded = fold_founding(founding, said->time);
  if (!folded) return tl::unexpected(folded.error());
  if (folded->point != *said)
    return base::refuse(Code::bad_genesis, "the checkpoint is not over this founding");
  if (auto all = kernel::check_final(*note, *said, folded->partnership); !all)
    return base::refuse(Code::bad_genesis, all.error().detail);
  if (store.log_size() != 0) return base::refuse(Code::refused_already, "this store holds a record");
  store::Commit commit;
  const auto& c = folded->act->content();
  commit.arrived.push_back(
      {folded->act->id(), folded->act->bytes(), c.seat, c.sequence, folded->act->case_of(), false});
  add_fold(commit, folded->fold, 0, 0);
  add_accord(commit, folded->point, folded->frontier,
             {{{c.seat, c.sequence, folded->act->id()}}, note_text, {}});
  if (auto done = store.commit(commit); !done) return base::refuse(Code::local_stopped, done.error().what);
  return {};
}

Book::Book(store::Store& store, BookOptions options) : store_(store), options_(std::move(options)) {}

Book::~Book() = default;

base::Result<std::unique_ptr<Book>> Book::open(store::Store& store, BookOptions options, base::Instant now) {
  std::unique_ptr<Book> book(new Book(store, std::move(options)));
  if (auto ok = book->load(now); !ok) return tl::unexpected(ok.error());
  return book;
}

base::Result<void> Book::load(base::Instant now) {
  // 1. The agreed head.
  const auto last = store_.last_accord();
  if (!last) return base::refuse(Code::local_not_found, "no partnership was founded in this store");
  const auto paper = codec::decode<sync::AccordPaper>(last->bytes);
  const auto note = paper ? merkle::parse_note(paper->note) : tl::unexpected(paper.error());
  if (!note) return tl::unexpected(damaged("last accord: " + note.error().detail));
  const auto founding = get<kernel::PartnershipFact>(kernel::partnership_key(), false);
  if (!founding) return tl::unexpected(damaged("no partnership fact"));
  partnership_ = founding->id;
  const auto point = kernel::parse_checkpoint_body(partnership_, note->text);
  if (!point) return tl::unexpected(damaged("last accord: " + point.error().detail));
  head_ = *point;
  head_hash_ = kernel::checkpoint_hash(note->text);
  if (founding->party(options_.party) == nullptr)
    return base::refuse(Code::refused_party, "'" + options_.party + "' is not in this partnership");
  if (founding->rules_at(head_.height + 1) > kernel::kRulesVersion) return base::refuse(Code::local_upgrade);
  // 2. The tree.
  const auto stored = store_.note(kFrontier);
  const auto peaks = stored ? codec::decode<FrontierNote>(*stored) : base::refuse(Code::local_damaged);
  auto frontier = peaks ? merkle::Frontier::from(peaks->size, peaks->peaks) : std::nullopt;
  if (!frontier || frontier->size() != head_.size || frontier->root() != head_.root)
    return tl::unexpected(damaged("the tree does not fit the last accord"));
  frontier_ = std::move(*frontier);
  // 3. What had arrived since, judged again. What was held came unchecked: a false one is left aside.
  for (auto& [id, row] : store_.pending()) {
    auto statement = statement::decode_statement(std::move(row.bytes));
    if (!statement) return tl::unexpected(damaged("pending statement " + base::to_hex(id.view())));
    const auto taken = take(std::move(*statement), now, row.held ? From::held : From::store);
    if (!taken && !row.held) return tl::unexpected(damaged(taken.error().detail));
  }
  judge_pending(now);
  // 4. What this node promised at the height being agreed, what it forgot, and what it waits for.
  if (auto ok = load_memory(); !ok) return ok;
  if (auto ok = load_votes(); !ok) return ok;
  if (auto ok = load_heard(); !ok) return ok;
  if (const auto bytes = store_.note("misconduct")) misconduct_ = std::string(base::text_of(*bytes));
  if (const auto bytes = store_.note("handover")) {
    const auto awaited = codec::decode<HandoverNote>(*bytes);
    if (!awaited) return tl::unexpected(damaged("handover"));
    handover_awaited_ = {awaited->awaited.begin(), awaited->awaited.end()};
  }
  attempt_since_ = now;
  attempt_seen_ = current_attempt();
  return {};
}

kernel::Read Book::reader() {
  return [this](const kernel::FactKey& key) -> FactPtr {
    if (auto known = agreed_.find(key)) return known;
    FactPtr fact;
    if (const auto bytes = store_.fact(key)) {
      auto decoded = kernel::decode_fact(key.kind, *bytes);
      PALITAN_CHECK(decoded.has_value());  // our own derived table: damage here must not become a verdict
      fact = std::move(*decoded);
    } else {
      fact = std::make_shared<const kernel::Fact>();
    }
    agreed_.put(key, fact);
    return fact;
  };
}

FactPtr Book::fact(const kernel::FactKey& key, bool provisional) {
  if (provisional)
    if (auto known = provisional_.find(key)) return known;
  return reader()(key);
}

const kernel::PartnershipFact& Book::partnership_fact() {
  reader()(kernel::partnership_key());
  return *agreed_.get<kernel::PartnershipFact>(kernel::partnership_key());
}

const Pending* Book::pending(const base::Id& id) const {
  const auto found = pending_.find(id);
  return found == pending_.end() ? nullptr : &found->second;
}

void Book::each_case(const std::function<void(const kernel::CaseFact&)>& each) {
  for (const auto& [key, fact] : provisional_.layer())
    if (const auto* file = kernel::fact_as<kernel::CaseFact>(fact.get())) each(*file);
  store_.each_fact(kernel::FactKind::case_file, [&](const kernel::FactKey& key, base::ByteView bytes) {
    if (provisional_.layer().contains(key)) return true;
    const auto fact = kernel::decode_fact(key.kind, bytes);
    PALITAN_CHECK(fact.has_value());
    if (const auto* file = kernel::fact_as<kernel::CaseFact>(fact->get())) each(*file);
    return true;
  });
}

ledger::Position Book::balances(bool provisional) {
  ledger::Position out;
  const auto add = [&](const kernel::FactKey& key, std::int64_t amount) {
    const auto [account, commodity] = kernel::balance_of(key);
    PALITAN_CHECK(out.add(account, commodity, amount));
  };
  std::set<kernel::FactKey> overlaid;
  if (provisional) {
    for (const auto& [key, fact] : provisional_.layer()) {
      const auto* balance = kernel::fact_as<kernel::BalanceFact>(fact.get());
      if (key.kind != kernel::FactKind::balance) continue;
      overlaid.insert(key);
      if (balance != nullptr) add(key, balance->amount);
    }
  }
  store_.each_fact(kernel::FactKind::balance, [&](const kernel::FactKey& key, base::ByteView bytes) {
    if (overlaid.contains(key)) return true;
    const auto fact = kernel::decode_fact(key.kind, bytes);
    PALITAN_CHECK(fact.has_value());
    add(key, std::get<kernel::BalanceFact>(**fact).amount);
    return true;
  });
  return out;
}

base::Outcome<void> Book::flush(base::Instant now) {
  if (commit_.empty()) return {};
  auto done = store_.commit(commit_);
  if (done && options_.committed) options_.committed(commit_);
  commit_ = {};
  if (done) {
    // A cache of what the store now holds: what is dropped is read again.
    constexpr std::size_t kCacheMax = 200'000;
    if (agreed_.size() > kCacheMax) {
      agreed_.clear();
      partnership_fact();
    }
    return {};
  }
  if (done.error().kind == base::Failure::Kind::retry) {
    // Nothing was written: go back to what the store holds. What was promised to nobody may be forgotten.
    reset();
    if (auto ok = load(now); !ok)
      return tl::unexpected(base::Failure{base::Failure::Kind::stop, ok.error().detail});
  }
  return done;
}

void Book::reset() {
  agreed_.clear();
  forget_judged();
  pending_.clear();
  order_.clear();
  held_.clear();
  waiting_.clear();
  awake_.clear();
  above_ceiling_.clear();
  turned_away_.clear();
  candidates_.clear();
  votes_.clear();
  declines_.clear();
  cosigned_notes_.clear();
  vote_notes_.clear();
  wanted_.clear();
  misconduct_.reset();
  handover_awaited_.clear();
  rolled_back_.reset();
  spent_seats_.clear();
  spent_accord_key_.reset();
  heard_at_.clear();
  seats_at_.reset();
  ++news_;
}

void Book::write_handover() {
  commit_.notes.emplace_back(
      "handover", handover_awaited_.empty()
                      ? base::Bytes{}
                      : codec::encode(HandoverNote{{handover_awaited_.begin(), handover_awaited_.end()}}));
  ++news_;
}

bool Book::must_upgrade() const {
  const auto* partnership = agreed_.get<kernel::PartnershipFact>(kernel::partnership_key());
  return partnership->rules_at(head_.height + 1) > kernel::kRulesVersion;
}

std::map<base::KeyId, std::uint64_t> Book::forks() const {
  std::map<base::KeyId, std::uint64_t> out;
  const auto add = [&](const kernel::FactKey& key, const kernel::Fact& fact) {
    const auto* seat = kernel::fact_as<kernel::SeatFact>(&fact);
    if (seat != nullptr && seat->fork_from)
      out[*base::KeyId::from(base::ByteView(key.id).first(base::KeyId::kSize))] = *seat->fork_from;
  };
  store_.each_fact(kernel::FactKind::seat, [&](const kernel::FactKey& key, base::ByteView bytes) {
    const auto fact = kernel::decode_fact(key.kind, bytes);
    PALITAN_CHECK(fact.has_value());
    add(key, **fact);
    return true;
  });
  for (const auto& [key, fact] : provisional_.layer())
    if (key.kind == kernel::FactKind::seat) add(key, *fact);
  return out;
}

/// Whose paper this height waits for, and which.
std::string Book::awaited_paper() const {
  const auto& parties = agreed_.get<kernel::PartnershipFact>(kernel::partnership_key())->parties;
  const auto attempt = current_attempt();
  const Candidate* latest = nullptr;
  for (const auto& [hash, c] : candidates_) {
    // What its proposer did not sign is no proposal, and nobody waits for what does not follow from its
    // batch.
    const auto& by = parties[kernel::proposer_of(c->point.height, c->point.attempt, parties.size())].code;
    if (!c->signatures.contains(by) || (c->computed && !c->matches())) continue;
    if (c->point.attempt >= attempt && (latest == nullptr || c->point.attempt > latest->point.attempt))
      latest = c.get();
  }
  if (latest == nullptr) {
    const auto& proposer = parties[kernel::proposer_of(head_.height + 1, attempt, parties.size())].code;
    return fmt::format("proposal by {} (attempt {})", proposer, attempt);
  }
  if (!latest->computed && !wanted_.empty())
    return fmt::format("{} statements of the proposal (attempt {})", wanted_.size(), latest->point.attempt);
  std::string missing;
  for (const auto& party : parties)
    if (!latest->signatures.contains(party.code)) missing += (missing.empty() ? "" : ", ") + party.code;
  return fmt::format("cosignature by {} (attempt {})", missing, latest->point.attempt);
}

Stall Book::stall(base::Instant) const {
  Stall out;
  out.waiting = !order_.empty() || !held_.empty() || !handover_awaited_.empty() || must_upgrade() ||
                misconduct_ || accord_key_spent();
  if (!out.waiting) return out;
  out.since = order_.empty() ? oldest_pending_ : pending_.at(order_.front()).arrived;
  for (const auto& [awaited, ids] : waiting_)
    if (const auto id = base::Id::from(awaited)) out.withheld.push_back(*id);
  for (const auto& id : wanted_)
    if (!pending_.contains(id)) out.withheld.push_back(id);
  const auto unable = [&](base::Code code, std::string waiting_for) {
    out.code = code;
    out.waiting_for = std::move(waiting_for);
  };
  if (must_upgrade())
    unable(base::Code::local_upgrade,
           fmt::format("an upgrade of this node: the rules of height {}", head_.height + 1));
  else if (misconduct_)
    unable(base::Code::local_accords_stopped, "the roots of all parties: " + *misconduct_);
  else if (!handover_awaited_.empty())
    unable(base::Code::local_handover_awaited, "handover by " + *handover_awaited_.begin());
  else if (accord_key_spent())
    unable(base::Code::local_rolled_back, "a new accord key of this party: " + *rolled_back_);
  else if (options_.accord_key != nullptr && !accord_key_named())  // forgotten, for one
    out.waiting_for = "the roots of this party: they have not named the accord key of this node";
  else if (const auto skipped = skipped_decline())
    out.waiting_for = *skipped;
  else if (order_.empty())
    out.waiting_for = above_ceiling_.empty() ? "statements that others cite"
                                             : "statements that others cite, above this node's ceiling";
  else if (!turned_away_.empty() && not_taken().size() == order_.size())
    out.waiting_for = fmt::format("{}: its node takes nothing marked {} or above",
                                  turned_away_.begin()->first, name(turned_away_.begin()->second));
  else
    out.waiting_for = awaited_paper();
  return out;
}

void Book::commit_fold(const Candidate& candidate, const std::string& note) {
  add_fold(commit_, candidate.fold, head_.size, candidate.point.height);
  // From the batch itself, so that every node keeps the same bytes whoever told it.
  std::vector<sync::Loose> batch;
  for (const auto& entry : candidate.fold.entries) {
    const auto& c = entry.act->content();
    batch.push_back({entry.act->id(), c.seat, c.sequence, *c.previous});
  }
  add_accord(commit_, candidate.point, candidate.frontier, {sync::tips_of(batch), note, {}});
}

}  // namespace palitan::node
