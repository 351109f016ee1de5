// `palitan attachment`: which files acts name, which of them lie here, and their bytes.
#include <algorithm>

#include "cli/attaching.h"
#include "cli/commands.h"
#include "cli/files.h"
#include "cli/table.h"
#include "node/attachments.h"

#include "api/json_view.h"

namespace palitan::cli {
namespace {

struct AttachmentOptions {
  bool missing = false;
  std::string hash;
  std::string to;
  std::vector<std::string> files;
};

Done<void> list(const Context& context, const AttachmentOptions& options) {
  const auto record = open_record(context);
  if (!record) return tl::unexpected(record.error());
  const auto rows = (*record)->attachments();
  if (!rows) return tl::unexpected(rows.error());
  auto json = api::Json::array();
  Table table({"hash", "bytes", "type", "name", "by", "act", "here"}, {1});
  for (const auto& row : *rows) {
    if (options.missing && (row.held || row.erased)) continue;
    auto one = api::json_of(row.what);
    one["held"] = row.held;
    one["erased"] = row.erased;
    one["act"] = base::to_hex(row.act.view());
    one["party"] = row.party;
    json.push_back(std::move(one));
    table.add({base::to_hex(row.what.hash.view()).substr(0, 12), std::to_string(row.what.size), row.what.type,
               row.what.name, row.party, short_hex(row.act),
               row.erased ? "no: erased by agreement"
               : row.held ? "yes"
                          : "no: signed, not held here"});
  }
  if (context.json)
    fmt::print("{}\n", json.dump(2));
  else
    fmt::print("{}", table.empty() ? "None.\n" : table.text());
  return {};
}

/// The attachment whose hash begins so. A whole hash may be one that no act names.
Done<statement::Attachment> pick(const std::vector<AttachmentRow>& rows, const std::string& hash) {
  const auto whole = base::fixed_from_hex<base::Hash>(hash);
  std::optional<statement::Attachment> out;
  for (const auto& row : rows) {
    if (hash.empty() || !base::to_hex(row.what.hash.view()).starts_with(hash)) continue;
    if (out && out->hash != row.what.hash)
      return trouble(kUsage, fmt::format("Several attachments begin with '{}'. Give more digits.", hash));
    if (!out) out = row.what;
  }
  if (!out && whole) return statement::Attachment{*whole, 0, {}, {}};
  if (!out)
    return trouble(
        kRefused,
        fmt::format("No act names an attachment '{}'. See them with: palitan attachment list.", hash));
  return *out;
}

Done<void> get(const Context& context, const AttachmentOptions& options) {
  const auto record = open_record(context);
  if (!record) return tl::unexpected(record.error());
  const auto rows = (*record)->attachments();
  if (!rows) return tl::unexpected(rows.error());
  const auto what = pick(*rows, options.hash);
  if (!what) return tl::unexpected(what.error());
  const auto bytes = (*record)->attachment(what->hash);
  if (!bytes) return tl::unexpected(bytes.error());
  const auto content = node::content_of(what->type, *bytes);
  if (!content) return trouble(content.error());
  const auto hex = base::to_hex(what->hash.view());
  // Never the signed name: it may be anything.
  const auto path =
      options.to.empty() ? hex.substr(0, 12) + std::string(node::ending_of(what->type)) : options.to;
  if (auto ok = write_file(path, {content->begin(), content->end()}); !ok) return ok;
  fmt::print("Wrote {}: {} bytes{}; its hash is {}, as signed.\n", path, content->size(),
             content->size() == bytes->size() ? "" : " without their salt", hex);
  return {};
}

Done<void> put(const Context& context, const AttachmentOptions& options) {
  const auto desk = open_desk(context);
  if (!desk) return tl::unexpected(desk.error());
  const auto rows = (*desk)->attachments();
  if (!rows) return tl::unexpected(rows.error());
  for (const auto& file : options.files) {
    const auto read = read_to_attach(file);
    if (!read) return tl::unexpected(read.error());
    const auto& hash = read->what.hash;
    if (std::none_of(rows->begin(), rows->end(), [&](const auto& row) { return row.what.hash == hash; }))
      return trouble(kRefused,
                     fmt::format("No act names '{}' (hash {}). Attach it with the act: --attach FILE.", file,
                                 base::to_hex(hash.view())));
    if (std::all_of(rows->begin(), rows->end(),
                    [&](const auto& row) { return row.what.hash != hash || row.erased; }))
      return trouble(kRefused, fmt::format("'{}' was erased by agreement and is not kept again (hash {}).",
                                           file, base::to_hex(hash.view())));
    if (auto ok = (*desk)->put_attachment(hash, read->bytes); !ok) return ok;
    fmt::print("Kept {}: {}\n", file, base::to_hex(hash.view()));
  }
  return {};
}
}  // namespace

void add_attachment_commands(CLI::App& app, Context& context) {
  auto options = std::make_shared<AttachmentOptions>();
  auto* at = app.add_subcommand("attachment", "files that acts name: scans, delivery notes, texts");
  at->require_subcommand(1)->fallthrough();
  auto* all = command(*at, context, "list", "every attachment that an act names, and whether it is held here",
                      [&context, options] { return list(context, *options); });
  all->add_flag("--missing", options->missing, "only those that are not, and were not erased");
  auto* one = command(*at, context, "get", "write an attachment to a file, its hash checked",
                      [&context, options] { return get(context, *options); });
  one->add_option("hash", options->hash, "its hash (first digits)")->required();
  one->add_option("--to", options->to,
                  "the file; else the first digits of its hash with the ending of its type");
  auto* back = command(*at, context, "put", "give this node the bytes of what an act names already",
                       [&context, options] { return put(context, *options); });
  back->add_option("files", options->files, "files as they were attached")->required();
}

}  // namespace palitan::cli
