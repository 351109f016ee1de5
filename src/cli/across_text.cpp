#include "cli/across_text.h"

#include "base/money.h"
#include "cli/order_view.h"
#include "cli/table.h"
#include "statement/statement.h"

namespace palitan::cli {
namespace {

std::string amount_of(const ledger::Commodity& commodity, std::int64_t amount) {
  return ledger::amount_text(commodity, amount) + " " + commodity;
}
std::string hex_of(const base::Hash& hash) { return base::to_hex(hash.view()); }

std::string evidence_text(const kernel::EvidenceFact& one) {
  std::string out =
      fmt::format("{} of {}, signed by {}{}\n  act          {}\n  partnership  {}",
                  statement::name(static_cast<statement::Kind>(one.kind)), to_text(one.date),
                  one.party.empty() ? "somebody not shown" : one.party,
                  one.office.empty() ? "" : ", " + one.office, hex_of(one.act), hex_of(one.partnership));
  out += fmt::format("\n  agreed there in accord {}, {}\n  disclosed here by {}", one.height,
                     to_text(one.agreed_at), one.disclosed_by);
  return out;
}

std::string words_of(const kernel::AccountFact& account) {
  std::string out;
  // What the two say differently stands first.
  const bool both = account.words.size() == 2;
  if (both && account.words[0].open != account.words[1].open)
    out += "\n  THE TWO STATE DIFFERENT OPEN ITEMS.";
  for (const auto& word : account.words) {
    out += fmt::format("\n  stated by {}, with {} open items", word.party, word.open.size());
    for (const auto& item : word.open)
      out += fmt::format("\n    {} line {}: {}, {}", short_hex(item.in), item.line,
                         amount_of(item.commodity, item.amount), name(item.cause));
  }
  for (const auto& query : account.queries)
    out += fmt::format(
        "\n  {} asks about {}: {}\n    {}", query.by,
        query.asked.in ? short_hex(*query.asked.in) : query.asked.account + " " + query.asked.commodity,
        query.asked.note, query.answer ? "answered: " + query.note : "NOT ANSWERED YET");
  return out;
}

std::string account_text(const kernel::AccountFact& account) {
  const auto& cut = account.cut;
  Table table({"account", "amount"}, {1});
  for (const auto& row : account.balances) table.add({row.account, amount_of(row.commodity, row.amount)});
  return fmt::format("Account of {} and {}, {} to {} - {}{}\n\nBalances at the cut\n{}", cut.first,
                     cut.second, to_text(cut.from), to_text(cut.until), name(account.state),
                     words_of(account), table.empty() ? "  none\n" : table.text(2));
}

std::string credit_text(const kernel::CreditFact& credit) {
  std::string out;
  if (credit.service)
    out = fmt::format("{} served {} with {} of {}, counted as {} - {}", credit.service->provider,
                      credit.service->user, base::format_decimal(credit.service->measured, 6),
                      credit.service->asset, amount_of(credit.commodity, credit.service->credit),
                      name(credit.state));
  else
    out = fmt::format("{} assigns {} to {}, for the need of {}: {} - {}", credit.assignment->from,
                      amount_of(credit.commodity, credit.assignment->credit), credit.assignment->to,
                      credit.assignment->beneficiary, credit.assignment->purpose, name(credit.state));
  for (const auto& word : credit.words)
    out += fmt::format("\n  {} {}{}", word.party, word.agreed ? "agreed" : "refused",
                       word.reason.empty() ? "" : ": " + word.reason);
  return out;
}

std::string round_text(const kernel::RoundFact& round) {
  const auto& commodity = round.round.commodity;
  std::string out =
      fmt::format("Round of netting {} in {}, of {}, until {} - {}", round.round.round, commodity,
                  fmt::join(round.round.parties, ", "), to_text(round.round.until), name(round.state));
  if (!round.lapsed.empty()) out += ": " + round.lapsed;
  Table table({"debtor", "creditor", "since", "held", "cleared"}, {3, 4});
  for (const auto& debt : round.debts) {
    std::string cleared = "";
    if (round.clearing)
      for (const auto& one : round.clearing->cleared)
        if (one.lock == debt.lock) cleared = ledger::amount_text(commodity, one.amount);
    table.add({debt.debtor, debt.creditor, to_text(debt.since), ledger::amount_text(commodity, debt.amount),
               cleared});
  }
  if (!table.empty()) out += "\n\n" + table.text(2);
  if (round.clearing) out += fmt::format("  agreed to by {}", fmt::join(round.clearing->agreed, ", "));
  return out;
}
}  // namespace

std::string across_text(const CaseView& view) {
  const auto& file = view.file;
  std::string out = file.evidence  ? evidence_text(*file.evidence)
                    : file.account ? account_text(*file.account)
                    : file.credit  ? credit_text(*file.credit)
                                   : round_text(*file.round);
  return fmt::format("{} {}\n\nActs\n{}", short_hex(view.id), out, acts_text(view.acts));
}

}  // namespace palitan::cli
