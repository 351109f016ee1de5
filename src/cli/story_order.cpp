// From request to closing, in the story's words.
#include <algorithm>

#include "cli/story_lines.h"

namespace palitan::cli {
namespace {
using statement::Kind;
using statement::Means;
using statement::PartyCode;

std::optional<Means> means(Words& words) {
  if (words.take("reimbursed")) return Means::reimbursement;
  if (words.take("replaced in kind")) return Means::replacement_in_kind;
  if (words.take("exchanged for equal value")) return Means::equal_value_exchange;
  if (words.take("returned")) return Means::return_of_the_same;
  return std::nullopt;
}
}  // namespace

/// "line 1 fuel F-76 100000 LTR replaced in kind at 120 per 1000"
statement::OrderLine Player::whole_line(Words& words, std::uint32_t number, std::string_view currency) {
  statement::OrderLine line;
  line.number = number;
  line.category = words.next("a category");
  line.item = words.next("an item");
  line.quantity = words.decimal("a quantity", kQuantityDigits);
  line.unit = words.next("a unit");
  line.description = line.item;
  if (words.take("to be")) line.means = Means::reimbursement;
  line.means = means(words).value_or(line.means);
  if (words.take("at")) {
    line.price.emplace();
    line.price->minor = money(words, currency);
    line.price->per = words.take("per") ? words.number("a number of units") : 1;
  }
  return line;
}

/// The details of an offer or amendment: whole lines, or "line 1 at 120 per 1000", "line 1 90000", "line 1
/// left out".
bool Player::changed_lines(const Sentence& sentence, std::string_view currency,
                           std::vector<statement::OrderLine>& lines) {
  for (const auto& detail : sentence.details) {
    Words words(detail);
    const auto number = line_number(words);
    const auto at =
        std::find_if(lines.begin(), lines.end(), [&](const auto& line) { return line.number == number; });
    const auto next = words.peek();
    if (words.take("left out")) {
      if (at != lines.end()) lines.erase(at);
    } else if (at != lines.end() && (next == "at" || base::parse_decimal(next, kQuantityDigits))) {
      if (next != "at") at->quantity = words.decimal("a quantity", kQuantityDigits);
      at->means = means(words).value_or(at->means);
      if (words.take("at")) {
        at->price.emplace();
        at->price->minor = money(words, currency);
        at->price->per = words.take("per") ? words.number("a number of units") : 1;
      }
    } else {
      auto line = whole_line(words, number, currency);
      if (at != lines.end())
        *at = std::move(line);
      else
        lines.push_back(std::move(line));
    }
    words.end();
    if (broken(words)) return false;
  }
  return true;
}

/// Zero where it cannot be computed: the kernel then says why.
std::int64_t Player::total_of(const std::vector<statement::OrderLine>& lines,
                              const kernel::OrderFact& order) const {
  std::int64_t total = 0;
  for (const auto& line : lines) {
    if (line.means != Means::reimbursement) continue;
    const auto value = kernel::value_of(line, line.quantity, static_cast<base::Rounding>(order.rounding));
    const auto sum = value ? base::add(total, *value) : std::nullopt;
    if (!sum) return 0;
    total = *sum;
  }
  return total;
}

void Player::ask(const PartyCode& party, Words& words, const Sentence& sentence, const ActOptions& opts) {
  statement::Request body;
  body.supplier = words.next("the supplier");
  body.recipient = party;
  if (words.take("on behalf of")) body.recipient = words.next("a party");
  words.need("under");
  if (const auto* law = named(words, "an instrument")) body.instrument = law->id;
  words.need("for");
  if (const auto* purpose = named(words, "an activity")) body.activity = purpose->id;
  words.need("in");
  body.currency = words.next("a currency");
  for (const auto& detail : sentence.details) {
    Words line(detail);
    const auto number = line_number(line);
    body.lines.push_back(whole_line(line, number, body.currency));
    line.end();
    if (broken(line)) return;
  }
  if (!broken(words)) perform(party, "requester", std::nullopt, body, opts, words.line());
}

void Player::offer(const PartyCode& party, Words& words, const Sentence& sentence, const ActOptions& opts) {
  const auto* target = named(words, "an order");
  if (target == nullptr) return;
  statement::Offer body;
  const auto order = order_of(party, *target).value_or(kernel::OrderFact{});
  for (const auto& line : order.lines) body.lines.push_back(line.line);
  if (!changed_lines(sentence, order.currency, body.lines)) return;
  body.total = words.take("total") ? money(words, order.currency) : total_of(body.lines, order);
  if (!broken(words)) order_act(party, *target, body, opts, words.line());
}

void Player::amend(const PartyCode& party, Words& words, const Sentence& sentence, const ActOptions& opts) {
  const auto* target = named(words, "an order");
  if (target == nullptr) return;
  statement::Amend body;
  const auto order = order_of(party, *target).value_or(kernel::OrderFact{});
  for (const auto& line : order.lines) body.lines.push_back(line.line);
  if (!changed_lines(sentence, order.currency, body.lines)) return;
  body.total = words.take("total") ? money(words, order.currency) : total_of(body.lines, order);
  body.reason = "amended";
  if (!broken(words)) order_act(party, *target, body, opts, words.line());
}

/// An order's name stands for its last offer or its open amendment.
void Player::accept(const PartyCode& party, Words& words, const Sentence& sentence, const ActOptions& opts) {
  const auto* target = named(words, "an order, offer, amendment or return");
  if (target == nullptr) return;
  if (target->kind == Kind::return_in_kind) return accept_return(party, *target, words, sentence, opts);
  statement::Accept body{target->id, 0};
  const auto order = order_of(party, *target).value_or(kernel::OrderFact{});
  const auto& proposal = order.amendment ? order.amendment : order.offer;
  if (target->kind == Kind::request && proposal) body.of = proposal->id;
  if (proposal) body.total = proposal->total;
  if (words.take("total")) body.total = money(words, order.currency);
  if (!broken(words)) order_act(party, *target, body, opts, words.line());
}

void Player::decline(const PartyCode& party, Words& words, const Sentence&, const ActOptions& opts) {
  const auto* target = named(words, "a request, offer or amendment");
  if (target != nullptr)
    order_act(party, *target, statement::Decline{target->id, "declined"}, opts, words.line());
}

void Player::cancel(const PartyCode& party, Words& words, const Sentence&, const ActOptions& opts) {
  const auto* target = named(words, "an order");
  if (target != nullptr) order_act(party, *target, statement::Cancel{"cancelled"}, opts, words.line());
}

void Player::close(const PartyCode& party, Words& words, const Sentence&, const ActOptions& opts) {
  const auto* target = named(words, "an order");
  if (target != nullptr) order_act(party, *target, statement::Close{}, opts, words.line());
}

}  // namespace palitan::cli
