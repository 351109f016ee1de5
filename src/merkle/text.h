// What a note's text may hold. For this room's own use.
#pragma once
#include <string_view>

namespace palitan::merkle {

/// Valid UTF-8 (no surrogates, nothing longer than needed) without control characters below U+0020 except
/// newline.
bool is_note_text(std::string_view text);

}  // namespace palitan::merkle
