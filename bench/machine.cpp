#include "machine.h"

#include <cbor.h>
#include <fmt/format.h>
#include <openssl/crypto.h>
#include <sodium.h>
#include <sqlite3.h>

#include <filesystem>
#include <fstream>
#include <thread>

#include "base/instant.h"
#include "child.h"
#include "node/clock.h"

namespace palitan::bench {
namespace {
/// What follows `key` and `separator` in a line of the file.
std::string value_in(const char* path, std::string_view key, char separator) {
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    if (!line.starts_with(key)) continue;
    auto out = line.substr(std::min(line.find(separator), line.size() - 1) + 1);
    std::erase(out, '"');
    out.erase(0, std::min(out.find_first_not_of(" \t"), out.size()));
    return out;
  }
  return "unknown";
}

std::string first_line(const std::string& program, const std::string& asked = "--version") {
  if (!is_installed(program)) return "not installed";
  const auto said = output_of({program, asked});
  return said ? said->substr(0, said->find('\n')) : "unknown";
}

/// Debian keeps it out of the usual path, by its version.
std::string postgres_program() {
  std::string out = "postgres";
  std::error_code none;
  for (const auto& entry : std::filesystem::directory_iterator("/usr/lib/postgresql", none))
    if (const auto at = entry.path() / "bin/postgres"; std::filesystem::exists(at)) out = at.string();
  return out;
}
}  // namespace

std::string load() {
  std::ifstream file("/proc/loadavg");
  std::string out;
  std::getline(file, out, ' ');
  return out;
}
std::vector<std::pair<std::string, std::string>> machine(const std::string& load_before) {
  return {
      {"processor", value_in("/proc/cpuinfo", "model name", ':')},
      {"cores", std::to_string(std::thread::hardware_concurrency())},
      {"memory", value_in("/proc/meminfo", "MemTotal", ':')},
      {"load before", load_before},
      {"system", value_in("/etc/os-release", "PRETTY_NAME", '=')},
      {"compiler", std::string("g++ ") + __VERSION__},
#ifdef NDEBUG
      {"build", "optimised, without assert"},
#else
      {"build", "with assert"},
#endif
      {"libsodium", sodium_version_string()},
      {"OpenSSL", OpenSSL_version(OPENSSL_VERSION_STRING)},
      {"SQLite", std::string(sqlite3_libversion()) + ", WAL, synchronous=FULL"},
      {"libcbor", fmt::format("{}.{}.{}", CBOR_MAJOR_VERSION, CBOR_MINOR_VERSION, CBOR_PATCH_VERSION)},
      {"hledger", first_line("hledger")},
      {"ledger", first_line("ledger")},
      {"beancount", first_line("bean-query")},
      {"PostgreSQL", first_line(postgres_program())},
      {"Go", first_line("go", "version")},
      {"date", to_text(node::system_now())},
  };
}

}  // namespace palitan::bench
