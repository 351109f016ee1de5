// Debts held for a round of netting in another book: nothing else may settle them meanwhile, and what the
// round's own record proves is posted here, or they are free again (spec/netting.md).
#include <algorithm>

#include <fmt/format.h>

#include "base/money.h"
#include "kernel/activity_rules.h"
#include "kernel/evidence.h"
#include "kernel/order_across.h"

namespace palitan::kernel {
namespace {
using base::Code;
using base::refuse;
using statement::Means;

constexpr std::size_t kLocksMax = 100;
constexpr std::size_t kRoundNameMax = 64;

std::string clause_of(const OrderAct& x) { return x.rules.netting ? x.rules.netting->clause : "netting"; }
base::Result<void> cannot(const OrderAct& x, std::string what) {
  return refuse(Code::refused_lock, std::move(what), clause_of(x));
}

/// The debt that is to be held, and how much of it is open and free.
struct Debt {
  ledger::Commodity commodity;
  std::int64_t free = 0;
  base::Date since;
};

base::Result<Debt> kind_debt(const OrderAct& x, std::uint32_t number) {
  const auto refused = [&](std::string what) {
    return tl::unexpected(cannot(x, fmt::format("line {}: {}", number, what)).error());
  };
  const auto* line = x.order.line(number);
  if (line == nullptr) return refuse(Code::refused_line, fmt::format("line {}", number), clause_of(x));
  const auto debt = debt_in_kind(*line, x.rounding());
  if (!debt || line->line.means == Means::return_of_the_same)
    return refused("only money, and what its like may settle, can be netted");
  const auto since = line->first_received ? line->first_received : line->first_issued;
  if (!since) return refused("nothing was delivered yet");
  // What was handed back and not answered yet may settle it still.
  const auto free = base::Int128{debt->open} -
                    (base::Int128{line->returned} - line->replaced - line->rejected) - line->locked;
  return Debt{debt->commodity, static_cast<std::int64_t>(std::max<base::Int128>(free, 0)), *since};
}

base::Result<Debt> money_debt(const OrderAct& x, const base::Id& id) {
  const auto* invoice = find_act(x.order.invoices, id);
  if (invoice == nullptr || invoice->withdrawn)
    return refuse(Code::refused_cited, "no such invoice in this order", clause_of(x));
  if (invoice->query) return refuse(Code::refused_queried, {}, clause_of(x));
  if (auto ok = check_acknowledged(x.order, *invoice, clause_of(x)); !ok) return tl::unexpected(ok.error());
  return Debt{x.order.currency, invoice->free(), invoice->date};
}

base::Result<Debt> debt_of(const OrderAct& x, const statement::LockDebt& terms) {
  if ((terms.line != 0) == terms.invoice.has_value())
    return tl::unexpected(cannot(x, "name a line, or an invoice").error());
  auto debt = terms.invoice ? money_debt(x, *terms.invoice) : kind_debt(x, terms.line);
  if (debt && (terms.amount <= 0 || terms.amount > debt->free))
    return tl::unexpected(
        cannot(x, fmt::format("{} is open and free, {} named", debt->free, terms.amount)).error());
  return debt;
}

/// The figure of the order that says how much is held, and the one that says how much was cleared.
std::pair<std::int64_t&, std::int64_t&> figures_of(OrderFact& order, const statement::LockDebt& terms) {
  if (terms.invoice) {
    auto& invoice = *find_act(order.invoices, *terms.invoice);
    return {invoice.locked, invoice.cleared};
  }
  auto& line = *order.line(terms.line);
  return {line.locked, line.cleared};
}

base::Result<LockFact*> lock_in(const OrderAct& x, const base::Id& id,
                                std::initializer_list<LockState> states) {
  auto* lock = find_act(x.order.locks, id);
  if (lock == nullptr)
    return refuse(Code::refused_cited, "no lock of this order under that id", clause_of(x));
  if (std::find(states.begin(), states.end(), lock->state) == states.end())
    return refuse(Code::refused_state, fmt::format("the lock is {}", name(lock->state)), clause_of(x));
  return lock;
}

/// What the round's book says of this lock: how much it cleared, if anything.
struct Outcome {
  std::int64_t cleared = 0;
};

base::Result<Outcome> cleared_of(const OrderAct& x, const LockFact& lock, const base::Id& disclosure) {
  const auto proven = proven_body<statement::AgreeClearing>(x.act, disclosure);
  if (!proven) return tl::unexpected(proven.error());
  const auto& [evidence, body] = *proven;
  if (evidence->partnership != lock.terms.partnership || body.round != lock.terms.round)
    return tl::unexpected(cannot(x, "the evidence is of another round").error());
  if (evidence->state != static_cast<std::uint16_t>(RoundState::cleared))
    return tl::unexpected(cannot(x, "that word did not yet make the clearing effective").error());
  for (const auto& one : body.cleared)
    if (one.lock.raw == lock.id.raw) return Outcome{one.amount};
  return Outcome{};
}

bool is_disclosure_of(const Act& act, const base::Id& disclosure, statement::Kind kind) {
  const auto* file = act.facts.get<CaseFact>(case_key(disclosure));
  return file != nullptr && file->evidence && file->evidence->kind == static_cast<std::uint16_t>(kind);
}

/// Did the round end without taking anything of it?
base::Result<void> check_ended(const OrderAct& x, const LockFact& lock, const base::Id& disclosure) {
  if (is_disclosure_of(x.act, disclosure, statement::Kind::agree_clearing)) {
    const auto outcome = cleared_of(x, lock, disclosure);
    if (!outcome) return tl::unexpected(outcome.error());
    if (outcome->cleared == 0) return {};
    return cannot(x, fmt::format("the round cleared {} of it: post that", outcome->cleared));
  }
  const auto proven = proven_body<statement::LapseRound>(x.act, disclosure);
  if (!proven) return tl::unexpected(proven.error());
  if (proven->first->partnership == lock.terms.partnership && proven->second.round == lock.terms.round)
    return {};
  return cannot(x, "the evidence is of another round");
}

/// Without proof: a third party may count on the round. Not before its last day is over, and not where this
/// record knows what the round cleared.
base::Result<void> check_unproven(const OrderAct& x, const LockFact& lock) {
  const auto known = round_cleared_key(lock.terms.partnership, lock.terms.round);
  if (x.act.facts.get<MarkFact>(known) != nullptr)
    return cannot(x,
                  "the round cleared, and its proof was disclosed here: post what it cleared of this, or "
                  "show that it cleared nothing of it");
  const base::Date accord{static_cast<std::int32_t>(x.act.context.now.ms / base::kDayMs)};
  if (accord <= lock.terms.until)
    return cannot(x, fmt::format("the round may clear until {}: until then only the proof that it lapsed, or "
                                 "cleared nothing of this, frees it",
                                 to_text(lock.terms.until)));
  return {};
}
}  // namespace

base::Result<void> rule(const OrderAct& x, const statement::LockDebt& body) {
  if (auto ok = terms::allows_netting(x.rules, x.act.date, body.until); !ok) return ok;
  if (body.partnership.raw == x.act.partnership.id.raw || body.round.empty() ||
      body.round.size() > kRoundNameMax)
    return cannot(x, "name another partnership and its round");
  if (x.order.locks.size() >= kLocksMax) return refuse(Code::refused_overflow, "locks", clause_of(x));
  const auto debt = debt_of(x, body);
  if (!debt) return tl::unexpected(debt.error());
  LockFact lock;
  lock.id = x.act.statement.id();
  lock.by = x.party();
  lock.terms = body;
  lock.debtor = x.order.recipient;
  lock.creditor = x.order.supplier;
  lock.commodity = debt->commodity;
  lock.since = debt->since;
  x.order.locks.push_back(std::move(lock));
  return {};
}

base::Result<void> rule(const OrderAct& x, const statement::AgreeLock& body) {
  const auto found = lock_in(x, body.lock, {LockState::proposed});
  if (!found) return tl::unexpected(found.error());
  auto& lock = **found;
  if (lock.by == x.party()) return refuse(Code::refused_side, "the other side agrees", clause_of(x));
  if (body.partnership != lock.terms.partnership || body.round != lock.terms.round ||
      body.debtor != lock.debtor || body.creditor != lock.creditor || body.commodity != lock.commodity ||
      body.amount != lock.terms.amount || body.since != lock.since || body.until != lock.terms.until)
    return cannot(x, "it repeats the lock: partnership, round, debtor, creditor, commodity, amount and days");
  if (auto ok = terms::allows_netting(x.rules, x.act.date, lock.terms.until); !ok) return ok;
  // Some of it may have been settled since it was proposed.
  if (const auto debt = debt_of(x, lock.terms); !debt) return tl::unexpected(debt.error());
  lock.state = LockState::held;
  return grow(figures_of(x.order, lock.terms).first, lock.terms.amount);
}

base::Result<void> rule(const OrderAct& x, const statement::PostClearing& body) {
  const auto found = lock_in(x, body.lock, {LockState::held});
  if (!found) return tl::unexpected(found.error());
  auto& lock = **found;
  const auto outcome = cleared_of(x, lock, body.evidence);
  if (!outcome) return tl::unexpected(outcome.error());
  if (outcome->cleared <= 0 || outcome->cleared != body.amount || body.amount > lock.terms.amount)
    return cannot(x, fmt::format("the round cleared {} of it, {} named", outcome->cleared, body.amount));
  auto [locked, cleared] = figures_of(x.order, lock.terms);
  locked -= lock.terms.amount;
  if (auto ok = grow(cleared, body.amount); !ok) return ok;
  lock.state = LockState::cleared;
  lock.cleared = body.amount;
  return {};
}

base::Result<void> rule(const OrderAct& x, const statement::ReleaseLock& body) {
  const auto found = lock_in(x, body.lock, {LockState::proposed, LockState::held});
  if (!found) return tl::unexpected(found.error());
  auto& lock = **found;
  const bool held = lock.state == LockState::held;
  if (body.evidence) {
    if (auto ok = check_ended(x, lock, *body.evidence); !ok) return ok;
  } else if (held) {
    if (auto ok = check_unproven(x, lock); !ok) return ok;
    // Both must say so: one side alone could take a debt back that the round counts on.
    if (std::find(lock.release.begin(), lock.release.end(), x.party()) != lock.release.end())
      return refuse(Code::refused_already, "the other side has not said so yet", clause_of(x));
    lock.release.push_back(x.party());
    if (lock.release.size() < 2) return {};
  }
  if (held) figures_of(x.order, lock.terms).first -= lock.terms.amount;
  lock.state = LockState::released;
  return {};
}

}  // namespace palitan::kernel
