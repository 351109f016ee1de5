#include "crypto/fingerprint.h"

namespace palitan::crypto {

const std::array<std::string_view, 256>& fingerprint_word_list() {
  static constexpr std::array<std::string_view, 256> kWords = {
#define WORD(text) #text,
#include "crypto/words.def"
#undef WORD
  };
  return kWords;
}

std::string fingerprint_words(const base::Hash& hash) {
  constexpr std::size_t kCount = 16;
  std::string out;
  for (std::size_t i = 0; i < kCount; ++i) {
    if (i > 0) out += i % 4 == 0 ? " - " : " ";
    out += fingerprint_word_list()[hash.raw[i]];
  }
  return out;
}

}  // namespace palitan::crypto
