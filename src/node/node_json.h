// Internal: node.json and party.json as text. Strict: an unknown, missing or misshapen field is named.
#pragma once
#include "node/folder.h"

namespace palitan::node {

std::string node_json(const NodeFile& file);
/// Refusal: local_draft naming the field.
base::Result<NodeFile> parse_node_json(std::string_view text);

}  // namespace palitan::node
