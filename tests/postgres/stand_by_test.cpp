// Two machines of one node over one record: one writes, the other passes on to it and takes its place. The
// partner and the clerk know the second address alone, and notice little of either.
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>

#include <fstream>

#include "api/stand_by.h"
#include "api/test_kit.h"
#include "cli/test_kit.h"
#include "kit/free_port.h"
#include "node/record_place.h"
#include "server.h"

namespace palitan {
namespace {

using namespace api::kit;
using api::Json;
namespace fs = std::filesystem;

/// `palitan node serve` as a process of its own.
class Machine {
 public:
  Machine(fs::path dir, std::uint16_t port, std::uint16_t watch)
      : dir_(std::move(dir)), port_(port), watch_(watch) {}
  ~Machine() { end(SIGKILL); }
  Machine(const Machine&) = delete;
  Machine& operator=(const Machine&) = delete;

  void serve(std::vector<std::string> more) {
    std::vector<std::string> words = {PALITAN_BINARY_DIR "/bin/palitan",
                                      "--node",
                                      dir_.string(),
                                      "--passphrase-file",
                                      (dir_ / "passphrase").string(),
                                      "node",
                                      "serve",
                                      "--port",
                                      std::to_string(port_),
                                      "--watch",
                                      std::to_string(watch_)};
    words.insert(words.end(), more.begin(), more.end());
    child_ = ::fork();
    PALITAN_CHECK(child_ >= 0);
    if (child_ > 0) return;
    const int out = ::open((dir_ / "out").c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
    ::dup2(out, STDOUT_FILENO);
    ::dup2(out, STDERR_FILENO);
    std::vector<char*> argv;
    for (auto& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);
    ::execv(argv[0], argv.data());
    ::_exit(127);
  }
  /// Its exit status; -1: a signal ended it. Signal 0 is none: it ends by itself.
  int end(int signal) {
    if (child_ <= 0) return -1;
    ::kill(child_, signal);
    int status = 0;
    ::waitpid(std::exchange(child_, 0), &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }
  std::string printed() const {
    std::ifstream in(dir_ / "out");
    return {std::istreambuf_iterator<char>(in), {}};
  }
  /// What those hear who watch over it.
  Answer watched(const std::string& path = "/readyz") const {
    net::Target to;
    to.port = watch_;
    to.tls = false;
    return Clerk(to, "").get(path);
  }
  bool writes() const {
    const auto seen = watched();
    return seen.status == 200 && !seen.json.contains("stands_by");
  }
  /// Whom it passes on to; empty: it does not.
  std::string passes_on_to() const {
    const auto seen = watched();
    if (seen.status != 200 || !seen.json.contains("stands_by")) return {};
    return seen.json["stands_by"]["writer"];
  }
  std::string address() const { return "127.0.0.1:" + std::to_string(port_); }
  std::uint16_t port() const { return port_; }

 private:
  fs::path dir_;
  std::uint16_t port_;
  std::uint16_t watch_;
  ::pid_t child_ = 0;
};

class StandsBy : public postgres_tests::PostgresTest {
 protected:
  void SetUp() override {
    PostgresTest::SetUp();
    if (IsSkipped()) return;
    pair_.options.decline_after_ms = 300;
    pair_.start();
    open_house(*pair_.jpn, *pair_.phl, pair_.partnership);
    token_ = pair_.jpn->token();
    pair_.jpn.reset();
    pair_.phl.reset();
    sql("SET client_min_messages = error; DROP SCHEMA IF EXISTS " + schema() + " CASCADE");
    ASSERT_EQ(terminal_.run({"store", "move", "--from", "sqlite:" + first_dir().string(), "--to",
                             "postgres:" + words_}),
              0)
        << terminal_.err;
    std::ofstream(first_dir() / "passphrase") << kPassphrase << "\n";
    fs::permissions(first_dir() / "passphrase", fs::perms::owner_read);
    fs::copy(first_dir(), second_dir(), fs::copy_options::recursive);
    using palitan_test::free_port;
    first_.emplace(first_dir(), free_port(), free_port());
    second_.emplace(second_dir(), free_port(), free_port());
  }
  void TearDown() override {
    if (HasFailure() && first_)
      std::fprintf(stderr, "%s\n%s\n", first_->printed().c_str(), second_->printed().c_str());
  }

  fs::path first_dir() const { return pair_.dir("jpn"); }
  fs::path second_dir() const { return pair_.dir("jpn elsewhere"); }
  node::Folder folder() const { return node::Folder::open(first_dir()).value(); }
  std::string schema() const { return node::schema_name(folder(), pair_.partnership); }
  /// The partner, who knows the second machine alone and is called by nobody.
  void open_partner() {
    pair_.phl = pair_.open("phl");
    pair_.phl->join({{"jpn", "127.0.0.1", second_->port()}});
  }
  Clerk clerk_at(const Machine& machine) const {
    net::Target to;
    to.port = machine.port();
    to.server_key = office("jpn", "node").public_key;
    return Clerk(to, token_);
  }
  /// Signs one act; its id.
  std::string sign(Clerk& clerk, const std::string& name) const {
    const Json draft = {{"seat", hex(seat("jpn", "desk"))},
                        {"kind", "open_activity"},
                        {"body",
                         {{"type", "exercise"},
                          {"name", name},
                          {"parties", {"jpn", "phl"}},
                          {"from", base::to_text(today())},
                          {"until", base::to_text(today())}}}};
    const auto answer = clerk.post(pair_.base_path() + "/acts", draft.dump());
    EXPECT_EQ(answer.status, 201) << answer.text;
    return answer.status == 201 ? answer.json["id"].get<std::string>() : std::string();
  }
  bool is_there(Clerk& clerk, const std::string& act) const {
    return clerk.get(pair_.base_path() + "/acts/" + act).status == 200;
  }
  bool agreed(Clerk& clerk) {
    const auto one = clerk.get(pair_.base_path());
    const auto other = Clerk(*pair_.phl).get(pair_.base_path());
    return one.status == 200 && one.json["pending"] == 0 && other.json["pending"] == 0 &&
           one.json["root"] == other.json["root"];
  }

  Pair pair_;
  std::string token_;
  cli::kit::Terminal terminal_;
  std::optional<Machine> first_;
  std::optional<Machine> second_;
};

TEST_F(StandsBy, the_second_machine_passes_on_and_takes_the_place_of_the_first) {
  first_->serve({});
  ASSERT_TRUE(within(20s, [&] { return first_->writes(); })) << first_->watched().text;
  second_->serve({"--stand-by"});
  ASSERT_TRUE(within(20s, [&] { return second_->passes_on_to() == first_->address(); }));
  EXPECT_EQ(second_->watched("/livez").status, 200);
  EXPECT_NE(second_->watched("/metrics").text.find("palitan_stands_by 1"), std::string::npos);
  EXPECT_EQ(second_->watched("/v1/status").status, 404);

  // Clerk and partner talk to the one that stands by.
  open_partner();
  auto clerk = clerk_at(*second_);
  const auto before = sign(clerk, "Signed at the first");
  EXPECT_TRUE(within(20s, [&] { return agreed(clerk); }));

  // The first is gone; the same address answers, with what was acknowledged, and signs on.
  first_->end(SIGKILL);
  const auto began = std::chrono::steady_clock::now();
  EXPECT_TRUE(within(20s, [&] { return is_there(clerk, before); }));
  const auto took = std::chrono::steady_clock::now() - began;
  EXPECT_TRUE(second_->writes());
  RecordProperty("takeover_ms",
                 static_cast<int>(std::chrono::duration_cast<std::chrono::milliseconds>(took).count()));
  const auto after = sign(clerk, "Signed at the second");
  EXPECT_TRUE(within(20s, [&] { return agreed(clerk); }));

  // The first comes back, and is now the one that passes on; then the second is stopped in good order.
  first_->serve({"--stand-by"});
  ASSERT_TRUE(within(20s, [&] { return first_->passes_on_to() == second_->address(); }));
  auto other_clerk = clerk_at(*first_);
  EXPECT_TRUE(is_there(other_clerk, after));
  EXPECT_EQ(second_->end(SIGTERM), 0);
  EXPECT_TRUE(within(20s, [&] { return first_->writes(); }));
  EXPECT_TRUE(is_there(other_clerk, before) && is_there(other_clerk, after));
  sign(other_clerk, "And once more at the first");
  second_->serve({"--stand-by"});
  EXPECT_TRUE(within(20s, [&] { return agreed(clerk); })) << "by way of the second";
  EXPECT_EQ(second_->end(SIGTERM), 0) << "one that stands by stops in good order too";
  EXPECT_EQ(first_->end(SIGTERM), 0);
}

TEST_F(StandsBy, one_that_only_lost_its_session_has_its_turn_again_and_one_that_lost_its_turn_stops) {
  first_->serve({});
  ASSERT_TRUE(within(20s, [&] { return first_->writes(); })) << first_->watched().text;
  second_->serve({"--stand-by"});
  ASSERT_TRUE(within(20s, [&] { return !second_->passes_on_to().empty(); }));
  const std::string holds = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'";
  sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'keeper'");
  // Nobody asks it for anything, and still it looks after its turn before the other takes it.
  EXPECT_TRUE(within(20s, [&] { return sql(holds) == "1"; }));
  EXPECT_TRUE(first_->writes());
  EXPECT_EQ(second_->passes_on_to(), first_->address());
  EXPECT_EQ(sql("SELECT epoch FROM " + schema() + ".serving"),
            sql("SELECT epoch FROM " + schema() + ".head"));

  sql("UPDATE " + schema() + ".head SET epoch = epoch + 1");
  EXPECT_EQ(first_->end(0), 3);
  EXPECT_NE(first_->printed().find("another process writes the record now"), std::string::npos);
  EXPECT_TRUE(within(20s, [&] { return second_->writes(); }));
}

TEST_F(StandsBy, what_is_wrong_is_told_at_once) {
  const auto serve = [&](std::vector<std::string> more) {
    std::vector<std::string> words = {
        "--node", second_dir().string(), "--passphrase-file", (first_dir() / "passphrase").string(), "node",
        "serve",  "--stand-by"};
    words.insert(words.end(), more.begin(), more.end());
    return terminal_.run(words);
  };
  const auto writer = node::Service::open(first_dir(), kPassphrase);
  ASSERT_TRUE(writer);
  EXPECT_EQ(serve({"--reached-at", "a name"}), 2);
  EXPECT_NE(terminal_.err.find("write a number"), std::string::npos) << terminal_.err;
  auto elsewhere = node::Folder::open(second_dir()).value();
  auto file = elsewhere.file();
  file.address = "0.0.0.0";
  must(elsewhere.save(file));
  EXPECT_EQ(serve({}), 2);
  EXPECT_NE(terminal_.err.find("--reached-at 192.0.2.10"), std::string::npos) << terminal_.err;
  {
    const auto lock = elsewhere.lock();
    EXPECT_EQ(serve({"--reached-at", "192.0.2.10"}), 1);
    EXPECT_NE(terminal_.err.find("local_folder_in_use"), std::string::npos) << terminal_.err;
  }
  std::ofstream(second_dir() / "wrong") << "battery staple\n";
  EXPECT_EQ(terminal_.run({"--node", second_dir().string(), "--passphrase-file",
                           (second_dir() / "wrong").string(), "node", "serve", "--stand-by"}),
            1);
  EXPECT_NE(terminal_.err.find("local_passphrase"), std::string::npos) << terminal_.err;
}

// A writer that has the turn and has not said where it answers: it is just opening its books, or serves with
// a program that does not say it.
TEST_F(StandsBy, while_nobody_can_be_passed_on_to_a_connection_waits_a_moment_and_is_told) {
  auto writer = node::Service::open(first_dir(), kPassphrase);
  ASSERT_TRUE(writer);
  node::StandBy::Options options;
  options.node.hold_for = 300ms;
  options.node.last_words = api::nobody_writes();
  options.own.node.address = "127.0.0.1";
  options.look_every = 20ms;
  node::StandBy stands_by(options);
  must(stands_by.start(*node::Service::hold(second_dir(), kPassphrase).value()));
  net::Target to;
  to.port = stands_by.own().node.port;
  to.tls = false;
  const auto answer = Clerk(to, "").get("/v1/status");
  EXPECT_EQ(answer.status, 503) << answer.text;
  EXPECT_EQ(answer.json["code"], static_cast<int>(base::Code::local_busy)) << answer.text;
  EXPECT_EQ(stands_by.figures().turned_away, 1u);
  EXPECT_FALSE(stands_by.seen().writer);
  EXPECT_FALSE(stands_by.seen().free);
  EXPECT_FALSE(stands_by.may_try(0ms));

  net::Server::Options plain;
  plain.tls = false;
  net::Server watch(plain, api::stand_by_handler(stands_by));
  to.port = watch.start().value();
  Clerk watcher(to, "");
  const auto ready = watcher.get("/readyz");
  EXPECT_EQ(ready.status, 503) << ready.text;
  EXPECT_EQ(ready.json["ready"], false);
  EXPECT_NE(ready.text.find("has not said where it is reached"), std::string::npos) << ready.text;

  // Its own address in that place leads nowhere, or to itself.
  const auto lookout = node::lookout_of(folder()).value();
  const auto turn = lookout->look().value().number;
  ASSERT_TRUE(lookout->announce(turn, stands_by.own()));
  EXPECT_TRUE(within(5s, [&] { return stands_by.seen().writer.has_value(); }));
  to.port = stands_by.own().node.port;
  EXPECT_EQ(Clerk(to, "").get("/v1/status").status, 503);
  EXPECT_EQ(stands_by.figures().passed_on, 0u);

  server_->crash();
  EXPECT_TRUE(within(5s, [&] { return stands_by.seen().away.has_value(); }));
  EXPECT_NE(watcher.get("/readyz").text.find("the last time it was asked"), std::string::npos);
  server_->start();
  EXPECT_TRUE(within(10s, [&] { return stands_by.may_try(10ms); })) << "nobody has the lock any more";
}

}  // namespace
}  // namespace palitan
