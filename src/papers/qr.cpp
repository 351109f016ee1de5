#include "papers/qr.h"

#include <memory>

#include <qrencode.h>

namespace palitan::papers {
namespace {
constexpr int kQuiet = 2;

struct Free {
  void operator()(QRcode* code) const { QRcode_free(code); }
};

/// Outside the code everything is light.
bool is_dark(const QRcode& code, int x, int y) {
  if (x < 0 || y < 0 || x >= code.width || y >= code.width) return false;
  return (code.data[y * code.width + x] & 1) != 0;
}
}  // namespace

std::string qr_text(std::string_view text) {
  if (text.empty()) return {};
  const std::unique_ptr<QRcode, Free> code(QRcode_encodeData(
      static_cast<int>(text.size()), reinterpret_cast<const unsigned char*>(text.data()), 0, QR_ECLEVEL_M));
  if (!code) return {};
  std::string out;
  for (int y = -kQuiet; y < code->width + kQuiet; y += 2) {
    for (int x = -kQuiet; x < code->width + kQuiet; ++x) {
      const bool upper = !is_dark(*code, x, y);
      const bool lower = !is_dark(*code, x, y + 1);
      out += upper ? (lower ? "█" : "▀") : (lower ? "▄" : " ");
    }
    out += '\n';
  }
  return out;
}

}  // namespace palitan::papers
