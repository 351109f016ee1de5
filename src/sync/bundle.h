// The bundle: a partnership's whole agreed record in one file, for a stick, a mail or an auditor.
// spec/bundle.md.
#pragma once
#include <functional>
#include <memory>

#include "statement/envelope.h"

namespace palitan::sync {

inline constexpr std::uint64_t kBundleVersion = 1;
inline constexpr std::size_t kBundleBatchMax = 4'096;                    ///< statements of one accord
inline constexpr std::size_t kBundleItemMax = 5 * 1024 * 1024;           ///< bytes of one accord's item
inline constexpr std::uint64_t kBundleBodyMax = std::uint64_t{1} << 33;  ///< bytes of the body, unpacked

struct BundleHeader {
  std::uint64_t version = kBundleVersion;
  base::Id partnership;
  std::uint64_t height = 0;                                       ///< of the last accord
  std::uint64_t size = 0;                                         ///< statements in all
  statement::Marking marking = statement::Marking::unclassified;  ///< the highest of what it holds
};
template <class A>
void describe(A& a, BundleHeader& x) {
  a.field(1, "version", x.version);
  a.field(2, "partnership", x.partnership);
  a.field(3, "height", x.height);
  a.field(4, "size", x.size);
  a.field(5, "marking", x.marking);
}

/// One final accord: its batch in log order, and the signed note with every cosignature.
struct BundleAccord {
  std::uint64_t height = 0;
  std::string note;
  std::vector<base::Bytes> statements;
};
template <class A>
void describe(A& a, BundleAccord& x) {
  a.field(1, "height", x.height);
  a.field(2, "note", x.note);
  a.field(3, "statements", x.statements);
}

struct Bundle {
  BundleHeader header;
  std::vector<BundleAccord> accords;
};

/// Where a writer's bytes go. False stops the writing.
using BundleSink = std::function<bool(base::ByteView)>;

/// Writes a bundle piece by piece. Memory: one accord and zstd's window.
class BundleWriter {
 public:
  BundleWriter(const BundleHeader& header, bool compress, BundleSink sink);
  ~BundleWriter();
  BundleWriter(BundleWriter&&) noexcept;
  /// REQUIRES: heights dense from 0, at most kBundleBatchMax statements.
  void add(const BundleAccord& accord);
  /// Ends it with its hash. False where the sink refused a piece. REQUIRES: header.height + 1 accords were
  /// added.
  bool finish();

 private:
  struct Body;
  std::unique_ptr<Body> body_;
};

/// Reads a bundle piece by piece from bytes in memory (or mapped from a file), with bounds on every size.
/// Refusals: bad_bundle; bad_version; bad_trailing.
class BundleReader {
 public:
  /// `bytes` must outlive the reader. Checks the hash at the end of the file first, so that a damaged copy is
  /// known as such before anything else.
  static base::Result<BundleReader> open(base::ByteView bytes, std::uint64_t unpacked_max = kBundleBodyMax);
  ~BundleReader();
  BundleReader(BundleReader&&) noexcept;

  const BundleHeader& header() const;
  bool compressed() const;
  /// The next accord; nothing at the end, once everything the header promised has come and nothing else.
  base::Result<std::optional<BundleAccord>> next();

 private:
  struct Body;
  explicit BundleReader(std::unique_ptr<Body> body);
  std::unique_ptr<Body> body_;
};

/// Both at once, for small records and tests. REQUIRES of write: as the header says.
base::Bytes write_bundle(const Bundle& bundle, bool compress);
base::Result<Bundle> read_bundle(base::ByteView bytes, std::uint64_t unpacked_max = std::uint64_t{1} << 30);
/// Puts the right hash at the end again, for tests that touch a byte. REQUIRES: at least a bundle's fixed
/// parts.
void repair_bundle_hash(base::Bytes& bundle);

}  // namespace palitan::sync
