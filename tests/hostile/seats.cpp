// Seats that sign what they should not: twice, again, for others, out of turn.
#include "attack.h"

namespace palitan::hostile {
namespace {
const char* any_desk(Ground& g) { return g.dice().chance(500) ? "desk" : "spare"; }

sync::Exchange with(Ground& g, const std::vector<statement::SignedStatement>& acts) {
  auto said = g.message();
  for (const auto& act : acts) said.statements.push_back(act->bytes());
  return said;
}
}  // namespace

End equivocate(Ground& g) {
  g.some_work();
  const auto office = any_desk(g);
  const auto left = g.craft(office, g.any_activity()), right = g.craft(office, g.any_activity());
  g.tell_all(with(g, {left}));
  const bool first_is_agreed = g.dice().chance(500);
  if (first_is_agreed) g.settle();
  g.tell_all(with(g, {right}));
  g.settle();
  // What was agreed stands; everything else of the fork is refused, on every node the same.
  const auto first = g.agreed_verdict(left->id());
  must(first == Code::accepted || (first == Code::refused_forked && !first_is_agreed),
       "the first branch is judged otherwise");
  must(g.agreed_verdict(right->id()) == Code::refused_forked, "the second branch has effect");
  for (const auto& party : g.honest()) g.proof_at(party);
  g.life_goes_on();
  return End::proven;
}

End equivocate_apart(Ground& g) {
  g.some_work();
  const auto office = any_desk(g);
  auto at = g.honest().begin();
  // Each partner sees its own branch only, and nobody hears the others for a while.
  for (std::size_t i = 0; i < 2; ++i) {
    g.tell(*at, with(g, {g.craft(office, g.any_activity())}));
    if (std::next(at) != g.honest().end()) ++at;
  }
  g.world().exchange();
  for (const auto& party : g.honest()) g.proof_at(party);
  g.settle();
  g.life_goes_on();
  return End::proven;
}

End roll_back(Ground& g) {
  auto image = dynamic_cast<store::MemoryStore&>(g.world().store(g.culprit())).clone();
  const auto office = any_desk(g);
  const auto works = [&] {
    const auto made = g.world().sign(
        g.culprit(), office,
        g.world().draft(g.culprit(), office, Kind::open_activity, {}, codec::encode(g.any_activity())));
    must(made.has_value(), "its node refuses to sign");
    return made->id;
  };
  const auto before = works();
  g.some_work();
  g.settle();
  must(g.agreed_verdict(before) == Code::accepted, "its first act is not accepted");
  // The older disk knows nothing of all that; its node goes on as if it had not been.
  g.world().stop(g.culprit());
  g.world().replace_store(g.culprit(), std::move(image));
  must(g.world().restart(g.culprit()).has_value(), "its node does not start");
  const auto after = works();
  g.settle();
  must(g.agreed_verdict(before) == Code::accepted, "what was agreed changed");
  must(g.agreed_verdict(after) == Code::refused_forked, "the new past has effect");
  for (const auto& party : g.honest()) g.proof_at(party);
  return End::proven;
}

namespace {
/// The same parties, offices and keys in another book.
std::unique_ptr<node::World> other_book(Ground& g) {
  node::WorldOptions options;
  options.parties = g.world().parties();
  options.seed = g.seed();
  options.start.ms += base::kDayMs;
  auto made = node::World::found(options);
  must(made.has_value(), "founding another book");
  return std::move(*made);
}
}  // namespace

End replay_elsewhere(Ground& g) {
  g.some_work();
  const auto other = other_book(g);
  const auto& at = g.victim();
  const auto head = other->book(at).head();
  const auto& store = g.world().store(at);
  // 1. Every statement of the one book, as it is and made out for the other.
  for (std::uint64_t place = 1; place < store.log_size(); place += 1 + g.dice().below(4)) {
    const auto bytes = *store.logged_bytes(place);
    const auto taken = other->hand(at, bytes);
    must(!taken && taken.error().code == Code::bad_partnership, "a statement of another book is taken");
    auto changed = bytes;
    const auto& from = g.partnership().raw;
    const auto found = std::search(changed.begin(), changed.end(), from.begin(), from.end());
    must(found != changed.end(), "a statement does not name its partnership");
    std::copy(other->partnership().raw.begin(), other->partnership().raw.end(), found);
    static_cast<void>(other->hand(at, changed));  // held for a seat that nobody appoints, or refused
  }
  // 2. Its papers: cosignatures, proposals, finals, all in good form, of another book.
  auto said = g.message();
  said.partnership = other->partnership();
  for (std::uint64_t height = 1; height <= g.book(at).height(); ++height) {
    auto paper = *codec::decode<sync::AccordPaper>(store.accord(height)->bytes);
    said.cosignatures.push_back(paper.note);
    said.finals.push_back(std::move(paper));
  }
  other->book(at).incoming(said, other->now());
  other->advance(at);
  const auto parcel = sync::write_parcel(g.message(), {.partnership = g.partnership()});
  const auto whole = other->book(at).incoming_parcel(parcel, other->now());
  must(!whole && whole.error().code == Code::bad_partnership, "a parcel of another book is taken");
  must(other->book(at).head() == head && other->book(at).pending_order().empty(), "another book moved it");
  must(other->settle(60), "the other book does not go on");
  g.life_goes_on();
  return End::refused;
}

End pose_as_partner(Ground& g) {
  g.some_work();
  const auto victim_seat = g.world().seat(g.victim(), "desk");
  switch (g.dice().below(3)) {
    case 0: {  // the partner's act in every byte, but for the signature
      const auto true_one =
          g.world().craft(g.victim(), "desk", Kind::open_activity, {}, codec::encode(g.any_activity()));
      auto bytes = true_one->bytes();
      const auto own = g.craft("desk", g.any_activity())->bytes();
      std::copy(own.end() - base::Signature::kSize, own.end(), bytes.end() - base::Signature::kSize);
      for (const auto& party : g.honest()) {
        const auto taken = g.world().hand(party, bytes);
        must(!taken && taken.error().code == Code::bad_signature, "a stranger's signature is taken");
      }
      break;
    }
    case 1: {  // the partner's key as an office of its own
      statement::Appoint body;
      body.key = g.world().key(g.victim(), "desk").public_key;
      body.office = "desk";
      body.roles = {statement::Role::approver};
      body.valid_until = base::kDateMax;
      const auto act = g.craft("registrar", body);
      g.tell_all(with(g, {act}));
      g.settle();
      must(g.agreed_verdict(act->id()) == Code::refused_key_known, "a key is appointed twice");
      break;
    }
    default: {  // the partner's office revoked
      const auto act = g.craft("registrar", statement::Revoke{victim_seat, 1'000, "no longer needed"});
      g.tell_all(with(g, {act}));
      g.settle();
      must(g.agreed_verdict(act->id()) == Code::refused_cited, "a partner's seat is revoked");
    }
  }
  must(g.book(g.victim()).get<kernel::SeatFact>(kernel::seat_key(victim_seat), true)->party == g.victim(),
       "the seat changed hands");
  g.life_goes_on();
  return End::refused;
}

End skip_a_number(Ground& g) {
  g.some_work();
  const auto office = any_desk(g);
  const auto variant = g.dice().below(3);
  const auto act = g.craft(office, g.any_activity(), {}, [&](statement::Content& c) {
    if (variant == 0) c.sequence += 1 + g.dice().below(50);
    if (variant == 1) c.previous = g.instrument();
    if (variant == 2) c.previous = base::Id{crypto::sha256(c.body.bytes).raw};
  });
  g.tell_all(with(g, {act}));
  if (variant == 2) {  // nobody ever saw what it follows
    for (const auto& party : g.honest())
      must(g.book(party).held_count() == 1 && g.book(party).pending(act->id()) == nullptr, "it is not held");
  } else {
    g.settle();
    must(g.agreed_verdict(act->id()) == Code::refused_sequence, "an act out of turn has effect");
  }
  g.life_goes_on();
  return End::refused;
}

}  // namespace palitan::hostile
