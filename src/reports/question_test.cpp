// Questions and their sheets over a small record; the made year in tests/year has the large one.
#include "reports/question.h"

#include <gtest/gtest.h>

#include "kernel/record_kit.h"

namespace palitan::reports {
namespace {
using base::Code;
using kernel::kit::day;
using kernel::kit::paid_fuel;
using kernel::kit::Record;
using Given = std::map<std::string, std::string, std::less<>>;

base::Result<Question> asked(Report report, const Given& given) {
  return read_question(
      report,
      [&](std::string_view name) -> std::optional<std::string> {
        const auto found = given.find(name);
        return found == given.end() ? std::nullopt : std::optional(found->second);
      },
      day(0));
}

/// A record with its index: every act put and posted as a node would.
class Reports : public testing::Test {
 protected:
  Reports() : record_({.open_house = true}) {
    PALITAN_CHECK(index_.put_instrument(record_.instrument(), rules()));
  }

  terms::Instrument rules() {
    return record_.get<kernel::CaseFact>(kernel::case_key(record_.instrument()))->instrument->rules;
  }
  void agree() {
    const auto fold = record_.accord();
    for (const auto& [key, fact] : fold.changed) {
      const auto* file = kernel::fact_as<kernel::CaseFact>(fact.get());
      if (file != nullptr && file->order)
        PALITAN_CHECK(index_.put_order(base::Id{key.id}, *file->order).has_value());
    }
    auto position = record_.accords().back().point.size - fold.entries.size();
    for (const auto& entry : fold.entries) {
      ids_[position] = entry.act->id();
      for (const auto& posting : entry.postings)
        ASSERT_TRUE(index_.post(position, entry.act->case_of(), entry.act->content().effective().legal_date(),
                                posting));
      ++position;
    }
    index_.set_posted(position);
  }
  Sheet sheet(Report report, const Given& given = {}) {
    const auto question = asked(report, given);
    PALITAN_CHECK(question.has_value());
    auto out = answer(index_, *question, [&](std::uint64_t at) { return std::optional(ids_.at(at)); });
    PALITAN_CHECK(out.has_value());
    return std::move(*out);
  }
  static std::string cell(const Sheet& sheet, std::size_t row, std::string_view column) {
    for (std::size_t i = 0; i < sheet.columns.size(); ++i)
      if (sheet.columns[i].name == column) return to_text(sheet.rows.at(row).at(i));
    return "no such column";
  }

  Record record_;
  Index index_;
  std::map<std::uint64_t, base::Id> ids_;
};

TEST_F(Reports, NameDebtorAmountAndStep) {
  const auto id = record_.accepted_order({paid_fuel()}, 15'000);
  record_.receive(id, record_.issue(id, 100), 100);
  agree();
  const auto board = sheet(Report::overdue, {{"on", to_text(day(75))}});
  ASSERT_EQ(board.rows.size(), 1u);
  EXPECT_EQ(cell(board, 0, "level"), "overdue_1_30");
  EXPECT_EQ(cell(board, 0, "due"), to_text(day(60)));
  EXPECT_EQ(cell(board, 0, "days_late"), "15");
  EXPECT_EQ(cell(board, 0, "debtor"), "phl");
  EXPECT_EQ(cell(board, 0, "owed"), "unbilled");
  EXPECT_EQ(cell(board, 0, "amount"), "15000");
  EXPECT_EQ(cell(board, 0, "awaits"), "bill");
  EXPECT_EQ(cell(board, 0, "from"), "jpn");
  EXPECT_EQ(cell(board, 0, "standing"), "agreed");
  EXPECT_EQ(board.notes, std::vector<std::string>{"debts overdue_1_30: 1"});
  EXPECT_TRUE(sheet(Report::overdue, {{"partner", "usa"}, {"on", to_text(day(75))}}).rows.empty());
}

TEST_F(Reports, ShowWhoseStepIsAskedFor) {
  const auto id = record_.accepted_order({paid_fuel()}, 15'000);
  record_.receive(id, record_.issue(id, 100), 100);
  record_.accepted_order({paid_fuel()}, 15'000);
  agree();
  const auto steps = [&](const Given& given) {
    auto more = given;
    more["all"] = "true";
    const auto board = sheet(Report::overdue, more);
    std::vector<std::string> out;
    for (std::size_t i = 0; i < board.rows.size(); ++i) out.push_back(cell(board, i, "awaits"));
    EXPECT_EQ(board.total_rows, out.size());
    std::ranges::sort(out);
    return out;
  };
  using Steps = std::vector<std::string>;
  EXPECT_EQ(steps({}), (Steps{"bill", "issue"}));
  EXPECT_EQ(steps({{"by", "jpn"}}), (Steps{"bill", "issue"})) << "the supplier's, both";
  EXPECT_EQ(steps({{"by", "phl"}}), Steps{});
  EXPECT_EQ(steps({{"by", "phl,jpn"}, {"awaits", "issue,payment"}}), Steps{"issue"});
  EXPECT_EQ(steps({{"awaits", "payment"}}), Steps{});
  const auto due = to_text(day(60));  // of the bill; the order not yet issued has no day
  EXPECT_EQ(steps({{"due_from", due}, {"due_until", due}}), Steps{"bill"});
  EXPECT_EQ(steps({{"due_until", to_text(day(59))}}), Steps{});
  EXPECT_EQ(steps({{"due_from", to_text(day(61))}}), Steps{});
  EXPECT_EQ(asked(Report::overdue, {{"due_from", "soon"}}).error().code, Code::local_draft);
  const auto counted = sheet(Report::overdue, {{"all", "true"}, {"awaits", "bill"}, {"count", "0"}});
  EXPECT_TRUE(counted.rows.empty());
  EXPECT_EQ(counted.total_rows, 1u);
  EXPECT_EQ(asked(Report::overdue, {{"awaits", "prayer"}}).error().code, Code::local_draft);
  EXPECT_EQ(asked(Report::overdue, {{"by", "jpn,,"}}).error().code, Code::local_draft);
}

TEST_F(Reports, AgeWithOnesOwnBuckets) {
  const auto id = record_.accepted_order({paid_fuel()}, 15'000);
  record_.receive(id, record_.issue(id, 60), 60);
  agree();
  const auto aged = sheet(Report::ageing, {{"on", to_text(day(20))}, {"buckets", "7,20"}});
  EXPECT_EQ(cell(aged, 0, "days_0_7"), "0");
  EXPECT_EQ(cell(aged, 0, "days_8_20"), "9000");
  EXPECT_EQ(cell(aged, 0, "days_over_20"), "0");
  EXPECT_EQ(cell(aged, 0, "total"), "9000");
  EXPECT_EQ(cell(sheet(Report::ageing, {{"on", to_text(day(21))}, {"buckets", "7,20"}}), 0, "days_over_20"),
            "9000");
}

TEST_F(Reports, LayWhatIsPendingOverWhatIsAgreed) {
  const auto agreed = record_.accepted_order({paid_fuel()}, 15'000);
  const auto first = record_.issue(agreed, 40);
  record_.receive(agreed, first, 40);
  agree();
  const auto receive = record_.receive(agreed, record_.issue(agreed, 60), 60);
  const auto fresh = record_.accepted_order({kernel::kit::lent_fuel()}, 0);
  record_.receive(fresh, record_.issue(fresh, 5), 5);
  std::vector<std::pair<base::Id, kernel::CaseFact>> files;
  for (const auto& id : {agreed, fresh})
    files.emplace_back(id, *record_.get<kernel::CaseFact>(kernel::case_key(id)));
  index_.set_pending({{receive.id, agreed, "receive", "phl", day(0), Code::accepted, record_.now()}}, files);

  EXPECT_EQ(cell(sheet(Report::ageing), 0, "total"), "6000");
  const auto both = sheet(Report::ageing, {{"provisional", "true"}});
  ASSERT_EQ(both.rows.size(), 2u);
  EXPECT_EQ(cell(both, 0, "total"), "15000");
  EXPECT_EQ(cell(both, 1, "total"), "5.000000");
  EXPECT_EQ(cell(sheet(Report::unbilled, {{"provisional", "true"}}), 0, "standing"), "pending");
  // The positions with it are what the kernel's own balances say.
  const auto rows = position(index_, {day(0), {}, true}, {}).value();
  for (const auto& row : rows)
    EXPECT_EQ(row.amount,
              record_.balance(row.account.kind, row.account.holder, row.account.other, row.commodity))
        << to_text(row.account);
  const auto list = sheet(Report::pending);
  ASSERT_EQ(list.rows.size(), 1u);
  EXPECT_EQ(cell(list, 0, "act"), "receive");
  EXPECT_EQ(cell(list, 0, "agreed_state"), "delivering");
}

TEST_F(Reports, LeadFromAFigureToItsActs) {
  const auto id = record_.accepted_order({paid_fuel()}, 15'000);
  const auto received = record_.receive(id, record_.issue(id, 100), 100).id;
  record_.whole_order();
  agree();
  const auto acts = sheet(Report::position, {{"account", "jpn:unbilled:phl"}, {"commodity", "JPY"}});
  ASSERT_EQ(acts.rows.size(), 1u) << "the settled order has no part in it";
  EXPECT_EQ(cell(acts, 0, "act"), base::to_hex(received.view()));
  EXPECT_EQ(cell(acts, 0, "amount"), "15000");
  EXPECT_EQ(acts.notes, std::vector<std::string>{"together 15000 JPY"});
}

TEST_F(Reports, SplitAYearAtTheLegalDate) {
  // Midnight of 31 March between Tokyo and Manila: what counts is the legal date of the receipt.
  const auto id = record_.accepted_order({paid_fuel()}, 15'000);
  agree();
  record_.pass_days(127);
  const auto first = record_.issue(id, 30), second = record_.issue(id, 70);
  record_.pass_days(2);
  auto& phl = record_.office("phl");
  const auto take = [&](const base::Id& issue, std::int64_t units, const char* date) {
    const auto done =
        record_.act(phl, statement::Receive{issue, {{1, units * base::kMicro, 0, {}, {}}}, {}, {}},
                    {.in = id, .on = base::parse_date(date)});
    ASSERT_EQ(done.code(), Code::accepted);
  };
  take(first, 30, "2027-03-31");
  take(second, 70, "2027-04-01");
  agree();
  const auto old_year = sheet(Report::year, {{"year", "2026"}}),
             new_year = sheet(Report::year, {{"year", "2027"}});
  EXPECT_EQ(cell(old_year, 0, "quantity"), "30.000000");
  EXPECT_EQ(cell(old_year, 0, "value"), "4500");
  EXPECT_EQ(cell(old_year, 0, "orders"), "1");
  EXPECT_EQ(cell(new_year, 0, "quantity"), "70.000000");
  EXPECT_EQ(cell(new_year, 0, "value"), "10500");
  EXPECT_EQ(cell(new_year, 0, "orders"), "0") << "counted in the year of its first goods";
  EXPECT_EQ(cell(sheet(Report::year, {{"fiscal", "oct"}, {"year", "2026"}}), 0, "value"), "15000");
  EXPECT_EQ(cell(sheet(Report::year, {{"fiscal", "jan"}, {"year", "2027"}}), 0, "value"), "15000");
}

TEST_F(Reports, ShowWhatEvidenceIsMissing) {
  record_.accepted_order({paid_fuel()}, 15'000);
  agree();
  const auto meters = sheet(Report::evidence);
  ASSERT_EQ(meters.rows.size(), 1u);
  EXPECT_NE(cell(meters, 0, "missing").find("bill_to"), std::string::npos);
  EXPECT_NE(cell(meters, 0, "missing").find("receipt_acknowledged"), std::string::npos);
  EXPECT_EQ(cell(meters, 0, "asked"), "15000");
  EXPECT_EQ(cell(meters, 0, "full_cost"), "15000");
  EXPECT_EQ(cell(meters, 0, "cover"), "100.0 %");
  EXPECT_EQ(cell(meters, 0, "signed_not_held"), "") << "nobody said what lies here";
  const auto question = asked(Report::evidence, {}).value();
  const auto counted =
      answer(index_, question, [](std::uint64_t) { return std::nullopt; }, [](const base::Id&) { return 2; });
  ASSERT_TRUE(counted);
  EXPECT_EQ(cell(*counted, 0, "signed_not_held"), "2");
}

TEST_F(Reports, ArePagedAndSayHowMuchThereIs) {
  for (int i = 0; i < 5; ++i) record_.accepted_order({paid_fuel()}, 15'000);
  agree();
  const auto page = sheet(Report::overdue, {{"all", "true"}, {"from", "3"}, {"count", "9"}});
  EXPECT_EQ(page.rows.size(), 2u);
  EXPECT_EQ(page.total_rows, 5u);
  EXPECT_TRUE(sheet(Report::overdue, {{"all", "true"}, {"from", "99"}}).rows.empty());
}

TEST_F(Reports, AreBuiltAnewWhenTheRulesChange) {
  EXPECT_TRUE(index_.put_instrument(record_.instrument(), rules()));
  auto other = rules();
  other.clocks[0].days = 61;
  EXPECT_TRUE(index_.put_instrument(record_.instrument(), other)) << "no order stands under it yet";
  record_.accepted_order({paid_fuel()}, 15'000);
  agree();
  EXPECT_FALSE(index_.put_instrument(record_.instrument(), rules()));
}

TEST_F(Reports, RefuseWhatTheyDoNotKnow) {
  kernel::OrderFact stray;
  stray.instrument = base::Id{};
  EXPECT_EQ(index_.put_order({}, stray).error().code, Code::local_damaged);
  EXPECT_EQ(index_.post(9, {}, day(0), {}).error().code, Code::local_damaged);
  index_.set_posted(10);
  EXPECT_TRUE(index_.post(9, {}, day(0), {})) << "posted before";
}

TEST(Questions, NameTheParameterThatIsWrong) {
  const std::vector<std::tuple<Report, Given, std::string>> wrong = {
      {Report::overdue, {{"on", "23.11.2026"}}, "on"},
      {Report::overdue, {{"partner", "JPN"}}, "partner"},
      {Report::overdue, {{"provisional", "maybe"}}, "provisional"},
      {Report::overdue, {{"count", "-1"}}, "count"},
      {Report::ageing, {{"buckets", "30,30"}}, "buckets"},
      {Report::ageing, {{"buckets", ""}}, "buckets"},
      {Report::ageing, {{"buckets", "30,x"}}, "buckets"},
      {Report::year, {{"fiscal", "mar"}}, "fiscal"},
      {Report::year, {{"year", "20266"}}, "year"},
      {Report::year, {{"provisional", "1"}}, "provisional"},
      {Report::position, {{"on", "2026-11-23"}, {"provisional", "1"}}, "provisional"},
      {Report::position, {{"account", "jpn:owns:phl"}, {"commodity", "JPY"}}, "account"},
      {Report::position, {{"account", "jpn:receivable:phl"}}, "commodity"},
      {Report::position,
       {{"account", "jpn:receivable:phl"}, {"commodity", "JPY"}, {"instrument", "xyz"}},
       "instrument"},
      {Report::ageing, {{"account", "jpn:receivable:phl"}, {"commodity", "JPY"}}, "account"}};
  for (const auto& [report, given, parameter] : wrong) {
    const auto question = asked(report, given);
    ASSERT_FALSE(question) << parameter;
    EXPECT_EQ(question.error().code, Code::local_draft);
    EXPECT_EQ(question.error().detail.substr(0, parameter.size() + 2), "\"" + parameter + "\"");
  }
}

TEST(Questions, KnowTheFiscalYearsOfThreeNations) {
  const auto year = [](const Given& given) {
    const auto question = asked(Report::year, given);
    return to_text(question->year.from) + " " + to_text(question->year.until);
  };
  EXPECT_EQ(year({}), "2026-04-01 2027-03-31");
  EXPECT_EQ(year({{"fiscal", "oct"}}), "2026-10-01 2027-09-30");
  EXPECT_EQ(year({{"fiscal", "jan"}, {"year", "2025"}}), "2025-01-01 2025-12-31");
}

}  // namespace
}  // namespace palitan::reports
