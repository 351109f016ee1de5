#include "api/json_read.h"

#include <charconv>

namespace palitan::api {
namespace {

template <class T>
std::optional<T> whole_number(std::string_view text) {
  T out = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (error != std::errc{} || end != text.data() + text.size() || text.empty()) return std::nullopt;
  return out;
}

}  // namespace

void JsonReader::inside(std::string_view name) {
  const bool dot = !path_.empty() && path_[0] != '[';
  path_ = std::string(name) + (dot ? "." : "") + path_;
}

base::Result<void> JsonReader::finish() const {
  if (ok()) return {};
  return base::refuse(base::Code::local_draft,
                      (path_.empty() ? "the draft" : "\"" + path_ + "\"") + " " + fault_);
}

std::optional<JsonReader::Element> JsonReader::take(std::string_view name) {
  if (!ok()) return std::nullopt;
  const auto found = object_.at_key(name);
  if (found.error() != simdjson::SUCCESS) return std::nullopt;
  ++taken_;
  return found.value_unsafe();
}

JsonReader::Level JsonReader::enter(const Element& from) {
  const Level outer{object_, taken_};
  taken_ = 0;
  if (from.get_object().get(object_) != simdjson::SUCCESS) fail("is not an object");
  return outer;
}

void JsonReader::leave(const Level& outer) {
  if (ok() && taken_ != object_.size()) fail("has a field that is unknown or named twice");
  object_ = outer.object;
  taken_ = outer.taken;
}

std::string_view JsonReader::text(const Element& from) {
  std::string_view out;
  if (from.get_string().get(out) != simdjson::SUCCESS) fail("is not a text");
  return out;
}

std::int64_t JsonReader::integer(const Element& from) {
  std::int64_t out = 0;
  if (from.get_int64().get(out) == simdjson::SUCCESS) return out;
  if (from.is_string()) {
    if (const auto number = whole_number<std::int64_t>(text(from))) return *number;
  }
  fail("is not a whole number in range");
  return 0;
}

std::uint64_t JsonReader::unsigned_integer(const Element& from) {
  std::uint64_t out = 0;
  if (from.get_uint64().get(out) == simdjson::SUCCESS) return out;
  if (from.is_string()) {
    if (const auto number = whole_number<std::uint64_t>(text(from))) return *number;
  }
  fail("is not a whole number in range");
  return 0;
}

base::Result<simdjson::dom::element> parse_json(const std::string& text, std::size_t max) {
  if (text.size() > max)
    return base::refuse(base::Code::bad_too_large,
                        "the draft is larger than " + std::to_string(max) + " bytes");
  thread_local simdjson::dom::parser parser;
  simdjson::dom::element element;
  const auto error = parser.parse(text).get(element);
  if (error != simdjson::SUCCESS)
    return base::refuse(base::Code::local_draft,
                        "the draft is not JSON: " + std::string(simdjson::error_message(error)));
  return element;
}

}  // namespace palitan::api
