#include "node/attachments.h"

#include <sys/stat.h>

#include <fstream>
#include <thread>

#include "crypto/hash.h"
#include "node/attachment_fetch.h"
#include "node/test_kit.h"
#include "store/memory.h"

namespace palitan::node {
namespace {

namespace fs = std::filesystem;
using base::Code;

base::Hash hash_of(std::string_view text) { return crypto::sha256(base::view_of(text)); }
template <class T>
Code code_of(const base::Result<T>& result) {
  return result ? Code::accepted : result.error().code;
}

class AttachmentsTest : public ::testing::Test {
 protected:
  fs::path dir() const { return temp_.path() / "attachments"; }
  fs::path place(const base::Hash& hash) const {
    const auto hex = base::to_hex(hash.view());
    return dir() / hex.substr(0, 2) / hex.substr(2);
  }
  base::Result<void> put(std::string_view text) { return store_.put(hash_of(text), base::view_of(text)); }
  std::size_t files() const {
    std::size_t out = 0;
    std::error_code error;
    for (const auto& entry : fs::recursive_directory_iterator(dir(), error))
      out += entry.is_regular_file() ? 1 : 0;
    return out;
  }

  kit::TempFolder temp_;
  Attachments store_{dir()};
};

TEST_F(AttachmentsTest, WhatIsPutIsReadAgainAlsoAfterARestart) {
  const auto hash = hash_of("delivery note");
  EXPECT_FALSE(store_.has(hash));
  EXPECT_EQ(code_of(store_.get(hash)), Code::local_not_found);
  ASSERT_TRUE(put("delivery note"));
  ASSERT_TRUE(put("delivery note"));
  EXPECT_EQ(files(), 1u);
  EXPECT_EQ(base::text_of(store_.get(hash).value()), "delivery note");
  const Attachments again(dir());
  EXPECT_EQ(again.size_of(hash), 13u);
  EXPECT_EQ(base::text_of(again.get(hash).value()), "delivery note");
  struct ::stat seen{};
  ASSERT_EQ(::stat(place(hash).c_str(), &seen), 0);
  EXPECT_EQ(seen.st_mode & 0777u, 0600u);
}

TEST_F(AttachmentsTest, BytesOfAnotherHashAreNotKept) {
  EXPECT_EQ(code_of(store_.put(hash_of("one"), base::view_of("two"))), Code::bad_value);
  EXPECT_EQ(files(), 0u);
  EXPECT_FALSE(store_.has(hash_of("one")));
  EXPECT_FALSE(store_.has(hash_of("two")));
}

TEST_F(AttachmentsTest, TheLargestGoesInAndNotOneByteMore) {
  std::string text(kAttachmentMax, 'x');
  ASSERT_TRUE(put(text));
  EXPECT_EQ(store_.get(hash_of(text)).value().size(), kAttachmentMax);
  text += 'x';
  EXPECT_EQ(code_of(put(text)), Code::bad_too_large);
  EXPECT_EQ(files(), 1u);
}

TEST_F(AttachmentsTest, ADamagedFileIsNeverHandedOutAndIsMendedByTheSameBytes) {
  const auto hash = hash_of("delivery note");
  ASSERT_TRUE(put("delivery note"));
  std::ofstream(place(hash)) << "delivery nope";
  EXPECT_EQ(code_of(store_.get(hash)), Code::local_damaged);
  std::ofstream(place(hash)) << std::string(kAttachmentMax + 1, 'x');
  EXPECT_EQ(code_of(store_.get(hash)), Code::local_damaged);
  ASSERT_TRUE(put("delivery note"));
  EXPECT_EQ(base::text_of(store_.get(hash).value()), "delivery note");
}

TEST_F(AttachmentsTest, WhatACrashLeftIsSweptAndNeverRead) {
  const auto hash = hash_of("delivery note");
  ASSERT_TRUE(put("delivery note"));
  auto half = place(hash);
  half += ".new";
  std::ofstream(half) << "delivery n";
  Attachments again(dir());
  EXPECT_TRUE(again.has(hash));
  again.sweep();
  EXPECT_FALSE(fs::exists(half));
  EXPECT_EQ(base::text_of(again.get(hash).value()), "delivery note");
  // Left behind by a writer of this very file: written over.
  const auto other = hash_of("other");
  fs::create_directories(place(other).parent_path());
  half = place(other);
  half += ".new";
  std::ofstream(half) << "oth";
  ASSERT_TRUE(again.put(other, base::view_of("other")));
  EXPECT_FALSE(fs::exists(half));
}

TEST_F(AttachmentsTest, OnlyFilesAtTheirPlaceAreHere) {
  const auto hash = hash_of("elsewhere");
  const auto hex = base::to_hex(hash.view());
  fs::create_directories(dir() / hex.substr(0, 2) / hex.substr(2));  // a folder of that name
  fs::create_directories(dir() / "zz");
  std::ofstream(dir() / "zz" / "readme") << "no hash";
  std::ofstream(dir() / hex) << "elsewhere";
  const Attachments again(dir());
  EXPECT_FALSE(again.has(hash));
  EXPECT_FALSE(again.get(hash).has_value());
}

TEST_F(AttachmentsTest, AFullDiskKeepsNothing) {
  Attachments greedy(dir(), UINT64_MAX / 2);
  EXPECT_EQ(code_of(greedy.put(hash_of("late"), base::view_of("late"))), Code::local_disk_full);
  EXPECT_EQ(files(), 0u);
  EXPECT_FALSE(greedy.has(hash_of("late")));
}

TEST_F(AttachmentsTest, AFolderThatCannotBeWrittenKeepsNothing) {
  std::ofstream(dir()) << "a file where the folder should be";
  EXPECT_EQ(code_of(put("late")), Code::local_stopped);
  EXPECT_FALSE(store_.has(hash_of("late")));
}

TEST_F(AttachmentsTest, ErasedBytesAreGone) {
  const auto hash = hash_of("delivery note");
  ASSERT_TRUE(put("delivery note"));
  EXPECT_TRUE(store_.erase(hash).value());
  EXPECT_EQ(files(), 0u);
  EXPECT_FALSE(store_.has(hash));
  EXPECT_EQ(code_of(store_.get(hash)), Code::local_not_found);
  EXPECT_FALSE(store_.erase(hash).value());
  EXPECT_FALSE(Attachments(dir()).has(hash));
}

TEST_F(AttachmentsTest, SeveralThreadsPutTheSame) {
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([&] {
      for (int k = 0; k < 8; ++k) EXPECT_TRUE(put("paper " + std::to_string(k)));
    });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(files(), 8u);
}

TEST(AttachmentTypes, AreTheOnesThatNoBrowserRuns) {
  for (const auto* type : {"", "application/pdf", "image/png", "salted:", "salted:application/pdf"})
    EXPECT_TRUE(is_attachment_type(type)) << type;
  for (const auto* type : {"text/html", "image/svg+xml", "application/pdf\r\nx: y", "salted:salted:", "pdf"})
    EXPECT_FALSE(is_attachment_type(type)) << type;
  EXPECT_EQ(media_type_of("text/html"), "application/octet-stream");
  EXPECT_EQ(media_type_of("salted:image/png"), "image/png");
  EXPECT_EQ(type_of_file("Scan.PDF"), "application/pdf");
  EXPECT_EQ(type_of_file("page.html"), "");
  EXPECT_EQ(type_of_file("README"), "");
}

TEST(AttachmentTypes, SaltIsTakenOffAgain) {
  const std::string blob = std::string(kSaltSize, 's') + "names";
  EXPECT_EQ(base::text_of(content_of("salted:text/plain", base::view_of(blob)).value()), "names");
  EXPECT_EQ(base::text_of(content_of("text/plain", base::view_of(blob)).value()), blob);
  EXPECT_EQ(code_of(content_of("salted:", base::view_of("short"))), Code::bad_value);
}

/// A store with one statement that names attachments.
class AttachmentFetchTest : public ::testing::Test {
 protected:
  void name(const statement::Attachment& what, bool held = false) {
    statement::Content content;
    content.kind = 77;
    content.partnership = content.case_id = content.previous = base::Id{{1}};
    content.attachments = {what};
    const base::Bytes body{0xa0};
    content.body = {body};
    content.sequence = ++count_;
    const auto act = statement::sign(std::move(content), kit::office("phl", "desk"));
    store::Commit commit;
    commit.arrived.push_back({act->id(), act->bytes(), act->content().seat, count_, act->id(), held});
    ASSERT_TRUE(store_->commit(commit));
  }
  std::optional<AttachmentFetch::Wish> next() { return fetch_.next({}, "phl", now_); }

  kit::TempFolder temp_;
  std::unique_ptr<store::Store> store_ = std::make_unique<store::MemoryStore>();
  std::uint64_t count_ = 0;
  AttachmentNames names_{*store_};
  Attachments attachments_{temp_.path() / "attachments"};
  AttachmentFetch fetch_{attachments_, [this](const base::Id&) { return &names_; }, "jpn",
                         std::chrono::seconds(60)};
  AttachmentFetch::Clock::time_point now_{};
};

TEST_F(AttachmentFetchTest, AsksForWhatIsNamedAndNotHere) {
  EXPECT_FALSE(next());
  name({hash_of("a"), 1, "text/plain", "a"});
  EXPECT_FALSE(next()) << "looked a moment ago";
  now_ += std::chrono::seconds(1);
  const auto wish = next();
  ASSERT_TRUE(wish);
  EXPECT_EQ(wish->target, "/v1/peer/attachments/" + base::to_hex(hash_of("a").view()));
  ASSERT_TRUE(fetch_.arrived(*wish, "phl", base::view_of("a"), now_));
  EXPECT_TRUE(attachments_.has(hash_of("a")));
  EXPECT_FALSE(next());
}

TEST_F(AttachmentFetchTest, WhatAPartnerLacksOrFakesIsAskedForAgainLater) {
  name({hash_of("a"), 1, "", ""});
  auto wish = next();
  ASSERT_TRUE(wish);
  EXPECT_EQ(code_of(fetch_.arrived(*wish, "phl", base::view_of("b"), now_)), Code::bad_value);
  EXPECT_EQ(code_of(fetch_.arrived(*wish, "phl", base::view_of("longer"), now_)), Code::bad_value);
  EXPECT_FALSE(attachments_.has(hash_of("a")));
  EXPECT_FALSE(next());
  now_ += std::chrono::seconds(61);
  wish = next();
  ASSERT_TRUE(wish);
  fetch_.missed(*wish, "phl", now_);
  EXPECT_FALSE(next());
  EXPECT_TRUE(fetch_.next({}, "usa", now_)) << "another partner may have it";
}

TEST_F(AttachmentFetchTest, GoesOnWhereALinkBrokeOffAndAsksForNoByteTwice) {
  std::string bytes;
  for (int i = 0; i < 10'000; ++i) bytes += static_cast<char>('a' + i % 23);
  name({hash_of(bytes), bytes.size(), "", ""});
  constexpr std::size_t kPiece = 3'000;
  const auto whole = base::to_hex(hash_of(bytes).view());
  auto wish = fetch_.next({}, "phl", now_, kPiece);
  ASSERT_TRUE(wish);
  EXPECT_EQ(wish->target, "/v1/peer/attachments/" + whole + "?from=0&count=3000");
  const auto first = bytes.substr(0, kPiece);
  ASSERT_TRUE(fetch_.arrived(*wish, "phl", base::view_of(first), now_));
  // The node stops here, and sweeps what a crash may have left when it starts again.
  attachments_.sweep();
  std::vector<std::uint64_t> asked;
  while (!attachments_.has(hash_of(bytes)) && asked.size() < 9) {
    wish = fetch_.next({}, "phl", now_, kPiece);
    ASSERT_TRUE(wish);
    asked.push_back(wish->from);
    const auto next = bytes.substr(wish->from, kPiece);
    ASSERT_TRUE(fetch_.arrived(*wish, "phl", base::view_of(next), now_));
  }
  EXPECT_EQ(asked, (std::vector<std::uint64_t>{3'000, 6'000, 9'000}));
  EXPECT_EQ(base::text_of(*attachments_.get(hash_of(bytes))), bytes);
  EXPECT_EQ(attachments_.part_of(hash_of(bytes)), 0u);
}

TEST_F(AttachmentFetchTest, ForgetsPiecesThatTogetherAreSomethingElse) {
  const std::string bytes(5'000, 'x'), other(2'500, 'y');
  name({hash_of(bytes), bytes.size(), "", ""});
  auto wish = fetch_.next({}, "phl", now_, 2'500);
  ASSERT_TRUE(fetch_.arrived(*wish, "phl", base::view_of(other), now_));
  wish = fetch_.next({}, "phl", now_, 2'500);
  ASSERT_TRUE(wish);
  EXPECT_EQ(wish->from, 2'500u);
  EXPECT_EQ(code_of(fetch_.arrived(*wish, "phl", base::view_of(other), now_)), Code::bad_value);
  EXPECT_EQ(attachments_.part_of(hash_of(bytes)), 0u);
  EXPECT_FALSE(attachments_.has(hash_of(bytes)));
  EXPECT_FALSE(fetch_.next({}, "phl", now_, 2'500)) << "not from that one, not now";
  wish = fetch_.next({}, "usa", now_, 2'500);
  ASSERT_TRUE(wish) << "from another one, from the beginning";
  EXPECT_EQ(wish->from, 0u);
}

TEST_F(AttachmentFetchTest, ForgetsWhereAPieceIsLargerThanWhatIsLeft) {
  const std::string bytes(5'000, 'x');
  name({hash_of(bytes), bytes.size(), "", ""});
  auto wish = fetch_.next({}, "phl", now_, 3'000);
  ASSERT_TRUE(fetch_.arrived(*wish, "phl", base::view_of(bytes).first(3'000), now_));
  wish = fetch_.next({}, "phl", now_, 3'000);
  EXPECT_EQ(code_of(fetch_.arrived(*wish, "phl", base::view_of(bytes).first(2'001), now_)), Code::bad_value);
  EXPECT_EQ(attachments_.part_of(hash_of(bytes)), 0u);
}

TEST_F(AttachmentFetchTest, AsksForNothingTooLargeOrOnlyHeld) {
  name({hash_of("a"), kAttachmentMax + 1, "", ""});
  name({hash_of("b"), 1, "", ""}, true);
  EXPECT_FALSE(next());
}

}  // namespace
}  // namespace palitan::node
