// Proofs turned into weapons: false files, and true papers of an honest party in the wrong light.
#include "attack.h"

namespace palitan::hostile {
namespace {
using kernel::Misdeed;
using kernel::MisdeedKind;

/// Everything of an honest party that a partner holds.
struct Papers {
  base::Bytes founding;
  std::vector<base::Bytes> appointments, acts;
  std::vector<std::string> notes;
};
Papers papers_of(Ground& g, const PartyCode& party) {
  Papers out;
  const auto& store = g.world().store(g.culprit());
  out.founding = *store.logged_bytes(0);
  for (std::uint64_t place = 1; place < store.log_size(); ++place) {
    auto bytes = *store.logged_bytes(place);
    const auto act = statement::decode_statement(bytes);
    const auto seat = g.book(g.culprit()).get<kernel::SeatFact>(kernel::seat_key(act->content().seat), true);
    if (!seat || seat->party != party) continue;
    if (act->kind() == Kind::appoint) out.appointments.push_back(bytes);
    out.acts.push_back(std::move(bytes));
  }
  for (std::uint64_t height = 1; height <= g.book(g.culprit()).height(); ++height) {
    const auto note = merkle::parse_note(codec::decode<sync::AccordPaper>(store.accord(height)->bytes)->note);
    for (const auto& signature : note->signatures)
      if (signature.name == kernel::accord_key_name(party))
        out.notes.push_back(merkle::format({note->text, {signature}}));
  }
  return out;
}
}  // namespace

End forge_a_proof(Ground& g) {
  g.some_work();
  g.honest_act(g.victim());
  g.settle();
  auto& dice = g.dice();
  const auto papers = papers_of(g, g.victim());
  const auto harmless = [&](const base::Bytes& file) {
    const auto proven = kernel::verify_misdeed(file);
    must(!proven || proven->partnership != g.partnership() || proven->party == g.culprit(),
         "a file proves something against an honest party");
  };
  for (int i = 0; i < 12; ++i) {
    Misdeed m;
    m.kind = static_cast<MisdeedKind>(1 + dice.below(3));
    m.founding = papers.founding;
    if (m.kind == MisdeedKind::fork) {
      m.statements = {dice.pick(papers.acts), dice.pick(papers.acts)};
      if (dice.chance(500)) {  // a true act, and its twin with another number or signed by the culprit
        m.statements[1] = m.statements[0];
        m.statements[1][dice.below(m.statements[1].size())] ^= static_cast<std::uint8_t>(1 + dice.below(255));
      }
      for (auto n = dice.below(3); n > 0; --n) m.appointments.push_back(dice.pick(papers.appointments));
    } else {
      m.papers = {dice.pick(papers.notes), dice.pick(papers.notes)};
      // The culprit's own contradiction under the honest party's name.
      auto point = g.book(g.culprit()).head();
      const auto signed_as = [&](const kernel::AccordPoint& at) {
        const auto body = kernel::checkpoint_body(g.partnership(), at);
        return merkle::format({body, {kernel::cosign_accord(g.accord_key(), g.victim(), at, body)}});
      };
      if (dice.chance(700)) m.papers[0] = signed_as(point);
      point.results.raw[0] ^= 1;
      if (dice.chance(700)) m.papers[1] = signed_as(point);
      if (dice.chance(300)) {  // tied to the honest party by the culprit's roots
        const auto change =
            g.craft("root", statement::ChangeAccordKey{g.accord_key().public_key,
                                                       g.world().key(g.culprit(), "new").public_key,
                                                       statement::KeyReason::lost,
                                                       {}});
        m.key_change = change->bytes();
      }
      std::sort(m.papers.begin(), m.papers.end());
    }
    auto file = codec::encode(m);
    harmless(file);
    for (int n = 0; n < 3; ++n) {
      auto changed = file;
      changed[dice.below(changed.size())] ^= static_cast<std::uint8_t>(1 + dice.below(255));
      harmless(changed);
    }
  }
  // A true proof against the culprit, rewritten to name another, proves nothing.
  auto point = g.book(g.culprit()).head();
  Misdeed own;
  own.kind = MisdeedKind::two_cosignatures;
  own.founding = papers.founding;
  own.papers.push_back(g.cosigned(point));
  point.root.raw[0] ^= 1;
  own.papers.push_back(g.cosigned(point));
  const auto true_file = kernel::make_misdeed(own);
  must(true_file.has_value(), "a true proof cannot be made");
  auto renamed = *true_file;
  for (auto at = renamed.begin();
       (at = std::search(at, renamed.end(), g.culprit().begin(), g.culprit().end())) != renamed.end(); ++at)
    std::copy(g.victim().begin(), g.victim().end(), at);
  harmless(renamed);
  return End::refused;
}

End frame_a_restored_node(Ground& g) {
  const auto& victim = g.victim();
  g.until_turn_of(victim);
  g.honest_act(g.honest().back());
  g.world().exchange();
  // 1. The victim proposes; only the culprit hears it, and keeps it to itself.
  auto image = dynamic_cast<store::MemoryStore&>(g.world().store(g.culprit())).clone();
  for (const auto& party : g.world().parties())
    if (party != victim) g.world().set_link(victim, party, false);
  g.world().pass(300);
  g.world().advance(victim);
  const auto old_promises = g.book(victim).outgoing(g.culprit()).cosignatures;
  must(!old_promises.empty(), "the victim proposes nothing at its turn");
  // 2. The victim loses its disk and comes back by the rules: new keys, and a handover of all that is held.
  must(g.world().lose_disk(victim).has_value(), "the disk");
  for (const auto& party : g.world().parties())
    if (party != victim) g.world().set_link(victim, party, true);
  for (int i = 0; i < 20 && g.book(victim).height() < g.book(g.culprit()).height(); ++i) g.world().exchange();
  g.world().stop(g.culprit());
  g.world().replace_store(g.culprit(), std::move(image));  // which hands over nothing
  must(g.world().restart(g.culprit()).has_value(), "the culprit's node does not start");
  must(g.world().lose_accord_key(victim, statement::KeyReason::restored).has_value(), "the new key");
  g.world().exchange();
  // 3. Before the new promises become final, the culprit shows the old one to whom it likes.
  const bool early = g.dice().chance(500);
  auto said = g.message();
  said.cosignatures = old_promises;
  for (int i = 0; i < 40; ++i) {
    g.world().pass(300);
    for (const auto& party : g.world().parties()) g.world().advance(party);
    if (i == (early ? 0 : 1))
      for (const auto& party : g.honest())
        if (party != victim || g.dice().chance(300)) g.tell(party, said);
    for (const auto& party : g.world().parties()) g.world().post(party, true);
    for (const auto& way : g.world().network().busy()) g.world().deliver(way);
  }
  for (const auto& party : g.honest()) {
    must(!g.proven_at(party), "an honest node is accused at " + party);
    must(!g.book(party).misconduct(), "accords stand still: " + g.book(party).misconduct().value_or(""));
  }
  g.settle();
  return End::refused;
}

}  // namespace palitan::hostile
