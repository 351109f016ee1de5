// A report as it stands on a terminal.
#include "cli/report_command.h"

#include <gtest/gtest.h>

namespace palitan::cli {
namespace {

TEST(ReportText, IsAnAlignedTableOfWhatSaysSomething) {
  const auto text = report_text(R"({"report":"overdue","title":"Overdue on 2026-11-23, agreed","columns":[
    {"name":"due","shape":"date"},{"name":"days_late","shape":"count"},{"name":"amount","shape":"amount"},
    {"name":"act","shape":"text"},{"name":"order","shape":"id"}],"total":7,"rows":[
    {"due":"2026-11-01","days_late":22,"amount":"1234567.50","order":"00112233445566778899aabb"},
    {"days_late":-3,"amount":"-5.00","order":"ffeeddccbbaa99887766"}],"notes":["overdue_1_30: 1 debts"]})");
  ASSERT_TRUE(text) << text.error().says;
  EXPECT_EQ(*text,
            "Overdue on 2026-11-23, agreed\n"
            "  due         days late        amount  order\n"
            "  2026-11-01         22  1 234 567.50  001122334455\n"
            "                     -3         -5.00  ffeeddccbbaa\n"
            "  and 5 more rows; --count N shows more, --csv FILE holds all\n"
            "  overdue_1_30: 1 debts\n");
}

TEST(ReportText, SaysNothingWhereThereIsNothing) {
  EXPECT_EQ(*report_text(
                R"({"title":"Ceilings","columns":[{"name":"used","shape":"amount"}],"rows":[],"total":0})"),
            "Ceilings\n  Nothing.\n");
}

TEST(ReportText, DoesNotTrustAnotherProgramsAnswer) {
  EXPECT_FALSE(report_text("<html>"));
  EXPECT_FALSE(report_text("{}"));
}

}  // namespace
}  // namespace palitan::cli
