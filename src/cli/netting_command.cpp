// `palitan netting`: debts held for a round, the round in the book of all, and what it cleared, posted.
#include <algorithm>

#include "cli/across_desk.h"
#include "cli/line_syntax.h"
#include "cli/netting_desk.h"
#include "cli/order_draft.h"
#include "cli/table.h"
#include "node/across_drafts.h"

namespace palitan::cli {
namespace {
using statement::Role;

struct NettingWords {
  Hand hand;
  std::string which;  ///< order or round
  std::string round;
  std::string book;
  std::string lock;
  std::string invoice;
  std::string amount;
  std::string until;
  std::string commodity;
  std::string instrument;
  std::string reason;
  std::vector<std::string> parties;
  std::uint32_t line = 0;
};

Done<void> lock(const Context& context, const NettingWords& words) {
  const auto desk = open_desk(context);
  if (!desk) return tl::unexpected(desk.error());
  const auto order = case_named(**desk, words.which, "order");
  if (!order) return tl::unexpected(order.error());
  const auto there = open_other(context, **desk, words.book);
  if (!there) return tl::unexpected(there.error());
  const auto until = parse_day(words.until);
  if (!until) return tl::unexpected(until.error());
  statement::LockDebt body;
  body.partnership.raw = (*there)->partnership().raw;
  body.round = words.round;
  body.until = *until;
  const auto debt = debt_to_hold(*order->file.order, words.line, words.invoice, words.amount);
  if (!debt) return tl::unexpected(debt.error());
  body.line = debt->line;
  body.invoice = debt->invoice;
  body.amount = debt->amount;
  const auto done =
      sign_body(context, **desk, words.hand, finance_role(**desk, *order->file.order), body, order->id);
  if (!done) return tl::unexpected(done.error());
  return {};
}

Done<void> agree(const Context& context, const NettingWords& words) {
  const auto desk = open_desk(context);
  if (!desk) return tl::unexpected(desk.error());
  const auto order = case_named(**desk, words.which, "order");
  if (!order) return tl::unexpected(order.error());
  const auto* held = lock_meant(*order->file.order, words.lock, [&](const kernel::LockFact& one) {
    return one.state == kernel::LockState::proposed && one.by != (*desk)->party();
  });
  if (held == nullptr)
    return trouble(kRefused,
                   "No lock of that order, or not just one, waits for this side. Name one with --lock.");
  const auto done = sign_body(context, **desk, words.hand, finance_role(**desk, *order->file.order),
                              node::agreement_to(*held), order->id);
  if (!done) return tl::unexpected(done.error());
  return {};
}

Done<void> open_round(const Context& context, const NettingWords& words) {
  const auto desk = open_desk(context);
  if (!desk) return tl::unexpected(desk.error());
  const auto law = pick_case(**desk, words.instrument, "instrument");
  if (!law) return tl::unexpected(law.error());
  const auto until = parse_day(words.until);
  if (!until) return tl::unexpected(until.error());
  statement::OpenRound body{*law, words.round, words.commodity, words.parties, *until};
  if (body.parties.empty()) {
    const auto status = (*desk)->status();
    if (!status) return tl::unexpected(status.error());
    body.parties = status->parties;
  }
  std::sort(body.parties.begin(), body.parties.end());
  const auto done = sign_body(context, **desk, words.hand, Role::approver, body);
  if (!done) return tl::unexpected(done.error());
  return {};
}

/// Shows and enters every debt that the other book holds for this round.
Done<void> enter(const Context& context, const NettingWords& words) {
  const auto desk = open_desk(context);
  if (!desk) return tl::unexpected(desk.error());
  const auto round = case_named(**desk, words.which, "round");
  if (!round) return tl::unexpected(round.error());
  const auto there = open_other(context, **desk, words.book);
  if (!there) return tl::unexpected(there.error());
  const auto held = held_for(**there, (*desk)->partnership(), *round->file.round);
  if (!held) return tl::unexpected(held.error());
  if (held->empty())
    return trouble(kRefused,
                   "That book holds nothing for this round that both sides agreed to and that has "
                   "not entered.");
  for (const auto& agreed : *held) {
    const auto shown = show_here(context, **desk, **there, agreed, words.hand);
    if (!shown) return tl::unexpected(shown.error());
    auto role = Role::biller;
    if (words.hand.by.empty() && !pick_seat(**desk, "", role)) role = Role::payer;
    const auto done = sign_body(context, **desk, words.hand, role, statement::EnterDebt{*shown}, round->id);
    if (!done) return tl::unexpected(done.error());
  }
  return {};
}

void print_solution(const kernel::RoundFact& round, const node::RoundSolution& found) {
  const auto text = [&](std::int64_t amount) {
    return grouped(ledger::amount_text(round.round.commodity, amount));
  };
  Table table({"party", "owes", "is owed", "cleared of each", "owes then", "is owed then"}, {1, 2, 3, 4, 5});
  for (const auto& one : found.shares)
    table.add({one.party, text(one.owes), text(one.owed), text(one.cleared), text(one.owes - one.cleared),
               text(one.owed - one.cleared)});
  fmt::print("{}\n{} {} cleared in all; the proof holds: no other clearing cancels more.\n", table.text(2),
             text(found.total), round.round.commodity);
}

Done<void> propose(const Context& context, const NettingWords& words) {
  const auto desk = open_desk(context);
  if (!desk) return tl::unexpected(desk.error());
  const auto round = case_named(**desk, words.which, "round");
  if (!round) return tl::unexpected(round.error());
  const auto found = node::solve_round(*round->file.round);
  if (!found) return trouble(found.error());
  if (found->body.cleared.empty())
    return trouble(kRefused,
                   "Nothing of these debts runs in a circle. Let the round lapse, or wait for more.");
  print_solution(*round->file.round, *found);
  const auto done = sign_body(context, **desk, words.hand, Role::approver, found->body, round->id);
  if (!done) return tl::unexpected(done.error());
  return {};
}

Done<void> agree_clearing(const Context& context, const NettingWords& words) {
  const auto desk = open_desk(context);
  if (!desk) return tl::unexpected(desk.error());
  const auto round = case_named(**desk, words.which, "round");
  if (!round) return tl::unexpected(round.error());
  if (!round->file.round->clearing)
    return trouble(kRefused, "Nothing stands proposed in that round. Propose it: palitan netting propose.");
  const auto done = sign_body(context, **desk, words.hand, Role::approver,
                              node::agreement_to(*round->file.round), round->id);
  if (!done) return tl::unexpected(done.error());
  return {};
}

Done<void> lapse(const Context& context, const NettingWords& words) {
  const auto desk = open_desk(context);
  if (!desk) return tl::unexpected(desk.error());
  const auto round = case_named(**desk, words.which, "round");
  if (!round) return tl::unexpected(round.error());
  const auto done = sign_body(context, **desk, words.hand, Role::approver,
                              statement::LapseRound{round->file.round->round.round, words.reason}, round->id);
  if (!done) return tl::unexpected(done.error());
  return {};
}

/// What the round says of a lock, posted here; freed where it cleared nothing of it or lapsed.
Done<void> post(const Context& context, const NettingWords& words) {
  const auto desk = open_desk(context);
  if (!desk) return tl::unexpected(desk.error());
  const auto order = case_named(**desk, words.which, "order");
  if (!order) return tl::unexpected(order.error());
  const auto* held = lock_meant(*order->file.order, words.lock, [](const kernel::LockFact& one) {
    return one.state == kernel::LockState::held;
  });
  if (held == nullptr)
    return trouble(kRefused, "No lock of that order, or not just one, is held. Name one with --lock.");
  const auto role = finance_role(**desk, *order->file.order);
  if (words.book.empty()) {
    const auto done =
        sign_body(context, **desk, words.hand, role, statement::ReleaseLock{held->id, {}}, order->id);
    if (!done) return tl::unexpected(done.error());
    return {};
  }
  const auto there = open_other(context, **desk, words.book);
  if (!there) return tl::unexpected(there.error());
  const auto end = end_of_round(**there, held->terms.round);
  if (!end) return tl::unexpected(end.error());
  const auto shown = show_here(context, **desk, **there, end->act, words.hand);
  if (!shown) return tl::unexpected(shown.error());
  const auto cleared = end->cleared_of(held->id);
  const auto done = cleared > 0 ? sign_body(context, **desk, words.hand, role,
                                            statement::PostClearing{held->id, *shown, cleared}, order->id)
                                : sign_body(context, **desk, words.hand, role,
                                            statement::ReleaseLock{held->id, *shown}, order->id);
  if (!done) return tl::unexpected(done.error());
  return {};
}

struct Verb {
  const char* name;
  const char* says;
  Done<void> (*act)(const Context&, const NettingWords&);
  const char* case_is;  ///< what the first word names; null: none
};
constexpr Verb kVerbs[] = {
    {"lock", "hold some of a debt of this book for a round of all", lock, "the order"},
    {"agree", "agree to what the other side holds, and that it is shown in the round's book", agree,
     "the order"},
    {"open", "open a round in the book of its participants", open_round, nullptr},
    {"enter", "show and enter what a book of two holds for the round", enter, "the round"},
    {"propose", "solve the round, and propose the best clearing with its proof", propose, "the round"},
    {"agree-clearing", "agree to what is proposed; the last one makes it effective", agree_clearing,
     "the round"},
    {"lapse", "end a round that did not clear", lapse, "the round"},
    {"post", "post in this book what the round cleared of a lock, on its proof", post, "the order"},
    {"release",
     "free a lock on the proof that the round took nothing of it; without --from by both sides' "
     "word, once its last day is over",
     post, "the order"},
};
}  // namespace

void add_netting_commands(CLI::App& app, Context& context) {
  auto words = std::make_shared<NettingWords>();
  auto* at = app.add_subcommand("netting", "debts that run in circles, cancelled by a round of all");
  at->require_subcommand(1)->fallthrough();
  std::map<std::string, CLI::App*> made;
  for (const auto& verb : kVerbs) {
    auto* out = command(*at, context, verb.name, verb.says,
                        [&context, words, act = verb.act] { return act(context, *words); });
    if (verb.case_is != nullptr)
      out->add_option("case", words->which,
                      std::string(verb.case_is) + ": first digits of its id, or its name");
    out->add_option("--by", words->hand.by, "the office or seat that signs");
    out->add_option("--at", words->hand.at, "when it took effect; now if left out");
    made[verb.name] = out;
  }
  made["lock"]->add_option("--in", words->book, "the book of the round, as jpn-phl-usa")->required();
  made["lock"]->add_option("--line", words->line, "the line of a debt in kind");
  made["lock"]->add_option("--invoice", words->invoice,
                           "the invoice of a debt in money: its number or digits");
  made["lock"]->add_option("--amount", words->amount,
                           "how much, as 4; all that is open and free if left out");
  for (const auto* name : {"lock", "open"}) {
    made[name]->add_option("--round", words->round, "the round's name")->required();
    made[name]->add_option("--until", words->until, "its last day")->required();
  }
  made["open"]->add_option("--commodity", words->commodity, "as AIRLIFT/HUR, or a currency")->required();
  made["open"]->add_option("--instrument", words->instrument, "name or id, where there are several");
  made["open"]
      ->add_option("--party", words->parties, "who takes part; everybody if left out; repeat")
      ->allow_extra_args(false);
  for (const auto* name : {"agree", "post", "release"})
    made[name]->add_option("--lock", words->lock, "the lock (its first digits), where there are several");
  made["enter"]->add_option("--from", words->book, "the book of two, as jpn-phl")->required();
  made["post"]->add_option("--from", words->book, "the book of the round, as jpn-phl-usa")->required();
  made["release"]->add_option("--from", words->book, "the book of the round");
  made["lapse"]->add_option("--reason", words->reason, "why")->required();
}

}  // namespace palitan::cli
