// spec/vectors/misdeed.json: proof files written from spec/misdeed.md by a second hand, field by field.
#include <gtest/gtest.h>

#include <algorithm>

#include "crypto/hash.h"
#include "support.h"

namespace palitan::vectors {
namespace {
using statement::KeyReason;
using statement::Role;

/// The map of section 2, as it is written there.
struct File {
  std::uint64_t version = 1, kind = 1;
  base::Bytes founding, key_change;
  std::vector<base::Bytes> appointments, statements;
  std::vector<std::string> papers;
};
template <class A>
void describe(A& a, File& x) {
  a.field(1, "version", x.version);
  a.field(2, "kind", x.kind);
  a.field(3, "founding", x.founding);
  a.field(4, "key_change", x.key_change);
  a.field(5, "appointments", x.appointments);
  a.field(6, "statements", x.statements);
  a.field(7, "papers", x.papers);
}

std::string checkpoint(const World& world, std::uint64_t height, std::uint64_t attempt, unsigned size) {
  Point point;
  point.height = height;
  point.attempt = attempt;
  point.size = size;
  point.root.raw.fill(static_cast<std::uint8_t>(size));
  return checkpoint_text(world.id(), point);
}
std::string cosigned(const std::string& text, const char* party, unsigned seed, std::int64_t time = kStart) {
  return final_note(text, time, {{std::string(party) + "/accord", seed}});
}
std::string declined(const World& world, const char* party, unsigned seed, std::uint64_t height,
                     std::uint64_t attempt) {
  const auto text = "palitan decline/v1\npalitan/1/" + hex_of(world.id()) + "\nheight " +
                    std::to_string(height) + "\nattempt " + std::to_string(attempt) +
                    "\nreason later_proposal\ndifference -\n";
  return merkle::format({text, {merkle::sign_note(key_of(seed), std::string(party) + "/accord", text)}});
}
std::vector<std::string> sorted(std::string a, std::string b) {
  std::vector<std::string> out = {std::move(a), std::move(b)};
  std::sort(out.begin(), out.end());
  return out;
}

TEST(MisdeedVectors, AreCurrent) {
  World world;
  ordered_json out;
  out["about"] =
      "Proof files of misdeeds (spec/misdeed.md). code: accepted where the file proves it, else the refusal. "
      "name: SHA-256 of the file.";
  out["partnership"] = hex_of(world.id());
  out["files"] = ordered_json::array();
  const auto row = [&](const char* says, const File& file, const char* code, const ordered_json& proves) {
    const auto bytes = codec::encode(file);
    ordered_json one{{"says", says}, {"code", code}};
    if (!proves.is_null()) one["proves"] = proves;
    one["name"] = hex_of(crypto::sha256(bytes));
    one["file"] = hex(bytes);
    out["files"].push_back(one);
  };
  const auto founding = world.opening()[0]->bytes();
  // 1. A fork of the requester's seat.
  const auto left = world.request(kPhlOfficer, "P-1");
  auto twin = World();  // the same seat, which does not know of the first act
  const auto right = twin.request(kPhlOfficer, "P-2");
  File fork{1, 1, founding, {}, {world.opening()[2]->bytes(), world.opening()[4]->bytes()}, {}, {}};
  const bool in_order = left->id() < right->id();
  fork.statements = {(in_order ? left : right)->bytes(), (in_order ? right : left)->bytes()};
  const ordered_json forked{
      {"party", "phl"},
      {"key", hex_of(key_of(kPhlOfficer).public_key)},
      {"office", "Logistics officer, BRP Example"},
      {"sequence", 1},
      {"acts", {hex_of((in_order ? left : right)->id()), hex_of((in_order ? right : left)->id())}}};
  row("one seat, one number, two acts", fork, "accepted", forked);
  auto bad = fork;
  std::swap(bad.statements[0], bad.statements[1]);
  row("the branches in the other order", bad, "refused_evidence", {});
  bad = fork;
  bad.statements[1] = bad.statements[0];
  row("one act twice", bad, "refused_evidence", {});
  bad = fork;
  bad.statements[1] = world.request(kPhlOfficer, "P-3")->bytes();
  row("two acts that follow each other", bad, "refused_evidence", {});
  bad = fork;
  bad.appointments.pop_back();
  row("nobody shown appointed the seat", bad, "refused_evidence", {});
  bad = fork;
  bad.appointments[1] = world.opening()[3]->bytes();
  row("the appointments lead elsewhere", bad, "refused_evidence", {});
  bad = fork;
  bad.statements[0].back() ^= 1;
  row("a signature that does not fit", bad, "refused_evidence", {});
  bad = fork;
  bad.key_change = founding;
  row("more than a fork needs", bad, "refused_evidence", {});
  bad = fork;
  bad.version = 2;
  row("a version of another time", bad, "bad_version", {});
  // 2. Two checkpoints of one attempt.
  const auto x = checkpoint(world, 3, 1, 9), y = checkpoint(world, 3, 1, 10), z = checkpoint(world, 3, 2, 10);
  const auto papers = [&](std::uint64_t kind, std::vector<std::string> notes) {
    return File{1, kind, founding, {}, {}, {}, std::move(notes)};
  };
  const auto of_height_3 = [&](const char* party, unsigned seed) {
    return ordered_json{
        {"party", party}, {"key", hex_of(key_of(seed).public_key)}, {"height", 3}, {"attempt", 1}};
  };
  const auto jpn_x = cosigned(x, "jpn", kJpnAccord), jpn_y = cosigned(y, "jpn", kJpnAccord);
  row("two checkpoints of one attempt", papers(2, sorted(jpn_x, jpn_y)), "accepted",
      of_height_3("jpn", kJpnAccord));
  row("one checkpoint twice", papers(2, {jpn_x, jpn_x}), "refused_evidence", {});
  row("checkpoints of two attempts", papers(2, sorted(jpn_x, cosigned(z, "jpn", kJpnAccord))),
      "refused_evidence", {});
  row("cosignatures of two parties", papers(2, sorted(jpn_x, cosigned(y, "phl", kPhlAccord))),
      "refused_evidence", {});
  row("a cosignature with another time than its accord's",
      papers(2, sorted(jpn_x, cosigned(y, "jpn", kJpnAccord, kStart + 5'000))), "refused_evidence", {});
  row("height 0 is the roots'",
      papers(2, sorted(cosigned(checkpoint(world, 0, 0, 1), "jpn", kJpnAccord),
                       cosigned(checkpoint(world, 0, 0, 2), "jpn", kJpnAccord))),
      "refused_evidence", {});
  // 3. A cosignature and a decline.
  const auto no = declined(world, "phl", kPhlAccord, 3, 1);
  const auto phl_x = cosigned(x, "phl", kPhlAccord);
  row("cosigned and declined", papers(3, {phl_x, no}), "accepted", of_height_3("phl", kPhlAccord));
  row("a decline before the cosignature", papers(3, {no, phl_x}), "refused_evidence", {});
  row("a decline of another attempt", papers(3, {phl_x, declined(world, "phl", kPhlAccord, 3, 0)}),
      "refused_evidence", {});
  row("a decline by another party", papers(3, {phl_x, declined(world, "jpn", kJpnAccord, 3, 1)}),
      "refused_evidence", {});
  row("a decline under the party's name by a stranger",
      papers(3, {phl_x, declined(world, "phl", 0x2f, 3, 1)}), "refused_evidence", {});
  // 4. A key that came later, and one key before and another after.
  const auto change = world.root_act(
      kJpnRoot0,
      statement::ChangeAccordKey{
          key_of(kJpnNewAccord).public_key, key_of(kJpnNewNode).public_key, KeyReason::lost, {}},
      {kJpnRoot1}, world.in_partnership());
  auto later = papers(2, sorted(cosigned(x, "jpn", kJpnNewAccord), cosigned(y, "jpn", kJpnNewAccord)));
  row("a later key that nothing ties to the party", later, "refused_evidence", {});
  later.key_change = change->bytes();
  row("a later key, with its change", later, "accepted", of_height_3("jpn", kJpnNewAccord));
  later.papers = sorted(jpn_x, cosigned(y, "jpn", kJpnNewAccord));
  row("two keys of one party are two signers", later, "refused_evidence", {});
  expect_current("misdeed.json", out);
}

}  // namespace
}  // namespace palitan::vectors
