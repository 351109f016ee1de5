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
inline constexpr std::size_t kUnitsMax = 32;       ///< of one category
inline constexpr std::size_t kComponentsMax = 16;  ///< of one category
inline constexpr std::size_t kCeilingsMax = 64;
inline constexpr std::size_t kApartMax = 36;  ///< every pair of nine roles
inline constexpr std::size_t kElementsMax = 25;
inline constexpr std::size_t kSubstitutionsMax = 256;
inline constexpr std::size_t kSameKindMax = 32;
inline constexpr std::size_t kCurrenciesMax = 64;
inline constexpr std::size_t kGrantFieldsMax = 64;  ///< and purposes of one
inline constexpr std::size_t kCreditRatesMax = 256;
inline constexpr std::size_t kAssetMax = 32;            ///< bytes of an asset's name
inline constexpr std::size_t kGroundsMax = 64;          ///< of an overlay
inline constexpr std::size_t kOverlayPartiesMax = 256;  ///< partners that an overlay names in one list
inline constexpr std::size_t kItemMax = 16;             ///< bytes of an item in a substitution
inline constexpr std::size_t kWordMax = 64;   ///< name of instrument, clause key, activity type, category
inline constexpr std::size_t kTextMax = 200;  ///< bytes of title, source or authority
inline constexpr std::uint32_t kDaysMax = 3660;
inline constexpr std::uint32_t kMonthsMax = 120;          ///< of a clock, conversion, offset or training
inline constexpr std::uint32_t kRenewalMonthsMax = 1200;  ///< of renewal and notice
inline constexpr std::uint32_t kMillion = 1'000'000;      ///< the whole, of a tolerance

/// Clauses of these keys, where an instrument has them, are cited when something is not in the list they
/// close.
inline constexpr std::string_view kActivityListClause = "activities";
inline constexpr std::string_view kCategoryListClause = "categories";

}  // namespace palitan::terms
