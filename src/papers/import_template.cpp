#include "papers/import_template.h"

#include <unistd.h>
#include <xlsxwriter.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "base/units.h"
#include "papers/csv.h"
#include "statement/values.h"

namespace palitan::papers {
namespace {
constexpr lxw_row_t kLastRow = 9'999;
constexpr double kWidth = 18;

using List = std::vector<std::string>;
using Names = std::vector<std::pair<std::string, std::string>>;
template <class Rows>
List names_of(const Rows& rows) {
  List out;
  for (const auto& row : rows) out.emplace_back(row.name);
  return out;
}

/// Writes the pages; every call's own fault ends in `good_`.
class TemplateBook {
 public:
  TemplateBook(const std::string& path, SheetKind kind, SheetLanguage language)
      : book_(workbook_new(path.c_str())), kind_(kind), language_(language) {
    lxw_doc_properties properties{};
    properties.created = 1;  // equal bytes for equal templates
    workbook_set_properties(book_, &properties);
    head_ = head_format(false);
    must_ = head_format(true);
    text_ = workbook_add_format(book_);
    format_set_num_format(text_, "@");
    date_ = workbook_add_format(book_);
    format_set_num_format(date_, "yyyy-mm-dd");
    wrap_ = workbook_add_format(book_);
    format_set_text_wrap(wrap_);
    format_set_align(wrap_, LXW_ALIGN_VERTICAL_TOP);
  }
  ~TemplateBook() {
    if (book_ != nullptr) workbook_close(book_);
  }
  TemplateBook(const TemplateBook&) = delete;
  TemplateBook& operator=(const TemplateBook&) = delete;

  void write(const List& categories, const Names& names) {
    const std::string page(name(kind_));
    auto* data = workbook_add_worksheet(book_, page.c_str());
    auto* how = workbook_add_worksheet(book_, std::string(text(ImportText::instructions, language_)).c_str());
    codes_ = workbook_add_worksheet(book_, "codes");
    worksheet_hide(codes_);
    lxw_col_t at = 0;
    for (const auto& column : columns_of(kind_)) {
      const std::string word(column_word(column.key, language_));
      good_ = worksheet_write_string(data, 0, at, word.c_str(), column.required ? must_ : head_) ==
                  LXW_NO_ERROR &&
              good_;
      worksheet_set_column(data, at, at, kWidth, format_of(column));
      choose(data, at, column.key, categories);
      ++at;
    }
    worksheet_freeze_panes(data, 1, 0);
    instruct(how, names);
  }
  bool close() { return workbook_close(std::exchange(book_, nullptr)) == LXW_NO_ERROR && good_; }

 private:
  lxw_format* head_format(bool required) {
    auto* out = workbook_add_format(book_);
    format_set_bold(out);
    format_set_bottom(out, LXW_BORDER_THIN);
    if (required) format_set_bg_color(out, 0xFFE699);
    return out;
  }
  /// Figures keep the plain format; all else is text, so that no code turns into a date or a number.
  lxw_format* format_of(const SheetColumn& column) const {
    if (column.date) return date_;
    for (const auto* key :
         {"line", "quantity", "price", "price_per", "received", "damaged", "temperature", "density"})
      if (column.key == key) return nullptr;
    return text_;
  }
  List list_of(std::string_view key, const List& categories) const {
    if (key == "category") return categories;
    if (key == "means") return names_of(rows_of(statement::Means{}));
    if (key == "reason") return names_of(rows_of(statement::Reason{}));
    if (key != "unit" && key != "read_unit") return {};
    List out;
    for (const auto& measure : base::unit_measures()) out.emplace_back(measure.code);
    return out;
  }
  void choose(lxw_worksheet* data, lxw_col_t at, std::string_view key, const List& categories) {
    const auto list = list_of(key, categories);
    if (list.empty()) return;
    for (std::size_t i = 0; i < list.size(); ++i)
      good_ = worksheet_write_string(codes_, static_cast<lxw_row_t>(i), lists_, list[i].c_str(), nullptr) ==
                  LXW_NO_ERROR &&
              good_;
    const auto letter = address(0, lists_ + 1u);
    const auto formula = "=codes!$" + letter + "$1:$" + letter + "$" + std::to_string(list.size());
    lxw_data_validation rule{};
    rule.validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
    rule.value_formula = const_cast<char*>(formula.c_str());  // the library copies it
    good_ = worksheet_data_validation_range(data, 1, at, kLastRow, at, &rule) == LXW_NO_ERROR && good_;
    ++lists_;
  }
  void instruct(lxw_worksheet* how, const Names& names) {
    constexpr double kWide = 28;
    worksheet_set_column(how, 0, 3, kWide, wrap_);
    lxw_row_t row = 0;
    const auto put = [&](lxw_col_t column, std::string_view what, lxw_format* as = nullptr) {
      good_ =
          worksheet_write_string(how, row, column, std::string(what).c_str(), as) == LXW_NO_ERROR && good_;
    };
    const auto rows = kind_ == SheetKind::orders ? ImportText::rule_rows : ImportText::rule_receipts;
    for (const auto rule : {rows, ImportText::rule_form, ImportText::rule_whole}) {
      put(0, text(rule, language_));
      ++row;
    }
    ++row;
    lxw_col_t head = 0;
    for (const auto word :
         {ImportText::head_column, ImportText::head_required, ImportText::head_example, ImportText::head_key})
      put(head++, text(word, language_), head_);
    for (const auto& column : columns_of(kind_)) {
      ++row;
      put(0, column_word(column.key, language_));
      put(1, column.required ? text(ImportText::yes, language_) : std::string_view());
      put(2, column_example(column.key));
      put(3, column.key);
    }
    if (names.empty()) return;
    row += 2;
    put(0, text(ImportText::codes, language_), head_);
    for (const auto& [code, called] : names) {
      ++row;
      put(0, code);
      put(1, called);
    }
  }

  lxw_workbook* book_;
  SheetKind kind_;
  SheetLanguage language_;
  lxw_worksheet* codes_ = nullptr;
  lxw_col_t lists_ = 0;
  lxw_format *head_ = nullptr, *must_ = nullptr, *text_ = nullptr, *date_ = nullptr, *wrap_ = nullptr;
  bool good_ = true;
};
}  // namespace

std::string template_csv(SheetKind kind, SheetLanguage language) {
  std::vector<std::string> header;
  for (const auto& column : columns_of(kind)) header.emplace_back(column_word(column.key, language));
  return "\xef\xbb\xbf" + write_csv({header});
}

base::Outcome<std::string> template_xlsx(SheetKind kind, SheetLanguage language,
                                         const std::vector<std::string>& categories,
                                         const std::vector<std::pair<std::string, std::string>>& names) {
  const auto stop = [](const char* what) {
    return tl::unexpected(base::Failure{base::Failure::Kind::stop, what});
  };
  // The library writes to paths alone.
  auto path = (std::filesystem::temp_directory_path() / "palitan-template-XXXXXX").string();
  const int file = ::mkstemp(path.data());
  if (file < 0 || ::close(file) != 0) return stop("no temporary file can be made");
  TemplateBook book(path, kind, language);
  book.write(categories, names);
  const bool good = book.close();
  std::ifstream in(path, std::ios::binary);
  std::string out{std::istreambuf_iterator<char>(in), {}};
  std::error_code ignored;
  std::filesystem::remove(path, ignored);
  if (!good || out.empty()) return stop("the workbook cannot be written");
  return out;
}

}  // namespace palitan::papers
