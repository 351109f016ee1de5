#include "server.h"

#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <thread>

#include "base/check.h"

namespace palitan::postgres_tests {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
constexpr auto kStartWithin = 60s;

/// Debian keeps the programs of each version in a folder of their own.
fs::path programs() {
  std::vector<fs::path> found;
  std::error_code none;
  for (const auto& version : fs::directory_iterator("/usr/lib/postgresql", none))
    if (fs::exists(version.path() / "bin" / "initdb", none)) found.push_back(version.path() / "bin");
  return found.empty() ? fs::path() : *std::max_element(found.begin(), found.end());
}

const passwd* server_user() {
  for (const char* name : {"postgres", "nobody"})
    if (const auto* user = ::getpwnam(name)) return user;
  return nullptr;
}

[[noreturn]] void become(const std::vector<std::string>& words, const fs::path& log) {
  if (::getuid() == 0) {
    const auto* user = server_user();
    if (user == nullptr || ::setgroups(0, nullptr) != 0 || ::setgid(user->pw_gid) != 0 ||
        ::setuid(user->pw_uid) != 0)
      ::_exit(126);
  }
  ::prctl(PR_SET_PDEATHSIG, SIGQUIT);  // no server outlives its tests
  const int out = ::open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0644);
  ::dup2(out, 1);
  ::dup2(out, 2);
  std::vector<char*> argv;
  for (const auto& word : words) argv.push_back(const_cast<char*>(word.c_str()));
  argv.push_back(nullptr);
  ::execv(argv[0], argv.data());
  ::_exit(127);
}

}  // namespace

Server* Server::shared() {
  static const std::unique_ptr<Server> one = [] {
    const auto at = programs();
    return std::unique_ptr<Server>(at.empty() ? nullptr : new Server(at));
  }();
  return one.get();
}

Server::Server(fs::path programs) : programs_(std::move(programs)) {
  std::string name = (fs::temp_directory_path() / "palitan-pg-XXXXXX").string();
  PALITAN_CHECK(::mkdtemp(name.data()) != nullptr);
  folder_ = name;
  give(folder_);
  run_program({(programs_ / "initdb").string(), "--pgdata", (folder_ / "data").string(), "--username=chief",
               "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"});
  start();
  sql("CREATE ROLE keeper LOGIN", "postgres");
  sql("CREATE DATABASE palitan OWNER keeper", "postgres");
}

Server::~Server() {
  if (process_ > 0) end(SIGQUIT);
  std::error_code none;
  fs::remove_all(folder_, none);
}

void Server::give(const fs::path& path) const {
  std::error_code none;
  fs::create_directories(path, none);
  const auto* user = server_user();
  if (::getuid() == 0 && user != nullptr)
    PALITAN_CHECK(::chown(path.c_str(), user->pw_uid, user->pw_gid) == 0);
}

pid_t Server::launch(const std::vector<std::string>& words) const {
  const pid_t child = ::fork();
  PALITAN_CHECK(child >= 0);
  if (child == 0) become(words, folder_ / "server.log");
  return child;
}

void Server::run_program(const std::vector<std::string>& words) const {
  const pid_t child = launch(words);
  int status = 0;
  PALITAN_CHECK(::waitpid(child, &status, 0) == child);
  if (status != 0) std::fprintf(stderr, "%s ended with %d\n", words[0].c_str(), status);
  PALITAN_CHECK(status == 0);
}

bool Server::answers() const {
  const auto words = "host=" + folder_.string() + " dbname=postgres user=chief connect_timeout=2";
  const std::unique_ptr<PGconn, decltype(&PQfinish)> db(PQconnectdb(words.c_str()), PQfinish);
  return PQstatus(db.get()) == CONNECTION_OK;
}

// After a hard death the processes that are still ending hold the cluster's memory: a new server waits.
void Server::start() {
  const auto until = std::chrono::steady_clock::now() + kStartWithin;
  while (process_ == 0) {
    process_ = launch({(programs_ / "postgres").string(), "-D", (folder_ / "data").string(), "-k",
                       folder_.string(), "-c", "listen_addresses=", "-c", "recovery_init_sync_method=syncfs",
                       "-c", "shared_buffers=16MB", "-c", "max_connections=40"});
    while (!answers()) {
      PALITAN_CHECK(std::chrono::steady_clock::now() < until);
      if (::waitpid(process_, nullptr, WNOHANG) == process_) {
        process_ = 0;
        break;
      }
      std::this_thread::sleep_for(20ms);
    }
    if (process_ == 0) std::this_thread::sleep_for(100ms);
  }
}

void Server::end(int signal) {
  ::kill(process_, signal);
  ::waitpid(process_, nullptr, 0);
  process_ = 0;
}

void Server::kill_hard() { end(SIGKILL); }
void Server::crash() { end(SIGQUIT); }

std::string Server::words(const std::string& database) const {
  return "host=" + folder_.string() + " port=5432 dbname=" + database + " user=keeper";
}

std::string Server::sql(const std::string& text, const std::string& database) const {
  const auto words = "host=" + folder_.string() + " dbname=" + database + " user=chief";
  const std::unique_ptr<PGconn, decltype(&PQfinish)> db(PQconnectdb(words.c_str()), PQfinish);
  const std::unique_ptr<PGresult, decltype(&PQclear)> rows(PQexec(db.get(), text.c_str()), PQclear);
  const auto status = PQresultStatus(rows.get());
  EXPECT_TRUE(status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK)
      << text << ": " << PQerrorMessage(db.get());
  return PQntuples(rows.get()) > 0 ? PQgetvalue(rows.get(), 0, 0) : "";
}

std::string schema_of(const fs::path& path) {
  return "s" + base::to_hex(base::view_of(path.filename().string()).last(6));
}

void PostgresTest::SetUp() {
  server_ = Server::shared();
  if (server_ == nullptr) GTEST_SKIP() << "no PostgreSQL server is installed: apt-get install postgresql-15";
  if (!server_->is_running()) server_->start();
  static int tests = 0;
  schema_ = "test_" + std::to_string(++tests);
  // The server notices a moment later that the connections of the test before are closed.
  const auto until = std::chrono::steady_clock::now() + 10s;
  while (sql("SELECT count(*) FROM pg_stat_activity WHERE usename = 'keeper'") != "0" &&
         std::chrono::steady_clock::now() < until)
    std::this_thread::sleep_for(5ms);
  words_ = server_->words();
}

base::Result<std::unique_ptr<store::Store>> PostgresTest::try_open(store::PostgresOptions options) const {
  return store::open_postgres(words_, schema_, options);
}

std::unique_ptr<store::Store> PostgresTest::open(store::PostgresOptions options) const {
  options.create = !options.read_only;
  auto store = try_open(options);
  EXPECT_TRUE(store) << (store ? "" : base::sentence(store.error()));
  return store ? std::move(*store) : nullptr;
}

std::string PostgresTest::refused(store::PostgresOptions options) const {
  const auto store = try_open(options);
  return store ? "opened" : base::sentence(store.error());
}

}  // namespace palitan::postgres_tests
