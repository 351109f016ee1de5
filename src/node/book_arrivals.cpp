// What comes in: drafts to sign, statements from elsewhere; held, pending, judged.
#include <algorithm>

#include "crypto/hash.h"
#include "kernel/marking.h"
#include "node/book.h"

namespace palitan::node {
using base::Code;
using statement::SignedStatement;
using statement::Statement;

namespace {
struct DraftNote {
  base::Id id;
  base::Hash content;
};
template <class A>
void describe(A& a, DraftNote& x) {
  a.field(1, "id", x.id);
  a.field(2, "content", x.content);
}

struct DraftContent {
  base::KeyId seat;
  statement::Kind kind = statement::Kind::close;
  std::optional<base::Id> case_id;
  base::Bytes body;
  std::optional<base::Instant> at;
  std::int32_t offset = 0;
  statement::Marking marking = statement::Marking::unclassified;
  std::vector<statement::Attachment> attachments;
};
template <class A>
void describe(A& a, DraftContent& x) {
  a.field(1, "seat", x.seat);
  a.field(2, "kind", x.kind);
  a.field(3, "case", x.case_id);
  a.field(4, "body", x.body);
  a.field(5, "at", x.at);
  a.field(6, "offset", x.offset);
  a.field(7, "marking", x.marking);
  a.field(8, "attachments", x.attachments);
}

base::Hash hash_of(const Draft& d) {
  DraftContent content{d.seat, d.kind, d.case_id, d.body, {}, 0, d.marking, d.attachments};
  if (d.effective) {
    content.at = d.effective->at;
    content.offset = d.effective->offset_minutes;
  }
  return crypto::sha256(codec::encode(content));
}

store::ArrivedStatement arrived(const Statement& act, bool held) {
  return {act.id(), act.bytes(), act.content().seat, act.content().sequence, act.case_of(), held};
}

bool brings_keys(const Statement& act) {
  return act.kind() == statement::Kind::appoint || act.kind() == statement::Kind::change_accord_key;
}

/// A partner's clock may run a little ahead, as a proposal grants it: its act is not of the future for that.
kernel::Context granting(kernel::Context context, const Statement& act) {
  const auto at = act.content().effective_at;
  if (at > context.now && at.ms <= context.now.ms + kernel::kClockAheadMaxMs / 2) context.now = at;
  return context;
}
}  // namespace

// ---- drafts
// -------------------------------------------------------------------------------------------------------------

/// Acts of the cases concerned that nobody follows yet: named in `after`, so that every node orders them
/// first.
std::vector<base::Id> Book::seen_before(const Draft& draft) const {
  std::vector<base::Id> out;
  auto cases = statement::cited(draft.kind, draft.body);
  if (draft.case_id) cases.push_back(*draft.case_id);
  for (const auto& id : cases) {
    const auto heads = case_heads_.find(id);
    if (heads != case_heads_.end()) out.insert(out.end(), heads->second.begin(), heads->second.end());
  }
  // What the body and the case name is a cause already.
  std::erase_if(out,
                [&](const base::Id& id) { return std::find(cases.begin(), cases.end(), id) != cases.end(); });
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  if (out.size() > statement::kAfterMax) out.resize(statement::kAfterMax);
  return out;
}

base::Result<std::optional<Signed>> Book::signed_before(const Draft& draft, const base::Hash& content) {
  if (draft.key.empty()) return std::nullopt;
  const std::string name = "draft/" + draft.key;
  std::optional<base::Bytes> bytes = store_.note(name);
  for (const auto& [waiting, value] : commit_.notes)
    if (waiting == name) bytes = value;
  if (!bytes) return std::nullopt;
  const auto note = codec::decode<DraftNote>(*bytes);
  PALITAN_CHECK(note.has_value());
  if (note->content != content) return base::refuse(Code::local_draft_reused, "key '" + draft.key + "'");
  Signed out{note->id, {}};
  if (const auto* known = pending(note->id)) {
    out.verdict = known->verdict;
  } else if (const auto row = store_.statement(note->id); row && row->entry) {
    out.verdict = {static_cast<Code>(row->entry->code), row->entry->clause, row->entry->state, {}};
  }
  return out;
}

namespace {
/// A key that is no strict point signs nothing that anybody could verify: it does not get as far as a
/// statement.
base::Result<void> check_keys(const Draft& draft) {
  std::vector<base::PublicKey> keys;
  if (draft.kind == statement::Kind::appoint) {
    if (const auto body = codec::decode<statement::Appoint>(draft.body)) keys = {body->key};
  } else if (draft.kind == statement::Kind::change_accord_key) {
    if (const auto body = codec::decode<statement::ChangeAccordKey>(draft.body))
      keys = {body->accord_key, body->node_key};
  }
  for (const auto& key : keys)
    if (!crypto::is_strict_public_key(key)) return base::refuse(Code::bad_key, base::to_hex(key.view()));
  return {};
}
}  // namespace

/// The draft as its seat's next statement.
base::Result<statement::Content> Book::content_of(const Draft& draft, base::Instant now) {
  const auto no = [](std::string why) { return base::refuse(Code::local_draft, std::move(why)); };
  if (!is_valid(draft.kind) || draft.kind == statement::Kind::found)
    return no("the kind cannot be signed here");
  const auto seat = get<kernel::SeatFact>(kernel::seat_key(draft.seat), true);
  if (!seat) return base::refuse(Code::local_no_seat, "not appointed: " + base::to_hex(draft.seat.view()));
  statement::Content c;
  c.partnership = partnership_;
  c.case_id = draft.case_id;
  c.kind = static_cast<std::uint16_t>(draft.kind);
  c.sequence = seat->head_sequence + 1;
  c.previous = seat->head;
  // A change of accord key waits for nothing but its root: accords wait for it.
  if (draft.kind != statement::Kind::change_accord_key) c.after = seen_before(draft);
  std::erase(c.after, seat->head);
  c.made_at = now;
  const auto effective = draft.effective.value_or(base::Effective{now, 0});
  c.effective_at = effective.at;
  c.offset_minutes = effective.offset_minutes;
  c.marking = draft.marking;
  c.body.bytes = draft.body;
  c.attachments = draft.attachments;
  // A disclosure is marked like what it discloses.
  c.marking = std::max(c.marking, kernel::marking_of(c));
  if (auto may = kernel::check_marking(c.marking, options_.ceiling); !may) return tl::unexpected(may.error());
  if (!codec::check_canonical(draft.body, true) || draft.body.empty() || draft.body[0] >> 5 != 5)
    return no("the body is not one canonical map");
  if (auto ok = check_keys(draft); !ok) return tl::unexpected(ok.error());
  if (c.offset_minutes < -840 || c.offset_minutes > 840) return no("the offset is beyond 14 hours");
  if (c.effective_at.ms < 0 || c.effective_at.ms >= base::start_of(base::add_days(base::kDateMax, 1)).ms)
    return no("the effective time is before 1970 or after 9999");
  if (c.attachments.size() > 64) return no("more than 64 attachments");
  const auto bytes = codec::encode(c);
  if (bytes.size() > statement::kStatementMax - 128) return base::refuse(Code::bad_too_large);
  if (const auto again = codec::decode<statement::Content>(bytes); !again) return no(again.error().detail);
  return c;
}

base::Result<Signed> Book::sign(const Draft& draft, const crypto::KeyPair& key, base::Instant now) {
  // 1. Said before? Then the answer is the same.
  const auto content_hash = hash_of(draft);
  auto before = signed_before(draft, content_hash);
  if (!before) return tl::unexpected(before.error());
  if (*before) return **before;
  // 2. Number it under its seat.
  PALITAN_CHECK(crypto::key_id(key.public_key) == draft.seat);
  if (must_upgrade()) return base::refuse(Code::local_upgrade);
  PALITAN_CHECK(judged_ == order_.size());
  if (auto may = may_sign(draft.seat); !may) return tl::unexpected(may.error());
  if (own_law_)
    if (auto ok = own_law_(draft, now); !ok) return tl::unexpected(ok.error());
  auto content = content_of(draft, now);
  if (!content) return tl::unexpected(content.error());
  // 3. Sign, and judge before anybody can see it.
  const auto act = statement::sign(std::move(*content), key);
  kernel::load(*act, provisional_, reader());
  if (auto missing = kernel::missing_cause(*act, provisional_)) return tl::unexpected(*missing);
  kernel::Facts trial(&provisional_);
  auto effects = kernel::step(act, trial, provisional_context(now), reader());
  const bool refused = base::family(effects.verdict.code) == base::Family::refused;
  if (refused && !draft.insist) return tl::unexpected(effects.verdict.refusal());
  // 4. Take it in: one commit holds the statement and the draft's key.
  for (const auto& [fact_key, fact] : effects.facts) provisional_.put(fact_key, fact);
  if (order_.empty()) oldest_pending_ = now;
  pending_.emplace(act->id(), Pending{act, effects.verdict, now});
  order_.push_back(act->id());
  judged_ = order_.size();
  keep_case_heads(*act);
  keep_keys_of(*act);
  commit_.arrived.push_back(arrived(*act, false));
  if (!draft.key.empty())
    commit_.notes.emplace_back("draft/" + draft.key, codec::encode(DraftNote{act->id(), content_hash}));
  wake_for(*act);
  ++news_;
  return Signed{act->id(), effects.verdict};
}

kernel::Context Book::provisional_context(base::Instant now) const {
  const auto* partnership = agreed_.get<kernel::PartnershipFact>(kernel::partnership_key());
  return {std::max(now, head_.time), head_.height + 1, partnership->rules_at(head_.height + 1)};
}

// ---- statements from elsewhere
// ------------------------------------------------------------------------------------------

base::Result<bool> Book::receive(base::Bytes bytes, base::Instant now) {
  auto statement = statement::decode_statement(std::move(bytes));
  if (!statement) return tl::unexpected(statement.error());
  auto taken = take(std::move(*statement), now, From::outside);
  judge_pending(now);
  return taken;
}

base::Result<bool> Book::take(Statement statement, base::Instant now, From from) {
  auto taken = take_one(std::move(statement), now, from);
  // What waited for it may now go on, and so on; without recursion, since a chain may be long.
  while (!awake_.empty()) {
    const auto id = awake_.back();
    awake_.pop_back();
    const auto found = held_.find(id);
    if (found == held_.end()) continue;
    auto next = std::move(found->second);
    held_.erase(found);
    // A held one whose signature turns out false is forgotten in memory; its bytes do no harm in the store.
    (void)take_one(std::move(next), now, From::held);
  }
  return taken;
}

base::Result<bool> Book::take_one(Statement statement, base::Instant now, From from) {
  const auto id = statement.id();
  if (id == partnership_ || pending_.contains(id) || held_.contains(id)) return false;
  if (statement.content().partnership != partnership_) return base::refuse(Code::bad_partnership);
  if (must_upgrade()) return base::refuse(Code::local_upgrade);
  // What is in the store already came in under an earlier ceiling: it stays.
  if (from == From::outside) {
    if (auto may = kernel::check_marking(kernel::marking_of(statement.content()), options_.ceiling); !may) {
      above_ceiling_.insert(id);
      return tl::unexpected(may.error());
    }
  }
  if (is_here(id)) return false;
  const auto known = fact(kernel::seat_key(statement.content().seat), true);
  const auto* seat = kernel::fact_as<kernel::SeatFact>(known.get());
  if (const auto missing = kernel::missing_cause(statement, seat != nullptr,
                                                 [this](const base::Id& cause) { return is_here(cause); })) {
    // A bad signature is refused as soon as the key is known, also for one that must wait.
    if (seat != nullptr) {
      auto copy = statement::decode_statement(statement.bytes());
      if (auto opened = statement::open(std::move(*copy), seat->key); !opened)
        return tl::unexpected(opened.error());
      if (from == From::outside) notice_act(statement);
    }
    if (held_.size() >= options_.held_max)
      return base::refuse(Code::local_busy, "too many acts wait for others");
    hold(std::move(statement), *missing, from);
    return true;
  }
  auto act = from == From::store ? statement::reopen(std::move(statement))
                                 : statement::open(std::move(statement), seat->key);
  if (!act) return tl::unexpected(act.error());
  if (from != From::store) notice_act(**act);
  add_pending(*act, now, from);
  return true;
}

bool Book::is_here(const base::Id& id) {
  if (pending_.contains(id)) return true;
  const auto agreed = fact(kernel::statement_key(id), false);
  return kernel::fact_as<kernel::StatementFact>(agreed.get()) != nullptr;
}

void Book::hold(Statement statement, const base::Refusal& why, From from) {
  const auto awaited = base::from_hex(why.detail);
  PALITAN_CHECK(awaited.has_value());
  waiting_[*awaited].push_back(statement.id());
  if (from == From::outside) commit_.arrived.push_back(arrived(statement, true));
  const auto id = statement.id();
  held_.emplace(id, std::move(statement));
  ++news_;
}

void Book::add_pending(const SignedStatement& act, base::Instant now, From from) {
  if (from == From::outside) commit_.arrived.push_back(arrived(*act, false));
  if (from == From::held) commit_.unheld.push_back(act->id());
  if (order_.empty()) oldest_pending_ = now;
  // What stands here until it is judged is seen only where the rules in force are not known.
  pending_.emplace(act->id(), Pending{act, {Code::local_upgrade, {}, 0, {}}, now});
  order_.push_back(act->id());
  ++news_;
  if (brings_keys(*act)) judge_pending(now);
  wake_for(*act);
}

void Book::judge_pending(base::Instant now) {
  if (judged_ == order_.size() || must_upgrade()) return;
  if (judged_ == 0) return judge_all(now);
  for (; judged_ < order_.size(); ++judged_) {
    const auto& id = order_[judged_];
    if (forks_deeper(*pending_.at(id).act)) return judge_all(now);  // what was judged stands differently now
    judge_one(id, now);
  }
}

void Book::judge_one(const base::Id& id, base::Instant now) {
  auto& entry = pending_.at(id);
  const auto& act = entry.act;
  entry.verdict = kernel::step(act, provisional_, granting(provisional_context(now), *act), reader()).verdict;
  keep_case_heads(*act);
  keep_keys_of(*act);
}

/// Does this act fork its seat further down than is known? Only then must the others be judged again.
bool Book::forks_deeper(const Statement& act) {
  const auto sequence = act.content().sequence;
  const auto known = fact(kernel::seat_key(act.content().seat), true);
  const auto* seat = kernel::fact_as<kernel::SeatFact>(known.get());
  return seat != nullptr && sequence <= seat->head_sequence &&
         (!seat->fork_from || sequence < *seat->fork_from);
}

void Book::judge_all(base::Instant now) {
  forget_judged();
  std::vector<SignedStatement> acts;
  acts.reserve(order_.size());
  for (const auto& id : order_) acts.push_back(pending_.at(id).act);
  const auto read = reader();
  auto unmarked = kernel::forks_in(acts, provisional_, read);
  for (const auto& act : acts) {
    const auto fork = unmarked.find(act->content().seat);
    if (fork != unmarked.end() && kernel::mark_fork(fork->first, fork->second, provisional_, read))
      unmarked.erase(fork);
    judge_one(act->id(), now);
  }
  judged_ = order_.size();
}

void Book::judge_keys(base::Instant now) {
  const auto brings = [this](const base::Id& id) { return brings_keys(*pending_.at(id).act); };
  if (std::any_of(order_.begin() + static_cast<std::ptrdiff_t>(judged_), order_.end(), brings))
    judge_pending(now);
}

void Book::forget_judged() {
  provisional_.clear();
  case_heads_.clear();
  pending_keys_.clear();
  judged_ = 0;
}

void Book::keep_case_heads(const Statement& act) {
  auto& heads = case_heads_[act.case_of()];
  const auto before = statement::causes(act);
  std::erase_if(heads,
                [&](const base::Id& id) { return std::binary_search(before.begin(), before.end(), id); });
  heads.push_back(act.id());
}

void Book::wake_for(const Statement& act) {
  wake(act.id().view());
  if (act.kind() == statement::Kind::appoint) {
    if (const auto body = statement::read_body<statement::Appoint>(act.content()))
      wake(crypto::key_id(body->key).view());
  } else if (act.kind() == statement::Kind::change_accord_key) {
    const auto body = statement::read_body<statement::ChangeAccordKey>(act.content());
    if (!body) return;
    wake(crypto::key_id(body->accord_key).view());
    wake(crypto::key_id(body->node_key).view());
  }
}

void Book::wake(base::ByteView awaited) {
  const auto found = waiting_.find(base::Bytes(awaited.begin(), awaited.end()));
  if (found == waiting_.end()) return;
  awake_.insert(awake_.end(), found->second.begin(), found->second.end());
  waiting_.erase(found);
}

}  // namespace palitan::node
