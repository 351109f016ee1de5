// The order, from request to closing.
#include "cli/commands.h"
#include "cli/order_desk.h"

namespace palitan::cli {
namespace {
using statement::Kind;

struct OrderOptions {
  OrderWords words;
  std::string order;
  std::string by;
  std::string at;
};

Done<void> request(const Context& context, const OrderOptions& options) {
  const auto desk = open_desk(context);
  if (!desk) return tl::unexpected(desk.error());
  const auto time = when(context, options.at);
  if (!time) return tl::unexpected(time.error());
  auto words = options.words;
  words.recipient = (*desk)->party();
  if (words.supplier.empty()) {
    const auto seen = (*desk)->status();
    if (!seen) return tl::unexpected(seen.error());
    if (seen->parties.size() != 2) return trouble(kUsage, "Say who is asked: --supplier phl.");
    words.supplier = seen->parties[0] == words.recipient ? seen->parties[1] : seen->parties[0];
  }
  const auto act = sign_request(**desk, words, options.by, *time);
  if (!act) return tl::unexpected(act.error());
  say_signed(*act, "request");
  fmt::print("Follow it with: palitan show {}\n", short_hex(act->id));
  return {};
}

Done<void> act(const Context& context, const OrderOptions& options, Kind kind) {
  const auto desk = open_desk(context);
  if (!desk) return tl::unexpected(desk.error());
  const auto time = when(context, options.at);
  if (!time) return tl::unexpected(time.error());
  const auto order = pick_case(**desk, options.order, "order");
  if (!order) return tl::unexpected(order.error());
  const auto done = sign_order_act(**desk, *order, kind, options.words, options.by, *time);
  if (!done) return tl::unexpected(done.error());
  say_signed(*done, name(kind));
  return {};
}

/// One option of an order command: name, where it goes, what it is.
struct Flag {
  const char* name;
  std::string OrderWords::* to;
  const char* says;
};
constexpr Flag kReason{"--reason", &OrderWords::reason, "why"};
constexpr Flag kPlace{"--place", &OrderWords::place, "where; the order's place if left out"};
constexpr Flag kOf{"--of", &OrderWords::of, "the act that is meant (its first digits), where several wait"};
constexpr Flag kCorrects{"--corrects", &OrderWords::corrects, "the earlier act that this one replaces"};
constexpr Flag kNote{"--note", &OrderWords::note, "a note for the other side"};

/// The same for options that may be repeated.
struct ListFlag {
  const char* name;
  std::vector<std::string> OrderWords::* to;
  const char* says;
};
constexpr ListFlag kSignedBy{"--signed-by", &OrderWords::signed_by,
                             "entered from a hand-signed form: who signed by hand; repeat for each"};

// What a party declares under its own law; the record carries no more of it.
constexpr Flag kGround{"--ground", &OrderWords::ground, "the ground in your own law, as joint-exercise"};
constexpr Flag kDecidedBy{"--decided-by", &OrderWords::decided_by, "who decided it under your own law"};
constexpr Flag kHinders{"--hinders", &OrderWords::hinders, "'no': your own forces' tasks are not hindered"};

struct Verb {
  const char* name;
  Kind kind;
  const char* says;
  const char* lines;  ///< what --line holds; null: none
  std::vector<Flag> flags;
  std::vector<ListFlag> lists{};
};

const std::vector<Verb>& verbs() {
  static const std::vector<Verb> kVerbs = {
      {"offer",
       Kind::offer,
       "offer terms (supplier); lines not named stay as requested",
       "\"1 fuel F-76 100000 LTR replacement_in_kind 95/1\"; details behind bars: \"... 95/1 Naval "
       "distillate | "
       "due 2026-12-31 Subic Bay | exchange WATER 100 MTQ | condition clean | metered by hour meter | part "
       "fuel 80 | part flight_hours 15 of 20 waived by MOD 12/2026\"",
       {kNote,
        {"--unit", &OrderWords::unit, "issuing organisation"},
        {"--payee", &OrderWords::payee, "whom the remittance names"},
        {"--remit-to", &OrderWords::remit_to, "office that receives it"},
        {"--rates", &OrderWords::rates, "the rate card its prices follow (first digits)"},
        kGround,
        kDecidedBy,
        kHinders}},
      {"decline", Kind::decline, "decline a request, an offer or an amendment", nullptr, {kReason}},
      {"accept", Kind::accept, "accept the offer, or the other side's amendment", nullptr, {}, {kSignedBy}},
      {"amend",
       Kind::amend,
       "propose a change; the other side accepts or declines it",
       "\"1 fuel F-76 90000 LTR replacement_in_kind 95/1\"",
       {kReason}},
      {"cancel", Kind::cancel, "cancel before anything is issued", nullptr, {kReason}},
      {"issue",
       Kind::issue,
       "record goods or services given (supplier)",
       "\"1 60000\", \"1 = from 2500 BLL\" or \"1 = from 60000 LTR at 30.00 density 845.0\"; all that is "
       "open if left out",
       {kPlace, kCorrects},
       {kSignedBy}},
      {"receive",
       Kind::receive,
       "record goods or services taken in (recipient)",
       "\"1 59900 100 damaged_in_transit\"; all of the issue if left out",
       {kOf, kPlace, kCorrects},
       {kSignedBy}},
      {"invoice",
       Kind::invoice,
       "send the bill (supplier)",
       "\"1 60000\"; all that is received if left out",
       {{"--number", &OrderWords::number, "the invoice's number"},
        {"--due", &OrderWords::due, "day it is due; the first day the instrument allows if left out"}}},
      {"query",
       Kind::query,
       "question an invoice (recipient)",
       nullptr,
       {kOf, {"--reason", &OrderWords::reason, "price, quantity, not_received, ..."}, kNote}},
      {"pay",
       Kind::pay,
       "record a payment (recipient)",
       nullptr,
       {kOf,
        {"--amount", &OrderWords::amount, "as \"JPY 100000\"; all that is open if left out"},
        {"--reference", &OrderWords::reference, "the bank's reference"}}},
      {"confirm",
       Kind::confirm,
       "confirm that a payment arrived (supplier), or a refund (recipient)",
       nullptr,
       {kOf}},
      {"credit",
       Kind::credit_note,
       "take back part of an invoice, or all of it (supplier)",
       "\"1 400\"; all that is billed beyond the receipt if left out",
       {kOf, {"--number", &OrderWords::number, "the credit note's number"}, kReason}},
      {"refund",
       Kind::refund,
       "pay back what was settled beyond what is billed now (supplier)",
       nullptr,
       {kOf,
        {"--amount", &OrderWords::amount, "as \"JPY 100000\"; all of it if left out"},
        {"--reference", &OrderWords::reference, "the bank's reference"}}},
      {"return",
       Kind::return_in_kind,
       "record a replacement in kind handed over (recipient)",
       "\"1 100000\", \"1 100000 F-76 LTR\", each perhaps with \"| condition clean, run 2 h\"; all that is "
       "owed if left out, in the condition the order names",
       {kPlace},
       {kSignedBy}},
      {"accept-return",
       Kind::accept_return,
       "accept a replacement (supplier)",
       "\"1 100000\"; all of it if left out",
       {kOf, {"--reason", &OrderWords::reason, "why less is accepted"}}},
      {"withdraw",
       Kind::withdraw,
       "take back one's own invoice, query, unconfirmed payment or refund, or return not accepted yet",
       nullptr,
       {kOf, kReason}},
      {"respond",
       Kind::respond,
       "answer an invoice (recipient)",
       nullptr,
       {kOf,
        {"--response", &OrderWords::response,
         "acknowledged, in_process, under_query, conditionally_accepted, rejected, accepted, paid"},
        kNote},
       {{"--because", &OrderWords::reasons, "prices_incorrect, quantity_incorrect, delivery_issues, ..."},
        {"--asking", &OrderWords::actions, "issue_new_invoice, credit_fully, provide_information, ..."}}},
      {"dispute",
       Kind::dispute,
       "contest an issue, a receipt or a return",
       nullptr,
       {kOf, {"--reason", &OrderWords::reason, "short_delivery, measurement, ..."}, kNote}},
      {"resolve",
       Kind::resolve,
       "end a dispute: the other side upholds or settles it, or you give up your own",
       nullptr,
       {kOf, {"--outcome", &OrderWords::outcome, "upheld, settled, or dismissed (your own)"}, kNote}},
      {"convert",
       Kind::convert,
       "turn an overdue debt in kind into money at the order's price (supplier)",
       "\"1 40000\"; all that is open if left out",
       {}},
      {"offset",
       Kind::offset,
       "set an old invoice of this order against one that you owe (supplier)",
       nullptr,
       {kOf,
        {"--against", &OrderWords::against, "the whole id of the invoice that you owe"},
        {"--amount", &OrderWords::amount, "as \"JPY 100000\""},
        {"--concurrence", &OrderWords::authority, "who concurred, with the reference of the consent"}}},
      {"write-off",
       Kind::write_off,
       "give up what is owed: an invoice (--amount) or debts in kind (supplier)",
       "\"1 40000\"; all that is open if left out",
       {kOf,
        {"--amount", &OrderWords::amount, "of the invoice, as \"JPY 100000\""},
        {"--authority", &OrderWords::authority, "the authority that decided it"},
        kReason}},
      {"regularise",
       Kind::regularise,
       "say what becomes of something that happened without cover; both sides must say the same",
       nullptr,
       {kOf, {"--outcome", &OrderWords::outcome, "regularised, handed_back, contested"}, kNote}},
      {"confirm-finding",
       Kind::confirm_finding,
       "confirm what a small unit of your own party did with combined roles",
       nullptr,
       {kOf, kNote}},
      {"confirm-paper",
       Kind::confirm_paper,
       "confirm that an act of the other side says what the hand-signed form says",
       nullptr,
       {kOf, kNote}},
      {"concur-date",
       Kind::concur_date,
       "concur beforehand with a date of the other side that is too early or too late for the record",
       nullptr,
       {{"--kind", &OrderWords::act_kind, "the kind of act: issue, receive, ..."},
        {"--on", &OrderWords::day, "the date it will have, as 2026-11-23"}}},
      {"close", Kind::close, "close the order when every line is settled", nullptr, {}},
  };
  return kVerbs;
}

void add_common(CLI::App* at, const std::shared_ptr<OrderOptions>& options) {
  at->add_option("--by", options->by, "the seat or office that signs, where several could");
  at->add_option("--at", options->at, "when it took effect, as 2026-11-23T14:00+08:00; now if left out");
  at->add_option("--attach", options->words.attach,
                 "a file as evidence, FILE or FILE,TYPE: kept on the node, its hash signed; repeat for each")
      ->allow_extra_args(false);
}

void add_request(CLI::App& at, Context& context, const std::shared_ptr<OrderOptions>& options) {
  auto* out = command(at, context, "request", "ask the other side for supplies or services",
                      [&context, options] { return request(context, *options); });
  auto& words = options->words;
  out->add_option("--line", words.lines,
                  "number, category, item, quantity, unit, means and perhaps price and description, as "
                  "\"1 fuel F-76 100000 LTR replacement_in_kind 95/1\"; repeat for each line")
      ->allow_extra_args(false)
      ->required();
  out->add_option("--currency", words.currency, "of its prices, as JPY")->required();
  out->add_option("--supplier", words.supplier, "who is asked, where there are more than two parties");
  out->add_option("--instrument", words.instrument, "name or id, where there are several");
  out->add_option("--activity", words.activity, "name or id, where there are several");
  out->add_option("--visit", words.visit, "the visit it serves: first digits of its id, or its reference");
  out->add_option("--place", words.place, "where");
  out->add_option("--needed-on", words.needed_on, "day, as 2026-11-23");
  out->add_option("--needs", words.needs, "transport, packing, special needs");
  out->add_option("--reference", words.reference, "the unit's own document number");
  out->add_option("--unit", words.unit, "receiving organisation");
  out->add_option("--bill-to", words.bill_to, "office to be billed: name, address");
  out->add_option("--funds", words.funds, "fund citation or certification");
  out->add_option("--liability", words.liability, "limit of government liability");
  for (const auto& flag : {kGround, kDecidedBy, kHinders})
    out->add_option(flag.name, words.*flag.to, flag.says);
  out->add_option(kSignedBy.name, words.*kSignedBy.to, kSignedBy.says)->allow_extra_args(false);
  add_common(out, options);
}
}  // namespace

void add_order_commands(CLI::App& app, Context& context) {
  auto* at = app.add_subcommand(
      "order", "ask, offer, accept, issue, receive, bill, pay, replace, dispute, convert, close");
  at->require_subcommand(1)->fallthrough();
  auto options = std::make_shared<OrderOptions>();
  add_request(*at, context, options);
  add_rates_commands(*at, context);
  for (const auto& verb : verbs()) {
    auto* out = command(*at, context, verb.name, verb.says,
                        [&context, options, kind = verb.kind] { return act(context, *options, kind); });
    out->add_option("order", options->order, "the order's id (its first digits) or document number")
        ->required();
    if (verb.lines != nullptr)
      out->add_option("--line", options->words.lines, verb.lines)->allow_extra_args(false);
    for (const auto& flag : verb.flags) out->add_option(flag.name, options->words.*flag.to, flag.says);
    for (const auto& flag : verb.lists)
      out->add_option(flag.name, options->words.*flag.to, flag.says)->allow_extra_args(false);
    add_common(out, options);
  }
}

}  // namespace palitan::cli
