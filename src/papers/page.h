// A sheet of paper as a list of marks: measured with Pango, printed as PDF with Cairo. Lengths are points
// (1/72 inch), from the top left.
#pragma once
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "base/bytes.h"
#include "base/instant.h"
#include "base/refusal.h"
#include "papers/qr.h"

namespace palitan::papers {

inline constexpr double kPageWidth = 595.276;  ///< A4
inline constexpr double kPageHeight = 841.89;

enum class Weight { regular, semibold, bold };
enum class Tone { black, soft, faint, wash, white };  ///< readable on a black and white print
enum class Align { left, center, right };

/// A piece of text in one face.
struct Run {
  std::string text;
  double size = 7.6;
  Weight weight = Weight::regular;
  Tone tone = Tone::black;
};
using Words = std::vector<Run>;

struct Area {
  double x = 0;
  double y = 0;
  double width = 0;
  double height = 0;
};

struct TextMark {
  Area area;  ///< as high as the text is; lines break at its width
  Words words;
  Align align = Align::left;
};
struct RuleMark {
  double x1 = 0;
  double y1 = 0;
  double x2 = 0;
  double y2 = 0;
  double thick = 0.4;
  Tone tone = Tone::soft;
};
/// A frame, or a filled area where `thick` is 0.
struct AreaMark {
  Area area;
  double thick = 0.4;
  Tone tone = Tone::soft;
};
struct DotsMark {
  Area area;
  QrDots dots;
};
using Mark = std::variant<TextMark, RuleMark, AreaMark, DotsMark>;
using Sheet = std::vector<Mark>;

/// The two faces of all papers: Open Sans for Latin, BIZ UDPGothic for Japanese; nothing else of the machine
/// is asked, so that one text measures alike everywhere. One thread at a time.
class Type {
 public:
  /// Failure::stop naming the Debian package where a face is not there.
  static base::Outcome<Type> open();
  Type(Type&&) noexcept;
  Type& operator=(Type&&) noexcept;
  ~Type();

  struct Extent {
    double width = 0;  ///< of the longest line
    double height = 0;
    int lines = 0;
  };
  /// Broken at `width`: between words, inside a word where it is too long for a line.
  Extent measure(const Words& words, double width) const;
  /// The area's width and the height the words then need.
  TextMark text(double x, double y, double width, Words words, Align align = Align::left) const;

  struct Inside;
  const Inside& inside() const { return *inside_; }

 private:
  Type();
  std::unique_ptr<Inside> inside_;
};

/// What can be printed of a text: control and direction marks and characters that no face has stand as
/// "[U+0007]", so that nothing is lost and nothing reads other than it is written.
std::string printable(std::string_view text);

struct PdfInfo {
  std::string title;
  std::string subject;
  base::Instant made;  ///< the only time in the file
};
/// One A4 page a sheet, text extractable, faces embedded as subsets. Equal sheets and info give equal bytes.
base::Outcome<base::Bytes> print_pdf(const Type& type, const std::vector<Sheet>& sheets, const PdfInfo& info);

}  // namespace palitan::papers
