// The proof of a foreign act, read with nothing but its own bytes.
#include "kernel/evidence.h"

#include <algorithm>

#include <fmt/format.h>

#include "crypto/hash.h"
#include "kernel/accord.h"
#include "kernel/foreign.h"
#include "merkle/proof.h"

namespace palitan::kernel {
namespace {
using base::Code;
using statement::Kind;

tl::unexpected<base::Refusal> no(std::string why) {
  return base::refuse(Code::refused_evidence, std::move(why), "evidence");
}

/// One result item.
struct Item {
  base::Id id;
  ForeignVerdict verdict;
};
std::optional<Item> read_item(base::ByteView bytes) {
  codec::Decoder in(bytes);
  Item out;
  std::uint64_t code = 0;
  const bool five = in.array() == 5;
  in.item(out.id);
  in.item(code);
  in.item(out.verdict.clause);
  in.item(out.verdict.state);
  for (std::uint64_t left = in.array(); in.ok() && left > 0; --left) {
    std::string account, commodity;
    std::int64_t amount = 0;
    if (in.array() != 3) return std::nullopt;
    in.item(account);
    in.item(commodity);
    in.item(amount);
  }
  if (!in.ok() || !in.at_end() || !five || code > 0xffff) return std::nullopt;
  out.verdict.code = static_cast<Code>(code);
  if (base::name(out.verdict.code).empty()) return std::nullopt;
  return out;
}

base::Result<ForeignVerdict> verdict_in(const Evidence& e, const base::Id& act, const AccordPoint& point) {
  constexpr auto kSize = base::Hash::kSize;
  if (!e.previous_results || e.results.empty() || e.item.empty())
    return no("results, the results before and the act's own item belong together");
  crypto::Sha256 hash;
  hash.update(e.previous_results->view());
  hash.update(e.results);
  if (hash.finish() != point.results) return no("the results are not those of the checkpoint");
  const auto count = e.results.size() / kSize;
  if (e.results.size() % kSize != 0 || count > point.size)
    return no("the results are not as many hashes as the accord has acts");
  const auto begins = point.size - count;  // the acts of an accord are the last of its log
  if (e.index < begins) return no("the act is of another accord than the results");
  const auto its = crypto::sha256(e.item);
  if (!std::equal(its.raw.begin(), its.raw.end(), &e.results[(e.index - begins) * kSize]))
    return no("the item is not the one in the act's place");
  auto item = read_item(e.item);
  if (!item) return no("the act's result cannot be read");
  if (item->id != act) return no("the result is of another act");
  return std::move(item->verdict);
}

base::Result<void> check_checkpoint(const Evidence& e, const base::Id& act, const Foreign& world,
                                    AccordPoint& point) {
  const auto note = merkle::parse_note(e.checkpoint);
  if (!note) return no("the checkpoint is no signed note");
  const auto read = parse_checkpoint_body(world.id(), note->text);
  if (!read) return no("the checkpoint is not of the founding's partnership");
  if (auto ok = check_final(*note, *read, world.partnership()); !ok)
    return no("the checkpoint is not final: " + ok.error().detail);
  point = *read;
  const auto leaf = merkle::leaf_hash(act.view());
  if (!merkle::verify_inclusion(leaf, e.index, point.size, e.proof, point.root))
    return no("the proof does not lead from the act to the root");
  return {};
}

/// Who signed: a root, or the seat at the end of the appointments.
base::Result<std::optional<ForeignSigner>> signer_in(const Evidence& e, const statement::Statement& act,
                                                     Foreign& world) {
  for (const auto& bytes : e.appointments)
    if (auto ok = world.take(bytes, Kind::appoint); !ok) return tl::unexpected(ok.error());
  const auto* seat = world.seat(act.content().seat);
  const bool may_sign = seat != nullptr && (seat->root || !seat->roles.empty());
  if (!may_sign && e.appointments.empty()) return std::optional<ForeignSigner>{};
  if (!may_sign) return no("the appointments do not reach the act's seat");
  auto copy = statement::decode_statement(act.bytes());
  if (!copy || !statement::open(std::move(*copy), seat->key))
    return no("the act's signature does not fit its seat");
  return std::optional(ForeignSigner{seat->party, seat->office});
}
}  // namespace

base::Result<ForeignAct> verify_evidence(base::ByteView evidence) {
  if (evidence.size() > kEvidenceMax) return no("it is larger than one act can carry");
  const auto e = codec::decode<Evidence>(evidence);
  if (!e) return no("it cannot be read: " + e.error().detail);
  auto world = Foreign::founded(e->founding);
  if (!world) return tl::unexpected(world.error());
  for (const auto& bytes : e->key_changes)
    if (auto ok = world->take(bytes, Kind::change_accord_key); !ok) return tl::unexpected(ok.error());
  auto act = statement::decode_statement(e->statement);
  if (!act) return no("the act: " + base::sentence(act.error()));
  if (act->content().partnership != world->id()) return no("the act is of another partnership");
  AccordPoint point;
  if (auto ok = check_checkpoint(*e, act->id(), *world, point); !ok) return tl::unexpected(ok.error());
  std::optional<ForeignVerdict> verdict;
  if (e->previous_results || !e->results.empty() || !e->item.empty()) {
    auto found = verdict_in(*e, act->id(), point);
    if (!found) return tl::unexpected(found.error());
    verdict = std::move(*found);
  }
  auto signer = signer_in(*e, *act, *world);
  if (!signer) return tl::unexpected(signer.error());
  ForeignAct out{world->id(),       {}, std::move(*act), point.height, point.time, std::move(verdict),
                 std::move(*signer)};
  for (const auto& party : world->partnership().parties) out.parties.push_back(party.code);
  return out;
}

base::Result<base::Bytes> make_evidence(const Evidence& evidence) {
  auto bytes = codec::encode(evidence);
  if (bytes.size() > kEvidenceMax)
    return base::refuse(Code::bad_too_large,
                        fmt::format("{} bytes, one act carries {}", bytes.size(), kEvidenceMax));
  if (auto ok = verify_evidence(bytes); !ok) return tl::unexpected(ok.error());
  return bytes;
}

base::Result<EvidenceFact> evidence_fact(const ForeignAct& foreign, const statement::PartyCode& by) {
  const auto& act = foreign.statement;
  const auto& body = act.content().body.bytes;
  if (!act.kind() || body.size() > kEvidenceBodyMax)
    return no(
        fmt::format("the act is of a kind unknown here, or its body is above {} bytes", kEvidenceBodyMax));
  EvidenceFact out;
  out.partnership = base::Hash{foreign.partnership.raw};
  out.act = base::Hash{act.id().raw};
  out.case_id = base::Hash{act.case_of().raw};
  out.kind = act.content().kind;
  out.disclosed_by = by;
  out.height = foreign.height;
  out.agreed_at = foreign.accord_time;
  out.date = act.content().effective().legal_date();
  out.body.assign(body.begin(), body.end());
  if (foreign.verdict) {
    out.verdict = static_cast<std::uint16_t>(foreign.verdict->code);
    out.state = foreign.verdict->state;
  }
  if (foreign.signer) {
    out.party = foreign.signer->party;
    out.office = foreign.signer->office;
  }
  return out;
}

}  // namespace palitan::kernel
