// What a rate card looks like on the command line. Inside the cli room.
#pragma once
#include "cli/say.h"
#include "statement/statement.h"

namespace palitan::cli {

/// "fuel F-76 LTR 95/1" or "airlift * HUR 20 flight_hours": category, item ("*": every item), unit, price in
/// major units of `currency`, perhaps the component of the price. Trouble: usage, naming the wrong word.
Done<statement::Rate> parse_rate(std::string_view text, std::string_view currency);

}  // namespace palitan::cli
