// Parcels: what was said is understood, as far as it arrives, in few bytes, and never more than was said.
#include "sync/parcel.h"

#include <gtest/gtest.h>

#include <random>

#include "crypto/hash.h"
#include "statement/envelope.h"
#include "sync/squeeze.h"

namespace palitan::sync {
namespace {
using base::Code;

crypto::KeyPair key_named(std::string_view name) {
  return crypto::key_pair_from_seed(crypto::sha256(base::view_of(name)).raw);
}

statement::SignedStatement act_of(const crypto::KeyPair& key, const base::Id& partnership,
                                  std::uint64_t sequence, const base::Id& previous,
                                  const std::vector<base::Id>& after = {}) {
  static const auto kBody = codec::encode(statement::Close{});
  statement::Content content;
  content.partnership = partnership;
  content.case_id = partnership;
  content.kind = static_cast<std::uint16_t>(statement::Kind::close);
  content.sequence = sequence;
  content.previous = previous;
  content.after = after;
  std::sort(content.after.begin(), content.after.end());
  content.made_at = {1'790'000'000'000 + static_cast<std::int64_t>(sequence) * 61'000};
  content.effective_at = {content.made_at.ms - (sequence % 3 == 0 ? 3'600'000 : 0)};
  content.body.bytes = kBody;
  return statement::sign(content, key);
}

/// Three seats that take turns, and the log in which the first half of their acts stands.
struct Made {
  base::Id partnership;
  std::vector<statement::SignedStatement> acts;
  std::vector<std::pair<base::KeyId, std::uint64_t>> seats;  ///< by key id, with the last agreed number
  std::size_t agreed = 0;

  explicit Made(std::size_t count, std::size_t agreed_acts) : agreed(agreed_acts) {
    partnership.raw.fill(0x5a);
    std::vector<crypto::KeyPair> keys;
    for (const auto* name : {"a", "b", "c"}) keys.push_back(key_named(name));
    std::vector<base::Id> heads(3, partnership);
    std::vector<std::uint64_t> numbers(3, 0);
    for (std::size_t i = 0; i < count; ++i) {
      const auto s = i % 3;
      std::vector<base::Id> after;
      if (i > 4) after = {acts[i - 2]->id(), acts[i - 4]->id()};
      acts.push_back(act_of(keys[s], partnership, ++numbers[s], heads[s], after));
      heads[s] = acts.back()->id();
    }
    std::map<base::KeyId, std::uint64_t> tops;
    for (const auto& key : keys) tops[crypto::key_id(key.public_key)] = 0;
    for (std::size_t i = 0; i < agreed; ++i) tops[acts[i]->content().seat] = acts[i]->content().sequence;
    seats.assign(tops.begin(), tops.end());
  }
  CommonGround ground(std::size_t base) const {
    CommonGround out;
    out.partnership = partnership;
    out.base = base;
    out.place_of = [this](const base::Id& id) -> std::optional<std::uint64_t> {
      for (std::size_t i = 0; i < agreed; ++i)
        if (acts[i]->id() == id) return i;
      return std::nullopt;
    };
    out.id_at = [this](std::uint64_t place) -> std::optional<base::Id> {
      return place < agreed ? std::optional(acts[static_cast<std::size_t>(place)]->id()) : std::nullopt;
    };
    out.seat_place = [this](const base::KeyId& seat) -> std::optional<SeatPlace> {
      for (std::size_t i = 0; i < seats.size(); ++i)
        if (seats[i].first == seat) return SeatPlace{i, seats[i].second};
      return std::nullopt;
    };
    out.seat_at = [this](std::uint64_t n) -> std::optional<std::pair<base::KeyId, std::uint64_t>> {
      return n < seats.size() ? std::optional(seats[static_cast<std::size_t>(n)]) : std::nullopt;
    };
    return out;
  }
  Exchange message(std::size_t from, std::size_t to) const {
    Exchange out;
    out.partnership = partnership;
    out.from = "jpn";
    out.height = 7;
    for (auto i = from; i < to; ++i) out.statements.push_back(acts[i]->bytes());
    return out;
  }
  std::vector<Loose> loose() const {
    std::vector<Loose> out;
    for (auto i = agreed; i < acts.size(); ++i) {
      const auto& c = acts[i]->content();
      out.push_back({acts[i]->id(), c.seat, c.sequence, *c.previous});
    }
    return out;
  }
  base::Result<Received> read(base::ByteView bytes) const {
    return read_parcel(bytes, [this](const ParcelHead&) { return ground(agreed); });
  }
};

TEST(Parcel, BringsWhatWasPutIn) {
  const Made made(60, 30);
  auto message = made.message(25, 60);
  message.holdings = holdings_of(made.loose(), {});
  message.wants = {made.acts[3]->id()};
  message.finals.push_back({{}, "a note\n", {}, 10});
  message.finals.push_back({{{made.seats[0].first, 4, made.acts[9]->id()}}, "another\n", {}, 0});
  message.proposal =
      AccordPaper{{{made.seats[1].first, 9, made.acts[40]->id()}}, "proposed\n", base::Bytes{1, 2}};
  message.cosignatures = {"one\n", "two\n"};
  message.declines = {"no\n"};
  message.asks_handover = true;
  const auto bytes = write_parcel(message, made.ground(made.agreed));
  const auto back = made.read(bytes);
  ASSERT_TRUE(back) << sentence(back.error());
  EXPECT_FALSE(back->fault) << sentence(*back->fault);
  const auto& x = back->message;
  EXPECT_EQ(x.statements, message.statements);
  EXPECT_EQ(x.holdings, message.holdings);
  EXPECT_EQ(x.wants, message.wants);
  ASSERT_EQ(x.finals.size(), 2u);
  // The tips of a batch that stands before its accord follow from it.
  std::vector<Loose> batch;
  for (std::size_t i = 25; i < 35; ++i) {
    const auto& c = made.acts[i]->content();
    batch.push_back({made.acts[i]->id(), c.seat, c.sequence, *c.previous});
  }
  EXPECT_EQ(x.finals[0].tips, tips_of(batch));
  EXPECT_EQ(x.finals[1].tips, message.finals[1].tips);
  EXPECT_EQ(x.proposal->tips, message.proposal->tips);
  EXPECT_EQ(x.proposal->marks, message.proposal->marks);
  EXPECT_EQ(x.cosignatures, message.cosignatures);
  EXPECT_EQ(x.declines, message.declines);
  EXPECT_TRUE(x.asks_handover);
  EXPECT_FALSE(x.hands_over);
  EXPECT_EQ(write_parcel(message, made.ground(made.agreed)), bytes) << "one message, one parcel";
}

TEST(Parcel, CutOffAnywhereBringsWhatStoodBefore) {
  const Made made(400, 30);
  const auto message = made.message(30, 400);
  const auto bytes = write_parcel(message, made.ground(made.agreed));
  std::size_t last = 0;
  for (std::size_t cut = 0; cut < bytes.size(); cut += 1 + cut % 7) {
    const auto back = made.read(base::ByteView(bytes).first(cut));
    if (!back) {
      EXPECT_EQ(back.error().code, Code::bad_bundle);
      continue;
    }
    ASSERT_TRUE(back->fault) << cut;
    const auto& got = back->message.statements;
    ASSERT_LT(got.size(), message.statements.size() + 1);
    EXPECT_TRUE(std::equal(got.begin(), got.end(), message.statements.begin())) << cut;
    EXPECT_GE(got.size(), last) << "more bytes bring no less";
    last = got.size();
  }
  EXPECT_GT(last, 200u) << "what was flushed before the cut is there";
}

TEST(Parcel, DamagedAnywhereIsRefusedFromThereOnOrBringsOtherWordsThatNoSignatureFits) {
  const Made made(40, 20);
  const auto message = made.message(20, 40);
  const auto good = write_parcel(message, made.ground(made.agreed));
  const std::set<base::Bytes> sent(message.statements.begin(), message.statements.end());
  for (std::size_t i = 0; i < good.size(); ++i)
    for (const auto mask : {std::uint8_t{0x01}, std::uint8_t{0x80}}) {
      auto touched = good;
      touched[i] = static_cast<std::uint8_t>(touched[i] ^ mask);
      const auto back = made.read(touched);
      if (!back) continue;
      for (const auto& bytes : back->message.statements) {
        if (sent.contains(bytes)) continue;
        const auto act = statement::decode_statement(bytes);
        ASSERT_TRUE(act) << "what comes out has the form of a statement";
        for (const auto* name : {"a", "b", "c"})
          EXPECT_FALSE(statement::open(*statement::decode_statement(bytes), key_named(name).public_key));
      }
    }
}

TEST(Parcel, NamingWhatIsNotHereEndsThereAndSaysSo) {
  const Made made(40, 30);
  const auto bytes = write_parcel(made.message(30, 40), made.ground(30));
  // The receiver has only twenty of the thirty that the sender took for granted.
  auto ground = made.ground(30);
  ground.id_at = [&](std::uint64_t place) -> std::optional<base::Id> {
    return place < 20 ? std::optional(made.acts[static_cast<std::size_t>(place)]->id()) : std::nullopt;
  };
  const auto back = read_parcel(bytes, [&](const ParcelHead&) { return ground; });
  ASSERT_TRUE(back);
  ASSERT_TRUE(back->fault);
  EXPECT_EQ(back->fault->code, Code::later_cited);
  EXPECT_EQ(back->message.height, 7u) << "where the sender stands is known all the same";
}

TEST(Parcel, OfAnotherKindOrVersionIsNotRead) {
  const Made made(3, 0);
  const auto good = write_parcel(made.message(0, 3), made.ground(0));
  EXPECT_EQ(read_head({}).error().code, Code::bad_bundle);
  auto newer = good;
  newer[14] = 9;
  EXPECT_EQ(read_head(newer).error().code, Code::bad_version);
  auto otherwise = good;
  otherwise[15] = 7;
  EXPECT_EQ(read_head(otherwise).error().code, Code::bad_version);
  auto longer = good;
  longer.push_back(0);
  ASSERT_TRUE(made.read(longer));
  EXPECT_TRUE(made.read(longer)->fault);
}

/// A plain parcel of these items.
base::Bytes plain(const std::vector<base::Bytes>& items) {
  base::Bytes out = {0x89, 'p', 'a', 'l', 'i', 't', 'a', 'n', ' ', 's', 'y', 'n', 'c', '\n', 2, 0};
  for (const auto& item : items) {
    codec::Encoder encoder;
    encoder.byte_string(item);
    base::append(out, encoder.bytes());
  }
  return out;
}
base::Bytes head_item(const base::Id& partnership) {
  ParcelHead head;
  head.partnership = partnership;
  head.from = "jpn";
  auto out = codec::encode(head);
  out.insert(out.begin(), 0);
  return out;
}

TEST(Parcel, ThatReferencesNothingOrItselfIsRefused) {
  const Made made(3, 0);
  const auto head = head_item(made.partnership);
  for (const auto& item :
       std::vector<std::vector<int>>{{0x82, 0xa1, 0x05, 0xc4, 0x00},        // a seat before any
                                     {0x82, 0xa1, 0x07, 0xe1},              // its own last
                                     {0x82, 0xa1, 0x03, 0xc0, 0x05},        // six before
                                     {0x82, 0xa1, 0x03, 0xc1, 0x05},        // beyond the base
                                     {0x82, 0xa1, 0x09, 0xc2, 0x00},        // since nothing
                                     {0x82, 0xa1, 0x03, 0xc9, 0x00},        // an unknown tag
                                     {0x82, 0xa1, 0x03, 0xf6},              // null
                                     {0x82, 0xa1, 0x03, 0xc0, 0xc0, 0x00},  // a tag of a tag
                                     {0x82, 0xbf},
                                     {0x82},
                                     {0x80},
                                     {}}) {
    base::Bytes bytes = {1};
    for (const auto byte : item) bytes.push_back(static_cast<std::uint8_t>(byte));
    const auto back = made.read(plain({head, bytes}));
    ASSERT_TRUE(back);
    EXPECT_TRUE(back->fault);
    EXPECT_TRUE(back->message.statements.empty());
  }
  EXPECT_TRUE(made.read(plain({head, {9, 1}}))->fault) << "an item of unknown kind";
  EXPECT_TRUE(made.read(plain({head, head}))->fault) << "two heads";
  EXPECT_FALSE(made.read(plain({{1, 0x80}, head}))) << "a head that is not first";
}

TEST(Parcel, CannotGrowBeyondWhatAParcelMayHold) {
  // Items of zeros: 4 MiB each, packed to next to nothing. They are refused long before they fill a memory.
  const Made made(1, 0);
  Squeeze squeeze;
  const auto add = [&](const base::Bytes& item) {
    codec::Encoder encoder;
    encoder.byte_string(item);
    squeeze.add(encoder.bytes());
  };
  add(head_item(made.partnership));
  base::Bytes big(4u << 20, 0);
  big[0] = 4;
  for (int i = 0; i < 20; ++i) add(big);
  const auto bytes = squeeze.finish();
  EXPECT_LT(bytes.size(), 64u << 10);
  const auto back = made.read(bytes);
  ASSERT_TRUE(back);
  ASSERT_TRUE(back->fault);
  EXPECT_LE(back->message.cosignatures.size(), 16u);
}

TEST(Parcel, OfManyActsTakesFewBytesForEach) {
  const Made made(1200, 200);
  const auto bulk = write_parcel(made.message(200, 1200), made.ground(200));
  EXPECT_LT(bulk.size(), 1000 * 100u) << "64 of each are its signature";
  auto one = made.message(200, 201);
  EXPECT_LT(write_parcel(one, made.ground(200)).size(), 350u);
  Exchange idle;
  idle.partnership = made.partnership;
  idle.from = "jpn";
  idle.height = 123'456;
  idle.holdings = Holdings{};
  EXPECT_LT(write_parcel(idle, made.ground(200)).size(), 150u);
}

}  // namespace
}  // namespace palitan::sync
