// What the nodes of a partnership are called: a party's code for the node that signs its accords, and
// "phl/BRP Gabriela Silang" for a node of that party that only syncs.
#pragma once
#include <string>
#include <string_view>

#include "statement/values.h"

namespace palitan::sync {

using NodeName = std::string;

/// `node` empty: the one that signs the party's accords.
NodeName node_name(const statement::PartyCode& party, std::string_view node);
statement::PartyCode party_of(const NodeName& name);
/// Behind the party's code; empty where the node signs the party's accords.
std::string field_of(const NodeName& name);
inline bool is_field_node(const NodeName& name) { return !field_of(name).empty(); }
/// What a field node may be called: 1 to 64 bytes of UTF-8 without '/' and control characters, no space at
/// either end.
bool is_field_name(std::string_view node);

}  // namespace palitan::sync
