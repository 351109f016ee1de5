// A node served for a test, as an operator starts it.
#pragma once
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <thread>
#include <vector>

#include "shell.h"

namespace palitan_test {

/// `palitan node serve`, ended when it goes.
class Serving {
 public:
  Serving(const std::string& dir, const std::string& passphrase_file) {
    std::vector<std::string> words = {kBin + "palitan",    "node",         "serve", "--node", dir,
                                      "--passphrase-file", passphrase_file};
    std::vector<char*> argv;
    for (auto& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);
    if (::posix_spawn(&pid_, argv[0], nullptr, nullptr, argv.data(), environ) != 0) pid_ = -1;
    for (int i = 0; i < 300 && !std::filesystem::exists(dir + "/serving.json"); ++i)
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  ~Serving() { stop(); }
  int stop() {
    if (pid_ <= 0) return -1;
    ::kill(pid_, SIGTERM);
    int status = 0;
    ::waitpid(pid_, &status, 0);
    pid_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }

 private:
  pid_t pid_ = -1;
};

}  // namespace palitan_test
