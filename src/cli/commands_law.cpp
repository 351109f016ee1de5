// Instruments and activities: under what law, and for what purpose.
#include <algorithm>

#include "cli/attaching.h"
#include "cli/commands.h"
#include "cli/files.h"
#include "cli/instrument_words.h"
#include "cli/line_syntax.h"
#include "cli/place_syntax.h"
#include "papers/instrument_toml.h"

namespace palitan::cli {
namespace {

struct LawOptions {
  std::string file;
  std::string which;
  std::string in_force;
  std::vector<std::string> settings;
  std::string by;
  std::string at;
  statement::OpenActivity activity;
  std::string from;
  std::string until;
  std::string since;
  std::string reason;
  std::string change;
  std::vector<std::string> places;
};

Done<papers::CompiledInstrument> compile(const std::string& file) {
  const auto text = read_file(file);
  if (!text) return tl::unexpected(text.error());
  auto out = papers::compile_instrument(*text, file);
  if (!out) return trouble(out.error());
  return std::move(*out);
}

void print_instrument(const papers::CompiledInstrument& compiled) {
  const auto& i = compiled.instrument;
  fmt::print("{}\n  {}\n", i.title, i.name);
  fmt::print("  {} activities, {} categories, {} exclusions, {} clauses\n", i.activities.size(),
             i.categories.size(), i.exclusions.size(), i.clauses.size());
  for (const auto& note : compiled.notes) fmt::print("  note: {}\n", note);
}

/// Signs as custodian and says so.
template <class Body>
Done<void> sign_as_custodian(const Context& context, const LawOptions& options, Desk& desk, const Body& body,
                             std::optional<base::Id> case_id, std::string_view what,
                             std::vector<statement::Attachment> attachments = {}) {
  const auto time = when(context, options.at);
  if (!time) return tl::unexpected(time.error());
  const auto seat = pick_seat(desk, options.by, statement::Role::custodian);
  if (!seat) return tl::unexpected(seat.error());
  auto draft = draft_of(*seat, body, case_id);
  draft.effective = *time;
  draft.attachments = std::move(attachments);
  const auto act = desk.sign(draft);
  if (!act) return tl::unexpected(act.error());
  say_signed(*act, what);
  return {};
}

Done<void> propose(const Context& context, const LawOptions& options) {
  const auto compiled = compile(options.file);
  if (!compiled) return tl::unexpected(compiled.error());
  const auto desk = open_desk(context);
  if (!desk) return tl::unexpected(desk.error());
  print_instrument(*compiled);
  auto texts = attach_texts(**desk, *compiled);
  if (!texts) return tl::unexpected(texts.error());
  return sign_as_custodian(context, options, **desk,
                           statement::ProposeInstrument{terms::write(compiled->instrument)}, std::nullopt,
                           "proposal of " + compiled->instrument.name, {std::move(*texts)});
}

Done<void> ratify(const Context& context, const LawOptions& options) {
  const auto desk = open_desk(context);
  if (!desk) return tl::unexpected(desk.error());
  const auto id = pick_case(**desk, options.which, "instrument");
  if (!id) return tl::unexpected(id.error());
  statement::RatifyInstrument body;
  const auto day = parse_day(options.in_force);
  if (!day) return tl::unexpected(day.error());
  body.in_force = *day;
  auto settings = read_settings(options.settings);
  if (!settings) return tl::unexpected(settings.error());
  body.settings = std::move(*settings);
  return sign_as_custodian(context, options, **desk, body, *id, "ratification");
}

Done<std::vector<statement::Place>> places_of(const LawOptions& options) {
  std::vector<statement::Place> out;
  for (const auto& text : options.places) {
    auto place = parse_place(text);
    if (!place) return tl::unexpected(place.error());
    out.push_back(std::move(*place));
  }
  return out;
}

Done<void> open_activity(const Context& context, const LawOptions& options) {
  const auto desk = open_desk(context);
  if (!desk) return tl::unexpected(desk.error());
  auto body = options.activity;
  const auto from = parse_day(options.from);
  if (!from) return tl::unexpected(from.error());
  const auto until = parse_day(options.until);
  if (!until) return tl::unexpected(until.error());
  auto places = places_of(options);
  if (!places) return tl::unexpected(places.error());
  body.from = *from;
  body.until = *until;
  body.places = std::move(*places);
  if (body.parties.empty()) {
    const auto seen = (*desk)->status();
    if (!seen) return tl::unexpected(seen.error());
    body.parties = seen->parties;
  }
  std::sort(body.parties.begin(), body.parties.end());
  return sign_as_custodian(context, options, **desk, body, std::nullopt, "opening of " + body.name);
}

/// What is not named stays as it is on that day.
Done<statement::ChangeActivity> change_of(const LawOptions& options, const kernel::ActivityFact& activity) {
  const auto since = parse_day(options.since);
  if (!since) return tl::unexpected(since.error());
  const auto now = activity.on(*since);
  statement::ChangeActivity out{now.type,  *since,         now.from,  now.until,
                                now.place, options.reason, now.units, now.places};
  for (const auto& [text, day] :
       {std::pair(&options.from, &out.from), std::pair(&options.until, &out.until)}) {
    if (text->empty()) continue;
    const auto said = parse_day(*text);
    if (!said) return tl::unexpected(said.error());
    *day = *said;
  }
  if (!options.activity.type.empty()) out.type = options.activity.type;
  if (!options.activity.place.empty()) out.place = options.activity.place;
  if (!options.activity.units.empty()) out.units = options.activity.units;
  auto places = places_of(options);
  if (!places) return tl::unexpected(places.error());
  if (!places->empty()) out.places = std::move(*places);
  return out;
}

Done<CaseView> activity_at(Desk& desk, const LawOptions& options) {
  const auto id = pick_case(desk, options.which, "activity");
  if (!id) return tl::unexpected(id.error());
  auto view = desk.case_file(*id);
  if (!view) return tl::unexpected(view.error());
  if (!view->file.activity) return trouble(kRefused, "That case is no activity.");
  return view;
}

Done<void> change_activity(const Context& context, const LawOptions& options) {
  const auto desk = open_desk(context);
  if (!desk) return tl::unexpected(desk.error());
  const auto view = activity_at(**desk, options);
  if (!view) return tl::unexpected(view.error());
  const auto body = change_of(options, *view->file.activity);
  if (!body) return tl::unexpected(body.error());
  return sign_as_custodian(context, options, **desk, *body, view->id,
                           "change of " + view->file.activity->activity.name);
}

/// The opening where this party has not concurred in it; else the change that waits for it.
Done<void> concur(const Context& context, const LawOptions& options) {
  const auto desk = open_desk(context);
  if (!desk) return tl::unexpected(desk.error());
  const auto view = activity_at(**desk, options);
  if (!view) return tl::unexpected(view.error());
  const auto said = [&](const std::vector<statement::PartyCode>& parties) {
    return std::find(parties.begin(), parties.end(), (*desk)->party()) != parties.end();
  };
  statement::ConcurActivity body;
  std::vector<base::Id> waiting;
  for (const auto& proposal : view->file.activity->proposed)
    if (!said(proposal.concurred) && base::to_hex(proposal.version.change.view()).starts_with(options.change))
      waiting.push_back(proposal.version.change);
  if (!options.change.empty() || said(view->file.activity->concurred)) {
    if (waiting.size() > 1)
      return trouble(kUsage, "Several changes wait. Name one with --change: its first digits.");
    if (waiting.empty())
      return trouble(kRefused, "No change of that activity waits for this party's concurrence.");
    body.change = waiting.front();
  }
  return sign_as_custodian(context, options, **desk, body, view->id,
                           body.change ? "concurrence in the change" : "concurrence");
}

void add_common(CLI::App* at, const std::shared_ptr<LawOptions>& options) {
  at->add_option("--by", options->by, "the custodian's seat or office, where there are several");
  at->add_option("--at", options->at, "when it takes effect, as 2026-11-23T14:00+08:00; now if left out");
}
}  // namespace

void add_law_commands(CLI::App& app, Context& context) {
  auto options = std::make_shared<LawOptions>();
  auto* at = app.add_subcommand("instrument", "agreements as rules: check a file, propose it, ratify it");
  at->require_subcommand(1)->fallthrough();
  add_instrument_file_commands(*at, context);
  auto* offer = command(*at, context, "propose", "put an instrument into the record",
                        [&context, options] { return propose(context, *options); });
  offer->add_option("file", options->file, "instrument in TOML")->required();
  auto* agree = command(*at, context, "ratify", "ratify an instrument for this party",
                        [&context, options] { return ratify(context, *options); });
  agree->add_option("instrument", options->which, "its name or id");
  agree->add_option("--in-force", options->in_force, "first day on which it holds; all parties say the same")
      ->required();
  agree
      ->add_option("--set", options->settings,
                   "a figure it leaves open, as clock.reimbursement.days=60; repeat")
      ->allow_extra_args(false);

  auto* purpose = app.add_subcommand("activity", "what supplies serve: exercises, relief, visits");
  purpose->require_subcommand(1)->fallthrough();
  auto* begin = command(*purpose, context, "open", "open an activity",
                        [&context, options] { return open_activity(context, *options); });
  begin->add_option("--type", options->activity.type, "as the instrument names it: exercise, relief, ...")
      ->required();
  begin->add_option("--name", options->activity.name, "its name")->required();
  begin->add_option("--from", options->from, "first day")->required();
  begin->add_option("--until", options->until, "last day")->required();
  begin->add_option("--party", options->activity.parties, "who takes part; everybody if left out; repeat")
      ->allow_extra_args(false);
  auto* alter = command(*purpose, context, "change",
                        "propose another purpose, window or place from a day on; the others concur",
                        [&context, options] { return change_activity(context, *options); });
  alter->add_option("activity", options->which, "its name or id");
  alter->add_option("--since", options->since, "the first day of the change")->required();
  alter->add_option("--reason", options->reason, "why")->required();
  alter->add_option("--type", options->activity.type, "another purpose: relief, ...");
  alter->add_option("--from", options->from, "another first day");
  alter->add_option("--until", options->until, "another last day");
  for (auto* one : {begin, alter}) {
    one->add_option("--place", options->activity.place, "where, in words");
    one->add_option("--unit", options->activity.units, "a unit that takes part; repeat")
        ->allow_extra_args(false);
    one->add_option("--at-place", options->places,
                    "\"[LOCODE] NAME [LATITUDE,LONGITUDE]\", as \"PHMOP Mactan 10.3075,123.9790\"; repeat")
        ->allow_extra_args(false);
  }
  auto* join = command(*purpose, context, "concur",
                       "agree to an activity that the other side opened, or to a change of it",
                       [&context, options] { return concur(context, *options); });
  join->add_option("activity", options->which, "its name or id");
  join->add_option("--change", options->change, "the change (its first digits), where several wait");
  for (auto* one : {offer, agree, begin, alter, join}) add_common(one, options);
}

}  // namespace palitan::cli
