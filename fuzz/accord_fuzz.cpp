// Any text as what an accord's note says and as a decline, of a made partnership: what is read is written
// back to the same text.
#include "base/check.h"
#include "kernel/accord.h"
#include "kit/text_mutator.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace palitan;
  const auto text = base::text_of({data, size});
  base::Id partnership;
  partnership.raw.fill(0x5a);
  if (const auto point = kernel::parse_checkpoint_body(partnership, text))
    PALITAN_CHECK(kernel::checkpoint_body(partnership, *point) == text);
  else
    PALITAN_CHECK(base::family(point.error().code) == base::Family::bad);
  if (const auto decline = kernel::parse_decline(partnership, text))
    PALITAN_CHECK(kernel::decline_text(partnership, *decline) == text);
  else
    PALITAN_CHECK(base::family(decline.error().code) == base::Family::bad);
  return 0;
}

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t max_size,
                                               unsigned seed) {
  return palitan::fuzz::change_lines(data, size, max_size, seed, 0, "\n", {});
}
