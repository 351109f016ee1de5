// What a story may ask of a grant: where its things are, what is due, what is public.
#include <algorithm>

#include <fmt/format.h>

#include "cli/story_player.h"
#include "reports/grant_views.h"

namespace palitan::cli {
namespace {
template <class Enum>
Enum word_of(Words& words, std::string_view what) {
  Enum out{};
  const auto word = words.next(what);
  if (!words.fault() && !from_name(word, out)) words.fail("'" + word + "' is not " + std::string(what));
  return out;
}
}  // namespace

/// "GRANT shows thing "RHIB-1" with CUSTODY [READINESS] [berth "BH-1" [of GRANT]]"
void Player::grant_shows_thing(const reports::GrantCase& one, Words& words) {
  const auto serial = words.next("a serial number");
  words.need("with");
  const auto custody = words.next("who has it");
  const std::vector<reports::GrantCase> cases = {one};
  const auto lines = reports::item_register(cases);
  const auto at =
      std::find_if(lines.begin(), lines.end(), [&](const auto& line) { return line.item.serial == serial; });
  if (at == lines.end()) return words.fail("there is no thing '" + serial + "'");
  std::string expected = custody, seen{kernel::name(at->custody)};
  if (!words.done() && words.peek() != "berth") {
    expected += " " + words.next("its readiness");
    seen += " " + std::string(at->readiness ? statement::name(*at->readiness) : "unknown");
  }
  if (words.take("berth")) {
    expected += " berth " + words.next("its berth");
    seen += " berth " + at->berth;
  }
  if (words.take("of"))
    if (const auto* other = named(words, "a grant"); other != nullptr && at->berth_grant != other->case_id)
      return words.fail("the berth of '" + serial + "' belongs to no linked grant of that name");
  if (seen != expected) words.fail("expected '" + serial + "' with " + expected + ", seen " + seen);
}

/// "GRANT shows due STEP on DATE", "GRANT shows overdue STEP 5 days", "GRANT shows no STEP"
void Player::grant_shows_due(const reports::GrantCase& one, Words& words) {
  const bool none = words.take("no");
  const bool overdue = !none && words.take("overdue");
  if (!none && !overdue) words.need("due");
  const auto step = word_of<reports::GrantStep>(words, "a step of a grant");
  const std::int64_t local = world_->now().ms + std::int64_t{offset_} * 60'000;
  const std::vector<reports::GrantCase> cases = {one};
  const auto dues = reports::grants_due(cases, {static_cast<std::int32_t>(local / base::kDayMs)});
  const auto at = std::find_if(dues.begin(), dues.end(), [&](const auto& due) { return due.step == step; });
  if (words.fault()) return;
  const auto said = std::string(reports::name(step));
  if (none != (at == dues.end())) return words.fail(said + (none ? " is due" : " is not due"));
  if (overdue) {
    if (const auto days = words.number("days"); days != at->days_overdue)
      words.fail(fmt::format("expected {} days, seen {}", days, at->days_overdue));
    words.need("days");
  } else if (words.take("on")) {
    const auto day = words.date("a day");
    if (!at->due || *at->due != day)
      words.fail(fmt::format("expected {} on {}, seen {}", said, to_text(day),
                             at->due ? to_text(*at->due) : "no day"));
  }
}

/// "GRANT shows public sheet of 900000000 JPY [with 3 conversions] [result "..."] [linked with 1]", or
/// "shows no public sheet".
void Player::grant_shows_sheet(const reports::GrantCase& one, Words& words) {
  const auto sheet = reports::public_sheet(one);
  if (!sheet) return words.fail("nothing of it is public");
  words.need("of");
  if (const auto whole = amount(words); !(whole == sheet->obligation))
    words.fail(fmt::format("the note is {} {}", sheet->obligation.minor, sheet->obligation.currency));
  if (words.take("with")) {
    if (words.number("a count") != static_cast<std::int64_t>(sheet->conversions.size()))
      words.fail(fmt::format("there are {} conversions", sheet->conversions.size()));
    words.need("conversions");
  }
  if (words.take("linked with") && words.number("a count") != static_cast<std::int64_t>(sheet->links.size()))
    words.fail(fmt::format("it is linked with {}", sheet->links.size()));
  if (words.take("result") && words.next("the result") != sheet->result)
    words.fail("its result is \"" + sheet->result + "\"");
}

void Player::grant_shows(const Named& target, Words& words) {
  const auto start = words;
  for (const auto& party : world_->parties()) {
    if (!world_->running(party)) continue;
    const auto grant = grant_in(party, target);
    const auto law = grant ? law_of(party, grant->note.instrument) : std::nullopt;
    if (!grant || !law) return words.fail("there is no grant of that name at " + party);
    const reports::GrantCase one{target.case_id, &*grant, &law->rules};
    words = start;
    if (words.take("thing"))
      grant_shows_thing(one, words);
    else if (words.take("public sheet"))
      grant_shows_sheet(one, words);
    else
      grant_shows_due(one, words);
    if (words.fault()) return;
  }
}

/// "portfolio of jpn against 2023-04-01 2000000000 JPY, 2024-04-01 5000000000 JPY", below it for each year
/// "2023-04-01 4 grants 1975000000 JPY left 25000000": what it granted in all books, and there is no other
/// year.
void Player::portfolio(Words& words, const Sentence& sentence) {
  const auto donor = words.next("a party");
  std::vector<reports::GrantBudget> budgets;
  if (words.take("against"))
    while (!words.done()) {
      const auto year = words.date("the first day of a fiscal year");
      budgets.push_back({year, amount(words)});
    }
  std::vector<std::pair<base::Id, kernel::CaseFact>> files;
  const auto collect = [&](node::World* world) {
    if (world == nullptr || !world->has(donor)) return;
    world->store(donor).each_fact(kernel::FactKind::case_file, [&](const auto& key, base::ByteView bytes) {
      if (auto file = codec::decode<kernel::CaseFact>(bytes)) files.emplace_back(base::Id{key.id}, *file);
      return true;
    });
  };
  collect(world_.get());
  for (const auto& [name, world] : shelf_) collect(world.get());
  std::vector<reports::GrantCase> grants;
  for (const auto& [id, file] : files)
    for (const auto& [law, of] : files)
      if (file.grant && of.instrument && law == file.grant->note.instrument)
        grants.push_back({id, &*file.grant, &of.instrument->rules});
  const auto found = reports::portfolio(grants, donor, budgets);
  if (!found) return words.fail(base::sentence(found.error()));
  std::string seen, expected;
  for (const auto& year : found->years)
    seen += fmt::format("{} {} {} {} {}; ", to_text(year.fiscal_year), year.grants, year.agreed,
                        year.currency, year.left ? std::to_string(*year.left) : "-");
  for (const auto& detail : sentence.details) {
    Words line(detail);
    const auto year = line.date("the first day of a fiscal year");
    const auto count = line.number("a count");
    line.need("grants");
    const auto whole = amount(line);
    const auto left = line.take("left") ? std::to_string(line.number("what is left")) : std::string("-");
    line.end();
    if (broken(line)) return;
    expected += fmt::format("{} {} {} {} {}; ", to_text(year), count, whole.minor, whole.currency, left);
  }
  if (seen != expected) words.fail(fmt::format("expected {}, seen {}", expected, seen));
}

}  // namespace palitan::cli
