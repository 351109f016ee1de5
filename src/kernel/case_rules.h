// The doors of the cases beside the order: one rule for all acts of a kind of case, and what it must read
// first. Inside the kernel only.
#pragma once
#include "kernel/act.h"

namespace palitan::kernel {

base::Result<Change> judge_change_activity(const Act& act);
base::Result<Change> judge_record_event(const Act& act);
/// Acts 60 to 79.
base::Result<Change> judge_visit_act(const Act& act);
/// Acts 80 to 99.
base::Result<Change> judge_grant_act(const Act& act);
base::Result<Change> judge_disclose(const Act& act);
base::Result<Change> judge_erase(const Act& act);
/// Acts 110 to 119.
base::Result<Change> judge_account_act(const Act& act);
/// Acts 120 to 129.
base::Result<Change> judge_credit_act(const Act& act);
/// Acts 132 to 136: the round itself. Locks belong to their order.
base::Result<Change> judge_round_act(const Act& act);

/// Facts that a rule reads beside what the act names as causes; called again after each round of reading, so
/// that what was read may name more. Absent facts are skipped.
using Wants = std::vector<FactKey>;
void visit_wants(const statement::Statement& act, const Facts& facts, Wants& wants);
void grant_wants(const statement::Statement& act, const Facts& facts, Wants& wants);
void across_wants(const statement::Statement& act, const Facts& facts, Wants& wants);
void account_wants(const statement::Statement& act, const Facts& facts, Wants& wants);
void credit_wants(const statement::Statement& act, const Facts& facts, Wants& wants);
void round_wants(const statement::Statement& act, const Facts& facts, Wants& wants);

/// The fact under a key where it was read and is there; null else. For what is wanted next.
template <class T>
const T* peek(const Facts& facts, const FactKey& key) {
  const auto* fact = facts.look(key);
  return fact != nullptr ? fact_as<T>(fact) : nullptr;
}

}  // namespace palitan::kernel
