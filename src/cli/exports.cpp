#include "cli/exports.h"

#include "papers/bundle_export.h"

namespace palitan::cli {
Done<base::Bytes> bundle_of(const store::Store& store, statement::Marking ceiling) {
  base::Bytes out;
  const auto header = papers::export_bundle(store, ceiling, true, [&](base::ByteView piece) {
    base::append(out, piece);
    return true;
  });
  if (!header) return trouble(header.error());
  return out;
}

}  // namespace palitan::cli
