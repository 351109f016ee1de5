#include "made_order.h"

namespace palitan::year {
namespace {
using statement::Means;
using M = Move;

struct Course {
  unsigned weight;
  Means means;
  std::vector<Planned> plan;
};

const std::vector<Course>& courses() {
  constexpr auto kMoney = Means::reimbursement;
  constexpr auto kKind = Means::replacement_in_kind;
  constexpr auto kSwap = Means::equal_value_exchange;
  constexpr auto kLoan = Means::return_of_the_same;
  static const std::vector<Course> kCourses = {
      {23,
       kMoney,
       {{M::ask},
        {M::offer},
        {M::accept},
        {M::issue_all},
        {M::receive_all},
        {M::bill},
        {M::pay_all, 10},
        {M::confirm},
        {M::close}}},
      {2,
       kMoney,
       {{M::ask},
        {M::offer},
        {M::accept},
        {M::issue_all},
        {M::receive_all},
        {M::bill},
        {M::pay_part, 10},
        {M::withdraw_pay},
        {M::pay_all, 5},
        {M::confirm},
        {M::correct_receipt, 5},
        {M::credit},
        {M::refund, 4},
        {M::confirm_refund}}},
      {10,
       kMoney,
       {{M::ask},
        {M::offer},
        {M::accept},
        {M::issue_part},
        {M::receive_all},
        {M::bill},
        {M::issue_all},
        {M::receive_short},
        {M::correct_issue},
        {M::bill},
        {M::pay_part, 20},
        {M::pay_part, 40},
        {M::confirm},
        {M::pay_all, 20},
        {M::confirm},
        {M::confirm},
        {M::close}}},
      {7,
       kMoney,
       {{M::ask},
        {M::offer},
        {M::accept},
        {M::raise},
        {M::issue_all},
        {M::receive_short},
        {M::correct_receipt, 5},
        {M::bill},
        {M::pay_part, 70},
        {M::confirm}}},
      {5,
       kMoney,
       {{M::ask},
        {M::offer},
        {M::accept},
        {M::issue_all},
        {M::receive_short},
        {M::bill},
        {M::query},
        {M::withdraw_bill},
        {M::correct_receipt},
        {M::bill},
        {M::query},
        {M::withdraw_query},
        {M::pay_all},
        {M::confirm}}},
      {5,
       kMoney,
       {{M::ask},
        {M::offer},
        {M::accept},
        {M::issue_all},
        {M::bill_unreceived, 11},
        {M::receive_short, 30},
        {M::correct_receipt, 9},
        {M::pay_part, 20},
        {M::confirm}}},
      {3,
       kMoney,
       {{M::ask},
        {M::offer},
        {M::accept},
        {M::issue_all},
        {M::receive_all},
        {M::bill},
        {M::pay_part, 30},
        {M::correct_receipt, 5},
        {M::confirm}}},
      {6,
       kMoney,
       {{M::ask}, {M::offer}, {M::accept}, {M::issue_all}, {M::receive_all}, {M::bill}, {M::offset, 190}}},
      {3,
       kMoney,
       {{M::ask},
        {M::offer},
        {M::accept},
        {M::issue_all},
        {M::receive_all},
        {M::bill},
        {M::pay_part, 90},
        {M::give_up_money, 60},
        {M::confirm},
        {M::close}}},
      {9,
       kKind,
       {{M::ask},
        {M::offer},
        {M::accept},
        {M::issue_all},
        {M::receive_all},
        {M::give_back_part, 60},
        {M::take_part},
        {M::give_back, 50},
        {M::take_back},
        {M::close}}},
      {5,
       kKind,
       {{M::ask},
        {M::offer},
        {M::accept},
        {M::issue_part},
        {M::receive_all},
        {M::give_back_part, 20},
        {M::take_back},
        {M::convert, 125},
        {M::bill},
        {M::pay_all, 30},
        {M::confirm},
        {M::give_up_kind}}},
      {6,
       kSwap,
       {{M::ask},
        {M::offer},
        {M::accept},
        {M::issue_part},
        {M::receive_short},
        {M::give_back_part, 30},
        {M::take_part},
        {M::correct_receipt},
        {M::give_back, 60},
        {M::take_back}}},
      {2,
       kSwap,
       {{M::ask},
        {M::offer},
        {M::accept},
        {M::issue_all},
        {M::receive_all},
        {M::give_back_part, 20},
        {M::take_back},
        {M::convert, 170},
        {M::bill}}},
      {5,
       kLoan,
       {{M::ask},
        {M::offer},
        {M::accept},
        {M::issue_all},
        {M::receive_all},
        {M::give_back_part, 20},
        {M::take_back},
        {M::give_back, 40},
        {M::take_back},
        {M::close}}},
      {3,
       kKind,
       {{M::ask},
        {M::offer},
        {M::accept},
        {M::issue_all},
        {M::go_too_far},
        {M::make_regular},
        {M::receive_all}}},
      {3, kMoney, {{M::ask}, {M::decline}}},
      {3, kMoney, {{M::ask}, {M::offer}, {M::accept}, {M::cancel}}},
  };
  return kCourses;
}
}  // namespace

Order::Order(Dice& dice, Made& made) : made_(made) {
  auto weight = dice.below(100);
  const Course* course = nullptr;
  for (const auto& one : courses()) {
    course = &one;
    if (weight < one.weight) break;
    weight -= one.weight;
  }
  plan_ = course->plan;
  const bool sea = dice.below(4) > 0;
  std::vector<std::string> parties = {"jpn", "phl"};
  if (sea) parties.push_back("usa");
  const auto first = dice.below(parties.size());
  request_.supplier = parties[first];
  parties.erase(parties.begin() + static_cast<std::ptrdiff_t>(first));
  request_.recipient = dice.pick(parties);
  request_.instrument = sea ? made.year.sea : made.year.air;
  request_.activity = dice.one_in(5) ? made.relief : made.activity;
  request_.currency = dice.pick(std::vector<std::string>{"JPY", "PHP", "USD", "BHD"});
  number_ = std::to_string(dice.below(1'000'000));
  request_.reference = "REQ-" + number_;
  make_lines(dice, course->means, static_cast<std::size_t>(dice.between(1, 3)));
}

void Order::make_lines(Dice& dice, Means means, std::size_t count) {
  const std::vector<std::tuple<std::string, std::string, std::string>> goods = {
      {"fuel", "F-76", "LTR"},         {"fuel", "F-44", "LTR"}, {"fuel", "F-34", "MTQ"},
      {"food", "RATION", "13"},        {"food", "RICE", "KGM"}, {"spare_parts", "PUMP", "EA"},
      {"transport", "AIRLIFT", "HUR"}, {"food", "WATER", "LTR"}};
  const auto first = dice.below(goods.size());
  for (std::size_t i = 0; i < count; ++i) {
    const auto& [category, item, unit] = goods[(first + i) % goods.size()];
    statement::OrderLine line =
        kernel::kit::line(static_cast<std::uint32_t>(i + 1), category, item, 1, unit, means);
    // Odd quantities and prices, so that every rounding shows.
    line.quantity =
        dice.one_in(3) ? dice.between(1, 50'000) * base::kMicro : dice.between(2'000'000, 40'000'000'000);
    const bool priced = means == Means::reimbursement || !dice.one_in(4);
    if (priced)
      line.price =
          statement::Price{dice.between(1, 90'000), dice.pick(std::vector<std::int64_t>{1, 1, 7, 1'000})};
    if (means == Means::equal_value_exchange)
      line.exchange =
          statement::ExchangeFor{"EXCH-" + item, "KGM", dice.between(1'000'000, 9'000'000'000), {}};
    if (means == Means::return_of_the_same && dice.one_in(2))
      line.schedule = statement::Schedule{base::add_days(made_.record.today(), 60), "Subic"};
    lines_.push_back(std::move(line));
  }
  request_.lines = lines_;
}

const terms::Instrument& Order::rules() const {
  return made_.record.get<kernel::CaseFact>(kernel::case_key(request_.instrument))->instrument->rules;
}

int Order::wait(Dice& dice) const {
  const auto more = dice.below(4) == 0 ? dice.between(4, 25) : dice.between(0, 3);
  return plan_[at_].wait + static_cast<int>(more);
}

bool Order::act(Dice& dice) {
  carry_out(plan_[at_].move, dice);
  return ++at_ < plan_.size();
}

void Order::carry_out(Move move, Dice& dice) {
  const auto& giver = request_.supplier;
  const auto& taker = request_.recipient;
  switch (move) {
    case M::ask:
      id_ = say(taker, request_);
      return;
    case M::offer:
      total_ = 0;
      for (const auto& line : lines_)
        if (line.means == Means::reimbursement)
          total_ += *kernel::value_of(line, line.quantity, static_cast<base::Rounding>(fact().rounding));
      offer_ = say(giver, statement::Offer{lines_, total_, {}});
      return;
    case M::accept:
      say(taker, statement::Accept{*offer_, total_});
      return;
    case M::raise:
      return raise(dice);
    case M::issue_all:
      return issue(dice, true);
    case M::issue_part:
      return issue(dice, false);
    case M::receive_all:
      return receive(dice, false);
    case M::receive_short:
      return receive(dice, true);
    case M::correct_receipt:
      return correct_receipt(dice);
    case M::correct_issue:
      return correct_issue();
    case M::bill:
      return bill(false);
    case M::bill_unreceived:
      return bill(true);
    case M::query:
      if (const auto invoice = open_invoice())
        say(taker, statement::Query{*invoice, statement::Reason::price, "?"});
      return;
    case M::withdraw_query:
      for (const auto& invoice : fact().invoices)
        if (invoice.query) {
          say(taker, statement::Withdraw{*invoice.query, "clear now"});
          return;
        }
      return;
    case M::withdraw_bill:
      if (const auto invoice = open_invoice()) say(giver, statement::Withdraw{*invoice, "wrong"});
      return;
    case M::withdraw_pay:
      return withdraw_pay();
    case M::credit:
      return credit();
    case M::refund:
      return refund();
    case M::confirm_refund:
      return confirm_refund();
    case M::pay_all:
      return pay(dice, true);
    case M::pay_part:
      return pay(dice, false);
    case M::confirm:
      for (const auto& paid : fact().payments)
        if (!paid.confirmed && !paid.withdrawn) {
          say(giver, statement::Confirm{paid.id});
          return;
        }
      return;
    case M::give_back:
      return give_back(dice, true);
    case M::give_back_part:
      return give_back(dice, false);
    case M::take_back:
      return take_back(dice, true);
    case M::take_part:
      return take_back(dice, false);
    case M::convert:
      return convert(dice);
    case M::give_up_kind:
      return give_up(dice, false);
    case M::give_up_money:
      return give_up(dice, true);
    case M::offset:
      return offset();
    case M::go_too_far: {
      const auto& line = fact().lines.front();
      const auto too_much = line.line.quantity - line.issued + base::kMicro;
      irregular_ = say(giver, statement::Issue{{{line.line.number, too_much, {}}}, {}, {}});
      return;
    }
    case M::make_regular:
      return make_regular();
    case M::decline:
      say(giver, statement::Decline{*id_, "out of stock"});
      return;
    case M::cancel:
      say(dice.one_in(2) ? giver : taker, statement::Cancel{"no longer needed"});
      return;
    case M::close:
      if (kernel::is_settled(fact()) && fact().payments.empty() == fact().invoices.empty())
        say(taker, statement::Close{});
      return;
  }
}

}  // namespace palitan::year
