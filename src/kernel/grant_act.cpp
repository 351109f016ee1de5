// One path for every act of a grant: side, role, time, table, rule; then the postings follow from the
// figures.
#include <algorithm>

#include <fmt/format.h>

#include "kernel/case_rules.h"
#include "kernel/grant_rules.h"

namespace palitan::kernel {
namespace {
using base::Code;
using statement::Kind;

std::optional<GrantSide> side_of(const GrantFact& grant, std::string_view party) {
  if (party == grant.note.donor) return GrantSide::donor;
  if (party == grant.note.recipient) return GrantSide::recipient;
  return std::nullopt;
}

base::Result<const GrantRule*> check_table(const GrantAct& x) {
  const auto* found = find_grant_rule(x.grant.state, x.act.kind, x.side);
  if (found == nullptr)
    return base::refuse(Code::refused_state, fmt::format("the grant is {}", name(x.grant.state)),
                        "grant-table");
  return found;
}

/// The change from the grant before to the grant after: case file and postings.
base::Result<Change> changed(const GrantAct& x, const GrantFact& before) {
  const auto old_position = position_of(before);
  const auto new_position = position_of(x.grant);
  PALITAN_CHECK(old_position.has_value());
  auto postings = new_position ? ledger::difference(*old_position, *new_position) : std::nullopt;
  if (!postings) return base::refuse(Code::refused_overflow, {}, x.rules.clause);
  x.change.postings = std::move(*postings);
  x.change.state = static_cast<std::uint16_t>(x.grant.state);
  CaseFact file;
  file.grant.emplace(std::move(x.grant));
  x.change.put(case_key(x.act.statement.case_of()), std::move(file));
  return std::move(x.change);
}

template <class Body>
base::Result<Change> judge_will(const GrantAct& x, const GrantFact& before, const Body& body) {
  if (auto ok = check_time(x.act, x.law.rules.back_dating_days); !ok) return tl::unexpected(ok.error());
  const auto found = check_table(x);
  if (!found) return tl::unexpected(found.error());
  if (auto ok = rule(x, body); !ok) return tl::unexpected(ok.error());
  // The rule itself may have moved the grant on.
  if (x.grant.state == (*found)->state) x.grant.state = (*found)->next;
  return changed(x, before);
}

/// What happened is kept with or without cover; without, the other side has to answer.
template <class Body>
base::Result<Change> judge_fact(const GrantAct& x, const GrantFact& before, const Body& body) {
  const auto cover = [&]() -> base::Result<void> {
    if (auto ok = check_time(x.act, x.law.rules.back_dating_days); !ok) return ok;
    if (auto ok = check_table(x); !ok) return tl::unexpected(ok.error());
    if constexpr (requires { covered(x, body); }) return covered(x, body);
    return {};
  }();
  if (auto ok = record(x, body); !ok) return tl::unexpected(ok.error());
  // A loss waits for an answer as it is.
  if (!cover && x.act.kind != Kind::report_loss) {
    GrantMatter matter;
    matter.code = static_cast<std::uint16_t>(cover.error().code);
    matter.clause = cover.error().clause;
    if constexpr (requires { matter.serials = body.serials; }) matter.serials = body.serials;
    if (auto ok = keep_matter(x, std::move(matter)); !ok) return tl::unexpected(ok.error());
  }
  auto change = changed(x, before);
  if (change && !cover) change->irregular = cover.error();
  return change;
}

template <class Body>
base::Result<Change> judge_body(const Act& act, const GrantFact& before, GrantSide side) {
  const auto body = act.body<Body>();
  if (!body) return tl::unexpected(body.error());
  const auto* law = act.facts.get<CaseFact>(case_key(before.note.instrument));
  PALITAN_CHECK(law != nullptr && law->instrument && law->instrument->rules.grants);
  auto grant = before;
  Change change;
  const GrantAct x{act, grant, *law->instrument, side, change};
  if constexpr (requires { record(x, *body); })
    return judge_fact(x, before, *body);
  else if constexpr (requires { rule(x, *body); })
    return judge_will(x, before, *body);
  else
    return base::refuse(Code::refused_cited, "not an act of a grant", "grant");
}

template <class Body>
std::optional<Body> read(const statement::Statement& act) {
  auto body = statement::read_body<Body>(act.content());
  return body ? std::optional(std::move(*body)) : std::nullopt;
}
void want_berths(const std::vector<statement::ItemState>& items, Wants& wants) {
  for (const auto& item : items)
    if (!item.berth.empty()) wants.push_back(mark_key("serial", item.berth));
}
}  // namespace

const GrantFact* grant_of(const Act& act, const base::Id& id) {
  const auto* file = act.facts.get<CaseFact>(case_key(id));
  return file != nullptr && file->grant ? &*file->grant : nullptr;
}

base::Result<void> check_text(std::string_view text, const char* what, std::size_t most, bool needed,
                              const std::string& clause) {
  if (needed && text.empty())
    return base::refuse(Code::refused_grant, fmt::format("{}: empty", what), clause);
  if (text.size() > most)
    return base::refuse(Code::refused_grant, fmt::format("{}: longer than {} bytes", what, most), clause);
  return {};
}

base::Result<void> keep_matter(const GrantAct& x, GrantMatter matter) {
  std::size_t named = matter.serials.size();
  for (const auto& one : x.grant.matters) named += one.serials.size();
  for (const auto& one : x.grant.consents) named += one.serials.size();
  if (x.grant.matters.size() >= kMattersMax || named > kNamedMax)
    return base::refuse(Code::refused_overflow, "losses and irregular acts of one grant",
                        x.rules.loss_clause);
  matter.act = x.act.statement.id();
  matter.kind = x.act.kind;
  matter.by = x.party();
  matter.on = x.act.date;
  matter.due = terms::loss_answer_due(x.law.rules, x.act.date);
  x.grant.matters.push_back(std::move(matter));
  return {};
}

base::Result<Change> judge_grant_act(const Act& act) {
  if (act.kind == Kind::offer_grant) return judge_offer_grant(act);
  const auto* grant = grant_of(act, act.statement.case_of());
  if (grant == nullptr) return base::refuse(Code::refused_cited, "the case is not a grant", "grant");
  const auto side = side_of(*grant, act.seat.party);
  if (!side)
    return base::refuse(Code::refused_party, "'" + act.seat.party + "' is no side of this grant", "grant");
  const auto role = grant_role_for(act.kind, *side);
  if (!role)
    return base::refuse(Code::refused_side, fmt::format("{} is not for the {}", name(act.kind), name(*side)),
                        "grant-table");
  if (auto ok = check_role(act, *role); !ok) return tl::unexpected(ok.error());
  return statement::with_body(act.kind,
                              [&](auto fresh) { return judge_body<decltype(fresh)>(act, *grant, *side); });
}

void grant_wants(const statement::Statement& act, const Facts& facts, Wants& wants) {
  const auto kind = act.kind();
  if (!kind) return;
  if (*kind == Kind::offer_grant) {
    if (const auto body = read<statement::OfferGrant>(act)) {
      wants.push_back(case_key(body->instrument));
      for (const auto& link : body->links) wants.push_back(case_key(link.grant));
    }
    return;
  }
  const auto number = static_cast<unsigned>(*kind);
  if (number < 80 || number >= 100) return;
  const auto* file = peek<CaseFact>(facts, case_key(act.case_of()));
  if (file == nullptr || !file->grant) return;
  wants.push_back(case_key(file->grant->note.instrument));
  if (*kind == Kind::accept_grant)
    for (const auto& link : file->grant->note.links) wants.push_back(case_key(link.grant));
  if (*kind == Kind::hand_over)
    if (const auto body = read<statement::HandOver>(act))
      for (const auto& item : body->items) wants.push_back(mark_key("serial", item.serial));
  if (*kind == Kind::report_condition)
    if (const auto body = read<statement::ReportCondition>(act)) want_berths(body->items, wants);
  if (*kind == Kind::inspect)
    if (const auto body = read<statement::Inspect>(act)) want_berths(body->items, wants);
}

}  // namespace palitan::kernel
