#include "papers/csv.h"

#include <algorithm>

#include "codec/utf8.h"

namespace palitan::papers {
namespace {
constexpr std::string_view kMark = "\xef\xbb\xbf";

bool is_control(char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7f; }

std::string row_length(std::size_t cells, std::size_t wanted) {
  if (cells == 1) return "the line is empty, or has 1 cell where the first has " + std::to_string(wanted);
  return "the line has " + std::to_string(cells) + " cells, the first has " + std::to_string(wanted);
}

/// One pass over the text; the first fault ends it.
class Scanner {
 public:
  Scanner(std::string_view text, const CsvLimits& limits) : text_(text), limits_(limits) {}

  bool row(CsvRow& out) {
    out.line = line_;
    do {
      out.cells.emplace_back();
      column_ = out.cells.size();
      if (column_ > limits_.columns) return fail("more than " + std::to_string(limits_.columns) + " columns");
      if (!(peek() == '"' ? quoted(out.cells.back()) : bare(out.cells.back()))) return false;
    } while (take(','));
    if (at_ == text_.size()) return true;
    if (take('\r') && peek() != '\n') return fail("a carriage return without a line feed");
    ++at_;  // the line feed: nothing else ends a cell
    ++line_;
    return true;
  }

  bool at_end() const { return at_ == text_.size(); }
  const TableFault& fault() const { return fault_; }

 private:
  char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  bool take(char c) {
    if (at_ == text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  bool fail(std::string what) {
    fault_ = {line_, column_, std::move(what)};
    return false;
  }

  bool bare(std::string& cell) {
    for (; at_ < text_.size(); ++at_) {
      const char c = text_[at_];
      if (c == ',' || c == '\r' || c == '\n') return true;
      if (c == '"') return fail("a quote inside a cell that does not begin with one");
      if (is_control(c)) return fail("a control character");
      cell += c;
    }
    return true;
  }

  bool quoted(std::string& cell) {
    const auto opened = line_;
    for (++at_; at_ < text_.size(); ++at_) {
      const char c = text_[at_];
      if (c == '"') {
        ++at_;
        if (peek() != '"') {
          const char next = peek();
          if (at_ == text_.size() || next == ',' || next == '\r' || next == '\n') return true;
          return fail("text after the closing quote of a cell");
        }
      } else if (c == '\n') {
        ++line_;
      } else if (is_control(c) && c != '\r') {
        return fail("a control character");
      }
      cell += c;
    }
    line_ = opened;
    return fail("a quote that is never closed");
  }

  std::string_view text_;
  const CsvLimits& limits_;
  std::size_t at_ = 0, line_ = 1, column_ = 0;
  TableFault fault_;
};

/// The line in which the bytes first stop being UTF-8.
std::size_t line_that_is_not_utf8(std::string_view text) {
  std::size_t line = 1;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    if (!codec::is_utf8(base::view_of(text.substr(0, end)))) return line;
    text.remove_prefix(std::min(end + 1, text.size()));
    ++line;
  }
  return line;
}

bool needs_quotes(std::string_view cell) {
  return cell.find_first_of(",\"\r\n") != std::string_view::npos || cell.starts_with(' ') ||
         cell.ends_with(' ');
}
}  // namespace

std::string to_text(const TableFault& fault) {
  std::string out = "line " + std::to_string(fault.line);
  if (fault.column != 0) out += ", column " + std::to_string(fault.column);
  return out + ": " + fault.what;
}

tl::expected<Csv, TableFault> read_csv(std::string_view bytes, const CsvLimits& limits) {
  const auto refuse = [](std::size_t line, std::string what) {
    return tl::unexpected<TableFault>(TableFault{line, 0, std::move(what)});
  };
  if (bytes.size() > limits.bytes)
    return refuse(1, "the file has " + std::to_string(bytes.size()) + " bytes; at most " +
                         std::to_string(limits.bytes) + " are read");
  Csv out;
  if (bytes.starts_with(kMark)) {
    out.had_mark = true;
    bytes.remove_prefix(kMark.size());
  }
  if (bytes.empty()) return refuse(1, "the file is empty");
  if (!codec::is_utf8(base::view_of(bytes))) return refuse(line_that_is_not_utf8(bytes), "not UTF-8");
  Scanner scanner(bytes, limits);
  while (!scanner.at_end()) {
    auto& row = out.rows.emplace_back();
    if (!scanner.row(row)) return tl::unexpected(scanner.fault());
    const auto wanted = out.rows.front().cells.size();
    if (row.cells.size() != wanted) return refuse(row.line, row_length(row.cells.size(), wanted));
  }
  return out;
}

std::string write_csv(const std::vector<std::vector<std::string>>& rows) {
  std::string out;
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (i > 0) out += ',';
      if (!needs_quotes(row[i])) {
        out += row[i];
        continue;
      }
      out += '"';
      for (const char c : row[i]) out += c == '"' ? std::string("\"\"") : std::string(1, c);
      out += '"';
    }
    out += "\r\n";
  }
  return out;
}

}  // namespace palitan::papers
