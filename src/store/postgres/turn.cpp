#include "store/turn.h"

#include "store/postgres/session.h"

namespace palitan::store {
namespace {

using postgres::Connection;
using postgres::Fault;
using postgres::Rows;
using postgres::Values;

constexpr std::chrono::milliseconds kAnswerWithin{2'000};

TurnSeen seen_in(const Rows& rows) {
  if (rows.count() != 1) throw Fault{Fault::Kind::broken, {}, "the table head does not have one row"};
  TurnSeen out{rows.number(0, 0), rows.integer(0, 1) != 0, {}, {}};
  if (rows.is_null(0, 2)) return out;
  out.since = {rows.integer(0, 2)};
  out.doors = Doors{{rows.text(0, 3), static_cast<std::uint16_t>(rows.integer(0, 4))},
                    {rows.text(0, 5), static_cast<std::uint16_t>(rows.integer(0, 6))}};
  return out;
}

}  // namespace

struct Lookout::State {
  postgres::Place place;
  std::optional<Connection> db;

  base::Result<void> connect();
  /// `work`, on a connection that is made where there is none.
  template <class Work>
  auto with(const Work& work) -> base::Result<decltype(work())>;
};

base::Result<void> Lookout::State::connect() {
  if (db && db->is_idle()) return {};
  db.emplace(place.words);
  const auto meta = postgres::read_meta(*db, place.schema, postgres::migrations().back().version);
  if (!meta) return tl::unexpected(meta.error());
  return postgres::check_state(*meta, place.schema, {.read_only = true});
}

template <class Work>
auto Lookout::State::with(const Work& work) -> base::Result<decltype(work())> {
  try {
    if (auto connected = connect(); connected)
      return work();
    else {
      db.reset();
      return tl::unexpected(connected.error());
    }
  } catch (const Fault& fault) {
    db.reset();
    return tl::unexpected(postgres::refusal_of(fault));
  }
}

Lookout::Lookout(std::unique_ptr<State> state) : state_(std::move(state)) {}
Lookout::~Lookout() = default;

base::Result<std::unique_ptr<Lookout>> Lookout::at(const std::string& connection, const std::string& schema) {
  auto place = postgres::place_of(connection, schema, postgres::session_name());
  if (!place) return tl::unexpected(place.error());
  auto state = std::make_unique<State>();
  state->place = std::move(*place);
  return std::unique_ptr<Lookout>(new Lookout(std::move(state)));
}

base::Result<TurnSeen> Lookout::look() {
  const auto schema = postgres::quoted(state_->place.schema);
  return state_->with([&] {
    return seen_in(state_->db->run_within(
        kAnswerWithin,
        "SELECT h.epoch, EXISTS(SELECT 1 FROM pg_locks l WHERE " + std::string(postgres::kHoldsLock) +
            "), (extract(epoch FROM s.since) * 1000)::int8, s.node_address, s.node_port, s.pages_address, "
            "s.pages_port FROM " +
            schema + ".head h LEFT JOIN " + schema + ".serving s ON s.epoch = h.epoch",
        Values().add(postgres::lock_key(state_->place.schema))));
  });
}

base::Result<void> Lookout::announce(std::uint64_t turn, const Doors& doors) {
  const auto done = state_->with([&] {
    state_->db->run_within(
        kAnswerWithin,
        "INSERT INTO " + postgres::quoted(state_->place.schema) +
            ".serving AS s(one, epoch, node_address, node_port, pages_address, pages_port) "
            "VALUES(true, $1::int8, $2::bytea, $3::int8, $4::bytea, $5::int8) "
            "ON CONFLICT (one) DO UPDATE SET epoch = excluded.epoch, since = excluded.since, "
            "node_address = excluded.node_address, node_port = excluded.node_port, "
            "pages_address = excluded.pages_address, pages_port = excluded.pages_port "
            "WHERE s.epoch <= excluded.epoch",
        Values()
            .add(turn)
            .add(base::view_of(doors.node.address))
            .add(int{doors.node.port})
            .add(base::view_of(doors.pages.address))
            .add(int{doors.pages.port}));
    return true;
  });
  if (!done) return tl::unexpected(done.error());
  return {};
}

}  // namespace palitan::store
