#include "node/backup.h"

#include <algorithm>
#include <fstream>
#include <set>

#include <fmt/format.h>

#include "crypto/hash.h"
#include "merkle/note.h"
#include "node/backup_note.h"
#include "node/book.h"
#include "node/files.h"
#include "node/random.h"
#include "node/record_copy.h"
#include "node/record_place.h"
#include "store/sqlite.h"

namespace palitan::node {
namespace {
namespace fs = std::filesystem;
using base::Code;

constexpr ::mode_t kPublic = 0644;
constexpr ::mode_t kPrivate = 0600;
/// What of a folder goes along beside the records; keys, token and lock do not. The tip before the log that
/// it is of: the copy of a log that grows meanwhile has at least the lines that its tip speaks of.
constexpr std::array kFiles = {"node.json", "party.json", "paused.json", "reads.tip", "reads.log"};
constexpr std::array kPrivateParts = {"attachments", "reads.tip", "reads.log"};
constexpr std::array kFolders = {"law", "delegations", "attachments"};

constexpr const char* kLast = "last-backup";  ///< in the folder that was copied; in no backup

/// The files below a folder, by path from `root`, ascending.
std::vector<fs::path> files_below(const fs::path& root, const fs::path& part) {
  std::vector<fs::path> out;
  std::error_code none;
  if (fs::is_regular_file(root / part, none)) out.push_back(part);
  for (const auto& entry : fs::recursive_directory_iterator(root / part, none))
    if (entry.is_regular_file(none)) out.push_back(fs::relative(entry.path(), root, none));
  std::sort(out.begin(), out.end());
  return out;
}

/// All but the records. A file that goes away meanwhile (erased) was not there.
base::Result<void> copy_beside(const fs::path& from, const fs::path& to) {
  std::vector<fs::path> parts(kFiles.begin(), kFiles.end());
  for (const auto* folder : kFolders)
    for (auto& file : files_below(from, folder)) parts.push_back(std::move(file));
  for (const auto& part : parts) {
    if (part.extension() == ".new") continue;
    const bool is_private = std::ranges::find(kPrivateParts, part.begin()->string()) != kPrivateParts.end();
    std::error_code none;
    fs::create_directories((to / part).parent_path(), none);
    const auto done = copy_whole(from / part, to / part, is_private ? kPrivate : kPublic);
    if (!done && done.error().code != Code::local_not_found) return done;
  }
  return {};
}

/// A record as it stands after one of its commits, as a file, wherever it lies.
base::Result<void> copy_one(const Folder& folder, const base::Id& partnership, const fs::path& to) {
  const auto place = read_place(folder, partnership);
  if (!place) return tl::unexpected(place.error());
  if (!*place) return store::copy_sqlite(folder.record_path(partnership), to);
  try {
    const auto from = open_record(folder, partnership, {.read_only = true, .one_state = true});
    if (!from) return tl::unexpected(from.error());
    const auto into = store::open_sqlite(to);
    return into ? copy_record(**from, **into) : tl::unexpected(into.error());
  } catch (const store::ReadFault& fault) {
    return base::refuse(Code::local_stopped, fault.what());
  }
}

base::Result<BackupRecord> seen_in(const fs::path& file, const base::Id& partnership) {
  const auto store = store::open_sqlite(file, {.read_only = true});
  if (!store) return tl::unexpected(store.error());
  const auto seen = look_into(**store, partnership);
  return seen;
}

/// Nothing is half there: built beside its place, then renamed.
template <class Build>
base::Result<Backup> built_at(const fs::path& place, const Build& build) {
  std::error_code error;
  if (fs::exists(place, error)) return base::refuse(Code::local_draft, place.string() + " is there already");
  auto beside = place;
  beside += ".part";
  fs::remove_all(beside, error);
  auto made = as_refusal([&] { return build(beside); });
  if (made) {
    fs::rename(beside, place, error);
    if (error) made = base::refuse(Code::local_stopped, place.string() + ": " + error.message());
  }
  if (made)
    if (auto kept = sync_folder(fs::absolute(place).parent_path()); !kept)
      made = tl::unexpected(kept.error());
  if (!made) fs::remove_all(beside, error);
  return made;
}
}  // namespace

base::Result<BackupRecord> look_into(const store::Store& store, const base::Id& partnership) {
  const auto last = store.last_accord();
  const auto paper = last ? codec::decode<sync::AccordPaper>(last->bytes) : base::refuse(Code::local_damaged);
  const auto note = paper ? merkle::parse_note(paper->note) : tl::unexpected(paper.error());
  if (!note) return base::refuse(Code::local_damaged, "its last accord cannot be read");
  return BackupRecord{partnership,
                      last->height,
                      store.log_size(),
                      kernel::checkpoint_hash(note->text),
                      store::derived_hash(store),
                      store.pending().size()};
}

base::Result<Backup> write_backup(const Folder& folder, const crypto::KeyPair& node_key, const fs::path& dir,
                                  base::Instant now) {
  auto made = built_at(dir, [&](const fs::path& at) -> base::Result<Backup> {
    Backup out;
    out.node = sync::node_name(folder.file().party, folder.file().node);
    out.time = now;
    const auto inside = at / "folder";
    for (const auto& place : {at, inside, inside / "record"})
      if (auto done = make_folder(place); !done) return tl::unexpected(done.error());
    // The records first: what they name may be fetched meanwhile, but is not erased before they say so.
    for (const auto& partnership : folder.records()) {
      const auto to = inside / "record" / folder.record_path(partnership).filename();
      if (auto done = copy_one(folder, partnership, to); !done) return tl::unexpected(done.error());
      const auto seen = seen_in(to, partnership);
      if (!seen) return tl::unexpected(seen.error());
      out.records.push_back(*seen);
    }
    if (auto done = copy_beside(folder.dir(), inside); !done) return tl::unexpected(done.error());
    if (auto done = write_backup_note(at, out, node_key); !done) return tl::unexpected(done.error());
    return out;
  });
  // For `palitan doctor`; a backup is none the less one where this cannot be written.
  if (made)
    static_cast<void>(write_whole(folder.dir() / kLast, base::view_of(base::to_text(now) + "\n"), kPublic));
  return made;
}

std::optional<base::Instant> last_backup(const Folder& folder) {
  const auto bytes = read_whole(folder.dir() / kLast, 64);
  if (!bytes) return std::nullopt;
  auto text = std::string(base::text_of(*bytes));
  while (text.ends_with('\n')) text.pop_back();
  const auto at = base::parse_effective(text);
  return at ? std::optional(at->at) : std::nullopt;
}

namespace {
base::Result<void> give_keys(const Folder& folder, std::string_view passphrase,
                             crypto::WrapParameters parameters) {
  const auto fresh = [&](std::string_view name) -> base::Result<base::PublicKey> {
    const auto key = random_key_pair();
    if (auto done = folder.write_key(name, key, passphrase, parameters); !done)
      return tl::unexpected(done.error());
    return key.public_key;
  };
  const auto node = fresh(kNodeKey);
  if (!node) return tl::unexpected(node.error());
  if (!folder.file().node.empty()) return {};
  const auto accord = fresh(kAccordKey);
  if (!accord) return tl::unexpected(accord.error());
  auto party = folder.read_party();
  if (!party) return tl::unexpected(party.error());
  party->accord_key = *accord;
  party->node_key = *node;
  return folder.write_party(*party);
}

base::Result<void> mark(const Folder& folder, const base::Id& partnership) {
  auto store = folder.open_record(partnership, false);
  if (!store) return tl::unexpected(store.error());
  BookOptions options;
  options.party = folder.file().party;
  options.node = folder.file().node;
  options.ceiling = folder.file().ceiling;
  auto book = Book::open(**store, options, {});
  if (!book) return tl::unexpected(book.error());
  (*book)->mark_restored();
  if (auto done = (*book)->flush({}); !done) return base::refuse(Code::local_stopped, done.error().what);
  return {};
}
}  // namespace

base::Result<Backup> restore_backup(const fs::path& dir, const fs::path& to, std::string_view passphrase,
                                    crypto::WrapParameters parameters) {
  auto checked = check_backup(dir);
  if (!checked) return checked;
  return built_at(to, [&](const fs::path& at) -> base::Result<Backup> {
    const auto was = Folder::open(dir / "folder");
    if (!was) return tl::unexpected(was.error());
    const auto folder = Folder::create(at, was->file());
    if (!folder) return tl::unexpected(folder.error());
    if (auto done = copy_beside(was->dir(), at); !done) return tl::unexpected(done.error());
    if (auto done = give_keys(*folder, passphrase, parameters); !done) return tl::unexpected(done.error());
    for (const auto& record : checked->records) {
      if (auto done = store::copy_sqlite(was->record_path(record.partnership),
                                         folder->record_path(record.partnership));
          !done)
        return tl::unexpected(done.error());
      if (auto done = mark(*folder, record.partnership); !done) return tl::unexpected(done.error());
    }
    return *checked;
  });
}

}  // namespace palitan::node
