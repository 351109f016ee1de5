// Plain text tables for people.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace palitan::cli {

/// Columns of a terminal that the text takes: UTF-8, wide East Asian characters count two.
std::size_t width_of(std::string_view text);
/// "100000.5" -> "100 000.5" with thin groups of three before the point; anything that is no number stays as
/// it is.
std::string grouped(std::string_view number);
/// The first twelve digits of an id, as people cite it.
std::string short_id(std::string_view hex);

/// A header, rows, and columns as wide as their widest cell. Columns named in `right` are flush right.
class Table {
 public:
  Table(std::vector<std::string> header, std::vector<std::size_t> right = {});
  /// REQUIRES: as many cells as the header.
  void add(std::vector<std::string> row);
  bool empty() const { return rows_.empty(); }
  /// Every row indented by `indent` blanks, no blanks at line ends.
  std::string text(std::size_t indent = 0) const;

 private:
  std::vector<std::string> header_;
  std::vector<bool> right_;
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace palitan::cli
