#include "papers/page.h"

#include <algorithm>
#include <array>

#include <cairo-pdf.h>
#include <fmt/format.h>
#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>

#ifdef __SANITIZE_ADDRESS__
// fontconfig keeps offsets where others keep pointers, so the leak checker cannot see what it still holds.
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() { return "leak:libfontconfig\n"; }
#endif

#ifdef __SANITIZE_THREAD__
// These libraries are not instrumented: the race checker does not see their locks and atomics.
extern "C" const char* __tsan_default_suppressions();
extern "C" const char* __tsan_default_suppressions() {
  return "race:libfontconfig\nrace:libpango\nrace:libglib\nrace:libcairo\nrace:libharfbuzz\n";
}
#endif

namespace palitan::papers {
namespace {

constexpr const char* kFamilies = "Open Sans,BIZ UDPGothic";
struct Face {
  const char* file;
  const char* package;
};
constexpr Face kFaces[] = {
    {"/usr/share/fonts/truetype/open-sans/OpenSans-Regular.ttf", "fonts-open-sans"},
    {"/usr/share/fonts/truetype/open-sans/OpenSans-Semibold.ttf", "fonts-open-sans"},
    {"/usr/share/fonts/truetype/open-sans/OpenSans-Bold.ttf", "fonts-open-sans"},
    {"/usr/share/fonts/truetype/bizud-gothic/BIZUDPGothic-Regular.ttf", "fonts-morisawa-bizud-gothic"},
    {"/usr/share/fonts/truetype/bizud-gothic/BIZUDPGothic-Bold.ttf", "fonts-morisawa-bizud-gothic"},
};

/// The faces alone, read once and kept to the end of the process: reading the Japanese ones takes longer than
/// printing a form.
struct Faces {
  FcConfig* config = nullptr;
  const char* missing = nullptr;  ///< package

  Faces() : config(FcConfigCreate()) {
    for (const auto& face : kFaces)
      if (missing == nullptr &&
          FcConfigAppFontAddFile(config, reinterpret_cast<const FcChar8*>(face.file)) == FcFalse)
        missing = face.package;
  }
  bool has(char32_t letter) const {
    const auto* set = FcConfigGetFonts(config, FcSetApplication);
    for (int i = 0; set != nullptr && i < set->nfont; ++i) {
      FcCharSet* letters = nullptr;
      if (FcPatternGetCharSet(set->fonts[i], FC_CHARSET, 0, &letters) == FcResultMatch &&
          FcCharSetHasChar(letters, letter))
        return true;
    }
    return false;
  }
};
const Faces& faces() {
  static const Faces kFound;
  return kFound;
}

struct Release {
  void operator()(PangoFontMap* p) const { g_object_unref(p); }
  void operator()(PangoContext* p) const { g_object_unref(p); }
  void operator()(PangoLayout* p) const { g_object_unref(p); }
  void operator()(PangoAttrList* p) const { pango_attr_list_unref(p); }
  void operator()(cairo_surface_t* p) const { cairo_surface_destroy(p); }
  void operator()(cairo_t* p) const { cairo_destroy(p); }
};
template <class T>
using Held = std::unique_ptr<T, Release>;

double gray(Tone tone) {
  switch (tone) {
    case Tone::black:
      return 0;
    case Tone::soft:
      return 0.36;
    case Tone::faint:
      return 0.54;
    case Tone::wash:
      return 0.945;
    case Tone::white:
      return 1;
  }
  return 0;
}

/// Marks that turn the direction of what follows.
bool turns(gunichar c) {
  return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069);
}

void add(PangoAttrList* list, PangoAttribute* attribute, std::size_t from, std::size_t until) {
  attribute->start_index = static_cast<guint>(from);
  attribute->end_index = static_cast<guint>(until);
  pango_attr_list_insert(list, attribute);
}

PangoWeight weight_of(Weight weight) {
  return weight == Weight::bold       ? PANGO_WEIGHT_BOLD
         : weight == Weight::semibold ? PANGO_WEIGHT_SEMIBOLD
                                      : PANGO_WEIGHT_NORMAL;
}
}  // namespace

struct Type::Inside {
  Held<PangoFontMap> map;
  Held<PangoContext> context;

  Held<PangoLayout> layout(const Words& words, double width, Align align) const {
    Held<PangoLayout> out(pango_layout_new(context.get()));
    Held<PangoAttrList> list(pango_attr_list_new());
    std::string text;
    for (const auto& run : words) {
      const auto from = text.size();
      text += printable(run.text);
      add(list.get(), pango_attr_size_new(static_cast<int>(run.size * PANGO_SCALE)), from, text.size());
      add(list.get(), pango_attr_weight_new(weight_of(run.weight)), from, text.size());
      const auto level = static_cast<guint16>(gray(run.tone) * 65535);
      add(list.get(), pango_attr_foreground_new(level, level, level), from, text.size());
    }
    pango_layout_set_text(out.get(), text.data(), static_cast<int>(text.size()));
    pango_layout_set_attributes(out.get(), list.get());
    pango_layout_set_auto_dir(out.get(), FALSE);
    pango_layout_set_width(out.get(), static_cast<int>(width * PANGO_SCALE));
    pango_layout_set_wrap(out.get(), PANGO_WRAP_WORD_CHAR);
    pango_layout_set_alignment(out.get(), align == Align::right    ? PANGO_ALIGN_RIGHT
                                          : align == Align::center ? PANGO_ALIGN_CENTER
                                                                   : PANGO_ALIGN_LEFT);
    return out;
  }
};

Type::Type() : inside_(std::make_unique<Inside>()) {}
Type::Type(Type&&) noexcept = default;
Type& Type::operator=(Type&&) noexcept = default;
Type::~Type() = default;

base::Outcome<Type> Type::open() {
  if (faces().missing != nullptr)
    return tl::unexpected(base::Failure{
        base::Failure::Kind::stop,
        fmt::format("Papers need a typeface that is not on this machine. Install the Debian package {}.",
                    faces().missing)});
  Type out;
  auto& in = *out.inside_;
  in.map.reset(pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT));
  pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(in.map.get()), faces().config);
  pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(in.map.get()), 72);  // a point is a unit
  in.context.reset(pango_font_map_create_context(in.map.get()));
  auto* options = cairo_font_options_create();
  cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options(in.context.get(), options);
  cairo_font_options_destroy(options);
  pango_context_set_round_glyph_positions(in.context.get(), FALSE);
  pango_context_set_language(in.context.get(), pango_language_from_string("ja"));  // for shared Han letters
  pango_context_set_base_dir(in.context.get(), PANGO_DIRECTION_LTR);
  auto* face = pango_font_description_from_string(kFamilies);
  pango_context_set_font_description(in.context.get(), face);
  pango_font_description_free(face);
  return out;
}

Type::Extent Type::measure(const Words& words, double width) const {
  const auto layout = inside_->layout(words, width, Align::left);
  PangoRectangle logical;
  pango_layout_get_extents(layout.get(), nullptr, &logical);
  return {static_cast<double>(logical.width) / PANGO_SCALE, static_cast<double>(logical.height) / PANGO_SCALE,
          pango_layout_get_line_count(layout.get())};
}

TextMark Type::text(double x, double y, double width, Words words, Align align) const {
  const auto height = measure(words, width).height;
  return {{x, y, width, height}, std::move(words), align};
}

std::string printable(std::string_view text) {
  std::string out;
  gchar* valid = g_utf8_make_valid(text.data(), static_cast<gssize>(text.size()));
  for (const gchar* at = valid; *at != '\0'; at = g_utf8_next_char(at)) {
    const auto letter = g_utf8_get_char(at);
    if (letter == '\n' || letter == ' ' ||
        (!turns(letter) && !g_unichar_iscntrl(letter) && faces().has(letter)))
      out.append(static_cast<const char*>(at), static_cast<const char*>(g_utf8_next_char(at)));
    else
      out += fmt::format("[U+{:04X}]", static_cast<std::uint32_t>(letter));
  }
  g_free(valid);
  return out;
}

namespace {

struct Draw {
  cairo_t* to;
  const Type& type;

  void tone(Tone tone) const {
    const double level = gray(tone);
    cairo_set_source_rgb(to, level, level, level);
  }
  void operator()(const TextMark& mark) const {
    const auto layout = type.inside().layout(mark.words, mark.area.width, mark.align);
    cairo_move_to(to, mark.area.x, mark.area.y);
    pango_cairo_show_layout(to, layout.get());
  }
  void operator()(const RuleMark& mark) const {
    tone(mark.tone);
    cairo_set_line_width(to, mark.thick);
    cairo_move_to(to, mark.x1, mark.y1);
    cairo_line_to(to, mark.x2, mark.y2);
    cairo_stroke(to);
  }
  void operator()(const AreaMark& mark) const {
    tone(mark.tone);
    cairo_rectangle(to, mark.area.x, mark.area.y, mark.area.width, mark.area.height);
    if (mark.thick <= 0) return cairo_fill(to);
    cairo_set_line_width(to, mark.thick);
    cairo_stroke(to);
  }
  void operator()(const DotsMark& mark) const {
    if (mark.dots.width == 0) return;
    tone(Tone::black);
    const double dot = mark.area.width / static_cast<double>(mark.dots.width);
    for (std::size_t y = 0; y < mark.dots.width; ++y)
      for (std::size_t x = 0; x < mark.dots.width; ++x) {
        const auto from = x;
        while (x < mark.dots.width && mark.dots.dark(x, y)) ++x;  // one area a run: no seams between dots
        if (x > from)
          cairo_rectangle(to, mark.area.x + dot * static_cast<double>(from),
                          mark.area.y + dot * static_cast<double>(y), dot * static_cast<double>(x - from),
                          dot);
      }
    cairo_fill(to);
  }
};

cairo_status_t take(void* to, const unsigned char* bytes, unsigned int size) {
  base::append(*static_cast<base::Bytes*>(to), {bytes, size});
  return CAIRO_STATUS_SUCCESS;
}
}  // namespace

base::Outcome<base::Bytes> print_pdf(const Type& type, const std::vector<Sheet>& sheets,
                                     const PdfInfo& info) {
  base::Bytes out;
  Held<cairo_surface_t> surface(cairo_pdf_surface_create_for_stream(take, &out, kPageWidth, kPageHeight));
  const auto second = base::to_text(info.made).substr(0, 19) + "Z";
  for (const auto what : {CAIRO_PDF_METADATA_CREATE_DATE, CAIRO_PDF_METADATA_MOD_DATE})
    cairo_pdf_surface_set_metadata(surface.get(), what, second.c_str());
  cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_TITLE, info.title.c_str());
  cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_SUBJECT, info.subject.c_str());
  cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_CREATOR, "Palitan");
  {
    Held<cairo_t> to(cairo_create(surface.get()));
    for (const auto& sheet : sheets) {
      for (const auto& mark : sheet) std::visit(Draw{to.get(), type}, mark);
      cairo_show_page(to.get());
    }
  }
  cairo_surface_finish(surface.get());
  const auto status = cairo_surface_status(surface.get());
  if (status != CAIRO_STATUS_SUCCESS)
    return tl::unexpected(
        base::Failure{base::Failure::Kind::stop,
                      fmt::format("The page could not be printed: {}.", cairo_status_to_string(status))});
  return out;
}

}  // namespace palitan::papers
