// Any bytes as an instrument: what is read is valid, is written back byte for byte, and answers every
// question.
#include <cstddef>
#include <cstdint>

#include "base/check.h"
#include "kit/cbor_mutator.h"
#include "terms/instrument.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace palitan;
  const base::ByteView bytes(data, size);
  const auto instrument = terms::read(bytes);
  if (!instrument) {
    PALITAN_CHECK(instrument.error().code == base::Code::refused_terms);
    return 0;
  }
  PALITAN_CHECK(terms::write(*instrument) == base::Bytes(bytes.begin(), bytes.end()));
  PALITAN_CHECK(terms::validate(*instrument).has_value());
  PALITAN_CHECK(terms::fill(*instrument, {}).has_value());
  const base::Date day{20'000};
  (void)terms::holds_on(*instrument, day, day);
  (void)terms::allows_activity(*instrument, "exercise");
  for (const auto& party : instrument->parties)
    for (const auto& category : instrument->categories)
      (void)terms::allows_line(*instrument, party, category.name, statement::Means::reimbursement);
  (void)terms::due_on(*instrument, statement::Means::reimbursement, day);
  return 0;
}
