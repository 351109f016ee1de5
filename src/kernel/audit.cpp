#include "kernel/audit.h"

#include <algorithm>
#include <unordered_set>

#include <fmt/format.h>

#include "kernel/case_books.h"
#include "kernel/marking.h"

namespace palitan::kernel {
namespace {
using base::Code;
using statement::Kind;

tl::unexpected<Fault> fault(const AuditAccord& accord, base::Refusal why) {
  return tl::unexpected(Fault{std::move(why), accord.height, {}, {}});
}
tl::unexpected<Fault> fault_at(const AuditAccord& accord, std::size_t index, const base::Id& id,
                               base::Refusal why) {
  return tl::unexpected(Fault{std::move(why), accord.height, accord.position + index, id});
}
base::Refusal broken(Code code, std::string detail) { return {code, {}, std::move(detail)}; }

const statement::Statement& content_of(const AuditAct& act) {
  return act.checked ? **act.checked : *act.decoded;
}
}  // namespace

std::string sentence(const Fault& fault) {
  std::string where = fmt::format("accord {}", fault.height);
  if (fault.position) where += fmt::format(", place {}", *fault.position);
  if (fault.statement) where += ", statement " + base::to_hex(fault.statement->view());
  return where + ": " + base::sentence(fault.why);
}

Audited<AuditAccord> decode_accord(std::uint64_t height, std::uint64_t position,
                                   std::vector<base::Bytes> statements, std::string_view note) {
  AuditAccord out{height, position, {}, {}};
  auto parsed = merkle::parse_note(note);
  if (!parsed) return fault(out, parsed.error());
  out.note = std::move(*parsed);
  out.acts.reserve(statements.size());
  for (auto& bytes : statements) {
    auto act = statement::decode_statement(std::move(bytes));
    if (!act) return tl::unexpected(Fault{act.error(), height, position + out.acts.size(), {}});
    out.acts.push_back({std::move(*act), {}, {}});
  }
  return out;
}

void AuditKeys::learn(const AuditAccord& accord) {
  const auto add = [this](const base::PublicKey& key) {
    auto& known = keys_[crypto::key_id(key)];
    if (std::find(known.begin(), known.end(), key) == known.end()) known.push_back(key);
  };
  for (const auto& act : accord.acts) {
    const auto& s = content_of(act);
    if (s.kind() == Kind::appoint) {
      if (const auto body = statement::read_body<statement::Appoint>(s.content())) add(body->key);
    } else if (s.kind() == Kind::change_accord_key) {
      if (const auto body = statement::read_body<statement::ChangeAccordKey>(s.content())) {
        add(body->accord_key);
        add(body->node_key);
      }
    } else if (s.kind() == Kind::found) {
      if (const auto body = statement::read_body<statement::Found>(s.content()))
        for (const auto& party : body->parties) {
          for (const auto& root : party.roots) add(root);
          add(party.accord_key);  // no seat for acts, yet what it signs stands in the log as refused
          add(party.node_key);
        }
    }
  }
}

std::span<const base::PublicKey> AuditKeys::of(const base::KeyId& seat) const {
  const auto found = keys_.find(seat);
  return found == keys_.end() ? std::span<const base::PublicKey>{} : found->second;
}

Audited<void> verify_all(const AuditAccord& accord, std::span<AuditAct> acts, const AuditKeys& keys) {
  for (auto& act : acts) {
    const auto index = static_cast<std::size_t>(&act - accord.acts.data());
    const auto id = act.decoded->id();
    const auto candidates = keys.of(act.decoded->content().seat);
    if (candidates.empty())
      return fault_at(accord, index, id, broken(Code::later_key, "nobody appointed this seat"));
    for (std::size_t i = 0; i < candidates.size() && !act.checked; ++i) {
      // Only the last try may consume the statement; more than one key is next to impossible.
      const bool last = i + 1 == candidates.size();
      auto bytes = last ? base::Bytes{} : act.decoded->bytes();
      auto opened =
          last ? statement::open(std::move(*act.decoded), candidates[i])
               : statement::open(std::move(*statement::decode_statement(std::move(bytes))), candidates[i]);
      if (!opened && last) return fault_at(accord, index, id, opened.error());
      if (!opened) continue;
      act.checked = std::move(*opened);
      act.key = candidates[i];
    }
    act.decoded.reset();
  }
  return {};
}

/// A million of these stay: as facts on their own they would take several times the room.
struct Audit::Kept {
  std::unordered_map<base::Id, StatementFact, base::FixedHasher> statements;
  FactPtr absent = std::make_shared<const Fact>();

  FactPtr read(const FactKey& key) const {
    if (key.kind != FactKind::statement) return absent;
    const auto found = statements.find(base::Id{key.id});
    return found == statements.end() ? absent : std::make_shared<const Fact>(found->second);
  }
};

Audit::Audit(std::optional<base::Id> expected)
    : expected_(expected),
      kept_(std::make_unique<Kept>()),
      read_([this](const FactKey& key) { return kept_->read(key); }) {}
Audit::~Audit() = default;

base::Result<AccordPoint> Audit::read_point(const AuditAccord& accord) {
  if (accord.height != counts_.accords) return base::refuse(Code::bad_accord, "not the next height");
  if (accord.height == 0) {
    const auto founding = accord.acts.size() == 1 ? &content_of(accord.acts[0]) : nullptr;
    if (founding == nullptr || founding->kind() != Kind::found)
      return base::refuse(Code::bad_genesis, "accord 0 holds the founding alone");
    partnership_ = founding->id();
    if (expected_ && *expected_ != partnership_)
      return base::refuse(Code::bad_partnership, "founded as " + base::to_hex(partnership_.view()));
  }
  auto point = parse_checkpoint_body(partnership_, accord.note.text);
  if (!point) return point;
  if (auto ok = check_point(accord, *point); !ok) return tl::unexpected(ok.error());
  return point;
}

base::Result<void> Audit::check_point(const AuditAccord& accord, const AccordPoint& point) const {
  const auto no = [](std::string why) { return base::refuse(Code::bad_accord, std::move(why)); };
  std::size_t bytes = 0;
  for (const auto& act : accord.acts) bytes += content_of(act).bytes().size();
  if (accord.acts.size() > kBatchMax || bytes > kBatchBytesMax) return no("the batch is too large");
  if (point.height != accord.height) return no(fmt::format("the checkpoint says height {}", point.height));
  if (point.size != frontier_.size() + accord.acts.size())
    return no(fmt::format("the checkpoint says size {}, the log has {}", point.size,
                          frontier_.size() + accord.acts.size()));
  if (point.previous != head_hash_) return no("the checkpoint does not name the one before");
  if (point.rules > kRulesVersion)
    return base::refuse(Code::local_upgrade, fmt::format("rules {}", point.rules));
  if (accord.height == 0) {
    const auto& founding = content_of(accord.acts[0]);
    if (point.attempt != 0 || point.time != founding.content().made_at)
      return base::refuse(Code::bad_genesis, "attempt 0, at the time of the founding");
    return {};
  }
  if (point.time <= head_.time) return no("its time is not above that of the accord before");
  if (point.rules != layer_.get<PartnershipFact>(partnership_key())->rules_at(point.height))
    return no(fmt::format("rules {} are not in force", point.rules));
  return {};
}

Audited<void> Audit::check_order(const AuditAccord& accord, const AccordPoint& point) {
  std::vector<statement::SignedStatement> acts;
  acts.reserve(accord.acts.size());
  for (std::size_t i = 0; i < accord.acts.size(); ++i) {
    const auto& act = **accord.acts[i].checked;
    const auto no = [&](Code code, std::string why) {
      return fault_at(accord, i, act.id(), broken(code, std::move(why)));
    };
    if (act.content().partnership != (accord.height == 0 ? std::nullopt : std::optional(partnership_)))
      return no(Code::bad_partnership, {});
    if (kept_->statements.contains(act.id())) return no(Code::bad_accord, "it stands in the log already");
    acts.push_back(*accord.acts[i].checked);
  }
  const std::size_t n =
      accord.height == 0 ? 1 : layer_.get<PartnershipFact>(partnership_key())->parties.size();
  const auto ordered =
      canonical_order(std::move(acts), proposer_of(point.height, point.attempt, n), layer_, read_);
  if (!ordered) return fault(accord, ordered.error());
  for (std::size_t i = 0; i < ordered->size(); ++i) {
    const auto& id = (**accord.acts[i].checked).id();
    if ((*ordered)[i]->id() != id)
      return fault_at(accord, i, id, broken(Code::bad_accord, "not in canonical order"));
  }
  return {};
}

/// The key that fitted must be the seat's, as the record has it.
Audited<void> Audit::check_keys(const AuditAccord& accord) {
  for (std::size_t i = 0; i < accord.acts.size(); ++i) {
    const auto& act = **accord.acts[i].checked;
    const auto* seat = layer_.get<SeatFact>(seat_key(act.content().seat));
    if (seat == nullptr)
      return fault_at(accord, i, act.id(), broken(Code::later_key, "nobody appointed this seat"));
    if (seat->key == accord.acts[i].key) continue;
    auto again = statement::decode_statement(act.bytes());
    if (auto ok = statement::open(std::move(*again), seat->key); !ok)
      return fault_at(accord, i, act.id(), ok.error());
  }
  return {};
}

Audited<void> Audit::take(const AuditAccord& accord) {
  if (accord.height > 0 && counts_.accords > 0) layer_.clear();
  const auto point = read_point(accord);
  if (!point) return fault(accord, point.error());
  if (accord.height == 0) layer_.put(partnership_key(), kept_->absent);
  if (auto ok = check_order(accord, *point); !ok) return ok;
  for (const auto& act : accord.acts) frontier_.append(merkle::leaf_hash((**act.checked).id().view()));
  if (frontier_.root() != point->root)
    return fault(accord, broken(Code::bad_accord, "the tree has another root"));

  std::vector<statement::SignedStatement> acts;
  for (const auto& act : accord.acts) {
    acts.push_back(*act.checked);
    counts_.marking = std::max(counts_.marking, marking_of((**act.checked).content()));
  }
  const Context context{point->time, point->height, point->rules};
  const auto folded = fold(acts, layer_, context, head_.results, read_);
  if (accord.height == 0 && folded.entries[0].verdict.code != Code::accepted)
    return fault(accord, broken(Code::bad_genesis, base::sentence(folded.entries[0].verdict.refusal())));
  if (folded.results != point->results)
    return fault(accord, broken(Code::bad_results, "computed " + base::to_hex(folded.results.view())));
  if (auto ok = check_keys(accord); !ok) return ok;
  const auto* partnership = layer_.get<PartnershipFact>(partnership_key());
  if (accord.height == 0 && point->rules != partnership->rules_version)
    return fault(accord, broken(Code::bad_genesis, "not the founding's rules version"));
  if (auto ok = check_final(accord.note, *point, *partnership); !ok) return fault(accord, ok.error());
  head_ = *point;
  head_hash_ = checkpoint_hash(accord.note.text);
  ++counts_.accords;
  counts_.cosignatures += accord.note.signatures.size();
  keep(folded);
  return {};
}

void Audit::keep(const Fold& folded) {
  for (const auto& entry : folded.entries) ++counts_.verdicts[entry.verdict.code];
  for (const auto& [key, fact] : folded.changed) {
    if (key.kind == FactKind::statement)
      kept_->statements.emplace(base::Id{key.id}, std::get<StatementFact>(*fact));
    else
      long_.put(key, fact);
  }
}

Audited<void> check_marked(const AuditReport& report, statement::Marking said) {
  if (report.marking == said) return {};
  base::Refusal why{Code::bad_bundle,
                    {},
                    fmt::format("its head says {}, what it holds is {}",
                                is_valid(said) ? name(said) : "no marking", name(report.marking))};
  return tl::unexpected(Fault{std::move(why), report.head.height, {}, {}});
}

Audited<AuditReport> Audit::report() const {
  auto out = counts_;
  out.partnership = partnership_;
  out.head = head_;
  out.checkpoint = head_hash_;
  const Facts& facts = long_;
  for (const auto& party : facts.get<PartnershipFact>(partnership_key())->parties)
    out.by_party.emplace_back(party.code, counts_.accords);
  ledger::Position recomputed;
  bool fits = true;
  for (const auto& [key, fact] : facts.layer()) {
    if (fact_as<SeatFact>(fact.get()) != nullptr) ++out.seats;
    if (const auto* balance = fact_as<BalanceFact>(fact.get())) {
      const auto [account, commodity] = balance_of(key);
      fits = out.balances.add(account, commodity, balance->amount) && fits;
    }
    const auto* file = fact_as<CaseFact>(fact.get());
    if (file == nullptr) continue;
    out.instruments += file->instrument.has_value();
    out.activities += file->activity.has_value();
    if (file->visit) ++out.visits[file->visit->state];
    if (file->grant) ++out.grants[file->grant->state];
    if (file->account) ++out.accounts[file->account->state];
    if (file->credit) ++out.credits[file->credit->state];
    if (file->round) ++out.rounds[file->round->state];
    out.evidence += file->evidence.has_value();
    if (file->order) ++out.orders[file->order->state];
    const auto position = position_of(*file);
    for (const auto& [at, amount] : position->amounts())
      fits = recomputed.add(at.first, at.second, amount) && fits;
  }
  if (!fits || recomputed != out.balances)
    return tl::unexpected(
        Fault{broken(Code::bad_results, "the balances are not the sum of the cases"), head_.height, {}, {}});
  return out;
}

}  // namespace palitan::kernel
