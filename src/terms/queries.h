// What may be asked of an instrument about one order: dates, ceilings, prices, kinds, roles. Pure; an
// instrument that says nothing on a question answers so, and never guesses.
#pragma once
#include "terms/instrument.h"

namespace palitan::terms {

// Pointers point into the instrument, which must outlive them; null or empty: the instrument says nothing.

/// The category's rule, also where the supplier is excluded from giving it.
const CategoryRule* category_of(const Instrument& instrument, std::string_view category);
const Clause* clause_of(const Instrument& instrument, std::string_view key);
const Clock* clock_of(const Instrument& instrument, statement::Means means);

// ---- dates (spec/log.md section 11: m months end on the same day, or the last day of that month) ----

/// First day on which a debt in kind due on `due` may be converted to money: due + conversion's days or
/// months. Clause: conversion->clause. Nothing where the instrument allows none, or leaves the figure open.
std::optional<base::Date> conversion_on(const Instrument& instrument, base::Date due);
/// First day on which what was delivered on `delivered` may be offset: the day after the months have passed.
/// Clause: offset->clause.
std::optional<base::Date> offset_from(const Instrument& instrument, base::Date delivered);
/// Last day to bill a delivery. Clause: invoice->clause.
std::optional<base::Date> invoice_by(const Instrument& instrument, base::Date delivered);
/// Last day to pay an invoice. Clause: payment->clause.
std::optional<base::Date> pay_by(const Instrument& instrument, base::Date invoiced);

// ---- ceilings ----

/// A fiscal year, both days included, and the calendar year in which it begins.
struct FiscalYear {
  base::Date from;
  base::Date until;
  std::int32_t begins = 0;
  bool operator==(const FiscalYear&) const = default;
};
/// REQUIRES: first_month is 1 to 12.
FiscalYear fiscal_year_of(std::uint32_t first_month, base::Date day);
FiscalYear fiscal_year_of(const Ceiling& ceiling, base::Date day);
/// The ceilings of `party` on that side in that currency, in the order of their names. Another currency's
/// ceilings are not asked: nothing is converted.
std::vector<const Ceiling*> ceilings_for(const Instrument& instrument, std::string_view party,
                                         LedgerSide side, std::string_view currency);
/// Does such a line count towards the ceiling, or is it exempt?
bool counts(const Ceiling& ceiling, std::string_view category, std::string_view activity_type);

// ---- settlement and price ----

/// The order in which means are preferred: those named first, then the other allowed ones. Clause: the
/// category's.
std::vector<statement::Means> preference_of(const Instrument& instrument, std::string_view category);
/// What a full price of the category is made of; empty: one undivided price. Clause: the category's.
const std::vector<std::string>& components_of(const Instrument& instrument, std::string_view category);
/// Must a line of the category name what measures its use? Clause: the category's.
bool is_metered(const Instrument& instrument, std::string_view category);
bool is_service(const Instrument& instrument, std::string_view category);
/// Is `returned` the item owed, or one that a substitution counts as the same kind? Refusal:
/// refused_replacement, clause of the substitution for `owed`, if there is one.
base::Result<void> same_kind(const Instrument& instrument, std::string_view owed, std::string_view returned);
const Tolerance* tolerance_of(const Instrument& instrument, std::string_view category);
/// Does what was received differ from what was issued by no more than the tolerance? Without one: not at all.
/// REQUIRES: both are of one unit and not negative. Clause: tolerance_of()->clause.
bool within_tolerance(const Instrument& instrument, std::string_view category, std::int64_t issued,
                      std::int64_t received);
/// Refusal: refused_currency, clause of the list.
base::Result<void> allows_currency(const Instrument& instrument, std::string_view currency);
/// Refusal: refused_unit, the category's clause. A category that is not listed allows nothing to be said:
/// accepted.
base::Result<void> allows_unit(const Instrument& instrument, std::string_view category,
                               std::string_view unit);

// ---- who, and with what papers ----

/// The clause that keeps the two roles apart, in either order; null: one person may hold both.
const std::string* kept_apart(const Instrument& instrument, statement::Role a, statement::Role b);
/// Is the office-holder trained as the instrument asks, on `day`? Refusal: refused_warrant_date,
/// warrants->clause.
base::Result<void> is_trained(const Instrument& instrument, std::optional<base::Date> trained_on,
                              base::Date day);
/// Elements that must stand before acceptance or receipt. Clause: gates->clause.
const std::vector<Element>& order_elements(const Instrument& instrument);
const std::vector<Element>& receipt_elements(const Instrument& instrument);

}  // namespace palitan::terms
