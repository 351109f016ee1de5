// What is wrong in a spreadsheet that comes in: where, why, and what would be taken, in three languages.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace palitan::papers {

enum class SheetLanguage { english, japanese, filipino };
/// "en", "ja", "fil".
std::optional<SheetLanguage> sheet_language(std::string_view code);

enum class ImportCode {
#define FAULT(name, en, ja, fil) name,
#include "papers/import_words.def"
};
std::string_view name(ImportCode code);

/// Instructions of a template.
enum class ImportText {
#define TEXT(name, en, ja, fil) name,
#include "papers/import_words.def"
};
std::string_view text(ImportText what, SheetLanguage language);

struct ImportFault {
  ImportCode code = ImportCode::empty_cell;
  std::size_t row = 0;     ///< as the spreadsheet counts, the header is 1; 0: the file
  std::size_t column = 0;  ///< from 1; 0: the row
  std::string key;         ///< of the column, where it is one of the sheet's
  std::string seen;        ///< what stands there
  std::string wanted;      ///< what would be taken
};
/// The sentence, without the place.
std::string says(const ImportFault& fault, SheetLanguage language);
/// "B7 (Quantity): ..." .
std::string to_text(const ImportFault& fault, SheetLanguage language);
/// "B7"; "7" where the row is meant, "" where the file is.
std::string address(std::size_t row, std::size_t column);

inline constexpr std::size_t kImportFaultsMax = 200;
/// Collects faults up to kImportFaultsMax and counts the rest.
class ImportFaults {
 public:
  void add(ImportFault fault) {
    if (all_.size() < kImportFaultsMax)
      all_.push_back(std::move(fault));
    else
      ++more_;
  }
  bool empty() const { return all_.empty(); }
  /// By row and column.
  std::vector<ImportFault> sorted() const;
  std::size_t more() const { return more_; }

 private:
  std::vector<ImportFault> all_;
  std::size_t more_ = 0;
};

// ---- the columns of a sheet

enum class SheetKind { orders, receipts };
std::string_view name(SheetKind kind);
std::optional<SheetKind> sheet_kind(std::string_view name);

struct SheetColumn {
  std::string_view key;
  bool required = false;
  bool head = false;  ///< says something of the whole document: its first row says it
  bool date = false;
};
const std::vector<SheetColumn>& columns_of(SheetKind kind);
/// The header in one language. REQUIRES: a key of columns_of().
std::string_view column_word(std::string_view key, SheetLanguage language);
std::string_view column_example(std::string_view key);

/// Of `candidates`, the few that differ least from what was written; joined by ", ". All of them where none
/// is near and they are few.
std::string nearest(std::string_view written, const std::vector<std::string>& candidates);

}  // namespace palitan::papers
