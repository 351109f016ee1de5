// What papers are put together from: boxes with a numbered label, signature boxes, headings, tables, and the
// flow of all that over pages.
#pragma once
#include <functional>

#include "papers/form_data.h"
#include "papers/form_words.h"
#include "papers/page.h"

namespace palitan::papers {

inline constexpr double kMargin = 36;  ///< points
inline constexpr double kWide = kPageWidth - 2 * kMargin;

/// "1,234,567.5".
std::string figure(std::int64_t micro);
/// "1,234.50" with the decimals of the currency; minor units where it is not known.
std::string money_figure(std::int64_t minor, std::string_view currency);
/// "95", or "955.00 / 10" for a price of ten units.
std::string price_figure(const FormPrice& price, std::string_view currency);
/// In the commodity's own decimals: a currency, or an item and its unit.
std::string commodity_figure(std::int64_t amount, std::string_view commodity);
/// The first twelve digits, as people cite an act.
std::string short_id(const base::Id& id);

/// Marks of known height, placed relative to their own top left.
struct Block {
  double height = 0;
  Sheet marks;

  void add(Block inner, double x, double y);
  /// Puts `below` under this.
  void stack(Block below);
};

struct Column {
  double width = 0;
  int element = 0;  ///< number of the data element; 0: none
  Word head = Word::line;
  Align align = Align::left;  ///< right: figures, their decimal points in one line
};
struct Cell {
  std::string text;
  std::string small;         ///< a second, smaller line
  std::optional<Gap> gap{};  ///< why it is empty
};
using Cells = std::vector<Cell>;

/// Sets blocks in one language pair. Borrows the type.
class Setter {
 public:
  /// `scale`: of all text inside boxes and tables; papers with little on them are set larger.
  Setter(const Type& type, Language language, double scale = 1)
      : type_(type), language_(language), scale_(scale) {}

  const Type& type() const { return type_; }
  Language language() const { return language_; }
  double scale() const { return scale_; }

  /// "(16) Document number · 文書番号".
  Words label(int element, Word word) const;
  /// A label above its words. `strong`: the first line larger, for what a reader looks for first.
  Block field(double width, int element, Word word, const Entry& entry, bool strong = false) const;
  Block signature(double width, int element, Word word, const Signature& signature) const;
  /// Side by side, thin rules between and around, as high as the highest. Widths must sum up to kWide.
  Block row(const std::vector<double>& widths, const std::vector<Block>& blocks) const;
  /// Two signature boxes side by side.
  Block two_signatures(int first, Word first_word, const Signature& a, int other, Word other_word,
                       const Signature& b) const;
  /// "A  Request and acceptance  要請・受諾"; no letter: a plain one.
  Block heading(std::string_view letter, Word word) const;
  /// A line inside a part: "Delivery 1".
  Block caption(Words words) const;
  /// A sentence to the reader, in both languages, without a frame.
  Block sentence(Word word) const;
  /// A sum under a table: label, and its figure under the last column.
  Block sum(int element, Word word, const Entry& figure, bool strong) const;

 private:
  Block tag(std::string_view text, Tone tone, double* width) const;
  const Type& type_;
  Language language_;
  double scale_;
};

/// Columns must sum up to kWide.
class Table {
 public:
  Table(const Setter& setter, std::vector<Column> columns)
      : setter_(setter), columns_(std::move(columns)), fraction_(columns_.size()) {}
  /// REQUIRES: as many cells as columns.
  void add(Cells cells);
  Block head() const;
  std::vector<Block> rows() const;

 private:
  Block row(const Cells& cells) const;
  Setter setter_;
  std::vector<Column> columns_;
  std::vector<Cells> cells_;
  std::vector<double> fraction_;  ///< width of the widest part right of the decimal point
};

/// Places blocks from top to bottom and begins a new page where one does not fit.
class Flow {
 public:
  /// `foot`: of page n of m; always as high as for page 1 of 1.
  Flow(Block first_head, Block next_head, std::function<Block(std::size_t, std::size_t)> foot);
  void place(Block block);
  /// Never parted; for a heading with what it heads.
  void place_together(std::vector<Block> blocks);
  /// Repeats the head on each page; `before` (a heading) stays with the first row, the last row with
  /// `after`.
  void place_table(std::vector<Block> before, const Table& table, std::vector<Block> after);
  /// White space; none at the top of a page.
  void gap(double height);
  std::vector<Sheet> finish();

 private:
  bool fits(double height) const { return y_ + height <= bottom_; }
  void turn();
  Block next_head_;
  std::function<Block(std::size_t, std::size_t)> foot_;
  std::vector<Sheet> sheets_;
  double y_ = 0;
  double top_ = 0;
  double bottom_ = 0;
};

/// What heads and ends every page of a paper.
struct PaperFrame {
  const Setter& setter;
  Word title;
  const Origin& origin;
  std::string document;  ///< for the continuation pages
  std::string state;     ///< in words of both languages; may be empty
  bool provisional = false;
  base::Instant made;

  Block head(bool first) const;
  Block foot(std::size_t page, std::size_t pages) const;
  Flow flow() const;
};

}  // namespace palitan::papers
