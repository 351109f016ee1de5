// The exchanged notes, what others say they are worth, and the end.
#include <algorithm>
#include <chrono>

#include <fmt/format.h>

#include "base/money.h"
#include "kernel/grant_rules.h"

namespace palitan::kernel {
namespace {
using base::Code;
using statement::OfferGrant;

base::Result<void> wrong(std::string what, const std::string& clause) {
  return base::refuse(Code::refused_grant, std::move(what), clause);
}

bool begins_fiscal_year(base::Date day, std::uint32_t first_month) {
  const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{day.days}}};
  return static_cast<unsigned>(date.month()) == first_month && static_cast<unsigned>(date.day()) == 1;
}

/// Each linked grant once, between the same sides, and not declined.
base::Result<void> check_links(const Act& act, const OfferGrant& body, const std::string& clause) {
  if (body.links.size() > kLinksMax) return wrong(fmt::format("links: more than {}", kLinksMax), clause);
  for (std::size_t i = 0; i < body.links.size(); ++i) {
    const auto& link = body.links[i];
    if (i > 0 && !(body.links[i - 1].grant < link.grant))
      return wrong("links ascend by the id of the grant, and each stands once", clause);
    if (auto ok = check_text(link.relation, "relation of a link", kShortText, true, clause); !ok) return ok;
    const auto* other = grant_of(act, link.grant);
    if (other == nullptr || other->note.donor != body.donor || other->note.recipient != body.recipient ||
        other->state == GrantState::declined)
      return base::refuse(Code::refused_cited, "a link names no standing grant between the two", "grant");
  }
  return {};
}

base::Result<void> check_note(const OfferGrant& body, const terms::Instrument& law) {
  const auto& rules = *law.grants;
  if (auto ok = check_text(body.title, "title", kShortText, true, rules.clause); !ok) return ok;
  if (auto ok = check_text(body.note, "reference of the note", kShortText, true, rules.clause); !ok)
    return ok;
  if (body.obligation.currency != rules.currency)
    return base::refuse(Code::refused_currency, "the note is in " + rules.currency, rules.clause);
  if (body.obligation.minor <= 0) return wrong("obligation: not above zero", rules.clause);
  if (!begins_fiscal_year(body.fiscal_year, rules.first_month))
    return wrong("fiscal_year: " + to_text(body.fiscal_year) + " is not the first day of one", rules.clause);
  if (body.sites.size() > kSitesMax)
    return wrong(fmt::format("sites: more than {}", kSitesMax), rules.clause);
  if (auto ok = check_units_and_places({}, body.sites); !ok) return ok;
  return terms::allows_grant(law, body.field, body.purpose);
}

/// Instrument in force on the day, both are parties, and the donor is the one that it names.
base::Result<const InstrumentFact*> check_law(const Act& act, const OfferGrant& body) {
  const auto* file = act.facts.get<CaseFact>(case_key(body.instrument));
  if (file == nullptr || !file->instrument)
    return base::refuse(Code::refused_cited, "no instrument under that id", "grant");
  const auto& law = *file->instrument;
  const auto& rules = law.rules;
  if (!rules.grants)
    return base::refuse(Code::refused_authority, rules.name + " says nothing of grants", "grant");
  for (const auto& party : {body.donor, body.recipient})
    if (std::find(rules.parties.begin(), rules.parties.end(), party) == rules.parties.end())
      return base::refuse(Code::refused_party, fmt::format("'{}' is not a party to {}", party, rules.name),
                          rules.in_force_clause);
  if (body.donor == body.recipient || body.donor != rules.grants->donor)
    return base::refuse(Code::refused_party, "the donor is '" + rules.grants->donor + "'",
                        rules.grants->clause);
  if (!law.in_force)
    return base::refuse(Code::refused_not_in_force, rules.name + " is not ratified by every party",
                        rules.in_force_clause);
  if (auto ok = terms::holds_on(rules, *law.in_force, act.date); !ok) return tl::unexpected(ok.error());
  return &law;
}
}  // namespace

base::Result<Change> judge_offer_grant(const Act& act) {
  auto body = act.body<OfferGrant>();
  if (!body) return tl::unexpected(body.error());
  if (auto ok = check_role(act, statement::Role::approver); !ok) return tl::unexpected(ok.error());
  if (act.seat.party != body->donor)
    return base::refuse(Code::refused_side, "the donor signs the note", "grant");
  const auto law = check_law(act, *body);
  if (!law) return tl::unexpected(law.error());
  const auto& rules = (*law)->rules;
  if (auto ok = check_time(act, rules.back_dating_days); !ok) return tl::unexpected(ok.error());
  if (auto ok = check_note(*body, rules); !ok) return tl::unexpected(ok.error());
  if (auto ok = check_links(act, *body, rules.grants->clause); !ok) return tl::unexpected(ok.error());
  if (auto ok = check_limit(act, body->obligation.currency, body->obligation.minor); !ok)
    return tl::unexpected(ok.error());
  Change change;
  change.state = static_cast<std::uint16_t>(GrantState::offered);
  CaseFact file;
  auto& grant = file.grant.emplace();
  grant.note = std::move(*body);
  grant.offered_on = act.date;
  change.put(case_key(act.statement.id()), std::move(file));
  return change;
}

base::Result<void> rule(const GrantAct& x, const statement::AcceptGrant& body) {
  if (auto ok = check_text(body.note, "reference of the note", kShortText, true, x.rules.clause); !ok)
    return ok;
  if (!x.law.in_force)
    return base::refuse(Code::refused_not_in_force, x.law.rules.name, x.law.rules.in_force_clause);
  if (auto ok = terms::holds_on(x.law.rules, *x.law.in_force, x.act.date); !ok) return ok;
  x.grant.answer = body.note;
  x.grant.agreed_on = x.act.date;
  // The grants that the note names know of it from now on.
  for (const auto& link : x.grant.note.links) {
    const auto* file = x.act.facts.get<CaseFact>(case_key(link.grant));
    PALITAN_CHECK(file != nullptr && file->grant);
    auto other = *file;
    if (other.grant->followers.size() >= kFollowersMax)
      return base::refuse(Code::refused_overflow, "grants linked with one", x.rules.clause);
    other.grant->followers.push_back({x.act.statement.case_of(), link.relation});
    x.change.put(case_key(link.grant), std::move(other));
  }
  return {};
}

base::Result<void> rule(const GrantAct& x, const statement::RecordConversion& body) {
  const auto& clause = x.rules.clause;
  const auto bad = [&](std::string what) {
    return base::refuse(Code::refused_equivalent, std::move(what), clause);
  };
  const auto& obligation = x.grant.note.obligation;
  if (!base::currency(body.amount.currency) || body.amount.currency == obligation.currency)
    return base::refuse(Code::refused_currency, "'" + body.amount.currency + "'", clause);
  if (body.source.empty() || body.source.size() > kShortText) return bad("source");
  if (body.on > x.act.date)
    return bad("the source is of " + to_text(body.on) + ", the act of " + to_text(x.act.date));
  if (body.numerator <= 0 || body.denominator <= 0) return bad("rate");
  const auto amount = base::multiply_divide(obligation.minor, body.numerator, body.denominator,
                                            terms::rounding_of(x.law.rules));
  if (!amount) return base::refuse(Code::refused_overflow, "rate", clause);
  if (*amount != body.amount.minor)
    return bad(fmt::format("{} x {}/{} is {} minor units of {}, signed {}", obligation.minor, body.numerator,
                           body.denominator, *amount, body.amount.currency, body.amount.minor));
  if (x.grant.conversions.size() >= kConversionsMax)
    return base::refuse(Code::refused_overflow, "conversions of one grant", clause);
  x.grant.conversions.push_back({x.party(), body});
  return {};
}

base::Result<void> rule(const GrantAct& x, const statement::CloseGrant& body) {
  if (auto ok = check_text(body.note, "note", kLongText, false, x.rules.clause); !ok) return ok;
  if (x.grant.state == GrantState::offered) return {};
  if (auto open = open_of(x.grant); !open.empty())
    return base::refuse(Code::refused_open, std::move(open), x.rules.clause);
  x.grant.closed_on = x.act.date;
  return {};
}

}  // namespace palitan::kernel
