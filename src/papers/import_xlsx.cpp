// A page of a workbook (Office Open XML, both dialects) as rows of cells.
#include <algorithm>
#include <map>

#include "base/money.h"
#include "papers/import_number.h"
#include "papers/import_xml.h"
#include "papers/import_zip.h"

namespace palitan::papers {
namespace {
using Kind = ImportCell::Kind;
template <class T>
using Read = tl::expected<T, ImportFault>;

tl::unexpected<ImportFault> no(std::string why) {
  return tl::unexpected<ImportFault>(ImportFault{ImportCode::not_a_workbook, 0, 0, {}, std::move(why), {}});
}
tl::unexpected<ImportFault> large(std::size_t row, std::size_t column, std::string seen, std::size_t most) {
  return tl::unexpected<ImportFault>(
      ImportFault{ImportCode::too_large, row, column, {}, std::move(seen), std::to_string(most)});
}
bool truth(std::string_view text) { return text == "1" || text == "true"; }

/// What a workbook says of a place in itself: "/xl/a.xml" or "a.xml" beside the folder it stands in.
std::string joined(const std::string& folder, const std::string& target) {
  if (target.starts_with('/')) return target.substr(1);
  auto base = folder;
  std::string_view rest = target;
  while (rest.starts_with("../")) {
    rest.remove_prefix(3);
    const auto cut = base.size() > 1 ? base.rfind('/', base.size() - 2) : std::string::npos;
    base = cut == std::string::npos ? "" : base.substr(0, cut + 1);
  }
  return base + std::string(rest);
}

struct Relation {
  std::string type, target;  ///< of the type, the last word
};
Read<std::map<std::string, Relation>> relations(ImportZip& zip, const std::string& folder,
                                                const std::string& name) {
  const auto bytes = zip.read(folder + "_rels/" + name + ".rels");
  if (!bytes) return tl::unexpected(bytes.error());
  std::map<std::string, Relation> out;
  ImportXml xml(*bytes);
  while (xml.next()) {
    if (!xml.starts("Relationship") || xml.attribute("TargetMode") == "External") continue;
    const auto type = xml.attribute("Type");
    out[xml.attribute("Id")] = {type.substr(type.rfind('/') + 1), joined(folder, xml.attribute("Target"))};
  }
  if (xml.broken()) return no(name + ".rels");
  return out;
}

/// Everything but the page itself.
struct Workbook {
  bool from_1904 = false;
  std::string page;  ///< its file
  std::vector<std::string> strings;
  std::vector<bool> dates;  ///< by style
};

/// Does this number format show a date? Letters in quotes, brackets or behind a backslash do not count;
/// "General" and the E of "0.00E+00" are none of a date, small e and g are the years of an era.
bool shows_date(std::string format) {
  constexpr std::string_view kGeneral = "General";
  for (auto at = format.find(kGeneral); at != std::string::npos; at = format.find(kGeneral))
    format.erase(at, kGeneral.size());
  bool quoted = false, bracket = false;
  for (std::size_t i = 0; i < format.size(); ++i) {
    const char c = format[i];
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    if (c == '[') bracket = true;
    if (c == ']') bracket = false;
    if (c == '\\' || c == '_' || c == '*')
      ++i;
    else if (!bracket && std::string_view("yYmMdDhHsSge").find(c) != std::string_view::npos)
      return true;
  }
  return false;
}
bool is_built_in_date(int id) {
  return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
}
int whole(const std::string& text) {
  const auto out = base::parse_decimal(text, 0);
  return out && *out >= 0 && *out < 100'000'000 ? static_cast<int>(*out) : -1;
}

Read<std::vector<bool>> read_styles(const std::string& bytes) {
  std::map<int, bool> formats;
  std::vector<bool> out;
  bool in_cells = false;
  ImportXml xml(bytes);
  while (xml.next()) {
    if (xml.starts("numFmt")) {
      formats[whole(xml.attribute("numFmtId"))] = shows_date(xml.attribute("formatCode"));
    }
    if (xml.starts("cellXfs")) in_cells = !xml.is_empty();
    if (xml.ends("cellXfs")) in_cells = false;
    if (in_cells && xml.starts("xf")) {
      const auto id = whole(xml.attribute("numFmtId"));
      const auto own = formats.find(id);
      out.push_back(own != formats.end() ? own->second : is_built_in_date(id));
    }
  }
  if (xml.broken()) return no("styles");
  return out;
}

/// The text of one string: its plain part or all its runs, without the readings that Japanese text carries.
/// `xml` stands at the start of the string.
std::string read_string(ImportXml& xml, std::string_view until) {
  std::string out;
  int reading = 0;
  bool in_text = false;
  if (xml.is_empty()) return out;
  while (xml.next() && !xml.ends(until)) {
    if (xml.starts("rPh") && !xml.is_empty()) ++reading;
    if (xml.ends("rPh")) --reading;
    if (xml.starts("t")) in_text = !xml.is_empty();
    if (xml.ends("t")) in_text = false;
    if (xml.is_text() && in_text && reading == 0) out += xml.text();
  }
  return out;
}

Read<std::vector<std::string>> read_strings(const std::string& bytes, const ImportLimits& limits) {
  std::vector<std::string> out;
  ImportXml xml(bytes);
  while (xml.next()) {
    if (!xml.starts("si")) continue;
    if (out.size() >= limits.strings) return large(0, 0, "sharedStrings", limits.strings);
    out.push_back(read_string(xml, "si"));
  }
  if (xml.broken()) return no("sharedStrings");
  return out;
}

Read<std::string> page_of(const std::string& bytes, const std::map<std::string, Relation>& targets,
                          SheetKind kind, bool& from_1904) {
  std::string first, named;
  ImportXml xml(bytes);
  while (xml.next()) {
    if (xml.starts("workbookPr")) from_1904 = truth(xml.attribute("date1904"));
    if (!xml.starts("sheet")) continue;
    const auto at = targets.find(xml.attribute("id"));
    if (at == targets.end() || at->second.type != "worksheet") continue;
    if (first.empty()) first = at->second.target;
    if (xml.attribute("name") == name(kind)) named = at->second.target;
  }
  if (xml.broken()) return no("workbook");
  if (first.empty()) return no("no page");
  return named.empty() ? first : named;
}

Read<Workbook> read_workbook(ImportZip& zip, SheetKind kind, const ImportLimits& limits) {
  const auto root = relations(zip, "", "");
  if (!root) return tl::unexpected(root.error());
  const auto office = std::find_if(root->begin(), root->end(),
                                   [](const auto& one) { return one.second.type == "officeDocument"; });
  if (office == root->end()) return no("no workbook in it");
  const auto path = office->second.target;
  const auto slash = path.rfind('/');
  const auto folder = slash == std::string::npos ? std::string() : path.substr(0, slash + 1);
  const auto targets = relations(zip, folder, path.substr(folder.size()));
  if (!targets) return tl::unexpected(targets.error());
  const auto bytes = zip.read(path);
  if (!bytes) return tl::unexpected(bytes.error());
  Workbook out;
  auto page = page_of(*bytes, *targets, kind, out.from_1904);
  if (!page) return tl::unexpected(page.error());
  out.page = std::move(*page);
  for (const auto& [id, target] : *targets) {
    if (target.type != "sharedStrings" && target.type != "styles") continue;
    const auto part = zip.read(target.target);
    if (!part) return tl::unexpected(part.error());
    if (target.type == "styles") {
      auto dates = read_styles(*part);
      if (!dates) return tl::unexpected(dates.error());
      out.dates = std::move(*dates);
    } else {
      auto strings = read_strings(*part, limits);
      if (!strings) return tl::unexpected(strings.error());
      out.strings = std::move(*strings);
    }
  }
  return out;
}

/// Row and column of "B7"; nothing where it is none.
std::optional<std::pair<std::size_t, std::size_t>> place_of(std::string_view text) {
  std::size_t column = 0, at = 0;
  for (; at < text.size() && at < 3 && text[at] >= 'A' && text[at] <= 'Z'; ++at)
    column = column * 26 + static_cast<std::size_t>(text[at] - 'A' + 1);
  const int row = whole(std::string(text.substr(at)));
  if (column == 0 || row < 1) return std::nullopt;
  return std::pair{static_cast<std::size_t>(row), column};
}

std::string without_blanks(const std::string& text) {
  const auto from = text.find_first_not_of(" \t\r\n");
  return from == std::string::npos ? std::string()
                                   : text.substr(from, text.find_last_not_of(" \t\r\n") - from + 1);
}

class PageReader {
 public:
  PageReader(const std::string& bytes, const Workbook& book, const ImportLimits& limits)
      : xml_(bytes), book_(book), limits_(limits) {}

  Read<ImportTable> read() {
    while (xml_.next()) {
      if (xml_.starts("col") && truth(xml_.attribute("hidden"))) hide_columns();
      if (xml_.starts("row"))
        if (auto ok = row(); !ok) return tl::unexpected(ok.error());
      if (xml_.starts("mergeCell")) merged();
    }
    if (xml_.broken()) return no("the page");
    say_hidden_columns();
    return std::move(out_);
  }

 private:
  void hide_columns() {
    const int from = whole(xml_.attribute("min")), to = whole(xml_.attribute("max"));
    for (int i = std::max(from, 1); i <= to && i <= static_cast<int>(limits_.columns); ++i)
      hidden_columns_.push_back(static_cast<std::size_t>(i));
  }
  void say_hidden_columns() {
    for (const auto column : hidden_columns_)
      if (std::any_of(out_.rows.begin(), out_.rows.end(), [&](const auto& row) {
            return row.cells.size() >= column && row.cells[column - 1].kind != Kind::empty;
          }))
        out_.faults.push_back({ImportCode::hidden, 0, column, {}, address(0, column), {}});
  }
  void merged() {
    if (out_.faults.size() > kImportFaultsMax) return;
    const auto range = xml_.attribute("ref");
    const auto at = place_of(range.substr(0, range.find(':')));
    out_.faults.push_back({ImportCode::merged, at ? at->first : 0, at ? at->second : 0, {}, range, {}});
  }

  Read<void> row() {
    const auto said = xml_.attribute("r");
    const auto number = said.empty() ? last_row_ + 1 : static_cast<std::size_t>(std::max(whole(said), 0));
    if (number <= last_row_) return no("rows out of order");
    const bool hidden = truth(xml_.attribute("hidden"));
    last_row_ = number;
    ImportRow row{number, {}};
    if (!xml_.is_empty())
      while (xml_.next() && !xml_.ends("row"))
        if (xml_.starts("c"))
          if (auto ok = cell(row); !ok) return ok;
    while (!row.cells.empty() && row.cells.back().kind == Kind::empty) row.cells.pop_back();
    if (row.cells.empty()) return {};  // formatted far below what is filled in
    if (number > limits_.rows) return large(number, 0, std::to_string(number), limits_.rows);
    if (hidden) out_.faults.push_back({ImportCode::hidden, number, 0, {}, address(number, 0), {}});
    out_.rows.push_back(std::move(row));
    return {};
  }

  Read<void> cell(ImportRow& row) {
    const auto said = xml_.attribute("r");
    const auto place = said.empty() ? std::pair{row.number, row.cells.size() + 1}
                                    : place_of(said).value_or(std::pair<std::size_t, std::size_t>{0, 0});
    if (place.first != row.number || place.second <= row.cells.size()) return no("cell '" + said + "'");
    const auto type = xml_.attribute("t");
    const int style = whole(xml_.attribute("s"));
    std::string value;
    bool formula = false;
    if (!xml_.is_empty()) {
      bool in_value = false;
      while (xml_.next() && !xml_.ends("c")) {
        if (xml_.starts("f")) formula = true;
        if (xml_.starts("is")) {
          value = read_string(xml_, "is");
          continue;
        }
        if (xml_.starts("v")) in_value = !xml_.is_empty();
        if (xml_.ends("v")) in_value = false;
        if (xml_.is_text() && in_value) value += xml_.text();
      }
    }
    auto cell = cell_of(type, style, std::move(value), formula);
    if (!cell) return tl::unexpected(cell.error());
    if (cell->kind == Kind::empty) return {};
    if (place.second > limits_.columns) return large(row.number, place.second, said, limits_.columns);
    if (cell->text.size() > limits_.cell) return large(row.number, place.second, said, limits_.cell);
    row.cells.resize(place.second);
    row.cells.back() = std::move(*cell);
    return {};
  }

  Read<ImportCell> cell_of(const std::string& type, int style, std::string value, bool formula) const {
    if (formula) return ImportCell{Kind::formula, std::move(value)};
    if (type == "s") {
      if (value.empty()) return ImportCell{};
      const int index = whole(value);
      if (index < 0 || static_cast<std::size_t>(index) >= book_.strings.size()) return no("a shared string");
      value = book_.strings[static_cast<std::size_t>(index)];
    }
    if (type == "s" || type == "str" || type == "inlineStr") {
      auto text = without_blanks(value);
      const auto kind = text.empty() ? Kind::empty : Kind::text;
      return ImportCell{kind, std::move(text)};
    }
    if (value.empty()) return ImportCell{};
    if (type == "b") return ImportCell{Kind::boolean, truth(value) ? "TRUE" : "FALSE"};
    if (type == "e") return ImportCell{Kind::error, std::move(value)};
    if (type == "d") return ImportCell{value.size() == 10 ? Kind::date : Kind::moment, value.substr(0, 10)};
    const auto number = plain_number(without_blanks(value));
    if (!number) return ImportCell{Kind::error, std::move(value)};
    const bool date = style >= 0 && static_cast<std::size_t>(style) < book_.dates.size() &&
                      book_.dates[static_cast<std::size_t>(style)];
    if (!date) return ImportCell{Kind::number, *number};
    const auto day = serial_day(*number, book_.from_1904);
    if (!day) return ImportCell{Kind::error, *number == "60" && !book_.from_1904 ? "1900-02-29" : *number};
    return ImportCell{day->has_time ? Kind::moment : Kind::date, base::to_text(day->date)};
  }

  ImportXml xml_;
  const Workbook& book_;
  const ImportLimits& limits_;
  ImportTable out_;
  std::size_t last_row_ = 0;
  std::vector<std::size_t> hidden_columns_;
};
}  // namespace

tl::expected<ImportTable, ImportFault> read_import_xlsx(std::string_view bytes, SheetKind kind,
                                                        const ImportLimits& limits) {
  auto zip = ImportZip::open(bytes, limits);
  if (!zip) return tl::unexpected(zip.error());
  const auto book = read_workbook(*zip, kind, limits);
  if (!book) return tl::unexpected(book.error());
  const auto page = zip->read(book->page);
  if (!page) return tl::unexpected(page.error());
  return PageReader(*page, *book, limits).read();
}

}  // namespace palitan::papers
