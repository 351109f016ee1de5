// What the office-holders of a simulated world do: mostly what the case table allows, sometimes not.
#pragma once
#include <map>
#include <optional>
#include <string>

#include "dice.h"
#include "kernel/order_fact.h"
#include "node/world.h"

namespace palitan::sim {

struct Plan {
  std::string office;
  statement::Kind kind = statement::Kind::close;
  std::optional<base::Id> case_id;
  base::Bytes body;
  std::optional<base::Effective> effective;
};

/// What has been said in a world so far, by anybody.
struct Known {
  std::vector<base::Id> instruments;
  std::vector<base::Id> activities;
  std::vector<base::Id> orders;
  std::vector<base::Id> all;
  std::map<std::string, std::vector<base::Id>, std::less<>>
      cases;  ///< by kernel::case_kind_of(), all there are
  void add(const Plan& plan, const base::Id& id);
};

/// Thinks of acts for one world. `wild`: thousandths of figures, names and dates that break a rule.
class ActMaker {
 public:
  ActMaker(node::World& world, Dice& dice, const Known& known, std::uint32_t wild)
      : world_(world), dice_(dice), known_(known), wild_(wild) {}

  /// The next act of that party, from what its node knows; nothing where nothing comes to mind.
  /// REQUIRES: its node runs.
  std::optional<Plan> next(const statement::PartyCode& party);
  /// What the party still has to say before orders can be made: an instrument, an activity, its consents.
  std::optional<Plan> house_act(const statement::PartyCode& party);

 private:
  bool wild() { return dice_.chance(wild_); }
  base::Id any_id();
  std::int64_t quantity(std::int64_t most);
  base::Date today() const;
  base::Date day(std::int32_t from_now) { return base::add_days(today(), from_now); }
  std::vector<statement::OrderLine> fresh_lines();
  std::int64_t total_of(const std::vector<statement::OrderLine>& lines);
  std::optional<base::Bytes> body_of(statement::Kind kind, const base::Id& order_id,
                                     const kernel::OrderFact& order);
  std::optional<base::Bytes> goods_body(statement::Kind kind, const kernel::OrderFact& order);
  std::optional<base::Bytes> money_body(statement::Kind kind, const kernel::OrderFact& order);
  std::optional<base::Bytes> credit_body(const kernel::OrderFact& order);
  std::optional<base::Bytes> debt_body(statement::Kind kind, const kernel::OrderFact& order);
  std::optional<Plan> order_act(const statement::PartyCode& party);
  /// Any kind of act at all, its body filled by dice.
  Plan any_act(const statement::PartyCode& party);
  Plan request(const statement::PartyCode& party);
  void spoil(Plan& plan);

  node::World& world_;
  Dice& dice_;
  const Known& known_;
  std::uint32_t wild_;
};

/// An instrument that lets those parties exercise with fuel, water and berths.
base::Bytes instrument_of(const std::vector<statement::PartyCode>& parties);

}  // namespace palitan::sim
