// A draft as JSON: what POST .../acts takes.
#pragma once
#include "node/book.h"

namespace palitan::api {

inline constexpr std::size_t kDraftMax = 256 * 1024;  ///< bytes of JSON

/// {"seat", "kind", "case", "effective", "marking", "body": {...}, "attachments": [...], "key"}; seat and
/// kind are needed, and body where the kind has fields that are. Refusals: local_draft naming the field,
/// bad_too_large.
base::Result<node::Draft> read_draft(const std::string& json);

}  // namespace palitan::api
