// JSON into any described type, strictly: the inverse of json_view.h. The first fault sticks and is named by
// its path ("body.lines[2].quantity").
#pragma once
#include <simdjson.h>

#include "base/refusal.h"
#include "codec/encoder.h"

namespace palitan::api {

class JsonReader {
 public:
  using Element = simdjson::dom::element;

  bool ok() const { return fault_.empty(); }
  void fail(std::string_view what) {
    if (ok()) fault_ = what;
  }
  /// Puts the name of what was being read in front of the fault's path. REQUIRES: !ok().
  void inside(std::string_view name);
  /// Refusal: local_draft with path and fault.
  base::Result<void> finish() const;

  template <class T>
  void item(const Element& from, T& to) {
    if (!ok()) return;
    if constexpr (std::is_same_v<T, bool>) {
      if (from.get_bool().get(to) != simdjson::SUCCESS) fail("is not true or false");
    } else if constexpr (std::is_enum_v<T>) {
      if (!from_name(text(from), to)) fail("is not a name known here");
    } else if constexpr (std::unsigned_integral<T>) {
      const auto number = unsigned_integer(from);
      if (number > std::numeric_limits<T>::max()) fail("is out of range");
      to = static_cast<T>(number);
    } else if constexpr (std::signed_integral<T>) {
      const auto number = integer(from);
      if (number > std::numeric_limits<T>::max() || number < std::numeric_limits<T>::min())
        fail("is out of range");
      to = static_cast<T>(number);
    } else if constexpr (codec::detail::is_fixed<T>) {
      const auto value = base::fixed_from_hex<T>(text(from));
      if (value)
        to = *value;
      else
        fail("is not " + std::to_string(T::kSize) + " bytes in lower-case hex");
    } else if constexpr (std::is_same_v<T, base::Bytes>) {
      auto value = base::from_base64(text(from));
      if (value)
        to = std::move(*value);
      else
        fail("is not base64");
    } else if constexpr (std::is_same_v<T, std::string>) {
      to = text(from);
    } else if constexpr (std::is_same_v<T, base::Date>) {
      const auto value = base::parse_date(text(from));
      if (value)
        to = *value;
      else
        fail("is not a date like 2026-11-23");
    } else if constexpr (std::is_same_v<T, base::Instant>) {
      const auto value = base::parse_effective(text(from));
      if (value)
        to = value->at;
      else
        fail("is not a time like 2026-11-23T14:01:52.000Z");
    } else if constexpr (codec::detail::is_optional<T>) {
      item(from, to.emplace());
    } else if constexpr (codec::detail::is_vector<T>) {
      list(from, to);
    } else
      structure(from, to);
  }

  /// Inside describe(), and for objects without one between enter() and leave().
  template <class T>
  void field(unsigned, std::string_view name, T& value) {
    if (!ok()) return;
    const auto found = object_.at_key(name);
    if (found.error() != simdjson::SUCCESS) {
      // Left out is fine for what the record itself may leave out.
      constexpr bool may_lack = codec::detail::is_optional<T> || codec::detail::is_vector<T> ||
                                codec::detail::is_bytes<T> || codec::detail::is_text<T> ||
                                std::is_same_v<T, bool>;
      if (!may_lack) fail("is missing"), inside(name);
      return;
    }
    ++taken_;
    item(found.value_unsafe(), value);
    if (!ok()) inside(name);
  }
  /// The raw element of a field, if it is there.
  std::optional<Element> take(std::string_view name);
  struct Level {
    simdjson::dom::object object;
    std::size_t taken;
  };
  Level enter(const Element& from);
  /// Every field of the object must have been asked for, once.
  void leave(const Level& outer);

 private:
  std::string_view text(const Element& from);
  std::int64_t integer(const Element& from);
  std::uint64_t unsigned_integer(const Element& from);

  template <class T>
  void list(const Element& from, T& to) {
    simdjson::dom::array array;
    if (from.get_array().get(array) != simdjson::SUCCESS) return fail("is not a list");
    std::size_t i = 0;
    for (const auto& element : array) {
      item(element, to.emplace_back());
      if (!ok()) return inside("[" + std::to_string(i) + "]");
      ++i;
    }
  }
  template <class T>
  void structure(const Element& from, T& to) {
    const auto outer = enter(from);
    if (ok()) describe(*this, to);
    leave(outer);
  }

  simdjson::dom::object object_;
  std::size_t taken_ = 0;
  std::string path_;
  std::string fault_;
};

/// Parses one JSON text, at most `max` bytes. The element lives until this thread's next call.
/// Refusals: local_draft, bad_too_large.
base::Result<simdjson::dom::element> parse_json(const std::string& text, std::size_t max);

}  // namespace palitan::api
