// Every report as a sheet. Only the rows of the page asked for become cells.
#include <algorithm>
#include <bit>

#include <fmt/format.h>

#include "base/money.h"
#include "reports/question.h"
#include "reports/service_months.h"

namespace palitan::reports {
namespace {
using Row = std::vector<SheetCell>;

int digits_of(std::string_view commodity) {
  if (!ledger::is_money(commodity)) return 6;
  const auto info = base::currency(commodity);
  return info ? info->minor_digits : 0;
}
SheetCell amount(std::string_view commodity, std::int64_t value) {
  return Amount{value, digits_of(commodity)};
}
SheetCell day(const std::optional<base::Date>& date) {
  return date ? SheetCell(*date) : SheetCell(std::monostate{});
}
SheetCell id_text(const std::optional<base::Id>& id) {
  return id ? SheetCell(base::to_hex(id->view())) : SheetCell(std::monostate{});
}
SheetCell text(std::string_view value) { return std::string(value); }
SheetCell count(std::size_t value) { return static_cast<std::int64_t>(value); }
SheetCell none() { return std::monostate{}; }
std::string_view standing(bool pending) { return pending ? "pending" : "agreed"; }

class Answer {
 public:
  Answer(const Index& index, const Question& question, const ActAt& act_at, const NotHeld& not_held)
      : index_(index), q_(question), act_at_(act_at), not_held_(not_held) {
    sheet_.name = name(q_.report);
    sheet_.from = q_.from;
  }

  base::Result<Sheet> make() {
    auto done = [&]() -> base::Result<void> {
      switch (q_.report) {
        case Report::overdue:
          return overdue();
        case Report::ageing:
          return aged();
        case Report::unbilled:
          return unbilled();
        case Report::pending:
          return pending();
        case Report::position:
          return q_.account ? behind() : positions();
        case Report::ceilings:
          return ceilings();
        case Report::year:
          return yearly();
        case Report::evidence:
          return evidence();
        case Report::orders:
          return orders();
        case Report::service_months:
          return months();
      }
      PALITAN_CHECK(false);
    }();
    if (!done) return tl::unexpected(done.error());
    return std::move(sheet_);
  }

 private:
  const std::string& word(Symbol symbol) const { return index_.names().text(symbol); }
  std::string on() const { return base::to_text(q_.scope.on); }
  std::string counted() const { return q_.scope.provisional ? "agreed and pending" : "agreed"; }

  /// Turns the rows of the page into cells.
  template <class Rows, class Make>
  void page(const Rows& rows, Make make) {
    sheet_.total_rows = rows.size();
    const auto from = std::min(q_.from, rows.size());
    const auto end = from + std::min(q_.count.value_or(rows.size()), rows.size() - from);
    sheet_.rows.reserve(end - from);
    for (auto i = from; i < end; ++i) {
      sheet_.rows.push_back(make(rows[i]));
      PALITAN_CHECK(sheet_.rows.back().size() == sheet_.columns.size());
    }
  }

  base::Result<void> overdue() {
    sheet_.title = fmt::format("Overdue and awaited on {}, {}", on(), counted());
    sheet_.columns = {{"level", Shape::text},      {"due", Shape::date},       {"due_by", Shape::text},
                      {"days_late", Shape::count}, {"debtor", Shape::text},    {"creditor", Shape::text},
                      {"owed", Shape::text},       {"amount", Shape::amount},  {"commodity", Shape::text},
                      {"category", Shape::text},   {"awaits", Shape::text},    {"from", Shape::text},
                      {"delivered", Shape::date},  {"age", Shape::count},      {"changes_on", Shape::date},
                      {"standing", Shape::text},   {"reference", Shape::text}, {"line", Shape::count},
                      {"order", Shape::id},        {"act", Shape::id}};
    const auto board = overdue_board(index_, q_.scope, q_.board, q_.all, q_.from, q_.count);
    for (const auto& row : board.rows)
      sheet_.rows.push_back(row.debt != nullptr ? debt_row(row) : awaited_row(row));
    sheet_.total_rows = board.total;
    for (const auto& [level, n] : board.levels)
      sheet_.notes.push_back(fmt::format("debts {}: {}", name(level), n));
    return {};
  }
  SheetCell late(const BoardRow& row) const {
    return row.by ? SheetCell(std::int64_t{q_.scope.on.days} - row.by->days) : none();
  }
  Row debt_row(const BoardRow& row) const {
    const auto& order = *row.order;
    const auto& debt = *row.debt;
    const auto& commodity = word(debt.commodity);
    return {text(name(row.level)),
            day(row.by),
            text(name(debt.due_by)),
            late(row),
            word(debt.amount < 0 ? order.supplier : order.recipient),
            word(debt.amount < 0 ? order.recipient : order.supplier),
            text(name(debt.owed)),
            amount(commodity, debt.amount),
            commodity,
            word(debt.category),
            text(name(debt.awaits)),
            word(debt.from_supplier ? order.supplier : order.recipient),
            debt.since,
            std::int64_t{q_.scope.on.days} - debt.since.days,
            day(debt.changes_on),
            text(standing(row.pending)),
            order.reference,
            debt.line != 0 ? SheetCell(std::int64_t{debt.line}) : none(),
            id_text(order.id),
            id_text(debt.act)};
  }
  Row awaited_row(const BoardRow& row) const {
    const auto& order = *row.order;
    const auto& step = *row.awaited;
    return {text(name(row.level)),
            day(row.by),
            none(),
            late(row),
            word(order.recipient),
            word(order.supplier),
            none(),
            none(),
            none(),
            none(),
            text(name(step.step)),
            word(step.from_supplier ? order.supplier : order.recipient),
            none(),
            none(),
            none(),
            text(standing(row.pending)),
            order.reference,
            step.line != 0 ? SheetCell(std::int64_t{step.line}) : none(),
            id_text(order.id),
            id_text(step.act)};
  }

  base::Result<void> aged() {
    sheet_.title = fmt::format("Ageing on {}, {}, days from delivery", on(), counted());
    sheet_.columns = {{"creditor", Shape::text},  {"debtor", Shape::text}, {"owed", Shape::text},
                      {"commodity", Shape::text}, {"debts", Shape::count}, {"oldest", Shape::date}};
    std::int32_t from = 0;
    for (const auto end : q_.buckets) {
      sheet_.columns.push_back({fmt::format("days_{}_{}", from, end), Shape::amount});
      from = end + 1;
    }
    sheet_.columns.push_back({fmt::format("days_over_{}", from - 1), Shape::amount});
    sheet_.columns.push_back({"total", Shape::amount});
    const auto rows = ageing(index_, q_.scope, q_.buckets);
    if (!rows) return tl::unexpected(rows.error());
    page(*rows, [&](const AgeingRow& row) {
      const auto& commodity = word(row.commodity);
      Row out = {word(row.creditor), word(row.debtor), text(name(row.owed)),
                 commodity,          count(row.debts), row.oldest};
      for (const auto bucket : row.buckets) out.push_back(amount(commodity, bucket));
      out.push_back(amount(commodity, row.total));
      return out;
    });
    return {};
  }

  base::Result<void> unbilled() {
    sheet_.title = fmt::format("Delivered and not billed on {}, {}", on(), counted());
    sheet_.columns = {{"bill_by", Shape::date},  {"days_late", Shape::count}, {"biller", Shape::text},
                      {"debtor", Shape::text},   {"amount", Shape::amount},   {"commodity", Shape::text},
                      {"category", Shape::text}, {"delivered", Shape::date},  {"age", Shape::count},
                      {"lacks", Shape::text},    {"standing", Shape::text},   {"reference", Shape::text},
                      {"line", Shape::count},    {"order", Shape::id}};
    page(unbilled_queue(index_, q_.scope), [&](const UnbilledRow& row) -> Row {
      const auto& debt = *row.debt;
      const auto& order = *row.order;
      const auto& commodity = word(debt.commodity);
      return {day(debt.by),
              debt.by ? SheetCell(std::int64_t{q_.scope.on.days} - debt.by->days) : none(),
              word(order.supplier),
              word(order.recipient),
              amount(commodity, debt.amount),
              commodity,
              word(debt.category),
              debt.since,
              std::int64_t{q_.scope.on.days} - debt.since.days,
              element_names(order.needed & ~order.present),
              text(standing(row.pending)),
              order.reference,
              std::int64_t{debt.line},
              id_text(order.id)};
    });
    return {};
  }

  base::Result<void> pending() {
    sheet_.title = fmt::format("Signed and not yet agreed on {}", on());
    sheet_.columns = {{"arrived", Shape::text},      {"date", Shape::date},
                      {"party", Shape::text},        {"act", Shape::text},
                      {"verdict", Shape::text},      {"reference", Shape::text},
                      {"agreed_state", Shape::text}, {"state_with_it", Shape::text},
                      {"case", Shape::id},           {"id", Shape::id}};
    std::vector<const PendingAct*> rows;
    for (const auto& act : index_.pending_acts())
      if (!q_.scope.partner || act.party == *q_.scope.partner) rows.push_back(&act);
    page(rows, [&](const PendingAct* act) -> Row {
      const auto* before = index_.order(act->case_id);
      const auto* now = index_.pending_order(act->case_id);
      return {base::to_text(act->arrived),
              act->date,
              act->party,
              act->kind,
              text(base::name(act->verdict)),
              now != nullptr ? SheetCell(now->reference) : none(),
              before != nullptr ? text(name(before->state)) : none(),
              now != nullptr ? text(name(now->state)) : none(),
              id_text(act->case_id),
              id_text(act->id)};
    });
    return {};
  }

  base::Result<void> positions() {
    sheet_.title = q_.as_of ? fmt::format("Positions as of {}, agreed", base::to_text(*q_.as_of))
                            : fmt::format("Positions, {}", counted());
    sheet_.columns = {{"instrument", Shape::text}, {"settled_by", Shape::text}, {"kind", Shape::text},
                      {"holder", Shape::text},     {"other", Shape::text},      {"commodity", Shape::text},
                      {"amount", Shape::amount},   {"account", Shape::text},    {"instrument_id", Shape::id}};
    const auto rows = position(index_, q_.scope, q_.as_of);
    if (!rows) return tl::unexpected(rows.error());
    page(*rows, [&](const PositionRow& row) -> Row {
      const auto& law = index_.law(row.law);
      const auto means = means_of(row.account.kind);
      return {law.rules.name,
              means ? text(name(*means)) : none(),
              text(name(row.account.kind)),
              row.account.holder,
              row.account.other,
              row.commodity,
              amount(row.commodity, row.amount),
              ledger::to_text(row.account),
              id_text(law.id)};
    });
    return {};
  }

  base::Result<void> behind() {
    sheet_.title = fmt::format("Acts behind {} in {}{}", ledger::to_text(*q_.account), q_.commodity,
                               q_.as_of ? " as of " + base::to_text(*q_.as_of) : "");
    sheet_.columns = {{"position", Shape::count}, {"date", Shape::date}, {"amount", Shape::amount},
                      {"reference", Shape::text}, {"order", Shape::id},  {"act", Shape::id}};
    const auto rows = parts_of(index_, *q_.account, q_.commodity, q_.instrument, q_.as_of);
    std::int64_t sum = 0;
    for (const auto& row : rows)
      if (__builtin_add_overflow(sum, row.amount, &sum))
        return base::refuse(base::Code::refused_overflow, "a sum of acts does not fit");
    page(rows, [&](const Part& row) -> Row {
      const auto* order = index_.order(row.order);
      return {count(row.position),
              row.date,
              amount(q_.commodity, row.amount),
              order != nullptr ? SheetCell(order->reference) : none(),
              id_text(row.order),
              id_text(act_at_(row.position))};
    });
    sheet_.notes.push_back(fmt::format("together {} {}", to_text(amount(q_.commodity, sum)), q_.commodity));
    return {};
  }

  base::Result<void> ceilings() {
    sheet_.title = fmt::format("Ceilings on {}, {}", on(), counted());
    sheet_.columns = {{"instrument", Shape::text},
                      {"ceiling", Shape::text},
                      {"party", Shape::text},
                      {"side", Shape::text},
                      {"from", Shape::date},
                      {"until", Shape::date},
                      {"currency", Shape::text},
                      {"limit", Shape::amount},
                      {"used", Shape::amount},
                      {"left", Shape::amount},
                      {"supplies_limit", Shape::amount},
                      {"supplies_used", Shape::amount},
                      {"orders", Shape::count},
                      {"clause", Shape::text}};
    const auto rows = ceilings_used(index_, q_.scope);
    if (!rows) return tl::unexpected(rows.error());
    page(*rows, [&](const CeilingRow& row) -> Row {
      const auto& c = *row.ceiling;
      return {index_.law(row.law).rules.name,
              c.name,
              c.party,
              text(name(c.side)),
              row.year.from,
              row.year.until,
              c.currency,
              amount(c.currency, c.amount),
              amount(c.currency, row.used),
              amount(c.currency, c.amount - row.used),
              c.supplies_amount ? amount(c.currency, *c.supplies_amount) : none(),
              amount(c.currency, row.supplies_used),
              count(row.orders),
              c.clause};
    });
    return {};
  }

  base::Result<void> yearly() {
    sheet_.title = fmt::format("Fiscal year {} to {}, agreed", base::to_text(q_.year.from),
                               base::to_text(q_.year.until));
    sheet_.columns = {{"giver", Shape::text},    {"taker", Shape::text},
                      {"category", Shape::text}, {"commodity", Shape::text},
                      {"orders", Shape::count},  {"quantity", Shape::amount},
                      {"value", Shape::amount},  {"worth_in_kind", Shape::amount},
                      {"currency", Shape::text}, {"late", Shape::count}};
    const auto report = year_report(index_, q_.year, q_.scope.partner);
    if (!report) return tl::unexpected(report.error());
    page(report->rows, [&](const YearRow& row) -> Row {
      const auto& currency = word(row.currency);
      const auto& commodity = word(row.commodity);
      return {word(row.giver),
              word(row.taker),
              word(row.category),
              commodity,
              count(row.orders),
              amount(commodity, row.quantity),
              amount(currency, row.value),
              amount(currency, row.worth),
              currency,
              count(row.late)};
    });
    for (const auto& [pair, n] : report->orders)
      sheet_.notes.push_back(fmt::format("{} gave {} on {} orders", pair.first, pair.second, n));
    return {};
  }

  base::Result<void> evidence() {
    sheet_.title = fmt::format("Evidence on {}, {}: the 25 data elements", on(), counted());
    sheet_.columns = {{"reference", Shape::text}, {"supplier", Shape::text},
                      {"recipient", Shape::text}, {"state", Shape::text},
                      {"present", Shape::count},  {"asked_and_missing", Shape::text},
                      {"missing", Shape::text},   {"signed_not_held", Shape::count},
                      {"asked", Shape::amount},   {"full_cost", Shape::amount},
                      {"currency", Shape::text},  {"cover", Shape::text},
                      {"standing", Shape::text},  {"order", Shape::id}};
    constexpr std::uint32_t kAll = (1u << 25) - 1;
    page(evidence_meters(index_, q_.scope, q_.all), [&](const EvidenceRow& row) -> Row {
      const auto& order = *row.order;
      return {order.reference,
              word(order.supplier),
              word(order.recipient),
              text(name(order.state)),
              std::int64_t{std::popcount(order.present)},
              element_names(order.needed & ~order.present),
              element_names(kAll & ~order.present & ~order.needed),
              not_held_ ? count(not_held_(order.id)) : none(),
              order.cost ? amount(word(order.currency), order.cost->asked) : none(),
              order.cost ? amount(word(order.currency), order.cost->full) : none(),
              word(order.currency),
              cover(order),
              text(standing(row.pending)),
              id_text(order.id)};
    });
    return {};
  }
  SheetCell cover(const OrderRow& order) const {
    const auto share = order.cost ? order.cost->per_mille() : std::nullopt;
    return share ? SheetCell(percent_text(*share)) : none();
  }

  base::Result<void> months() {
    sheet_.title = fmt::format("Months of metered services before {}, {}: unused or not billed",
                               base::to_text(month_of(q_.scope.on)), counted());
    sheet_.columns = {{"alarm", Shape::text},      {"month", Shape::date},      {"supplier", Shape::text},
                      {"recipient", Shape::text},  {"category", Shape::text},   {"commodity", Shape::text},
                      {"received", Shape::amount}, {"unbilled", Shape::amount}, {"standing", Shape::text},
                      {"reference", Shape::text},  {"order", Shape::id}};
    page(service_months(index_, q_.scope), [&](const ServiceMonthRow& row) -> Row {
      const auto& commodity = word(row.line->commodity);
      return {text(name(row.alarm)),           row.month,
              word(row.order->supplier),       word(row.order->recipient),
              word(row.line->category),        commodity,
              amount(commodity, row.received), amount(commodity, row.unbilled),
              text(standing(row.pending)),     row.order->reference,
              id_text(row.order->id)};
    });
    return {};
  }

  base::Result<void> orders() {
    auto list = order_list(index_, q_.scope, q_.orders, q_.from, q_.count);
    sheet_.title = fmt::format("Orders on {}, {}", on(), counted());
    sheet_.columns = std::move(list.columns);
    sheet_.rows = std::move(list.rows);
    sheet_.total_rows = list.total_rows;
    return {};
  }

  const Index& index_;
  const Question& q_;
  const ActAt& act_at_;
  const NotHeld& not_held_;
  Sheet sheet_;
};
}  // namespace

base::Result<Sheet> answer(const Index& index, const Question& question, const ActAt& act_at,
                           const NotHeld& not_held) {
  return Answer(index, question, act_at, not_held).make();
}

}  // namespace palitan::reports
