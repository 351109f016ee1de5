#include "papers/import_zip.h"

#include <zip.h>

namespace palitan::papers {
namespace {
constexpr std::size_t kRatioFrom = 1024 * 1024;

tl::unexpected<ImportFault> no(std::string why) {
  return tl::unexpected<ImportFault>(ImportFault{ImportCode::not_a_workbook, 0, 0, {}, std::move(why), {}});
}
tl::unexpected<ImportFault> large(std::string what, std::size_t most) {
  return tl::unexpected<ImportFault>(
      ImportFault{ImportCode::too_large, 0, 0, {}, std::move(what), std::to_string(most)});
}
struct CloseFile {
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};
}  // namespace

void ImportZip::Close::operator()(zip* archive) const { zip_discard(archive); }

tl::expected<ImportZip, ImportFault> ImportZip::open(std::string_view bytes, const ImportLimits& limits) {
  zip_error_t error;
  zip_error_init(&error);
  auto* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  auto* archive = source != nullptr ? zip_open_from_source(source, ZIP_RDONLY, &error) : nullptr;
  if (archive == nullptr) {
    std::string why = zip_error_strerror(&error);
    if (source != nullptr) zip_source_free(source);
    zip_error_fini(&error);
    return no(std::move(why));
  }
  zip_error_fini(&error);
  ImportZip out(std::unique_ptr<zip, Close>(archive), limits);
  const auto entries = zip_get_num_entries(archive, 0);
  if (entries < 0 || static_cast<std::size_t>(entries) > limits.entries)
    return large(std::to_string(entries), limits.entries);
  return out;
}

bool ImportZip::has(const std::string& name) const {
  return zip_name_locate(archive_.get(), name.c_str(), ZIP_FL_ENC_GUESS) >= 0;
}

tl::expected<std::string, ImportFault> ImportZip::read(const std::string& name) {
  const auto index = zip_name_locate(archive_.get(), name.c_str(), ZIP_FL_ENC_GUESS);
  zip_stat_t about;
  if (index < 0 || zip_stat_index(archive_.get(), static_cast<zip_uint64_t>(index), 0, &about) != 0)
    return no("no " + name);
  constexpr auto kKnown = ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_ENCRYPTION_METHOD;
  if ((about.valid & kKnown) != kKnown || about.encryption_method != ZIP_EM_NONE)
    return no("under a password");
  if (about.size > left_) return large(name, left_);
  if (about.size > kRatioFrom && about.size / limits_.ratio > about.comp_size) return large(name, kRatioFrom);
  const std::unique_ptr<zip_file_t, CloseFile> file(
      zip_fopen_index(archive_.get(), static_cast<zip_uint64_t>(index), 0));
  if (file == nullptr) return no(name + " cannot be opened");
  // One byte more than announced is asked for: a file that is longer than it says is refused.
  std::string out(static_cast<std::size_t>(about.size) + 1, '\0');
  std::size_t at = 0;
  while (at < out.size()) {
    const auto got = zip_fread(file.get(), out.data() + at, out.size() - at);
    if (got < 0) return no(name + " is damaged");
    if (got == 0) break;
    at += static_cast<std::size_t>(got);
  }
  if (at != about.size) return no(name + " is not as long as it says");
  out.resize(at);
  left_ -= at;
  return out;
}

}  // namespace palitan::papers
