// Any bytes as evidence of an act elsewhere: nothing stops the process, what is refused is refused as
// evidence, and what is proven is the statement that stands in it, with nothing believed that is not there.
#include <algorithm>

#include "base/check.h"
#include "kernel/evidence.h"
#include "kit/cbor_mutator.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace palitan;
  const base::ByteView bytes(data, size);
  const auto foreign = kernel::verify_evidence(bytes);
  if (!foreign) {
    PALITAN_CHECK(foreign.error().code == base::Code::refused_evidence);
    return 0;
  }
  const auto parts = codec::decode<kernel::Evidence>(bytes);
  PALITAN_CHECK(parts.has_value() && std::ranges::equal(codec::encode(*parts), bytes));
  PALITAN_CHECK(foreign->statement.bytes() == parts->statement);
  PALITAN_CHECK(foreign->verdict.has_value() == parts->previous_results.has_value());
  PALITAN_CHECK(foreign->signer.has_value() || parts->appointments.empty());
  const auto again = kernel::make_evidence(*parts);
  PALITAN_CHECK(again.has_value() && std::ranges::equal(*again, bytes));
  (void)kernel::evidence_fact(*foreign, "jpn");
  return 0;
}
