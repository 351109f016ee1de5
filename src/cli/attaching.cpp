#include "cli/attaching.h"

#include <fstream>

#include "crypto/hash.h"
#include "node/attachments.h"
#include "node/random.h"

namespace palitan::cli {
namespace {

/// FILE,TYPE in two; a comma in a file's name is no mark of a type.
std::pair<std::string, std::string> parts_of(const std::string& word) {
  const auto comma = word.rfind(',');
  if (comma != std::string::npos && comma + 1 < word.size()) {
    auto type = word.substr(comma + 1);
    if (node::is_attachment_type(type)) return {word.substr(0, comma), std::move(type)};
  }
  return {word, {}};
}

Done<base::Bytes> bytes_of(const std::filesystem::path& path) {
  std::error_code error;
  std::ifstream in(path, std::ios::binary);
  if (!in || std::filesystem::is_directory(path, error))
    return trouble(kUsage,
                   fmt::format("'{}' cannot be opened. An attachment is FILE or FILE,TYPE with a type "
                               "like application/pdf.",
                               path.string()));
  base::Bytes out;
  std::array<char, 65'536> part;
  while (in.read(part.data(), part.size()), in.gcount() > 0) {
    base::append(out, base::view_of({part.data(), static_cast<std::size_t>(in.gcount())}));
    if (out.size() > node::kAttachmentMax)
      return trouble(kRefused, fmt::format("'{}' is larger than an attachment can be ({} MiB).",
                                           path.string(), node::kAttachmentMax >> 20));
  }
  if (in.bad()) return trouble(kFailed, fmt::format("'{}' cannot be read to its end.", path.string()));
  return out;
}

statement::Attachment reference_to(const base::Bytes& bytes, std::string type, std::string name) {
  return {crypto::sha256(bytes), bytes.size(), std::move(type), std::move(name)};
}

}  // namespace

Done<FileToAttach> read_to_attach(const std::string& file) {
  auto [path, type] = parts_of(file);
  auto bytes = bytes_of(path);
  if (!bytes) return tl::unexpected(bytes.error());
  const std::filesystem::path named(path);
  if (type.empty() || type == node::kSaltedPrefix) type += node::type_of_file(named);
  if (node::is_salted(type)) {
    const auto salt = node::random_bytes<node::kSaltSize>();
    bytes->insert(bytes->begin(), salt.begin(), salt.end());
    if (bytes->size() > node::kAttachmentMax)
      return trouble(kRefused, fmt::format("'{}' is too large for an attachment with its salt.", path));
  }
  auto what = reference_to(*bytes, std::move(type), named.filename().string());
  return FileToAttach{std::move(what), std::move(*bytes)};
}

Done<statement::Attachment> attach_bytes(Desk& desk, base::Bytes bytes, std::string type, std::string name) {
  auto what = reference_to(bytes, std::move(type), std::move(name));
  if (auto ok = desk.put_attachment(what.hash, bytes); !ok) return tl::unexpected(ok.error());
  return what;
}

Done<statement::Attachment> attach_texts(Desk& desk, const papers::CompiledInstrument& compiled) {
  const auto text = papers::text_attachment(compiled);
  return attach_bytes(desk, {text.begin(), text.end()}, "application/json",
                      compiled.instrument.name + ".clauses.json");
}

Done<std::vector<statement::Attachment>> attach_files(Desk& desk, const std::vector<std::string>& files) {
  std::vector<statement::Attachment> out;
  for (const auto& file : files) {
    auto read = read_to_attach(file);
    if (!read) return tl::unexpected(read.error());
    if (auto ok = desk.put_attachment(read->what.hash, read->bytes); !ok) return tl::unexpected(ok.error());
    out.push_back(std::move(read->what));
  }
  return out;
}

}  // namespace palitan::cli
