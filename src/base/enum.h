// Closed lists of named numbers: one table gives the enum, its validity test and its names.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace palitan::base {
struct EnumRow {
  std::uint16_t number;
  std::string_view name;
};
}  // namespace palitan::base

#define PALITAN_ENUM_VALUE(number, name) name = number,
#define PALITAN_ENUM_ROW(number, name) ::palitan::base::EnumRow{number, #name},
/// LIST is a macro of one parameter X that calls X(number, name) for each value. Numbers are part of the
/// record.
#define PALITAN_ENUM(Type, LIST)                                                        \
  enum class Type : std::uint16_t { LIST(PALITAN_ENUM_VALUE) };                         \
  inline constexpr ::palitan::base::EnumRow Type##Rows[] = {LIST(PALITAN_ENUM_ROW)};    \
  inline std::span<const ::palitan::base::EnumRow> rows_of(Type) { return Type##Rows; } \
  inline std::string_view name(Type value) {                                            \
    for (const auto& row : Type##Rows)                                                  \
      if (row.number == static_cast<std::uint16_t>(value)) return row.name;             \
    return "unknown";                                                                   \
  }                                                                                     \
  inline bool is_valid(Type value) {                                                    \
    for (const auto& row : Type##Rows)                                                  \
      if (row.number == static_cast<std::uint16_t>(value)) return true;                 \
    return false;                                                                       \
  }                                                                                     \
  inline bool from_name(std::string_view text, Type& value) {                           \
    for (const auto& row : Type##Rows)                                                  \
      if (row.name == text) return value = static_cast<Type>(row.number), true;         \
    return false;                                                                       \
  }
