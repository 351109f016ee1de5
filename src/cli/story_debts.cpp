// Answers to invoices, disputes, and debts that end otherwise than by a payment or a return.
#include <algorithm>

#include "cli/story_lines.h"

namespace palitan::cli {
namespace {
using statement::PartyCode;
using statement::RegularWay;

/// Every word of the list that the vocabulary knows as such, ascending.
template <class E>
std::vector<E> words_of(Words& words, std::string_view what) {
  std::vector<E> out;
  for (E one{}; !words.done() && from_name(words.peek(), one); out.push_back(one)) words.next(what);
  if (out.empty()) words.fail("'" + words.peek() + "' is not " + std::string(what) + " of the vocabulary");
  std::sort(out.begin(), out.end());
  return out;
}

template <class E>
E word_of(Words& words, std::string_view what) {
  E out{};
  const auto word = words.next(what);
  if (!from_name(word, out)) words.fail("'" + word + "' is not " + std::string(what) + " of the vocabulary");
  return out;
}

std::string note_of(Words& words) {
  return words.take("saying") ? words.next("what is said") : std::string();
}
}  // namespace

/// "line 1 100" and so on below a sentence.
std::vector<statement::LineQuantity> Player::quantities(const Sentence& sentence) {
  std::vector<statement::LineQuantity> out;
  for (const auto& detail : sentence.details) {
    Words line(detail);
    auto& quantity = out.emplace_back();
    quantity.number = line_number(line);
    quantity.quantity = line.decimal("a quantity", kQuantityDigits);
    line.end();
    if (broken(line)) break;
  }
  return out;
}

/// "responds to invoice1 rejected because prices_incorrect asking issue_new_invoice"
void Player::respond(const PartyCode& party, Words& words, const Sentence&, const ActOptions& opts) {
  words.need("to");
  const auto* target = named(words, "an invoice");
  statement::Respond body;
  body.response = word_of<statement::Response>(words, "a response");
  if (words.take("because")) body.reasons = words_of<statement::Clarification>(words, "a reason");
  if (words.take("asking")) body.actions = words_of<statement::RequestedAction>(words, "an action");
  body.note = note_of(words);
  if (broken(words) || target == nullptr) return;
  body.invoice = target->id;
  order_act(party, *target, body, opts, words.line());
}

/// "disputes issue1 because short_delivery [saying "..."]"
void Player::dispute(const PartyCode& party, Words& words, const Sentence&, const ActOptions& opts) {
  const auto* target = named(words, "an issue, receipt or return");
  statement::Dispute body;
  words.need("because");
  body.reason = reason(words);
  body.note = note_of(words);
  if (broken(words) || target == nullptr) return;
  body.of = target->id;
  order_act(party, *target, body, opts, words.line());
}

/// "resolves dispute1 upheld [saying "..."]"
void Player::resolve(const PartyCode& party, Words& words, const Sentence&, const ActOptions& opts) {
  const auto* target = named(words, "a dispute");
  statement::Resolve body;
  body.outcome = word_of<statement::Outcome>(words, "an outcome");
  body.note = note_of(words);
  if (broken(words) || target == nullptr) return;
  body.dispute = target->id;
  order_act(party, *target, body, opts, words.line());
}

void Player::convert(const PartyCode& party, Words& words, const Sentence& sentence, const ActOptions& opts) {
  const auto* target = named(words, "an order");
  statement::Convert body{quantities(sentence)};
  if (!broken(words) && target != nullptr) order_act(party, *target, body, opts, words.line());
}

/// "offsets invoice1 against invoice2 5000 JPY concurred by "State, letter 7""
void Player::offset(const PartyCode& party, Words& words, const Sentence&, const ActOptions& opts) {
  const auto* target = named(words, "the party's own invoice");
  words.need("against");
  const auto* other = named(words, "the invoice that the party owes");
  statement::Offset body;
  body.amount = amount(words);
  if (words.take("concurred by")) body.concurrence = words.next("who concurred, and where it is written");
  if (broken(words) || target == nullptr || other == nullptr) return;
  body.invoice = target->id;
  body.against = other->id;
  order_act(party, *target, body, opts, words.line());
}

/// "writes off invoice1 5000 JPY by authority "..." because "..."", or "writes off order1 ..." and lines.
void Player::write_off(const PartyCode& party, Words& words, const Sentence& sentence,
                       const ActOptions& opts) {
  words.need("off");
  const auto* target = named(words, "an invoice or an order");
  if (target == nullptr) return;
  statement::WriteOff body;
  if (target->kind == Kind::invoice) {
    body.invoice = target->id;
    body.amount = amount(words).minor;
  }
  body.lines = quantities(sentence);
  if (words.take("by authority")) body.authority = words.next("the authority");
  if (words.take("because")) body.reason = words.next("the reason");
  if (!broken(words)) order_act(party, *target, body, opts, words.line());
}

/// "credits invoice1 because "short by 10"", and the lines below: "line 1 10 [for AMOUNT]".
void Player::credit(const PartyCode& party, Words& words, const Sentence& sentence, const ActOptions& opts) {
  const auto* target = named(words, "an invoice");
  if (target == nullptr) return;
  statement::CreditNote body;
  body.invoice = target->id;
  body.number = opts.as;
  if (words.take("because")) body.reason = words.next("the reason");
  const auto order = order_of(party, *target).value_or(kernel::OrderFact{});
  for (const auto& detail : sentence.details) {
    Words line(detail);
    auto& part = body.lines.emplace_back();
    part.number = line_number(line);
    part.quantity = line.decimal("a quantity", kQuantityDigits);
    if (const auto* at = order.line(part.number))
      part.amount = kernel::amount_to_credit(*at, part.quantity, static_cast<base::Rounding>(order.rounding))
                        .value_or(0);
    if (line.take("for")) part.amount = money(line, order.currency);
    line.end();
    if (broken(line)) return;
    body.total = base::add(body.total, part.amount).value_or(0);
  }
  if (words.take("total")) body.total = money(words, order.currency);
  if (!broken(words)) order_act(party, *target, body, opts, words.line());
}

/// "refunds invoice1 5000 JPY"
void Player::refund(const PartyCode& party, Words& words, const Sentence&, const ActOptions& opts) {
  const auto* target = named(words, "an invoice");
  if (target == nullptr) return;
  const statement::Refund body{target->id, amount(words), {}};
  if (!broken(words)) order_act(party, *target, body, opts, words.line());
}

void Player::say_of_irregular(const PartyCode& party, Words& words, const ActOptions& opts, RegularWay way) {
  const auto* target = named(words, "an irregular act");
  if (target != nullptr)
    order_act(party, *target, statement::Regularise{target->id, way, note_of(words)}, opts, words.line());
}
void Player::regularise(const PartyCode& party, Words& words, const Sentence&, const ActOptions& opts) {
  say_of_irregular(party, words, opts, RegularWay::regularised);
}
void Player::hand_back(const PartyCode& party, Words& words, const Sentence&, const ActOptions& opts) {
  words.need("back");
  say_of_irregular(party, words, opts, RegularWay::handed_back);
}
void Player::contest(const PartyCode& party, Words& words, const Sentence&, const ActOptions& opts) {
  say_of_irregular(party, words, opts, RegularWay::contested);
}

}  // namespace palitan::cli
