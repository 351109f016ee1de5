// The views over all cases of a partnership, and the days that fall due in them.
#include "reports/mission_views.h"

#include <gtest/gtest.h>

#include "reports/calendar_rows.h"
#include "reports/case_title.h"
#include "reports/public_sheet_text.h"

namespace palitan::reports {
namespace {
base::Date day(std::string_view text) { return *base::parse_date(text); }
base::Id id_of(std::uint8_t byte) {
  base::Id out;
  out.raw.fill(byte);
  return out;
}

/// A visit that is inside, one that waits, and two grants of which one belongs to the other.
struct Mission {
  kernel::CaseFact raa, inside, asked, osa, boats, house;

  Mission() {
    raa.instrument = kernel::InstrumentFact{};
    raa.instrument->rules.visits.emplace();
    raa.instrument->rules.visits->consent_clause = "art-4";
    kernel::VisitFact visit;
    visit.state = kernel::VisitState::entered;
    visit.instrument = id_of(1);
    visit.host = "phl";
    visit.visitor = "jpn";
    visit.plan.emplace();
    visit.plan->purpose = "Air exercise";
    visit.plan->from = day("2026-11-20");
    visit.plan->until = day("2026-11-30");
    visit.people = {{statement::PeopleKind::officer, 5, 5, 0, 5}};
    visit.imports = {{1, statement::ImportKind::temporary, "generator", "EA", 2, 2, 1, 0, 1}};
    visit.incidents = {{id_of(40), "phl", statement::IncidentKind::other, day("2026-11-22")}};
    inside.visit = visit;
    kernel::VisitFact other;
    other.instrument = id_of(1);
    other.host = "phl";
    other.visitor = "usa";
    other.proposed = kernel::VisitProposal{id_of(41), day("2026-11-10"), {}};
    asked.visit = other;
    osa.instrument = kernel::InstrumentFact{};
    osa.instrument->rules.grants.emplace();
    osa.instrument->rules.grants->evaluation_months = 24;
    osa.instrument->rules.grants->publication_clause = "publication";
    boats.grant = grant("Boats", 600);
    house.grant = grant("Boathouse <b>", 900);
    house.grant->note.links = {{id_of(21), "houses"}};
  }
  static kernel::GrantFact grant(const char* title, std::int64_t amount) {
    kernel::GrantFact out;
    out.state = kernel::GrantState::agreed;
    out.note.instrument = id_of(2);
    out.note.donor = "jpn";
    out.note.recipient = "phl";
    out.note.title = title;
    out.note.obligation = {amount * 1'000'000, "JPY"};
    out.note.fiscal_year = day("2026-04-01");
    out.note.field = "maritime_safety";
    out.note.purpose = "patrol";
    out.agreed_on = day("2026-05-01");
    return out;
  }
  std::vector<CaseFile> cases() const {
    return {{id_of(1), &raa}, {id_of(10), &inside}, {id_of(11), &asked},
            {id_of(2), &osa}, {id_of(21), &boats},  {id_of(22), &house}};
  }
};

TEST(MissionViews, GatherVisitsOverAllCases) {
  const Mission mission;
  const auto view = visits_view(mission.cases(), day("2026-12-02"));
  ASSERT_EQ(view.in_country.size(), 1u);
  EXPECT_EQ(view.in_country[0].officers, 5u);
  ASSERT_EQ(view.visits.size(), 2u);
  EXPECT_TRUE(view.visits[0].row.overstayed);
  ASSERT_EQ(view.consents.size(), 1u);
  EXPECT_EQ(view.consents[0].visit, id_of(11));
  EXPECT_EQ(view.consents[0].row.clause, "art-4");
  ASSERT_EQ(view.imports.size(), 1u);
  EXPECT_EQ(view.imports[0].row.description, "generator");
  ASSERT_EQ(view.incidents.size(), 1u);
  EXPECT_EQ(view.incidents[0].row.id, id_of(40));
}

TEST(MissionViews, GatherGrantsOfEveryDonorOrOne) {
  const Mission mission;
  const auto view = grants_view(mission.cases(), day("2026-12-02")).value();
  EXPECT_EQ(view.grants.size(), 2u);
  ASSERT_EQ(view.portfolios.size(), 1u);
  EXPECT_EQ(view.portfolios[0].donor, "jpn");
  EXPECT_EQ(view.portfolios[0].portfolio.lines[0].agreed, 1'500'000'000);
  ASSERT_EQ(view.links.size(), 1u);
  EXPECT_EQ(view.links[0].grant, id_of(22));
  EXPECT_EQ(view.links[0].to, id_of(21));
  EXPECT_TRUE(grants_view(mission.cases(), day("2026-12-02"), "usa").value().grants.empty());
}

TEST(MissionViews, TellClaimsFromWhatMoved) {
  using ledger::AccountKind;
  EXPECT_TRUE(is_claim({AccountKind::receivable, "jpn", "phl"}, "jpn"));
  EXPECT_FALSE(is_claim({AccountKind::receivable, "phl", "jpn"}, "jpn"));
  EXPECT_FALSE(is_claim({AccountKind::issued, "jpn", "phl"}, "jpn"));
  EXPECT_FALSE(is_claim({AccountKind::written_off, "jpn", "phl"}, "jpn"));
  std::map<ledger::Commodity, Claims> sums;
  for (const std::int64_t amount : {7, -3, 5}) ASSERT_TRUE(add_claim(sums, "JPY", amount).has_value());
  EXPECT_EQ(sums["JPY"].may_ask, 12);
  EXPECT_EQ(sums["JPY"].owes, -3);
  EXPECT_FALSE(add_claim(sums, "JPY", std::numeric_limits<std::int64_t>::max()).has_value());
}

TEST(PublicSheetText, LabelsInThreeLanguagesAndEscapesTheRest) {
  const Mission mission;
  const auto grants = grants_in(mission.cases());
  const auto sheet = public_sheet(grants.at(1)).value();
  const auto english = public_sheet_text(sheet);
  EXPECT_NE(english.find("# Boathouse \\<b\\>\n"), std::string::npos) << english;
  EXPECT_NE(english.find("- Amount: 900 000 000 JPY\n"), std::string::npos) << english;
  EXPECT_NE(public_sheet_text(sheet, SheetLabels::ja).find("- 合意日: 2026-05-01\n"), std::string::npos);
  EXPECT_NE(public_sheet_text(sheet, SheetLabels::fil).find("- Halaga: 900 000 000 JPY\n"),
            std::string::npos);
}

TEST(CalendarRows, NameWhatAPartyHasToDoByADay) {
  const Mission mission;
  const auto on = day("2026-11-25");
  const auto visits = visit_days(visits_view(mission.cases(), on), "jpn");
  ASSERT_EQ(visits.size(), 2u) << "the window and the import; the other visit is not jpn's";
  EXPECT_EQ(visits[0].what, "window");
  EXPECT_EQ(visits[0].from, day("2026-11-20"));
  EXPECT_EQ(visits[0].last, day("2026-11-30"));
  EXPECT_EQ(visits[1].what, "import-1");
  EXPECT_TRUE(visit_days(visits_view(mission.cases(), on), "aus").empty());
  const auto view = grants_view(mission.cases(), on).value();
  for (const auto& row : grant_days(view, "jpn")) EXPECT_EQ(row.category, "grant");
  EXPECT_TRUE(grant_days(view, "usa").empty());
}

TEST(CaseTitle, SaysWhatACaseIsAbout) {
  const Mission mission;
  EXPECT_EQ(case_title(mission.inside), "jpn in phl");
  EXPECT_EQ(case_title(mission.boats), "jpn to phl: Boats");
}
}  // namespace
}  // namespace palitan::reports
