// The demonstration, played by the program itself, and what a newcomer then does with its folders.
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <sstream>

#include <nlohmann/json.hpp>

#include "serving.h"

namespace {
namespace fs = std::filesystem;
using nlohmann::json;

using palitan_test::kBin;
using palitan_test::palitan;
using palitan_test::Ran;
using palitan_test::run;

/// Played once for all tests here.
class Demonstration : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    std::string pattern = (fs::temp_directory_path() / "palitan-demo-XXXXXX").string();
    ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
    dir_ = pattern;
    played_ = palitan("demo --once --fast --dir " + dir());
    std::ifstream in(dir_ / "summary.json");
    summary_ = json::parse(in, nullptr, false);
  }
  static void TearDownTestSuite() { fs::remove_all(dir_); }
  static std::string dir() { return dir_.string(); }
  static std::string at(const char* party) {
    return "--node " + (dir_ / party).string() + " --partnership jpn-phl ";
  }
  static const json& book() { return summary_.at("books").at(0); }
  static std::string partnership() { return book().at("partnership").get<std::string>(); }

  static inline fs::path dir_;
  static inline Ran played_;
  static inline json summary_;
};

TEST_F(Demonstration, EndsWellAndSaysSo) {
  ASSERT_EQ(played_.status, 0) << played_.printed;
  for (const auto* words : {"log size", "root", "cosignatures", "balances", "They are equal"})
    EXPECT_NE(played_.printed.find(words), std::string::npos) << words << "\n" << played_.printed;
  EXPECT_EQ(played_.printed.find("DOES NOT HOLD"), std::string::npos);
}

TEST_F(Demonstration, LeavesItsSummary) {
  ASSERT_TRUE(summary_.is_object());
  ASSERT_EQ(summary_.at("books").size(), 4u);
  for (const auto& one : summary_.at("books")) {
    EXPECT_TRUE(one.at("equal").get<bool>()) << one.at("name");
    const auto& nodes = one.at("nodes");
    ASSERT_EQ(nodes.size(), one.at("name") == "jpn-phl-usa" ? 3u : 2u);
    for (const auto& node : nodes)
      for (const auto* key : {"log_size", "root", "results", "cosignatures", "balances"})
        EXPECT_EQ(nodes[0].at(key), node.at(key)) << one.at("name") << " " << key;
    EXPECT_EQ(nodes[0].at("cosignatures").size(), nodes.size());
  }
  for (const auto& check : summary_.at("checks")) EXPECT_TRUE(check.at("held").get<bool>()) << check;
}

TEST_F(Demonstration, FoldersAreReadWithNobodyServing) {
  for (const auto* party : {"jpn", "phl"}) {
    const auto balances = palitan(at(party) + "balances --json");
    ASSERT_EQ(balances.status, 0) << balances.printed;
    EXPECT_EQ(json::parse(balances.printed), book().at("nodes").at(0).at("balances"));
    const auto log = palitan(at(party) + "--json log");
    ASSERT_EQ(log.status, 0) << log.printed;
    EXPECT_EQ(json::parse(log.printed).size(), book().at("nodes").at(0).at("log_size").get<std::size_t>());
    EXPECT_EQ(palitan(at(party) + "node status").status, 0);
  }
}

TEST_F(Demonstration, AnOrderIsShownAsATable) {
  const auto cases = json::parse(palitan(at("phl") + "cases --json").printed);
  int closed = 0;
  int still_open = 0;
  for (const auto& one : cases) {
    const auto shown = palitan(at("jpn") + "show " + one.at("id").get<std::string>().substr(0, 12));
    ASSERT_EQ(shown.status, 0) << shown.printed;
    if (one.at("kind") != "order") continue;
    // Accepted under the ceiling; out of the spreadsheet; hours of which a round cleared four.
    const std::map<std::string, std::string> open = {{"P-2026-017", "issue line 1, 20 DAY of COURSE"},
                                                     {"P-2026-041", "offer terms, or decline"},
                                                     {"P-2026-042", "offer terms, or decline"},
                                                     {"A-2026-phljpn", "line 1 1 HUR of AIRLIFT"}};
    std::string next = "Nothing is owed any more.";
    for (const auto& [reference, awaited] : open)
      if (shown.printed.find(reference) != std::string::npos) next = awaited;
    ++(next.starts_with("Nothing") ? closed : still_open);
    EXPECT_NE(shown.printed.find(next), std::string::npos) << shown.printed;
  }
  EXPECT_EQ(closed, 6);
  EXPECT_EQ(still_open, 4);
}

TEST_F(Demonstration, ItsPapersAreReadable) {
  const auto papers = dir_ / "papers";
  int files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(papers)) {
    ++files;
    const auto text = run("pdftotext -layout " + entry.path().string() + " -");
    ASSERT_EQ(text.status, 0) << text.printed;
    EXPECT_GT(text.printed.size(), 500u) << entry.path();
    const auto fonts = run("pdffonts " + entry.path().string() + " | tail -n +3 | grep -vc 'yes yes yes'");
    EXPECT_EQ(fonts.printed, "0\n") << entry.path() << ": a font is not embedded as a subset";
  }
  EXPECT_EQ(files, 44);
}

TEST_F(Demonstration, WhatThePartnershipLivesOnIsShown) {
  const auto shows = [&](const std::string& words, std::initializer_list<const char*> parts) {
    const auto shown = palitan(at("phl") + words);
    EXPECT_EQ(shown.status, 0) << shown.printed;
    for (const char* part : parts)
      EXPECT_NE(shown.printed.find(part), std::string::npos) << words << " lacks " << part << "\n"
                                                             << shown.printed;
  };
  shows("visits", {"In the country today\n  none", "closed", "Temporary imports still inside\n  none"});
  const auto budget = (dir_ / "budget.csv").string();
  std::ofstream(budget) << "donor,fiscal_year,amount,currency\njpn,2025-04-01,8100000000,JPY\n";
  shows("grants --budget " + budget,
        {"Against its budget", "8 100 000 000 JPY", "7 200 000 000 JPY", "not given"});
  shows("grants", {"Portfolio of jpn", "900 000 000", "RHIB-2", "BH-1"});
  shows("activities", {"Demonstration exercise off Subic Bay", "F-76/LTR"});
  shows("everywhere", {"jpn-phl-usa", "phl-usa", "AIRLIFT/HUR"});
  const auto sheet = (dir_ / "grants.md").string();
  ASSERT_EQ(palitan(at("phl") + "grants --public " + sheet).status, 0);
  EXPECT_EQ(run("grep -c '^# Boathouses and slipways' " + sheet).printed, "1\n");
  EXPECT_EQ(run("grep -c 'At 2 to 3 in minor units' " + sheet).printed, "1\n");
  EXPECT_NE(run("grep -c 'boathouse for: the grant' " + sheet).printed, "0\n");
  EXPECT_EQ(run("grep -c 'RHIB-1\\|a builder' " + sheet).printed,
            "0\n");  // nothing but what is fit to be published
}

TEST_F(Demonstration, APartnersOwnListIsMatched) {
  const auto list = (dir_ / "their-list.csv").string();
  std::ofstream(list)
      << "document,date,amount,currency\nPN-2026-0117,2020-01-01,582000,JPY\nX-9,2020-01-01,1,JPY\n";
  const auto matched = palitan(at("jpn") + "account match " + list + " --with phl");
  EXPECT_EQ(matched.status, 0) << matched.printed;
  for (const char* part : {"document number", "date ", "Only in their list", "X-9", "1 matched",
                           "The same within the tolerance"})
    EXPECT_NE(matched.printed.find(part), std::string::npos) << part << "\n" << matched.printed;
  std::ofstream(list) << "document,date,amount,currency\nPN-2026-0117,yesterday,582000,JPY\n";
  const auto wrong = palitan(at("jpn") + "account match " + list + " --with phl");
  EXPECT_NE(wrong.status, 0);
  EXPECT_NE(wrong.printed.find("B2: 'yesterday' is not"), std::string::npos) << wrong.printed;
}

TEST_F(Demonstration, ItsBundleIsProvedAndExportedAgainTheSame) {
  const auto bundle = dir_ / (partnership() + ".bundle");
  const auto proved = run(kBin + "palitan-verify " + bundle.string() + " --expect " + partnership());
  EXPECT_EQ(proved.status, 0) << proved.printed;
  for (const char* counted : {"visits: closed 1", "grants: delivered 2", "accounts: agreed 1", "disclosed"})
    EXPECT_NE(proved.printed.find(counted), std::string::npos) << counted << "\n" << proved.printed;
  const auto said =
      json::parse(run(kBin + "palitan-verify --json " + bundle.string()).printed, nullptr, false);
  ASSERT_TRUE(said.is_object());
  EXPECT_EQ(said.at("accounts"), json({{"agreed", 1}}));
  EXPECT_EQ(said.at("visits"), json({{"closed", 1}}));
  EXPECT_GE(said.at("evidence").get<int>(), 1);
  const auto again = dir_ / "again.bundle";
  const auto exported = palitan(at("phl") + "export bundle --out " + again.string());
  ASSERT_EQ(exported.status, 0) << exported.printed;
  EXPECT_EQ(run("cmp " + bundle.string() + " " + again.string()).status, 0);
}

TEST_F(Demonstration, ItsJournalIsReadByHledger) {
  const auto journal = dir_ / "again.journal";
  const auto exported = palitan(at("jpn") + "export journal --out " + journal.string());
  ASSERT_EQ(exported.status, 0) << exported.printed;
  if (run("hledger --version").status != 0) GTEST_SKIP() << "SKIPPED: hledger is not installed";
  const auto checked = run("hledger -f " + journal.string() + " check");
  EXPECT_EQ(checked.status, 0) << checked.printed;
}

TEST_F(Demonstration, BalancesOfAnEarlierDayAreNothing) {
  const auto before = palitan(at("jpn") + "balances --as-of 2020-01-01 --json");
  ASSERT_EQ(before.status, 0) << before.printed;
  EXPECT_EQ(json::parse(before.printed), json::array());
}

TEST_F(Demonstration, WhatCannotBeDoneIsSaidInASentence) {
  const auto nobody = palitan(at("jpn") + "order close 00");
  EXPECT_EQ(nobody.status, 3) << nobody.printed;
  EXPECT_NE(nobody.printed.find("palitan node serve"), std::string::npos) << nobody.printed;
  EXPECT_EQ(palitan(at("jpn") + "show ffffffffffff").status, 1);
  EXPECT_EQ(palitan("balances").status, 2);
  EXPECT_EQ(palitan("no-such-command").status, 2);
  EXPECT_EQ(palitan("--node " + dir() + "/nothing balances").status, 1);
}

TEST_F(Demonstration, AFolderOfSomethingElseIsLeftAlone) {
  const auto other = dir_ / "other";
  fs::create_directory(other);
  std::ofstream(other / "letter.txt") << "keep me";
  EXPECT_EQ(palitan("demo --once --fast --dir " + other.string()).status, 2);
  EXPECT_TRUE(fs::exists(other / "letter.txt"));
}

// Last, since it writes on: three operators net the hours that are left, with nothing but the command line.
TEST_F(Demonstration, ARoundOfNettingIsPlayedByHand) {
  const auto pass = (dir_ / "passphrase").string();
  for (const auto* party : {"jpn", "phl", "usa"}) fs::remove(dir_ / party / "serving.json");
  palitan_test::Serving jpn((dir_ / "jpn").string(), pass), phl((dir_ / "phl").string(), pass),
      usa((dir_ / "usa").string(), pass);
  const auto as = [&](const std::string& party, const std::string& book, const std::string& words) {
    const auto at = "--node " + (dir_ / party).string() + " --partnership " + book + " ";
    const auto ran = palitan(at + words);
    EXPECT_EQ(ran.status, 0) << party << " " << book << ": " << words << "\n" << ran.printed;
    const auto agreed = palitan(at + "sync");
    EXPECT_EQ(agreed.status, 0) << agreed.printed;
    return ran.printed;
  };
  const auto day = [](int days) {
    auto text = run("date -u -d '+" + std::to_string(days) + " days' +%F").printed;
    return text.substr(0, text.find('\n'));
  };
  // Every office unlocks its seats in each book.
  for (const char* book : {"jpn-phl", "phl-usa", "jpn-usa", "jpn-phl-usa"})
    for (const std::string party : {"jpn", "phl", "usa"}) {
      if (std::string(book).find(party) == std::string::npos) continue;
      const auto at = "--node " + (dir_ / party).string() + " --partnership " + book + " ";
      const auto locked =
          run(kBin + "palitan " + at + "actor list | awk '$NF==\"locked\"{print $(NF-1)}'").printed;
      std::istringstream seats(locked);
      for (std::string seat; std::getline(seats, seat);)
        EXPECT_EQ(palitan(at + "--passphrase-file " + pass + " actor unlock " + seat).status, 0) << seat;
    }
  // Japan owes the Philippines an hour, and they one to the United States; these get one from Japan.
  as("usa", "jpn-usa",
     "order request --currency JPY --line \"1 transport FLIGHT 1 HUR equal_value_exchange 750000 flight "
     "hours | "
     "exchange AIRLIFT 1 HUR flight hours | due " +
         day(180) +
         " Clark Air Base | metered by flight log\" --reference A-2026-HAND --unit \"an airlift wing\" "
         "--bill-to \"its finance office\" --funds certified --liability none --needs none --place Clark");
  as("jpn", "jpn-usa",
     "order offer A-2026-HAND --unit \"an airlift wing\" --payee \"its finance office\" --remit-to treasury");
  as("usa", "jpn-usa", "order accept A-2026-HAND");
  as("jpn", "jpn-usa", "order issue A-2026-HAND");
  as("usa", "jpn-usa", "order receive A-2026-HAND");

  struct Debt {
    const char* book;
    const char* creditor;
    const char* debtor;
    const char* order;
  };
  const Debt debts[] = {{"jpn-phl", "phl", "jpn", "A-2026-phljpn"},
                        {"phl-usa", "usa", "phl", "A-2026-usaphl"},
                        {"jpn-usa", "jpn", "usa", "A-2026-HAND"}};
  const std::string order_word = "netting ";
  for (const auto& debt : debts) {
    as(debt.creditor, debt.book,
       order_word + "lock " + debt.order + " --in jpn-phl-usa --round by-hand --until " + day(30));
    as(debt.debtor, debt.book, order_word + "agree " + debt.order);
  }
  as("usa", "jpn-phl-usa", "netting open --round by-hand --commodity AIRLIFT/HUR --until " + day(20));
  for (const auto& debt : debts)
    as(debt.creditor, "jpn-phl-usa", order_word + "enter by-hand --from " + debt.book);
  const auto proposed = as("phl", "jpn-phl-usa", "netting propose by-hand");
  EXPECT_NE(proposed.find("3 AIRLIFT/HUR cleared in all"), std::string::npos) << proposed;
  as("jpn", "jpn-phl-usa", "netting agree-clearing by-hand");
  as("usa", "jpn-phl-usa", "netting agree-clearing by-hand");
  for (const auto& debt : debts) {
    as(debt.creditor, debt.book, order_word + "post " + debt.order + " --from jpn-phl-usa");
    const auto balances = as(debt.debtor, debt.book, "balances");
    EXPECT_EQ(balances.find("exchange_due"), std::string::npos) << balances;
  }

  // A hop is asked for and answered by hand too.
  as("usa", "jpn-usa",
     "transfer ask U-2026-005 --quantity 1000 --to phl --in phl-usa --purpose \"a ship is short of fuel\"");
  as("jpn", "jpn-usa",
     "transfer answer U-2026-005 --grant --condition \"used at sea only\" --until " + day(30));
  const auto shown = as("usa", "jpn-usa", "show U-2026-005");
  EXPECT_NE(shown.find("1 000 LTR of F-76 to go on to phl: granted"), std::string::npos) << shown;
}

}  // namespace
