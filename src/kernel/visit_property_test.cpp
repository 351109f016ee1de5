// Properties of a visit under random comings and goings: in = out + used + inside for every figure, a figure
// moves exactly when the act was not refused, and what is refused is what a plain sum refuses.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "kernel/visit_kit.h"

namespace palitan::kernel::kit {
namespace {
using statement::PeopleKind;

enum class Move { enter, use, depart, leave };

struct Step {
  Move move = Move::enter;
  std::uint64_t officers = 0;
  std::uint64_t rounds = 0;
  std::int64_t boxes = 0;
};
std::ostream& operator<<(std::ostream& out, const Step& x) {
  return out << static_cast<int>(x.move) << " " << x.officers << "/" << x.rounds << "/" << x.boxes;
}

/// The same figures by plain sums.
struct Sums {
  std::int64_t in[3] = {};
  std::int64_t used[3] = {};
  std::int64_t out[3] = {};
  std::int64_t inside(int i) const { return in[i] - used[i] - out[i]; }
  bool empty() const { return inside(0) == 0 && inside(1) == 0 && inside(2) == 0; }
};

statement::Crossing crossing_of(const Step& x) {
  statement::Crossing out;
  if (x.officers > 0) out.people = {{PeopleKind::officer, static_cast<std::uint32_t>(x.officers)}};
  if (x.rounds > 0) out.arms = {{2, x.rounds}};
  if (x.boxes > 0) out.manifest = {{2, x.boxes}};
  return out;
}

Code play(VisitDesk& d, const Id& id, const Step& x) {
  const auto what = crossing_of(x);
  if (x.move == Move::enter) return d.say(d.jpn, id, d.coming(what));
  if (x.move == Move::use) return d.say(d.jpn, id, statement::DeclareChange{what.arms, what.manifest, {}});
  return d.say(d.jpn, id, d.going(what, x.move == Move::leave));
}

/// What a plain sum says of the step; moves the sums where it fits.
bool sums_allow(Sums& sums, const Step& x) {
  const std::int64_t of[3] = {x.move == Move::use ? 0 : static_cast<std::int64_t>(x.officers),
                              static_cast<std::int64_t>(x.rounds), x.boxes};
  const bool nothing = of[0] == 0 && of[1] == 0 && of[2] == 0;
  if (nothing && x.move != Move::leave) return false;
  auto after = sums;
  for (int i = 0; i < 3; ++i) {
    auto& at = x.move == Move::enter ? after.in : x.move == Move::use ? after.used : after.out;
    at[i] += of[i];
    if (after.inside(i) < 0) return false;
  }
  if (x.move == Move::leave && !after.empty()) return false;
  sums = after;
  return true;
}

void check_figures(const VisitFact& visit, const Sums& sums) {
  const auto& people = visit.people[0];
  const auto& arms = visit.arms[1];
  const auto& boxes = visit.imports[1];
  RC_ASSERT(people.in == people.out + people.inside);
  RC_ASSERT(arms.in == arms.out + arms.expended + arms.inside);
  RC_ASSERT(boxes.in == boxes.out + boxes.consumed + boxes.inside);
  RC_ASSERT(static_cast<std::int64_t>(people.inside) == sums.inside(0));
  RC_ASSERT(static_cast<std::int64_t>(arms.inside) == sums.inside(1));
  RC_ASSERT(static_cast<std::int64_t>(arms.expended) == sums.used[1]);
  RC_ASSERT(boxes.inside == sums.inside(2));
  RC_ASSERT(inside_of(visit).empty() == sums.empty());
}

TEST(VisitProperties, nothing_is_lost_or_made_at_the_border) {
  const auto step = rc::gen::apply(
      [](int move, std::uint64_t officers, std::uint64_t rounds, std::int64_t boxes) {
        return Step{static_cast<Move>(move), officers, rounds, boxes};
      },
      rc::gen::inRange(0, 4), rc::gen::inRange<std::uint64_t>(0, 9), rc::gen::inRange<std::uint64_t>(0, 500),
      rc::gen::inRange<std::int64_t>(0, 500));
  EXPECT_TRUE(rc::check("in = out + used + inside", [&] {
    VisitDesk d;
    const auto id = d.consented();
    Sums sums;
    for (const auto& x : *rc::gen::container<std::vector<Step>>(step)) {
      const bool fits = sums_allow(sums, x);
      const auto code = play(d, id, x);
      RC_ASSERT((base::family(code) != base::Family::refused) == fits);
      check_figures(d.visit(id), sums);
    }
    d.accord();
    check_figures(d.visit(id), sums);
    if (d.visit(id).state == VisitState::departed) RC_ASSERT(is_live(d.visit(id), d.today()));
  }));
}

TEST(VisitProperties, bad_bytes_in_a_body_are_refused_and_change_nothing) {
  int judged = 0;
  EXPECT_TRUE(rc::check("any bytes", [&judged] {
    static VisitDesk d;
    static const auto id = d.entered();
    auto bytes = codec::encode(VisitDesk::coming(VisitDesk::whole()));
    const auto at = *rc::gen::inRange<std::size_t>(0, bytes.size());
    bytes[at] = *rc::gen::arbitrary<std::uint8_t>();
    const auto before = codec::encode(d.visit(id));
    const auto kind = static_cast<std::uint16_t>(*rc::gen::inRange(60, 74));
    // What is no canonical CBOR at all never becomes a statement; the rest is judged.
    if (!codec::check_canonical(bytes, true)) return;
    ++judged;
    const auto done = d.raw_act(d.jpn, kind, bytes, {.in = id});
    if (base::family(done.code()) == base::Family::refused) RC_ASSERT(codec::encode(d.visit(id)) == before);
  }));
  EXPECT_GT(judged, 20);
}

}  // namespace
}  // namespace palitan::kernel::kit
