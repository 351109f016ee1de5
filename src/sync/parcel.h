// The parcel: what one node tells another, as the body of a request, a file on a stick or a mail.
// spec/sync.md.
#pragma once
#include "sync/messages.h"
#include "sync/packed.h"

namespace palitan::sync {

inline constexpr std::size_t kParcelMax = std::size_t{64} << 20;  ///< bytes of its items, unpacked
inline constexpr std::size_t kParcelRebuiltMax =
    std::size_t{64} << 20;  ///< bytes of its statements, with everything put back
inline constexpr std::size_t kParcelItemsMax = 1'000'000;

inline constexpr const char* kParcelType = "application/vnd.palitan.parcel";  ///< media type

/// What stands at the head of every parcel.
struct ParcelHead {
  base::Id partnership;
  statement::PartyCode from;
  std::uint64_t height = 0;
  base::Hash checkpoint;
  std::uint64_t base = 0;
  base::Bytes runs;
  std::optional<std::uint64_t> digest;
  std::vector<SeatTip> tips;
  std::vector<base::Id> wants;
  bool asks_handover = false;
  bool hands_over = false;
  bool held_unsaid = false;
  std::string node;
  std::optional<std::uint64_t> alike;
};
template <class A>
void describe(A& a, ParcelHead& x) {
  a.field(1, "partnership", x.partnership);
  a.field(2, "from", x.from);
  a.field(3, "height", x.height);
  a.field(4, "checkpoint", x.checkpoint);
  a.field(5, "base", x.base);
  a.field(6, "runs", x.runs);
  a.field(7, "digest", x.digest);
  a.field(8, "tips", x.tips);
  a.field(9, "wants", x.wants);
  a.field(10, "asks_handover", x.asks_handover);
  a.field(11, "hands_over", x.hands_over);
  a.field(12, "held_unsaid", x.held_unsaid);
  a.field(13, "node", x.node);
  a.field(14, "alike", x.alike);
}

/// The message in its one form, packed with the shipped dictionary. REQUIRES: the receiver's log reaches
/// `ground.base`; the seats of the holdings' runs are known to `ground` (a seat that is not goes by tips).
base::Bytes write_parcel(const Exchange& message, const CommonGround& ground);

/// What of a parcel can be used.
struct Received {
  Exchange message;                      ///< everything before the first item that is cut off or broken
  std::optional<base::Refusal> fault{};  ///< why that is not all
};
/// Asked once the head is known: what this end has in common with its sender. A refusal ends the reading.
using FindGround = std::function<base::Result<CommonGround>(const ParcelHead&)>;

/// The head alone. Refusals: bad_bundle, bad_version.
base::Result<ParcelHead> read_head(base::ByteView bytes);
/// Whether a statement or a final accord is in it, right or not.
bool moves(base::ByteView bytes);

/// Reads as far as it goes. Refusals: bad_bundle where not even the head can be read, bad_version, what
/// `find_ground` refuses.
base::Result<Received> read_parcel(base::ByteView bytes, const FindGround& find_ground);

}  // namespace palitan::sync
