// The order's rules act by act. Inside the kernel only. Each changes `order` in place on success and leaves
// it in any state on refusal: the caller works on a copy.
#pragma once
#include "kernel/cover.h"

namespace palitan::kernel {

/// An act of an order with everything a rule asks for.
struct OrderAct {
  const Act& act;
  OrderFact& order;
  const InstrumentFact& law;
  Side side;
  statement::Role role = statement::Role::approver;  ///< in which the signer acts
  const terms::Instrument& rules = law.rules;

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
base::Result<void> rule(const OrderAct& x, const statement::CreditNote& body);
base::Result<void> rule(const OrderAct& x, const statement::Refund& body);
base::Result<void> rule(const OrderAct& x, const statement::AcceptReturn& body);

// Answers, disputes, and what became of debts otherwise.
base::Result<void> rule(const OrderAct& x, const statement::Respond& body);
base::Result<void> rule(const OrderAct& x, const statement::Dispute& body);
base::Result<void> rule(const OrderAct& x, const statement::Resolve& body);
base::Result<void> rule(const OrderAct& x, const statement::Regularise& body);
base::Result<void> rule(const OrderAct& x, const statement::ConfirmFinding& body);
base::Result<void> rule(const OrderAct& x, const statement::ConfirmPaper& body);
base::Result<void> rule(const OrderAct& x, const statement::Convert& body);
base::Result<void> rule(const OrderAct& x, const statement::WriteOff& body);
/// Two invoices settle each other; `against`, in this order or another, is the one that the signer owes.
base::Result<void> offset(const OrderAct& x, const statement::Offset& body, OrderFact& other);

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

/// Units, exchange, price components, metering and rate card of lines as they are offered or amended.
/// `rates`: the card cited; `prices_stand`: both agreed on them before, so no card is asked. Refusals:
/// refused_unit, refused_exchange, refused_component, refused_rate, refused_incomplete.
base::Result<void> check_priced(const OrderAct& x, const std::vector<statement::OrderLine>& lines,
                                const std::optional<base::Id>& rates, bool prices_stand);
/// May this seat act in that role, beside what it did in this order before? A small unit's seat may, with a
/// finding. Refusals: refused_roles_apart, refused_warrant_date.
base::Result<void> take_role(const OrderAct& x, statement::Role role);
/// Is an open dispute about that issue, receipt of goods or return?
bool is_disputed(const OrderFact& order, const base::Id& of);
/// What is only claimed has no receipt of goods behind it: nothing but a withdrawal ends it. Refusal:
/// refused_unreceived.
base::Result<void> check_acknowledged(const OrderFact& order, const InvoiceFact& invoice,
                                      const std::string& clause);
/// How much of a line's debt in kind is still open, not on its way back and not held for a round of netting,
/// in the line's unit.
std::int64_t open_in_line_unit(const LineFact& line);

/// A scan and the names of those who signed by hand stand behind what was entered from paper. Refusal:
/// refused_paper.
base::Result<void> check_paper(const Act& act, const std::optional<statement::PaperForm>& paper);
/// Keeps, after check_paper(), that the act came from paper.
void note_paper(const Act& act, const std::optional<statement::PaperForm>& paper, OrderFact& order);
/// Whoever answers an act of the other side has seen what it says: its paper counts as confirmed.
void confirm_paper_of(OrderFact& order, const base::Id& act, const statement::PartyCode& by);

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
