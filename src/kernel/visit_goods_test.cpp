// Dangerous goods and drivers of a visit: declared against actual.
#include <gtest/gtest.h>

#include "kernel/visit_kit.h"

namespace palitan::kernel::kit {
namespace {
using statement::AmendVisit;
using statement::ConsentVisit;
using statement::DeclareChange;
using statement::PeopleKind;

std::string reason(const Done& done) { return done.verdict.detail; }
bool says(const Done& done, std::string_view part) { return reason(done).find(part) != std::string::npos; }

constexpr std::int64_t kLitre = base::kMicro;

struct GoodsDesk : VisitDesk {
  Id id;
  GoodsDesk() {
    auto what = plan();
    what.goods = {{"1203", "petrol", 300 * kLitre, "LTR"},
                  {"1863", "turbine fuel", 500 * kLitre, "LTR"},
                  {"1203", "petrol in cans", 100 * kLitre, "LTR"}};
    what.drivers = {{"class C", 4}, {"class B", 2}};
    id = act(jpn, notice(what)).id;
    PALITAN_CHECK(say(phl, id, ConsentVisit{id, {}, {}}) == Code::accepted);
  }
  Done comes(std::vector<statement::GoodsOf> goods, std::vector<statement::Licensed> drivers = {}) {
    statement::Crossing what;
    what.people = {{PeopleKind::officer, 1}};
    what.goods = std::move(goods);
    what.drivers = std::move(drivers);
    return does(jpn, id, coming(what));
  }
  Code uses(std::string un, std::int64_t litres) {
    return say(jpn, id, DeclareChange{{}, {}, {}, {{std::move(un), litres * kLitre, "LTR"}}});
  }
};

TEST(Dangerous_goods, are_counted_against_the_plan_by_kind_and_unit) {
  GoodsDesk d;
  EXPECT_EQ(d.comes({{"1203", 400 * kLitre, "LTR"}, {"1863", 100 * kLitre, "LTR"}}).code(), Code::accepted);
  EXPECT_EQ(d.uses("1203", 150), Code::accepted);
  EXPECT_EQ(inside_of(d.visit(d.id)), "1 officer, UN 1203: 250 LTR, UN 1863: 100 LTR");
  // What was used up counts: no more comes in its place.
  auto more = d.comes({{"1203", kLitre, "LTR"}});
  EXPECT_EQ(more.code(), Code::accepted_irregular);
  EXPECT_EQ(more.verdict.clause, "arms");
  EXPECT_TRUE(says(more, "UN 1203: 1 LTR, 400 LTR declared")) << reason(more);
  // Another kind, or the same in another unit, is another line that no plan names.
  EXPECT_EQ(d.comes({{"1965", kLitre, "KGM"}}).code(), Code::accepted_irregular);
  EXPECT_EQ(d.comes({{"1863", kLitre, "KGM"}}).code(), Code::accepted_irregular);
  EXPECT_EQ(d.visit(d.id).goods.size(), 4u);
  EXPECT_EQ(d.uses("1203", 252), Code::refused_count);
  EXPECT_EQ(d.uses("1999", 1), Code::refused_count);
  d.accord();
  EXPECT_EQ(d.visit(d.id).goods[0].used, 150 * kLitre);
}

TEST(Dangerous_goods, are_refused_for_form_alone) {
  GoodsDesk d;
  EXPECT_EQ(d.comes({{"12", kLitre, "LTR"}}).code(), Code::refused_count);
  EXPECT_EQ(d.comes({{"1203", 0, "LTR"}}).code(), Code::refused_count);
  EXPECT_EQ(d.comes({{"1203", kLitre, "XYZ"}}).code(), Code::refused_count);
  EXPECT_EQ(d.comes({{"1863", kLitre, "LTR"}, {"1203", kLitre, "LTR"}}).code(), Code::refused_count);
  EXPECT_EQ(d.comes({{"1203", kLitre, "LTR"}, {"1203", kLitre, "LTR"}}).code(), Code::refused_count);
  EXPECT_EQ(d.comes({}, {{"class B", 0}}).code(), Code::refused_count);
  EXPECT_EQ(d.comes({}, {{"", 1}}).code(), Code::refused_count);
  EXPECT_EQ(d.comes({}, {{"class C", 1}, {"class B", 1}}).code(), Code::refused_count);
  EXPECT_EQ(d.comes({{"1203", 400 * kLitre, "LTR"}}).code(), Code::accepted);
  EXPECT_EQ(d.comes({{"1203", INT64_MAX, "LTR"}}).code(), Code::refused_overflow);
  EXPECT_EQ(inside_of(d.visit(d.id)), "1 officer, UN 1203: 400 LTR");
}

TEST(Dangerous_goods, and_drivers_leave_before_the_visit_is_over) {
  GoodsDesk d;
  EXPECT_EQ(d.comes({{"1203", 10 * kLitre, "LTR"}}, {{"class B", 1}}).code(), Code::accepted);
  statement::Crossing out;
  out.people = {{PeopleKind::officer, 1}};
  EXPECT_EQ(d.say(d.jpn, d.id, d.going(out, true)), Code::refused_inside);
  out.goods = {{"1203", 11 * kLitre, "LTR"}};
  out.drivers = {{"class B", 1}};
  EXPECT_EQ(d.say(d.jpn, d.id, d.going(out, true)), Code::refused_count);
  out.goods[0].quantity = 10 * kLitre;
  EXPECT_EQ(d.say(d.jpn, d.id, d.going(out, true)), Code::accepted);
  EXPECT_EQ(d.visit(d.id).state, VisitState::departed);
}

TEST(Drivers, are_counted_against_the_plan_by_licence) {
  GoodsDesk d;
  EXPECT_EQ(d.comes({}, {{"class B", 2}, {"class C", 4}}).code(), Code::accepted);
  const auto fifth = d.comes({}, {{"class C", 1}});
  EXPECT_EQ(fifth.code(), Code::accepted_irregular);
  EXPECT_EQ(fifth.verdict.clause, "entry");
  EXPECT_TRUE(says(fifth, "5 drivers (class C) inside, 4 declared")) << reason(fifth);
  EXPECT_EQ(d.comes({}, {{"crane", 1}}).code(), Code::accepted_irregular);
  // A later plan that drops what came keeps the figures and declares none of it.
  auto less = d.plan();
  const auto amended = d.does(d.jpn, d.id, AmendVisit{less, "no vehicles after all"}).id;
  EXPECT_EQ(d.say(d.phl, d.id, ConsentVisit{amended, {}, {}}), Code::accepted);
  ASSERT_EQ(d.visit(d.id).drivers.size(), 3u);
  EXPECT_EQ(d.visit(d.id).drivers[0].declared, 0u);
  EXPECT_EQ(d.visit(d.id).drivers[0].inside, 2u);
  EXPECT_TRUE(d.visit(d.id).goods.empty());
}

}  // namespace
}  // namespace palitan::kernel::kit
