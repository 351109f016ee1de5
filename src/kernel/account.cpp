// An account between two parties: the books are cut where the act stands in the log, both state what they see
// there, and two equal words close the period (spec/account.md).
#include "kernel/account.h"

#include <algorithm>

#include <fmt/format.h>

#include "crypto/hash.h"
#include "kernel/activity_rules.h"
#include "kernel/case_rules.h"

namespace palitan::kernel {
namespace {
using base::Code;
using base::refuse;
using statement::AccountBalance;
using statement::Kind;
using statement::Role;

constexpr const char* kClause = "account";

/// What is hashed.
struct BalanceList {
  std::vector<AccountBalance> balances;
};
template <class A>
void describe(A& a, BalanceList& x) {
  a.field(1, "balances", x.balances);
}

FactKey period_key(const statement::CutAccount& cut) { return mark_key("account", cut.first + cut.second); }
FactKey standing_key(const statement::CutAccount& cut) {
  return mark_key("account-standing", cut.first + cut.second);
}

/// Money is the word of who bills or pays.
base::Result<void> check_finance(const Act& act) {
  return check_role(act, act.seat.has(Role::biller) ? Role::biller : Role::payer);
}

// ---- the cut ----

/// Every account that the two can have with each other in one commodity.
template <class F>
void each_account(const statement::CutAccount& cut, const F& f) {
  for (const auto& row : rows_of(ledger::AccountKind{})) {
    const auto kind = static_cast<ledger::AccountKind>(row.number);
    f(ledger::Account{kind, cut.first, cut.second});
    f(ledger::Account{kind, cut.second, cut.first});
  }
}

base::Result<void> check_period(const Act& act, const statement::CutAccount& cut) {
  const auto bad = [](std::string what) { return refuse(Code::refused_period, std::move(what), kClause); };
  if (cut.until < cut.from) return bad("it ends before it begins");
  if (cut.until >= act.date) return bad("its last day is not over on " + to_text(act.date));
  const auto* agreed = act.facts.get<MarkFact>(period_key(cut));
  if (agreed == nullptr) return {};
  const base::Date next{static_cast<std::int32_t>(agreed->value) + 1};
  if (cut.from == next) return {};
  return bad("the period that follows begins on " + to_text(next));
}

std::vector<AccountBalance> balances_between(const Act& act, const statement::CutAccount& cut) {
  std::vector<AccountBalance> out;
  const auto* pair = act.facts.get<PairFact>(pair_key(cut.first, cut.second));
  if (pair == nullptr) return out;
  each_account(cut, [&](const ledger::Account& account) {
    for (const auto& commodity : pair->commodities)
      if (const auto* balance = act.facts.get<BalanceFact>(balance_key(account, commodity));
          balance != nullptr && balance->amount != 0)
        out.push_back({to_text(account), commodity, balance->amount});
  });
  std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) {
    return std::tie(a.account, a.commodity) < std::tie(b.account, b.commodity);
  });
  return out;
}

/// A cut that was never agreed makes room for a later one of the same period.
void replace_standing(const Act& act, Change& change, const statement::CutAccount& cut) {
  const auto* standing = act.facts.get<MarkFact>(standing_key(cut));
  if (standing == nullptr) return;
  const auto* file = act.facts.get<CaseFact>(case_key(standing->by));
  PALITAN_CHECK(file != nullptr && file->account);
  if (file->account->state == AccountState::agreed) return;
  auto old = *file;
  old.account->state = AccountState::replaced;
  change.put(case_key(standing->by), std::move(old));
}

base::Result<Change> judge_cut(const Act& act) {
  auto body = act.body<statement::CutAccount>();
  if (!body) return tl::unexpected(body.error());
  if (!(body->first < body->second) || act.partnership.party(body->first) == nullptr ||
      act.partnership.party(body->second) == nullptr)
    return refuse(Code::refused_party, "an account is between two parties of the partnership, ascending",
                  kClause);
  if (act.seat.party != body->first && act.seat.party != body->second)
    return refuse(Code::refused_party, "'" + act.seat.party + "' is no side of this account", kClause);
  if (auto ok = check_finance(act); !ok) return tl::unexpected(ok.error());
  if (auto ok = check_time(act, kBackDatingDays); !ok) return tl::unexpected(ok.error());
  if (body->reference.size() > kShortText) return refuse(Code::refused_unreadable, "reference", kClause);
  if (auto ok = check_period(act, *body); !ok) return tl::unexpected(ok.error());
  Change change;
  replace_standing(act, change, *body);
  CaseFact file;
  auto& account = file.account.emplace();
  account.cut = std::move(*body);
  account.cut_at = act.context.now;
  account.balances = balances_between(act, account.cut);
  if (account.balances.size() > kBalancesMax) return refuse(Code::refused_overflow, "balances", kClause);
  change.state = static_cast<std::uint16_t>(account.state);
  change.put(standing_key(account.cut), MarkFact{act.statement.id(), 1});
  change.put(case_key(act.statement.id()), std::move(file));
  return change;
}

// ---- what is said of it ----

/// A case between the two: an order or a grant; or a credit that touches both.
bool between_the_two(const Act& act, const AccountFact& account, const base::Id& id) {
  const auto* file = act.facts.get<CaseFact>(case_key(id));
  if (file == nullptr) return false;
  if (file->credit) {
    const auto& touched = file->credit->touched;
    return std::binary_search(touched.begin(), touched.end(), account.cut.first) &&
           std::binary_search(touched.begin(), touched.end(), account.cut.second);
  }
  if (!file->order && !file->grant) return false;
  const auto& one = file->order ? file->order->supplier : file->grant->note.donor;
  const auto& other = file->order ? file->order->recipient : file->grant->note.recipient;
  return one != other && is_side(account, one) && is_side(account, other);
}

base::Result<void> rule(const Act& act, AccountFact& account, const statement::StateAccount& body) {
  const auto bad = [](std::string what) { return refuse(Code::refused_account, std::move(what), kClause); };
  if (awaits_answer(account)) return refuse(Code::refused_account_open, {}, kClause);
  if (body.count != account.balances.size() || body.balances != hash_of(account.balances))
    return bad(fmt::format("the cut has {} balances under hash {}", account.balances.size(),
                           base::to_hex(hash_of(account.balances).view())));
  if (body.open.size() > kOpenItemsMax) return bad(fmt::format("more than {} open items", kOpenItemsMax));
  if (!in_order(body.open)) return bad("the open items are out of order, or one stands twice");
  for (const auto& item : body.open)
    if (!between_the_two(act, account, item.in) || item.commodity.empty() ||
        item.commodity.size() > ledger::kCommodityMax)
      return bad("an open item names no order, grant or credit of the two");
  std::erase_if(account.words, [&](const AccountWord& word) { return word.party == act.seat.party; });
  account.words.push_back({act.statement.id(), act.seat.party, act.content().seat, body.open});
  const bool equal = account.words.size() == 2 && account.words[0].open == account.words[1].open;
  account.state = equal ? AccountState::agreed : AccountState::stated;
  return {};
}

base::Result<void> rule(const Act& act, AccountFact& account, const statement::QueryAccount& body) {
  if (body.note.empty() || body.note.size() > kLongText) return refuse(Code::refused_reason, "note", kClause);
  if (account.queries.size() >= kQueriesMax) return refuse(Code::refused_overflow, "queries", kClause);
  const bool of_balance = std::any_of(account.balances.begin(), account.balances.end(), [&](const auto& row) {
    return row.account == body.account && row.commodity == body.commodity;
  });
  if (body.in ? !between_the_two(act, account, *body.in) || !body.account.empty() : !of_balance)
    return refuse(Code::refused_account, "it asks about no balance of the cut and no case of the two",
                  kClause);
  account.queries.push_back({act.statement.id(), act.seat.party, body, {}, {}});
  return {};
}

base::Result<void> rule(const Act& act, AccountFact& account, const statement::AnswerAccount& body) {
  if (body.note.empty() || body.note.size() > kLongText) return refuse(Code::refused_reason, "note", kClause);
  const auto at = std::find_if(account.queries.begin(), account.queries.end(),
                               [&](const AccountQuery& query) { return query.id == body.query; });
  if (at == account.queries.end())
    return refuse(Code::refused_cited, "no query of this account under that id", kClause);
  if (at->by == act.seat.party) return refuse(Code::refused_side, "the other side answers", kClause);
  if (at->answer) return refuse(Code::refused_already, "answered already", kClause);
  at->answer = act.statement.id();
  at->note = body.note;
  return {};
}

template <class Body>
base::Result<Change> judge_word(const Act& act) {
  const auto body = act.body<Body>();
  if (!body) return tl::unexpected(body.error());
  const auto* file = act.facts.get<CaseFact>(case_key(act.statement.case_of()));
  if (file == nullptr || !file->account)
    return refuse(Code::refused_cited, "the case is no account", kClause);
  auto after = *file;
  auto& account = *after.account;
  if (!is_side(account, act.seat.party))
    return refuse(Code::refused_party, "'" + act.seat.party + "' is no side of this account", kClause);
  if (auto ok = check_finance(act); !ok) return tl::unexpected(ok.error());
  if (auto ok = check_time(act, kBackDatingDays); !ok) return tl::unexpected(ok.error());
  if (account.state == AccountState::agreed || account.state == AccountState::replaced)
    return refuse(Code::refused_state, fmt::format("the account is {}", name(account.state)), kClause);
  if (auto ok = rule(act, account, *body); !ok) return tl::unexpected(ok.error());
  Change change;
  change.state = static_cast<std::uint16_t>(account.state);
  if (account.state == AccountState::agreed)
    change.put(period_key(account.cut), MarkFact{act.statement.case_of(), account.cut.until.days});
  change.put(case_key(act.statement.case_of()), std::move(after));
  return change;
}

// ---- what the rules read ----

void want_cut(const Facts& facts, const statement::CutAccount& cut, Wants& wants) {
  if (cut.first.size() != 3 || cut.second.size() != 3 || cut.first == cut.second) return;
  wants.push_back(period_key(cut));
  wants.push_back(standing_key(cut));
  if (const auto* standing = peek<MarkFact>(facts, standing_key(cut)))
    wants.push_back(case_key(standing->by));
  const auto key = pair_key(cut.first, cut.second);
  wants.push_back(key);
  const auto* pair = peek<PairFact>(facts, key);
  if (pair == nullptr) return;
  each_account(cut, [&](const ledger::Account& account) {
    for (const auto& commodity : pair->commodities) wants.push_back(balance_key(account, commodity));
  });
}
}  // namespace

base::Hash hash_of(const std::vector<AccountBalance>& balances) {
  return crypto::sha256(codec::encode(BalanceList{balances}));
}

bool in_order(const std::vector<statement::OpenItem>& open) {
  const auto key = [](const statement::OpenItem& item) {
    return std::tie(item.in, item.line, item.commodity, item.cause);
  };
  for (std::size_t i = 1; i < open.size(); ++i)
    if (!(key(open[i - 1]) < key(open[i]))) return false;
  return true;
}

bool awaits_answer(const AccountFact& account) {
  return std::any_of(account.queries.begin(), account.queries.end(),
                     [](const AccountQuery& query) { return !query.answer; });
}

base::Result<Change> judge_account_act(const Act& act) {
  switch (act.kind) {
    case Kind::cut_account:
      return judge_cut(act);
    case Kind::state_account:
      return judge_word<statement::StateAccount>(act);
    case Kind::query_account:
      return judge_word<statement::QueryAccount>(act);
    default:
      return judge_word<statement::AnswerAccount>(act);
  }
}

void account_wants(const statement::Statement& act, const Facts& facts, Wants& wants) {
  if (act.kind() == Kind::cut_account) {
    if (const auto body = statement::read_body<statement::CutAccount>(act.content()))
      want_cut(facts, *body, wants);
  } else if (act.kind() == Kind::state_account) {
    const auto body = statement::read_body<statement::StateAccount>(act.content());
    if (body && body->open.size() <= kOpenItemsMax)
      for (const auto& item : body->open) wants.push_back(case_key(item.in));
    if (const auto* file = peek<CaseFact>(facts, case_key(act.case_of())); file != nullptr && file->account)
      wants.push_back(period_key(file->account->cut));
  } else if (act.kind() == Kind::query_account) {
    const auto body = statement::read_body<statement::QueryAccount>(act.content());
    if (body && body->in) wants.push_back(case_key(*body->in));
  }
}

}  // namespace palitan::kernel
