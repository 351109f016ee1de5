// Linked into a test program beside mutated objects: which mutant is awake, which were passed, and after each test
// a line of its name, its milliseconds and the numbers of the mutants that it passed.
#include <gtest/gtest.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>

namespace {
constexpr int kMost = 4096;
int awake = -1;
bool asleep_known = false;
volatile unsigned char passed[kMost];

class Cover : public ::testing::EmptyTestEventListener {
 public:
  explicit Cover(const char* path) : out_(std::fopen(path, "w")) {}
  void OnTestProgramStart(const ::testing::UnitTest&) override { write("-", 0); }  // what statics passed
  void OnTestStart(const ::testing::TestInfo&) override {
    for (auto& one : passed) one = 0;
    began_ = std::chrono::steady_clock::now();
  }
  void OnTestEnd(const ::testing::TestInfo& test) override {
    if (!test.result()->Passed()) return;
    const auto took = std::chrono::steady_clock::now() - began_;
    write(std::string(test.test_suite_name()) + "." + test.name(),
          std::chrono::duration_cast<std::chrono::milliseconds>(took).count());
  }

 private:
  void write(const std::string& name, long long ms) {
    std::fprintf(out_, "%s\t%lld\t", name.c_str(), ms);
    for (int i = 0; i < kMost; ++i)
      if (passed[i] != 0) std::fprintf(out_, "%d ", i);
    std::fputc('\n', out_);
    std::fflush(out_);
  }
  std::FILE* out_;
  std::chrono::steady_clock::time_point began_;
};

const bool listening = [] {
  if (const char* path = std::getenv("PALITAN_MUTANT_COVER"))
    ::testing::UnitTest::GetInstance()->listeners().Append(new Cover(path));
  return true;
}();
}  // namespace

bool palitan_mutant(int number) {
  if (!asleep_known) {
    // The first to ask may be a static of another object, before any of this one is made.
    if (const char* text = std::getenv("PALITAN_MUTANT")) awake = std::atoi(text);
    asleep_known = true;
  }
  passed[number] = 1;
  return number == awake;
}
