// Any bytes as the proof of a misdeed: nothing stops the process; what is proven is written back byte for
// byte, is of a party of that partnership, and rests on two different papers or acts. What proves nothing is
// refused as bytes that cannot be read or as evidence.
#include <algorithm>

#include "base/check.h"
#include "kernel/misdeed.h"
#include "kit/cbor_mutator.h"

namespace {
using namespace palitan;

void check_proven(const kernel::ProvenMisdeed& proven) {
  PALITAN_CHECK(std::ranges::count(proven.parties, proven.party) == 1);
  if (proven.kind == kernel::MisdeedKind::fork) {
    PALITAN_CHECK(proven.acts.size() == 2 && proven.acts[0].id < proven.acts[1].id);
    return;
  }
  PALITAN_CHECK(proven.papers.size() == 2 && proven.papers[0].hash != proven.papers[1].hash);
}
}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const base::ByteView bytes(data, size);
  const auto proven = kernel::verify_misdeed(bytes);
  if (!proven) {
    const auto code = proven.error().code;
    PALITAN_CHECK(code == base::Code::refused_evidence || base::family(code) == base::Family::bad);
    return 0;
  }
  check_proven(*proven);
  auto parts = codec::decode<kernel::Misdeed>(bytes);
  PALITAN_CHECK(parts.has_value() && std::ranges::equal(codec::encode(*parts), bytes));
  // Put in the other order it is the same file.
  std::ranges::reverse(parts->statements);
  std::ranges::reverse(parts->papers);
  const auto again = kernel::make_misdeed(*parts);
  PALITAN_CHECK(again.has_value() && std::ranges::equal(*again, bytes));
  return 0;
}
