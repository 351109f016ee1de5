// CBOR as a tree that can be changed anywhere and written again, for mutators. Takes more than the record
// does (tags, simple values, any head), so that it can also make what must be refused.
#pragma once
#include <optional>

#include "kit/dice.h"

namespace palitan::fuzz {

struct CborNode {
  unsigned major = 0;       ///< 0 to 7 as in RFC 8949
  std::uint64_t value = 0;  ///< of majors 0, 1, 6, 7
  base::Bytes bytes;        ///< of majors 2, 3 without `kids`
  /// Of 4 and 5 (keys and values in turn), the one of 6; of 2 what its bytes hold as CBOR themselves.
  std::vector<CborNode> kids;
  unsigned wider = 0;  ///< how many steps the head is wider than it must be
};

/// The item that `in` is, whole. Nothing where it is none.
std::optional<CborNode> read_cbor(base::ByteView in);
/// Items one behind another, as far as they can be read.
std::vector<CborNode> read_cbor_sequence(base::ByteView in);
base::Bytes write_cbor(const CborNode& node);
/// One to four changes somewhere in the tree; the keys of maps mostly stay in order.
void change_cbor(CborNode& root, Dice& dice);
/// All three: the item with changes, or libFuzzer's own change of bytes that are no item.
base::Bytes changed_cbor(base::ByteView in, Dice& dice);

}  // namespace palitan::fuzz
