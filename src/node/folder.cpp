#include "node/folder.h"

#include <string.h>

#include <algorithm>

#include <fmt/format.h>

#include "node/book.h"
#include "node/files.h"
#include "node/node_json.h"
#include "node/random.h"
#include "node/record_place.h"
#include "store/sqlite.h"

namespace palitan::node {
namespace {

namespace fs = std::filesystem;
using base::Code;

constexpr ::mode_t kPrivate = 0600;
constexpr ::mode_t kPublic = 0644;

/// Hex names of one length with one ending, ascending.
template <class F>
std::vector<F> named_files(const fs::path& dir, std::string_view ending) {
  std::vector<F> out;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(dir, error)) {
    if (entry.path().extension() != ending) continue;
    if (const auto id = base::fixed_from_hex<F>(entry.path().stem().string())) out.push_back(*id);
  }
  std::sort(out.begin(), out.end());
  return out;
}

base::Result<std::string> read_text(const fs::path& path) {
  const auto bytes = read_whole(path);
  if (!bytes) return tl::unexpected(bytes.error());
  return std::string(base::text_of(*bytes));
}

/// A file of ours that cannot be read as what it is: damage, whatever the parser called it.
base::Refusal damaged(const base::Refusal& why) {
  if (why.code != Code::local_draft) return why;
  return {Code::local_damaged, {}, why.detail};
}

}  // namespace

std::string root_key_file(std::size_t index) { return "roots/" + std::to_string(index); }
std::string seat_key_file(const base::KeyId& seat) { return "seats/" + base::to_hex(seat.view()); }

base::Result<Folder> Folder::create(const fs::path& dir, const NodeFile& file) {
  if (!statement::is_party_code(file.party))
    return base::refuse(Code::local_draft, "\"" + file.party + "\" is not three letters a-z");
  std::error_code error;
  if (fs::exists(dir / "node.json", error))
    return base::refuse(Code::local_draft, dir.string() + " is a node's folder already");
  for (const auto& made : {dir, dir / "keys", dir / "keys" / "roots", dir / "keys" / "seats", dir / "record"})
    if (const auto done = make_folder(made); !done) return tl::unexpected(done.error());
  const auto token = base::to_hex(random_bytes<32>()) + "\n";
  if (const auto done = write_whole(dir / "api.token", base::view_of(token), kPrivate); !done)
    return tl::unexpected(done.error());
  Folder out(dir);
  if (const auto done = out.save(file); !done) return tl::unexpected(done.error());
  return out;
}

base::Result<Folder> Folder::open(const fs::path& dir) {
  const auto text = read_text(dir / "node.json");
  if (!text) return tl::unexpected(text.error());
  auto file = parse_node_json(*text);
  if (!file) return tl::unexpected(damaged(file.error()));
  Folder out(dir);
  out.file_ = std::move(*file);
  return out;
}

base::Result<void> Folder::save(const NodeFile& file) {
  const auto done = write_whole(dir_ / "node.json", base::view_of(node_json(file)), kPublic);
  if (done) file_ = file;
  return done;
}

base::Result<void> Folder::write_key(std::string_view name, const crypto::KeyPair& key,
                                     std::string_view passphrase, crypto::WrapParameters parameters) const {
  const auto wrapped =
      crypto::wrap({key.secret.data(), 32}, passphrase, random_bytes<16>(), random_bytes<24>(), parameters);
  return write_whole(dir_ / "keys" / (std::string(name) + ".key"), wrapped, kPrivate, false);
}

base::Result<crypto::KeyPair> Folder::read_key(std::string_view name, std::string_view passphrase) const {
  const auto path = dir_ / "keys" / (std::string(name) + ".key");
  const auto wrapped = read_whole(path);
  if (!wrapped) return tl::unexpected(wrapped.error());
  auto secret = crypto::unwrap(*wrapped, passphrase);
  if (!secret) {
    secret.error().detail = path.string() + ": " + secret.error().detail;
    return tl::unexpected(secret.error());
  }
  std::array<std::uint8_t, 32> seed{};
  const bool fits = secret->size() == seed.size();
  if (fits) std::memcpy(seed.data(), secret->data(), seed.size());
  ::explicit_bzero(secret->data(), secret->size());
  if (!fits) return base::refuse(Code::local_damaged, path.string() + " holds no key");
  auto pair = crypto::key_pair_from_seed(seed);
  ::explicit_bzero(seed.data(), seed.size());
  return pair;
}

base::Result<void> Folder::renew_key(std::string_view name, const crypto::KeyPair& key,
                                     std::string_view passphrase, crypto::WrapParameters parameters) const {
  const auto place = dir_ / "keys" / (std::string(name) + ".key");
  const auto spent = dir_ / "keys" / "spent";
  if (auto made = make_folder(spent); !made) return made;
  std::error_code error;
  for (int n = 0; fs::exists(place, error); ++n) {
    const auto old = spent / fmt::format("{}-{}.key", name, n);
    if (fs::exists(old, error)) continue;
    fs::rename(place, old, error);
    if (error) return base::refuse(Code::local_stopped, place.string() + ": " + error.message());
  }
  return write_key(name, key, passphrase, parameters);
}

bool Folder::has_key(std::string_view name) const {
  std::error_code error;
  return fs::exists(dir_ / "keys" / (std::string(name) + ".key"), error);
}

std::vector<base::KeyId> Folder::seats() const {
  return named_files<base::KeyId>(dir_ / "keys" / "seats", ".key");
}

std::size_t Folder::root_count() const {
  std::size_t out = 0;
  while (has_key(root_key_file(out))) ++out;
  return out;
}

base::Result<void> Folder::write_party(const statement::Party& party) const {
  return write_whole(dir_ / "party.json", base::view_of(party_json(party)), kPublic);
}

base::Result<statement::Party> Folder::read_party() const {
  const auto text = read_text(dir_ / "party.json");
  if (!text) return tl::unexpected(text.error());
  auto party = parse_party_json(*text);
  if (!party) return tl::unexpected(damaged(party.error()));
  return party;
}

fs::path Folder::record_path(const base::Id& partnership) const {
  return dir_ / "record" / (base::to_hex(partnership.view()) + ".db");
}

std::vector<base::Id> Folder::records() const {
  auto out = named_files<base::Id>(dir_ / "record", ".db");
  for (const auto& elsewhere : named_files<base::Id>(dir_ / "record", ".store")) out.push_back(elsewhere);
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

base::Result<std::unique_ptr<store::Store>> Folder::open_record(const base::Id& partnership,
                                                                bool read_only) const {
  return node::open_record(*this, partnership, {.read_only = read_only});
}

base::Result<base::Id> Folder::found_record(const base::Bytes& founding, const std::string& note) const {
  const auto statement = statement::decode_statement(founding);
  if (!statement) return tl::unexpected(statement.error());
  const auto path = record_path(statement->id());
  std::error_code error;
  const auto known = records();
  if (std::find(known.begin(), known.end(), statement->id()) != known.end())
    return base::refuse(Code::local_draft, "the record of that partnership is here already");
  // Written under another name, so that a record without its accord 0 is never taken for one.
  const auto beside = dir_ / "record" / "founding.new";
  const auto clear = [&] {
    for (const char* tail : {"", "-wal", "-shm", "-journal"}) fs::remove(beside.string() + tail, error);
  };
  clear();
  base::Result<void> done;
  try {
    auto store = store::open_sqlite(beside);
    done = store ? Book::found(**store, founding, note) : tl::unexpected(store.error());
  } catch (const store::ReadFault& fault) {
    done = base::refuse(Code::local_stopped, fault.what());
  }
  // Closing takes the WAL in. Where the disk did not let it, the record is not in the file that gets the
  // name.
  if (done && fs::exists(beside.string() + "-wal", error))
    done = base::refuse(Code::local_stopped, beside.string() + ": the new record could not be closed");
  if (done) {
    fs::rename(beside, path, error);
    if (error) done = base::refuse(Code::local_stopped, path.string() + ": " + error.message());
  }
  if (done) done = sync_folder(dir_ / "record");
  if (!done) {
    clear();
    return tl::unexpected(done.error());
  }
  return statement->id();
}

base::Result<std::string> Folder::token() const {
  auto text = read_text(dir_ / "api.token");
  if (!text) return text;
  while (!text->empty() && text->back() == '\n') text->pop_back();
  if (text->size() < 32) return base::refuse(Code::local_damaged, "api.token is too short");
  return text;
}

}  // namespace palitan::node
