// A few seeds of each attack; palitan-hostile plays as many as one likes.
#include <gtest/gtest.h>

#include <sys/wait.h>

#include <cstdlib>
#include <fstream>

#include "attack.h"

namespace palitan::hostile {
namespace {

TEST(Hostile, EveryLieIsRefusedOrProven) {
  constexpr std::uint64_t kSeeds = 12;
  for (const auto& attack : attacks())
    for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
      const auto played = play(attack, seed);
      EXPECT_TRUE(played.end) << attack.name << ", seed " << seed << ": " << played.why;
    }
}

TEST(Hostile, TheCatalogueHasFifteenClassesAndNoNameTwice) {
  std::set<std::string_view> names;
  for (const auto& attack : attacks()) names.insert(attack.name);
  EXPECT_EQ(names.size(), attacks().size());
  EXPECT_GE(names.size(), 15u);
}

/// The program itself, on a third machine: a file, and nothing else.
struct Told {
  int exit = -1;
  std::string said;
};
Told verify_program(const std::string& arguments) {
  Told out;
  auto* pipe = ::popen((std::string(PALITAN_VERIFY) + " " + arguments).c_str(), "r");
  if (pipe == nullptr) return out;
  char line[512];
  while (std::fgets(line, sizeof line, pipe) != nullptr) out.said += line;
  const int status = ::pclose(pipe);
  if (WIFEXITED(status)) out.exit = WEXITSTATUS(status);
  return out;
}

TEST(Hostile, TheProofIsCheckedByTheProgramWithTheFileAlone) {
  Dice dice(4);
  Ground g(dice);
  const auto left = g.craft("desk", g.any_activity()), right = g.craft("desk", g.any_activity());
  auto said = g.message();
  said.statements = {left->bytes(), right->bytes()};
  g.tell_all(said);
  const auto file = g.proof_at(g.victim());
  const auto path = testing::TempDir() + "palitan-hostile.misdeed";
  const auto write = [&](const base::Bytes& bytes) {
    std::ofstream(path, std::ios::binary) << base::text_of(bytes);
  };
  write(file);
  const auto id = base::to_hex(g.partnership().view());
  const auto proven = verify_program("--proof " + path + " --expect " + id);
  EXPECT_EQ(proven.exit, 0) << proven.said;
  EXPECT_NE(proven.said.find("PROVEN: " + g.culprit() + " signed two different acts"), std::string::npos)
      << proven.said;
  EXPECT_NE(proven.said.find("desk"), std::string::npos);
  EXPECT_NE(proven.said.find(base::to_hex(left->id().view())), std::string::npos);
  EXPECT_NE(proven.said.find(base::to_hex(right->id().view())), std::string::npos);
  EXPECT_EQ(verify_program("--proof " + path + " --expect " + base::to_hex(left->id().view())).exit, 1);
  // One bit of a signature: not proven. Bytes that are no file: unreadable.
  auto changed = file;
  changed.back() ^= 1;
  write(changed);
  const auto not_proven = verify_program("--proof " + path);
  EXPECT_EQ(not_proven.exit, 1) << not_proven.said;
  write({1, 2, 3});
  EXPECT_EQ(verify_program("--proof " + path).exit, 2);
  EXPECT_EQ(verify_program("--proof " + path + ".none 2>&1").exit, 2);
  std::remove(path.c_str());
}

}  // namespace
}  // namespace palitan::hostile
