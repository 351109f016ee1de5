// Attachments that were signed and do not lie on this node, by case.
#pragma once
#include <map>

#include "node/attachment_names.h"

namespace palitan::api {

/// How many attachments the acts of each case name that are not here; erased ones do not count, and cases
/// that lack none are left out. Any thread.
std::map<base::Id, std::size_t> not_held(node::AttachmentNames& names, const node::Attachments& here,
                                         const store::Store& store);

/// The same of these acts together.
std::size_t not_held_of(node::AttachmentNames& names, const node::Attachments& here,
                        const std::vector<base::Id>& acts);

}  // namespace palitan::api
