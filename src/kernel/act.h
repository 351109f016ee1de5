// What a rule sees of an act. Inside the kernel only.
#pragma once
#include "kernel/case_table.h"
#include "kernel/judge.h"

namespace palitan::kernel {

struct Act {
  const statement::Statement& statement;
  const Facts& facts;
  const Context& context;
  const PartnershipFact& partnership;
  const SeatFact& seat;
  statement::Kind kind;
  base::Date date;  ///< legal date

  const statement::Content& content() const { return statement.content(); }
  template <class Body>
  base::Result<Body> body() const {
    return statement::read_body<Body>(content());
  }
};

/// What a rule changes, before balances.
struct Change {
  std::vector<std::pair<FactKey, FactPtr>> facts;
  std::vector<ledger::Posting> postings;
  std::uint16_t state = 0;
  std::optional<base::Refusal> irregular;  ///< why an act of fact has no valid cover

  template <class T>
  void put(const FactKey& key, T value) {
    facts.emplace_back(key, std::make_shared<const Fact>(std::move(value)));
  }
};

/// The default back-dating window where no instrument speaks (PROTOCOL section 5).
inline constexpr std::uint32_t kBackDatingDays = 30;

/// Effective time within [now - window, now]. Refusals: refused_future, refused_back_dated.
base::Result<void> check_time(const Act& act, std::uint32_t back_dating_days);
/// Warrant valid on the legal date and holding `role`. Refusals: refused_warrant_date, refused_role.
base::Result<void> check_role(const Act& act, statement::Role role);
/// Refusal: refused_limit.
base::Result<void> check_limit(const Act& act, std::string_view currency, std::int64_t total);

// The rules, one per kind. Each returns the change, or a refused_ refusal.
base::Result<Change> judge_found(const statement::Statement& act);
base::Result<Change> judge_change_accord_key(const Act& act);
base::Result<Change> judge_appoint(const Act& act);
base::Result<Change> judge_revoke(const Act& act);
base::Result<Change> judge_raise_rules(const Act& act);
base::Result<Change> judge_name_standing(const Act& act);
base::Result<Change> judge_propose_instrument(const Act& act);
base::Result<Change> judge_ratify_instrument(const Act& act);
base::Result<Change> judge_publish_rates(const Act& act);
base::Result<Change> judge_open_activity(const Act& act);
base::Result<Change> judge_concur_activity(const Act& act);
base::Result<Change> judge_request(const Act& act);
/// Every act of an order after its request.
base::Result<Change> judge_order_act(const Act& act);
/// A refused appointment or change of accord key still makes its keys known, without any role: what such a
/// key signs is then refused on every node instead of waiting for ever. Nothing for a key that is known
/// already or is none.
Change roleless_seats(const Act& act);
/// What a refused act still leaves behind: an act of fact by a forked seat posts as irregular and disowns its
/// case.
Change disown(const Act& act, const base::Refusal& why);

}  // namespace palitan::kernel
