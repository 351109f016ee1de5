// Parts of the lines that people write: prices, readings of a meter, and the details of an order line. Inside
// the cli room.
#pragma once
#include "cli/line_words.h"
#include "statement/statement.h"

namespace palitan::cli {

/// "95", "95/1", "955/10", "56.50": minor units per so many units.
Done<statement::Price> parse_price(const LineWords& words, std::string_view word, std::string_view currency);

/// A quantity and what it was read from.
struct Measured {
  std::int64_t quantity = 0;
  bool computed = false;  ///< "=" stood there: the reading says how much
  std::optional<statement::Entered> entered{};
};
/// "60000" or "=".
Done<Measured> parse_figure(LineWords& words);
/// "from 2500 BLL", "from 2500 BLL 158987294928/1000000000", "from 5000 LTR at 30.00 density 845.0" to the
/// end of the line; fills in a computed figure (halves to even). `unit`: the line's own, where it is known;
/// without it the ratio must be written.
Done<void> parse_reading(LineWords& words, std::string_view unit, Measured& measured);

/// The rest of an order line: its description, then details behind bars, as
/// "Crane hire | exchange WATER 100 MTQ | due 2026-12-31 Subic Bay | condition clean | stock 9130-01-031-5816
/// | metered by hour meter | part fuel 80 | part flight_hours 15 of 20 waived by MOD 12/2026".
Done<statement::OrderLine> parse_details(LineWords& words, statement::OrderLine line,
                                         std::string_view currency);

}  // namespace palitan::cli
