// Limits and reserved keys of instruments (spec/terms.md).
#pragma once
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace palitan::terms {

inline constexpr std::size_t kRulesMax =
    60'000;  ///< canonical bytes, so that a proposal fits into one statement
inline constexpr std::size_t kPartiesMax = 16;
inline constexpr std::size_t kClausesMax = 512;
inline constexpr std::size_t kActivitiesMax = 64;
inline constexpr std::size_t kCategoriesMax = 256;
inline constexpr std::size_t kExclusionsMax = 1024;
inline constexpr std::size_t kClocksMax = 4;
inline constexpr std::size_t kWordMax = 64;   ///< name of instrument, clause key, activity type, category
inline constexpr std::size_t kTextMax = 200;  ///< bytes of title or source
inline constexpr std::uint32_t kDaysMax = 3660;

/// Clauses of these keys, where an instrument has them, are cited when something is not in the list they
/// close.
inline constexpr std::string_view kActivityListClause = "activities";
inline constexpr std::string_view kCategoryListClause = "categories";

}  // namespace palitan::terms
