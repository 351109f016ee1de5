// `palitan node serve` as another process, and what the kernel says of such.
#pragma once
#include <sys/types.h>

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace palitan::bench {

/// `palitan node serve` of the program beside this one on a folder, into which it prints ("said", "warned");
/// `more` are further words. -1: it could not be started. Whoever asked ends it and waits for it.
pid_t start_serve(const std::filesystem::path& dir, const std::filesystem::path& passphrase,
                  const std::vector<std::string>& more = {});

/// Resident memory in MB (a million bytes). Nothing where there is no such process.
std::optional<double> resident_mb(pid_t process);
/// Seconds that all its threads, ended ones too, have had of a processor.
std::optional<double> cpu_seconds(pid_t process);

}  // namespace palitan::bench
