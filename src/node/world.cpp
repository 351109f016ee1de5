#include "node/world.h"

#include <algorithm>

#include "crypto/hash.h"
#include "node/world_node.h"
#include "store/memory.h"

namespace palitan::node {
namespace {
using base::Code;
using statement::PartyCode;
}  // namespace

World::World(WorldOptions options) : options_(std::move(options)), now_(options_.start) {}
World::~World() = default;

base::Result<std::unique_ptr<World>> World::found(WorldOptions options) {
  std::unique_ptr<World> world(new World(std::move(options)));
  if (auto ok = world->found_all(); !ok) return tl::unexpected(ok.error());
  return world;
}

base::Result<std::unique_ptr<World>> World::copy(
    BookOptions book, std::function<std::unique_ptr<store::Store>(const PartyCode&)> make_store,
    const std::function<std::unique_ptr<store::Store>(const PartyCode&)>& image) const {
  auto options = options_;
  options.book = std::move(book);
  options.make_store = std::move(make_store);
  std::unique_ptr<World> world(new World(std::move(options)));
  world->set_clock(now_);
  world->partnership_ = partnership_;
  world->founding_ = founding_;
  world->founding_note_ = founding_note_;
  world->keys_ = keys_;
  world->generations_ = generations_;
  world->elsewhere_ = elsewhere_;
  for (const auto& [party, at] : nodes_) {
    auto& fresh = *(world->nodes_[party] = std::make_unique<Node>());
    fresh.accord_office = at->accord_office;
    fresh.laws = at->laws;
    fresh.ceiling = at->ceiling;
    fresh.store = image(party);
  }
  for (const auto& [party, at] : nodes_)
    if (auto ok = world->restart(party); !ok) return tl::unexpected(ok.error());
  return world;
}

std::string World::label(const PartyCode& party, const std::string& office) const {
  auto out = party + "/" + office;
  if (const auto at = generations_.find(out); at != generations_.end())
    out += "/" + std::to_string(at->second);
  return out;
}

const crypto::KeyPair& World::key(const PartyCode& party, const std::string& office) {
  const auto name = label(party, office);
  auto& at = keys_[name];
  if (!at) {
    const auto seed = crypto::sha256(base::view_of(options_.seed + "\n" + name));
    at = std::make_shared<const crypto::KeyPair>(crypto::key_pair_from_seed(seed.raw));
  }
  return *at;
}

base::KeyId World::seat(const PartyCode& party, const std::string& office) {
  return crypto::key_id(key(party, office).public_key);
}

void World::renew_key(const PartyCode& party, const std::string& office) {
  ++generations_[party + "/" + office];
}

std::unique_ptr<store::Store> World::fresh_store(const PartyCode& party) const {
  if (options_.make_store) return options_.make_store(party);
  return std::make_unique<store::MemoryStore>();
}

base::Bytes World::founding_statement() {
  statement::Found found;
  found.arrangement = "arrangement of the parties on electronic signatures";
  for (const auto& code : options_.parties) {
    statement::Party party;
    party.code = code;
    party.name = code;
    party.threshold = options_.threshold;
    for (std::uint32_t i = 0; i < options_.roots; ++i)
      party.roots.push_back(key(code, i == 0 ? "root" : "root-" + std::to_string(i)).public_key);
    party.accord_key = key(code, "accord").public_key;
    party.node_key = key(code, "node").public_key;
    found.parties.push_back(std::move(party));
  }
  const auto body = codec::encode(found);
  statement::Content content;
  content.kind = static_cast<std::uint16_t>(statement::Kind::found);
  content.made_at = content.effective_at = now_;
  content.body = {body};
  return statement::sign(std::move(content), key(options_.parties.front(), "root"))->bytes();
}

base::Result<void> World::found_all() {
  PALITAN_CHECK(options_.parties.size() >= 2 && now_.ms % 1000 == 0);
  founding_ = founding_statement();
  auto body = Book::founding_checkpoint(founding_, now_);
  if (!body) return tl::unexpected(body.error());
  merkle::Note note{*body, {}};
  for (const auto& code : options_.parties)
    for (std::uint32_t i = 0; i < options_.roots; ++i)
      note.signatures.push_back(merkle::cosign(key(code, i == 0 ? "root" : "root-" + std::to_string(i)),
                                               kernel::root_key_name(code, i),
                                               static_cast<std::uint64_t>(now_.ms / 1000), *body));
  founding_note_ = merkle::format(note);
  for (const auto& code : options_.parties)
    if (auto ok = add_node(code, "accord"); !ok) return ok;
  partnership_ = book(options_.parties.front()).partnership();
  return {};
}

base::Result<void> World::add_node(const sync::NodeName& name, std::string accord_office) {
  auto& fresh = *(nodes_[name] = std::make_unique<Node>());
  fresh.accord_office = std::move(accord_office);
  fresh.store = fresh_store(name);
  if (auto ok = Book::found(*fresh.store, founding_, founding_note_); !ok) return ok;
  return restart(name);
}

base::Result<void> World::add_field_node(const sync::NodeName& name) {
  PALITAN_CHECK(!has(name) && has(sync::party_of(name)) && sync::is_field_name(sync::field_of(name)));
  return add_node(name, {});
}

std::vector<sync::NodeName> World::nodes() const {
  std::vector<sync::NodeName> out;
  for (const auto& [name, at] : nodes_) out.push_back(name);
  return out;
}

/// Root keys lie apart from the nodes; what somebody else signs with too says nothing of this node's memory.
bool World::keeps_seat(const sync::NodeName& name, const base::KeyId& seat) const {
  if (elsewhere_.contains(seat)) return false;
  for (const auto& [label, key] : keys_) {
    if (!label.starts_with(name + "/") || label.starts_with(name + "/root")) continue;
    if (crypto::key_id(key->public_key) != seat) continue;
    // "phl/ship/issuer" is the ship's.
    return !nodes_.contains(label.substr(0, label.find('/', name.size() + 1)));
  }
  return false;
}

void World::set_clock(base::Instant to) {
  PALITAN_CHECK(to >= now_);
  now_ = to;
  network_.set_clock(to.ms);
}

void World::set_clock_ahead(const PartyCode& party, std::int64_t ms) { node(party).clock_ahead_ms = ms; }
base::Instant World::clock_of(const PartyCode& party) const { return {now_.ms + node(party).clock_ahead_ms}; }

World::Node& World::node(const PartyCode& party) const {
  const auto at = nodes_.find(party);
  PALITAN_CHECK(at != nodes_.end());
  return *at->second;
}
Book& World::book(const PartyCode& party) {
  PALITAN_CHECK(running(party));
  return *node(party).book;
}
store::Store& World::store(const PartyCode& party) { return *node(party).store; }
bool World::running(const PartyCode& party) const { return node(party).book != nullptr; }
const std::optional<base::Failure>& World::failure(const PartyCode& party) const {
  return node(party).failure;
}

void World::stop(const PartyCode& party) {
  node(party).book.reset();
  network_.drop(party);
}

base::Result<void> World::restart(const PartyCode& party) {
  stop(party);
  auto& at = node(party);
  auto options = options_.book;
  options.party = sync::party_of(party);
  options.node = sync::field_of(party);
  options.keeps_seat = [this, party](const base::KeyId& seat) { return keeps_seat(party, seat); };
  options.ceiling = at.ceiling.value_or(options.ceiling);
  options.accord_key = at.accord_office.empty() ? nullptr : &key(party, at.accord_office);
  auto opened = Book::open(*at.store, options, clock_of(party));
  if (!opened) return tl::unexpected(opened.error());
  at.book = std::move(*opened);
  ask_law(at);
  at.failure.reset();
  at.told.clear();
  for (const auto& [other, peer] : nodes_) peer->told.erase(party);
  return {};
}

void World::add_law(const PartyCode& party, terms::Overlay law) {
  PALITAN_CHECK(law.party == sync::party_of(party));
  node(party).laws.push_back(std::move(law));
  if (running(party)) ask_law(node(party));
}

void World::ask_law(Node& at) {
  if (at.laws.empty()) return;
  at.book->ask_first([law = OwnLaw(at.laws), book = at.book.get()](const Draft& draft, base::Instant now) {
    Book* const books[] = {book};
    return law.check(draft, *book, books, now);
  });
}

void World::set_ceiling(const PartyCode& party, statement::Marking ceiling) { node(party).ceiling = ceiling; }

void World::replace_store(const PartyCode& party, std::unique_ptr<store::Store> store) {
  PALITAN_CHECK(!running(party));
  node(party).store = std::move(store);
}

// ---- offices and acts ----

base::Result<Signed> World::appoint(const PartyCode& party, const Warrant& warrant,
                                    const std::string& signer) {
  statement::Appoint body;
  body.key = key(party, warrant.office).public_key;
  body.office = warrant.office;
  body.holder = "holder of " + warrant.office;
  body.unit = "unit of " + party;
  body.roles = warrant.roles;
  std::sort(body.roles.begin(), body.roles.end());
  body.limits = warrant.limits;
  body.valid_from = warrant.valid_from;
  body.valid_until = warrant.valid_until;
  const auto at = sync::party_of(party);
  if (signer == "root") return sign_as_root(at, std::move(body));
  return sign(at, signer, draft(at, signer, statement::Kind::appoint, partnership_, codec::encode(body)));
}

base::Result<void> World::appoint_field_offices(const sync::NodeName& name,
                                                const std::vector<statement::Money>& limits) {
  for (const auto& row : rows_of(statement::Role{})) {
    const auto role = static_cast<statement::Role>(row.number);
    if (role == statement::Role::registrar) continue;
    if (const auto made = appoint(name, {std::string(row.name), {role}, limits}, "registrar"); !made)
      return tl::unexpected(made.error());
  }
  return {};
}

base::Result<void> World::appoint_usual_offices(const std::vector<statement::Money>& limits) {
  for (const auto& party : options_.parties) {
    for (const auto& row : rows_of(statement::Role{})) {
      const auto role = static_cast<statement::Role>(row.number);
      const bool registrar = role == statement::Role::registrar;
      Warrant warrant;
      warrant.office = std::string(row.name);
      warrant.roles = {role};
      if (!registrar) warrant.limits = limits;
      const auto made = appoint(party, warrant, registrar ? "root" : "registrar");
      if (!made) return tl::unexpected(made.error());
    }
  }
  return {};
}

Draft World::draft(const PartyCode& party, const std::string& office, statement::Kind kind,
                   std::optional<base::Id> case_id, base::Bytes body,
                   std::optional<base::Effective> effective) {
  Draft out;
  out.seat = seat(party, office);
  out.kind = kind;
  out.case_id = case_id;
  out.body = std::move(body);
  out.effective = effective;
  return out;
}

base::Result<void> World::commit(const PartyCode& party) {
  auto& at = node(party);
  const auto done = at.book->flush(clock_of(party));
  if (done) return {};
  if (done.error().kind == base::Failure::Kind::retry)
    return base::refuse(Code::local_disk_full, done.error().what);
  at.failure = done.error();
  stop(party);
  return base::refuse(Code::local_stopped, at.failure->what);
}

base::Result<Signed> World::sign(const PartyCode& party, const std::string& office, const Draft& draft) {
  auto made = book(party).sign(draft, key(party, office), clock_of(party));
  if (!made) return made;
  if (auto ok = commit(party); !ok) return tl::unexpected(ok.error());
  return made;
}

statement::SignedStatement World::craft(const PartyCode& party, const std::string& office,
                                        statement::Kind kind, std::optional<base::Id> case_id,
                                        base::Bytes body,
                                        const std::function<void(statement::Content&)>& tweak) {
  statement::Content content;
  content.partnership = partnership_;
  content.case_id = case_id;
  content.kind = static_cast<std::uint16_t>(kind);
  content.seat = seat(party, office);
  elsewhere_.insert(content.seat);
  content.made_at = content.effective_at = now_;
  content.body = {body};
  const auto held = book(party).get<kernel::SeatFact>(kernel::seat_key(content.seat), true);
  content.sequence = held ? held->head_sequence + 1 : 1;
  content.previous = held ? held->head : partnership_;
  if (tweak) tweak(content);
  return statement::sign(std::move(content), key(party, office));
}

base::Result<bool> World::hand(const PartyCode& to, base::Bytes bytes) {
  const auto taken = book(to).receive(std::move(bytes), clock_of(to));
  if (auto ok = commit(to); !ok) return tl::unexpected(ok.error());
  return taken;
}

std::optional<base::Refusal> World::awaited(const PartyCode& at, const base::Bytes& bytes) {
  auto statement = statement::decode_statement(bytes);
  if (!statement) return statement.error();
  auto& here = book(at);
  kernel::Facts facts;
  kernel::load(*statement, facts, [&](const kernel::FactKey& key) {
    auto found = here.fact(key, true);
    return found ? found : std::make_shared<const kernel::Fact>();
  });
  return kernel::missing_cause(*statement, facts);
}

std::optional<base::Bytes> World::bytes_of(const base::Id& id) const {
  for (const auto& [party, at] : nodes_)
    if (const auto row = at->store->statement(id)) return row->bytes;
  return std::nullopt;
}

// ---- loss ----

base::Result<void> World::lose_accord_key(const PartyCode& party, statement::KeyReason reason) {
  PALITAN_CHECK(!sync::is_field_node(party));
  auto& at = node(party);
  renew_key(party, "accord");
  renew_key(party, "node");
  statement::ChangeAccordKey body;
  body.accord_key = key(party, "accord").public_key;
  body.node_key = key(party, "node").public_key;
  body.reason = reason;
  // Signed while the node still has its old options: only the roots' keys matter to it.
  const auto made = sign_as_root(party, std::move(body));
  if (!made) return tl::unexpected(made.error());
  at.accord_office = "accord";
  return restart(party);
}

base::Result<void> World::lose_disk(const PartyCode& party) {
  auto fresh = fresh_store(party);
  if (auto ok = Book::found(*fresh, founding_, founding_note_); !ok) return ok;
  return restore(party, std::move(fresh));
}

base::Result<void> World::restore(const PartyCode& party, std::unique_ptr<store::Store> backup) {
  stop(party);
  // The keys went with the disk: who holds an office now signs elsewhere until it is appointed anew.
  for (const auto& [label, key] : keys_)
    if (label.starts_with(party + "/")) elsewhere_.insert(crypto::key_id(key->public_key));
  auto& at = node(party);
  at.accord_office.clear();
  at.store = std::move(backup);
  if (auto ok = restart(party); !ok) return ok;
  at.book->mark_restored();
  return commit(party);
}

}  // namespace palitan::node
