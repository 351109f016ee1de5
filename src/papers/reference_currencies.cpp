#include "papers/reference_currencies.h"

#include <map>

namespace palitan::papers {
namespace {
enum Column : std::size_t { kEntity, kCurrency, kAlphabetic, kNumeric, kMinor, kWithdrawal };

bool is_month(std::string_view text) {
  return text.size() == 7 && text[4] == '-' && is_digits(text.substr(0, 4), 4) &&
         is_digits(text.substr(5), 2) && text.substr(5) >= "01" && text.substr(5) <= "12";
}

class Currencies {
 public:
  ReferenceTable<CurrencyRow> table;

  void add(const CsvRow& cells) {
    ReferenceRow row(cells, table.faults);
    CurrencyRow currency;
    currency.entity = row.text(kEntity);
    currency.name = row.text(kCurrency);
    currency.code = row.text(kAlphabetic);
    if (currency.code.empty())
      return row.fault(FaultKind::left_out, kAlphabetic,
                       currency.entity + " has no currency code ('" + currency.name + "')");
    if (!is_code(currency.code, 3, 3) || currency.code.find_first_of("0123456789") != std::string::npos)
      return row.fault(FaultKind::left_out, kAlphabetic,
                       "'" + currency.code + "' is no code of three capitals");
    currency.withdrawn = row.text(kWithdrawal);
    if (!currency.withdrawn.empty() && !is_month(currency.withdrawn))
      row.fault(
          FaultKind::doubtful, kWithdrawal,
          currency.code + " was withdrawn '" + currency.withdrawn + "', which is no month such as 1999-12");
    currency.numeric = row.text(kNumeric);
    if (!is_digits(currency.numeric, 3)) {
      row.fault(FaultKind::doubtful, kNumeric, currency.code + " has no number of three digits");
      currency.numeric.clear();
    }
    minor(row, currency);
    agree(row, currency);
    table.rows.push_back(std::move(currency));
  }

 private:
  static void minor(ReferenceRow& row, CurrencyRow& currency) {
    const auto text = row.text(kMinor);
    if (is_digits(text, 1))
      currency.minor_digits = text[0] - '0';
    else if (text != "-" && !text.empty())
      row.fault(FaultKind::doubtful, kMinor, currency.code + " has the minor unit '" + text + "'");
    else if (text.empty() && currency.withdrawn.empty())
      row.fault(FaultKind::doubtful, kMinor, currency.code + " is in use and has no minor unit");
  }

  /// Rows of one code that is in use must say the same.
  void agree(ReferenceRow& row, const CurrencyRow& currency) {
    if (!currency.withdrawn.empty()) return;
    const auto [at, fresh] = first_.try_emplace(currency.code, std::pair{row.line(), currency});
    const auto& [line, first] = at->second;
    if (!fresh && (first.numeric != currency.numeric || first.minor_digits != currency.minor_digits))
      row.fault(FaultKind::doubtful, kMinor,
                currency.code + " has another number or minor unit than in line " + std::to_string(line));
  }

  std::map<std::string, std::pair<std::size_t, CurrencyRow>> first_;
};
}  // namespace

ReferenceRead<CurrencyRow> read_currencies(std::string_view bytes, std::string_view file_name,
                                           base::Date taken) {
  const auto rows = open_reference(
      bytes, {"Entity", "Currency", "AlphabeticCode", "NumericCode", "MinorUnit", "WithdrawalDate"});
  if (!rows) return tl::unexpected(rows.error());
  Currencies currencies;
  currencies.table.source = provenance_of(bytes, file_name, taken);
  for (const auto& row : *rows) currencies.add(row);
  return std::move(currencies.table);
}

const CurrencyRow* current_currency(const ReferenceTable<CurrencyRow>& table, std::string_view code) {
  for (const auto& row : table.rows)
    if (row.code == code && row.withdrawn.empty()) return &row;
  return nullptr;
}

}  // namespace palitan::papers
