// The log of reads: what goes into it, who reads it, and what shows that somebody changed it.
#include <sys/stat.h>

#include <fstream>

#include "api/policy_kit.h"
#include "node/backup.h"

namespace palitan::api {
namespace {

using namespace kit;

// ---- the file ---------------------------------------------------------------------------------------------

class ReadLogTest : public testing::Test {
 protected:
  void note(ReadLog& log, const std::string& by, const std::string& item) {
    Read read;
    read.at = base::Instant{++now_ * 1'000};
    read.by = by;
    read.what = "paper";
    read.item = item;
    must(log.note(read));
  }
  ReadAnswer look(const ReadQuestion& question = {}) const {
    return look_into_reads(dir_.path(), question).value();
  }
  std::vector<std::string> lines() const {
    std::vector<std::string> out;
    std::ifstream in(dir_.path() / "reads.log");
    for (std::string line; std::getline(in, line);) out.push_back(line);
    return out;
  }
  void rewrite(const std::vector<std::string>& lines) const {
    std::ofstream out(dir_.path() / "reads.log", std::ios::trunc);
    for (const auto& line : lines) out << line << "\n";
  }
  void three() {
    ReadLog log(dir_.path());
    for (const char* item : {"a", "b", "c"}) note(log, "finance", item);
  }

  TempFolder dir_;
  std::int64_t now_ = 1'800'000'000;
};

TEST_F(ReadLogTest, IsAddedToAcrossStartsAndReadNewestFirst) {
  EXPECT_EQ(look().tip.number, 0u);
  three();
  {
    ReadLog again(dir_.path());
    note(again, "supply", "d");
  }
  auto seen = look();
  EXPECT_TRUE(seen.faults.empty()) << seen.faults.front();
  ASSERT_EQ(seen.reads.size(), 4u);
  EXPECT_EQ(seen.reads[0].item, "d");
  EXPECT_EQ(seen.reads[0].by, "supply");
  EXPECT_EQ(seen.reads[3].number, 1u);
  EXPECT_EQ(look({.by = "supply"}).reads.size(), 1u);
  EXPECT_EQ(look({.item = "b"}).reads.size(), 1u);
  seen = look({.count = 3});
  ASSERT_TRUE(seen.next.has_value());
  seen = look({.before = *seen.next, .count = 3});
  ASSERT_EQ(seen.reads.size(), 1u);
  EXPECT_EQ(seen.reads[0].item, "a");
  EXPECT_FALSE(seen.next.has_value());
  struct stat state{};
  ASSERT_EQ(::stat((dir_.path() / "reads.log").c_str(), &state), 0);
  EXPECT_EQ(state.st_mode & 0777, 0600u);
}

TEST_F(ReadLogTest, ShowsALineTakenOutAlteredOrPutIn) {
  three();
  const auto good = lines();
  ASSERT_EQ(good.size(), 3u);
  auto altered = good;
  altered[0].replace(altered[0].find("finance"), 7, "nobody!");
  for (const auto& bad : {std::vector{good[0], good[2]}, std::vector{good[1], good[2]}, altered,
                          std::vector{good[0], good[1], good[1], good[2]},
                          std::vector{good[0], std::string("{}"), good[1], good[2]}}) {
    rewrite(bad);
    EXPECT_FALSE(look().faults.empty()) << bad.size();
  }
  rewrite(good);
  EXPECT_TRUE(look().faults.empty());
}

TEST_F(ReadLogTest, ShowsLinesCutOffAtItsEnd) {
  three();
  const auto written_down = look().tip;
  const auto good = lines();
  rewrite({good[0]});
  ASSERT_EQ(look().faults.size(), 1u);
  EXPECT_EQ(look().faults[0], "lines 2 to 3 were here and are not");
  // The next start says so for ever, and goes on.
  {
    ReadLog again(dir_.path());
    note(again, "supply", "d");
  }
  auto seen = look();
  EXPECT_EQ(seen.reads[0].item, "d");
  EXPECT_EQ(seen.reads[1].what, "fault");
  ASSERT_EQ(seen.faults.size(), 1u);
  EXPECT_EQ(seen.faults[0], "line 2: lines 2 to 3 were here and are not");
  // Who removes the tip too and begins anew is found by whoever wrote the tip down.
  rewrite({good[0]});
  std::filesystem::remove(dir_.path() / "reads.tip");
  EXPECT_TRUE(look().faults.empty());
  seen = look({.expected = written_down});
  ASSERT_EQ(seen.faults.size(), 1u);
  EXPECT_EQ(parse_read_tip(to_text(written_down)), written_down);
  EXPECT_EQ(parse_read_tip("3:abc"), std::nullopt);
  EXPECT_EQ(parse_read_tip("x:" + std::string(64, 'a')), std::nullopt);
}

TEST_F(ReadLogTest, NoticesWhatIsDoneToItWhileTheNodeRuns) {
  ReadLog log(dir_.path());
  note(log, "finance", "a");
  note(log, "finance", "b");
  rewrite({lines()[0]});
  std::filesystem::remove(dir_.path() / "reads.tip");
  note(log, "finance", "c");
  auto seen = look();
  ASSERT_EQ(seen.faults.size(), 1u);
  EXPECT_EQ(seen.faults[0], "line 2: line 2 was here and is not");
  std::filesystem::remove(dir_.path() / "reads.log");
  note(log, "finance", "d");
  seen = look();
  ASSERT_EQ(seen.reads.size(), 2u);
  EXPECT_EQ(seen.reads[1].what, "fault");
}

TEST_F(ReadLogTest, SaysOnceWhatIsFetchedInPieces) {
  ReadLog log(dir_.path());
  const auto piece = [&](const std::string& by, const std::string& item, std::int64_t at_ms) {
    Read read;
    read.at = base::Instant{at_ms};
    read.by = by;
    read.what = "attachment";
    read.item = item;
    must(log.note_piece(read));
    return look().tip.number;
  };
  EXPECT_EQ(piece("partner phl", "a", 0), 1u);
  EXPECT_EQ(piece("partner phl", "a", 1'000), 1u);
  EXPECT_EQ(piece("partner usa", "a", 2'000), 2u) << "another";
  EXPECT_EQ(piece("partner phl", "b", 3'000), 3u);
  EXPECT_EQ(piece("partner phl", "a", 4'000), 4u) << "it turned to another file between";
  EXPECT_EQ(piece("partner phl", "a", 4'000 + 3'600'000), 5u);
}

TEST_F(ReadLogTest, LosesOnlyTheLineThatAPowerCutTore) {
  three();
  const auto whole = lines();
  {
    std::ofstream torn(dir_.path() / "reads.log", std::ios::app);
    torn << R"({"n":4,"at":"2026-)";
  }
  EXPECT_TRUE(look().faults.empty());
  ReadLog log(dir_.path());
  note(log, "finance", "d");
  EXPECT_TRUE(look().faults.empty());
  EXPECT_EQ(lines().size(), whole.size() + 1);
}

// ---- the node ---------------------------------------------------------------------------------------------

class Reads : public testing::Test {
 protected:
  static void SetUpTestSuite() { here_ = new Neighbours; }
  static void TearDownTestSuite() { delete std::exchange(here_, nullptr); }
  static net::Response get(const Caller& by, const std::string& path) {
    return here_->send(by, {"GET", path, {}, {}, {}});
  }
  static Json seen(const std::string& query = "") {
    return Json::parse(get({.name = "the token", .token = true}, "/v1/reads" + query).body);
  }
  static inline Neighbours* here_ = nullptr;
};

TEST_F(Reads, EveryPaperFileAndExportIsNotedWithWhoAndWhen) {
  const auto in = here_->path(here_->book);
  const auto desk = here_->signed_in("desk");
  const Caller token{.name = "the token", .token = true};
  const Caller partner{.name = "phl", .own = here_->phl->keys().identity().value(), .party = "phl"};
  struct Taken {
    Caller by;
    std::string path, what, item, noted_by;
  };
  const std::vector<Taken> all = {
      {desk, "/v1/attachments/" + here_->file, "attachment", here_->file, "desk"},
      {partner, "/v1/peer/attachments/" + here_->file, "attachment", here_->file, "partner phl"},
      {desk, in + "/papers/" + here_->order + "?kind=order", "paper", here_->order + " order", "desk"},
      {desk, in + "/reports/ageing?format=csv", "report", "ageing", "desk"},
      {desk, in + "/reports/ageing?format=xlsx", "report", "ageing", "desk"},
      {desk, in + "/acts/" + here_->order + "/evidence", "evidence", here_->order, "desk"},
      {desk, in + "/bundle", "bundle", "", "desk"},
      {token, in + "/journal", "journal", "", "token"},
      {token, in + "/parcel?party=phl", "parcel", "phl", "token"},
  };
  for (const auto& one : all) {
    const auto before = seen()["size"].get<std::uint64_t>();
    ASSERT_EQ(get(one.by, one.path).status, 200) << one.path;
    const auto log = seen();
    ASSERT_EQ(log["size"], before + 1) << one.path;
    const auto& line = log["reads"][0];
    EXPECT_EQ(line["what"], one.what);
    EXPECT_EQ(line["by"], one.noted_by);
    EXPECT_EQ(line.value("item", ""), one.item);
    EXPECT_EQ(line.value("partnership", ""), one.path.starts_with(in) ? hex(here_->book) : "");
    EXPECT_EQ(log["faults"], Json::array());
  }
  // What is only looked at, and what was not given, is no read.
  const auto before = seen()["size"];
  for (const auto& path : {in + "/reports/ageing", in + "/acts", "/v1/attachments/" + std::string(64, '0'),
                           in + "/papers/" + std::string(64, '0')})
    get(desk, path);
  EXPECT_EQ(seen()["size"], before);
  EXPECT_EQ(seen("?by=token")["reads"].size(), 2u);
  EXPECT_EQ(seen("?item=" + here_->file.substr(0, 8))["reads"].size(), 2u);
}

TEST_F(Reads, HoldNothingOfWhatWasRead) {
  ASSERT_EQ(get(here_->signed_in("desk"), "/v1/attachments/" + here_->file).status, 200);
  std::ifstream in(here_->jpn->folder().dir() / "reads.log");
  const std::string log{std::istreambuf_iterator<char>(in), {}};
  EXPECT_NE(log.find(here_->file), log.npos);
  for (const char* content : {"the plan", "a file.txt", "A. Holder", "F-76", "Planned"})
    EXPECT_EQ(log.find(content), log.npos) << content;
}

TEST_F(Reads, AnAuditorReadsThemAndNoOtherOffice) {
  const auto auditor = here_->signed_in("auditor");
  const auto log = Json::parse(get(auditor, "/v1/reads").body);
  ASSERT_TRUE(log.contains("reads"));
  const auto refused = get(here_->signed_in("desk"), "/v1/reads");
  EXPECT_EQ(refused.status, 401);
  EXPECT_NE(refused.body.find("an auditor reads who read what"), std::string::npos) << refused.body;
  EXPECT_EQ(get(auditor, "/v1/reads?expect=17").status, 400);
  EXPECT_EQ(get(auditor, "/v1/reads?before=x").status, 400);
}

TEST_F(Reads, GoAlongInABackup) {
  const auto desk = here_->signed_in("desk");
  ASSERT_EQ(get(desk, "/v1/attachments/" + here_->file).status, 200);
  const node::kit::TempFolder temp;
  const auto to = temp.path() / "backup";
  const auto made =
      node::write_backup(here_->jpn->folder(), here_->jpn->keys().node(), to, node::system_now());
  ASSERT_TRUE(made) << base::sentence(made.error());
  const auto kept = look_into_reads(to / "folder", {});
  ASSERT_TRUE(kept) << base::sentence(kept.error());
  EXPECT_TRUE(kept->faults.empty());
  EXPECT_EQ(kept->tip, look_into_reads(here_->jpn->folder().dir(), {})->tip);
}

TEST_F(Reads, WhatCannotBeNotedIsNotGiven) {
  const auto log = here_->jpn->folder().dir() / "reads.log";
  const auto kept = log.string() + ".kept";
  const auto desk = here_->signed_in("desk");
  ASSERT_EQ(get(desk, "/v1/attachments/" + here_->file).status, 200) << "so that there is a log";
  std::filesystem::rename(log, kept);
  std::filesystem::create_directory(log);  // a place where no line can be written, as on a broken disk
  const auto answer = get(desk, "/v1/attachments/" + here_->file);
  EXPECT_GE(answer.status, 500) << answer.body;
  EXPECT_EQ(answer.body.find("the plan"), std::string::npos);
  EXPECT_EQ(get(desk, here_->path(here_->book) + "/acts").status, 200) << "views go on";
  std::filesystem::remove(log);
  std::filesystem::rename(kept, log);
  EXPECT_EQ(get(desk, "/v1/attachments/" + here_->file).status, 200);
  EXPECT_EQ(seen()["faults"], Json::array());
}

}  // namespace
}  // namespace palitan::api
