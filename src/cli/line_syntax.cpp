#include "cli/line_syntax.h"

#include "cli/line_parts.h"

namespace palitan::cli {
namespace {
/// Of the line in the order, where the order is known; else empty.
std::string_view unit_of(const kernel::OrderFact* order, std::uint32_t number) {
  const auto* at = order != nullptr ? order->line(number) : nullptr;
  return at != nullptr ? std::string_view(at->line.unit) : std::string_view();
}
}  // namespace

Done<statement::Role> parse_role(std::string_view text) {
  return parse_name<statement::Role>(text, "a role");
}
Done<statement::Reason> parse_reason(std::string_view text) {
  return parse_name<statement::Reason>(text, "a reason");
}

Done<base::Date> parse_day(std::string_view text) {
  const auto day = base::parse_date(text);
  if (!day) return trouble(kUsage, fmt::format("'{}' is not a date. Write it as 2026-11-23.", text));
  return *day;
}

Done<statement::Money> parse_money(std::string_view text) {
  const auto blank = std::min(text.find(' '), text.size());
  const auto currency = text.substr(0, blank);
  const auto info = base::currency(currency);
  const auto minor = info && blank < text.size()
                         ? base::parse_decimal(text.substr(blank + 1), info->minor_digits)
                         : std::nullopt;
  if (!minor || *minor < 0)
    return trouble(
        kUsage, fmt::format("'{}' is not an amount. Write currency and amount, as in 'JPY 2000000'.", text));
  return statement::Money{*minor, std::string(currency)};
}

Done<statement::OrderLine> parse_order_line(std::string_view text, std::string_view currency) {
  LineWords words(text);
  statement::OrderLine line;
  const auto number = words.number();
  if (!number) return tl::unexpected(number.error());
  line.number = *number;
  line.category = words.take();
  line.item = words.take();
  const auto quantity = words.quantity();
  if (!quantity) return tl::unexpected(quantity.error());
  line.quantity = *quantity;
  const auto unit = words.unit();
  if (!unit) return tl::unexpected(unit.error());
  line.unit = *unit;
  const auto means = parse_name<statement::Means>(words.take(), "a means of settlement");
  if (!means) return tl::unexpected(means.error());
  line.means = *means;
  const auto next = words.peek();
  if (next == "-") {
    words.take();
  } else if (!next.empty() && next[0] >= '0' && next[0] <= '9') {
    const auto price = parse_price(words, words.take(), currency);
    if (!price) return tl::unexpected(price.error());
    line.price = *price;
  }
  return parse_details(words, line, currency);
}

Done<statement::LineQuantity> parse_line_quantity(std::string_view text, const kernel::OrderFact* order) {
  LineWords words(text);
  const auto number = words.number();
  if (!number) return tl::unexpected(number.error());
  auto read = parse_figure(words);
  if (!read) return tl::unexpected(read.error());
  if (auto ok = parse_reading(words, unit_of(order, *number), *read); !ok) return tl::unexpected(ok.error());
  return statement::LineQuantity{*number, read->quantity, std::move(read->entered)};
}

Done<statement::ReceiveLine> parse_receive_line(std::string_view text, const kernel::OrderFact* order) {
  LineWords words(text);
  statement::ReceiveLine line;
  const auto number = words.number();
  if (!number) return tl::unexpected(number.error());
  line.number = *number;
  auto read = parse_figure(words);
  if (!read) return tl::unexpected(read.error());
  if (!words.at_end() && words.peek() != "from") {
    const auto damaged = words.quantity();
    if (!damaged) return tl::unexpected(damaged.error());
    line.damaged = *damaged;
  }
  if (!words.at_end() && words.peek() != "from") {
    const auto reason = parse_reason(words.take());
    if (!reason) return tl::unexpected(reason.error());
    line.reason = *reason;
  }
  if (auto ok = parse_reading(words, unit_of(order, *number), *read); !ok) return tl::unexpected(ok.error());
  line.received = read->quantity;
  line.entered = std::move(read->entered);
  return line;
}

Done<statement::InvoiceLine> parse_invoice_line(std::string_view text, const kernel::OrderFact& order) {
  LineWords words(text);
  statement::InvoiceLine line;
  const auto number = words.number();
  if (!number) return tl::unexpected(number.error());
  line.number = *number;
  const auto quantity = words.quantity();
  if (!quantity) return tl::unexpected(quantity.error());
  line.quantity = *quantity;
  if (words.peek() == "claimed") {
    words.take();
    line.claimed = true;
  }
  if (auto ok = finish(words); !ok) return tl::unexpected(ok.error());
  const auto* at = order.line(line.number);
  const auto amount =
      at != nullptr ? kernel::amount_to_bill(*at, line.quantity, static_cast<base::Rounding>(order.rounding))
                    : std::nullopt;
  if (!amount) return words.wrong(std::to_string(line.number), "a priced line of this order");
  line.amount = *amount;
  return line;
}

Done<statement::ReturnLine> parse_return_line(std::string_view text, const kernel::OrderFact& order) {
  LineWords words(text);
  statement::ReturnLine line;
  const auto number = words.number();
  if (!number) return tl::unexpected(number.error());
  line.number = *number;
  const auto quantity = words.quantity();
  if (!quantity) return tl::unexpected(quantity.error());
  line.quantity = *quantity;
  const auto* at = order.line(line.number);
  if (at != nullptr) line.condition = at->line.condition;
  if (!words.at_end() && words.peek() != "|") {
    line.item = words.take();
    const auto unit = words.unit();
    if (!unit) return tl::unexpected(unit.error());
    line.unit = *unit;
  } else if (at != nullptr) {
    const auto& exchange = at->line.exchange;
    line.item = exchange ? exchange->item : at->line.item;
    line.unit = exchange ? exchange->unit : at->line.unit;
  } else {
    return words.wrong(std::to_string(line.number), "a line of this order");
  }
  if (words.peek() == "|") {
    words.take();
    if (words.take() != "condition") return words.wrong("|", "followed by 'condition' and how it is");
    line.condition = words.take_rest();
  }
  if (auto ok = finish(words); !ok) return tl::unexpected(ok.error());
  return line;
}

}  // namespace palitan::cli
