// The shape of any described type as JSON: names, types and names of values. What describe() says, said once
// more for programs that build forms; nothing of it is written by hand.
#pragma once
#include "api/json_view.h"
#include "base/enum.h"

namespace palitan::api {

/// {type, values?, size?, item?, fields?} of spec/openapi.yaml's ActField, without name.
template <class T>
Json shape_of();

namespace detail {
template <class T>
struct Inner {
  using type = T;
};
template <class T>
struct Inner<std::optional<T>> : Inner<T> {};
template <class T>
struct Inner<base::Box<T>> : Inner<T> {};

/// The archive that collects fields instead of values.
class ShapeView {
 public:
  Json out = Json::array();

  template <class T>
  void field(unsigned, std::string_view name, const T&) {
    Json one = {{"name", std::string(name)}};
    one.update(shape_of<typename Inner<T>::type>());
    // As JsonReader::field() and the canonical form have it: what is empty may be left out.
    one["optional"] = codec::detail::is_optional<T> || codec::detail::is_vector<T> ||
                      codec::detail::is_bytes<T> || codec::detail::is_text<T> || std::is_same_v<T, bool>;
    out.push_back(std::move(one));
  }
};

template <class T>
Json fields_of() {
  ShapeView view;
  T fresh{};
  describe(view, fresh);
  return std::move(view.out);
}

template <class T>
std::string_view fixed_type() {
  if constexpr (std::is_same_v<T, base::Id>) return "id";
  return std::is_same_v<T, base::Hash> ? "hash" : "key";
}
}  // namespace detail

template <class T>
Json shape_of() {
  if constexpr (std::is_same_v<T, bool>)
    return {{"type", "bool"}};
  else if constexpr (std::is_enum_v<T>) {
    Json values = Json::array();
    for (const auto& row : rows_of(T{})) values.push_back(std::string(row.name));
    return {{"type", "enum"}, {"values", std::move(values)}};
  } else if constexpr (std::integral<T>)
    return {{"type", "integer"}};
  else if constexpr (codec::detail::is_fixed<T>)
    return {{"type", std::string(detail::fixed_type<T>())}, {"size", T::kSize}};
  else if constexpr (codec::detail::is_bytes<T>)
    return {{"type", "bytes"}};
  else if constexpr (codec::detail::is_text<T>)
    return {{"type", "text"}};
  else if constexpr (std::is_same_v<T, base::Date>)
    return {{"type", "date"}};
  else if constexpr (std::is_same_v<T, base::Instant>)
    return {{"type", "instant"}};
  else if constexpr (codec::detail::is_vector<T>) {
    Json item = {{"name", "item"}};
    item.update(shape_of<typename T::value_type>());
    item["optional"] = false;
    return {{"type", "list"}, {"item", std::move(item)}};
  } else
    return {{"type", "object"}, {"fields", detail::fields_of<T>()}};
}

}  // namespace palitan::api
