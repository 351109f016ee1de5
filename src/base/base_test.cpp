// The ground that everything stands on: bytes as text, exact numbers, dates, and the list of refusals.
#include <gtest/gtest.h>

#include <limits>
#include <random>
#include <set>

#include "base/bytes.h"
#include "base/instant.h"
#include "base/money.h"
#include "base/number.h"
#include "base/refusal.h"

namespace palitan::base {
namespace {
constexpr auto kMax = std::numeric_limits<std::int64_t>::max();
constexpr auto kMin = std::numeric_limits<std::int64_t>::min();

Bytes random_bytes(std::mt19937_64& random, std::size_t size) {
  Bytes out(size);
  for (auto& b : out) b = static_cast<std::uint8_t>(random());
  return out;
}

// ---- bytes as text
// --------------------------------------------------------------------------------------------------

TEST(Hex, RoundTripsAndHasOneForm) {
  EXPECT_EQ(to_hex(Bytes{0x00, 0x0f, 0xa0, 0xff}), "000fa0ff");
  EXPECT_EQ(from_hex("000fa0ff"), (Bytes{0x00, 0x0f, 0xa0, 0xff}));
  EXPECT_EQ(from_hex(""), Bytes{});
  for (const auto* wrong : {"0", "0F", "0x", " 00", "00 ", "0g", "000"})
    EXPECT_FALSE(from_hex(wrong)) << wrong;
  EXPECT_FALSE(from_hex(std::string_view("\0\0", 2)));
  EXPECT_TRUE(fixed_from_hex<KeyId>("0001020304050607"));
  EXPECT_FALSE(fixed_from_hex<KeyId>("00010203040506"));
  EXPECT_FALSE(fixed_from_hex<KeyId>("000102030405060708"));
}

TEST(Base64, GivesThePublishedVectors) {
  // RFC 4648, section 10.
  const std::pair<const char*, const char*> vectors[] = {{"", ""},
                                                         {"f", "Zg=="},
                                                         {"fo", "Zm8="},
                                                         {"foo", "Zm9v"},
                                                         {"foob", "Zm9vYg=="},
                                                         {"fooba", "Zm9vYmE="},
                                                         {"foobar", "Zm9vYmFy"}};
  for (const auto& [plain, text] : vectors) {
    EXPECT_EQ(to_base64(view_of(plain)), text);
    const auto back = from_base64(text);
    ASSERT_TRUE(back);
    EXPECT_EQ(text_of(*back), plain);
  }
}

TEST(Base64, RefusesEveryOtherSpelling) {
  for (const auto* wrong : {"Zg", "Zg=", "Zg===", "Zh==", "Zm9=", "Zm8", "Zm9v\n", " Zm9", "Zm-_",
                            "====", "Z===", "Zg==Zg==", "=Zm8", "Zm=8", "Zm9vYg=a"})
    EXPECT_FALSE(from_base64(wrong)) << wrong;
  // What is accepted is written back as it came.
  std::mt19937_64 random(1);
  const std::string_view letters = "AZaz09+/=";
  unsigned accepted = 0;
  for (int i = 0; i < 20'000; ++i) {
    std::string text(4 * (1 + random() % 2), 'A');
    for (auto& c : text) c = letters[random() % letters.size()];
    if (const auto bytes = from_base64(text)) {
      ++accepted;
      EXPECT_EQ(to_base64(*bytes), text);
    }
  }
  EXPECT_GT(accepted, 1000u);
  for (std::size_t size = 0; size < 70; ++size) {
    const auto bytes = random_bytes(random, size);
    EXPECT_EQ(from_base64(to_base64(bytes)), bytes);
    EXPECT_EQ(from_hex(to_hex(bytes)), bytes);
  }
}

TEST(Fixed, TakesItsOwnSizeOnlyAndOrdersBytewise) {
  EXPECT_FALSE(Id::from(Bytes(31)));
  EXPECT_TRUE(Id::from(Bytes(32)));
  EXPECT_TRUE(Id{}.is_zero());
  Id low, high;
  low.raw[31] = 0xff;
  high.raw[0] = 1;
  EXPECT_LT(low, high);
}

// ---- decimals
// -------------------------------------------------------------------------------------------------------

TEST(Decimal, ReadsWhatPeopleWriteAndNothingElse) {
  EXPECT_EQ(parse_decimal("18704", 6), 18'704'000'000);
  EXPECT_EQ(parse_decimal("0.000001", 6), 1);
  EXPECT_EQ(parse_decimal("-1.5", 2), -150);
  EXPECT_EQ(parse_decimal("0", 0), 0);
  EXPECT_EQ(parse_decimal("007", 0), 7);
  EXPECT_EQ(parse_decimal("9223372036854775807", 0), kMax);
  EXPECT_EQ(parse_decimal("-9223372036854775808", 0), kMin);
  EXPECT_EQ(parse_decimal("-9223372036854.775808", 6), kMin);
  for (const auto* wrong : {"", "-", ".", ".5", "5.", "1,000", "+1", "--1", "1e3", " 1", "1 ", "0x1", "1.2.3",
                            "1.234", "\xd9\xa1", "9223372036854775808", "-9223372036854775809"})
    EXPECT_FALSE(parse_decimal(wrong, 2)) << wrong;
  EXPECT_FALSE(parse_decimal("1.0", 0));
  EXPECT_FALSE(parse_decimal("9223372036854775807", 1));
}

TEST(Decimal, IsWrittenShortestOrWhole) {
  EXPECT_EQ(format_decimal(18'704'000'000, 6), "18704");
  EXPECT_EQ(format_decimal(1, 6), "0.000001");
  EXPECT_EQ(format_decimal(-1'500'000, 6), "-1.5");
  EXPECT_EQ(format_decimal(0, 6), "0");
  EXPECT_EQ(format_decimal(100, 0), "100");
  EXPECT_EQ(format_fixed(5, 2), "0.05");
  EXPECT_EQ(format_fixed(-5, 2), "-0.05");
  EXPECT_EQ(format_fixed(1200, 0), "1200");
  EXPECT_EQ(format_fixed(kMin, 3), "-9223372036854775.808");
  std::mt19937_64 random(2);
  for (int i = 0; i < 20'000; ++i) {
    const auto value = static_cast<std::int64_t>(random()) >> (random() % 64);
    const int digits = static_cast<int>(random() % 7);
    EXPECT_EQ(parse_decimal(format_decimal(value, digits), digits), value);
    EXPECT_EQ(parse_decimal(format_fixed(value, digits), digits), value);
  }
}

TEST(Tables, CurrenciesAndUnitsAreCodesInOneSpelling) {
  ASSERT_TRUE(currency("JPY") && currency("PHP") && currency("BHD"));
  EXPECT_EQ(currency("JPY")->minor_digits, 0);
  EXPECT_EQ(currency("PHP")->minor_digits, 2);
  EXPECT_EQ(currency("BHD")->minor_digits, 3);
  EXPECT_FALSE(currency("jpy") || currency("XXX") || currency(""));
  ASSERT_TRUE(unit("LTR"));
  EXPECT_EQ(unit("LTR")->name, "litre");
  EXPECT_FALSE(unit("ltr") || unit("") || unit("ZZZ"));
}

// ---- numbers
// --------------------------------------------------------------------------------------------------------

TEST(Number, AddsAndSubtractsOrSaysNothing) {
  EXPECT_EQ(add(kMax - 1, 1), kMax);
  EXPECT_FALSE(add(kMax, 1));
  EXPECT_FALSE(add(kMin, -1));
  EXPECT_EQ(subtract(kMin + 1, 1), kMin);
  EXPECT_FALSE(subtract(kMin, 1));
  EXPECT_FALSE(subtract(0, kMin));
}

TEST(MultiplyDivide, RoundsOnceAtTheHalf) {
  const auto all = [](std::int64_t a, std::int64_t d) {
    return std::array{*multiply_divide(a, 1, d, Rounding::half_even),
                      *multiply_divide(a, 1, d, Rounding::half_up),
                      *multiply_divide(a, 1, d, Rounding::down)};
  };
  using Three = std::array<std::int64_t, 3>;
  EXPECT_EQ(all(5, 10), (Three{0, 1, 0}));
  EXPECT_EQ(all(15, 10), (Three{2, 2, 1}));
  EXPECT_EQ(all(25, 10), (Three{2, 3, 2}));
  EXPECT_EQ(all(26, 10), (Three{3, 3, 2}));
  EXPECT_EQ(all(24, 10), (Three{2, 2, 2}));
  EXPECT_EQ(all(-5, 10), (Three{0, -1, 0}));
  EXPECT_EQ(all(-15, 10), (Three{-2, -2, -1}));
  EXPECT_EQ(all(-25, 10), (Three{-2, -3, -2}));
  EXPECT_EQ(all(-26, 10), (Three{-3, -3, -2}));
}

TEST(MultiplyDivide, SaysNothingWhereItDoesNotFit) {
  for (const auto rounding : {Rounding::half_even, Rounding::half_up, Rounding::down}) {
    EXPECT_EQ(multiply_divide(kMax, kMax, kMax, rounding), kMax);
    EXPECT_EQ(multiply_divide(kMin, kMax, kMax, rounding), kMin);
    EXPECT_FALSE(multiply_divide(kMax, 2, 1, rounding));
    EXPECT_FALSE(multiply_divide(kMin, 2, 1, rounding));
    EXPECT_FALSE(multiply_divide(kMin, -1, 1, rounding));
    EXPECT_FALSE(multiply_divide(kMin, kMin, kMax, rounding));
  }
  // One step beyond the edge by rounding alone: kMax + 1/2.
  EXPECT_FALSE(multiply_divide(kMax, 3, 2, Rounding::down).has_value());
  EXPECT_EQ(multiply_divide(kMax, 2, 2, Rounding::half_up), kMax);
}

/// The definition itself: is q what rounding a * b / d once must give?
bool is_rounded(Int128 product, std::int64_t d, Int128 q, Rounding rounding) {
  const Int128 rest = product - q * d;
  const Int128 distance = rest < 0 ? -rest : rest;
  if (rounding == Rounding::down) return distance < d && (rest == 0 || (rest > 0) == (product > 0));
  if (distance * 2 != d) return distance * 2 < d;
  if (rounding == Rounding::half_even) return q % 2 == 0;
  return (rest > 0) != (product > 0);  // away from zero: beyond the product
}

TEST(MultiplyDivide, AgreesWithItsDefinition) {
  std::mt19937_64 random(3);
  int fitted = 0, tied = 0;
  for (int i = 0; i < 200'000; ++i) {
    const auto number = [&random] { return static_cast<std::int64_t>(random()) >> (random() % 63); };
    const auto a = number(), b = number();
    const auto d = std::max<std::int64_t>(1, number() & kMax);
    const auto rounding = static_cast<Rounding>(random() % 3);
    const auto product = static_cast<Int128>(a) * b;
    tied += (product % d) * 2 == d ? 1 : 0;
    if (const auto q = multiply_divide(a, b, d, rounding)) {
      ++fitted;
      ASSERT_TRUE(is_rounded(product, d, *q, rounding)) << a << " * " << b << " / " << d;
    } else {
      const Int128 size = (product < 0 ? -product : product) / d;
      ASSERT_GE(size, static_cast<Int128>(kMax)) << a << " * " << b << " / " << d;
    }
  }
  EXPECT_GT(fitted, 50'000);
  EXPECT_GT(tied, 200);
}

// ---- dates
// ----------------------------------------------------------------------------------------------------------

Date day(std::string_view text) { return parse_date(text).value(); }

TEST(Dates, AreWrittenAndReadInOneForm) {
  EXPECT_EQ(day("1970-01-01").days, 0);
  EXPECT_EQ(day("1969-12-31").days, -1);
  EXPECT_EQ(day("2000-02-29").days, 11'016);
  EXPECT_EQ(to_text(kDateMin), "0001-01-01");
  EXPECT_EQ(to_text(kDateMax), "9999-12-31");
  for (auto date = kDateMin; date <= kDateMax; date.days += 97) ASSERT_EQ(parse_date(to_text(date)), date);
  for (const auto* wrong :
       {"", "2026-2-01", "2026-02-30", "2025-02-29", "1900-02-29", "2026-13-01", "2026-00-10", "2026-01-00",
        "2026/01/01", "2026-01-01 ", "26-01-01", "2026-01-1a"})
    EXPECT_FALSE(parse_date(wrong)) << wrong;
}

TEST(Dates, MonthsEndOnTheLastDayThatExists) {
  EXPECT_EQ(add_months(day("2026-01-31"), 1), day("2026-02-28"));
  EXPECT_EQ(add_months(day("2028-01-31"), 1), day("2028-02-29"));
  EXPECT_EQ(add_months(day("2026-03-31"), 1), day("2026-04-30"));
  EXPECT_EQ(add_months(day("2026-01-30"), 1), day("2026-02-28"));
  EXPECT_EQ(add_months(day("2026-11-15"), 12), day("2027-11-15"));
  EXPECT_EQ(add_months(day("2026-11-30"), 3), day("2027-02-28"));
  EXPECT_EQ(add_months(day("2024-02-29"), 12), day("2025-02-28"));
  EXPECT_EQ(add_months(day("2026-03-31"), -1), day("2026-02-28"));
  EXPECT_EQ(add_months(day("2026-05-31"), 0), day("2026-05-31"));
  EXPECT_EQ(add_days(day("2026-12-31"), 1), day("2027-01-01"));
}

TEST(Dates, TheLegalDateIsTheOneOfThePlace) {
  // 17:30 UTC is half past one at night in Manila and half past two in Tokyo, and still noon in New York.
  const Instant when{start_of(day("2026-11-23")).ms + 17 * 3'600'000 + 1'800'000};
  EXPECT_EQ((Effective{when, 0}.legal_date()), day("2026-11-23"));
  EXPECT_EQ((Effective{when, 480}.legal_date()), day("2026-11-24"));
  EXPECT_EQ((Effective{when, 540}.legal_date()), day("2026-11-24"));
  EXPECT_EQ((Effective{when, -300}.legal_date()), day("2026-11-23"));
  const auto midnight = start_of(day("2026-11-23"));
  EXPECT_EQ((Effective{midnight, 0}.legal_date()), day("2026-11-23"));
  EXPECT_EQ((Effective{midnight, -1}.legal_date()), day("2026-11-22"));
  EXPECT_EQ((Effective{{midnight.ms - 1}, 0}.legal_date()), day("2026-11-22"));
  EXPECT_EQ((Effective{{midnight.ms - 480 * 60'000}, 480}.legal_date()), day("2026-11-23"));
  EXPECT_EQ((Effective{{midnight.ms - 480 * 60'000 - 1}, 480}.legal_date()), day("2026-11-22"));
  EXPECT_EQ((Effective{{0}, -840}.legal_date()), day("1969-12-31"));
}

TEST(Instants, AreReadWithTheOffsetOfThePlace) {
  const auto manila = parse_effective("2026-11-23T22:01:52.007+08:00");
  ASSERT_TRUE(manila);
  EXPECT_EQ(manila->offset_minutes, 480);
  EXPECT_EQ(to_text(manila->at), "2026-11-23T14:01:52.007Z");
  EXPECT_EQ(to_text(*manila), "2026-11-23T22:01:52.007+08:00");
  EXPECT_EQ(parse_effective("2026-11-23T14:01Z")->at.ms,
            parse_effective("2026-11-23T14:01:00.000+00:00")->at.ms);
  EXPECT_EQ(parse_effective("2026-11-23T00:00-03:30")->at.ms, parse_effective("2026-11-23T03:30Z")->at.ms);
  EXPECT_EQ(to_text(Instant{-1}), "1969-12-31T23:59:59.999Z");
  EXPECT_TRUE(parse_effective("2026-11-23T14:01+14:00"));
  for (const auto* wrong :
       {"2026-11-23", "2026-11-23T14:01", "2026-11-23 14:01Z", "2026-11-23T24:00Z", "2026-11-23T14:60Z",
        "2026-11-23T14:01:60Z", "2026-11-23T14:01.123Z", "2026-11-23T14:01:02.1Z", "2026-11-23T14:01+8:00",
        "2026-11-23T14:01+14:01", "2026-11-23T14:01+08:60", "2026-11-23T14:01Zx", "2026-11-23T14:01:Z"})
    EXPECT_FALSE(parse_effective(wrong)) << wrong;
}

// ---- refusals
// -------------------------------------------------------------------------------------------------------

TEST(Refusals, HaveFrozenNumbersInOrderAndOneNameEach) {
  std::set<std::string_view> names;
  int last = -1;
  for (const auto code : all_codes()) {
    EXPECT_GT(static_cast<int>(code), last) << name(code);
    last = static_cast<int>(code);
    EXPECT_TRUE(names.insert(name(code)).second) << name(code);
    EXPECT_EQ(code_from_name(name(code)), code);
    EXPECT_EQ(code_from_number(static_cast<std::uint64_t>(code)), code);
  }
  EXPECT_FALSE(code_from_number(99));
  EXPECT_FALSE(code_from_number(std::uint64_t{1} << 32));
  EXPECT_FALSE(code_from_name("bad"));
  std::printf("refusals: %zu codes\n", all_codes().size());
}

TEST(Refusals, BelongToTheFamilyTheirNameSays) {
  const std::pair<std::string_view, Family> families[] = {{"accepted", Family::accepted},
                                                          {"bad_", Family::bad},
                                                          {"local_", Family::local},
                                                          {"later_", Family::later},
                                                          {"refused_", Family::refused}};
  for (const auto code : all_codes())
    for (const auto& [prefix, family_of_prefix] : families)
      EXPECT_EQ(name(code).starts_with(prefix), family(code) == family_of_prefix) << name(code);
}

/// Sentences end with ". ", or with the colon or semicolon behind which another way out stands.
std::size_t sentences(std::string_view text) {
  std::size_t out = 0;
  for (std::size_t i = 0; i + 1 < text.size(); ++i)
    if ((text[i] == '.' || text[i] == ':' || text[i] == ';') && text[i + 1] == ' ') ++out;
  return out + 1;
}

TEST(Refusals, SayWhatIsWrongAndThenWhatToDo) {
  for (const auto code : all_codes()) {
    if (code == Code::accepted) continue;
    EXPECT_GE(sentences(advice(code)), 2u) << name(code) << ": " << advice(code);
  }
  EXPECT_EQ(sentences("The item is nested too deeply."), 1u);
}

TEST(Refusals, SayTheClauseWhereItsTextIsAtHand) {
  const Refusal refusal{Code::refused_excluded, "no-weapons", "line 2"};
  EXPECT_EQ(sentence(refusal, "Weapons are not given."),
            "refused_excluded (no-weapons: Weapons are not given.): " +
                std::string(advice(Code::refused_excluded)) + " [line 2]");
  EXPECT_EQ(sentence({Code::refused_excluded, {}, {}}, "Weapons are not given."),
            sentence({Code::refused_excluded, {}, {}}));
}

TEST(Refusals, SayOneSentenceOrMoreAndShowWhatWasSeen) {
  for (const auto code : all_codes()) {
    const auto text = advice(code);
    ASSERT_GT(text.size(), 8u) << name(code);
    EXPECT_TRUE(text.front() >= 'A' && text.front() <= 'Z') << text;
    EXPECT_EQ(text.back(), '.') << text;
    EXPECT_EQ(text.find("  "), std::string_view::npos) << text;
  }
  EXPECT_EQ(sentence({Code::refused_excluded, "annex-ammunition", "line 2"}),
            "refused_excluded (annex-ammunition): The instrument excludes that category when this party "
            "supplies. Ask "
            "for a category that this party may give, as named below. [line 2]");
  EXPECT_EQ(sentence({Code::local_disk_full, {}, {}}),
            "local_disk_full: " + std::string(advice(Code::local_disk_full)));
}

}  // namespace
}  // namespace palitan::base
