#include "cli/line_syntax.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "base/money.h"

namespace palitan::cli {
namespace {
constexpr std::int64_t kPerMax = 1'000'000;

/// Walks the words of one line and names the one that is wrong.
class Words {
 public:
  explicit Words(std::string_view text) : text_(text), rest_(text) { skip(); }

  bool at_end() const { return rest_.empty(); }
  std::string_view peek() const { return rest_.substr(0, std::min(rest_.find(' '), rest_.size())); }
  std::string_view take() {
    const auto word = peek();
    rest_.remove_prefix(word.size());
    skip();
    return word;
  }
  std::string_view take_rest() { return std::exchange(rest_, {}); }

  tl::unexpected<Trouble> wrong(std::string_view word, std::string_view wanted) const {
    return trouble(kUsage, fmt::format("In the line '{}': '{}' is not {}.", text_, word, wanted));
  }

  Done<std::uint32_t> number() {
    const auto word = take();
    std::uint32_t out = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), out);
    if (error != std::errc{} || end != word.data() + word.size() || out == 0)
      return wrong(word, "a line number (1, 2, ...)");
    return out;
  }
  Done<std::int64_t> quantity() {
    const auto word = take();
    const auto out = base::parse_decimal(word, 6);
    if (!out || *out < 0) return wrong(word, "a quantity (digits, at most six decimals)");
    return *out;
  }
  Done<std::string> unit() {
    const auto word = take();
    if (!base::unit(word))
      return wrong(word, "a unit of UNECE Recommendation 20 (LTR, KGM, MTQ, EA, DAY, ...)");
    return std::string(word);
  }
  /// "158987294928/1000000000" or a whole number.
  Done<std::pair<std::int64_t, std::int64_t>> ratio() {
    const auto word = take();
    const auto slash = std::min(word.find('/'), word.size());
    const auto above = base::parse_decimal(word.substr(0, slash), 0);
    const auto below = slash == word.size() ? std::optional<std::int64_t>(1)
                                            : base::parse_decimal(word.substr(slash + 1), 0);
    if (!above || !below || *above <= 0 || *below <= 0)
      return wrong(word, "a ratio of whole numbers (158987/1000)");
    return std::pair{*above, *below};
  }

 private:
  void skip() {
    const auto at = rest_.find_first_not_of(' ');
    rest_.remove_prefix(at == std::string_view::npos ? rest_.size() : at);
  }
  std::string_view text_;
  std::string_view rest_;
};

template <class E>
std::string names_of(E any) {
  std::string out;
  for (const auto& row : rows_of(any)) out += (out.empty() ? "" : ", ") + std::string(row.name);
  return out;
}

template <class E>
Done<E> parse_name(std::string_view text, E any, std::string_view what) {
  if (!from_name(text, any))
    return trouble(kUsage, fmt::format("'{}' is not {}. Use one of: {}.", text, what, names_of(any)));
  return any;
}

/// "95", "95/1", "955/10", "56.50": minor units per so many units.
Done<statement::Price> parse_price(const Words& words, std::string_view word, std::string_view currency) {
  const auto info = base::currency(currency);
  if (!info)
    return trouble(kUsage, fmt::format("'{}' is not a currency of ISO 4217 that is known here.", currency));
  const auto slash = std::min(word.find('/'), word.size());
  const auto minor = base::parse_decimal(word.substr(0, slash), info->minor_digits);
  const auto per =
      slash == word.size() ? std::optional<std::int64_t>(1) : base::parse_decimal(word.substr(slash + 1), 0);
  if (!minor || !per || *minor < 0 || *per <= 0 || *per > kPerMax)
    return words.wrong(word, fmt::format("a price in {} per unit ('95' or '955/10')", currency));
  return statement::Price{*minor, *per};
}

/// "from 2500 BLL 158987294928/1000000000" where it stands.
Done<std::optional<statement::Entered>> parse_entered(Words& words) {
  if (words.peek() != "from") return std::optional<statement::Entered>{};
  words.take();
  statement::Entered entered;
  const auto quantity = words.quantity();
  if (!quantity) return tl::unexpected(quantity.error());
  const auto unit = words.unit();
  if (!unit) return tl::unexpected(unit.error());
  const auto ratio = words.ratio();
  if (!ratio) return tl::unexpected(ratio.error());
  return std::optional(statement::Entered{*quantity, *unit, ratio->first, ratio->second});
}

/// A quantity and what it was read from. "=" stands for the converted figure.
struct Measured {
  std::int64_t quantity = 0;
  std::optional<statement::Entered> entered;
};

Done<void> settle(Measured& measured, bool computed, const Words& words) {
  if (!computed) return {};
  const auto& e = measured.entered;
  const auto out =
      e ? base::multiply_divide(e->quantity, e->numerator, e->denominator, base::Rounding::half_even)
        : std::nullopt;
  if (!out) return words.wrong("=", "a quantity here: write 'from QUANTITY UNIT RATIO' behind it");
  measured.quantity = *out;
  return {};
}

Done<void> finish(const Words& words) {
  if (words.at_end()) return {};
  return words.wrong(words.peek(), "expected at this place");
}
}  // namespace

Done<statement::Role> parse_role(std::string_view text) {
  return parse_name(text, statement::Role::registrar, "a role");
}
Done<statement::Reason> parse_reason(std::string_view text) {
  return parse_name(text, statement::Reason::other, "a reason");
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
  Words words(text);
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
  const auto means = parse_name(words.take(), statement::Means::reimbursement, "a means of settlement");
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
  line.description = words.take_rest();
  return line;
}

Done<statement::LineQuantity> parse_line_quantity(std::string_view text) {
  Words words(text);
  const auto number = words.number();
  if (!number) return tl::unexpected(number.error());
  Measured measured;
  const bool computed = words.peek() == "=";
  if (computed) {
    words.take();
  } else {
    const auto quantity = words.quantity();
    if (!quantity) return tl::unexpected(quantity.error());
    measured.quantity = *quantity;
  }
  auto entered = parse_entered(words);
  if (!entered) return tl::unexpected(entered.error());
  measured.entered = std::move(*entered);
  if (auto ok = settle(measured, computed, words); !ok) return tl::unexpected(ok.error());
  if (auto ok = finish(words); !ok) return tl::unexpected(ok.error());
  return statement::LineQuantity{*number, measured.quantity, measured.entered};
}

Done<statement::ReceiveLine> parse_receive_line(std::string_view text) {
  Words words(text);
  statement::ReceiveLine line;
  const auto number = words.number();
  if (!number) return tl::unexpected(number.error());
  line.number = *number;
  const bool computed = words.peek() == "=";
  Measured measured;
  if (computed) {
    words.take();
  } else {
    const auto received = words.quantity();
    if (!received) return tl::unexpected(received.error());
    measured.quantity = *received;
  }
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
  auto entered = parse_entered(words);
  if (!entered) return tl::unexpected(entered.error());
  measured.entered = std::move(*entered);
  if (auto ok = settle(measured, computed, words); !ok) return tl::unexpected(ok.error());
  if (auto ok = finish(words); !ok) return tl::unexpected(ok.error());
  line.received = measured.quantity;
  line.entered = std::move(measured.entered);
  return line;
}

std::optional<std::int64_t> invoice_amount(const kernel::OrderFact& order, const kernel::LineFact& line,
                                           std::int64_t quantity) {
  const auto billed = base::add(line.billed, quantity);
  const auto value = billed
                         ? kernel::value_of(line.line, *billed, static_cast<base::Rounding>(order.rounding))
                         : std::nullopt;
  return value ? base::subtract(*value, line.billed_amount) : std::nullopt;
}

Done<statement::InvoiceLine> parse_invoice_line(std::string_view text, const kernel::OrderFact& order) {
  Words words(text);
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
  const auto amount = at != nullptr ? invoice_amount(order, *at, line.quantity) : std::nullopt;
  if (!amount) return words.wrong(std::to_string(line.number), "a priced line of this order");
  line.amount = *amount;
  return line;
}

Done<statement::ReturnLine> parse_return_line(std::string_view text, const kernel::OrderFact& order) {
  Words words(text);
  statement::ReturnLine line;
  const auto number = words.number();
  if (!number) return tl::unexpected(number.error());
  line.number = *number;
  const auto quantity = words.quantity();
  if (!quantity) return tl::unexpected(quantity.error());
  line.quantity = *quantity;
  if (!words.at_end()) {
    line.item = words.take();
    const auto unit = words.unit();
    if (!unit) return tl::unexpected(unit.error());
    line.unit = *unit;
  } else if (const auto* at = order.line(line.number)) {
    line.item = at->line.item;
    line.unit = at->line.unit;
  } else {
    return words.wrong(std::to_string(line.number), "a line of this order");
  }
  if (auto ok = finish(words); !ok) return tl::unexpected(ok.error());
  return line;
}

}  // namespace palitan::cli
