#include "kernel/misdeed.h"

#include <algorithm>

#include <fmt/format.h>

#include "crypto/hash.h"
#include "kernel/foreign.h"
#include "kernel/marking.h"

namespace palitan::kernel {
namespace {
using base::Code;
using statement::Kind;

/// A registrar, and the offices it appoints; the record knows no longer chain.
constexpr std::size_t kChainMax = 2;

tl::unexpected<base::Refusal> no(std::string why) {
  return base::refuse(Code::refused_evidence, std::move(why), "misdeed");
}

/// Both are there and nothing else is: what a proof does not need has no place in it, so that one misdeed has
/// one file.
base::Result<void> check_parts(const Misdeed& m) {
  const bool fork = m.kind == MisdeedKind::fork;
  if (m.version != kMisdeedVersion) return base::refuse(Code::bad_version);
  if (m.statements.size() != (fork ? 2u : 0u))
    return no("a fork has two statements, other misdeeds have none");
  if (m.papers.size() != (fork ? 0u : 2u)) return no("papers of an accord are two, a fork has none");
  if (fork ? !m.key_change.empty() : !m.appointments.empty())
    return no("it holds what its kind does not need");
  if (m.appointments.size() > kChainMax) return no("more appointments than lead to an office");
  return {};
}

base::Result<void> raise(statement::Marking& marking, const base::Bytes& bytes) {
  const auto act = statement::decode_statement(bytes);
  if (!act) return no("a statement in it cannot be read");
  marking = std::max(marking, marking_of(act->content()));
  return {};
}

// ---- forks

/// Each appointment is signed by the seat of the one before, the first by a root, and the last names the
/// seat.
base::Result<SeatFact> forked_seat(const Misdeed& m, Foreign& world, const base::KeyId& seat) {
  std::optional<base::KeyId> last;
  for (const auto& bytes : m.appointments) {
    const auto act = statement::decode_statement(bytes);
    if (!act) return no("an appointment cannot be read");
    const auto* signer = world.seat(act->content().seat);
    if (signer == nullptr || (last ? act->content().seat != *last : !signer->root))
      return no("the appointments are no chain from a root");
    if (auto ok = world.take(bytes, Kind::appoint); !ok) return tl::unexpected(ok.error());
    const auto body = statement::read_body<statement::Appoint>(act->content());
    if (!body) return no("an appointment cannot be read");
    last = crypto::key_id(body->key);
  }
  if (last && *last != seat) return no("the appointments lead to another seat");
  const auto* found = world.seat(seat);
  if (found == nullptr) return no("nobody shown appointed the seat");
  return *found;
}

base::Result<void> prove_fork(const Misdeed& m, Foreign& world, ProvenMisdeed& out) {
  std::optional<base::KeyId> seat;
  std::vector<statement::Statement> acts;
  for (const auto& bytes : m.statements) {
    auto act = statement::decode_statement(bytes);
    if (!act) return no("a branch cannot be read: " + act.error().detail);
    const auto& c = act->content();
    if (c.partnership != world.id()) return no("a branch is of another partnership");
    if (seat && *seat != c.seat) return no("the branches are of two seats");
    if (!acts.empty() && acts[0].content().sequence != c.sequence) return no("the branches have two numbers");
    seat = c.seat;
    out.acts.push_back({act->id(), c.kind, c.effective()});
    acts.push_back(std::move(*act));
  }
  if (!(out.acts[0].id < out.acts[1].id)) return no("the branches are one statement, or not in order of ids");
  const auto office = forked_seat(m, world, *seat);
  if (!office) return tl::unexpected(office.error());
  out.sequence = acts[0].content().sequence;
  for (auto& act : acts)
    if (!statement::open(std::move(act), office->key)) return no("the signature of a branch does not fit");
  out.party = office->party;
  out.key = office->key;
  out.office = office->office;
  out.holder = office->holder;
  return {};
}

// ---- papers of an accord

/// The key in question: of the change that the file shows, else of the founding.
base::Result<base::PublicKey> accord_key(const Misdeed& m, Foreign& world,
                                         const statement::PartyCode& party) {
  if (m.key_change.empty()) return world.partnership().party(party)->accord_key;
  const auto act = statement::decode_statement(m.key_change);
  const auto* signer = act ? world.seat(act->content().seat) : nullptr;
  if (signer == nullptr || signer->party != party) return no("the change of accord key is of another party");
  if (auto ok = world.take(m.key_change, Kind::change_accord_key); !ok) return tl::unexpected(ok.error());
  return world.partnership().party(party)->accord_key;
}

base::Result<void> prove_papers(const Misdeed& m, Foreign& world, ProvenMisdeed& out) {
  std::vector<VotePaper> papers;
  for (const auto& text : m.papers) {
    auto paper = read_vote(world.id(), text);
    if (!paper) return no("a paper cannot be read: " + base::sentence(paper.error()));
    papers.push_back(std::move(*paper));
  }
  if (contradiction(papers[0], papers[1]) != m.kind) return no("the papers can stand together");
  // A cosignature stands before a decline; two of them by their bytes.
  const bool ordered = m.kind == MisdeedKind::two_cosignatures ? m.papers[0] < m.papers[1]
                                                               : papers[0].says.cosigned.has_value();
  if (!ordered) return no("the papers are not in order");
  for (const auto& party : world.partnership().parties)
    if (papers[0].note.signatures[0].name == accord_key_name(party.code)) out.party = party.code;
  if (out.party.empty()) return no("no party signed the papers");
  const auto key = accord_key(m, world, out.party);
  if (!key) return tl::unexpected(key.error());
  for (const auto& paper : papers) {
    if (!signed_by(paper, out.party, *key)) return no("a paper is not signed by the party's accord key");
    out.papers.push_back(paper.says);
  }
  out.key = *key;
  out.height = papers[0].height();
  out.attempt = papers[0].attempt();
  return {};
}
}  // namespace

base::Result<VotePaper> read_vote(const base::Id& partnership, std::string_view text) {
  auto note = merkle::parse_note(text);
  if (!note) return tl::unexpected(note.error());
  if (note->signatures.size() != 1) return base::refuse(Code::bad_note, "not one signature");
  VotePaper out;
  out.says.hash = crypto::sha256(base::view_of(note->text));
  if (auto point = parse_checkpoint_body(partnership, note->text)) {
    out.says.cosigned = *point;
  } else {
    const auto decline = parse_decline(partnership, note->text);
    if (!decline) return tl::unexpected(decline.error());
    out.says.declined = *decline;
  }
  out.note = std::move(*note);
  return out;
}

bool signed_by(const VotePaper& paper, std::string_view party, const base::PublicKey& key) {
  const auto name = accord_key_name(party);
  const auto& signature = paper.note.signatures[0];
  if (signature.name != name) return false;
  if (!paper.says.cosigned)
    return merkle::verify_note_signature(signature, name, key, paper.note.text).has_value();
  return verify_accord_cosignature(signature, name, key, *paper.says.cosigned, paper.note.text).has_value();
}

std::optional<MisdeedKind> contradiction(const VotePaper& a, const VotePaper& b) {
  if (a.height() != b.height() || a.attempt() != b.attempt() || a.height() == 0) return std::nullopt;
  if (a.says.cosigned && b.says.cosigned)
    return a.says.hash == b.says.hash ? std::nullopt : std::optional(MisdeedKind::two_cosignatures);
  if (a.says.cosigned || b.says.cosigned) return MisdeedKind::cosigned_and_declined;
  return std::nullopt;
}

base::Result<ProvenMisdeed> verify_misdeed(base::ByteView file) {
  if (file.size() > kMisdeedMax) return base::refuse(Code::bad_too_large);
  const auto m = codec::decode<Misdeed>(file);
  if (!m) return tl::unexpected(m.error());
  if (auto ok = check_parts(*m); !ok) return tl::unexpected(ok.error());
  auto world = Foreign::founded(m->founding);
  if (!world) return tl::unexpected(world.error());
  ProvenMisdeed out;
  out.kind = m->kind;
  out.partnership = world->id();
  for (const auto& party : world->partnership().parties) out.parties.push_back(party.code);
  const auto proven =
      m->kind == MisdeedKind::fork ? prove_fork(*m, *world, out) : prove_papers(*m, *world, out);
  if (!proven) return tl::unexpected(proven.error());
  std::vector<const base::Bytes*> acts = {&m->founding};
  if (!m->key_change.empty()) acts.push_back(&m->key_change);
  for (const auto& bytes : m->appointments) acts.push_back(&bytes);
  for (const auto& bytes : m->statements) acts.push_back(&bytes);
  for (const auto* bytes : acts)
    if (auto ok = raise(out.marking, *bytes); !ok) return tl::unexpected(ok.error());
  return out;
}

base::Result<base::Bytes> make_misdeed(Misdeed m) {
  const auto id_of = [](const base::Bytes& bytes) {
    const auto act = statement::decode_statement(bytes);
    return act ? act->id() : base::Id{};
  };
  std::sort(m.statements.begin(), m.statements.end(),
            [&](const auto& a, const auto& b) { return id_of(a) < id_of(b); });
  // A checkpoint begins with its origin, "palitan/1/", a decline with "palitan decline": bytes put the
  // decline first.
  std::sort(m.papers.begin(), m.papers.end());
  if (m.kind == MisdeedKind::cosigned_and_declined) std::reverse(m.papers.begin(), m.papers.end());
  auto bytes = codec::encode(m);
  if (auto ok = verify_misdeed(bytes); !ok) return tl::unexpected(ok.error());
  return bytes;
}

base::Hash misdeed_name(base::ByteView file) { return crypto::sha256(file); }

}  // namespace palitan::kernel
