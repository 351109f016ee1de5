// TOML as a plain tree with the line of every part, so that faults can name it. Inside the room only.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "base/refusal.h"

namespace palitan::papers::toml_tree {

struct Entry;

struct Node {
  enum class Kind { text, integer, flag, date, list, table, other } kind = Kind::other;
  std::uint32_t line = 1;
  std::string text;
  std::int64_t integer = 0;
  bool flag = false;
  base::Date date;
  std::vector<Node> list;
  bool of_tables = false;    ///< a list written as [[name]]
  std::vector<Entry> table;  ///< keys ascending

  /// Null where the table has no such key.
  const Node* get(std::string_view key) const;
};

struct Entry {
  std::string key;
  std::uint32_t line = 1;
  Node node;
};

/// "<file>:<line>: <what>" as local_instrument.
base::Refusal fault_at(std::string_view file, std::uint32_t line, const std::string& what,
                       std::string clause = {});

/// Refusal: local_instrument with file and line. At most 256 KiB.
base::Result<Node> parse(std::string_view text, std::string_view file);

}  // namespace palitan::papers::toml_tree
