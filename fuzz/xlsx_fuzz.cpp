// Any bytes as a workbook: limits hold, every cell is understood or a fault with its place. The mutator takes
// the container apart, changes the XML of a part, the names of the parts, or the directory itself, and puts
// it together again.
#include <zip.h>

#include <memory>

#include "kit/imports.h"
#include "kit/text_mutator.h"
#include "papers/import_kit.h"

namespace {
using namespace palitan;
using papers::kit::Parts;

constexpr std::size_t kPartMax = 64 * 1024;

/// The parts of a container; fewer where some cannot be read.
Parts parts_of(base::ByteView bytes) {
  Parts out;
  zip_error_t error;
  zip_error_init(&error);
  auto* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  if (source == nullptr) return out;
  const std::unique_ptr<zip_t, decltype(&zip_discard)> archive(
      zip_open_from_source(source, ZIP_RDONLY, &error), &zip_discard);
  if (!archive) {
    zip_source_free(source);
    return out;
  }
  const auto count = std::min<zip_int64_t>(zip_get_num_entries(archive.get(), 0), 20);
  for (zip_int64_t i = 0; i < count; ++i) {
    const auto* name = zip_get_name(archive.get(), static_cast<zip_uint64_t>(i), 0);
    auto* file = zip_fopen_index(archive.get(), static_cast<zip_uint64_t>(i), 0);
    if (name == nullptr || file == nullptr) continue;
    std::string text(kPartMax, '\0');
    const auto got = zip_fread(file, text.data(), text.size());
    text.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
    out.emplace_back(name, std::move(text));
    zip_fclose(file);
  }
  return out;
}

const std::vector<std::string>& telling_tags() {
  static const std::vector<std::string> kTags = {"<row>",
                                                 "<row r='3'>",
                                                 "</row>",
                                                 "<row r='1048577'/>",
                                                 "<row r='2' hidden='1'>",
                                                 "<c r='A1' t='inlineStr'>",
                                                 "<c r='B2' t='s'>",
                                                 "<c r='C2' t='b'>",
                                                 "<c r='D2' t='e'>",
                                                 "<c r='E2' s='1'>",
                                                 "<c r='XFE1'>",
                                                 "</c>",
                                                 "<v>1</v>",
                                                 "<v>46115.5</v>",
                                                 "<v>1E+300</v>",
                                                 "<v/>",
                                                 "<f>A1</f>",
                                                 "<is><t>P-1</t></is>",
                                                 "<si><t>fuel</t></si>",
                                                 "<t xml:space='preserve'> a </t>",
                                                 "<mergeCells><mergeCell ref='A1:B2'/></mergeCells>",
                                                 "<!DOCTYPE a [<!ENTITY b 'c'>]>",
                                                 "&b;",
                                                 "&#x41;",
                                                 "<![CDATA[<]]>",
                                                 "<!-- -->",
                                                 "<sheetData>",
                                                 "</sheetData>",
                                                 "<sheet name='orders' sheetId='2' r:id='b'/>",
                                                 "<workbookPr date1904='1'/>"};
  return kTags;
}

void change_part(std::string& text, fuzz::Dice& dice) {
  if (!dice.one_in(4)) {
    text = fuzz::changed_xml(text, telling_tags(), dice);
    return;
  }
  // What stands between two tags, exchanged for a cell that means something.
  const auto open = text.find('>', text.empty() ? 0 : dice.below(text.size()));
  const auto close = open == text.npos ? text.npos : text.find('<', open);
  if (close != text.npos) text.replace(open + 1, close - open - 1, dice.of(fuzz::telling_cells()));
}
}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::read_sheet({reinterpret_cast<const char*>(data), size});
  return 0;
}

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t max_size,
                                               unsigned seed) {
  fuzz::Dice dice(seed);
  auto parts = parts_of({data, size});
  if (parts.empty() || dice.one_in(16)) return LLVMFuzzerMutate(data, size, max_size);
  for (auto left = 1 + dice.below(2); left > 0 && !parts.empty(); --left) {
    auto& [name, text] = parts[dice.below(parts.size())];
    if (dice.one_in(30))
      fuzz::shuffle_one(parts, dice);
    else if (dice.one_in(30))
      name = parts[dice.below(parts.size())].first;
    else
      change_part(text, dice);
  }
  // Two parts of one name cannot be written; the later one goes.
  Parts single;
  for (auto& part : parts)
    if (std::ranges::none_of(single, [&](const auto& x) { return x.first == part.first; }) &&
        !part.first.empty())
      single.push_back(std::move(part));
  if (single.empty()) return LLVMFuzzerMutate(data, size, max_size);
  auto made = papers::kit::zipped(single);
  if (dice.one_in(8)) {
    // The directory at the end: sizes, checksums, offsets.
    const auto at = made.size() - 1 - dice.below(std::min<std::size_t>(made.size(), 400));
    made[at] = static_cast<char>(dice.below(256));
  }
  return fuzz::give_back(made, data, size, max_size);
}
