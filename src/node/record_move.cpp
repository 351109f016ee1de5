#include "node/record_move.h"

#include "node/files.h"
#include "node/record_copy.h"
#include "store/postgres.h"
#include "store/sqlite.h"

namespace palitan::node {
namespace {

namespace fs = std::filesystem;
using base::Code;
using store::PostgresRecord;

base::Result<void> copied(const store::Store& from, store::Store& into, MovedRecord& out) {
  if (auto done = copy_record(from, into); !done) return done;
  if (auto same = compare_records(from, into); !same) return same;
  out.statements = into.log_size();
  out.pending = into.pending().size();
  const auto last = into.last_accord();
  out.accords = last ? last->height + 1 : 0;
  out.derived = store::derived_hash(into);
  return {};
}

/// The file gets a name that nobody opens. Nothing where it is not there.
base::Result<fs::path> set_aside(const fs::path& file) {
  std::error_code error;
  if (!fs::exists(file, error)) return fs::path();
  auto aside = file.string() + ".moved";
  for (int n = 2; fs::exists(aside, error); ++n) aside = file.string() + ".moved-" + std::to_string(n);
  fs::rename(file, aside, error);
  if (error) return base::refuse(Code::local_stopped, file.string() + ": " + error.message());
  if (auto done = sync_folder(file.parent_path()); !done) return tl::unexpected(done.error());
  return fs::path(aside);
}

void remove_file(const fs::path& file) {
  std::error_code ignored;
  for (const char* tail : {"", "-wal", "-shm", "-journal"}) fs::remove(file.string() + tail, ignored);
}

/// A store's reads tell their faults by throwing.
template <class F>
base::Result<MovedRecord> guarded(const F& work) {
  try {
    return work();
  } catch (const store::ReadFault& fault) {
    return base::refuse(Code::local_stopped, fault.what());
  }
}

/// Copied and compared under the name `part`, whole on the disk.
base::Result<void> fill_file(const store::Store& from, const fs::path& part, MovedRecord& out) {
  remove_file(part);
  auto into = store::open_sqlite(part);
  if (!into) return tl::unexpected(into.error());
  auto done = copied(from, **into, out);
  into->reset();
  std::error_code error;
  if (done && fs::exists(part.string() + "-wal", error))
    done = base::refuse(Code::local_stopped, part.string() + ": the new record could not be closed");
  if (!done) remove_file(part);
  return done;
}

}  // namespace

base::Result<MovedRecord> move_to_database(const Folder& folder, const base::Id& partnership,
                                           const std::string& connection) {
  const auto place = read_place(folder, partnership);
  if (!place) return tl::unexpected(place.error());
  if (*place)
    return base::refuse(Code::local_draft,
                        "The record lies in a database already, in schema " + (*place)->schema + ".");
  MovedRecord out;
  out.database = {connection, schema_name(folder, partnership)};
  const auto file = folder.record_path(partnership);
  return guarded([&]() -> base::Result<MovedRecord> {
    auto from = store::open_sqlite(file);
    if (!from) return tl::unexpected(from.error());
    auto into = store::open_postgres(connection, out.database.schema,
                                     {.create = true, .as = PostgresRecord::arriving});
    if (!into) return tl::unexpected(into.error());
    if (auto done = copied(**from, **into, out); !done) return tl::unexpected(done.error());
    if (auto done = store::mark_postgres(connection, out.database.schema, PostgresRecord::arriving,
                                         PostgresRecord::verified);
        !done)
      return tl::unexpected(done.error());
    into->reset();
    from->reset();
    if (auto done = write_place(folder, partnership, out.database); !done)
      return tl::unexpected(done.error());
    auto aside = set_aside(file);
    if (!aside) return tl::unexpected(aside.error());
    out.set_aside = std::move(*aside);
    return out;
  });
}

base::Result<MovedRecord> move_to_file(const Folder& folder, const base::Id& partnership,
                                       const std::string& connection) {
  const auto place = read_place(folder, partnership);
  if (!place) return tl::unexpected(place.error());
  if (!*place) return base::refuse(Code::local_draft, "The record lies in the folder's file already.");
  const auto& at = **place;
  if (at.connection != connection)
    return base::refuse(Code::local_draft,
                        "The folder's record is not there, but in postgres:" + at.connection + ".");
  MovedRecord out;
  out.database = at;
  const auto file = folder.record_path(partnership);
  return guarded([&]() -> base::Result<MovedRecord> {
    const auto state = store::look_at_postgres(at.connection, at.schema);
    if (!state) return tl::unexpected(state.error());
    // Left already: this move was cut off near its end, and nobody has written since.
    const bool again = *state == PostgresRecord::left;
    auto from = store::open_postgres(
        at.connection, at.schema,
        {.read_only = again, .as = again ? PostgresRecord::left : PostgresRecord::ready});
    if (!from) return tl::unexpected(from.error());
    const auto part = file.string() + ".part";
    if (auto done = fill_file(**from, part, out); !done) return tl::unexpected(done.error());
    // A file there is what an earlier move left behind: the folder does not say that the record is in it.
    auto aside = set_aside(file);
    if (!aside) return tl::unexpected(aside.error());
    out.set_aside = std::move(*aside);
    std::error_code error;
    fs::rename(part, file, error);
    if (error) return base::refuse(Code::local_stopped, file.string() + ": " + error.message());
    if (auto done = sync_folder(file.parent_path()); !done) return tl::unexpected(done.error());
    if (!again)
      if (auto done =
              store::mark_postgres(at.connection, at.schema, PostgresRecord::ready, PostgresRecord::left);
          !done)
        return tl::unexpected(done.error());
    if (auto done = forget_place(folder, partnership); !done) return tl::unexpected(done.error());
    return out;
  });
}

}  // namespace palitan::node
