// On what something was measured.
#pragma once
#include <string>
#include <utility>
#include <vector>

namespace palitan::bench {

/// Name and value: processor, cores, memory, load before, system, compiler, the versions of every library and
/// program beside us, date. In the order of the table's head.
std::vector<std::pair<std::string, std::string>> machine(const std::string& load_before);

/// How many tasks wanted a core in the last minute, as the kernel has it. Ask before the work begins.
std::string load();

}  // namespace palitan::bench
