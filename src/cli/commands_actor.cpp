// Office-holders: their keys, warrants and revocation.
#include <algorithm>

#include "cli/commands.h"
#include "cli/line_syntax.h"
#include "cli/table.h"
#include "node/random.h"

namespace palitan::cli {
namespace {

struct ActorOptions {
  std::string key;
  std::string seat;
  std::string office;
  std::string holder;
  std::string unit;
  std::vector<std::string> roles;
  std::vector<std::string> limits;
  std::string from;
  std::string until;
  std::string trained_on;
  std::string by;
  std::string reason;
  std::string at;
};

Done<void> make(const Context& context) {
  const auto folder = folder_of(context);
  if (!folder) return tl::unexpected(folder.error());
  const auto passphrase = read_passphrase(context.passphrase_file, "the new seat", true);
  if (!passphrase) return tl::unexpected(passphrase.error());
  const auto key = node::random_key_pair();
  const auto seat = crypto::key_id(key.public_key);
  if (auto ok = folder->write_key(node::seat_key_file(seat), key, passphrase->view()); !ok)
    return trouble(ok.error());
  fmt::print("Made a seat on this node.\n  seat   {}\n  key    {}\n", base::to_hex(seat.view()),
             base::to_hex(key.public_key.view()));
  if (const auto desk = open_desk(context))
    if (auto ok = (*desk)->unlock(seat, passphrase->view()); !ok) return ok;
  fmt::print("Have the registrar appoint it: palitan actor appoint --key {} --office ... --role ...\n",
             base::to_hex(key.public_key.view()));
  return {};
}

Done<void> unlock(const Context& context, const ActorOptions& options) {
  const auto desk = open_desk(context);
  if (!desk) return tl::unexpected(desk.error());
  const auto seat = base::fixed_from_hex<base::KeyId>(options.seat);
  if (!seat)
    return trouble(kUsage, "A seat is named by its sixteen digits. See them with: palitan actor list.");
  const auto passphrase = read_passphrase(context.passphrase_file, "seat " + options.seat);
  if (!passphrase) return tl::unexpected(passphrase.error());
  if (auto ok = (*desk)->unlock(*seat, passphrase->view()); !ok) return ok;
  fmt::print("Seat {} is unlocked until the node stops.\n", options.seat);
  return {};
}

Done<statement::Appoint> warrant(const ActorOptions& options, base::Date today) {
  statement::Appoint body;
  const auto key = base::fixed_from_hex<base::PublicKey>(options.key);
  if (!key) return trouble(kUsage, "A key is 64 hexadecimal digits, as 'palitan actor make' printed them.");
  body.key = *key;
  body.office = options.office;
  body.holder = options.holder;
  body.unit = options.unit;
  for (const auto& text : options.roles) {
    const auto role = parse_role(text);
    if (!role) return tl::unexpected(role.error());
    body.roles.push_back(*role);
  }
  std::sort(body.roles.begin(), body.roles.end());
  for (const auto& text : options.limits) {
    auto limit = parse_money(text);
    if (!limit) return tl::unexpected(limit.error());
    body.limits.push_back(std::move(*limit));
  }
  body.valid_from = today;
  body.valid_until = base::add_months(today, 24);
  for (const auto& [text, day] :
       {std::pair{&options.from, &body.valid_from}, {&options.until, &body.valid_until}}) {
    if (text->empty()) continue;
    const auto date = parse_day(*text);
    if (!date) return tl::unexpected(date.error());
    *day = *date;
  }
  if (!options.trained_on.empty()) {
    const auto date = parse_day(options.trained_on);
    if (!date) return tl::unexpected(date.error());
    body.trained_on = *date;
  }
  return body;
}

Done<void> appoint(const Context& context, const ActorOptions& options) {
  const auto desk = open_desk(context);
  if (!desk) return tl::unexpected(desk.error());
  const auto time = when(context, options.at);
  if (!time) return tl::unexpected(time.error());
  auto body = warrant(options, time->legal_date());
  if (!body) return tl::unexpected(body.error());
  if (body->roles == std::vector{statement::Role::registrar}) {
    const auto folder = folder_of(context);
    if (!folder) return tl::unexpected(folder.error());
    const auto passphrase = read_passphrase(context.passphrase_file, "the root keys");
    if (!passphrase) return tl::unexpected(passphrase.error());
    const auto id = act_as_root(**desk, *folder, passphrase->view(), std::move(*body), *time);
    if (!id) return tl::unexpected(id.error());
    fmt::print("Appointed as registrar by the roots: {}.\n", short_hex(*id));
    return {};
  }
  const auto seat = pick_seat(**desk, options.by, statement::Role::registrar);
  if (!seat) return tl::unexpected(seat.error());
  auto draft = draft_of(*seat, *body, (*desk)->partnership());
  draft.effective = *time;
  const auto act = (*desk)->sign(draft);
  if (!act) return tl::unexpected(act.error());
  say_signed(*act, "appointment");
  return {};
}

Done<void> revoke(const Context& context, const ActorOptions& options) {
  const auto desk = open_desk(context);
  if (!desk) return tl::unexpected(desk.error());
  const auto seats = (*desk)->seats();
  if (!seats) return tl::unexpected(seats.error());
  const auto at = std::find_if(seats->begin(), seats->end(), [&](const auto& row) {
    return row.fact.party == (*desk)->party() && base::to_hex(row.seat.view()) == options.seat;
  });
  if (at == seats->end())
    return trouble(kRefused, fmt::format("No seat of {} is {}. See them with: palitan actor list.",
                                         (*desk)->party(), options.seat));
  const auto time = when(context, options.at);
  if (!time) return tl::unexpected(time.error());
  const auto seat = pick_seat(**desk, options.by, statement::Role::registrar);
  if (!seat) return tl::unexpected(seat.error());
  auto draft = draft_of(*seat, statement::Revoke{at->seat, at->fact.head_sequence, options.reason},
                        (*desk)->partnership());
  draft.effective = *time;
  const auto act = (*desk)->sign(draft);
  if (!act) return tl::unexpected(act.error());
  say_signed(*act,
             fmt::format("revocation of '{}' after its act {}", at->fact.office, at->fact.head_sequence));
  return {};
}

Done<void> list(const Context& context) {
  const auto record = open_record(context);
  if (!record) return tl::unexpected(record.error());
  auto seats = (*record)->seats();
  if (!seats) return tl::unexpected(seats.error());
  std::sort(seats->begin(), seats->end(), [](const auto& a, const auto& b) {
    return std::pair(a.fact.party, a.fact.office) < std::pair(b.fact.party, b.fact.office);
  });
  Table table({"party", "office", "holder", "roles", "limits", "valid", "seat", "key here"});
  for (const auto& [id, fact, here] : *seats) {
    if (fact.root || fact.roles.empty()) continue;
    std::string roles, limits;
    for (const auto role : fact.roles) roles += (roles.empty() ? "" : " ") + std::string(name(role));
    for (const auto& limit : fact.limits)
      limits += (limits.empty() ? "" : ", ") + money_text(limit.minor, limit.currency);
    table.add({fact.party, fact.office, fact.holder, roles, limits.empty() ? "-" : limits,
               fact.revoked_after ? "REVOKED" : to_text(fact.valid_from) + " to " + to_text(fact.valid_until),
               base::to_hex(id.view()), here});
  }
  fmt::print(
      "{}", table.empty() ? "Nobody is appointed yet. Make a seat with: palitan actor make\n" : table.text());
  return {};
}
}  // namespace

void add_actor_commands(CLI::App& app, Context& context) {
  auto* at = app.add_subcommand("actor", "make, appoint, revoke and list office-holders");
  at->require_subcommand(1)->fallthrough();
  auto options = std::make_shared<ActorOptions>();
  command(*at, context, "make", "make a seat's key on this node", [&context] { return make(context); });
  auto* open = command(*at, context, "unlock", "unlock a seat on the serving node",
                       [&context, options] { return unlock(context, *options); });
  auto* name_it = command(*at, context, "appoint",
                          "give a key its warrant; the registrar signs, for a registrar the roots",
                          [&context, options] { return appoint(context, *options); });
  name_it->add_option("--key", options->key, "the key that 'actor make' printed")->required();
  name_it->add_option("--office", options->office, "name of the office")->required();
  name_it->add_option("--holder", options->holder, "who holds it");
  name_it->add_option("--unit", options->unit, "where");
  name_it
      ->add_option("--role", options->roles,
                   "registrar, custodian, requester, approver, issuer, receiver, biller, "
                   "payer, auditor; repeat for each")
      ->allow_extra_args(false)
      ->required();
  name_it
      ->add_option("--limit", options->limits,
                   "highest total of one order, as \"JPY 2000000\"; repeat per currency")
      ->allow_extra_args(false);
  name_it->add_option("--from", options->from, "first day of the warrant; today if left out");
  name_it->add_option("--until", options->until, "last day; two years if left out");
  name_it->add_option("--trained-on", options->trained_on, "day of the last training");
  auto* end = command(*at, context, "revoke", "end a seat; what it signed so far stands",
                      [&context, options] { return revoke(context, *options); });
  end->add_option("--reason", options->reason, "why")->required();
  for (auto* one : {open, end})
    one->add_option("seat", options->seat, "the seat's sixteen digits")->required();
  for (auto* one : {name_it, end}) {
    one->add_option("--by", options->by, "the registrar's seat or office, where there are several");
    one->add_option("--at", options->at, "when it takes effect, as 2026-11-23T14:00+08:00; now if left out");
  }
  command(*at, context, "list", "every seat, its warrant, and whether its key lies here",
          [&context] { return list(context); });
}

}  // namespace palitan::cli
