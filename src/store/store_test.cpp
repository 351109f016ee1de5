// Both stores through the one suite; the memory store's images; the folder's lock.
#include "store/conformance.h"
#include "store/folder_lock.h"
#include "store/memory.h"
#include "store/sqlite.h"

namespace palitan::store::conformance {
namespace {

std::unique_ptr<Store> open_file(const std::filesystem::path& dir) {
  auto store = open_sqlite(dir / "record.db");
  EXPECT_TRUE(store) << (store ? "" : store.error().detail);
  return store ? std::move(*store) : nullptr;
}
const Backend kMemory{"memory", [](const auto&) { return std::make_unique<MemoryStore>(); }};
const Backend kSqlite{"sqlite", open_file};
INSTANTIATE_TEST_SUITE_P(Store, StoreTest, ::testing::Values(kMemory, kSqlite),
                         [](const auto& backend) { return backend.param.name; });

TEST(BothStores, answer_alike) {
  TestFolder folder;
  MemoryStore memory;
  const auto file = open_file(folder.path());
  ASSERT_TRUE(memory.commit(some_of_everything()));
  ASSERT_TRUE(file->commit(some_of_everything()));
  EXPECT_EQ(everything(memory), everything(*file));
  ASSERT_TRUE(memory.drop_derived());
  ASSERT_TRUE(file->drop_derived());
  EXPECT_EQ(everything(memory), everything(*file));
}

TEST(MemoryImages, go_their_own_way) {
  MemoryStore store;
  ASSERT_TRUE(store.commit(some_of_everything()));
  const auto before = everything(store);
  const auto image = store.clone();
  EXPECT_EQ(everything(*image), before);
  ASSERT_TRUE(store.commit(
      {.arrived = {arrived(100)}, .facts = {{key(kernel::FactKind::statement, 1), bytes("x")}}}));
  EXPECT_EQ(everything(*image), before);
  ASSERT_TRUE(image->commit({.notes = {{"n", {}}}}));
  EXPECT_TRUE(store.note("n"));
}

TEST(FolderLocks, let_one_in_at_a_time) {
  TestFolder folder;
  auto first = FolderLock::take(folder.path());
  ASSERT_TRUE(first);
  const auto second = FolderLock::take(folder.path());
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, base::Code::local_folder_in_use);
  {
    const FolderLock moved = std::move(*first);
  }
  EXPECT_TRUE(FolderLock::take(folder.path()));
  EXPECT_EQ(FolderLock::take(folder.path() / "absent").error().code, base::Code::local_not_found);
}

}  // namespace
}  // namespace palitan::store::conformance
