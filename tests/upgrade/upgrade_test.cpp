// Folders as earlier versions left them (tests/upgrade/VERSION.tar.xz, made by keep.py): this program opens
// them, finds in them what that version found, judges the whole record again, and goes on with it.
#include <fstream>
#include <nlohmann/json.hpp>

#include "api/test_kit.h"
#include "node/record_check.h"
#include "store/memory.h"
#include "store/sqlite.h"

#include "demo/shell.h"

namespace {
namespace fs = std::filesystem;
using namespace palitan;
using namespace palitan::api::kit;
using nlohmann::json;

const fs::path kKept = fs::path(PALITAN_SOURCE_DIR) / "tests/upgrade";

std::vector<fs::path> kept() {
  std::vector<fs::path> out;
  for (const auto& entry : fs::directory_iterator(kKept))
    if (entry.path().extension() == ".xz") out.push_back(entry.path());
  std::sort(out.begin(), out.end());
  return out;
}

std::string text_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

class Upgrade : public testing::TestWithParam<fs::path> {
 protected:
  void SetUp() override {
    const auto ran =
        palitan_test::run("python3 -m tarfile -e " + GetParam().string() + " " + temp_.path().string());
    ASSERT_EQ(ran.status, 0) << ran.printed;
    said_ = json::parse(text_of(temp_.path() / "book.json"));
    book_ = *base::fixed_from_hex<base::Id>(said_.at("partnership").get<std::string>());
    passphrase_ = text_of(temp_.path() / "passphrase");
    while (passphrase_.ends_with('\n')) passphrase_.pop_back();
  }

  node::Folder folder(const std::string& party) const {
    return node::Folder::open(temp_.path() / party).value();
  }
  /// What that version said of the book, by that party's node.
  json of(const std::string& party) const {
    for (const auto& node : said_.at("nodes"))
      if (node.at("party") == party) return node;
    return {};
  }
  /// A minute after the last accord of then, and from there on: warrants and clocks stand as they stood.
  node::Clock clock_of_then() const {
    const auto store = folder("jpn").open_record(book_, true).value();
    const auto then = store->last_accord()->time_ms + 60'000;
    const auto began = std::chrono::steady_clock::now();
    return [then, began] {
      const auto since = std::chrono::steady_clock::now() - began;
      return base::Instant{then + std::chrono::duration_cast<std::chrono::milliseconds>(since).count()};
    };
  }
  std::unique_ptr<node::Service> open(const std::string& party, const node::Clock& clock) const {
    node::ServiceOptions options;
    options.clock = clock;
    options.port = std::uint16_t{0};
    options.peers.emplace();
    options.propose_every_ms = 20;
    auto service = node::Service::open(temp_.path() / party, passphrase_, options);
    EXPECT_TRUE(service) << (service ? "" : base::sentence(service.error()));
    (*service)->start(api::handler(**service)).value();
    return std::move(*service);
  }
  /// A seat of the node's party that keeps agreements and whose key is open.
  base::KeyId keeper(node::Service& service) const {
    base::KeyId out;
    must(service.writer().ask(book_, [&](node::Book& book) {
      for (const auto& state : service.keys().seats()) {
        const auto fact = book.get<kernel::SeatFact>(kernel::seat_key(state.seat), false);
        if (fact && state.unlocked && fact->has(statement::Role::custodian)) out = state.seat;
      }
    }));
    return out;
  }

  TempFolder temp_;
  json said_;
  base::Id book_;
  std::string passphrase_;
};

TEST_P(Upgrade, ItsRecordsAreWhatTheyWereAndFollowFromTheirStatements) {
  for (const std::string party : {"jpn", "phl"}) {
    const auto path = folder(party).record_path(book_);
    const auto store = store::open_sqlite(path, {.read_only = true, .check = true});
    ASSERT_TRUE(store) << base::sentence(store.error());
    const auto said = of(party);
    EXPECT_EQ((*store)->log_size(), said.at("log_size"));
    EXPECT_EQ((*store)->last_accord()->height, said.at("height"));
    store::MemoryStore anew;
    const auto checked = node::check_record(**store, anew);
    EXPECT_TRUE(checked) << base::sentence(checked.error());
    node::BookOptions options;
    options.party = party;
    options.ceiling = statement::Marking::restricted;
    const auto book = node::Book::open(anew, options, {}).value();
    EXPECT_EQ(base::to_hex(book->head().root.view()), said.at("root"));
    EXPECT_EQ(base::to_hex(book->head().results.view()), said.at("results"));
  }
}

TEST_P(Upgrade, BothNodesGoOnWithIt) {
  const auto clock = clock_of_then();
  auto jpn = open("jpn", clock);
  auto phl = open("phl", clock);
  jpn->join({{"phl", "127.0.0.1", phl->port()}});
  phl->join({{"jpn", "127.0.0.1", jpn->port()}});
  const auto before = tip(*jpn, book_);
  EXPECT_EQ(before.head.height, of("jpn").at("height"));
  const auto seat = keeper(*jpn);
  ASSERT_NE(seat, base::KeyId{});
  const auto today = base::Effective{clock(), 0}.legal_date();
  const statement::OpenActivity plan{"exercise", "After the upgrade",       {"jpn", "phl"},
                                     today,      base::add_days(today, 30), "Subic"};
  const auto done = submit(jpn->writer(), book_, draft(book_, seat, plan));
  ASSERT_TRUE(done) << base::sentence(done.error());
  EXPECT_EQ(done->verdict.code, base::Code::accepted);
  EXPECT_TRUE(within(30s, [&] {
    return agreed_on_both(*jpn, *phl, book_) && tip(*phl, book_).head.size > before.head.size;
  }));
  EXPECT_TRUE(phl->writer().store(book_)->statement(done->id));
}

INSTANTIATE_TEST_SUITE_P(Of, Upgrade, testing::ValuesIn(kept()), [](const auto& one) {
  auto name = one.param.stem().stem().string();
  for (auto& c : name)
    if (c == '.' || c == '-') c = '_';
  return name;
});

TEST(UpgradeData, IsKeptOfThisVersion) {
  // Who raises the version keeps the folder of the one before and makes one of the new:
  // tests/upgrade/keep.py.
  const auto text = text_of(fs::path(PALITAN_SOURCE_DIR) / "CMakeLists.txt");
  const auto at = text.find("project(palitan VERSION ") + 24;
  const auto version = text.substr(at, text.find(' ', at) - at);
  EXPECT_TRUE(fs::exists(kKept / (version + ".tar.xz"))) << version;
}

}  // namespace
