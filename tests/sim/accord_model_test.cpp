// One accord height, searched exhaustively with the kernel's own rule: can two attempts both become final?
// Messages may be lost, late or reordered for ever, and a party may crash between any two steps, since all it
// has signed is durable. The slow truth beside the nodes' worlds.
#include <gtest/gtest.h>

#include <deque>
#include <unordered_set>

#include "kernel/accord.h"

namespace palitan {
namespace {

constexpr std::uint32_t kValues = 2;  // two different batches that somebody might propose

/// Papers are bits. A state is what was signed at all, and what each party has seen of it.
struct State {
  std::uint32_t drawn = 0;
  std::array<std::uint32_t, 3> known{};
  bool operator==(const State&) const = default;
};
struct StateHash {
  std::size_t operator()(const State& s) const {
    std::uint64_t h = s.drawn;
    for (const auto k : s.known) h = (h ^ k) * 0x9e3779b97f4a7c15ULL, h ^= h >> 29;
    return static_cast<std::size_t>(h);
  }
};

enum class Rule { kernel, only_the_attempt_below };

struct Outcome {
  std::size_t states = 0;
  std::size_t with_final = 0;
  bool two_finals = false;
};

class Height {
 public:
  Height(std::uint32_t parties, std::uint32_t attempts, Rule rule)
      : parties_(parties), attempts_(attempts), rule_(rule) {}

  Outcome search(std::size_t most) {
    Outcome out;
    std::unordered_set<State, StateHash> seen{State{}};
    std::deque<State> open{State{}};
    for (; !open.empty() && seen.size() < most; open.pop_front()) {
      const auto state = open.front();
      const auto finals = finals_in(state.drawn);
      out.with_final += finals > 0;
      out.two_finals |= finals > 1;
      if (out.two_finals) break;
      for (const auto& next : following(state))
        if (seen.insert(next).second) open.push_back(next);
    }
    out.states = seen.size();
    return out;
  }

 private:
  std::uint32_t proposal(std::uint32_t attempt, std::uint32_t value) const {
    return 1u << (attempt * kValues + value);
  }
  std::uint32_t cosignature(std::uint32_t party, std::uint32_t attempt, std::uint32_t value) const {
    return 1u << (attempts_ * kValues + (party * attempts_ + attempt) * kValues + value);
  }
  std::uint32_t decline(std::uint32_t party, std::uint32_t attempt) const {
    return 1u << (attempts_ * kValues * (1 + parties_) + party * attempts_ + attempt);
  }

  std::uint32_t finals_in(std::uint32_t papers) const {
    std::uint32_t count = 0;
    for (std::uint32_t a = 0; a < attempts_; ++a)
      for (std::uint32_t v = 0; v < kValues; ++v) {
        std::uint32_t all = 0;
        for (std::uint32_t p = 0; p < parties_; ++p) all |= cosignature(p, a, v);
        count += (papers & all) == all;
      }
    return count;
  }

  bool may_cosign(std::uint32_t seen, std::uint32_t party, std::uint32_t attempt, std::uint32_t value) const {
    if (finals_in(seen) > 0) return false;
    kernel::Votes mine;
    std::set<std::uint64_t> declined;
    for (std::uint32_t a = 0; a < attempts_; ++a) {
      if ((seen & decline(party, a)) != 0) mine.declined.insert(a);
      for (std::uint32_t p = 0; p < parties_; ++p)
        if ((seen & decline(p, a)) != 0) declined.insert(a);
      for (std::uint32_t v = 0; v < kValues; ++v)
        if ((seen & cosignature(party, a, v)) != 0) mine.cosigned[a] = checkpoint(v);
    }
    if (rule_ == Rule::kernel)
      return kernel::may_cosign(mine, attempt, checkpoint(value), declined).has_value();
    return !mine.declined.contains(attempt) && !mine.cosigned.contains(attempt) &&
           (attempt == 0 || declined.contains(attempt - 1));
  }
  bool may_decline(std::uint32_t seen, std::uint32_t party, std::uint32_t attempt) const {
    kernel::Votes mine;
    if ((seen & decline(party, attempt)) != 0) mine.declined.insert(attempt);
    for (std::uint32_t v = 0; v < kValues; ++v)
      if ((seen & cosignature(party, attempt, v)) != 0) mine.cosigned[attempt] = checkpoint(v);
    return finals_in(seen) == 0 && kernel::may_decline(mine, attempt);
  }
  static base::Hash checkpoint(std::uint32_t value) {
    base::Hash out;
    out.raw[0] = static_cast<std::uint8_t>(1 + value);
    return out;
  }

  std::vector<State> following(const State& state) const {
    std::vector<State> out;
    for (std::uint32_t p = 0; p < parties_; ++p) {
      const auto sees = [&](std::uint32_t paper) { return (state.known[p] & paper) != 0; };
      const auto sign = [&](std::uint32_t papers) {
        State next = state;
        next.drawn |= papers;
        next.known[p] |= papers;
        if (next != state) out.push_back(next);
      };
      for (std::uint32_t a = 0; a < attempts_; ++a) {
        bool lower_declined = a == 0;
        for (std::uint32_t q = 0; q < parties_ && a > 0; ++q) lower_declined |= sees(decline(q, a - 1));
        const bool proposed = (state.drawn & (proposal(a, 0) | proposal(a, 1))) != 0;
        for (std::uint32_t v = 0; v < kValues; ++v) {
          if (!may_cosign(state.known[p], p, a, v)) continue;
          if (a % parties_ == p && !proposed && lower_declined) sign(proposal(a, v) | cosignature(p, a, v));
          if (sees(proposal(a, v))) sign(cosignature(p, a, v));
        }
        if (may_decline(state.known[p], p, a)) sign(decline(p, a));
      }
      for (auto unseen = state.drawn & ~state.known[p]; unseen != 0; unseen &= unseen - 1) {
        State next = state;
        next.known[p] |= unseen & -unseen;
        out.push_back(next);
      }
    }
    return out;
  }

  std::uint32_t parties_;
  std::uint32_t attempts_;
  Rule rule_;
};

void expect_safe(std::uint32_t parties, std::uint32_t attempts, std::size_t most) {
  const auto found = Height(parties, attempts, Rule::kernel).search(most);
  std::printf("%u parties, %u attempts: %zu states, %zu with a final accord%s\n", parties, attempts,
              found.states, found.with_final, found.states >= most ? " (bound reached)" : "");
  EXPECT_FALSE(found.two_finals);
  EXPECT_GT(found.with_final, 0u);
}

TEST(AccordModel, TwoPartiesNeverFinishTwoAttempts) {
  expect_safe(2, 2, 6'000'000);
  expect_safe(2, 3, 1'500'000);
}

TEST(AccordModel, ThreePartiesNeverFinishTwoAttempts) { expect_safe(3, 2, 1'000'000); }

// The search can fail: with the decline of the attempt just below alone, two attempts become final.
TEST(AccordModel, TheDeclineOfTheAttemptJustBelowIsNotEnough) {
  EXPECT_TRUE(Height(2, 3, Rule::only_the_attempt_below).search(6'000'000).two_finals);
}

}  // namespace
}  // namespace palitan
