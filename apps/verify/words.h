// What the program says, in plain words or as JSON.
#pragma once
#include <string>

#include "kernel/audit.h"

namespace palitan::verify {

/// `expected`: the caller named the partnership beforehand.
std::string in_words(const kernel::AuditReport& report, bool expected);
std::string in_words(const kernel::Fault& fault);
std::string as_json(const kernel::AuditReport& report, bool expected);
std::string as_json(const kernel::Fault& fault);

}  // namespace palitan::verify
