// How a command ends, and what it then says.
#pragma once
#include <string>

#include <fmt/format.h>

#include "base/refusal.h"

namespace palitan::cli {

/// Exit codes of every command.
enum Exit : int {
  kDone = 0,
  kRefused = 1,  ///< an act was refused, or a check did not hold
  kUsage = 2,    ///< the command line cannot be read
  kFailed = 3    ///< disk, network, a node that does not answer
};

/// Why a command stops: the exit code and whole sentences for a person.
struct Trouble {
  int exit = kFailed;
  std::string says;  ///< empty: it was said already
};

template <class T>
using Done = tl::expected<T, Trouble>;

inline tl::unexpected<Trouble> trouble(int exit, std::string says) {
  return tl::unexpected<Trouble>(Trouble{exit, std::move(says)});
}
inline tl::unexpected<Trouble> trouble(const base::Refusal& refusal) {
  return trouble(kRefused, base::sentence(refusal));
}
inline tl::unexpected<Trouble> trouble(const base::Failure& failure) {
  return trouble(kFailed, failure.what);
}

}  // namespace palitan::cli
