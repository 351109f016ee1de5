// Evidence: an act of another partnership with its proof (spec/log.md section 12). Verified from its bytes
// alone, by whoever has them; no record of the other partnership is asked.
#pragma once
#include "kernel/act.h"

namespace palitan::kernel {

/// Leaves room for the envelope of the act that discloses it: a statement has at most 65,535 bytes.
inline constexpr std::size_t kEvidenceMax = 64'000;
/// Of the foreign act's body, which becomes a fact here.
inline constexpr std::size_t kEvidenceBodyMax = 16'384;

struct Evidence {
  base::Bytes founding;
  std::vector<base::Bytes> key_changes;  ///< in log order
  base::Bytes statement;                 ///< the act
  std::uint64_t index = 0;
  std::vector<base::Hash> proof;
  std::string checkpoint;          ///< the final note
  std::vector<base::Id> consents;  ///< named, not proven: the other parties' consents to the disclosure
  std::optional<base::Hash> previous_results = {};
  base::Bytes results = {};  ///< the hashes of the accord's result items, one after the other
  std::vector<base::Bytes> appointments = {};  ///< from a root's down to that of the act's seat
  base::Bytes item = {};                       ///< the act's own result item; with `results`
};
template <class A>
void describe(A& a, Evidence& x) {
  a.field(1, "founding", x.founding);
  a.field(2, "key_changes", x.key_changes);
  a.field(3, "statement", x.statement);
  a.field(4, "index", x.index);
  a.field(5, "proof", x.proof);
  a.field(6, "checkpoint", x.checkpoint);
  a.field(7, "consents", x.consents);
  a.field(8, "previous_results", x.previous_results);
  a.field(9, "results", x.results);
  a.field(10, "appointments", x.appointments);
  a.field(11, "item", x.item);
}

/// What the log there made of the act.
struct ForeignVerdict {
  base::Code code = base::Code::accepted;
  std::string clause;
  std::uint16_t state = 0;
};
struct ForeignSigner {
  statement::PartyCode party;
  std::string office;
};
/// What evidence proves. What was not disclosed is absent.
struct ForeignAct {
  base::Id partnership;
  std::vector<statement::PartyCode> parties;
  statement::Statement statement;
  std::uint64_t height = 0;  ///< of the accord of the checkpoint
  base::Instant accord_time;
  std::optional<ForeignVerdict> verdict;
  std::optional<ForeignSigner> signer;  ///< with it, the act's own signature is checked too
};

/// Refusal: refused_evidence, saying which part does not hold.
base::Result<ForeignAct> verify_evidence(base::ByteView evidence);
/// Encodes, and believes nothing it has not verified. Refusals: bad_too_large (spec/log.md says what then),
/// refused_evidence.
base::Result<base::Bytes> make_evidence(const Evidence& evidence);
/// What a disclosure keeps in the record. Refusal: refused_evidence where the body is too long or no known
/// act.
base::Result<EvidenceFact> evidence_fact(const ForeignAct& foreign, const statement::PartyCode& by);

/// What a rule may rest on: an accepted foreign act of that kind, with its verdict and its signer proven, and
/// its body as `Body`. `disclosure`: an act of this record that the caller's act cites; the caller's wants
/// name its case. Refusals: refused_cited, refused_evidence.
base::Result<const EvidenceFact*> proven_act(const Act& act, const base::Id& disclosure,
                                             statement::Kind kind);
template <class Body>
base::Result<std::pair<const EvidenceFact*, Body>> proven_body(const Act& act, const base::Id& disclosure) {
  auto fact = proven_act(act, disclosure, statement::kKindOf<Body>);
  if (!fact) return tl::unexpected(fact.error());
  auto body = codec::decode<Body>((*fact)->body);
  if (!body) return base::refuse(base::Code::refused_evidence, body.error().detail, "evidence");
  return std::pair{*fact, std::move(*body)};
}

/// That a round of netting elsewhere cleared was disclosed here.
FactKey round_cleared_key(const base::Hash& partnership, std::string_view round);
/// How much of a foreign consent is used up here.
FactKey consent_key(const base::Hash& partnership, const base::Hash& answer);

}  // namespace palitan::kernel
