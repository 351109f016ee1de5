// merkle.json, checkpoint.json, decline.json, results.json, evidence.json: the bytes of the log.
#include <gtest/gtest.h>

#include "crypto/hash.h"
#include "support.h"

namespace palitan::vectors {
namespace {
using namespace statement;

base::Hash leaf_of(const base::Id& id) { return merkle::leaf_hash(id.view()); }
ordered_json hashes(const std::vector<base::Hash>& list) {
  auto out = ordered_json::array();
  for (const auto& hash : list) out.push_back(hex_of(hash));
  return out;
}
base::Hash hash_of(std::string_view text) { return crypto::sha256(base::view_of(text)); }

TEST(MerkleVectors, AreCurrent) {
  ordered_json out;
  out["about"] = "The tree over ids (spec/log.md section 1). Leaf i is the id of 32 bytes with the value i.";
  merkle::Levels log;
  out["empty_root"] = hex_of(merkle::empty_root());
  out["roots"] = ordered_json::array();
  for (unsigned i = 0; i < 9; ++i) {
    log.append(leaf_of(id_of(i)));
    out["roots"].push_back(
        {{"size", i + 1}, {"leaf", hex_of(leaf_of(id_of(i)))}, {"root", hex_of(log.root())}});
  }
  const auto node = log.reader();
  out["inclusion"] = ordered_json::array();
  for (const std::uint64_t size : {1u, 2u, 7u, 9u})
    for (std::uint64_t index = 0; index < size; ++index)
      out["inclusion"].push_back(
          {{"index", index}, {"size", size}, {"proof", hashes(merkle::inclusion_proof(index, size, node))}});
  out["consistency"] = ordered_json::array();
  for (std::uint64_t from = 1; from <= 9; ++from)
    for (std::uint64_t to = from; to <= 9; to += 2)
      out["consistency"].push_back(
          {{"from", from}, {"to", to}, {"proof", hashes(merkle::consistency_proof(from, to, node))}});
  expect_current("merkle.json", out);
}

/// Size and root of the log that holds these.
void fill_tree(Point& point, const std::vector<SignedStatement>& acts) {
  merkle::Frontier tree;
  for (const auto& act : acts) tree.append(leaf_of(act->id()));
  point.size = tree.size();
  point.root = tree.root();
}

base::Bytes item_of(const base::Id& id, base::Code code, std::string_view clause, std::uint64_t state,
                    const std::vector<std::tuple<std::string, std::string, std::int64_t>>& postings) {
  codec::Encoder item;
  item.array(5);
  item.byte_string(id.view());
  item.unsigned_integer(static_cast<std::uint64_t>(code));
  item.text(clause);
  item.unsigned_integer(state);
  item.array(postings.size());
  for (const auto& [account, commodity, amount] : postings) {
    item.array(3);
    item.text(account);
    item.text(commodity);
    item.integer(amount);
  }
  return item.take();
}
base::Hash chain(const base::Hash& before, const std::vector<base::Bytes>& items) {
  crypto::Sha256 hash;
  hash.update(before.view());
  for (const auto& item : items) hash.update(crypto::sha256(item).view());
  return hash.finish();
}

TEST(ResultsVectors, AreCurrent) {
  ordered_json out;
  out["about"] =
      "The results hash (spec/log.md section 3): SHA-256 of the one before and the "
      "hashes of the items.";
  base::Hash results;
  out["before"] = hex_of(results);
  out["accords"] = ordered_json::array();
  const auto add = [&](const std::vector<base::Bytes>& items, const ordered_json& said) {
    results = chain(results, items);
    ordered_json row;
    row["items"] = said;
    row["encoded"] = ordered_json::array();
    for (const auto& item : items) row["encoded"].push_back(hex(item));
    row["results"] = hex_of(results);
    out["accords"].push_back(row);
  };
  const auto said = [](const base::Id& id, const char* code, const char* clause, int state,
                       const ordered_json& postings) {
    return ordered_json{
        {"id", hex_of(id)}, {"code", code}, {"clause", clause}, {"state", state}, {"postings", postings}};
  };
  const auto none = ordered_json::array();
  add({item_of(id_of(1), base::Code::accepted, "", 0, {})},
      ordered_json::array({said(id_of(1), "accepted", "", 0, none)}));
  add({item_of(id_of(2), base::Code::refused_excluded, "annex-ammunition", 0, {}),
       item_of(
           id_of(3), base::Code::accepted, "", 4,
           {{"jpn:issued:phl", "F-76/LTR", -1'000'000'000}, {"jpn:transit:phl", "F-76/LTR", 1'000'000'000}})},
      ordered_json::array({said(id_of(2), "refused_excluded", "annex-ammunition", 0, none),
                           said(id_of(3), "accepted", "", 4,
                                ordered_json::array({{"jpn:issued:phl", "F-76/LTR", -1'000'000'000},
                                                     {"jpn:transit:phl", "F-76/LTR", 1'000'000'000}}))}));
  add({}, none);
  expect_current("results.json", out);
}

struct Opened {
  World world;
  std::vector<SignedStatement> log;  ///< accord 0: the first; accord 1: the others, proposed by phl
  Point zero, one;
  std::vector<base::Bytes> items;  ///< results of accord 1
  std::string text0, text1, note0, note1;

  Opened() {
    const auto& opening = world.opening();
    log = canonical_order({opening.begin() + 1, opening.end()}, 1, 2);
    log.insert(log.begin(), opening[0]);
    zero.time_ms = kStart - 10 * base::kDayMs;  // the founding's made_at
    fill_tree(zero, {log[0]});
    zero.results = chain({}, {item_of(world.id(), base::Code::accepted, "", 0, {})});
    text0 = checkpoint_text(world.id(), zero);
    note0 = final_note(text0, zero.time_ms,
                       {{"jpn/root-0", kJpnRoot0}, {"jpn/root-1", kJpnRoot1}, {"phl/root-0", kPhlRoot0}});
    one.height = 1;
    one.time_ms = kStart + 1'999;
    fill_tree(one, log);
    for (std::size_t i = 1; i < log.size(); ++i)
      items.push_back(item_of(log[i]->id(), base::Code::accepted, "", 0, {}));
    one.results = chain(zero.results, items);
    one.previous = hash_of(text0);
    text1 = checkpoint_text(world.id(), one);
    note1 = final_note(text1, one.time_ms, {{"jpn/accord", kJpnAccord}, {"phl/accord", kPhlAccord}});
  }
};

TEST(CheckpointVectors, AreCurrent) {
  const Opened o;
  // The second hand and the room agree.
  const auto parsed = merkle::parse_checkpoint(o.text1);
  ASSERT_TRUE(parsed);
  EXPECT_EQ(merkle::body(*parsed), o.text1);
  ordered_json out;
  out["about"] =
      "Checkpoints and final accords (spec/log.md section 2). `statements` is the log; sizes say which "
      "accord holds what.";
  out["partnership"] = hex_of(o.world.id());
  out["statements"] = bytes_of(o.log);
  out["accord_key_seeds"] = {{"jpn", kJpnAccord}, {"phl", kPhlAccord}};
  out["root_key_seeds"] = {{"jpn", {kJpnRoot0, kJpnRoot1}}, {"phl", {kPhlRoot0}}};
  const auto row = [](const Point& p, const std::string& text, const std::string& note) {
    return ordered_json{{"height", p.height},
                        {"attempt", p.attempt},
                        {"time", p.time_ms},
                        {"rules", p.rules},
                        {"size", p.size},
                        {"root", hex_of(p.root)},
                        {"results", hex_of(p.results)},
                        {"previous", hex_of(p.previous)},
                        {"text", text},
                        {"hash", hex_of(hash_of(text))},
                        {"final", note}};
  };
  out["accords"] = {row(o.zero, o.text0, o.note0), row(o.one, o.text1, o.note1)};
  out["bad_texts"] = ordered_json::array();
  const auto bad = [&](const std::string& name, const std::string& from, const std::string& to,
                       const char* code) {
    auto text = o.text1;
    const auto at = text.find(from);
    ASSERT_NE(at, std::string::npos) << name;
    text.replace(at, from.size(), to);
    out["bad_texts"].push_back({{"name", name}, {"code", code}, {"text", text}});
  };
  bad("another partnership", "palitan/1/", "palitan/1/00", "bad_partnership");
  bad("a leading zero", "height 1", "height 01", "bad_note");
  bad("a line missing", "attempt 0\n", "", "bad_note");
  bad("a line too many", "rules 1\n", "rules 1\nnote x\n", "bad_note");
  bad("lines exchanged", "height 1\nattempt 0\n", "attempt 0\nheight 1\n", "bad_note");
  bad("a negative time", "time ", "time -", "bad_note");
  bad("base64 without padding", "=\nprevious", "\nprevious", "bad_note");
  bad("carriage return", "rules 1\n", "rules 1\r\n", "bad_note");
  out["bad_finals"] = ordered_json::array();
  const auto bad_final = [&](const std::string& name, std::int64_t ms,
                             const std::vector<std::pair<std::string, unsigned>>& by) {
    out["bad_finals"].push_back(
        {{"name", name}, {"code", "bad_cosignature"}, {"final", final_note(o.text1, ms, by)}});
  };
  bad_final("one party only", o.one.time_ms, {{"jpn/accord", kJpnAccord}});
  bad_final("parties exchanged", o.one.time_ms, {{"phl/accord", kPhlAccord}, {"jpn/accord", kJpnAccord}});
  bad_final("one signs for both", o.one.time_ms, {{"jpn/accord", kJpnAccord}, {"phl/accord", kJpnAccord}});
  bad_final("roots above height 0", o.one.time_ms, {{"jpn/root-0", kJpnRoot0}, {"phl/root-0", kPhlRoot0}});
  bad_final("another time", o.one.time_ms + 1000, {{"jpn/accord", kJpnAccord}, {"phl/accord", kPhlAccord}});
  bad_final("a third signature", o.one.time_ms,
            {{"jpn/accord", kJpnAccord}, {"phl/accord", kPhlAccord}, {"phl/accord", kPhlAccord}});
  expect_current("checkpoint.json", out);
}

TEST(DeclineVectors, AreCurrent) {
  World world;
  ordered_json out;
  out["about"] = "Declines (spec/log.md section 6), signed by the accord keys of the seeds named.";
  out["partnership"] = hex_of(world.id());
  out["declines"] = ordered_json::array();
  const auto text_of = [&](int height, int attempt, const std::string& reason,
                           const std::string& difference) {
    return "palitan decline/v1\npalitan/1/" + hex_of(world.id()) + "\nheight " + std::to_string(height) +
           "\nattempt " + std::to_string(attempt) + "\nreason " + reason + "\ndifference " + difference +
           "\n";
  };
  const auto add = [&](const char* party, unsigned seed, int height, int attempt, const std::string& reason,
                       const std::string& difference) {
    const auto text = text_of(height, attempt, reason, difference);
    merkle::Note note{text, {merkle::sign_note(key_of(seed), std::string(party) + "/accord", text)}};
    ASSERT_TRUE(base::code_from_name(reason));
    out["declines"].push_back({{"party", party},
                               {"seed", seed},
                               {"height", height},
                               {"attempt", attempt},
                               {"reason", reason},
                               {"difference", difference},
                               {"text", text},
                               {"note", merkle::format(note)}});
  };
  add("phl", kPhlAccord, 2, 0, "bad_results", hex_of(world.opening()[1]->id()));
  add("jpn", kJpnAccord, 2, 1, "later_proposal", "-");
  add("jpn", kJpnAccord, 7, 0, "local_clock", "-");
  const auto good = text_of(2, 0, "bad_results", "-");
  out["bad_texts"] = ordered_json::array();
  const auto bad = [&](const std::string& name, const std::string& text, const char* code) {
    out["bad_texts"].push_back({{"name", name}, {"code", code}, {"text", text}});
  };
  bad("another version", "palitan decline/v2" + good.substr(18), "bad_note");
  bad("a reason that is no refusal", text_of(2, 0, "weather", "-"), "bad_note");
  bad("a difference in capitals", text_of(2, 0, "bad_results", std::string(64, 'A')), "bad_note");
  bad("a difference too short", text_of(2, 0, "bad_results", "00"), "bad_note");
  bad("a line too many", good + "note x\n", "bad_note");
  bad("the last line unfinished", good.substr(0, good.size() - 1), "bad_note");
  auto other = good;
  other[29] = other[29] == '0' ? '1' : '0';
  bad("another partnership", other, "bad_partnership");
  expect_current("decline.json", out);
}

/// spec/log.md section 12.
struct Evidence {
  base::Bytes founding;
  std::vector<base::Bytes> key_changes;
  base::Bytes statement;
  std::uint64_t index = 0;
  std::vector<base::Hash> proof;
  std::string checkpoint;
  std::vector<base::Id> consents;
  std::optional<base::Hash> previous_results = {};
  base::Bytes results = {};
  base::Bytes item = {};
};
template <class A>
void describe(A& a, Evidence& x) {
  a.field(1, "founding", x.founding);
  a.field(2, "key_changes", x.key_changes);
  a.field(3, "statement", x.statement);
  a.field(4, "index", x.index);
  a.field(5, "proof", x.proof);
  a.field(6, "checkpoint", x.checkpoint);
  a.field(7, "consents", x.consents);
  a.field(8, "previous_results", x.previous_results);
  a.field(9, "results", x.results);
  a.field(11, "item", x.item);
}

TEST(EvidenceVectors, AreCurrent) {
  const Opened o;
  const auto& log = o.log;
  merkle::Levels tree;
  for (const auto& act : log) tree.append(leaf_of(act->id()));
  Evidence good;
  good.founding = log[0]->bytes();
  good.statement = log[3]->bytes();
  good.index = 3;
  good.proof = merkle::inclusion_proof(3, log.size(), tree.reader());
  good.checkpoint = o.note1;
  ASSERT_TRUE(merkle::verify_inclusion(leaf_of(log[3]->id()), 3, log.size(), good.proof, o.one.root));
  ordered_json out;
  out["about"] = "A foreign act with its proof (spec/log.md section 12).";
  out["partnership"] = hex_of(o.world.id());
  out["statement"] = hex_of(log[3]->id());
  out["cases"] = ordered_json::array();
  const auto add = [&](const std::string& name, const char* code, const Evidence& evidence) {
    out["cases"].push_back({{"name", name}, {"code", code}, {"evidence", hex(codec::encode(evidence))}});
  };
  add("proven", "accepted", good);
  auto bad = good;
  bad.index = 2;
  add("another index", "refused_evidence", bad);
  bad = good;
  bad.statement = log[4]->bytes();
  add("another act", "refused_evidence", bad);
  bad = good;
  bad.proof.pop_back();
  add("proof cut short", "refused_evidence", bad);
  bad = good;
  bad.checkpoint = final_note(o.text1, o.one.time_ms, {{"jpn/accord", kJpnAccord}});
  add("cosigned by one party", "refused_evidence", bad);
  bad = good;
  bad.checkpoint =
      final_note(o.text1, o.one.time_ms, {{"jpn/accord", kJpnNewAccord}, {"phl/accord", kPhlAccord}});
  add("cosigned by a key not in the record", "refused_evidence", bad);
  bad = good;
  bad.founding = log[1]->bytes();
  add("no founding", "refused_evidence", bad);
  // With its verdict: of the accord's other results nothing but their hashes.
  auto whole = good;
  whole.previous_results = o.zero.results;
  for (const auto& item : o.items) base::append(whole.results, crypto::sha256(item).view());
  whole.item = o.items[2];
  add("proven, with its verdict", "accepted", whole);
  bad = whole;
  bad.item = o.items[1];
  add("the item of another act", "refused_evidence", bad);
  bad = whole;
  bad.item = item_of(log[3]->id(), base::Code::accepted, "", 7, {});
  add("an item with another state", "refused_evidence", bad);
  bad = whole;
  bad.item.clear();
  add("results without the act's own item", "refused_evidence", bad);
  bad = whole;
  bad.results.resize(bad.results.size() - 32);
  add("one hash of the results missing", "refused_evidence", bad);
  bad = whole;
  bad.previous_results = o.one.results;
  add("other results before", "refused_evidence", bad);
  expect_current("evidence.json", out);
}

}  // namespace
}  // namespace palitan::vectors
