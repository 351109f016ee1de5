// Go's transparency log (golang.org/x/mod/sumdb/tlog) beside our Merkle append, where Go and Debian's package
// of it are installed.
#pragma once
#include <optional>

#include "prepared.h"

namespace palitan::bench {

class TlogPeer {
 public:
  /// Builds the small program, without the network. Nothing where Go or the package is not installed, which
  /// is told on the output. Fails where both are and it cannot be built.
  static tl::expected<std::unique_ptr<TlogPeer>, std::string> build();

  /// Appends so many records; adds peer_tlog_append (a second). Fails where its root over the first thousand
  /// is not the one that merkle::Frontier finds.
  Ran append(std::uint64_t records, Samples& samples);

 private:
  TempFolder dir_;
};

}  // namespace palitan::bench
