// The command line: `palitan COMMAND ...`.
#pragma once
#include <span>

#include "api/api.h"

namespace palitan::cli {

/// Runs one command and returns its exit code (cli/say.h). Prints to standard output; why it stopped goes to
/// standard error. `argv[0]` is the path of the program: `demo` finds palitan-verify beside it. `pages`: the
/// web application that nodes show.
int run(int argc, const char* const* argv, std::span<const api::Asset> pages = {});

}  // namespace palitan::cli
