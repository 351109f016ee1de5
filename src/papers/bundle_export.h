// A store's agreed record as a bundle (spec/bundle.md).
#pragma once
#include "store/contract.h"
#include "sync/bundle.h"

namespace palitan::papers {

/// Writes accord by accord, so that the size of the record does not matter. Equal records give equal bytes.
/// Refusals: local_marking (something in it is above `ceiling`; nothing is written then), local_damaged
/// (nothing founded, an accord or a statement is not there), local_disk_full (the sink said no).
base::Result<sync::BundleHeader> export_bundle(const store::Store& store, statement::Marking ceiling,
                                               bool compress, sync::BundleSink sink);

}  // namespace palitan::papers
