#include "papers/sheet_xlsx.h"

#include <unistd.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <utility>

namespace palitan::papers {
namespace {
using reports::Amount;
using reports::SheetCell;

constexpr std::size_t kRowsMax = 1'048'000;  // of Excel, less title and notes
constexpr std::int64_t kExactMax = 999'999'999'999'999;
constexpr lxw_row_t kHeader = 2;
constexpr base::Date kFirst{-25'567};  // 1900-01-01, before which a workbook knows no dates

/// Days as a workbook counts them; it believes that 1900 was a leap year.
double serial_of(base::Date date) {
  const int days = date.days - kFirst.days + 1;
  return days >= 60 ? days + 1 : days;
}

class Workbook {
 public:
  Workbook(const std::string& path, base::Date made_on) : book_(workbook_new(path.c_str())) {
    if (book_ == nullptr) return;
    lxw_doc_properties properties{};
    properties.created = std::max<std::time_t>(1, static_cast<std::time_t>(made_on.days) * 86'400);
    workbook_set_properties(book_, &properties);
    bold_ = workbook_add_format(book_);
    format_set_bold(bold_);
    head_ = workbook_add_format(book_);
    format_set_bold(head_);
    format_set_bottom(head_, LXW_BORDER_THIN);
    date_ = workbook_add_format(book_);
    format_set_num_format(date_, "yyyy-mm-dd");
  }
  ~Workbook() {
    if (book_ != nullptr) workbook_close(book_);
  }
  Workbook(const Workbook&) = delete;
  Workbook& operator=(const Workbook&) = delete;

  bool write(const reports::Sheet& sheet) {
    auto* page = book_ != nullptr ? workbook_add_worksheet(book_, sheet.name.c_str()) : nullptr;
    if (page == nullptr) return false;
    bool good = worksheet_write_string(page, 0, 0, sheet.title.c_str(), bold_) == LXW_NO_ERROR;
    for (std::size_t c = 0; c < sheet.columns.size(); ++c) {
      const auto column = static_cast<lxw_col_t>(c);
      good = worksheet_write_string(page, kHeader, column, sheet.columns[c].name.c_str(), head_) ==
                 LXW_NO_ERROR &&
             good;
      worksheet_set_column(page, column, column, width_of(sheet, c), nullptr);
    }
    lxw_row_t at = kHeader + 1;
    for (const auto& row : sheet.rows) {
      for (std::size_t c = 0; c < row.size(); ++c)
        good = write_cell(page, at, static_cast<lxw_col_t>(c), row[c]) && good;
      ++at;
    }
    for (const auto& note : sheet.notes)
      good = worksheet_write_string(page, ++at, 0, note.c_str(), nullptr) == LXW_NO_ERROR && good;
    worksheet_freeze_panes(page, kHeader + 1, 0);
    if (!sheet.rows.empty())
      worksheet_autofilter(page, kHeader, 0, static_cast<lxw_row_t>(kHeader + sheet.rows.size()),
                           static_cast<lxw_col_t>(sheet.columns.size() - 1));
    return good;
  }
  bool close() { return book_ != nullptr && workbook_close(std::exchange(book_, nullptr)) == LXW_NO_ERROR; }

 private:
  static double width_of(const reports::Sheet& sheet, std::size_t column) {
    constexpr std::size_t kLooked = 200;
    constexpr std::size_t kMax = 44;
    auto width = sheet.columns[column].name.size();
    for (std::size_t i = 0; i < std::min(kLooked, sheet.rows.size()); ++i)
      width = std::max(width, reports::to_text(sheet.rows[i][column]).size());
    return static_cast<double>(std::min(width, kMax)) + 2.0;
  }
  lxw_format* amount_format(int digits) {
    auto& format = amounts_[digits];
    if (format == nullptr) {
      format = workbook_add_format(book_);
      const auto text =
          digits == 0 ? std::string("#,##0") : "#,##0." + std::string(static_cast<std::size_t>(digits), '0');
      format_set_num_format(format, text.c_str());
    }
    return format;
  }
  bool write_cell(lxw_worksheet* page, lxw_row_t row, lxw_col_t column, const SheetCell& cell) {
    if (std::holds_alternative<std::monostate>(cell)) return true;
    if (const auto* date = std::get_if<base::Date>(&cell); date != nullptr && *date >= kFirst)
      return worksheet_write_number(page, row, column, serial_of(*date), date_) == LXW_NO_ERROR;
    if (const auto* count = std::get_if<std::int64_t>(&cell); count != nullptr && is_exact(*count))
      return worksheet_write_number(page, row, column, static_cast<double>(*count), nullptr) == LXW_NO_ERROR;
    if (const auto* amount = std::get_if<Amount>(&cell); amount != nullptr && is_exact(amount->value))
      return worksheet_write_number(page, row, column,
                                    static_cast<double>(amount->value) / std::pow(10.0, amount->digits),
                                    amount_format(amount->digits)) == LXW_NO_ERROR;
    const auto text = reports::to_text(cell);
    return text.empty() || worksheet_write_string(page, row, column, text.c_str(), nullptr) == LXW_NO_ERROR;
  }
  static bool is_exact(std::int64_t value) { return value <= kExactMax && value >= -kExactMax; }

  lxw_workbook* book_ = nullptr;
  lxw_format* bold_ = nullptr;
  lxw_format* head_ = nullptr;
  lxw_format* date_ = nullptr;
  std::map<int, lxw_format*> amounts_;
};

/// The library writes to paths alone: a file of our own that is gone afterwards.
class TempFile {
 public:
  TempFile() : path_((std::filesystem::temp_directory_path() / "palitan-sheet-XXXXXX").string()) {
    const int file = ::mkstemp(path_.data());
    good_ = file >= 0 && ::close(file) == 0;
  }
  ~TempFile() {
    std::error_code ignored;
    if (good_) std::filesystem::remove(path_, ignored);
  }
  TempFile(const TempFile&) = delete;
  TempFile& operator=(const TempFile&) = delete;
  bool good() const { return good_; }
  const std::string& path() const { return path_; }
  std::string bytes() const {
    std::ifstream in(path_, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }

 private:
  std::string path_;
  bool good_ = false;
};
}  // namespace

base::Outcome<std::string> xlsx_of(const reports::Sheet& sheet, base::Date made_on) {
  using base::Failure;
  if (sheet.rows.size() > kRowsMax)
    return tl::unexpected(Failure{Failure::Kind::stop, "a workbook has room for 1,048,000 rows"});
  const TempFile file;
  if (!file.good()) return tl::unexpected(Failure{Failure::Kind::stop, "no temporary file can be made"});
  Workbook book(file.path(), made_on);
  const bool written = book.write(sheet);
  const bool closed = book.close();
  auto bytes = written && closed ? file.bytes() : std::string();
  if (bytes.empty()) return tl::unexpected(Failure{Failure::Kind::stop, "the workbook cannot be written"});
  return bytes;
}

}  // namespace palitan::papers
