// Random stories across books, each beside a slow truth: circles of debt, credit handed about, consents used
// up.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <map>
#include <random>

#include <fmt/format.h>

#include "cli/story.h"

namespace palitan::cli {
namespace {
using Dice = std::mt19937_64;
// So that the openings are found as they are by the stories in files.
constexpr const char* kAt = PALITAN_SOURCE_DIR "/tests/stories/made.story";

int roll(Dice& dice, int least, int most) {
  return least + static_cast<int>(dice() % static_cast<unsigned>(most - least + 1));
}
void play(const std::string& text, unsigned seed) {
  const auto result = run_story(text, kAt);
  EXPECT_TRUE(result.passed) << "seed " << seed << "\n" << result.fault << "\n" << text;
}

// Three nations owe each other in a circle, or only in a chain. What the round clears is the least of the
// three; in whatever order the books post it, nobody's net position moves and nothing grows.
TEST(AcrossBooks, ARoundClearsTheLeastOfACircleInAnyOrderOfPosting) {
  for (unsigned seed = 1; seed <= 6; ++seed) {
    Dice dice(seed);
    struct Book {
      std::string name, order, giver, taker, lock, locker, agreer;
      int owed, held;
    };
    std::vector<Book> books = {
        {"jpn-phl", "lift1", "phl", "jpn", "lock1", "phl does lock_debt in lift1 by biller", "jpn", 6, 0},
        {"phl-usa", "lift2", "usa", "phl", "lock2", "phl does lock_debt in lift2 by payer", "usa", 5, 0},
        {"jpn-usa", "lift3", "jpn", "usa", "lock3", "usa does lock_debt in lift3 by payer", "jpn", 4, 0}};
    std::string text = "after \"openings/three_books.opening\"\nafter \"openings/hours_owed.opening\"\n";
    int least = 100;
    for (auto& book : books) {
      book.held = roll(dice, 1, book.owed);
      least = std::min(least, book.held);
      text += fmt::format(
          "book {}\n{} as {}\n    partnership all\n    round \"r\"\n    line 1\n    amount {} units\n    "
          "until 2026-07-31\n{} agrees to {} as held-{}\nagree\n",
          book.name, book.locker, book.lock, book.held, book.agreer, book.lock, book.lock);
    }
    text +=
        "book all\njpn does open_round by approver as round1\n    instrument exchange\n    round \"r\"\n    "
        "commodity AIRLIFT/HUR\n    parties jpn phl usa\n    until 2026-07-31\n";
    std::shuffle(books.begin(), books.end(), dice);
    for (const auto& book : books)
      text += fmt::format(
          "{0} discloses held-{1} from {2} as ev-{1}\n{0} does enter_debt in round1 by biller\n    evidence "
          "ev-{1}\n",
          book.giver, book.lock, book.name);
    text +=
        "agree\nphl proposes-clearing in round1 as clearing1\njpn agrees to clearing1\nusa agrees to "
        "clearing1 as done\nagree\nround1 is cleared\n";
    std::shuffle(books.begin(), books.end(), dice);
    for (const auto& book : books)
      text += fmt::format(
          "book {0}\n{1} discloses done from all as proof-{2}\n{1} does post_clearing in {3} by biller\n    "
          "lock {2}\n    evidence proof-{2}\n    amount {4} units\nagree\n"
          "balance {1}:exchange_due:{5} AIRLIFT/HUR is {6}\nbalance {5}:exchange_owed:{1} AIRLIFT/HUR is "
          "-{6}\nan auditor reads the record of {1}\nexpect accepted\n",
          book.name, book.giver, book.lock, book.order, least, book.taker, book.owed - least);
    play(text, seed);
  }
}

// Services and assignments at random: what a slow count says is what the books say, and it sums to zero.
TEST(AcrossBooks, CreditSumsToZeroAndIsNeverAssignedWithoutBeingOwned) {
  const std::array<std::string, 3> parties = {"jpn", "phl", "usa"};
  for (unsigned seed = 1; seed <= 6; ++seed) {
    Dice dice(seed);
    std::map<std::pair<std::string, std::string>, int> has;
    const auto total = [&](const std::string& party) {
      int sum = 0;
      for (const auto& other : parties) sum += has[{party, other}];
      return sum;
    };
    std::string text = "after \"openings/three_books.opening\"\n";
    for (int step = 0; step < 12; ++step) {
      const auto a = static_cast<std::size_t>(roll(dice, 0, 2));
      const auto& one = parties[a];
      const auto& other = parties[(a + static_cast<std::size_t>(roll(dice, 1, 2))) % 3];
      const int hours = roll(dice, 1, 6);
      const auto name = fmt::format("c{}", step);
      if (roll(dice, 0, 1) == 0) {
        text += fmt::format(
            "{0} does record_service by issuer as {3}\n    instrument exchange\n    activity drill\n    "
            "provider {0}\n    user {1}\n    asset C-130\n    measured {2} units\n    credit {2} units\n{1} "
            "does confirm_credit in {3} by receiver\n    agreed yes\n",
            one, other, hours, name);
      } else {
        text += fmt::format(
            "{0} does assign_credit by approver as {3}\n    instrument exchange\n    from {0}\n    to {1}\n  "
            "  beneficiary {1}\n    credit {2} units\n    purpose \"made\"\n",
            one, other, hours, name);
        if (total(one) < hours) {
          text += "expect refused_credit\n";
          continue;
        }
        text += fmt::format("{} does confirm_credit in {} by approver\n    agreed yes\n", other, name);
        has[{one, other}] -= 2 * hours;  // and once back below: from gives, to has
        has[{other, one}] += 2 * hours;
      }
      has[{one, other}] += hours;
      has[{other, one}] -= hours;
      // Acts of two parties without a cause between them may be ordered either way by their accord.
      text += "agree\n";
    }
    text += "agree\n";
    for (const auto& one : parties)
      for (const auto& other : parties)
        if (one != other)
          text += fmt::format("balance {}:credit:{} EFH/HUR is {}\n", one, other, has[{one, other}]);
    text += "an auditor reads the record of phl\nexpect accepted\n";
    play(text, seed);
  }
}

// A consent is used up by the orders that name it, and comes back from those that are cancelled: never more
// is named than was consented to.
TEST(AcrossBooks, NeverMoreIsNamedThanWasConsentedTo) {
  for (unsigned seed = 1; seed <= 6; ++seed) {
    Dice dice(seed);
    const int consented = roll(dice, 10, 60) * 100;
    std::string text =
        "after \"openings/three_books.opening\"\nbook jpn-phl\nphl asks jpn under acsa for drill-jp in JPY "
        "as order1\n    line 1 fuel F-76 10000 LTR reimbursed\njpn offers order1\n    line 1 at 98\nphl "
        "accepts order1\n";
    text += fmt::format(
        "phl does ask_transfer in order1 by approver as asked\n    line 1\n    quantity {} units\n    to "
        "usa\n    partnership phl-usa\n    purpose \"made\"\njpn answers asked yes as consent\nagree\nbook "
        "phl-usa\nphl discloses consent from jpn-phl as proof\n",
        consented);
    int used = 0;
    for (int step = 0; step < 8; ++step) {
      const int litres = roll(dice, 1, 30) * 100;
      const auto name = fmt::format("o{}", step);
      text += fmt::format(
          "usa asks phl under mlsa for drill-pu in USD as {0}\n    line 1 fuel F-76 {1} LTR reimbursed\n    "
          "bill to \"Finance\", funds \"1\", liability \"none\"\n    reference \"{0}\", unit \"a unit\", "
          "place \"Clark\", needs \"none\"\nphl offers {0}\n    line 1 at 1.02\n    unit \"a unit\", payee "
          "\"Finance\", remit to \"Finance\"\nphl does name_origin in {0} by approver\n    line 1\n    "
          "quantity {1} units\n    evidence proof\n",
          name, litres);
      if (used + litres > consented) {
        text += "expect refused_retransfer clause across\n";
        continue;
      }
      used += litres;
      if (roll(dice, 0, 2) == 0) {
        text += fmt::format("usa declines {}\n", name);
        used -= litres;
      } else {
        text += fmt::format("usa accepts {}\n", name);
      }
      if (roll(dice, 0, 1) == 0) text += "agree\n";
    }
    text += "agree\nan auditor reads the record of usa\nexpect accepted\n";
    play(text, seed);
  }
}

}  // namespace
}  // namespace palitan::cli
