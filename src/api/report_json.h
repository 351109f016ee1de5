// A report in the forms in which it leaves the node.
#pragma once
#include "api/json_view.h"
#include "base/refusal.h"
#include "reports/question.h"

namespace palitan::api {

#define PALITAN_REPORT_FORMS(X) \
  X(1, json)                    \
  X(2, csv)                     \
  X(3, xlsx)
PALITAN_ENUM(ReportForm, PALITAN_REPORT_FORMS)
std::string_view media_type(ReportForm form);

/// Rows of a report in JSON where no count is asked for, and at most. CSV and workbooks hold all rows.
inline constexpr std::size_t kReportRows = 500;
inline constexpr std::size_t kReportRowsMax = 5'000;

/// The index, the question and its sheet's bytes in that form. `height`: of the last accord. Refusals:
/// refused_overflow; local_stopped where a workbook cannot be written.
base::Result<std::string> report_bytes(const reports::Index& index, reports::Question question,
                                       ReportForm form, const reports::ActAt& act_at, std::uint64_t height,
                                       const reports::NotHeld& not_held = {});

}  // namespace palitan::api
