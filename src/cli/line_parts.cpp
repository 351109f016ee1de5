#include "cli/line_parts.h"

#include "base/instant.h"
#include "kernel/reading.h"

namespace palitan::cli {
namespace {
constexpr std::int64_t kPerMax = 1'000'000;

Done<std::int64_t> decimal(LineWords& words, int digits, std::string_view what) {
  const auto word = words.take();
  const auto out = base::parse_decimal(word, digits);
  if (!out) return words.wrong(word, what);
  return *out;
}

/// "at 30.00 density 845.0" behind a volume.
Done<std::optional<statement::FuelReading>> parse_fuel(LineWords& words) {
  if (words.peek() != "at") return std::optional<statement::FuelReading>{};
  words.take();
  const auto temperature = decimal(words, 2, "a temperature in degrees Celsius (30.00)");
  if (!temperature) return tl::unexpected(temperature.error());
  if (words.peek() != "density") return words.wrong(words.peek(), "'density', after the temperature");
  words.take();
  const auto density = decimal(words, 3, "a density at 15 degrees in kg per cubic metre (845.0)");
  if (!density) return tl::unexpected(density.error());
  return std::optional(statement::FuelReading{static_cast<std::int32_t>(*temperature), *density});
}

/// The ratio that follows from the reading.
Done<base::Ratio> ratio_to(const LineWords& words, const statement::Entered& entered, std::string_view unit) {
  const auto ratio = kernel::reading_ratio(entered, unit);
  if (ratio && *ratio) return **ratio;
  if (base::unit_ratio(entered.unit, unit))
    return words.wrong("at", "inside the table: temperature or density is out of its range");
  return words.wrong(entered.unit, unit.empty()
                                       ? "enough here: write the exact ratio behind it (158987/1000)"
                                       : "a unit that converts to the line's; write the ratio behind it");
}

Done<void> parse_part(LineWords& words, statement::OrderLine& line, std::string_view currency) {
  statement::PriceComponent part;
  part.name = words.take();
  const auto billed = parse_price(words, words.take(), currency);
  if (!billed) return tl::unexpected(billed.error());
  part.minor = billed->minor;
  if (words.peek() == "of") {
    words.take();
    const auto full = parse_price(words, words.take(), currency);
    if (!full) return tl::unexpected(full.error());
    part.full = full->minor;
  }
  if (words.peek() == "waived") {
    words.take();
    if (words.peek() == "by") words.take();
    part.waiver = words.take_rest();
  }
  line.components.push_back(std::move(part));
  return finish(words);
}

Done<void> parse_exchange(LineWords& words, statement::OrderLine& line) {
  auto& given = line.exchange.emplace();
  given.item = words.take();
  const auto quantity = words.quantity();
  if (!quantity) return tl::unexpected(quantity.error());
  given.quantity = *quantity;
  const auto unit = words.unit();
  if (!unit) return tl::unexpected(unit.error());
  given.unit = *unit;
  given.description = words.take_rest();
  return {};
}

Done<void> parse_detail(std::string_view text, statement::OrderLine& line, std::string_view currency) {
  LineWords words(text);
  const auto what = words.take();
  if (what == "exchange") return parse_exchange(words, line);
  if (what == "part") return parse_part(words, line, currency);
  if (what == "condition") return line.condition = words.take_rest(), Done<void>{};
  if (what == "stock") return line.stock_number = words.take_rest(), Done<void>{};
  if (what == "metered") {
    if (words.peek() == "by") words.take();
    return line.metering = words.take_rest(), Done<void>{};
  }
  if (what == "due") {
    const auto word = words.take();
    const auto day = base::parse_date(word);
    if (!day) return words.wrong(word, "a date (2026-12-31)");
    line.schedule = statement::Schedule{*day, std::string(words.take_rest())};
    return {};
  }
  return words.wrong(what, "a detail: exchange, due, condition, stock, metered, part");
}
}  // namespace

/// "95", "95/1", "955/10", "56.50": minor units per so many units.
Done<statement::Price> parse_price(const LineWords& words, std::string_view word, std::string_view currency) {
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

Done<Measured> parse_figure(LineWords& words) {
  Measured out;
  if (words.peek() == "=") {
    words.take();
    out.computed = true;
    return out;
  }
  const auto quantity = words.quantity();
  if (!quantity) return tl::unexpected(quantity.error());
  out.quantity = *quantity;
  return out;
}

Done<void> parse_reading(LineWords& words, std::string_view unit, Measured& measured) {
  if (words.peek() != "from") {
    if (measured.computed) return words.wrong("=", "a quantity here: write 'from QUANTITY UNIT' behind it");
    return finish(words);
  }
  words.take();
  auto& entered = measured.entered.emplace();
  const auto quantity = words.quantity();
  if (!quantity) return tl::unexpected(quantity.error());
  const auto from = words.unit();
  if (!from) return tl::unexpected(from.error());
  entered.quantity = *quantity;
  entered.unit = *from;
  const auto fuel = parse_fuel(words);
  if (!fuel) return tl::unexpected(fuel.error());
  entered.fuel = *fuel;
  if (words.at_end() || entered.fuel) {
    const auto ratio = ratio_to(words, entered, unit);
    if (!ratio) return tl::unexpected(ratio.error());
    entered.numerator = ratio->numerator;
    entered.denominator = ratio->denominator;
  } else {
    const auto ratio = words.ratio();
    if (!ratio) return tl::unexpected(ratio.error());
    entered.numerator = ratio->first;
    entered.denominator = ratio->second;
  }
  if (auto ok = finish(words); !ok || !measured.computed) return ok;
  const auto out = base::multiply_divide(entered.quantity, entered.numerator, entered.denominator,
                                         base::Rounding::half_even);
  if (!out) return words.wrong("=", "computable: the figure is too large");
  measured.quantity = *out;
  return {};
}

Done<statement::OrderLine> parse_details(LineWords& words, statement::OrderLine line,
                                         std::string_view currency) {
  auto rest = words.take_rest();
  const auto cut = [&rest] {
    const auto bar = rest.find('|');
    auto out = rest.substr(0, bar);
    rest = bar == std::string_view::npos ? std::string_view() : rest.substr(bar + 1);
    while (out.ends_with(' ')) out.remove_suffix(1);
    return out;
  };
  line.description = cut();
  while (!rest.empty())
    if (auto ok = parse_detail(cut(), line, currency); !ok) return tl::unexpected(ok.error());
  return line;
}

}  // namespace palitan::cli
