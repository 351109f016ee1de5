// Markings against the node's own doors: spec/vectors/marking.json, and what becomes of an act above a
// partner's ceiling.
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "kernel/marking.h"
#include "node/evidence_maker.h"
#include "node/world.h"
#include "store/memory.h"

namespace palitan::node {
namespace {
using base::Code;
using nlohmann::json;
using statement::Kind;
using statement::Marking;

json vectors() {
  std::ifstream in(PALITAN_SOURCE_DIR "/spec/vectors/marking.json");
  return json::parse(in);
}
Marking marking_named(const json& word) {
  Marking out{};
  EXPECT_TRUE(from_name(word.get<std::string>(), out));
  return out;
}

struct MarkedWorld {
  std::unique_ptr<World> world;
  explicit MarkedWorld(std::vector<statement::PartyCode> parties = {"jpn", "phl"}) {
    WorldOptions options;
    options.parties = std::move(parties);
    world = std::move(World::found(std::move(options)).value());
    EXPECT_TRUE(world->appoint_usual_offices({{1'000'000, "JPY"}}).has_value());
    EXPECT_TRUE(world->settle());
  }
  void hold(const char* party, Marking ceiling) {
    world->set_ceiling(party, ceiling);
    EXPECT_TRUE(world->restart(party).has_value());
  }
  base::Result<Signed> opens(const char* party, Marking marking, const char* office = "custodian") {
    const statement::OpenActivity body{"relief", "Relief", world->parties(), {20'000}, {21'000}, "Tacloban"};
    auto draft = world->draft(party, office, Kind::open_activity, {}, codec::encode(body));
    draft.marking = marking;
    return world->sign(party, office, draft);
  }
  bool agreed(const char* at, const base::Id& id) {
    const auto row = world->store(at).statement(id);
    return row && row->entry;
  }
};

Code code_of(const auto& done) { return done ? Code::accepted : done.error().code; }

/// Signs at a node with that ceiling.
Code sign_under(Marking ceiling, Marking marking) {
  MarkedWorld w;
  w.hold("jpn", ceiling);
  return code_of(w.opens("jpn", marking));
}
/// Carries an act of a node that may hold everything to one with that ceiling.
Code take_under(Marking ceiling, Marking marking) {
  MarkedWorld w;
  w.hold("jpn", Marking::restricted);
  w.hold("phl", ceiling);
  const auto id = w.opens("jpn", marking).value().id;
  return code_of(w.world->hand("phl", w.world->bytes_of(id).value()));
}
/// Proves an agreed act to outsiders, under a ceiling that was lowered since.
Code export_under(Marking ceiling, Marking marking) {
  MarkedWorld w;
  w.hold("jpn", Marking::restricted);
  w.hold("phl", Marking::restricted);
  const auto id = w.opens("jpn", marking).value().id;
  EXPECT_TRUE(w.world->settle());
  return code_of(evidence_of(w.world->store("jpn"), id, ceiling));
}

TEST(Marking, TheVectorsAreWhatTheNodeDoes) {
  int cases = 0;
  const auto v = vectors();
  for (const auto& row : v["cases"]) {
    const auto ceiling = marking_named(row["ceiling"]), marking = marking_named(row["marking"]);
    const auto deed = row["deed"].get<std::string>();
    const auto code = deed == "sign"   ? sign_under(ceiling, marking)
                      : deed == "take" ? take_under(ceiling, marking)
                                       : export_under(ceiling, marking);
    EXPECT_EQ(name(code), row["code"]) << row;
    ++cases;
  }
  EXPECT_EQ(cases, 27);
}

TEST(Marking, AListCarriesTheHighestOfWhatItHolds) {
  const auto v = vectors();
  kernel::Leaving leaving(Marking::restricted);
  for (const auto& word : v["of_a_list"]["markings"])
    for (const auto& row : v["statements"])
      if (row["marking"] == word) {
        const auto act =
            statement::decode_statement(*base::from_hex(row["bytes"].get<std::string>())).value();
        EXPECT_TRUE(leaving.take(act).has_value());
      }
  EXPECT_EQ(name(leaving.highest()), v["of_a_list"]["marking"]);
}

TEST(Marking, AccordsGoOnPastAnActThatAPartnerDoesNotTake) {
  MarkedWorld w({"aus", "jpn", "phl"});
  w.hold("aus", Marking::restricted);
  w.hold("jpn", Marking::restricted);
  const auto above = w.opens("jpn", Marking::restricted).value().id;
  EXPECT_FALSE(w.world->settle());
  for (int i = 0; i < 3; ++i) {
    const auto height = w.world->book("phl").height();
    const auto a = w.opens("phl", Marking::official).value().id;
    const auto b = w.opens("aus", Marking::unclassified).value().id;
    w.world->settle();
    EXPECT_TRUE(w.agreed("phl", a) && w.agreed("jpn", a) && w.agreed("aus", b)) << i;
    EXPECT_GT(w.world->book("phl").height(), height);
  }
  EXPECT_FALSE(w.agreed("jpn", above));
  EXPECT_FALSE(w.world->store("phl").statement(above).has_value());
  EXPECT_EQ(w.world->book("jpn").stall(w.world->now()).waiting_for,
            "phl: its node takes nothing marked restricted or above");
  // A restart forgets who declined, and asks once more.
  EXPECT_TRUE(w.world->restart("jpn").has_value());
  const auto c = w.opens("phl", Marking::official).value().id;
  w.world->settle();
  EXPECT_TRUE(w.agreed("jpn", c));
  // With its ceiling raised the partner takes it, and all is agreed.
  w.hold("phl", Marking::restricted);
  EXPECT_TRUE(w.world->settle());
  EXPECT_TRUE(w.agreed("phl", above));
  EXPECT_EQ(w.world->difference(), std::nullopt);
}

TEST(Marking, ManyMarkedActsCostAFewDeclinedAttempts) {
  MarkedWorld w;
  w.hold("jpn", Marking::restricted);
  for (int i = 0; i < 20; ++i) EXPECT_TRUE(w.opens("jpn", Marking::restricted).has_value());
  w.world->settle();
  const auto a = w.opens("phl", Marking::official).value().id;
  w.world->settle();
  EXPECT_TRUE(w.agreed("jpn", a));
  EXPECT_LE(w.world->store("jpn").notes("vote/").size(), 8u);
}

TEST(Marking, WhatIsHereStaysWhenTheCeilingIsLowered) {
  MarkedWorld w;
  w.hold("jpn", Marking::restricted);
  w.hold("phl", Marking::restricted);
  w.world->set_link("jpn", "phl", false);
  const auto pending = w.opens("jpn", Marking::restricted).value().id;
  w.hold("jpn", Marking::official);  // the book opens all the same
  EXPECT_NE(w.world->book("jpn").pending(pending), nullptr);
  EXPECT_EQ(code_of(w.opens("jpn", Marking::restricted)), Code::local_marking);
  w.world->set_link("jpn", "phl", true);
  EXPECT_TRUE(w.world->settle());
  EXPECT_TRUE(w.agreed("phl", pending));
}

}  // namespace
}  // namespace palitan::node
