// A party's word for its field nodes: its bytes, and that nobody else can give it. The vector is
// spec/vectors/delegation.json, which other code made.
#include "sync/delegation.h"

#include <gtest/gtest.h>

namespace palitan::sync {
namespace {
using base::Code;

constexpr const char* kBytes =
    "a7015820abababababababababababababababababababababababababababababababab026370686c037342525020476162"
    "7269656c612053696c616e6704582029acbae141bccaf0b22e1a94d34d0bc7361e526d0bfe12c89794bc9322966dd7051b00"
    "00019f1af9b400061b000001adca5c0c0007584045709d20ff465fd0aa899d144b6adf01d5d54bb5a813a6f8cc89a4a997e9"
    "200e5e2a090d4d103e6b904fcc0067886284dfea45b849fc3c2c8e02d266a48c9900";

crypto::KeyPair counted_key(std::uint8_t first) {
  std::array<std::uint8_t, 32> seed{};
  for (std::size_t i = 0; i < seed.size(); ++i) seed[i] = static_cast<std::uint8_t>(first + i);
  return crypto::key_pair_from_seed(seed);
}

Delegation of_gabriela() {
  Delegation out;
  out.partnership.raw.fill(0xab);
  out.party = "phl";
  out.node = "BRP Gabriela Silang";
  out.tls_key = counted_key(32).public_key;
  out.from = {1'782'864'000'000};
  out.until = {1'845'936'000'000};
  return out;
}

TEST(Delegation, HasTheBytesOfItsPage) {
  EXPECT_EQ(base::to_hex(write_delegation(of_gabriela(), counted_key(0))), kBytes);
  const auto read = read_delegation(*base::from_hex(kBytes));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->name(), "phl/BRP Gabriela Silang");
  EXPECT_TRUE(check_delegation(*read, counted_key(0).public_key));
}

TEST(Delegation, IsNobodysButTheAccordKeys) {
  auto read = read_delegation(*base::from_hex(kBytes));
  ASSERT_TRUE(read);
  EXPECT_EQ(check_delegation(*read, counted_key(1).public_key).error().code, Code::bad_signature);
  read->node = "BRP Gabriela Silan9";
  EXPECT_EQ(check_delegation(*read, counted_key(0).public_key).error().code, Code::bad_signature);
  read->signature.reset();
  EXPECT_EQ(check_delegation(*read, counted_key(0).public_key).error().code, Code::bad_signature);
}

TEST(Delegation, HoldsFromItsFirstInstantToBeforeItsLast) {
  const auto one = of_gabriela();
  EXPECT_FALSE(one.holds_at({one.from.ms - 1}));
  EXPECT_TRUE(one.holds_at(one.from));
  EXPECT_TRUE(one.holds_at({one.until.ms - 1}));
  EXPECT_FALSE(one.holds_at(one.until));
}

TEST(Delegation, TakesNoOtherForm) {
  auto bytes = *base::from_hex(kBytes);
  for (std::size_t length = 0; length < bytes.size(); ++length)
    EXPECT_FALSE(read_delegation({bytes.data(), length})) << length;
  EXPECT_EQ(read_delegation(base::Bytes(kDelegationMax + 1)).error().code, Code::bad_too_large);
  auto other = of_gabriela();
  other.party = "Phl";
  EXPECT_EQ(read_delegation(write_delegation(other, counted_key(0))).error().code, Code::bad_value);
}

TEST(FieldName, IsWhatPeopleCallAShip) {
  for (const auto* good : {"ship", "JS かが", "BRP Gabriela Silang"})
    EXPECT_TRUE(is_field_name(good)) << good;
  for (const auto* bad : {"", " ship", "ship ", "a/b", "a\nb", "\xff"})
    EXPECT_FALSE(is_field_name(bad)) << bad;
  EXPECT_TRUE(is_field_name(std::string(64, 'a')));
  EXPECT_FALSE(is_field_name(std::string(65, 'a')));
  EXPECT_EQ(node_name("phl", ""), "phl");
  EXPECT_EQ(party_of("phl/ship"), "phl");
  EXPECT_EQ(field_of("phl/ship"), "ship");
  EXPECT_EQ(field_of("phl"), "");
}

}  // namespace
}  // namespace palitan::sync
