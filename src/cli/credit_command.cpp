// `palitan credit`: services counted in a unit that is not money, and credit handed on.
#include "base/money.h"
#include "cli/across_desk.h"
#include "terms/exchange_rules.h"

namespace palitan::cli {
namespace {
using statement::Role;

constexpr int kMicroDigits = 6;

struct CreditWords {
  Hand hand;
  std::string which;
  std::string instrument;
  std::string activity;
  std::string provider;
  std::string user;
  std::string asset;
  std::string measured;
  std::string place;
  std::string to;
  std::string beneficiary;
  std::string credit;
  std::string purpose;
  std::string reason;
  bool refused = false;
};

Done<std::int64_t> figure_of(const std::string& text) {
  const auto out = base::parse_decimal(text, kMicroDigits);
  if (out && *out > 0) return *out;
  return trouble(kUsage, fmt::format("'{}' is no figure, like 4 or 2.5.", text));
}

/// The instrument named, or the only one with credits.
Done<CaseView> law_of(Desk& desk, const std::string& named) {
  if (!named.empty()) return case_named(desk, named, "instrument");
  const auto rows = desk.cases();
  if (!rows) return tl::unexpected(rows.error());
  std::vector<CaseView> fit;
  for (const auto& row : *rows) {
    if (row.kind != "instrument") continue;
    auto view = desk.case_file(row.id);
    if (!view) return tl::unexpected(view.error());
    if (view->file.instrument->rules.credits) fit.push_back(std::move(*view));
  }
  if (fit.size() == 1) return std::move(fit.front());
  return trouble(kUsage, fit.empty() ? "No instrument of this book counts services in credits."
                                     : "Several instruments do. Name one with --instrument.");
}

/// The table of the instrument's day says what it counts for.
Done<void> record(const Context& context, const CreditWords& words) {
  const auto desk = open_desk(context);
  if (!desk) return tl::unexpected(desk.error());
  const auto law = law_of(**desk, words.instrument);
  if (!law) return tl::unexpected(law.error());
  const auto activity = pick_case(**desk, words.activity, "activity");
  if (!activity) return tl::unexpected(activity.error());
  const auto measured = figure_of(words.measured);
  if (!measured) return tl::unexpected(measured.error());
  const auto time = when(context, words.hand.at);
  if (!time) return tl::unexpected(time.error());
  const auto& rules = law->file.instrument->rules;
  if (!rules.credits) return trouble(kRefused, rules.name + " says nothing of credits.");
  const auto credit = terms::credit_for(rules, words.asset, *measured, time->legal_date());
  if (!credit) return trouble(credit.error());
  const statement::RecordService body{law->id,     *activity, words.provider, words.user,
                                      words.asset, *measured, *credit,        words.place};
  fmt::print("Counts for {} {}.\n", base::format_decimal(*credit, kMicroDigits), rules.credits->unit);
  const auto role = (*desk)->party() == words.provider ? Role::issuer : Role::receiver;
  const auto done = sign_body(context, **desk, words.hand, role, body);
  if (!done) return tl::unexpected(done.error());
  return {};
}

Done<void> assign(const Context& context, const CreditWords& words) {
  const auto desk = open_desk(context);
  if (!desk) return tl::unexpected(desk.error());
  const auto law = law_of(**desk, words.instrument);
  if (!law) return tl::unexpected(law.error());
  const auto credit = figure_of(words.credit);
  if (!credit) return tl::unexpected(credit.error());
  const statement::AssignCredit body{law->id,  (*desk)->party(),
                                     words.to, words.beneficiary.empty() ? words.to : words.beneficiary,
                                     *credit,  words.purpose};
  const auto done = sign_body(context, **desk, words.hand, Role::approver, body);
  if (!done) return tl::unexpected(done.error());
  return {};
}

Done<void> confirm(const Context& context, const CreditWords& words) {
  const auto desk = open_desk(context);
  if (!desk) return tl::unexpected(desk.error());
  const auto view = case_named(**desk, words.which, "credit");
  if (!view) return tl::unexpected(view.error());
  const auto& fact = *view->file.credit;
  auto role = Role::approver;
  if (fact.service) role = (*desk)->party() == fact.service->provider ? Role::issuer : Role::receiver;
  const auto done = sign_body(context, **desk, words.hand, role,
                              statement::ConfirmCredit{!words.refused, words.reason}, view->id);
  if (!done) return tl::unexpected(done.error());
  return {};
}
}  // namespace

void add_credit_commands(CLI::App& app, Context& context) {
  auto words = std::make_shared<CreditWords>();
  auto* at = app.add_subcommand("credit", "services counted in other units, and credit handed on");
  at->require_subcommand(1)->fallthrough();
  auto* one =
      command(*at, context, "record", "record a service; the instrument's table says what it counts for",
              [&context, words] { return record(context, *words); });
  one->add_option("--activity", words->activity, "name or id, where there are several");
  one->add_option("--provider", words->provider, "who served")->required();
  one->add_option("--user", words->user, "who was served")->required();
  one->add_option("--asset", words->asset, "as the table names it: C-130")->required();
  one->add_option("--measured", words->measured, "in the table's unit, as 4.5")->required();
  one->add_option("--place", words->place, "where");
  auto* two = command(*at, context, "assign", "hand credit of this party to another",
                      [&context, words] { return assign(context, *words); });
  two->add_option("--to", words->to, "who gets it")->required();
  two->add_option("--for", words->beneficiary, "whose need it meets; the taker's if left out");
  two->add_option("--credit", words->credit, "how much, as 3")->required();
  two->add_option("--purpose", words->purpose, "what for")->required();
  auto* three = command(*at, context, "confirm", "agree to a service or assignment that touches this party",
                        [&context, words] { return confirm(context, *words); });
  three->add_option("credit", words->which, "first digits of its id; may be left out where there is one");
  three->add_flag("--refuse", words->refused, "say no to it");
  three->add_option("--reason", words->reason, "why it is refused");
  for (auto* out : {one, two})
    out->add_option("--instrument", words->instrument, "where several count credits");
  for (auto* out : {one, two, three}) {
    out->add_option("--by", words->hand.by, "the office or seat that signs");
    out->add_option("--at", words->hand.at, "when it took effect; now if left out");
  }
}

}  // namespace palitan::cli
