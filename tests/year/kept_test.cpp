// What the index keeps as the record grows says the same as an index that is built from the store at that
// moment.
#include "year_world.h"

namespace palitan::year {
namespace {
using reports::Report;
using Given = std::map<std::string, std::string, std::less<>>;

/// Every cell of the answer as text: symbols and row numbers differ between two indexes.
std::string told(const reports::Index& index, Report report, const Given& given) {
  const auto question = reports::read_question(
      report,
      [&](std::string_view name) -> std::optional<std::string> {
        const auto found = given.find(name);
        return found == given.end() ? std::nullopt : std::optional(found->second);
      },
      day(0));
  PALITAN_CHECK(question.has_value());
  const auto sheet =
      good(reports::answer(index, *question, [](std::uint64_t) { return std::optional<base::Id>(); }));
  std::string out = std::string(name(report)) + " " + std::to_string(sheet.total_rows) + "\n";
  for (const auto& row : sheet.rows) {
    for (const auto& cell : row) out += reports::to_text(cell) + " | ";
    out += "\n";
  }
  return out;
}

/// The figures that are kept, and which acts they come from. Of three nations' years those before, at and
/// after the made one: more than are kept at a time.
std::string all_told(const reports::Index& index) {
  std::string out = told(index, Report::position, {}) + told(index, Report::ceilings, {});
  for (const auto* fiscal : {"apr", "oct", "jan"})
    for (const auto* year : {"2026", "2027", "2025"})
      out += told(index, Report::year, {{"fiscal", fiscal}, {"year", year}});
  out += told(index, Report::year, {{"partner", "usa"}, {"year", "2026"}});
  for (const auto& row : good(reports::position(index, {day(0), {}, false}, {})))
    if (reports::Index::keeps_parts(row.account.kind))
      out += told(index, Report::position,
                  {{"account",
                    row.account.holder + ":" + std::string(name(row.account.kind)) + ":" + row.account.other},
                   {"commodity", row.commodity}});
  return out;
}

TEST(Kept, SumsAreThoseOfAnIndexBuiltAnew) {
  const auto made = make_year({150, seed(), 372});
  std::unique_ptr<node::Reporter> reporter;
  std::size_t commits = 0, looks = 0;
  stored(*made.record, [&](const store::Store& store, const store::Commit& commit) {
    if (!reporter) reporter = std::make_unique<node::Reporter>(store);
    reporter->committed(commit);
    // Now and then, so that an order changes once or many times between two questions.
    if (++commits % 7 != 0 && commits % 31 != 1) return;
    ++looks;
    ASSERT_TRUE(reporter->ask([&](reports::Index& index) {
      ASSERT_EQ(all_told(index), all_told(good(node::build_index(store))))
          << "after " << commits << " accords of seed " << seed();
    }));
  });
  EXPECT_GT(looks, 10u);
}

}  // namespace
}  // namespace palitan::year
