#include "reports/account_open.h"

#include <map>
#include <tuple>

namespace palitan::reports {
namespace {
using statement::OpenCause;
using Key = std::tuple<base::Id, std::uint32_t, std::string, OpenCause>;

class Collector {
 public:
  Collector(const base::Id& in, const kernel::OrderFact& order, std::map<Key, std::int64_t>& out)
      : in_(in), order_(order), out_(out) {}

  void collect() {
    for (const auto& line : order_.lines) goods(line);
    for (const auto& invoice : order_.invoices)
      if (!invoice.withdrawn && invoice.query) add(0, order_.currency, invoice.open(), OpenCause::price);
    for (const auto& moved : order_.irregular)
      if (!moved.settled) add(moved.line, moved.commodity, moved.quantity, OpenCause::irregular);
    for (const auto& dispute : order_.disputes)
      if (!dispute.outcome) disputed(dispute);
  }

 private:
  void add(std::uint32_t line, const std::string& commodity, std::int64_t amount, OpenCause cause) {
    auto& at = out_[{in_, line, commodity, cause}];
    at = base::add(at, amount).value_or(at);
  }
  void goods(const kernel::LineFact& line) {
    const auto missing = line.issued - line.received - line.damaged;
    if (missing != 0)
      add(line.line.number, kernel::commodity_of(line.line), missing, OpenCause::missing_receipt);
    if (const auto claimed = line.billed - kernel::payable_quantity(line); claimed > 0)
      add(line.line.number, kernel::commodity_of(line.line), claimed, OpenCause::claimed);
  }
  /// Of what it is about: the lines of an issue or receipt.
  void disputed(const kernel::DisputeFact& dispute) {
    for (const auto& issue : order_.issues)
      if (issue.id == dispute.of)
        for (const auto& line : issue.lines) about(line.number, line.quantity);
    for (const auto& receipt : order_.receipts)
      if (receipt.id == dispute.of)
        for (const auto& line : receipt.lines) about(line.number, line.received);
    for (const auto& back : order_.returns)
      if (back.id == dispute.of)
        for (const auto& line : back.lines) about(line.number, line.quantity);
  }
  void about(std::uint32_t number, std::int64_t quantity) {
    if (const auto* line = order_.line(number))
      add(number, kernel::commodity_of(line->line), quantity, OpenCause::disputed);
  }

  const base::Id& in_;
  const kernel::OrderFact& order_;
  std::map<Key, std::int64_t>& out_;
};
}  // namespace

std::vector<statement::OpenItem> open_items(const std::vector<OrderOf>& orders, std::string_view first,
                                            std::string_view second) {
  std::map<Key, std::int64_t> found;
  for (const auto& [id, order] : orders)
    if ((order->supplier == first && order->recipient == second) ||
        (order->supplier == second && order->recipient == first))
      Collector(id, *order, found).collect();
  std::vector<statement::OpenItem> out;
  for (const auto& [key, amount] : found)
    out.push_back({std::get<0>(key), std::get<1>(key), std::get<2>(key), amount, std::get<3>(key)});
  return out;
}

}  // namespace palitan::reports
