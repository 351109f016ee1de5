// The envelope: one statement, one form; what is changed by one bit is refused.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>

#include "crypto/hash.h"
#include "statement/envelope.h"
#include "statement/test_kit.h"

namespace palitan::statement {
namespace {
using base::Bytes;
using base::Code;
using base::Id;

Code code_of(Bytes bytes) {
  const auto result = decode_statement(std::move(bytes));
  return result ? Code::accepted : result.error().code;
}

/// An envelope around any payload, signed as it stands.
struct Parts {
  Bytes header, payload, signature;
};
Bytes sig_structure(base::ByteView header, base::ByteView payload) {
  codec::Encoder encoder;
  encoder.array(4);
  encoder.text("Signature1");
  encoder.byte_string(header);
  encoder.byte_string({});
  encoder.byte_string(payload);
  return encoder.take();
}
Parts parts_of(Bytes payload, const crypto::KeyPair& key) {
  Parts out{base::from_hex("a201320448").value(), std::move(payload), {}};
  base::append(out.header, crypto::key_id(key.public_key).view());
  base::append(out.signature, crypto::sign(key, sig_structure(out.header, out.payload)).view());
  return out;
}
Bytes envelope_of(const Parts& parts) {
  codec::Encoder encoder;
  encoder.array(4);
  encoder.byte_string(parts.header);
  encoder.map(0);
  encoder.byte_string(parts.payload);
  encoder.byte_string(parts.signature);
  return encoder.take();
}
/// Content that sign() would not let out.
Bytes envelope_of(Content content, const crypto::KeyPair& key) {
  content.seat = crypto::key_id(key.public_key);
  return envelope_of(parts_of(codec::encode(content), key));
}

// ---- the way of one statement
// ---------------------------------------------------------------------------------------

TEST(Statement, IsSignedReadAndOpened) {
  const auto key = key_of(1);
  const auto body = fuel_request();
  const auto made = sign(request_content(body), key);
  EXPECT_EQ(made->kind(), Kind::request);
  EXPECT_EQ(made->case_of(), made->id());

  auto read = decode_statement(made->bytes());
  ASSERT_TRUE(read);
  EXPECT_EQ(read->id(), made->id());
  EXPECT_EQ(read->content().sequence, 7u);
  EXPECT_EQ(read->content().seat, crypto::key_id(key.public_key));
  EXPECT_EQ(base::to_text(read->content().effective().legal_date()), "2026-11-23");
  const auto opened = open(std::move(*read), key.public_key);
  ASSERT_TRUE(opened);
  const auto request = read_body<Request>((*opened)->content());
  ASSERT_TRUE(request);
  EXPECT_EQ(request->lines.at(0).item, "F-76");
  EXPECT_EQ(codec::encode(*request), body);
  EXPECT_EQ(codec::encode((*opened)->content()), [&] {
    codec::Decoder outer(made->bytes());
    outer.array();
    outer.byte_string();
    outer.map();
    const auto payload = outer.byte_string();
    return Bytes(payload.begin(), payload.end());
  }());
  std::printf("a request of one line: %zu bytes\n", made->bytes().size());
}

TEST(Statement, ItsIdIsTheHashOfWhatIsSignedAndNotOfTheSignature) {
  const auto key = key_of(1);
  const auto body = fuel_request();
  const auto made = sign(request_content(body), key);
  auto parts = parts_of(codec::encode(made->content()), key);
  EXPECT_EQ(Id{crypto::sha256(sig_structure(parts.header, parts.payload)).raw}, made->id());
  parts.signature[0] ^= 1;
  auto changed = decode_statement(envelope_of(parts));
  ASSERT_TRUE(changed);
  EXPECT_EQ(changed->id(), made->id());
}

TEST(Statement, OpensOnlyWithTheKeyOfItsSeat) {
  const auto body = fuel_request();
  const auto made = sign(request_content(body), key_of(1));
  auto other = open(*decode_statement(made->bytes()), key_of(2).public_key);
  ASSERT_FALSE(other);
  EXPECT_EQ(other.error().code, Code::bad_seat);
}

TEST(Statement, EveryFlippedBitIsRefused) {
  const auto key = key_of(1);
  const auto body = fuel_request();
  const auto bytes = sign(request_content(body), key)->bytes();
  std::map<Code, int> refused;
  for (std::size_t at = 0; at < bytes.size(); ++at)
    for (unsigned mask = 1; mask < 256; ++mask) {
      if (mask & (mask - 1) && at % 16 != 0)
        continue;  // every bit everywhere, every value of each sixteenth byte
      auto changed = bytes;
      changed[at] ^= static_cast<std::uint8_t>(mask);
      auto read = decode_statement(std::move(changed));
      if (!read) {
        ++refused[read.error().code];
        continue;
      }
      const auto opened = open(std::move(*read), key.public_key);
      ASSERT_FALSE(opened) << "byte " << at << " mask " << mask;
      ++refused[opened.error().code];
    }
  std::printf("flipped:");
  for (const auto& [code, count] : refused)
    std::printf(" %s %d", std::string(base::name(code)).c_str(), count);
  std::printf("\n");
  for (std::size_t size = 0; size < bytes.size(); ++size)
    ASSERT_NE(code_of({bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(size)}), Code::accepted)
        << size;
}

// ---- what the envelope refuses
// --------------------------------------------------------------------------------------

TEST(Envelope, RefusesEveryOtherShape) {
  const auto key = key_of(1);
  const auto body = fuel_request();
  const auto parts = parts_of(codec::encode([&] {
                                auto c = request_content(body);
                                c.seat = crypto::key_id(key.public_key);
                                return c;
                              }()),
                              key);
  const auto good = envelope_of(parts);
  ASSERT_EQ(code_of(good), Code::accepted);
  const auto with = [&](auto change) {
    auto other = parts;
    change(other);
    return code_of(envelope_of(other));
  };
  EXPECT_EQ(code_of({}), Code::bad_envelope);
  EXPECT_EQ(code_of({0x83}), Code::bad_envelope);
  auto tagged = good;
  tagged.insert(tagged.begin(), 0xd2);  // COSE_Sign1's tag 18
  EXPECT_EQ(code_of(tagged), Code::bad_envelope);
  auto longer = good;
  longer.push_back(0);
  EXPECT_EQ(code_of(longer), Code::bad_trailing);
  EXPECT_EQ(code_of(Bytes(kStatementMax + 1)), Code::bad_too_large);
  auto unprotected = good;
  ASSERT_EQ(unprotected[15], 0xa0);
  unprotected[15] = 0xa1;
  EXPECT_EQ(code_of(unprotected), Code::bad_envelope);
  EXPECT_EQ(with([](Parts& p) { p.signature.pop_back(); }), Code::bad_envelope);
  EXPECT_EQ(with([](Parts& p) { p.header[2] = 0x27; }), Code::bad_algorithm);  // -8, EdDSA
  EXPECT_EQ(with([](Parts& p) { p.header.clear(); }), Code::bad_algorithm);
  EXPECT_EQ(with([](Parts& p) { p.header.push_back(0); }), Code::bad_algorithm);
  EXPECT_EQ(with([](Parts& p) { p.header.back() ^= 1; }), Code::bad_seat);
  EXPECT_EQ(with([](Parts& p) { p.payload.clear(); }), Code::bad_cbor);
  EXPECT_EQ(with([](Parts& p) { p.payload = {0x80}; }), Code::bad_type);
  EXPECT_EQ(with([](Parts& p) { p.payload = {0xa0}; }), Code::bad_field_missing);
  EXPECT_EQ(with([](Parts& p) { p.payload.push_back(0); }), Code::bad_trailing);
  auto wide = good;  // the header's length in two bytes
  wide.insert(wide.begin() + 1, 0x58);
  wide[2] = 13;
  EXPECT_EQ(code_of(wide), Code::bad_not_canonical);
}

TEST(Envelope, RefusesFieldsOutOfRange) {
  const auto key = key_of(1);
  const auto body = fuel_request();
  const auto with = [&](auto change) {
    auto c = request_content(body);
    change(c);
    return code_of(envelope_of(std::move(c), key));
  };
  EXPECT_EQ(with([](Content&) {}), Code::accepted);
  EXPECT_EQ(with([](Content& c) { c.kind = 9999; }), Code::accepted);  // judged later, by who knows more
  EXPECT_EQ(with([](Content& c) { c.version = 2; }), Code::bad_version);
  EXPECT_EQ(with([](Content& c) { c.sequence = 0; }), Code::bad_value);
  EXPECT_EQ(with([](Content& c) { c.partnership.reset(); }), Code::bad_field_missing);
  EXPECT_EQ(with([](Content& c) { c.previous.reset(); }), Code::bad_field_missing);
  EXPECT_EQ(with([](Content& c) { c.after = {id_of(4), id_of(3)}; }), Code::bad_not_canonical);
  EXPECT_EQ(with([](Content& c) { c.after = {id_of(3), id_of(3)}; }), Code::bad_not_canonical);
  const auto many = [](Content& c, std::uint8_t n) {
    c.after.clear();
    for (std::uint8_t i = 0; i < n; ++i) c.after.push_back(id_of(i));
  };
  EXPECT_EQ(with([&](Content& c) { many(c, 16); }), Code::accepted);
  EXPECT_EQ(with([&](Content& c) { many(c, 17); }), Code::bad_too_large);
  EXPECT_EQ(with([](Content& c) { c.offset_minutes = 840; }), Code::accepted);
  EXPECT_EQ(with([](Content& c) { c.offset_minutes = 841; }), Code::bad_value);
  EXPECT_EQ(with([](Content& c) { c.offset_minutes = -841; }), Code::bad_value);
  EXPECT_EQ(with([](Content& c) { c.made_at.ms = -1; }), Code::bad_value);
  EXPECT_EQ(with([](Content& c) { c.effective_at.ms = 253'402'300'800'000; }), Code::bad_value);
  EXPECT_EQ(with([](Content& c) { c.effective_at.ms = 253'402'300'799'999; }), Code::accepted);
  EXPECT_EQ(with([](Content& c) { c.marking = static_cast<Marking>(9); }), Code::bad_value);
  EXPECT_EQ(with([](Content& c) { c.attachments.resize(64); }), Code::accepted);
  EXPECT_EQ(with([](Content& c) { c.attachments.resize(65); }), Code::bad_too_large);
  EXPECT_EQ(with([](Content& c) {
              c.attachments.resize(1);
              c.attachments[0].name = "\xff";
            }),
            Code::bad_text);
  for (const auto& [item, code] : {std::pair<const char*, Code>{"80", Code::bad_type},
                                   {"a1616100", Code::bad_type},
                                   {"a101f5", Code::bad_cbor},
                                   {"a1011801", Code::bad_not_canonical},
                                   {"a202000100", Code::bad_not_canonical},
                                   {"a101818181818181818181818181818181 00", Code::bad_depth}}) {
    std::string text(item);
    std::erase(text, ' ');
    const auto other = base::from_hex(text).value();
    EXPECT_EQ(with([&](Content& c) { c.body.bytes = other; }), code) << item;
  }
}

TEST(Envelope, OnlyTheFoundingStandsWithoutPartnershipAndPrevious) {
  const auto key = key_of(1);
  const auto body = codec::encode(Found{});
  Content founding;
  founding.kind = static_cast<std::uint16_t>(Kind::found);
  founding.body.bytes = body;
  EXPECT_EQ(code_of(envelope_of(founding, key)), Code::accepted);
  const auto with = [&](auto change) {
    auto c = founding;
    change(c);
    return code_of(envelope_of(std::move(c), key));
  };
  EXPECT_NE(with([](Content& c) { c.partnership = id_of(1); }), Code::accepted);
  EXPECT_NE(with([](Content& c) { c.previous = id_of(1); }), Code::accepted);
  EXPECT_NE(with([](Content& c) { c.case_id = id_of(1); }), Code::accepted);
  EXPECT_NE(with([](Content& c) { c.sequence = 2; }), Code::accepted);
}

// ---- others' examples
// -----------------------------------------------------------------------------------------------

TEST(CosePublishedExamples, TheSigStructureAndTheSignatureAgreeWhereTheAlgorithmFits) {
  const char* folder = std::getenv("PALITAN_CONFORMANCE");
  const auto root =
      std::filesystem::path(folder ? folder : PALITAN_SOURCE_DIR "/../shared/conformance") / "cose";
  if (!std::filesystem::exists(root)) GTEST_SKIP() << "SKIPPED: conformance data not present";
  int fits = 0, other_algorithm = 0, other_structure = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
    if (entry.path().extension() != ".json") continue;
    std::ifstream in(entry.path());
    const auto example = nlohmann::json::parse(in);
    // None is a statement to us: other algorithm number, unprotected key id, most with a tag.
    auto text = example["output"]["cbor"].get<std::string>();
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return c >= 'A' && c <= 'F' ? char(c + 32) : c; });
    const auto whole = base::from_hex(text).value();
    EXPECT_NE(code_of(whole), Code::accepted) << entry.path();
    if (!example["input"].contains("sign0")) {
      ++other_structure;
      continue;
    }
    const auto& key = example["input"]["sign0"]["key"];
    codec::Decoder outer(base::ByteView(whole).subspan(whole[0] == 0xd2 ? 1 : 0));
    outer.array();
    const auto header = outer.byte_string();
    outer.raw();
    const auto payload = outer.byte_string();
    const auto signature = outer.byte_string();
    if (key["crv"] != "Ed25519") {
      ++other_algorithm;
      continue;
    }
    ASSERT_TRUE(outer.finish()) << entry.path();
    auto expected = example["intermediates"]["ToBeSign_hex"].get<std::string>();
    std::transform(expected.begin(), expected.end(), expected.begin(),
                   [](unsigned char c) { return std::tolower(c); });
    const auto message = sig_structure(header, payload);
    EXPECT_EQ(base::to_hex(message), expected);
    const auto public_key = base::fixed_from_hex<base::PublicKey>(key["x_hex"].get<std::string>()).value();
    EXPECT_TRUE(crypto::verify(public_key, message, base::Signature::from(signature).value()));
    std::array<std::uint8_t, 32> seed{};
    std::ranges::copy(base::from_hex(key["d_hex"].get<std::string>()).value(), seed.begin());
    EXPECT_TRUE(
        std::ranges::equal(crypto::sign(crypto::key_pair_from_seed(seed), message).view(), signature));
    ++fits;
  }
  std::printf(
      "COSE examples: %d Ed25519 COSE_Sign1 agree, %d of another algorithm, %d of another structure\n", fits,
      other_algorithm, other_structure);
  EXPECT_GE(fits, 1);
}

}  // namespace
}  // namespace palitan::statement
