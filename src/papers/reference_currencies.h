// The table of ISO 4217 currencies, with minor units (DOMAIN section 7).
#pragma once
#include "papers/reference_table.h"

namespace palitan::papers {

/// One country or body and a currency that it uses or used; a currency stands on as many rows.
struct CurrencyRow {
  std::string entity;
  std::string name;
  std::string code;                 ///< three capitals
  std::string numeric;              ///< three digits; empty where the table has none
  std::optional<int> minor_digits;  ///< nothing for gold, units of account and old currencies
  std::string withdrawn;            ///< "" while in use; else as printed, "1989-12" or a span of years
};

/// Header: Entity, Currency, AlphabeticCode, NumericCode, MinorUnit, WithdrawalDate.
/// A row that names no currency is left out. Threads: any.
ReferenceRead<CurrencyRow> read_currencies(std::string_view bytes, std::string_view file_name,
                                           base::Date taken);

/// The first row of that code that is still in use, or null.
const CurrencyRow* current_currency(const ReferenceTable<CurrencyRow>& table, std::string_view code);

}  // namespace palitan::papers
