// Accords and their order, as one record goes through them.
#include <gtest/gtest.h>

#include <random>

#include "kernel/record_kit.h"

namespace palitan::kernel::kit {
namespace {

TEST(Record, goes_from_request_to_closed) {
  Record record;
  record.open_house();
  const auto id = record.whole_order();
  EXPECT_EQ(record.order(id).state, OrderState::closed);
  const auto fold = record.accord();
  for (const auto& entry : fold.entries)
    EXPECT_EQ(entry.verdict.code, Code::accepted) << sentence(entry.verdict.refusal());
  EXPECT_EQ(record.balance(ledger::AccountKind::receivable, "jpn", "phl", "JPY"), 0);
  EXPECT_EQ(record.balance(ledger::AccountKind::received, "phl", "jpn", "F-76/LTR"), 100'000'000);
}

/// Three parties' acts of several cases, all in one batch.
std::vector<statement::SignedStatement> busy_batch(Record& record) {
  record.open_house();
  for (int i = 0; i < 6; ++i) record.whole_order();
  record.act(record.office("aus"),
             statement::OpenActivity{"relief", "Storm", {"aus", "phl"}, day(0), day(9), {}});
  record.accord();
  return record.accords().back().acts;
}

TEST(CanonicalOrder, is_the_same_whatever_the_order_of_arrival) {
  Record record({.parties = {"aus", "jpn", "phl"}});
  auto batch = busy_batch(record);
  Facts before;  // what the two accords before it held
  base::Hash results;
  for (std::size_t h = 0; h < 2; ++h) {
    const auto& accord = record.accords()[h];
    results = fold(accord.acts, before, {accord.point.time, h, 1}, results, Record::none()).results;
  }
  std::mt19937 dice(7);
  for (std::size_t proposer = 0; proposer < 3; ++proposer) {
    const auto expected = canonical_order(batch, proposer, before, Record::none()).value();
    for (int i = 0; i < 20; ++i) {
      std::shuffle(batch.begin(), batch.end(), dice);
      const auto again = canonical_order(batch, proposer, before, Record::none()).value();
      for (std::size_t k = 0; k < again.size(); ++k) ASSERT_EQ(again[k]->id(), expected[k]->id());
    }
  }
  const auto& point = record.accords()[2].point;
  const auto ordered = canonical_order(batch, 2, before, Record::none()).value();
  for (std::size_t k = 0; k < ordered.size(); ++k)
    EXPECT_EQ(ordered[k]->id(), record.accords()[2].acts[k]->id()) << "phl proposed it";
  EXPECT_EQ(fold(ordered, before, {point.time, 2, 1}, results, Record::none()).results, point.results);
}

TEST(CanonicalOrder, needs_every_cause_and_nothing_twice) {
  Record record({.parties = {"aus", "jpn", "phl"}});
  auto batch = busy_batch(record);
  Facts nothing;
  EXPECT_EQ(canonical_order(batch, 0, nothing, Record::none()).error().code, Code::bad_accord);
  Facts founded;
  for (std::size_t h = 0; h < 2; ++h)
    fold(record.accords()[h].acts, founded, {record.accords()[h].point.time, h, 1}, {}, Record::none());
  batch.push_back(batch.front());
  EXPECT_EQ(canonical_order(batch, 0, founded, Record::none()).error().code, Code::bad_accord);
}

// Who proposes comes first, and the others follow in the order of the founding, round and round.
TEST(CanonicalOrder, begins_with_who_proposes) {
  Record record({.parties = {"aus", "jpn", "phl"}, .open_house = true});
  const std::vector<std::string> parties = {"aus", "jpn", "phl"};
  std::vector<statement::SignedStatement> batch;
  std::map<Id, std::string> by;
  for (const auto& party : parties) {
    const statement::OpenActivity body{"relief", "Storm of " + party, parties, day(0), day(9), {}};
    batch.push_back(record.sign(record.office(party), body));
    by[batch.back()->id()] = party;
  }
  for (std::size_t proposer = 0; proposer < 3; ++proposer) {
    Facts facts(&record.agreed());
    const auto ordered = canonical_order(batch, proposer, facts, Record::none()).value();
    for (std::size_t i = 0; i < 3; ++i)
      EXPECT_EQ(by[ordered[i]->id()], parties[(proposer + i) % 3]) << "proposed by " << parties[proposer];
  }
}

TEST(FirstDifference, is_the_first_act_that_another_node_judged_otherwise) {
  Record record;
  record.open_house();
  record.whole_order();
  const auto fold = record.accord();
  const auto marks = result_marks(fold);
  ASSERT_EQ(marks.size(), fold.entries.size() * kResultMark);
  EXPECT_FALSE(first_difference(fold, marks)) << "they agree";
  for (std::size_t at = 0; at < marks.size(); ++at) {
    auto theirs = marks;
    theirs[at] ^= 1;
    theirs.back() ^= 2;
    EXPECT_EQ(first_difference(fold, theirs), fold.entries[at / kResultMark].act->id()) << "byte " << at;
  }
  EXPECT_FALSE(first_difference(fold, base::ByteView(marks).first(marks.size() - 1))) << "of another batch";
}

TEST(Sequences, go_on_from_the_seats_own_last_act) {
  Record record;
  record.open_house();
  const statement::OpenActivity body{"relief", "Storm", {"jpn", "phl"}, day(0), day(9), {}};
  const auto said = [&](const Office& who, const As& as) {
    return told(record.take(record.sign(who, body, as)));
  };
  const std::string refused = "refused_sequence (sequence): ";
  const auto& clerk = record.appoint(record.office("jpn", "registrar"), "clerk", {Role::custodian});
  EXPECT_EQ(said(clerk, {.previous = record.activity()}), refused) << "another's act is not its appointment";
  EXPECT_EQ(said(clerk, {.sequence = 2}), refused) << "its first act is number 1";
  const auto& root = record.root("jpn");
  EXPECT_EQ(said(root, {.sequence = root.sequence + 3, .previous = record.partnership()}), refused);
  EXPECT_EQ(said(record.office("phl"), {.sequence = record.office("phl").sequence + 2}), refused);
}

// What came out of its sequence may still be followed by the act that belongs there; nothing is forked by it.
TEST(Sequences, are_not_moved_by_an_act_out_of_them) {
  Record record;
  record.open_house();
  auto& jpn = record.office("jpn");
  const statement::OpenActivity body{"relief", "Storm", {"jpn", "phl"}, day(0), day(9), {}};
  const auto head = [&] { return record.get<SeatFact>(seat_key(jpn.seat()))->head_sequence; };
  const auto before = head();
  EXPECT_EQ(record.take(record.sign(jpn, body, {.sequence = before + 5})).code(), Code::refused_sequence);
  EXPECT_EQ(head(), before);
  record.accord();
  EXPECT_EQ(record.act(jpn, body).code(), Code::accepted);
  EXPECT_EQ(head(), before + 1);
  record.accord();
  EXPECT_EQ(record.act(jpn, body).code(), Code::accepted);
  EXPECT_EQ(record.accord().entries[0].verdict.code, Code::accepted);
  EXPECT_FALSE(record.get<SeatFact>(seat_key(jpn.seat()))->fork_from);
}

TEST(MissingCauses, are_named_by_what_is_missing) {
  Record record;
  record.open_house();
  auto& jpn = record.office("jpn");
  const auto missing = [&](const Office& who, const As& as) {
    const auto act = record.sign(who, statement::Close{}, as);
    Facts facts(&record.facts());
    load(*act, facts, Record::none());
    const auto why = missing_cause(*act, facts);
    return why ? why->code : Code::accepted;
  };
  const Id unknown{crypto::sha256(base::view_of("unknown")).raw};
  EXPECT_EQ(missing(jpn, {.in = record.activity()}), Code::accepted);
  EXPECT_EQ(missing({"jpn", key_named("nobody"), jpn.head, 1}, {.in = record.activity()}), Code::later_key);
  EXPECT_EQ(missing(jpn, {.in = record.activity(), .previous = unknown}), Code::later_previous);
  EXPECT_EQ(missing(jpn, {.in = unknown}), Code::later_case);
  EXPECT_EQ(missing(jpn, {.in = record.activity(), .after = {unknown}}), Code::later_after);
  const auto cites = record.sign(jpn, statement::Confirm{unknown}, {.in = record.activity()});
  Facts facts(&record.facts());
  load(*cites, facts, Record::none());
  EXPECT_EQ(missing_cause(*cites, facts)->code, Code::later_cited);
}

TEST(Balances, that_would_overflow_refuse_the_act) {
  Record record;
  record.open_house();
  const auto lend = [&](std::int64_t litres) {
    const auto id = record.accepted_order({lent_fuel(litres)}, 0);
    return record
        .act(record.office("jpn"), statement::Issue{{{1, litres * base::kMicro, {}}}, {}, {}}, {.in = id})
        .code();
  };
  EXPECT_EQ(lend(9'000'000'000'000), Code::accepted);
  EXPECT_EQ(lend(9'000'000'000'000), Code::refused_overflow);
  EXPECT_EQ(record.balance(ledger::AccountKind::transit, "jpn", "phl", "F-76/LTR"),
            9'000'000'000'000'000'000);
}

TEST(Facts, come_back_from_their_bytes) {
  Record record;
  record.open_house();
  record.accepted_order({paid_fuel()}, 15'000);
  record.accord();
  for (const auto& [key, fact] : record.agreed().layer()) {
    if (std::holds_alternative<std::monostate>(*fact)) continue;
    EXPECT_EQ(FactKey::from(key.bytes()), key);
    const auto bytes = encode_fact(*fact);
    const auto back = decode_fact(key.kind, bytes);
    ASSERT_TRUE(back);
    EXPECT_EQ(encode_fact(**back), bytes);
    EXPECT_FALSE(decode_fact(key.kind, base::Bytes{0xff}));
  }
}

}  // namespace
}  // namespace palitan::kernel::kit
