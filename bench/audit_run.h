// The audit of a bundle that is there already.
#pragma once
#include "prepared.h"

namespace palitan::bench {

/// Runs palitan-verify (`verify`; empty: the one beside this program) on it, prints its line and adds `name`
/// (seconds).
Ran audit_file(const fs::path& bundle, std::uint64_t statements, const std::string& verify,
               const std::string& name, Samples& samples);

}  // namespace palitan::bench
