// JSON strings without a library: this program links the pure rooms and nothing else.
#pragma once
#include <string>
#include <string_view>

#include <fmt/format.h>

namespace palitan::verify {

inline std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (static_cast<unsigned char>(c) < 0x20)
      out += fmt::format("\\u{:04x}", static_cast<unsigned char>(c));
    else
      out += c;
  }
  return out + '"';
}

}  // namespace palitan::verify
