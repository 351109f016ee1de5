// What stands on an order's papers beside its lines, and the rate cards that its prices follow.
#include <algorithm>
#include <tuple>

#include "cli/story_lines.h"

namespace palitan::cli {
namespace {
using statement::OrderLine;
using statement::PartyCode;
using statement::Rate;

/// "declares ground "SDF Act 100-6" [not hindering] [by authority "MOD order 12"]"
statement::Declaration declaration(Words& words) {
  statement::Declaration out;
  words.need("ground");
  out.ground = words.next("the ground in the party's own law");
  out.does_not_hinder = words.take("not hindering");
  if (words.take("by authority")) out.authority = words.next("the authority");
  return out;
}

/// The card's rates for a line: of its item, else of its category; one for each part, or one for the whole.
std::vector<const Rate*> rates_for(const statement::PublishRates& card, const OrderLine& line) {
  std::vector<const Rate*> out;
  for (const auto& rate : card.rates) {
    if (rate.category != line.category || rate.unit != line.unit) continue;
    if (!rate.item.empty() && rate.item != line.item) continue;
    const auto same = std::find_if(out.begin(), out.end(),
                                   [&](const Rate* other) { return other->component == rate.component; });
    if (same == out.end())
      out.push_back(&rate);
    else if (!rate.item.empty())
      *same = &rate;
  }
  return out;
}

void set_price(const std::vector<const Rate*>& rates, OrderLine& line, Words& words) {
  line.price = statement::Price{0, rates.front()->per};
  for (const auto* rate : rates) {
    if (rate->per != line.price->per)
      return words.fail("the card's parts are for different numbers of units");
    line.price->minor = base::add(line.price->minor, rate->minor).value_or(0);
    if (!rate->component.empty()) line.components.push_back({rate->component, rate->minor, {}, {}});
  }
}
}  // namespace

void Player::request_detail(Words& words, statement::Request& body) {
  if (words.take("bill to")) {
    body.bill_to = words.next("the office to be billed");
  } else if (words.take("funds")) {
    body.funds = words.next("the funds");
  } else if (words.take("liability")) {
    body.liability = words.next("the limit of liability");
  } else if (words.take("needs")) {
    body.needs = words.next("special needs");
  } else if (words.take("reference")) {
    body.reference = words.next("the document number");
  } else if (words.take("unit")) {
    body.unit = words.next("the receiving organisation");
  } else if (words.take("place")) {
    body.place = words.next("the place");
  } else if (words.take("needed on")) {
    body.needed_on = words.date("the day on which it is needed");
  } else if (words.take("declares")) {
    body.declares = declaration(words);
  } else if (words.peek() == "line") {
    const auto number = line_number(words);
    body.lines.push_back(whole_line(words, number, body.currency));
    words.end();
  } else {
    words.fail("'" + words.peek() +
               "' stands on no request; it holds: line, bill to, funds, liability, needs, reference, unit, "
               "place, needed on, declares");
  }
}

void Player::offer_detail(Words& words, statement::Offer& body) {
  if (words.take("unit")) {
    body.unit = words.next("the issuing organisation");
  } else if (words.take("payee")) {
    body.payee = words.next("the payee");
  } else if (words.take("remit to")) {
    body.remit_to = words.next("the office that receives the money");
  } else if (words.take("note")) {
    body.note = words.next("a note");
  } else if (words.take("declares")) {
    body.declares = declaration(words);
  } else {
    words.fail("'" + words.peek() +
               "' stands on no offer; it holds: line, unit, payee, remit to, note, declares");
  }
}

/// "publishes rates under acsa in JPY 2025-01-01 .. 2025-12-31 as card1", and below it "fuel F-76 LTR at 98",
/// "air_refuelling any HUR flight_hours at 12000 per 1"
void Player::publish(const PartyCode& party, Words& words, const Sentence& sentence, const ActOptions& opts) {
  statement::PublishRates body;
  words.need("rates under");
  const auto* law = named(words, "an instrument");
  words.need("in");
  body.currency = words.next("a currency");
  body.valid_from = words.date("the card's first day");
  words.need("..");
  body.valid_until = words.date("the card's last day");
  for (const auto& detail : sentence.details) {
    Words line(detail);
    auto& rate = body.rates.emplace_back();
    rate.category = line.next("a category");
    if (!line.take("any")) rate.item = line.next("an item, or 'any'");
    rate.unit = line.next("a unit");
    if (line.peek() != "at") rate.component = line.next("a part of the price");
    line.need("at");
    rate.minor = money(line, body.currency);
    if (line.take("per")) rate.per = line.number("a number of units");
    line.end();
    if (broken(line)) return;
  }
  const auto key = [](const Rate& r) { return std::tie(r.category, r.item, r.unit, r.component); };
  std::sort(body.rates.begin(), body.rates.end(),
            [&](const Rate& a, const Rate& b) { return key(a) < key(b); });
  if (law != nullptr && !broken(words)) perform(party, "biller", law->case_id, body, opts, words.line());
}

/// Prices every line that the story gives no price for. A card that is not there is for the kernel to refuse.
void Player::price_from_card(const PartyCode& party, const kernel::OrderFact& order, const base::Id& card,
                             std::vector<OrderLine>& lines, Words& words) {
  const auto law = law_of(party, order.instrument).value_or(kernel::InstrumentFact{});
  for (const auto& known : law.cards) {
    if (known.id != card) continue;
    for (auto& line : lines) {
      const auto rates = rates_for(known.rates, line);
      if (!line.price && !rates.empty()) set_price(rates, line, words);
    }
  }
}

}  // namespace palitan::cli
