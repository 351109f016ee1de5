#include "cli/visit_text.h"

#include "base/money.h"
#include "cli/order_view.h"
#include "cli/table.h"
#include "reports/visit_views.h"

namespace palitan::cli {
namespace {
/// Pieces, or millionths of a unit.
std::string amount_of(const reports::InsideRow& row, std::int64_t amount) {
  return row.unit.empty() ? std::to_string(amount) : base::format_decimal(amount, 6) + " " + row.unit;
}

std::string figures(const kernel::VisitFact& visit) {
  Table table({"what", "", "declared", "in", "out", "used", "inside"});
  for (const auto& row : reports::inside_rows(visit))
    table.add({row.what, row.detail, amount_of(row, row.declared), amount_of(row, row.in),
               amount_of(row, row.out), amount_of(row, row.used), amount_of(row, row.inside)});
  return table.text(2);
}

std::string awaited(const kernel::VisitFact& visit, base::Date today) {
  std::string out;
  if (visit.proposed) out += fmt::format("  A plan waits for the consent of {}.\n", visit.host);
  for (const auto& row : reports::not_reexported(visit, today))
    out += fmt::format("  To be taken out again by {}: {} {} of {}.\n", to_text(row.by),
                       base::format_decimal(row.inside, 6), row.unit, row.description);
  for (const auto& row : reports::unmet_conditions(visit, today))
    out += fmt::format("  Condition {} is not met yet: {}\n", row.number, row.text);
  for (const auto& row : reports::open_affairs(visit))
    out += fmt::format("  Open: {} of {}, {}\n", row.what, to_text(row.on), row.detail);
  return out.empty() ? "  Nothing is open.\n" : out;
}
std::string incidents(const kernel::VisitFact& visit) {
  std::string out;
  for (const auto& one : visit.incidents)
    out += fmt::format("  Incident of {}: {}, reported by {}\n", to_text(one.on), name(one.incident), one.by);
  return out;
}
}  // namespace

std::string uncovered_text(std::span<const reports::CaseFile> cases, const base::Id& activity,
                           const kernel::ActivityFact& as_it_is, base::Date day) {
  Table table({"case", "", "", "clause", "why"});
  for (const auto& row : reports::no_longer_covered(cases, activity, as_it_is, day))
    table.add({short_hex(row.id), row.what, row.detail, row.clause, row.why});
  return table.empty() ? std::string()
                       : "What the activity as it is today no longer covers\n" + table.text(2) + "\n";
}

std::string place_text(const statement::Place& place) {
  auto out = place.locode;
  if (!place.name.empty()) out += (out.empty() ? "" : " ") + place.name;
  if (place.latitude && place.longitude)
    out += fmt::format("{}({}, {})", out.empty() ? "" : " ", base::format_decimal(*place.latitude, 6),
                       base::format_decimal(*place.longitude, 6));
  return out;
}

std::string visit_text(const CaseView& view, base::Date today) {
  const auto& visit = *view.file.visit;
  const auto row = reports::visit_row(view.id, visit, today);
  return fmt::format("Visit {} - {} visits {}: {}\n  {} to {}, {}{}\n\n{}\n{}\nActs\n", short_hex(view.id),
                     visit.visitor, visit.host, row.purpose, to_text(row.from), to_text(row.until),
                     name(visit.state), row.overstayed ? ", OVERSTAYED" : "", figures(visit),
                     incidents(visit) + awaited(visit, today)) +
         acts_text(view.acts);
}

}  // namespace palitan::cli
