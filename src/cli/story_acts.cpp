// What a party can do beside the order: instruments, activities, offices, keys, and sticks.
#include <algorithm>

#include <fmt/format.h>

#include "cli/story_player.h"
#include "kernel/case_table.h"
#include "papers/instrument_toml.h"

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

void Player::party_verb(const PartyCode& party, Words& words, const Sentence& sentence) {
  static const std::map<std::string, PartyVerb> verbs = {
      {"proposes", &Player::propose},    {"ratifies", &Player::ratify},    {"opens", &Player::open_activity},
      {"concurs", &Player::concur},      {"appoints", &Player::appoint},   {"revokes", &Player::revoke},
      {"changes", &Player::change_keys}, {"raises", &Player::raise_rules}, {"loses", &Player::lose},
      {"restarts", &Player::restart},    {"renews", &Player::renew},       {"carries", &Player::carry},
      {"gets", &Player::get_bytes},      {"signs", &Player::sign_raw},     {"asks", &Player::ask},
      {"offers", &Player::offer},        {"accepts", &Player::accept},     {"declines", &Player::decline},
      {"amends", &Player::amend},        {"cancels", &Player::cancel},     {"issues", &Player::issue},
      {"receives", &Player::receive},    {"bills", &Player::bill},         {"queries", &Player::query},
      {"withdraws", &Player::withdraw},  {"pays", &Player::pay},           {"confirms", &Player::confirm},
      {"returns", &Player::give_back},   {"closes", &Player::close}};
  auto opts = options(words);
  const auto word = words.next("what the party does");
  const auto verb = verbs.find(word);
  if (verb == verbs.end()) {
    std::string known;
    for (const auto& [text, unused] : verbs) known += (known.empty() ? "" : ", ") + text;
    words.fail("'" + word + "' is nothing a party does; it " + known);
  }
  if (broken(words)) return;
  if (!world_->running(party)) return words.fail("the node of " + party + " does not run");
  (this->*verb->second)(party, words, sentence, opts);
  words.end();
}

// Both parties do at once what needs both, and agree.
void Player::joint_verb(const std::vector<PartyCode>& parties, Words& words, const Sentence& sentence) {
  auto opts = options(words);
  const bool law = words.take("ratify");
  if (!law && !words.take("hold")) return words.fail("together the parties 'ratify' or 'hold'");
  base::Id case_id;
  statement::RatifyInstrument accession;
  if (law) {
    opts.as = words.next("a name for the instrument");
    base::Bytes rules;
    if (!compile(parties.front(), words, sentence, rules)) return;
    accession = ratification(words);
    words.end();
    if (broken(words)) return;
    perform(parties.front(), "custodian", std::nullopt, statement::ProposeInstrument{rules}, opts,
            words.line());
  } else {
    const auto body = activity(words, parties);
    words.end();
    if (broken(words)) return;
    perform(parties.front(), "custodian", std::nullopt, body, opts, words.line());
  }
  if (!last_.met) return;
  const auto* opened = find(opts.as);
  if (opened == nullptr) return words.fail("give it a name with 'as'");
  case_id = opened->id;
  settle(words.line(), true);
  ActOptions plain;
  plain.by = opts.by;
  for (const auto& party : parties) {
    if (failed() || !last_.met) return;
    if (law)
      perform(party, "custodian", case_id, accession, plain, words.line());
    else if (party != parties.front())
      perform(party, "custodian", case_id, statement::ConcurActivity{}, plain, words.line());
  }
  if (last_.met) settle(words.line(), true);
}

// ---- signing ----

const Named* Player::find(const std::string& name) const {
  const auto at = names_.find(name);
  return at == names_.end() ? nullptr : &at->second;
}

const Named* Player::named(Words& words, std::string_view what) {
  const auto word = words.next(what);
  const auto* found = find(word);
  if (found == nullptr) words.fail("'" + word + "' was not named before");
  return found;
}

void Player::perform(const PartyCode& party, const std::string& office, Kind kind,
                     std::optional<base::Id> case_id, base::Bytes body, const ActOptions& opts, int line) {
  if (failed()) return;
  const auto& signer = opts.by.empty() ? office : opts.by;
  if (opts.off_node || !opts.instead_of.empty() || opts.numbered || !statement::is_valid(kind))
    return sign_elsewhere(party, signer, kind, case_id, std::move(body), opts, line);
  const auto when = opts.effective.value_or(base::Effective{world_->now(), offset_});
  auto draft = world_->draft(party, signer, kind, case_id, std::move(body), when);
  draft.marking = opts.marking;
  draft.key = opts.key;
  draft.insist = opts.insisting;
  finish_act(party, signer, kind, world_->sign(party, signer, draft), opts, line);
}

void Player::finish_act(const PartyCode& party, const std::string& office, Kind kind,
                        const base::Result<node::Signed>& made, const ActOptions& opts, int line) {
  last_ = {line, made ? made->verdict.refusal() : made.error(), false, false};
  last_.met = last_.verdict.code == Code::accepted;
  note(line, fmt::format("{} {} -> {}", party, statement::name(kind), base::name(last_.verdict.code)));
  if (!made) return;
  const auto bytes = world_->bytes_of(made->id);
  if (!bytes) return fail(line, "the node signed an act that its store does not hold");
  const auto act = statement::decode_statement(*bytes);
  if (!act) return fail(line, base::sentence(act.error()));
  const auto name = opts.as.empty() ? "act " + std::to_string(++unnamed_) : opts.as;
  names_[name] = {made->id, act->case_of(), kind, party, office, *bytes};
  world_->exchange();
}

void Player::sign_elsewhere(const PartyCode& party, const std::string& office, Kind kind,
                            std::optional<base::Id> case_id, base::Bytes body, const ActOptions& opts,
                            int line) {
  const auto* other = opts.instead_of.empty() ? nullptr : find(opts.instead_of);
  if (!opts.instead_of.empty() && other == nullptr)
    return fail(line, "'" + opts.instead_of + "' was not named before");
  base::Result<void> sound;
  const auto made =
      world_->craft(party, office, kind, case_id, std::move(body), [&](statement::Content& content) {
        if (opts.numbered) content.sequence = *opts.numbered;
        if (opts.effective) {
          content.effective_at = opts.effective->at;
          content.offset_minutes = opts.effective->offset_minutes;
        } else {
          content.offset_minutes = offset_;
        }
        content.marking = opts.marking;
        if (other == nullptr) return;
        const auto first = statement::decode_statement(other->bytes);
        content.sequence = first->content().sequence;
        content.previous = first->content().previous;
        content.made_at.ms += 1;  // never the same bytes
      });
  const auto name = opts.as.empty() ? "act " + std::to_string(++unnamed_) : opts.as;
  names_[name] = {made->id(), made->case_of(), kind, party, office, made->bytes()};
  if (!opts.off_node) return hand(party, made->bytes(), line);
  last_ = {line, {}, false, true};
  note(line, fmt::format("{} {} signed off the node", party, statement::name(kind)));
}

void Player::hand(const PartyCode& to, const base::Bytes& bytes, int line) {
  const auto taken = world_->hand(to, bytes);
  last_ = {line, taken ? base::Refusal{} : taken.error(), taken && !*taken, false};
  if (taken && *taken) {
    const auto act = statement::decode_statement(bytes);
    const auto* pending = act ? world_->book(to).pending(act->id()) : nullptr;
    if (pending != nullptr)
      last_.verdict = pending->verdict.refusal();
    else if (const auto awaited = world_->awaited(to, bytes))
      last_.verdict = *awaited;
  }
  last_.met = last_.verdict.code == Code::accepted && !last_.nothing_new;
  note(line, fmt::format("{} takes in {} bytes -> {}", to, bytes.size(),
                         last_.nothing_new ? "nothing new" : base::name(last_.verdict.code)));
  world_->exchange();
}

std::optional<kernel::OrderFact> Player::order_of(const PartyCode& party, const Named& target) {
  const auto file = world_->book(party).get<kernel::CaseFact>(kernel::case_key(target.case_id), true);
  return file ? file->order : std::nullopt;
}

std::string Player::usual_office(const PartyCode& party, Kind kind, const Named& target) {
  const auto order = order_of(party, target);
  const auto side = order && party == order->supplier ? kernel::Side::supplier : kernel::Side::recipient;
  if (const auto role = kernel::role_for(kind, side)) return std::string(name(*role));
  const auto other = side == kernel::Side::supplier ? kernel::Side::recipient : kernel::Side::supplier;
  return std::string(name(kernel::role_for(kind, other).value_or(Role::approver)));
}

// ---- instruments and activities ----

bool Player::vary(terms::Instrument& instrument, const Sentence& sentence, bool& damage) {
  for (const auto& detail : sentence.details) {
    Words words(detail);
    if (words.take("exclude")) {
      terms::Exclusion exclusion;
      exclusion.category = words.next("a category");
      words.need("when");
      exclusion.supplier = words.next("a party");
      words.need("supplies, clause");
      exclusion.clause = words.next("a clause");
      instrument.exclusions.push_back(std::move(exclusion));
    } else if (words.take("drop category")) {
      const auto name = words.next("a category");
      std::erase_if(instrument.categories, [&](const auto& rule) { return rule.name == name; });
    } else if (words.take("drop activity")) {
      const auto type = words.next("an activity");
      std::erase_if(instrument.activities, [&](const auto& rule) { return rule.type == type; });
    } else if (words.take("ends")) {
      instrument.ends = words.date("a date");
    } else if (words.take("with its rules cut short")) {
      damage = true;
    } else {
      words.fail("'" + words.peek() +
                 "' changes no instrument: exclude, drop, ends, or with its rules cut short");
    }
    words.end();
    if (broken(words)) return false;
  }
  std::sort(instrument.exclusions.begin(), instrument.exclusions.end(), [](const auto& a, const auto& b) {
    return std::tie(a.supplier, a.category) < std::tie(b.supplier, b.category);
  });
  return true;
}

bool Player::compile(const PartyCode&, Words& words, const Sentence& sentence, base::Bytes& rules) {
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
    words.fail(base::sentence(compiled.error()));
    return !broken(words);
  }
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
  if (!compile(party, words, sentence, rules)) return;
  perform(party, "custodian", std::nullopt, statement::ProposeInstrument{rules}, named_so, words.line());
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
  const auto body = activity(words, world_->parties());
  if (!broken(words)) perform(party, "custodian", std::nullopt, body, opts, words.line());
}

void Player::concur(const PartyCode& party, Words& words, const Sentence&, const ActOptions& opts) {
  words.need("in");
  const auto* target = named(words, "an activity or an order");
  if (target == nullptr) return;
  if (!words.take("with"))
    return perform(party, "custodian", target->case_id, statement::ConcurActivity{}, opts, words.line());
  statement::ConcurDate body;
  const auto kind = words.next("a kind of act");
  if (!from_name(kind, body.kind)) words.fail("'" + kind + "' is not a kind of act");
  words.need("on");
  body.date = words.date("its date");
  if (!broken(words)) order_act(party, *target, body, opts, words.line());
}

// ---- offices and keys ----

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
                          {},
                          {}};
  const bool registrar = warrant.roles == std::vector{Role::registrar};
  const auto signer = opts.by.empty() ? (registrar ? "root" : "registrar") : opts.by;
  if (signer == "root")
    return finish_act(party, "root", Kind::appoint, world_->sign_as_root(party, std::move(body)), opts,
                      words.line());
  perform(party, signer, world_->partnership(), body, opts, words.line());
}

void Player::revoke(const PartyCode& party, Words& words, const Sentence&, const ActOptions& opts) {
  const auto office = words.next("an office");
  statement::Revoke body{world_->seat(party, office), 0, "revoked in a story"};
  const auto seat = world_->book(party).get<kernel::SeatFact>(kernel::seat_key(body.seat), true);
  body.last_sequence = seat ? seat->head_sequence : 0;
  if (words.take("standing by"))
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
  if (words.take("its accord key"))
    done = world_->lose_accord_key(party);
  else if (words.take("its disk"))
    done = world_->lose_disk(party);
  else
    words.fail("a party loses 'its accord key' or 'its disk'");
  if (!done) words.fail(base::sentence(done.error()));
  note(words.line(), party + " lost it and goes on");
}

void Player::restart(const PartyCode& party, Words& words, const Sentence&, const ActOptions&) {
  const bool keyed = words.take("with a new accord key");
  const auto done =
      keyed ? world_->lose_accord_key(party, statement::KeyReason::restored) : world_->restart(party);
  if (!done) words.fail(base::sentence(done.error()));
  note(words.line(), party + " starts again");
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
