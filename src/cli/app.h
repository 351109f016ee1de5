// The command line: `palitan COMMAND ...`.
#pragma once

namespace palitan::cli {

/// Runs one command and returns its exit code (cli/say.h). Prints to standard output; why it stopped goes to
/// standard error. `argv[0]` is the path of the program: `demo` finds palitan-verify beside it.
int run(int argc, const char* const* argv);

}  // namespace palitan::cli
