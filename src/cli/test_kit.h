// The command line as a person meets it: words in, what is printed out. Tests only.
#pragma once
#include <gtest/gtest.h>

#include <cstdio>
#include <string>
#include <vector>

#include "cli/app.h"

namespace palitan::cli::kit {

/// What the last command printed.
struct Terminal {
  std::string out, err;

  /// Runs `palitan WORDS...` in this process. Returns its exit status.
  int run(std::vector<std::string> words) {
    words.insert(words.begin(), "palitan");
    std::vector<const char*> argv;
    for (const auto& word : words) argv.push_back(word.c_str());
    ::testing::internal::CaptureStdout();
    ::testing::internal::CaptureStderr();
    const int exit = cli::run(static_cast<int>(argv.size()), argv.data());
    std::fflush(stdout);
    out = ::testing::internal::GetCapturedStdout();
    err = ::testing::internal::GetCapturedStderr();
    return exit;
  }
};

}  // namespace palitan::cli::kit
