// Accords and their order, as one record goes through them.
#include <gtest/gtest.h>

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

}  // namespace
}  // namespace palitan::kernel::kit
