// Any described type as JSON for people and programs: identifiers in hex, dates and instants in ISO 8601,
// enums by name, bytes in base64. What is absent is left out; lists are always there.
#pragma once
#include <nlohmann/json.hpp>

#include "codec/encoder.h"

namespace palitan::api {

using Json = nlohmann::ordered_json;

/// Whole numbers beyond this lose digits in many readers of JSON (RFC 8259 section 6), so they are written as
/// decimal text.
inline constexpr std::int64_t kJsonIntegerMax = (std::int64_t{1} << 53) - 1;

template <class T>
Json json_of(const T& value);

namespace detail {
/// The archive that describe() fills.
class JsonView {
 public:
  Json out = Json::object();

  template <class T>
  void field(unsigned, std::string_view name, const T& value) {
    if constexpr (codec::detail::is_optional<T>) {
      if (value) out[std::string(name)] = json_of(*value);
    } else
      out[std::string(name)] = json_of(value);
  }
};
}  // namespace detail

template <class T>
Json json_of(const T& value) {
  if constexpr (std::is_same_v<T, bool>)
    return value;
  else if constexpr (std::is_enum_v<T>)
    return std::string(name(value));
  else if constexpr (std::unsigned_integral<T>) {
    if (value > static_cast<std::uint64_t>(kJsonIntegerMax)) return std::to_string(value);
    return value;
  } else if constexpr (std::signed_integral<T>) {
    if (value > kJsonIntegerMax || value < -kJsonIntegerMax) return std::to_string(value);
    return value;
  } else if constexpr (codec::detail::is_fixed<T>)
    return base::to_hex(value.view());
  else if constexpr (codec::detail::is_bytes<T>)
    return base::to_base64(value);
  else if constexpr (codec::detail::is_text<T>)
    return std::string(value);
  else if constexpr (std::is_same_v<T, base::Date> || std::is_same_v<T, base::Instant>)
    return base::to_text(value);
  else if constexpr (codec::detail::is_optional<T>)
    return value ? json_of(*value) : Json();
  else if constexpr (codec::detail::is_vector<T>) {
    Json out = Json::array();
    for (const auto& item : value) out.push_back(json_of(item));
    return out;
  } else {
    detail::JsonView view;
    describe(view, const_cast<T&>(value));  // describe() serves reading too; the view writes nothing to it
    return std::move(view.out);
  }
}

}  // namespace palitan::api
