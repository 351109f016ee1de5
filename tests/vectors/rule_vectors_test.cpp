// order.json, accord_rules.json, fork.json, key_change.json, restore.json, rules.json, time.json: the rules
// of accords as data. Verdicts are those of spec/log.md; the kernel's tests read them.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>

#include "crypto/hash.h"
#include "support.h"

namespace palitan::vectors {
namespace {
using namespace statement;

// ---- canonical order
// ------------------------------------------------------------------------------------------------

ordered_json described(const std::vector<SignedStatement>& acts) {
  auto out = ordered_json::array();
  for (const auto& act : acts) {
    auto causes_here = ordered_json::array();
    for (const auto& id : causes(*act)) causes_here.push_back(hex_of(id));
    out.push_back({{"id", hex_of(act->id())},
                   {"party", party_of(act->content().seat)},
                   {"seat", hex_of(act->content().seat)},
                   {"sequence", act->content().sequence},
                   {"causes", causes_here},
                   {"bytes", hex(act->bytes())}});
  }
  return out;
}

TEST(OrderVectors, AreCurrentAndTheSameWhateverTheOrderOfArrival) {
  World world;
  const auto agreed = world.opening();
  std::vector<SignedStatement> batch;
  batch.push_back(world.request(kPhlOfficer, "A"));
  const auto first = batch.back();
  batch.push_back(world.act(kJpnIssuer, Offer{{}, 0, "for A"}, {.case_id = first->id()}));
  batch.push_back(world.request(kPhlOfficer, "B", {batch.back()->id()}));  // seen the offer
  batch.push_back(world.appoint(kJpnRegistrar, 0x18, "Biller", {Role::biller}));
  batch.push_back(world.act(0x18, Query{first->id(), Reason::other, "by a seat of this batch"},
                            {.case_id = first->id()}));
  const auto appointment = world.opening()[4]->id();
  Close close;
  batch.push_back(world.act(kPhlOfficer, close, {.case_id = first->id()}));
  // The fork: another second act of the same seat.
  batch.push_back(world.act(kPhlOfficer, Cancel{"other branch"},
                            {.case_id = first->id(), .sequence = 2, .previous = first->id()}));
  batch.push_back(world.act(kJpnRegistrar, Revoke{crypto::key_id(key_of(0x18).public_key), 1, "left"},
                            world.in_partnership()));
  ASSERT_FALSE(appointment.is_zero());

  std::mt19937 random(5);
  ordered_json out;
  out["about"] =
      "Canonical order of a batch (spec/log.md section 4). `agreed` stands before it; a seat forks at "
      "sequence 2.";
  out["parties"] = {"jpn", "phl"};
  out["agreed"] = bytes_of(agreed);
  std::sort(batch.begin(), batch.end(), [](const auto& a, const auto& b) { return a->id() < b->id(); });
  out["batch"] = described(batch);
  out["cases"] = ordered_json::array();
  for (std::size_t proposer = 0; proposer < 2; ++proposer) {
    const auto ordered = canonical_order(batch, proposer, 2);
    for (int i = 0; i < 20; ++i) {
      auto mixed = batch;
      std::shuffle(mixed.begin(), mixed.end(), random);
      const auto again = canonical_order(mixed, proposer, 2);
      EXPECT_TRUE(std::equal(again.begin(), again.end(), ordered.begin(), ordered.end(),
                             [](const auto& a, const auto& b) { return a->id() == b->id(); }));
    }
    auto ids = ordered_json::array();
    for (const auto& act : ordered) ids.push_back(hex_of(act->id()));
    out["cases"].push_back({{"proposer", proposer}, {"order", ids}});
  }
  EXPECT_NE(out["cases"][0]["order"], out["cases"][1]["order"]);
  expect_current("order.json", out);
}

// ---- attempts
// -------------------------------------------------------------------------------------------------------

/// The strict rule, as the exhaustive search states it.
struct Signed {
  std::vector<std::pair<int, std::string>> cosigned;
  std::set<int> declined, declines_held;
  bool final_known = false;

  bool may_cosign(int attempt, const std::string& value) const {
    if (final_known || declined.contains(attempt)) return false;
    for (const auto& [at, what] : cosigned) {
      if (at == attempt && what == value) continue;  // the same bytes again
      const bool declined_by_somebody = declines_held.contains(at) || declined.contains(at);
      if (at >= attempt || !declined_by_somebody) return false;
    }
    return true;
  }
  bool may_decline(int attempt) const {
    const bool signed_it =
        std::any_of(cosigned.begin(), cosigned.end(), [&](const auto& c) { return c.first == attempt; });
    return !final_known && !declined.contains(attempt) && !signed_it;
  }
};

TEST(AccordRuleVectors, AreCurrent) {
  ordered_json out;
  out["about"] =
      "When a party may cosign or decline an attempt (spec/log.md section 5): what it has signed at this "
      "height, whose "
      "declines it holds (attempts), and whether it knows a final accord. x and y are two checkpoints.";
  out["cases"] = ordered_json::array();
  const auto add = [&](const std::string& name, const Signed& held) {
    auto cosigned = ordered_json::array();
    for (const auto& [attempt, value] : held.cosigned)
      cosigned.push_back({{"attempt", attempt}, {"checkpoint", value}});
    for (int attempt = 0; attempt < 4; ++attempt) {
      ordered_json row{{"name", name},
                       {"cosigned", cosigned},
                       {"declined", held.declined},
                       {"declines_held", held.declines_held},
                       {"final_known", held.final_known},
                       {"attempt", attempt},
                       {"cosign_x", held.may_cosign(attempt, "x")},
                       {"cosign_y", held.may_cosign(attempt, "y")},
                       {"decline", held.may_decline(attempt)}};
      out["cases"].push_back(std::move(row));
    }
  };
  add("nothing signed", {});
  add("cosigned 0, no decline held", {{{0, "x"}}, {}, {}});
  add("cosigned 0, the other's decline of 0 held", {{{0, "x"}}, {}, {0}});
  add("cosigned 0, only the decline of 1 held", {{{0, "x"}}, {}, {1}});
  add("cosigned 0 and 1, only the decline of 1 held", {{{0, "x"}, {1, "y"}}, {}, {1}});
  add("cosigned 0 and 1, both declines held", {{{0, "x"}, {1, "y"}}, {}, {0, 1}});
  add("cosigned 1 without having seen 0", {{{1, "y"}}, {}, {}});
  add("cosigned 2 after the decline of 0", {{{0, "x"}, {2, "x"}}, {}, {0}});
  add("declined 0", {{}, {0}, {0}});
  add("declined 0 and 1", {{}, {0, 1}, {0, 1}});
  add("declined 0, cosigned 1", {{{1, "x"}}, {0}, {0}});
  add("a final accord is known", {{{0, "x"}}, {}, {0}, true});

  out["proposers"] = ordered_json::array();
  for (int parties = 2; parties <= 3; ++parties)
    for (int height = 1; height <= 3; ++height)
      for (int attempt = 0; attempt < 3; ++attempt)
        out["proposers"].push_back({{"parties", parties},
                                    {"height", height},
                                    {"attempt", attempt},
                                    {"proposer", (height + attempt) % parties}});

  out["misconduct"] = ordered_json::array();
  const auto paper = [](const char* what, int attempt, const char* checkpoint) {
    return ordered_json{{"paper", what}, {"attempt", attempt}, {"checkpoint", checkpoint}};
  };
  const auto proof = [&](const char* kind, const ordered_json& papers,
                         const std::vector<int>& declined_by_anybody) {
    out["misconduct"].push_back(
        {{"papers", papers}, {"declined_by_anybody", declined_by_anybody}, {"proves", kind}});
  };
  proof("two_cosignatures", {paper("cosignature", 0, "x"), paper("cosignature", 0, "y")}, {});
  proof("none", {paper("cosignature", 0, "x"), paper("cosignature", 0, "x")}, {});
  proof("cosigned_and_declined", {paper("cosignature", 1, "x"), paper("decline", 1, "-")}, {1});
  proof("none", {paper("cosignature", 1, "x"), paper("decline", 0, "-")}, {0});
  proof("skipped_decline", {paper("cosignature", 0, "x"), paper("cosignature", 1, "y")}, {});
  proof("skipped_decline", {paper("cosignature", 0, "x"), paper("cosignature", 2, "x")}, {1});
  proof("none", {paper("cosignature", 0, "x"), paper("cosignature", 1, "y")}, {0});

  out["accord_time"] = ordered_json::array();
  const auto time = [&](std::int64_t previous, std::int64_t proposed, std::int64_t clock, const char* code) {
    out["accord_time"].push_back(
        {{"previous", previous}, {"proposed", proposed}, {"clock", clock}, {"code", code}});
  };
  time(kStart, kStart + 1, kStart, "accepted");
  time(kStart, kStart, kStart, "bad_accord");
  time(kStart, kStart - 1, kStart, "bad_accord");
  time(kStart, kStart + 600'000, kStart, "accepted");
  time(kStart, kStart + 600'001, kStart, "local_clock");
  time(kStart, kStart + 1, kStart + 30 * base::kDayMs, "accepted");
  expect_current("accord_rules.json", out);
}

// ---- forks
// ----------------------------------------------------------------------------------------------------------

/// One accord: its statements in canonical order and the verdict of each.
ordered_json accord(int height, std::int64_t time,
                    const std::vector<std::pair<SignedStatement, const char*>>& acts) {
  std::vector<SignedStatement> batch;
  std::map<base::Id, const char*> codes;
  for (const auto& [act, code] : acts) {
    batch.push_back(act);
    codes[act->id()] = code;
  }
  const auto proposer = static_cast<std::size_t>(height) % 2;
  ordered_json out{{"height", height},
                   {"attempt", 0},
                   {"proposer", proposer},
                   {"time", time},
                   {"statements", ordered_json::array()}};
  for (const auto& act : canonical_order(batch, proposer, 2))
    out["statements"].push_back(
        {{"id", hex_of(act->id())}, {"code", codes.at(act->id())}, {"bytes", hex(act->bytes())}});
  return out;
}
ordered_json opening_accords(const World& world) {
  std::vector<std::pair<SignedStatement, const char*>> rest;
  for (std::size_t i = 1; i < world.opening().size(); ++i) rest.emplace_back(world.opening()[i], "accepted");
  return {accord(0, kStart - 10 * base::kDayMs, {{world.opening()[0], "accepted"}}), accord(1, kStart, rest)};
}
constexpr std::int64_t kLater = kStart + 3'600'000;

TEST(ForkVectors, AreCurrent) {
  World world;
  ordered_json out;
  out["about"] =
      "A forked seat (spec/log.md section 8): accord by accord, each statement with the verdict it must get.";
  out["accords"] = opening_accords(world);
  const auto registrar = crypto::key_id(key_of(kPhlRegistrar).public_key);
  const auto second = world.appoint(kPhlRegistrar, 0x26, "Receiver", {Role::receiver});
  out["accords"].push_back(accord(2, kLater, {{second, "accepted"}}));
  // The other second act: agreed too late. It and what follows are refused; what was agreed stands.
  auto how = world.in_partnership();
  how.sequence = 2;
  how.previous = world.opening()[4]->id();
  how.effective_ms = kStart - base::kDayMs;
  const auto other = world.act(
      kPhlRegistrar, Revoke{crypto::key_id(key_of(kPhlOfficer).public_key), 9, "other branch"}, how);
  const auto after_other = world.appoint(kPhlRegistrar, 0x27, "Biller", {Role::biller});
  out["accords"].push_back(
      accord(3, kLater + 1000, {{other, "refused_forked"}, {after_other, "refused_forked"}}));
  // Roots appoint another registrar; accords go on. Both branches of a new fork come in one accord: both are
  // refused.
  const auto fresh = world.appoint(kPhlRoot0, 0x28, "Registrar, second", {Role::registrar});
  const auto left = world.appoint(0x28, 0x29, "Biller", {Role::biller});
  how = world.in_partnership();
  how.sequence = 1;
  how.previous = fresh->id();
  const auto right = world.act(0x28, Revoke{crypto::key_id(key_of(0x26).public_key), 9, "right branch"}, how);
  out["accords"].push_back(accord(4, kLater + 2000, {{fresh, "accepted"}}));
  out["accords"].push_back(accord(5, kLater + 3000, {{left, "refused_forked"}, {right, "refused_forked"}}));
  out["forks"] = {
      {{"seat", hex_of(registrar)}, {"from", 2}, {"known_at_height", 3}},
      {{"seat", hex_of(crypto::key_id(key_of(0x28).public_key))}, {"from", 1}, {"known_at_height", 5}}};
  expect_current("fork.json", out);
}

// ---- keys
// -----------------------------------------------------------------------------------------------------------

ChangeAccordKey new_key(unsigned accord, unsigned node, KeyReason reason) {
  return {key_of(accord).public_key, key_of(node).public_key, reason, {}};
}

TEST(KeyChangeVectors, AreCurrent) {
  World world;
  ordered_json out;
  out["about"] =
      "A change of accord key counts for the accord that contains it (spec/log.md section 9): `final` is "
      "signed by the new key. "
      "Its results hash is left at zero: only the cosignatures are looked at.";
  out["partnership"] = hex_of(world.id());
  out["accords"] = opening_accords(world);
  const auto change = world.root_act(kJpnRoot0, new_key(kJpnNewAccord, kJpnNewNode, KeyReason::lost),
                                     {kJpnRoot1}, world.in_partnership());
  const auto one_root =
      world.root_act(kJpnRoot1, new_key(0x19, 0x1a, KeyReason::planned), {}, world.in_partnership());
  const auto back = world.root_act(kJpnRoot0, new_key(kJpnAccord, kJpnNewNode, KeyReason::planned),
                                   {kJpnRoot1}, world.in_partnership());
  const auto of_other = world.root_act(kPhlRoot0, new_key(kJpnNewAccord, kPhlNode, KeyReason::planned), {},
                                       world.in_partnership());
  const auto by_officer =
      world.act(kPhlRegistrar, new_key(0x2a, kPhlNode, KeyReason::planned), world.in_partnership());
  out["accords"].push_back(accord(2, kLater, {{change, "accepted"}}));
  out["accords"].push_back(accord(3, kLater + 1000,
                                  {{one_root, "refused_root"},
                                   {back, "refused_key_known"},
                                   {of_other, "refused_key_known"},
                                   {by_officer, "refused_root"}}));
  out["accord_key"] = ordered_json::array();
  for (const auto& [height, seed] :
       {std::pair{1, kJpnAccord}, std::pair{2, kJpnNewAccord}, std::pair{3, kJpnNewAccord}})
    out["accord_key"].push_back(
        {{"height", height}, {"party", "jpn"}, {"key", hex_of(key_of(seed).public_key)}});
  Point point;
  point.height = 2;
  point.time_ms = kLater;
  merkle::Frontier tree;
  for (const auto& act : world.opening()) tree.append(merkle::leaf_hash(act->id().view()));
  tree.append(merkle::leaf_hash(change->id().view()));
  point.size = tree.size();
  point.root = tree.root();
  const auto text = checkpoint_text(world.id(), point);
  const auto note = [&](unsigned jpn) {
    return final_note(text, kLater, {{"jpn/accord", jpn}, {"phl/accord", kPhlAccord}});
  };
  out["finals"] = {
      {{"height", 2}, {"by", "the new key"}, {"code", "accepted"}, {"final", note(kJpnNewAccord)}},
      {{"height", 2}, {"by", "the old key"}, {"code", "bad_cosignature"}, {"final", note(kJpnAccord)}}};
  expect_current("key_change.json", out);
}

TEST(RestoreVectors, AreCurrent) {
  World world;
  ordered_json out;
  out["about"] =
      "A restored node (spec/log.md section 9): new keys first, then the handover of every other party, then "
      "accords.";
  const auto change = world.root_act(kJpnRoot0, new_key(kJpnNewAccord, kJpnNewNode, KeyReason::restored),
                                     {kJpnRoot1}, world.in_partnership());
  out["accords"] = opening_accords(world);
  out["accords"].push_back(accord(2, kLater, {{change, "accepted"}}));
  out["handover"] = ordered_json::array();
  const auto row = [&](const std::vector<std::string>& parties, const std::vector<std::string>& handed_over,
                       const char* code) {
    out["handover"].push_back(
        {{"restored", "jpn"}, {"parties", parties}, {"handed_over", handed_over}, {"cosign", code}});
  };
  row({"jpn", "phl"}, {}, "local_handover_awaited");
  row({"jpn", "phl"}, {"phl"}, "accepted");
  row({"aus", "jpn", "phl"}, {"phl"}, "local_handover_awaited");
  row({"aus", "jpn", "phl"}, {"aus"}, "local_handover_awaited");
  row({"aus", "jpn", "phl"}, {"aus", "phl"}, "accepted");
  out["bound_by_old_votes"] = ordered_json::array();
  const auto bound = [&](const char* says, const ordered_json& old, int attempt, const char* checkpoint,
                         bool allowed) {
    out["bound_by_old_votes"].push_back({{"says", says},
                                         {"old_votes", old},
                                         {"attempt", attempt},
                                         {"checkpoint", checkpoint},
                                         {"may_cosign", allowed}});
  };
  const ordered_json cosigned_x = {{{"cosigned", 0}, {"checkpoint", "x"}}};
  const ordered_json declined = {{{"declined", 0}}};
  bound("the same checkpoint again", cosigned_x, 0, "x", true);
  bound("another checkpoint of the same attempt", cosigned_x, 0, "y", false);
  bound("the next attempt without a decline", cosigned_x, 1, "y", false);
  bound("an attempt that the old key declined", declined, 0, "x", false);
  bound("the attempt after it", declined, 1, "x", true);
  expect_current("restore.json", out);
}

TEST(RulesVectors, AreCurrent) {
  World world;
  ordered_json out;
  out["about"] =
      "The rules version (spec/log.md section 10): statements of every party's roots, and the version of "
      "each height.";
  out["accords"] = opening_accords(world);
  const auto jpn = world.root_act(kJpnRoot0, RaiseRules{2, 6, {}}, {kJpnRoot1}, world.in_partnership());
  const auto phl_other = world.root_act(kPhlRoot0, RaiseRules{2, 7, {}}, {}, world.in_partnership());
  out["accords"].push_back(accord(2, kLater, {{jpn, "accepted"}, {phl_other, "accepted"}}));
  const auto not_above = world.root_act(kPhlRoot0, RaiseRules{1, 9, {}}, {}, world.in_partnership());
  const auto passed = world.root_act(kPhlRoot0, RaiseRules{2, 3, {}}, {}, world.in_partnership());
  const auto one_root = world.root_act(kJpnRoot1, RaiseRules{3, 9, {}}, {}, world.in_partnership());
  out["accords"].push_back(
      accord(3, kLater + 1000,
             {{not_above, "refused_rules"}, {passed, "refused_rules"}, {one_root, "refused_root"}}));
  const auto phl = world.root_act(kPhlRoot0, RaiseRules{2, 6, {}}, {}, world.in_partnership());
  out["accords"].push_back(accord(4, kLater + 2000, {{phl, "accepted"}}));
  out["version"] = ordered_json::array();
  for (int height = 0; height <= 8; ++height)
    out["version"].push_back({{"height", height},
                              {"rules", height < 6 ? 1 : 2},
                              {"node_that_knows_1", height < 6 ? "accepted" : "local_upgrade"},
                              {"node_that_knows_2", "accepted"}});
  expect_current("rules.json", out);
}

// ---- time
// -----------------------------------------------------------------------------------------------------------

TEST(TimeVectors, AreCurrent) {
  ordered_json out;
  out["about"] = "Legal dates, windows and clocks (spec/log.md section 11).";
  out["legal_dates"] = ordered_json::array();
  for (const auto* text :
       {"2026-11-23T23:59:59.999+00:00", "2026-11-24T00:00:00.000+08:00", "2026-11-23T17:30:00.000+00:00",
        "2026-11-24T01:30:00.000+08:00", "2026-11-24T02:30:00.000+09:00", "2026-11-23T12:30:00.000-05:00",
        "2028-02-29T00:00:00.000+14:00", "2026-01-01T11:00:00.000-14:00", "1970-01-01T00:00:00.000+00:00"}) {
    const auto when = base::parse_effective(text).value();
    out["legal_dates"].push_back({{"text", text},
                                  {"at", when.at.ms},
                                  {"offset_minutes", when.offset_minutes},
                                  {"legal_date", std::string(text).substr(0, 10)}});
    EXPECT_EQ(base::to_text(when.legal_date()), std::string(text).substr(0, 10));
  }
  out["windows"] = ordered_json::array();
  const auto window = [&](int days, std::int64_t behind_ms, const char* code) {
    out["windows"].push_back(
        {{"accord", kStart}, {"back_dating_days", days}, {"effective", kStart - behind_ms}, {"code", code}});
  };
  window(30, 0, "accepted");
  window(30, -1, "refused_future");
  window(30, 30 * base::kDayMs, "accepted");
  window(30, 30 * base::kDayMs + 1, "refused_back_dated");
  window(0, 0, "accepted");
  window(0, 1, "refused_back_dated");
  out["clocks"] = ordered_json::array();
  const auto clock = [&](const char* from, const char* unit, int count, const char* until) {
    const auto start = base::parse_date(from).value();
    const auto end =
        std::string_view(unit) == "days" ? base::add_days(start, count) : base::add_months(start, count);
    EXPECT_EQ(base::to_text(end), until);
    out["clocks"].push_back({{"delivery", from}, {unit, count}, {"due", until}});
  };
  clock("2026-11-23", "days", 30, "2026-12-23");
  clock("2026-12-31", "days", 60, "2027-03-01");
  clock("2028-02-01", "days", 30, "2028-03-02");
  clock("2026-11-30", "months", 3, "2027-02-28");
  clock("2027-11-30", "months", 3, "2028-02-29");
  clock("2026-11-15", "months", 12, "2027-11-15");
  out["warrants"] = ordered_json::array();
  for (const auto& [date, code] :
       {std::pair{"2026-10-31", "refused_warrant_date"}, std::pair{"2026-11-01", "accepted"},
        std::pair{"2027-10-31", "accepted"}, std::pair{"2027-11-01", "refused_warrant_date"}})
    out["warrants"].push_back(
        {{"valid_from", "2026-11-01"}, {"valid_until", "2027-10-31"}, {"legal_date", date}, {"code", code}});
  expect_current("time.json", out);
}

}  // namespace
}  // namespace palitan::vectors
