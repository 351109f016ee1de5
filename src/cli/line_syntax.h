// The compact way to write an order's lines on the command line. docs/guide/command-line.md shows it to
// people.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "cli/say.h"
#include "kernel/order_fact.h"

namespace palitan::cli {

/// "1 fuel F-76 100000 LTR replacement_in_kind 95/1 Naval distillate": number, category, item, quantity,
/// unit, means, then perhaps a price ("95/1" or "95": major units of `currency` per unit) or "-", then
/// perhaps a description, then perhaps details behind bars (cli/line_parts.h). Trouble: usage, naming the
/// word that is wrong.
Done<statement::OrderLine> parse_order_line(std::string_view text, std::string_view currency);

/// "1 250" or "1 = from 2500 BLL" (cli/line_parts.h); `order`: where the line's own unit is known from it.
Done<statement::LineQuantity> parse_line_quantity(std::string_view text,
                                                  const kernel::OrderFact* order = nullptr);

/// "1 99800", "1 99500 500 damaged_in_transit" (received, damaged, reason), each perhaps with "from ..." as
/// above.
Done<statement::ReceiveLine> parse_receive_line(std::string_view text,
                                                const kernel::OrderFact* order = nullptr);

/// "1 40000" or "1 40000 claimed"; the amount is computed from the order. Trouble: also where the order has
/// no such line or no price for it.
Done<statement::InvoiceLine> parse_invoice_line(std::string_view text, const kernel::OrderFact& order);

/// "1 100000" (the line's own item and unit) or "1 100000 F-76 LTR"; perhaps, behind a bar, the condition it
/// comes back in: "... | condition clean". Left out: the condition that the line names.
Done<statement::ReturnLine> parse_return_line(std::string_view text, const kernel::OrderFact& order);

/// "JPY 2000000" -> minor units.
Done<statement::Money> parse_money(std::string_view text);
/// A word out of a closed list of the vocabulary. Trouble: says that it is not `what`, and names the list.
template <class E>
Done<E> parse_name(std::string_view text, std::string_view what) {
  E out{};
  if (from_name(text, out)) return out;
  std::string names;
  for (const auto& row : rows_of(E{})) names += (names.empty() ? "" : ", ") + std::string(row.name);
  return trouble(kUsage, fmt::format("'{}' is not {}. Use one of: {}.", text, what, names));
}
/// "approver" ...; trouble names the roles there are.
Done<statement::Role> parse_role(std::string_view text);
/// "short_delivery" ...; trouble names the reasons there are.
Done<statement::Reason> parse_reason(std::string_view text);
Done<base::Date> parse_day(std::string_view text);

}  // namespace palitan::cli
