// What an order awaits beside the settling of its debts.
#include <algorithm>

#include "reports/row_parts.h"

namespace palitan::reports {
namespace {
using kernel::OrderFact;
using kernel::OrderState;

class Steps {
 public:
  Steps(const OrderFact& order, const terms::Instrument& rules) : order_(order), rules_(rules) {}

  std::vector<Awaited> all(bool has_debts) {
    const auto needed = order_.papers.needed_on;
    switch (order_.state) {
      case OrderState::requested:
        supplier(Step::offer, 0, needed);
        break;
      case OrderState::offered:
        recipient(Step::acceptance, 0, needed, order_.offer ? std::optional(order_.offer->id) : std::nullopt);
        break;
      case OrderState::accepted:
      case OrderState::delivering:
        add_binding(has_debts);
        break;
      case OrderState::closed:
      case OrderState::declined:
      case OrderState::cancelled:
        break;
    }
    add_irregular();
    for (const auto& entered : order_.from_paper)
      if (!entered.confirmed)
        side(entered.party == order_.supplier ? order_.recipient : order_.supplier, Step::paper_confirmation,
             entered.act);
    return std::move(out_);
  }

 private:
  using Day = std::optional<base::Date>;
  using Act = std::optional<base::Id>;
  void supplier(Step step, std::uint32_t line, Day by = {}, Act act = {}) {
    out_.push_back({step, true, line, by, act});
  }
  void recipient(Step step, std::uint32_t line, Day by = {}, Act act = {}) {
    out_.push_back({step, false, line, by, act});
  }
  void side(const statement::PartyCode& party, Step step, Act act) {
    out_.push_back({step, party == order_.supplier, 0, {}, act});
  }

  void add_binding(bool has_debts) {
    if (order_.amendment)
      out_.push_back(
          {Step::amendment_answer, order_.amendment->by != order_.supplier, 0, {}, order_.amendment->id});
    for (const auto& line : order_.lines)
      if (line.issued < line.line.quantity) supplier(Step::issue, line.line.number, order_.papers.needed_on);
    add_transit();
    for (const auto& dispute : order_.disputes)
      if (!dispute.outcome)
        side(dispute.by == order_.supplier ? order_.recipient : order_.supplier, Step::dispute_answer,
             dispute.id);
    for (const auto& given : order_.returns)
      if (given.waits()) supplier(Step::return_acceptance, 0, {}, given.id);
    if (order_.state == OrderState::delivering && out_.empty() && !has_debts) recipient(Step::close, 0);
  }

  /// Issues that nobody took in; and where all were taken in, what did not arrive as issued.
  void add_transit() {
    bool all_answered = true;
    for (const auto& issue : order_.issues) {
      if (issue.corrected || is_answered(issue.id)) continue;
      all_answered = false;
      Day by;
      if (rules_.claim_days) by = base::add_days(issue.date, static_cast<std::int32_t>(*rules_.claim_days));
      recipient(Step::receipt, 0, by, issue.id);
    }
    if (!all_answered) return;
    for (const auto& line : order_.lines)
      if (line.issued - line.received != line.damaged) supplier(Step::correction, line.line.number);
  }
  bool is_answered(const base::Id& issue) const {
    return std::any_of(order_.receipts.begin(), order_.receipts.end(),
                       [&](const auto& r) { return r.issue == issue && !r.corrected; });
  }

  void add_irregular() {
    const base::Id* last = nullptr;
    for (const auto& moved : order_.irregular) {
      if (moved.settled || (last != nullptr && *last == moved.act)) continue;
      last = &moved.act;
      for (const auto* party : {&order_.supplier, &order_.recipient})
        if (std::none_of(moved.words.begin(), moved.words.end(),
                         [&](const auto& word) { return word.party == *party; }))
          side(*party, Step::regularisation, moved.act);
    }
    for (const auto& finding : order_.findings)
      if (!finding.confirmed) side(finding.party, Step::finding_confirmation, finding.act);
  }

  const OrderFact& order_;
  const terms::Instrument& rules_;
  std::vector<Awaited> out_;
};
}  // namespace

std::vector<Awaited> awaited_of(const OrderFact& order, const terms::Instrument& rules,
                                const std::vector<Debt>& debts) {
  return Steps(order, rules).all(!debts.empty());
}

}  // namespace palitan::reports
