// The whole mission on one page, as a person reads it.
#include <map>

#include "cli/demo_stage.h"

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
