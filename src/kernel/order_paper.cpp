// Acts entered from a hand-signed form: the word of the clerk's party alone, until the other side has seen
// them.
#include "kernel/order_rules.h"

namespace palitan::kernel {
using base::Code;

base::Result<void> check_paper(const Act& act, const std::optional<statement::PaperForm>& paper) {
  if (!paper || (!paper->signatories.empty() && !act.content().attachments.empty())) return {};
  return base::refuse(Code::refused_paper, {}, "paper");
}

void note_paper(const Act& act, const std::optional<statement::PaperForm>& paper, OrderFact& order) {
  if (paper) order.from_paper.push_back({act.statement.id(), act.seat.party, false});
}

void confirm_paper_of(OrderFact& order, const base::Id& act, const statement::PartyCode& by) {
  for (auto& entered : order.from_paper)
    if (entered.act == act && entered.party != by) entered.confirmed = true;
}

base::Result<void> rule(const OrderAct& x, const statement::ConfirmPaper& body) {
  for (auto& entered : x.order.from_paper) {
    if (entered.act != body.act) continue;
    if (entered.party == x.party())
      return base::refuse(Code::refused_side, "the other side confirms what was entered from paper", "paper");
    if (entered.confirmed) return base::refuse(Code::refused_already, {}, "paper");
    entered.confirmed = true;
    return {};
  }
  return base::refuse(Code::refused_cited, "no act from paper under that id in this order", "paper");
}

}  // namespace palitan::kernel
