// Grants in a story's words.
#include <algorithm>

#include "cli/story_lines.h"
#include "kernel/grant_table.h"

namespace palitan::cli {
namespace {
using statement::PartyCode;

template <class Enum>
Enum word_of(Words& words, std::string_view what) {
  Enum out{};
  const auto word = words.next(what);
  if (!words.fault() && !from_name(word, out)) words.fail("'" + word + "' is not " + std::string(what));
  return out;
}
std::uint32_t number_of(Words& words) { return static_cast<std::uint32_t>(words.number("a number")); }

/// "PHSFS "Subic"", or a name alone.
statement::Place place_of(Words& words) {
  statement::Place out;
  if (!words.quoted()) out.locode = words.next("a UN/LOCODE");
  if (words.quoted()) out.name = words.next("a name");
  return out;
}
/// "RHIB-1" "RHIB-2" ...
std::vector<std::string> serials_of(Words& words) {
  std::vector<std::string> out = {words.next("a serial number")};
  while (words.quoted()) out.push_back(words.next("a serial number"));
  return out;
}
std::string because(Words& words) {
  words.need("because");
  return words.next("the reason");
}

/// f(line) for each indented line; the first fault goes to `words`.
template <class F>
bool each_detail(const Sentence& sentence, Words& words, F f) {
  for (const auto& detail : sentence.details) {
    Words line(detail);
    f(line);
    line.end();
    if (!line.fault()) continue;
    words.fail(line.fault()->what);
    return false;
  }
  return true;
}

/// "item "RHIB-1" ready [with "Squadron 3"] [at PHSFS "Subic"] [berth "BH-1"]"
std::vector<statement::ItemState> states_of(const Sentence& sentence, Words& words) {
  std::vector<statement::ItemState> out;
  each_detail(sentence, words, [&](Words& line) {
    line.need("item");
    auto& one = out.emplace_back();
    one.serial = line.next("a serial number");
    one.readiness = word_of<statement::Readiness>(line, "ready, limited, down, lost or disposed");
    if (line.take("with")) one.custodian = line.next("the unit that has it");
    if (line.take("at")) one.place = place_of(line);
    if (line.take("berth")) one.berth = line.next("its berth");
  });
  return out;
}
}  // namespace

std::optional<kernel::GrantFact> Player::grant_in(const PartyCode& party, const Named& target) {
  const auto file = world_->book(party).get<kernel::CaseFact>(kernel::case_key(target.case_id), true);
  return file && file->grant ? std::optional(*file->grant) : std::nullopt;
}

template <class Body>
void Player::grant_act(const PartyCode& party, const Named& target, const Body& body, Words& words,
                       const ActOptions& opts) {
  words.end();
  if (broken(words)) return;
  const auto grant = grant_in(party, target);
  const auto side =
      grant && party == grant->note.donor ? kernel::GrantSide::donor : kernel::GrantSide::recipient;
  const auto role = kernel::grant_role_for(statement::kKindOf<Body>, side);
  perform(party, std::string(name(role.value_or(statement::Role::approver))), target.case_id, body, opts,
          words.line());
}

/// jpn grants phl 900000000 JPY "Boathouses" under osa as boathouse
void Player::offer_grant(const PartyCode& party, Words& words, const Sentence& sentence,
                         const ActOptions& opts) {
  statement::OfferGrant body;
  body.donor = party;
  body.recipient = words.next("the recipient");
  body.obligation = amount(words);
  body.title = words.next("a title");
  words.need("under");
  if (const auto* law = named(words, "an instrument")) body.instrument = law->case_id;
  const bool fine = each_detail(sentence, words, [&](Words& line) {
    if (line.take("for")) {
      body.field = line.next("a field");
      body.purpose = line.next("a purpose");
    } else if (line.take("note")) {
      body.note = line.next("the note's reference");
    } else if (line.take("year")) {
      body.fiscal_year = line.date("the first day of the fiscal year");
    } else if (line.take("site")) {
      body.sites.push_back(place_of(line));
    } else if (line.take("link")) {
      const auto* other = named(line, "a grant");
      body.links.push_back(
          {other != nullptr ? other->case_id : base::Id{}, line.next("how they belong together")});
    } else {
      line.fail("'" + line.peek() + "' is no part of a note: for, note, year, site, link");
    }
  });
  std::sort(body.links.begin(), body.links.end(),
            [](const auto& a, const auto& b) { return a.grant < b.grant; });
  if (fine && !broken(words)) perform(party, "approver", std::nullopt, body, opts, words.line());
}

/// Contracts and money.
bool Player::grant_money(const PartyCode& party, const Named& target, Words& words, const Sentence& sentence,
                         const ActOptions& opts) {
  if (words.take("awards lot")) {
    statement::AwardLot body;
    body.number = number_of(words);
    body.title = words.next("a title");
    words.need("to");
    body.contractor = words.next("a contractor");
    body.amount = words.number("an amount");
    each_detail(sentence, words, [&](Words& line) {
      line.need("milestone");
      auto& one = body.milestones.emplace_back();
      one.number = number_of(line);
      one.title = line.next("a title");
      line.need("due");
      one.due = line.date("a day");
      one.amount = line.number("an amount");
    });
    grant_act(party, target, body, words, opts);
  } else if (words.take("reaches lot")) {
    statement::ReachMilestone body;
    body.lot = number_of(words);
    words.need("milestone");
    body.milestone = number_of(words);
    grant_act(party, target, body, words, opts);
  } else if (words.take("disburses lot")) {
    statement::Disburse body;
    body.lot = number_of(words);
    words.need("milestone");
    body.milestone = number_of(words);
    body.amount = words.number("an amount");
    words.need("reference");
    body.reference = words.next("a reference");
    grant_act(party, target, body, words, opts);
  } else if (words.take("confirms")) {
    statement::ConfirmGrant body;
    if (const auto* of = named(words, "a milestone, disbursement or handover")) body.of = of->id;
    grant_act(party, target, body, words, opts);
  } else {
    return false;
  }
  return true;
}

/// Things and where they are.
bool Player::grant_things(const PartyCode& party, const Named& target, Words& words, const Sentence& sentence,
                          const ActOptions& opts) {
  if (words.take("hands over lot")) {
    statement::HandOver body;
    body.lot = number_of(words);
    words.need("at");
    body.place = place_of(words);
    each_detail(sentence, words, [&](Words& line) {
      line.need("item");
      auto& one = body.items.emplace_back();
      one.serial = line.next("a serial number");
      one.description = line.next("what it is");
      if (line.take("stock number")) one.stock_number = line.next("a stock number");
    });
    grant_act(party, target, body, words, opts);
  } else if (words.take("reports condition")) {
    grant_act(party, target, statement::ReportCondition{states_of(sentence, words)}, words, opts);
  } else if (words.take("inspects")) {
    auto findings = words.next("what was found");
    grant_act(party, target, statement::Inspect{states_of(sentence, words), std::move(findings)}, words,
              opts);
  } else if (words.take("reports")) {
    statement::ReportLoss body;
    body.loss = word_of<statement::LossKind>(words, "loss, damage or off_purpose");
    body.serials = serials_of(words);
    body.what = because(words);
    grant_act(party, target, body, words, opts);
  } else if (words.take("answers")) {
    statement::AnswerLoss body;
    if (const auto* of = named(words, "what was lost")) body.of = of->id;
    words.need("with");
    body.measures = words.next("the measures");
    grant_act(party, target, body, words, opts);
  } else {
    return false;
  }
  return true;
}

/// Consent, evaluation and the end.
bool Player::grant_brakes(const PartyCode& party, const Named& target, Words& words, const ActOptions& opts) {
  if (words.take("asks for")) {
    statement::AskConsent body;
    body.consent = word_of<statement::ConsentKind>(words, "transfer, other_purpose or disposal");
    body.serials = serials_of(words);
    if (words.take("to")) body.to = words.next("the new holder or purpose");
    body.reason = because(words);
    grant_act(party, target, body, words, opts);
  } else if (words.peek() == "consents" || words.peek() == "denies") {
    statement::AnswerConsent body;
    body.granted = words.next("an answer") == "consents";
    words.need("to");
    if (const auto* of = named(words, "a request")) body.of = of->id;
    if (words.take("if")) body.conditions = words.next("the conditions");
    grant_act(party, target, body, words, opts);
  } else if (words.take("carries out")) {
    statement::CarryOut body;
    body.consent = word_of<statement::ConsentKind>(words, "transfer, other_purpose or disposal");
    body.serials = serials_of(words);
    if (words.take("to")) body.to = words.next("the new holder or purpose");
    if (words.take("under"))
      if (const auto* asked = named(words, "a request")) body.asked = asked->id;
    grant_act(party, target, body, words, opts);
  } else if (words.take("evaluates")) {
    statement::Evaluate body;
    body.result = words.next("the result");
    grant_act(party, target, body, words, opts);
  } else if (words.take("closes")) {
    grant_act(party, target, statement::CloseGrant{}, words, opts);
  } else {
    return false;
  }
  return true;
}

/// "grants ..." opens a grant; "in GRANT ..." is every act of it.
bool Player::grant_verb(const PartyCode& party, Words& words, const Sentence& sentence,
                        const ActOptions& opts) {
  if (words.take("grants")) {
    offer_grant(party, words, sentence, opts);
    return true;
  }
  if (!words.take("in")) return false;
  const auto* target = named(words, "a grant");
  if (target == nullptr || broken(words)) return true;
  if (words.take("accepts note")) {
    grant_act(party, *target, statement::AcceptGrant{words.next("the note's reference")}, words, opts);
  } else if (words.take("converts at")) {
    // "2/3 to 6000000.00 USD from "A newspaper" of 2026-01-16"
    statement::RecordConversion body;
    const auto rate = words.next("a rate such as 2/3");
    const auto slash = std::min(rate.find('/'), rate.size());
    body.numerator = base::parse_decimal(rate.substr(0, slash), 0).value_or(0);
    body.denominator = slash < rate.size() ? base::parse_decimal(rate.substr(slash + 1), 0).value_or(0) : 1;
    words.need("to");
    body.amount = amount(words);
    words.need("from");
    body.source = words.next("the source");
    words.need("of");
    body.on = words.date("the source's day");
    grant_act(party, *target, body, words, opts);
  } else if (!grant_money(party, *target, words, sentence, opts) &&
             !grant_things(party, *target, words, sentence, opts) &&
             !grant_brakes(party, *target, words, opts)) {
    words.fail("'" + words.peek() +
               "' is nothing done in a grant: accepts note, converts at, awards lot, reaches lot, disburses "
               "lot, confirms, hands over lot, reports condition, inspects, reports, answers, asks for, "
               "consents to, denies to, carries out, evaluates, closes");
  }
  return true;
}

}  // namespace palitan::cli
