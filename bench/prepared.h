// Ground for the measurements: a made record as a bundle on disk, and node folders that start with its
// founding.
#pragma once
#include <chrono>

#include "bench.h"
#include "made_record.h"
#include "node/book.h"
#include "node/clock.h"
#include "node/folder.h"
#include "sync/bundle.h"

namespace palitan::bench {
namespace fs = std::filesystem;

inline constexpr std::string_view kPassphrase = "bench";

/// Seconds since its making.
class Watch {
 public:
  double seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
  }

 private:
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

/// A folder of its own below the system's, gone afterwards.
class TempFolder {
 public:
  TempFolder();
  ~TempFolder();
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

/// What a node must be given before anything else, and what it should hold in the end.
struct Founding {
  base::Id partnership;
  base::Bytes act;
  std::string note;
  kernel::AccordPoint last;  ///< of the whole record
  base::Instant now;         ///< when the record ends
};
Founding founding_of(const kernel::kit::Record& record);

/// A folder for `party` with accord, node and desk keys under kPassphrase, and accord 0. Peers none.
base::Result<node::Folder> make_folder(const fs::path& dir, const Founding& founding,
                                       const std::string& party);
base::KeyId desk_of(const std::string& party);

/// A clock that goes on from where the record ends: acts made of days past do not depend on today.
node::Clock clock_from(base::Instant start);

/// The message in which the partner would tell `book` of this accord.
base::Result<sync::Exchange> message_of(const node::Book& book, sync::BundleAccord accord);

/// Feeds a bundle's accords to the book as a partner's messages would bring them, a commit for each, up to
/// `height`. The statements taken in.
base::Result<std::uint64_t> feed(const fs::path& bundle, node::Book& book, base::Instant now,
                                 std::uint64_t height = UINT64_MAX);

/// A record of about so many statements, as a bundle in `dir`.
struct Prepared {
  TempFolder dir;
  Founding founding;
  fs::path bundle() const { return dir.path() / "record.bundle"; }
  fs::path node() const { return dir.path() / "phl"; }
};
/// Nothing where the disk says no. The record itself is returned where the caller wants it.
std::unique_ptr<Prepared> prepare(const MadeOptions& options,
                                  std::unique_ptr<kernel::kit::Record>* record = nullptr);

/// Decodes, verifies, judges and stores the whole bundle in the node folder `dir`, made anew. Adds `name`
/// (statements a second).
Ran ingest(const Prepared& prepared, const fs::path& dir, const std::string& name, Samples& samples);

/// The record of a node folder that nothing serves.
base::Result<std::unique_ptr<store::Store>> open_record(const Prepared& prepared, const fs::path& dir);

}  // namespace palitan::bench
