#include "kernel/foreign.h"

#include <fmt/format.h>

namespace palitan::kernel {
namespace {
using base::Code;
using statement::Kind;

tl::unexpected<base::Refusal> no(std::string why) {
  return base::refuse(Code::refused_evidence, std::move(why), "evidence");
}
}  // namespace

void Foreign::put(const Change& change) {
  for (const auto& [key, fact] : change.facts) facts_.put(key, fact);
}

void Foreign::name(const base::PublicKey& key) {
  const auto at = seat_key(crypto::key_id(key));
  if (!facts_.find(at)) facts_.put(at, std::make_shared<const Fact>());
}

/// The rules read whether a key is known; what nobody showed is not.
void Foreign::name_keys(const statement::Content& content, Kind kind) {
  if (kind == Kind::appoint) {
    if (const auto body = statement::read_body<statement::Appoint>(content)) name(body->key);
  } else if (const auto body = statement::read_body<statement::ChangeAccordKey>(content)) {
    name(body->accord_key);
    name(body->node_key);
  }
}

base::Result<Foreign> Foreign::founded(const base::Bytes& bytes) {
  auto founding = statement::decode_statement(bytes);
  if (!founding || founding->kind() != Kind::found || founding->content().partnership)
    return no("the founding is none");
  const auto change = judge_found(*founding);
  if (!change) return no("the founding: " + base::sentence(change.error()));
  Foreign out;
  out.id_ = founding->id();
  out.put(*change);
  const auto key = out.seat(founding->content().seat)->key;
  if (!statement::open(std::move(*founding), key)) return no("the founding's signature does not fit");
  return out;
}

base::Result<void> Foreign::take(const base::Bytes& bytes, Kind kind) {
  const auto what = statement::name(kind);
  auto read = statement::decode_statement(bytes);
  if (!read || read->kind() != kind || read->content().partnership != id_)
    return no(fmt::format("an act given as {} is none of that partnership", what));
  const auto* found = seat(read->content().seat);
  if (found == nullptr) return no(fmt::format("nobody shown appointed the signer of an act {}", what));
  const SeatFact signer = *found;
  const PartnershipFact before = partnership();
  const auto opened = statement::open(std::move(*read), signer.key);
  if (!opened) return no(fmt::format("the signature of an act {} does not fit", what));
  const auto& content = (*opened)->content();
  name_keys(content, kind);
  // Whether it came in time is for its own log to say: it is held against its own moment here.
  const Context context{content.effective_at, 0, kRulesVersion};
  const Act act{**opened, facts_, context, before, signer, kind, content.effective().legal_date()};
  const auto change = kind == Kind::appoint ? judge_appoint(act) : judge_change_accord_key(act);
  if (!change) return no(fmt::format("an act {}: {}", what, base::sentence(change.error())));
  put(*change);
  return {};
}

}  // namespace palitan::kernel
