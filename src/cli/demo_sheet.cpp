// Orders out of a spreadsheet: every fault by its cell, and all of them or none.
#include <nlohmann/json.hpp>

#include "cli/demo_stage.h"

namespace palitan::cli {
namespace {
using Json = nlohmann::json;

constexpr const char* kHead =
    "document,instrument,supplier,currency,place,activity,line,category,item,description,quantity,unit,means,"
    "price\n";

std::string sheet_of(const char* quantity, const char* means) {
  return std::string(kHead) +
         "P-2026-041,jpn-phl-acsa-2026,jpn,JPY,Subic Bay,Demonstration exercise off Subic "
         "Bay,1,fuel,F-76,Naval "
         "distillate," +
         quantity + ",LTR,replacement_in_kind,95\n" +
         "P-2026-042,jpn-phl-acsa-2026,jpn,JPY,Subic Bay,Demonstration exercise off Subic "
         "Bay,1,water,WATER,Fresh "
         "water,40,MTQ," +
         means + ",450\n";
}

Done<Json> hand_in(Stage& stage, const std::string& sheet) {
  const auto answer =
      stage.nation("phl").desk->sheet("orders", "?language=en&by=requesting%20officer", sheet);
  if (!answer) return tl::unexpected(answer.error());
  return Json::parse(*answer, nullptr, false);
}
}  // namespace

Done<void> import_a_sheet(Stage& stage) {
  chapter("10. Orders out of a spreadsheet");
  const auto cases = stage.nation("phl").desk->cases();
  if (!cases) return tl::unexpected(cases.error());
  const auto before = cases->size();
  const auto wrong = hand_in(stage, sheet_of("\xef\xbc\x91\xef\xbc\x90\xef\xbc\x90", "barter"));
  if (!wrong) return tl::unexpected(wrong.error());
  fmt::print("  phl  hands in two orders with full-width digits and unknown means, and is told:\n");
  std::size_t faults = 0;
  if (wrong->contains("errors"))
    for (const auto& fault : (*wrong)["errors"]) {
      fmt::print("       {}\n", fault.value("text", std::string()));
      ++faults;
    }
  const auto after = stage.nation("phl").desk->cases();
  stage.check("a sheet with two faults names both and imports nothing",
              faults == 2 && after && after->size() == before);
  const auto sheet = sheet_of("2000", "reimbursement");
  const auto done = hand_in(stage, sheet);
  if (!done) return tl::unexpected(done.error());
  const bool signed_both = done->value("signed", false) && (*done)["documents"].size() == 2;
  if (!signed_both) fmt::print("{}\n", done->dump(2));
  fmt::print("  phl  hands in the corrected sheet: two orders are signed, together.\n");
  stage.check("the corrected sheet is signed as a whole", signed_both);
  const auto again = hand_in(stage, sheet);
  if (!again) return tl::unexpected(again.error());
  stage.check("the same file a second time signs nothing",
              again->contains("already") && (*again)["already"].size() == 2 && (*again)["documents"].empty());
  return stage.settle();
}

}  // namespace palitan::cli
