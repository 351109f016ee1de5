// What every store must do, written once and run against each.
#include "store/conformance.h"

#include <algorithm>
#include <atomic>
#include <thread>

namespace palitan::store::conformance {

TEST_P(StoreTest, a_new_store_is_empty) {
  EXPECT_EQ(store_->log_size(), 0u);
  EXPECT_TRUE(store_->pending().empty());
  EXPECT_TRUE(store_->log(0, 10).empty());
  EXPECT_FALSE(store_->last_accord());
  EXPECT_FALSE(store_->accord(0));
  EXPECT_FALSE(store_->statement(id(1)));
  EXPECT_FALSE(store_->logged_bytes(0));
  EXPECT_FALSE(store_->fact(key(kernel::FactKind::seat, 1)));
  EXPECT_FALSE(store_->note("x"));
  EXPECT_TRUE(store_->notes("").empty());
  EXPECT_TRUE(store_->of_case(case_id(0)).empty());
  EXPECT_TRUE(store_->of_seat(seat(0), 1).empty());
}

TEST_P(StoreTest, an_empty_commit_changes_nothing) {
  commit({.arrived = {arrived(1)}});
  const auto before = everything(*store_);
  commit({});
  EXPECT_EQ(everything(*store_), before);
}

TEST_P(StoreTest, what_arrived_is_pending_in_order_of_arrival) {
  commit({.arrived = {arrived(9), arrived(2)}});
  commit({.arrived = {arrived(5)}});
  const auto pending = store_->pending();
  ASSERT_EQ(pending.size(), 3u);
  EXPECT_EQ(pending[0].first, id(9));
  EXPECT_EQ(pending[1].first, id(2));
  EXPECT_EQ(pending[2].first, id(5));
  EXPECT_EQ(pending[2].second.bytes, bytes("statement 5"));
  EXPECT_EQ(pending_arrivals(), (std::vector<std::uint64_t>{1, 2, 3}));
  const auto row = store_->statement(id(2));
  ASSERT_TRUE(row);
  EXPECT_EQ(row->bytes, bytes("statement 2"));
  EXPECT_EQ(row->arrival, 2u);
  EXPECT_FALSE(row->held);
  EXPECT_FALSE(row->entry);
}

TEST_P(StoreTest, an_id_that_is_there_stays_as_it_is) {
  commit({.arrived = {arrived(1)}});
  auto again = arrived(1);
  again.bytes = bytes("another valid signature");
  again.held = true;
  commit({.arrived = {again, arrived(2), again}});
  EXPECT_EQ(store_->statement(id(1))->bytes, bytes("statement 1"));
  EXPECT_FALSE(store_->statement(id(1))->held);
  EXPECT_EQ(pending_arrivals(), (std::vector<std::uint64_t>{1, 2}));
  EXPECT_EQ(store_->of_seat(seat(1), 1), (std::vector{id(1)}));
  EXPECT_EQ(store_->of_case(case_id(0)), (std::vector{id(1), id(2)}));
}

TEST_P(StoreTest, held_bytes_give_way_to_those_whose_signature_was_checked) {
  auto unchecked = arrived(1);
  unchecked.held = true;
  auto checked = arrived(1);
  checked.bytes.back() ^= 1;
  commit({.arrived = {unchecked}});
  commit({.arrived = {checked}});
  EXPECT_EQ(store_->statement(id(1))->bytes, checked.bytes);
  EXPECT_FALSE(store_->statement(id(1))->held);
  commit({.arrived = {arrived(1)}});
  EXPECT_EQ(store_->statement(id(1))->bytes, checked.bytes) << "once checked they stay";
}

TEST_P(StoreTest, held_statements_become_pending) {
  commit({.arrived = {arrived(1, 0, true), arrived(2, 0, true), arrived(3, 0, true), arrived(4)}});
  EXPECT_TRUE(store_->statement(id(1))->held);
  commit({.arrived = {arrived(2)}, .unheld = {id(1), id(4), id(99)}});
  std::vector<bool> held;
  for (const auto& [one, row] : store_->pending()) held.push_back(row.held);
  EXPECT_EQ(held, (std::vector{false, false, true, false}));
  EXPECT_FALSE(store_->statement(id(1))->held);
  EXPECT_TRUE(store_->statement(id(3))->held);
}

TEST_P(StoreTest, what_is_appended_stops_being_pending) {
  commit({.arrived = {arrived(1), arrived(2, 0, true), arrived(3)}});
  commit({.arrived = {arrived(4)}, .appended = {entry(0, 3), entry(1, 4), entry(2, 2)}});
  EXPECT_EQ(store_->log_size(), 3u);
  EXPECT_EQ(pending_arrivals(), (std::vector<std::uint64_t>{1}));
  const auto row = store_->statement(id(2));
  ASSERT_TRUE(row && row->entry);
  EXPECT_FALSE(row->held);
  EXPECT_EQ(row->entry->position, 2u);
  EXPECT_EQ(row->entry->id, id(2));
  EXPECT_EQ(row->entry->height, 7u);
  EXPECT_EQ(row->entry->code, 423);
  EXPECT_EQ(row->entry->clause, "art-4-1");
  EXPECT_EQ(row->entry->state, 3);
  EXPECT_EQ(store_->logged_bytes(1), bytes("statement 4"));
  EXPECT_FALSE(store_->logged_bytes(3));
  EXPECT_FALSE(store_->logged_bytes(UINT64_MAX));
  commit({.arrived = {arrived(3), arrived(2, 0, true)}});  // once more, after it was logged
  EXPECT_EQ(pending_arrivals(), (std::vector<std::uint64_t>{1}));
}

TEST_P(StoreTest, the_log_is_read_in_pieces) {
  Commit all;
  for (std::uint64_t i = 0; i < 10; ++i)
    all.arrived.push_back(arrived(i)), all.appended.push_back(entry(i, i));
  commit(all);
  const auto middle = store_->log(3, 4);
  ASSERT_EQ(middle.size(), 4u);
  EXPECT_EQ(middle[0].position, 3u);
  EXPECT_EQ(middle[3].id, id(6));
  EXPECT_EQ(store_->log(8, 100).size(), 2u);
  EXPECT_EQ(store_->log(8, UINT64_MAX).size(), 2u);
  EXPECT_TRUE(store_->log(10, 1).empty());
  EXPECT_TRUE(store_->log(UINT64_MAX, UINT64_MAX).empty());
  EXPECT_TRUE(store_->log(3, 0).empty());
}

TEST_P(StoreTest, a_case_lists_the_logged_by_position_then_the_others_by_arrival) {
  commit({.arrived = {arrived(1, 5), arrived(2, 5), arrived(3, 6), arrived(4, 5), arrived(6, 5),
                      arrived(7, 5, true)}});
  commit({.appended = {entry(0, 4), entry(1, 3), entry(2, 2)}});
  EXPECT_EQ(store_->of_case(case_id(5)), (std::vector{id(4), id(2), id(1), id(6), id(7)}));
  EXPECT_EQ(store_->of_case(case_id(6)), (std::vector{id(3)}));
}

TEST_P(StoreTest, a_fork_shows_under_its_seat_and_number) {
  auto branch = arrived(50);
  branch.seat = seat(1);
  branch.sequence = 1;
  commit({.arrived = {arrived(1), arrived(4), branch}});
  EXPECT_EQ(store_->of_seat(seat(1), 1), (std::vector{id(1), id(50)}));
  EXPECT_EQ(store_->of_seat(seat(1), 2), (std::vector{id(4)}));
  EXPECT_TRUE(store_->of_seat(seat(1), UINT64_MAX).empty());
  EXPECT_TRUE(store_->of_seat(seat(2), 1).empty());
}

TEST_P(StoreTest, ids_that_begin_alike_are_kept_apart) {
  auto other = arrived(2);
  other.id = id(1);
  other.id.raw[31] ^= 1;
  other.case_id.raw[31] ^= 1;
  commit({.arrived = {arrived(1)}});
  EXPECT_FALSE(store_->statement(other.id));
  commit({.arrived = {other}});
  EXPECT_EQ(store_->statement(id(1))->bytes, bytes("statement 1"));
  EXPECT_EQ(store_->statement(other.id)->bytes, bytes("statement 2"));
  EXPECT_EQ(store_->of_case(case_id(0)), (std::vector{id(1)}));
  EXPECT_EQ(store_->of_case(other.case_id), (std::vector{other.id}));
}

TEST_P(StoreTest, accords_are_found_by_height_and_the_last_one_is_known) {
  commit({.accords = {accord(0, "founding"), accord(1, "first")}});
  commit({.accords = {accord(2, "second")}});
  EXPECT_EQ(store_->accord(0)->bytes, bytes("founding"));
  EXPECT_EQ(store_->accord(0)->time_ms, -5);
  EXPECT_EQ(store_->accord(1)->size, 10u);
  EXPECT_FALSE(store_->accord(3));
  EXPECT_EQ(store_->last_accord()->height, 2u);
  EXPECT_EQ(store_->last_accord()->bytes, bytes("second"));
}

TEST_P(StoreTest, facts_take_their_new_values) {
  const auto first = key(kernel::FactKind::balance, 1);
  const auto second = key(kernel::FactKind::balance, 2);
  commit({.facts = {{first, bytes("a")}, {second, bytes("b")}}});
  commit({.facts = {{first, bytes("c")}, {second, {}}, {first, bytes("d")}}});
  EXPECT_EQ(store_->fact(first), bytes("d"));
  EXPECT_FALSE(store_->fact(second)) << "an empty value is an absent fact";
  EXPECT_FALSE(store_->fact({kernel::FactKind::seat, first.id}));
}

TEST_P(StoreTest, facts_of_a_kind_come_in_key_order) {
  Commit all;
  for (std::uint64_t i = 0; i < 50; ++i) {
    all.facts.emplace_back(key(kernel::FactKind::seat, i), bytes(std::to_string(i)));
    all.facts.emplace_back(key(kernel::FactKind::balance, i), bytes("balance"));
  }
  commit(all);
  std::vector<kernel::FactKey> keys;
  store_->each_fact(kernel::FactKind::seat, [&](const kernel::FactKey& one, base::ByteView value) {
    EXPECT_EQ(store_->fact(one), base::Bytes(value.begin(), value.end())) << "reading inside a walk";
    keys.push_back(one);
    return true;
  });
  EXPECT_EQ(keys.size(), 50u);
  EXPECT_TRUE(std::is_sorted(keys.begin(), keys.end()));
  int seen = 0;
  store_->each_fact(kernel::FactKind::balance, [&](const auto&, auto) { return ++seen < 3; });
  EXPECT_EQ(seen, 3);
}

TEST_P(StoreTest, postings_come_by_position_up_to_a_date) {
  commit({.postings = {posting(0, 100, 1), posting(0, 100, -1), posting(2, -5, 2)}});
  commit({.postings = {posting(3, 101, 3, ledger::AccountKind::payable)}});
  std::vector<std::int64_t> amounts;
  const auto collect = [&](const PostingRow& row) { return amounts.push_back(row.posting.amount), true; };
  store_->each_posting(std::nullopt, collect);
  EXPECT_EQ(amounts, (std::vector<std::int64_t>{1, -1, 2, 3}));
  amounts.clear();
  store_->each_posting(base::Date{100}, collect);
  EXPECT_EQ(amounts, (std::vector<std::int64_t>{1, -1, 2}));
  amounts.clear();
  store_->each_posting(base::Date{0}, [&](const PostingRow& row) {
    EXPECT_EQ(row.position, 2u);
    EXPECT_EQ(row.case_id, case_id(0));
    EXPECT_EQ(row.date, base::Date{-5});
    EXPECT_EQ(row.posting, posting(2, -5, 2).posting);
    return collect(row);
  });
  EXPECT_EQ(amounts.size(), 1u);
  int seen = 0;
  store_->each_posting(std::nullopt, [&](const PostingRow&) { return ++seen < 2; });
  EXPECT_EQ(seen, 2);
}

TEST_P(StoreTest, notes_are_kept_by_name_and_forgotten) {
  commit({.notes = {
              {"draft/2", bytes("b")}, {"draft/1", bytes("a")}, {"dra", bytes("x")}, {"drafu", bytes("y")}}});
  const auto drafts = store_->notes("draft/");
  ASSERT_EQ(drafts.size(), 2u);
  EXPECT_EQ(drafts[0].first, "draft/1");
  EXPECT_EQ(drafts[1].second, bytes("b"));
  commit({.notes = {{"draft/1", {}}, {"draft/2", bytes("c")}, {"never", {}}}});
  EXPECT_FALSE(store_->note("draft/1"));
  EXPECT_EQ(store_->note("draft/2"), bytes("c"));
  EXPECT_EQ(store_->notes("").size(), 3u);
  EXPECT_TRUE(store_->notes("e").empty());
}

TEST_P(StoreTest, derived_tables_are_dropped_and_built_again_to_the_same_hash) {
  Commit all = agreed_part();
  for (std::uint64_t i = 0; i < 41; ++i) all.arrived.push_back(arrived(i));
  all.accords = {accord(0, "founding")};
  all.notes = {{"kept", bytes("yes")}};
  const auto empty = derived_hash(*store_);
  commit(all);
  const auto before = everything(*store_);
  const auto hash = derived_hash(*store_);
  ASSERT_TRUE(store_->drop_derived());
  EXPECT_NE(derived_hash(*store_), hash);
  EXPECT_NE(derived_hash(*store_), empty);
  EXPECT_EQ(store_->log_size(), 40u);
  EXPECT_EQ(store_->log(0, 1)[0].code, 0);
  EXPECT_EQ(store_->log(0, 1)[0].id, id(39));
  EXPECT_FALSE(store_->fact(key(kernel::FactKind::statement, 1)));
  EXPECT_EQ(store_->note("kept"), bytes("yes"));
  commit(agreed_part());
  EXPECT_EQ(derived_hash(*store_), hash);
  EXPECT_EQ(everything(*store_), before);
}

TEST_P(StoreTest, the_hash_names_every_derived_change) {
  Commit all = agreed_part();
  for (std::uint64_t i = 0; i < 40; ++i) all.arrived.push_back(arrived(i));
  commit(all);
  auto last = derived_hash(*store_);
  const auto changes = [&](const Commit& change) {
    commit(change);
    const auto now = derived_hash(*store_);
    EXPECT_NE(now, last);
    last = now;
  };
  changes({.facts = {{key(kernel::FactKind::statement, 3), bytes("other")}}});
  changes({.postings = {posting(40, 1, 1)}});
  auto verdict = entry(4, 35);
  verdict.clause = "art-9";
  changes({.appended = {verdict}});
}

TEST_P(StoreTest, a_large_accord_is_one_commit) {
  constexpr std::uint64_t kMany = 4096;
  Commit arrival;
  Commit accords;
  for (std::uint64_t i = 0; i < kMany; ++i) {
    arrival.arrived.push_back(arrived(i, i / 8));
    accords.appended.push_back(entry(i, kMany - 1 - i));
    accords.postings.push_back(posting(i, 1, 1));
    for (std::uint64_t f = 0; f < 3; ++f)
      accords.facts.emplace_back(key(kernel::FactKind::statement, 3 * i + f), bytes("value"));
  }
  commit(arrival);
  EXPECT_EQ(store_->pending().size(), kMany);
  commit(accords);
  EXPECT_TRUE(store_->pending().empty());
  EXPECT_EQ(store_->log_size(), kMany);
  EXPECT_EQ(store_->logged_bytes(0), bytes("statement 4095"));
  EXPECT_EQ(store_->fact(key(kernel::FactKind::statement, 3 * kMany - 1)), bytes("value"));
}

// The writer raises three things together; a reader that saw one of them raised must see the others too.
TEST_P(StoreTest, readers_in_other_threads_see_whole_commits_only) {
  constexpr std::uint64_t kCommits = 300;
  std::atomic<bool> done{false};
  std::atomic<std::uint64_t> reads{0};
  const auto read = [&] {
    while (!done.load()) {
      const auto size = store_->log_size();
      const auto accords = store_->last_accord();
      const auto note = store_->note("size");
      EXPECT_LE(size, accords ? accords->size : 0);
      EXPECT_LE(accords ? accords->size : 0, note ? std::stoull(std::string(base::text_of(*note))) : 0);
      const auto log = store_->log(0, UINT64_MAX);
      EXPECT_EQ(log.size() % 3, 0u);
      EXPECT_EQ(store_->pending().size() % 2, 0u);
      if (!log.empty()) {
        EXPECT_TRUE(store_->statement(log.back().id)->entry);
      }
      ++reads;
    }
  };
  std::thread one(read);
  std::thread two(read);
  for (std::uint64_t i = 0; i < kCommits; ++i) {
    Commit all;
    for (std::uint64_t k = 0; k < 5; ++k) all.arrived.push_back(arrived(5 * i + k));
    for (std::uint64_t k = 0; k < 3; ++k) all.appended.push_back(entry(3 * i + k, 5 * i + k));
    all.accords = {{i, 3 * (i + 1), 0, bytes("accord")}};
    all.notes = {{"size", bytes(std::to_string(3 * (i + 1)))}};
    commit(all);
    EXPECT_EQ(store_->log_size(), 3 * (i + 1)) << "the writer sees its own commit";
  }
  while (reads.load() < 4) std::this_thread::yield();
  done = true;
  one.join();
  two.join();
}

}  // namespace palitan::store::conformance
