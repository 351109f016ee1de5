// The whole mission on one page, as a person reads it.
#include <map>

#include <fmt/ranges.h>

#include "cli/demo_stage.h"
#include "cli/order_view.h"
#include "cli/table.h"

namespace palitan::cli {
namespace {

/// "7 orders (5 closed, 2 requested)"
std::string counted(const std::string& kind, const std::map<std::string, int>& states) {
  int all = 0;
  std::string parts;
  for (const auto& [state, count] : states) {
    all += count;
    parts += fmt::format("{}{} {}", parts.empty() ? "" : ", ", count, state);
  }
  const auto plural = all == 1                ? kind
                      : kind == "evidence"    ? kind
                      : kind.ends_with("ity") ? kind.substr(0, kind.size() - 1) + "ies"
                                              : kind + "s";
  return fmt::format("{} {} ({})", all, plural, parts);
}

/// What somebody may still ask for: the claims among the accounts.
bool is_claim(ledger::AccountKind kind) {
  using ledger::AccountKind;
  switch (kind) {
    case AccountKind::due_in_kind:
    case AccountKind::unbilled:
    case AccountKind::receivable:
    case AccountKind::claimed:
    case AccountKind::lent:
    case AccountKind::exchange_due:
    case AccountKind::granted:
    case AccountKind::credit:
      return true;
    default:
      return false;
  }
}

std::string money(const statement::Money& amount) {
  return grouped(ledger::amount_text(amount.currency, amount.minor)) + " " + amount.currency;
}

std::string line_of(const kernel::VisitFact& visit) {
  const auto* plan = visit.plan ? &*visit.plan : nullptr;
  return fmt::format(
      "visit {} of {} in {}{}: {}", visit.reference, visit.visitor, visit.host,
      plan != nullptr ? fmt::format(", {} to {}", to_text(plan->from), to_text(plan->until)) : "",
      name(visit.state));
}
std::string line_of(const kernel::GrantFact& grant) {
  std::size_t inspected = 0;
  for (const auto& thing : grant.things) inspected += thing.inspected.has_value();
  return fmt::format("grant \"{}\" of {}: {} disbursed, {} things, {} of them inspected; {}",
                     grant.note.title, money(grant.note.obligation),
                     money({kernel::disbursed_of(grant), grant.note.obligation.currency}),
                     grant.things.size(), inspected, name(grant.state));
}
std::string line_of(const kernel::RoundFact& round) {
  std::int64_t cleared = 0;
  if (round.clearing)
    for (const auto& one : round.clearing->cleared) cleared += one.amount;
  return fmt::format("round {} of {}, {} debts of {}: {} netted; {}", round.round.round,
                     round.round.commodity, round.debts.size(), fmt::join(round.round.parties, ", "),
                     ledger::amount_text(round.round.commodity, cleared), name(round.state));
}
std::string line_of(const kernel::AccountFact& account) {
  return fmt::format("account {} to {}: {} balances, {} open items, {} statements; {}",
                     to_text(account.cut.from), to_text(account.cut.until), account.balances.size(),
                     account.words.empty() ? 0 : account.words.back().open.size(), account.words.size(),
                     name(account.state));
}
/// An order that reaches beyond its book, or names a visit; empty: it does not.
std::string line_of(const kernel::OrderFact& order) {
  std::string out;
  for (const auto& origin : order.origins)
    if (const auto* line = order.line(origin.line))
      out += fmt::format("hop {}: {} of {} went from {} by {} to {}, with the first giver's consent",
                         order.reference, quantity_text(origin.quantity, line->line.unit), line->line.item,
                         origin.giver, order.supplier, order.recipient);
  if (order.visit) out += fmt::format("order {} serves a visit", order.reference);
  return out;
}

std::string line_of(const kernel::CaseFact& file) {
  if (file.visit) return line_of(*file.visit);
  if (file.grant) return line_of(*file.grant);
  if (file.round) return line_of(*file.round);
  if (file.account) return line_of(*file.account);
  return file.order ? line_of(*file.order) : std::string();
}

/// A line each of what the book holds beside plain orders.
Done<void> print_lines(Desk& desk, const std::vector<CaseRow>& cases) {
  for (const auto& row : cases) {
    if (row.kind == "instrument" || row.kind == "activity" || row.kind == "evidence") continue;
    const auto view = desk.case_file(row.id);
    if (!view) return tl::unexpected(view.error());
    if (const auto line = line_of(view->file); !line.empty()) fmt::print("    - {}\n", line);
  }
  return {};
}
}  // namespace

Done<void> print_one_page(Stage& stage) {
  chapter("The mission on one page");
  for (const auto& book : stage.books()) {
    stage.open_book(book.name);
    auto& desk = *stage.nations()[0].desk;
    const auto cases = desk.cases();
    if (!cases) return tl::unexpected(cases.error());
    std::map<std::string, std::map<std::string, int>> kinds;
    for (const auto& one : *cases) ++kinds[one.kind][one.kind == "instrument" ? "in force" : one.state];
    fmt::print("  The book of {}\n", book.between);
    for (const auto& [kind, states] : kinds) fmt::print("    {}\n", counted(kind, states));
    if (auto ok = print_lines(desk, *cases); !ok) return ok;
    const auto balances = desk.balances(std::nullopt, false);
    if (!balances) return tl::unexpected(balances.error());
    std::string open;
    for (const auto& row : *balances)
      if (is_claim(row.account.kind) && row.amount > 0)
        open += fmt::format("      {} may ask {} for {} {}\n", row.account.holder, row.account.other,
                            ledger::amount_text(row.commodity, row.amount), row.commodity);
    fmt::print("    still owed\n{}", open.empty() ? "      nothing\n" : open);
  }
  return {};
}

}  // namespace palitan::cli
