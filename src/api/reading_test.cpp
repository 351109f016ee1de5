// What the pages read of running nodes beside cases and reports: search, the audit trail, papers, clauses,
// views, the calendar, and files that are only checked.
#include <gtest/gtest.h>

#include <fstream>
#include <set>

#include "api/test_kit.h"
#include "crypto/hmac.h"

namespace palitan::api {
namespace {
using namespace kit;

class ReadingANode : public testing::Test {
 protected:
  void SetUp() override {
    pair_.start();
    under_ = node::kit::open_house(*pair_.jpn, *pair_.phl, pair_.partnership);
    jpn_ = std::make_unique<Clerk>(*pair_.jpn);
    phl_ = std::make_unique<Clerk>(*pair_.phl);
  }
  template <class Body>
  base::Id act(node::Service& service, const Body& body, std::optional<base::Id> in = {}) {
    const auto out = node::kit::act(service, pair_.partnership, "desk", body, in);
    EXPECT_TRUE(within(20s, [&] { return agreed_on_both(*pair_.jpn, *pair_.phl, pair_.partnership); }));
    return out;
  }
  void cut_the_link() {
    for (auto* service : {pair_.jpn.get(), pair_.phl.get()})
      for (const auto* party : {"jpn", "phl"}) service->peers().set_link(party, false);
  }
  Answer get(Clerk& clerk, const std::string& path) { return clerk.get(pair_.base_path() + path); }
  statement::Request request_for(const std::string& place, const std::string& reference) {
    auto out = fuel_request(under_);
    out.place = place;
    out.reference = reference;
    return out;
  }
  /// Offered by jpn, accepted, 60 of 100 litres issued and received, and billed.
  base::Id billed_order() {
    const auto order = act(*pair_.phl, request_for("Subic", "PHL-2026-014"));
    const auto offer = act(*pair_.jpn, statement::Offer{{kernel::kit::paid_fuel()}, 15'000, {}}, order);
    act(*pair_.phl, statement::Accept{offer, 15'000}, order);
    const auto issue = act(*pair_.jpn, statement::Issue{{{1, 60 * base::kMicro, {}}}, {}, {}}, order);
    act(*pair_.phl, statement::Receive{issue, {{1, 60 * base::kMicro, 0, {}, {}}}, {}, {}}, order);
    act(*pair_.jpn,
        statement::Invoice{{{1, 60 * base::kMicro, 9'000, false}}, 9'000, base::add_days(today(), 60), "N1"},
        order);
    return order;
  }

  Pair pair_;
  Instruments under_;
  std::unique_ptr<Clerk> jpn_, phl_;
};

TEST_F(ReadingANode, FindsWordsOfAgreedAndPendingActs) {
  const auto agreed = act(*pair_.phl, request_for("スービック湾の燃料桟橋", "PHL-2026-014"));
  const auto found = get(*jpn_, "/search?q=%E7%87%83%E6%96%99").json;  // 燃料
  ASSERT_EQ(found["rows"].size(), 1u) << found.dump(2);
  EXPECT_EQ(found["rows"][0]["case"], hex(agreed));
  EXPECT_EQ(found["rows"][0]["type"], "order");
  EXPECT_EQ(found["rows"][0]["field"], "place");
  EXPECT_EQ(found["rows"][0]["standing"], "agreed");
  cut_the_link();
  const auto pending =
      node::kit::act(*pair_.phl, pair_.partnership, "desk", request_for("燃料庫", "PHL-2026-015"));
  const auto both = get(*phl_, "/search?q=%E7%87%83%E6%96%99").json;
  ASSERT_EQ(both["total"], 2) << both.dump(2);
  EXPECT_EQ(both["rows"][0]["case"], hex(pending));
  EXPECT_EQ(both["rows"][0]["standing"], "pending");
  EXPECT_EQ(get(*jpn_, "/search?q=%E7%87%83%E6%96%99").json["total"], 1);
  EXPECT_EQ(get(*phl_, "/search?q=PHL-2026&count=1").json["rows"].size(), 1u);
  EXPECT_EQ(get(*phl_, "/search?q=%EF%BD%90%EF%BD%88%EF%BD%8C-2026-015").json["total"], 1) << "full width";
  EXPECT_EQ(get(*phl_, "/search?q=Balikatan").json["rows"][0]["type"], "activity");
  EXPECT_EQ(get(*phl_, "/search?q=").status, 400);
}

TEST_F(ReadingANode, WalksTheTrailBackwardsWithNothingTwice) {
  billed_order();
  cut_the_link();
  for (const auto* reference : {"PHL-2026-020", "PHL-2026-021", "PHL-2026-022"})
    node::kit::act(*pair_.phl, pair_.partnership, "desk", request_for("Subic", reference));
  std::vector<Json> seen;
  std::set<std::string> ids;
  std::string next;
  do {
    const auto page = get(*phl_, "/acts?count=2" + (next.empty() ? "" : "&from=" + next)).json;
    ASSERT_LE(page["acts"].size(), 2u) << page.dump(2);
    for (const auto& one : page["acts"]) {
      seen.push_back(one);
      EXPECT_TRUE(ids.insert(one["id"].get<std::string>()).second);
    }
    next = page.value("next", "");
  } while (!next.empty());
  const auto size = get(*phl_, "/log").json["size"].get<std::size_t>();
  ASSERT_EQ(seen.size(), size + 3);
  EXPECT_EQ(seen[0]["body"]["reference"], "PHL-2026-022");
  EXPECT_EQ(seen[0]["standing"], "pending");
  for (std::size_t i = 0; i < size; ++i) EXPECT_EQ(seen[3 + i]["position"], size - 1 - i);

  const auto invoices = get(*phl_, "/acts?kind=invoice&party=jpn").json["acts"];
  ASSERT_EQ(invoices.size(), 1u);
  EXPECT_EQ(invoices[0]["body"]["number"], "N1");
  EXPECT_TRUE(get(*phl_, "/acts?kind=invoice&party=phl").json["acts"].empty());
  EXPECT_TRUE(get(*phl_, "/acts?until=2020-01-01").json["acts"].empty());
  const auto of_case = "/acts?case=" + invoices[0]["case"].get<std::string>();
  const auto first = get(*phl_, of_case + "&count=4").json;
  EXPECT_EQ(first["acts"].size(), 4u);
  const auto rest = get(*phl_, of_case + "&count=4&from=" + first["next"].get<std::string>()).json;
  ASSERT_EQ(rest["acts"].size(), 2u);
  EXPECT_EQ(rest["acts"][1]["kind"], "request");
  EXPECT_FALSE(rest.contains("next"));
  for (const auto* bad : {"/acts?from=log.x", "/acts?from=case.1", "/acts?kind=nothing", "/acts?since=now"})
    EXPECT_EQ(get(*phl_, bad).status, 400) << bad;
}

TEST_F(ReadingANode, ListsOrdersInEveryForm) {
  const auto order = billed_order();
  const auto list = get(*jpn_, "/reports/orders?q=f-76&state=delivering&sort=-owed").json;
  ASSERT_EQ(list["rows"].size(), 1u) << list.dump(2);
  EXPECT_EQ(list["rows"][0]["order"], hex(order));
  EXPECT_EQ(list["rows"][0]["owed"], "9000");
  EXPECT_EQ(list["rows"][0]["billed_percent"], 100);
  EXPECT_EQ(get(*jpn_, "/reports/orders?format=csv").type, "text/csv; charset=utf-8");
  EXPECT_EQ(get(*jpn_, "/reports/orders?format=xlsx").text.substr(0, 2), "PK");
  for (const auto* bad : {"state=sold", "level=late", "sort=colour", "means=barter", "supplier=japan"})
    EXPECT_EQ(get(*jpn_, std::string("/reports/orders?") + bad).status, 400) << bad;
}

TEST_F(ReadingANode, PrintsThePapersOfAnOrder) {
  const auto order = billed_order();
  const auto paper = "/papers/" + hex(order);
  for (const auto* kind : {"order", "invoice", "receipt", "account"})
    for (const auto* language : {"ja", "fil"}) {
      const auto printed = get(*jpn_, paper + "?kind=" + kind + "&language=" + language);
      EXPECT_EQ(printed.status, 200) << kind << printed.text;
      EXPECT_EQ(printed.type, "application/pdf");
      EXPECT_EQ(printed.text.substr(0, 5), "%PDF-");
    }
  EXPECT_EQ(get(*jpn_, paper + "?kind=reminder").status, 404) << "nothing is overdue";
  const auto later = to_text(base::add_days(today(), 90));
  EXPECT_EQ(get(*jpn_, paper + "?kind=reminder&on=" + later).status, 200);
  EXPECT_EQ(get(*phl_, paper + "?kind=reminder&on=" + later).status, 404) << "nobody owes phl";
  EXPECT_EQ(get(*jpn_, paper + "?kind=receipt&act=" + hex(order)).status, 404);
  EXPECT_EQ(get(*jpn_, paper + "?kind=letter").status, 400);
  EXPECT_EQ(get(*jpn_, "/papers/" + hex(under_.activity)).status, 404);
}

TEST_F(ReadingANode, ShowsWhichActsLeanedOnAClause) {
  const auto texts = "/instruments/" + hex(under_.instrument) + "/texts";
  const auto before = get(*jpn_, texts).json;
  EXPECT_FALSE(before["texts_held"].get<bool>());
  EXPECT_FALSE(before["clauses"].empty());
  EXPECT_EQ(before["clauses"][0]["certainty"], "assumed") << before["clauses"][0].dump();
  EXPECT_TRUE(before["leaned_on"].empty());
  // What a partner signs against its own node's judgement stays in the log, refused by its clause.
  auto wanted = request_for("Subic", "PHL-2026-014");
  wanted.lines = {kernel::kit::line(1, "ammunition", "BALL-556", 100, "EA", statement::Means::reimbursement,
                                    statement::Price{150, 1})};
  auto insisting = node::kit::draft(pair_.partnership, node::kit::seat("phl", "desk"), wanted);
  insisting.insist = true;
  const auto refused = node::kit::submit(pair_.phl->writer(), pair_.partnership, std::move(insisting));
  ASSERT_TRUE(refused.has_value());
  EXPECT_TRUE(within(20s, [&] { return agreed_on_both(*pair_.jpn, *pair_.phl, pair_.partnership); }));
  const auto after = get(*jpn_, texts).json["leaned_on"];
  ASSERT_EQ(after.size(), 1u) << after.dump(2);
  EXPECT_EQ(after[0]["clause"], "annex-ammunition");
  EXPECT_EQ(after[0]["total"], 1);
  EXPECT_EQ(after[0]["acts"][0]["id"], hex(refused->id));
  EXPECT_EQ(after[0]["acts"][0]["party"], "phl");
  EXPECT_EQ(after[0]["acts"][0]["verdict"]["name"], "refused_excluded");
  EXPECT_TRUE(get(*jpn_, texts + "?count=0").json["leaned_on"][0]["acts"].empty());
  EXPECT_EQ(get(*jpn_, "/instruments/" + hex(under_.activity) + "/texts").status, 404);
}

TEST_F(ReadingANode, GathersActivitiesAndAllBooks) {
  billed_order();
  const auto activities = get(*jpn_, "/activities").json["activities"];
  ASSERT_EQ(activities.size(), 1u);
  EXPECT_EQ(activities[0]["name"], "Balikatan");
  EXPECT_EQ(activities[0]["orders"], 1);
  EXPECT_EQ(activities[0]["state"], "concurred");
  ASSERT_EQ(activities[0]["costs"].size(), 1u);
  EXPECT_EQ(activities[0]["costs"][0]["received"], "60");
  EXPECT_EQ(activities[0]["costs"][0]["money"]["text"], "9000");
  const auto all = jpn_->get("/v1/everywhere").json;
  ASSERT_EQ(all["books"].size(), 1u);
  EXPECT_EQ(all["books"][0]["parties"], (Json{"jpn", "phl"}));
  ASSERT_EQ(all["totals"].size(), 1u) << all.dump(2);
  EXPECT_EQ(all["totals"][0]["may_ask"], "9000");
  EXPECT_EQ(phl_->get("/v1/everywhere").json["totals"][0]["owes"], "9000");
}

TEST_F(ReadingANode, AnswersEmptyViewsWhereThereIsNothing) {
  const auto visits = get(*jpn_, "/visits").json;
  for (const auto* part : {"in_country", "visits", "consents_awaited", "imports_inside", "conditions_open",
                           "incidents", "claims", "items", "uncovered"})
    EXPECT_TRUE(visits[part].is_array() && visits[part].empty()) << part;
  const auto grants = get(*jpn_, "/grants?donor=jpn").json;
  for (const auto* part : {"grants", "portfolio", "due", "register", "links"})
    EXPECT_TRUE(grants[part].is_array() && grants[part].empty()) << part;
  EXPECT_EQ(get(*jpn_, "/visits?on=today").status, 400);
  EXPECT_EQ(get(*jpn_, "/grants?donor=japan").status, 400);
  EXPECT_EQ(get(*jpn_, "/grants/" + hex(under_.activity) + "/public").status, 404);
}

TEST_F(ReadingANode, KeepsACalendarThatItsKeyAloneOpens) {
  const auto order = billed_order();
  const auto calendar = phl_->get("/v1/calendar.ics");
  EXPECT_EQ(calendar.type, "text/calendar; charset=utf-8");
  EXPECT_TRUE(calendar.text.starts_with("BEGIN:VCALENDAR\r\n")) << calendar.text;
  EXPECT_NE(calendar.text.find(hex(order).substr(0, 16)), std::string::npos);
  EXPECT_NE(calendar.text.find("CATEGORIES:payment"), std::string::npos) << calendar.text;
  EXPECT_NE(calendar.text.find(": payment "), std::string::npos) << calendar.text;
  EXPECT_NE(phl_->get("/v1/calendar.ics?language=ja").text.find(": 支払 "), std::string::npos);
  EXPECT_NE(phl_->get("/v1/calendar.ics?language=fil").text.find(": bayad "), std::string::npos);
  EXPECT_EQ(phl_->get("/v1/calendar.ics?language=tl").status, 400);
  EXPECT_EQ(jpn_->get("/v1/calendar.ics").text.find("CATEGORIES:payment"), std::string::npos);
  Clerk stranger(Clerk::target_of(*pair_.phl), "");
  EXPECT_EQ(stranger.get("/v1/calendar.ics").status, 401);
  EXPECT_EQ(stranger.get("/v1/calendar.ics?key=00").status, 401);
  const auto key = hex(crypto::hmac_sha256(base::view_of(pair_.phl->token()), base::view_of("calendar")));
  EXPECT_EQ(stranger.get("/v1/calendar.ics?key=" + key).status, 200);
  EXPECT_EQ(stranger.get("/v1/status?key=" + key).status, 401) << "it opens the calendar and nothing else";
}

TEST_F(ReadingANode, ChecksFilesAndKeepsNothing) {
  std::ifstream in(std::string(PALITAN_SOURCE_DIR) + "/instruments/jpn-phl-acsa-2026.toml", std::ios::binary);
  const std::string toml{std::istreambuf_iterator<char>(in), {}};
  const auto good = jpn_->post("/v1/instruments/check", toml, "text/plain").json;
  EXPECT_TRUE(good["faults"].empty()) << good.dump(2);
  EXPECT_EQ(good["kind"], "instrument");
  EXPECT_FALSE(good["rules"].get<std::string>().empty());
  const auto bad = jpn_->post("/v1/instruments/check", "name = \"x\"\nparties = 7\n", "text/plain").json;
  ASSERT_EQ(bad["faults"].size(), 1u) << bad.dump(2);
  EXPECT_TRUE(bad["faults"][0]["line"].is_number()) << bad.dump(2);
  EXPECT_FALSE(bad.contains("rules"));
  EXPECT_EQ(jpn_->post("/v1/instruments/check", std::string((1 << 20) + 1, '#'), "text/plain").status, 413);
  const auto table = jpn_->post("/v1/reference/units/check", "what,is\nthis,file\n", "text/csv").json;
  ASSERT_EQ(table["faults"].size(), 1u);
  EXPECT_EQ(table["rows"], 0);
  EXPECT_EQ(jpn_->post("/v1/reference/colours/check", "a,b\n", "text/csv").status, 404);
}
}  // namespace
}  // namespace palitan::api
