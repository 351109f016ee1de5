// Other programs: what they print, and one that is talked to line by line.
#pragma once
#include <sys/types.h>

#include <cstdio>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "bench.h"

namespace palitan::bench {

/// A program of the same build.
std::filesystem::path beside(const std::string& program);
bool is_installed(const std::string& program);

/// What it printed. Fails where it cannot be run or ends with another status than 0. `quiet`: what it says on
/// its error stream is dropped.
tl::expected<std::string, std::string> output_of(const std::vector<std::string>& command, bool quiet = false);

/// A running program with both ends of its talk; told to end by the end of its input, and waited for.
class Child {
 public:
  explicit Child(const std::vector<std::string>& command);
  ~Child();
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  bool say(const std::string& line);
  /// Its next line; nothing where it has ended.
  std::optional<std::string> hear();
  /// -1 where it could not be started.
  pid_t pid() const { return process_; }

 private:
  pid_t process_ = -1;
  std::FILE* to_ = nullptr;
  std::FILE* from_ = nullptr;
};

}  // namespace palitan::bench
