#include "papers/instrument_toml_tree.h"

#include <algorithm>

// The packaged library throws; compiled in here it returns its faults as values.
#undef TOML_HEADER_ONLY
#undef TOML_SHARED_LIB
#define TOML_HEADER_ONLY 1
#define TOML_EXCEPTIONS 0
#define TOML_ENABLE_FORMATTERS 0
#include <toml++/toml.h>

namespace palitan::papers::toml_tree {
namespace {

constexpr std::size_t kFileMax = 256 * 1024;

std::uint32_t line_of(const toml::source_region& source) { return std::max(source.begin.line, 1u); }

/// Days since 1970-01-01. REQUIRES: a real day, as the parser guarantees.
base::Date date_of(const toml::date& date) {
  using namespace std::chrono;
  const sys_days at = year{date.year} / month{date.month} / day{date.day};
  return {static_cast<std::int32_t>(at.time_since_epoch().count())};
}

Node tree_of(const toml::node& from) {
  Node out;
  out.line = line_of(from.source());
  if (const auto* text = from.as_string()) {
    out.kind = Node::Kind::text;
    out.text = text->get();
  } else if (const auto* integer = from.as_integer()) {
    out.kind = Node::Kind::integer;
    out.integer = integer->get();
  } else if (const auto* flag = from.as_boolean()) {
    out.kind = Node::Kind::flag;
    out.flag = flag->get();
  } else if (const auto* date = from.as_date()) {
    out.kind = Node::Kind::date;
    out.date = date_of(date->get());
  } else if (const auto* list = from.as_array()) {
    out.kind = Node::Kind::list;
    out.of_tables = from.is_array_of_tables();
    for (const auto& element : *list) out.list.push_back(tree_of(element));
  } else if (const auto* table = from.as_table()) {
    out.kind = Node::Kind::table;
    for (const auto& [key, node] : *table)
      out.table.push_back({std::string(key.str()), line_of(key.source()), tree_of(node)});
  }
  return out;
}

}  // namespace

const Node* Node::get(std::string_view key) const {
  for (const auto& entry : table)
    if (entry.key == key) return &entry.node;
  return nullptr;
}

base::Refusal fault_at(std::string_view file, std::uint32_t line, const std::string& what,
                       std::string clause) {
  return {base::Code::local_instrument, std::move(clause),
          std::string(file) + ":" + std::to_string(line) + ": " + what};
}

base::Result<Node> parse(std::string_view text, std::string_view file) {
  if (text.size() > kFileMax)
    return tl::unexpected(fault_at(
        file, 1,
        "the file has " + std::to_string(text.size()) + " bytes; at most " + std::to_string(kFileMax)));
  const auto parsed = toml::parse(text, file);
  if (!parsed)
    return tl::unexpected(
        fault_at(file, line_of(parsed.error().source()), std::string(parsed.error().description())));
  return tree_of(parsed.table());
}

}  // namespace palitan::papers::toml_tree
