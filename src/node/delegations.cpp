#include "node/delegations.h"

#include <algorithm>
#include <mutex>

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "crypto/hash.h"
#include "node/files.h"

namespace palitan::node {
namespace {
using base::Code;
constexpr std::ptrdiff_t kMostOfParty =
    100;  // in all its partnerships here: one party must not crowd out another
constexpr ::mode_t kPublic = 0644;
constexpr const char* kEnding = ".cbor";

/// One file a node, so that a newer word takes the place of an older one.
std::string file_name(const sync::Delegation& x) {
  const auto name = base::to_hex(x.partnership.view()) + "/" + x.name();
  return base::to_hex(crypto::sha256(base::view_of(name)).view()).substr(0, 32) + kEnding;
}
}  // namespace

Delegations::Delegations(const Folder& folder) : dir_(folder.dir() / "delegations") {
  std::error_code none;
  for (const auto& entry : std::filesystem::directory_iterator(dir_, none)) {
    if (entry.path().extension() != kEnding) continue;
    const auto bytes = read_whole(entry.path(), sync::kDelegationMax);
    auto one = bytes ? sync::read_delegation(*bytes) : tl::unexpected(bytes.error());
    if (!one) {
      spdlog::warn("{} is passed over: {}", entry.path().string(), base::sentence(one.error()));
      continue;
    }
    all_.insert_or_assign(std::pair{one->partnership, one->name()}, std::move(*one));
  }
}

bool Delegations::counts(const sync::Delegation& x, const kernel::PartnershipFact& among, base::Instant now) {
  const auto* party = among.party(x.party);
  return x.partnership == among.id && x.holds_at(now) && party != nullptr &&
         sync::check_delegation(x, party->accord_key).has_value();
}

base::Result<bool> Delegations::keep(base::ByteView bytes, const kernel::PartnershipFact& among,
                                     base::Instant now) {
  auto one = sync::read_delegation(bytes);
  if (!one) return tl::unexpected(one.error());
  const auto* party = among.party(one->party);
  if (one->partnership != among.id || party == nullptr)
    return base::refuse(Code::local_not_authorised, "the delegation is of another partnership");
  if (auto fits = sync::check_delegation(*one, party->accord_key); !fits) return tl::unexpected(fits.error());
  if (!one->holds_at(now))
    return base::refuse(Code::local_not_authorised,
                        fmt::format("the delegation of {} holds from {} until {}", one->name(),
                                    base::to_text(one->from), base::to_text(one->until)));
  const std::unique_lock lock(mutex_);
  const std::pair place{one->partnership, one->name()};
  const auto known = all_.find(place);
  if (known != all_.end() && codec::encode(known->second) == base::Bytes(bytes.begin(), bytes.end()))
    return false;
  // An older word shown again takes no newer one's place.
  if (known != all_.end() && known->second.from > one->from && counts(known->second, among, now))
    return false;
  const auto of_party =
      std::ranges::count_if(all_, [&](const auto& x) { return x.second.party == one->party; });
  if (known == all_.end() && of_party >= kMostOfParty)
    return base::refuse(Code::local_busy, "too many field nodes are known here");
  if (auto made = make_folder(dir_); !made) return tl::unexpected(made.error());
  if (auto kept = write_whole(dir_ / file_name(*one), bytes, kPublic); !kept)
    return tl::unexpected(kept.error());
  all_.insert_or_assign(place, std::move(*one));
  return true;
}

std::vector<sync::Delegation> Delegations::of(const kernel::PartnershipFact& among, base::Instant now) const {
  const std::shared_lock lock(mutex_);
  std::vector<sync::Delegation> out;
  for (const auto& [place, one] : all_)
    if (counts(one, among, now)) out.push_back(one);
  return out;
}

std::optional<sync::Delegation> Delegations::by_key(const kernel::PartnershipFact& among,
                                                    const base::PublicKey& tls_key, base::Instant now) const {
  const std::shared_lock lock(mutex_);
  for (const auto& [place, one] : all_)
    if (one.tls_key == tls_key && counts(one, among, now)) return one;
  return std::nullopt;
}

std::optional<sync::Delegation> Delegations::of_node(const kernel::PartnershipFact& among,
                                                     const sync::NodeName& name) const {
  const std::shared_lock lock(mutex_);
  const auto at = all_.find({among.id, name});
  if (at == all_.end() || !counts(at->second, among, at->second.from)) return std::nullopt;
  return at->second;
}

std::optional<sync::Delegation> Delegations::by_name(const kernel::PartnershipFact& among,
                                                     const sync::NodeName& name, base::Instant now) const {
  const std::shared_lock lock(mutex_);
  const auto at = all_.find({among.id, name});
  if (at == all_.end() || !counts(at->second, among, now)) return std::nullopt;
  return at->second;
}

}  // namespace palitan::node
