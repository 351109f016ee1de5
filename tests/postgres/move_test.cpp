// Two nations' nodes, one of them in PostgreSQL: records moved there and back while acts are signed in
// between, moves that are cut off, and what the rest of a node does with such a record.
#include <signal.h>
#include <sys/wait.h>

#include <fstream>
#include <random>

#include "api/api.h"
#include "cli/test_kit.h"
#include "node/backup.h"
#include "node/record_copy.h"
#include "node/record_move.h"
#include "node/test_kit.h"
#include "server.h"
#include "store/memory.h"

namespace palitan::node::kit {
namespace {

namespace fs = std::filesystem;
using base::Code;
using store::PostgresRecord;

class Moves : public postgres_tests::PostgresTest {
 protected:
  void SetUp() override {
    PostgresTest::SetUp();
    if (IsSkipped()) return;
    folders_ = {make_party(temp_.path(), "jpn"), make_party(temp_.path(), "phl")};
    partnership_ = found(folders_);
    schema_ = schema_name(jpn(), partnership_);
    // Two that were founded within a second are the same.
    sql("SET client_min_messages = error; DROP SCHEMA IF EXISTS " + schema_ + " CASCADE");
  }
  const Folder& jpn() const { return folders_[0]; }
  std::string dir() const { return jpn().dir().string(); }
  static base::Result<std::unique_ptr<Service>> serve(const Folder& folder) {
    auto opened = Service::open(folder.dir(), kPassphrase);
    EXPECT_TRUE(opened && (*opened)->start(api::handler(**opened)));
    return opened;
  }
  /// The Japanese node alone: its acts stay pending.
  void sign_some() {
    const auto service = serve(jpn()).value();
    appoint_offices(*service, partnership_);
  }
  std::string all_of(const Folder& folder) const {
    const auto store = folder.open_record(partnership_, true);
    EXPECT_TRUE(store) << (store ? "" : base::sentence(store.error()));
    return store ? text_of(**store) : "";
  }
  /// Everything a store answers about what it holds.
  static std::string text_of(const store::Store& store) {
    std::string out =
        base::to_hex(store::derived_hash(store).view()) + " " + std::to_string(store.log_size());
    for (const auto& entry : store.log(0, UINT64_MAX))
      out += "\n" + base::to_hex(*store.logged_bytes(entry.position)) +
             std::to_string(store.statement(entry.id)->arrival);
    for (const auto& [id, row] : store.pending())
      out += "\npending " + base::to_hex(row.bytes) + std::to_string(row.arrival) + std::to_string(row.held);
    for (const auto& [name, value] : store.notes("")) out += "\n" + name + " " + base::to_hex(value);
    return out;
  }
  int move_there() {
    return terminal_.run({"store", "move", "--from", "sqlite:" + dir(), "--to", "postgres:" + words_});
  }
  int move_back() {
    return terminal_.run({"store", "move", "--from", "postgres:" + words_, "--to", "sqlite:" + dir()});
  }
  bool file_is_there() const { return fs::exists(jpn().record_path(partnership_)); }
  PostgresRecord state() const { return store::look_at_postgres(words_, schema_).value(); }

  TempFolder temp_;
  std::vector<Folder> folders_;
  base::Id partnership_;
  Instruments house_;
  cli::kit::Terminal terminal_;
};

TEST_F(Moves, a_node_goes_to_the_database_and_back_and_its_partner_notices_nothing) {
  const auto both_sign = [&](const std::string& reason) {
    const auto one = serve(jpn()).value();
    const auto other = serve(folders_[1]).value();
    one->join({{"phl", "127.0.0.1", other->port()}});
    other->join({{"jpn", "127.0.0.1", one->port()}});
    if (!house_.instrument.is_zero()) {
      act(*other, partnership_, "desk", fuel_request(house_));
    } else {
      house_ = open_house(*one, *other, partnership_);
    }
    EXPECT_TRUE(within(20s, [&] { return agreed_on_both(*one, *other, partnership_); })) << reason;
    EXPECT_EQ(one->writer().store(partnership_)->log_size(), other->writer().store(partnership_)->log_size());
    EXPECT_EQ(store::derived_hash(*one->writer().store(partnership_)),
              store::derived_hash(*other->writer().store(partnership_)))
        << reason;
  };
  both_sign("both in files");
  const auto before = all_of(jpn());

  ASSERT_EQ(move_there(), 0) << terminal_.err;
  EXPECT_NE(terminal_.out.find("jpn-phl"), std::string::npos) << terminal_.out;
  EXPECT_FALSE(file_is_there());
  EXPECT_EQ(jpn().records(), std::vector{partnership_});
  EXPECT_TRUE(all_of(jpn()) == before);
  EXPECT_EQ(terminal_.run({"--node", dir(), "log"}), 0) << terminal_.err;
  both_sign("one in the database");
  const auto after = all_of(jpn());
  EXPECT_TRUE(after != before);
  EXPECT_EQ(move_there(), 1) << "it is there already";

  ASSERT_EQ(move_back(), 0) << terminal_.err;
  EXPECT_TRUE(file_is_there());
  EXPECT_TRUE(all_of(jpn()) == after);
  EXPECT_EQ(state(), PostgresRecord::left);
  both_sign("both in files again");
  EXPECT_EQ(move_there(), 1);
  EXPECT_NE(terminal_.err.find("holds a record already"), std::string::npos) << terminal_.err;
}

TEST_F(Moves, words_that_say_no_way) {
  EXPECT_EQ(terminal_.run({"store", "move", "--from", "sqlite:" + dir(), "--to", "sqlite:elsewhere"}), 2);
  EXPECT_NE(terminal_.err.find("postgres:SERVICE"), std::string::npos);
  EXPECT_EQ(terminal_.run({"store", "move", "--from", "postgres:", "--to", "sqlite:" + dir()}), 2);
  words_ += " password=secret";
  EXPECT_EQ(move_there(), 1);
  EXPECT_NE(terminal_.err.find("passfile"), std::string::npos) << terminal_.err;
  EXPECT_EQ(terminal_.err.find("secret"), std::string::npos);
  EXPECT_TRUE(file_is_there());
  words_ = "never-defined";
  EXPECT_EQ(move_there(), 1);
  words_ = server_->words();
  EXPECT_EQ(move_back(), 1) << "it is in the file";
  const auto lock = jpn().lock();
  EXPECT_EQ(move_there(), 1) << "somebody serves the folder";
  EXPECT_NE(terminal_.err.find("local_folder_in_use"), std::string::npos) << terminal_.err;
}

TEST_F(Moves, a_target_in_use_is_left_alone) {
  ASSERT_TRUE(open()->commit({.notes = {{"of somebody", {1}}}}));
  EXPECT_EQ(move_there(), 1);
  EXPECT_NE(terminal_.err.find("holds a record already"), std::string::npos) << terminal_.err;
  EXPECT_EQ(open()->note("of somebody"), base::Bytes{1});
  EXPECT_TRUE(file_is_there());
}

// The program is killed wherever it is, again and again; each time the folder still opens as it was.
TEST_F(Moves, cut_off_anywhere_the_record_is_where_the_folder_says) {
  sign_some();
  const auto before = all_of(jpn());
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 dice(seed);
  const auto program = std::string(PALITAN_BINARY_DIR) + "/bin/palitan";
  const auto killed = [&](std::vector<std::string> words) {
    words.insert(words.begin(), program);
    const pid_t child = ::fork();
    if (child == 0) {
      std::vector<char*> argv;
      for (auto& word : words) argv.push_back(word.data());
      argv.push_back(nullptr);
      ::execv(argv[0], argv.data());
      ::_exit(127);
    }
    ::usleep(static_cast<unsigned>(dice() % 250'000));
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
  };
  for (int i = 0; i < 6 && !read_place(jpn(), partnership_).value(); ++i) {
    killed({"store", "move", "--from", "sqlite:" + dir(), "--to", "postgres:" + words_});
    EXPECT_TRUE(all_of(jpn()) == before);
  }
  if (!read_place(jpn(), partnership_).value()) {
    ASSERT_EQ(move_there(), 0) << terminal_.err;
  }
  EXPECT_TRUE(all_of(jpn()) == before);
  for (int i = 0; i < 6 && read_place(jpn(), partnership_).value(); ++i)
    killed({"store", "move", "--from", "postgres:" + words_, "--to", "sqlite:" + dir()});
  if (read_place(jpn(), partnership_).value()) {
    ASSERT_EQ(move_back(), 0) << terminal_.err;
  }
  EXPECT_TRUE(all_of(jpn()) == before);
  EXPECT_TRUE(serve(jpn()));
}

TEST_F(Moves, each_place_of_a_cut_is_gone_on_from) {
  sign_some();
  const auto before = all_of(jpn());
  // Filled in part; then filled and compared, and the folder not told.
  ASSERT_TRUE(open({.as = PostgresRecord::arriving})->commit({.notes = {{"part", {1}}}}));
  ASSERT_EQ(move_there(), 0) << terminal_.err;
  fs::remove(fs::path(dir()) / "record" / (base::to_hex(partnership_.view()) + ".store"));
  fs::rename(jpn().record_path(partnership_).string() + ".moved", jpn().record_path(partnership_));
  EXPECT_EQ(state(), PostgresRecord::verified);
  EXPECT_TRUE(all_of(jpn()) == before);
  ASSERT_EQ(move_there(), 0) << terminal_.err;
  // Back: the file is in its place and the schema left, and the folder not told.
  const DatabasePlace place{words_, schema_};
  ASSERT_EQ(move_back(), 0) << terminal_.err;
  ASSERT_TRUE(write_place(jpn(), partnership_, place));
  const auto refused = Service::open(jpn().dir(), kPassphrase);
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().detail.find("run it again"), std::string::npos) << refused.error().detail;
  ASSERT_EQ(move_back(), 0) << terminal_.err;
  EXPECT_TRUE(all_of(jpn()) == before);
}

TEST_F(Moves, a_copy_that_differs_is_found) {
  sign_some();
  const auto file = jpn().open_record(partnership_, true).value();
  store::MemoryStore copy;
  ASSERT_TRUE(copy_record(*file, copy));
  EXPECT_TRUE(compare_records(*file, copy));
  const auto pending = copy.pending();
  ASSERT_FALSE(pending.empty());
  const auto differs = [&](const store::Commit& change) {
    const auto other = copy.clone();
    EXPECT_TRUE(other->commit(change));
    return !compare_records(*file, *other).has_value();
  };
  EXPECT_TRUE(differs({.notes = {{"more", {1}}}}));
  EXPECT_TRUE(differs({.facts = {{kernel::partnership_key(), {1}}}}));
  auto added = store::ArrivedStatement{base::Id{{1}}, {1}, {}, 1, {}, false};
  EXPECT_TRUE(differs({.arrived = {added}}));
  added.held = true;
  EXPECT_TRUE(differs({.arrived = {added}}));
  EXPECT_TRUE(differs({.appended = {{copy.log_size(), pending[0].first, 1, 0, "", 0}}}));
  EXPECT_TRUE(differs({.accords = {{1, 1, 0, {1}}}}));
}

TEST_F(Moves, one_record_is_served_by_one_node_at_a_time) {
  ASSERT_EQ(move_there(), 0) << terminal_.err;
  const auto twin = temp_.path() / "twin";
  fs::copy(dir(), twin, fs::copy_options::recursive);
  auto first = serve(jpn()).value();
  const auto second = Service::open(twin, kPassphrase);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, Code::local_folder_in_use);
  appoint_offices(*first, partnership_);
  const auto signed_so_far = first->writer().store(partnership_)->pending().size();
  first.reset();
  const auto next = Service::open(twin, kPassphrase).value();
  EXPECT_EQ(next->writer().store(partnership_)->pending().size(), signed_so_far) << "it goes on from there";
}

TEST_F(Moves, an_act_signed_while_the_database_restarts_is_there_once) {
  ASSERT_EQ(move_there(), 0) << terminal_.err;
  const auto service = serve(jpn()).value();
  server_->crash();
  // Signed on another thread: a server ends with the thread that started it.
  std::thread signer([&] { appoint_offices(*service, partnership_); });
  std::this_thread::sleep_for(300ms);
  server_->start();
  signer.join();
  EXPECT_EQ(service->writer().store(partnership_)->pending().size(), 2u);
  EXPECT_FALSE(service->writer().halted());
}

// An act that must be judged by what is read waits; one whose commit alone meets the outage is refused.
TEST_F(Moves, while_the_database_is_away_acts_wait_or_are_refused_and_the_node_lives) {
  ASSERT_EQ(move_there(), 0) << terminal_.err;
  ASSERT_TRUE(write_place(jpn(), partnership_, {words_, schema_, 200}));
  EXPECT_EQ(read_place(jpn(), partnership_).value()->patience_ms, 200);
  const auto service = serve(jpn()).value();
  server_->crash();
  base::Result<Signed> done = base::refuse(Code::local_stopped);
  std::thread signer([&] {
    statement::Appoint other;
    other.key = office("jpn", "other").public_key;
    other.office = other.unit = "other";
    other.holder = "A. Holder";
    other.roles = {statement::Role::registrar};
    other.valid_until = base::kDateMax;
    done = submit(service->writer(), partnership_, draft(partnership_, seat("jpn", "root"), other));
  });
  std::this_thread::sleep_for(700ms);
  EXPECT_THROW(static_cast<void>(service->writer().store(partnership_)->log_size()), store::ReadAway);
  EXPECT_FALSE(service->writer().halted());
  server_->start();
  signer.join();
  if (!done) {
    EXPECT_EQ(done.error().code, Code::local_busy) << base::sentence(done.error());
  }
  const std::size_t recorded = done ? 1 : 0;
  EXPECT_EQ(service->writer().store(partnership_)->pending().size(), recorded);
  appoint_offices(*service, partnership_);
  EXPECT_EQ(service->writer().store(partnership_)->pending().size(), recorded + 2);
}

TEST_F(Moves, a_backup_of_a_serving_node_holds_the_record_as_a_file) {
  ASSERT_EQ(move_there(), 0) << terminal_.err;
  const auto service = serve(jpn()).value();
  appoint_offices(*service, partnership_);
  const auto made =
      write_backup(service->folder(), service->keys().node(), temp_.path() / "backup", system_now());
  ASSERT_TRUE(made) << base::sentence(made.error());
  EXPECT_EQ(made->records[0].pending, 2u);
  const auto checked = check_backup(temp_.path() / "backup");
  ASSERT_TRUE(checked) << base::sentence(checked.error());
  EXPECT_EQ(checked->records[0].derived, store::derived_hash(*service->writer().store(partnership_)));
}

TEST_F(Moves, a_place_that_cannot_be_read_is_damage) {
  std::ofstream(fs::path(dir()) / "record" / (base::to_hex(partnership_.view()) + ".store"))
      << "postgres x\n";
  EXPECT_EQ(jpn().open_record(partnership_, true).error().code, Code::local_damaged);
  EXPECT_EQ(move_back(), 1);
}

}  // namespace
}  // namespace palitan::node::kit
