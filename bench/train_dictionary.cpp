// How dictionary 1 of parcels was made: from packed statements and notes of two made records.
#include "train_dictionary.h"

#include <zdict.h>

#include "made_record.h"
#include "sync/packed.h"

namespace palitan::bench {
namespace {
constexpr std::size_t kSize = 3072;  // more gains nothing: docs/benchmarks.md

struct Samples {
  base::Bytes all;
  std::vector<std::size_t> sizes;
  void add(base::ByteView one) {
    base::append(all, one);
    sizes.push_back(one.size());
  }
};

void add_record(Samples& samples, std::uint64_t seed, std::size_t under_way) {
  const auto record = make_record({.statements = 20'000, .seed = seed, .under_way = under_way, .batch = 200});
  sync::CommonGround ground;
  ground.partnership = record->partnership();
  sync::ParcelMemory memory;
  for (const auto& accord : record->accords()) {
    for (const auto& act : accord.acts) samples.add(sync::pack_statement(act->bytes(), ground, memory));
    samples.add(base::view_of(accord.note));
  }
}
}  // namespace

base::Bytes train_dictionary() {
  Samples samples;
  add_record(samples, 1, 1000);
  add_record(samples, 2, 30);
  base::Bytes out(kSize);
  const auto size = ZDICT_trainFromBuffer(out.data(), out.size(), samples.all.data(), samples.sizes.data(),
                                          static_cast<unsigned>(samples.sizes.size()));
  PALITAN_CHECK(!ZDICT_isError(size));
  out.resize(size);
  return out;
}

}  // namespace palitan::bench
