// What a world under bad weather loses, and whom it may not trust.
#include <fmt/format.h>

#include "weather_world.h"

namespace palitan::sim {
namespace {
using base::Code;
using statement::Kind;

std::string short_of(const base::Id& id) { return base::to_hex(id.view()).substr(0, 8); }
}  // namespace

// ---- told by the weather

void WeatherWorld::durable(const Party& party) {
  for (const auto& id : unflushed_[party]) acknowledged_.emplace(id, party);
  unflushed_[party].clear();
}

void WeatherWorld::opened(const Party& party) {
  for (const auto& [id, by] : acknowledged_)
    if (by == party && !world().store(party).statement(id))
      wrong(fmt::format("{} opens without the act {} that it had acknowledged", party, short_of(id)));
}

/// An act is lost with the disk where nobody else holds it, or holds it only until its causes come: they may
/// be lost.
void WeatherWorld::disk_lost(const Party&) {
  const auto holder = [&](const base::Id& id) -> std::optional<Party> {
    for (const auto& party : world().parties())
      if (const auto row = world().store(party).statement(id); row && !row->held) return party;
    return std::nullopt;
  };
  for (auto at = acknowledged_.begin(); at != acknowledged_.end();) {
    const auto by = holder(at->first);
    if (by) at->second = *by;
    at = by ? std::next(at) : acknowledged_.erase(at);
  }
}

void WeatherWorld::restored(const Party& party) {
  for (const auto& office : offices()) world().renew_key(party, office);
  for (const auto& office : offices()) appoint(party, office);
}

std::string WeatherWorld::why_no_agreement() const {
  std::string why;
  for (const auto& party : world().parties()) {
    if (!world().running(party)) {
      why += party + " stopped; ";
      continue;
    }
    const auto& book = world().book(party);
    why += fmt::format("{} height {}, {} pending, {} held, waits for {}{}{}{}; ", party, book.height(),
                       book.pending_order().size(), book.held_count(), book.stall(world().now()).waiting_for,
                       book.rolled_back() ? ", rolled back: " + *book.rolled_back() : "",
                       book.accord_key_spent() ? ", its accord key is spent" : "",
                       book.misconduct() ? ", accuses: " + *book.misconduct() : "");
  }
  return why;
}

// ---- mischief

/// A second holder of a seat's key signs past the node; somebody else gets it first.
void WeatherWorld::fork() {
  const auto party = anybody();
  const auto to = anybody();
  if (!party || is_restoring(*party)) return;
  auto plan = maker_->next(*party);
  if (!plan) return;
  if (dice_.chance(100)) plan->office = "registrar";
  const auto seat =
      world().book(*party).get<kernel::SeatFact>(kernel::seat_key(world().seat(*party, plan->office)), true);
  if (!seat) return;
  const bool behind = seat->head_sequence > 1 && dice_.chance(400);
  auto twin =
      world().craft(*party, plan->office, plan->kind, plan->case_id, plan->body, [&](statement::Content& c) {
        c.made_at.ms += 1 + dice_.below(1000);
        if (behind) --c.sequence;  // does not follow its previous either
      });
  const auto taken = world().book(*to).receive(twin->bytes(), world().clock_of(*to));
  if (!taken) met(taken.error());
  weather_->count(Fault::fork,
                  fmt::format("{} {} by {} to {}: {}", short_of(twin->id()), *party, plan->office, *to,
                              taken ? "taken" : base::sentence(taken.error())));
  weather_->flush(*to);
  if (dice_.chance(700) && world().running(*party)) sign(*party, *plan);  // the true holder does the same
}

base::Bytes WeatherWorld::nonsense(const Party& party) {
  const auto& all = settled_.known.all;
  const auto craft = [&](const std::string& office, Kind kind,
                         const std::function<void(statement::Content&)>& tweak = {}) {
    return world().craft(party, office, kind, world().partnership(), {0xa0}, tweak)->bytes();
  };
  switch (dice_.below(5)) {
    case 0: {
      base::Bytes bytes;
      for (auto n = dice_.below(80); n > 0; --n) bytes.push_back(static_cast<std::uint8_t>(dice_.next()));
      return bytes;
    }
    case 1:  // a kind that nobody knows
      return craft("clerk", static_cast<Kind>(99));
    case 2:  // a seat that nobody appointed, or not yet
      return craft("stranger", Kind::close,
                   [&](statement::Content& c) { c.previous = all.empty() ? c.previous : dice_.pick(all); });
    case 3:  // numbers that do not follow
      return craft("clerk", Kind::close, [&](statement::Content& c) {
        c.sequence += 1 + dice_.below(3);
        if (!all.empty() && dice_.chance(500)) c.previous = dice_.pick(all);
      });
    default: {  // a signature that does not fit
      auto bytes = craft("clerk", Kind::close);
      bytes.back() ^= 1;
      return bytes;
    }
  }
}

void WeatherWorld::talk_nonsense() {
  const auto party = anybody();
  const auto to = anybody();
  if (!party) return;
  const auto taken = world().book(*to).receive(nonsense(*party), world().clock_of(*to));
  if (!taken) met(taken.error());
  weather_->count(Fault::nonsense, *to + (taken ? ": taken" : ": " + base::sentence(taken.error())));
  weather_->flush(*to);
}

}  // namespace palitan::sim
