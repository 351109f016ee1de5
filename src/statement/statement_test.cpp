// The vocabulary: every body of every kind, what an act cites, what further roots sign.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <random>
#include <set>

#include "statement/envelope.h"
#include "statement/test_kit.h"

namespace palitan::statement {
namespace {
using base::Bytes;
using base::Code;
using base::Id;

// ---- the vocabulary
// -------------------------------------------------------------------------------------------------

/// Fills every field of any described type from a seed.
class Filler {
 public:
  explicit Filler(std::uint64_t seed) : random_(seed) {}
  template <class T>
  void field(unsigned key, std::string_view name, T& value) {
    EXPECT_GT(static_cast<int>(key), last_) << name;
    last_ = static_cast<int>(key);
    const auto outer = last_;
    item(value);
    last_ = outer;
  }
  template <class T>
  void item(T& value) {
    if constexpr (std::is_same_v<T, bool>)
      value = coin();
    else if constexpr (std::is_enum_v<T>)
      value = static_cast<T>(rows_of(T{})[random_() % rows_of(T{}).size()].number);
    else if constexpr (std::integral<T>)
      value = static_cast<T>(random_() >> (random_() % 64));
    else if constexpr (codec::detail::is_fixed<T>)
      std::generate(value.raw.begin(), value.raw.end(),
                    [this] { return static_cast<std::uint8_t>(random_()); });
    else if constexpr (std::is_same_v<T, Bytes>)
      value.assign(random_() % 9, 0x5a);
    else if constexpr (std::is_same_v<T, std::string>)
      value.assign(random_() % 9, 'x');
    else if constexpr (std::is_same_v<T, base::Date>)
      value.days = static_cast<std::int32_t>(random_() % 40'000);
    else if constexpr (codec::detail::is_optional<T>) {
      if (coin()) item(value.emplace());
    } else if constexpr (codec::detail::is_vector<T>) {
      for (auto n = random_() % 4; n > 0; --n) item(value.emplace_back());
    } else {
      last_ = -1;
      describe(*this, value);
    }
  }
  bool coin() { return random_() % 2 == 0; }
  std::mt19937_64& random() { return random_; }

 private:
  std::mt19937_64 random_;
  int last_ = -1;
};

TEST(Vocabulary, EveryBodyReadsBackEqual) {
  int kinds = 0, accepted = 0, refused = 0;
  for (const auto& row : rows_of(Kind{})) {
    ++kinds;
    with_body(static_cast<Kind>(row.number), [&](auto fresh) {
      using Body = decltype(fresh);
      EXPECT_EQ(kKindOf<Body>, static_cast<Kind>(row.number));
      Filler filler(row.number);
      for (int i = 0; i < 200; ++i) {
        Body body{};
        filler.item(body);
        auto bytes = codec::encode(body);
        const auto back = codec::decode<Body>(bytes);
        ASSERT_TRUE(back) << row.name << ": " << base::sentence(back.error());
        ASSERT_EQ(codec::encode(*back), bytes) << row.name;
        ASSERT_TRUE(codec::check_canonical(bytes, true));
        bytes[filler.random()() % bytes.size()] = static_cast<std::uint8_t>(filler.random()());
        if (const auto changed = codec::decode<Body>(bytes)) {
          ++accepted;
          ASSERT_EQ(codec::encode(*changed), bytes) << row.name;
        } else {
          ++refused;
        }
      }
    });
  }
  std::printf("vocabulary: %d kinds; damaged bodies: %d read and written back, %d refused\n", kinds, accepted,
              refused);
}

TEST(Vocabulary, EveryKindHasOneNameAndOneNumber) {
  std::set<std::string_view> names;
  int last = 0;
  for (const auto& row : rows_of(Kind{})) {
    EXPECT_TRUE(names.insert(row.name).second);
    EXPECT_GT(row.number, last);
    last = row.number;
    Kind kind{};
    EXPECT_TRUE(from_name(row.name, kind));
    EXPECT_EQ(static_cast<int>(kind), row.number);
    EXPECT_EQ(name(kind), row.name);
  }
  Kind kind{};
  EXPECT_FALSE(from_name("unknown", kind));
  EXPECT_FALSE(is_valid(static_cast<Kind>(9999)));
  EXPECT_EQ(nature(Kind::issue), Nature::fact);
  EXPECT_EQ(nature(Kind::accept), Nature::will);
  EXPECT_EQ(nature(Kind::found), Nature::root);
}

TEST(Vocabulary, ABodyThatCannotBeReadIsRefusedNotBad) {
  const auto key = key_of(1);
  const auto body = base::from_hex("a10100").value();
  const auto made = sign(request_content(body), key);
  const auto request = read_body<Request>(made->content());
  ASSERT_FALSE(request);
  EXPECT_EQ(request.error().code, Code::refused_unreadable);
  EXPECT_EQ(causes(*made), (std::vector<Id>{id_of(2), id_of(3), id_of(4)}));
}

TEST(Causes, AreWhatTheActNamesEachOnceInOrder) {
  const auto key = key_of(1);
  const auto body = fuel_request();
  auto content = request_content(body);
  content.after = {id_of(0x03), id_of(0x12)};
  EXPECT_EQ(causes(*sign(content, key)),
            (std::vector<Id>{id_of(0x02), id_of(0x03), id_of(0x11), id_of(0x12)}));
  Receive receive;
  receive.issue = id_of(0x21);
  receive.corrects = id_of(0x20);
  const auto receive_body = codec::encode(receive);
  content = request_content(receive_body);
  content.kind = static_cast<std::uint16_t>(Kind::receive);
  content.case_id = id_of(0x30);
  content.after = {};
  EXPECT_EQ(causes(*sign(content, key)),
            (std::vector<Id>{id_of(0x02), id_of(0x20), id_of(0x21), id_of(0x30)}));
  NameStanding standing;  // a checkpoint's hash is no act
  standing.checkpoint.raw.fill(0x77);
  const auto standing_body = codec::encode(standing);
  content.kind = static_cast<std::uint16_t>(Kind::name_standing);
  content.case_id.reset();
  content.body.bytes = standing_body;
  EXPECT_EQ(causes(*sign(content, key)), (std::vector<Id>{id_of(0x02)}));
  const Bytes none = {0xa0};
  content.kind = 9999;
  content.body.bytes = none;
  EXPECT_EQ(causes(*sign(content, key)), (std::vector<Id>{id_of(0x02)}));
}

TEST(RootAct, TheEndorsedMessageCoversEverythingButTheEndorsements) {
  const auto key = key_of(1);
  RaiseRules rules;
  rules.version = 2;
  rules.from_height = 10;
  const auto bare = codec::encode(rules);
  auto content = request_content(bare);
  content.kind = static_cast<std::uint16_t>(Kind::raise_rules);
  content.seat = crypto::key_id(key.public_key);
  const auto message = root_act_message(content, rules);
  EXPECT_EQ(message.size(), 19u + 32u);
  EXPECT_TRUE(base::text_of(message).starts_with("palitan/root-act/1\n"));
  rules.endorsements.resize(2);
  EXPECT_EQ(root_act_message(content, rules), message);
  EXPECT_EQ(root_act_message_of(content, bare), message);
  auto other = content;
  other.sequence = 8;
  EXPECT_NE(root_act_message(other, rules), message);
  other = content;
  other.partnership = id_of(0x09);
  EXPECT_NE(root_act_message(other, rules), message);
  rules.version = 3;
  EXPECT_NE(root_act_message(content, rules), message);
}

}  // namespace
}  // namespace palitan::statement
