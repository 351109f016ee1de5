// Two or three nodes with the real store on lossy disks: the power of any of them fails, or a call, while
// they sign, receive and agree. After each return: nothing acknowledged is lost, nothing that others hold of
// it is unknown to it, no seat has forked, and in the end all agree.
#pragma once
#include "store_life.h"

namespace palitan::fault {

struct BookReport {
  std::uint64_t acts = 0;                     ///< acknowledged
  std::uint64_t accords = 0;                  ///< final
  std::uint64_t returns = 0;                  ///< of nodes, after a cut or a fault
  std::map<std::string, std::uint64_t> cuts;  ///< by what they fell into
  palitan_test::DiskCounts disks;
  std::optional<std::string> problem;
  BookReport& operator+=(const BookReport& other);
};

/// One world's life; the same seed gives the same life. `cuts`: how many power cuts it has.
BookReport live_as_nodes(std::uint64_t seed, std::uint64_t cuts, bool trace = false);

}  // namespace palitan::fault
