// The commands that have a file of their own beside bench_main.cpp.
#pragma once
#include <CLI/CLI.hpp>
#include <functional>

#include "bench.h"

namespace palitan::bench {

/// `growth`, `people` and the option --compare: what was asked for is put into `chosen`, which outlives the
/// parse.
void add_commands(CLI::App& app, std::function<Ran()>& chosen);

}  // namespace palitan::bench
