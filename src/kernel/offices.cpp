// Founding, keys and offices: who may act at all (PROTOCOL section 2).
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "base/money.h"
#include "crypto/sign.h"
#include "kernel/act.h"

namespace palitan::kernel {
namespace {
using base::Code;
using statement::Role;

base::Result<void> check_parties(const statement::Found& found) {
  const auto bad = [](std::string what) {
    return base::refuse(Code::refused_unreadable, std::move(what), "founding");
  };
  if (found.parties.size() < 2 || found.parties.size() > 16) return bad("a partnership has 2 to 16 parties");
  if (found.rules_version != kRulesVersion) return bad("founded under rules this version does not know");
  std::set<base::PublicKey> keys;
  std::string_view last;
  for (const auto& party : found.parties) {
    if (!statement::is_party_code(party.code) || party.code <= last)
      return bad("party codes are three letters, ascending");
    last = party.code;
    if (party.roots.empty() || party.roots.size() > 16 || party.threshold == 0 ||
        party.threshold > party.roots.size())
      return bad("threshold m of n roots, 1 <= m <= n <= 16");
    auto all = party.roots;
    all.push_back(party.accord_key);
    all.push_back(party.node_key);
    for (const auto& key : all)
      if (!crypto::is_strict_public_key(key) || !keys.insert(key).second)
        return bad("a key is not strict or stands twice");
  }
  return {};
}

SeatFact root_seat(const statement::Party& party, const base::PublicKey& root, const base::Id& founding) {
  SeatFact seat;
  seat.key = root;
  seat.party = party.code;
  seat.root = true;
  seat.appointment = founding;
  seat.head = founding;
  seat.office = "root";
  seat.valid_until = {2'932'896};  // 9999-12-31
  return seat;
}

/// A key that is no seat's: remembered as a seat without any role, so that it can never be appointed or come
/// back.
SeatFact spent_key(const base::PublicKey& key, std::string_view party, const base::Id& cause) {
  SeatFact spent;
  spent.key = key;
  spent.party = party;
  spent.appointment = cause;
  spent.head = cause;
  spent.office = "node";
  return spent;
}

/// The signer is a root and enough further roots of its party endorsed exactly this act.
template <class Body>
base::Result<void> check_roots(const Act& act, const Body& body) {
  const auto* party = act.partnership.party(act.seat.party);
  PALITAN_CHECK(party != nullptr);
  if (!act.seat.root) return base::refuse(Code::refused_root, "the signer is not a root key", "root-act");
  const auto message = statement::root_act_message(act.content(), body);
  std::set<base::PublicKey> signers = {act.seat.key};
  for (const auto& e : body.endorsements) {
    const bool is_root = std::find(party->roots.begin(), party->roots.end(), e.root) != party->roots.end();
    if (is_root && crypto::verify(e.root, message, e.signature)) signers.insert(e.root);
  }
  if (signers.size() < party->threshold)
    return base::refuse(Code::refused_root,
                        fmt::format("{} of {} roots signed", signers.size(), party->threshold), "root-act");
  return {};
}

bool key_known(const Act& act, const base::PublicKey& key) {
  return act.facts.get<SeatFact>(seat_key(crypto::key_id(key))) != nullptr;
}
}  // namespace

base::Result<Change> judge_found(const statement::Statement& act) {
  const auto body = statement::read_body<statement::Found>(act.content());
  if (!body) return tl::unexpected(body.error());
  if (auto ok = check_parties(*body); !ok) return tl::unexpected(ok.error());
  if (crypto::key_id(body->parties[0].roots[0]) != act.content().seat)
    return base::refuse(Code::refused_root, "the first root of the first party signs the founding",
                        "founding");
  Change change;
  PartnershipFact partnership;
  partnership.id = act.id();
  partnership.arrangement = body->arrangement;
  partnership.rules_version = body->rules_version;
  for (const auto& party : body->parties) {
    partnership.parties.push_back(
        {party.code, party.name, party.threshold, party.roots, party.accord_key, party.node_key, 0, {}});
    for (const auto& root : party.roots)
      change.put(seat_key(crypto::key_id(root)), root_seat(party, root, act.id()));
    for (const auto& key : {party.accord_key, party.node_key})
      change.put(seat_key(crypto::key_id(key)), spent_key(key, party.code, act.id()));
  }
  change.put(partnership_key(), std::move(partnership));
  return change;
}

base::Result<Change> judge_change_accord_key(const Act& act) {
  auto body = act.body<statement::ChangeAccordKey>();
  if (!body) return tl::unexpected(body.error());
  if (auto ok = check_roots(act, *body); !ok) return tl::unexpected(ok.error());
  auto partnership = act.partnership;
  auto* party = partnership.party(act.seat.party);
  const bool fresh = !key_known(act, body->accord_key) && body->accord_key != body->node_key;
  // The node's own key may stay; an accord key never comes back.
  if (!fresh || (body->node_key != party->node_key && key_known(act, body->node_key)))
    return base::refuse(Code::refused_key_known, {}, "accord-key");
  if (!crypto::is_strict_public_key(body->accord_key) || !crypto::is_strict_public_key(body->node_key))
    return base::refuse(Code::refused_unreadable, "not a strict Ed25519 key", "accord-key");
  party->accord_key = body->accord_key;
  party->node_key = body->node_key;
  ++party->accord_key_changes;
  Change change;
  for (const auto& key : {body->accord_key, body->node_key})
    if (!key_known(act, key))
      change.put(seat_key(crypto::key_id(key)), spent_key(key, act.seat.party, act.statement.id()));
  change.put(partnership_key(), std::move(partnership));
  return change;
}

base::Result<Change> judge_appoint(const Act& act) {
  auto body = act.body<statement::Appoint>();
  if (!body) return tl::unexpected(body.error());
  const bool registrar = body->roles == std::vector{Role::registrar};
  if (act.seat.root) {
    if (!registrar) return base::refuse(Code::refused_role, "roots appoint registrars only", "appointment");
    if (auto ok = check_roots(act, *body); !ok) return tl::unexpected(ok.error());
  } else {
    if (auto ok = check_role(act, Role::registrar); !ok) return tl::unexpected(ok.error());
    if (std::find(body->roles.begin(), body->roles.end(), Role::registrar) != body->roles.end())
      return base::refuse(Code::refused_role, "only roots appoint a registrar", "appointment");
  }
  if (auto ok = check_time(act, kBackDatingDays); !ok) return tl::unexpected(ok.error());
  if (body->roles.empty() || !std::is_sorted(body->roles.begin(), body->roles.end(), std::less_equal<>{}))
    return base::refuse(Code::refused_unreadable, "roles are one or more, ascending, none twice",
                        "appointment");
  if (body->valid_until < body->valid_from)
    return base::refuse(Code::refused_warrant_date, "the warrant ends before it begins", "appointment");
  for (const auto& limit : body->limits)
    if (!base::currency(limit.currency) || limit.minor < 0)
      return base::refuse(Code::refused_currency, "limit in '" + limit.currency + "'", "appointment");
  if (!crypto::is_strict_public_key(body->key))
    return base::refuse(Code::refused_unreadable, "not a strict Ed25519 key", "appointment");
  if (key_known(act, body->key)) return base::refuse(Code::refused_key_known, {}, "appointment");
  SeatFact seat;
  seat.key = body->key;
  seat.party = act.seat.party;
  seat.appointment = act.statement.id();
  seat.head = act.statement.id();
  seat.office = body->office;
  seat.holder = body->holder;
  seat.unit = body->unit;
  seat.roles = body->roles;
  seat.limits = body->limits;
  seat.valid_from = body->valid_from;
  seat.valid_until = body->valid_until;
  seat.trained_on = body->trained_on;
  seat.combines = body->combines;
  Change change;
  change.put(seat_key(crypto::key_id(body->key)), std::move(seat));
  return change;
}

Change roleless_seats(const Act& act) {
  std::set<base::PublicKey> named;
  if (act.kind == statement::Kind::appoint) {
    if (const auto body = act.body<statement::Appoint>()) named = {body->key};
  } else if (const auto body = act.body<statement::ChangeAccordKey>()) {
    named = {body->accord_key, body->node_key};
  }
  Change change;
  for (const auto& key : named)
    if (crypto::is_strict_public_key(key) && !key_known(act, key))
      change.put(seat_key(crypto::key_id(key)), spent_key(key, act.seat.party, act.statement.id()));
  return change;
}

base::Result<Change> judge_revoke(const Act& act) {
  auto body = act.body<statement::Revoke>();
  if (!body) return tl::unexpected(body.error());
  if (!act.seat.root)
    if (auto ok = check_role(act, Role::registrar); !ok) return tl::unexpected(ok.error());
  const auto* target = act.facts.get<SeatFact>(seat_key(body->seat));
  if (target == nullptr || target->root || target->party != act.seat.party)
    return base::refuse(Code::refused_cited, "not an appointed seat of this party", "revocation");
  if (target->revoked_after) return base::refuse(Code::refused_already, {}, "revocation");
  if (body->last_sequence < target->head_sequence)
    return base::refuse(
        Code::refused_revocation,
        fmt::format("act {} is agreed, {} is named", target->head_sequence, body->last_sequence),
        "revocation");
  auto seat = *target;
  seat.revoked_after = body->last_sequence;
  Change change;
  change.put(seat_key(body->seat), std::move(seat));
  return change;
}

base::Result<Change> judge_raise_rules(const Act& act) {
  auto body = act.body<statement::RaiseRules>();
  if (!body) return tl::unexpected(body.error());
  if (auto ok = check_roots(act, *body); !ok) return tl::unexpected(ok.error());
  auto partnership = act.partnership;
  if (body->version <= partnership.rules_at(act.context.height) || body->from_height <= act.context.height)
    return base::refuse(Code::refused_rules,
                        fmt::format("version {} holds at height {}; named is {} from height {}",
                                    partnership.rules_at(act.context.height), act.context.height,
                                    body->version, body->from_height),
                        "rules-version");
  body->endorsements.clear();
  partnership.party(act.seat.party)->rules_wish = *body;
  const bool all =
      std::all_of(partnership.parties.begin(), partnership.parties.end(), [&](const PartyFact& p) {
        return p.rules_wish && p.rules_wish->version == body->version &&
               p.rules_wish->from_height == body->from_height;
      });
  if (all) {
    partnership.rules_version = partnership.rules_at(act.context.height);
    partnership.next_rules_version = body->version;
    partnership.next_rules_height = body->from_height;
    for (auto& party : partnership.parties) party.rules_wish.reset();
  }
  Change change;
  change.put(partnership_key(), std::move(partnership));
  return change;
}

// It changes nothing in the books: the node that stopped its accords reads it and goes on (spec/log.md,
// misconduct).
base::Result<Change> judge_name_standing(const Act& act) {
  auto body = act.body<statement::NameStanding>();
  if (!body) return tl::unexpected(body.error());
  if (auto ok = check_roots(act, *body); !ok) return tl::unexpected(ok.error());
  return Change{};
}

}  // namespace palitan::kernel
