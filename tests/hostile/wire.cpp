// What comes over the link or by stick: not all of it, broken, false, or for somebody else.
#include "by_hand.h"

namespace palitan::hostile {

End withhold_a_cited_statement(Ground& g) {
  g.some_work();
  const auto hidden = g.craft("desk", g.any_activity());
  std::vector<base::Bytes> shown;
  for (auto n = 1 + g.dice().below(4); n > 0; --n)
    shown.push_back(g.craft("spare", g.any_activity(), {}, [&](statement::Content& c) {
                       c.after = {hidden->id()};
                       c.sequence += shown.size();
                       if (!shown.empty()) c.previous = statement::decode_statement(shown.back())->id();
                     })->bytes());
  auto said = g.message();
  said.statements = shown;
  g.tell_all(said);
  for (const auto& party : g.honest()) {
    must(g.book(party).held_count() == shown.size(), "it is not held");
    const auto stall = g.book(party).stall(g.world().now());
    must(std::find(stall.withheld.begin(), stall.withheld.end(), hidden->id()) != stall.withheld.end(),
         "what is withheld is not named");
  }
  g.life_goes_on();  // the others' work does not wait for it
  if (g.dice().chance(500)) {
    said = g.message();
    said.statements = {hidden->bytes()};
    g.tell_all(said);
    g.settle();
    must(g.agreed_verdict(hidden->id()) == Code::accepted, "what came in the end is not accepted");
    for (const auto& party : g.honest()) must(g.book(party).held_count() == 0, "what waited still waits");
  }
  return End::refused;
}

End garble_statements(Ground& g) {
  g.some_work();
  auto& dice = g.dice();
  // By hand like all that follows, and nothing wrong with it: it is heard.
  auto plain = start_parcel(kPlain);
  base::append(plain, item(0, codec::encode(head_of(g))));
  const auto heard = g.tell_bytes(g.victim(), plain);
  must(heard && !heard->fault, "a head in good form is not heard");
  const auto before = g.standing();
  const auto whole = g.craft("desk", g.any_activity())->bytes();
  for (int i = 0; i < 20; ++i) {
    auto bytes = whole;
    for (auto n = 1 + dice.below(4); n > 0; --n) {
      const auto at = dice.below(bytes.size());
      if (dice.chance(600))
        bytes[at] ^= static_cast<std::uint8_t>(1 + dice.below(255));
      else if (dice.chance(500))
        bytes.erase(bytes.begin() + at);
      else
        bytes.insert(bytes.begin() + at, static_cast<std::uint8_t>(dice.below(256)));
    }
    if (bytes == whole) continue;
    for (const auto& party : g.honest()) {
      // A statement whose changed number or cause is awaited may be held; nobody's signature fits it.
      const auto taken = g.world().hand(party, bytes);
      const auto statement = statement::decode_statement(bytes);
      const bool unknown_seat = statement && !g.book(party).get<kernel::SeatFact>(
                                                 kernel::seat_key(statement->content().seat), true);
      must(!taken || unknown_seat, "garbled bytes are taken");
    }
    // The same in a parcel, where statements are packed.
    auto parcel = start_parcel(kPlain);
    base::append(parcel, item(0, codec::encode(head_of(g))));
    base::append(parcel, item(1, bytes));
    g.tell_bytes(g.victim(), parcel);
  }
  must(g.standing() == before, "garbled bytes moved an honest node");
  g.life_goes_on();
  return End::refused;
}

End lie_about_holdings(Ground& g) {
  g.some_work();
  auto& dice = g.dice();
  const auto random_id = [&] {
    base::Id out;
    for (auto& byte : out.raw) byte = static_cast<std::uint8_t>(dice.next());
    return out;
  };
  for (int i = 0; i < 8; ++i) {
    auto head = head_of(g);
    head.held_unsaid = dice.chance(100);
    if (dice.chance(300)) head.height = dice.chance(500) ? dice.below(20) : dice.next() >> 1;
    if (dice.chance(300)) head.checkpoint.raw = random_id().raw;
    if (dice.chance(300)) head.base = dice.chance(500) ? dice.below(100) : dice.next() >> 1;
    for (auto n = dice.below(30); n > 0; --n)
      head.runs.push_back(static_cast<std::uint8_t>(dice.below(dice.chance(500) ? 6 : 256)));
    if (!head.runs.empty()) head.digest = dice.next();
    for (auto n = dice.below(4); n > 0; --n)
      head.tips.push_back(
          {g.world().seat(dice.pick(g.world().parties()), "desk"), 1 + dice.below(9), random_id()});
    for (auto n = dice.below(20); n > 0; --n)
      head.wants.push_back(dice.chance(300) ? g.instrument() : random_id());
    if (dice.chance(200)) head.alike = dice.next();
    head.asks_handover = dice.chance(300);
    head.hands_over = dice.chance(300);
    auto parcel = start_parcel(kPlain);
    base::append(parcel, item(0, codec::encode(head)));
    for (const auto& party : g.honest()) {
      g.tell_bytes(party, parcel);
      // What it is answered is for it to bear; it must be readable and of bounded size.
      if (!g.book(party).dirty()) {
        const auto answer = g.book(party).outgoing_parcel(g.culprit());
        must(answer.bytes.size() < (std::size_t{4} << 20), "a lie draws an answer beyond bounds");
      }
    }
    if (dice.chance(300)) g.honest_act(g.victim());
  }
  // Once it tells the truth, everything is in step again.
  g.life_goes_on();
  return End::refused;
}

End be_a_confused_deputy(Ground& g) {
  // The victim is in another book with a nation that the culprit shares nothing with.
  node::WorldOptions options;
  options.parties = {"aus", g.victim()};
  options.seed = g.seed();
  options.start.ms += base::kDayMs;
  auto made = node::World::found(options);
  must(made.has_value(), "founding another book");
  auto& other = **made;
  must(other.appoint("aus", {"registrar", {statement::Role::registrar}, {}}, "root").has_value() &&
           other.settle(60),
       "the other book");
  auto& book = other.book(g.victim());
  const auto head = book.head();
  // 1. In its own name: it is no party there.
  auto said = g.message();
  said.partnership = other.partnership();
  const auto as_itself =
      book.incoming_parcel(sync::write_parcel(said, {.partnership = other.partnership()}), other.now());
  must(!as_itself && as_itself.error().code == Code::bad_partnership, "a stranger is heard");
  // 2. In the partner's name, as a stick may say: with acts of its own seats, made out for that book ...
  said.from = "aus";
  const auto root =
      g.craft("root", statement::ChangeAccordKey{}, other.partnership(), [&](statement::Content& c) {
        c.partnership = other.partnership();
        c.sequence = 1 + g.dice().below(3);
        c.previous = other.partnership();
      });
  const auto desk = g.craft("desk", g.any_activity(), {}, [&](statement::Content& c) {
    c.partnership = other.partnership();
    c.sequence = 1;
    c.previous = other.partnership();
  });
  said.statements = {root->bytes(), desk->bytes()};
  // ... with papers signed by its own key under the partner's name ...
  auto point = head;
  ++point.height;
  point.previous = kernel::checkpoint_hash(kernel::checkpoint_body(other.partnership(), head));
  const auto text = kernel::checkpoint_body(other.partnership(), point);
  said.cosignatures = {
      merkle::format({text, {kernel::cosign_accord(g.accord_key(), "aus", point, text)}}),
      merkle::format({text, {kernel::cosign_accord(g.accord_key(), g.culprit(), point, text)}})};
  const auto no = kernel::decline_text(other.partnership(), {point.height, 0, Code::bad_accord, {}});
  said.declines = {merkle::format({no, {merkle::sign_note(g.accord_key(), "aus/accord", no)}})};
  // ... and with acts of the book that it is in.
  for (const auto& entry : g.world().store(g.victim()).log(0, 40))
    if (g.dice().chance(300))
      said.statements.push_back(g.world().store(g.victim()).statement(entry.id)->bytes);
  book.incoming(said, other.now());
  other.advance(g.victim());
  must(book.head() == head && book.pending_order().empty() && !book.misconduct(),
       "a stranger moved the book");
  must(book.outgoing("aus").cosignatures.empty() && book.outgoing("aus").declines.empty(),
       "its papers are passed on");
  must(other.appoint("aus", {"second", {statement::Role::registrar}, {}}, "root").has_value() &&
           other.settle(200),
       "the other book does not go on");
  for (const auto& act : {root, desk}) {
    const auto row = other.store(g.victim()).statement(act->id());
    must(!row || !row->entry, "a stranger's act is in the log");
  }
  g.life_goes_on();
  return End::refused;
}

}  // namespace palitan::hostile
