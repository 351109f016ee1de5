// What the kernel says of another process of this user.
#pragma once
#include <sys/types.h>

#include <optional>

namespace palitan::bench {

/// Resident memory in MB (a million bytes). Nothing where there is no such process.
std::optional<double> resident_mb(pid_t process);
/// Seconds that all its threads, ended ones too, have had of a processor.
std::optional<double> cpu_seconds(pid_t process);

}  // namespace palitan::bench
