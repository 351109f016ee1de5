// A text as a QR code: dots for a printed page, or characters for a terminal.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace palitan::papers {

/// A square of dots without its quiet zone (which must be four dots wide on paper).
struct QrDots {
  std::size_t width = 0;    ///< 0: the text is empty or too long (about 2,300 bytes)
  std::vector<bool> cells;  ///< row by row, true is dark

  bool dark(std::size_t x, std::size_t y) const { return cells.at(y * width + x); }
};
/// Error correction level M: an eighth of the code may be unreadable.
QrDots qr_dots(std::string_view text);

/// Two dots to a character (upper and lower half blocks), a quiet zone around, each row ended by a newline.
/// Light on dark terminals and dark on light ones both scan: the light dots are drawn. Empty where the text
/// is empty or too long for a QR code.
std::string qr_text(std::string_view text);

}  // namespace palitan::papers
