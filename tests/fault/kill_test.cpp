// kill -9 of a serving node at random moments: nothing acknowledged is lost, no seat forks, and afterwards
// both nodes agree. PALITAN_KILLS rounds (default 25), PALITAN_SEED for another course.
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <random>

#include "api/test_kit.h"
#include "kit/free_port.h"

namespace palitan {
namespace {

using namespace api::kit;
using api::Json;

std::uint64_t number_of(const char* name, std::uint64_t otherwise) {
  const char* text = std::getenv(name);
  return text != nullptr ? std::strtoull(text, nullptr, 10) : otherwise;
}

/// `palitan node serve` as a process of its own.
class Process {
 public:
  Process(const std::filesystem::path& dir, const std::filesystem::path& passphrase, std::uint16_t port) {
    const std::string program = PALITAN_BINARY_DIR "/bin/palitan";
    const std::string port_text = std::to_string(port);
    child_ = ::fork();
    PALITAN_CHECK(child_ >= 0);
    if (child_ > 0) return;
    const int nowhere = ::open("/dev/null", O_WRONLY);
    ::dup2(nowhere, STDOUT_FILENO);
    ::execl(program.c_str(), program.c_str(), "node", "serve", "--node", dir.c_str(), "--passphrase-file",
            passphrase.c_str(), "--port", port_text.c_str(), static_cast<char*>(nullptr));
    ::_exit(127);
  }
  ~Process() { kill(); }
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  void kill() {
    if (child_ <= 0) return;
    ::kill(child_, SIGKILL);
    ::waitpid(child_, nullptr, 0);
    child_ = 0;
  }
  bool ended() { return child_ > 0 && ::waitpid(child_, nullptr, WNOHANG) == child_ && (child_ = 0, true); }

 private:
  ::pid_t child_ = 0;
};

class KillTest : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists(PALITAN_BINARY_DIR "/bin/palitan"))
      GTEST_SKIP() << "SKIPPED: the program palitan is not built";
    pair_.options.decline_after_ms = 300;
    pair_.start();
    open_house(*pair_.jpn, *pair_.phl, pair_.partnership);
    const auto token = pair_.jpn->token();
    auto file = pair_.jpn->folder().file();
    pair_.jpn.reset();
    // The partner lives in this process, and knows where the other will be.
    pair_.phl.reset();
    port_ = palitan_test::free_port();
    pair_.phl = pair_.open("phl");
    pair_.phl->join({{"jpn", "127.0.0.1", port_}});
    file.peers = {{"phl", "127.0.0.1", pair_.phl->port()}};
    auto folder = node::Folder::open(pair_.dir("jpn")).value();
    must(folder.save(file));
    passphrase_ = pair_.dir("jpn") / "passphrase";
    std::ofstream(passphrase_) << kPassphrase << "\n";
    std::filesystem::permissions(passphrase_, std::filesystem::perms::owner_read);
    target_.port = port_;
    target_.server_key = office("jpn", "node").public_key;
    target_.connect_timeout = 500ms;
    token_ = token;
  }

  std::string activity(std::uint64_t number) const {
    const Json draft = {{"seat", hex(seat("jpn", "desk"))},
                        {"kind", "open_activity"},
                        {"body",
                         {{"type", "exercise"},
                          {"name", "Number " + std::to_string(number)},
                          {"parties", {"jpn", "phl"}},
                          {"from", base::to_text(today())},
                          {"until", base::to_text(today())}}}};
    return draft.dump();
  }

  /// Posts until told to stop; what was acknowledged.
  std::vector<std::string> post_until(const std::atomic<bool>& stop, std::atomic<std::uint64_t>& number) {
    std::vector<std::string> acknowledged;
    Clerk clerk(target_, token_);
    while (!stop) {
      const auto answer = clerk.post(pair_.base_path() + "/acts", activity(number++));
      if (answer.status == 201)
        acknowledged.push_back(answer.json["id"]);
      else if (answer.status == 0)
        std::this_thread::sleep_for(1ms);  // not up yet, or no more
      else
        ADD_FAILURE() << answer.text;
    }
    return acknowledged;
  }

  Pair pair_;
  std::uint16_t port_ = 0;
  std::filesystem::path passphrase_;
  net::Target target_;
  std::string token_;
};

TEST_F(KillTest, NothingAcknowledgedIsLost) {
  const auto rounds = number_of("PALITAN_KILLS", 25);
  const auto seed = number_of("PALITAN_SEED", 20'261'123);
  std::mt19937_64 dice(seed);
  std::uniform_int_distribution<int> moment(20, 160);  // ms from the start of the process
  std::atomic<std::uint64_t> number = 0;
  std::vector<std::string> acknowledged;
  for (std::uint64_t round = 0; round < rounds; ++round) {
    std::atomic<bool> stop = false;
    Process process(pair_.dir("jpn"), passphrase_, port_);
    std::vector<std::future<std::vector<std::string>>> clients;
    for (int i = 0; i < 3; ++i)
      clients.push_back(std::async(std::launch::async, [&] { return post_until(stop, number); }));
    std::this_thread::sleep_for(std::chrono::milliseconds(moment(dice)));
    EXPECT_FALSE(process.ended()) << "the node left by itself, round " << round << ", seed " << seed;
    process.kill();
    stop = true;
    for (auto& client : clients)
      for (auto& id : client.get()) acknowledged.push_back(std::move(id));
  }
  // Once more, in peace: everything is there and both agree.
  Process process(pair_.dir("jpn"), passphrase_, port_);
  Clerk jpn(target_, token_);
  Clerk phl(*pair_.phl);
  Json one;
  Json other;
  EXPECT_TRUE(within(60s,
                     [&] {
                       one = jpn.get(pair_.base_path()).json;
                       other = phl.get(pair_.base_path()).json;
                       return one.is_object() && one.contains("pending") && one["pending"] == 0 &&
                              other["pending"] == 0 && one["root"] == other["root"];
                     }))
      << one.dump() << other.dump();
  std::size_t lost = 0;
  for (const auto& id : acknowledged)
    if (jpn.get(pair_.base_path() + "/acts/" + id).json["standing"] != "agreed") ++lost;
  EXPECT_EQ(lost, 0u) << "seed " << seed;
  EXPECT_EQ(one["forks"].size(), 0u);
  EXPECT_EQ(other["forks"].size(), 0u);
  EXPECT_FALSE(one.contains("misconduct") || other.contains("misconduct"));
  EXPECT_GT(acknowledged.size(), rounds);
  std::printf("%llu kills, %zu acts acknowledged, %zu lost, seed %llu\n",
              static_cast<unsigned long long>(rounds), acknowledged.size(), lost,
              static_cast<unsigned long long>(seed));
}

// The folder is one process's. Whoever comes second is told so in a sentence, and the first serves on; once
// it is killed, its folder is free.
TEST_F(KillTest, ASecondProcessOnTheFolderIsRefusedWithASentence) {
  Process first(pair_.dir("jpn"), passphrase_, port_);
  Clerk clerk(target_, token_);
  ASSERT_TRUE(within(30s, [&] { return clerk.get(pair_.base_path()).status == 200; }));
  const std::string command = PALITAN_BINARY_DIR "/bin/palitan node serve --node " +
                              pair_.dir("jpn").string() + " --passphrase-file " + passphrase_.string() +
                              " --port " + std::to_string(palitan_test::free_port()) + " 2>&1";
  std::FILE* const second = ::popen(command.c_str(), "r");
  ASSERT_NE(second, nullptr);
  std::string said;
  for (int c = std::fgetc(second); c != EOF; c = std::fgetc(second)) said += static_cast<char>(c);
  EXPECT_NE(::pclose(second), 0);
  EXPECT_NE(said.find("Another process serves this folder"), std::string::npos) << said;
  EXPECT_FALSE(first.ended());
  EXPECT_EQ(clerk.post(pair_.base_path() + "/acts", activity(1)).status, 201);
  first.kill();
  Process next(pair_.dir("jpn"), passphrase_, port_);
  Clerk again(target_, token_);
  EXPECT_TRUE(within(30s, [&] { return again.get(pair_.base_path()).status == 200; }));
}

}  // namespace
}  // namespace palitan
