// Invariants of a case of credit, by other code than its rules: nothing is agreed without every party that it
// touches, and what was said is not taken back.
#include "kernel/credit_check.h"

#include <algorithm>
#include <set>

namespace palitan::kernel {

void check_credit(const CreditFact& credit, const CreditFact* before) {
  PALITAN_CHECK(credit.service.has_value() != credit.assignment.has_value());
  PALITAN_CHECK((credit.service ? credit.service->credit : credit.assignment->credit) > 0);
  PALITAN_CHECK(std::is_sorted(credit.touched.begin(), credit.touched.end()) && credit.touched.size() >= 2);
  std::set<std::string_view> yes, no;
  for (const auto& word : credit.words) {
    PALITAN_CHECK(std::binary_search(credit.touched.begin(), credit.touched.end(), word.party));
    PALITAN_CHECK((word.agreed ? yes : no).insert(word.party).second);
  }
  PALITAN_CHECK(yes.size() + no.size() == credit.words.size());
  PALITAN_CHECK((credit.state == CreditState::refused) == !no.empty());
  PALITAN_CHECK((credit.state == CreditState::agreed) == (yes.size() == credit.touched.size()));
  if (before == nullptr) return;
  PALITAN_CHECK(before->state == CreditState::recorded && credit.words.size() == before->words.size() + 1);
  PALITAN_CHECK(credit.touched == before->touched && credit.commodity == before->commodity);
}

}  // namespace palitan::kernel
