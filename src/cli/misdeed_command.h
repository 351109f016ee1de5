// `palitan misdeeds`. Internal to the command line.
#pragma once
#include "cli/commands.h"

namespace palitan::cli {

void add_misdeed_command(CLI::App& app, Context& context);

}  // namespace palitan::cli
