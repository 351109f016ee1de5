// Holdings told by numbers: what is said is understood, in few bits, and nothing else is.
#include "sync/runs.h"

#include <gtest/gtest.h>

#include <random>

namespace palitan::sync {
namespace {
constexpr std::size_t kSeats = 3000;

base::KeyId key_of(std::uint64_t number) {
  base::KeyId out;
  for (std::size_t i = 0; i < 8; ++i) out.raw[i] = static_cast<std::uint8_t>(number >> (56 - 8 * i));
  return out;
}
/// Seat n has 100 + n acts agreed.
CommonGround ground() {
  CommonGround out;
  out.seat_place = [](const base::KeyId& seat) -> std::optional<SeatPlace> {
    std::uint64_t n = 0;
    for (const auto byte : seat.raw) n = n << 8 | byte;
    return n < kSeats ? std::optional(SeatPlace{n, 100 + n}) : std::nullopt;
  };
  out.seat_at = [](std::uint64_t n) -> std::optional<std::pair<base::KeyId, std::uint64_t>> {
    if (n >= kSeats) return std::nullopt;
    return std::pair{key_of(n), 100 + n};
  };
  return out;
}

std::vector<SeatRuns> some(std::mt19937_64& dice) {
  std::vector<SeatRuns> out;
  for (std::uint64_t n = dice() % 50; n < kSeats; n += 1 + dice() % (1 + dice() % 300)) {
    SeatRuns seat{key_of(n), {}};
    auto at = 100 + n + (dice() % 3 == 0 ? 1 + dice() % 9 : 0);
    for (auto runs = 1 + dice() % 4; runs > 0; --runs) {
      const auto until = at + 1 + dice() % (dice() % 10 == 0 ? 100'000 : 12);
      seat.runs.emplace_back(at + 1, until);
      at = until + 1 + dice() % 3;
    }
    out.push_back(std::move(seat));
  }
  return out;
}

TEST(Runs, AreUnderstoodAsTheyWereSaid) {
  std::mt19937_64 dice(1);
  for (int i = 0; i < 500; ++i) {
    const auto said = some(dice);
    const auto bytes = write_runs(said, ground());
    const auto back = read_runs(bytes, ground());
    if (said.empty()) continue;
    ASSERT_TRUE(back) << "round " << i;
    EXPECT_EQ(*back, said) << "round " << i;
  }
}

TEST(Runs, HaveOneFormEach) {
  std::mt19937_64 dice(2);
  for (int i = 0; i < 300; ++i) {
    auto bytes = write_runs(some(dice), ground());
    bytes[dice() % bytes.size()] ^= static_cast<std::uint8_t>(1 + dice() % 255);
    const auto back = read_runs(bytes, ground());
    if (!back) continue;
    EXPECT_EQ(write_runs(*back, ground()), bytes) << i;
  }
}

TEST(Runs, CutOffOrLengthenedAreNotRead) {
  std::mt19937_64 dice(3);
  const auto bytes = write_runs(some(dice), ground());
  for (std::size_t cut = 0; cut < bytes.size(); ++cut)
    EXPECT_FALSE(read_runs(base::ByteView(bytes).first(cut), ground())) << cut;
  auto longer = bytes;
  longer.push_back(0);
  EXPECT_FALSE(read_runs(longer, ground()));
}

TEST(Runs, OfSeatsOrLengthsBeyondAnyAreNotRead) {
  EXPECT_FALSE(read_runs(base::Bytes(64, 0xff), ground()));
  EXPECT_FALSE(read_runs(base::Bytes(9, 0), ground())) << "no seat at all is told by leaving them out";
  const auto far = write_runs({{key_of(2999), {{4000, 4001}}}}, ground());
  auto fewer = ground();
  fewer.seat_at = [](std::uint64_t n) -> std::optional<std::pair<base::KeyId, std::uint64_t>> {
    if (n >= 10) return std::nullopt;
    return std::pair{key_of(n), 100 + n};
  };
  EXPECT_TRUE(read_runs(far, ground()));
  EXPECT_FALSE(read_runs(far, fewer));
}

TEST(Runs, OfEightySeatsWithAHundredGapsTakeLittleMoreThanTheyMust) {
  std::mt19937_64 dice(4);
  std::vector<SeatRuns> said;
  for (std::uint64_t n = 20; said.size() < 80; n += 37) {
    SeatRuns seat{key_of(n), {{101 + n, 105 + n + dice() % 30}}};
    said.push_back(seat);
  }
  for (int i = 0; i < 100; ++i) {  // one act lacking somewhere
    auto& runs = said[static_cast<std::size_t>(dice() % said.size())].runs;
    const auto [from, until] = runs.back();
    if (until - from < 3) continue;
    const auto gap = from + 1 + dice() % (until - from - 1);
    runs.back().second = gap - 1;
    runs.emplace_back(gap + 1, until);
  }
  EXPECT_LT(write_runs(said, ground()).size(), 260u);
}

}  // namespace
}  // namespace palitan::sync
