#include "child.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>

#include "base/check.h"

namespace palitan::bench {
namespace {
std::vector<char*> arguments(const std::vector<std::string>& command) {
  std::vector<char*> out;
  for (const auto& word : command) out.push_back(const_cast<char*>(word.c_str()));
  out.push_back(nullptr);
  return out;
}

/// One word for a shell.
std::string quoted(const std::string& word) {
  std::string out = "'";
  for (const char c : word) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}
}  // namespace

std::filesystem::path beside(const std::string& program) {
  return std::filesystem::read_symlink("/proc/self/exe").parent_path() / program;
}

bool is_installed(const std::string& program) {
  return std::system(("command -v '" + program + "' >/dev/null 2>&1").c_str()) == 0;
}

Child::Child(const std::vector<std::string>& command) {
  int in[2], out[2];
  PALITAN_CHECK(::pipe2(in, O_CLOEXEC) == 0 && ::pipe2(out, O_CLOEXEC) == 0);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, in[0], 0);
  posix_spawn_file_actions_adddup2(&actions, out[1], 1);
  auto words = arguments(command);
  if (::posix_spawnp(&process_, words[0], &actions, nullptr, words.data(), environ) != 0) process_ = -1;
  posix_spawn_file_actions_destroy(&actions);
  ::close(in[0]);
  ::close(out[1]);
  to_ = ::fdopen(in[1], "w");
  from_ = ::fdopen(out[0], "r");
}

Child::~Child() {
  std::fclose(to_);
  while (hear()) continue;
  std::fclose(from_);
  if (process_ > 0) ::waitpid(process_, nullptr, 0);
}

bool Child::say(const std::string& line) {
  return std::fputs((line + "\n").c_str(), to_) >= 0 && std::fflush(to_) == 0;
}

std::optional<std::string> Child::hear() {
  std::string out;
  for (int c; (c = std::fgetc(from_)) != EOF;) {
    if (c == '\n') return out;
    out += static_cast<char>(c);
  }
  return std::nullopt;
}

tl::expected<std::string, std::string> output_of(const std::vector<std::string>& command, bool quiet) {
  std::string line, out;
  for (const auto& word : command) line += quoted(word) + " ";
  if (quiet) line += "2>/dev/null";
  std::FILE* pipe = ::popen(line.c_str(), "r");
  if (pipe == nullptr) return failed("cannot run " + line);
  std::array<char, 65'536> part;
  for (std::size_t n; (n = std::fread(part.data(), 1, part.size(), pipe)) > 0;) out.append(part.data(), n);
  if (::pclose(pipe) != 0) return failed("ended badly: " + line);
  return out;
}

}  // namespace palitan::bench
