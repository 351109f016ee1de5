// One line of an order, with everything that may stand on it, and what a meter showed.
#include <algorithm>
#include <array>

#include "cli/story_lines.h"
#include "kernel/reading.h"

namespace palitan::cli {
namespace {
using statement::Means;

std::optional<Means> means(Words& words) {
  if (words.take("reimbursed")) return Means::reimbursement;
  if (words.take("replaced in kind")) return Means::replacement_in_kind;
  if (words.take("exchanged for equal value")) return Means::equal_value_exchange;
  if (words.take("returned")) return Means::return_of_the_same;
  return std::nullopt;
}

constexpr std::array<std::string_view, 9> kDetails = {"at",    "per",     "parts",     "for",      "due",
                                                      "stock", "metered", "condition", "described"};
bool is_detail(const std::string& word) {
  return std::find(kDetails.begin(), kDetails.end(), word) != kDetails.end();
}

/// "parts flight_hours 9000 of 12000 waived by "MOD order 12" fuel 900": their sum is the price, unless one
/// is given.
void read_parts(Words& words, statement::OrderLine& line, int digits) {
  line.components.clear();
  std::int64_t sum = 0;
  do {
    auto& part = line.components.emplace_back();
    part.name = words.next("the name of a part");
    part.minor = words.decimal("an amount", digits);
    if (words.take("of")) part.full = words.decimal("the full cost", digits);
    if (words.take("waived by")) part.waiver = words.next("who waived it");
    sum = base::add(sum, part.minor).value_or(0);
  } while (!words.done() && !is_detail(words.peek()));
  line.price = statement::Price{sum, line.price ? line.price->per : 1};
}

void read_exchange(Words& words, statement::OrderLine& line) {
  auto& given = line.exchange.emplace();
  given.item = words.next("what is given for it");
  given.quantity = words.decimal("a quantity", kQuantityDigits);
  given.unit = words.next("a unit");
  given.description = given.item;
}
}  // namespace

void Player::line_details(Words& words, statement::OrderLine& line, std::string_view currency) {
  while (!words.done()) {
    if (words.take("at")) {
      line.price = statement::Price{money(words, currency), 1};
    } else if (words.take("per")) {
      if (!line.price) return words.fail("'per' follows a price");
      line.price->per = words.number("a number of units");
    } else if (words.take("parts")) {
      read_parts(words, line, digits_of(currency));
    } else if (words.take("for")) {
      read_exchange(words, line);
    } else if (words.take("due")) {
      line.schedule = statement::Schedule{words.date("the day agreed for handing over"), {}};
      if (words.peek() == "at" && words.quoted(1) && words.take("at"))
        line.schedule->place = words.next("a place");
    } else if (words.take("stock")) {
      line.stock_number = words.next("a stock number");
    } else if (words.take("metered by")) {
      line.metering = words.next("what it is measured by");
    } else if (words.take("condition")) {
      line.condition = words.next("the condition in which it comes back");
    } else if (words.take("described")) {
      line.description = words.next("a description");
    } else if (const auto way = means(words)) {
      line.means = *way;
    } else {
      return;
    }
  }
}

/// "line 1 fuel F-76 100000 LTR replaced in kind at 120 per 1000"
statement::OrderLine Player::whole_line(Words& words, std::uint32_t number, std::string_view currency) {
  statement::OrderLine line;
  line.number = number;
  line.category = words.next("a category");
  line.item = words.next("an item");
  line.quantity = words.decimal("a quantity", kQuantityDigits);
  line.unit = words.next("a unit");
  line.description = line.item;
  words.take("to be");
  line_details(words, line, currency);
  return line;
}

/// A detail of an offer or amendment: a whole line, or "line 1 at 120 per 1000", "line 1 90000", "line 1 left
/// out". False where it is no line.
bool Player::changed_line(Words& words, std::string_view currency, std::vector<statement::OrderLine>& lines) {
  if (words.peek() != "line") return false;
  const auto number = line_number(words);
  const auto at =
      std::find_if(lines.begin(), lines.end(), [&](const auto& line) { return line.number == number; });
  const auto next = words.peek();
  const bool figure = base::parse_decimal(next, kQuantityDigits).has_value();
  if (words.take("left out")) {
    if (at != lines.end()) lines.erase(at);
  } else if (at != lines.end() && (figure || is_detail(next))) {
    if (figure) at->quantity = words.decimal("a quantity", kQuantityDigits);
    line_details(words, *at, currency);
  } else {
    auto line = whole_line(words, number, currency);
    if (at != lines.end())
      *at = std::move(line);
    else
      lines.push_back(std::move(line));
  }
  return true;
}

bool Player::changed_lines(const Sentence& sentence, std::string_view currency,
                           std::vector<statement::OrderLine>& lines) {
  for (const auto& detail : sentence.details) {
    Words words(detail);
    if (!changed_line(words, currency, lines)) words.need("line");
    words.end();
    if (broken(words)) return false;
  }
  return true;
}

namespace {
/// "42/1"
base::Ratio read_ratio(Words& words) {
  const auto word = words.next("a ratio such as 42/1");
  const auto slash = word.find('/');
  const auto above = base::parse_decimal(std::string_view(word).substr(0, slash), 0);
  const auto below = slash == std::string::npos
                         ? std::nullopt
                         : base::parse_decimal(std::string_view(word).substr(slash + 1), 0);
  if (!above || !below) words.fail("'" + word + "' is not a ratio such as 42/1");
  return {above.value_or(1), below.value_or(1)};
}

/// The ratio that follows from the reading; 1/1 where none does: the kernel then says why.
base::Ratio ratio_of(const statement::Entered& entered, std::string_view unit) {
  const auto ratio = kernel::reading_ratio(entered, unit);
  return ratio ? ratio->value_or(base::Ratio{}) : base::Ratio{};
}
}  // namespace

/// "read 18704 BLL [at 42/1]" or "read 5000 LTR at 30.00 C density 845.0 [at 1/1]". A ratio that is not
/// written follows from the units, the temperature and the density.
std::optional<statement::Entered> Player::entered(Words& words, std::string_view unit) {
  if (!words.take("read")) return std::nullopt;
  statement::Entered out;
  out.quantity = words.decimal("a quantity", kQuantityDigits);
  out.unit = words.next("a unit");
  if (words.peek() == "at" && words.peek(2) == "C") {
    words.take("at");
    auto& fuel = out.fuel.emplace();
    fuel.temperature = static_cast<std::int32_t>(words.decimal("a temperature", 2));
    words.need("C");
    words.need("density");
    fuel.density = words.decimal("a density", 3);
  }
  const auto ratio = words.take("at") ? read_ratio(words) : ratio_of(out, unit);
  out.numerator = ratio.numerator;
  out.denominator = ratio.denominator;
  return out;
}

}  // namespace palitan::cli
