// For tests: random acts on random orders, as RapidCheck makes and shrinks them.
#pragma once
#include <rapidcheck/gtest.h>

#include <set>

#include "kernel/order_kit.h"

namespace palitan::kernel::kit {

enum class Do : std::uint8_t {
  order,
  cancel,
  amend,
  give,
  take,
  bill,
  withdraw,
  pay,
  confirm,
  give_back,
  answer,
  convert,
  write_off,
  write_off_money,
  set_off,
  regularise,
  recount,
  credit,
  refund,
  take_back,
  wait
};
inline constexpr unsigned kWays = static_cast<unsigned>(Do::wait) + 1;

/// One random act: what, on which order, on which of its acts, and how much.
struct Move {
  Do what{};
  unsigned where = 0;
  unsigned which = 0;
  std::int64_t much = 0;
};
inline const char* name_of(Do what) {
  static constexpr const char* kNames[kWays] = {
      "order",   "cancel",     "amend",     "give",   "take",    "bill",      "withdraw",
      "pay",     "confirm",    "give_back", "answer", "convert", "write_off", "write_off_money",
      "set_off", "regularise", "recount",   "credit", "refund",  "take_back", "wait"};
  return kNames[static_cast<unsigned>(what)];
}
inline std::ostream& operator<<(std::ostream& out, const Move& m) {
  return out << name_of(m.what) << '(' << m.where << ' ' << m.which << ' ' << m.much << ')';
}
inline rc::Gen<Move> any_move() {
  return rc::gen::map(rc::gen::tuple(rc::gen::inRange<unsigned>(0, kWays), rc::gen::inRange<unsigned>(0, 6),
                                     rc::gen::inRange<unsigned>(0, 8), rc::gen::inRange<std::int64_t>(1, 60)),
                      [](const std::tuple<unsigned, unsigned, unsigned, std::int64_t>& t) {
                        return Move{static_cast<Do>(std::get<0>(t)), std::get<1>(t), std::get<2>(t),
                                    std::get<3>(t)};
                      });
}

template <class T>
const T* pick(const std::vector<T>& from, unsigned which) {
  return from.empty() ? nullptr : &from[which % from.size()];
}

/// Plays moves at a desk. A move that does not fit is skipped; one that is refused is part of the game.
class Game {
 public:
  explicit Game(const std::function<void(terms::Instrument&)>& change = {}) : desk_(change) {}

  /// Orders in turn: to be paid at an awkward price, replaced, exchanged, lent; from Japan and to it.
  void play(const Move& m) {
    if (m.what == Do::order || orders_.empty()) return ask(m);
    if (m.what == Do::wait) {  // the warrants end on day 3000
      if (desk_.today() < day(2'000)) desk_.pass_days(static_cast<int>(m.much) * 12);
      return;
    }
    const auto id = orders_[m.where % orders_.size()];
    goods(m, id);
    money(m, id);
  }
  WholeDesk& desk() { return desk_; }
  const std::vector<Id>& orders() const { return orders_; }
  std::vector<statement::SignedStatement> acts;
  std::map<Id, unsigned> withdrawals;  ///< of invoices or of parts of them, by order
  std::set<Id> settled_irregular;

 private:
  void keep(const Done& done) {
    RC_ASSERT(ledger::sums_to_zero(done.postings));
    acts.push_back(statement::reopen(*statement::decode_statement(done.bytes)));
  }
  template <class Body>
  Code say(Office& who, const Id& id, const Body& body) {
    const auto done = desk_.does(who, id, body);
    keep(done);
    return done.code();
  }
  static statement::OrderLine any_line(const Move& m) {
    const auto units = m.much + 3;
    if (m.which % 4 == 1) return lent(line(1, "fuel", "F-76", units, "LTR", Means::replacement_in_kind));
    if (m.which % 4 == 2) {
      auto out = lent(line(1, "facilities", "BERTH", units, "DAY", Means::equal_value_exchange));
      out.exchange = statement::ExchangeFor{"HANGAR", "HUR", m.much * 7 * kM / 3, {}};
      return out;
    }
    if (m.which % 4 == 3) return lent(line(1, "spare_parts", "PUMP", units, "EA", Means::return_of_the_same));
    return paid_fuel(units, 1'000 + m.much, 7);
  }
  static statement::OrderLine lent(statement::OrderLine out) {
    out.price = statement::Price{997, 3};
    return out;
  }
  void ask(const Move& m) {
    const bool from_japan = m.where % 3 != 0;
    auto& taker = from_japan ? desk_.phl : desk_.jpn;
    auto& giver = from_japan ? desk_.jpn : desk_.phl;
    const auto l = any_line(m);
    const auto asked = desk_.act(taker, desk_.asked({l}, from_japan));
    keep(asked);
    if (asked.code() != Code::accepted) return;
    orders_.push_back(asked.id);
    statement::Offer offer;
    offer.lines = {l};
    offer.total = l.means == Means::reimbursement ? *value_of(l, l.quantity, base::Rounding::half_even) : 0;
    const auto offered = desk_.does(giver, asked.id, offer);
    keep(offered);
    say(taker, asked.id, statement::Accept{offered.id, offer.total});
  }
  void amend(const Move& m, const Id& id) {
    auto changed = desk_.order(id).lines[0].line;
    changed.quantity = m.much * kM;
    const auto total = changed.means == Means::reimbursement
                           ? *value_of(changed, changed.quantity, base::Rounding::half_even)
                           : 0;
    const auto done = desk_.does(desk_.jpn, id, statement::Amend{{changed}, total, {}});
    keep(done);
    if (m.which % 2 == 0) say(desk_.phl, id, statement::Accept{done.id, total});
  }
  void goods(const Move& m, const Id& id) {
    const OrderFact order = desk_.order(id);
    const auto& l = order.lines[0].line;
    auto& giver = desk_.giver_of(id);
    auto& taker = desk_.taker_of(id);
    if (m.what == Do::cancel && m.much < 8) say(giver, id, statement::Cancel{});
    if (m.what == Do::amend) amend(m, id);
    if (m.what == Do::give) say(giver, id, statement::Issue{{{1, m.much * kM / 3, {}}}, {}, {}, {}});
    if (m.what == Do::take)
      if (const auto* issue = pick(order.issues, m.which)) {
        const auto all = issue->lines[0].quantity;
        say(taker, id,
            statement::Receive{issue->id,
                               {{1, m.much % 3 == 0 ? all / 2 : all, 0, statement::Reason::measurement, {}}},
                               {},
                               {},
                               {}});
      }
    if (m.what == Do::give_back) {
      const auto owed =
          l.exchange ? std::pair{l.exchange->item, l.exchange->unit} : std::pair{l.item, l.unit};
      say(taker, id, statement::ReturnInKind{{{1, owed.first, owed.second, m.much * kM / 5, {}, {}}}, {}});
    }
    if (m.what == Do::answer)
      if (const auto* given = pick(order.returns, m.which))
        say(giver, id,
            statement::AcceptReturn{given->id,
                                    {{1, given->lines[0].quantity * (m.much % 4) / 3, {}}},
                                    statement::Reason::spoiled});
    if (m.what == Do::regularise) regularise(m, id, order);
    if (m.what == Do::recount) recount(m, id, order);
    if (m.what == Do::take_back) take_back(m, id, order);
  }
  /// Less came than was thought. What was settled in kind for it would have to come back by another order.
  void recount(const Move& m, const Id& id, const OrderFact& order) {
    const auto* old = pick(order.receipts, m.which);
    if (old == nullptr || order.lines[0].line.means != Means::reimbursement) return;
    const auto less = old->lines[0].received * (m.much % 4) / 4;
    say(desk_.taker_of(id), id,
        statement::Receive{old->issue, {{1, less, 0, statement::Reason::measurement, {}}}, {}, old->id, {}});
  }
  void take_back(const Move& m, const Id& id, const OrderFact& order) {
    const auto withdraw = [&](Office& who, const auto* act) {
      if (act != nullptr) say(who, id, statement::Withdraw{act->id, "mistyped"});
    };
    if (m.much % 3 == 0) withdraw(desk_.taker_of(id), pick(order.payments, m.which));
    if (m.much % 3 == 1) withdraw(desk_.taker_of(id), pick(order.returns, m.which));
    if (m.much % 3 == 2) withdraw(desk_.giver_of(id), pick(order.refunds, m.which));
  }
  void regularise(const Move& m, const Id& id, const OrderFact& order) {
    const auto* moved = pick(order.irregular, m.which);
    if (moved == nullptr) return;
    const auto way = static_cast<statement::RegularWay>(m.much % 3 + 1);
    for (auto* who : {&desk_.jpn, &desk_.phl}) {
      const auto code = say(*who, id, statement::Regularise{moved->act, way, {}});
      if (settled_irregular.contains(moved->act)) RC_ASSERT(code == Code::refused_already);
    }
    for (const auto& now : desk_.order(id).irregular)
      if (now.settled) settled_irregular.insert(now.act);
  }
  void money(const Move& m, const Id& id) {
    const OrderFact order = desk_.order(id);
    auto& giver = desk_.giver_of(id);
    auto& taker = desk_.taker_of(id);
    const auto* invoice = pick(order.invoices, m.which);
    if (m.what == Do::bill) {
      const auto& l = order.lines[0];
      const auto rest = payable_quantity(l) - l.billed;
      const auto quantity = m.much % 2 == 0 ? rest : rest / 3;
      const auto amount = amount_to_bill(l, quantity, base::Rounding::half_even).value_or(0);
      say(giver, id,
          statement::Invoice{{{1, quantity, amount, false}}, amount, base::add_days(desk_.today(), 200), {}});
    }
    if (m.what == Do::convert || m.what == Do::write_off) {
      const auto quantity = m.much * kM / 7;
      if (m.what == Do::convert)
        say(giver, id, statement::Convert{{{1, quantity, {}}}});
      else
        say(giver, id, statement::WriteOff{{}, 0, {{1, quantity, {}}}, "Minister", "relief"});
    }
    if (m.what == Do::confirm)
      if (const auto* pay = pick(order.payments, m.which)) say(giver, id, statement::Confirm{pay->id});
    if (m.what == Do::confirm)
      if (const auto* back = pick(order.refunds, m.which)) say(taker, id, statement::Confirm{back->id});
    if (invoice == nullptr) return;
    if (m.what == Do::credit) credit(m, id, order.lines[0], *invoice);
    if (m.what == Do::refund) {
      const auto back = m.much % 3 == 0 ? m.much * 40 : invoice->refundable();
      say(giver, id, statement::Refund{invoice->id, {back, "JPY"}, {}});
    }
    const auto yen = m.much % 2 == 0 ? invoice->open() : m.much * 40;
    if (m.what == Do::withdraw && say(giver, id, statement::Withdraw{invoice->id, {}}) == Code::accepted)
      ++withdrawals[id];
    if (m.what == Do::pay) say(taker, id, statement::Pay{invoice->id, {yen, "JPY"}, {}});
    if (m.what == Do::write_off_money)
      say(giver, id, statement::WriteOff{invoice->id, yen, {}, "Minister", "relief"});
    if (m.what == Do::set_off)
      for (const auto& other : orders_)
        if (const auto* theirs = pick(desk_.order(other).invoices, m.which); theirs != nullptr && other != id)
          say(giver, id, statement::Offset{invoice->id, theirs->id, {m.much * 40, "JPY"}, "State"});
  }

  void credit(const Move& m, const Id& id, const LineFact& line, const InvoiceFact& invoice) {
    const auto over = line.billed - payable_quantity(line);
    const auto quantity = over > 0 && m.much % 3 != 0 ? over : m.much * kM / 9;
    const auto amount = amount_to_credit(line, quantity, base::Rounding::half_even).value_or(0);
    const statement::CreditNote body{invoice.id, {{1, quantity, amount}}, amount, {}, "less came"};
    if (say(desk_.giver_of(id), id, body) == Code::accepted) ++withdrawals[id];
  }

  WholeDesk desk_;
  std::vector<Id> orders_;
};

}  // namespace palitan::kernel::kit
