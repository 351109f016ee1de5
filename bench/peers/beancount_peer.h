// Beancount beside hledger and ledger: it adds up the same entries, in its own form.
#pragma once
#include "ledger/ledger.h"
#include "prepared.h"

namespace palitan::bench {

/// The entries of a journal as papers::journal_of() writes it in Beancount's form: its names of accounts and
/// commodities must look like its own, so each gets a number.
struct BeancountFile {
  std::string text;
  std::vector<ledger::Account> accounts;  ///< Assets:A0000, ...
  struct Commodity {
    std::string name;
    int digits = 0;  ///< behind the point
  };
  std::vector<Commodity> commodities;  ///< C0000, ...
};
/// Nothing where a line is not one of ours.
std::optional<BeancountFile> beancount_of(std::string_view journal);

/// Adds `beancount` (seconds) and fails where it has other balances than `ours`. False: it is not installed.
tl::expected<bool, std::string> beancount_adds_up(std::string_view journal, const ledger::Position& ours,
                                                  Samples& samples);

}  // namespace palitan::bench
