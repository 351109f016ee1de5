// `palitan act --list`: every kind of act with its fields.
#include <gtest/gtest.h>

#include "cli/say.h"
#include "cli/test_kit.h"
#include "statement/statement.h"

namespace palitan::cli {
namespace {

std::string printed(std::vector<std::string> words) {
  kit::Terminal terminal;
  EXPECT_EQ(terminal.run(std::move(words)), kDone);
  return terminal.out;
}

TEST(ActList, NamesEveryKindAndItsFields) {
  const auto kinds = printed({"act"});
  const auto all = printed({"act", "--list"});
  for (const auto& row : rows_of(statement::Kind{})) {
    EXPECT_NE(kinds.find(std::string(row.name) + "\n"), std::string::npos) << row.name;
    EXPECT_NE(all.find(std::string(row.name) + "\n    "), std::string::npos) << row.name;
  }
  EXPECT_NE(all.find("\nconcur_date\n    kind, date\n"), std::string::npos) << all;
  EXPECT_NE(all.find("\nclose\n    no fields\n"), std::string::npos) << all;
  EXPECT_EQ(kinds.find("    "), std::string::npos);
}

}  // namespace
}  // namespace palitan::cli
