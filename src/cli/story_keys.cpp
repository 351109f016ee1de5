// Offices, keys, losses, and what comes by stick.
#include <algorithm>

#include "cli/story_player.h"

namespace palitan::cli {
namespace {
using statement::Kind;
using statement::PartyCode;
using statement::Role;

std::optional<Kind> kind_of(const std::string& word) {
  Kind kind{};
  if (from_name(word, kind)) return kind;
  const auto number = base::parse_decimal(word, 0);
  if (number && *number > 0 && *number < 65'536) return static_cast<Kind>(*number);
  return std::nullopt;
}
}  // namespace

void Player::appoint(const PartyCode& party, Words& words, const Sentence&, const ActOptions& opts) {
  node::Warrant warrant;
  warrant.office = words.next("an office");
  std::string key_of = warrant.office;
  if (words.take("again")) world_->renew_key(party, warrant.office);
  words.need("with");
  for (Role role{}; from_name(words.peek(), role);) {
    words.next("a role");
    warrant.roles.push_back(role);
  }
  std::sort(warrant.roles.begin(), warrant.roles.end());
  while (words.take("up to")) {
    const auto amount = words.next("an amount");
    statement::Money limit;
    limit.currency = words.next("a currency");
    const auto info = base::currency(limit.currency);
    const auto minor = base::parse_decimal(amount, info ? info->minor_digits : 0);
    if (!minor) words.fail("'" + amount + "' is not an amount");
    limit.minor = minor.value_or(0);
    warrant.limits.push_back(std::move(limit));
  }
  if (words.take("valid")) {
    warrant.valid_from = words.date("its first day");
    words.need("..");
    warrant.valid_until = words.date("its last day");
  }
  std::optional<base::Date> trained;
  if (words.take("trained")) trained = words.date("the day of the training");
  const bool combines = words.take("combining roles");
  if (words.take("on the key of")) key_of = words.next("an office");
  if (broken(words)) return;
  statement::Appoint body{world_->key(party, key_of).public_key,
                          warrant.office,
                          "holder of " + warrant.office,
                          "unit of " + party,
                          warrant.roles,
                          warrant.limits,
                          warrant.valid_from,
                          warrant.valid_until,
                          trained,
                          {},
                          combines};
  const bool registrar = warrant.roles == std::vector{Role::registrar};
  const auto signer = opts.by.empty() ? (registrar ? "root" : "registrar") : opts.by;
  const auto at = sync::party_of(party);  // offices aboard a ship are appointed ashore
  if (signer == "root")
    return finish_act(at, "root", Kind::appoint, world_->sign_as_root(at, std::move(body)), opts,
                      words.line());
  perform(at, signer, world_->partnership(), body, opts, words.line());
}

void Player::revoke(const PartyCode& party, Words& words, const Sentence&, const ActOptions& opts) {
  const auto office = words.next("an office");
  statement::Revoke body{world_->seat(party, office), 0, "revoked in a story"};
  const auto seat = world_->book(party).get<kernel::SeatFact>(kernel::seat_key(body.seat), true);
  body.last_sequence = seat ? seat->head_sequence : 0;
  if (words.take("after act"))
    body.last_sequence = static_cast<std::uint64_t>(words.number("the last act stood by"));
  if (!broken(words)) perform(party, "registrar", world_->partnership(), body, opts, words.line());
}

void Player::renew(const PartyCode& party, Words& words, const Sentence&, const ActOptions&) {
  words.need("the key of");
  const auto office = words.next("an office");
  if (!broken(words)) world_->renew_key(party, office);
}

void Player::change_keys(const PartyCode& party, Words& words, const Sentence&, const ActOptions& opts) {
  words.need("its accord key");
  auto source = std::string("spare accord");
  if (words.take("to the key of")) source = words.next("an office");
  if (broken(words)) return;
  statement::ChangeAccordKey body{world_->key(party, source).public_key,
                                  world_->key(party, "spare node").public_key,
                                  statement::KeyReason::planned,
                                  {}};
  if (!opts.by.empty()) return perform(party, opts.by, world_->partnership(), body, opts, words.line());
  finish_act(party, "root", Kind::change_accord_key, world_->sign_as_root(party, std::move(body)), opts,
             words.line());
}

void Player::raise_rules(const PartyCode& party, Words& words, const Sentence&, const ActOptions& opts) {
  words.need("the rules to");
  statement::RaiseRules body;
  body.version = static_cast<std::uint64_t>(words.number("a version"));
  words.need("from height");
  body.from_height = static_cast<std::uint64_t>(words.number("a height"));
  if (broken(words)) return;
  if (!opts.by.empty()) return perform(party, opts.by, world_->partnership(), body, opts, words.line());
  finish_act(party, "root", Kind::raise_rules, world_->sign_as_root(party, std::move(body)), opts,
             words.line());
}

void Player::lose(const PartyCode& party, Words& words, const Sentence&, const ActOptions&) {
  base::Result<void> done;
  bool disk = false;
  if (words.take("its accord key"))
    done = world_->lose_accord_key(party);
  else if ((disk = words.take("its disk")))
    done = world_->lose_disk(party);
  else
    words.fail("a party loses 'its accord key' or 'its disk'");
  if (!done) words.fail(base::sentence(done.error()));
  if (disk && weather_ != nullptr) weather_->disk_lost(*world_, party);
  note(words.line(), party + " lost it and goes on");
}

void Player::restart(const PartyCode& party, Words& words, const Sentence&, const ActOptions&) {
  const bool keyed = words.take("with a new accord key");
  const auto done =
      keyed ? world_->lose_accord_key(party, statement::KeyReason::restored) : world_->restart(party);
  if (!done) words.fail(base::sentence(done.error()));
  note(words.line(), party + " starts again");
}

/// "jpn contradicts itself before phl": its accord key declines the attempt that the same key has proposed.
void Player::contradict(const PartyCode& party, Words& words, const Sentence&, const ActOptions&) {
  words.need("itself before");
  const auto to = words.next("a party");
  if (!words.fault() && !world_->has(to)) words.fail("'" + to + "' is not a party");
  if (broken(words)) return;
  auto& book = world_->book(to);
  const auto text =
      kernel::decline_text(book.partnership(), {book.height() + 1, 0, Code::later_proposal, std::nullopt});
  const auto name = kernel::accord_key_name(party);
  sync::Exchange message;
  message.partnership = world_->partnership();
  message.from = party;
  message.declines = {merkle::format({text, {merkle::sign_note(world_->key(party, "accord"), name, text)}})};
  book.incoming(message, world_->now());
  world_->advance(to);
  note(words.line(), party + " signed two contradicting papers");
}

// ---- sticks, and bytes that are nothing ----

void Player::carry(const PartyCode&, Words& words, const Sentence&, const ActOptions&) {
  const auto* what = named(words, "an act");
  words.need("to");
  const auto to = words.next("a party");
  if (!words.fault() && !world_->has(to)) words.fail("'" + to + "' is not a party");
  if (broken(words)) return;
  if (!words.take("with")) return hand(to, what->bytes, words.line());
  const auto change = words.next("a change");
  const auto bytes = altered(what->bytes, change);
  if (!bytes) {
    std::string known;
    for (const auto each : known_changes()) known += (known.empty() ? "" : ", ") + std::string(each);
    return words.fail("'" + change + "' is no change; known are: " + known);
  }
  hand(to, *bytes, words.line());
}

void Player::get_bytes(const PartyCode& party, Words& words, const Sentence&, const ActOptions&) {
  words.need("bytes");
  const auto hex = words.next("bytes in hex");
  const auto bytes = base::from_hex(hex);
  if (!bytes) words.fail("'" + hex + "' is not hex");
  if (!broken(words)) hand(party, *bytes, words.line());
}

void Player::sign_raw(const PartyCode& party, Words& words, const Sentence&, const ActOptions& opts) {
  const auto word = words.next("a kind of act");
  const auto kind = kind_of(word);
  if (!kind) words.fail("'" + word + "' is neither a kind of act nor a number");
  std::optional<base::Id> case_id;
  if (words.take("in")) {
    const bool whole = words.take("the partnership");
    const auto* target = whole ? nullptr : named(words, "a case");
    case_id = whole ? world_->partnership() : target != nullptr ? target->case_id : base::Id{};
  }
  words.need("with body");
  const auto body = base::from_hex(words.next("the body in hex"));
  if (!body) words.fail("the body is not hex");
  if (!broken(words)) perform(party, "approver", *kind, case_id, *body, opts, words.line());
}

}  // namespace palitan::cli
