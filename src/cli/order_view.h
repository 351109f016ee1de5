// An order as a supply officer reads it: lines, acts, what is owed next.
#pragma once
#include <string>
#include <vector>

#include "kernel/order_fact.h"
#include "terms/instrument.h"

namespace palitan::cli {

/// One act of a case as it is shown.
struct ActRow {
  std::string id;      ///< hex
  std::string kind;    ///< "issue"
  std::string party;   ///< code of the signer's party
  std::string office;  ///< of the seat
  std::string date;    ///< legal date
  bool agreed = false;
  std::string code;  ///< name of the verdict's code
  std::string clause;
};

struct OrderView {
  std::string id;  ///< hex of the request
  kernel::OrderFact order;
  const terms::Instrument* instrument = nullptr;  ///< null: clocks are not shown
  std::string activity;                           ///< its name
  std::vector<ActRow> acts;
  base::Date today;
  std::size_t not_held = 0;  ///< attachments that its acts name and that are not on this node
  std::string visit = {};    ///< how the visit it serves is called; empty: by its id
};

/// Something that one side should do now.
struct Step {
  statement::PartyCode party;
  statement::Role role = statement::Role::approver;
  statement::Kind kind = statement::Kind::offer;
  std::string says;
  std::optional<base::Date> due;
};

/// What is owed next, in the order in which it comes; empty for an order that has ended.
/// `instrument` may be null: then no date stands.
std::vector<Step> next_steps(const kernel::OrderFact& order, const terms::Instrument* instrument);

/// The whole page.
std::string order_text(const OrderView& view);
/// The table of acts, for any case.
std::string acts_text(const std::vector<ActRow>& acts);
/// "100 000 LTR".
std::string quantity_text(std::int64_t micro, std::string_view unit);
/// "12 345 JPY", "12 345.60 PHP".
std::string money_text(std::int64_t minor, std::string_view currency);

}  // namespace palitan::cli
