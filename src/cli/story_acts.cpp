// What a party does, by its verb, and how it is signed.
#include <fmt/format.h>

#include "cli/story_player.h"
#include "papers/clause_words.h"

namespace palitan::cli {
namespace {
using statement::Kind;
using statement::PartyCode;
}  // namespace

void Player::party_verb(const PartyCode& party, Words& words, const Sentence& sentence) {
  static const std::map<std::string, PartyVerb> verbs = {{"proposes", &Player::propose},
                                                         {"ratifies", &Player::ratify},
                                                         {"opens", &Player::open_activity},
                                                         {"concurs", &Player::concur},
                                                         {"appoints", &Player::appoint},
                                                         {"revokes", &Player::revoke},
                                                         {"changes", &Player::change_keys},
                                                         {"raises", &Player::raise_rules},
                                                         {"loses", &Player::lose},
                                                         {"gives", &Player::hand_stick},
                                                         {"restarts", &Player::restart},
                                                         {"contradicts", &Player::contradict},
                                                         {"renews", &Player::renew},
                                                         {"carries", &Player::carry},
                                                         {"gets", &Player::get_bytes},
                                                         {"signs", &Player::sign_raw},
                                                         {"asks", &Player::ask},
                                                         {"offers", &Player::offer},
                                                         {"accepts", &Player::accept},
                                                         {"declines", &Player::decline},
                                                         {"amends", &Player::amend},
                                                         {"cancels", &Player::cancel},
                                                         {"issues", &Player::issue},
                                                         {"receives", &Player::receive},
                                                         {"bills", &Player::bill},
                                                         {"queries", &Player::query},
                                                         {"withdraws", &Player::withdraw},
                                                         {"pays", &Player::pay},
                                                         {"confirms", &Player::confirm},
                                                         {"returns", &Player::give_back},
                                                         {"closes", &Player::close},
                                                         {"publishes", &Player::publish},
                                                         {"does", &Player::do_act},
                                                         {"discloses", &Player::disclose},
                                                         {"answers", &Player::answer_request},
                                                         {"agrees", &Player::agree_to},
                                                         {"proposes-clearing", &Player::propose_clearing},
                                                         {"states", &Player::state_account},
                                                         {"responds", &Player::respond},
                                                         {"disputes", &Player::dispute},
                                                         {"resolves", &Player::resolve},
                                                         {"converts", &Player::convert},
                                                         {"offsets", &Player::offset},
                                                         {"writes", &Player::write_off},
                                                         {"credits", &Player::credit},
                                                         {"refunds", &Player::refund},
                                                         {"contests", &Player::contest},
                                                         {"hands", &Player::hand_back},
                                                         {"regularises", &Player::regularise},
                                                         {"follows", &Player::follow},
                                                         {"proves", &Player::prove},
                                                         {"keeps", &Player::keep_folder},
                                                         {"leaves", &Player::leave_folder},
                                                         {"unlocks", &Player::unlock_seat},
                                                         {"uses", &Player::use_key},
                                                         {"finds", &Player::find_file}};
  auto opts = options(words);
  if (visit_verb(party, words, sentence, opts) || grant_verb(party, words, sentence, opts)) {
    if (!failed()) words.end();
    return;
  }
  const auto word = words.next("what the party does");
  const auto verb = verbs.find(word);
  if (verb == verbs.end()) {
    std::string known;
    for (const auto& [text, unused] : verbs) known += (known.empty() ? "" : ", ") + text;
    words.fail("'" + word + "' is nothing a party does; it " + known);
  }
  if (broken(words)) return;
  if (!world_->running(party) && word != "restarts")
    return words.fail("the node of " + party + " does not run");
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
    if (!compile(words, sentence, rules)) return;
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
  draft.attachments = opts.attachments;
  draft.insist = opts.insisting;
  const auto ground = ground_of(party, kind, case_id, draft.body);
  finish_act(party, signer, kind, sign(party, signer, draft), opts, line);
  last_.clause_text = clause_text(last_.verdict, ground);
}

Player::Ground Player::ground_of(const PartyCode& party, Kind kind, const std::optional<base::Id>& case_id,
                                 base::ByteView body) {
  Ground out{party, {}};
  auto& book = world_->book(party);
  std::optional<kernel::CaseFact> file;
  if (case_id) file = book.get<kernel::CaseFact>(kernel::case_key(*case_id), true);
  const auto id = papers::instrument_under(kind, body, case_id, file ? &*file : nullptr);
  const auto law =
      id ? book.get<kernel::CaseFact>(kernel::case_key(*id), true) : std::optional<kernel::CaseFact>{};
  if (law && law->instrument) out.instrument = law->instrument->rules.name;
  return out;
}

std::string Player::clause_text(const base::Refusal& verdict, const Ground& ground) const {
  const bool own = base::family(verdict.code) == base::Family::local;
  const auto& shelf = own ? own_law_texts_ : instrument_texts_;
  const auto texts = shelf.find(own ? ground.party : ground.instrument);
  if (texts == shelf.end()) return {};
  const auto* text = papers::text_of_clause(texts->second, verdict.clause);
  return text == nullptr ? std::string() : text->en;
}

void Player::finish_act(const PartyCode& party, const std::string& office, Kind kind,
                        const base::Result<node::Signed>& made, const ActOptions& opts, int line) {
  last_ = {line, made ? made->verdict.refusal() : made.error(), false, false};
  last_.met = last_.verdict.code == Code::accepted;
  if (weather_ != nullptr) weather_->met(last_.verdict);
  note(line, fmt::format("{} {} -> {}", party, statement::name(kind), base::name(last_.verdict.code)));
  if (!made) return;
  const auto bytes = world_->bytes_of(made->id);
  if (!bytes) return fail(line, "the node signed an act that its store does not hold");
  const auto act = statement::decode_statement(*bytes);
  if (!act) return fail(line, base::sentence(act.error()));
  for (const auto& file : opts.attachments) files_.keep(party, file.name);
  const auto name = opts.as.empty() ? "act " + std::to_string(++unnamed_) : opts.as;
  names_[name] = {made->id, act->case_of(), kind, party, office, *bytes};
  if (weather_ != nullptr) weather_->acknowledged(*world_, party, made->id);
  spread();
}

void Player::sign_elsewhere(const PartyCode& party, const std::string& office, Kind kind,
                            std::optional<base::Id> case_id, base::Bytes body, const ActOptions& opts,
                            int line) {
  const auto* other = opts.instead_of.empty() ? nullptr : find(opts.instead_of);
  if (!opts.instead_of.empty() && other == nullptr)
    return fail(line, "'" + opts.instead_of + "' was not named before");
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
        content.attachments = opts.attachments;
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
  if (const auto act = statement::decode_statement(bytes); act && act->kind() && world_->running(to)) {
    const auto ground = ground_of(to, *act->kind(), act->case_of(), act->content().body.bytes);
    last_.clause_text = clause_text(last_.verdict, ground);
  }
  last_.met = last_.verdict.code == Code::accepted && !last_.nothing_new;
  if (weather_ != nullptr) weather_->met(last_.verdict);
  note(line, fmt::format("{} takes in {} bytes -> {}", to, bytes.size(),
                         last_.nothing_new ? "nothing new" : base::name(last_.verdict.code)));
  spread();
}

}  // namespace palitan::cli
