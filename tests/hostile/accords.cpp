// Lies about accords: what is final, when, and with which results.
#include "attack.h"

namespace palitan::hostile {
namespace {
/// It is the culprit's turn and there is something to agree on, which everybody holds.
void its_turn(Ground& g) {
  g.until_turn_of(g.culprit());
  g.honest_act(g.victim());
  g.some_work();
  g.until_turn_of(g.culprit());
  g.honest_act(g.victim());
  g.world().exchange();
}

sync::Exchange with_proposal(Ground& g, sync::AccordPaper paper) {
  auto said = g.message();
  said.proposal = std::move(paper);
  return said;
}
sync::Exchange with_cosignature(Ground& g, const kernel::AccordPoint& point) {
  auto said = g.message();
  said.cosignatures = {g.cosigned(point)};
  return said;
}
sync::Exchange with_decline(Ground& g, std::uint64_t height, std::uint64_t attempt) {
  auto said = g.message();
  said.declines = {g.declined(height, attempt, Code::later_proposal)};
  return said;
}

/// Another checkpoint of the same attempt.
kernel::AccordPoint changed(Ground& g, kernel::AccordPoint point) {
  switch (g.dice().below(4)) {
    case 0:
      point.results.raw[g.dice().below(32)] ^= 1;
      break;
    case 1:
      point.root.raw[g.dice().below(32)] ^= 1;
      break;
    case 2:
      point.time.ms += 1 + g.dice().below(10'000);
      break;
    default:
      ++point.size;
  }
  return point;
}

/// Every honest node that heard both holds the proof; of two honest ones, each heard half and told the other.
void all_hold_the_proof(Ground& g) {
  for (const auto& a : g.honest())
    for (const auto& b : g.honest())
      if (a != b) {
        g.world().post(a, true);
        g.world().deliver({a, b});
      }
  for (const auto& party : g.honest()) g.proof_at(party);
}
}  // namespace

End extend_twice(Ground& g) {
  its_turn(g);
  const auto paper = g.caught_proposal();
  const auto point = g.point_of(paper);
  auto one = with_proposal(g, paper), other = with_cosignature(g, changed(g, point));
  if (g.dice().chance(500)) std::swap(one, other);
  // One partner hears the one, another the other; where there is one only, it hears both.
  g.tell(g.honest().front(), one);
  g.tell(g.honest().back(), other);
  if (g.honest().size() > 1 && g.dice().chance(500)) g.tell(g.honest().back(), one);
  all_hold_the_proof(g);
  return End::proven;
}

End extend_twice_too_late(Ground& g) {
  g.some_work();
  g.honest_act(g.victim());
  g.settle();
  const auto point = g.book(g.victim()).head();
  g.tell_all(with_cosignature(g, changed(g, point)));
  for (const auto& party : g.honest()) g.proof_at(party);
  // What is final stays, and nobody needs the roots for it.
  for (const auto& party : g.honest())
    must(!g.book(party).misconduct(), "accords stand still for what is past");
  must(g.book(g.victim()).head() == point, "the final accord changed");
  g.life_goes_on();
  return End::proven;
}

End cosign_and_decline(Ground& g) {
  its_turn(g);
  const auto paper = g.caught_proposal();
  const auto point = g.point_of(paper);
  auto one = with_proposal(g, paper), other = with_decline(g, point.height, point.attempt);
  if (g.dice().chance(500)) std::swap(one, other);
  g.tell(g.honest().front(), one);
  g.tell(g.honest().back(), other);
  if (g.honest().size() > 1 && g.dice().chance(500)) g.tell(g.honest().back(), one);
  all_hold_the_proof(g);
  return End::proven;
}

End skip_the_decline(Ground& g) {
  its_turn(g);
  auto low = g.point_of(g.caught_proposal());
  auto high = low;
  high.attempt += 1 + g.dice().below(3);
  high.results.raw[0] ^= 1;
  auto said = with_cosignature(g, low);
  said.cosignatures.push_back(g.cosigned(high));
  g.tell_all(said);
  const auto before = g.standing();
  // The accused may clear itself by showing a decline; while it shows none, nobody signs.
  for (const auto& party : g.honest()) g.honest_act(party);
  for (int i = 0; i < 10; ++i) {
    for (const auto& party : g.honest()) g.world().advance(party);
    g.world().pass(5'000);
  }
  for (const auto& party : g.honest()) {
    must(g.book(party).head() == before.at.at(party).first, "an accord was made");
    const auto stall = g.book(party).stall(g.world().now());
    must(stall.waiting && stall.waiting_for.find(g.culprit() + " cosigned") != std::string::npos,
         "nobody is named: " + stall.waiting_for);
    must(!g.proven_at(party), "an accusation is taken for a proof");
  }
  if (g.dice().chance(500)) return End::refused;
  g.tell_all(with_decline(g, low.height, low.attempt));  // its own, which it never may have signed
  for (const auto& party : g.honest()) g.proof_at(party);
  return End::proven;
}

End forge_results(Ground& g) {
  its_turn(g);
  auto paper = g.caught_proposal();
  auto point = g.point_of(paper);
  point.results.raw[g.dice().below(32)] ^= static_cast<std::uint8_t>(1 + g.dice().below(255));
  paper.note = g.cosigned(point);
  if (paper.marks && g.dice().chance(700)) (*paper.marks)[g.dice().below(paper.marks->size())] ^= 0x10;
  if (paper.marks && g.dice().chance(200)) paper.marks->resize(1 + g.dice().below(paper.marks->size()));
  const auto before = g.standing();
  g.tell_all(with_proposal(g, paper));
  must(g.standing() == before, "a forged accord moved an honest node");
  for (const auto& party : g.honest()) {
    const auto said = g.book(party).outgoing(g.culprit());
    must(!said.declines.empty() && said.declines[0].find("reason bad_results") != std::string::npos,
         "nobody declines it for its results");
  }
  return g.proven_in_the_end() ? End::proven : End::refused;
}

namespace {
/// Its key is bound to a checkpoint that nobody can reach, at an attempt that others may have cosigned truly:
/// it can neither cosign nor decline there any more. Whoever cheats so blocks its own book, and is named for
/// it. The way out is open: it declines all the same, is proven false, and the roots of all say what stands.
End unbind(Ground& g, const kernel::AccordPoint& bound) {
  constexpr int kRounds = 300;
  g.world().exchange();
  for (int i = 0; i < 3 && !g.world().settle(kRounds); ++i) {
  }
  if (g.world().settled()) {
    g.life_goes_on();
    return End::refused;
  }
  for (const auto& party : g.honest()) {
    const auto stall = g.book(party).stall(g.world().now());
    must(stall.waiting && stall.waiting_for.find(g.culprit()) != std::string::npos,
         "nobody is named: " + stall.waiting_for);
  }
  g.tell_all(with_decline(g, bound.height, bound.attempt));
  for (const auto& party : g.honest()) g.proof_at(party);
  g.world().exchange();
  const auto head = g.book(g.victim()).head();
  const auto checkpoint = kernel::checkpoint_hash(kernel::checkpoint_body(g.partnership(), head));
  for (const auto& party : g.world().parties())
    must(g.world().sign_as_root(party, statement::NameStanding{head.height, checkpoint, {}}).has_value(),
         "the roots of " + party);
  g.life_goes_on();
  return End::proven;
}
}  // namespace

End forge_the_checkpoint(Ground& g) {
  its_turn(g);
  auto paper = g.caught_proposal();
  auto point = g.point_of(paper);
  auto& dice = g.dice();
  const auto variant = dice.below(8);
  switch (variant) {
    case 0:
      point.size += 1 + dice.below(1'000);
      break;
    case 1:
      point.root.raw[dice.below(32)] ^= 1;
      break;
    case 2:
      point.previous.raw[dice.below(32)] ^= 1;
      break;
    case 3:
      point.height += 1 + dice.below(1'000);
      break;
    case 4:
      point.attempt += 1 + dice.below(g.honest().size());  // its own turn would make it a proposal
      break;
    case 5:
      point.rules += 1 + dice.below(9);
      break;
    case 6:
      point.time.ms = g.book(g.victim()).head().time.ms - dice.below(100'000);
      break;
    default:  // tips that are none, or more than there are
      if (dice.chance(500))
        paper.tips.pop_back();
      else
        paper.tips.push_back({g.world().seat(g.victim(), "desk"), 1 + dice.below(9), g.instrument()});
      point.size += dice.below(2);
      point.root.raw[0] ^= 1;
  }
  paper.note = g.cosigned(point);
  const auto before = g.standing();
  g.tell_all(with_proposal(g, paper));
  must(g.standing() == before, "a forged accord moved an honest node");
  if (variant == 4) return unbind(g, point);
  return g.proven_in_the_end() ? End::proven : End::refused;
}

End run_ahead_of_the_clock(Ground& g) {
  its_turn(g);
  g.world().set_clock_ahead(g.culprit(), kernel::kClockAheadMaxMs + 5'000 + 1'000 * g.dice().below(100'000));
  const auto paper = g.caught_proposal();
  g.world().set_clock_ahead(g.culprit(), 0);
  const auto before = g.standing();
  g.tell_all(with_proposal(g, paper));
  must(g.standing() == before, "an accord of a time to come was made");
  for (const auto& party : g.honest()) {
    const auto said = g.book(party).outgoing(g.culprit());
    must(!said.declines.empty() && said.declines[0].find("reason local_clock") != std::string::npos,
         "nobody declines it for its time");
  }
  return g.proven_in_the_end() ? End::proven : End::refused;
}

End withhold_the_cosignature(Ground& g) {
  g.some_work();
  g.settle();
  const auto before = g.standing();
  for (const auto& party : g.honest()) g.honest_act(party);
  // It listens, says that it is there and what it holds, and signs nothing.
  for (int i = 0; i < 12; ++i) {
    for (const auto& party : g.honest()) {
      g.world().advance(party);
      g.world().post(party, true);
    }
    for (const auto& way : g.world().network().busy()) g.world().deliver(way);
    g.tell_all(g.message());
    g.world().pass(1'000 + g.dice().below(20'000));
  }
  for (const auto& party : g.honest()) {
    must(g.book(party).head() == before.at.at(party).first, "an accord was made without it");
    const auto stall = g.book(party).stall(g.world().now());
    must(stall.waiting && stall.waiting_for.find(g.culprit()) != std::string::npos,
         "nobody is named: " + stall.waiting_for);
  }
  return g.proven_in_the_end() ? End::proven : End::refused;
}

End forge_a_final_accord(Ground& g) {
  its_turn(g);
  auto paper = g.caught_proposal();
  const auto point = g.point_of(paper);
  const auto body = kernel::checkpoint_body(g.partnership(), point);
  const auto last = merkle::parse_note(
      codec::decode<sync::AccordPaper>(g.world().store(g.victim()).last_accord()->bytes)->note);
  merkle::Note note{body, {}};
  const auto variant = g.dice().below(4);
  for (std::size_t i = 0; i < g.world().parties().size(); ++i) {
    const auto& party = g.world().parties()[i];
    auto own = kernel::cosign_accord(g.accord_key(), g.culprit(), point, body);
    if (party == g.culprit()) {
      note.signatures.push_back(own);
    } else if (variant == 0) {  // the partner's signature of the accord before
      note.signatures.push_back(last->signatures[i]);
    } else if (variant == 1) {  // its own under the partner's name
      note.signatures.push_back(kernel::cosign_accord(g.accord_key(), party, point, body));
    } else if (variant == 2) {  // its own twice
      note.signatures.push_back(own);
    }  // else: left out
  }
  auto said = g.message();
  said.height = point.height;
  paper.note = merkle::format(note);
  paper.marks.reset();
  if (g.dice().chance(500))
    said.finals = {paper};
  else
    said.proposal = paper;
  // Where the honest may cosign its part, it is a proposal like any other; a final accord it is not.
  const auto height = g.book(g.victim()).height();
  const bool alone = g.honest().size() == 1;
  g.tell_all(said);
  for (const auto& party : g.honest())
    must(alone || g.book(party).height() == height, "an accord that not all cosigned became final");
  return g.proven_in_the_end() ? End::proven : End::refused;
}

}  // namespace palitan::hostile
