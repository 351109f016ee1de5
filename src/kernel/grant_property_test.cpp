// Properties of grants under random acts: no note is ever outspent, postings sum to zero, the books are what
// plain sums say, and every serial number is in one place of one grant.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "kernel/grant_kit.h"

namespace palitan::kernel::kit {
namespace {

enum class Move { award, reach, disburse, confirm_money, hand, confirm_things, report, lose, carry };

struct Step {
  Move move = Move::award;
  bool second = false;  ///< of two grants
  std::uint32_t lot = 1;
  std::uint32_t milestone = 1;
  std::int64_t amount = 0;
  int serial = 0;
};
std::ostream& operator<<(std::ostream& out, const Step& x) {
  return out << static_cast<int>(x.move) << " " << x.second << " " << x.lot << "." << x.milestone << " "
             << x.amount << " #" << x.serial;
}

std::string serial_of(const Step& x) { return "S-" + std::to_string(x.serial); }

Done play(GrantDesk& d, const Id& id, const Step& x) {
  const auto& grant = d.grant(id);
  switch (x.move) {
    case Move::award:
      return d.does(d.jpn, id, d.lot(x.lot, x.amount));
    case Move::reach: {
      const auto said = d.does(d.phl, id, statement::ReachMilestone{x.lot, x.milestone, {}});
      if (said.code() != Code::accepted) return said;
      return d.does(d.jpn, id, statement::ConfirmGrant{said.id, {}});
    }
    case Move::disburse:
      return d.does(d.jpn, id, statement::Disburse{x.lot, x.milestone, x.amount, "wire"});
    case Move::confirm_money:
      return d.does(d.phl, id,
                    statement::ConfirmGrant{grant.payments.empty() ? id : grant.payments.back().id, {}});
    case Move::hand:
      return d.does(d.jpn, id, d.boats({serial_of(x)}, x.lot));
    case Move::confirm_things:
      return d.does(d.phl, id,
                    statement::ConfirmGrant{grant.handovers.empty() ? id : grant.handovers.back().id, {}});
    case Move::report:
      return d.does(d.phl, id, statement::ReportCondition{{d.state_of(serial_of(x), "S-1")}});
    case Move::lose:
      return d.does(d.phl, id, statement::ReportLoss{statement::LossKind::loss, {serial_of(x)}, "gone"});
    case Move::carry:
      break;
  }
  return d.does(d.phl, id,
                statement::CarryOut{statement::ConsentKind::transfer, {}, {serial_of(x)}, "somebody"});
}

/// Lots and money by plain sums.
struct Sums {
  std::int64_t awarded = 0;
  std::int64_t disbursed = 0;
  std::int64_t confirmed = 0;
};

Sums sums_of(const GrantFact& grant) {
  Sums out;
  for (const auto& lot : grant.lots) out.awarded += lot.amount;
  for (const auto& pay : grant.payments) {
    out.disbursed += pay.amount;
    if (pay.confirmed_on) out.confirmed += pay.amount;
  }
  return out;
}

void check_all(GrantDesk& d, const std::vector<Id>& ids) {
  std::int64_t granted = 0, owed = 0, moving = 0;
  std::set<std::string> serials;
  for (const auto& id : ids) {
    const auto& grant = d.grant(id);
    const auto sums = sums_of(grant);
    RC_ASSERT(sums.awarded <= 1'000 && sums.disbursed <= sums.awarded);
    granted += 1'000 - sums.confirmed;
    owed += 1'000 - sums.disbursed;
    moving += sums.disbursed - sums.confirmed;
    for (const auto& thing : grant.things) {
      RC_ASSERT(serials.insert(thing.item.serial).second);
      const auto* mark = d.get<MarkFact>(mark_key("serial", thing.item.serial));
      RC_ASSERT(mark != nullptr && mark->by == id);
    }
  }
  RC_ASSERT(d.owed("granted") == granted);
  RC_ASSERT(d.owed("grant_owed") == -owed);
  RC_ASSERT(d.owed("disbursing") == -moving);
}

TEST(GrantProperties, no_note_is_outspent_and_every_serial_is_in_one_place) {
  const auto step = rc::gen::apply(
      [](int move, bool second, std::uint32_t lot, std::uint32_t milestone, std::int64_t amount, int serial) {
        return Step{static_cast<Move>(move), second, lot, milestone, amount, serial};
      },
      rc::gen::inRange(0, 9), rc::gen::arbitrary<bool>(), rc::gen::inRange<std::uint32_t>(1, 4),
      rc::gen::inRange<std::uint32_t>(1, 3), rc::gen::inRange<std::int64_t>(-10, 700),
      rc::gen::inRange(0, 6));
  EXPECT_TRUE(rc::check("within the note, in one place", [&step] {
    const auto steps = *rc::gen::container<std::vector<Step>>(step);
    GrantDesk d;
    // The first comes with a lot on its way, so that few moves are lost on refusals.
    const std::vector<Id> ids = {d.awarded(), d.agreed(d.note())};
    d.reached(ids[0], 1);
    for (const auto& x : steps) {
      const auto before = sums_of(d.grant(ids[x.second]));
      const auto done = play(d, ids[x.second], x);
      RC_ASSERT(ledger::sums_to_zero(done.postings));
      const auto after = sums_of(d.grant(ids[x.second]));
      const bool refused = base::family(done.code()) == base::Family::refused;
      if (x.move == Move::disburse) RC_ASSERT(after.disbursed == before.disbursed + (refused ? 0 : x.amount));
      if (refused && x.move != Move::reach) RC_ASSERT(done.postings.empty());
      check_all(d, ids);
    }
    d.accord();  // and agreed, it is the same
    check_all(d, ids);
  }));
}

TEST(GrantProperties, bad_bytes_in_a_body_are_refused_and_change_nothing) {
  int judged = 0;
  EXPECT_TRUE(rc::check("any bytes", [&judged] {
    static GrantDesk d;
    static const auto id = d.delivered();
    static const std::vector<base::Bytes> bodies = {
        codec::encode(d.note()), codec::encode(d.lot(2, 100)), codec::encode(d.boats({"S-1"})),
        codec::encode(statement::ReportCondition{{d.state_of("RHIB-1", "BH-1")}}),
        codec::encode(statement::AskConsent{statement::ConsentKind::transfer, {"RHIB-1"}, "A", "B"})};
    auto bytes = *rc::gen::elementOf(bodies);
    const auto at = *rc::gen::inRange<std::size_t>(0, bytes.size());
    bytes[at] = *rc::gen::arbitrary<std::uint8_t>();
    const auto before = codec::encode(d.grant(id));
    const auto kind = static_cast<std::uint16_t>(*rc::gen::inRange(81, 97));
    // What is no canonical CBOR at all never becomes a statement; the rest is judged.
    if (!codec::check_canonical(bytes, true)) return;
    ++judged;
    auto& who = *rc::gen::arbitrary<bool>() ? d.jpn : d.phl;
    const auto done = d.raw_act(who, kind, bytes, {.in = id});
    if (base::family(done.code()) == base::Family::refused) RC_ASSERT(codec::encode(d.grant(id)) == before);
  }));
  EXPECT_GT(judged, 20);
}

}  // namespace
}  // namespace palitan::kernel::kit
