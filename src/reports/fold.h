// How texts are compared when people search: full-width and half-width forms, capitals and composed letters
// count as one. Pure; what it does not know stays as it is.
#pragma once
#include <string>
#include <string_view>

namespace palitan::reports {

/// The code points of a text, with U+FFFD for what is not UTF-8.
std::u32string code_points(std::string_view text);
/// Full-width Latin, digits and signs to their common forms, half-width katakana to full width, units written
/// as one sign (㎥) to letters, capitals of Latin, Greek and Cyrillic to small letters, letters with
/// combining marks to composed ones where they are common, runs of blanks and breaks to one blank; none at
/// the ends.
std::u32string folded(std::string_view text);
/// UTF-8 of code points.
std::string to_utf8(std::u32string_view text);

}  // namespace palitan::reports
