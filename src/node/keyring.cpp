#include "node/keyring.h"

#include <string.h>
#include <sys/mman.h>

#include <mutex>

namespace palitan::node {
namespace {

using base::Code;

// The certificate's dates are looked at by nobody (the key is pinned); fixed ones make it the same each time.
constexpr std::int64_t kNotBefore = 1'735'689'600;  // 2025-01-01
constexpr std::int64_t kNotAfter = 4'070'908'800;   // 2099-01-01

}  // namespace

KeyPtr guarded(crypto::KeyPair key) {
  auto* held = new crypto::KeyPair(std::move(key));
  ::mlock(held, sizeof *held);  // may be forbidden; the key is then only as safe as the swap
  return {held, [](const crypto::KeyPair* last) {
            std::destroy_at(last);  // wipes, while the page is still locked
            ::munlock(last, sizeof *last);
            ::operator delete(const_cast<crypto::KeyPair*>(last));
          }};
}

base::Result<std::shared_ptr<Keyring>> Keyring::unlock(const Folder& folder, std::string_view passphrase) {
  KeyPtr signs_accords;
  if (folder.file().node.empty()) {
    auto accord = folder.read_key(kAccordKey, passphrase);
    if (!accord) return tl::unexpected(accord.error());
    signs_accords = guarded(std::move(*accord));
  }
  auto node = folder.read_key(kNodeKey, passphrase);
  if (!node) return tl::unexpected(node.error());
  std::shared_ptr<Keyring> out(new Keyring(folder, std::move(signs_accords), guarded(std::move(*node))));
  for (const auto& seat : folder.seats()) {
    const auto done = out->unlock_seat(seat, passphrase);
    if (!done && done.error().code != Code::local_passphrase) return tl::unexpected(done.error());
  }
  return out;
}

base::Result<KeyPtr> Keyring::read_seat(const base::KeyId& seat, std::string_view passphrase) const {
  if (!folder_.has_key(seat_key_file(seat)))
    return base::refuse(Code::local_no_seat, base::to_hex(seat.view()));
  auto key = folder_.read_key(seat_key_file(seat), passphrase);
  if (!key) return tl::unexpected(key.error());
  if (crypto::key_id(key->public_key) != seat)
    return base::refuse(Code::local_damaged, seat_key_file(seat) + " holds another seat's key");
  return guarded(std::move(*key));
}

base::Result<void> Keyring::unlock_seat(const base::KeyId& seat, std::string_view passphrase) {
  auto key = read_seat(seat, passphrase);
  if (!key) return tl::unexpected(key.error());
  const std::unique_lock lock(mutex_);
  auto& open = seats_[seat];
  open.key = std::move(*key);
  open.kept = true;
  return {};
}

base::Result<void> Keyring::hold_seat(const base::KeyId& seat, std::string_view passphrase) {
  auto key = read_seat(seat, passphrase);
  if (!key) return tl::unexpected(key.error());
  const std::unique_lock lock(mutex_);
  auto& open = seats_[seat];
  open.key = std::move(*key);
  ++open.holders;
  return {};
}

void Keyring::release_seat(const base::KeyId& seat) {
  const std::unique_lock lock(mutex_);
  const auto found = seats_.find(seat);
  if (found == seats_.end()) return;
  auto& open = found->second;
  if (open.holders > 0) --open.holders;
  if (open.holders == 0 && !open.kept) seats_.erase(found);
}

void Keyring::add_seat(crypto::KeyPair key) {
  const auto id = crypto::key_id(key.public_key);
  auto held = guarded(std::move(key));
  const std::unique_lock lock(mutex_);
  auto& open = seats_[id];
  open.key = std::move(held);
  open.kept = true;
}

void Keyring::lock_seat(const base::KeyId& seat) {
  const std::unique_lock lock(mutex_);
  const auto found = seats_.find(seat);
  if (found == seats_.end()) return;
  found->second.kept = false;
  if (found->second.holders == 0) seats_.erase(found);
}

base::Result<KeyPtr> Keyring::seat(const base::KeyId& seat) const {
  {
    const std::shared_lock lock(mutex_);
    if (const auto found = seats_.find(seat); found != seats_.end()) return found->second.key;
  }
  const bool here = folder_.has_key(seat_key_file(seat));
  return base::refuse(here ? Code::local_seat_locked : Code::local_no_seat, base::to_hex(seat.view()));
}

std::vector<Keyring::SeatState> Keyring::seats() const {
  std::map<base::KeyId, bool> all;
  for (const auto& seat : folder_.seats()) all[seat] = false;
  {
    const std::shared_lock lock(mutex_);
    for (const auto& [seat, open] : seats_) all[seat] = true;
  }
  std::vector<SeatState> out;
  for (const auto& [seat, unlocked] : all) out.push_back({seat, unlocked});
  return out;
}

base::Result<net::TlsIdentity> Keyring::identity() const {
  std::array<std::uint8_t, 32> seed{};
  std::memcpy(seed.data(), node_->secret.data(), seed.size());
  auto identity = net::identity_from_seed(seed, "palitan " + folder_.file().party, kNotBefore, kNotAfter);
  ::explicit_bzero(seed.data(), seed.size());
  if (!identity) return base::refuse(Code::local_damaged, "node key: " + identity.error().what);
  return std::move(*identity);
}

}  // namespace palitan::node
