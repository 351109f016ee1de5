#include "base/bytes.h"

namespace palitan::base {
namespace {
constexpr std::string_view kHex = "0123456789abcdef";
constexpr std::string_view kBase64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

int digit_of(std::string_view alphabet, char c) {
  const auto at = alphabet.find(c);
  return at == std::string_view::npos ? -1 : static_cast<int>(at);
}
}  // namespace

std::string to_hex(ByteView bytes) {
  std::string out;
  out.reserve(bytes.size() * 2);
  for (auto b : bytes) {
    out.push_back(kHex[b >> 4]);
    out.push_back(kHex[b & 15]);
  }
  return out;
}

std::optional<Bytes> from_hex(std::string_view hex) {
  if (hex.size() % 2 != 0) return std::nullopt;
  Bytes out;
  out.reserve(hex.size() / 2);
  for (std::size_t i = 0; i < hex.size(); i += 2) {
    const int high = digit_of(kHex, hex[i]);
    const int low = digit_of(kHex, hex[i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    out.push_back(static_cast<std::uint8_t>(high * 16 + low));
  }
  return out;
}

std::string to_base64(ByteView bytes) {
  std::string out;
  out.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const std::size_t have = bytes.size() - i;
    std::uint32_t word = static_cast<std::uint32_t>(bytes[i]) << 16;
    if (have > 1) word |= static_cast<std::uint32_t>(bytes[i + 1]) << 8;
    if (have > 2) word |= bytes[i + 2];
    out.push_back(kBase64[word >> 18]);
    out.push_back(kBase64[(word >> 12) & 63]);
    out.push_back(have > 1 ? kBase64[(word >> 6) & 63] : '=');
    out.push_back(have > 2 ? kBase64[word & 63] : '=');
  }
  return out;
}

std::optional<Bytes> from_base64(std::string_view text) {
  if (text.size() % 4 != 0) return std::nullopt;
  Bytes out;
  out.reserve(text.size() / 4 * 3);
  for (std::size_t i = 0; i < text.size(); i += 4) {
    const bool last = i + 4 == text.size();
    const std::size_t pad = !last || text[i + 3] != '=' ? 0 : text[i + 2] != '=' ? 1 : 2;
    std::uint32_t word = 0;
    for (std::size_t k = 0; k < 4; ++k) {
      const int digit = k >= 4 - pad ? 0 : digit_of(kBase64, text[i + k]);
      if (digit < 0) return std::nullopt;
      word = word << 6 | static_cast<std::uint32_t>(digit);
    }
    // Bits that the padding cuts off must be zero, or two texts would mean the same bytes.
    if ((pad == 1 && (word & 0xff) != 0) || (pad == 2 && (word & 0xffff) != 0)) return std::nullopt;
    out.push_back(static_cast<std::uint8_t>(word >> 16));
    if (pad < 2) out.push_back(static_cast<std::uint8_t>(word >> 8));
    if (pad < 1) out.push_back(static_cast<std::uint8_t>(word));
  }
  return out;
}

}  // namespace palitan::base
