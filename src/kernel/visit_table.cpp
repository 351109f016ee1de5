#include "kernel/visit_table.h"

#include <array>

namespace palitan::kernel {
namespace {
using K = statement::Kind;
using R = statement::Role;
using S = VisitState;
constexpr auto kHost = VisitSide::host;
constexpr auto kVisitor = VisitSide::visitor;

/// What may be done in every state, also once the visit is closed: claims come late.
constexpr std::array kAlways = {
    VisitRule{S::notified, K::report_incident, kHost, R::custodian, S::notified},
    VisitRule{S::notified, K::report_incident, kVisitor, R::custodian, S::notified},
    VisitRule{S::notified, K::claim, kHost, R::biller, S::notified},
    VisitRule{S::notified, K::claim, kVisitor, R::biller, S::notified},
    VisitRule{S::notified, K::settle_claim, kHost, R::approver, S::notified},
    VisitRule{S::notified, K::settle_claim, kVisitor, R::approver, S::notified},
    VisitRule{S::notified, K::raise_item, kHost, R::custodian, S::notified},
    VisitRule{S::notified, K::raise_item, kVisitor, R::custodian, S::notified},
    VisitRule{S::notified, K::resolve_item, kHost, R::custodian, S::notified},
    VisitRule{S::notified, K::resolve_item, kVisitor, R::custodian, S::notified},
};
constexpr std::array kRules = {
    // declared, waits for the host
    VisitRule{S::notified, K::amend_visit, kVisitor, R::requester, S::notified},
    VisitRule{S::notified, K::consent_visit, kHost, R::approver, S::consented},
    VisitRule{S::notified, K::refuse_visit, kHost, R::approver, S::refused},
    VisitRule{S::notified, K::close_visit, kVisitor, R::approver, S::closed},
    // consented to, nothing has come
    VisitRule{S::consented, K::amend_visit, kVisitor, R::requester, S::consented},
    VisitRule{S::consented, K::consent_visit, kHost, R::approver, S::consented},
    VisitRule{S::consented, K::refuse_visit, kHost, R::approver, S::consented},
    VisitRule{S::consented, K::meet_condition, kHost, R::approver, S::consented},
    VisitRule{S::consented, K::enter, kVisitor, R::issuer, S::entered},
    VisitRule{S::consented, K::close_visit, kVisitor, R::approver, S::closed},
    VisitRule{S::consented, K::close_visit, kHost, R::approver, S::closed},
    // in the country
    VisitRule{S::entered, K::amend_visit, kVisitor, R::requester, S::entered},
    VisitRule{S::entered, K::consent_visit, kHost, R::approver, S::entered},
    VisitRule{S::entered, K::refuse_visit, kHost, R::approver, S::entered},
    VisitRule{S::entered, K::meet_condition, kHost, R::approver, S::entered},
    VisitRule{S::entered, K::enter, kVisitor, R::issuer, S::entered},
    VisitRule{S::entered, K::declare_change, kVisitor, R::issuer, S::entered},
    VisitRule{S::entered, K::depart, kVisitor, R::issuer, S::entered},
    // left for good
    VisitRule{S::departed, K::meet_condition, kHost, R::approver, S::departed},
    VisitRule{S::departed, K::close_visit, kVisitor, R::approver, S::closed},
    VisitRule{S::departed, K::close_visit, kHost, R::approver, S::closed},
    // the host said no; the visitor may declare anew
    VisitRule{S::refused, K::amend_visit, kVisitor, R::requester, S::notified},
    VisitRule{S::refused, K::close_visit, kVisitor, R::approver, S::closed},
};
constexpr std::array kStates = {S::notified, S::consented, S::entered, S::departed, S::closed, S::refused};
constexpr auto kAll = [] {
  std::array<VisitRule, kRules.size() + kStates.size() * kAlways.size()> out{};
  std::size_t at = 0;
  for (const auto& rule : kRules) out[at++] = rule;
  for (const auto state : kStates)
    for (auto rule : kAlways) {
      rule.state = rule.next = state;
      out[at++] = rule;
    }
  return out;
}();
}  // namespace

std::span<const VisitRule> visit_rules() { return kAll; }

const VisitRule* find_visit_rule(VisitState state, statement::Kind kind, VisitSide side) {
  for (const auto& rule : kAll)
    if (rule.state == state && rule.kind == kind && rule.side == side) return &rule;
  return nullptr;
}

std::optional<statement::Role> visit_role_for(statement::Kind kind, VisitSide side) {
  for (const auto& rule : kAll)
    if (rule.kind == kind && rule.side == side) return rule.role;
  return std::nullopt;
}

}  // namespace palitan::kernel
