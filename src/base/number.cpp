#include "base/number.h"

#include <limits>

namespace palitan::base {

std::optional<std::int64_t> multiply_divide(std::int64_t a, std::int64_t b, std::int64_t divisor,
                                            Rounding rounding) {
  const Int128 product = static_cast<Int128>(a) * b;
  Int128 quotient = product / divisor;
  const Int128 rest = product % divisor;
  const Int128 twice = (rest < 0 ? -rest : rest) * 2;
  const bool away =
      rounding != Rounding::down &&
      (twice > divisor || (twice == divisor && (rounding == Rounding::half_up || quotient % 2 != 0)));
  if (away) quotient += product < 0 ? -1 : 1;
  if (quotient > std::numeric_limits<std::int64_t>::max() ||
      quotient < std::numeric_limits<std::int64_t>::min())
    return std::nullopt;
  return static_cast<std::int64_t>(quotient);
}

}  // namespace palitan::base
