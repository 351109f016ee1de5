#include "truth.h"

#include <algorithm>
#include <set>

namespace palitan::year {
using statement::Kind;
using statement::Means;

namespace {
template <class Body>
Body body_of(const statement::Statement& act) {
  return statement::read_body<Body>(act.content()).value();
}
}  // namespace

std::int64_t Truth::Line::received() const {
  std::int64_t out = 0;
  for (const auto& [day, amount] : came) out += amount;
  return out;
}

void Truth::take(const statement::Statement& act) {
  const auto kind = *act.kind();
  const auto day = act.content().effective().legal_date().days;
  if (kind == Kind::open_activity) activity_types_[act.id()] = body_of<statement::OpenActivity>(act).type;
  if (kind == Kind::request) {
    auto& order = orders_[act.id()];
    order.asked = body_of<statement::Request>(act);
    for (const auto& line : order.asked.lines) order.lines[line.number].asked = line;
    return;
  }
  const auto found = orders_.find(act.case_of());
  if (found == orders_.end()) return;
  auto& order = found->second;
  switch (kind) {
    case Kind::offer:
      order.proposals[act.id()] = {body_of<statement::Offer>(act).lines, true};
      return;
    case Kind::amend:
      order.proposals[act.id()] = {body_of<statement::Amend>(act).lines, false};
      return;
    case Kind::accept: {
      const auto& [lines, binds] = order.proposals.at(body_of<statement::Accept>(act).of);
      for (const auto& line : lines) order.lines[line.number].asked = line;
      if (binds) order.accepted_on = day;
      return;
    }
    case Kind::cancel:
      order.cancelled = true;
      return;
    case Kind::invoice:
    case Kind::withdraw:
    case Kind::pay:
    case Kind::confirm:
    case Kind::offset:
    case Kind::write_off:
    case Kind::convert:
    case Kind::credit_note:
    case Kind::refund:
      return take_money(order, act, day);
    default:
      return take_goods(order, act, day);
  }
}

void Truth::take_goods(Order& order, const statement::Statement& act, std::int32_t day) {
  switch (*act.kind()) {
    case Kind::issue: {
      const auto body = body_of<statement::Issue>(act);
      if (body.corrects) order.issues.erase(*body.corrects);
      bool too_much = false;
      for (const auto& line : body.lines) {
        std::int64_t all = line.quantity;
        for (const auto& [id, other] : order.issues)
          for (const auto& part : other.lines)
            if (part.number == line.number) all += part.quantity;
        too_much = too_much || all > order.lines.at(line.number).asked.quantity;
      }
      if (too_much) {
        order.irregular[act.id()] = {body, 0};
        order.irregular_days[act.id()] = day;
        return;
      }
      order.issues[act.id()] = body;
      for (const auto& line : body.lines) {
        auto& first = order.lines.at(line.number).first_issued;
        first = std::min(first.value_or(day), day);
      }
      return;
    }
    case Kind::regularise: {
      const auto cited = body_of<statement::Regularise>(act).act;
      auto& [body, words] = order.irregular.at(cited);
      if (++words < 2) return;
      order.issues[cited] = body;
      for (const auto& line : body.lines) {
        auto& first = order.lines.at(line.number).first_issued;
        const auto on = order.irregular_days.at(cited);
        first = std::min(first.value_or(on), on);
      }
      return;
    }
    case Kind::receive: {
      const auto body = body_of<statement::Receive>(act);
      if (body.corrects) {
        for (const auto& line : order.receipts.at(*body.corrects).lines)
          order.lines.at(line.number).came.emplace_back(day, -line.received);
        order.receipts.erase(*body.corrects);
      }
      order.receipts[act.id()] = body;
      for (const auto& line : body.lines) {
        auto& at = order.lines.at(line.number);
        at.came.emplace_back(day, line.received);
        at.first_received = std::min(at.first_received.value_or(day), day);
      }
      return;
    }
    case Kind::return_in_kind: {
      order.returns[act.id()] = body_of<statement::ReturnInKind>(act);
      for (const auto& line : order.returns[act.id()].lines)
        order.lines.at(line.number).late_returns.push_back(day);  // whether it is late is asked later
      return;
    }
    case Kind::accept_return:
      for (const auto& line : body_of<statement::AcceptReturn>(act).lines) {
        order.lines.at(line.number).accepted_back += line.quantity;
        order.lines.at(line.number).back.emplace_back(day, line.quantity);
      }
      return;
    default:
      return;
  }
}

void Truth::take_money(Order& order, const statement::Statement& act, std::int32_t day) {
  const auto bill = [&](const base::Id& id) -> Bill& {
    for (auto& one : orders_.at(bill_orders_.at(id)).bills)
      if (one.id == id) return one;
    std::abort();
  };
  switch (*act.kind()) {
    case Kind::invoice: {
      Bill out{act.id(), body_of<statement::Invoice>(act), 0, 0, {}, false};
      out.due = out.said.due.days;
      order.bills.push_back(std::move(out));
      bill_orders_[act.id()] = act.case_of();
      return;
    }
    case Kind::withdraw:
      if (const auto of = body_of<statement::Withdraw>(act).of; bill_orders_.contains(of))
        bill(of).dead = true;
      else
        for (auto& one : order.paid)
          if (one.id == of) {
            one.dead = true;
            bill(one.bill).settled += one.back ? one.amount : -one.amount;
          }
      return;
    case Kind::credit_note: {
      const auto body = body_of<statement::CreditNote>(act);
      for (const auto& line : body.lines) {
        auto& [quantity, amount] = bill(body.invoice).credits[line.number];
        quantity += line.quantity;
        amount += line.amount;
      }
      return;
    }
    case Kind::refund: {
      const auto body = body_of<statement::Refund>(act);
      bill(body.invoice).settled -= body.amount.minor;
      order.paid.push_back({act.id(), body.invoice, body.amount.minor, day, false, true, false});
      return;
    }
    case Kind::pay: {
      const auto body = body_of<statement::Pay>(act);
      bill(body.invoice).settled += body.amount.minor;
      order.paid.push_back({act.id(), body.invoice, body.amount.minor, day, false, false, false});
      return;
    }
    case Kind::confirm:
      for (auto& one : order.paid)
        if (one.id == body_of<statement::Confirm>(act).pay) one.confirmed = true;
      return;
    case Kind::offset: {
      const auto body = body_of<statement::Offset>(act);
      bill(body.invoice).settled += body.amount.minor;
      bill(body.against).settled += body.amount.minor;
      return;
    }
    case Kind::write_off: {
      const auto body = body_of<statement::WriteOff>(act);
      if (body.invoice) bill(*body.invoice).settled += body.amount;
      for (const auto& line : body.lines) order.lines.at(line.number).given_up += line.quantity;
      return;
    }
    default:
      for (const auto& line : body_of<statement::Convert>(act).lines)
        order.lines.at(line.number).converted += line.quantity;
      return;
  }
}

std::int64_t Truth::rounded(const Order& order, Wide dividend, Wide divisor) const {
  const bool negative = dividend < 0;
  const Wide size = negative ? -dividend : dividend;
  Wide whole = size / divisor;
  const Wide rest = (size % divisor) * 2;
  const auto mode = laws_.at(order.asked.instrument).rounding;
  if (mode == 0 && (rest > divisor || (rest == divisor && whole % 2 == 1))) ++whole;
  if (mode == 1 && rest >= divisor) ++whole;
  return static_cast<std::int64_t>(negative ? -whole : whole);
}

std::int64_t Truth::worth(const Order& order, const Line& line, std::int64_t quantity) const {
  const auto& price = *line.asked.price;
  return rounded(order, static_cast<Wide>(quantity) * price.minor, static_cast<Wide>(price.per) * 1'000'000);
}

std::int64_t Truth::billed(const Order& order, std::uint32_t number, bool amount) {
  std::int64_t out = 0;
  for (const auto& bill : order.bills)
    for (const auto& part : bill.said.lines)
      if (!bill.dead && part.number == number) {
        const auto back = bill.credits.find(number);
        out += amount ? part.amount : part.quantity;
        if (back != bill.credits.end()) out -= amount ? back->second.second : back->second.first;
      }
  return out;
}

/// Of what was billed of a line, what its goods cover.
std::int64_t Truth::acknowledged(const Order& order, const Line& line) const {
  const auto quantity = line.asked.means == Means::reimbursement ? line.received() : line.converted;
  const auto amount = billed(order, line.asked.number, true);
  if (billed(order, line.asked.number, false) <= quantity) return amount;
  return std::min(amount, worth(order, line, quantity));
}

void Truth::add_debts(const Order& order, std::vector<OpenDebt>& out) const {
  const auto add = [&](const char* owed, std::string commodity, std::int32_t since, std::int64_t amount) {
    if (amount != 0)
      out.push_back({order.asked.supplier, order.asked.recipient, owed, std::move(commodity), since, amount});
  };
  const auto since = [](const Line& line) {
    return line.first_received.value_or(line.first_issued.value_or(0));
  };
  std::map<std::uint32_t, std::int64_t> uncovered;
  for (const auto& [number, line] : order.lines) {
    const auto& asked = line.asked;
    const bool in_kind = asked.means != Means::reimbursement;
    if (asked.price && (!in_kind || line.converted != 0)) {
      const auto good = acknowledged(order, line);
      const auto quantity = in_kind ? line.converted : line.received();
      add("unbilled", order.asked.currency, since(line), worth(order, line, quantity) - good);
      uncovered[number] = billed(order, number, true) - good;
    }
    if (!in_kind) continue;
    auto owed = line.received() - line.converted - line.given_up;
    auto commodity = asked.item + "/" + asked.unit;
    if (asked.exchange) {
      owed = rounded(order, static_cast<Wide>(owed) * asked.exchange->quantity, asked.quantity);
      commodity = asked.exchange->item + "/" + asked.exchange->unit;
    }
    add(asked.means == Means::return_of_the_same ? "lent"
        : asked.exchange                         ? "exchange"
                                                 : "replacement",
        commodity, since(line), owed - line.accepted_back);
  }
  for (auto bill = order.bills.rbegin(); bill != order.bills.rend(); ++bill) {
    if (bill->dead) continue;
    std::int64_t claimed = 0;
    std::int64_t credited = 0;
    std::int32_t first = INT32_MAX;
    for (const auto& part : bill->said.lines) {
      auto& left = uncovered[part.number];
      const auto back = bill->credits.find(part.number);
      const auto less = back == bill->credits.end() ? 0 : back->second.second;
      credited += less;
      const auto taken = std::min(left, part.amount - less);
      left -= taken;
      claimed += taken;
      first = std::min(first, since(order.lines.at(part.number)));
    }
    add("billed", order.asked.currency, first, bill->said.total - credited - bill->settled - claimed);
    add("claimed", order.asked.currency, first, claimed);
    for (const auto& one : order.paid)
      if (one.bill == bill->id && !one.confirmed && !one.dead)
        add("paying", order.asked.currency, first, one.back ? -one.amount : one.amount);
  }
}

std::map<std::tuple<std::string, std::string, std::string>, std::int64_t> Truth::refunds_under_way() const {
  std::map<std::tuple<std::string, std::string, std::string>, std::int64_t> out;
  for (const auto& [id, order] : orders_)
    for (const auto& one : order.paid)
      if (one.back && !one.confirmed && !one.dead)
        out[{order.asked.supplier, order.asked.recipient, order.asked.currency}] += one.amount;
  return out;
}

std::vector<OpenDebt> Truth::debts() const {
  std::vector<OpenDebt> out;
  for (const auto& [id, order] : orders_) add_debts(order, out);
  return out;
}

std::map<std::pair<base::Id, std::uint32_t>, std::int64_t> Truth::unbilled() const {
  std::map<std::pair<base::Id, std::uint32_t>, std::int64_t> out;
  for (const auto& [id, order] : orders_)
    for (const auto& [number, line] : order.lines) {
      const bool in_kind = line.asked.means != Means::reimbursement;
      if (!line.asked.price || (in_kind && line.converted == 0)) continue;
      const auto quantity = in_kind ? line.converted : line.received();
      if (const auto amount = worth(order, line, quantity) - acknowledged(order, line); amount != 0)
        out[{id, number}] = amount;
    }
  return out;
}

std::optional<std::int32_t> Truth::due_of(const Order& order, const Line& line) const {
  const auto delivered = line.first_received ? line.first_received : line.first_issued;
  if (!delivered) return std::nullopt;
  if (line.asked.schedule) return line.asked.schedule->on.days;
  for (const auto& clock : laws_.at(order.asked.instrument).clocks) {
    if (clock.means != line.asked.means) continue;
    if (clock.days) return *delivered + static_cast<std::int32_t>(*clock.days);
    if (clock.months) return base::add_months({*delivered}, static_cast<int>(*clock.months)).days;
  }
  return std::nullopt;
}

std::map<YearKey, YearSums> Truth::year(std::int32_t from, std::int32_t until) const {
  std::map<YearKey, YearSums> out;
  const auto within = [&](std::int32_t day) { return day >= from && day <= until; };
  for (const auto& [id, order] : orders_) {
    std::int32_t last_due = INT32_MIN;
    for (const auto& bill : order.bills)
      if (!bill.dead) last_due = std::max(last_due, bill.due);
    const bool paid_late = std::any_of(order.paid.begin(), order.paid.end(), [&](const auto& one) {
      return !one.back && within(one.day) && last_due != INT32_MIN && one.day > last_due;
    });
    std::set<YearKey> first, late;
    for (const auto& [number, line] : order.lines) {
      const auto& asked = line.asked;
      const YearKey key{order.asked.supplier, order.asked.recipient, asked.category,
                        asked.item + "/" + asked.unit, order.asked.currency};
      if (line.first_received && within(*line.first_received)) first.insert(key);
      const auto due = due_of(order, line);
      std::optional<std::int32_t> first_late;
      if (asked.means != Means::reimbursement && due && line.accepted_back > 0)
        for (const auto day : line.late_returns)
          if (day > *due) first_late = std::min(first_late.value_or(day), day);
      if ((first_late && within(*first_late)) || (paid_late && asked.means == Means::reimbursement))
        late.insert(key);
      // Act by act: what each adds to the value of all that came before it.
      std::int64_t sum = 0;
      for (const auto& [day, amount] : line.came) {
        if (within(day)) {
          auto& at = out[key];
          at.quantity += amount;
          if (asked.price) {
            const auto more = worth(order, line, sum + amount) - worth(order, line, sum);
            (asked.means == Means::reimbursement ? at.value : at.worth) += more;
          }
        }
        sum += amount;
      }
    }
    for (const auto& key : first) ++out[key].orders;
    for (const auto& key : late) ++out[key].late;
  }
  std::erase_if(out, [](const auto& row) { return row.second == YearSums{}; });
  return out;
}

std::map<std::pair<std::string, std::string>, std::int64_t> Truth::taken_back(std::int32_t from,
                                                                              std::int32_t until) const {
  std::map<std::pair<std::string, std::string>, std::int64_t> out;
  for (const auto& [id, order] : orders_)
    for (const auto& [number, line] : order.lines) {
      const auto& asked = line.asked;
      const auto commodity =
          asked.exchange ? asked.exchange->item + "/" + asked.exchange->unit : asked.item + "/" + asked.unit;
      for (const auto& [day, amount] : line.back)
        if (day >= from && day <= until)
          out[{order.asked.supplier + ":received:" + order.asked.recipient, commodity}] += amount;
    }
  return out;
}

std::map<std::pair<std::string, std::int32_t>, std::pair<std::int64_t, std::int64_t>> Truth::ceilings()
    const {
  std::map<std::pair<std::string, std::int32_t>, std::pair<std::int64_t, std::int64_t>> out;
  for (const auto& [id, order] : orders_) {
    if (!order.accepted_on || order.cancelled) continue;
    for (const auto& ceiling : laws_.at(order.asked.instrument).ceilings) {
      const auto& whose =
          ceiling.side == terms::LedgerSide::debts ? order.asked.recipient : order.asked.supplier;
      if (ceiling.party != whose || ceiling.currency != order.asked.currency) continue;
      const auto& types = ceiling.exempt_activities;
      if (std::find(types.begin(), types.end(), activity_types_.at(order.asked.activity)) != types.end())
        continue;
      const std::chrono::year_month_day on{std::chrono::sys_days{std::chrono::days{*order.accepted_on}}};
      const auto month = static_cast<unsigned>(on.month());
      auto& at = out[{ceiling.name, static_cast<int>(on.year()) - (month < ceiling.first_month ? 1 : 0)}];
      for (const auto& [number, line] : order.lines) {
        const auto& exempt = ceiling.exempt_categories;
        if (line.asked.means != Means::reimbursement ||
            std::find(exempt.begin(), exempt.end(), line.asked.category) != exempt.end())
          continue;
        const auto value = worth(order, line, line.asked.quantity);
        at.first += value;
        if (line.asked.category != "transport") at.second += value;
      }
    }
  }
  return out;
}

}  // namespace palitan::year
