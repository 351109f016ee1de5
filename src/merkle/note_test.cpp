#include "merkle/note.h"

#include <gtest/gtest.h>

#include <set>

namespace palitan::merkle {
namespace {
using base::Code;

crypto::KeyPair key_of(std::uint8_t seed) {
  std::array<std::uint8_t, 32> bytes{};
  bytes.fill(seed);
  return crypto::key_pair_from_seed(bytes);
}

// The example of c2sp.org/tlog-cosignature.
const std::string kPublished =
    "example.com/behind-the-sofa\n"
    "20852163\n"
    "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
    "\n"
    "\u2014 example.com/behind-the-sofa "
    "Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n"
    "\u2014 witness.example.com/w1 "
    "jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/"
    "zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==\n";

TEST(Note, ThePublishedCheckpointIsReadAndWrittenAlike) {
  const auto note = parse_note(kPublished).value();
  ASSERT_EQ(note.signatures.size(), 2U);
  EXPECT_EQ(note.signatures[1].name, "witness.example.com/w1");
  EXPECT_EQ(note.signatures[1].key_hash, 0x8d66cf3fU);
  EXPECT_EQ(note.signatures[1].signature.size(), 72U);
  EXPECT_EQ(format(note), kPublished);
  const auto checkpoint = parse_checkpoint(note.text).value();
  EXPECT_EQ(checkpoint.origin, "example.com/behind-the-sofa");
  EXPECT_EQ(checkpoint.size, 20852163U);
  EXPECT_TRUE(checkpoint.extensions.empty());
  EXPECT_EQ(body(checkpoint), note.text);
}

TEST(Note, ThePublishedCosignatureIsOverOurMessage) {
  const auto message = cosignature_message(1679315147, parse_note(kPublished)->text);
  EXPECT_EQ(base::text_of(message),
            "cosignature/v1\ntime 1679315147\nexample.com/behind-the-sofa\n20852163\n"
            "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n");
}

// The example of golang.org/x/mod/sumdb/note, which first defined the format.
TEST(Note, APublishedEd25519NoteVerifies) {
  const auto note =
      parse_note(
          "If you think cryptography is the answer to your problem,\n"
          "then you don't know what your problem is.\n"
          "\n"
          "\u2014 PeterNeumann "
          "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n")
          .value();
  const auto typed_key = base::from_base64("ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW").value();
  const auto key = base::PublicKey::from(base::ByteView(typed_key).subspan(1)).value();
  EXPECT_EQ(note_key_hash("PeterNeumann", key), 0xc74f20a3U);
  EXPECT_TRUE(verify_note_signature(note.signatures[0], "PeterNeumann", key, note.text));
  EXPECT_EQ(verify_note_signature(note.signatures[0], "PeterNeumann", key, note.text + "\n").error().code,
            Code::bad_signature);
}

class Cosigned : public testing::Test {
 protected:
  const crypto::KeyPair japan_ = key_of(1);
  const crypto::KeyPair philippines_ = key_of(2);
  const Checkpoint checkpoint_{"palitan/0011", 4096, base::Hash{{1, 2, 3}}, {"height 7", "attempt 0"}};
  const std::string body_ = body(checkpoint_);
  const Note note_{body_,
                   {cosign(japan_, "jpn", 1'800'000'000, body_), cosign(philippines_, "phl", 0, body_)}};
};

TEST_F(Cosigned, BothSignaturesHoldAfterARoundTrip) {
  const auto note = parse_note(format(note_)).value();
  EXPECT_EQ(note, note_);
  EXPECT_EQ(parse_checkpoint(note.text).value(), checkpoint_);
  EXPECT_EQ(verify_cosignature(note.signatures[0], "jpn", japan_.public_key, note.text).value(),
            1'800'000'000U);
  EXPECT_EQ(verify_cosignature(note.signatures[1], "phl", philippines_.public_key, note.text).value(), 0U);
}

TEST_F(Cosigned, ACosignatureHoldsForItsNameKeyAndBodyOnly) {
  const auto& good = note_.signatures[0];
  const auto code = [](const auto& result) { return result ? Code::accepted : result.error().code; };
  EXPECT_EQ(code(verify_cosignature(good, "phl", japan_.public_key, body_)), Code::bad_cosignature);
  EXPECT_EQ(code(verify_cosignature(good, "jpn", philippines_.public_key, body_)), Code::bad_cosignature);
  EXPECT_EQ(code(verify_cosignature(good, "jpn", japan_.public_key, body_ + "x\n")), Code::bad_cosignature);
  // A plain note signature of the same key and name is no cosignature, and the other way round.
  const auto plain = sign_note(japan_, "jpn", body_);
  EXPECT_TRUE(verify_note_signature(plain, "jpn", japan_.public_key, body_));
  EXPECT_EQ(code(verify_cosignature(plain, "jpn", japan_.public_key, body_)), Code::bad_cosignature);
  EXPECT_EQ(code(verify_note_signature(good, "jpn", japan_.public_key, body_)), Code::bad_signature);
}

TEST_F(Cosigned, EveryFlippedBitIsRefused) {
  const auto whole = format(note_);
  for (std::size_t bit = 0; bit < whole.size() * 8; ++bit) {
    auto bent = whole;
    bent[bit / 8] = static_cast<char>(bent[bit / 8] ^ (1 << (bit % 8)));
    const auto note = parse_note(bent);
    if (!note) continue;
    EXPECT_EQ(format(*note), bent);
    const bool holds = note->signatures.size() == 2 &&
                       verify_cosignature(note->signatures[0], "jpn", japan_.public_key, note->text) &&
                       verify_cosignature(note->signatures[1], "phl", philippines_.public_key, note->text);
    EXPECT_FALSE(holds) << "bit " << bit;
  }
}

TEST_F(Cosigned, TheLastTimeThatFitsIsATime) {
  const auto last = cosign(japan_, "jpn", kMaxNoteNumber, body_);
  EXPECT_EQ(verify_cosignature(last, "jpn", japan_.public_key, body_), kMaxNoteNumber);
}

TEST_F(Cosigned, ASignatureOfOneNameIsNoneOfAnotherWhateverElseFits) {
  const auto good = sign_note(japan_, "jpn", body_);
  const auto holds = [&](const NoteSignature& signature) {
    return verify_note_signature(signature, "jpn", japan_.public_key, body_).has_value();
  };
  EXPECT_TRUE(holds(good));
  for (const auto& spoil : std::initializer_list<void (*)(NoteSignature&)>{
           [](auto& x) { x.name = "phl"; }, [](auto& x) { ++x.key_hash; },
           [](auto& x) { x.signature[0] ^= 1; }, [](auto& x) { x.signature.pop_back(); },
           [](auto& x) { x.signature.push_back(0); }}) {
    auto other = good;
    spoil(other);
    EXPECT_FALSE(holds(other));
  }
}

TEST_F(Cosigned, ATimeBeyondTheLimitIsRefused) {
  auto late = note_.signatures[0];
  late.signature[0] = 0x80;
  EXPECT_EQ(verify_cosignature(late, "jpn", japan_.public_key, body_).error().code, Code::bad_cosignature);
}

TEST(Note, MalformedNotesAreRefused) {
  const std::string dash = "\u2014 ";
  for (const std::string& bad : {
           std::string(), std::string("\n\n"), std::string("text\n"), std::string("text\n\n"),
           "text\n\n" + dash + "name AAAAAAA=",          // no newline at the end
           "text\n\n" + dash + "name AAAAAA==\n",        // a key hash and no signature
           "text\n\n" + dash + "name AAAAAAB=\n",        // unused bits not zero
           "text\n\n" + dash + "name AAAAAAA\n",         // no padding
           "text\n\n" + dash + "name  AAAAAAA=\n",       // two spaces
           "text\n\n" + dash + "na+me AAAAAAA=\n",       // plus in the name
           "text\n\n" + dash + "na\u3000me AAAAAAA=\n",  // a wide space in the name
           "text\n\n" + dash + " AAAAAAA=\n",            // no name
           std::string("text\n\n- name AAAAAAA=\n"),     // a hyphen
           "text\n" + dash + "name AAAAAAA=\n",          // no empty line
           "te\rxt\n\n" + dash + "name AAAAAAA=\n",      // a control character
           "te\xc0\xaft\n\n" + dash + "name AAAAAAA=\n"  // not UTF-8
       }) {
    const auto note = parse_note(bad);
    ASSERT_FALSE(note) << bad;
    EXPECT_EQ(note.error().code, Code::bad_note) << bad;
  }
}

TEST(Note, ANoteHasItsLimits) {
  const std::string line = "\u2014 name AAAAAAA=\n";
  std::string note = "text\n\n";
  for (std::size_t i = 0; i < kMaxNoteSignatures; ++i) note += line;
  EXPECT_TRUE(parse_note(note));
  EXPECT_EQ(parse_note(note + line).error().code, Code::bad_too_large);
  const std::string tail = "\n\n" + line;
  EXPECT_TRUE(parse_note(std::string(kMaxNoteBytes - tail.size(), 'a') + tail));
  EXPECT_EQ(parse_note(std::string(kMaxNoteBytes - tail.size() + 1, 'a') + tail).error().code,
            Code::bad_too_large);
}

/// In UTF-8. REQUIRES: a code point that has such a form, surrogates too.
std::string utf8(std::uint32_t point) {
  const auto byte = [](std::uint32_t x) { return static_cast<char>(static_cast<std::uint8_t>(x)); };
  if (point < 0x80) return {byte(point)};
  if (point < 0x800) return {byte(0xc0 | point >> 6), byte(0x80 | (point & 0x3f))};
  if (point < 0x10000)
    return {byte(0xe0 | point >> 12), byte(0x80 | (point >> 6 & 0x3f)), byte(0x80 | (point & 0x3f))};
  return {byte(0xf0 | point >> 18), byte(0x80 | (point >> 12 & 0x3f)), byte(0x80 | (point >> 6 & 0x3f)),
          byte(0x80 | (point & 0x3f))};
}

TEST(Note, AKeyNameHasNoSpaceOfUnicodeAndEveryOtherLetter) {
  const std::set<std::uint32_t> spaces = {0x20,   0x85,   0xa0,   0x1680, 0x2000, 0x2001, 0x2002,
                                          0x2003, 0x2004, 0x2005, 0x2006, 0x2007, 0x2008, 0x2009,
                                          0x200a, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000};
  for (std::uint32_t point = 0x20; point <= 0x110000; ++point) {
    const bool surrogate = point >= 0xd800 && point <= 0xdfff;
    const bool good = !spaces.contains(point) && point != '+' && !surrogate && point <= 0x10ffff;
    ASSERT_EQ(is_key_name("a" + utf8(point)), good) << std::hex << point;
  }
  for (std::uint32_t point = 0; point < 0x20; ++point) EXPECT_FALSE(is_key_name("a" + utf8(point))) << point;
  EXPECT_FALSE(is_key_name("a\x80")) << "the middle of a letter without its beginning";
  // Longer than they must be: of the slash, of U+07FF, of U+FFFF.
  for (const std::string& wide :
       {std::string("\xc0\xaf"), std::string("\xe0\x9f\xbf"), std::string("\xf0\x8f\xbf\xbf")})
    EXPECT_FALSE(is_key_name("a" + wide));
}

TEST(Note, ACheckpointHasTheLimitOfANote) {
  const std::string head = "o\n0\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";
  const std::string longest(kMaxNoteBytes - head.size() - 1, 'x');
  EXPECT_TRUE(parse_checkpoint(head + longest + "\n"));
  EXPECT_FALSE(parse_checkpoint(head + longest + "x\n"));
}

TEST(Note, ALineThatIsNoneStopsWhoeverWritesIt) {
  const auto written = [](const std::string& origin, const std::string& more) {
    (void)body({origin, 1, base::Hash{}, {more}});
  };
  written("o", "more");
  for (const std::string& bad : {std::string(), std::string("a\nb"), std::string("a\x01")}) {
    EXPECT_DEATH(written(bad, "more"), "");
    EXPECT_DEATH(written("o", bad), "");
  }
}

TEST(Note, MalformedCheckpointsAreRefused) {
  const std::string root = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";
  EXPECT_TRUE(parse_checkpoint("o\n0\n" + root));
  EXPECT_TRUE(parse_checkpoint("o\n9223372036854775807\n" + root + "more\n"));
  for (const std::string& bad :
       {std::string(), std::string("o\n"), std::string("o\n1\n"), "\n1\n" + root, "o\n01\n" + root,
        "o\n-1\n" + root, "o\n+1\n" + root, "o\n1 \n" + root, "o\n\n" + root,
        "o\n9223372036854775808\n" + root,
        std::string("o\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxqw==\n"), "o\n1\n" + root + "\n",
        "o\n1\n" + root + "mo\xffre\n", "o\x01\n1\n" + root, "o\n1\n" + root + "more",
        "o\n1\n" + root + "\nmore\n", "o\n1\n" + root.substr(0, root.size() - 1)}) {
    const auto checkpoint = parse_checkpoint(bad);
    ASSERT_FALSE(checkpoint) << bad;
    EXPECT_EQ(checkpoint.error().code, Code::bad_note) << bad;
  }
}

}  // namespace
}  // namespace palitan::merkle
