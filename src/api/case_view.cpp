#include "api/case_view.h"

#include <algorithm>

#include "api/case_next.h"
#include "kernel/case_table.h"
#include "kernel/case_words.h"
#include "kernel/grant_table.h"
#include "kernel/visit_table.h"
#include "reports/cost_cover.h"

namespace palitan::api {
namespace {

using kernel::OrderFact;
using statement::Kind;

bool waits(const std::vector<kernel::PayFact>& payments) {
  return std::any_of(payments.begin(), payments.end(),
                     [](const auto& payment) { return !payment.confirmed && !payment.withdrawn; });
}

/// The supplier its invoices and refunds, the recipient's payer its queries and payments, its issuer returns.
bool may_withdraw(const OrderFact& order, const kernel::OrderRule& rule) {
  if (rule.role == statement::Role::issuer)
    return std::any_of(order.returns.begin(), order.returns.end(),
                       [](const auto& handed) { return handed.waits(); });
  const bool supplies = rule.side == kernel::Side::supplier;
  return waits(supplies ? order.refunds : order.payments) ||
         std::any_of(order.invoices.begin(), order.invoices.end(), [&](const auto& invoice) {
           return supplies ? !invoice.withdrawn && invoice.credited == 0 && invoice.free() == invoice.total
                           : invoice.query.has_value();
         });
}

/// Is there anything for this act to act on? The judge has the last word; this keeps a list of choices short.
bool has_object(const OrderFact& order, const kernel::OrderRule& rule) {
  const auto open_invoice = [](const kernel::InvoiceFact& invoice) {
    return !invoice.withdrawn && invoice.confirmed < invoice.total;
  };
  const auto owes_in_kind = [&](const kernel::LineFact& line) {
    const auto debt = kernel::debt_in_kind(line, static_cast<base::Rounding>(order.rounding));
    return debt && debt->open > 0;
  };
  switch (rule.kind) {
    case Kind::receive:
      return !order.issues.empty();
    case Kind::dispute:
      return !order.issues.empty() || !order.returns.empty();
    case Kind::resolve:
      return std::any_of(order.disputes.begin(), order.disputes.end(),
                         [](const auto& dispute) { return !dispute.outcome; });
    case Kind::regularise:
      return std::any_of(order.irregular.begin(), order.irregular.end(),
                         [](const auto& moved) { return !moved.settled; });
    case Kind::confirm_finding:
      return std::any_of(order.findings.begin(), order.findings.end(),
                         [](const auto& finding) { return !finding.confirmed; });
    case Kind::return_in_kind:
    case Kind::convert:
      return std::any_of(order.lines.begin(), order.lines.end(), owes_in_kind);
    case Kind::write_off:
      return std::any_of(order.lines.begin(), order.lines.end(), owes_in_kind) ||
             std::any_of(order.invoices.begin(), order.invoices.end(),
                         [](const auto& invoice) { return invoice.open() > 0; });
    case Kind::offset:
    case Kind::respond:
    case Kind::query:
    case Kind::pay:
      return std::any_of(order.invoices.begin(), order.invoices.end(), open_invoice);
    case Kind::withdraw:
      return may_withdraw(order, rule);
    case Kind::confirm:
      return waits(rule.side == kernel::Side::supplier ? order.payments : order.refunds);
    case Kind::credit_note:
      return std::any_of(order.invoices.begin(), order.invoices.end(), [](const auto& invoice) {
        return !invoice.withdrawn && invoice.credited < invoice.total;
      });
    case Kind::refund:
      return std::any_of(order.invoices.begin(), order.invoices.end(),
                         [](const auto& invoice) { return invoice.refundable() > 0; });
    case Kind::confirm_paper:
      return std::any_of(order.from_paper.begin(), order.from_paper.end(), [&](const auto& entered) {
        return !entered.confirmed &&
               (entered.party == order.recipient) == (rule.side == kernel::Side::supplier);
      });
    case Kind::accept_return:
      return std::any_of(order.returns.begin(), order.returns.end(),
                         [](const auto& handed) { return handed.waits(); });
    case Kind::agree_lock:
    case Kind::post_clearing:
    case Kind::release_lock:
      // What was only proposed can be taken back too.
      return std::any_of(order.locks.begin(), order.locks.end(), [&](const auto& lock) {
        return (rule.kind != Kind::post_clearing && lock.state == kernel::LockState::proposed) ||
               (rule.kind != Kind::agree_lock && lock.state == kernel::LockState::held);
      });
    case Kind::answer_transfer:
      return std::any_of(order.transfers.begin(), order.transfers.end(),
                         [](const auto& asked) { return !asked.answer; });
    case Kind::pass_on:
      return std::any_of(order.lines.begin(), order.lines.end(),
                         [](const auto& line) { return line.received > 0; });
    case Kind::close:
      return kernel::is_settled(order);
    default:
      return rule.side != kernel::Side::answering || order.amendment.has_value();
  }
}

Json next_of(const OrderFact& order) {
  Json out = Json::array();
  for (const auto& rule : kernel::order_rules()) {
    if (rule.state != order.state || !has_object(order, rule)) continue;
    std::string party = rule.side == kernel::Side::supplier ? order.supplier : order.recipient;
    if (rule.side == kernel::Side::answering)
      party = order.amendment->by == order.supplier ? order.recipient : order.supplier;
    out.push_back(step_json(rule.kind, party, rule.role));
  }
  return out;
}

Json next_of(const kernel::VisitFact& visit) {
  Json out = Json::array();
  for (const auto& rule : kernel::visit_rules()) {
    const bool answers = rule.kind == Kind::consent_visit || rule.kind == Kind::refuse_visit;
    if (rule.state != visit.state || (answers && !visit.proposed)) continue;
    const auto& party = rule.side == kernel::VisitSide::host ? visit.host : visit.visitor;
    out.push_back(step_json(rule.kind, party, rule.role));
  }
  return out;
}

Json next_of(const kernel::GrantFact& grant) {
  Json out = Json::array();
  for (const auto& rule : kernel::grant_rules()) {
    if (rule.state != grant.state) continue;
    const auto& party = rule.side == kernel::GrantSide::donor ? grant.note.donor : grant.note.recipient;
    out.push_back(step_json(rule.kind, party, rule.role));
  }
  return out;
}

Json open_of(const kernel::LineFact& line, base::Rounding rounding) {
  const auto delivered = line.received + line.damaged;
  Json out = {{"to_issue", json_of(line.line.quantity - line.issued)},
              {"to_receive", json_of(line.issued - delivered)}};
  if (line.line.means == statement::Means::reimbursement || line.converted != 0)
    out["to_bill"] = json_of(kernel::payable_quantity(line) - line.billed);
  if (const auto debt = kernel::debt_in_kind(line, rounding)) {
    out["commodity"] = debt->commodity;
    out["to_settle"] = json_of(debt->open);
  }
  return out;
}

Json order_json(const OrderFact& order) {
  Json out = json_of(order);
  Json lines = Json::array();
  for (const auto& line : order.lines) {
    Json json = json_of(line.line);
    json["ordered"] = json["quantity"];
    json.erase("quantity");
    Json figures = json_of(line);
    figures.erase("line");
    json.update(figures);
    json["open"] = open_of(line, static_cast<base::Rounding>(order.rounding));
    lines.push_back(std::move(json));
  }
  out["lines"] = std::move(lines);
  out["settled"] = kernel::is_settled(order);
  Json positions = Json::array();
  if (const auto position = kernel::position_of(order))
    for (const auto& [key, amount] : position->amounts())
      positions.push_back({{"account", ledger::to_text(key.first)},
                           {"commodity", key.second},
                           {"amount", json_of(amount)},
                           {"text", ledger::amount_text(key.second, amount)}});
  out["positions"] = std::move(positions);
  return out;
}

bool is_among(const std::vector<statement::PartyCode>& parties, std::string_view code) {
  return std::find(parties.begin(), parties.end(), code) != parties.end();
}

/// In which state the act left its case in the other book, by its name.
std::string_view state_there(Kind kind, std::uint16_t number) {
  const auto round = static_cast<kernel::RoundState>(number);
  const auto order = static_cast<kernel::OrderState>(number);
  const auto type = kernel::case_kind_of(kind);
  if (type == "round" && kernel::is_valid(round)) return kernel::name(round);
  if (type == "order" && kernel::is_valid(order)) return kernel::name(order);
  return {};
}

/// What a disclosed act said, and what came of it there: its bytes alone tell a person nothing.
Json proven_json(const kernel::EvidenceFact& fact) {
  const auto kind = static_cast<Kind>(fact.kind);
  Json out = {{"kind", std::string(statement::name(kind))}};
  if (fact.verdict) {
    const auto code = base::code_from_number(*fact.verdict).value_or(base::Code::refused_unreadable);
    out["verdict"] = std::string(base::name(code));
    if (const auto state = state_there(kind, fact.state); !state.empty()) out["state"] = std::string(state);
  }
  out["body"] = statement::with_body(kind, [&](auto fresh) {
    const auto body = codec::decode<decltype(fresh)>(fact.body);
    return body ? json_of(*body) : Json::object();
  });
  return out;
}

}  // namespace

std::string_view case_type(const kernel::CaseFact& file) { return kernel::kind_of(file); }

std::string case_state(const kernel::CaseFact& file) { return std::string(kernel::state_of(file)); }

Json case_summary(const base::Id& id, const kernel::CaseFact& file) {
  Json out = {
      {"id", base::to_hex(id.view())}, {"type", std::string(case_type(file))}, {"state", case_state(file)}};
  if (file.order) {
    out["supplier"] = file.order->supplier;
    out["recipient"] = file.order->recipient;
    out["currency"] = file.order->currency;
    out["total"] = json_of(file.order->total);
    out["reference"] = file.order->reference;
    if (file.order->disowned) out["disowned"] = true;
  } else if (file.activity) {
    out["name"] = file.activity->activity.name;
    out["parties"] = file.activity->activity.parties;
  } else if (file.visit) {
    out["host"] = file.visit->host;
    out["visitor"] = file.visit->visitor;
    out["reference"] = file.visit->reference;
  } else if (file.grant) {
    out["donor"] = file.grant->note.donor;
    out["recipient"] = file.grant->note.recipient;
    out["title"] = file.grant->note.title;
    out["reference"] = file.grant->note.note;
    out["obligation"] = json_of(file.grant->note.obligation);
  } else if (file.evidence) {
    out["kind"] = std::string(statement::name(static_cast<Kind>(file.evidence->kind)));
    out["partnership"] = base::to_hex(file.evidence->partnership.view());
    out["act"] = base::to_hex(file.evidence->act.view());
    out["party"] = file.evidence->party;
    out["disclosed_by"] = file.evidence->disclosed_by;
  } else if (file.account) {
    out["first"] = file.account->cut.first;
    out["second"] = file.account->cut.second;
    out["from"] = base::to_text(file.account->cut.from);
    out["until"] = base::to_text(file.account->cut.until);
  } else if (file.credit) {
    out["commodity"] = file.credit->commodity;
    out["touched"] = file.credit->touched;
  } else if (file.round) {
    out["name"] = file.round->round.round;
    out["commodity"] = file.round->round.commodity;
    out["parties"] = file.round->round.parties;
  } else if (file.instrument) {
    out["name"] = file.instrument->rules.name;
    out["title"] = file.instrument->rules.title;
    if (file.instrument->in_force) out["in_force"] = base::to_text(*file.instrument->in_force);
  }
  return out;
}

Json case_json(const base::Id& id, const kernel::CaseFact& file, const kernel::PartnershipFact& partnership) {
  Json out = {
      {"id", base::to_hex(id.view())}, {"type", std::string(case_type(file))}, {"state", case_state(file)}};
  Json next = Json::array();
  if (file.order) {
    out["order"] = order_json(*file.order);
    out["order"].erase("state");
    if (const auto cost = reports::cost_cover(*file.order)) {
      out["cost"] = {{"asked", json_of(cost->asked)}, {"full", json_of(cost->full)}};
      if (const auto share = cost->per_mille()) out["cost"]["per_mille"] = *share;
    }
    next = next_of(*file.order);
  } else if (file.activity) {
    out["activity"] = json_of(*file.activity);
    next = next_of(*file.activity);
  } else if (file.visit) {
    out["visit"] = json_of(*file.visit);
    out["visit"].erase("state");
    next = next_of(*file.visit);
  } else if (file.grant) {
    out["grant"] = json_of(*file.grant);
    out["grant"].erase("state");
    next = next_of(*file.grant);
  } else if (file.evidence) {
    out["evidence"] = json_of(*file.evidence);
    out["proves"] = proven_json(*file.evidence);
  } else if (file.account) {
    out["account"] = json_of(*file.account);
    out["account"].erase("state");
    next = next_of(*file.account);
  } else if (file.credit) {
    out["credit"] = json_of(*file.credit);
    out["credit"].erase("state");
    next = next_of(*file.credit);
  } else if (file.round) {
    out["round"] = json_of(*file.round);
    out["round"].erase("state");
    next = next_of(*file.round);
  } else if (file.instrument) {
    out["instrument"] = json_of(*file.instrument);
    for (const auto& party : partnership.parties) {
      const auto& said = file.instrument->ratifications;
      const bool done = std::any_of(said.begin(), said.end(), [&](const auto& ratification) {
        return ratification.party == party.code;
      });
      if (!done && is_among(file.instrument->rules.parties, party.code))
        next.push_back(step_json(Kind::ratify_instrument, party.code, statement::Role::custodian));
    }
  }
  out["next"] = std::move(next);
  return out;
}

}  // namespace palitan::api
