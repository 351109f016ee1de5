// Small files of lines "name value".
#pragma once
#include <string>
#include <string_view>

namespace palitan::node {

/// The value behind `name` (with its space) of the next line, which is taken off `rest`; empty, and nothing
/// taken, where another line stands there.
inline std::string take_line(std::string_view& rest, std::string_view name) {
  const auto end = rest.find('\n');
  if (end == rest.npos || !rest.starts_with(name)) return {};
  std::string out(rest.substr(name.size(), end - name.size()));
  rest.remove_prefix(end + 1);
  return out;
}

}  // namespace palitan::node
