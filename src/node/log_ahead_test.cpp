// The log, read ahead: the same statements in the same order, however they are asked for; what is damaged or
// away is said where it is met.
#include "node/log_ahead.h"

#include <gtest/gtest.h>

#include "kernel/record_kit.h"
#include "store/memory.h"

namespace palitan::node {
namespace {

/// A record of a few accords, and a store over it whose reads of the log can be made to fail.
class Log : public ::testing::Test, public store::MemoryStore {
 protected:
  Log() {
    for (int i = 0; i < 700; ++i) {
      const statement::OpenActivity body{"relief", "Relief", {"jpn", "phl"}, {20'000}, {21'000}, "Tacloban"};
      record_.act(record_.office("jpn"), body);
      if (i % 90 == 0) record_.accord();
    }
    record_.accord();
    std::uint64_t position = 0;
    for (const auto& accord : record_.accords())
      for (const auto& act : accord.acts) write(*act, position++, accord.point.height);
  }
  void write(const statement::Statement& act, std::uint64_t position, std::uint64_t height) {
    const auto& c = act.content();
    store::Commit commit;
    commit.arrived.push_back({act.id(), act.bytes(), c.seat, c.sequence, act.case_of(), false});
    commit.appended.push_back({position, act.id(), height, 0, {}, 0});
    PALITAN_CHECK(whole_.commit(commit).has_value());
  }
  std::optional<base::Bytes> logged_bytes(std::uint64_t position) const override {
    if (position == away_) throw std::runtime_error("the database is away");
    auto bytes = whole_.logged_bytes(position);
    if (position == damaged_) bytes->back() ^= 1, bytes->front() ^= 1;
    return bytes;
  }
  std::uint64_t size() const { return whole_.log_size(); }
  std::vector<base::Id> ids(std::uint64_t from, std::uint64_t to, std::uint64_t at_once) {
    std::vector<base::Id> out;
    LogAhead log(*this, from, to);
    for (;;) {
      const auto acts = log.next(at_once);
      EXPECT_TRUE(acts);
      if (!acts || acts->empty()) return out;
      for (const auto& act : *acts) out.push_back(act->id());
    }
  }
  std::vector<base::Id> slowly(std::uint64_t from, std::uint64_t to) const {
    std::vector<base::Id> out;
    for (const auto& entry : whole_.log(from, to - from)) out.push_back(entry.id);
    return out;
  }

  kernel::kit::Record record_{{.open_house = true}};
  store::MemoryStore whole_;
  std::optional<std::uint64_t> away_;
  std::optional<std::uint64_t> damaged_;
};

TEST_F(Log, IsTheSameHoweverItIsAskedFor) {
  ASSERT_GT(size(), 700u);
  const auto all = slowly(0, size());
  for (const std::uint64_t at_once : {1u, 7u, 256u, 257u, 10'000u}) EXPECT_EQ(ids(0, size(), at_once), all);
  EXPECT_EQ(ids(3, 600, 100), slowly(3, 600));
  EXPECT_TRUE(ids(5, 5, 10).empty());
}

TEST_F(Log, EndsWithItsReaderThoughMuchIsLeft) {
  LogAhead log(*this, 0, size());
  EXPECT_EQ(log.next(2)->size(), 2u);
  EXPECT_TRUE(log.next(0)->empty());
}

TEST_F(Log, SaysWhatIsDamagedAfterWhatIsWhole) {
  damaged_ = 300;
  LogAhead log(*this, 0, size());
  EXPECT_EQ(log.next(256)->size(), 256u);
  const auto acts = log.next(100);
  ASSERT_FALSE(acts);
  EXPECT_EQ(acts.error().code, base::Code::local_damaged);
  EXPECT_NE(acts.error().detail.find("place 300"), std::string::npos) << acts.error().detail;
}

TEST_F(Log, ThrowsWhatTheStoreThrowsWhereItIsWaitedFor) {
  away_ = 10;
  LogAhead log(*this, 0, size());
  EXPECT_THROW(log.next(1), std::runtime_error);
}

}  // namespace
}  // namespace palitan::node
