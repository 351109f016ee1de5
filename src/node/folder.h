// A node's folder: what lies where on disk.
//
//   node.json                    party, name, address, peers (NodeFile)
//   party.json                   what the founding ceremony needs to know of this party: public parts only
//   keys/roots/<n>.key           root keys (only on the machine that made them), n from 0
//   keys/accord.key, node.key    accord key, TLS key
//   keys/seats/<key id>.key      seats
//   keys/spent/                  accord keys that another took the place of
//   record/<partnership>.db      one SQLite file per partnership
//   delegations/                 which keys are field nodes' (node/delegations.h)
//   pages/                       certificate of the pages, where one was made (node/certificates.h)
//   attachments/                 papers and pictures that statements name (node/attachments.h)
//   api.token                    what a local client shows
//   last-backup                  when the last backup was written
//   lock                         held while a process serves or writes
//
// A *.key is a 32-byte seed wrapped under a passphrase (crypto/vault.h). Keys and token have mode 0600,
// folders 0700. Files are written whole beside their place, synced, then renamed. One thread at a time;
// refusals everywhere: local_not_found (no such file), local_damaged (cannot be read), local_disk_full,
// local_stopped (the disk failed).
#pragma once
#include <filesystem>
#include <memory>

#include "crypto/sign.h"
#include "crypto/vault.h"
#include "statement/statement.h"
#include "store/contract.h"
#include "store/folder_lock.h"
#include "sync/node_name.h"

namespace palitan::node {

/// Where a partner's node answers.
struct PeerAddress {
  statement::PartyCode party;
  std::string host;
  std::uint16_t port = 0;
  std::string node = {};  ///< a field node of that party; empty: the one that signs its accords

  sync::NodeName name() const { return sync::node_name(party, node); }
};

/// node.json.
struct NodeFile {
  statement::PartyCode party;
  std::string name;
  std::string node = {};              ///< a field node's name, which has no accord key; empty: headquarters
  std::string address = "127.0.0.1";  ///< to listen on, numeric
  std::uint16_t port = 0;             ///< 0: the system picks one at each start
  bool tls = true;                    ///< false: plain HTTP, on loopback only
  statement::Marking ceiling = statement::Marking::official;
  std::vector<PeerAddress> peers;
};

/// Names of keys inside a folder.
std::string root_key_file(std::size_t index);        ///< "roots/0"
std::string seat_key_file(const base::KeyId& seat);  ///< "seats/<hex>"
inline constexpr std::string_view kAccordKey = "accord";
inline constexpr std::string_view kNodeKey = "node";

class Folder {
 public:
  /// Makes the folder and its sub-folders, node.json and a fresh token. Refusal: local_draft where a
  /// node.json is there already or a party code is not one.
  static base::Result<Folder> create(const std::filesystem::path& dir, const NodeFile& file);
  /// Refusals: local_not_found, local_damaged.
  static base::Result<Folder> open(const std::filesystem::path& dir);

  const std::filesystem::path& dir() const { return dir_; }
  const NodeFile& file() const { return file_; }
  base::Result<void> save(const NodeFile& file);

  /// Held by whoever serves or writes. Refusal: local_folder_in_use.
  base::Result<store::FolderLock> lock() const { return store::FolderLock::take(dir_); }

  // ---- keys ----
  /// Writes keys/NAME.key. Refusal: local_draft where it is there already (keys are never overwritten).
  base::Result<void> write_key(std::string_view name, const crypto::KeyPair& key, std::string_view passphrase,
                               crypto::WrapParameters parameters = {}) const;
  /// Refusals: local_not_found, local_passphrase, local_damaged.
  base::Result<crypto::KeyPair> read_key(std::string_view name, std::string_view passphrase) const;
  bool has_key(std::string_view name) const;
  /// Writes it in the place of another, which is kept in keys/spent/ and never read again. Refusals: of
  /// files.
  base::Result<void> renew_key(std::string_view name, const crypto::KeyPair& key, std::string_view passphrase,
                               crypto::WrapParameters parameters = {}) const;
  /// Seats whose key lies here, ascending.
  std::vector<base::KeyId> seats() const;
  /// How many root keys lie here (0, 1, ... without a gap).
  std::size_t root_count() const;

  // ---- the party ----
  base::Result<void> write_party(const statement::Party& party) const;
  base::Result<statement::Party> read_party() const;

  // ---- records ----
  std::filesystem::path record_path(const base::Id& partnership) const;
  std::filesystem::path attachments_path() const { return dir_ / "attachments"; }
  /// Partnerships whose record lies here, ascending.
  std::vector<base::Id> records() const;
  /// REQUIRES with read_only: nothing serves the folder. Refusals: those of node::open_record().
  base::Result<std::unique_ptr<store::Store>> open_record(const base::Id& partnership, bool read_only) const;
  /// Starts a record with accord 0: `founding` and the note with every root's cosignature. Returns the
  /// partnership. Nothing is left behind on refusal. REQUIRES: the lock is held. Refusals: local_draft (it
  /// is there already), those of Book::found.
  base::Result<base::Id> found_record(const base::Bytes& founding, const std::string& note) const;

  /// The bearer token of local clients.
  base::Result<std::string> token() const;

 private:
  explicit Folder(std::filesystem::path dir) : dir_(std::move(dir)) {}
  std::filesystem::path dir_;
  NodeFile file_;
};

/// party.json as text and back. Refusal: local_draft naming the field.
std::string party_json(const statement::Party& party);
base::Result<statement::Party> parse_party_json(std::string_view text);

}  // namespace palitan::node
