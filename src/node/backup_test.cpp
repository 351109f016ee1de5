// A backup of a serving node, what is found in a changed one, and the node that comes out of it.
#include "node/backup.h"

#include <fstream>

#include "node/test_kit.h"

namespace palitan::node::kit {
namespace {
namespace fs = std::filesystem;
using base::Code;

net::Handler nothing() {
  return [](net::Request, net::Respond respond) { respond({404, {}, {}}); };
}

/// One nation's node, which serves without a partner in reach.
class Backups : public ::testing::Test {
 protected:
  void SetUp() override {
    folders_ = {make_party(temp_.path(), "jpn", false), make_party(temp_.path(), "phl", false)};
    partnership_ = found(folders_);
    serve();
  }
  void serve() {
    auto opened = Service::open(folders_[0].dir(), kPassphrase);
    ASSERT_TRUE(opened) << base::sentence(opened.error());
    service_ = std::move(*opened);
    ASSERT_TRUE(service_->start(nothing()));
    appoint_offices(*service_, partnership_);
  }
  fs::path place(const std::string& name) const { return temp_.path() / name; }
  base::Result<Backup> back_up(const std::string& name) {
    return write_backup(service_->folder(), service_->keys().node(), place(name), system_now());
  }
  std::size_t pending() { return tip(*service_, partnership_).pending; }

  TempFolder temp_;
  std::vector<Folder> folders_;
  base::Id partnership_;
  std::unique_ptr<Service> service_;
};

TEST_F(Backups, AreTakenWhileTheNodeServesAndHoldNoKey) {
  const auto made = back_up("backup");
  ASSERT_TRUE(made) << base::sentence(made.error());
  act(*service_, partnership_, "desk",
      statement::OpenActivity{
          "relief", "Relief", {"jpn", "phl"}, today(), base::add_days(today(), 9), "Leyte"});
  const auto checked = check_backup(place("backup"));
  ASSERT_TRUE(checked) << base::sentence(checked.error());
  ASSERT_EQ(checked->records.size(), 1u);
  EXPECT_EQ(checked->node, "jpn");
  EXPECT_EQ(checked->records[0].partnership, partnership_);
  EXPECT_EQ(checked->records[0].pending + 1, pending());
  for (const auto& entry : fs::recursive_directory_iterator(place("backup"))) {
    EXPECT_NE(entry.path().extension(), ".key") << entry.path();
    EXPECT_NE(entry.path().filename(), "api.token");
  }
  EXPECT_EQ(back_up("backup").error().code, Code::local_draft);  // never over another
}

TEST_F(Backups, AreNotTakenForWholeWhereAByteDiffers) {
  ASSERT_TRUE(back_up("backup"));
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(place("backup")))
    if (entry.is_regular_file()) files.push_back(entry.path());
  ASSERT_GE(files.size(), 5u);
  for (const auto& file : files) {
    std::fstream in(file, std::ios::in | std::ios::out | std::ios::binary);
    in.seekg(static_cast<std::streamoff>(fs::file_size(file) / 2));
    const auto at = in.tellg();
    const auto was = static_cast<char>(in.get());
    in.seekp(at);
    in.put(static_cast<char>(was ^ 1));
    in.close();
    EXPECT_FALSE(check_backup(place("backup"))) << file;
    std::fstream back(file, std::ios::in | std::ios::out | std::ios::binary);
    back.seekp(at);
    back.put(was);
  }
  EXPECT_TRUE(check_backup(place("backup")));
  std::ofstream(place("backup") / "folder" / "more") << "x";
  EXPECT_EQ(check_backup(place("backup")).error().code, Code::local_damaged);
}

TEST_F(Backups, AreTheNodesOwnWord) {
  const auto made = write_backup(service_->folder(), office("jpn", "desk"), place("other"), system_now());
  ASSERT_TRUE(made);
  const auto checked = check_backup(place("other"));
  ASSERT_FALSE(checked);
  EXPECT_EQ(checked.error().code, Code::local_damaged);
  EXPECT_NE(checked.error().detail.find("not signed by the key of jpn"), std::string::npos)
      << checked.error().detail;
}

TEST_F(Backups, ARestoredNodeHasNewKeysAndWaitsForItsPartners) {
  ASSERT_TRUE(back_up("backup"));
  service_.reset();
  const auto made = restore_backup(place("backup"), place("again"), kPassphrase, kQuick);
  ASSERT_TRUE(made) << base::sentence(made.error());
  const auto folder = Folder::open(place("again"));
  ASSERT_TRUE(folder);
  EXPECT_TRUE(folder->seats().empty());
  EXPECT_NE(folder->read_key(kAccordKey, kPassphrase)->public_key, office("jpn", "accord").public_key);
  EXPECT_NE(folder->read_key(kNodeKey, kPassphrase)->public_key, office("jpn", "node").public_key);
  auto restored = Service::open(place("again"), kPassphrase);
  ASSERT_TRUE(restored) << base::sentence(restored.error());
  ASSERT_TRUE((*restored)->start(nothing()));
  must((*restored)->writer().ask(partnership_, [&](Book& book) {
    EXPECT_TRUE(book.awaits_handover());
    EXPECT_EQ(book.stall(system_now()).code, Code::local_handover_awaited);
    EXPECT_EQ(book.pending_order().size(), made->records[0].pending);
  }));
  EXPECT_EQ(restore_backup(place("backup"), place("again"), kPassphrase, kQuick).error().code,
            Code::local_draft);
}

TEST_F(Backups, ARecordWhoseBooksWereChangedIsFoundOut) {
  service_.reset();
  {
    auto store = folders_[0].open_record(partnership_, false);
    ASSERT_TRUE(store);
    store::Commit change;
    change.facts.emplace_back(kernel::balance_key({ledger::AccountKind::issued, "jpn", "phl"}, "JPY"),
                              codec::encode(kernel::BalanceFact{5}));
    ASSERT_TRUE((*store)->commit(change));
  }
  // Its own hashes fit, and the node signed them; only rebuilding shows it.
  ASSERT_TRUE(write_backup(folders_[0], office("jpn", "node"), place("wrong"), system_now()));
  const auto checked = check_backup(place("wrong"));
  ASSERT_FALSE(checked);
  EXPECT_EQ(checked.error().code, Code::local_damaged);
  EXPECT_NE(checked.error().detail.find("not what they come to"), std::string::npos)
      << checked.error().detail;
}

}  // namespace
}  // namespace palitan::node::kit
