#include "any_body.h"

#include <array>
#include <limits>

#include "codec/encoder.h"

namespace palitan::sim {
namespace {
using codec::detail::is_bytes;
using codec::detail::is_fixed;
using codec::detail::is_optional;
using codec::detail::is_text;
using codec::detail::is_vector;

constexpr std::int64_t kUnit = 1'000'000;
constexpr int kDepthMax = 6;

/// An archive as Encoder is one, which writes into the fields it is shown.
class Filler {
 public:
  Filler(const Ingredients& from, Dice& dice) : from_(from), dice_(dice) {}

  template <class T>
  void field(unsigned, std::string_view name, T& value) {
    fill(name, value);
  }

 private:
  template <class T>
  void fill(std::string_view name, T& value) {
    if constexpr (std::is_same_v<T, bool>)
      value = dice_.chance(200);
    else if constexpr (std::is_enum_v<T>)
      value = any_of<T>();
    else if constexpr (std::is_integral_v<T>)
      value = number<T>();
    else if constexpr (is_fixed<T>)
      fixed(value);
    else if constexpr (is_bytes<T>)
      value = base::Bytes(dice_.below(9), static_cast<std::uint8_t>(dice_.next()));
    else if constexpr (is_text<T>)
      value = word(name);
    else if constexpr (std::is_same_v<T, base::Date>)
      value = base::add_days(from_.today, static_cast<std::int32_t>(dice_.below(120)) - 60);
    else if constexpr (std::is_same_v<T, base::Instant>)
      value.ms = from_.now.ms + (std::int64_t{dice_.below(240)} - 120) * 3'600'000;
    else if constexpr (is_optional<T>)
      optional(name, value);
    else if constexpr (is_vector<T>)
      list(name, value);
    else
      describe(*this, value);
  }

  template <class T>
  T any_of() {
    const auto rows = rows_of(T{});
    if (dice_.chance(5)) return static_cast<T>(250);  // a number that nobody knows
    return static_cast<T>(rows[dice_.below(rows.size())].number);
  }

  template <class T>
  T number() {
    const std::array<std::int64_t, 8> usual = {1, 2, 10, 100, kUnit, 5 * kUnit, 500 * kUnit, 7'000};
    if (dice_.chance(15)) return std::numeric_limits<T>::max();
    if (dice_.chance(15)) return T{0};
    if (std::is_signed_v<T> && dice_.chance(15)) return static_cast<T>(-1);
    return static_cast<T>(dice_.chance(400) ? 1 + dice_.below(9) : usual[dice_.below(usual.size())]);
  }

  void fixed(base::Id& id) { id = dice_.pick(from_.ids); }
  void fixed(base::KeyId& seat) { seat = dice_.pick(from_.seats); }
  template <class Fixed>
  void fixed(Fixed& other) {
    for (auto& byte : other.raw) byte = static_cast<std::uint8_t>(dice_.next());
  }

  std::string word(std::string_view name) {
    if (dice_.chance(10)) return {};
    if (name == "currency") return dice_.chance(950) ? "JPY" : "XXQ";
    if (name == "unit" || name == "units") return dice_.chance(500) ? "LTR" : "DAY";
    if (name == "item" || name == "stock") return dice_.chance(500) ? "F-76" : "BERTH";
    if (name == "category") return dice_.chance(500) ? "fuel" : "berthing";
    if (name == "commodity") return dice_.chance(500) ? "JPY" : "F-76/LTR";
    if (name == "purpose" || name == "kind") return "exercise";
    for (const std::string_view party :
         {"party", "supplier", "recipient", "host", "visitor", "holder", "from", "to", "payee", "provider",
          "parties", "user", "relation", "in"})
      if (name == party) return dice_.pick(from_.parties);
    return dice_.chance(900) ? "quay" : std::string(dice_.below(300), 'x');
  }

  template <class T>
  void optional(std::string_view name, T& value) {
    if (depth_ >= kDepthMax || dice_.chance(500)) return;
    ++depth_;
    std::remove_cvref_t<decltype(*value)> inner{};
    fill(name, inner);
    value = std::move(inner);
    --depth_;
  }
  template <class T>
  void list(std::string_view name, T& value) {
    if (depth_ >= kDepthMax) return;
    ++depth_;
    for (auto n = dice_.below(dice_.chance(800) ? 2 : 4) + (dice_.chance(600) ? 1 : 0); n > 0; --n) {
      typename T::value_type element{};
      fill(name, element);
      value.push_back(std::move(element));
    }
    --depth_;
  }

  const Ingredients& from_;
  Dice& dice_;
  int depth_ = 0;
};
}  // namespace

base::Bytes any_body(statement::Kind kind, const Ingredients& from, Dice& dice) {
  Filler filler(from, dice);
  switch (kind) {
#define PALITAN_SIM_BODY(number, name, Body, nature) \
  case statement::Kind::name: {                      \
    statement::Body body{};                          \
    describe(filler, body);                          \
    return codec::encode(body);                      \
  }
    PALITAN_ACTS(PALITAN_SIM_BODY)
#undef PALITAN_SIM_BODY
  }
  return {0xa0};
}

}  // namespace palitan::sim
