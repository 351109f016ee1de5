// `palitan transfer`: goods that go on to a third party, with the first giver's consent carried as evidence.
#include <algorithm>

#include "base/money.h"
#include "cli/across_desk.h"
#include "cli/line_syntax.h"
#include "node/across_drafts.h"

namespace palitan::cli {
namespace {
using kernel::TransferFact;
using statement::Role;

constexpr int kMicroDigits = 6;

struct TransferWords {
  Hand hand;
  std::string order;
  std::string quantity;
  std::string to;
  std::string book;
  std::string purpose;
  std::string until;
  std::string of;
  std::string stock;
  std::string total;
  std::string share;
  std::string place;
  std::vector<std::string> conditions;
  std::uint32_t line = 1;
  bool granted = false;
  bool refused = false;
};

Done<std::int64_t> quantity_of(const std::string& text) {
  const auto out = base::parse_decimal(text, kMicroDigits);
  if (out && *out > 0) return *out;
  return trouble(kUsage, fmt::format("'{}' is no quantity, like 5000 or 0.5.", text));
}

/// Those that fit, and whose own id or answer begins with `digits`.
template <class Fits>
std::vector<TransferFact> transfers_meant(const kernel::OrderFact& order, const std::string& digits,
                                          const Fits& fits) {
  std::vector<TransferFact> out;
  for (const auto& one : order.transfers)
    if (fits(one) && (base::to_hex(one.id.view()).starts_with(digits) ||
                      (one.answer && base::to_hex(one.answer->view()).starts_with(digits))))
      out.push_back(one);
  return out;
}
tl::unexpected<Trouble> several(const char* what) {
  return trouble(kUsage, fmt::format("There are several. Name the {} with --of: its first digits.", what));
}

Done<void> ask(const Context& context, const TransferWords& words) {
  const auto desk = open_desk(context);
  if (!desk) return tl::unexpected(desk.error());
  const auto order = case_named(**desk, words.order, "order");
  if (!order) return tl::unexpected(order.error());
  const auto quantity = quantity_of(words.quantity);
  if (!quantity) return tl::unexpected(quantity.error());
  const auto there = open_other(context, **desk, words.book);
  if (!there) return tl::unexpected(there.error());
  const statement::AskTransfer body{words.line, *quantity, words.to, base::Hash{(*there)->partnership().raw},
                                    words.purpose};
  const auto done = sign_body(context, **desk, words.hand, Role::approver, body, order->id);
  if (!done) return tl::unexpected(done.error());
  return {};
}

Done<void> answer(const Context& context, const TransferWords& words) {
  if (words.granted == words.refused) return trouble(kUsage, "Say --grant or --refuse.");
  const auto desk = open_desk(context);
  if (!desk) return tl::unexpected(desk.error());
  const auto order = case_named(**desk, words.order, "order");
  if (!order) return tl::unexpected(order.error());
  const auto asked =
      transfers_meant(*order->file.order, words.of, [](const TransferFact& one) { return !one.answer; });
  if (asked.empty()) return trouble(kRefused, "No request of that order waits for an answer.");
  if (asked.size() > 1) return several("request");
  auto body = node::answer_to(*order->file.order, asked.front());
  body.granted = words.granted;
  body.conditions = words.conditions;
  if (!words.until.empty()) {
    const auto until = parse_day(words.until);
    if (!until) return tl::unexpected(until.error());
    body.until = *until;
  }
  const auto done = sign_body(context, **desk, words.hand, Role::approver, body, order->id);
  if (!done) return tl::unexpected(done.error());
  return {};
}

Done<void> pass_on(const Context& context, const TransferWords& words) {
  const auto desk = open_desk(context);
  if (!desk) return tl::unexpected(desk.error());
  const auto order = case_named(**desk, words.order, "order");
  if (!order) return tl::unexpected(order.error());
  const auto quantity = quantity_of(words.quantity);
  if (!quantity) return tl::unexpected(quantity.error());
  statement::PassOn body;
  body.line = words.line;
  body.quantity = *quantity;
  body.to = words.to;
  body.place = words.place;
  if (!words.stock.empty()) {
    const auto total = quantity_of(words.total);
    if (!total) return tl::unexpected(total.error());
    const auto share = quantity_of(words.share);
    if (!share) return tl::unexpected(share.error());
    body.mixed = statement::StockShare{words.stock, *total, *share};
  }
  // A consent for just this, where there is one; without it the act is kept all the same, as irregular.
  const auto consents = transfers_meant(*order->file.order, words.of, [&](const TransferFact& one) {
    return one.answer && one.granted && one.asked.line == words.line && one.asked.to == words.to;
  });
  if (consents.size() > 1) return several("consent");
  if (consents.empty() && !words.of.empty())
    return trouble(kRefused, "That order has no such consent for this line and taker.");
  if (!consents.empty()) body.consent = consents.front().answer;
  const auto done = sign_body(context, **desk, words.hand, Role::issuer, body, order->id);
  if (!done) return tl::unexpected(done.error());
  return {};
}

/// Consents of the first giver in its book that name this book and this order's taker.
Done<base::Id> consent_in(Desk& there, const Desk& here, const kernel::OrderFact& order,
                          const TransferWords& words) {
  const auto* line = order.line(words.line);
  if (line == nullptr) return trouble(kUsage, fmt::format("The order has no line {}.", words.line));
  const auto rows = there.cases();
  if (!rows) return tl::unexpected(rows.error());
  std::vector<base::Id> fit;
  for (const auto& row : *rows) {
    if (row.kind != "order") continue;
    const auto view = there.case_file(row.id);
    if (!view) return tl::unexpected(view.error());
    for (const auto& one : view->file.order->transfers) {
      const auto* of = view->file.order->line(one.asked.line);
      if (one.answer && one.granted && one.asked.partnership.raw == here.partnership().raw &&
          one.asked.to == order.recipient && of != nullptr && of->line.item == line->line.item &&
          of->line.unit == line->line.unit && base::to_hex(one.answer->view()).starts_with(words.of))
        fit.push_back(*one.answer);
    }
  }
  if (fit.size() == 1) return fit.front();
  return trouble(kRefused, fit.empty()
                               ? "That book holds no consent for these goods, this book and this taker."
                               : "Several consents fit. Name one with --of: its first digits.");
}

Done<void> name_origin(const Context& context, const TransferWords& words) {
  const auto desk = open_desk(context);
  if (!desk) return tl::unexpected(desk.error());
  const auto order = case_named(**desk, words.order, "order");
  if (!order) return tl::unexpected(order.error());
  const auto there = open_other(context, **desk, words.book);
  if (!there) return tl::unexpected(there.error());
  const auto consent = consent_in(**there, **desk, *order->file.order, words);
  if (!consent) return tl::unexpected(consent.error());
  auto quantity = order->file.order->line(words.line)->line.quantity;
  if (!words.quantity.empty()) {
    const auto said = quantity_of(words.quantity);
    if (!said) return tl::unexpected(said.error());
    quantity = *said;
  }
  const auto shown = show_here(context, **desk, **there, *consent, words.hand);
  if (!shown) return tl::unexpected(shown.error());
  const auto done = sign_body(context, **desk, words.hand, Role::approver,
                              statement::NameOrigin{words.line, quantity, *shown}, order->id);
  if (!done) return tl::unexpected(done.error());
  return {};
}

struct Verb {
  const char* name;
  const char* says;
  Done<void> (*act)(const Context&, const TransferWords&);
};
constexpr Verb kVerbs[] = {
    {"ask", "ask the first giver whether goods of its order may go on (recipient)", ask},
    {"answer", "grant or refuse what was asked (supplier)", answer},
    {"pass-on", "record what was in fact handed on (recipient)", pass_on},
    {"name-origin", "name a line as goods of a first giver, by its consent in another book (supplier)",
     name_origin},
};
}  // namespace

void add_transfer_commands(CLI::App& app, Context& context) {
  auto words = std::make_shared<TransferWords>();
  auto* at = app.add_subcommand("transfer", "goods that go on to a third party");
  at->require_subcommand(1)->fallthrough();
  std::map<std::string, CLI::App*> made;
  for (const auto& verb : kVerbs) {
    auto* out = command(*at, context, verb.name, verb.says,
                        [&context, words, act = verb.act] { return act(context, *words); });
    out->add_option("order", words->order, "the order's id (its first digits) or document number")
        ->required();
    out->add_option("--by", words->hand.by, "the office or seat that signs");
    out->add_option("--at", words->hand.at, "when it took effect; now if left out");
    if (verb.act != answer)
      out->add_option("--line", words->line, "the line of the order")->capture_default_str();
    made[verb.name] = out;
  }
  for (const auto* name : {"ask", "pass-on"}) {
    made[name]->add_option("--quantity", words->quantity, "how much, in the line's unit")->required();
    made[name]->add_option("--to", words->to, "the party that takes it")->required();
  }
  made["ask"]->add_option("--in", words->book, "the book with the taker, as phl-usa")->required();
  made["ask"]->add_option("--purpose", words->purpose, "what for")->required();
  made["answer"]->add_flag("--grant", words->granted, "it may go on");
  made["answer"]->add_flag("--refuse", words->refused, "it may not");
  made["answer"]->add_option("--until", words->until, "the last day of the consent");
  made["answer"]
      ->add_option("--condition", words->conditions, "travels with the goods; repeat")
      ->allow_extra_args(false);
  made["pass-on"]->add_option("--stock", words->stock, "the mixed stock it was drawn from");
  made["pass-on"]->add_option("--stock-total", words->total, "all that was in it");
  made["pass-on"]->add_option("--stock-share", words->share, "of that, from this line");
  made["pass-on"]->add_option("--place", words->place, "where");
  made["name-origin"]->add_option("--quantity", words->quantity, "how much; the whole line if left out");
  made["name-origin"]->add_option("--from", words->book, "the first giver's book, as jpn-usa")->required();
  for (const auto* name : {"answer", "pass-on", "name-origin"})
    made[name]->add_option("--of", words->of,
                           "the request or consent (its first digits), where there are several");
}

}  // namespace palitan::cli
