// Disclosing a foreign act, and erasing an attachment; what both of them and the acts of onward transfer must
// read.
#include <algorithm>

#include "kernel/case_rules.h"
#include "kernel/evidence.h"

namespace palitan::kernel {
namespace {
using base::Code;
using statement::Kind;
using statement::Role;

std::string hex_of(const base::Hash& hash) { return base::to_hex(hash.view()); }

FactKey disclosed_key(const base::Hash& partnership, const base::Hash& act) {
  return mark_key("disclosed", hex_of(partnership) + hex_of(act));
}
FactKey erased_key(const statement::Erase& body) {
  return mark_key("erased", base::to_hex(body.of.view()) + hex_of(body.attachment));
}

/// What a disclosure says it proves, read without verifying anything.
std::optional<FactKey> disclosed_by(const base::Bytes& bytes) {
  if (bytes.size() > kEvidenceMax) return std::nullopt;
  auto e = codec::decode<Evidence>(bytes);
  if (!e) return std::nullopt;
  const auto act = statement::decode_statement(std::move(e->statement));
  if (!act || !act->content().partnership) return std::nullopt;
  return disclosed_key(base::Hash{act->content().partnership->raw}, base::Hash{act->id().raw});
}

/// Which parts are proven, one bit each; a later disclosure of the same act must prove something more.
std::int64_t strength(const ForeignAct& foreign) {
  return 1 + (foreign.verdict ? 2 : 0) + (foreign.signer ? 4 : 0);
}

void want_consents_of(const statement::Statement& act, const Facts& facts, Wants& wants) {
  const auto* file = peek<CaseFact>(facts, case_key(act.case_of()));
  if (file == nullptr || !file->order) return;
  for (const auto& origin : file->order->origins)
    wants.push_back(consent_key(origin.partnership, origin.consent));
}

void want_origin(const statement::Statement& act, const Facts& facts, Wants& wants) {
  const auto body = statement::read_body<statement::NameOrigin>(act.content());
  if (!body) return;
  wants.push_back(case_key(body->evidence));
  const auto* file = peek<CaseFact>(facts, case_key(body->evidence));
  if (file == nullptr || !file->evidence) return;
  wants.push_back(consent_key(file->evidence->partnership, file->evidence->act));
}

void want_release(const statement::Statement& act, const Facts& facts, Wants& wants) {
  const auto body = statement::read_body<statement::ReleaseLock>(act.content());
  if (!body) return;
  if (body->evidence) wants.push_back(case_key(*body->evidence));
  const auto* file = peek<CaseFact>(facts, case_key(act.case_of()));
  if (file == nullptr || !file->order) return;
  for (const auto& lock : file->order->locks)
    if (lock.id == body->lock) wants.push_back(round_cleared_key(lock.terms.partnership, lock.terms.round));
}

void want_erased(const statement::Statement& act, const Facts& facts, Wants& wants) {
  const auto body = statement::read_body<statement::Erase>(act.content());
  if (!body) return;
  wants.push_back(erased_key(*body));
  if (const auto* of = peek<StatementFact>(facts, statement_key(body->of)))
    wants.push_back(seat_key(of->seat));
}
}  // namespace

FactKey round_cleared_key(const base::Hash& partnership, std::string_view round) {
  return mark_key("round-cleared", hex_of(partnership) + std::string(round));
}

FactKey consent_key(const base::Hash& partnership, const base::Hash& answer) {
  return mark_key("consent", hex_of(partnership) + hex_of(answer));
}

void across_wants(const statement::Statement& act, const Facts& facts, Wants& wants) {
  switch (act.kind().value_or(Kind::close)) {
    case Kind::disclose:
      if (const auto body = statement::read_body<statement::Disclose>(act.content()))
        if (const auto key = disclosed_by(body->evidence)) wants.push_back(*key);
      return;
    case Kind::erase:
      return want_erased(act, facts, wants);
    case Kind::name_origin:
      want_origin(act, facts, wants);
      return want_consents_of(act, facts, wants);
    case Kind::post_clearing:
      if (const auto body = statement::read_body<statement::PostClearing>(act.content()))
        wants.push_back(case_key(body->evidence));
      return;
    case Kind::release_lock:
      return want_release(act, facts, wants);
    case Kind::cancel:
    case Kind::decline:
      return want_consents_of(act, facts, wants);
    default:
      return;
  }
}

base::Result<const EvidenceFact*> proven_act(const Act& act, const base::Id& disclosure, Kind kind) {
  const auto* file = act.facts.get<CaseFact>(case_key(disclosure));
  if (file == nullptr || !file->evidence)
    return base::refuse(Code::refused_cited, "it is no disclosure that stands", "evidence");
  const auto& fact = *file->evidence;
  if (fact.kind != static_cast<std::uint16_t>(kind))
    return base::refuse(Code::refused_cited,
                        "what was disclosed is no act " + std::string(statement::name(kind)), "evidence");
  if (!fact.verdict || fact.party.empty())
    return base::refuse(Code::refused_evidence,
                        "a rule rests on it: its verdict and its signer must be shown too", "evidence");
  if (*fact.verdict != static_cast<std::uint16_t>(Code::accepted))
    return base::refuse(Code::refused_evidence, "it was not accepted there", "evidence");
  return &fact;
}

namespace {
/// Acts that say themselves for which other book they are meant: signing one is the consent to show it there.
base::Result<void> check_meant(const Act& act, const ForeignAct& foreign) {
  const auto kind = foreign.statement.kind();
  if (std::find(foreign.parties.begin(), foreign.parties.end(), act.seat.party) == foreign.parties.end())
    return base::refuse(Code::refused_disclosure, "'" + act.seat.party + "' is no party to that partnership",
                        "evidence");
  if (kind == Kind::answer_transfer || kind == Kind::agree_lock || kind == Kind::agree_clearing ||
      kind == Kind::lapse_round)
    return {};
  return base::refuse(
      Code::refused_disclosure,
      kind ? "it is an act " + std::string(statement::name(*kind)) : "it is of an unknown kind", "evidence");
}

/// The round that the evidence proves to have cleared.
std::optional<std::string> cleared_round(const EvidenceFact& fact) {
  if (fact.kind != static_cast<std::uint16_t>(Kind::agree_clearing) ||
      fact.verdict != static_cast<std::uint16_t>(Code::accepted) ||
      fact.state != static_cast<std::uint16_t>(RoundState::cleared))
    return std::nullopt;
  const auto body = codec::decode<statement::AgreeClearing>(fact.body);
  return body ? std::optional(body->round) : std::nullopt;
}
}  // namespace

base::Result<Change> judge_disclose(const Act& act) {
  const auto body = act.body<statement::Disclose>();
  if (!body) return tl::unexpected(body.error());
  if (auto ok = check_role(act, act.seat.has(Role::custodian) ? Role::custodian : Role::approver); !ok)
    return tl::unexpected(ok.error());
  if (auto ok = check_time(act, kBackDatingDays); !ok) return tl::unexpected(ok.error());
  const auto foreign = verify_evidence(body->evidence);
  if (!foreign) return tl::unexpected(foreign.error());
  if (foreign->partnership == act.partnership.id)
    return base::refuse(Code::refused_cited, "it is an act of this partnership: cite it by its id",
                        "evidence");
  if (auto ok = check_meant(act, *foreign); !ok) return tl::unexpected(ok.error());
  auto fact = evidence_fact(*foreign, act.seat.party);
  if (!fact) return tl::unexpected(fact.error());
  const auto key = disclosed_key(fact->partnership, fact->act);
  const auto* known = act.facts.get<MarkFact>(key);
  const auto before = known != nullptr ? known->value : 0;
  const auto now = strength(*foreign);
  if ((now & ~before) == 0)
    return base::refuse(Code::refused_already, "that act was disclosed here with as much proof", "evidence");
  CaseFact file;
  file.evidence = std::move(*fact);
  Change change;
  change.state = 1;
  change.put(key, MarkFact{act.statement.id(), before | now});
  if (const auto round = cleared_round(*file.evidence))
    change.put(round_cleared_key(file.evidence->partnership, *round), MarkFact{act.statement.id(), 1});
  change.put(case_key(act.statement.id()), std::move(file));
  return change;
}

base::Result<Change> judge_erase(const Act& act) {
  const auto body = act.body<statement::Erase>();
  if (!body) return tl::unexpected(body.error());
  if (auto ok = check_role(act, act.seat.has(Role::custodian) ? Role::custodian : Role::approver); !ok)
    return tl::unexpected(ok.error());
  if (auto ok = check_time(act, kBackDatingDays); !ok) return tl::unexpected(ok.error());
  const auto* of = act.facts.get<StatementFact>(statement_key(body->of));
  PALITAN_CHECK(of != nullptr);  // every id in a body is a cause
  const auto& hashes = of->attachments;
  if (of->case_id != act.statement.case_of() ||
      std::find(hashes.begin(), hashes.end(), body->attachment) == hashes.end())
    return base::refuse(Code::refused_cited, "that act of this case has no such attachment", "erase");
  const auto* seat = act.facts.get<SeatFact>(seat_key(of->seat));
  if (seat == nullptr || seat->party != act.seat.party)
    return base::refuse(Code::refused_erase, seat != nullptr ? "attached by " + seat->party : "", "erase");
  const auto key = erased_key(*body);
  if (act.facts.get<MarkFact>(key) != nullptr) return base::refuse(Code::refused_already, {}, "erase");
  Change change;
  change.put(key, MarkFact{act.statement.id(), 1});
  return change;
}

}  // namespace palitan::kernel
