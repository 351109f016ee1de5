// What one book shows in another: an act with its proof, for as much as is proven; and what is erased.
#include "kernel/evidence.h"

#include <gtest/gtest.h>

#include "kernel/record_kit.h"
#include "merkle/proof.h"

namespace palitan::kernel::kit {
namespace {
using statement::AnswerTransfer;
using statement::AskTransfer;
using statement::Disclose;
using statement::Erase;
using statement::NameOrigin;

constexpr std::int64_t kM = base::kMicro;
const std::string kGood = "accepted (): ";

/// How much of an act is shown beside that it stands in the log.
struct Parts {
  bool verdict = true;
  bool signer = true;
};

/// The proof of an act of the last accord, which `fold` judged.
base::Bytes shown(Record& of, const Fold& fold, const Id& id, Parts parts = {}) {
  const auto& accord = of.accords().back();
  Evidence out;
  out.founding = of.accords().front().acts.front()->bytes();
  out.checkpoint = accord.note;
  merkle::Levels tree;
  std::map<Id, base::Bytes> said;
  for (const auto& one : of.accords())
    for (const auto& act : one.acts) {
      tree.append(merkle::leaf_hash(act->id().view()));
      said[act->id()] = act->bytes();
    }
  out.statement = said.at(id);
  out.index = accord.point.size - fold.entries.size();
  for (const auto& entry : fold.entries) {
    if (parts.verdict) base::append(out.results, entry.item.view());
    if (entry.act->id() != id) continue;
    if (parts.verdict) out.item = result_item(id, entry.verdict, entry.postings);
    out.index += static_cast<std::uint64_t>(&entry - fold.entries.data());
    for (auto seat = entry.act->content().seat; parts.signer;) {
      const auto& fact = *of.get<SeatFact>(seat_key(seat));
      if (fact.root) break;
      out.appointments.insert(out.appointments.begin(), said.at(fact.appointment));
      seat = statement::decode_statement(said.at(fact.appointment))->content().seat;
    }
  }
  if (parts.verdict) out.previous_results = of.accords()[of.accords().size() - 2].point.results;
  out.proof = merkle::inclusion_proof(out.index, accord.point.size, tree.reader());
  return make_evidence(out).value();
}

/// Japan gave the Philippines fuel and lets them hand 10 litres on to the United States, in a book of the
/// three.
struct TwoBooks : ::testing::Test {
  Record given{{.open_house = true}};
  Record here{{.parties = {"jpn", "phl", "usa"}, .open_house = true}};
  Office& phl = here.office("phl");
  Office& usa = here.office("usa");
  Id order = given.accepted_order({lent_fuel()}, 0);
  Id issue = given.issue(order, 100);
  Id receipt = given.receive(order, issue, 100).id;
  Id ask = given.act(given.office("phl"), AskTransfer{1, 10 * kM, "usa", there(), "tow"}, {.in = order}).id;
  Id consent =
      given
          .act(given.office("jpn"),
               AnswerTransfer{
                   ask, true, {"no resale"}, {}, "F-76", "LTR", 10 * kM, "usa", there(), "jpn", "phl"},
               {.in = order})
          .id;
  Fold fold = given.accord();

  base::Hash there() const { return base::Hash{here.partnership().raw}; }
  Done disclose(const Id& act, Parts parts = {}, Office* who = nullptr) {
    return here.act(who != nullptr ? *who : phl, Disclose{shown(given, fold, act, parts), "for the tow"});
  }
  const EvidenceFact& fact(const Id& id) { return *here.get<CaseFact>(case_key(id))->evidence; }
  /// The Philippines supply the United States with fuel.
  Id onward_order() {
    auto body = here.request_of({lent_fuel()});
    body.supplier = "phl";
    body.recipient = "usa";
    const auto id = here.act(usa, body).id;
    const auto offer = here.act(phl, statement::Offer{{lent_fuel()}, 0, {}}, {.in = id}).id;
    PALITAN_CHECK(here.act(usa, statement::Accept{offer, 0}, {.in = id}).code() == Code::accepted);
    return id;
  }
};

TEST_F(TwoBooks, an_act_is_kept_as_it_stands_there) {
  const auto done = disclose(consent);
  ASSERT_EQ(told(done), kGood);
  EXPECT_EQ(done.verdict.state, 1);
  EXPECT_TRUE(done.postings.empty());
  const auto& seen = fact(done.id);
  EXPECT_EQ(seen.partnership.raw, given.partnership().raw);
  EXPECT_EQ(seen.act.raw, consent.raw);
  EXPECT_EQ(seen.case_id.raw, order.raw);
  EXPECT_EQ(seen.kind, static_cast<std::uint16_t>(statement::Kind::answer_transfer));
  EXPECT_EQ(seen.disclosed_by, "phl");
  EXPECT_EQ(seen.height, given.accords().back().point.height);
  EXPECT_EQ(seen.agreed_at, given.accords().back().point.time);
  EXPECT_EQ(seen.verdict, 0);
  EXPECT_EQ(seen.party, "jpn");
  EXPECT_EQ(seen.office, "desk");
}

TEST_F(TwoBooks, only_who_is_there_shows_what_was_meant_for_here) {
  EXPECT_EQ(told(disclose(consent, {}, &usa)),
            "refused_disclosure (evidence): 'usa' is no party to that partnership");
  EXPECT_EQ(told(disclose(ask)), "refused_disclosure (evidence): it is an act ask_transfer");
  EXPECT_EQ(told(disclose(issue)), "refused_disclosure (evidence): it is an act issue");
  EXPECT_EQ(disclose(consent, {}, &here.office("phl", "registrar")).code(), Code::refused_role);
  auto& approver = here.appoint(here.office("phl", "registrar"), "approver", {Role::approver});
  EXPECT_EQ(told(disclose(consent, {}, &approver)), kGood);
  const auto late = here.act(phl, Disclose{shown(given, fold, consent), {}}, {.on = day(-31)});
  EXPECT_EQ(late.code(), Code::refused_back_dated);
  auto damaged = shown(given, fold, consent);
  damaged.back() ^= 1;
  EXPECT_EQ(here.act(phl, Disclose{damaged, {}}).code(), Code::refused_evidence);
  EXPECT_EQ(told(given.act(given.office("phl"), Disclose{shown(given, fold, consent), {}})),
            "refused_cited (evidence): it is an act of this partnership: cite it by its id");
}

TEST_F(TwoBooks, an_act_is_shown_again_only_to_prove_more) {
  const auto again = "refused_already (evidence): that act was disclosed here with as much proof";
  EXPECT_EQ(told(disclose(consent, {false, false})), kGood) << "that it stands there";
  EXPECT_EQ(told(disclose(consent, {false, false})), again);
  EXPECT_EQ(told(disclose(consent, {true, false})), kGood) << "and what was made of it";
  EXPECT_EQ(told(disclose(consent, {true, false})), again);
  EXPECT_EQ(told(disclose(consent, {false, true})), kGood) << "and who signed it";
  EXPECT_EQ(told(disclose(consent, {true, true})), again) << "all of that was shown, if not at once";
  EXPECT_EQ(told(disclose(consent, {false, false})), again);
}

TEST_F(TwoBooks, less_is_not_shown_after_all_of_it) {
  const auto again = "refused_already (evidence): that act was disclosed here with as much proof";
  EXPECT_EQ(told(disclose(consent)), kGood);
  for (const auto parts : {Parts{true, true}, Parts{true, false}, Parts{false, true}, Parts{false, false}})
    EXPECT_EQ(told(disclose(consent, parts)), again) << parts.verdict << parts.signer;
}

TEST_F(TwoBooks, a_rule_rests_on_a_whole_proof_alone) {
  const auto onward = onward_order();
  const auto named = [&](const Id& evidence, std::int64_t litres) {
    return told(here.act(phl, NameOrigin{1, litres * kM, evidence}, {.in = onward}));
  };
  const auto bare = disclose(consent, {false, true}).id;
  EXPECT_EQ(named(bare, 5),
            "refused_evidence (evidence): a rule rests on it: its verdict and its signer must be shown too");
  EXPECT_EQ(named(here.activity(), 5), "refused_cited (evidence): it is no disclosure that stands");
  const auto whole = disclose(consent).id;
  EXPECT_EQ(named(whole, 11), "refused_retransfer (across): more than is left of what was consented to");
  EXPECT_EQ(named(whole, 6), kGood);
  EXPECT_EQ(named(whole, 5), "refused_retransfer (across): more than is left of what was consented to");
  here.accord();
  EXPECT_EQ(named(whole, 5), "refused_retransfer (across): more than is left of what was consented to");
  EXPECT_EQ(named(whole, 4), kGood);
  const auto& origins = here.order(onward).origins;
  ASSERT_EQ(origins.size(), 2u);
  EXPECT_EQ(origins[0].giver, "jpn");
  EXPECT_EQ(origins[0].conditions, (std::vector<std::string>{"no resale"}));
}

// The paper goes everywhere; that it was there stays.
TEST(Erasing, is_for_who_attached_it_and_for_once) {
  Record d({.open_house = true});
  auto &jpn = d.office("jpn"), &phl = d.office("phl");
  const auto photo = [](std::string_view of) {
    return statement::Attachment{crypto::sha256(base::view_of(of)), 9, "image/png", "photo.png"};
  };
  const auto id = d.accepted_order({lent_fuel()}, 0);
  const auto other = d.accepted_order({lent_fuel()}, 0);
  const statement::Issue body{{{1, kM, {}}}, {}, {}, {}};
  const auto issue = d.act(jpn, body, {.in = id, .attached = {photo("hose"), photo("crew")}}).id;
  const auto erased = [&](Office& who, const Id& in, std::string_view of) {
    return told(d.act(who, Erase{issue, crypto::sha256(base::view_of(of)), "a face"}, {.in = in}));
  };
  const std::string none = "refused_cited (erase): that act of this case has no such attachment";
  EXPECT_EQ(erased(jpn, id, "deck"), none);
  EXPECT_EQ(erased(jpn, other, "crew"), none);
  EXPECT_EQ(erased(jpn, other, "deck"), none);
  EXPECT_EQ(erased(phl, id, "crew"), "refused_erase (erase): attached by jpn");
  EXPECT_EQ(
      d.act(d.office("jpn", "registrar"), Erase{issue, photo("crew").hash, "a face"}, {.in = id}).code(),
      Code::refused_role);
  EXPECT_EQ(erased(jpn, id, "crew"), kGood);
  EXPECT_EQ(erased(jpn, id, "crew"), "refused_already (erase): ");
  EXPECT_EQ(erased(jpn, id, "hose"), kGood);
}

}  // namespace
}  // namespace palitan::kernel::kit
