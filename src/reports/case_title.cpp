#include "reports/case_title.h"

#include <fmt/format.h>

namespace palitan::reports {
namespace {
std::string across_title(const kernel::CaseFact& file) {
  if (file.evidence)
    return fmt::format("{} by {}", statement::name(static_cast<statement::Kind>(file.evidence->kind)),
                       file.evidence->party);
  if (file.account)
    return fmt::format("{} and {}, {} to {}", file.account->cut.first, file.account->cut.second,
                       to_text(file.account->cut.from), to_text(file.account->cut.until));
  if (file.credit) return fmt::format("{}, {}", file.credit->commodity, fmt::join(file.credit->touched, " "));
  return file.round ? file.round->round.round : std::string();
}
}  // namespace

std::string case_title(const kernel::CaseFact& file) {
  if (file.instrument) return file.instrument->rules.name;
  if (file.activity) return file.activity->activity.name;
  if (file.visit) return fmt::format("{} in {}", file.visit->visitor, file.visit->host);
  if (file.grant)
    return fmt::format("{} to {}: {}", file.grant->note.donor, file.grant->note.recipient,
                       file.grant->note.title);
  if (!file.order) return across_title(file);
  const auto& order = *file.order;
  std::string goods = order.reference;
  for (const auto& at : order.lines) goods += (goods.empty() ? "" : ", ") + at.line.item;
  return fmt::format("{} supplies {}: {}", order.supplier, order.recipient, goods);
}

}  // namespace palitan::reports
