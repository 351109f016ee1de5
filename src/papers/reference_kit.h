// Internal to the tests: public tables are looked for in $PALITAN_REFERENCE, else beside the sources.
#pragma once
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>

#include "papers/reference_check.h"

namespace palitan::papers::kit {

inline const base::Date kTaken = *base::parse_date("2026-11-23");

/// Nothing where the file is not there.
inline std::optional<std::string> reference_file(const std::string& name) {
  const char* folder = std::getenv("PALITAN_REFERENCE");
  std::ifstream in(std::filesystem::path(folder ? folder : PALITAN_SOURCE_DIR "/../shared/reference") / name,
                   std::ios::binary);
  if (!in) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(in), {});
}

template <class Row>
std::size_t count(const ReferenceTable<Row>& table, FaultKind kind) {
  std::size_t out = 0;
  for (const auto& fault : table.faults) out += fault.kind == kind ? 1 : 0;
  return out;
}

/// Whether a fault's text has these words in it.
template <class Row>
bool says(const ReferenceTable<Row>& table, const std::string& words) {
  for (const auto& fault : table.faults)
    if (to_text(fault).find(words) != std::string::npos) return true;
  return false;
}

template <class Row>
void report(const ReferenceTable<Row>& table) {
  std::printf("%s: %zu rows; %zu repaired, %zu doubtful, %zu left out\n", table.source.file_name.c_str(),
              table.rows.size(), count(table, FaultKind::repaired), count(table, FaultKind::doubtful),
              count(table, FaultKind::left_out));
  for (const auto& note : table.notes) std::printf("  note: %s\n", note.c_str());
}

}  // namespace palitan::papers::kit
