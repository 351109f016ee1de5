#include "cli/table.h"

#include <algorithm>

#include "base/check.h"

namespace palitan::cli {
namespace {
/// One code point of valid UTF-8; bytes that are not are taken one by one.
std::uint32_t next_point(std::string_view text, std::size_t& at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  const std::size_t length = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  std::uint32_t point = length == 1 ? lead : lead & (0x7fu >> length);
  for (std::size_t i = 1; i < length && at + i < text.size(); ++i)
    point = (point << 6) | (static_cast<unsigned char>(text[at + i]) & 0x3fu);
  at += length;
  return point;
}

bool is_wide(std::uint32_t p) {
  return (p >= 0x1100 && p <= 0x115f) || (p >= 0x2e80 && p <= 0xa4cf) || (p >= 0xac00 && p <= 0xd7a3) ||
         (p >= 0xf900 && p <= 0xfaff) || (p >= 0xfe30 && p <= 0xfe6f) || (p >= 0xff00 && p <= 0xff60) ||
         (p >= 0xffe0 && p <= 0xffe6) || (p >= 0x20000 && p <= 0x3fffd);
}
}  // namespace

std::size_t width_of(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();) width += is_wide(next_point(text, at)) ? 2 : 1;
  return width;
}

std::string grouped(std::string_view number) {
  const std::size_t start = !number.empty() && number[0] == '-' ? 1 : 0;
  const auto point = std::min(number.find('.'), number.size());
  const bool digits = point > start && std::all_of(number.begin() + static_cast<std::ptrdiff_t>(start),
                                                   number.begin() + static_cast<std::ptrdiff_t>(point),
                                                   [](char c) { return c >= '0' && c <= '9'; });
  if (!digits) return std::string(number);
  std::string out(number.substr(0, start));
  for (std::size_t i = start; i < point; ++i) {
    if (i > start && (point - i) % 3 == 0) out += ' ';
    out += number[i];
  }
  return out += number.substr(point);
}

std::string short_id(std::string_view hex) { return std::string(hex.substr(0, 12)); }

Table::Table(std::vector<std::string> header, std::vector<std::size_t> right)
    : header_(std::move(header)), right_(header_.size(), false) {
  for (const auto column : right) right_.at(column) = true;
}

void Table::add(std::vector<std::string> row) {
  PALITAN_CHECK(row.size() == header_.size());
  rows_.push_back(std::move(row));
}

std::string Table::text(std::size_t indent) const {
  std::vector<std::size_t> widths(header_.size(), 0);
  const auto measure = [&](const std::vector<std::string>& row) {
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], width_of(row[i]));
  };
  measure(header_);
  for (const auto& row : rows_) measure(row);
  std::string out;
  const auto write = [&](const std::vector<std::string>& row) {
    std::string line(indent, ' ');
    for (std::size_t i = 0; i < row.size(); ++i) {
      const std::string blanks(widths[i] - width_of(row[i]), ' ');
      if (i > 0) line += "  ";
      line += right_[i] ? blanks + row[i] : row[i] + blanks;
    }
    line.erase(line.find_last_not_of(' ') + 1);
    out += line + '\n';
  };
  write(header_);
  for (const auto& row : rows_) write(row);
  return out;
}

}  // namespace palitan::cli
