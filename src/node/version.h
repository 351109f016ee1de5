// The version of this program, as CMakeLists.txt has it (a test compares them).
#pragma once
#include <string_view>

namespace palitan::node {

inline constexpr std::string_view kVersion = "0.1.0";

}  // namespace palitan::node
