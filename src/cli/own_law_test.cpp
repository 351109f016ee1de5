// The node asks its own party's law before it signs; the partner never hears of it.
#include "cli/own_law.h"

#include <gtest/gtest.h>

#include "node/own_law.h"
#include "node/world.h"
#include "papers/instrument_toml.h"

namespace palitan::cli {
namespace {
using statement::Kind;

constexpr const char* kLaw = R"(
name = "phl-own"
title = "What the Philippines asks of itself"
party = "phl"
getting = "ground-needed"
authority = "who-decides"

[clause.ground-needed]
source = "written for this test"
certainty = "assumed"
en = "Whoever gets must name a ground."

[clause.who-decides]
source = "written for this test"
certainty = "assumed"
en = "And who decided."

[clause.year]
source = "written for this test"
certainty = "assumed"
en = "A yearly ceiling."

[ground.exercise]
clause = "ground-needed"
activities = ["exercise"]

[ceiling.year]
side = "debts"
currency = "JPY"
amount = 1000
first_month = 1
clause = "year"
)";

TEST(OwnLaw, IsAskedBeforeSigningAndStaysOutOfTheRecord) {
  auto overlay = papers::compile_overlay(kLaw, "own.toml");
  ASSERT_TRUE(overlay) << base::sentence(overlay.error());
  node::WorldOptions options;
  options.parties = {"jpn", "phl"};
  auto world = node::World::found(std::move(options)).value();
  auto& book = world->book("phl");
  const node::OwnLaw law({overlay->overlay});
  node::Book* books[] = {&book};
  book.ask_first(
      [&](const node::Draft& draft, base::Instant now) { return law.check(draft, book, books, now); });
  ASSERT_TRUE(world->appoint_usual_offices({{1'000'000, "JPY"}}));

  const statement::OpenActivity exercise{"exercise", "Ex", world->parties(), {20'000}, {21'000}, "Subic"};
  const auto opened = world->sign(
      "phl", "custodian", world->draft("phl", "custodian", Kind::open_activity, {}, codec::encode(exercise)));
  ASSERT_TRUE(opened);
  statement::Request body;
  body.activity = opened->id;
  body.instrument = opened->id;  // the kernel would refuse it; the own law is asked first
  body.supplier = "jpn";
  body.recipient = "phl";
  body.currency = "JPY";
  auto& line = body.lines.emplace_back();
  line.number = 1;
  line.category = "water";
  line.item = "WATER";
  line.unit = "LTR";
  line.quantity = 10'000'000;
  line.price = statement::Price{50, 1};
  const auto code = [&] {
    const auto made = world->sign("phl", "requester",
                                  world->draft("phl", "requester", Kind::request, {}, codec::encode(body)));
    return made ? base::Code::accepted : made.error().code;
  };
  EXPECT_EQ(code(), base::Code::local_law_ground);
  body.declares = statement::Declaration{"exercise", false, ""};
  EXPECT_EQ(code(), base::Code::local_law_ground) << "who decided is not named";
  body.declares->authority = "DND order 12";
  EXPECT_EQ(code(), base::Code::refused_cited) << "the own law has no objection any more";
  line.price->minor = 500;
  EXPECT_EQ(code(), base::Code::local_law_ceiling) << "5000 yen would pass the ceiling of 1000";
}

}  // namespace
}  // namespace palitan::cli
