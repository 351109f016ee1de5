// Internal: one order of the made year on its way.
#pragma once
#include <random>

#include "made_year.h"

namespace palitan::year {

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : engine_(seed) {}
  std::uint64_t below(std::uint64_t limit) { return engine_() % limit; }
  std::int64_t between(std::int64_t low, std::int64_t high) {
    return low + static_cast<std::int64_t>(below(static_cast<std::uint64_t>(high - low + 1)));
  }
  bool one_in(std::uint64_t n) { return below(n) == 0; }
  template <class List>
  const auto& pick(const List& list) {
    return list[below(std::size(list))];
  }

 private:
  std::mt19937_64 engine_;
};

enum class Move {
  ask,
  offer,
  accept,
  raise,
  issue_all,
  issue_part,
  receive_all,
  receive_short,
  correct_receipt,
  correct_issue,
  bill,
  bill_unreceived,
  query,
  withdraw_query,
  withdraw_bill,
  withdraw_pay,
  credit,
  refund,
  confirm_refund,
  pay_all,
  pay_part,
  confirm,
  give_back,
  give_back_part,
  take_back,
  take_part,
  convert,
  give_up_kind,
  give_up_money,
  offset,
  go_too_far,
  make_regular,
  decline,
  cancel,
  close
};

struct Planned {
  Move move;
  int wait = 0;  ///< days at least before it
};

/// Where an order of this year's kinds may find another whose bill it can be set against.
struct Unpaid {
  base::Id order;
  base::Id invoice;
};
using Pool = std::map<std::tuple<std::string, std::string, std::string>, std::vector<Unpaid>>;

struct Made {
  kernel::kit::Record& record;
  MadeYear& year;
  base::Id activity, relief;
  Pool unpaid;
};

class Order {
 public:
  Order(Dice& dice, Made& made);
  /// Makes its next act. False: that was the last.
  bool act(Dice& dice);
  /// Days until its next act.
  int wait(Dice& dice) const;

 private:
  template <class Body>
  base::Id say(const std::string& party, const Body& body, std::optional<base::Date> on = {});
  void carry_out(Move move, Dice& dice);
  void make_lines(Dice& dice, statement::Means means, std::size_t count);
  const kernel::OrderFact& fact() const { return made_.record.order(*id_); }
  const terms::Instrument& rules() const;

  void issue(Dice& dice, bool all);
  void receive(Dice& dice, bool short_of);
  void correct_receipt(Dice& dice);
  void correct_issue();
  void bill(bool claimed);
  void pay(Dice& dice, bool all);
  void withdraw_pay();
  void credit();
  void refund();
  void confirm_refund();
  void give_back(Dice& dice, bool all);
  void take_back(Dice& dice, bool all);
  void convert(Dice& dice);
  void give_up(Dice& dice, bool money);
  void offset();
  void raise(Dice& dice);
  void make_regular();
  std::optional<base::Id> open_invoice() const;

  Made& made_;
  std::vector<Planned> plan_;
  std::size_t at_ = 0;
  statement::Request request_;
  std::vector<statement::OrderLine> lines_;
  std::int64_t total_ = 0;
  std::string number_;
  std::optional<base::Id> id_, offer_, irregular_;
  base::Date last_;  ///< legal date of its last act
};

template <class Body>
base::Id Order::say(const std::string& party, const Body& body, std::optional<base::Date> on) {
  auto& record = made_.record;
  kernel::kit::As as;
  as.in = id_;
  as.on = on;
  const auto done = record.act(record.office(party, "bureau"), body, as);
  const bool good = done.code() == base::Code::accepted || done.code() == base::Code::accepted_irregular;
  if (!good)
    std::fprintf(stderr, "order %s, %s: %s\n", number_.c_str(),
                 std::string(statement::name(statement::kKindOf<Body>)).c_str(),
                 base::sentence(done.verdict.refusal()).c_str());
  PALITAN_CHECK(good);
  ++made_.year.acts[std::string(statement::name(statement::kKindOf<Body>))];
  last_ = on.value_or(record.today());
  return done.id;
}

}  // namespace palitan::year
