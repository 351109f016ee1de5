// A text as a QR code made of characters, for a terminal or a printed page.
#pragma once
#include <string>
#include <string_view>

namespace palitan::papers {

/// Two dots to a character (upper and lower half blocks), a quiet zone around, each row ended by a newline.
/// Light on dark terminals and dark on light ones both scan: the light dots are drawn. Empty where the text
/// is empty or too long for a QR code (about 2,300 bytes).
std::string qr_text(std::string_view text);

}  // namespace palitan::papers
