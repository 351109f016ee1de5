// The brakes after handover: consent before anything leaves its place or purpose, an answer to what was lost
// or used wrongly, and an evaluation.
#include <algorithm>

#include <fmt/format.h>

#include "kernel/grant_rules.h"

namespace palitan::kernel {
namespace {
using base::Code;
using statement::ConsentKind;

base::Result<void> check_consent_kind(const GrantAct& x, ConsentKind kind, const std::string& to) {
  if (!is_valid(kind)) return base::refuse(Code::refused_grant, "kind of consent", x.rules.consent_clause);
  return check_text(to, "new holder or purpose", kShortText, kind != ConsentKind::disposal,
                    x.rules.consent_clause);
}

/// The consent under which all of it may be carried out.
base::Result<GrantConsent*> find_consent(const GrantAct& x, const statement::CarryOut& body) {
  const auto none = [&](const char* why) {
    return base::refuse(Code::refused_consent, why, x.rules.consent_clause);
  };
  if (!body.asked) return none("no consent is named");
  const auto at = std::find_if(x.grant.consents.begin(), x.grant.consents.end(),
                               [&](const GrantConsent& one) { return one.id == *body.asked; });
  if (at == x.grant.consents.end()) return none("it was not asked for");
  if (!at->answered_on) return none("it was not answered");
  if (!at->granted) return none("it was denied");
  if (*at->answered_on > x.act.date) return none("it was granted only afterwards");
  if (at->consent != body.consent || at->to != body.to) return none("it was granted for something else");
  for (const auto& serial : body.serials) {
    if (!std::binary_search(at->serials.begin(), at->serials.end(), serial))
      return none("it was granted for other things");
    if (std::binary_search(at->used.begin(), at->used.end(), serial))
      return none("it was carried out before");
  }
  return &*at;
}

void move(GrantThing& thing, ConsentKind kind, const std::string& to, base::Date on) {
  switch (kind) {
    case ConsentKind::transfer:
      thing.custody = Custody::transferred;
      thing.holder = to;
      thing.since = on;
      return;
    case ConsentKind::other_purpose:
      thing.purpose = to;
      return;
    case ConsentKind::disposal:
      thing.custody = Custody::disposed;
      thing.since = on;
      return;
  }
}
}  // namespace

base::Result<void> rule(const GrantAct& x, const statement::AskConsent& body) {
  if (auto ok = check_consent_kind(x, body.consent, body.to); !ok) return ok;
  if (auto ok = check_text(body.reason, "reason", kLongText, true, x.rules.consent_clause); !ok) return ok;
  if (auto ok = check_held(x, body.serials); !ok) return ok;
  std::size_t named = body.serials.size();
  for (const auto& one : x.grant.matters) named += one.serials.size();
  for (const auto& one : x.grant.consents) named += one.serials.size();
  if (x.grant.consents.size() >= kConsentsMax || named > kNamedMax)
    return base::refuse(Code::refused_overflow, "requests for consent of one grant", x.rules.consent_clause);
  GrantConsent asked;
  asked.id = x.act.statement.id();
  asked.consent = body.consent;
  asked.serials = body.serials;
  asked.to = body.to;
  asked.on = x.act.date;
  x.grant.consents.push_back(std::move(asked));
  return {};
}

base::Result<void> rule(const GrantAct& x, const statement::AnswerConsent& body) {
  if (auto ok = check_text(body.conditions, "conditions", kLongText, false, x.rules.consent_clause); !ok)
    return ok;
  for (auto& asked : x.grant.consents) {
    if (asked.id != body.of) continue;
    if (asked.answered_on) return base::refuse(Code::refused_already, {}, x.rules.consent_clause);
    // A flag in canonical CBOR is there or not: a fact that held a false one could not be read again.
    if (body.granted) asked.granted = true;
    asked.answered_on = x.act.date;
    asked.conditions = body.conditions;
    return {};
  }
  return base::refuse(Code::refused_cited, "no request for consent of this grant", "grant");
}

base::Result<void> covered(const GrantAct& x, const statement::CarryOut& body) {
  if (const auto consent = find_consent(x, body); !consent) return tl::unexpected(consent.error());
  return {};
}

base::Result<void> record(const GrantAct& x, const statement::CarryOut& body) {
  if (auto ok = check_consent_kind(x, body.consent, body.to); !ok) return ok;
  if (auto ok = check_held(x, body.serials); !ok) return ok;
  if (const auto consent = find_consent(x, body)) {
    auto& used = (*consent)->used;
    used.insert(used.end(), body.serials.begin(), body.serials.end());
    std::sort(used.begin(), used.end());
  }
  for (const auto& serial : body.serials) move(*x.grant.thing(serial), body.consent, body.to, x.act.date);
  return {};
}

base::Result<void> rule(const GrantAct& x, const statement::AnswerLoss& body) {
  if (auto ok = check_text(body.measures, "measures", kLongText, true, x.rules.loss_clause); !ok) return ok;
  for (auto& matter : x.grant.matters) {
    if (matter.act != body.of) continue;
    if (matter.by == x.party())
      return base::refuse(Code::refused_side, "the other side answers", "grant-table");
    if (matter.answered_on) return base::refuse(Code::refused_already, {}, x.rules.loss_clause);
    matter.answered_on = x.act.date;
    return {};
  }
  return base::refuse(Code::refused_cited, "nothing of this grant that waits for an answer", "grant");
}

base::Result<void> rule(const GrantAct& x, const statement::Evaluate& body) {
  if (auto ok = check_text(body.result, "result", kLongText, true, x.rules.evaluation_clause); !ok) return ok;
  if (auto ok = check_text(body.lessons, "lessons", kLongText, false, x.rules.evaluation_clause); !ok)
    return ok;
  for (const auto& one : x.grant.handovers)
    if (!one.confirmed_on)
      return base::refuse(Code::refused_open,
                          fmt::format("the handover of {} is not confirmed", to_text(one.on)),
                          x.rules.evaluation_clause);
  x.grant.evaluation = GrantEvaluation{x.act.date, body.result};
  return {};
}

}  // namespace palitan::kernel
