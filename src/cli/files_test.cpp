// What a command reads and writes: whatever a name stands for, a sentence and no crash.
#include "cli/files.h"

#include <gtest/gtest.h>

#include "node/test_kit.h"

namespace palitan::cli {
namespace {
namespace fs = std::filesystem;

class Files : public ::testing::Test {
 protected:
  node::kit::TempFolder temp_;
  fs::path file_ = temp_.path() / "file";
};

TEST_F(Files, WrittenAreReadAgain) {
  const std::string large(200'000, 'x');
  for (const auto& text : {std::string("before"), large, std::string()}) {
    ASSERT_TRUE(write_file(file_, base::view_of(text)));
    EXPECT_EQ(read_file(file_).value(), text);
  }
}

TEST_F(Files, ThatAreFoldersOrAbsentAreNamed) {
  for (const auto& path : {temp_.path(), temp_.path() / "absent"}) {
    const auto read = read_file(path);
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().exit, kFailed);
    EXPECT_EQ(read.error().says, fmt::format("'{}' cannot be opened.", path.string()));
  }
  const auto written = write_file(temp_.path(), base::view_of("text"));
  ASSERT_FALSE(written);
  EXPECT_NE(written.error().says.find("cannot be written"), std::string::npos);
  EXPECT_FALSE(write_file(temp_.path() / "no" / "folder", base::view_of("text")));
}

TEST_F(Files, ThatArePipesTakeTheBytesAsTheyAre) {
  EXPECT_TRUE(write_file("/dev/null", base::view_of("text")));
  EXPECT_EQ(read_file("/dev/null").value(), "");
}

}  // namespace
}  // namespace palitan::cli
