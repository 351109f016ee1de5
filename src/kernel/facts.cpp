#include "kernel/facts.h"

#include <algorithm>

#include "crypto/hash.h"

namespace palitan::kernel {
namespace {
template <std::size_t N, class Tag>
FactKey key_of(FactKind kind, const base::Fixed<N, Tag>& id) {
  FactKey out{kind, {}};
  std::copy(id.raw.begin(), id.raw.end(), out.id.begin());
  return out;
}

template <class T>
base::Result<FactPtr> decode_as(base::ByteView bytes) {
  auto value = codec::decode<T>(bytes);
  if (!value) return base::refuse(base::Code::local_damaged, value.error().detail);
  return std::make_shared<const Fact>(std::move(*value));
}
}  // namespace

base::Bytes FactKey::bytes() const {
  base::Bytes out{static_cast<std::uint8_t>(kind)};
  base::append(out, id);
  return out;
}

std::optional<FactKey> FactKey::from(base::ByteView bytes) {
  if (bytes.size() != 33 || !is_valid(static_cast<FactKind>(bytes[0]))) return std::nullopt;
  FactKey out{static_cast<FactKind>(bytes[0]), {}};
  std::copy(bytes.begin() + 1, bytes.end(), out.id.begin());
  return out;
}

FactKey partnership_key() { return {FactKind::partnership, {}}; }
FactKey seat_key(const base::KeyId& seat) { return key_of(FactKind::seat, seat); }
FactKey statement_key(const base::Id& id) { return key_of(FactKind::statement, id); }
FactKey case_key(const base::Id& id) { return key_of(FactKind::case_file, id); }

// Layout: account kind, holder (3), other (3), commodity padded with zeros (24), one byte unused.
FactKey balance_key(const ledger::Account& account, std::string_view commodity) {
  PALITAN_CHECK(account.holder.size() == 3 && account.other.size() == 3 &&
                commodity.size() <= ledger::kCommodityMax);
  FactKey out{FactKind::balance, {}};
  auto at = out.id.begin();
  *at++ = static_cast<std::uint8_t>(account.kind);
  at = std::copy(account.holder.begin(), account.holder.end(), at);
  at = std::copy(account.other.begin(), account.other.end(), at);
  std::copy(commodity.begin(), commodity.end(), at);
  return out;
}

FactKey ceiling_key(const base::Id& instrument, std::string_view name, std::int32_t begins) {
  base::Bytes named(instrument.raw.begin(), instrument.raw.end());
  base::append(named, base::view_of(name));
  base::append(named, base::view_of(std::to_string(begins)));
  return key_of(FactKind::ceiling, crypto::sha256(named));
}

FactKey mark_key(std::string_view what, std::string_view name) {
  base::Bytes named(base::view_of(what).begin(), base::view_of(what).end());
  named.push_back(0);
  base::append(named, base::view_of(name));
  return key_of(FactKind::mark, crypto::sha256(named));
}

FactKey pair_key(std::string_view one, std::string_view other) {
  PALITAN_CHECK(one.size() == 3 && other.size() == 3);
  FactKey out{FactKind::pair, {}};
  const auto [first, second] = std::minmax(one, other);
  std::copy(second.begin(), second.end(), std::copy(first.begin(), first.end(), out.id.begin()));
  return out;
}

std::pair<ledger::Account, ledger::Commodity> balance_of(const FactKey& key) {
  const std::string_view text = base::text_of(key.id);
  std::string_view commodity = text.substr(7);
  commodity = commodity.substr(0, commodity.find('\0'));
  return {{static_cast<ledger::AccountKind>(key.id[0]), std::string(text.substr(1, 3)),
           std::string(text.substr(4, 3))},
          std::string(commodity)};
}

const PartyFact* PartnershipFact::party(std::string_view code) const {
  for (const auto& p : parties)
    if (p.code == code) return &p;
  return nullptr;
}
PartyFact* PartnershipFact::party(std::string_view code) {
  return const_cast<PartyFact*>(std::as_const(*this).party(code));
}

std::size_t PartnershipFact::index_of(std::string_view code) const {
  for (std::size_t i = 0; i < parties.size(); ++i)
    if (parties[i].code == code) return i;
  PALITAN_CHECK(false);
}

std::uint64_t PartnershipFact::rules_at(std::uint64_t height) const {
  return next_rules_height && height >= *next_rules_height ? *next_rules_version : rules_version;
}

bool SeatFact::has(statement::Role role) const {
  return std::find(roles.begin(), roles.end(), role) != roles.end();
}

base::Bytes encode_fact(const Fact& fact) {
  return std::visit(
      [](const auto& value) -> base::Bytes {
        if constexpr (std::is_same_v<std::decay_t<decltype(value)>, std::monostate>)
          return {};
        else if constexpr (requires { value.has_value(); })
          return codec::encode(*value);
        else
          return codec::encode(value);
      },
      fact);
}

base::Result<FactPtr> decode_fact(FactKind kind, base::ByteView bytes) {
  switch (kind) {
    case FactKind::partnership:
      return decode_as<PartnershipFact>(bytes);
    case FactKind::seat:
      return decode_as<SeatFact>(bytes);
    case FactKind::statement:
      return decode_as<StatementFact>(bytes);
    case FactKind::case_file:
      return decode_as<CaseFact>(bytes);
    case FactKind::balance:
      return decode_as<BalanceFact>(bytes);
    case FactKind::ceiling:
      return decode_as<CeilingFact>(bytes);
    case FactKind::mark:
      return decode_as<MarkFact>(bytes);
    case FactKind::pair:
      return decode_as<PairFact>(bytes);
  }
  return base::refuse(base::Code::local_damaged, "unknown kind of fact");
}

const FactPtr* Facts::at(const FactKey& key) const {
  for (const Facts* facts = this; facts != nullptr; facts = facts->below_) {
    const auto found = facts->layer_.find(key);
    if (found != facts->layer_.end()) return &found->second;
  }
  return nullptr;
}

FactPtr Facts::find(const FactKey& key) const {
  const auto* found = at(key);
  return found != nullptr ? *found : nullptr;
}

const Fact* Facts::look(const FactKey& key) const {
  const auto* found = at(key);
  return found != nullptr ? found->get() : nullptr;
}

}  // namespace palitan::kernel
