// What a visit shows on a day: who and what is inside, what waits, what is open. Counts and identifiers of
// things only; there is no list of people anywhere in the record. Pure functions of one visit's figures.
#pragma once
#include "kernel/visit_fact.h"
#include "reports/order_row.h"
#include "terms/instrument.h"

namespace palitan::reports {

/// One visit in a list.
struct VisitRow {
  base::Id id;
  kernel::VisitState state = kernel::VisitState::notified;
  bool live = false;  ///< consented to, within its window, not over
  statement::PartyCode host;
  statement::PartyCode visitor;
  std::string purpose;  ///< of the plan that holds, else of the one that waits
  base::Date from;
  base::Date until;
  bool overstayed = false;  ///< something is inside after the window
};
VisitRow visit_row(const base::Id& id, const kernel::VisitFact& visit, base::Date today);

/// Declared against actual, line by line of what came or is to come.
struct InsideRow {
  std::string what;    ///< "officer", "aircraft", "arms 2", "import 1", "UN 1202", "drivers"
  std::string detail;  ///< type or description; a craft's identifier
  std::string unit;    ///< of imports and dangerous goods; empty: pieces
  std::int64_t declared = 0;
  std::int64_t in = 0;
  std::int64_t out = 0;
  std::int64_t used = 0;  ///< expended or consumed
  std::int64_t inside = 0;
  bool beyond = false;  ///< more came than is declared
};
/// People by group, craft, arms, imports, dangerous goods, drivers, in this order. What has a unit, in
/// millionths.
std::vector<InsideRow> inside_rows(const kernel::VisitFact& visit);

/// How many of each group are in the country on a day of the visits given.
struct PresentRow {
  statement::PartyCode host;
  statement::PartyCode visitor;
  std::uint64_t officers = 0;
  std::uint64_t enlisted = 0;
  std::uint64_t civilians = 0;
  std::uint64_t craft = 0;
  std::size_t visits = 0;  ///< of which anybody or anything is inside
};
/// By host and visitor; pairs of which nobody is inside are left out.
std::vector<PresentRow> present(const std::vector<const kernel::VisitFact*>& visits);

/// A plan that waits for the host's word.
struct ConsentRow {
  base::Id of;
  statement::PartyCode host;
  bool amendment = false;
  base::Date declared_on;
  std::optional<base::Date> due;  ///< nothing where the instrument's clock does not run
  std::optional<Level> level;     ///< how pressing, with `due`
  std::string clause;
};
std::optional<ConsentRow> consent_awaited(const kernel::VisitFact& visit, const terms::Instrument& rules,
                                          base::Date today);

/// A temporary import that is still inside.
struct ReexportRow {
  std::uint32_t number = 0;
  std::string description;
  std::string unit;
  std::int64_t inside = 0;  ///< millionths
  base::Date by;            ///< the last day of the visit
  Level level = Level::not_due;
};
/// REQUIRES of a row: a plan holds; what came without any plan is due at once.
std::vector<ReexportRow> not_reexported(const kernel::VisitFact& visit, base::Date today);

struct ConditionRow {
  std::uint32_t number = 0;
  std::string text;
  std::optional<base::Date> by;
  std::optional<Level> level;
};
std::vector<ConditionRow> unmet_conditions(const kernel::VisitFact& visit, base::Date today);

/// What is open before somebody: a claim, an item of the committee, an act without cover.
struct OpenRow {
  base::Id id;
  std::string what;  ///< "claim", "item", or the kind of the act without cover
  std::string detail;
  std::optional<statement::PartyCode> waits_for;  ///< nothing: for both
  std::optional<statement::Money> amount;
  base::Date on;
};
std::vector<OpenRow> open_affairs(const kernel::VisitFact& visit);

}  // namespace palitan::reports
