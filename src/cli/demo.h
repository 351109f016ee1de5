// The demonstration: two nations, one record, from founding to settled orders. docs/guide/demonstration.md
// tells it.
#pragma once
#include <filesystem>
#include <span>

#include "api/api.h"
#include "cli/say.h"

namespace palitan::cli {

struct DemoOptions {
  std::filesystem::path dir = "build/demo";
  std::filesystem::path program;    ///< argv[0]; palitan-verify is looked for beside it
  bool once = false;                ///< play to the end and leave; otherwise stay and serve until a signal
  bool founded = false;             ///< only found the books and appoint officers: the rest is done by hand
  std::uint16_t pages_port = 8081;  ///< of the first node's pages; the others take the next free ones
  std::span<const api::Asset> pages;
  bool fast = false;  ///< keys wrapped with little work: for tests
};

/// Plays it in real folders with real nodes over HTTPS on loopback. Everything that is said to hold was
/// checked. Trouble: the folder holds something else than a demonstration, or is served (usage); a check that
/// does not hold (refused); disk or network (failed).
Done<void> run_demo(const DemoOptions& options);

}  // namespace palitan::cli
