#include "ground.h"

#include <fmt/format.h>

#include "kernel/audit.h"

namespace palitan::hostile {
namespace {
using statement::Means;
using statement::Role;

const std::vector<Role> kEveryRole = {Role::custodian, Role::requester, Role::approver, Role::issuer,
                                      Role::receiver,  Role::biller,    Role::payer};

node::WorldOptions options_of(unsigned house) {
  node::WorldOptions out;
  out.parties = {"jpn", "phl"};
  if (house % 2 == 1) out.parties.emplace_back("usa");
  out.seed = fmt::format("hostile {}", house);
  out.roots = out.threshold = house >= 2 ? 2 : 1;
  return out;
}

/// A house that was set up once, to be moved into as often as one likes.
struct House {
  base::Instant now;
  base::Id instrument, activity, order;
  std::map<PartyCode, std::unique_ptr<store::MemoryStore>> stores;
};
constexpr unsigned kHouses = 4;

template <class Body>
base::Id signed_in(node::World& world, const PartyCode& party, const Body& body,
                   std::optional<base::Id> in = {}) {
  const auto made = world.sign(party, "desk",
                               world.draft(party, "desk", statement::kKindOf<Body>, in, codec::encode(body)));
  must(made.has_value(), made ? "" : "setting up the house: " + base::sentence(made.error()));
  return made->id;
}

void appoint_offices(node::World& world) {
  const std::vector<statement::Money> much = {{1'000'000'000, "JPY"}};
  const std::vector<node::Warrant> warrants = {
      {"desk", kEveryRole, much},
      {"spare", kEveryRole, much},
      {"clerk", {Role::requester, Role::approver}, {{1'000, "JPY"}}}};
  for (const auto& party : world.parties()) {
    bool ok = world.appoint(party, {"registrar", {Role::registrar}, {}}, "root").has_value();
    for (const auto& warrant : warrants) ok = ok && world.appoint(party, warrant, "registrar").has_value();
    must(ok, "setting up the house: the offices");
  }
}

House make_house(unsigned number) {
  auto made = node::World::found(options_of(number));
  must(made.has_value(), "founding");
  auto& world = **made;
  House out;
  appoint_offices(world);
  must(world.settle(), "setting up the house: the offices are not agreed");
  const auto today = base::Effective{world.now(), 0}.legal_date();
  const auto from = base::add_days(today, -20);
  out.instrument =
      signed_in(world, "jpn",
                statement::ProposeInstrument{terms::write(kernel::kit::plain_instrument(world.parties()))});
  out.activity = signed_in(world, "jpn",
                           statement::OpenActivity{"exercise", "Balikatan", world.parties(), from,
                                                   base::add_days(today, 400), "Subic"});
  world.exchange();
  for (const auto& party : world.parties()) {
    signed_in(world, party, statement::RatifyInstrument{from, {}}, out.instrument);
    if (party != "jpn") signed_in(world, party, statement::ConcurActivity{}, out.activity);
  }
  must(world.settle(), "setting up the house: the law is not agreed");
  const std::vector<statement::OrderLine> lines = {kernel::kit::paid_fuel()};
  out.order = signed_in(
      world, "phl",
      statement::Request{out.instrument, out.activity, "jpn", "phl", "JPY", lines, "Subic", {}, {}, {}});
  world.exchange();
  const auto offer = signed_in(world, "jpn", statement::Offer{lines, 15'000, {}}, out.order);
  world.exchange();
  signed_in(world, "phl", statement::Accept{offer, 15'000}, out.order);
  world.exchange();
  signed_in(world, "jpn", statement::Issue{{{1, 40 * base::kMicro, {}}}, {}, {}}, out.order);
  must(world.settle(), "setting up the house: the order is not agreed");
  out.now = world.now();
  for (const auto& party : world.parties())
    out.stores[party] = dynamic_cast<store::MemoryStore&>(world.store(party)).clone();
  return out;
}

const House& house(unsigned number) {
  static std::map<unsigned, House> houses;
  const auto at = houses.find(number);
  return at != houses.end() ? at->second : houses.emplace(number, make_house(number)).first->second;
}

std::vector<base::Id> log_of(const store::Store& store) {
  std::vector<base::Id> out;
  for (const auto& entry : store.log(0, store.log_size())) out.push_back(entry.id);
  return out;
}
}  // namespace

void must(bool holds, const std::string& what) {
  if (!holds) throw Untrue(what);
}

Ground::Ground(Dice& dice) : dice_(dice) {
  const auto number = dice_.below(kHouses);
  const auto& from = house(number);
  auto made = node::World::found(options_of(number));
  must(made.has_value(), "founding");
  world_ = std::move(*made);
  world_->set_clock(from.now);
  for (const auto& party : world_->parties()) {
    world_->stop(party);
    world_->replace_store(party, from.stores.at(party)->clone());
    must(world_->restart(party).has_value(), "moving into the house");
  }
  seed_ = options_of(number).seed;
  instrument_ = from.instrument;
  activity_ = from.activity;
  order_ = from.order;
  honest_ = world_->parties();
  const auto at = honest_.begin() + dice_.below(honest_.size());
  culprit_ = *at;
  honest_.erase(at);
  if (honest_.size() > 1 && dice_.chance(500)) std::swap(honest_[0], honest_[1]);
  first_log_ = log_of(world_->store(victim()));
  world_->pass(1'000 + dice_.below(100'000));
}

// ---- honest work

statement::OpenActivity Ground::any_activity() {
  const auto from = base::add_days(today(), -static_cast<std::int32_t>(dice_.below(10)));
  return {dice_.chance(500) ? "relief" : "exercise",
          fmt::format("undertaking {} {}", ++named_, dice_.below(1'000'000)),
          world_->parties(),
          from,
          base::add_days(from, 10 + static_cast<std::int32_t>(dice_.below(100))),
          "Subic"};
}

base::Id Ground::honest_act(const PartyCode& party) {
  const auto office = dice_.chance(500) ? "desk" : "spare";
  const auto made = world_->sign(
      party, office, world_->draft(party, office, Kind::open_activity, {}, codec::encode(any_activity())));
  must(made.has_value(), made ? "" : "an honest act is refused: " + base::sentence(made.error()));
  if (party != culprit_) acknowledged_.emplace(made->id, party);
  return made->id;
}

void Ground::some_work() {
  for (auto n = dice_.below(3); n > 0; --n) honest_act(dice_.pick(honest_));
  if (dice_.chance(300)) settle();
}

/// A node that is shown what its own accord key signed elsewhere stops signing with it: the culprit's roots
/// name another, as they must if they want to go on.
void Ground::settle() {
  if (world_->settle(60)) return;
  if (world_->running(culprit_) && book(culprit_).accord_key_spent())
    must(world_->lose_accord_key(culprit_).has_value(), "the culprit gets no other accord key");
  must(world_->settle(400), "the nodes do not come to an accord");
}

PartyCode Ground::proposer(std::uint64_t attempt) {
  const auto& parties = world_->parties();
  return parties[kernel::proposer_of(book(victim()).height() + 1, attempt, parties.size())];
}

void Ground::until_turn_of(const PartyCode& party) {
  for (int i = 0; proposer() != party; ++i) {
    must(i < 20, "its turn never comes");
    honest_act(victim());
    settle();
  }
}

// ---- the culprit's hands

sync::Exchange Ground::message() {
  const auto& at = book(culprit_);
  sync::Exchange out;
  out.partnership = partnership();
  out.from = culprit_;
  out.height = at.height();
  out.checkpoint = kernel::checkpoint_hash(kernel::checkpoint_body(partnership(), at.head()));
  return out;
}

sync::Exchange Ground::true_message(const PartyCode& to) {
  auto out = book(culprit_).outgoing(to);
  out.holdings.reset();  // by numbers it would need the sender's ground
  return out;
}

base::Result<node::Book::Taken> Ground::tell_bytes(const PartyCode& to, base::ByteView parcel) {
  auto taken = book(to).incoming_parcel(parcel, world_->now());
  world_->advance(to);
  must(world_->running(to), to + " was brought down");
  return taken;
}

base::Result<node::Book::Taken> Ground::tell(const PartyCode& to, const sync::Exchange& said) {
  return tell_bytes(to, sync::write_parcel(said, {.partnership = said.partnership}));
}

void Ground::tell_all(const sync::Exchange& said) {
  for (const auto& party : honest_) must(tell(party, said).has_value(), "a message is refused whole");
}

std::string Ground::cosigned(const kernel::AccordPoint& point) {
  const auto body = kernel::checkpoint_body(partnership(), point);
  return merkle::format({body, {kernel::cosign_accord(accord_key(), culprit_, point, body)}});
}

std::string Ground::declined(std::uint64_t height, std::uint64_t attempt, Code reason) {
  const auto text = kernel::decline_text(partnership(), {height, attempt, reason, {}});
  return merkle::format({text, {merkle::sign_note(accord_key(), kernel::accord_key_name(culprit_), text)}});
}

sync::AccordPaper Ground::caught_proposal() {
  world_->exchange();
  for (const auto& party : honest_) world_->set_link(culprit_, party, false);
  auto image = dynamic_cast<store::MemoryStore&>(world_->store(culprit_)).clone();
  world_->pass(300);
  world_->advance(culprit_);
  auto said = true_message(victim());
  world_->stop(culprit_);
  world_->replace_store(culprit_, std::move(image));
  must(world_->restart(culprit_).has_value(), "the culprit's node does not start");
  for (const auto& party : honest_) world_->set_link(culprit_, party, true);
  must(said.proposal.has_value(), "the culprit's node proposes nothing at its turn");
  return *said.proposal;
}

kernel::AccordPoint Ground::point_of(const sync::AccordPaper& paper) {
  const auto note = merkle::parse_note(paper.note);
  const auto point =
      note ? kernel::parse_checkpoint_body(partnership(), note->text) : tl::unexpected(note.error());
  must(point.has_value(), "a proposal cannot be read");
  return *point;
}

// ---- what must hold

Code Ground::agreed_verdict(const base::Id& act) {
  std::optional<std::uint16_t> out;
  for (const auto& party : honest_) {
    const auto row = world_->store(party).statement(act);
    must(row && row->entry, "the act is not in the log of " + party);
    must(!out || *out == row->entry->code, "the honest nodes judge it differently");
    out = row->entry->code;
  }
  return static_cast<Code>(*out);
}

bool Ground::known(const PartyCode& at, const base::Id& act) {
  return world_->store(at).statement(act).has_value();
}

Ground::Standing Ground::standing() {
  Standing out;
  for (const auto& party : honest_) out.at[party] = {book(party).head(), book(party).pending_order()};
  return out;
}

bool Ground::proven_at(const PartyCode& honest) {
  const auto files = node::misdeeds_of(book(honest), world_->store(honest), statement::Marking::restricted);
  return !files.empty();
}

base::Bytes Ground::proof_at(const PartyCode& honest) {
  const auto files = node::misdeeds_of(book(honest), world_->store(honest), statement::Marking::restricted);
  must(!files.empty(), honest + " holds no proof");
  // A third machine has the file, knows the partnership, and nothing else.
  const auto proven = kernel::verify_misdeed(files.front().file);
  must(proven.has_value(),
       proven ? "" : "the proof does not stand by itself: " + base::sentence(proven.error()));
  must(proven->partnership == partnership(), "the proof is of another partnership");
  must(proven->party == culprit_, "the proof names " + proven->party);
  return files.front().file;
}

bool Ground::proven_in_the_end() {
  // What the honest answered reaches the culprit's node before it does anything of its own.
  world_->exchange();
  constexpr int kRounds = 60;
  world_->settle(kRounds);
  for (const auto& party : honest_)
    if (proven_at(party)) return proof_at(party), true;
  life_goes_on();
  return false;
}

void Ground::life_goes_on() {
  for (const auto& party : honest_) {
    world_->set_link(culprit_, party, true);
    const auto act = honest_act(party);
    settle();
    must(agreed_verdict(act) == Code::accepted, "an honest act is not accepted any more");
  }
}

void Ground::check_sums(const PartyCode& party) {
  for (const bool provisional : {false, true}) {
    std::map<std::string, std::int64_t> sums;
    const auto position = book(party).balances(provisional);
    for (const auto& [key, amount] : position.amounts()) sums[key.second] += amount;
    for (const auto& [commodity, sum] : sums)
      must(sum == 0, fmt::format("{} at {} sums to {}", commodity, party, sum));
  }
}

void Ground::check_audit(const PartyCode& party) {
  const auto& store = world_->store(party);
  kernel::Audit audit(partnership());
  kernel::AuditKeys keys;
  std::uint64_t position = 0;
  for (std::uint64_t height = 0; height <= book(party).height(); ++height) {
    const auto row = store.accord(height);
    const auto paper = codec::decode<sync::AccordPaper>(row->bytes);
    std::vector<base::Bytes> acts;
    for (auto at = position; at < row->size; ++at) acts.push_back(*store.logged_bytes(at));
    auto accord = kernel::decode_accord(height, position, std::move(acts), paper->note);
    must(accord.has_value(), "the audit cannot read an accord");
    keys.learn(*accord);
    const auto fits = kernel::verify_all(*accord, accord->acts, keys);
    must(fits.has_value(), fits ? "" : "audit: " + sentence(fits.error()));
    const auto taken = audit.take(*accord);
    must(taken.has_value(), taken ? "" : "audit: " + sentence(taken.error()));
    position = row->size;
  }
  const auto report = audit.report();
  must(report.has_value(), report ? "" : "audit: " + sentence(report.error()));
}

void Ground::check_truth() {
  if (world_->running(culprit_)) world_->stop(culprit_);
  if (const auto differ = world_->difference()) throw Untrue("the honest nodes differ: " + *differ);
  for (const auto& party : honest_) {
    const auto log = log_of(world_->store(party));
    must(log.size() >= first_log_.size() && std::equal(first_log_.begin(), first_log_.end(), log.begin()),
         "what was agreed changed at " + party);
    check_sums(party);
    const auto last =
        merkle::parse_note(codec::decode<sync::AccordPaper>(world_->store(party).last_accord()->bytes)->note);
    const auto parties = book(party).get<kernel::PartnershipFact>(kernel::partnership_key(), false);
    must(last && kernel::check_final(*last, book(party).head(), *parties).has_value(),
         "what is final is not cosigned by all");
    for (const auto& file :
         node::misdeeds_of(book(party), world_->store(party), statement::Marking::restricted))
      must(file.says.party == culprit_, party + " accuses " + file.says.party);
  }
  for (const auto& [id, party] : acknowledged_)
    must(known(party, id), "an acknowledged act of " + party + " is lost");
  // Of a thousand: an audit checks every signature again, a restart judges all that is pending anew.
  constexpr std::uint32_t kAudited = 200, kRestarted = 300;
  if (dice_.chance(kRestarted))
    for (const auto& party : honest_)
      must(world_->restart(party).has_value(), party + " cannot be opened again");
  if (dice_.chance(kAudited)) check_audit(victim());
}

}  // namespace palitan::hostile
