// Proofs of misdeeds: the vectors, and that no heap of honest papers ever makes one.
#include "kernel/misdeed.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <random>

#include "kernel/record_kit.h"

namespace palitan::kernel {
namespace {
using base::Code;
using kit::Office;
using kit::Record;
using nlohmann::json;
using statement::Kind;

TEST(MisdeedVectors, EveryFileProvesWhatItSaysOrNothing) {
  std::ifstream in(PALITAN_SOURCE_DIR "/spec/vectors/misdeed.json");
  const auto vectors = json::parse(in);
  for (const auto& test : vectors["files"]) {
    const auto file = *base::from_hex(test["file"].get<std::string>());
    const auto proven = verify_misdeed(file);
    EXPECT_EQ(base::name(proven ? Code::accepted : proven.error().code), test["code"]) << test["says"];
    EXPECT_EQ(base::to_hex(misdeed_name(file).view()), test["name"]);
    if (!proven || !test.contains("proves")) continue;
    const auto& says = test["proves"];
    EXPECT_EQ(base::to_hex(proven->partnership.view()), vectors["partnership"]);
    EXPECT_EQ(proven->party, says["party"]);
    EXPECT_EQ(base::to_hex(proven->key.view()), says["key"]);
    if (says.contains("office")) {
      EXPECT_EQ(proven->office, says["office"]);
      EXPECT_EQ(proven->sequence, says["sequence"]);
      for (std::size_t i = 0; i < 2; ++i) EXPECT_EQ(base::to_hex(proven->acts[i].id.view()), says["acts"][i]);
    } else {
      EXPECT_EQ(proven->height, says["height"]);
      EXPECT_EQ(proven->attempt, says["attempt"]);
    }
  }
}

/// A record in which everybody kept the rules, and every paper of it that anybody could lay beside another.
struct HonestPapers {
  Record record{Record::Options{{"jpn", "phl", "usa"}, 2, 2, true}};
  std::vector<base::Bytes> appointments, statements;
  std::vector<std::string> notes;

  HonestPapers() {
    record.whole_order();
    record.accord(1);  // an attempt that was declined before
    record.whole_order();
    record.accord();
    for (const auto& accord : record.accords()) {
      for (const auto& act : accord.acts) {
        statements.push_back(act->bytes());
        if (act->kind() == Kind::appoint) appointments.push_back(act->bytes());
      }
      const auto note = merkle::parse_note(accord.note);
      for (const auto& signature : note->signatures)
        notes.push_back(merkle::format({note->text, {signature}}));
    }
    // Each declined what it did not cosign, as the rules let it.
    for (const auto* party : {"jpn", "phl", "usa"})
      for (std::uint64_t height = 1; height < record.accords().size(); ++height)
        for (std::uint64_t attempt = 0; attempt < 3; ++attempt) {
          if (record.accords()[height].point.attempt == attempt) continue;
          const auto text = decline_text(record.partnership(), {height, attempt, Code::later_proposal, {}});
          notes.push_back(merkle::format(
              {text, {merkle::sign_note(record.accord_key(party), accord_key_name(party), text)}}));
        }
  }
  const base::Bytes& founding() const { return record.accords()[0].acts[0]->bytes(); }
};

TEST(Misdeed, NoTwoHonestPapersMakeAProof) {
  const HonestPapers all;
  std::size_t tried = 0;
  for (const auto& a : all.notes)
    for (const auto& b : all.notes)
      for (const auto kind : {MisdeedKind::two_cosignatures, MisdeedKind::cosigned_and_declined}) {
        Misdeed m;
        m.kind = kind;
        m.founding = all.founding();
        m.papers = {a, b};
        ASSERT_FALSE(verify_misdeed(codec::encode(m))) << a << b;
        ++tried;
      }
  EXPECT_GT(tried, 1'000u);
}

TEST(Misdeed, NoTwoHonestActsMakeAProof) {
  const HonestPapers all;
  const std::uint32_t seed = std::random_device{}();
  std::mt19937 dice(seed);
  const auto any = [&](const auto& from) { return from[dice() % from.size()]; };
  for (int i = 0; i < 3'000; ++i) {
    Misdeed m;
    m.founding = all.founding();
    m.statements = {any(all.statements), any(all.statements)};
    for (auto n = dice() % 3; n > 0; --n) m.appointments.push_back(any(all.appointments));
    ASSERT_FALSE(make_misdeed(m)) << "seed " << seed << ", try " << i;
  }
}

/// phl's desk signs two acts under one number; jpn's accord key two papers of one attempt.
base::Bytes fork_file(Record& record) {
  auto& desk = record.office("phl");
  Misdeed m;
  m.founding = record.accords()[0].acts[0]->bytes();
  for (const auto& act : record.accords()[1].acts) {
    const auto body = statement::read_body<statement::Appoint>(act->content());
    if (act->kind() != Kind::appoint || !body) continue;
    const auto key = crypto::key_id(body->key);
    if (key == record.office("phl", "registrar").seat() || key == desk.seat())
      m.appointments.push_back(act->bytes());
  }
  m.statements = {record.sign(desk, record.request_of({kit::paid_fuel(1)}))->bytes(),
                  record.sign(desk, record.request_of({kit::paid_fuel(2)}))->bytes()};
  const auto made = make_misdeed(m);
  EXPECT_TRUE(made) << base::sentence(made.error());
  return made ? *made : base::Bytes{};
}
base::Bytes papers_file(Record& record, bool decline) {
  auto point = record.accords().back().point;
  const auto& key = record.accord_key("jpn");
  const auto cosigned = [&] {
    const auto body = checkpoint_body(record.partnership(), point);
    return merkle::format({body, {cosign_accord(key, "jpn", point, body)}});
  };
  Misdeed m;
  m.kind = decline ? MisdeedKind::cosigned_and_declined : MisdeedKind::two_cosignatures;
  m.founding = record.accords()[0].acts[0]->bytes();
  m.papers.push_back(cosigned());
  point.results.raw[5] ^= 1;
  const auto text = decline_text(record.partnership(), {point.height, point.attempt, Code::bad_results, {}});
  m.papers.push_back(decline ? merkle::format({text, {merkle::sign_note(key, "jpn/accord", text)}})
                             : cosigned());
  const auto made = make_misdeed(m);
  EXPECT_TRUE(made) << base::sentence(made.error());
  return made ? *made : base::Bytes{};
}

TEST(Misdeed, AFileWithOneBitChangedProvesNothing) {
  Record record(Record::Options{{"jpn", "phl"}, 1, 1, true});
  for (const auto& file : {fork_file(record), papers_file(record, false), papers_file(record, true)}) {
    ASSERT_TRUE(verify_misdeed(file));
    for (std::size_t at = 0; at < file.size(); ++at) {
      auto bytes = file;
      bytes[at] ^= static_cast<std::uint8_t>(1u << (at % 8));
      EXPECT_FALSE(verify_misdeed(bytes)) << "byte " << at << " of " << file.size();
    }
    EXPECT_FALSE(verify_misdeed(base::ByteView(file).first(file.size() - 1)));
  }
}

TEST(Misdeed, ItNamesThePartyAndTheOffice) {
  Record record(Record::Options{{"jpn", "phl"}, 1, 1, true});
  const auto forked = verify_misdeed(fork_file(record));
  ASSERT_TRUE(forked);
  EXPECT_EQ(forked->party, "phl");
  EXPECT_EQ(forked->office, "desk");
  EXPECT_EQ(forked->key, record.office("phl").key.public_key);
  const auto papers = verify_misdeed(papers_file(record, true));
  ASSERT_TRUE(papers);
  EXPECT_EQ(papers->party, "jpn");
  EXPECT_TRUE(papers->papers[0].cosigned.has_value());
  EXPECT_EQ(papers->papers[1].declined->reason, Code::bad_results);
}

TEST(Misdeed, AFileOfAnotherPartnershipDoesNotFitThisOne) {
  Record ours(Record::Options{{"jpn", "phl"}, 1, 1, true});
  Record theirs(Record::Options{{"jpn", "phl", "usa"}, 1, 1, true});
  auto m = codec::decode<Misdeed>(papers_file(ours, false));
  ASSERT_TRUE(m);
  m->founding = theirs.accords()[0].acts[0]->bytes();
  const auto proven = verify_misdeed(codec::encode(*m));
  ASSERT_FALSE(proven);
  EXPECT_EQ(proven.error().code, Code::refused_evidence);
}

}  // namespace
}  // namespace palitan::kernel
