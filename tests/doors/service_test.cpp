// The program as a service manager runs it: it says when it serves and when it stops, ends soon and with 0,
// and what it acknowledged until then is in its record.
#include <arpa/inet.h>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <future>
#include <nlohmann/json.hpp>
#include <set>
#include <thread>

#include "api/test_kit.h"
#include "demo/shell.h"

namespace {
namespace fs = std::filesystem;
using namespace palitan;
using namespace palitan::api::kit;
using nlohmann::json;

/// The socket on which a service manager hears (sd_notify(3)).
class Manager {
 public:
  explicit Manager(const fs::path& at) : socket_(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0)) {
    sockaddr_un name{};
    name.sun_family = AF_UNIX;
    std::strncpy(name.sun_path, at.c_str(), sizeof name.sun_path - 1);
    EXPECT_EQ(::bind(socket_, reinterpret_cast<const sockaddr*>(&name), sizeof name), 0) << at;
    const timeval patience{20, 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  }
  ~Manager() { ::close(socket_); }
  Manager(const Manager&) = delete;
  Manager& operator=(const Manager&) = delete;
  std::string hears() const {
    std::array<char, 128> said{};
    const auto n = ::recv(socket_, said.data(), said.size(), 0);
    return n > 0 ? std::string(said.data(), static_cast<std::size_t>(n)) : std::string("nothing");
  }

 private:
  int socket_;
};

class ServiceProgram : public testing::Test {
 protected:
  void SetUp() override {
    if (!fs::exists(palitan_test::kBin + "palitan"))
      GTEST_SKIP() << "SKIPPED: the program palitan is not built";
    folders_ = {make_party(temp_.path(), "jpn"), make_party(temp_.path(), "phl")};
    book_ = found(folders_);
    std::ofstream(temp_.path() / "pass") << kPassphrase << "\n";
  }
  void TearDown() override {
    if (pid_ > 0) {
      ::kill(pid_, SIGKILL);
      ::waitpid(pid_, nullptr, 0);
    }
  }

  fs::path out() const { return temp_.path() / "out"; }
  std::string printed() const {
    std::ifstream in(out());
    return {std::istreambuf_iterator<char>(in), {}};
  }
  void start(std::vector<std::string> more) {
    std::vector<std::string> words = {palitan_test::kBin + "palitan",
                                      "--node",
                                      folders_[0].dir().string(),
                                      "--passphrase-file",
                                      (temp_.path() / "pass").string(),
                                      "node",
                                      "serve"};
    words.insert(words.end(), more.begin(), more.end());
    std::vector<char*> argv;
    for (auto& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);
    const std::string socket = "NOTIFY_SOCKET=" + (temp_.path() / "manager").string();
    std::vector<char*> environment = {const_cast<char*>(socket.c_str()), nullptr};
    posix_spawn_file_actions_t to{};
    ::posix_spawn_file_actions_init(&to);
    ::posix_spawn_file_actions_addopen(&to, STDOUT_FILENO, out().c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    ::posix_spawn_file_actions_adddup2(&to, STDOUT_FILENO, STDERR_FILENO);
    ASSERT_EQ(::posix_spawn(&pid_, argv[0], &to, nullptr, argv.data(), environment.data()), 0);
    ::posix_spawn_file_actions_destroy(&to);
  }
  /// Exit status, and how long it took from the signal on.
  std::pair<int, std::chrono::milliseconds> stop() {
    const auto began = std::chrono::steady_clock::now();
    ::kill(pid_, SIGTERM);
    int status = 0;
    ::waitpid(pid_, &status, 0);
    pid_ = -1;
    const auto took = std::chrono::steady_clock::now() - began;
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1,
            std::chrono::duration_cast<std::chrono::milliseconds>(took)};
  }

  TempFolder temp_;
  std::vector<node::Folder> folders_;
  base::Id book_;
  ::pid_t pid_ = -1;
};

TEST_F(ServiceProgram, SaysWhenItServesAndEndsSoonBesideASilentPartner) {
  const int silent = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in at{};
  at.sin_family = AF_INET;
  at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof at;
  ASSERT_EQ(::bind(silent, reinterpret_cast<sockaddr*>(&at), size), 0);
  ASSERT_EQ(::listen(silent, 4), 0);
  ASSERT_EQ(::getsockname(silent, reinterpret_cast<sockaddr*>(&at), &size), 0);
  auto file = folders_[0].file();
  file.peers = {{"phl", "127.0.0.1", ntohs(at.sin_port)}};
  must(folders_[0].save(file));

  const Manager manager(temp_.path() / "manager");
  start({"--log", "json", "--watch", "0"});
  EXPECT_EQ(manager.hears(), "READY=1") << printed();
  EXPECT_TRUE(fs::exists(folders_[0].dir() / "serving.json"));
  const auto [status, took] = stop();
  EXPECT_EQ(manager.hears(), "STOPPING=1");
  EXPECT_EQ(status, 0) << printed();
  EXPECT_LT(took, 2s);
  ::close(silent);
  EXPECT_FALSE(fs::exists(folders_[0].dir() / "serving.json"));
  EXPECT_FALSE(fs::exists(folders_[0].record_path(book_).string() + "-wal"));
  std::istringstream lines(printed());
  std::string last;
  for (std::string line; std::getline(lines, line);) {
    EXPECT_TRUE(json::parse(line, nullptr, false).is_object()) << line;
    last = line;
  }
  EXPECT_NE(last.find("Stopped. Everything acknowledged is on disk."), std::string::npos) << last;
}

TEST_F(ServiceProgram, WhyItCannotStartIsALineOfTheLogToo) {
  const auto lock = folders_[0].lock();
  ASSERT_TRUE(lock);
  start({"--log", "json"});
  int status = 0;
  ::waitpid(std::exchange(pid_, -1), &status, 0);
  EXPECT_EQ(WEXITSTATUS(status), 1);
  const auto line = json::parse(printed(), nullptr, false);
  ASSERT_TRUE(line.is_object()) << printed();
  EXPECT_EQ(line["level"], "error");
  EXPECT_TRUE(line["says"].get<std::string>().starts_with("local_folder_in_use")) << line;
}

/// Asks for acts one after another until it is refused; what came of each.
struct Asker {
  std::set<std::string> acknowledged;
  std::vector<std::string> otherwise;
};

TEST_F(ServiceProgram, WhatItAcknowledgedUnderLoadIsInItsRecordAndTheRestWasRefusedAsStopping) {
  const Manager manager(temp_.path() / "manager");
  start({});
  ASSERT_EQ(manager.hears(), "READY=1") << printed();
  std::ifstream in(folders_[0].dir() / "serving.json");
  const auto serving = json::parse(in);
  net::Target to;
  to.port = serving.at("port").get<std::uint16_t>();
  to.server_key = office("jpn", "node").public_key;
  const auto token = folders_[0].token().value();
  const auto path = "/v1/partnerships/" + hex(book_) + "/acts";
  std::atomic<int> count = 0;
  const auto ask = [&](int who) {
    Asker out;
    Clerk clerk(to, token);
    for (int i = 0; i < 10'000; ++i) {
      statement::Appoint warrant;
      const auto name = "office " + std::to_string(who) + " " + std::to_string(i);
      warrant.key = office("jpn", name).public_key;
      warrant.office = name;
      warrant.holder = warrant.unit = "x";
      warrant.roles = {statement::Role::registrar};
      warrant.valid_until = base::kDateMax;
      const json draft = {{"seat", hex(seat("jpn", "root"))},
                          {"kind", "appoint"},
                          {"case", hex(book_)},
                          {"body", api::json_of(warrant)}};
      const auto answer = clerk.post(path, draft.dump());
      if (answer.status == 201) {
        out.acknowledged.insert(answer.json.at("id"));
        ++count;
        continue;
      }
      out.otherwise.push_back(std::to_string(answer.status) + " " + answer.text);
      break;
    }
    return out;
  };
  std::vector<std::future<Asker>> askers;
  for (int who = 0; who < 4; ++who) askers.push_back(std::async(std::launch::async, ask, who));
  EXPECT_TRUE(within(20s, [&] { return count > 40; })) << printed();
  const auto [status, took] = stop();
  EXPECT_EQ(status, 0) << printed();
  EXPECT_LT(took, 2s);

  const auto store = folders_[0].open_record(book_, true).value();
  std::size_t acknowledged = 0;
  std::size_t told = 0;
  for (auto& one : askers) {
    const auto seen = one.get();
    acknowledged += seen.acknowledged.size();
    for (const auto& id : seen.acknowledged)
      EXPECT_TRUE(store->statement(*base::fixed_from_hex<base::Id>(id))) << id << " was acknowledged";
    for (const auto& why : seen.otherwise) {
      const bool stopping = why.find("503 ") == 0 && why.find("The node is being stopped") != why.npos;
      told += stopping ? 1U : 0U;
      EXPECT_TRUE(stopping || why.find("0 ") == 0) << why;
    }
  }
  EXPECT_EQ(store->pending().size(), acknowledged) << "and nothing that nobody was told of";
  EXPECT_GT(told, 0u) << "who asks on while it stops hears why";
  std::printf("service: %zu acts acknowledged, %zu of 4 askers told that it stops\n", acknowledged, told);
}

}  // namespace
