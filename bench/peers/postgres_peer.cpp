#include "peers/postgres_peer.h"

#include <fmt/format.h>
#include <pwd.h>
#include <unistd.h>

#include <fstream>

#include "child.h"

namespace palitan::bench {
namespace {
constexpr int kAccounts = 2'000;
/// What stands for an order's posting: two rows and two balances, whose rows are taken in the order of their
/// ids so that two transfers never wait for one another in a circle.
constexpr const char* kSchema = R"(
CREATE TABLE account (id integer PRIMARY KEY, balance bigint NOT NULL);
CREATE TABLE posting (transfer bigint NOT NULL, account integer NOT NULL REFERENCES account, amount bigint NOT NULL,
                      made_at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (transfer, account));
CREATE SEQUENCE transfer_number;
CREATE FUNCTION transfer(debtor integer, creditor integer, sum bigint) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE number bigint := nextval('transfer_number');
BEGIN
  IF debtor = creditor THEN RETURN 0; END IF;
  UPDATE account SET balance = balance + CASE WHEN id = debtor THEN -sum ELSE sum END
    WHERE id = least(debtor, creditor);
  UPDATE account SET balance = balance + CASE WHEN id = debtor THEN -sum ELSE sum END
    WHERE id = greatest(debtor, creditor);
  INSERT INTO posting (transfer, account, amount) VALUES (number, debtor, -sum), (number, creditor, sum);
  RETURN number;
END $$;
)";

std::optional<fs::path> programs_folder() {
  std::optional<fs::path> out;
  std::error_code none;
  for (const auto& entry : fs::directory_iterator("/usr/lib/postgresql", none)) {
    const auto bin = entry.path() / "bin";
    if (fs::exists(bin / "postgres") && fs::exists(bin / "pgbench") && (!out || bin > *out)) out = bin;
  }
  return out;
}

/// Whom the server runs as: PostgreSQL refuses root.
struct User {
  uid_t id = 0;
  gid_t group = 0;
};
std::optional<User> unprivileged() {
  for (const auto* name : {"postgres", "nobody"})
    if (const auto* row = ::getpwnam(name)) return User{row->pw_uid, row->pw_gid};
  return std::nullopt;
}

/// What follows "tps = " in pgbench's words.
std::optional<double> rate_in(const std::string& said) {
  const auto at = said.find("tps = ");
  return at == said.npos ? std::nullopt : std::optional(std::strtod(said.c_str() + at + 6, nullptr));
}
}  // namespace

tl::expected<std::unique_ptr<PostgresPeer>, std::string> PostgresPeer::start() {
  const auto programs = programs_folder();
  if (!programs) {
    fmt::print("PostgreSQL is not installed: no row of it\n");
    return nullptr;
  }
  std::vector<std::string> as_user;
  std::optional<User> user;
  if (::geteuid() == 0) {
    user = unprivileged();
    if (!user || !is_installed("setpriv")) {
      fmt::print("PostgreSQL does not run as root, and there is nobody else: no row of it\n");
      return nullptr;
    }
    as_user = {"setpriv", fmt::format("--reuid={}", user->id), fmt::format("--regid={}", user->group),
               "--clear-groups"};
  }
  std::unique_ptr<PostgresPeer> out(new PostgresPeer(*programs, std::move(as_user)));
  if (user && ::chown(out->dir_.path().c_str(), user->id, user->group) != 0)
    return failed("the folder of PostgreSQL cannot be given away");
  if (auto ok = out->begin(); !ok) return tl::unexpected(ok.error());
  return out;
}

tl::expected<std::string, std::string> PostgresPeer::program(const std::string& name,
                                                             std::vector<std::string> arguments,
                                                             bool quiet) const {
  auto command = as_user_;
  command.push_back((programs_ / name).string());
  command.insert(command.end(), std::make_move_iterator(arguments.begin()),
                 std::make_move_iterator(arguments.end()));
  return output_of(command, quiet);
}

tl::expected<std::string, std::string> PostgresPeer::ask(const std::string& sql) const {
  return program("psql",
                 {"-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-h", dir_.path().string(), "-U", "bench",
                  "-d", "postgres", "-c", sql},
                 false);
}

Ran PostgresPeer::begin() {
  const auto data = (dir_.path() / "data").string();
  // No sync of the empty cluster alone: the server that is measured syncs all it acknowledges.
  auto made = program("initdb", {"-D", data, "-A", "trust", "-U", "bench", "-E", "UTF8", "--locale=C",
                                 "--no-instructions", "--no-sync"});
  if (!made) return failed(made.error());
  const auto options = fmt::format(
      "-c listen_addresses= -c unix_socket_directories={} -c fsync=on "
      "-c synchronous_commit=on -c full_page_writes=on",
      dir_.path().string());
  auto began =
      program("pg_ctl", {"-D", data, "-w", "-l", (dir_.path() / "log").string(), "-o", options, "start"});
  if (!began) return failed(began.error());
  runs_ = true;
  const auto version = ask("SHOW server_version");
  if (!version) return failed(version.error());
  version_ = version->substr(0, version->find('\n'));
  for (const auto& sql :
       {std::string(kSchema),
        fmt::format("INSERT INTO account SELECT id, 0 FROM generate_series(1, {}) id", kAccounts)})
    if (const auto done = ask(sql); !done) return failed(done.error());
  const auto script = dir_.path() / "transfer.sql";
  std::ofstream(script) << fmt::format(
      "\\set debtor random(1, {0})\n\\set creditor random(1, {0})\n\\set sum random(1, 1000000)\n"
      "SELECT transfer(:debtor, :creditor, :sum);\n",
      kAccounts);
  fs::permissions(script, fs::perms::owner_all | fs::perms::others_read);
  return {};
}

Ran PostgresPeer::transfer(int transfers, Samples& samples) {
  for (const int clients : {1, 8, 64}) {
    const auto said = program("pgbench", {"-n", "-h", dir_.path().string(), "-U", "bench", "-M", "prepared",
                                          "-t", std::to_string(transfers / clients), "-c",
                                          std::to_string(clients), "-j", std::to_string(std::min(clients, 2)),
                                          "-f", (dir_.path() / "transfer.sql").string(), "postgres"});
    if (!said) return failed(said.error());
    const auto rate = rate_in(*said);
    if (!rate || *rate <= 0) return failed("pgbench told no rate: " + *said);
    samples.add(fmt::format("peer_postgres_{}", clients), *rate);
  }
  const auto sums = ask(
      "SELECT (SELECT sum(balance) FROM account), (SELECT count(*) > 0 AND sum(amount) = 0 FROM posting)");
  if (!sums) return failed(sums.error());
  return sums->starts_with("0|t") ? Ran{} : failed("PostgreSQL's accounts do not add up: " + *sums);
}

PostgresPeer::~PostgresPeer() {
  if (runs_) (void)program("pg_ctl", {"-D", (dir_.path() / "data").string(), "-w", "-m", "fast", "stop"});
}

}  // namespace palitan::bench
