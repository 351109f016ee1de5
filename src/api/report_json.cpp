#include "api/report_json.h"

#include "papers/sheet_csv.h"
#include "papers/sheet_xlsx.h"

namespace palitan::api {
namespace {
/// Figures as exact text, counts as numbers; what is not there is left out.
Json row_json(const reports::Sheet& sheet, const std::vector<reports::SheetCell>& row) {
  Json out = Json::object();
  for (std::size_t i = 0; i < row.size(); ++i) {
    const auto& name = sheet.columns[i].name;
    if (std::holds_alternative<std::monostate>(row[i])) continue;
    if (const auto* count = std::get_if<std::int64_t>(&row[i]))
      out[name] = json_of(*count);
    else
      out[name] = reports::to_text(row[i]);
  }
  return out;
}

Json sheet_json(const reports::Sheet& sheet, const reports::Question& question, std::uint64_t height) {
  Json columns = Json::array();
  for (const auto& column : sheet.columns)
    columns.push_back({{"name", column.name}, {"shape", std::string(name(column.shape))}});
  Json rows = Json::array();
  for (const auto& row : sheet.rows) rows.push_back(row_json(sheet, row));
  return {{"report", sheet.name},
          {"title", sheet.title},
          {"on", base::to_text(question.scope.on)},
          {"standing", question.scope.provisional ? "pending" : "agreed"},
          {"height", height},
          {"columns", std::move(columns)},
          {"from", sheet.from},
          {"total", sheet.total_rows},
          {"rows", std::move(rows)},
          {"notes", sheet.notes}};
}
}  // namespace

std::string_view media_type(ReportForm form) {
  switch (form) {
    case ReportForm::json:
      return "application/json";
    case ReportForm::csv:
      return "text/csv; charset=utf-8";
    case ReportForm::xlsx:
      return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  }
  return "application/json";
}

base::Result<std::string> report_bytes(const reports::Index& index, reports::Question question,
                                       ReportForm form, const reports::ActAt& act_at, std::uint64_t height,
                                       const reports::NotHeld& not_held) {
  if (form == ReportForm::json)
    question.count = std::min(question.count.value_or(kReportRows), kReportRowsMax);
  const auto sheet = reports::answer(index, question, act_at, not_held);
  if (!sheet) return tl::unexpected(sheet.error());
  switch (form) {
    case ReportForm::json:
      return sheet_json(*sheet, question, height).dump(-1, ' ', false, Json::error_handler_t::replace);
    case ReportForm::csv:
      return papers::csv_of(*sheet);
    case ReportForm::xlsx:
      break;
  }
  auto bytes = papers::xlsx_of(*sheet, question.scope.on);
  if (!bytes) return base::refuse(base::Code::local_stopped, bytes.error().what);
  return std::move(*bytes);
}

}  // namespace palitan::api
