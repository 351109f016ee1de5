// The three public sets of Ed25519 vectors: behind our check libsodium and OpenSSL must never differ.
#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "crypto/cross_check.h"
#include "crypto/sign.h"

namespace palitan::crypto {
namespace {
using base::Bytes;
using nlohmann::json;

std::optional<json> read_vectors(const std::string& name) {
  const char* folder = std::getenv("PALITAN_CONFORMANCE");
  const std::filesystem::path root = folder ? folder : PALITAN_SOURCE_DIR "/../shared/conformance";
  std::ifstream in(root / name);
  if (!in) return std::nullopt;
  return json::parse(in);
}

#define READ_OR_SKIP(out, name)                                             \
  const auto out##_read = read_vectors(name);                               \
  if (!out##_read) GTEST_SKIP() << "SKIPPED: conformance data not present"; \
  const json& out = *out##_read

Bytes hex_of(const json& text) { return base::from_hex(text.get<std::string>()).value(); }

struct Tally {
  int accepted = 0, refused = 0, equal = 0;

  /// What both libraries say; a key or signature of the wrong length is refused by its type already.
  bool judge(const Bytes& key, const Bytes& message, const Bytes& signature) {
    const auto k = base::PublicKey::from(key);
    const auto s = base::Signature::from(signature);
    const bool ours = k && s && verify(*k, message, *s);
    const bool other = k && s && verify_openssl(*k, message, *s);
    (ours ? accepted : refused) += 1;
    equal += ours == other ? 1 : 0;
    EXPECT_EQ(ours, other);
    return ours;
  }
  void print(const char* set) const {
    std::printf("%-11s %4d vectors: %d accepted, %d refused, %d equal\n", set, accepted + refused, accepted,
                refused, equal);
  }
};

TEST(Ed25519Vectors, WycheproofGivesItsPublishedResult) {
  READ_OR_SKIP(vectors, "ed25519-wycheproof/testvectors_v1/ed25519_test.json");
  Tally tally;
  for (const auto& group : vectors["testGroups"]) {
    const Bytes key = hex_of(group["publicKey"]["pk"]);
    for (const auto& test : group["tests"]) {
      const bool accepted = tally.judge(key, hex_of(test["msg"]), hex_of(test["sig"]));
      EXPECT_EQ(accepted, test["result"] == "valid") << "case " << test["tcId"];
    }
  }
  tally.print("wycheproof");
  EXPECT_EQ(tally.accepted, 88);
  EXPECT_EQ(tally.refused, 63);
}

// What the strict verdict means in the words of this set: any encoding or order that is not ours refuses, and
// so does a residue of small order, which only a verifier with cofactor would overlook. A small-order
// *component* alone is no fault: the equation still holds exactly.
TEST(Ed25519Vectors, CctvGivesTheStrictVerdictOfItsFlags) {
  READ_OR_SKIP(vectors, "ed25519-cctv/ed25519/ed25519vectors.json");
  Tally tally;
  for (const auto& test : vectors) {
    bool strict = true;
    if (test["flags"].is_array()) {
      for (const std::string flag : test["flags"]) {
        strict = strict && (flag == "low_order_component_A" || flag == "low_order_component_R" ||
                            flag == "reencoded_k");
      }
    }
    const auto message = test["msg"].get<std::string>();
    const auto view = base::view_of(message);
    const bool accepted =
        tally.judge(hex_of(test["key"]), Bytes(view.begin(), view.end()), hex_of(test["sig"]));
    EXPECT_EQ(accepted, strict) << "vector " << test["number"];
  }
  tally.print("cctv");
}

// Cases 0-2 and 8-11 use small-order or non-canonical points, 4 and 5 hold only with the cofactor, 6 and 7
// have S above the order. 3 mixes orders but satisfies the equation exactly, so it stands.
TEST(Ed25519Vectors, SpeccheckAcceptsOnlyTheExactCase) {
  READ_OR_SKIP(vectors, "ed25519-speccheck/cases.json");
  Tally tally;
  std::vector<std::size_t> accepted;
  for (std::size_t i = 0; i < vectors.size(); ++i) {
    if (tally.judge(hex_of(vectors[i]["pub_key"]), hex_of(vectors[i]["message"]),
                    hex_of(vectors[i]["signature"]))) {
      accepted.push_back(i);
    }
  }
  tally.print("speccheck");
  EXPECT_EQ(vectors.size(), 12U);
  EXPECT_EQ(accepted, std::vector<std::size_t>{3});
}

}  // namespace
}  // namespace palitan::crypto
