// An account between two parties: what is cut, what both say of it, and what closes the period.
#include "kernel/account.h"

#include <gtest/gtest.h>

#include "kernel/record_kit.h"

namespace palitan::kernel::kit {
namespace {
using statement::AccountBalance;
using statement::AnswerAccount;
using statement::CutAccount;
using statement::OpenCause;
using statement::OpenItem;
using statement::QueryAccount;
using statement::StateAccount;

/// Japan lent the Philippines 100 litres and billed it for 40; Australia stands by.
struct Books : Record {
  Books() : Record({.parties = {"aus", "jpn", "phl"}, .open_house = true}) {
    lent = accepted_order({lent_fuel()}, 0);
    receive(lent, issue(lent, 100), 100);
    paid = accepted_order({paid_fuel(40)}, 6'000);
    receive(paid, issue(paid, 40), 40);
    act(jpn,
        statement::Invoice{{{1, 40 * base::kMicro, 6'000, false}}, 6'000, base::add_days(today(), 60), "1"},
        {.in = paid});
    auto other = request_of({lent_fuel(7)});
    other.recipient = "aus";
    strange = act(aus, other).id;
    accord();
    pass_days(40);
  }
  Office& aus = office("aus");
  Office& jpn = office("jpn");
  Office& phl = office("phl");
  Id lent, paid, strange;

  static CutAccount period(int from, int until) { return {"jpn", "phl", day(from), day(until), "Autumn"}; }
  Id cut(int from = 0, int until = 9) { return act(jpn, period(from, until)).id; }
  const AccountFact& account(const Id& id) { return *get<CaseFact>(case_key(id))->account; }
  /// What one says who sees the cut as it is.
  StateAccount word(const Id& id, std::vector<OpenItem> open = {}) {
    const auto& balances = account(id).balances;
    return {hash_of(balances), static_cast<std::uint32_t>(balances.size()), std::move(open)};
  }
  template <class Body>
  std::string says(Office& who, const Id& in, const Body& body) {
    return told(act(who, body, {.in = in}));
  }
  /// Every balance of the two, out of the facts as they lie.
  std::vector<AccountBalance> between(const std::string& one, const std::string& other) {
    std::map<std::pair<std::string, std::string>, std::int64_t> found;
    for (const auto* facts : {&agreed(), &this->facts()})
      for (const auto& [key, fact] : facts->layer()) {
        const auto* balance = std::get_if<BalanceFact>(fact.get());
        if (balance == nullptr) continue;
        const auto [account, commodity] = balance_of(key);
        const bool theirs = (account.holder == one && account.other == other) ||
                            (account.holder == other && account.other == one);
        if (theirs) found[{to_text(account), commodity}] = balance->amount;
      }
    std::vector<AccountBalance> out;
    for (const auto& [name, amount] : found)
      if (amount != 0) out.push_back({name.first, name.second, amount});
    return out;
  }
};
const std::string kGood = "accepted (): ";

TEST(Accounts, are_cut_by_either_of_two_parties) {
  Books d;
  const auto tried = [&](Office& who, std::string first, std::string second) {
    auto body = d.period(0, 9);
    body.first = std::move(first);
    body.second = std::move(second);
    return told(d.act(who, body));
  };
  const std::string two =
      "refused_party (account): an account is between two parties of the partnership, ascending";
  EXPECT_EQ(tried(d.jpn, "phl", "jpn"), two);
  EXPECT_EQ(tried(d.jpn, "jpn", "jpn"), two);
  EXPECT_EQ(tried(d.jpn, "jpn", "usa"), two);
  EXPECT_EQ(tried(d.jpn, "abc", "jpn"), two);
  EXPECT_EQ(tried(d.aus, "jpn", "phl"), "refused_party (account): 'aus' is no side of this account");
  EXPECT_EQ(tried(d.jpn, "jpn", "phl"), kGood);
  EXPECT_EQ(tried(d.phl, "jpn", "phl"), kGood);
  EXPECT_EQ(d.act(d.office("jpn", "registrar"), d.period(0, 9)).code(), Code::refused_role);
  auto& payer = d.appoint(d.office("jpn", "registrar"), "payer", {Role::payer});
  EXPECT_EQ(told(d.act(payer, d.period(0, 9))), kGood) << "who pays may speak as well as who bills";
  EXPECT_EQ(d.act(d.jpn, d.period(0, 5), {.on = day(9)}).code(), Code::refused_back_dated);
}

TEST(Accounts, have_a_period_that_is_over) {
  Books d;
  EXPECT_EQ(told(d.act(d.jpn, d.period(10, 9))), "refused_period (account): it ends before it begins");
  EXPECT_EQ(told(d.act(d.jpn, d.period(9, 40))),
            "refused_period (account): its last day is not over on " + base::to_text(day(40)));
  EXPECT_EQ(told(d.act(d.jpn, d.period(39, 39))), kGood);
  auto body = d.period(0, 9);
  body.reference.assign(200, 'x');
  EXPECT_EQ(told(d.act(d.jpn, body)), kGood);
  body.reference.assign(201, 'x');
  EXPECT_EQ(told(d.act(d.jpn, body)), "refused_unreadable (account): reference");
}

TEST(Cuts, hold_every_balance_between_the_two_and_no_other) {
  Books d;
  const auto id = d.cut();
  const auto& account = d.account(id);
  EXPECT_EQ(account.state, AccountState::cut);
  EXPECT_EQ(account.cut_at, d.now());
  EXPECT_EQ(account.balances, d.between("jpn", "phl"));
  const std::vector<AccountBalance> some = {{"jpn:due_in_kind:phl", "F-76/LTR", 100 * base::kMicro},
                                            {"jpn:receivable:phl", "JPY", 6'000},
                                            {"phl:owed_in_kind:jpn", "F-76/LTR", -100 * base::kMicro}};
  for (const auto& row : some)
    EXPECT_EQ(std::count(account.balances.begin(), account.balances.end(), row), 1) << row.account;
  const auto before = account.balances;
  d.issue(d.accepted_order({lent_fuel()}, 0), 50);
  d.accord();
  EXPECT_EQ(d.account(id).balances, before) << "what comes later shows in the next account";
  EXPECT_EQ(d.account(d.cut()).balances, d.between("jpn", "phl"));
  const auto empty = d.act(d.aus, CutAccount{"aus", "phl", day(0), day(9), {}}).id;
  EXPECT_TRUE(d.account(empty).balances.empty());
}

TEST(Cuts, that_nobody_agreed_to_make_room_for_a_later_one) {
  Books d;
  const auto first = d.cut();
  EXPECT_EQ(d.says(d.jpn, first, d.word(first)), kGood);
  const auto second = d.cut();
  EXPECT_EQ(d.account(first).state, AccountState::replaced);
  EXPECT_EQ(d.says(d.phl, first, d.word(first)), "refused_state (account): the account is replaced");
  EXPECT_EQ(d.says(d.jpn, second, d.word(second)), kGood);
  EXPECT_EQ(d.says(d.phl, second, d.word(second)), kGood);
  EXPECT_EQ(told(d.act(d.phl, d.period(0, 9))),
            "refused_period (account): the period that follows begins on " + base::to_text(day(10)));
  EXPECT_EQ(told(d.act(d.phl, d.period(11, 20))),
            "refused_period (account): the period that follows begins on " + base::to_text(day(10)));
  const auto next = d.act(d.phl, d.period(10, 20));
  EXPECT_EQ(told(next), kGood);
  EXPECT_EQ(d.account(second).state, AccountState::agreed) << "what was agreed stands";
  EXPECT_EQ(d.account(next.id).state, AccountState::cut);
  EXPECT_EQ(told(d.act(d.aus, CutAccount{"aus", "jpn", day(0), day(9), {}})), kGood)
      << "other pairs have periods of their own";
}

TEST(Words, repeat_the_balances_of_the_cut) {
  Books d;
  const auto id = d.cut();
  const auto& balances = d.account(id).balances;
  const auto seen = "refused_account (account): the cut has " + std::to_string(balances.size()) +
                    " balances under hash " + base::to_hex(hash_of(balances).view());
  auto wrong = d.word(id);
  ++wrong.count;
  EXPECT_EQ(d.says(d.jpn, id, wrong), seen);
  wrong = d.word(id);
  wrong.balances.raw[0] ^= 1;
  EXPECT_EQ(d.says(d.jpn, id, wrong), seen);
  EXPECT_EQ(d.says(d.aus, id, d.word(id)), "refused_party (account): 'aus' is no side of this account");
  EXPECT_EQ(d.act(d.office("jpn", "registrar"), d.word(id), {.in = id}).code(), Code::refused_role);
  EXPECT_EQ(d.act(d.jpn, d.word(id), {.in = id, .on = day(9)}).code(), Code::refused_back_dated);
  EXPECT_EQ(d.says(d.jpn, d.lent, d.word(id)), "refused_cited (account): the case is no account");
  EXPECT_EQ(d.account(id).state, AccountState::cut);
  EXPECT_EQ(d.says(d.jpn, id, d.word(id)), kGood);
  EXPECT_EQ(d.account(id).state, AccountState::stated);
}

TEST(Words, close_the_period_when_they_are_equal) {
  Books d;
  const auto id = d.cut();
  const std::vector<OpenItem> some = {{d.lent, 1, "F-76/LTR", 5, OpenCause::quantity}};
  EXPECT_EQ(d.act(d.jpn, d.word(id), {.in = id}).verdict.state, 2);
  EXPECT_EQ(d.says(d.phl, id, d.word(id, some)), kGood);
  EXPECT_EQ(d.account(id).state, AccountState::stated) << "they say different things";
  EXPECT_EQ(d.says(d.phl, id, d.word(id, some)), kGood);
  ASSERT_EQ(d.account(id).words.size(), 2u) << "one word of each; the last one counts";
  EXPECT_EQ(d.account(id).state, AccountState::stated) << "nobody agrees with himself";
  const auto last = d.act(d.jpn, d.word(id, some), {.in = id});
  EXPECT_EQ(last.verdict.state, 3);
  EXPECT_EQ(d.account(id).state, AccountState::agreed);
  EXPECT_EQ(d.account(id).words[1].party, "jpn");
  EXPECT_EQ(d.account(id).words[1].seat, d.jpn.seat());
  EXPECT_EQ(d.says(d.jpn, id, d.word(id)), "refused_state (account): the account is agreed");
  EXPECT_EQ(d.says(d.phl, id, QueryAccount{{}, {}, d.lent, 0, OpenCause::quantity, "late"}),
            "refused_state (account): the account is agreed");
}

TEST(OpenItems, name_cases_of_the_two_in_order) {
  Books d;
  const auto id = d.cut();
  const auto stated = [&](std::vector<OpenItem> open) {
    return d.says(d.jpn, id, d.word(id, std::move(open)));
  };
  const auto item = [](const Id& in, std::uint32_t line = 1, std::string commodity = "F-76/LTR",
                       OpenCause cause = OpenCause::quantity) {
    return OpenItem{in, line, std::move(commodity), 5, cause};
  };
  const std::string order = "refused_account (account): the open items are out of order, or one stands twice";
  const std::string strange =
      "refused_account (account): an open item names no order, grant or credit of the two";
  EXPECT_EQ(stated({item(d.lent, 2), item(d.lent, 1)}), order);
  EXPECT_EQ(stated({item(d.lent), item(d.lent)}), order);
  EXPECT_EQ(stated({item(d.lent, 1, "B"), item(d.lent, 1, "A")}), order);
  EXPECT_EQ(stated({item(d.lent, 1, "A", OpenCause::rate), item(d.lent, 1, "A", OpenCause::price)}), order);
  EXPECT_EQ(stated({item(std::max(d.lent, d.paid)), item(std::min(d.lent, d.paid))}), order);
  EXPECT_EQ(stated({item(d.strange)}), strange) << "of Japan and Australia";
  EXPECT_EQ(stated({item(d.activity())}), strange);
  EXPECT_EQ(stated({item(d.lent, 1, "")}), strange);
  EXPECT_EQ(stated({item(d.lent, 1, std::string(25, 'X'))}), strange);
  EXPECT_EQ(stated({item(d.lent, 1, std::string(24, 'X'))}), kGood);
  EXPECT_EQ(stated({item(std::min(d.lent, d.paid), 2), item(std::max(d.lent, d.paid), 1)}), kGood);
  std::vector<OpenItem> many;
  for (std::uint32_t i = 1; i <= kOpenItemsMax; ++i) many.push_back(item(d.lent, i));
  EXPECT_EQ(stated(many), kGood);
  many.push_back(item(d.lent, kOpenItemsMax + 1));
  EXPECT_EQ(stated(many), "refused_account (account): more than 400 open items");
}

TEST(AccountQueries, ask_about_a_balance_or_a_case_and_hold_the_period_open) {
  Books d;
  const auto id = d.cut();
  const auto asked = [&](std::string account, std::string commodity, std::optional<Id> in = {},
                         std::string note = "why?") {
    return d.act(d.phl,
                 QueryAccount{std::move(account), std::move(commodity), in, 0, OpenCause::quantity, note},
                 {.in = id});
  };
  const std::string about =
      "refused_account (account): it asks about no balance of the cut and no case of the two";
  EXPECT_EQ(told(asked("jpn:receivable:phl", "PHP")), about);
  EXPECT_EQ(told(asked("jpn:payable:phl", "JPY")), about);
  EXPECT_EQ(told(asked("", "")), about);
  EXPECT_EQ(told(asked("", "", d.strange)), about);
  EXPECT_EQ(told(asked("", "", d.activity())), about);
  EXPECT_EQ(told(asked("jpn:receivable:phl", "JPY", d.lent)), about) << "one of the two";
  EXPECT_EQ(told(asked("", "", d.lent, "")), "refused_reason (account): note");
  EXPECT_EQ(told(asked("", "", d.lent, std::string(2'001, 'x'))), "refused_reason (account): note");
  EXPECT_FALSE(awaits_answer(d.account(id)));
  const auto first = asked("jpn:receivable:phl", "JPY");
  EXPECT_EQ(told(first), kGood);
  const auto second = asked("", "", d.lent, std::string(2'000, 'x'));
  EXPECT_EQ(told(second), kGood);
  EXPECT_EQ(second.verdict.state, 1);
  EXPECT_EQ(d.says(d.jpn, id, d.word(id)), "refused_account_open (account): ");
  const auto answer = [&](Office& who, const Id& query, std::string note = "so") {
    return d.says(who, id, AnswerAccount{query, std::move(note)});
  };
  EXPECT_EQ(answer(d.phl, first.id), "refused_side (account): the other side answers");
  EXPECT_EQ(answer(d.jpn, d.lent), "refused_cited (account): no query of this account under that id");
  EXPECT_EQ(answer(d.jpn, first.id, ""), "refused_reason (account): note");
  EXPECT_EQ(answer(d.jpn, first.id, std::string(2'001, 'x')), "refused_reason (account): note");
  EXPECT_EQ(answer(d.jpn, first.id, std::string(2'000, 'x')), kGood);
  EXPECT_EQ(answer(d.jpn, first.id), "refused_already (account): answered already");
  EXPECT_EQ(d.account(id).queries[0].note.size(), 2'000u);
  EXPECT_EQ(d.says(d.jpn, id, d.word(id)), "refused_account_open (account): ") << "one still waits";
  EXPECT_EQ(answer(d.jpn, second.id), kGood);
  EXPECT_EQ(d.says(d.jpn, id, d.word(id)), kGood);
}

TEST(AccountQueries, are_at_most_a_hundred) {
  Books d;
  const auto id = d.cut();
  const QueryAccount query{{}, {}, d.lent, 0, OpenCause::quantity, "why?"};
  for (std::size_t i = 0; i < kQueriesMax; ++i) ASSERT_EQ(d.says(d.phl, id, query), kGood) << i;
  EXPECT_EQ(d.says(d.phl, id, query), "refused_overflow (account): queries");
}

}  // namespace
}  // namespace palitan::kernel::kit
