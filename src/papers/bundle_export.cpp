#include "papers/bundle_export.h"

#include "kernel/marking.h"
#include "sync/messages.h"

namespace palitan::papers {
namespace {
tl::unexpected<base::Refusal> damaged(const char* what) {
  return base::refuse(base::Code::local_damaged, what);
}

/// Of everything agreed, before the first byte leaves: the header says it.
base::Result<statement::Marking> marking_of_all(const store::Store& store, statement::Marking ceiling,
                                                std::uint64_t size) {
  kernel::Leaving leaving(ceiling);
  for (std::uint64_t position = 0; position < size; ++position) {
    auto bytes = store.logged_bytes(position);
    const auto act = bytes ? statement::decode_statement(std::move(*bytes)) : damaged("");
    if (!act) return damaged("a statement is not there, or cannot be read");
    if (auto ok = leaving.take(*act); !ok) return tl::unexpected(ok.error());
  }
  return leaving.highest();
}
}  // namespace

base::Result<sync::BundleHeader> export_bundle(const store::Store& store, statement::Marking ceiling,
                                               bool compress, sync::BundleSink sink) {
  const auto founding = store.log(0, 1);
  const auto last = store.last_accord();
  if (founding.empty() || !last) return damaged("nothing is founded here");
  const auto marking = marking_of_all(store, ceiling, last->size);
  if (!marking) return tl::unexpected(marking.error());
  const sync::BundleHeader header{sync::kBundleVersion, founding[0].id, last->height, last->size, *marking};
  sync::BundleWriter writer(header, compress, std::move(sink));
  std::uint64_t position = 0;
  for (std::uint64_t height = 0; height <= last->height; ++height) {
    const auto row = store.accord(height);
    const auto paper = row ? codec::decode<sync::AccordPaper>(row->bytes) : damaged("an accord is not there");
    if (!paper) return tl::unexpected(paper.error());
    sync::BundleAccord accord{height, paper->note, {}};
    for (; position < row->size; ++position) {
      auto bytes = store.logged_bytes(position);
      if (!bytes) return damaged("a statement is not there");
      accord.statements.push_back(std::move(*bytes));
    }
    writer.add(accord);
  }
  if (!writer.finish()) return base::refuse(base::Code::local_disk_full);
  return header;
}

}  // namespace palitan::papers
