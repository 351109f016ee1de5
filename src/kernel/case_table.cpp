#include "kernel/case_table.h"

#include <algorithm>
#include <array>

namespace palitan::kernel {
namespace {
using K = statement::Kind;
using R = statement::Role;
using S = OrderState;

constexpr std::array kRules = {
    // asked, not yet offered
    OrderRule{S::requested, K::offer, Side::supplier, R::approver, S::offered},
    OrderRule{S::requested, K::decline, Side::supplier, R::approver, S::declined},
    OrderRule{S::requested, K::cancel, Side::recipient, R::approver, S::cancelled},
    OrderRule{S::requested, K::concur_date, Side::supplier, R::approver, S::requested},
    OrderRule{S::requested, K::concur_date, Side::recipient, R::approver, S::requested},
    // offered, not yet binding
    OrderRule{S::offered, K::offer, Side::supplier, R::approver, S::offered},
    OrderRule{S::offered, K::decline, Side::recipient, R::approver, S::declined},
    OrderRule{S::offered, K::accept, Side::recipient, R::approver, S::accepted},
    OrderRule{S::offered, K::cancel, Side::recipient, R::approver, S::cancelled},
    OrderRule{S::offered, K::name_origin, Side::supplier, R::approver, S::offered},
    OrderRule{S::offered, K::concur_date, Side::supplier, R::approver, S::offered},
    OrderRule{S::offered, K::concur_date, Side::recipient, R::approver, S::offered},
    // signed by both, nothing issued
    OrderRule{S::accepted, K::amend, Side::supplier, R::approver, S::accepted},
    OrderRule{S::accepted, K::amend, Side::recipient, R::approver, S::accepted},
    OrderRule{S::accepted, K::accept, Side::answering, R::approver, S::accepted},
    OrderRule{S::accepted, K::decline, Side::answering, R::approver, S::accepted},
    OrderRule{S::accepted, K::cancel, Side::supplier, R::approver, S::cancelled},
    OrderRule{S::accepted, K::cancel, Side::recipient, R::approver, S::cancelled},
    OrderRule{S::accepted, K::issue, Side::supplier, R::issuer, S::delivering},
    OrderRule{S::accepted, K::concur_date, Side::supplier, R::approver, S::accepted},
    OrderRule{S::accepted, K::concur_date, Side::recipient, R::approver, S::accepted},
    OrderRule{S::accepted, K::regularise, Side::supplier, R::approver, S::accepted},
    OrderRule{S::accepted, K::regularise, Side::recipient, R::approver, S::accepted},
    OrderRule{S::accepted, K::confirm_finding, Side::supplier, R::custodian, S::accepted},
    OrderRule{S::accepted, K::confirm_finding, Side::recipient, R::custodian, S::accepted},
    OrderRule{S::accepted, K::ask_transfer, Side::recipient, R::approver, S::accepted},
    OrderRule{S::accepted, K::answer_transfer, Side::supplier, R::approver, S::accepted},
    OrderRule{S::accepted, K::name_origin, Side::supplier, R::approver, S::accepted},
    // goods, money and replacements move
    OrderRule{S::delivering, K::amend, Side::supplier, R::approver, S::delivering},
    OrderRule{S::delivering, K::amend, Side::recipient, R::approver, S::delivering},
    OrderRule{S::delivering, K::accept, Side::answering, R::approver, S::delivering},
    OrderRule{S::delivering, K::decline, Side::answering, R::approver, S::delivering},
    OrderRule{S::delivering, K::issue, Side::supplier, R::issuer, S::delivering},
    OrderRule{S::delivering, K::receive, Side::recipient, R::receiver, S::delivering},
    OrderRule{S::delivering, K::invoice, Side::supplier, R::biller, S::delivering},
    OrderRule{S::delivering, K::query, Side::recipient, R::payer, S::delivering},
    OrderRule{S::delivering, K::withdraw, Side::supplier, R::biller, S::delivering},
    OrderRule{S::delivering, K::withdraw, Side::recipient, R::payer, S::delivering},
    OrderRule{S::delivering, K::withdraw, Side::recipient, R::issuer, S::delivering},  // of a return
    OrderRule{S::delivering, K::credit_note, Side::supplier, R::biller, S::delivering},
    OrderRule{S::delivering, K::refund, Side::supplier, R::biller, S::delivering},
    OrderRule{S::delivering, K::pay, Side::recipient, R::payer, S::delivering},
    OrderRule{S::delivering, K::confirm, Side::supplier, R::biller, S::delivering},
    OrderRule{S::delivering, K::confirm, Side::recipient, R::payer, S::delivering},
    OrderRule{S::delivering, K::return_in_kind, Side::recipient, R::issuer, S::delivering},
    OrderRule{S::delivering, K::accept_return, Side::supplier, R::receiver, S::delivering},
    OrderRule{S::delivering, K::concur_date, Side::supplier, R::approver, S::delivering},
    OrderRule{S::delivering, K::concur_date, Side::recipient, R::approver, S::delivering},
    OrderRule{S::delivering, K::respond, Side::recipient, R::payer, S::delivering},
    OrderRule{S::delivering, K::dispute, Side::supplier, R::biller, S::delivering},
    OrderRule{S::delivering, K::dispute, Side::recipient, R::receiver, S::delivering},
    OrderRule{S::delivering, K::resolve, Side::supplier, R::approver, S::delivering},
    OrderRule{S::delivering, K::resolve, Side::recipient, R::approver, S::delivering},
    OrderRule{S::delivering, K::convert, Side::supplier, R::biller, S::delivering},
    OrderRule{S::delivering, K::offset, Side::supplier, R::biller, S::delivering},
    OrderRule{S::delivering, K::write_off, Side::supplier, R::approver, S::delivering},
    OrderRule{S::delivering, K::regularise, Side::supplier, R::approver, S::delivering},
    OrderRule{S::delivering, K::regularise, Side::recipient, R::approver, S::delivering},
    OrderRule{S::delivering, K::confirm_finding, Side::supplier, R::custodian, S::delivering},
    OrderRule{S::delivering, K::confirm_finding, Side::recipient, R::custodian, S::delivering},
    OrderRule{S::delivering, K::ask_transfer, Side::recipient, R::approver, S::delivering},
    OrderRule{S::delivering, K::answer_transfer, Side::supplier, R::approver, S::delivering},
    OrderRule{S::delivering, K::pass_on, Side::recipient, R::issuer, S::delivering},
    OrderRule{S::delivering, K::name_origin, Side::supplier, R::approver, S::delivering},
    OrderRule{S::delivering, K::lock_debt, Side::supplier, R::biller, S::delivering},
    OrderRule{S::delivering, K::lock_debt, Side::recipient, R::payer, S::delivering},
    OrderRule{S::delivering, K::agree_lock, Side::supplier, R::biller, S::delivering},
    OrderRule{S::delivering, K::agree_lock, Side::recipient, R::payer, S::delivering},
    OrderRule{S::delivering, K::post_clearing, Side::supplier, R::biller, S::delivering},
    OrderRule{S::delivering, K::post_clearing, Side::recipient, R::payer, S::delivering},
    OrderRule{S::delivering, K::release_lock, Side::supplier, R::biller, S::delivering},
    OrderRule{S::delivering, K::release_lock, Side::recipient, R::payer, S::delivering},
    OrderRule{S::delivering, K::close, Side::supplier, R::approver, S::closed},
    OrderRule{S::delivering, K::close, Side::recipient, R::approver, S::closed},
    // what was received may be handed on later
    OrderRule{S::closed, K::ask_transfer, Side::recipient, R::approver, S::closed},
    OrderRule{S::closed, K::answer_transfer, Side::supplier, R::approver, S::closed},
    OrderRule{S::closed, K::pass_on, Side::recipient, R::issuer, S::closed},
    // the other side looks at what came from paper when it sees the form
    OrderRule{S::requested, K::confirm_paper, Side::supplier, R::approver, S::requested},
    OrderRule{S::requested, K::confirm_paper, Side::recipient, R::approver, S::requested},
    OrderRule{S::offered, K::confirm_paper, Side::supplier, R::approver, S::offered},
    OrderRule{S::offered, K::confirm_paper, Side::recipient, R::approver, S::offered},
    OrderRule{S::accepted, K::confirm_paper, Side::supplier, R::approver, S::accepted},
    OrderRule{S::accepted, K::confirm_paper, Side::recipient, R::approver, S::accepted},
    OrderRule{S::delivering, K::confirm_paper, Side::supplier, R::approver, S::delivering},
    OrderRule{S::delivering, K::confirm_paper, Side::recipient, R::approver, S::delivering},
    OrderRule{S::closed, K::confirm_paper, Side::supplier, R::approver, S::closed},
    OrderRule{S::closed, K::confirm_paper, Side::recipient, R::approver, S::closed},
    // what happened without cover, and what small units did, is dealt with at any time
    OrderRule{S::requested, K::regularise, Side::supplier, R::approver, S::requested},
    OrderRule{S::requested, K::regularise, Side::recipient, R::approver, S::requested},
    OrderRule{S::offered, K::regularise, Side::supplier, R::approver, S::offered},
    OrderRule{S::offered, K::regularise, Side::recipient, R::approver, S::offered},
    OrderRule{S::declined, K::regularise, Side::supplier, R::approver, S::declined},
    OrderRule{S::declined, K::regularise, Side::recipient, R::approver, S::declined},
    OrderRule{S::cancelled, K::regularise, Side::supplier, R::approver, S::cancelled},
    OrderRule{S::cancelled, K::regularise, Side::recipient, R::approver, S::cancelled},
    OrderRule{S::closed, K::regularise, Side::supplier, R::approver, S::closed},
    OrderRule{S::closed, K::regularise, Side::recipient, R::approver, S::closed},
    OrderRule{S::closed, K::confirm_finding, Side::supplier, R::custodian, S::closed},
    OrderRule{S::closed, K::confirm_finding, Side::recipient, R::custodian, S::closed},
};
}  // namespace

std::span<const OrderRule> order_rules() { return kRules; }

const OrderRule* find_rule(OrderState state, statement::Kind kind, Side side) {
  for (const auto& rule : kRules)
    if (rule.state == state && rule.kind == kind && (rule.side == side || rule.side == Side::answering))
      return &rule;
  return nullptr;
}

bool side_ever_may(statement::Kind kind, Side side) { return role_for(kind, side).has_value(); }

std::optional<statement::Role> role_for(statement::Kind kind, Side side) {
  for (const auto& rule : kRules)
    if (rule.kind == kind && (rule.side == side || rule.side == Side::answering)) return rule.role;
  return std::nullopt;
}

statement::Role role_to_withdraw(const OrderFact& order, const base::Id& of) {
  const bool is_return = std::any_of(order.returns.begin(), order.returns.end(),
                                     [&](const auto& given) { return given.id == of; });
  return is_return ? R::issuer : R::payer;
}

}  // namespace palitan::kernel
