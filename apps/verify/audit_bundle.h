// Audits a bundle on several threads: signatures are checked while earlier accords are folded.
#pragma once
#include "kernel/audit.h"
#include "sync/bundle.h"

namespace palitan::verify {

/// The whole record or its first fault in log order. `threads`: at least 1; the caller's is one of them.
/// Memory: about 50,000 statements on their way, and what kernel::Audit keeps.
kernel::Audited<kernel::AuditReport> audit_bundle(sync::BundleReader& reader, unsigned threads);

}  // namespace palitan::verify
