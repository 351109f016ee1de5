// A backup of the node's folder while it serves.
#include <filesystem>

#include "api/json_read.h"
#include "api/routes.h"
#include "node/backup.h"

namespace palitan::api {
using base::Code;

Json backup_json(const node::Backup& backup) {
  Json records = Json::array();
  for (const auto& record : backup.records)
    records.push_back({{"partnership", base::to_hex(record.partnership.view())},
                       {"height", record.height},
                       {"size", record.size},
                       {"pending", record.pending}});
  return {{"node", backup.node},
          {"time", base::to_text(backup.time)},
          {"records", std::move(records)},
          {"files", backup.files},
          {"bytes", backup.bytes}};
}

base::Result<net::Response> post_backup(App& app, const Call& call) {
  constexpr std::size_t kMax = 16 * 1024;
  const auto element = parse_json(call.request.body, kMax);
  if (!element) return tl::unexpected(element.error());
  std::string to;
  JsonReader reader;
  const auto outer = reader.enter(*element);
  reader.field(0, "to", to);
  reader.leave(outer);
  if (const auto done = reader.finish(); !done) return tl::unexpected(done.error());
  if (!std::filesystem::path(to).is_absolute())
    return base::refuse(Code::local_draft, "\"to\" is a whole path on the node's machine");
  const auto made =
      node::write_backup(app.service.folder(), app.service.keys().node(), to, app.service.writer().now());
  if (!made) return tl::unexpected(made.error());
  return json_response(backup_json(*made));
}

}  // namespace palitan::api
