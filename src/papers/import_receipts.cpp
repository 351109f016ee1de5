// Receipts out of a sheet: one receipt for the rows that share order and issue.
#include <algorithm>

#include "base/money.h"
#include "base/number.h"
#include "base/units.h"
#include "kernel/reading.h"
#include "papers/import_documents.h"
#include "papers/import_rows.h"

namespace palitan::papers {
namespace {
using kernel::OrderFact;
using statement::Receive;

constexpr std::size_t kShownDigits = 12;

std::string short_id(const base::Id& id) { return base::to_hex(id.view()).substr(0, kShownDigits); }

struct Draft {
  ImportedDocument<Receive> out;
  const OrderFact* order = nullptr;
  const kernel::IssueFact* issue = nullptr;
  std::string place;
};

bool waits(const OrderFact& order, const kernel::IssueFact& issue) {
  return !issue.corrected && std::none_of(order.receipts.begin(), order.receipts.end(),
                                          [&](const auto& r) { return r.issue == issue.id && !r.corrected; });
}

class ReceiptReader {
 public:
  ReceiptReader(const ImportTable& table, const ImportGround& ground, ImportFaults& faults)
      : table_(table), ground_(ground), faults_(faults), columns_(table, SheetKind::receipts, faults) {}

  ImportedSheet<Receive> read() {
    for (const auto* row : data_rows(table_, columns_, faults_)) {
      ImportLine line(*row, columns_, faults_);
      line.require("order");
      const auto document = line.code("order") + "/" + line.code("issue");
      if (ground_.imported.contains(document)) {
        already_.insert(document);
        continue;
      }
      auto found = std::find_if(drafts_.begin(), drafts_.end(),
                                [&](const auto& one) { return one.out.name == document; });
      if (found == drafts_.end()) {
        begin(line, document);
        found = std::prev(drafts_.end());
      } else if (line.has("place") && line.cell("place").text != found->place) {
        line.fault("place", ImportCode::heads_differ, line.cell("place").text, found->place);
      }
      add_line(line, *found);
    }
    ImportedSheet<Receive> out;
    for (auto& draft : drafts_) {
      auto& lines = draft.out.body.lines;
      std::sort(lines.begin(), lines.end(), [](const auto& a, const auto& b) { return a.number < b.number; });
      out.documents.push_back(std::move(draft.out));
    }
    out.already.assign(already_.begin(), already_.end());
    return out;
  }

 private:
  void begin(ImportLine& line, const std::string& document) {
    auto& draft = drafts_.emplace_back();
    draft.out.name = document;
    draft.out.row = line.number();
    draft.place = line.text("place");
    find_order(line, draft);
    if (draft.order != nullptr) find_issue(line, draft);
    if (draft.order != nullptr) draft.out.body.place = line.has("place") ? draft.place : draft.order->place;
  }

  void find_order(ImportLine& line, Draft& draft) {
    const auto named = line.code("order");
    if (named.empty()) return;
    std::vector<std::string> fits;
    for (const auto& [id, order] : ground_.orders) {
      if (!names_order(named, id, order)) continue;
      fits.push_back(short_id(id));
      draft.order = &order;
      draft.out.order = id;
    }
    if (fits.size() == 1 && draft.order->recipient == ground_.party) return;
    if (fits.empty())
      line.fault("order", ImportCode::unknown_code, named, "-");
    else if (fits.size() > 1)
      line.fault("order", ImportCode::several, named, nearest({}, fits));
    else
      line.fault("order", ImportCode::not_recipient, named);
    draft.order = nullptr;
  }

  void find_issue(ImportLine& line, Draft& draft) {
    const auto named = line.code("issue");
    if (named.empty() && line.has("issue")) return;
    std::vector<std::string> fits;
    for (const auto& issue : draft.order->issues) {
      if (!waits(*draft.order, issue) || !base::to_hex(issue.id.view()).starts_with(named)) continue;
      fits.push_back(short_id(issue.id));
      draft.issue = &issue;
    }
    if (fits.size() != 1) {
      draft.issue = nullptr;
      line.fault("issue", fits.empty() ? ImportCode::nothing_issued : ImportCode::several,
                 line.cell("order").text, nearest({}, fits));
      return;
    }
    draft.out.body.issue = draft.issue->id;
    // The same issue may be meant by its id in one row and by silence in another.
    for (const auto& other : drafts_)
      if (&other != &draft && other.issue == draft.issue)
        line.fault("issue", ImportCode::heads_differ, draft.out.name, other.out.name);
  }

  void add_line(ImportLine& line, Draft& draft) {
    statement::ReceiveLine out;
    for (const auto* key : {"line", "received"}) line.require(key);
    const kernel::LineFact* at = nullptr;
    if (const auto number = line.figure("line", 0)) {
      out.number = *number > UINT32_MAX ? 0 : static_cast<std::uint32_t>(*number);
      at = line_of(line, draft, out.number);
    }
    if (const auto received = line.figure("received", 6)) out.received = *received;
    if (const auto damaged = line.figure("damaged", 6)) out.damaged = *damaged;
    const auto reason = line.code("reason");
    if (statement::Reason known{}; !reason.empty()) {
      if (from_name(reason, known))
        out.reason = known;
      else
        line.fault("reason", ImportCode::unknown_code, reason, nearest(reason, reasons()));
    }
    const auto unit = line.code("read_unit");
    if (!unit.empty() && !base::unit(unit))
      line.fault("read_unit", ImportCode::unknown_code, unit,
                 at != nullptr ? at->line.unit : nearest(unit, {"LTR", "KGM", "EA"}));
    else if (const auto fuel = fuel_reading(line);
             at != nullptr && (fuel || (!unit.empty() && unit != at->line.unit)))
      convert(line, *at, {out.received, unit.empty() ? at->line.unit : unit, 1, 1, fuel},
              static_cast<base::Rounding>(draft.order->rounding), out);
    draft.out.body.lines.push_back(out);
  }

  static std::vector<std::string> reasons() {
    std::vector<std::string> out;
    for (const auto& row : rows_of(statement::Reason{})) out.emplace_back(row.name);
    return out;
  }

  const kernel::LineFact* line_of(ImportLine& line, const Draft& draft, std::uint32_t number) {
    const auto& lines = draft.out.body.lines;
    if (std::any_of(lines.begin(), lines.end(), [&](const auto& l) { return l.number == number; }))
      line.fault("line", ImportCode::line_twice, std::to_string(number));
    if (draft.issue == nullptr) return nullptr;
    std::string issued;
    for (const auto& one : draft.issue->lines) {
      if (one.number == number) return draft.order->line(number);
      issued += (issued.empty() ? "" : ", ") + std::to_string(one.number);
    }
    line.fault("line", ImportCode::not_issued, line.cell("line").text, issued);
    return nullptr;
  }

  /// Fuel as it was measured; nothing where neither cell says anything.
  std::optional<statement::FuelReading> fuel_reading(ImportLine& line) {
    if (!line.has("temperature") && !line.has("density")) return std::nullopt;
    if (!line.has("temperature") || !line.has("density")) {
      line.fault(line.has("density") ? "temperature" : "density", ImportCode::fuel_reading);
      return std::nullopt;
    }
    const auto temperature = line.figure("temperature", 2, true);
    const auto density = line.figure("density", 3);
    if (!temperature || !density) return std::nullopt;
    if (!base::fuel_band(*density))
      line.fault("density", ImportCode::off_the_table, line.cell("density").text);
    else if (!base::volume_correction(*density, *temperature))
      line.fault("temperature", ImportCode::off_the_table, line.cell("temperature").text);
    else
      return statement::FuelReading{static_cast<std::int32_t>(*temperature), *density};
    return std::nullopt;
  }

  /// What was received stands in another unit, or at another temperature: the reading is kept beside the
  /// figure it becomes.
  void convert(ImportLine& line, const kernel::LineFact& at, statement::Entered entered,
               base::Rounding rounding, statement::ReceiveLine& out) {
    // Temperature changes a volume, and nothing else that is counted here.
    if (entered.fuel && !base::unit_ratio(entered.unit, "LTR"))
      return line.fault("received", ImportCode::no_ratio, entered.unit, "LTR");
    const auto ratio = kernel::reading_ratio(entered, at.line.unit);
    if (!ratio || !*ratio)
      return line.fault(line.has("read_unit") ? "read_unit" : "received", ImportCode::no_ratio, entered.unit,
                        at.line.unit);
    entered.numerator = (*ratio)->numerator;
    entered.denominator = (*ratio)->denominator;
    const auto figure =
        base::multiply_divide(entered.quantity, entered.numerator, entered.denominator, rounding);
    const auto hurt = base::multiply_divide(out.damaged, entered.numerator, entered.denominator, rounding);
    if (!figure || !hurt)
      return line.fault("received", ImportCode::decimals, line.cell("received").text, "6");
    out.received = *figure;
    out.damaged = *hurt;
    out.entered = std::move(entered);
  }

  const ImportTable& table_;
  const ImportGround& ground_;
  ImportFaults& faults_;
  ImportColumns columns_;
  std::vector<Draft> drafts_;
  std::set<std::string> already_;
};
}  // namespace

ImportedSheet<statement::Receive> read_receipts(const ImportTable& table, const ImportGround& ground,
                                                ImportFaults& faults) {
  return ReceiptReader(table, ground, faults).read();
}

}  // namespace palitan::papers
