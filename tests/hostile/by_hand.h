// Parcels and bundles by hand, by spec/sync.md and spec/bundle.md: what a writer in good faith would not
// write.
#pragma once
#include "attack.h"
#include "sync/bundle.h"

namespace palitan::hostile {

using base::Bytes;

inline constexpr std::uint8_t kPlain = 0, kPacked = 1;

inline Bytes start(std::string_view name, std::uint64_t version, std::uint8_t packing) {
  Bytes out(name.begin(), name.end());
  out.push_back(static_cast<std::uint8_t>(version));
  out.push_back(packing);
  return out;
}
inline Bytes start_parcel(std::uint8_t packing) {
  return start("\x89palitan sync\n", sync::kProtocolVersion, packing);
}
inline Bytes start_bundle(std::uint8_t packing) {
  return start("\x89palitan book\n", sync::kBundleVersion, packing);
}

inline Bytes item(std::uint8_t kind, const Bytes& content) {
  codec::Encoder out;
  out.head(2, content.size() + 1);
  out.raw(base::ByteView(&kind, 1));
  out.raw(content);
  return out.bytes();
}

inline sync::ParcelHead head_of(Ground& g) {
  const auto said = g.message();
  sync::ParcelHead out;
  out.partnership = said.partnership;
  out.from = said.from;
  out.height = said.height;
  out.checkpoint = said.checkpoint;
  out.held_unsaid = true;
  return out;
}

}  // namespace palitan::hostile
