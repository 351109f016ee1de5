#include "reports/act_texts.h"

#include <algorithm>
#include <array>

#include "terms/instrument.h"

namespace palitan::reports {
namespace {
using statement::Kind;

constexpr std::size_t kCodeMax = 3;
/// Fields in which even a short text was chosen by somebody.
constexpr std::array<std::string_view, 6> kNamed = {"item",   "reference", "serial",
                                                    "number", "note",      "identifier"};

bool is_word(std::string_view name, std::string_view text) {
  const bool ascii = std::all_of(text.begin(), text.end(), [](char c) { return (c & 0x80) == 0; });
  const bool named = std::find(kNamed.begin(), kNamed.end(), name) != kNamed.end();
  return !text.empty() && (!ascii || text.size() > kCodeMax || named);
}

/// The archive that collects texts with their paths.
class TextView {
 public:
  std::vector<ActText> out;

  template <class T>
  void field(unsigned, std::string_view name, const T& value) {
    const auto before = path_.size();
    if (!path_.empty()) path_ += '.';
    path_ += name;
    take(name, value);
    path_.resize(before);
  }

 private:
  template <class T>
  void take(std::string_view name, const T& value) {
    using namespace codec::detail;
    if constexpr (is_text<T>) {
      if (is_word(name, value)) out.push_back({path_, std::string(value)});
    } else if constexpr (is_optional<T>) {
      if (value) take(name, *value);
    } else if constexpr (is_vector<T>) {
      take_list(name, value);
    } else if constexpr (!std::is_arithmetic_v<T> && !std::is_enum_v<T> && !is_fixed<T> && !is_bytes<T> &&
                         !std::is_same_v<T, base::Date> && !std::is_same_v<T, base::Instant>) {
      describe(*this, const_cast<T&>(value));  // describe() serves reading too; nothing is written to it
    }
  }
  template <class T>
  void take_list(std::string_view name, const T& list) {
    const auto before = path_.size();
    std::size_t i = 0;
    for (const auto& item : list) {
      path_ += "[" + std::to_string(i++) + "]";
      take(name, item);
      path_.resize(before);
    }
  }

  std::string path_;
};

void add_instrument(const statement::Content& content, std::vector<ActText>& out) {
  const auto body = statement::read_body<statement::ProposeInstrument>(content);
  const auto rules =
      body ? terms::read(body->rules) : base::Result<terms::Instrument>(base::refuse(base::Code::bad_value));
  if (!rules) return;
  out.push_back({"rules.name", rules->name});
  out.push_back({"rules.title", rules->title});
}
}  // namespace

std::vector<ActText> texts_of(const statement::Statement& act) {
  TextView view;
  const auto kind = act.kind();
  if (kind)
    statement::with_body(*kind, [&](auto fresh) {
      if (auto body = statement::read_body<decltype(fresh)>(act.content())) describe(view, *body);
    });
  if (kind == Kind::propose_instrument) add_instrument(act.content(), view.out);
  std::size_t i = 0;
  for (const auto& one : act.content().attachments) {
    if (!one.name.empty()) view.out.push_back({"attachments[" + std::to_string(i) + "].name", one.name});
    ++i;
  }
  return std::move(view.out);
}

}  // namespace palitan::reports
