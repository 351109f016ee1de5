// One record that only grows, and a node's book that is fed with it accord by accord.
#pragma once
#include "prepared.h"

namespace palitan::bench {

/// Made once from a seed. What an accord holds is given out when it is made and then forgotten, so that a
/// record of ten million acts needs the memory of its facts alone.
class GrowingRecord {
 public:
  struct Options {
    std::uint64_t seed = 1;
    std::size_t under_way = 1'000;  ///< orders at once, at any size
    std::size_t batch = 1'000;      ///< acts of one accord; a day passes after each, for about a year
  };
  explicit GrowingRecord(const Options& options);

  /// What a node must be given before anything else; its last accord and its day move with the record.
  Founding founding() { return founding_of(made_.record()); }
  base::Instant now() { return made_.record().now(); }
  std::uint64_t size() { return made_.record().accords().back().point.size; }
  std::uint64_t accords() { return made_.record().accords().size(); }
  /// The accord of that height, as a bundle holds it. REQUIRES: not taken before.
  sync::BundleAccord take(std::uint64_t height);
  /// One more accord.
  void grow();

 private:
  Options options_;
  MadeRecord made_;
  std::uint64_t days_ = 0;
};

/// A book above a SQLite file of its own, between two measurements: closed, it can be served or copied.
class FedNode {
 public:
  /// A folder for phl's node with the founding.
  static tl::expected<FedNode, std::string> create(const fs::path& dir, const Founding& founding);

  /// Takes accord after accord until the node holds `size` acts, growing the record where it ends; making an
  /// accord and its message is not in the time.
  Ran feed(GrowingRecord& record, std::uint64_t size);
  /// Statements a second of the last feed().
  double rate() const { return taken_ / seconds_; }
  const fs::path& dir() const { return dir_; }
  std::uint64_t height() const { return next_; }  ///< of the accord that comes next

 private:
  explicit FedNode(fs::path dir) : dir_(std::move(dir)) {}

  fs::path dir_;
  std::uint64_t next_ = 1;
  double taken_ = 0, seconds_ = 0;
};

}  // namespace palitan::bench
