// What this node has in common with a partner, by which a parcel names statements and seats in few bytes.
#include <algorithm>

#include "node/book.h"

namespace palitan::node {

/// Everything beyond the last accord, what waits for its causes too: a gap is told as a gap.
std::vector<sync::Loose> Book::loose_and_held() const {
  auto out = loose();
  for (const auto& [id, statement] : held_) {
    const auto& c = statement.content();
    out.push_back({id, c.seat, c.sequence, c.previous.value_or(base::Id{})});
  }
  return out;
}

const std::vector<std::pair<base::KeyId, std::uint64_t>>& Book::agreed_seats() {
  if (seats_at_ == head_.height) return seats_;
  std::map<base::KeyId, std::uint64_t> seats;
  const auto take = [&](const kernel::FactKey& key, base::ByteView bytes) {
    if (key.kind != kernel::FactKind::seat) return true;
    const auto fact = kernel::decode_fact(key.kind, bytes);
    PALITAN_CHECK(fact.has_value());
    if (const auto* seat = kernel::fact_as<kernel::SeatFact>(fact->get()))
      seats[crypto::key_id(seat->key)] = seat->head_sequence;
    return true;
  };
  store_.each_fact(kernel::FactKind::seat, take);
  for (const auto& [key, bytes] : commit_.facts) take(key, bytes);  // agreed a moment ago, not yet written
  seats_.assign(seats.begin(), seats.end());
  seats_at_ = head_.height;
  return seats_;
}

sync::CommonGround Book::ground(std::uint64_t base) {
  sync::CommonGround out;
  out.partnership = partnership_;
  out.base = base;
  out.place_of = [this](const base::Id& id) -> std::optional<std::uint64_t> {
    const auto row = store_.statement(id);
    return row && row->entry ? std::optional(row->entry->position) : std::nullopt;
  };
  out.id_at = [this](std::uint64_t place) -> std::optional<base::Id> {
    if (const auto rows = store_.log(place, 1); !rows.empty() && rows[0].position == place) return rows[0].id;
    for (const auto& entry : commit_.appended)
      if (entry.position == place) return entry.id;
    return std::nullopt;
  };
  out.seat_place = [this](const base::KeyId& seat) -> std::optional<sync::SeatPlace> {
    const auto& seats = agreed_seats();
    const auto at = std::lower_bound(seats.begin(), seats.end(), std::pair{seat, std::uint64_t{0}});
    if (at == seats.end() || at->first != seat) return std::nullopt;
    return sync::SeatPlace{static_cast<std::uint64_t>(at - seats.begin()), at->second};
  };
  out.seat_at = [this](std::uint64_t number) -> std::optional<std::pair<base::KeyId, std::uint64_t>> {
    const auto& seats = agreed_seats();
    if (number >= seats.size()) return std::nullopt;
    return seats[static_cast<std::size_t>(number)];
  };
  return out;
}

}  // namespace palitan::node
