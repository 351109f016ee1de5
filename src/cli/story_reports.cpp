// What a story may ask of the reports.
#include <fmt/format.h>

#include "cli/story_player.h"
#include "node/reporter.h"
#include "reports/books.h"
#include "reports/service_months.h"

namespace palitan::cli {
namespace {
using statement::PartyCode;

/// "2018-02 unused" for each alarm of that line of the order.
std::vector<std::string> alarms_of(const reports::Index& index, const base::Id& order, std::int64_t line,
                                   base::Date on) {
  std::vector<std::string> out;
  for (const auto& row : reports::service_months(index, {on, {}, false})) {
    const auto number = static_cast<std::size_t>(row.line - row.order->lines.data());
    if (row.order->id != order || static_cast<std::int64_t>(number) + 1 != line) continue;
    out.push_back(to_text(row.month).substr(0, 7) + " " + std::string(name(row.alarm)));
  }
  return out;
}

std::string joined(const std::vector<std::string>& list) {
  return list.empty() ? "nothing" : fmt::format("{}", fmt::join(list, ", "));
}
}  // namespace

/// "the fiscal year 2003 [from oct] counts jpn to usa 208 [at jpn]": agreed orders whose first goods came in
/// in the fiscal year that begins in 2003, in April unless another month is named.
void Player::year_counts(Words& words) {
  const auto begins = words.number("the year in which the fiscal year begins");
  const std::uint32_t month = words.take("from oct") ? 10 : words.take("from jan") ? 1 : 4;
  words.need("counts");
  const auto giver = words.next("who gives");
  words.need("to");
  const auto taker = words.next("who takes");
  const auto expected = words.number("how many orders");
  if (broken(words)) return;
  for (const auto& party : places(words)) {
    const auto index = node::build_index(world_->store(party));
    if (!index) return words.fail(base::sentence(index.error()));
    const auto year = reports::year_beginning(month, static_cast<std::int32_t>(begins));
    const auto report = reports::year_report(*index, year, {});
    if (!report) return words.fail(base::sentence(report.error()));
    const auto at = report->orders.find({giver, taker});
    const std::size_t seen = at == report->orders.end() ? 0 : at->second;
    if (static_cast<std::int64_t>(seen) != expected)
      return words.fail(fmt::format("expected {} orders {} to {} in the fiscal year {} at {}, seen {}",
                                    expected, giver, taker, begins, party, seen));
  }
}

/// "order1 line 1 alarms "2018-02 unused" "2018-03 uninvoiced"", "order1 line 1 alarms nothing": the whole
/// months before the story's day. Counts lines from 1 as they stand in the order.
void Player::line_alarms(const Named& target, std::int64_t line, Words& words) {
  std::vector<std::string> expected;
  if (!words.take("nothing"))
    while (!words.done() && words.peek() != "at") expected.push_back(words.next("a month and its alarm"));
  if (broken(words)) return;
  const auto today = base::Effective{world_->now(), offset_}.legal_date();
  for (const auto& party : places(words)) {
    const auto index = node::build_index(world_->store(party));
    if (!index) return words.fail(base::sentence(index.error()));
    const auto seen = alarms_of(*index, target.case_id, line, today);
    if (seen != expected)
      return words.fail(
          fmt::format("expected the alarms {} at {}, seen {}", joined(expected), party, joined(seen)));
  }
}

}  // namespace palitan::cli
