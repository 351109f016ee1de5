// `palitan store`. Internal to the command line.
#pragma once
#include "cli/commands.h"

namespace palitan::cli {

void add_store_commands(CLI::App& app, Context& context);

}  // namespace palitan::cli
