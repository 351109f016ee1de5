// Cover: what makes an order's act lawful on its date. Inside the kernel only.
#pragma once
#include "kernel/act.h"

namespace palitan::kernel {

/// The instrument is in force on the act's legal date, the activity is listed, concurred in by both sides and
/// open on that date. Refusals: refused_not_in_force, refused_ended, refused_activity, refused_not_concurred,
/// refused_window, refused_cited, refused_party.
base::Result<const InstrumentFact*> check_cover(const Act& act, const base::Id& instrument,
                                                const base::Id& activity, std::string_view supplier,
                                                std::string_view recipient);

/// 1 to 12 of A-Z, 0-9 and '-'.
bool is_item(std::string_view text);
/// Form of an order's lines: numbers, quantities, units, items, prices. Refusals: refused_line,
/// refused_quantity, refused_unit, refused_unreadable, refused_amount.
/// A refusal for the date (refused_not_in_force, refused_ended) that also names which other instrument of the
/// two is in force on that day and would carry all the lines; any other refusal as it is.
base::Refusal name_other_basis(const Act& act, const base::Id& instrument, const base::Id& activity,
                               std::string_view supplier, std::string_view recipient,
                               const std::vector<statement::OrderLine>& lines, base::Refusal why);
base::Refusal name_other_basis(const Act& act, const OrderFact& order, base::Refusal why);
base::Result<void> check_lines(const std::vector<statement::OrderLine>& lines);
/// The instrument lets `supplier` give and settle each line so. Refusals: refused_category, refused_excluded,
/// refused_means.
base::Result<void> check_allowed(const terms::Instrument& rules, std::string_view supplier,
                                 const std::vector<statement::OrderLine>& lines);
/// Sum of the rounded lines to be paid in money; every such line must be priced. Refusals: refused_amount,
/// refused_overflow.
base::Result<std::int64_t> total_of(const std::vector<statement::OrderLine>& lines, base::Rounding rounding);
/// Is what was read, in another unit or at another temperature, the same as the quantity in the line's
/// `unit`? Refusals: refused_unit, refused_quantity, refused_conversion.
base::Result<void> check_entered(const std::optional<statement::Entered>& entered, std::int64_t quantity,
                                 std::string_view unit, const OrderFact& order);

}  // namespace palitan::kernel
