// UTF-8 by RFC 3629: no surrogates, no overlong forms, nothing above U+10FFFF.
#pragma once
#include "base/bytes.h"

namespace palitan::codec {
bool is_utf8(base::ByteView bytes);
}  // namespace palitan::codec
