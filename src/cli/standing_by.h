// `palitan node serve --stand-by`: serving, or waiting for one's turn and passing on until then.
#pragma once
#include "cli/pages_listener.h"
#include "cli/serve.h"
#include "node/stand_by.h"

namespace palitan::cli {

/// A sentence for who started it, or a line of the log where a program reads that.
void tell(std::string_view says);

/// The ports to serve on. Where one is 0 and the process stood by, it becomes the one that it stood by on.
struct Listeners {
  std::optional<std::uint16_t> port;  ///< empty: node.json's
  std::optional<PagesListener> pages;
  std::optional<std::uint16_t> watch;
};

/// Where others reach these: at `reached_at`, or where it is empty at the addresses they listen on; one at
/// loopback is reached there alone. An empty address: a listener on every address, and nothing more is known.
/// Trouble: `reached_at` is no numeric address.
Done<store::Doors> doors_of(const node::NodeFile& file, const Listeners& listeners,
                            const std::string& reached_at);

/// What came of it.
struct Turn {
  std::unique_ptr<node::Service> service;   ///< not started; empty: told to stop before its turn came
  std::unique_ptr<node::StandBy> stood_by;  ///< empty: nobody else wrote
};
/// Opens the records; while another process writes them, stands by. Whoever started it is told, and
/// serving.json written, as where a node serves. REQUIRES: `doors` are of these listeners. Trouble: no other
/// process can write these records, they cannot be opened, or an address cannot be listened on.
Done<Turn> await_turn(const std::shared_ptr<const node::Held>& held, node::ServiceOptions options,
                      Listeners& listeners, const store::Doors& doors, const SignalWatch& signals);

}  // namespace palitan::cli
