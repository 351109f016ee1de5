#include "papers/instrument_texts.h"

#include <nlohmann/json.hpp>

namespace palitan::papers {
namespace {

using Json = nlohmann::json;

/// False where it is there and no text.
bool take(const Json& row, const char* name, std::string& to) {
  const auto at = row.find(name);
  if (at == row.end()) return true;
  if (!at->is_string()) return false;
  to = at->get<std::string>();
  return true;
}

}  // namespace

base::Result<std::vector<ClauseText>> read_clause_texts(std::string_view json) {
  const auto no = [] { return base::refuse(base::Code::bad_value, "the attachment holds no clause texts"); };
  // Depth is bounded by the callback: deeper than a clause's row nothing is kept, or even built.
  bool too_deep = false;
  const auto whole = Json::parse(
      json,
      [&](int depth, Json::parse_event_t, Json&) {
        too_deep = too_deep || depth > 4;
        return !too_deep;
      },
      false);
  if (too_deep || !whole.is_object() || !whole.contains("clauses") || !whole["clauses"].is_array())
    return no();
  std::vector<ClauseText> out;
  for (const auto& row : whole["clauses"]) {
    ClauseText one;
    if (!row.is_object() || !take(row, "clause", one.clause) || !take(row, "en", one.en) ||
        !take(row, "ja", one.ja) || !take(row, "fil", one.fil) || one.clause.empty())
      return no();
    out.push_back(std::move(one));
  }
  return out;
}

}  // namespace palitan::papers
