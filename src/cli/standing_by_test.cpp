// `node serve --stand-by` where no other process can write the record.
#include <fstream>

#include "cli/test_kit.h"
#include "node/test_kit.h"

namespace palitan::cli {
namespace {

using namespace node::kit;

TEST(StandingBy, ARecordInAFileIsServedByOneProcessAlone) {
  const TempFolder temp;
  const std::vector folders = {make_party(temp.path(), "jpn"), make_party(temp.path(), "phl")};
  const auto pass = (temp.path() / "pass").string();
  std::ofstream(pass) << kPassphrase << "\n";
  const auto dir = folders[0].dir().string();
  kit::Terminal terminal;
  const std::vector<std::string> words = {"--node", dir,     "--passphrase-file", pass,
                                          "node",   "serve", "--stand-by"};
  EXPECT_EQ(terminal.run(words), 1);
  EXPECT_NE(terminal.err.find("no record in this folder"), std::string::npos) << terminal.err;
  found(folders);
  EXPECT_EQ(terminal.run(words), 1);
  EXPECT_NE(terminal.err.find("palitan store move"), std::string::npos) << terminal.err;
  EXPECT_TRUE(folders[0].lock()) << "and the folder is let go of";
  EXPECT_FALSE(std::filesystem::exists(folders[0].dir() / "serving.json"));
}

}  // namespace
}  // namespace palitan::cli
