#include "weather_world.h"

#include <cstdio>

#include <fmt/format.h>

namespace palitan::sim {
namespace {
using base::Code;
using statement::Kind;
using statement::Role;

const std::vector<std::string> kOffices = {"registrar", "chief", "clerk"};
}  // namespace

WeatherWorld::WeatherWorld(std::uint64_t seed, bool trace) : dice_(seed * 2 + 1), trace_(trace) {
  found(seed);
}

void WeatherWorld::found(std::uint64_t seed) {
  node::WorldOptions options;
  options.parties = {"jpn", "phl"};
  if (dice_.chance(350)) options.parties = {"aus", "jpn", "phl"};
  options.seed = "sim-" + std::to_string(seed);
  options.roots = dice_.chance(200) ? 3 : 1;
  options.threshold = options.roots == 3 ? 2 : 1;
  options.book.propose_every_ms = 20;
  options.book.decline_after_ms = dice_.chance(300) ? 150 : 3'000;
  if (dice_.chance(250)) options.book.batch_max = 3 + dice_.below(8);
  options.make_store = [this](const Party& party) {
    auto fresh = std::make_unique<FlakyStore>();
    stores_[party] = fresh.get();
    return fresh;
  };
  auto made = node::World::found(std::move(options));
  PALITAN_CHECK(made.has_value());
  world_ = std::move(*made);
  wild_world_ = dice_.chance(500);
  maker_ = std::make_unique<ActMaker>(*world_, dice_, known_, wild_world_ ? 60 : 8);
  for (const auto& party : world_->parties()) {
    skew_[party] = dice_.chance(200) ? (std::int64_t{dice_.below(1'500)} - 750) * 1000 : 0;
    appoint_all(party);
  }
  exchange(3);
  if (dice_.chance(800)) settle_house();
  if (!dice_.chance(300)) {
    auto& weather = world_->network().weather;
    weather.dice = [this](std::uint32_t below) { return dice_.below(below); };
    weather.loss = dice_.below(300);
    weather.duplicate = dice_.below(200);
    weather.reorder = dice_.below(300);
  }
}

/// Most worlds begin with an instrument in force and an activity concurred in, so that their acts are orders.
void WeatherWorld::settle_house() {
  for (int round = 0; round < 4; ++round) {
    for (const auto& party : world_->parties())
      if (auto plan = maker_->house_act(party)) sign(party, *plan);
    exchange(3);
  }
}

// ---- small things

void WeatherWorld::happened(const std::string& event, const std::string& detail) {
  ++events_[event];
  if (trace_)
    fmt::print(stderr, "{} {} {}\n", base::to_text(world_ ? world_->now() : base::Instant{}), event, detail);
}

void WeatherWorld::wrong(const std::string& what) {
  if (!problem_) problem_ = what;
  if (trace_) fmt::print(stderr, "WRONG: {}\n", what);
}

base::Instant WeatherWorld::time_at(const Party& party) const { return {world_->now().ms + skew_.at(party)}; }

std::optional<statement::PartyCode> WeatherWorld::anybody() {
  std::vector<Party> running;
  for (const auto& party : world_->parties())
    if (world_->running(party)) running.push_back(party);
  if (running.empty()) return std::nullopt;
  return dice_.pick(running);
}

bool WeatherWorld::flush(const Party& party) {
  auto waiting = std::move(unflushed_[party]);
  unflushed_[party].clear();
  const auto done = world_->book(party).flush(time_at(party));
  if (!done) {
    if (done.error().kind != base::Failure::Kind::retry) wrong(party + " stopped: " + done.error().what);
    return false;
  }
  for (const auto& [plan, id] : waiting) acknowledged_.emplace(id, party);
  return true;
}

/// A commit that the full disk refused took the whole group with it: nobody of that group was answered.
void WeatherWorld::forget_unwritten(const Party& party, const base::Refusal& why) {
  if (why.code == base::Code::local_disk_full) unflushed_[party].clear();
}

void WeatherWorld::advance(const Party& party) {
  world_->book(party).advance(time_at(party));
  flush(party);
}

// ---- the links

void WeatherWorld::give(const node::Network::Way& way, bool crash) {
  auto bytes = world_->network().take(way);
  if (!bytes || !world_->running(way.to)) return;
  if (const auto taken = world_->book(way.to).incoming_parcel(*bytes, time_at(way.to)); !taken)
    return wrong("a message cannot be read: " + taken.error().detail);
  if (crash) {
    happened("crash before flush", way.to);
    world_->book(way.to).advance(time_at(way.to));
    restart(way.to);
  } else if (!dice_.chance(300)) {
    flush(way.to);
  }
}

void WeatherWorld::deliver_some() {
  for (auto n = 1 + dice_.below(6); n > 0; --n) {
    const auto busy = world_->network().busy();
    if (busy.empty()) return;
    give(dice_.pick(busy), dice_.chance(10));
  }
}

void WeatherWorld::exchange(std::uint32_t rounds) {
  for (; rounds > 0; --rounds) {
    for (const auto& party : world_->parties()) {
      if (!world_->running(party)) continue;
      advance(party);
      if (!world_->book(party).dirty()) world_->post(party, dice_.chance(300));
    }
    while (!world_->network().busy().empty() && !problem_) deliver_some();
    world_->pass(30);
  }
}

// ---- acts

void WeatherWorld::remember(const Plan& plan, const base::Id& id) {
  known_.all.push_back(id);
  if (plan.kind == Kind::propose_instrument) known_.instruments.push_back(id);
  if (plan.kind == Kind::open_activity) known_.activities.push_back(id);
  if (plan.kind == Kind::request) known_.orders.push_back(id);
}

void WeatherWorld::sign(const Party& party, const Plan& plan) {
  auto draft = world_->draft(party, plan.office, plan.kind, plan.case_id, plan.body, plan.effective);
  draft.insist = dice_.chance(wild_world_ ? 900 : 200);
  if (!draft.effective) draft.effective = base::Effective{time_at(party), 0};
  const auto made = world_->book(party).sign(draft, world_->key(party, plan.office), time_at(party));
  if (!made) {
    happened("refused at signing",
             fmt::format("{} {}: {}", party, name(plan.kind), base::sentence(made.error())));
    if (made.error().code == Code::refused_forked || made.error().code == Code::refused_revoked)
      replace_office(party, plan.office);
    return;
  }
  happened("signed", fmt::format("{} {} {} by {}: {}", base::to_hex(made->id.view()).substr(0, 8), party,
                                 name(plan.kind), plan.office, base::name(made->verdict.code)));
  remember(plan, made->id);
  unflushed_[party].emplace_back(plan, made->id);
  if (!dice_.chance(200)) flush(party);
  if (made->verdict.code == Code::refused_forked || made->verdict.code == Code::refused_revoked)
    if (dice_.chance(700)) replace_office(party, plan.office);
}

void WeatherWorld::act() {
  for (int tries = 0; tries < 4; ++tries) {  // mostly it is another party's turn
    const auto party = anybody();
    if (!party || restoring_.contains(*party)) return;
    if (auto plan = maker_->next(*party)) return sign(*party, *plan);
  }
}

void WeatherWorld::appoint(const Party& party, const std::string& office) {
  node::Warrant warrant;
  warrant.office = office;
  warrant.roles = {Role::registrar};
  warrant.valid_from = base::add_days(base::Effective{world_->now(), 0}.legal_date(), -100);
  if (office != "registrar") {
    warrant.roles.clear();
    for (const auto& row : rows_of(Role{}))
      if (row.number > 2 ? office == "chief" || dice_.chance(500) : row.number == 2 && office == "chief")
        warrant.roles.push_back(static_cast<Role>(row.number));
    if (warrant.roles.empty()) warrant.roles = {Role::auditor};
    if (office == "chief" || dice_.chance(500))
      warrant.limits = {{dice_.chance(900) ? 100'000'000 : 500, "JPY"}};
  }
  const auto made = world_->appoint(party, warrant, office == "registrar" ? "root" : "registrar");
  if (!made) {
    forget_unwritten(party, made.error());
    happened("appointment refused", base::sentence(made.error()));
    return;
  }
  happened("appointed", party + " " + office);
  known_.all.push_back(made->id);
  acknowledged_.emplace(made->id, party);
}

void WeatherWorld::appoint_all(const Party& party) {
  for (const auto& office : kOffices) appoint(party, office);
}

void WeatherWorld::replace_office(const Party& party, const std::string& office) {
  if (office == "root") return;
  world_->renew_key(party, office);
  appoint(party, office);
  const auto seat = world_->seat(party, office);
  if (office != "registrar" && !world_->book(party).get<kernel::SeatFact>(kernel::seat_key(seat), true)) {
    replace_office(party, "registrar");
    appoint(party, office);
  }
}

// ---- mischief and accidents

/// A second holder of a seat's key signs past the node; somebody else gets it first.
void WeatherWorld::fork() {
  const auto party = anybody();
  const auto to = anybody();
  if (!party || restoring_.contains(*party)) return;
  auto plan = maker_->next(*party);
  if (!plan) return;
  if (dice_.chance(100)) plan->office = "registrar";
  const auto seat =
      world_->book(*party).get<kernel::SeatFact>(kernel::seat_key(world_->seat(*party, plan->office)), true);
  if (!seat) return;
  const bool behind = seat->head_sequence > 1 && dice_.chance(400);
  auto twin =
      world_->craft(*party, plan->office, plan->kind, plan->case_id, plan->body, [&](statement::Content& c) {
        c.made_at.ms += 1 + dice_.below(1000);
        if (behind) --c.sequence;  // does not follow its previous either
      });
  const auto taken = world_->book(*to).receive(twin->bytes(), time_at(*to));
  happened("fork", fmt::format("{} {} by {} to {}: {}", base::to_hex(twin->id().view()).substr(0, 8), *party,
                               plan->office, *to, taken ? "taken" : base::sentence(taken.error())));
  flush(*to);
  if (dice_.chance(700)) {
    Plan second = *plan;
    sign(*party, second);  // the true holder does the same
  }
}

void WeatherWorld::say_nonsense() {
  const auto party = anybody();
  const auto to = anybody();
  if (!party) return;
  base::Bytes bytes;
  switch (dice_.below(5)) {
    case 0:
      for (auto n = dice_.below(80); n > 0; --n) bytes.push_back(static_cast<std::uint8_t>(dice_.next()));
      break;
    case 1:  // a kind that nobody knows
      bytes = world_->craft(*party, "clerk", static_cast<Kind>(99), world_->partnership(), {0xa0})->bytes();
      break;
    case 2:  // a seat that nobody appointed, or not yet
      bytes = world_
                  ->craft(*party, "stranger", Kind::close, world_->partnership(), {0xa0},
                          [&](statement::Content& c) {
                            c.previous = known_.all.empty() ? c.previous : dice_.pick(known_.all);
                          })
                  ->bytes();
      break;
    case 3:  // numbers that do not follow
      bytes = world_
                  ->craft(*party, "clerk", Kind::close, world_->partnership(), {0xa0},
                          [&](statement::Content& c) {
                            c.sequence += 1 + dice_.below(3);
                            if (!known_.all.empty() && dice_.chance(500)) c.previous = dice_.pick(known_.all);
                          })
                  ->bytes();
      break;
    default:  // a signature that does not fit
      bytes = world_->craft(*party, "clerk", Kind::close, world_->partnership(), {0xa0})->bytes();
      bytes.back() ^= 1;
  }
  const auto taken = world_->book(*to).receive(bytes, time_at(*to));
  happened("nonsense", *to + (taken ? ": taken" : ": " + base::sentence(taken.error())));
  flush(*to);
}

void WeatherWorld::restart(const Party& party) {
  unflushed_[party].clear();
  happened("restart", party);
  if (auto ok = world_->restart(party); !ok) wrong(party + " does not open: " + base::sentence(ok.error()));
}

void WeatherWorld::lose_key() {
  const auto party = anybody();
  if (!party || restoring_.contains(*party) || stores_[*party]->full || !flush(*party)) return;
  happened("accord key lost", *party);
  if (auto ok = world_->lose_accord_key(*party); !ok)
    happened("key change refused", base::sentence(ok.error()));
  unflushed_[*party].clear();
}

void WeatherWorld::lose_disk() {
  const auto party = anybody();
  if (!party || !restoring_.empty()) return;
  happened("disk lost", *party);
  unflushed_[*party].clear();
  if (auto ok = world_->lose_disk(*party); !ok) return wrong("disk lost: " + base::sentence(ok.error()));
  restoring_.insert(*party);
  // What nobody else has is gone with the disk, accords too: that is what a disk is.
  std::uint64_t kept = 0;
  for (const auto& other : world_->parties())
    kept = std::max(kept, world_->store(other).last_accord()->height);
  heads_.erase(heads_.upper_bound(kept), heads_.end());
  std::erase_if(acknowledged_, [&](const auto& entry) { return !world_->bytes_of(entry.first); });
}

void WeatherWorld::finish_restore(const Party& party) {
  if (world_->book(party).awaits_handover() || stores_[party]->full || !flush(party)) return;
  happened("restored", party);
  if (auto ok = world_->lose_accord_key(party, statement::KeyReason::restored); !ok)
    return wrong("restored: " + base::sentence(ok.error()));
  restoring_.erase(party);
  for (const auto& office : kOffices) world_->renew_key(party, office);
  appoint_all(party);
}

void WeatherWorld::root_act() {
  const auto party = anybody();
  if (!party || restoring_.contains(*party)) return;
  base::Result<node::Signed> made = base::refuse(Code::local_draft);
  auto& book = world_->book(*party);
  switch (dice_.below(3)) {
    case 0: {
      const auto seat = world_->seat(*party, "clerk");
      const auto known = book.get<kernel::SeatFact>(kernel::seat_key(seat), true);
      if (!known) return;
      statement::Revoke body{seat, known->head_sequence + (dice_.chance(300) ? 1 : 0), "left"};
      auto draft =
          world_->draft(*party, "registrar", Kind::revoke, world_->partnership(), codec::encode(body));
      made = world_->sign(*party, "registrar", draft);
      break;
    }
    case 1:
      made = world_->sign_as_root(*party, statement::RaiseRules{2, book.height() + 1'000'000, {}});
      break;
    default:
      made = world_->sign_as_root(*party, statement::NameStanding{book.height(), {}, {}});
  }
  if (!made) {
    forget_unwritten(*party, made.error());
    return happened("root act refused", base::sentence(made.error()));
  }
  happened("root act", *party);
  acknowledged_.emplace(made->id, *party);
}

// ---- steps

void WeatherWorld::disturb() {
  const auto& parties = world_->parties();
  const auto a = dice_.pick(parties), b = dice_.pick(parties);
  switch (dice_.below(12)) {
    case 0:
    case 1:
      if (a == b) return;
      happened("link", a + "-" + b);
      return world_->set_link(a, b, !world_->network().is_up(a, b));
    case 2:
      return restart(a);
    case 3:
      if (world_->running(a)) {
        happened("stopped", a);
        unflushed_[a].clear();
        return world_->stop(a);
      }
      return restart(a);
    case 4:
      if (dice_.chance(500)) return fork();
      return;
    case 5:
    case 6:
      return say_nonsense();
    case 7:
      if (dice_.chance(300)) return lose_key();
      return;
    case 8:
      if (dice_.chance(100)) return lose_disk();
      return;
    case 9:
      happened("disk full or not", a);
      stores_[a]->full = !stores_[a]->full;
      return;
    case 10:
      return root_act();
    default:
      return world_->pass(dice_.chance(100) ? base::kDayMs : 5'000);
  }
}

void WeatherWorld::step() {
  const auto dice = dice_.below(100);
  if (dice < 45) {
    act();
  } else if (dice < 75) {
    exchange(1);
  } else if (dice < 88) {
    if (const auto party = anybody()) advance(*party);
    deliver_some();
  } else {
    disturb();
  }
  for (const auto& party : world_->parties())
    if (!world_->running(party) && dice_.chance(100)) restart(party);
  for (const auto& party : std::set<Party>(restoring_))
    if (world_->running(party) && dice_.chance(300)) finish_restore(party);
  world_->pass(dice_.below(200));
  look();
}

/// At any time: nodes at one height hold one checkpoint.
void WeatherWorld::look() {
  for (const auto& party : world_->parties()) {
    if (!world_->running(party) || world_->book(party).dirty())
      continue;  // what is not durable is no truth yet
    const auto& head = world_->book(party).head();
    const auto [at, first] = heads_.try_emplace(head.height, party, head);
    if (!first && at->second.second != head)
      wrong(
          fmt::format("{} and {} hold two final accords of height {}", at->second.first, party, head.height));
  }
}

void WeatherWorld::heal() {
  happened("heal");
  world_->network().weather = {};
  for (const auto& a : world_->parties()) {
    skew_[a] = 0;
    stores_[a]->full = false;
    for (const auto& b : world_->parties())
      if (a < b) world_->set_link(a, b, true);
  }
  for (const auto& party : world_->parties())
    if (!world_->running(party)) restart(party);
  // A clock that ran ahead has put the record ahead of true time.
  world_->pass(3'600'000);
  for (int rounds = 0; rounds < 200 && !problem_; ++rounds) {
    exchange(1);
    look();
    for (const auto& party : std::set<Party>(restoring_)) finish_restore(party);
    if (restoring_.empty() && rounds > 2) break;
  }
  if (!restoring_.empty()) return wrong("no handover to " + *restoring_.begin());
  if (world_->settle()) return look();
  std::string why;
  for (const auto& party : world_->parties()) {
    if (!world_->running(party)) {
      why += party + " stopped; ";
      continue;
    }
    const auto& book = world_->book(party);
    why += fmt::format("{} height {}, {} pending, {} held, waits for {}; ", party, book.height(),
                       book.pending_order().size(), book.held_count(), book.stall(world_->now()).waiting_for);
  }
  wrong("no agreement: " + why);
}

}  // namespace palitan::sim
