// A statement without what the receiver can put back: spec/sync.md, section 3.
#pragma once
#include <functional>
#include <unordered_map>

#include "base/bytes.h"
#include "base/refusal.h"

namespace palitan::sync {

/// Where a seat stands at the height of a message: seats are numbered by key id among those agreed there.
struct SeatPlace {
  std::uint64_t number = 0;
  std::uint64_t agreed = 0;  ///< number of its last agreed act
};

/// What both ends know beside the parcel: the partnership, and its log and seats as far as both have them.
/// The functions may be empty where nothing is known.
struct CommonGround {
  base::Id partnership;
  std::uint64_t base = 0;  ///< log places below this may be named
  /// Where an id stands in the log; nothing where it does not. Only asked by who packs.
  std::function<std::optional<std::uint64_t>(const base::Id&)> place_of = {};
  /// The id at a place. Nothing: this end does not have it after all. Only asked by who unpacks.
  std::function<std::optional<base::Id>(std::uint64_t)> id_at = {};
  /// The seats agreed at the sender's height, by key id; who unpacks may not know them.
  std::function<std::optional<SeatPlace>(const base::KeyId&)> seat_place = {};
  std::function<std::optional<std::pair<base::KeyId, std::uint64_t>>(std::uint64_t)> seat_at = {};
};

/// The statements of one parcel so far, as both ends count them.
class ParcelMemory {
 public:
  struct Seen {
    base::Id id;
    base::KeyId seat;
    std::int64_t made_at = 0;
  };
  void add(const Seen& seen);
  std::size_t size() const { return seen_.size(); }
  /// The k-th before the next one; 0 is the last. Null: there are not so many.
  const Seen* before(std::uint64_t k) const;
  std::optional<std::uint64_t> distance_of(const base::Id& id) const;
  std::optional<std::uint64_t> distance_of(const base::KeyId& seat) const;
  const base::Id* last_of(const base::KeyId& seat) const;

 private:
  std::vector<Seen> seen_;
  std::unordered_map<base::Id, std::size_t, base::FixedHasher> by_id_;
  std::unordered_map<base::KeyId, std::size_t, base::FixedHasher> by_seat_;
};

/// One statement as it travels, and remembered. REQUIRES: the bytes of a statement of good form.
base::Bytes pack_statement(base::ByteView statement, const CommonGround& ground, ParcelMemory& memory);

/// The statement's bytes again, form checked, and remembered. Refusals: bad_ as the statement's own form has
/// them; bad_value where a reference leads nowhere; later_cited where it leads to a place in the log that
/// this end does not have.
base::Result<base::Bytes> unpack_statement(base::ByteView packed, const CommonGround& ground,
                                           ParcelMemory& memory);

}  // namespace palitan::sync
