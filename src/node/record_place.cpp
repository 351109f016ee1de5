#include "node/record_place.h"

#include <algorithm>

#include "base/money.h"
#include "crypto/hash.h"
#include "node/files.h"
#include "node/lines.h"
#include "store/postgres.h"
#include "store/sqlite.h"

namespace palitan::node {
namespace {

namespace fs = std::filesystem;
using base::Code;

constexpr ::mode_t kPrivate = 0600;
constexpr std::int64_t kPatienceMax = 3'600'000;
constexpr std::string_view kFirst = "palitan store/v1\n";

fs::path place_path(const Folder& folder, const base::Id& partnership) {
  auto out = folder.record_path(partnership);
  return out.replace_extension(".store");
}

}  // namespace

base::Result<std::optional<DatabasePlace>> read_place(const Folder& folder, const base::Id& partnership) {
  const auto path = place_path(folder, partnership);
  std::error_code error;
  if (!fs::exists(path, error)) return std::nullopt;
  const auto bytes = read_whole(path);
  if (!bytes) return tl::unexpected(bytes.error());
  auto rest = base::text_of(*bytes);
  const bool known = rest.starts_with(kFirst);
  rest.remove_prefix(known ? kFirst.size() : 0);
  DatabasePlace out;
  out.connection = take_line(rest, "postgres ");
  out.schema = take_line(rest, "schema ");
  if (const auto patience = base::parse_decimal(take_line(rest, "patience "), 0))
    out.patience_ms = static_cast<int>(std::clamp<std::int64_t>(*patience, 0, kPatienceMax));
  if (!known || out.connection.empty() || out.schema.empty() || !rest.empty())
    return base::refuse(Code::local_damaged, path.string() + " does not name a database and a schema");
  return out;
}

base::Result<void> write_place(const Folder& folder, const base::Id& partnership,
                               const DatabasePlace& place) {
  if (place.connection.find('\n') != std::string::npos)
    return base::refuse(Code::local_draft, "The words of the connection stand on one line.");
  auto text = std::string(kFirst) + "postgres " + place.connection + "\nschema " + place.schema + "\n";
  if (place.patience_ms != DatabasePlace{}.patience_ms)
    text += "patience " + std::to_string(place.patience_ms) + "\n";
  return write_whole(place_path(folder, partnership), base::view_of(text), kPrivate);
}

base::Result<void> forget_place(const Folder& folder, const base::Id& partnership) {
  std::error_code error;
  fs::remove(place_path(folder, partnership), error);
  if (error) return base::refuse(Code::local_stopped, error.message());
  return sync_folder(folder.dir() / "record");
}

std::string schema_name(const Folder& folder, const base::Id& partnership) {
  std::string out = "palitan_" + folder.file().party;
  // A field node's name may hold anything.
  if (!folder.file().node.empty())
    out += "_" + base::to_hex(crypto::sha256(base::view_of(folder.file().node)).view().first(4));
  return out + "_" + base::to_hex(partnership.view().first(16));
}

base::Result<std::unique_ptr<store::Store>> open_record(const Folder& folder, const base::Id& partnership,
                                                        const RecordOptions& options) {
  const auto place = read_place(folder, partnership);
  if (!place) return tl::unexpected(place.error());
  if (*place)
    return store::open_postgres((*place)->connection, (*place)->schema,
                                {.read_only = options.read_only,
                                 .one_state = options.one_state,
                                 .patience_ms = (*place)->patience_ms,
                                 .writer_waits = !options.read_only});
  const auto path = folder.record_path(partnership);
  std::error_code error;
  if (!fs::exists(path, error))
    return base::refuse(Code::local_not_found, "no record of " + base::to_hex(partnership.view()));
  return store::open_sqlite(path, {.read_only = options.read_only, .max_pages = options.sqlite_max_pages});
}

}  // namespace palitan::node
