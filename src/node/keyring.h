// Unlocked keys in memory. Any thread.
#pragma once
#include <map>
#include <memory>
#include <shared_mutex>

#include "net/identity.h"
#include "node/folder.h"

namespace palitan::node {

/// Never null. Kept out of swap where the system allows it; wiped when the last holder lets go.
using KeyPtr = std::shared_ptr<const crypto::KeyPair>;
KeyPtr guarded(crypto::KeyPair key);

class Keyring {
 public:
  /// Opens accord key (a field node has none), node key and every seat that the passphrase fits; other seats
  /// stay locked.
  /// Refusals: local_passphrase (accord or node key), local_not_found, local_damaged.
  static base::Result<std::shared_ptr<Keyring>> unlock(const Folder& folder, std::string_view passphrase);

  /// Open until lock_seat() or the end. Refusals: local_no_seat (no key file), local_passphrase,
  /// local_damaged.
  base::Result<void> unlock_seat(const base::KeyId& seat, std::string_view passphrase);
  /// Undoes unlock_seat(); it stays open while somebody holds it.
  void lock_seat(const base::KeyId& seat);
  /// Open for one more holder, until each has let go; the passphrase is tried where the seat is open already
  /// too. Refusals: those of unlock_seat().
  base::Result<void> hold_seat(const base::KeyId& seat, std::string_view passphrase);
  /// One holder less; the last one locks it, unless unlock_seat() opened it too.
  void release_seat(const base::KeyId& seat);
  /// A key that has no file (tests, demonstrations).
  void add_seat(crypto::KeyPair key);

  /// Refusals: local_seat_locked (its file is here), local_no_seat.
  base::Result<KeyPtr> seat(const base::KeyId& seat) const;
  struct SeatState {
    base::KeyId seat;
    bool unlocked = false;
  };
  std::vector<SeatState> seats() const;  ///< ascending

  /// Null on a field node.
  const crypto::KeyPair* accord() const { return accord_.get(); }
  const crypto::KeyPair& node() const { return *node_; }
  base::PublicKey node_key() const { return node_->public_key; }
  /// The certificate that peers pin.
  base::Result<net::TlsIdentity> identity() const;

 private:
  Keyring(Folder folder, KeyPtr accord, KeyPtr node)
      : folder_(std::move(folder)), accord_(std::move(accord)), node_(std::move(node)) {}
  Folder folder_;
  struct Open {
    KeyPtr key;
    bool kept = false;        ///< until lock_seat()
    std::size_t holders = 0;  ///< of hold_seat()
  };
  base::Result<KeyPtr> read_seat(const base::KeyId& seat, std::string_view passphrase) const;

  KeyPtr accord_;
  KeyPtr node_;
  mutable std::shared_mutex mutex_;
  std::map<base::KeyId, Open> seats_;
};

}  // namespace palitan::node
