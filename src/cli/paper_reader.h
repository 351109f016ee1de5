// A record, wherever it is read from, as papers read it.
#pragma once
#include <map>

#include "cli/record.h"
#include "papers/form_check.h"
#include "papers/form_from_order.h"

namespace palitan::cli {

/// Borrows the record. Not thread safe; reads each case and seat once.
class PaperReader {
 public:
  /// Trouble: the node does not answer.
  static Done<std::unique_ptr<PaperReader>> open(Record& record);

  const Status& status() const { return status_; }
  papers::RecordReader reader();
  papers::PaperSource source();
  /// When the last accord was made.
  base::Instant agreed_at() const;
  /// Every order of the record.
  Done<std::vector<base::Id>> orders();
  /// What went wrong while reading, where a paper could not be filled: rather that than "not found".
  const std::optional<Trouble>& fault() const { return fault_; }

 private:
  explicit PaperReader(Record& record) : record_(record) {}
  const CaseView* view(const base::Id& id);
  const kernel::SeatFact* seat(const base::KeyId& id);
  std::optional<base::Bytes> bytes(const base::Id& id);
  const std::vector<LogRow>& rows();
  std::optional<std::string> note(std::uint64_t height);

  Record& record_;
  Status status_;
  std::map<base::Id, CaseView> views_;
  std::map<std::string, ActRow> standing_;  ///< by hex id, of the cases read
  std::optional<std::map<base::KeyId, kernel::SeatFact>> seats_;
  std::optional<std::vector<LogRow>> rows_;
  std::optional<Trouble> fault_;
};

}  // namespace palitan::cli
