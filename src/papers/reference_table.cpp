#include "papers/reference_table.h"

#include <algorithm>

#include "crypto/hash.h"

namespace palitan::papers {
namespace {
std::string_view word(FaultKind kind) {
  switch (kind) {
    case FaultKind::repaired:
      return "repaired";
    case FaultKind::doubtful:
      return "doubtful";
    case FaultKind::left_out:
      break;
  }
  return "left out";
}
}  // namespace

std::string to_text(const ReferenceFault& fault) {
  auto at = fault.at;
  at.what = std::string(word(fault.kind)) + ": " + at.what;
  return to_text(at);
}

Provenance provenance_of(std::string_view bytes, std::string_view file_name, base::Date taken) {
  return {std::string(file_name), crypto::sha256(base::view_of(bytes)), taken};
}

tl::expected<std::vector<CsvRow>, TableFault> open_reference(std::string_view bytes,
                                                             const std::vector<std::string_view>& columns) {
  auto csv = read_csv(bytes);
  if (!csv) return tl::unexpected(csv.error());
  const auto& header = csv->rows.front().cells;
  for (std::size_t i = 0; i < std::max(columns.size(), header.size()); ++i) {
    const auto wanted = i < columns.size() ? "'" + std::string(columns[i]) + "'" : "none";
    const auto found = i < header.size() ? "'" + header[i] + "'" : "none";
    if (wanted != found)
      return tl::unexpected<TableFault>(
          TableFault{1, i + 1, "the column is " + found + ", where this table has " + wanted});
  }
  csv->rows.erase(csv->rows.begin());
  return std::move(csv->rows);
}

std::string tidied(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool wide = text.substr(i, 2) == "\xc2\xa0";  // non-breaking blank
    if (!wide && text[i] != ' ' && text[i] != '\t' && text[i] != '\n' && text[i] != '\r') {
      out += text[i];
      continue;
    }
    if (wide) ++i;
    if (!out.empty() && out.back() != ' ') out += ' ';
  }
  if (out.ends_with(' ')) out.pop_back();
  return out;
}

std::string ReferenceRow::text(std::size_t column) {
  auto out = tidied(raw(column));
  if (out != raw(column)) fault(FaultKind::repaired, column, "stray white space in '" + raw(column) + "'");
  return out;
}

void ReferenceRow::fault(FaultKind kind, std::size_t column, std::string what) {
  faults_.push_back({kind, {row_.line, column + 1, std::move(what)}});
}

bool is_code(std::string_view text, std::size_t least, std::size_t most) {
  return text.size() >= least && text.size() <= most && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
         });
}

bool is_digits(std::string_view text, std::size_t count) {
  return text.size() == count &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace palitan::papers
