// What one node holds of one partnership, as commands read it: from the node that serves it, or from a folder
// that nobody serves. Both say the same.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/order_view.h"
#include "cli/say.h"
#include "kernel/facts.h"

namespace palitan::cli {

struct Status {
  statement::PartyCode party;
  base::Id partnership;
  std::vector<statement::PartyCode> parties;
  std::uint64_t height = 0;
  std::uint64_t log_size = 0;
  std::string root;                      ///< hex
  std::string results;                   ///< hex
  std::string accord_time;               ///< of the last accord
  std::vector<std::string> cosigned_by;  ///< names of the keys that cosigned the last accord
  std::size_t pending = 0;
  std::size_t held = 0;
  std::string waiting_for;  ///< empty: nothing waits
  std::string waiting_since;
  std::optional<std::string> misconduct;
  std::optional<std::string> rolled_back{};  ///< what showed that its keys signed what it does not remember
};

struct LogRow {
  std::uint64_t position = 0;
  std::uint64_t height = 0;
  std::string case_id;  ///< hex
  ActRow act;
};

struct BalanceRow {
  ledger::Account account;
  ledger::Commodity commodity;
  std::int64_t amount = 0;
};

std::vector<BalanceRow> rows_of(const ledger::Position& position);

struct CaseView {
  base::Id id;
  kernel::CaseFact file;
  std::vector<ActRow> acts;
};

/// One seat of the own party, or of another.
struct SeatRow {
  base::KeyId seat;
  kernel::SeatFact fact;
  std::string here;  ///< "unlocked" or "locked" on this node, or "no"
};

/// An attachment as one act names it.
struct AttachmentRow {
  statement::Attachment what;
  base::Id act;
  statement::PartyCode party;  ///< that signed the act; empty where that is not known
  bool held = false;           ///< its bytes lie on this node
  bool erased = false;         ///< by an agreed act: its bytes are wanted nowhere, its hash stays
};

/// One line of a list of cases.
struct CaseRow {
  base::Id id;
  std::string kind;   ///< "order", "activity", "instrument"
  std::string title;  ///< name of the activity or instrument; reference or goods of an order
  std::string state;
};

/// A report with its parameters as spec/openapi.yaml names them.
struct ReportWish {
  std::string report;
  std::vector<std::pair<std::string, std::string>> parameters;
  std::string form = "json";  ///< or "csv", "xlsx"
};

class Record {
 public:
  virtual ~Record() = default;
  /// How the record is read: "folder build/demo/jpn" or "https://127.0.0.1:7701".
  virtual std::string where() const = 0;
  virtual Done<Status> status() = 0;
  /// Entries of the log, then everything pending with position npos.
  virtual Done<std::vector<LogRow>> log(std::uint64_t from, std::uint64_t count) = 0;
  /// Agreed balances; with `provisional` what is pending counted too; with `as_of` the agreed acts up to that
  /// day.
  virtual Done<std::vector<BalanceRow>> balances(std::optional<base::Date> as_of, bool provisional) = 0;
  /// Everything pending counted.
  virtual Done<std::vector<CaseRow>> cases() = 0;
  virtual Done<CaseView> case_file(const base::Id& id) = 0;
  virtual Done<std::vector<SeatRow>> seats() = 0;
  /// The report's bytes in that form.
  virtual Done<std::string> report(const ReportWish& wish) = 0;
  /// In log order, then those of pending acts.
  virtual Done<std::vector<AttachmentRow>> attachments() = 0;
  /// Its bytes as they were hashed; the hash is checked. Trouble: they are not here, or damaged.
  virtual Done<base::Bytes> attachment(const base::Hash& hash) = 0;
};

inline constexpr std::uint64_t kPendingPosition = ~std::uint64_t{0};

/// The first twelve digits, as people cite an act or case.
std::string short_hex(const base::Id& id);
/// The text of balances as people read them, and as JSON with exact figures in text.
std::string balances_text(const std::vector<BalanceRow>& rows, std::size_t indent = 2);
std::string balances_json(const std::vector<BalanceRow>& rows);
std::string status_text(const Status& status);
std::string log_text(const std::vector<LogRow>& rows);
/// Names of instruments, activities and orders.
std::string cases_text(const std::vector<CaseRow>& rows);
CaseRow case_row(const base::Id& id, const kernel::CaseFact& file);

}  // namespace palitan::cli
