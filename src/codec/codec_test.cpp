// Deterministic CBOR: one item, one spelling. What is not that spelling is refused, never repaired.
#include "codec/decoder.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <random>

#include "base/enum.h"
#include "codec/utf8.h"

namespace palitan::codec {
namespace {
using base::Bytes;
using base::Code;

#define SAMPLE_COLOURS(X) X(1, red) X(2, green) X(300, blue)
PALITAN_ENUM(Colour, SAMPLE_COLOURS)

struct Inner {
  std::uint16_t number = 0;
  std::string note;
  bool operator==(const Inner&) const = default;
};
template <class A>
void describe(A& a, Inner& x) {
  a.field(1, "number", x.number);
  a.field(2, "note", x.note);
}

/// A field of every sort that the vocabulary uses, and keys on both sides of 24.
struct Sample {
  std::uint64_t big = 0;
  std::int64_t whole = 0;
  std::int32_t small = 0;
  std::string text;
  Bytes bytes;
  base::KeyId key;
  Colour colour = Colour::red;
  bool flag = false;
  std::optional<base::Date> day;
  std::optional<Inner> maybe;
  std::vector<Inner> list;
  std::vector<std::string> words;
  base::Instant when;
  bool operator==(const Sample&) const = default;
};
template <class A>
void describe(A& a, Sample& x) {
  a.field(1, "big", x.big);
  a.field(2, "whole", x.whole);
  a.field(3, "small", x.small);
  a.field(4, "text", x.text);
  a.field(5, "bytes", x.bytes);
  a.field(6, "key", x.key);
  a.field(7, "colour", x.colour);
  a.field(8, "flag", x.flag);
  a.field(9, "day", x.day);
  a.field(10, "maybe", x.maybe);
  a.field(11, "list", x.list);
  a.field(12, "words", x.words);
  a.field(30, "when", x.when);
}

Bytes hex(std::string_view text) { return base::from_hex(text).value(); }

Code code_of(std::string_view text, bool integer_keys = true) {
  const auto result = check_canonical(hex(text), integer_keys);
  return result ? Code::accepted : result.error().code;
}
template <class T>
Code code_as(std::string_view text) {
  const auto result = decode<T>(hex(text));
  return result ? Code::accepted : result.error().code;
}

// ---- the published examples
// -----------------------------------------------------------------------------------------

/// Why an example of RFC 8949 appendix A lies outside the subset, or empty.
std::string outside(const nlohmann::json& row) {
  const auto first = hex(row["hex"].get<std::string>())[0];
  if (first >> 5 == 6) return "tag";
  if (first >= 0xf9 && first <= 0xfb) return "float";
  if (first >> 5 == 7) return "simple value";
  return row["roundtrip"].get<bool>() ? "" : "indefinite length";
}

TEST(AppendixA, TheSubsetIsExactlyWhatItSays) {
  const char* folder = std::getenv("PALITAN_CONFORMANCE");
  std::ifstream in(std::filesystem::path(folder ? folder : PALITAN_SOURCE_DIR "/../shared/conformance") /
                   "cbor/appendix_a.json");
  if (!in) GTEST_SKIP() << "SKIPPED: conformance data not present";
  std::map<std::string, int> counts;
  for (const auto& row : nlohmann::json::parse(in)) {
    const auto why = outside(row);
    ++counts[why.empty() ? "accepted" : why];
    EXPECT_EQ(code_of(row["hex"].get<std::string>(), false), why.empty() ? Code::accepted : Code::bad_cbor)
        << row;
  }
  int all = 0;
  for (const auto& [what, count] : counts) {
    std::printf("appendix A: %2d %s\n", count, what.c_str());
    all += count;
  }
  EXPECT_EQ(all, 82);
  EXPECT_GT(counts["accepted"], 30);
}

// ---- canonical form
// -------------------------------------------------------------------------------------------------

TEST(Canonical, EveryLengthHasOneHead) {
  for (const auto* wrong : {"1817", "190018", "1900ff", "1a00000100", "1a0000ffff", "1b00000000ffffffff",
                            "3817", "390000", "5800", "7801 61", "9800", "b800", "590001 00"}) {
    std::string text(wrong);
    std::erase(text, ' ');
    EXPECT_EQ(code_of(text), Code::bad_not_canonical) << text;
  }
  for (const auto* right : {"17", "1818", "18ff", "190100", "19ffff", "1a00010000", "1affffffff",
                            "1b0000000100000000", "37", "3818", "40", "60", "80", "a0"})
    EXPECT_EQ(code_of(right), Code::accepted) << right;
}

TEST(Canonical, KeysAscendAndStandOnce) {
  EXPECT_EQ(code_of("a201000200"), Code::accepted);
  EXPECT_EQ(code_of("a21700181800"), Code::accepted);
  EXPECT_EQ(code_of("a202000100"), Code::bad_not_canonical);
  EXPECT_EQ(code_of("a201000100"), Code::bad_not_canonical);
  EXPECT_EQ(code_of("a220000100"), Code::bad_not_canonical);  // bytewise: -1 (0x20) stands after 1
  EXPECT_EQ(code_of("a201002000"), Code::accepted);
  EXPECT_EQ(code_of("a2616200616100", false), Code::bad_not_canonical);
  EXPECT_EQ(code_of("a261620062616100", false), Code::accepted);
  EXPECT_EQ(code_of("a1616100"), Code::bad_type);  // a text key where keys are integers
  EXPECT_EQ(code_of("a18000"), Code::bad_type);
  EXPECT_EQ(code_of("a101a1616100"), Code::bad_type);  // also further in
}

TEST(Canonical, WhatLiesOutsideTheSubsetIsNotCborToUs) {
  for (const auto* wrong : {"",
                            "f4",
                            "f5",
                            "f6",
                            "f7",
                            "e0",
                            "f820",
                            "f90000",
                            "fa00000000",
                            "fb0000000000000000",
                            "c000",
                            "d81800",
                            "5f4100ff",
                            "7f6161ff",
                            "9fff",
                            "bfff",
                            "ff",
                            "1c",
                            "1d",
                            "1e",
                            "1f",
                            "3f",
                            "18",
                            "19ff",
                            "1aff",
                            "1bff",
                            "41",
                            "581801",
                            "81",
                            "8200",
                            "a1",
                            "a100",
                            "a20000",
                            "9b7fffffffffffffff",
                            "5bffffffffffffffff",
                            "bbffffffffffffffff"})
    EXPECT_EQ(code_of(wrong), Code::bad_cbor) << wrong;
}

TEST(Canonical, NothingStandsBehindTheItem) {
  EXPECT_EQ(code_of("0000"), Code::bad_trailing);
  EXPECT_EQ(code_of("a000"), Code::bad_trailing);
}

TEST(Canonical, SixteenLevelsAndNoMore) {
  for (const auto* level : {"81", "a101"}) {
    std::string text;
    for (unsigned i = 1; i < kDepthMax; ++i) text += level;
    EXPECT_EQ(code_of(text + "00"), Code::accepted);
    EXPECT_EQ(code_of(text + level + "00"), Code::bad_depth);
    for (int i = 0; i < 20'000; ++i) text += level;
    EXPECT_EQ(code_of(text), Code::bad_depth);
  }
}

TEST(Utf8, FollowsRfc3629) {
  for (const auto* right :
       {"", "61", "c280", "dfbf", "e0a080", "ed9fbf", "ee8080", "efbfbf", "f0908080", "f48fbfbf", "00"})
    EXPECT_TRUE(is_utf8(hex(right))) << right;
  for (const auto* wrong : {"80",       "bf",       "c0af",   "c1bf", "c2",        "c261",     "e08080",
                            "e09fbf",   "eda080",   "edbfbf", "e282", "f08080 80", "f08fbfbf", "f4908080",
                            "f5808080", "f8888080", "ff",     "fe",   "61c2",      "f09080"}) {
    std::string text(wrong);
    std::erase(text, ' ');
    EXPECT_FALSE(is_utf8(hex(text))) << text;
  }
  EXPECT_EQ(code_of("62c328"), Code::bad_text);
  EXPECT_EQ(code_of("63eda080"), Code::bad_text);
}

// ---- typed reading
// --------------------------------------------------------------------------------------------------

struct Deep {
  std::vector<Deep> in;
};
template <class A>
void describe(A& a, Deep& x) {
  a.field(1, "in", x.in);
}

TEST(Decoder, EachFaultHasItsCode) {
  // Inner: {1: uint16, 2: text, left out when empty}.
  const std::pair<const char*, Code> cases[] = {
      {"a10107", Code::accepted},
      {"a2010702616e", Code::accepted},
      {"", Code::bad_cbor},
      {"a101", Code::bad_cbor},               // cut off
      {"a1011c", Code::bad_cbor},             // reserved length
      {"bf0107ff", Code::bad_cbor},           // indefinite length
      {"a201070263616e", Code::bad_cbor},     // a text longer than the input
      {"a1011807", Code::bad_not_canonical},  // 7 in two bytes
      {"a1180107", Code::bad_not_canonical},
      {"a201070107", Code::bad_not_canonical},  // a key twice
      {"a201070260", Code::bad_not_canonical},  // an empty text is left out
      {"a3010702616e0107", Code::bad_not_canonical},
      {"80", Code::bad_type},
      {"07", Code::bad_type},
      {"a1016161", Code::bad_type},
      {"a10120", Code::bad_type},  // a negative number where none may stand
      {"a20107024161", Code::bad_type},
      {"a0", Code::bad_field_missing},
      {"a102616e", Code::bad_field_missing},
      {"a200000107", Code::bad_field_unknown},
      {"a201070300", Code::bad_field_unknown},
      {"a201072000", Code::bad_field_unknown},
      {"a1011a00010000", Code::bad_value},
      {"a201070262c328", Code::bad_text},
      {"a1010700", Code::bad_trailing},
  };
  for (const auto& [text, code] : cases)
    EXPECT_EQ(code_as<Inner>(text), code) << text << ": " << name(code_as<Inner>(text));
  EXPECT_EQ(code_as<std::vector<std::uint64_t>>("9a00010001"), Code::bad_too_large);
  EXPECT_EQ(code_as<std::vector<std::uint64_t>>("9affffffff"), Code::bad_too_large);
  EXPECT_EQ(code_as<std::vector<std::uint64_t>>("99ffff00"), Code::bad_cbor);
  EXPECT_EQ(code_as<Deep>("a0"), Code::accepted);
  std::string deep;
  for (unsigned i = 1; i < kDepthMax; ++i) deep += "a10181";
  EXPECT_EQ(code_as<Deep>(deep + "a0"), Code::accepted);
  EXPECT_EQ(code_as<Deep>(deep + "a10181a0"), Code::bad_depth);
}

TEST(Decoder, EachTypeKeepsItsRange) {
  EXPECT_EQ(code_as<Colour>("01"), Code::accepted);
  EXPECT_EQ(code_as<Colour>("19012c"), Code::accepted);
  EXPECT_EQ(code_as<Colour>("03"), Code::bad_value);
  EXPECT_EQ(code_as<Colour>("1a00010001"), Code::bad_value);  // 1 after cutting to 16 bits
  EXPECT_EQ(code_as<bool>("01"), Code::accepted);
  EXPECT_EQ(code_as<bool>("00"), Code::bad_value);
  EXPECT_EQ(code_as<bool>("02"), Code::bad_value);
  EXPECT_EQ(code_as<bool>("f5"), Code::bad_type);
  EXPECT_EQ(code_as<std::int32_t>("1a7fffffff"), Code::accepted);
  EXPECT_EQ(code_as<std::int32_t>("1a80000000"), Code::bad_value);
  EXPECT_EQ(code_as<std::int32_t>("3a7fffffff"), Code::accepted);
  EXPECT_EQ(code_as<std::int32_t>("3a80000000"), Code::bad_value);
  EXPECT_EQ(decode<std::int64_t>(hex("3b7fffffffffffffff")), std::numeric_limits<std::int64_t>::min());
  EXPECT_EQ(code_as<std::int64_t>("3b8000000000000000"), Code::bad_value);
  EXPECT_EQ(code_as<std::int64_t>("1b8000000000000000"), Code::bad_value);
  EXPECT_EQ(decode<std::uint64_t>(hex("1bffffffffffffffff")), std::numeric_limits<std::uint64_t>::max());
  EXPECT_EQ(code_as<base::KeyId>("480102030405060708"), Code::accepted);
  EXPECT_EQ(code_as<base::KeyId>("4701020304050607"), Code::bad_value);
  EXPECT_EQ(code_as<base::Date>("1a002cc0a0"), Code::accepted);  // 9999-12-31
  EXPECT_EQ(code_as<base::Date>("1a002cc0a1"), Code::bad_value);
  EXPECT_EQ(code_as<base::Date>("3a000af939"), Code::accepted);  // 0001-01-01
  EXPECT_EQ(code_as<base::Date>("3a000af93a"), Code::bad_value);
}

TEST(Decoder, SaysWhichFieldAndWhere) {
  const auto wrong = decode<Sample>(hex("a20100024100"));
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().detail, "field 'whole', at byte 4");
}

TEST(Decoder, TheFirstFaultStays) {
  const auto bytes = hex("0001");
  Decoder decoder(bytes);
  EXPECT_EQ(decoder.text(), "");
  EXPECT_EQ(decoder.unsigned_integer(), 0u);
  EXPECT_EQ(decoder.array(), 0u);
  EXPECT_TRUE(decoder.raw().empty());
  ASSERT_FALSE(decoder.finish());
  EXPECT_EQ(decoder.refusal().code, Code::bad_type);
}

// ---- random values
// --------------------------------------------------------------------------------------------------

class Maker {
 public:
  explicit Maker(std::uint64_t seed) : random_(seed) {}
  std::uint64_t number() { return random_() >> (random_() % 64); }
  bool coin() { return random_() % 2 == 0; }
  std::int64_t whole() { return static_cast<std::int64_t>(coin() ? number() : ~number()); }
  std::string text() {
    static constexpr const char* kParts[] = {"a", "F-76", "\xe6\xb0\xb4", "\xc3\xb1", " ", "\xf0\x90\x85\x91",
                                             "0"};
    std::string out;
    for (auto n = random_() % 12; n > 0; --n) out += kParts[random_() % std::size(kParts)];
    return out;
  }
  Inner inner() { return {static_cast<std::uint16_t>(number()), text()}; }
  Sample sample() {
    Sample x;
    x.big = number();
    x.whole = whole();
    x.small = static_cast<std::int32_t>(whole());
    x.text = text();
    x.bytes.resize(random_() % 40 == 0 ? 300 : random_() % 4);
    for (auto& b : x.bytes) b = static_cast<std::uint8_t>(random_());
    for (auto& b : x.key.raw) b = static_cast<std::uint8_t>(random_());
    x.colour = std::array{Colour::red, Colour::green, Colour::blue}[random_() % 3];
    x.flag = coin();
    if (coin()) x.day = base::Date{static_cast<std::int32_t>(random_() % 3'000'000) - 700'000};
    if (x.day && *x.day > base::kDateMax) x.day = base::kDateMax;
    if (coin()) x.maybe = inner();
    for (auto n = random_() % 4; n > 0; --n) x.list.push_back(inner());
    for (auto n = random_() % 30; n > 0; --n) x.words.push_back(text());
    x.when.ms = whole();
    return x;
  }
  std::mt19937_64& random() { return random_; }

 private:
  std::mt19937_64 random_;
};

TEST(RoundTrip, WhatIsWrittenIsCanonicalAndReadsEqual) {
  Maker maker(7);
  for (int i = 0; i < 5'000; ++i) {
    const auto value = maker.sample();
    const auto bytes = encode(value);
    ASSERT_TRUE(check_canonical(bytes, true));
    const auto back = decode<Sample>(bytes);
    ASSERT_TRUE(back) << base::sentence(back.error());
    ASSERT_EQ(*back, value);
  }
}

/// Changes, cuts or doubles a few bytes.
void damage(Bytes& bytes, std::mt19937_64& random) {
  for (auto n = 1 + random() % 3; n > 0 && !bytes.empty(); --n) {
    const auto at = static_cast<std::ptrdiff_t>(random() % bytes.size());
    switch (random() % 4) {
      case 0:
        bytes[static_cast<std::size_t>(at)] ^= static_cast<std::uint8_t>(1u << random() % 8);
        break;
      case 1:
        bytes[static_cast<std::size_t>(at)] = static_cast<std::uint8_t>(random());
        break;
      case 2:
        bytes.erase(bytes.begin() + at);
        break;
      default:
        bytes.insert(bytes.begin() + at, static_cast<std::uint8_t>(random()));
    }
  }
}

TEST(RoundTrip, WhatIsAcceptedIsWrittenBackByteForByte) {
  Maker maker(8);
  int accepted = 0;
  std::map<Code, int> refused;
  for (int i = 0; i < 60'000; ++i) {
    auto bytes = encode(maker.sample());
    damage(bytes, maker.random());
    if (const auto value = decode<Sample>(bytes)) {
      ++accepted;
      ASSERT_EQ(encode(*value), bytes);
      ASSERT_TRUE(check_canonical(bytes, true));
    } else {
      ++refused[value.error().code];
    }
  }
  std::printf("damaged samples: %d still one canonical item", accepted);
  for (const auto& [code, count] : refused)
    std::printf(", %d %s", count, std::string(base::name(code)).c_str());
  std::printf("\n");
  EXPECT_GT(accepted, 5'000);
  EXPECT_GE(refused.size(), 7u);
}

TEST(RoundTrip, EveryShortInputAcceptedByTheWalkerIsReadRaw) {
  // All inputs of up to three bytes: raw() and check_canonical() give one verdict.
  int accepted = 0;
  for (std::uint32_t n = 0; n < 1u << 24; n += n < 1u << 16 ? 1 : 5) {
    const Bytes bytes = n < 1u << 8 ? Bytes{static_cast<std::uint8_t>(n)}
                        : n < 1u << 16
                            ? Bytes{static_cast<std::uint8_t>(n >> 8), static_cast<std::uint8_t>(n)}
                            : Bytes{static_cast<std::uint8_t>(n >> 16), static_cast<std::uint8_t>(n >> 8),
                                    static_cast<std::uint8_t>(n)};
    Decoder decoder(bytes);
    decoder.raw();
    const bool whole = decoder.finish().has_value();
    ASSERT_EQ(whole, check_canonical(bytes, true).has_value());
    accepted += whole ? 1 : 0;
  }
  std::printf("short inputs: %d accepted\n", accepted);
}

}  // namespace
}  // namespace palitan::codec
