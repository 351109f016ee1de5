// Commands run through the shell, for the tests of this folder.
#pragma once
#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>

#include <sys/wait.h>

namespace palitan_test {

inline const std::string kBin = std::string(PALITAN_BINARY_DIR) + "/bin/";

struct Ran {
  int status = -1;
  std::string printed;
};

/// Both streams together.
inline Ran run(const std::string& words) {
  Ran out;
  std::FILE* pipe = ::popen((words + " 2>&1").c_str(), "r");
  if (pipe == nullptr) return out;
  std::array<char, 4096> buffer{};
  while (const auto n = std::fread(buffer.data(), 1, buffer.size(), pipe))
    out.printed.append(buffer.data(), n);
  const int status = ::pclose(pipe);
  out.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return out;
}
inline Ran palitan(const std::string& words) { return run(kBin + "palitan " + words); }

}  // namespace palitan_test
