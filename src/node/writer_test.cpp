#include "node/writer.h"

#include "node/random.h"
#include "node/test_kit.h"
#include "store/memory.h"
#include "store/read_fault.h"
#include "store/sqlite.h"

namespace palitan::node {
namespace {

using base::Code;
using namespace kit;

/// A writer over one nation's record, without server or partners.
class WriterTest : public ::testing::Test {
 protected:
  WriterTest() : folders_{make_party(temp_.path(), "jpn"), make_party(temp_.path(), "phl")} {
    partnership_ = found(folders_);
    keys_ = Keyring::unlock(folders_[0], kPassphrase).value();
  }
  void open(WriterOptions options = {}, int max_pages = 0) {
    writer_ = std::make_unique<Writer>(keys_, system_now, options);
    auto store = store::open_sqlite(folders_[0].record_path(partnership_), {.max_pages = max_pages}).value();
    BookOptions book;
    book.party = "jpn";
    book.accord_key = keys_->accord();
    auto opened = Book::open(*store, book, system_now()).value();
    writer_->add(std::move(store), std::move(opened));
  }
  statement::Appoint registrar() {
    statement::Appoint out;
    out.key = office("jpn", "registrar").public_key;
    out.office = "registrar";
    out.holder = "A. Holder";
    out.roles = {statement::Role::registrar};
    out.valid_until = base::kDateMax;
    return out;
  }
  statement::Appoint somebody() {
    auto out = registrar();
    out.key = random_key_pair().public_key;
    out.roles = {statement::Role::auditor};
    return out;
  }
  base::Result<Signed> appoint(const statement::Appoint& whom, const std::string& by) {
    return submit(*writer_, partnership_, draft(partnership_, seat("jpn", by), whom));
  }

  TempFolder temp_;
  std::vector<Folder> folders_;
  base::Id partnership_;
  std::shared_ptr<Keyring> keys_;
  std::unique_ptr<Writer> writer_;
};

TEST_F(WriterTest, SignsAndKeepsAcrossARestart) {
  open();
  writer_->start();
  const auto first = appoint(registrar(), "root");
  ASSERT_TRUE(first.has_value()) << base::sentence(first.error());
  writer_->stop();
  EXPECT_EQ(appoint(registrar(), "root").error().code, Code::local_stopped);
  writer_.reset();
  open();
  writer_->start();
  bool pending = false;
  ASSERT_TRUE(writer_->ask(partnership_, [&](Book& book) { pending = book.pending(first->id) != nullptr; }));
  EXPECT_TRUE(pending);
}

TEST_F(WriterTest, GathersManyClientsIntoFewCommitsAndKeepsTheirOrder) {
  open();
  std::vector<std::future<base::Result<Signed>>> answers;
  std::vector<std::promise<base::Result<Signed>>> promises(200);
  writer_->start();
  ASSERT_TRUE(appoint(registrar(), "root"));
  for (auto& promise : promises) {
    answers.push_back(promise.get_future());
    writer_->submit(partnership_, draft(partnership_, seat("jpn", "registrar"), somebody()),
                    [&promise](base::Result<Signed> done) { promise.set_value(std::move(done)); });
  }
  std::uint64_t sequence = 0;
  const auto* store = writer_->store(partnership_);
  for (auto& answer : answers) {
    const auto done = answer.get();
    ASSERT_TRUE(done.has_value()) << base::sentence(done.error());
    const auto row = store->statement(done->id);
    ASSERT_TRUE(row.has_value());  // answered after the commit
    EXPECT_EQ(statement::decode_statement(row->bytes)->content().sequence, ++sequence);
  }
}

TEST_F(WriterTest, RefusesWhatItCannotQueueAndPartnershipsItHasNot) {
  open({.queue_max = 4});
  writer_->start();
  std::promise<void> gate;
  std::promise<void> entered;
  writer_->look(partnership_, [&entered, opened = gate.get_future().share()](base::Result<Book*>) {
    entered.set_value();
    opened.wait();
  });
  entered.get_future().wait();
  for (int i = 0; i < 4; ++i) writer_->look(partnership_, [](base::Result<Book*>) {});
  std::optional<Code> refused;
  writer_->look(partnership_, [&](base::Result<Book*> book) {
    if (!book) refused = book.error().code;
  });
  gate.set_value();
  EXPECT_EQ(refused, Code::local_busy);
  EXPECT_TRUE(within(5s, [&] { return writer_->ask(partnership_, [](Book&) {}).has_value(); }));
  EXPECT_EQ(writer_->ask(base::Id{}, [](Book&) {}).error().code, Code::local_not_found);
}

TEST_F(WriterTest, SaysThatASeatIsLockedOrNotHere) {
  open();
  writer_->start();
  keys_->lock_seat(seat("jpn", "root"));
  EXPECT_EQ(appoint(registrar(), "root").error().code, Code::local_seat_locked);
  EXPECT_EQ(
      submit(*writer_, partnership_, draft(partnership_, seat("phl", "root"), registrar())).error().code,
      Code::local_no_seat);
}

TEST_F(WriterTest, AFullDiskChangesNothingAndIsNotTheEnd) {
  open({}, 60);
  writer_->start();
  ASSERT_TRUE(appoint(registrar(), "root"));
  std::optional<base::Refusal> refusal;
  std::size_t accepted = 0;
  for (int i = 0; i < 2'000 && !refusal; ++i) {
    const auto done = appoint(somebody(), "registrar");
    if (done)
      ++accepted;
    else
      refusal = done.error();
  }
  ASSERT_TRUE(refusal.has_value());
  EXPECT_EQ(refusal->code, Code::local_disk_full);
  EXPECT_EQ(appoint(somebody(), "registrar").error().code, Code::local_disk_full);
  EXPECT_FALSE(writer_->halted());
  writer_.reset();
  // With room again every acknowledged act is there, and the seat goes on where it stood.
  open();
  writer_->start();
  std::size_t pending = 0;
  ASSERT_TRUE(writer_->ask(partnership_, [&](Book& book) { pending = book.pending_order().size(); }));
  EXPECT_EQ(pending, accepted + 1);
  EXPECT_TRUE(appoint(somebody(), "registrar"));
}

/// A disk that fails its next write.
class FailingStore : public store::MemoryStore {
 public:
  base::Outcome<void> commit(const store::Commit& commit) override {
    if (failing) return tl::unexpected(base::Failure{base::Failure::Kind::stop, "the disk is gone"});
    return MemoryStore::commit(commit);
  }
  std::atomic<bool> failing = false;
};

TEST_F(WriterTest, AFailedWriteHaltsTheNode) {
  const auto record = folders_[0].open_record(partnership_, true).value();
  const auto founding = *record->logged_bytes(0);
  const auto note = codec::decode<sync::AccordPaper>(record->accord(0)->bytes).value().note;
  auto store = std::make_unique<FailingStore>();
  auto* disk = store.get();
  ASSERT_TRUE(Book::found(*store, founding, note));
  writer_ = std::make_unique<Writer>(keys_, system_now);
  BookOptions options;
  options.party = "jpn";
  options.accord_key = keys_->accord();
  auto book = Book::open(*store, options, system_now()).value();
  writer_->add(std::move(store), std::move(book));
  writer_->start();
  ASSERT_TRUE(appoint(registrar(), "root"));
  disk->failing = true;
  EXPECT_EQ(appoint(somebody(), "registrar").error().code, Code::local_stopped);
  EXPECT_EQ(appoint(somebody(), "registrar").error().code, Code::local_stopped);
  EXPECT_EQ(writer_->halted(), "the disk is gone");
}

TEST_F(WriterTest, WhoLooksIntoARecordThatCannotBeReadIsAnswered) {
  open();
  writer_->start();
  const auto asked =
      writer_->ask(partnership_, [](Book&) { throw store::ReadFault("the record cannot be read"); });
  ASSERT_FALSE(asked.has_value());
  EXPECT_EQ(asked.error().code, Code::local_stopped);
  EXPECT_EQ(writer_->halted(), "the record cannot be read");
}

}  // namespace
}  // namespace palitan::node
