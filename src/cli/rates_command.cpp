// `palitan order rates publish`: a supplier's full costs from date to date, as one act of the instrument.
#include "cli/rates_command.h"

#include <algorithm>
#include <tuple>

#include "cli/commands.h"
#include "cli/line_parts.h"
#include "cli/line_syntax.h"

namespace palitan::cli {
namespace {

struct RatesOptions {
  std::string instrument;
  std::string currency;
  std::string from;
  std::string until;
  std::vector<std::string> rates;
  std::string by;
  std::string at;
};

Done<statement::PublishRates> card_of(const RatesOptions& options) {
  statement::PublishRates card;
  card.currency = options.currency;
  const auto from = parse_day(options.from);
  if (!from) return tl::unexpected(from.error());
  const auto until = parse_day(options.until);
  if (!until) return tl::unexpected(until.error());
  card.valid_from = *from;
  card.valid_until = *until;
  for (const auto& text : options.rates) {
    auto rate = parse_rate(text, options.currency);
    if (!rate) return tl::unexpected(rate.error());
    card.rates.push_back(std::move(*rate));
  }
  std::sort(card.rates.begin(), card.rates.end(), [](const auto& a, const auto& b) {
    return std::tie(a.category, a.item, a.unit, a.component) <
           std::tie(b.category, b.item, b.unit, b.component);
  });
  return card;
}

Done<void> publish(const Context& context, const RatesOptions& options) {
  const auto card = card_of(options);
  if (!card) return tl::unexpected(card.error());
  const auto desk = open_desk(context);
  if (!desk) return tl::unexpected(desk.error());
  const auto time = when(context, options.at);
  if (!time) return tl::unexpected(time.error());
  const auto instrument = pick_case(**desk, options.instrument, "instrument");
  if (!instrument) return tl::unexpected(instrument.error());
  const auto seat = pick_seat(**desk, options.by, statement::Role::biller);
  if (!seat) return tl::unexpected(seat.error());
  auto draft = draft_of(*seat, *card, *instrument);
  draft.effective = *time;
  const auto act = (*desk)->sign(draft);
  if (!act) return tl::unexpected(act.error());
  say_signed(*act, "rate card");
  fmt::print("Cite it with: palitan order offer ORDER --rates {}\n", short_hex(act->id));
  return {};
}
}  // namespace

Done<statement::Rate> parse_rate(std::string_view text, std::string_view currency) {
  LineWords words(text);
  statement::Rate rate;
  rate.category = words.take();
  rate.item = words.take();
  if (rate.item == "*") rate.item.clear();
  const auto unit = words.unit();
  if (!unit) return tl::unexpected(unit.error());
  rate.unit = *unit;
  const auto price = parse_price(words, words.take(), currency);
  if (!price) return tl::unexpected(price.error());
  rate.minor = price->minor;
  rate.per = price->per;
  if (!words.at_end()) rate.component = words.take();
  if (auto ok = finish(words); !ok) return tl::unexpected(ok.error());
  return rate;
}

void add_rates_commands(CLI::App& order, Context& context) {
  auto options = std::make_shared<RatesOptions>();
  auto* at = order.add_subcommand("rates", "rate cards: what a supplier's offers may follow");
  at->require_subcommand(1)->fallthrough();
  auto* out = command(*at, context, "publish", "publish a rate card under an agreement (supplier)",
                      [&context, options] { return publish(context, *options); });
  out->add_option(
         "--rate", options->rates,
         "category, item (* for every item), unit, price and perhaps the part of the price, as \"fuel "
         "F-76 LTR 95/1\" or \"airlift * HUR 20 flight_hours\"; repeat for each rate")
      ->allow_extra_args(false)
      ->required();
  out->add_option("--currency", options->currency, "of its prices, as JPY")->required();
  out->add_option("--from", options->from, "first day on which it holds")->required();
  out->add_option("--until", options->until, "last day on which it holds")->required();
  out->add_option("--instrument", options->instrument, "name or id, where there are several");
  out->add_option("--by", options->by, "the seat or office that signs, where several could");
  out->add_option("--at", options->at, "when it takes effect, as 2026-11-23T14:00+08:00; now if left out");
}

}  // namespace palitan::cli
