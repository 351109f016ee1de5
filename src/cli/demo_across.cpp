// What reaches from one book into another: goods that go on with the first giver's consent, hours that three
// nations owe each other in a circle, and the account that two agree at the end.
#include "cli/commands.h"
#include "cli/demo_acts.h"
#include "cli/table.h"
#include "node/across_drafts.h"
#include "node/evidence_maker.h"

namespace palitan::cli {
namespace {
using statement::Kind;
using statement::Role;

constexpr std::int64_t kUnit = 1'000'000;  ///< millionths
constexpr const char* kRound = "2026-2";

base::Hash named(const SharedBook& book) { return base::Hash{book.partnership.raw}; }
const SharedBook& book_of(Stage& stage, std::string_view name) {
  return *std::find_if(stage.books().begin(), stage.books().end(),
                       [&](const auto& one) { return one.name == name; });
}

/// A member of the other book shows an act of it in the open one, with its proof.
Done<base::Id> disclose(Stage& stage, const char* party, const base::Id& act_there, std::string_view from,
                        const char* says) {
  auto& one = stage.nation(party);
  auto evidence = node::evidence_of(*one.service->writer().store(book_of(stage, from).partnership), act_there,
                                    one.service->folder().file().ceiling);
  if (!evidence) return trouble(evidence.error());
  return act(stage, party, Role::custodian, statement::Disclose{std::move(*evidence), ""}, {}, says);
}

Done<kernel::OrderFact> order_at(Stage& stage, const char* party, const base::Id& order) {
  const auto view = stage.nation(party).desk->case_file(order);
  if (!view) return tl::unexpected(view.error());
  if (!view->file.order) return trouble(kFailed, "it is no order");
  return *view->file.order;
}

// ---- a hop with consent ----

/// Japan's fuel, with the United States, is wanted by the Philippines: asked and answered in the first book.
Done<base::Id> ask_the_first_giver(Stage& stage) {
  stage.open_book(kJapanStates);
  const auto fuel =
      deliver(stage, "jpn", "usa",
              full_words({"1 fuel F-76 20000 LTR replacement_in_kind 95 Naval distillate fuel | due " +
                          to_text(base::add_months(stage.today(), 6)) + " Yokosuka"},
                         "jpn", "U-2026-005", "USS Shoup (DDG-86)", "Fleet Logistics Center, Yokosuka"),
              issuing("JS Izumo (DDH-183)", "JMSDF Yokosuka District Finance Division"),
              "the United States asks Japan for 20 000 litres of F-76");
  if (!fuel) return fuel;
  const auto& there = book_of(stage, kPhilippinesStates);
  statement::AskTransfer asked{1, 5'000 * kUnit, "phl", named(there),
                               "a Philippine patrol ship is short of fuel"};
  const auto request = act(stage, "usa", Role::approver, asked, *fuel,
                           "asks whether 5 000 litres may go on to the Philippines");
  if (!request) return request;
  const auto order = order_at(stage, "jpn", *fuel);
  if (!order) return tl::unexpected(order.error());
  auto answer = node::answer_to(*order, order->transfers.back());
  answer.granted = true;
  answer.conditions = {"used at sea only", "no further transfer"};
  answer.until = base::add_days(stage.today(), 30);
  const auto consent = act(stage, "jpn", Role::approver, answer, *fuel,
                           "consents for thirty days: at sea only, no further transfer");
  if (!consent) return consent;
  if (auto ok = stage.settle(); !ok) return tl::unexpected(ok.error());
  return consent;
}

Done<void> hand_it_on(Stage& stage, const base::Id& consent) {
  stage.open_book(kPhilippinesStates);
  const auto proof = disclose(stage, "usa", consent, kJapanStates,
                              "shows Japan's consent in the book with the Philippines, with its proof");
  if (!proof) return tl::unexpected(proof.error());
  auto asked = full_words({"1 fuel F-76 5000 LTR reimbursement 1.02 Naval distillate fuel"}, "usa",
                          "P-2026-031", "BRP Ramon Alcaraz (PS-16)", "Philippine Navy, Finance Center");
  asked.currency = "USD";
  const auto order = stage.request(stage.nation("phl"), asked, "the Philippines asks for 5 000 litres");
  if (!order) return tl::unexpected(order.error());
  if (auto ok = play(stage, {{"usa", &*order, Kind::offer,
                              issuing("USS Shoup (DDG-86)", "Fleet Logistics Center, Yokosuka"), "offers"}});
      !ok)
    return ok;
  const auto more =
      refusal(stage, "usa", Role::approver, statement::NameOrigin{1, 5'000 * kUnit, consent}, *order);
  stage.check(
      "a line is not named as another's goods on an act that was not disclosed here",
      !more || more->find("refused") != std::string::npos || more->find("later") != std::string::npos);
  const auto named_line = act(stage, "usa", Role::approver, statement::NameOrigin{1, 5'000 * kUnit, *proof},
                              *order, "names the line as goods of Japan, under the consent shown");
  if (!named_line) return tl::unexpected(named_line.error());
  if (auto ok =
          play(stage, {{"phl", &*order, Kind::accept, {}, "sees the consent and its conditions, and accepts"},
                       {"usa", &*order, Kind::issue, {}, "issues 5 000 litres"},
                       {"phl", &*order, Kind::receive, {}, "receives them"}});
      !ok)
    return ok;
  const auto again = refusal(stage, "usa", Role::approver, statement::NameOrigin{1, kUnit, *proof}, *order);
  if (!again) return tl::unexpected(again.error());
  stage.check("a consent is used up once and no more", again->find("refused_") != std::string::npos);
  if (auto ok = stage.settle(); !ok) return ok;
  for (auto& one : stage.nations()) {
    const auto file = order_at(stage, one.code.c_str(), *order);
    stage.check(fmt::format("the conditions travel with the goods on {}", one.code),
                file && file->origins.size() == 1 && file->origins[0].giver == "jpn" &&
                    file->origins[0].conditions.size() == 2);
  }
  return {};
}

// ---- netting of hours ----

/// Hours flown by one for the other, owed in the same.
Done<base::Id> fly(Stage& stage, const char* book, const char* giver, const char* taker, int hours,
                   const char* currency, const char* price) {
  stage.open_book(book);
  auto asked = full_words(
      {fmt::format(
          "1 transport FLIGHT {0} HUR equal_value_exchange {1} flight hours | exchange AIRLIFT {0} HUR "
          "flight hours | due {2} Clark Air Base | metered by flight log",
          hours, price, to_text(base::add_months(stage.today(), 6)))},
      giver, fmt::format("A-2026-{}{}", giver, taker), "an airlift wing", "its finance office");
  asked.currency = currency;
  if (stage.book().name == kJapanPhilippines) {  // where there are several agreements and activities
    asked.instrument = "jpn-phl-acsa-2026";
    asked.activity = "Demonstration exercise off Subic Bay";
  }
  return deliver(stage, giver, taker, std::move(asked), issuing("an airlift wing", "its finance office"),
                 "asks for airlift, to be flown back hour for hour");
}

struct Held {
  const char* book;
  const char* giver;
  const char* taker;
  int hours;
  base::Id order{};
  base::Id lock{};
  base::Id agreed{};
};

Done<void> hold_debt(Stage& stage, Held& debt) {
  stage.open_book(debt.book);
  const auto until = base::add_days(stage.today(), 30);
  statement::LockDebt lock{named(book_of(stage, kAllThree)), kRound, 1, {}, debt.hours * kUnit, until};
  const auto held = act(stage, debt.giver, Role::biller, lock, debt.order,
                        "holds the hours owed to it for a round of all three");
  if (!held) return tl::unexpected(held.error());
  const auto order = order_at(stage, debt.giver, debt.order);
  if (!order) return tl::unexpected(order.error());
  const auto agreed = act(stage, debt.taker, Role::payer, node::agreement_to(order->locks.back()), debt.order,
                          "agrees, and that this is shown to the third");
  if (!agreed) return tl::unexpected(agreed.error());
  debt.lock = *held;
  debt.agreed = *agreed;
  return stage.settle();
}

Done<base::Id> clear(Stage& stage, const std::vector<Held>& debts, const base::Id& round) {
  const auto view = stage.nation("phl").desk->case_file(round);
  if (!view) return tl::unexpected(view.error());
  if (!view->file.round) return trouble(kFailed, "it is no round");
  const auto solved = node::solve_round(*view->file.round);
  if (!solved) return trouble(solved.error());
  const auto& best = solved->body;
  auto wrong = best;
  wrong.cleared.pop_back();
  const auto refused = refusal(stage, "phl", Role::approver, wrong, round);
  if (!refused) return tl::unexpected(refused.error());
  stage.check("a clearing that its certificate does not prove is refused",
              refused->find("refused_clearing") != std::string::npos);
  const auto proposal = act(stage, "phl", Role::approver, best, round,
                            "proposes to clear four hours of each, with the proof that no more can be");
  if (!proposal) return proposal;
  const statement::AgreeClearing word{*proposal, kRound, best.cleared};
  const auto first = act(stage, "jpn", Role::approver, word, round, "checks the proof and agrees");
  if (!first) return first;
  const auto last = act(stage, "usa", Role::approver, word, round, "agrees too: now it holds for all three");
  if (!last) return last;
  stage.check("the round clears every debt of the circle", best.cleared.size() == debts.size());
  if (auto ok = stage.settle(); !ok) return tl::unexpected(ok.error());
  return last;
}

Done<base::Id> net(Stage& stage, const std::vector<Held>& debts) {
  stage.open_book(kAllThree);
  const auto until = base::add_days(stage.today(), 20);
  const auto law = adopt(stage, {"instruments/jpn-phl-usa-exchange.toml",
                                 base::add_days(stage.today(), -kDaysBack),
                                 {{"netting.lock_days", 60}}});
  if (!law) return law;
  const auto round = act(stage, "jpn", Role::approver,
                         statement::OpenRound{*law, kRound, "AIRLIFT/HUR", {"jpn", "phl", "usa"}, until}, {},
                         "opens a round of netting for hours of airlift");
  if (!round) return round;
  for (const auto& debt : debts) {
    const auto shown = disclose(stage, debt.giver, debt.agreed, debt.book,
                                "shows the debt held for the round, with its proof");
    if (!shown) return shown;
    const auto entered =
        act(stage, debt.giver, Role::biller, statement::EnterDebt{*shown}, *round, "enters it");
    if (!entered) return entered;
  }
  return clear(stage, debts, *round);
}

/// Each pair posts what the round's own record proves.
Done<void> post(Stage& stage, const Held& debt, const base::Id& cleared, std::int64_t hours) {
  stage.open_book(debt.book);
  const auto proof =
      disclose(stage, debt.giver, cleared, kAllThree, "shows what the round cleared, with its proof");
  if (!proof) return tl::unexpected(proof.error());
  const auto wrong = refusal(stage, debt.giver, Role::biller,
                             statement::PostClearing{debt.lock, *proof, (hours + 1) * kUnit}, debt.order);
  if (!wrong) return tl::unexpected(wrong.error());
  stage.check(fmt::format("{} posts what the round cleared and nothing else", debt.book),
              wrong->find("refused_lock") != std::string::npos);
  const auto posted =
      act(stage, debt.giver, Role::biller, statement::PostClearing{debt.lock, *proof, hours * kUnit},
          debt.order, "posts four hours as settled");
  if (!posted) return tl::unexpected(posted.error());
  if (auto ok = stage.settle(); !ok) return ok;
  const auto rows = stage.nation(debt.taker).desk->balances(std::nullopt, false);
  if (!rows) return tl::unexpected(rows.error());
  const ledger::Account due{ledger::AccountKind::exchange_due, debt.giver, debt.taker};
  std::int64_t left = 0;
  for (const auto& row : *rows)
    if (row.account == due && row.commodity == "AIRLIFT/HUR") left = row.amount;
  stage.check(
      fmt::format("of {} hours {} are left in the book {}", debt.hours, debt.hours - hours, debt.book),
      left == (debt.hours - hours) * kUnit);
  return {};
}

}  // namespace

Done<void> play_the_hop(Stage& stage) {
  chapter("14. Goods that go on to a third nation, with the first giver's consent");
  const auto consent = ask_the_first_giver(stage);
  if (!consent) return tl::unexpected(consent.error());
  return hand_it_on(stage, *consent);
}

Done<void> play_the_netting(Stage& stage) {
  chapter("15. Hours that three nations owe each other in a circle");
  std::vector<Held> debts = {{kJapanPhilippines, "phl", "jpn", 6},
                             {kPhilippinesStates, "usa", "phl", 5},
                             {kJapanStates, "jpn", "usa", 4}};
  const char* prices[][2] = {{"JPY", "750000"}, {"USD", "5000.00"}, {"JPY", "750000"}};
  for (std::size_t i = 0; i < debts.size(); ++i) {
    auto& debt = debts[i];
    const auto order = fly(stage, debt.book, debt.giver, debt.taker, debt.hours, prices[i][0], prices[i][1]);
    if (!order) return tl::unexpected(order.error());
    debt.order = *order;
    if (auto ok = hold_debt(stage, debt); !ok) return ok;
  }
  const auto cleared = net(stage, debts);
  if (!cleared) return tl::unexpected(cleared.error());
  for (const auto& debt : debts)
    if (auto ok = post(stage, debt, *cleared, 4); !ok) return ok;
  fmt::print("  Four hours of each are settled without a flight; nobody's net position moved.\n");
  return {};
}

namespace {
Done<base::Id> order_called(Stage& stage, const char* reference) {
  return pick_case(*stage.nation("jpn").desk, reference, "order");
}

/// An hour flown back that nobody has accepted yet, and days of training without a receipt.
Done<base::Id> leave_something_open(Stage& stage) {
  const auto hours = order_called(stage, "A-2026-phljpn");
  if (!hours) return hours;
  const auto course = order_called(stage, "P-2026-017");
  if (!course) return course;
  if (auto ok = play(
          stage, {{"jpn", &*hours, Kind::return_in_kind, with_lines({"1 1 AIRLIFT HUR"}),
                   "flies one of the two hours back"},
                  {"jpn", &*course, Kind::issue, with_lines({"1 10"}), "gives ten days of the training"}});
      !ok)
    return tl::unexpected(ok.error());
  if (auto ok = stage.settle(); !ok) return tl::unexpected(ok.error());
  return hours;
}
}  // namespace

Done<void> play_the_account(Stage& stage) {
  stage.open_book(kJapanPhilippines);
  chapter("16. The account that two nations agree");
  const auto hours = leave_something_open(stage);
  if (!hours) return tl::unexpected(hours.error());
  const auto account = act(stage, "jpn", Role::biller,
                           statement::CutAccount{"jpn", "phl", base::add_days(stage.today(), -kDaysBack),
                                                 base::add_days(stage.today(), -1), "the exercise"},
                           {}, "cuts the account with the Philippines up to yesterday");
  if (!account) return tl::unexpected(account.error());
  if (auto ok = stage.settle(); !ok) return ok;
  // What comes after the cut shows in the next account, not in this one.
  if (auto ok =
          play(stage, {{"phl", &*hours, Kind::accept_return, {}, "accepts the hour: too late for this cut"}});
      !ok)
    return ok;
  const auto said_by = [&](const char* party) { return stage.nation(party).desk->account_word(*account); };
  const auto found = said_by("jpn");
  if (!found) return tl::unexpected(found.error());
  const auto& word = *found;
  const auto theirs = said_by("phl");
  if (!theirs) return tl::unexpected(theirs.error());
  fmt::print("  {} balances stood between the two at the cut, and {} items are open:\n", word.count,
             word.open.size());
  for (const auto& item : word.open)
    fmt::print("    {} line {}: {} {}, {}\n", short_hex(item.in), item.line,
               grouped(ledger::amount_text(item.commodity, item.amount)), item.commodity, name(item.cause));
  stage.check("both sides find the same open items, each with its cause",
              !word.open.empty() && word.open == theirs->open && word.balances == theirs->balances);
  auto wrong = word;
  wrong.count += 1;
  const auto refused = refusal(stage, "phl", Role::payer, wrong, *account);
  if (!refused) return tl::unexpected(refused.error());
  stage.check("a statement of other balances is refused",
              refused->find("refused_account") != std::string::npos);
  const auto said = act(stage, "jpn", Role::biller, word, *account, "states what it sees there");
  if (!said) return tl::unexpected(said.error());
  const auto same =
      act(stage, "phl", Role::payer, *theirs, *account, "states the same: the period is closed");
  if (!same) return tl::unexpected(same.error());
  if (auto ok = stage.settle(); !ok) return ok;
  for (auto& one : stage.nations()) {
    const auto now = one.desk->case_file(*account);
    stage.check(fmt::format("the account is agreed on {}", one.code),
                now && now->file.account && now->file.account->state == kernel::AccountState::agreed);
  }
  return {};
}

}  // namespace palitan::cli
