// Who took which paper, file or export out of this node, and when: reads.log in the node's folder.
//
// One line of JSON a read, never changed, each with the SHA-256 of the line before, so that a line taken out
// or altered in the middle shows for ever. Lines cut off at the end show by reads.tip (number and hash of the
// last line), and to whoever wrote the tip down elsewhere: somebody with both files could make both anew.
// Nothing of a paper's content stands there, nor any name that somebody gave a file: ids and hashes alone.
#pragma once
#include <filesystem>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/instant.h"
#include "base/refusal.h"

namespace palitan::api {

struct Read {
  std::uint64_t number = 0;  ///< from 1; given by the log
  base::Instant at;
  std::string by;  ///< an office; "token" (the node's own machine); "partner phl"
  std::string
      what;  ///< attachment, paper, bundle, journal, report, evidence, misdeed, parcel; "fault": see item
  std::string book;  ///< hex; empty where it belongs to none or several
  std::string item;  ///< a hash, a case or act, a report's name
};

/// The last line: what an auditor writes down.
struct ReadTip {
  std::uint64_t number = 0;
  base::Hash hash;
  auto operator<=>(const ReadTip&) const = default;
};
/// "1204:3f2a…", and back; nothing where it is not such a text.
std::string to_text(const ReadTip& tip);
std::optional<ReadTip> parse_read_tip(std::string_view text);

/// Any thread. One object per folder: that of the node that holds its lock.
class ReadLog {
 public:
  /// Touches nothing before the first note.
  explicit ReadLog(std::filesystem::path dir) : dir_(std::move(dir)) {}
  ~ReadLog();
  ReadLog(const ReadLog&) = delete;
  ReadLog& operator=(const ReadLog&) = delete;

  /// On disk when it returns. Where lines are missing that were there, that is noted first, as a line of its
  /// own. Refusals: local_disk_full, local_stopped; then the read must not be given.
  base::Result<void> note(Read read);
  /// The same for what somebody fetches in pieces: one line stands for those that come within an hour.
  base::Result<void> note_piece(Read read);

 private:
  base::Result<void> open(base::Instant now);
  base::Result<void> append(Read read);
  bool as_it_was() const;

  std::filesystem::path dir_;
  std::mutex mutex_;
  int file_ = -1;
  std::uint64_t size_ = 0;  ///< of the file after our last line
  std::optional<ReadTip> tip_;
  std::map<std::string, Read> pieces_;  ///< the last line of each who fetches in pieces
};

/// What an auditor asks the log.
struct ReadQuestion {
  std::uint64_t before = UINT64_MAX;  ///< lines below that number only
  std::size_t count = 100;
  std::string by{};                   ///< empty: whoever
  std::string item{};                 ///< empty: whatever; begins so
  std::optional<ReadTip> expected{};  ///< written down earlier
};
struct ReadAnswer {
  std::vector<Read> reads;            ///< newest first
  ReadTip tip;                        ///< number 0: nothing was read yet
  std::vector<std::string> faults;    ///< sentences; empty: every line follows from the one before
  std::optional<std::uint64_t> next;  ///< ask on with `before`
};
/// Reads the whole log and checks its chain; needs no lock. Refusal: local_damaged (it cannot be read).
base::Result<ReadAnswer> look_into_reads(const std::filesystem::path& dir, const ReadQuestion& question);

}  // namespace palitan::api
