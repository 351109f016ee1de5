// The web application that was built into this program.
#pragma once
#include <span>

#include "api/api.h"

namespace palitan {

/// Ascending by path; empty where the pages were not built before the program.
std::span<const api::Asset> built_pages();

}  // namespace palitan
