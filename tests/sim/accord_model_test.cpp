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
/// The first attempt's proposer may have forgotten a proposal, and make another: its disk was put back.
enum class Memory { whole, lost_a_proposal };

struct Outcome {
  std::size_t states = 0;
  std::size_t with_final = 0;
  bool two_finals = false;
};

class Height {
 public:
  Height(std::uint32_t parties, std::uint32_t attempts, Rule rule, Memory memory = Memory::whole)
      : parties_(parties), attempts_(attempts), rule_(rule), memory_(memory) {}

  Outcome search(std::size_t most, const State& from = {}) {
    Outcome out;
    std::unordered_set<State, StateHash> seen{from};
    std::deque<State> open{from};
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

  /// The first has proposed both batches, and each of the others has cosigned another one. REQUIRES: three.
  State divided() const {
    const auto first = cosignature(0, 0, 0), second = cosignature(0, 0, 1);
    State out;
    out.known = {proposal(0, 0) | proposal(0, 1) | first | second,
                 proposal(0, 0) | first | cosignature(1, 0, 0),
                 proposal(0, 1) | second | cosignature(2, 0, 1)};
    for (const auto papers : out.known) out.drawn |= papers;
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

  /// Two that did not propose it have cosigned two checkpoints of it.
  bool divided(std::uint32_t seen, std::uint32_t attempt) const {
    std::uint32_t values = 0;
    for (std::uint32_t p = 0; p < parties_; ++p)
      for (std::uint32_t v = 0; v < kValues; ++v)
        if (p != attempt % parties_ && (seen & cosignature(p, attempt, v)) != 0) values |= 1u << v;
    return values == (1u << kValues) - 1;
  }
  bool ended(std::uint32_t seen, std::uint32_t attempt) const {
    for (std::uint32_t p = 0; p < parties_; ++p)
      if ((seen & decline(p, attempt)) != 0) return true;
    return divided(seen, attempt);
  }
  bool may_propose_again(std::uint32_t party, std::uint32_t attempt) const {
    return memory_ == Memory::lost_a_proposal && party == 0 && attempt == 0;
  }

  bool may_cosign(std::uint32_t seen, std::uint32_t party, std::uint32_t attempt, std::uint32_t value) const {
    if (finals_in(seen) > 0) return false;
    kernel::Votes mine;
    std::set<std::uint64_t> past;
    for (std::uint32_t a = 0; a < attempts_; ++a) {
      if ((seen & decline(party, a)) != 0) mine.declined.insert(a);
      if (ended(seen, a)) past.insert(a);
      if (a == attempt && may_propose_again(party, a)) continue;
      for (std::uint32_t v = 0; v < kValues; ++v)
        if ((seen & cosignature(party, a, v)) != 0) mine.cosigned[a] = checkpoint(v);
    }
    if (rule_ == Rule::kernel) return kernel::may_cosign(mine, attempt, checkpoint(value), past).has_value();
    return !mine.declined.contains(attempt) && !mine.cosigned.contains(attempt) &&
           (attempt == 0 || past.contains(attempt - 1));
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
        const bool its_turn = a % parties_ == p && (a == 0 || ended(state.known[p], a - 1));
        const bool proposed =
            (state.drawn & (proposal(a, 0) | proposal(a, 1))) != 0 && !may_propose_again(p, a);
        for (std::uint32_t v = 0; v < kValues; ++v) {
          if (!may_cosign(state.known[p], p, a, v)) continue;
          if (its_turn && !proposed) sign(proposal(a, v) | cosignature(p, a, v));
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
  Memory memory_;
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

// A proposer that forgot made two proposals of one attempt, and each of the others has cosigned another one.
TEST(AccordModel, PartiesDividedOverAnAttemptGoOnAndNeverFinishTwo) {
  Height height(3, 2, Rule::kernel, Memory::lost_a_proposal);
  EXPECT_FALSE(height.search(300'000).two_finals);
  const auto found = height.search(1'000'000, height.divided());
  std::printf("divided: %zu states, %zu with a final accord\n", found.states, found.with_final);
  EXPECT_FALSE(found.two_finals);
  EXPECT_GT(found.with_final, 0u);
}

// The search can fail: with the decline of the attempt just below alone, two attempts become final.
TEST(AccordModel, TheDeclineOfTheAttemptJustBelowIsNotEnough) {
  EXPECT_TRUE(Height(2, 3, Rule::only_the_attempt_below).search(6'000'000).two_finals);
}

}  // namespace
}  // namespace palitan
