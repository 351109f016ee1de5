// The whole way of an export: store, bundle, audit; and every byte of it touched.
#include "papers/bundle_export.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "kernel/audit.h"
#include "papers/papers_kit.h"

namespace palitan::papers {
namespace {
using kernel::kit::Record;

base::Bytes exported(const store::Store& store, bool compress) {
  base::Bytes out;
  const auto header = export_bundle(store, statement::Marking::restricted, compress,
                                    [&](base::ByteView piece) { return base::append(out, piece), true; });
  EXPECT_TRUE(header);
  return out;
}

kernel::Audited<kernel::AuditReport> audit(const sync::Bundle& bundle) {
  kernel::Audit audit(bundle.header.partnership);
  kernel::AuditKeys keys;
  for (const auto& paper : bundle.accords) {
    auto accord = kernel::decode_accord(paper.height, audit.size(), paper.statements, paper.note);
    if (!accord) return tl::unexpected(accord.error());
    keys.learn(*accord);
    if (auto ok = verify_all(*accord, accord->acts, keys); !ok) return tl::unexpected(ok.error());
    if (auto ok = audit.take(*accord); !ok) return tl::unexpected(ok.error());
  }
  auto report = audit.report();
  if (!report) return report;
  if (auto ok = check_marked(*report, bundle.header.marking); !ok) return tl::unexpected(ok.error());
  return report;
}

class Export : public ::testing::TestWithParam<bool> {};
INSTANTIATE_TEST_SUITE_P(Packing, Export, ::testing::Bool(),
                         [](const auto& x) { return x.param ? "packed" : "plain"; });

TEST_P(Export, is_proved_by_the_audit) {
  Record record;
  record.open_house();
  record.whole_order();
  record.accord();
  const auto store = kit::stored(record);
  const auto bytes = exported(*store, GetParam());
  EXPECT_EQ(bytes, exported(*store->clone(), GetParam()));
  const auto bundle = sync::read_bundle(bytes);
  ASSERT_TRUE(bundle) << sentence(bundle.error());
  const auto report = audit(*bundle);
  ASSERT_TRUE(report) << sentence(report.error());
  EXPECT_EQ(report->head, record.accords().back().point);
}

TEST_P(Export, says_when_there_is_nothing_or_no_room) {
  EXPECT_EQ(export_bundle(store::MemoryStore(), statement::Marking::restricted, GetParam(), {}).error().code,
            base::Code::local_damaged);
  Record record;
  const auto full = export_bundle(*kit::stored(record), statement::Marking::restricted, GetParam(),
                                  [](base::ByteView) { return false; });
  EXPECT_EQ(full.error().code, base::Code::local_disk_full);
}

bool same_content(const sync::Bundle& a, const sync::Bundle& b) {
  return codec::encode(a.header) == codec::encode(b.header) &&
         std::ranges::equal(a.accords, b.accords, {}, codec::encode<sync::BundleAccord>,
                            codec::encode<sync::BundleAccord>);
}

/// The smallest record with every kind of paper: a founding, an appointment of each party, two accords after
/// it.
std::unique_ptr<store::MemoryStore> smallest_record() {
  Record record;
  record.appoint(record.root("jpn"), "registrar", {statement::Role::registrar});
  record.accord();
  record.appoint(record.root("phl"), "registrar", {statement::Role::registrar});
  record.accord();
  return kit::stored(record);
}

TEST_P(Export, with_any_byte_touched_and_its_hash_put_right_is_refused_or_holds_the_same) {
  const auto good = exported(*smallest_record(), GetParam());
  const auto content = sync::read_bundle(good).value();
  std::size_t same = 0, form = 0, proof = 0;
  for (std::size_t i = 0; i < good.size(); ++i) {
    for (const auto mask : {0x01, 0x80, 0xff}) {
      auto touched = good;
      touched[i] = static_cast<std::uint8_t>(touched[i] ^ mask);
      sync::repair_bundle_hash(touched);
      const auto read = sync::read_bundle(touched);
      if (!read) {
        ++form;
      } else if (same_content(*read, content)) {
        ++same;
      } else {
        ASSERT_FALSE(audit(*read)) << "byte " << i << " mask " << mask;
        ++proof;
      }
    }
  }
  std::printf(
      "%zu bytes, each touched three ways: %zu refused by form, %zu by the audit, %zu left the content "
      "alone\n",
      good.size(), form, proof, same);
}

}  // namespace
}  // namespace palitan::papers
