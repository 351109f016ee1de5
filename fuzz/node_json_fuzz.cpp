// Any text as node.json and as party.json: what is read is written and read again to the same text.
#include "base/check.h"
#include "kit/json_mutator.h"
#include "node/node_json.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace palitan;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto file = node::parse_node_json(text)) {
    const auto written = node::node_json(*file);
    const auto again = node::parse_node_json(written);
    PALITAN_CHECK(again.has_value() && node::node_json(*again) == written);
  }
  if (const auto party = node::parse_party_json(text)) {
    PALITAN_CHECK(party->threshold >= 1 && party->threshold <= party->roots.size());
    const auto written = node::party_json(*party);
    const auto again = node::parse_party_json(written);
    PALITAN_CHECK(again.has_value() && node::party_json(*again) == written);
  }
  return 0;
}
