// The journal: the record's postings as plain text for hledger and ledger, so that others' programs can add
// them up.
#pragma once
#include <string>
#include <vector>

#include "ledger/ledger.h"
#include "store/contract.h"

namespace palitan::papers {

/// One entry for each agreed statement with postings, in log order: its legal date, its kind and short id,
/// and each posting as it stands in the ledger. The highest marking of these acts stands at its head.
/// Refusals: local_marking (one of them is above `ceiling`), local_damaged.
base::Result<std::string> journal_of(const store::Store& store, statement::Marking ceiling);

/// The command by which `program` ("hledger" or "ledger") prints every balance of a journal in a form that
/// parse_journal_balances() reads, whatever the user's own settings.
std::vector<std::string> journal_balance_command(const std::string& program, const std::string& journal_path);
/// What that command printed. Nothing where it cannot be read.
std::optional<ledger::Position> parse_journal_balances(std::string_view program, std::string_view printed);

}  // namespace palitan::papers
