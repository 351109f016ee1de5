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

}  // namespace palitan::kernel
