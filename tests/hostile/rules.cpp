// Acts that the law refuses: signed all the same, and agreed as refused, the same on every node.
#include "attack.h"

namespace palitan::hostile {
namespace {
using kernel::kit::paid_fuel;

/// Agreed by all, without effect, for one of these reasons.
void refused_by_all(Ground& g, const statement::SignedStatement& act, const std::vector<Code>& reasons) {
  auto said = g.message();
  said.statements = {act->bytes()};
  g.tell_all(said);
  g.settle();
  const auto verdict = g.agreed_verdict(act->id());
  must(std::find(reasons.begin(), reasons.end(), verdict) != reasons.end(),
       "judged " + std::string(base::name(verdict)));
}

template <class Body>
base::Id honest(Ground& g, const Body& body, const base::Id& in) {
  const auto made =
      g.world().sign(g.victim(), "desk",
                     g.world().draft(g.victim(), "desk", statement::kKindOf<Body>, in, codec::encode(body)));
  must(made.has_value(), made ? "" : "an honest act is refused: " + base::sentence(made.error()));
  g.world().exchange();
  return made->id;
}

struct Offered {
  base::Id order, offer;
  std::vector<statement::OrderLine> lines;
  std::int64_t total = 0;
};
/// The culprit asks for fuel, the victim offers it.
Offered offered(Ground& g) {
  Offered out;
  const std::int64_t litres = 10 + g.dice().below(1'000), yen = 101 + g.dice().below(100);
  out.lines = {paid_fuel(litres, yen)};
  out.total = litres * yen;
  const auto ask = g.craft(
      "desk",
      statement::Request{
          g.instrument(), g.activity(), g.victim(), g.culprit(), "JPY", out.lines, "Subic", {}, {}, {}});
  for (const auto& party : g.world().parties())
    must(g.world().hand(party, ask->bytes()).has_value(), "a request");
  out.order = ask->id();
  out.offer = honest(g, statement::Offer{out.lines, out.total, {}}, out.order);
  return out;
}
}  // namespace

End back_date(Ground& g) {
  g.some_work();
  const bool future = g.dice().chance(500);
  const auto days = future ? 1 + g.dice().below(300) : 32 + g.dice().below(3'000);
  const auto act = g.craft("desk", g.any_activity(), {}, [&](statement::Content& c) {
    const auto by = static_cast<std::int64_t>(days) * base::kDayMs;
    c.effective_at.ms += future ? by : -by;
  });
  refused_by_all(g, act, {future ? Code::refused_future : Code::refused_back_dated});
  g.life_goes_on();
  return End::refused;
}

End sign_past_the_warrant(Ground& g) {
  g.some_work();
  switch (g.dice().below(3)) {
    case 0:
      refused_by_all(g, g.craft("clerk", g.any_activity()), {Code::refused_role});
      break;
    case 1: {
      const auto on = offered(g);
      refused_by_all(g, g.craft("clerk", statement::Accept{on.offer, on.total}, on.order),
                     {Code::refused_limit});
      break;
    }
    default: {  // the registrar hands out a warrant that has run out, and its holder signs
      statement::Appoint body;
      body.key = g.world().key(g.culprit(), "late").public_key;
      body.office = "late";
      body.roles = {statement::Role::custodian};
      body.valid_until = base::add_days(g.today(), -1 - static_cast<std::int32_t>(g.dice().below(100)));
      const auto warrant = g.craft("registrar", body);
      auto said = g.message();
      said.statements = {warrant->bytes()};
      g.tell_all(said);
      g.settle();
      refused_by_all(g, g.craft("late", g.any_activity()), {Code::refused_warrant_date});
    }
  }
  g.life_goes_on();
  return End::refused;
}

End sign_after_revocation(Ground& g) {
  g.some_work();
  const auto seat = g.world().seat(g.culprit(), "spare");
  const auto head = g.book(g.culprit()).get<kernel::SeatFact>(kernel::seat_key(seat), true)->head_sequence;
  const auto revoke = g.craft("registrar", statement::Revoke{seat, head, "left the service"});
  auto said = g.message();
  said.statements = {revoke->bytes()};
  g.tell_all(said);
  const bool agreed = g.dice().chance(700);
  if (agreed) g.settle();
  // A date before the revocation does not help: the number counts.
  const auto act = g.craft("spare", g.any_activity(), {}, [&](statement::Content& c) {
    c.effective_at.ms -= static_cast<std::int64_t>(g.dice().below(20)) * base::kDayMs;
    if (!agreed) c.after = {revoke->id()};  // else it might come first in their accord, as nobody had seen it
  });
  refused_by_all(g, act, {Code::refused_revoked});
  g.life_goes_on();
  return End::refused;
}

End use_a_stale_consent(Ground& g) {
  g.some_work();
  const auto on = offered(g);
  // The supplier offers anew; the recipient accepts the old offer as if it had not seen the new one.
  const std::vector<statement::OrderLine> dearer = {
      paid_fuel(on.lines[0].quantity / base::kMicro, on.lines[0].price->minor + 5)};
  const auto total = on.lines[0].quantity / base::kMicro * (on.lines[0].price->minor + 5);
  const auto anew = honest(g, statement::Offer{dearer, total, {}}, on.order);
  const bool agreed = g.dice().chance(500);
  if (agreed) g.settle();
  const auto seen = [&](statement::Content& c) {
    if (!agreed) c.after = {anew};
  };
  refused_by_all(g, g.craft("desk", statement::Accept{on.offer, on.total}, on.order, seen),
                 {Code::refused_cited, Code::refused_state, Code::refused_amount});
  const auto order = g.book(g.victim()).get<kernel::CaseFact>(kernel::case_key(on.order), true);
  must(order && order->order && order->order->state == kernel::OrderState::offered, "the order is bound");
  g.life_goes_on();
  return End::refused;
}

End propose_malformed_terms(Ground& g) {
  g.some_work();
  auto rules = terms::write(kernel::kit::plain_instrument(g.world().parties()));
  auto& dice = g.dice();
  switch (dice.below(4)) {
    case 0:
      rules.resize(1 + dice.below(rules.size() - 1));
      break;
    case 1:
      for (auto n = 1 + dice.below(8); n > 0; --n)
        rules[dice.below(rules.size())] ^= static_cast<std::uint8_t>(1 + dice.below(255));
      break;
    case 2:
      rules.assign(1 + dice.below(20'000), static_cast<std::uint8_t>(dice.below(256)));
      break;
    default:
      rules.insert(rules.begin() + dice.below(rules.size()), static_cast<std::uint8_t>(dice.below(256)));
  }
  const auto read = terms::read(rules);
  const auto act = g.craft("desk", statement::ProposeInstrument{rules});
  auto said = g.message();
  said.statements = {act->bytes()};
  g.tell_all(said);
  g.settle();
  const auto verdict = g.agreed_verdict(act->id());
  // Bytes that happen to be terms are a proposal like any other: nothing is in force before all ratify it.
  must(read.has_value() || base::family(verdict) == base::Family::refused,
       "terms that cannot be read are accepted");
  g.life_goes_on();
  return End::refused;
}

End sign_other_figures(Ground& g) {
  g.some_work();
  const std::int64_t much = (101 + g.dice().below(1'000)) * base::kMicro;
  const bool supplier = g.culprit() == "jpn";
  const bool recipient = g.culprit() == "phl";
  if (supplier) {  // 40 litres were issued and nothing received: it bills more than there was
    const auto minor = much / base::kMicro * 150;
    const auto due = base::add_days(g.today(), 60);
    refused_by_all(g,
                   g.craft("desk", statement::Invoice{{{1, much, minor, false}}, minor, due, "1"}, g.order()),
                   {Code::refused_unreceived, Code::refused_quantity, Code::refused_oversettled});
  } else if (recipient) {  // it pays a bill that nobody wrote
    refused_by_all(g, g.craft("desk", statement::Pay{g.instrument(), {much, "JPY"}, "wire"}, g.order()),
                   {Code::refused_cited, Code::refused_state});
  } else {  // it takes part in an order between two others
    refused_by_all(g, g.craft("desk", statement::Issue{{{1, base::kMicro, {}}}, {}, {}}, g.order()),
                   {Code::refused_side, Code::refused_party});
  }
  g.life_goes_on();
  return End::refused;
}

}  // namespace palitan::hostile
