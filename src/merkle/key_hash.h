// The short name of a key in a note. For this room's own use.
#pragma once
#include <cstdint>
#include <string_view>

#include "base/bytes.h"

namespace palitan::merkle {

/// SHA-256(name || 0x0A || type || key), first four bytes as a big-endian number (c2sp.org/signed-note).
std::uint32_t typed_key_hash(std::string_view name, std::uint8_t type, const base::PublicKey& key);

}  // namespace palitan::merkle
