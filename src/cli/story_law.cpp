// Instruments and activities in a story's words.
#include <algorithm>
#include <tuple>

#include "cli/story_player.h"
#include "papers/instrument_toml.h"

namespace palitan::cli {
using statement::PartyCode;

bool Player::vary(terms::Instrument& instrument, const Sentence& sentence, bool& damage) {
  for (const auto& detail : sentence.details) {
    Words words(detail);
    if (words.take("exclude")) {
      terms::Exclusion exclusion;
      exclusion.category = words.next("a category");
      words.need("when");
      exclusion.supplier = words.next("a party");
      words.need("supplies clause");
      exclusion.clause = words.next("a clause");
      instrument.exclusions.push_back(std::move(exclusion));
    } else if (words.take("drop category")) {
      const auto name = words.next("a category");
      std::erase_if(instrument.categories, [&](const auto& rule) { return rule.name == name; });
    } else if (words.take("drop activity")) {
      const auto type = words.next("an activity");
      std::erase_if(instrument.activities, [&](const auto& rule) { return rule.type == type; });
    } else if (words.take("drop visits")) {
      instrument.visit_clause.clear();
    } else if (words.take("ask for visits clause")) {
      instrument.visit_clause = words.next("a clause");
      instrument.visit_flagged = words.take("flagging");
    } else if (words.take("drop training")) {
      instrument.warrants.reset();
    } else if (words.take("between")) {
      for (instrument.parties.clear(); !words.done();) instrument.parties.push_back(words.next("a party"));
    } else if (words.take("ends")) {
      instrument.ends = words.date("a date");
    } else if (words.take("with its rules cut short")) {
      damage = true;
    } else {
      words.fail("'" + words.peek() +
                 "' changes no instrument: exclude, drop, between, ends, or with its rules cut short");
    }
    words.end();
    if (broken(words)) return false;
  }
  std::sort(instrument.exclusions.begin(), instrument.exclusions.end(), [](const auto& a, const auto& b) {
    return std::tie(a.supplier, a.category) < std::tie(b.supplier, b.category);
  });
  return true;
}

bool Player::compile(Words& words, const Sentence& sentence, base::Bytes& rules) {
  words.need("from");
  const auto file = words.next("the instrument's file");
  std::string toml;
  if (words.fault()) return !broken(words);
  if (!read_file(file, toml)) {
    words.fail("'" + file + "' is not in the story's folder or above it");
    return !broken(words);
  }
  auto compiled = papers::compile_instrument(toml, file);
  if (!compiled) {
    came_of(words.line(), tl::unexpected(compiled.error()), "the instrument's file");
    return false;
  }
  instrument_texts_[compiled->instrument.name] = compiled->texts;
  bool damage = false;
  if (!vary(compiled->instrument, sentence, damage)) return false;
  rules = terms::write(compiled->instrument);
  if (damage) rules.resize(rules.size() / 2);
  return true;
}

void Player::propose(const PartyCode& party, Words& words, const Sentence& sentence, const ActOptions& opts) {
  auto named_so = opts;
  named_so.as = words.next("a name for the instrument");
  base::Bytes rules;
  if (!compile(words, sentence, rules)) return;
  perform(party, "custodian", std::nullopt, statement::ProposeInstrument{rules}, named_so, words.line());
}

/// jpn follows its own law from "FILE": its node asks that before it signs.
void Player::follow(const PartyCode& party, Words& words, const Sentence&, const ActOptions&) {
  words.need("its own law from");
  const auto file = words.next("the law's file");
  std::string toml;
  if (!words.fault() && !read_file(file, toml))
    words.fail("'" + file + "' is not in the story's folder or above it");
  if (broken(words)) return;
  auto compiled = papers::compile_overlay(toml, file);
  if (!compiled) return words.fail(base::sentence(compiled.error()));
  if (compiled->overlay.party != party)
    return words.fail("'" + file + "' is the law of '" + compiled->overlay.party + "'");
  own_law_texts_[party] = std::move(compiled->texts);
  world_->add_law(party, std::move(compiled->overlay));
  note(words.line(), party + " follows its own law");
}

statement::RatifyInstrument Player::ratification(Words& words) {
  statement::RatifyInstrument body;
  words.need("in force");
  body.in_force = words.date("the day on which it comes into force");
  while (words.take("with") || words.take("and")) {
    statement::Setting setting;
    setting.key = words.next("a setting");
    words.need("=");
    setting.value = words.number("a number");
    body.settings.push_back(std::move(setting));
  }
  std::sort(body.settings.begin(), body.settings.end(),
            [](const auto& a, const auto& b) { return a.key < b.key; });
  return body;
}

void Player::ratify(const PartyCode& party, Words& words, const Sentence&, const ActOptions& opts) {
  const auto* target = named(words, "an instrument");
  const auto body = ratification(words);
  if (target != nullptr && !broken(words))
    perform(party, "custodian", target->case_id, body, opts, words.line());
}

statement::OpenActivity Player::activity(Words& words, std::vector<PartyCode> parties) {
  statement::OpenActivity body;
  body.type = words.next("the kind of activity");
  body.name = words.next("its name");
  if (words.take("with"))
    for (parties.clear(); statement::is_party_code(words.peek());) parties.push_back(words.next("a party"));
  std::sort(parties.begin(), parties.end());
  body.parties = std::move(parties);
  body.from = words.date("its first day");
  words.need("..");
  body.until = words.date("its last day");
  return body;
}

void Player::open_activity(const PartyCode& party, Words& words, const Sentence&, const ActOptions& opts) {
  if (words.take("its folder")) return open_folder(party, words);
  const auto body = activity(words, world_->parties());
  if (!broken(words)) perform(party, "custodian", std::nullopt, body, opts, words.line());
}

void Player::concur(const PartyCode& party, Words& words, const Sentence&, const ActOptions& opts) {
  words.need("in");
  const auto* target = named(words, "an activity or an order");
  if (target == nullptr) return;
  if (!words.take("with")) {
    statement::ConcurActivity word;
    if (target->kind == statement::Kind::change_activity) word.change = target->id;
    return perform(party, "custodian", target->case_id, word, opts, words.line());
  }
  statement::ConcurDate body;
  const auto kind = words.next("a kind of act");
  if (!from_name(kind, body.kind)) words.fail("'" + kind + "' is not a kind of act");
  words.need("on");
  body.date = words.date("its date");
  if (!broken(words)) order_act(party, *target, body, opts, words.line());
}

}  // namespace palitan::cli
