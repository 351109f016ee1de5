// The code on a paper: which act of which record it shows, and the accord to compare it with (spec/paper.md).
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "base/bytes.h"

namespace palitan::papers {

struct PaperCode {
  base::Id partnership;
  base::Id statement;
  /// The last accord known when the paper was printed; nothing where the act was still pending then.
  struct Point {
    std::uint64_t height = 0;
    base::Hash root;
    bool operator==(const Point&) const = default;
  };
  std::optional<Point> point;
  bool operator==(const PaperCode&) const = default;
};

/// "palitan:1:<partnership>:<statement>:<height>:<root>"; "-" for height and root of a pending act.
std::string to_text(const PaperCode& code);
/// Strict inverse; white space around it is let pass, since people copy it. Unexpected: a sentence for the
/// person who typed it.
tl::expected<PaperCode, std::string> parse_paper_code(std::string_view text);

}  // namespace palitan::papers
