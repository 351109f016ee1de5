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
bool is_dark(const QrDots& dots, int x, int y) {
  const auto width = static_cast<int>(dots.width);
  if (x < 0 || y < 0 || x >= width || y >= width) return false;
  return dots.dark(static_cast<std::size_t>(x), static_cast<std::size_t>(y));
}
}  // namespace

QrDots qr_dots(std::string_view text) {
  QrDots out;
  if (text.empty()) return out;
  const std::unique_ptr<QRcode, Free> code(QRcode_encodeData(
      static_cast<int>(text.size()), reinterpret_cast<const unsigned char*>(text.data()), 0, QR_ECLEVEL_M));
  if (!code) return out;
  out.width = static_cast<std::size_t>(code->width);
  out.cells.resize(out.width * out.width);
  for (std::size_t i = 0; i < out.cells.size(); ++i) out.cells[i] = (code->data[i] & 1) != 0;
  return out;
}

std::string qr_text(std::string_view text) {
  const auto dots = qr_dots(text);
  if (dots.width == 0) return {};
  const auto width = static_cast<int>(dots.width);
  std::string out;
  for (int y = -kQuiet; y < width + kQuiet; y += 2) {
    for (int x = -kQuiet; x < width + kQuiet; ++x) {
      const bool upper = !is_dark(dots, x, y);
      const bool lower = !is_dark(dots, x, y + 1);
      out += upper ? (lower ? "█" : "▀") : (lower ? "▄" : " ");
    }
    out += '\n';
  }
  return out;
}

}  // namespace palitan::papers
