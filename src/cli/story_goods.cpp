// Goods and money, in the story's words.
#include "cli/story_lines.h"

namespace palitan::cli {
using statement::PartyCode;

std::int64_t Player::money(Words& words, std::string_view currency) {
  return words.decimal("an amount", digits_of(currency));
}

statement::Reason Player::reason(Words& words) {
  statement::Reason out = statement::Reason::other;
  const auto word = words.next("a reason");
  if (!from_name(word, out)) words.fail("'" + word + "' is not a reason of the vocabulary");
  return out;
}

statement::Money Player::amount(Words& words) {
  statement::Money out;
  const auto figure = words.next("an amount");
  out.currency = words.next("a currency");
  const auto minor = base::parse_decimal(figure, digits_of(out.currency));
  if (!minor) words.fail("'" + figure + "' is not an amount");
  out.minor = minor.value_or(0);
  return out;
}

void Player::accept_return(const PartyCode& party, const Named& target, Words& words,
                           const Sentence& sentence, const ActOptions& opts) {
  statement::AcceptReturn body;
  body.return_id = target.id;
  if (words.take("because")) body.reason = reason(words);
  body.lines = quantities(sentence);
  if (!broken(words)) order_act(party, target, body, opts, words.line());
}

void Player::issue(const PartyCode& party, Words& words, const Sentence& sentence, const ActOptions& opts) {
  const auto* target = named(words, "an order");
  if (target == nullptr) return;
  statement::Issue body;
  body.paper = opts.paper;
  if (words.take("correcting"))
    if (const auto* old = named(words, "an issue")) body.corrects = old->id;
  const auto order = order_of(party, *target).value_or(kernel::OrderFact{});
  for (const auto& detail : sentence.details) {
    Words line(detail);
    statement::LineQuantity quantity;
    quantity.number = line_number(line);
    quantity.quantity = line.decimal("a quantity", kQuantityDigits);
    quantity.entered = entered(line, unit_of(order, quantity.number));
    line.end();
    if (broken(line)) return;
    body.lines.push_back(std::move(quantity));
  }
  if (!broken(words)) order_act(party, *target, body, opts, words.line());
}

void Player::receive(const PartyCode& party, Words& words, const Sentence& sentence, const ActOptions& opts) {
  const auto* target = named(words, "an issue");
  if (target == nullptr) return;
  statement::Receive body;
  body.issue = target->id;
  body.paper = opts.paper;
  const auto order = order_of(party, *target).value_or(kernel::OrderFact{});
  if (words.take("correcting"))
    if (const auto* old = named(words, "a receipt")) body.corrects = old->id;
  for (const auto& detail : sentence.details) {
    Words line(detail);
    statement::ReceiveLine taken;
    taken.number = line_number(line);
    taken.received = line.decimal("a quantity", kQuantityDigits);
    if (line.take("damaged")) taken.damaged = line.decimal("a quantity", kQuantityDigits);
    if (line.take("because")) taken.reason = reason(line);
    taken.entered = entered(line, unit_of(order, taken.number));
    line.end();
    if (broken(line)) return;
    body.lines.push_back(std::move(taken));
  }
  if (!broken(words)) order_act(party, *target, body, opts, words.line());
}

void Player::bill(const PartyCode& party, Words& words, const Sentence& sentence, const ActOptions& opts) {
  const auto* target = named(words, "an order");
  if (target == nullptr) return;
  statement::Invoice body;
  words.need("due");
  body.due = words.date("the due date");
  const auto order = order_of(party, *target).value_or(kernel::OrderFact{});
  for (const auto& detail : sentence.details) {
    Words line(detail);
    statement::InvoiceLine billed;
    billed.number = line_number(line);
    billed.quantity = line.decimal("a quantity", kQuantityDigits);
    const auto* at = order.line(billed.number);
    const auto rounding = static_cast<base::Rounding>(order.rounding);
    if (at != nullptr) billed.amount = kernel::amount_to_bill(*at, billed.quantity, rounding).value_or(0);
    if (line.take("for")) billed.amount = money(line, order.currency);
    billed.claimed = line.take("claimed");
    line.end();
    if (broken(line)) return;
    body.total = base::add(body.total, billed.amount).value_or(0);
    body.lines.push_back(billed);
  }
  if (words.take("total")) body.total = money(words, order.currency);
  body.number = opts.as;
  if (!broken(words)) order_act(party, *target, body, opts, words.line());
}

void Player::query(const PartyCode& party, Words& words, const Sentence&, const ActOptions& opts) {
  const auto* target = named(words, "an invoice");
  words.need("because");
  const auto why = reason(words);
  if (!broken(words)) order_act(party, *target, statement::Query{target->id, why, {}}, opts, words.line());
}

void Player::withdraw(const PartyCode& party, Words& words, const Sentence&, const ActOptions& opts) {
  const auto* target = named(words, "an invoice, query, payment, refund or return");
  if (target == nullptr) return;
  const statement::Withdraw body{target->id, "withdrawn"};
  if (target->kind == Kind::return_in_kind)
    return perform(party, "issuer", target->case_id, body, opts, words.line());
  order_act(party, *target, body, opts, words.line());
}

void Player::pay(const PartyCode& party, Words& words, const Sentence&, const ActOptions& opts) {
  const auto* target = named(words, "an invoice");
  if (target == nullptr) return;
  statement::Pay body;
  body.invoice = target->id;
  body.amount = amount(words);
  if (!broken(words)) order_act(party, *target, body, opts, words.line());
}

/// "confirms payment1" or a refund; "confirms finding receipt1": what a small unit did with combined roles;
/// "confirms paper issue1": what the other side entered from a form.
void Player::confirm(const PartyCode& party, Words& words, const Sentence&, const ActOptions& opts) {
  if (words.take("finding")) {
    const auto* done = named(words, "an act with a finding");
    if (done != nullptr)
      order_act(party, *done, statement::ConfirmFinding{done->id, "confirmed"}, opts, words.line());
    return;
  }
  if (words.take("paper")) {
    const auto* done = named(words, "an act from paper");
    if (done != nullptr)
      order_act(party, *done, statement::ConfirmPaper{done->id, "confirmed"}, opts, words.line());
    return;
  }
  const auto* target = named(words, "a payment or refund");
  if (target != nullptr) order_act(party, *target, statement::Confirm{target->id}, opts, words.line());
}

void Player::give_back(const PartyCode& party, Words& words, const Sentence& sentence,
                       const ActOptions& opts) {
  const auto* target = named(words, "an order");
  if (target == nullptr) return;
  statement::ReturnInKind body;
  body.paper = opts.paper;
  const auto order = order_of(party, *target).value_or(kernel::OrderFact{});
  for (const auto& detail : sentence.details) {
    Words line(detail);
    statement::ReturnLine given;
    given.number = line_number(line);
    given.quantity = line.decimal("a quantity", kQuantityDigits);
    if (const auto* at = order.line(given.number)) {
      given.item = at->line.item;
      given.unit = at->line.unit;
    }
    if (line.take("of")) {
      given.item = line.next("an item");
      given.unit = line.next("a unit");
    }
    given.entered = entered(line, given.unit);
    if (line.take("condition")) given.condition = line.next("its condition");
    line.end();
    if (broken(line)) return;
    body.lines.push_back(std::move(given));
  }
  if (!broken(words)) order_act(party, *target, body, opts, words.line());
}

}  // namespace palitan::cli
