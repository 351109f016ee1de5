#include "kernel/grant_table.h"

#include <array>

namespace palitan::kernel {
namespace {
using K = statement::Kind;
using R = statement::Role;
using S = GrantState;
constexpr auto kDonor = GrantSide::donor;
constexpr auto kRecipient = GrantSide::recipient;

/// A row that stands in several states without leaving them.
struct Staying {
  K kind;
  GrantSide side;
  R role;
};
/// Sources speak of a grant's worth at any time.
constexpr std::array kTold = {
    Staying{K::record_conversion, kDonor, R::custodian},
    Staying{K::record_conversion, kRecipient, R::custodian},
};
/// Contracts, money and goods move.
constexpr std::array kWorking = {
    Staying{K::award_lot, kDonor, R::approver},
    Staying{K::reach_milestone, kDonor, R::issuer},
    Staying{K::reach_milestone, kRecipient, R::receiver},
    Staying{K::disburse, kDonor, R::payer},
    Staying{K::confirm_grant, kDonor, R::approver},
    Staying{K::confirm_grant, kRecipient, R::receiver},
    Staying{K::hand_over, kDonor, R::issuer},
    Staying{K::answer_loss, kDonor, R::approver},
    Staying{K::answer_loss, kRecipient, R::approver},
};
/// The brakes hold as long as the things do, also once the grant is closed.
constexpr std::array kWatching = {
    Staying{K::report_condition, kRecipient, R::custodian}, Staying{K::inspect, kDonor, R::custodian},
    Staying{K::ask_consent, kRecipient, R::approver},       Staying{K::answer_consent, kDonor, R::approver},
    Staying{K::carry_out, kRecipient, R::issuer},           Staying{K::report_loss, kRecipient, R::custodian},
    Staying{K::report_loss, kDonor, R::custodian},
};
constexpr std::array kMoving = {
    GrantRule{S::offered, K::accept_grant, kRecipient, R::approver, S::agreed},
    GrantRule{S::offered, K::close_grant, kDonor, R::approver, S::declined},
    GrantRule{S::offered, K::close_grant, kRecipient, R::approver, S::declined},
    GrantRule{S::agreed, K::award_lot, kDonor, R::approver, S::procuring},
    GrantRule{S::delivered, K::evaluate, kDonor, R::approver, S::evaluated},
    GrantRule{S::evaluated, K::evaluate, kDonor, R::approver, S::evaluated},
    GrantRule{S::evaluated, K::close_grant, kRecipient, R::approver, S::closed},
    GrantRule{S::closed, K::confirm_grant, kRecipient, R::receiver, S::closed},
    GrantRule{S::closed, K::answer_loss, kDonor, R::approver, S::closed},
    GrantRule{S::closed, K::answer_loss, kRecipient, R::approver, S::closed},
};
constexpr std::array kTellingStates = {S::offered,   S::agreed,    S::procuring,
                                       S::delivered, S::evaluated, S::closed};
constexpr std::array kWorkingStates = {S::procuring, S::delivered, S::evaluated};
constexpr std::array kWatchingStates = {S::delivered, S::evaluated, S::closed};

constexpr auto kAll = [] {
  std::array<GrantRule, kMoving.size() + kTellingStates.size() * kTold.size() +
                            kWorkingStates.size() * kWorking.size() +
                            kWatchingStates.size() * kWatching.size()>
      out{};
  std::size_t at = 0;
  for (const auto& rule : kMoving) out[at++] = rule;
  const auto stay = [&](const auto& states, const auto& rows) {
    for (const auto state : states)
      for (const auto& row : rows) out[at++] = {state, row.kind, row.side, row.role, state};
  };
  stay(kTellingStates, kTold);
  stay(kWorkingStates, kWorking);
  stay(kWatchingStates, kWatching);
  return out;
}();
}  // namespace

std::span<const GrantRule> grant_rules() { return kAll; }

const GrantRule* find_grant_rule(GrantState state, statement::Kind kind, GrantSide side) {
  for (const auto& rule : kAll)
    if (rule.state == state && rule.kind == kind && rule.side == side) return &rule;
  return nullptr;
}

std::optional<statement::Role> grant_role_for(statement::Kind kind, GrantSide side) {
  for (const auto& rule : kAll)
    if (rule.kind == kind && rule.side == side) return rule.role;
  return std::nullopt;
}

}  // namespace palitan::kernel
