// PALITAN_CHECK: an invariant of the program itself. It stays on in release builds: a bug stops the process
// before it can write something false.
#pragma once
#include <cstdio>
#include <cstdlib>

namespace palitan::base {
[[noreturn]] inline void bug(const char* what, const char* file, int line) {
  std::fprintf(stderr, "bug: %s (%s:%d)\n", what, file, line);
  std::abort();
}
}  // namespace palitan::base

#define PALITAN_CHECK(condition) \
  ((condition) ? static_cast<void>(0) : ::palitan::base::bug(#condition, __FILE__, __LINE__))
