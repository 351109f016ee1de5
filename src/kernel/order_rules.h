// The order's rules act by act. Inside the kernel only. Each changes `order` in place on success and leaves
// it in any state on refusal: the caller works on a copy.
#pragma once
#include "kernel/cover.h"

namespace palitan::kernel {

/// An act of an order with everything a rule asks for.
struct OrderAct {
  const Act& act;
  OrderFact& order;
  const terms::Instrument& rules;
  Side side;

  const statement::PartyCode& party() const { return act.seat.party; }
  base::Rounding rounding() const { return static_cast<base::Rounding>(order.rounding); }
};

// Agreement.
base::Result<void> rule(const OrderAct& x, const statement::Offer& body);
base::Result<void> rule(const OrderAct& x, const statement::Decline& body);
base::Result<void> rule(const OrderAct& x, const statement::Accept& body);
base::Result<void> rule(const OrderAct& x, const statement::Amend& body);
base::Result<void> rule(const OrderAct& x, const statement::Cancel& body);
base::Result<void> rule(const OrderAct& x, const statement::Close& body);
base::Result<void> rule(const OrderAct& x, const statement::ConcurDate& body);
// Money.
base::Result<void> rule(const OrderAct& x, const statement::Invoice& body);
base::Result<void> rule(const OrderAct& x, const statement::Query& body);
base::Result<void> rule(const OrderAct& x, const statement::Withdraw& body);
base::Result<void> rule(const OrderAct& x, const statement::Pay& body);
base::Result<void> rule(const OrderAct& x, const statement::Confirm& body);
base::Result<void> rule(const OrderAct& x, const statement::AcceptReturn& body);

// Acts of fact, in three steps: form() refuses for form and arithmetic only; covered() says why it has no
// valid cover; record() writes it on the order. REQUIRES of covered(): form() passed; of record(): covered()
// passed.
base::Result<void> form(const OrderAct& x, const statement::Issue& body);
base::Result<void> covered(const OrderAct& x, const statement::Issue& body);
base::Result<void> record(const OrderAct& x, const statement::Issue& body);
base::Result<void> form(const OrderAct& x, const statement::Receive& body);
base::Result<void> covered(const OrderAct& x, const statement::Receive& body);
base::Result<void> record(const OrderAct& x, const statement::Receive& body);
base::Result<void> form(const OrderAct& x, const statement::ReturnInKind& body);
base::Result<void> covered(const OrderAct& x, const statement::ReturnInKind& body);
base::Result<void> record(const OrderAct& x, const statement::ReturnInKind& body);
// What moved, for the irregular account.
std::vector<IrregularFact> moved(const OrderAct& x, const statement::Issue& body);
std::vector<IrregularFact> moved(const OrderAct& x, const statement::Receive& body);
std::vector<IrregularFact> moved(const OrderAct& x, const statement::ReturnInKind& body);

/// `at += amount`, or refused_overflow.
base::Result<void> grow(std::int64_t& at, std::int64_t amount);
/// The element whose id is `id`, or null.
template <class T>
T* find_act(std::vector<T>& acts, const base::Id& id) {
  for (auto& a : acts)
    if (a.id == id) return &a;
  return nullptr;
}

}  // namespace palitan::kernel
