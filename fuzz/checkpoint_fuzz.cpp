// Any bytes as a signed note and as a checkpoint: what is accepted is written back byte for byte.
#include <cstddef>
#include <cstdint>

#include "base/check.h"
#include "merkle/note.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace palitan;
  const auto text = base::text_of({data, size});
  if (const auto note = merkle::parse_note(text)) {
    PALITAN_CHECK(merkle::format(*note) == text);
    if (const auto checkpoint = merkle::parse_checkpoint(note->text)) {
      PALITAN_CHECK(merkle::body(*checkpoint) == note->text);
    }
  }
  if (const auto checkpoint = merkle::parse_checkpoint(text))
    PALITAN_CHECK(merkle::body(*checkpoint) == text);
  return 0;
}
