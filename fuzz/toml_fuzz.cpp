// Any text as the file of an instrument and of an overlay: what compiles is valid, has its canonical bytes
// and is read back from them; its clause texts come back from the attachment; a fault names its file and
// line.
#include "base/check.h"
#include "kit/text_mutator.h"
#include "papers/instrument_texts.h"

namespace {
using namespace palitan;

void check_fault(const base::Refusal& refusal) {
  PALITAN_CHECK(refusal.code == base::Code::local_instrument);
  PALITAN_CHECK(refusal.detail.starts_with("f.toml:"));
}
}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  (void)papers::is_overlay_file(text);
  if (const auto overlay = papers::compile_overlay(text, "f.toml"))
    PALITAN_CHECK(terms::validate(overlay->overlay).has_value());
  else
    check_fault(overlay.error());
  const auto compiled = papers::compile_instrument(text, "f.toml");
  if (!compiled) {
    check_fault(compiled.error());
    return 0;
  }
  PALITAN_CHECK(terms::validate(compiled->instrument).has_value());
  const auto bytes = terms::write(compiled->instrument);
  const auto again = terms::read(bytes);
  PALITAN_CHECK(again.has_value() && terms::write(*again) == bytes);
  const auto texts = papers::read_clause_texts(papers::text_attachment(*compiled));
  PALITAN_CHECK(texts.has_value() && *texts == compiled->texts);
  return 0;
}

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t max_size,
                                               unsigned seed) {
  static const std::vector<std::string> kLines = {
      "[[rule]]",          "[clause.x]",
      "clause = \"x\"",    "en = \"a\"",
      "[parties]",         "parties = [\"jpn\", \"phl\"]",
      "party = \"jpn\"",   "name = \"\"",
      "from = 2026-02-30", "ceiling = { amount = 1, currency = \"JPY\" }"};
  return palitan::fuzz::change_lines(data, size, max_size, seed, 0, "\n", kLines);
}
