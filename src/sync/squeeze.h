// The outside of a parcel: its head bytes and its packing. spec/sync.md, section 1.
#pragma once
#include <memory>

#include "base/bytes.h"
#include "base/refusal.h"

namespace palitan::sync {

/// While one lives, what this thread writes is not packed (packing 00): for a simulator, whose links are
/// queues, and which damages what its nodes will read. A program that serves makes none. REQUIRES: one at a
/// time on a thread.
class PlainParcels {
 public:
  PlainParcels();
  ~PlainParcels();
  PlainParcels(const PlainParcels&) = delete;
  PlainParcels& operator=(const PlainParcels&) = delete;
};

/// Packs items one behind another.
class Squeeze {
 public:
  Squeeze();
  ~Squeeze();
  Squeeze(const Squeeze&) = delete;
  /// REQUIRES: one CBOR byte string of at least one byte.
  void add(base::ByteView item);
  base::Bytes finish();

 private:
  struct Body;
  std::unique_ptr<Body> body_;
};

/// Reads them again, as far as they go.
class Unsqueeze {
 public:
  /// `bytes` must outlive it. Refusals: bad_bundle (no parcel), bad_version.
  static base::Result<Unsqueeze> open(base::ByteView bytes);
  ~Unsqueeze();
  Unsqueeze(Unsqueeze&&) noexcept;
  /// The content of the next item, valid until the next call; nothing at the end. Refusals: bad_bundle where
  /// it is cut off, broken or larger than any may be; it stays so.
  base::Result<std::optional<base::ByteView>> next();

 private:
  struct Body;
  explicit Unsqueeze(std::unique_ptr<Body> body);
  std::unique_ptr<Body> body_;
};

/// All that can be read of a parcel, one item behind another: what a search for somebody's words looks
/// through. Empty where it is none.
base::Bytes unsqueezed(base::ByteView parcel);

}  // namespace palitan::sync
