// Exact integer arithmetic. No floating point anywhere in the pure rooms.
#pragma once
#include <cstdint>
#include <optional>

namespace palitan::base {

__extension__ typedef __int128 Int128;

inline std::optional<std::int64_t> add(std::int64_t a, std::int64_t b) {
  std::int64_t out = 0;
  if (__builtin_add_overflow(a, b, &out)) return std::nullopt;
  return out;
}
inline std::optional<std::int64_t> subtract(std::int64_t a, std::int64_t b) {
  std::int64_t out = 0;
  if (__builtin_sub_overflow(a, b, &out)) return std::nullopt;
  return out;
}

enum class Rounding : std::uint8_t {
  half_even = 0,
  half_up = 1,
  down = 2
};  ///< half_up: away from zero at a half

/// a * b / divisor, computed in 128 bits and rounded once; nothing if the result does not fit.
/// REQUIRES: divisor > 0.
std::optional<std::int64_t> multiply_divide(std::int64_t a, std::int64_t b, std::int64_t divisor,
                                            Rounding rounding);

}  // namespace palitan::base
