// The people's side: many who are signed in and open page after page, and a node that nobody asks anything.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "bench.h"

namespace palitan::bench {

struct PeopleBench {
  int people = 64;
  std::uint64_t statements = 50'000;  ///< of the record
  std::uint64_t seed = 1;
  double seconds = 30;  ///< of pages opened
  double think = 1.0;   ///< seconds that one looks at a page, on average; 0: opens the next at once
  double idle = 30;     ///< seconds that a node at rest is watched
  std::vector<std::size_t> links = {1, 10, 100};  ///< of the nodes at rest
  std::string json;                               ///< file to write to; empty: none
  std::uint64_t seldom = 50;                      ///< one page of so many is a request signed and sent
};
/// Prints its tables. Fails where an answer is not what a page expects.
Ran run(const PeopleBench& options);

/// What one question cost all who asked it.
struct EndpointCost {
  std::string name;
  std::uint64_t asked = 0;
  double p50 = 0, p99 = 0;             ///< ms
  std::size_t plain = 0, on_wire = 0;  ///< bytes of the largest answer
};
/// `people` at once, for so many seconds, on a record made for it. Adds people_rate (answers a second),
/// people_p50 and people_p99 (ms, over all questions but acts) and people_page_kb (the largest page,
/// compressed).
tl::expected<std::vector<EndpointCost>, std::string> people_asking(const PeopleBench& options,
                                                                   Samples& samples);

/// The real `palitan node serve` beside this program, of one party with so many partners that answer:
/// adds rest_start_N (seconds to a first answer), rest_cpu_N (percent of one core over options.idle seconds),
/// rest_memory_N (MB) and rest_files_N (descriptors open).
Ran at_rest(const PeopleBench& options, Samples& samples);

/// Adds size_palitan, size_verify (MB, without debugging words), size_libraries (MB that they load beside the
/// C library) and size_installed (both programs and the agreements).
Ran sizes(Samples& samples);

}  // namespace palitan::bench
