// Who may act at all: roots, registrars, warrants, keys, forks, revocation, rules versions.
#include <gtest/gtest.h>

#include "kernel/record_kit.h"

namespace palitan::kernel::kit {
namespace {
using statement::ChangeAccordKey;
using statement::KeyReason;
using statement::RaiseRules;
using statement::Revoke;

statement::Appoint appointment(std::string_view name, std::vector<Role> roles) {
  return {
      key_named(name).public_key, "office", "holder", "unit", std::move(roles), {}, day(-1), day(1), {}, {}};
}

TEST(Founding, stands_once) {
  Record record;
  statement::Content c;
  c.kind = 1;
  c.made_at = c.effective_at = record.now();
  const auto body = codec::encode(statement::Found{{}, 1, {}});
  c.body = {body};
  EXPECT_EQ(record.take(statement::sign(std::move(c), key_named("anyone"))).code(), Code::refused_already);
}

TEST(Appointments, come_from_roots_to_registrars_to_everybody_else) {
  Record record;
  auto& root = record.root("jpn");
  EXPECT_EQ(record.act(root, appointment("a", {Role::issuer})).code(), Code::refused_role);
  auto& registrar = record.appoint(root, "registrar", {Role::registrar});
  EXPECT_EQ(record.act(registrar, appointment("b", {Role::registrar})).code(), Code::refused_role);
  EXPECT_EQ(record.act(registrar, appointment("c", {})).code(), Code::refused_unreadable);
  auto backwards = appointment("d", {Role::issuer});
  std::swap(backwards.valid_from, backwards.valid_until);
  EXPECT_EQ(record.act(registrar, backwards).code(), Code::refused_warrant_date);
  auto moneyless = appointment("e", {Role::issuer});
  moneyless.limits = {{1, "XXX"}};
  EXPECT_EQ(record.act(registrar, moneyless).code(), Code::refused_currency);
  EXPECT_EQ(record.act(registrar, appointment("f", {Role::issuer})).code(), Code::accepted);
  EXPECT_EQ(record.act(registrar, appointment("f", {Role::issuer})).code(), Code::refused_key_known);
  EXPECT_EQ(record.act(registrar, appointment("jpn accord", {Role::issuer})).code(), Code::refused_key_known);
}

TEST(Appointments, that_were_refused_leave_a_seat_without_roles) {
  Record record;
  auto& seat = record.appoint(record.root("jpn"), "clerk", {Role::custodian});
  const auto done =
      record.act(seat, statement::OpenActivity{"exercise", "x", {"jpn", "phl"}, day(0), day(9), {}});
  EXPECT_EQ(done.code(), Code::refused_role);
}

TEST(Warrants, hold_from_their_first_day_to_their_last) {
  Record record;
  auto& registrar = record.appoint(record.root("jpn"), "registrar", {Role::registrar});
  auto body = appointment("jpn brief", {Role::custodian});
  const Id id = record.act(registrar, body).id;
  Office brief{"jpn", key_named("jpn brief"), id, 0};
  const statement::OpenActivity activity{"exercise", "x", {"jpn", "phl"}, day(-9), day(9), {}};
  EXPECT_EQ(record.act(brief, activity, {.on = day(-2)}).code(), Code::refused_warrant_date);
  EXPECT_EQ(record.act(brief, activity, {.on = day(-1)}).code(), Code::accepted);
  record.pass_days(1);
  EXPECT_EQ(record.act(brief, activity, {.on = day(1)}).code(), Code::accepted);
  record.pass_days(1);
  EXPECT_EQ(record.act(brief, activity, {.on = day(2)}).code(), Code::refused_warrant_date);
}

TEST(RootActs, need_as_many_roots_as_the_founding_names) {
  Record record({.roots = 3, .threshold = 2});
  auto& root = record.root("jpn", 1);
  // A refused change spends its keys, so each attempt brings others.
  ChangeAccordKey body{
      key_named("first accord").public_key, key_named("first node").public_key, KeyReason::planned, {}};
  EXPECT_EQ(record.act(root, body).code(), Code::refused_root);
  body.accord_key = key_named("second accord").public_key;
  body.node_key = key_named("second node").public_key;
  const auto& third = record.root("jpn", 2).key;
  body.endorsements = {{third.public_key, {}}};
  EXPECT_EQ(record.act(root, body).code(), Code::refused_root) << "an endorsement that does not fit";
  body.accord_key = key_named("new accord").public_key;
  body.node_key = key_named("jpn node").public_key;
  statement::Content c;
  c.partnership = record.partnership();
  c.kind = 2;
  c.seat = root.seat();
  c.sequence = root.sequence + 1;
  body.endorsements[0].signature = crypto::sign(third, statement::root_act_message(c, body));
  EXPECT_EQ(record.act(root, body).code(), Code::accepted);
  EXPECT_EQ(record.get<PartnershipFact>(partnership_key())->party("jpn")->accord_key,
            key_named("new accord").public_key);
}

TEST(AccordKeys, change_for_the_accord_that_holds_the_change_and_never_come_back) {
  Record record({.open_house = true});
  auto& root = record.root("jpn");
  const auto node = key_named("jpn node").public_key;
  const auto change = [&](std::string_view name) {
    return record.act(root, ChangeAccordKey{key_named(name).public_key, node, KeyReason::lost, {}}).code();
  };
  EXPECT_EQ(
      record.act(record.office("jpn"), ChangeAccordKey{key_named("x").public_key, node, KeyReason::lost, {}})
          .code(),
      Code::refused_root);
  EXPECT_EQ(change("second"), Code::accepted);
  record.set_accord_key("jpn", key_named("second"));
  record.accord();  // the kit itself checks that the new key signed
  EXPECT_EQ(change("jpn accord"), Code::refused_key_known);
  EXPECT_EQ(change("jpn desk"), Code::refused_key_known);
}

TEST(Revocations, name_the_last_act_that_the_party_stands_by) {
  Record record({.open_house = true});
  auto& registrar = record.office("jpn", "registrar");
  auto& desk = record.office("jpn");
  const auto revoke = [&](Office& by, const base::KeyId& seat, std::uint64_t last) {
    return record.act(by, Revoke{seat, last, "left"}).code();
  };
  EXPECT_EQ(revoke(registrar, desk.seat(), desk.sequence - 1), Code::refused_revocation);
  EXPECT_EQ(revoke(record.office("phl", "registrar"), desk.seat(), 9), Code::refused_cited);
  EXPECT_EQ(revoke(desk, record.office("jpn", "registrar").seat(), 9), Code::refused_role);
  EXPECT_EQ(revoke(registrar, desk.seat(), desk.sequence + 1), Code::accepted);
  EXPECT_EQ(revoke(registrar, desk.seat(), desk.sequence + 1), Code::refused_already);
  const statement::OpenActivity activity{"exercise", "x", {"jpn", "phl"}, day(-9), day(9), {}};
  EXPECT_EQ(record.act(desk, activity).code(), Code::accepted) << "the one they stand by";
  EXPECT_EQ(record.act(desk, activity).code(), Code::refused_revoked);
}

TEST(Sequences, have_no_gap_and_follow_their_own_seat) {
  Record record({.open_house = true});
  auto& desk = record.office("jpn");
  const statement::OpenActivity activity{"exercise", "x", {"jpn", "phl"}, day(-9), day(9), {}};
  EXPECT_EQ(record.take(record.sign(desk, activity, {.sequence = desk.sequence + 2})).code(),
            Code::refused_sequence);
  EXPECT_EQ(record.take(record.sign(desk, activity, {.previous = record.office("phl").head})).code(),
            Code::refused_sequence);
  EXPECT_EQ(record.act(desk, activity).code(), Code::accepted) << "the right one may still come";
}

TEST(Forks, in_one_accord_refuse_both_branches_and_what_follows) {
  Record record({.open_house = true});
  auto& desk = record.office("jpn");
  const auto open = [](std::string name) {
    return statement::OpenActivity{"exercise", std::move(name), {"jpn", "phl"}, day(-9), day(9), {}};
  };
  const auto twin = record.sign(desk, open("twin"), {});
  record.act(desk, open("one"));
  const auto later = record.act(desk, open("later")).id;
  record.take(twin);
  const auto seen = record.act(record.office("phl"), open("cites"), {.after = {twin->id()}}).id;
  for (const auto& entry : record.accord().entries) {
    const auto expected = entry.act->id() == seen ? Code::accepted : Code::refused_forked;
    EXPECT_EQ(entry.verdict.code, expected) << sentence(entry.verdict.refusal());
  }
  EXPECT_EQ(record.get<SeatFact>(seat_key(desk.seat()))->fork_from, desk.sequence - 1);
  EXPECT_EQ(desk.head, later);
}

TEST(Forks, of_an_agreed_act_leave_it_standing) {
  Record record({.open_house = true});
  auto& desk = record.office("jpn");
  const statement::OpenActivity activity{"exercise", "x", {"jpn", "phl"}, day(-9), day(9), {}};
  const auto twin =
      record.sign(desk, statement::OpenActivity{"relief", "y", {"jpn", "phl"}, day(-9), day(9), {}}, {});
  const auto stands = record.act(desk, activity).id;
  record.accord();
  record.take(twin);
  const auto fold = record.accord();
  ASSERT_EQ(fold.entries.size(), 1u);
  EXPECT_EQ(fold.entries[0].verdict.code, Code::refused_forked);
  EXPECT_EQ(fold.entries[0].verdict.clause, "fork");
  EXPECT_EQ(record.get<StatementFact>(statement_key(stands))->code, 0);
  EXPECT_EQ(record.act(desk, activity).code(), Code::refused_forked);
}

TEST(Forks, of_a_fact_post_what_moved_as_irregular_and_disown_the_case) {
  Record record({.open_house = true});
  const auto id = record.accepted_order({lent_fuel()}, 0);
  record.accord();
  auto& desk = record.office("jpn");
  const auto twin = record.sign(desk, statement::Issue{{{1, 7'000'000, {}}}, {}, {}}, {.in = id});
  record.issue(id, 5);
  record.accord();
  record.take(twin);
  record.accord();
  const auto& order = record.order(id);
  EXPECT_TRUE(order.disowned);
  ASSERT_EQ(order.irregular.size(), 1u);
  EXPECT_EQ(order.irregular[0].clause, "fork");
  EXPECT_EQ(order.lines[0].issued, 5'000'000) << "the agreed branch stands";
  EXPECT_EQ(record.balance(ledger::AccountKind::irregular, "phl", "jpn", "F-76/LTR"), 7'000'000);
}

TEST(RulesVersions, rise_when_all_parties_wish_the_same) {
  Record record({.open_house = true});
  auto& jpn = record.root("jpn");
  auto& phl = record.root("phl");
  EXPECT_EQ(record.act(jpn, RaiseRules{1, 9, {}}).code(), Code::refused_rules);
  EXPECT_EQ(record.act(jpn, RaiseRules{2, 1, {}}).code(), Code::refused_rules);
  EXPECT_EQ(record.act(jpn, RaiseRules{2, 9, {}}).code(), Code::accepted);
  EXPECT_EQ(record.act(phl, RaiseRules{2, 8, {}}).code(), Code::accepted);
  EXPECT_EQ(record.get<PartnershipFact>(partnership_key())->rules_at(9), 1u) << "wishes differ";
  EXPECT_EQ(record.act(phl, RaiseRules{2, 9, {}}).code(), Code::accepted);
  EXPECT_EQ(record.get<PartnershipFact>(partnership_key())->rules_at(8), 1u);
  EXPECT_EQ(record.get<PartnershipFact>(partnership_key())->rules_at(9), 2u);
  EXPECT_EQ(record.act(record.office("jpn"), RaiseRules{3, 12, {}}).code(), Code::refused_root);
  EXPECT_EQ(record.act(jpn, statement::NameStanding{1, {}, {}}).code(), Code::accepted);
}

TEST(Kinds, that_nobody_knows_here_are_kept_and_refused) {
  Record record({.open_house = true});
  const base::Bytes empty_map = {0xa0};
  EXPECT_EQ(record.raw_act(record.office("jpn"), 999, empty_map, {.in = record.activity()}).code(),
            Code::refused_unreadable);
  const base::Bytes unknown_field = {0xa1, 0x01, 0x01};
  EXPECT_EQ(record
                .raw_act(record.office("jpn"), 44, unknown_field,
                         {.in = record.accepted_order({paid_fuel()}, 15'000)})
                .code(),
            Code::refused_unreadable);
}

}  // namespace
}  // namespace palitan::kernel::kit
