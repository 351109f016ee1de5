#include "codec/utf8.h"

#include <cstring>

namespace palitan::codec {

bool is_utf8(base::ByteView bytes) {
  for (std::size_t i = 0; i < bytes.size();) {
    // Eight ASCII bytes at a time: most texts are nothing else.
    while (bytes.size() - i >= 8) {
      std::uint64_t eight = 0;
      std::memcpy(&eight, bytes.data() + i, sizeof eight);
      if ((eight & 0x8080808080808080) != 0) break;
      i += 8;
    }
    if (i == bytes.size()) break;
    const std::uint8_t lead = bytes[i];
    if (lead < 0x80) {
      ++i;
      continue;
    }
    const std::size_t more = lead >= 0xc2 && lead <= 0xdf   ? 1
                             : (lead & 0xf0) == 0xe0        ? 2
                             : lead >= 0xf0 && lead <= 0xf4 ? 3
                                                            : 0;
    if (more == 0 || bytes.size() - i <= more) return false;
    std::uint32_t point = lead & (0x3fu >> more);
    for (std::size_t k = 1; k <= more; ++k) {
      if ((bytes[i + k] & 0xc0) != 0x80) return false;
      point = point << 6 | (bytes[i + k] & 0x3fu);
    }
    const bool overlong = (more == 2 && point < 0x800) || (more == 3 && point < 0x10000);
    if (overlong || point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff)) return false;
    i += more + 1;
  }
  return true;
}

}  // namespace palitan::codec
