#include <gtest/gtest.h>

#include "kernel/grant_kit.h"

namespace palitan::kernel::kit {
namespace {
using statement::ConsentKind;
using statement::LossKind;

struct Grants : GrantDesk, ::testing::Test {};

TEST_F(Grants, a_note_is_owed_once_both_have_signed) {
  const auto offered = act(jpn, note());
  EXPECT_EQ(offered.code(), Code::accepted);
  EXPECT_TRUE(offered.postings.empty());
  EXPECT_EQ(grant(offered.id).state, GrantState::offered);
  const auto accepted = does(phl, offered.id, statement::AcceptGrant{"P-1"});
  EXPECT_EQ(accepted.code(), Code::accepted);
  EXPECT_EQ(accepted.postings.size(), 2u);
  EXPECT_EQ(owed("granted"), 1'000);
  EXPECT_EQ(owed("grant_owed"), -1'000);
  EXPECT_EQ(grant(offered.id).state, GrantState::agreed);
  EXPECT_EQ(say(phl, offered.id, statement::AcceptGrant{"P-1"}), Code::refused_state);
}

TEST_F(Grants, a_note_out_of_order_is_refused) {
  const auto refused = [&](Code code, const std::function<void(statement::OfferGrant&)>& change) {
    auto body = note();
    change(body);
    const auto seen = act(jpn, body).verdict;
    EXPECT_EQ(seen.code, code) << base::sentence(seen.refusal());
    EXPECT_FALSE(seen.clause.empty());
  };
  refused(Code::refused_grant, [](auto& x) { x.title.clear(); });
  refused(Code::refused_grant, [](auto& x) { x.title.assign(201, 'x'); });
  refused(Code::refused_grant, [](auto& x) { x.note.clear(); });
  refused(Code::refused_grant, [](auto& x) { x.obligation.minor = 0; });
  refused(Code::refused_grant, [](auto& x) { x.obligation.minor = -1; });
  refused(Code::refused_grant, [](auto& x) { x.fiscal_year = day(0); });
  refused(Code::refused_currency, [](auto& x) { x.obligation.currency = "USD"; });
  refused(Code::refused_field, [](auto& x) { x.field = "warfare"; });
  refused(Code::refused_field, [](auto& x) { x.purpose = "counter_piracy"; });
  refused(Code::refused_place, [](auto& x) { x.sites = {{"nowhere", {}, {}, {}}}; });
  refused(Code::refused_party, [](auto& x) { x.recipient = "usa"; });
  refused(Code::refused_party, [](auto& x) { x.recipient = "jpn"; });
  refused(Code::refused_cited, [&](auto& x) { x.instrument = activity(); });
  refused(Code::refused_authority, [&](auto& x) { x.instrument = instrument(); });
  refused(Code::refused_cited, [&](auto& x) { x.links = {{activity(), "boats"}}; });
  refused(Code::refused_limit, [](auto& x) { x.obligation.minor = 1'000'000'000'001; });
  EXPECT_EQ(act(phl, note()).code(), Code::refused_side);
  auto humanitarian = note();
  humanitarian.field = "humanitarian";
  humanitarian.purpose = "anything";  // the field names no purposes
  EXPECT_EQ(act(jpn, humanitarian).code(), Code::accepted);
}

TEST_F(Grants, either_side_may_decline_an_offer_and_nothing_follows) {
  for (auto* who : {&jpn, &phl}) {
    const auto id = act(jpn, note()).id;
    done(*who, id, statement::CloseGrant{"not now"});
    EXPECT_EQ(grant(id).state, GrantState::declined);
    EXPECT_EQ(say(phl, id, statement::AcceptGrant{"P-1"}), Code::refused_state);
  }
  EXPECT_EQ(owed("granted"), 0);
}

TEST_F(Grants, a_conversion_is_information_and_must_follow_from_its_rate) {
  auto body = note();
  body.obligation.minor = 900'000'000;
  const auto id = agreed(body);
  const statement::RecordConversion dollars{{600'000'000, "USD"}, 2, 3, "a newspaper", day(0)};
  done(phl, id, dollars);
  done(jpn, id, statement::RecordConversion{{33'700'000'000, "PHP"}, 337, 9, "another", day(-1)});
  EXPECT_EQ(grant(id).conversions.size(), 2u);
  EXPECT_EQ(owed("granted"), 900'000'000);
  const auto refused = [&](Code code, auto change) {
    auto wrong = dollars;
    change(wrong);
    EXPECT_EQ(say(phl, id, wrong), code);
  };
  refused(Code::refused_equivalent, [](auto& x) { x.amount.minor += 1; });
  refused(Code::refused_equivalent, [](auto& x) { x.numerator = 0; });
  refused(Code::refused_equivalent, [](auto& x) { x.denominator = -3; });
  refused(Code::refused_equivalent, [](auto& x) { x.source.clear(); });
  refused(Code::refused_equivalent, [](auto& x) { x.on = day(1); });
  refused(Code::refused_currency, [](auto& x) { x.amount.currency = "JPY"; });
  refused(Code::refused_overflow, [](auto& x) { x.numerator = std::numeric_limits<std::int64_t>::max(); });
}

TEST_F(Grants, lots_stay_within_the_note) {
  const auto id = agreed(note());
  const auto past = does(jpn, id, lot(1, 1'001)).verdict;
  EXPECT_EQ(past.code, Code::refused_obligation);
  EXPECT_EQ(past.clause, "note");
  done(jpn, id, lot(1, 600));
  EXPECT_EQ(say(jpn, id, lot(1, 100)), Code::refused_grant);  // its number again
  EXPECT_EQ(say(jpn, id, lot(2, 401)), Code::refused_obligation);
  auto uneven = lot(2, 400);
  uneven.milestones[0].amount += 1;
  EXPECT_EQ(say(jpn, id, uneven), Code::refused_grant);
  auto empty = lot(2, 0);
  empty.milestones.clear();
  EXPECT_EQ(say(jpn, id, empty), Code::refused_grant);
  EXPECT_EQ(say(phl, id, lot(2, 400)), Code::refused_side);
  auto wide = lot(2, 400);
  wide.amount = wide.milestones[0].amount = std::numeric_limits<std::int64_t>::max();
  EXPECT_EQ(say(jpn, id, wide), Code::refused_overflow);
  done(jpn, id, lot(2, 400));
  EXPECT_EQ(grant(id).state, GrantState::procuring);
}

TEST_F(Grants, money_moves_for_milestones_that_both_have_seen) {
  const auto id = awarded();
  const auto pay = [&](std::int64_t amount, std::uint32_t milestone = 1, std::uint32_t of = 1) {
    return does(jpn, id, statement::Disburse{of, milestone, amount, "wire"});
  };
  EXPECT_EQ(pay(500).code(), Code::refused_milestone);
  const auto said = done(phl, id, statement::ReachMilestone{1, 1, {}});
  EXPECT_EQ(pay(500).code(), Code::refused_milestone);  // not confirmed
  EXPECT_EQ(say(phl, id, statement::ConfirmGrant{said, {}}), Code::refused_side);
  done(jpn, id, statement::ConfirmGrant{said, {}});
  EXPECT_EQ(say(jpn, id, statement::ReachMilestone{1, 1, {}}), Code::refused_already);
  EXPECT_EQ(say(jpn, id, statement::ReachMilestone{1, 9, {}}), Code::refused_milestone);
  EXPECT_EQ(pay(500, 1, 2).code(), Code::refused_milestone);
  EXPECT_EQ(pay(0).code(), Code::refused_grant);
  const auto says = [&](std::int64_t amount) { return pay(amount).verdict.detail; };
  EXPECT_EQ(says(501), "501 goes past the milestone");
  EXPECT_EQ(says(1'001), "1001 goes past the note");
  EXPECT_EQ(pay(std::numeric_limits<std::int64_t>::max()).code(), Code::refused_obligation);
  const auto first = pay(300);
  EXPECT_EQ(first.code(), Code::accepted);
  EXPECT_EQ(owed("granted"), 1'000);
  EXPECT_EQ(owed("grant_owed"), -700);
  EXPECT_EQ(owed("disbursing"), -300);
  EXPECT_EQ(pay(201).code(), Code::refused_obligation);
  EXPECT_EQ(say(jpn, id, statement::ConfirmGrant{first.id, {}}), Code::refused_side);
  done(phl, id, statement::ConfirmGrant{first.id, {}});
  EXPECT_EQ(say(phl, id, statement::ConfirmGrant{first.id, {}}), Code::refused_already);
  EXPECT_EQ(owed("granted"), 700);
  EXPECT_EQ(owed("grant_owed"), -700);
  EXPECT_EQ(owed("disbursing"), 0);
  EXPECT_EQ(say(phl, id, statement::ConfirmGrant{id, {}}), Code::refused_cited);
}

TEST_F(Grants, a_serial_number_is_handed_over_once_in_all_grants) {
  const auto id = delivered();
  const auto& things = grant(id).things;
  ASSERT_EQ(things.size(), 2u);
  EXPECT_EQ(things[0].custody, Custody::recipient);
  EXPECT_EQ(grant(id).state, GrantState::delivered);
  EXPECT_EQ(say(jpn, id, boats({"RHIB-2", "RHIB-3"})), Code::refused_serial);
  EXPECT_EQ(grant(id).things.size(), 2u);  // nothing of it
  const auto other = awarded();
  const auto again = does(jpn, other, boats({"RHIB-1"})).verdict;
  EXPECT_EQ(again.code, Code::refused_serial);
  EXPECT_EQ(again.detail, "'RHIB-1' was handed over before");
  EXPECT_EQ(say(jpn, other, boats({"B", "A"})), Code::refused_serial);
  EXPECT_EQ(say(jpn, other, boats({"A", "A"})), Code::refused_serial);
  EXPECT_EQ(say(jpn, other, boats({""})), Code::refused_serial);
  EXPECT_EQ(say(jpn, other, boats({"a\nb"})), Code::refused_serial);
  EXPECT_EQ(say(jpn, other, boats({std::string(65, 'x')})), Code::refused_serial);
  EXPECT_EQ(say(jpn, other, boats({})), Code::refused_serial);
  EXPECT_EQ(say(jpn, other, boats({"A"}, 7)), Code::refused_milestone);
  EXPECT_EQ(say(phl, other, boats({"A"})), Code::refused_side);
  accord();  // the mark is agreed as well
  EXPECT_EQ(say(jpn, other, boats({"RHIB-1"})), Code::refused_serial);
}

TEST_F(Grants, a_thing_is_the_donors_until_the_other_side_confirms) {
  const auto id = awarded();
  const auto handed = done(jpn, id, boats({"RHIB-1"}));
  EXPECT_EQ(grant(id).state, GrantState::procuring);
  EXPECT_EQ(grant(id).things[0].custody, Custody::donor);
  EXPECT_EQ(say(phl, id, statement::ReportCondition{{state_of("RHIB-1")}}), Code::refused_item);
  EXPECT_EQ(say(jpn, id, statement::ConfirmGrant{handed, {}}), Code::refused_side);
  done(phl, id, statement::ConfirmGrant{handed, {}});
  done(phl, id, statement::ReportCondition{{state_of("RHIB-1")}});
  EXPECT_EQ(grant(id).things[0].reported->custodian, "Squadron 3");
  auto limited = state_of("RHIB-1");
  limited.readiness = statement::Readiness::limited;
  done(jpn, id, statement::Inspect{{limited}, "one engine is out"});
  EXPECT_EQ(grant(id).things[0].reported->readiness, statement::Readiness::ready);
  EXPECT_EQ(grant(id).things[0].inspected->readiness, statement::Readiness::limited);
  // An older word that comes later does not replace a newer one.
  auto older = state_of("RHIB-1");
  older.custodian = "Squadron 1";
  EXPECT_EQ(say(phl, id, statement::ReportCondition{{older}}, day(-3)), Code::accepted);
  EXPECT_EQ(grant(id).things[0].reported->custodian, "Squadron 3");
}

TEST_F(Grants, reports_that_belong_to_other_acts_are_refused) {
  const auto id = delivered();
  const auto report = [&](const std::function<void(statement::ItemState&)>& change) {
    auto state = state_of("RHIB-1");
    change(state);
    return say(phl, id, statement::ReportCondition{{state}});
  };
  EXPECT_EQ(report([](auto& x) { x.readiness = statement::Readiness::lost; }), Code::refused_item);
  EXPECT_EQ(report([](auto& x) { x.readiness = statement::Readiness::disposed; }), Code::refused_item);
  EXPECT_EQ(report([](auto& x) { x.berth = "RHIB-1"; }), Code::refused_item);
  EXPECT_EQ(report([](auto& x) { x.serial = "RHIB-9"; }), Code::refused_item);
  EXPECT_EQ(report([](auto& x) { x.place.locode = "?"; }), Code::refused_place);
  EXPECT_EQ(report([](auto& x) { x.custodian.assign(201, 'x'); }), Code::refused_grant);
  EXPECT_EQ(say(phl, id, statement::ReportCondition{{state_of("RHIB-2"), state_of("RHIB-1")}}),
            Code::refused_serial);
  EXPECT_EQ(say(phl, id, statement::ReportCondition{}), Code::refused_serial);
}

TEST_F(Grants, boats_lie_in_the_house_of_a_linked_grant_only) {
  const auto of_boats = delivered();
  auto house = note();
  house.title = "Boathouse";
  house.links = {{of_boats, "boathouse for"}};
  const auto of_house = agreed(house);
  done(jpn, of_house, lot(1, 1'000));
  handed_over(of_house, {"BH-1"});
  const auto strange = agreed(note());
  done(jpn, strange, lot(1, 1'000));
  handed_over(strange, {"SHED-1"});
  ASSERT_EQ(grant(of_boats).followers.size(), 1u);
  EXPECT_EQ(grant(of_boats).followers[0].grant, of_house);
  done(phl, of_boats, statement::ReportCondition{{state_of("RHIB-1", "BH-1"), state_of("RHIB-2", "SHED-1")}});
  EXPECT_EQ(grant(of_boats).things[0].reported->berth_grant, of_house);
  EXPECT_EQ(grant(of_boats).things[1].reported->berth_grant, std::nullopt);  // a name like any other
  auto twice = house;
  twice.links.push_back(twice.links[0]);
  EXPECT_EQ(act(jpn, twice).code(), Code::refused_grant);
}

TEST_F(Grants, what_is_carried_out_without_consent_is_irregular_and_waits_for_an_answer) {
  const auto id = delivered();
  const statement::CarryOut use{ConsentKind::other_purpose, {}, {"RHIB-1"}, "patrol abroad"};
  const auto seen = does(phl, id, use);
  EXPECT_EQ(seen.verdict.code, Code::accepted_irregular);
  EXPECT_EQ(seen.verdict.clause, "consent");
  EXPECT_TRUE(seen.verdict.detail.starts_with("refused_consent"));
  EXPECT_EQ(grant(id).thing("RHIB-1")->purpose, "patrol abroad");
  ASSERT_EQ(grant(id).matters.size(), 1u);
  EXPECT_EQ(grant(id).matters[0].due, base::add_days(today(), 30));
  EXPECT_EQ(grant(id).matters[0].serials, use.serials);
  EXPECT_EQ(say(phl, id, statement::AnswerLoss{seen.id, "none"}), Code::refused_side);
  done(jpn, id, statement::AnswerLoss{seen.id, "it stops at once"});
  EXPECT_EQ(say(jpn, id, statement::AnswerLoss{seen.id, "again"}), Code::refused_already);
}

TEST_F(Grants, consent_covers_just_what_it_names) {
  const auto id = delivered();
  const auto asked = done(
      phl, id, statement::AskConsent{ConsentKind::transfer, {"RHIB-1", "RHIB-2"}, "Coast guard", "short"});
  const auto out = [&](std::vector<std::string> serials, std::string to = "Coast guard",
                       ConsentKind kind = ConsentKind::transfer, std::optional<base::Date> on = {}) {
    return does(phl, id, statement::CarryOut{kind, asked, std::move(serials), std::move(to)}, on).code();
  };
  EXPECT_EQ(out({"RHIB-1"}, "Army"), Code::accepted_irregular);  // not answered yet
  EXPECT_EQ(say(phl, id, statement::AnswerConsent{asked, true, {}}), Code::refused_side);
  done(jpn, id, statement::AnswerConsent{asked, true, "marked as a gift"});
  EXPECT_EQ(say(jpn, id, statement::AnswerConsent{asked, false, {}}), Code::refused_already);
  EXPECT_EQ(out({"RHIB-2"}, "Army"), Code::accepted_irregular);
  EXPECT_EQ(out({"RHIB-2"}, "Coast guard", ConsentKind::other_purpose), Code::accepted_irregular);
  EXPECT_EQ(out({"RHIB-2"}, "Coast guard", ConsentKind::transfer, day(-2)), Code::accepted_irregular);
  EXPECT_EQ(out({"RHIB-1"}), Code::accepted);
  EXPECT_EQ(grant(id).thing("RHIB-1")->holder, "Coast guard");
  EXPECT_EQ(out({"RHIB-1"}), Code::accepted_irregular);  // used already
  EXPECT_EQ(out({"RHIB-3"}), Code::refused_item);
  EXPECT_EQ(out({}), Code::refused_serial);
}

TEST_F(Grants, what_is_gone_takes_no_more_words) {
  const auto id = delivered();
  const auto loss = done(phl, id, statement::ReportLoss{LossKind::loss, {"RHIB-1"}, "sank in a storm"});
  EXPECT_EQ(grant(id).thing("RHIB-1")->custody, Custody::lost);
  EXPECT_EQ(grant(id).matters[0].due, base::add_days(today(), 30));
  EXPECT_EQ(say(phl, id, statement::ReportCondition{{state_of("RHIB-1")}}), Code::refused_item);
  EXPECT_EQ(say(phl, id, statement::ReportLoss{LossKind::damage, {"RHIB-1"}, "again"}), Code::refused_item);
  const auto asked = done(phl, id, statement::AskConsent{ConsentKind::disposal, {"RHIB-2"}, {}, "worn out"});
  done(jpn, id, statement::AnswerConsent{asked, true, {}});
  done(phl, id, statement::CarryOut{ConsentKind::disposal, asked, {"RHIB-2"}, {}});
  EXPECT_EQ(grant(id).thing("RHIB-2")->custody, Custody::disposed);
  EXPECT_EQ(say(jpn, id, statement::Inspect{{state_of("RHIB-2")}, "found"}), Code::refused_item);
  done(jpn, id, statement::AnswerLoss{loss, "nothing more"});
}

TEST_F(Grants, it_closes_when_nothing_is_open) {
  const auto id = awarded();
  reached(id, 1);
  const auto pay = done(jpn, id, statement::Disburse{1, 1, 500, "wire"});
  handed_over(id, {"RHIB-1"});
  EXPECT_EQ(say(phl, id, statement::CloseGrant{}), Code::refused_state);  // not evaluated
  const auto second = done(jpn, id, boats({"RHIB-2"}));
  EXPECT_EQ(say(jpn, id, statement::Evaluate{"good", {}}), Code::refused_open);
  done(phl, id, statement::ConfirmGrant{second, {}});
  EXPECT_EQ(say(jpn, id, statement::Evaluate{{}, {}}), Code::refused_grant);
  done(jpn, id, statement::Evaluate{"good", {}});
  EXPECT_EQ(say(phl, id, statement::CloseGrant{}), Code::refused_open);  // money not confirmed
  const auto still_open = does(phl, id, statement::CloseGrant{}).verdict;
  EXPECT_NE(still_open.detail, "");
  EXPECT_EQ(still_open.clause, "note") << "the clause, not what is open";
  done(phl, id, statement::ConfirmGrant{pay, {}});
  const auto loss = done(jpn, id, statement::ReportLoss{LossKind::off_purpose, {"RHIB-1"}, "seen abroad"});
  EXPECT_EQ(say(phl, id, statement::CloseGrant{}), Code::refused_open);
  done(phl, id, statement::AnswerLoss{loss, "returned to its station"});
  EXPECT_EQ(say(jpn, id, statement::CloseGrant{}), Code::refused_state);  // the recipient lets the rest go
  EXPECT_EQ(owed("granted"), 500);
  done(phl, id, statement::CloseGrant{});
  EXPECT_EQ(grant(id).state, GrantState::closed);
  for (const auto* kind : {"granted", "grant_owed", "disbursing"}) EXPECT_EQ(owed(kind), 0) << kind;
  // The brakes hold as long as the boats do.
  done(phl, id, statement::ReportCondition{{state_of("RHIB-1")}});
  EXPECT_EQ(say(jpn, id, statement::Disburse{1, 1, 1, "more"}), Code::refused_state);
  // What is handed over all the same is kept, and asked about.
  EXPECT_EQ(say(jpn, id, boats({"RHIB-3"})), Code::accepted_irregular);
  EXPECT_EQ(grant(id).matters.back().kind, statement::Kind::hand_over);
  accord();
  EXPECT_EQ(grant(id).state, GrantState::closed);
}

TEST_F(Grants, other_cases_and_parties_are_kept_out) {
  const auto id = delivered();
  EXPECT_EQ(say(jpn, activity(), statement::Evaluate{"good", {}}), Code::refused_cited);
  EXPECT_EQ(say(jpn, id, statement::Close{}), Code::refused_cited);
  EXPECT_EQ(say(jpn, id, statement::AnswerLoss{id, "what"}), Code::refused_cited);
  EXPECT_EQ(say(jpn, id, statement::AnswerConsent{id, true, {}}), Code::refused_cited);
}

}  // namespace
}  // namespace palitan::kernel::kit
