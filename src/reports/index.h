// Compact rows of every order of a partnership and the dated movements of its books, from which all reports
// are read. Kept current from changed case files and new postings, so that no report replays anything.
//
//   index.put_instrument(...); index.put_order(...);   // case files, as agreed
//   index.post(position, case_id, date, posting);      // postings, in log order
//   index.set_pending(...)                             // optional: what is not yet agreed, laid over it
//
// Sums are kept with it, so that no report takes longer the older the record is: what an account holds and
// which orders make it up, what was used of each ceiling, and the fiscal years that were asked for.
//
// Pure; not thread safe, not even for reading. About 900 bytes an order of eight acts: 28 bytes a posting,
// the rest its row.
#pragma once
#include <map>
#include <set>
#include <unordered_map>

#include "kernel/facts.h"
#include "reports/order_row.h"
#include "reports/years.h"

namespace palitan::reports {

/// An instrument and the case it stands in.
struct Law {
  base::Id id;
  terms::Instrument rules;
};

/// One account of one instrument's orders in one commodity.
struct Cell {
  std::uint32_t law = 0;
  ledger::AccountKind kind = ledger::AccountKind::issued;
  Symbol holder = 0;
  Symbol other = 0;
  Symbol commodity = 0;
  auto operator<=>(const Cell&) const = default;
};

/// What a yearly report sums under one line.
struct Group {
  Symbol giver = 0;
  Symbol taker = 0;
  Symbol category = 0;
  Symbol commodity = 0;
  Symbol currency = 0;
  auto operator<=>(const Group&) const = default;
};

/// A ceiling of an instrument in one fiscal year.
struct CeilingYear {
  std::uint32_t law = 0;
  std::string name;
  std::int32_t begins = 0;
  auto operator<=>(const CeilingYear&) const = default;
};
/// What orders took of it.
struct CeilingSum {
  base::Int128 used = 0;
  base::Int128 supplies_used = 0;
  std::int64_t orders = 0;  ///< that took something
  std::int64_t uses = 0;    ///< that name it at all
};

/// What one agreed act moved on one cell.
struct Movement {
  std::uint32_t order = 0;     ///< its row
  std::uint32_t cell = 0;      ///< its cell
  std::uint32_t position = 0;  ///< of the act in the log
  base::Date date;             ///< legal date of the act
  std::int64_t amount = 0;
};

/// An act that is here and not yet in the log.
struct PendingAct {
  base::Id id;
  base::Id case_id;
  std::string kind;
  statement::PartyCode party;
  base::Date date;
  base::Code verdict = base::Code::accepted;  ///< provisional
  base::Instant arrived;                      ///< here
};

class Index {
 public:
  // ---- what is agreed ----
  /// False: the rules changed under orders that are here already; they must all be put again (a new index).
  [[nodiscard]] bool put_instrument(const base::Id& id, const terms::Instrument& rules);
  /// An order as it now stands. Refusal: local_damaged, its instrument is not here.
  base::Result<void> put_order(const base::Id& id, const kernel::OrderFact& order);
  /// A case that is no order, with its kind (kernel::kind_of), so that a view of some kind need not read
  /// every case.
  void put_case(const base::Id& id, std::string_view kind) { cases_.try_emplace(id, kind); }
  /// REQUIRES: postings come by position; what lies below `posted()` is left out, so that a walk over the
  /// store and the commits meanwhile may overlap. Refusal: local_damaged, its order is not here.
  base::Result<void> post(std::uint64_t position, const base::Id& case_id, base::Date date,
                          const ledger::Posting& posting);
  /// Everything of positions below is posted. Set it after the last posting of a commit.
  void set_posted(std::uint64_t below) { posted_ = std::max(posted_, below); }
  std::uint64_t posted() const { return posted_; }

  // ---- what is pending, laid over it ----
  /// Replaces what was pending before. `files`: the cases that the acts touch, as they stand with everything
  /// pending; orders whose instrument is nowhere are left out.
  void set_pending(std::vector<PendingAct> acts,
                   const std::vector<std::pair<base::Id, kernel::CaseFact>>& files);
  const std::vector<PendingAct>& pending_acts() const { return pending_acts_; }

  // ---- what reports read ----
  const Names& names() const { return names_; }
  std::string text(Symbol symbol) const { return names_.text(symbol); }
  const Law& law(std::uint32_t law) const {
    return law < laws_.size() ? laws_[law] : pending_laws_.at(law - laws_.size());
  }
  std::size_t law_count() const { return laws_.size(); }
  const std::vector<OrderRow>& orders() const { return orders_; }
  const std::vector<Cell>& cells() const { return cells_; }
  const std::vector<Movement>& movements() const { return movements_; }
  const std::vector<Group>& groups() const { return groups_; }
  /// f(const Movement&) for everything agreed that was moved by the acts of that order, the latest first.
  template <class F>
  void each_movement(std::uint32_t order, F&& f) const {
    for (auto at = latest_[order]; at != kNone; at = earlier_[at]) f(movements_[at]);
  }
  /// What each cell holds of all that is agreed; of the orders that nothing is pending on, if so wished.
  std::vector<base::Int128> held(bool provisional) const;
  /// The orders whose movements on that cell do not sum to zero. REQUIRES: keeps_parts(its kind).
  const std::unordered_map<std::uint32_t, std::int64_t>& parts(std::uint32_t cell) const {
    return parts_[cell];
  }
  /// Of accounts that return to zero with each order; of the others every order there ever was is a part.
  static bool keeps_parts(ledger::AccountKind kind);
  /// Every ceiling that an order names.
  std::map<CeilingYear, CeilingSum> ceilings(bool provisional) const;
  /// The sums of a fiscal year: looked up once, then kept up with.
  const YearSums& year(const terms::FiscalYear& year) const { return years_.of(*this, year); }
  /// The agreed cases of these kinds that are no orders, by id.
  std::vector<base::Id> cases_of(std::initializer_list<std::string_view> kinds) const;
  /// The agreed row; null where there is none.
  const OrderRow* order(const base::Id& id) const;
  /// The row with everything pending, where something is pending on it; else null.
  const OrderRow* pending_order(const base::Id& id) const;
  /// The books of the orders that something is pending on, and under which law.
  const std::vector<std::pair<std::uint32_t, ledger::Position>>& pending_books() const {
    return pending_books_;
  }

  /// f(const OrderRow&, bool pending) for every order, as agreed, or with what is pending on top.
  template <class F>
  void each(bool provisional, F&& f) const {
    for (std::uint32_t i = 0; i < orders_.size(); ++i)
      if (!provisional || !overlaid_.contains(i)) f(orders_[i], false);
    if (provisional)
      for (const auto& row : pending_orders_) f(row, true);
  }
  /// The same for the orders that are under way: how many there are does not grow with the age of the record.
  template <class F>
  void each_under_way(bool provisional, F&& f) const {
    for (const auto i : under_way_)
      if (!provisional || !overlaid_.contains(i)) f(orders_[i], false);
    if (provisional)
      for (const auto& row : pending_orders_)
        if (is_under_way(row)) f(row, true);
  }
  /// Of all orders that each() visits.
  std::size_t count(bool provisional) const {
    return orders_.size() + (provisional ? pending_orders_.size() - overlaid_.size() : 0);
  }

 private:
  std::optional<std::uint32_t> law_of(const base::Id& id) const;
  std::uint32_t cell_of(const Cell& cell);
  void set_groups(OrderRow& row);

  static constexpr std::uint32_t kNone = ~std::uint32_t{0};

  Names names_;
  std::vector<Law> laws_;
  std::vector<OrderRow> orders_;
  std::set<std::uint32_t> under_way_;  // of `orders_`
  std::unordered_map<base::Id, std::uint32_t, base::FixedHasher> rows_;
  std::vector<Cell> cells_;
  std::map<Cell, std::uint32_t> cell_numbers_;
  std::vector<base::Int128> held_;                                      ///< by cell
  std::vector<std::unordered_map<std::uint32_t, std::int64_t>> parts_;  ///< by cell
  std::vector<Movement> movements_;
  std::vector<std::uint32_t> earlier_;  ///< of each movement, the one before it of the same order
  std::vector<std::uint32_t> latest_;   ///< of each order
  std::map<CeilingYear, CeilingSum> ceilings_;
  mutable Years years_;  ///< of `orders_` and `movements_`: what was asked for once need not be summed again
  std::vector<Group> groups_;
  std::map<Group, std::uint32_t> group_numbers_;
  std::uint64_t posted_ = 0;
  std::map<base::Id, std::string> cases_;

  std::vector<PendingAct> pending_acts_;
  std::vector<Law> pending_laws_;
  std::vector<OrderRow> pending_orders_;
  std::vector<std::pair<std::uint32_t, ledger::Position>> pending_books_;
  std::unordered_map<std::uint32_t, std::uint32_t> overlaid_;  ///< agreed row -> pending row
};

}  // namespace palitan::reports
