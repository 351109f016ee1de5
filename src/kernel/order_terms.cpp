// What a priced line must hold: unit, exchange, components, metering, rate card; and who may sign it.
#include <algorithm>

#include <fmt/format.h>

#include "base/money.h"
#include "base/stock_number.h"
#include "crypto/sign.h"
#include "kernel/order_rules.h"
#include "terms/queries.h"

namespace palitan::kernel {
namespace {
using base::Code;
using statement::Means;
using statement::OrderLine;

std::string where(const OrderLine& line) { return fmt::format("line {}", line.number); }

const std::string& clause_of(const OrderAct& x, const OrderLine& line) {
  static const std::string kNone = "order-line";
  const auto* category = terms::category_of(x.rules, line.category);
  return category != nullptr ? category->clause : kNone;
}

base::Result<void> check_exchange(const OrderLine& line) {
  const bool exchanged = line.means == Means::equal_value_exchange;
  if (exchanged != line.exchange.has_value())
    return base::refuse(Code::refused_exchange,
                        where(line) + (exchanged ? ": what is given for it?" : ": it is not exchanged"),
                        "exchange");
  if (!exchanged) return {};
  const auto& given = *line.exchange;
  if (!base::unit(given.unit)) return base::refuse(Code::refused_unit, "'" + given.unit + "'", "exchange");
  if (!is_item(given.item) || given.quantity <= 0)
    return base::refuse(Code::refused_exchange, where(line) + ": item or quantity", "exchange");
  return {};
}

base::Result<void> check_component(const OrderAct& x, const OrderLine& line,
                                   const statement::PriceComponent& part) {
  const auto name = fmt::format("{}: {}", where(line), part.name);
  const auto full = part.full.value_or(part.minor);
  if (part.minor < 0 || full < part.minor)
    return base::refuse(Code::refused_component, name + " is below zero or above its full cost",
                        clause_of(x, line));
  if (part.minor != 0 && part.minor == full) return {};
  const bool may_waive = !x.rules.price_rules || !x.rules.price_rules->waiver_clause.empty();
  if (!part.waiver.empty() && may_waive) return {};
  return base::refuse(
      Code::refused_component,
      fmt::format("{} is billed {} of {} without {}", name, part.minor, full,
                  may_waive ? "a waiver" : "the instrument's leave to waive"),
      x.rules.price_rules && may_waive ? x.rules.price_rules->waiver_clause : clause_of(x, line));
}

/// A price of nothing is a waiver of all of it, and is signed as one: a part with its full cost.
base::Result<void> refuse_free(const OrderAct& x, const OrderLine& line) {
  const bool may_waive = !x.rules.price_rules || !x.rules.price_rules->waiver_clause.empty();
  return base::refuse(
      Code::refused_component,
      fmt::format("{} costs nothing without {}", where(line),
                  may_waive ? "a part that names its full cost and who waived it"
                            : "the instrument's leave to waive"),
      x.rules.price_rules && may_waive ? x.rules.price_rules->waiver_clause : clause_of(x, line));
}

/// Every part that the instrument names stands there once, and they add up to the price.
base::Result<void> check_components(const OrderAct& x, const OrderLine& line) {
  const auto& wanted = terms::components_of(x.rules, line.category);
  const auto no = [&](std::string why) {
    return base::refuse(Code::refused_component, where(line) + ": " + std::move(why), clause_of(x, line));
  };
  for (const auto& name : wanted)
    if (std::none_of(line.components.begin(), line.components.end(),
                     [&](const auto& part) { return part.name == name; }))
      return no("'" + name + "' is missing");
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < line.components.size(); ++i) {
    const auto& part = line.components[i];
    if (!wanted.empty() && std::find(wanted.begin(), wanted.end(), part.name) == wanted.end())
      return no("'" + part.name + "' is no part of this category's price");
    for (std::size_t j = 0; j < i; ++j)
      if (line.components[j].name == part.name) return no("'" + part.name + "' stands twice");
    if (auto ok = check_component(x, line, part); !ok) return ok;
    if (auto ok = grow(sum, part.minor); !ok) return ok;
  }
  if (line.components.empty() && line.price->minor == 0) return refuse_free(x, line);
  if (!line.components.empty() && sum != line.price->minor)
    return no(fmt::format("the parts come to {}, the price is {}", sum, line.price->minor));
  return {};
}

const RateCard* card_of(const InstrumentFact& law, const base::Id& id) {
  for (const auto& card : law.cards)
    if (card.id == id) return &card;
  return nullptr;
}

/// The card's rate for a line's whole price (no component) or for one part of it: of its item, else of its
/// category.
const statement::Rate* rate_of(const RateCard& card, const OrderLine& line, std::string_view component) {
  const statement::Rate* of_category = nullptr;
  for (const auto& rate : card.rates.rates) {
    if (rate.category != line.category || rate.unit != line.unit || rate.component != component) continue;
    if (rate.item == line.item) return &rate;
    if (rate.item.empty()) of_category = &rate;
  }
  return of_category;
}

base::Result<void> check_rate(const RateCard& card, const OrderLine& line, std::string_view component,
                              std::int64_t full) {
  const auto* rate = rate_of(card, line, component);
  const auto what = component.empty() ? where(line) : fmt::format("{}: {}", where(line), component);
  if (rate == nullptr) return base::refuse(Code::refused_rate, what + " is not on the card", "rate-card");
  // Equal prices, whatever number of units each is given for.
  if (base::Int128{rate->minor} * line.price->per != base::Int128{full} * rate->per)
    return base::refuse(Code::refused_rate,
                        fmt::format("{} is {} for {}, the card says {} for {}", what, full, line.price->per,
                                    rate->minor, rate->per),
                        "rate-card");
  return {};
}

base::Result<void> check_card(const OrderAct& x, const std::vector<OrderLine>& lines, const base::Id& id) {
  const auto* card = card_of(x.law, id);
  if (card == nullptr || card->supplier != x.order.supplier)
    return base::refuse(Code::refused_rate, "not a rate card of '" + x.order.supplier + "' here",
                        "rate-card");
  if (card->rates.currency != x.order.currency || x.act.date < card->rates.valid_from ||
      x.act.date > card->rates.valid_until)
    return base::refuse(Code::refused_rate,
                        fmt::format("the card is in {} and holds {} to {}", card->rates.currency,
                                    to_text(card->rates.valid_from), to_text(card->rates.valid_until)),
                        "rate-card");
  for (const auto& line : lines) {
    if (!line.price) continue;
    if (line.components.empty())
      if (auto ok = check_rate(*card, line, {}, line.price->minor); !ok) return ok;
    for (const auto& part : line.components)
      if (auto ok = check_rate(*card, line, part.name, part.full.value_or(part.minor)); !ok) return ok;
  }
  return {};
}
}  // namespace

base::Result<void> check_priced(const OrderAct& x, const std::vector<OrderLine>& lines,
                                const std::optional<base::Id>& rates, bool prices_stand) {
  for (const auto& line : lines) {
    if (auto ok = terms::allows_unit(x.rules, line.category, line.unit); !ok) return ok;
    if (auto ok = check_exchange(line); !ok) return ok;
    if (!line.stock_number.empty() && !base::parse_stock_number(line.stock_number))
      return base::refuse(Code::refused_unreadable, where(line) + ": stock number", "order-line");
    if (terms::is_metered(x.rules, line.category) && line.metering.empty())
      return base::refuse(Code::refused_incomplete, where(line) + ": what the service is measured by",
                          clause_of(x, line));
    if (line.price)
      if (auto ok = check_components(x, line); !ok) return ok;
  }
  if (prices_stand) return {};
  if (rates) return check_card(x, lines, *rates);
  const bool priced = std::any_of(lines.begin(), lines.end(), [](const auto& l) { return l.price; });
  if (priced && x.rules.price_rules && x.rules.price_rules->rate_cards_required)
    return base::refuse(Code::refused_rate, "no rate card is cited", x.rules.price_rules->clause);
  return {};
}

base::Result<void> take_role(const OrderAct& x, statement::Role role) {
  const auto seat = x.act.content().seat;
  if (auto ok = terms::is_trained(x.rules, x.act.seat.trained_on, x.act.date); !ok) return ok;
  for (const auto& hand : x.order.hands) {
    if (hand.seat != seat || hand.party != x.party()) continue;
    const auto* clause = terms::kept_apart(x.rules, hand.role, role);
    if (clause == nullptr) continue;
    const auto says =
        fmt::format("'{}' was {} and is now {}", x.act.seat.office, name(hand.role), name(role));
    if (!x.act.seat.combines) return base::refuse(Code::refused_roles_apart, says, *clause);
    x.order.findings.push_back({x.act.statement.id(), x.party(), seat, *clause, says, false});
    break;
  }
  const HandFact hand{seat, x.party(), role};
  if (std::find(x.order.hands.begin(), x.order.hands.end(), hand) == x.order.hands.end())
    x.order.hands.push_back(hand);
  return {};
}

}  // namespace palitan::kernel
