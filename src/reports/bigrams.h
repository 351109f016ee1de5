// Finds texts by pairs of neighbouring characters, so that words are found in scripts that put no blanks
// between them: 燃料 is one pair. Pure; kept in memory; texts are only ever added.
//
//   index.add("燃料 100,000 L");                // number 0
//   index.find("燃料", 10);                     // {0}
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace palitan::reports {

class Bigrams {
 public:
  /// Numbers are dense from 0.
  std::uint32_t add(std::string_view text);
  std::size_t size() const { return starts_.size(); }
  /// As it was added.
  std::string_view text(std::uint32_t number) const;

  struct Match {
    std::uint32_t text = 0;
    std::uint32_t pairs = 0;  ///< how often pairs of the query occur in it
    bool whole = false;       ///< the query stands in it as one piece
  };
  /// Texts in which every pair of the folded query occurs, best first: those that hold it as one piece, then
  /// by the number of pairs, then the newest. One character is looked for in every text. At most `max` are
  /// looked at, the newest first. Nothing for an empty query.
  std::vector<Match> find(std::string_view query, std::size_t max) const;

 private:
  using Pair = std::uint64_t;
  std::vector<std::uint32_t> candidates(std::u32string_view query, std::size_t max) const;

  std::string texts_;                                           ///< one after the other
  std::vector<std::size_t> starts_;                             ///< of each in `texts_`
  std::unordered_map<Pair, std::vector<std::uint32_t>> where_;  ///< numbers ascending, each once
};

}  // namespace palitan::reports
