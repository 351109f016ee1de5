// A PostgreSQL server of the tests' own: a fresh cluster in a folder that is gone afterwards, on a socket in
// that folder alone. Where the tests run as root it runs as another user, because it refuses to be root.
#pragma once
#include <gtest/gtest.h>
#include <libpq-fe.h>
#include <sys/types.h>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "store/postgres.h"

namespace palitan::postgres_tests {

class Server {
 public:
  /// The one of this process, running; null where the server's programs are not installed.
  static Server* shared();

  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  /// Words of a connection as the role `keeper`, who owns the database and is no superuser.
  std::string words(const std::string& database = "palitan") const;
  /// As the superuser; returns the first value.
  std::string sql(const std::string& text, const std::string& database = "palitan") const;
  const std::filesystem::path& folder() const { return folder_; }
  std::filesystem::path socket() const { return folder_ / ".s.PGSQL.5432"; }

  /// The process that leads the others dies without a word; the rest notice.
  void kill_hard();
  /// Every connection is ended, and what was under way undone, as after a power cut of the server.
  void crash();
  void start();
  bool is_running() const { return process_ > 0; }
  /// Makes a folder for a file system or the like that the server's user may write to.
  void give(const std::filesystem::path& path) const;

 private:
  explicit Server(std::filesystem::path programs);
  void run_program(const std::vector<std::string>& words) const;
  pid_t launch(const std::vector<std::string>& words) const;
  void end(int signal);
  bool answers() const;

  std::filesystem::path programs_;
  std::filesystem::path folder_;
  pid_t process_ = 0;
};

/// Ground for a test: the server, running, and a schema of the test's own.
class PostgresTest : public ::testing::Test {
 protected:
  void SetUp() override;

  std::unique_ptr<store::Store> open(store::PostgresOptions options = {}) const;
  base::Result<std::unique_ptr<store::Store>> try_open(store::PostgresOptions options = {}) const;
  /// The refusal's sentence, or "opened".
  std::string refused(store::PostgresOptions options = {}) const;
  std::string sql(const std::string& text) const { return server_->sql(text); }

  Server* server_ = nullptr;
  std::string words_;
  std::string schema_;
};

/// A schema's name out of a path's last part.
std::string schema_of(const std::filesystem::path& path);

}  // namespace palitan::postgres_tests
