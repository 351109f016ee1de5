// An overlay: what one party's own law asks before that party signs. It is judged on the party's own nodes
// only, never enters the record, and changes no verdict: the record carries the declaration alone.
#pragma once
#include "terms/instrument.h"

namespace palitan::terms {

/// Why the party's law lets it give or get; empty lists mean "any".
struct Ground {
  std::string name;  ///< declared in statement::Declaration::ground
  std::string clause;
  bool giving = true;                          ///< it is a ground for giving
  bool getting = true;                         ///< it is a ground for getting
  std::vector<statement::PartyCode> partners;  ///< ascending
  std::vector<std::string> activities;         ///< types, ascending
  std::vector<std::string> categories;         ///< ascending
};

/// A category that this party may not give or get, whatever an instrument says.
struct OwnExclusion {
  std::string category;
  bool giving = true;
  bool getting = false;
  std::string clause;
};

/// A yearly ceiling that runs across partners, before netting.
struct OwnCeiling {
  std::string name;
  LedgerSide side = LedgerSide::debts;
  std::string currency;
  std::int64_t amount = 0;  ///< minor units
  std::optional<std::int64_t> supplies_amount;
  std::uint32_t first_month = 1;               ///< of the fiscal year
  std::vector<statement::PartyCode> partners;  ///< ascending; empty: every partner
  bool all_but = false;                        ///< `partners` are those it does not bind
  bool each = false;                           ///< one for each partner; else they share one
  std::vector<std::string> exempt_categories;  ///< ascending
  std::vector<std::string> exempt_activities;  ///< ascending
  std::string clause;
};

struct Overlay {
  std::string name;
  std::string title;
  statement::PartyCode party;
  std::vector<Clause> clauses;           ///< keys ascending; every clause named below stands here
  std::string giving_clause;             ///< not empty: whoever gives must name a ground
  std::string getting_clause;            ///< not empty: whoever gets must name a ground
  std::string non_hindrance_clause;      ///< not empty: giving must be declared not to hinder the own forces
  std::string authority_clause;          ///< not empty: whoever names a ground names who decided, too
  std::vector<Ground> grounds;           ///< names ascending
  std::vector<OwnExclusion> exclusions;  ///< categories ascending
  std::vector<OwnCeiling> ceilings;      ///< names ascending
  std::string retransfer_clause;  ///< not empty: nothing is passed on but to the parties of `agreements`
  std::vector<statement::PartyCode> agreements;  ///< ascending: who has an own agreement with the party
  std::vector<Clock> clocks;                     ///< means ascending: the latest that the law allows
  std::optional<Offset> offset;
  std::optional<PriceRules> price_rules;
};

/// The same questions as validate(Instrument). Refusal: refused_terms naming what is wrong and the clause.
base::Result<void> validate(const Overlay& overlay);

/// One order, or one act on it, as the overlay needs to see it.
struct OwnLine {
  std::string category;
  std::int64_t amount = 0;  ///< minor units of the order's currency; 0 where it is not settled in money
  bool service = false;     ///< else a supply
};
struct OwnCase {
  statement::PartyCode supplier;
  statement::PartyCode recipient;
  std::string activity;  ///< type
  std::string currency;
  std::vector<OwnLine> lines;
  base::Date date;                           ///< legal date of the act
  std::vector<statement::PartyCode> onward;  ///< to whom it is meant to go on
};

/// What the fiscal year of that date has already used of a ceiling: pending acts counted, nothing netted.
struct CeilingUse {
  std::string name;  ///< of the ceiling
  std::int64_t total = 0;
  std::int64_t supplies = 0;
};

/// The ceilings that bind the party in this case. The caller sums, for each, what the party accrued on that
/// side in that currency in fiscal_year_of(first_month, date): over every partner that it binds, or over this
/// partner alone where it is `each`. Nothing is converted: a ceiling in another currency is not listed.
/// REQUIRES: the party is supplier or recipient. The pointers point into the overlay.
std::vector<const OwnCeiling*> own_ceilings(const Overlay& overlay, const OwnCase& at);
bool counts(const OwnCeiling& ceiling, std::string_view category, std::string_view activity);
/// Does the ceiling bind what is done with `partner`?
bool binds(const OwnCeiling& ceiling, std::string_view partner);

/// May the party sign? The first that applies, in this order: an excluded category, passing on, no ground or
/// one that does not cover the case, no authority (local_law_ground), no declaration that its forces are not
/// hindered (local_law_hindrance), a ceiling passed (local_law_ceiling). Each names the overlay's clause. A
/// case in which the party is neither supplier nor recipient is not its law's affair: accepted.
base::Result<void> overlay_findings(const Overlay& overlay,
                                    const std::optional<statement::Declaration>& declared, const OwnCase& at,
                                    const std::vector<CeilingUse>& used);

/// The latest day by which the party's law wants such a debt settled; nothing where it says none.
std::optional<base::Date> settled_by(const Overlay& overlay, statement::Means means, base::Date delivered);

}  // namespace palitan::terms
