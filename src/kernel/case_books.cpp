#include "kernel/case_books.h"

namespace palitan::kernel {
using ledger::AccountKind;

std::optional<ledger::Position> position_of(const CreditFact& credit) {
  ledger::Position out;
  if (credit.state != CreditState::agreed) return out;
  // Who served, or took over, has the credit; the other owes it.
  const auto& [has, owes, amount] =
      credit.service ? std::tuple{credit.service->provider, credit.service->user, credit.service->credit}
                     : std::tuple{credit.assignment->to, credit.assignment->from, credit.assignment->credit};
  if (!out.add({AccountKind::credit, has, owes}, credit.commodity, amount) ||
      !out.add({AccountKind::credit, owes, has}, credit.commodity, -amount))
    return std::nullopt;
  return out;
}

std::optional<ledger::Position> position_of(const CaseFact& file) {
  if (file.order) return position_of(*file.order);
  if (file.grant) return position_of(*file.grant);
  if (file.credit) return position_of(*file.credit);
  return ledger::Position{};
}

}  // namespace palitan::kernel
