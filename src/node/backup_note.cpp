#include "node/backup_note.h"

#include <algorithm>
#include <fstream>
#include <map>

#include <fmt/format.h>

#include "base/money.h"
#include "crypto/hash.h"
#include "kernel/facts.h"
#include "merkle/note.h"
#include "node/book.h"
#include "node/delegations.h"
#include "node/files.h"
#include "node/lines.h"
#include "node/record_check.h"
#include "store/sqlite.h"

namespace palitan::node {
namespace {
namespace fs = std::filesystem;
using base::Code;

constexpr ::mode_t kPublic = 0644;
constexpr std::string_view kFirst = "palitan backup/v1\n";

tl::unexpected<base::Refusal> damaged(std::string what) {
  return base::refuse(Code::local_damaged, std::move(what));
}

std::string key_name(const sync::NodeName& node) { return sync::party_of(node) + "/node"; }

struct Line {
  base::Hash hash;
  std::uint64_t size = 0;
};
/// By path below DIR/folder. A record may be larger than memory.
base::Result<Line> line_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  crypto::Sha256 hash;
  Line out;
  std::array<char, 65'536> part{};
  while (in.read(part.data(), part.size()) || in.gcount() > 0) {
    const auto n = static_cast<std::size_t>(in.gcount());
    hash.update(base::view_of(std::string_view(part.data(), n)));
    out.size += n;
  }
  if (in.bad() || !in.eof()) return damaged(file.string() + " cannot be read");
  out.hash = hash.finish();
  return out;
}

base::Result<std::map<std::string, Line>> lines_of(const fs::path& root) {
  std::map<std::string, Line> out;
  std::error_code error;
  for (const auto& entry : fs::recursive_directory_iterator(root, error)) {
    if (entry.is_directory()) continue;
    if (!entry.is_regular_file() || entry.is_symlink())
      return damaged(entry.path().string() + " is no plain file");
    const auto line = line_of(entry.path());
    if (!line) return tl::unexpected(line.error());
    out[fs::relative(entry.path(), root).generic_string()] = *line;
  }
  if (error) return damaged(root.string() + ": " + error.message());
  return out;
}

std::string files_text(const std::map<std::string, Line>& lines) {
  std::string out;
  for (const auto& [path, line] : lines)
    out += fmt::format("{} {} {}\n", base::to_hex(line.hash.view()), line.size, path);
  return out;
}

std::string note_text(const Backup& backup, const std::string& files) {
  std::string out(kFirst);
  out += fmt::format("node {}\ntime {}\nfiles {}\n", backup.node, backup.time.ms,
                     base::to_hex(crypto::sha256(base::view_of(files)).view()));
  for (const auto& r : backup.records)
    out += fmt::format("record {} height {} size {} checkpoint {} derived {}\n",
                       base::to_hex(r.partnership.view()), r.height, r.size,
                       base::to_hex(r.checkpoint.view()), base::to_hex(r.derived.view()));
  return out;
}

void count(Backup& backup, const std::map<std::string, Line>& lines) {
  backup.files = lines.size();
  backup.bytes = 0;
  for (const auto& [path, line] : lines) backup.bytes += line.size;
}

/// The keys by which that node may have signed, as its record says.
std::vector<base::PublicKey> keys_of(const Folder& folder, const store::Store& store) {
  const auto bytes = store.fact(kernel::partnership_key());
  const auto fact =
      bytes ? kernel::decode_fact(kernel::FactKind::partnership, *bytes) : base::refuse(Code::local_damaged);
  const auto* among = fact ? kernel::fact_as<kernel::PartnershipFact>(fact->get()) : nullptr;
  const auto* party = among != nullptr ? among->party(folder.file().party) : nullptr;
  if (party == nullptr) return {};
  if (folder.file().node.empty()) return {party->node_key};
  std::vector<base::PublicKey> out;
  // Whether it still holds now does not matter: it did when the node signed.
  const Delegations known(folder);
  if (const auto own = known.of_node(*among, sync::node_name(folder.file().party, folder.file().node)))
    out.push_back(own->tls_key);
  return out;
}

/// Its pages, its tables rebuilt, and what waits in it. Returns whether that node's key signed the note.
base::Result<bool> check_one(const Folder& folder, const BackupRecord& said, const merkle::Note& note,
                             const sync::NodeName& node) {
  const auto store =
      store::open_sqlite(folder.record_path(said.partnership), {.read_only = true, .check = true});
  if (!store) return tl::unexpected(store.error());
  std::string place = (fs::temp_directory_path() / "palitan-check-XXXXXX").string();
  if (::mkdtemp(place.data()) == nullptr) return base::refuse(Code::local_stopped, place);
  base::Result<void> rebuilt;
  {
    auto beside = store::open_sqlite(fs::path(place) / "rebuilt.db");
    rebuilt = beside ? check_record(**store, **beside) : tl::unexpected(beside.error());
  }
  std::error_code none;
  fs::remove_all(place, none);
  if (!rebuilt) return tl::unexpected(rebuilt.error());
  BookOptions options;
  options.party = folder.file().party;
  options.node = folder.file().node;
  options.ceiling = statement::Marking::restricted;
  if (auto book = Book::open(**store, options, {}); !book) return tl::unexpected(book.error());
  const auto keys = keys_of(folder, **store);
  return std::ranges::any_of(keys, [&](const auto& key) {
    return merkle::verify_note_signature(note.signatures[0], key_name(node), key, note.text).has_value();
  });
}

base::Result<std::string> text_at(const fs::path& path) {
  constexpr std::size_t kMax = std::size_t{256} << 20;
  const auto bytes = read_whole(path, kMax);
  if (!bytes) return tl::unexpected(bytes.error());
  return std::string(base::text_of(*bytes));
}

base::Result<Backup> check_all(const fs::path& dir);
}  // namespace

base::Result<void> write_backup_note(const fs::path& dir, Backup& backup, const crypto::KeyPair& node_key) {
  const auto lines = lines_of(dir / "folder");
  if (!lines) return tl::unexpected(lines.error());
  count(backup, *lines);
  const auto files = files_text(*lines);
  const auto text = note_text(backup, files);
  const auto note = merkle::format({text, {merkle::sign_note(node_key, key_name(backup.node), text)}});
  if (auto done = write_whole(dir / "files.txt", base::view_of(files), kPublic); !done) return done;
  return write_whole(dir / "backup.note", base::view_of(note), kPublic);
}

base::Result<Backup> check_backup(const fs::path& dir) {
  return as_refusal([&] { return check_all(dir); });
}

namespace {
base::Result<Backup> check_all(const fs::path& dir) {
  // 1. The files are those that were written.
  const auto note_bytes = text_at(dir / "backup.note");
  if (!note_bytes) return tl::unexpected(note_bytes.error());
  const auto files = text_at(dir / "files.txt");
  if (!files) return tl::unexpected(files.error());
  const auto note = merkle::parse_note(*note_bytes);
  if (!note || note->signatures.size() != 1 || !note->text.starts_with(kFirst))
    return damaged("backup.note is no note of a backup");
  const auto lines = lines_of(dir / "folder");
  if (!lines) return tl::unexpected(lines.error());
  if (const auto there = files_text(*lines); there != *files) {
    const auto differs = std::ranges::mismatch(there, *files);
    const auto at = static_cast<std::size_t>(differs.in1 - there.begin());
    const auto& longer = there.size() > at ? there : *files;
    const auto begin = at == 0 ? std::string::npos : longer.rfind('\n', at - 1);
    const auto from = begin == std::string::npos ? 0 : begin + 1;
    return damaged("a file is not as it was backed up: " +
                   longer.substr(from, longer.find('\n', from) - from));
  }
  // 2. The note speaks of them, and of these records.
  const auto folder = Folder::open(dir / "folder");
  if (!folder) return tl::unexpected(folder.error());
  Backup out;
  out.node = sync::node_name(folder->file().party, folder->file().node);
  std::string_view rest(note->text);
  rest.remove_prefix(kFirst.size());
  take_line(rest, "node ");
  const auto time = base::parse_decimal(take_line(rest, "time "), 0);
  if (!time) return damaged("backup.note names no time");
  out.time.ms = *time;
  for (const auto& partnership : folder->records()) {
    const auto store = store::open_sqlite(folder->record_path(partnership), {.read_only = true});
    if (!store) return tl::unexpected(store.error());
    const auto seen = look_into(**store, partnership);
    if (!seen) return tl::unexpected(seen.error());
    out.records.push_back(*seen);
  }
  count(out, *lines);
  if (note_text(out, *files) != note->text) return damaged("backup.note speaks of other files or records");
  // 3. They hold, and that node said so.
  bool signed_by_node = false;
  for (const auto& record : out.records) {
    const auto checked = check_one(*folder, record, *note, out.node);
    if (!checked) return tl::unexpected(checked.error());
    signed_by_node = signed_by_node || *checked;
  }
  if (!signed_by_node) return damaged("backup.note is not signed by the key of " + out.node);
  return out;
}
}  // namespace

}  // namespace palitan::node
