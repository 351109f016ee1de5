// Any bytes as a bundle: what is read is written back to the same content, and the audit of it never stops
// the process. Input: a whole file whose hash is put right, or behind a first byte 0 or 1 the body alone,
// packed or not.
#include <cstddef>
#include <cstdint>

#include "base/check.h"
#include "kernel/audit.h"
#include "kit/cbor_tree.h"
#include "sync/bundle.h"

namespace {
using namespace palitan;

void audit(const sync::Bundle& bundle) {
  kernel::Audit audit;
  kernel::AuditKeys keys;
  for (const auto& paper : bundle.accords) {
    auto accord = kernel::decode_accord(paper.height, audit.size(), paper.statements, paper.note);
    if (!accord) return;
    keys.learn(*accord);
    if (!verify_all(*accord, accord->acts, keys) || !audit.take(*accord)) return;
  }
  (void)audit.report();
}
}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  base::Bytes bytes(data, data + size);
  if (data[0] <= 1) {
    bytes.assign({0x89, 'p', 'a', 'l', 'i', 't', 'a', 'n', ' ', 'b', 'o', 'o', 'k', '\n', 1, data[0]});
    bytes.insert(bytes.end(), data + 1, data + size);
    bytes.resize(bytes.size() + 32);
  }
  if (bytes.size() < 48) return 0;
  sync::repair_bundle_hash(bytes);
  const auto bundle = sync::read_bundle(bytes, 8 * 1024 * 1024);
  if (!bundle) return 0;
  const auto written = sync::write_bundle(*bundle, false);
  const auto again = sync::read_bundle(written);
  PALITAN_CHECK(again.has_value() && sync::write_bundle(*again, false) == written);
  audit(*bundle);
  return 0;
}

/// The body is a sequence of items: the header, then one an accord. Each is changed as the CBOR it is.
extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t max_size,
                                               unsigned seed) {
  fuzz::Dice dice(seed);
  if (size < 2 || data[0] != 0 || dice.one_in(12)) return LLVMFuzzerMutate(data, size, max_size);
  auto items = fuzz::read_cbor_sequence({data + 1, size - 1});
  if (items.empty()) return LLVMFuzzerMutate(data, size, max_size);
  if (dice.one_in(6))
    fuzz::shuffle_one(items, dice);
  else
    fuzz::change_cbor(items[dice.below(items.size())], dice);
  base::Bytes made = {0};
  for (const auto& item : items) base::append(made, fuzz::write_cbor(item));
  return fuzz::give_back(made, data, size, max_size);
}
