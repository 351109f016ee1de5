// For tests: workbooks made by hand, part by part.
#pragma once
#include <zip.h>

#include "base/check.h"
#include "papers/import_table.h"

namespace palitan::papers::kit {

using Parts = std::vector<std::pair<std::string, std::string>>;

inline std::string zipped(const Parts& parts) {
  zip_error_t error;
  auto* source = zip_source_buffer_create(nullptr, 0, 0, &error);
  zip_source_keep(source);
  auto* archive = zip_open_from_source(source, ZIP_TRUNCATE, &error);
  PALITAN_CHECK(archive != nullptr);
  for (const auto& [name, bytes] : parts) {
    auto* from = zip_source_buffer(archive, bytes.data(), bytes.size(), 0);
    PALITAN_CHECK(zip_file_add(archive, name.c_str(), from, ZIP_FL_ENC_UTF_8) >= 0);
  }
  PALITAN_CHECK(zip_close(archive) == 0);
  PALITAN_CHECK(zip_source_open(source) == 0);
  zip_source_seek(source, 0, SEEK_END);
  std::string out(static_cast<std::size_t>(zip_source_tell(source)), '\0');
  zip_source_seek(source, 0, SEEK_SET);
  PALITAN_CHECK(zip_source_read(source, out.data(), out.size()) == static_cast<zip_int64_t>(out.size()));
  zip_source_close(source);
  zip_source_free(source);
  return out;
}

/// A workbook of one page; `page` is what stands inside <worksheet>, `strings` inside <sst>.
inline Parts workbook(const std::string& page, const std::string& strings = {}, bool from_1904 = false,
                      const std::string& before = {}) {
  const std::string rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const std::string main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  const std::string package = "http://schemas.openxmlformats.org/package/2006/relationships";
  return {
      {"_rels/.rels", "<Relationships xmlns='" + package + "'><Relationship Id='rId1' Type='" + rel +
                          "/officeDocument' Target='xl/workbook.xml'/></Relationships>"},
      {"xl/workbook.xml", "<workbook xmlns='" + main + "' xmlns:r='" + rel + "'><workbookPr date1904='" +
                              (from_1904 ? "1" : "0") +
                              "'/><sheets><sheet name='any' sheetId='1' r:id='a'/>" + "</sheets></workbook>"},
      {"xl/_rels/workbook.xml.rels",
       "<Relationships xmlns='" + package + "'><Relationship Id='a' Type='" + rel +
           "/worksheet' Target='worksheets/sheet1.xml'/><Relationship Id='b' Type='" + rel +
           "/sharedStrings' Target='/xl/sharedStrings.xml'/>" + "<Relationship Id='c' Type='" + rel +
           "/styles' Target='styles.xml'/></Relationships>"},
      {"xl/sharedStrings.xml", "<sst xmlns='" + main + "'>" + strings + "</sst>"},
      {"xl/styles.xml",
       "<styleSheet xmlns='" + main +
           "'><numFmts><numFmt numFmtId='170' formatCode='[$-411]ggge\"年\"m\"月\"d\"日\"'/>" +
           "<numFmt numFmtId='171' formatCode='0.00E+00'/></numFmts><cellXfs><xf numFmtId='0'/>" +
           "<xf numFmtId='14'/><xf numFmtId='170'/><xf numFmtId='171'/></cellXfs></styleSheet>"},
      {"xl/worksheets/sheet1.xml", before + "<worksheet xmlns='" + main + "'>" + page + "</worksheet>"}};
}

}  // namespace palitan::papers::kit
