#include "papers/bundle_export.h"

#include "sync/messages.h"

namespace palitan::papers {

base::Result<sync::BundleHeader> export_bundle(const store::Store& store, bool compress,
                                               sync::BundleSink sink) {
  const auto damaged = [](const char* what) { return base::refuse(base::Code::local_damaged, what); };
  const auto founding = store.log(0, 1);
  const auto last = store.last_accord();
  if (founding.empty() || !last) return damaged("nothing is founded here");
  const sync::BundleHeader header{sync::kBundleVersion, founding[0].id, last->height, last->size};
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
