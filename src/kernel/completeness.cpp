#include "kernel/completeness.h"

#include <algorithm>

#include <fmt/format.h>

namespace palitan::kernel {
namespace {
using statement::Means;
using terms::Element;

template <class Test>
bool every_line(const OrderFact& order, Test test) {
  return !order.lines.empty() && std::all_of(order.lines.begin(), order.lines.end(), test);
}

/// Something was issued, and all that was issued is in a receipt of goods.
bool is_acknowledged(const OrderFact& order) {
  bool any = false;
  for (const auto& issue : order.issues) {
    if (issue.corrected) continue;
    any = true;
    if (std::none_of(order.receipts.begin(), order.receipts.end(),
                     [&](const auto& r) { return !r.corrected && follows(order, issue.id, r.issue); }))
      return false;
  }
  return any;
}

bool is_placed(const OrderFact& order) {
  return !order.place.empty() && every_line(order, [](const LineFact& l) {
    return l.line.means == Means::reimbursement || l.line.schedule;
  });
}
}  // namespace

bool has_element(const OrderFact& order, Element element) {
  const auto& papers = order.papers;
  const bool issued =
      std::any_of(order.issues.begin(), order.issues.end(), [](const auto& i) { return !i.corrected; });
  switch (element) {
    case Element::agreement:
    case Element::order_date:
    case Element::ordering_official:
    case Element::settlement_means:
      return true;  // no request without them
    case Element::bill_to:
      return !papers.bill_to.empty();
    case Element::stock_numbers:
      return every_line(order, [](const LineFact& l) { return !l.line.item.empty(); });
    case Element::quantity_requested:
      return every_line(order, [](const LineFact& l) { return !l.line.description.empty(); });
    case Element::quantity_furnished:
    case Element::issuing_official:
      return issued;
    case Element::unit:
      return every_line(order, [](const LineFact& l) { return !l.line.unit.empty(); });
    case Element::unit_price:
      return every_line(order, [](const LineFact& l) { return l.line.price.has_value(); });
    case Element::line_amount:
      return issued && every_line(order, [](const LineFact& l) { return l.line.price.has_value(); });
    case Element::currency:
      return !order.currency.empty();
    case Element::order_total:
      return order.offer.has_value();
    case Element::payee:
      return !papers.payee.empty();
    case Element::remit_to:
      return !papers.remit_to.empty();
    case Element::receipt_acknowledged:
      return is_acknowledged(order);
    case Element::order_number:
      return !order.reference.empty();
    case Element::receiving_organisation:
      return !papers.receiving_unit.empty();
    case Element::issuing_organisation:
      return !papers.issuing_unit.empty();
    case Element::funds:
      return !papers.funds.empty();
    case Element::place_and_schedule:
      return is_placed(order);
    case Element::accepting_official:
      return papers.accepter.has_value();
    case Element::special_needs:
      return !papers.needs.empty();
    case Element::liability_limit:
      return !papers.liability.empty();
  }
  return false;
}

std::vector<Element> missing_elements(const OrderFact& order, const std::vector<Element>& wanted) {
  std::vector<Element> out;
  for (const auto element : wanted)
    if (!has_element(order, element)) out.push_back(element);
  return out;
}

base::Result<void> check_gate(const OrderFact& order, const terms::Instrument& rules,
                              const std::vector<Element>& wanted) {
  std::string names;
  for (const auto element : missing_elements(order, wanted))
    names += fmt::format("{}{} ({})", names.empty() ? "" : ", ", name(element), static_cast<int>(element));
  if (names.empty()) return {};
  return base::refuse(base::Code::refused_incomplete, names, rules.gates ? rules.gates->clause : "order");
}

std::vector<MeterRow> evidence_meter(const OrderFact& order, const terms::Instrument& rules) {
  std::vector<MeterRow> out;
  const auto in = [](const std::vector<Element>& list, Element e) {
    return std::find(list.begin(), list.end(), e) != list.end();
  };
  for (const auto& row : rows_of(Element{})) {
    const auto element = static_cast<Element>(row.number);
    const bool needed =
        in(terms::order_elements(rules), element) || in(terms::receipt_elements(rules), element);
    out.push_back({element, has_element(order, element), needed});
  }
  return out;
}

}  // namespace palitan::kernel
