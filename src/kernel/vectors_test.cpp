// The vectors of spec/vectors that only the kernel can run: order, accords, verdicts accord by accord.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>

#include "crypto/hash.h"
#include "crypto/sign.h"
#include "kernel/accord.h"
#include "kernel/batch.h"
#include "kernel/evidence.h"

namespace palitan::kernel {
namespace {
using nlohmann::json;
using statement::SignedStatement;

json read_vectors(const std::string& name) {
  std::ifstream in(PALITAN_SOURCE_DIR "/spec/vectors/" + name);
  return json::parse(in);
}
SignedStatement act_of(const json& hex) {
  return statement::reopen(*statement::decode_statement(*base::from_hex(hex.get<std::string>())));
}
template <class F>
F fixed(const json& hex) {
  return *base::fixed_from_hex<F>(hex.get<std::string>());
}
Read nothing() {
  return [](const FactKey&) { return std::make_shared<const Fact>(); };
}

/// Folds the accords of a vector and compares every verdict; the facts after them.
void fold_accords(const json& accords, Facts& facts) {
  base::Hash results;
  for (const auto& accord : accords) {
    std::vector<SignedStatement> acts;
    for (const auto& row : accord["statements"]) acts.push_back(act_of(row["bytes"]));
    auto shuffled = acts;
    std::reverse(shuffled.begin(), shuffled.end());
    const auto ordered = canonical_order(shuffled, accord["proposer"], facts, nothing());
    ASSERT_TRUE(ordered) << base::sentence(ordered.error());
    const Context context{{accord["time"].get<std::int64_t>()}, accord["height"], 1};
    const auto fold_of_accord = fold(*ordered, facts, context, results, nothing());
    results = fold_of_accord.results;
    for (std::size_t i = 0; i < acts.size(); ++i) {
      const auto& entry = fold_of_accord.entries.at(i);
      EXPECT_EQ(base::to_hex(entry.act->id().view()), accord["statements"][i]["id"]) << "place " << i;
      EXPECT_EQ(name(entry.verdict.code), accord["statements"][i]["code"])
          << "height " << accord["height"] << " place " << i << ": "
          << base::sentence(entry.verdict.refusal());
    }
  }
}

TEST(KernelVectors, Order) {
  const auto vectors = read_vectors("order.json");
  Facts facts;
  std::vector<SignedStatement> agreed, batch;
  for (const auto& hex : vectors["agreed"]) agreed.push_back(act_of(hex));
  fold(agreed, facts, {{1'795'392'000'000}, 0, 1}, {}, nothing());
  for (const auto& row : vectors["batch"]) batch.push_back(act_of(row["bytes"]));
  for (const auto& test : vectors["cases"]) {
    const auto ordered = canonical_order(batch, test["proposer"], facts, nothing());
    ASSERT_TRUE(ordered);
    for (std::size_t i = 0; i < batch.size(); ++i)
      EXPECT_EQ(base::to_hex((*ordered)[i]->id().view()), test["order"][i]) << "place " << i;
  }
}

TEST(KernelVectors, Fork) {
  const auto vectors = read_vectors("fork.json");
  Facts facts;
  fold_accords(vectors["accords"], facts);
  for (const auto& fork : vectors["forks"]) {
    const auto* seat = facts.get<SeatFact>(seat_key(fixed<base::KeyId>(fork["seat"])));
    ASSERT_NE(seat, nullptr);
    EXPECT_EQ(seat->fork_from, fork["from"].get<std::uint64_t>());
  }
}

TEST(KernelVectors, KeyChange) {
  const auto vectors = read_vectors("key_change.json");
  const auto id = fixed<base::Id>(vectors["partnership"]);
  Facts facts;
  auto until = json::array({vectors["accords"][0], vectors["accords"][1], vectors["accords"][2]});
  fold_accords(until, facts);
  for (const auto& test : vectors["finals"]) {
    const auto note = merkle::parse_note(test["final"].get<std::string>());
    ASSERT_TRUE(note);
    const auto point = parse_checkpoint_body(id, note->text);
    ASSERT_TRUE(point);
    const auto ok = check_final(*note, *point, *facts.get<PartnershipFact>(partnership_key()));
    EXPECT_EQ(ok ? "accepted" : name(ok.error().code), test["code"]) << test["by"];
  }
  Facts all;
  fold_accords(vectors["accords"], all);
}

TEST(KernelVectors, RulesAndRestore) {
  const auto vectors = read_vectors("rules.json");
  Facts facts;
  fold_accords(vectors["accords"], facts);
  for (const auto& row : vectors["version"])
    EXPECT_EQ(facts.get<PartnershipFact>(partnership_key())->rules_at(row["height"]), row["rules"]) << row;
  Facts restored;
  fold_accords(read_vectors("restore.json")["accords"], restored);
}

TEST(KernelVectors, Checkpoint) {
  const auto vectors = read_vectors("checkpoint.json");
  const auto id = fixed<base::Id>(vectors["partnership"]);
  std::vector<SignedStatement> log;
  for (const auto& hex : vectors["statements"]) log.push_back(act_of(hex));
  Facts facts;
  base::Hash results;
  std::size_t done = 0;
  for (const auto& accord : vectors["accords"]) {
    const auto text = accord["text"].get<std::string>();
    const auto point = parse_checkpoint_body(id, text);
    ASSERT_TRUE(point) << base::sentence(point.error());
    EXPECT_EQ(checkpoint_body(id, *point), text);
    EXPECT_EQ(base::to_hex(checkpoint_hash(text).view()), accord["hash"]);
    const std::vector<SignedStatement> batch(log.begin() + static_cast<std::ptrdiff_t>(done),
                                             log.begin() + static_cast<std::ptrdiff_t>(point->size));
    done = point->size;
    const auto folded = fold(batch, facts, {point->time, point->height, point->rules}, results, nothing());
    results = folded.results;
    EXPECT_EQ(results, point->results) << "height " << point->height;
    const auto note = merkle::parse_note(accord["final"].get<std::string>());
    ASSERT_TRUE(note);
    EXPECT_TRUE(check_final(*note, *point, *facts.get<PartnershipFact>(partnership_key())));
  }
  for (const auto& test : vectors["bad_texts"]) {
    const auto point = parse_checkpoint_body(id, test["text"].get<std::string>());
    EXPECT_EQ(point ? "accepted" : name(point.error().code), test["code"]) << test["name"];
  }
  for (const auto& test : vectors["bad_finals"]) {
    const auto note = merkle::parse_note(test["final"].get<std::string>());
    ASSERT_TRUE(note);
    const auto ok = check_final(*note, *parse_checkpoint_body(id, note->text),
                                *facts.get<PartnershipFact>(partnership_key()));
    EXPECT_EQ(ok ? "accepted" : name(ok.error().code), test["code"]) << test["name"];
  }
}

TEST(KernelVectors, Decline) {
  const auto vectors = read_vectors("decline.json");
  const auto id = fixed<base::Id>(vectors["partnership"]);
  for (const auto& test : vectors["declines"]) {
    const auto decline = parse_decline(id, test["text"].get<std::string>());
    ASSERT_TRUE(decline);
    EXPECT_EQ(decline->height, test["height"]);
    EXPECT_EQ(decline->attempt, test["attempt"]);
    EXPECT_EQ(name(decline->reason), test["reason"]);
    EXPECT_EQ(decline_text(id, *decline), test["text"]);
  }
  for (const auto& test : vectors["bad_texts"]) {
    const auto decline = parse_decline(id, test["text"].get<std::string>());
    EXPECT_EQ(decline ? "accepted" : name(decline.error().code), test["code"]) << test["name"];
  }
}

TEST(KernelVectors, Results) {
  // The items' bytes, from what the vector says.
  const auto vectors = read_vectors("results.json");
  auto results = fixed<base::Hash>(vectors["before"]);
  for (const auto& accord : vectors["accords"]) {
    crypto::Sha256 hash;
    hash.update(results.view());
    for (std::size_t i = 0; i < accord["items"].size(); ++i) {
      const auto& item = accord["items"][i];
      std::vector<ledger::Posting> postings;
      for (const auto& p : item["postings"])
        postings.push_back({*ledger::parse_account(p[0].get<std::string>()), p[1], p[2]});
      const Verdict verdict{
          *base::code_from_name(item["code"].get<std::string>()), item["clause"], item["state"], {}};
      EXPECT_EQ(base::to_hex(result_item(fixed<base::Id>(item["id"]), verdict, postings)),
                accord["encoded"][i]);
      hash.update(crypto::sha256(result_item(fixed<base::Id>(item["id"]), verdict, postings)).view());
    }
    results = hash.finish();
    EXPECT_EQ(base::to_hex(results.view()), accord["results"]);
  }
}

TEST(KernelVectors, Evidence) {
  const auto vectors = read_vectors("evidence.json");
  int proven = 0;
  for (const auto& test : vectors["cases"]) {
    const auto foreign = verify_evidence(*base::from_hex(test["evidence"].get<std::string>()));
    EXPECT_EQ(foreign ? "accepted" : name(foreign.error().code), test["code"]) << test["name"];
    if (!foreign) continue;
    EXPECT_EQ(base::to_hex(foreign->statement.id().view()), vectors["statement"]);
    EXPECT_EQ(base::to_hex(foreign->partnership.view()), vectors["partnership"]);
    proven += foreign->verdict && foreign->verdict->code == base::Code::accepted ? 1 : 0;
  }
  EXPECT_EQ(proven, 1) << "one case brings the results";
}

TEST(KernelVectors, AccordRules) {
  const auto vectors = read_vectors("accord_rules.json");
  base::Hash x, y;
  x.raw[0] = 1;
  y.raw[0] = 2;
  int cases = 0;
  for (const auto& test : vectors["cases"]) {
    if (test["final_known"]) continue;  // outside what may_cosign is asked
    Votes mine;
    for (const auto& vote : test["cosigned"])
      mine.cosigned[vote["attempt"]] = vote["checkpoint"] == "x" ? x : y;
    mine.declined = test["declined"].get<std::set<std::uint64_t>>();
    auto held = test["declines_held"].get<std::set<std::uint64_t>>();
    const std::uint64_t attempt = test["attempt"];
    EXPECT_EQ(may_cosign(mine, attempt, x, held).has_value(), test["cosign_x"].get<bool>()) << test;
    EXPECT_EQ(may_cosign(mine, attempt, y, held).has_value(), test["cosign_y"].get<bool>()) << test;
    EXPECT_EQ(may_decline(mine, attempt), test["decline"].get<bool>()) << test;
    ++cases;
  }
  for (const auto& test : vectors["proposers"])
    EXPECT_EQ(proposer_of(test["height"], test["attempt"], test["parties"]), test["proposer"]);
  std::printf("accord rules: %d states asked\n", cases);
}

}  // namespace
}  // namespace palitan::kernel
