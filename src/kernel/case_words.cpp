#include "kernel/case_words.h"

namespace palitan::kernel {

std::string_view kind_of(const CaseFact& file) {
  if (file.order) return "order";
  if (file.activity) return "activity";
  if (file.visit) return "visit";
  if (file.grant) return "grant";
  if (file.evidence) return "evidence";
  if (file.account) return "account";
  if (file.credit) return "credit";
  return file.round ? "round" : "instrument";
}

std::string_view state_of(const CaseFact& file) {
  if (file.order) return name(file.order->state);
  if (file.visit) return name(file.visit->state);
  if (file.grant) return name(file.grant->state);
  if (file.account) return name(file.account->state);
  if (file.credit) return name(file.credit->state);
  if (file.round) return name(file.round->state);
  if (file.evidence) return "disclosed";
  if (file.activity)
    return file.activity->concurred.size() == file.activity->activity.parties.size() ? "concurred" : "opened";
  return file.instrument && file.instrument->in_force ? "ratified" : "proposed";
}

bool opens_case(statement::Kind kind) {
  using statement::Kind;
  switch (kind) {
    case Kind::propose_instrument:
    case Kind::open_activity:
    case Kind::request:
    case Kind::notify_visit:
    case Kind::offer_grant:
    case Kind::disclose:
    case Kind::cut_account:
    case Kind::record_service:
    case Kind::assign_credit:
    case Kind::open_round:
      return true;
    default:
      return false;
  }
}

std::string_view case_kind_of(statement::Kind kind) {
  using statement::Kind;
  const auto number = static_cast<unsigned>(kind);
  if (number < 10 || kind == Kind::erase) return {};
  if (number < 20) return "instrument";
  if (number < 30) return "activity";
  if (number < 60) return "order";
  if (number < 80) return "visit";
  if (number < 100) return "grant";
  if (kind == Kind::disclose) return "evidence";
  if (number < 110) return "order";
  if (number < 120) return "account";
  if (number < 130) return "credit";
  return number >= 132 && number <= 136 ? "round" : "order";
}

}  // namespace palitan::kernel
