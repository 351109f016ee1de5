#include "reports/account_open.h"

#include <algorithm>
#include <limits>

#include "base/money.h"
#include "reports/open_parts.h"

namespace palitan::reports {
namespace {
using kernel::OrderFact;
using statement::Clarification;
using statement::OpenCause;
using statement::Reason;

OpenCause cause_of(Reason reason, bool by_rates) {
  switch (reason) {
    case Reason::price:
      return by_rates ? OpenCause::rate : OpenCause::price;
    case Reason::not_received:
      return OpenCause::missing_receipt;
    case Reason::wrong_item:
    case Reason::not_ordered:
      return OpenCause::refused;
    case Reason::other:
      return OpenCause::disputed;
    default:
      return OpenCause::quantity;
  }
}

OpenCause cause_of(const std::vector<Clarification>& reasons, bool by_rates) {
  const auto says = [&](Clarification one) {
    return std::find(reasons.begin(), reasons.end(), one) != reasons.end();
  };
  if (says(Clarification::prices_incorrect)) return by_rates ? OpenCause::rate : OpenCause::price;
  if (says(Clarification::quantity_incorrect)) return OpenCause::quantity;
  if (says(Clarification::delivery_issues)) return OpenCause::missing_receipt;
  return OpenCause::disputed;
}

std::int64_t clamped(base::Int128 x) {
  using Limits = std::numeric_limits<std::int64_t>;
  return static_cast<std::int64_t>(std::clamp<base::Int128>(x, Limits::min(), Limits::max()));
}

/// What one order has open.
class OrderItems {
 public:
  OrderItems(OpenItems& out, const OrderFact& order, const OpenRecord& record)
      : out_(out), order_(order), record_(record) {}

  void collect() {
    for (const auto& issue : order_.issues)
      if (!issue.corrected)
        for (const auto& line : issue.lines) taken_in(issue, line);
    for (const auto& line : order_.lines)
      if (const auto claimed = line.billed - kernel::payable_quantity(line); claimed > 0)
        about(line.line.number, claimed, OpenCause::claimed);
    for (const auto& invoice : order_.invoices)
      if (!invoice.withdrawn) questioned(invoice);
    for (const auto& moved : order_.irregular)
      if (!moved.settled) out_.add(moved.line, moved.commodity, moved.quantity, OpenCause::irregular);
    for (const auto& dispute : order_.disputes)
      if (!dispute.outcome) disputed(dispute);
    waiting();
  }

 private:
  void about(std::uint32_t number, std::int64_t quantity, OpenCause cause) {
    if (const auto* line = order_.line(number))
      out_.add(number, kernel::commodity_of(line->line), quantity, cause);
  }
  /// What was issued beside what was taken in of it, by the reason that the receipt gives.
  void taken_in(const kernel::IssueFact& issue, const statement::LineQuantity& line) {
    base::Int128 left = line.quantity;
    auto cause = OpenCause::missing_receipt;
    for (const auto& receipt : order_.receipts) {
      if (receipt.corrected || !kernel::follows(order_, issue.id, receipt.issue)) continue;
      for (const auto& taken : receipt.lines) {
        if (taken.number != line.number) continue;
        left -= base::Int128{taken.received} + taken.damaged;
        cause = cause_of(taken.reason.value_or(Reason::quantity), false);
      }
    }
    about(line.number, clamped(left), cause);
  }
  void questioned(const kernel::InvoiceFact& invoice) {
    const bool by_rates = order_.rates.has_value();
    const auto add = [&](OpenCause cause) { out_.add(0, order_.currency, invoice.open(), cause); };
    if (invoice.query) {
      const auto asked = record_.queries.find(*invoice.query);
      return add(asked == record_.queries.end() ? OpenCause::disputed : cause_of(asked->second, by_rates));
    }
    if (invoice.response == statement::Response::rejected) return add(OpenCause::refused);
    if (invoice.response != statement::Response::under_query) return;
    const auto said = record_.responses.find(invoice.id);
    add(said == record_.responses.end() ? OpenCause::disputed : cause_of(said->second, by_rates));
  }
  /// Of what it is about: the lines of an issue, receipt or return.
  void disputed(const kernel::DisputeFact& dispute) {
    for (const auto& issue : order_.issues)
      if (issue.id == dispute.of)
        for (const auto& line : issue.lines) about(line.number, line.quantity, OpenCause::disputed);
    for (const auto& receipt : order_.receipts)
      if (receipt.id == dispute.of)
        for (const auto& line : receipt.lines) about(line.number, line.received, OpenCause::disputed);
    for (const auto& back : order_.returns)
      if (back.id == dispute.of)
        for (const auto& line : back.lines) handed_back(line, OpenCause::disputed);
  }
  void handed_back(const statement::ReturnLine& line, OpenCause cause) {
    out_.add(line.number, line.item + "/" + line.unit, line.quantity, cause);
  }
  /// Said by one side, not answered by the other.
  void waiting() {
    constexpr auto kCause = OpenCause::not_yet_agreed;
    for (const auto* moved : {&order_.payments, &order_.refunds})
      for (const auto& pay : *moved)
        if (!pay.confirmed && !pay.withdrawn) out_.add(0, order_.currency, pay.amount, kCause);
    for (const auto& back : order_.returns)
      if (back.waits())
        for (const auto& line : back.lines) handed_back(line, kCause);
    if (order_.amendment)
      for (const auto& line : order_.amendment->lines)
        out_.add(line.number, kernel::commodity_of(line), line.quantity, kCause);
    for (const auto& asked : order_.transfers)
      if (!asked.answer) about(asked.asked.line, asked.asked.quantity, kCause);
    for (const auto& lock : order_.locks)
      if (lock.state == kernel::LockState::proposed)
        out_.add(lock.terms.line, lock.commodity, lock.terms.amount, kCause);
  }

  OpenItems& out_;
  const OrderFact& order_;
  const OpenRecord& record_;
};

/// Money said to be sent, and things said to be handed over, count under the line of their lot.
void collect(OpenItems& out, const kernel::GrantFact& grant) {
  constexpr auto kCause = OpenCause::not_yet_agreed;
  const auto& currency = grant.note.obligation.currency;
  const auto things = [&](std::uint32_t lot, std::size_t count, OpenCause cause) {
    out.add(lot, "things/EA", static_cast<std::int64_t>(std::max<std::size_t>(count, 1)) * base::kMicro,
            cause);
  };
  for (const auto& lot : grant.lots)
    for (const auto& one : lot.milestones)
      if (one.reached && !one.confirmed_on) out.add(lot.number, currency, one.milestone.amount, kCause);
  for (const auto& pay : grant.payments)
    if (!pay.confirmed_on) out.add(pay.lot, currency, pay.amount, kCause);
  for (const auto& over : grant.handovers)
    if (!over.confirmed_on)
      things(over.lot,
             static_cast<std::size_t>(
                 std::count_if(grant.things.begin(), grant.things.end(),
                               [&](const auto& thing) { return thing.handover == over.id; })),
             kCause);
  for (const auto& asked : grant.consents)
    if (!asked.answered_on) things(0, asked.serials.size(), kCause);
  for (const auto& matter : grant.matters)
    if (!matter.answered_on)
      things(0, matter.serials.size(), matter.loss ? OpenCause::disputed : OpenCause::irregular);
}

/// A service or an assignment that touches both and waits for somebody's word.
void collect(OpenItems& out, const kernel::CreditFact& credit) {
  if (credit.state != kernel::CreditState::recorded) return;
  out.add(0, credit.commodity, credit.service ? credit.service->credit : credit.assignment->credit,
          OpenCause::not_yet_agreed);
}
}  // namespace

std::vector<statement::OpenItem> open_items(const OpenRecord& record, std::string_view first,
                                            std::string_view second) {
  const auto between = [&](std::string_view one, std::string_view other) {
    return (one == first && other == second) || (one == second && other == first);
  };
  const auto touches = [](const kernel::CreditFact& credit, std::string_view party) {
    return std::find(credit.touched.begin(), credit.touched.end(), party) != credit.touched.end();
  };
  OpenItems found;
  for (const auto& [id, file] : record.cases) {
    found.in(id);
    if (file->order && between(file->order->supplier, file->order->recipient))
      OrderItems(found, *file->order, record).collect();
    else if (file->grant && between(file->grant->note.donor, file->grant->note.recipient))
      collect(found, *file->grant);
    else if (file->credit && touches(*file->credit, first) && touches(*file->credit, second))
      collect(found, *file->credit);
  }
  return found.take();
}

}  // namespace palitan::reports
