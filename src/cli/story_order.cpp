// From request to closing, in the story's words.
#include <algorithm>

#include "cli/story_lines.h"
#include "kernel/case_table.h"

namespace palitan::cli {
namespace {
using statement::Kind;
using statement::Means;
using statement::PartyCode;
using statement::Role;
}  // namespace

std::optional<kernel::OrderFact> Player::order_of(const PartyCode& party, const Named& target) {
  const auto file = world_->book(party).get<kernel::CaseFact>(kernel::case_key(target.case_id), true);
  return file && file->order ? std::optional(*file->order) : std::nullopt;
}

std::optional<kernel::InstrumentFact> Player::law_of(const PartyCode& party, const base::Id& instrument) {
  const auto file = world_->book(party).get<kernel::CaseFact>(kernel::case_key(instrument), true);
  return file && file->instrument ? std::optional(*file->instrument) : std::nullopt;
}

std::string Player::usual_office(const PartyCode& party, Kind kind, const Named& target) {
  const auto order = order_of(party, target);
  const auto side =
      order && sync::party_of(party) == order->supplier ? kernel::Side::supplier : kernel::Side::recipient;
  if (const auto role = kernel::role_for(kind, side)) return std::string(name(*role));
  const auto other = side == kernel::Side::supplier ? kernel::Side::recipient : kernel::Side::supplier;
  return std::string(name(kernel::role_for(kind, other).value_or(Role::approver)));
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
  body.paper = opts.paper;
  body.supplier = words.next("the supplier");
  body.recipient = sync::party_of(party);
  if (words.take("on behalf of")) body.recipient = words.next("a party");
  words.need("under");
  if (const auto* law = named(words, "an instrument")) body.instrument = law->id;
  words.need("for");
  if (const auto* purpose = named(words, "an activity")) body.activity = purpose->id;
  words.need("in");
  body.currency = words.next("a currency");
  if (words.take("during"))
    if (const auto* visit = named(words, "a visit")) body.visit = visit->id;
  for (const auto& detail : sentence.details) {
    Words line(detail);
    for (request_detail(line, body); !line.done();) request_detail(line, body);
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
  for (const auto& detail : sentence.details) {
    Words line(detail);
    if (!changed_line(line, order.currency, body.lines))
      for (offer_detail(line, body); !line.done();) offer_detail(line, body);
    line.end();
    if (broken(line)) return;
  }
  if (words.take("at"))
    if (const auto* card = named(words, "a rate card")) {
      body.rates = card->id;
      price_from_card(party, order, card->id, body.lines, words);
    }
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
  statement::Accept body{target->id, 0, opts.paper};
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
