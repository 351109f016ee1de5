// The rules of an order's acts that reach into other books. Inside the kernel only.
#pragma once
#include "kernel/order_rules.h"

namespace palitan::kernel {

// ---- onward transfer (order_transfer.cpp) ----
base::Result<void> rule(const OrderAct& x, const statement::AskTransfer& body);
base::Result<void> rule(const OrderAct& x, const statement::AnswerTransfer& body);
base::Result<void> rule(const OrderAct& x, const statement::NameOrigin& body);
/// An act of fact: refused for form only. `before`: what its time and the table say. What comes back is why
/// it has no valid cover; it is kept all the same, marked as irregular.
base::Result<std::optional<base::Refusal>> pass_on(const OrderAct& x, const statement::PassOn& body,
                                                   base::Result<void> before);
/// May the order's lines become these? What was named as goods of a first giver must stay so. Refusal:
/// refused_retransfer.
base::Result<void> check_origins(const OrderFact& order, const std::vector<statement::OrderLine>& lines);
/// How much of each foreign consent is used here after the change; a declined or cancelled order gives it
/// back.
std::vector<std::pair<FactKey, MarkFact>> consents_used(const Act& act, const OrderFact& before,
                                                        const OrderFact& after);

// ---- debts held for a round of netting (order_locks.cpp) ----
base::Result<void> rule(const OrderAct& x, const statement::LockDebt& body);
base::Result<void> rule(const OrderAct& x, const statement::AgreeLock& body);
base::Result<void> rule(const OrderAct& x, const statement::PostClearing& body);
base::Result<void> rule(const OrderAct& x, const statement::ReleaseLock& body);

}  // namespace palitan::kernel
