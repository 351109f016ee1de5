// What is read before an act is judged: what its rules ask for, found from nothing, and no more than that.
#include <gtest/gtest.h>

#include <set>

#include "kernel/order_kit.h"
#include "kernel/visit_kit.h"

namespace palitan::kernel::kit {
namespace {
using Keys = std::set<FactKey>;

/// What a node reads that knows nothing but where its facts lie.
Keys read_for(const Record& record, const statement::SignedStatement& act) {
  Facts known;
  Keys out;
  for (int round = 0; round < 8; ++round) {
    const auto keys = needs(*act, known);
    if (keys.empty()) return out;
    for (const auto& key : keys) {
      const auto fact = record.facts().find(key);
      known.put(key, fact ? fact : Record::absent());
      out.insert(key);
    }
  }
  ADD_FAILURE() << "what one fact says names the next without end";
  return out;
}
/// What every act reads: the partnership, its seat, its case and its causes.
Keys plain(const statement::SignedStatement& act) {
  Keys out = {partnership_key(), seat_key(act->content().seat), case_key(act->case_of())};
  for (const auto& id : statement::causes(*act)) out.insert(statement_key(id));
  return out;
}
Keys operator+(Keys keys, const std::vector<FactKey>& more) {
  keys.insert(more.begin(), more.end());
  return keys;
}

TEST(Needs, of_an_issue_are_its_order_and_the_law_and_purpose_of_that) {
  WholeDesk d;
  const auto id = d.agreed_order({paid_fuel()});
  const auto issue = d.sign(d.jpn, statement::Issue{{{1, kM, {}}}, {}, {}, {}}, {.in = id});
  const std::vector<FactKey> leans = {case_key(d.law), case_key(d.activity())};
  EXPECT_EQ(read_for(d, issue), plain(issue) + leans);
}

TEST(Needs, of_what_binds_or_unbinds_are_the_ceilings_too) {
  WholeDesk d;
  const auto id = d.agreed_order({paid_fuel()});
  const std::vector<FactKey> order = {case_key(d.law), case_key(d.activity()),
                                      ceiling_key(d.law, "phl-debts", 2026)};
  const auto cancel = d.sign(d.phl, statement::Cancel{}, {.in = id});
  EXPECT_EQ(read_for(d, cancel), plain(cancel) + order);
  const auto accept = d.sign(d.phl, statement::Accept{id, 15'000}, {.in = id});
  EXPECT_EQ(read_for(d, accept), plain(accept) + order);
}

TEST(Needs, of_an_act_without_law_on_its_day_are_the_other_agreements) {
  WholeDesk d;
  auto rules = whole_instrument({"jpn", "phl"});
  rules.name = "short-acsa";
  rules.ends = day(5);
  const auto shorter = d.act(d.jpn, statement::ProposeInstrument{terms::write(rules)}).id;
  const auto ask = [&](std::optional<base::Date> on) {
    auto body = d.asked({lent_fuel()});
    body.instrument = shorter;
    return d.sign(d.phl, body, {.on = on});
  };
  const std::vector<FactKey> others = {case_key(d.instrument()), case_key(d.law)};
  const std::vector<FactKey> own = {case_key(shorter), case_key(d.activity())};
  auto early = ask({});
  EXPECT_EQ(read_for(d, early), plain(early) + own + others) << "it is not in force";
  for (auto* who : {&d.jpn, &d.phl}) d.act(*who, statement::RatifyInstrument{day(-30), {}}, {.in = shorter});
  const auto good = ask({});
  EXPECT_EQ(read_for(d, good), plain(good) + own) << "nothing else is asked while it holds";
  d.pass_days(9);
  const auto late = ask({});
  EXPECT_EQ(read_for(d, late), plain(late) + own + others) << "it has ended";
}

TEST(Needs, of_acts_of_a_visit_are_its_agreement_and_its_purpose) {
  VisitDesk d;
  const auto id = d.consented();
  const std::vector<FactKey> leans = {case_key(d.raa), case_key(d.activity())};
  const auto enter = d.sign(d.jpn, d.coming(d.whole()), {.in = id});
  EXPECT_EQ(read_for(d, enter), plain(enter) + leans);
  auto body = d.request_of({lent_fuel()});
  body.instrument = d.acsa;
  body.visit = id;
  const std::vector<FactKey> order_leans = {case_key(id), case_key(d.acsa)};
  const auto ask = d.sign(d.phl, body);
  EXPECT_EQ(read_for(d, ask), plain(ask) + leans + order_leans);
  const auto order = d.act(d.phl, body).id;
  const auto offer = d.sign(d.jpn, statement::Offer{{lent_fuel()}, 0, {}}, {.in = order});
  EXPECT_EQ(read_for(d, offer), plain(offer) + leans + order_leans)
      << "an order that names a visit leans on it";
  const auto strange = d.sign(d.jpn, statement::Close{}, {.in = d.activity()});
  EXPECT_EQ(read_for(d, strange), plain(strange));
}

// An act may name a case of another kind; what it would ask of an order is then not there to be asked.
TEST(Needs, of_acts_in_a_case_that_is_no_order_are_what_they_name) {
  Record d({.open_house = true});
  auto& jpn = d.office("jpn");
  const auto said = d.activity();
  const auto release = d.sign(jpn, statement::ReleaseLock{said, d.instrument()}, {.in = said});
  EXPECT_EQ(read_for(d, release), plain(release) + std::vector<FactKey>({case_key(d.instrument())}));
  const auto origin = d.sign(jpn, statement::NameOrigin{1, kM, d.instrument()}, {.in = said});
  EXPECT_EQ(read_for(d, origin), plain(origin) + std::vector<FactKey>({case_key(d.instrument())}));
  const auto post = d.sign(jpn, statement::PostClearing{said, d.instrument(), 1}, {.in = said});
  EXPECT_EQ(read_for(d, post), plain(post) + std::vector<FactKey>({case_key(d.instrument())}));
  const auto cancel = d.sign(jpn, statement::Cancel{}, {.in = said});
  EXPECT_EQ(read_for(d, cancel), plain(cancel));
}

TEST(Needs, of_a_cut_are_every_balance_that_the_two_ever_had) {
  Record d({.open_house = true});
  const auto id = d.accepted_order({lent_fuel()}, 0);
  d.receive(id, d.issue(id, 100), 100);
  d.pass_days(9);
  const auto cut = d.sign(d.office("jpn"), statement::CutAccount{"jpn", "phl", day(0), day(5), {}});
  const auto keys = read_for(d, cut);
  EXPECT_TRUE(keys.contains(pair_key("jpn", "phl")));
  for (const auto* kind : {"due_in_kind", "owed_in_kind", "issued", "received", "transit"}) {
    ledger::Account account{{}, "jpn", "phl"};
    ASSERT_TRUE(from_name(kind, account.kind));
    EXPECT_TRUE(keys.contains(balance_key(account, "F-76/LTR"))) << kind;
    std::swap(account.holder, account.other);
    EXPECT_TRUE(keys.contains(balance_key(account, "F-76/LTR"))) << kind;
    EXPECT_FALSE(keys.contains(balance_key(account, "JPY"))) << "no money ever moved";
  }
  const auto alone = d.sign(d.office("jpn"), statement::CutAccount{"jpn", "jpn", day(0), day(5), {}});
  EXPECT_EQ(read_for(d, alone), plain(alone)) << "nobody has an account with himself";
}

}  // namespace
}  // namespace palitan::kernel::kit
