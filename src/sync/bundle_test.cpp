// The bundle's form: what was written is read back, and nothing else is.
#include "sync/bundle.h"

#include <gtest/gtest.h>

namespace palitan::sync {
namespace {
using base::Code;

Bundle some_bundle(std::size_t accords, std::size_t statements) {
  Bundle out;
  out.header.partnership.raw.fill(7);
  out.header.height = accords - 1;
  out.header.size = accords * statements;
  for (std::size_t h = 0; h < accords; ++h) {
    auto& accord = out.accords.emplace_back();
    accord.height = h;
    accord.note = "a note of accord " + std::to_string(h) + "\n";
    for (std::size_t i = 0; i < statements; ++i)
      accord.statements.push_back(base::Bytes(40 + (h * 31 + i * 17) % 300, static_cast<std::uint8_t>(i)));
  }
  return out;
}
Code code_of(base::ByteView bytes) {
  const auto read = read_bundle(bytes);
  return read ? Code::accepted : read.error().code;
}

class Bundles : public ::testing::TestWithParam<bool> {};
INSTANTIATE_TEST_SUITE_P(Packing, Bundles, ::testing::Bool(),
                         [](const auto& x) { return x.param ? "packed" : "plain"; });

TEST_P(Bundles, come_back_as_they_went) {
  for (const auto& [accords, statements] : {std::pair{1, 1}, {3, 0}, {5, 40}, {3, 4096}}) {
    const auto bundle = some_bundle(static_cast<std::size_t>(accords), static_cast<std::size_t>(statements));
    const auto bytes = write_bundle(bundle, GetParam());
    const auto back = read_bundle(bytes);
    ASSERT_TRUE(back) << sentence(back.error());
    EXPECT_EQ(write_bundle(*back, GetParam()), bytes);
    ASSERT_EQ(back->accords.size(), bundle.accords.size());
    EXPECT_EQ(back->accords.back().statements, bundle.accords.back().statements);
    EXPECT_EQ(back->header.partnership, bundle.header.partnership);
  }
}

TEST_P(Bundles, know_a_damaged_copy) {
  const auto good = write_bundle(some_bundle(2, 3), GetParam());
  for (std::size_t i = 0; i < good.size(); ++i) {
    auto touched = good;
    touched[i] ^= 0x10;
    EXPECT_FALSE(read_bundle(touched)) << "byte " << i;
    EXPECT_FALSE(read_bundle(base::ByteView(good).first(i)));
  }
}

TEST_P(Bundles, with_the_hash_put_right_are_refused_or_the_same_length_of_record) {
  const auto good = write_bundle(some_bundle(2, 3), GetParam());
  for (std::size_t i = 0; i < good.size(); ++i) {
    auto touched = good;
    touched[i] ^= 0x10;
    repair_bundle_hash(touched);
    const auto read = read_bundle(touched);
    EXPECT_TRUE(!read || read->accords.size() == 2) << "byte " << i;
    const auto why = read ? std::string() : read.error().detail;
    EXPECT_EQ(why.find("hash"), std::string::npos) << "the hash is right, byte " << i;
  }
}

TEST_P(Bundles, hold_exactly_what_the_header_says) {
  auto bundle = some_bundle(2, 3);
  bundle.header.size = 7;
  EXPECT_EQ(code_of(write_bundle(bundle, GetParam())), Code::bad_bundle);
  bundle = some_bundle(2, 3);
  auto bytes = write_bundle(bundle, GetParam());
  bytes.insert(bytes.end() - 32, 0);
  repair_bundle_hash(bytes);
  EXPECT_EQ(code_of(bytes), Code::bad_bundle);
  auto newer = write_bundle(bundle, GetParam());
  newer[14] = 2;
  EXPECT_EQ(code_of(newer), Code::bad_version);
}

TEST(PackedBundles, cannot_grow_beyond_what_the_reader_allows) {
  auto bundle = some_bundle(60, 0);
  for (auto& accord : bundle.accords) accord.statements.assign(64, base::Bytes(60'000, 0));
  bundle.header.size = 60 * 64;
  const auto bytes = write_bundle(bundle, true);
  EXPECT_LT(bytes.size(), 200'000u);  // 230 MB of zeros
  const auto read = read_bundle(bytes, 50'000'000);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, Code::bad_bundle);
}

TEST(PackedBundles, may_grow_to_just_what_the_reader_allows) {
  auto bundle = some_bundle(3, 0);
  for (auto& accord : bundle.accords) accord.statements.assign(20, base::Bytes(60'000, 0));
  bundle.header.size = 3 * 20;
  constexpr std::size_t kHead = 16, kHash = 32;
  const auto body = write_bundle(bundle, false).size() - kHead - kHash;
  const auto bytes = write_bundle(bundle, true);
  const auto read = read_bundle(bytes, body);
  ASSERT_TRUE(read) << sentence(read.error());
  EXPECT_EQ(read->accords.back().statements, bundle.accords.back().statements);
}

}  // namespace
}  // namespace palitan::sync
