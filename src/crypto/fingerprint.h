// A hash in words that two officers can read to each other.
#pragma once
#include <array>
#include <string>
#include <string_view>

#include "base/bytes.h"

namespace palitan::crypto {

/// One word for each value of a byte: short, plain, distinct in their first three letters. The list is
/// frozen: two nodes must show the same words.
const std::array<std::string_view, 256>& fingerprint_word_list();

/// Sixteen words for the first sixteen bytes, one word a byte, in four groups: "amber boat cabin duck - ...".
/// 128 bits: nobody can make a second key with the same words.
std::string fingerprint_words(const base::Hash& hash);

}  // namespace palitan::crypto
