#include "papers/partner_list.h"

#include "base/money.h"
#include "papers/import_columns.h"
#include "papers/import_number.h"

namespace palitan::papers {
namespace {
using Listed = std::vector<reports::ListedInvoice>;

enum Place : std::size_t { document, date, amount, currency, quantity, unit };
constexpr std::array<std::string_view, 6> kNames = {"document", "date",     "amount",
                                                    "currency", "quantity", "unit"};
constexpr std::size_t kNeeded = 4;
constexpr int kMicroDigits = 6;

/// Where each column stands; nothing for one that may be missing.
using Columns = std::array<std::optional<std::size_t>, kNames.size()>;

class RowReader {
 public:
  RowReader(const ImportRow& row, const Columns& columns) : row_(row), columns_(columns) {}

  tl::expected<reports::ListedInvoice, ImportFault> read() const {
    reports::ListedInvoice out;
    out.document = cell(document).text;
    out.place = "row " + std::to_string(row_.number);
    out.amount.currency = cell(currency).text;
    const auto info = base::currency(out.amount.currency);
    if (!info)
      return tl::unexpected(
          placed({ImportCode::unknown_code, 0, 0, {}, out.amount.currency, "JPY, PHP, USD"}, currency));
    const auto day = day_of(cell(date));
    if (!day) return tl::unexpected(placed(day.error(), date));
    const auto minor = figure_of(cell(amount), info->minor_digits);
    if (!minor) return tl::unexpected(placed(minor.error(), amount));
    out.date = *day;
    out.amount.minor = *minor;
    if (cell(quantity).kind == ImportCell::Kind::empty) return out;
    const auto figure = figure_of(cell(quantity), kMicroDigits);
    if (!figure) return tl::unexpected(placed(figure.error(), quantity));
    out.quantity = reports::ListedQuantity{*figure, cell(unit).text};
    return out;
  }

 private:
  const ImportCell& cell(Place place) const { return cell_at(row_, columns_[place]); }
  ImportFault placed(ImportFault fault, Place place) const {
    return papers::placed(std::move(fault), row_, columns_[place]);
  }

  const ImportRow& row_;
  const Columns& columns_;
};
}  // namespace

tl::expected<Listed, ImportFault> read_partner_list(std::string_view bytes) {
  const auto table = read_import(bytes, SheetKind::orders);
  if (!table) return tl::unexpected(table.error());
  if (!table->faults.empty()) return tl::unexpected(table->faults.front());
  if (table->rows.empty()) return tl::unexpected(ImportFault{ImportCode::empty_file, 0, 0, {}, {}, {}});
  const auto columns = columns_in(table->rows.front(), kNames, kNeeded);
  if (!columns) return tl::unexpected(columns.error());
  Listed out;
  for (std::size_t r = 1; r < table->rows.size(); ++r) {
    if (table->rows[r].blank()) continue;
    auto one = RowReader(table->rows[r], *columns).read();
    if (!one) return tl::unexpected(one.error());
    out.push_back(std::move(*one));
  }
  if (out.empty()) return tl::unexpected(ImportFault{ImportCode::empty_file, 0, 0, {}, {}, {}});
  return out;
}

}  // namespace palitan::papers
