// `palitan visit` and `palitan grant`: the main acts of both. What is short is said in words; what is long, a
// plan or a list of things, comes as a file, as `palitan act` takes it.
#include <algorithm>

#include "api/draft_json.h"
#include "api/json_view.h"
#include "base/money.h"
#include "cli/across_desk.h"
#include "cli/files.h"
#include "cli/order_draft.h"

namespace palitan::cli {
namespace {
using statement::Kind;
using statement::Role;

struct MissionActWords {
  Hand hand;
  std::string which;
  std::string body;
  std::string of;
  std::string note;
  std::string reason;
  std::string reference;
  std::string amount;
  std::vector<std::string> conditions;
  std::uint32_t lot = 1;
  std::uint32_t milestone = 1;
};
using Body = Done<base::Bytes>;

// ---- bodies ----

/// Out of a file of JSON, with every field checked.
Body body_in(const std::string& path, Kind kind) {
  const auto text = read_file(path);
  if (!text)
    return trouble(
        kUsage, fmt::format("Name a file with --body; its fields: palitan act {} --template.", name(kind)));
  const auto said = api::Json::parse(*text, nullptr, false);
  if (said.is_discarded()) return trouble(kUsage, fmt::format("'{}' is not JSON.", path));
  const api::Json json = {
      {"seat", base::to_hex(base::KeyId{}.view())}, {"kind", std::string(name(kind))}, {"body", said}};
  auto draft = api::read_draft(json.dump());
  if (!draft) return trouble(draft.error());
  return std::move(draft->body);
}

Done<base::Id> plan_that_waits(const kernel::VisitFact& visit) {
  if (visit.proposed) return visit.proposed->id;
  return trouble(kRefused, "No plan of that visit waits for the host's word.");
}

Body consent(const MissionActWords& words, const kernel::VisitFact& visit) {
  const auto of = plan_that_waits(visit);
  if (!of) return tl::unexpected(of.error());
  statement::ConsentVisit body{*of, {}, words.reference};
  for (const auto& text : words.conditions)
    body.conditions.push_back({static_cast<std::uint32_t>(body.conditions.size()) + 1, text, std::nullopt});
  return codec::encode(body);
}

Body refuse(const MissionActWords& words, const kernel::VisitFact& visit) {
  const auto of = plan_that_waits(visit);
  if (!of) return tl::unexpected(of.error());
  return codec::encode(statement::RefuseVisit{*of, words.reason});
}

/// `amount` left out: all of the milestone that is not disbursed yet.
Body disburse(const MissionActWords& words, const kernel::GrantFact& grant) {
  const auto& currency = grant.note.obligation.currency;
  for (const auto& lot : grant.lots)
    for (const auto& one : lot.milestones) {
      if (lot.number != words.lot || one.milestone.number != words.milestone) continue;
      statement::Disburse body{words.lot, words.milestone, one.milestone.amount - one.disbursed,
                               words.reference};
      if (!words.amount.empty()) {
        const auto info = base::currency(currency);
        const auto minor = base::parse_decimal(words.amount, info ? info->minor_digits : 0);
        if (!minor) return trouble(kUsage, fmt::format("'{}' is no amount in {}.", words.amount, currency));
        body.amount = *minor;
      }
      return codec::encode(body);
    }
  return trouble(kRefused,
                 fmt::format("The grant has no milestone {} of lot {}.", words.milestone, words.lot));
}

/// What the other side said and nobody has confirmed.
std::vector<base::Id> unconfirmed(const kernel::GrantFact& grant, const statement::PartyCode& party) {
  std::vector<base::Id> out;
  for (const auto& lot : grant.lots)
    for (const auto& one : lot.milestones)
      if (one.reached && one.reached_by != party && !one.confirmed_on) out.push_back(*one.reached);
  if (party != grant.note.recipient) return out;
  for (const auto& one : grant.payments)
    if (!one.confirmed_on) out.push_back(one.id);
  for (const auto& one : grant.handovers)
    if (!one.confirmed_on) out.push_back(one.id);
  return out;
}
Body confirm(const MissionActWords& words, const kernel::GrantFact& grant,
             const statement::PartyCode& party) {
  const auto open = unconfirmed(grant, party);
  if (open.empty()) return trouble(kRefused, "Nothing of that grant waits for this side's confirmation.");
  if (words.of.empty() && open.size() > 1)
    return trouble(kUsage, "Several acts wait. Name one with --of: its first digits.");
  const auto of = words.of.empty() ? Done<base::Id>{open.front()} : pick_id(words.of, open, "act");
  if (!of) return tl::unexpected(of.error());
  return codec::encode(statement::ConfirmGrant{*of, words.note});
}

/// The body of an act in a case that stands. The desk's party decides which side confirms.
Body body_of_act(Kind kind, const MissionActWords& words, const CaseView& view, const Desk& desk) {
  switch (kind) {
    case Kind::consent_visit:
      return consent(words, *view.file.visit);
    case Kind::refuse_visit:
      return refuse(words, *view.file.visit);
    case Kind::close_visit:
      return codec::encode(statement::CloseVisit{words.reason});
    case Kind::accept_grant:
      return codec::encode(statement::AcceptGrant{words.note});
    case Kind::disburse:
      return disburse(words, *view.file.grant);
    case Kind::confirm_grant:
      return confirm(words, *view.file.grant, desk.party());
    default:
      return body_in(words.body, kind);
  }
}

// ---- verbs ----

struct Verb {
  const char* group;
  const char* name;
  Kind kind;
  Role role;
  const char* says;
  bool by_file = false;
  bool opens = false;
};
constexpr Verb kVerbs[] = {
    {"visit", "notify", Kind::notify_visit, Role::requester, "declare a visit to its host", true, true},
    {"visit", "consent", Kind::consent_visit, Role::approver, "consent to the plan that waits (host)"},
    {"visit", "refuse", Kind::refuse_visit, Role::approver, "refuse the plan that waits (host)"},
    {"visit", "enter", Kind::enter, Role::issuer, "say who and what came in (visitor)", true},
    {"visit", "depart", Kind::depart, Role::issuer, "say who and what went out (visitor)", true},
    {"visit", "close", Kind::close_visit, Role::approver, "close a visit of which nothing is left inside"},
    {"grant", "offer", Kind::offer_grant, Role::approver, "offer a grant by its note (donor)", true, true},
    {"grant", "accept", Kind::accept_grant, Role::approver, "answer the note (recipient)"},
    {"grant", "disburse", Kind::disburse, Role::payer, "pay what a confirmed milestone bears (donor)"},
    {"grant", "confirm", Kind::confirm_grant, Role::approver,
     "confirm what the other side said: a milestone, money, a handover"},
    {"grant", "hand-over", Kind::hand_over, Role::issuer, "hand over things by serial number (donor)", true},
    {"grant", "inspect", Kind::inspect, Role::custodian, "say how things were found (donor)", true},
};

Done<void> act(const Context& context, const MissionActWords& words, const Verb& verb) {
  const auto desk = open_desk(context);
  if (!desk) return tl::unexpected(desk.error());
  auto role = verb.role;
  node::Draft draft;
  draft.kind = verb.kind;
  if (verb.opens) {
    auto body = body_in(words.body, verb.kind);
    if (!body) return tl::unexpected(body.error());
    draft.body = std::move(*body);
  } else {
    const auto view = case_named(**desk, words.which, verb.group);
    if (!view) return tl::unexpected(view.error());
    auto body = body_of_act(verb.kind, words, *view, **desk);
    if (!body) return tl::unexpected(body.error());
    draft.case_id = view->id;
    draft.body = std::move(*body);
    if (verb.kind == Kind::confirm_grant && (*desk)->party() == view->file.grant->note.recipient)
      role = Role::receiver;
  }
  const auto done = sign_draft(context, **desk, words.hand, role, std::move(draft));
  if (!done) return tl::unexpected(done.error());
  return {};
}

void add_options(CLI::App& at, const Verb& verb, const std::shared_ptr<MissionActWords>& words) {
  if (!verb.opens)
    at.add_option(verb.group, words->which,
                  "first digits of its id, or its name; may be left out where there is one");
  if (verb.by_file)
    at.add_option("--body", words->body,
                  fmt::format("file with its fields as JSON; see palitan act {} --template", name(verb.kind)))
        ->required();
  at.add_option("--by", words->hand.by, "the office or seat that signs");
  at.add_option("--at", words->hand.at, "when it took effect; now if left out");
}
}  // namespace

void add_mission_act_commands(CLI::App& app, Context& context) {
  auto words = std::make_shared<MissionActWords>();
  std::map<std::string, CLI::App*> groups;
  groups["visit"] = app.add_subcommand("visit", "declare, consent to, enter, leave and close a visit");
  groups["grant"] = app.add_subcommand("grant", "offer, answer, pay, hand over and inspect a grant");
  std::map<std::string, CLI::App*> made;
  for (const auto& verb : kVerbs) {
    auto* out = command(*groups[verb.group], context, verb.name, verb.says,
                        [&context, words, &verb] { return act(context, *words, verb); });
    add_options(*out, verb, words);
    made[verb.name] = out;
  }
  for (auto& [group, at] : groups) at->require_subcommand(1)->fallthrough();
  made["consent"]
      ->add_option("--condition", words->conditions, "what must be met; repeat for each")
      ->allow_extra_args(false);
  made["consent"]->add_option("--clearance", words->reference, "its reference");
  for (const char* one : {"refuse", "close"}) made[one]->add_option("--reason", words->reason, "why");
  made["disburse"]->add_option("--lot", words->lot, "of which lot")->capture_default_str();
  made["disburse"]->add_option("--milestone", words->milestone, "of which milestone")->capture_default_str();
  made["disburse"]->add_option("--amount", words->amount, "in the note's currency; all of it if left out");
  made["disburse"]->add_option("--reference", words->reference, "of the transfer");
  made["accept"]->add_option("--note", words->note, "the note in return")->required();
  made["confirm"]->add_option("--of", words->of, "the act (its first digits), where several wait");
  made["confirm"]->add_option("--note", words->note, "what was seen");
}

}  // namespace palitan::cli
