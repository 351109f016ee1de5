// What the tests of instrument and overlay files share. For tests only.
#pragma once
#include <gtest/gtest.h>

#include <algorithm>

#include "papers/instrument_toml.h"

namespace palitan::papers::kit {

/// The line of the last place where `marker` stands.
inline std::size_t line_of(std::string_view text, std::string_view marker) {
  const auto at = text.rfind(marker);
  EXPECT_NE(at, std::string_view::npos) << marker;
  return static_cast<std::size_t>(
             std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n')) +
         1;
}

inline std::string with(std::string_view whole, std::string_view from, std::string_view to) {
  std::string text(whole);
  const auto at = text.rfind(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

struct Fault {
  const char* from;
  const char* to;
  const char* at;  ///< the fault is on the line where this stands
  const char* says;
};

inline void expect_faults(std::string_view whole, std::initializer_list<Fault> faults, bool overlay = false) {
  for (const auto& fault : faults) {
    SCOPED_TRACE(std::string(fault.from) + " -> " + fault.to);
    const auto text = with(whole, fault.from, fault.to);
    std::optional<base::Refusal> found;
    if (overlay) {
      if (const auto compiled = compile_overlay(text, "x.toml"); !compiled) found = compiled.error();
    } else if (const auto compiled = compile_instrument(text, "x.toml"); !compiled) {
      found = compiled.error();
    }
    if (!found) {
      ADD_FAILURE() << "no fault was found; expected: " << fault.says;
      continue;
    }
    EXPECT_EQ(found->code, base::Code::local_instrument);
    const auto start = "x.toml:" + std::to_string(line_of(text, fault.at)) + ": ";
    EXPECT_TRUE(found->detail.starts_with(start)) << found->detail << "\nexpected " << start;
    EXPECT_NE(found->detail.find(fault.says), std::string::npos) << found->detail;
  }
}

}  // namespace palitan::papers::kit
