// How a place is written on the command line: "[LOCODE] NAME [LATITUDE,LONGITUDE]".
#pragma once
#include <string_view>

#include "cli/say.h"
#include "statement/statement.h"

namespace palitan::cli {

/// "PHMOP Mactan 10.3075,123.9790", "Mactan", "PHMOP". Degrees with at most six decimals, north and east
/// positive. Trouble: usage, saying what is wrong.
Done<statement::Place> parse_place(std::string_view text);

}  // namespace palitan::cli
