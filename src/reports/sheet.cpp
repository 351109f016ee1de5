#include "reports/sheet.h"

#include "base/money.h"

namespace palitan::reports {

std::string_view name(Shape shape) {
  switch (shape) {
    case Shape::text:
      return "text";
    case Shape::date:
      return "date";
    case Shape::count:
      return "count";
    case Shape::amount:
      return "amount";
    case Shape::id:
      return "id";
  }
  return "text";
}

std::string to_text(const SheetCell& cell) {
  if (const auto* text = std::get_if<std::string>(&cell)) return *text;
  if (const auto* date = std::get_if<base::Date>(&cell)) return base::to_text(*date);
  if (const auto* count = std::get_if<std::int64_t>(&cell)) return std::to_string(*count);
  if (const auto* amount = std::get_if<Amount>(&cell))
    return base::format_fixed(amount->value, amount->digits);
  return {};
}

}  // namespace palitan::reports
